"""Rows as records: what each says, what is repaired, and what is refused, in words that help."""

from typing import NamedTuple

import pytest

from claimtrack.domain.intake import ActorRead, EvidenceRead, Repair, SourceRead, StatementRead, VerdictRead
from claimtrack.domain.vocabulary import (
    ActorKind,
    BearingKind,
    Credibility,
    EvidenceKind,
    Rating,
    SourceKind,
    Stance,
)
from claimtrack.formats import ratings
from tests.formats.tables.reading import all_found, asked, one_found, one_refused, read, refused, statement

SAID = "claim,actor,stance"


def test_row_says_what_somebody_said_when_where_and_in_which_words() -> None:
    item = one_found(
        "claim,slug,language,event,tags,actor,actor-kind,actor-identity,stance,date,quote,"
        "source-title,source-url,source-kind,source-date,publisher,place\n"
        "The pier is shut,pier,en,2024-05,harbour; riga,City of Riga,government,https://riga.example,asserts,2024-05-02,"
        "It is shut,Notice,https://riga.example/1,post,2024-05-03,Riga Press,par. 2\n"
    )
    source = SourceRead("Notice", "https://riga.example/1", SourceKind.POST, ActorRead("Riga Press"), "2024-05-03")
    assert (item.claim, item.slug, item.language, item.event, item.tags) == (
        "The pier is shut",
        "pier",
        "en",
        "2024-05",
        ("harbour", "riga"),
    )
    speaker = ActorRead("City of Riga", ActorKind.GOVERNMENT, "https://riga.example")
    assert item.statements == (StatementRead(speaker, Stance.ASSERTS, "2024-05-02", "It is shut", source, "par. 2"),)
    assert item.repairs == ()


def test_row_says_what_was_shown() -> None:
    item = one_found(
        "claim,evidence,bearing,evidence-kind,evidence-url,evidence-date,collector,credibility,source,place\n"
        "The pier is shut,A photograph,supports,imagery,https://x.example/p.jpg,2024-05,Gazette,2,Morning paper,p. 1\n"
    )
    assert item.evidence == (
        EvidenceRead(
            "A photograph",
            BearingKind.SUPPORTS,
            kind=EvidenceKind.IMAGERY,
            location="https://x.example/p.jpg",
            collector=ActorRead("Gazette"),
            credibility=Credibility.PROBABLE,
            source=SourceRead("Morning paper"),
            place="p. 1",
            published="2024-05",
        ),
    )


def test_evidence_that_is_an_address_is_found_there() -> None:
    (shown,) = one_found("claim,evidence,bearing\nx,https://x.example/p.jpg,refutes\n").evidence
    assert (shown.text, shown.location) == ("https://x.example/p.jpg", "https://x.example/p.jpg")


def test_row_says_what_was_judged() -> None:
    item = one_found(
        "claim,reviewer,verdict,rating,verdict-url,verdict-date,score,score-best,score-worst,rationale\n"
        "x,Check Desk,Pants on Fire!,false,https://d.example/1,2024-05-05,1,6,1,It was open\n"
    )
    assert item.verdicts == (
        VerdictRead(
            ActorRead("Check Desk"),
            Rating.FALSE,
            label="Pants on Fire!",
            location="https://d.example/1",
            published="2024-05-05",
            score="1",
            score_best="6",
            score_worst="1",
            rationale="It was open",
        ),
    )


class Known(NamedTuple):
    """A table of ratings that knows what a desk means by a label."""

    def rating(self, label: str | None, *, publisher: str | None = None) -> Rating:
        """Return what the desk means."""
        return Rating.MIXED if (label, publisher) == ("Half", "Check Desk") else Rating.OTHER


def test_label_is_rated_as_its_reviewer_means_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ratings, "table", lambda _: Known())
    found = all_found("claim,reviewer,verdict\nx,Check Desk,Half\ny,Other Desk,Half\n")
    assert [item.verdicts[0].rating for item in found] == [Rating.MIXED, Rating.OTHER]
    assert [item.verdicts[0].label for item in found] == ["Half", "Half"]


@pytest.mark.parametrize(
    ("source", "title", "location"),
    [
        ("Morning paper", "Morning paper", None),
        ("https://x.example/1", None, "https://x.example/1"),
        ("doi:10.1000/182", None, "doi:10.1000/182"),
    ],
)
def test_source_is_an_address_or_a_title(source: str, title: str | None, location: str | None) -> None:
    item = one_found(f"{SAID},source\nx,Gazette,asserts,{source}\n")
    assert statement(item).source == SourceRead(title, location)


def test_source_beside_its_title_is_its_address() -> None:
    item = one_found(f"{SAID},source,source-title\nx,Gazette,asserts,www.x.example,Notice\n")
    assert statement(item).source == SourceRead("Notice", "www.x.example")


@pytest.mark.parametrize("given", ["asserts", "Asserts", " ASSERTS ", "ａｓｓｅｒｔｓ"])
def test_words_of_ours_are_known_whatever_their_case(given: str) -> None:
    assert statement(one_found(f"{SAID}\nx,Gazette,{given}\n")).stance is Stance.ASSERTS


@pytest.mark.parametrize("given", ["no comment", "No_Comment", "no-comment"])
def test_words_of_ours_are_known_whatever_stands_between(given: str) -> None:
    assert statement(one_found(f"{SAID}\nx,Gazette,{given}\n")).stance is Stance.NO_COMMENT


def test_value_that_means_nothing_refuses_its_row_with_the_words_there_are() -> None:
    _, bad = read(f"{SAID}\nx,Gazette,denies\ny,Gazette,observing\n")
    assert refused(bad).place == "line 3"
    assert refused(bad).raw == "y,Gazette,observing"
    assert refused(bad).reason.startswith("'observing' is no stance; ")
    assert all(stance in refused(bad).reason for stance in Stance)


def test_word_for_every_row_needs_no_column() -> None:
    ask = asked("claim=claim", values=("stance:=asserts", "actor:=Gazette", "source:=https://x.example"))
    said = statement(one_found("claim\nx\n", ask))
    assert (said.by.name, said.stance, said.source) == (
        "Gazette",
        Stance.ASSERTS,
        SourceRead(location="https://x.example"),
    )


def test_word_for_an_empty_cell_leaves_the_others_as_they_are() -> None:
    found = all_found(f"{SAID}\nx,Gazette,\ny,Gazette,denies\n", asked(values=("stance:=reports",)))
    assert [statement(item).stance for item in found] == [Stance.REPORTS, Stance.DENIES]


def test_value_that_is_said_to_mean_nothing_leaves_the_statement_out() -> None:
    item = one_found(f"{SAID},quote\nx,Gazette,unrelated,so\n", asked(values=("stance:unrelated=",)))
    assert (item.claim, item.statements, item.repairs) == ("x", (), ())


def test_name_may_be_said_to_mean_another() -> None:
    assert statement(one_found(f"{SAID}\nx,DPRK,denies\n", asked(values=("actor:dprk=North Korea",)))).by.name == (
        "North Korea"
    )


def test_actor_without_a_stance_is_refused() -> None:
    assert "--values stance:=WORD" in one_refused(f"{SAID}\nx,Gazette,\n").reason


def test_stance_without_an_actor_is_refused() -> None:
    assert one_refused(f"{SAID}\nx,,denies\n").reason.startswith("the row has the stance 'denies' and no actor")


def test_row_without_anybody_who_spoke_is_a_claim_alone() -> None:
    item = one_found(f"{SAID}\nx,,\n")
    assert (item.statements, item.repairs) == ((), ())


def test_verdict_without_a_reviewer_is_refused() -> None:
    assert "no reviewer" in one_refused("claim,reviewer,rating\nx,,false\n").reason


def test_evidence_without_a_bearing_is_refused() -> None:
    assert "no bearing" in one_refused("claim,evidence,bearing\nx,A photograph,\n").reason


def test_row_without_a_claim_is_refused() -> None:
    assert one_refused(f"{SAID}\n,Gazette,denies\n").reason.startswith("the row has no claim")


def test_what_describes_nothing_in_the_row_is_left_out_and_said() -> None:
    item = one_found(f"{SAID},date,source,publisher\nx,,,2024,https://x.example,Press\n")
    assert {repair.field: repair.done for repair in item.repairs} == {
        "date": "left out: the row has nobody who spoke",
        "source": "left out: the row has nobody who spoke, and no evidence",
        "publisher": "left out: the row has nobody who spoke, and no evidence",
    }


def test_publisher_of_no_source_is_left_out_and_said() -> None:
    item = one_found(f"{SAID},source,publisher\nx,Gazette,denies,,Press\n")
    assert item.repairs == (Repair("publisher", "Press", "left out: the row has no source"),)


def test_row_with_too_few_cells_is_read_with_the_others_empty() -> None:
    item = one_found(f"{SAID},quote\nx,Gazette,denies\n")
    assert statement(item).quote is None
    assert item.repairs == (Repair("row", "3 cells of 4", "the missing ones are taken for empty"),)


def test_row_with_too_many_cells_is_refused_unless_they_are_empty() -> None:
    good, bad = read(f"{SAID}\nx,Gazette,denies,, \ny,Gazette,denies,so\n")
    assert good.place == "line 2"
    assert refused(bad).reason.startswith("the row has 4 cells and the table 3 columns")


def test_columns_without_a_name_at_the_end_are_none() -> None:
    assert statement(one_found(f"{SAID},,\nx,Gazette,denies,,\n")).stance is Stance.DENIES


@pytest.mark.parametrize(
    ("given", "order", "said"),
    [
        ("2024-05-02", None, "2024-05-02"),
        ("2024-5-2", None, "2024-05-02"),
        ("03/04/2024", "dmy", "2024-04-03"),
        ("03/04/2024", "mdy", "2024-03-04"),
        ("03/04/2024", None, None),
        ("2024-05~", None, "2024-05~"),
    ],
)
def test_date_is_read_in_the_order_that_was_named(given: str, order: str | None, said: str | None) -> None:
    item = one_found(f"{SAID},date\nx,Gazette,denies,{given}\n", asked(dates=order))
    assert statement(item).said == said
    assert bool(item.repairs) == (said != given)


@pytest.mark.parametrize("cell", ["a;b", '"a, b"', "a ; b;", '"a;b, a"'])
def test_tags_end_at_semicolons_and_commas(cell: str) -> None:
    assert one_found(f"claim,tags\nx,{cell}\n").tags == ("a", "b")


def test_text_of_many_lines_stays_as_it_is() -> None:
    item = one_found(f'{SAID},quote\nx,Gazette,denies,"one\n\ntwo"\n')
    assert statement(item).quote == "one\n\ntwo"


def test_apostrophe_of_another_table_is_part_of_its_text() -> None:
    assert one_found("claim\n'=1+1\n").claim == "'=1+1"
