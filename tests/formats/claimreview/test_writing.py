"""Verdicts written as ClaimReview: valid JSON-LD of what is on record, and an exact list of what it cannot hold."""

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import RDF

from claimtrack.domain.extracts import Extract, Loss
from claimtrack.domain.records import Actor, Claim, Merger, Row, Source, Statement, Tag, Verdict
from claimtrack.domain.text import safe
from claimtrack.domain.vocabulary import ActorKind, Rating, SourceKind, Stance
from claimtrack.formats.addresses import is_whole
from claimtrack.formats.claimreview.rules import Severity
from claimtrack.formats.claimreview.writing import write
from tests.conftest import Golden
from tests.formats.claimreview.extracts import actor, claim, drawn, extract, numbered, statement, verdict
from tests.formats.claimreview.reviews import ids, remarks

SCHEMA = Namespace("https://schema.org/")
DESK = actor(9, "Check Desk", ActorKind.ORGANIZATION, "https://desk.example.org/")
OZOLA = actor(1, "Ilze Ozola", ActorKind.PERSON, "https://ozola.example.org/")
RAIL = actor(2, "Riga Rail", ActorKind.GOVERNMENT)
SEEN = numbered(1, Source(title="The evening paper", location="https://paper.example.org/a", kind=SourceKind.ARTICLE,
              publisher_id=2, published="2024-05-02"))  # fmt: skip


def written(what: Extract) -> tuple[str, list[Loss]]:
    out = BytesIO()
    lost = write(what, out)
    return out.getvalue().decode(), lost


def nodes(what: Extract) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written(what)[0])
    return found


def only(*rows: Row) -> dict[str, Any]:
    (node,) = nodes(extract(DESK, claim(), *rows))
    return node


def lost(*rows: Row) -> dict[str, int]:
    return {loss.what: loss.number for loss in written(extract(*rows))[1]}


def graph_of(text: str) -> Graph:
    """Read JSON-LD with another program's parser; schema.org's context, which is remote, is its vocabulary here."""
    assert text.count('"@context": "https://schema.org"') == len(json.loads(text))
    context = '"@context": {"@vocab": "https://schema.org/", "url": {"@type": "@id"}, "sameAs": {"@type": "@id"}}'
    return Graph().parse(data=text.replace('"@context": "https://schema.org"', context), format="json-ld")


def test_a_verdict_with_all_that_a_review_holds(golden: Golden) -> None:
    said = [statement(1, 1, source=1), statement(2, 2, said="2024-05-10", source=2)]
    post = numbered(2, Source(location="https://x.com/riga/status/1", kind=SourceKind.POST))
    judged = verdict(score=("1", "5", "1"), rationale="The timetable says otherwise.")
    tags = [numbered(n, Tag(claim_id=1, name=name, folded=name)) for n, name in enumerate(("bridge", "traffic"), 1)]
    text, _ = written(extract(DESK, OZOLA, RAIL, SEEN, post, claim().replaced(language="en"), judged, *said, *tags))
    golden("claimreview.json", text)


def test_without_a_verdict_an_empty_list_is_written() -> None:
    text, found = written(extract(claim(), OZOLA, statement(1)))
    assert json.loads(text) == []
    assert found[0].what.startswith("assertion")


def test_the_label_is_word_for_word_and_without_one_the_rating_s_word_stands() -> None:
    assert only(verdict(label="  Não é bem assim. "))["reviewRating"]["alternateName"] == "  Não é bem assim. "
    assert only(verdict(label=None, rating=Rating.MOSTLY_FALSE))["reviewRating"]["alternateName"] == "mostly-false"


@pytest.mark.parametrize(
    ("score", "numbers"),
    [
        (("4", "5", "1"), (4, 5, 1)), (("3.5", "5", "0"), (3.5, 5, 0)), (("4.0", "5", "1"), ("4.0", 5, 1)),
        (("05", "10", "1"), ("05", 10, 1)), (("-1", "0", "-2"), (-1, 0, -2)),
    ],
)  # fmt: skip
def test_numbers_are_written_as_given(score: tuple[str, ...], numbers: tuple[object, ...]) -> None:
    rating = only(verdict(score=score))["reviewRating"]
    assert (rating["ratingValue"], rating["bestRating"], rating["worstRating"]) == numbers
    assert list(map(type, (rating["ratingValue"],))) == [type(numbers[0])]


@pytest.mark.parametrize(
    "score",
    [("-1", "-1", "-1"), (None, "2", "2"), ("3", None, "1"), ("6", "5", "1"), ("1", "1", "6"), ("five", "5", "1"),
     ("4", None, None), ("nan", "5", "1")],
)  # fmt: skip
def test_numbers_without_a_valid_scale_are_left_out_and_counted(score: tuple[str | None, ...]) -> None:
    assert only(verdict(score=score))["reviewRating"] == {"@type": "Rating", "alternateName": "False"}
    assert lost(DESK, claim(), verdict(score=score))["score without a valid scale"] == 1


@pytest.mark.parametrize(
    ("typed", "as_written", "is_whole"),
    [
        ("2024-05-20", "2024-05-20", True), ("2024-05", "2024-05", True), ("2023", "2023", True),
        ("2024-05~", "2024-05", False), ("2023?", "2023", False), ("2024-05-20%", "2024-05-20", False),
        ("2024-05-12T09:30:00Z", "2024-05-12T09:30:00Z", True), ("2023-22", "2023", False), ("2004-XX", "2004", True),
        ("2024-04-01/2024-04-09", "2024-04", False), ("2023-01/2023-12", "2023", True),
        ("2023-08/2024-01", None, False), ("../2024-02-26", None, False), ("201X", None, False),
        ("2022-24", None, False),
    ],
)  # fmt: skip
def test_a_date_is_written_as_the_shortest_period_that_holds_it(
    typed: str, as_written: str | None, *, is_whole: bool
) -> None:
    node = only(verdict(published=typed))
    assert node.get("datePublished") == as_written
    assert (
        "date of a verdict that is coarse or marked" not in lost(DESK, claim(), verdict(published=typed))
    ) is is_whole


def test_who_asserts_it_is_the_claimant_and_who_denies_it_is_not() -> None:
    said = [statement(1, 1), statement(2, 2, stance=Stance.DENIES), statement(3, 1, said="2024-05-04")]
    assert only(OZOLA, RAIL, verdict(), *said)["itemReviewed"]["author"] == {
        "@type": "Person", "name": "Ilze Ozola", "sameAs": "https://ozola.example.org/",
    }  # fmt: skip
    both = only(OZOLA, RAIL, verdict(), statement(1, 1), statement(2, 2))
    assert [one["name"] for one in both["itemReviewed"]["author"]] == ["Ilze Ozola", "Riga Rail"]


def test_what_was_said_after_the_review_is_not_what_it_reviewed() -> None:
    said = [statement(1, 1, said="2024-05-21"), statement(2, 2, said="2024-05-20")]
    item = only(OZOLA, RAIL, verdict(published="2024-05-20"), *said)["itemReviewed"]
    assert (item["author"]["name"], item["datePublished"]) == ("Riga Rail", "2024-05-20")


@pytest.mark.parametrize("name", ["Check Desk", "check desk", "desk.example.org"])
def test_the_reviewer_is_never_the_claimant(name: str) -> None:
    twin = actor(1, name)
    assert "author" not in only(twin, verdict(), statement(1, 1))["itemReviewed"]
    assert "author" not in only(verdict(), statement(1, 9))["itemReviewed"]


def test_an_actor_that_was_merged_is_written_as_the_other_one() -> None:
    node = only(OZOLA, RAIL, numbered(1, Merger(actor_id=2, into_id=1)), verdict(), statement(1, 2))
    assert node["itemReviewed"]["author"]["name"] == "Ilze Ozola"


def test_the_kind_of_an_actor_is_never_guessed() -> None:
    for kind, expected in [(ActorKind.PERSON, "Person"), (ActorKind.MEDIA, "Organization"), (ActorKind.CROWD, None),
                           (ActorKind.UNKNOWN, None), (None, None)]:  # fmt: skip
        node = only(actor(1, "Somebody", kind), verdict(), statement(1))
        assert node["itemReviewed"]["author"].get("@type") == expected


def test_an_identity_that_is_a_post_or_no_address_is_none() -> None:
    for identity in ("https://twitter.com/a/status/1", "a mere word"):
        somebody = actor(1, "Somebody", ActorKind.PERSON, identity)
        assert "sameAs" not in only(somebody, verdict(), statement(1))["itemReviewed"]["author"]
        assert lost(DESK, claim(), somebody, verdict(), statement(1))["identity that is no page on the web"] == 1


def test_the_first_source_is_the_first_only_if_no_other_can_be_earlier() -> None:
    other = numbered(2, Source(location="https://paper.example.org/b"))
    for said, first in (("2024-05-10", True), ("2024-05", False), (None, False)):
        item = only(OZOLA, RAIL, SEEN, other, verdict(),
                    statement(1, 1, source=1), statement(2, 2, said=said, source=2))["itemReviewed"]  # fmt: skip
        assert ("firstAppearance" in item) is first
        places = item["appearance"] if isinstance(item["appearance"], list) else [item["appearance"]]
        assert len(places) == (1 if first else 2)


def test_a_source_keeps_its_title_day_kind_and_publisher() -> None:
    item = only(OZOLA, RAIL, SEEN, verdict(), statement(1, 1, source=1))["itemReviewed"]
    assert item["firstAppearance"] == {
        "@type": "Article", "name": "The evening paper", "url": "https://paper.example.org/a",
        "datePublished": "2024-05-02", "publisher": {"@type": "Organization", "name": "Riga Rail"},
    }  # fmt: skip


def test_a_long_rationale_is_the_body_and_a_short_one_explains_the_rating() -> None:
    assert only(verdict(rationale="Short."))["reviewRating"]["ratingExplanation"] == "Short."
    assert only(verdict(rationale="Long. " * 80))["reviewBody"] == "Long. " * 80


def test_no_text_ends_the_script_around_it_or_drives_a_terminal() -> None:
    nasty = "</script><script>alert(1)</script> \x1b[31m \u202e"
    text, _ = written(extract(DESK, claim(text=nasty), verdict(label=nasty)))
    assert "<" not in text
    assert safe(text.replace("\n", "")) == text.replace("\n", "")
    assert json.loads(text)[0]["claimReviewed"] == nasty


def test_losses_are_counted_exactly() -> None:
    rows = [
        DESK, OZOLA.replaced(reliability=None), RAIL, SEEN, claim(), claim(2, "Another claim"),
        verdict(label="False", published="2024-05-20~"), statement(1, 1, source=1, quote="It is closed"),
        statement(2, 2, said="2024-05-04"), statement(3, 2, stance=Stance.DENIES),
        statement(4, 1, stance=Stance.DENIES),
        statement(5, 1, stance=Stance.RETRACTS), statement(6, 1, on=2),
    ]  # fmt: skip
    assert written(extract(*rows))[1] == [
        Loss("assertion without a verdict, after it, or by the reviewer", 1),
        Loss("denials", 2),
        Loss("retraction", 1),
        Loss("claim without a verdict", 1),
        Loss("date of an assertion that is coarse, marked, or not of the first", 1),
        Loss("quote", 1),
        Loss("date of a verdict that is coarse or marked", 1),
        Loss("rating beside a label", 1),
        Loss("kind of an actor", 1),
    ]


def test_nothing_is_lost_where_all_is_held() -> None:
    person = actor(1, "Ilze Ozola", ActorKind.PERSON, "https://ozola.example.org/")
    desk = DESK.replaced(identity=None)
    assert written(extract(desk, person, claim(), verdict(label=None), statement(1)))[1] == []


SEEDS = st.integers(0, 2**32)


def _can_be_about(what: Extract, judged: Verdict, said: Statement) -> bool:
    """The rule once more, with the names of `drawn`: an assertion by another than the reviewer, not after it."""
    merged = {5: 6}
    names = {one.id: one.name for one in what.all(Actor)}
    who, reviewer = (names[merged.get(one, one)] for one in (said.actor_id, judged.reviewer_id))
    sites = " ".join(
        filter(None, (judged.location, what.one(Actor, merged.get(judged.reviewer_id, judged.reviewer_id)).identity))
    )
    return (
        said.stance is Stance.ASSERTS
        and judged.claim_id == said.claim_id
        and (said.said_earliest or "") <= judged.published_latest
        and who != reviewer
        and not (who == "desk.example.org" and who in sites)
    )


@settings(max_examples=80)
@given(SEEDS)
def test_every_row_is_in_a_review_or_counted_as_lost(seed: int) -> None:
    what = drawn(seed)
    lost_of = {loss.what: loss.number for loss in written(what)[1]}

    def count(*words: str) -> int:
        return sum(lost_of.get(word, 0) for word in words)

    judged = {one.claim_id for one in what.all(Verdict)}
    assert count("claim without a verdict", "claims without a verdict") == len(what.all(Claim)) - len(judged)
    held = [one for one in what.all(Statement) if any(_can_be_about(what, v, one) for v in what.all(Verdict))]
    stances = [word for word in lost_of if word.split()[0].rstrip("s") in
               ("assertion", "suggestion", "denial", "doubt", "relay", "refusal", "retraction")]  # fmt: skip
    assert count(*stances) == len(what.all(Statement)) - len(held)
    assert count("quote", "quotes") == sum(one.quote is not None for one in held)
    named = json.dumps(nodes(what), ensure_ascii=False)
    absent = sum(json.dumps(one.name, ensure_ascii=False) not in named for one in what.all(Actor))
    assert count("actor named in no review", "actors named in no review") == absent
    assert count("items of evidence") == 2
    assert count("citation between sources") == count("relation between claims") == count("merger of actors") == 1


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own parser's
@settings(max_examples=60)
@given(SEEDS)
def test_another_program_reads_what_is_written_as_linked_data(seed: int) -> None:
    what = drawn(seed)
    text, _ = written(what)
    graph = graph_of(text)
    found = list(graph.subjects(RDF.type, SCHEMA.ClaimReview))
    assert len(found) == len(what.all(Verdict))
    addresses = {URIRef(one.location) for one in what.all(Verdict) if one.location and is_whole(one.location)}
    assert {address for one in found for address in graph.objects(one, SCHEMA.url)} == addresses
    texts = {Literal(what.one(Claim, one.claim_id).text) for one in what.all(Verdict)}
    assert set(graph.objects(None, SCHEMA.claimReviewed)) == texts
    assert len(list(graph.subject_objects(SCHEMA.reviewRating))) == len(found)


@settings(max_examples=150)
@given(SEEDS)
def test_what_is_written_lints_without_an_error_but_for_an_address_that_is_not_on_record(seed: int) -> None:
    what = drawn(seed)
    found = [one for one in remarks(written(what)[0]) if one.rule.severity is Severity.ERROR]
    without = [n for n, one in enumerate(what.all(Verdict), 1) if not (one.location and is_whole(one.location))]
    assert ids(found) <= ({"url-missing"} if what.all(Verdict) else {"no-review"})
    assert len(found) == len(without) or not what.all(Verdict)
