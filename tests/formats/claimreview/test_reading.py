"""What a ClaimReview says in our words, and what is made of each defect that is met in the wild, one test a rule."""

import pytest

from claimtrack.domain.intake import ActorRead, Found, SourceRead, StatementRead
from claimtrack.domain.vocabulary import ActorKind, BearingKind, EvidenceKind, Rating, SourceKind, Stance
from tests.formats.reviews import done, item, items, one, page, rating, refused, review, script

pytestmark = pytest.mark.usefixtures("_labels")
PAULA = ActorRead("Paula Pont", ActorKind.PERSON)


def test_review_becomes_a_claim_with_a_statement_and_a_verdict() -> None:
    found = one(review(inLanguage="en", keywords="bridge, Traffic", ratingExplanation="It is open."))

    assert found.claim == "The bridge is closed"
    assert (found.language, found.tags) == ("en", ("bridge", "Traffic"))
    assert found.statements == (
        StatementRead(PAULA, Stance.ASSERTS, "2024-05-01", source=SourceRead(location="https://news.example/pont")),
    )
    (verdict,) = found.verdicts
    assert verdict.by == ActorRead("River Desk", ActorKind.ORGANIZATION, "https://desk.example/")
    assert (verdict.label, verdict.rating) == ("False", Rating.FALSE)
    assert (verdict.score, verdict.score_best, verdict.score_worst) == ("1", "5", "1")
    assert (verdict.location, verdict.published) == ("https://desk.example/checks/bridge", "2024-05-02")
    assert verdict.rationale == "It is open."
    assert (found.evidence, found.repairs) == ((), ())


# --- the claimant -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    ["River Desk", "river desk", "RiverDesk", "River Desk Staff", "By River Desk", "Staff", "desk.example",
     "www.desk.example", "https://desk.example/", "Ada Writer"],
)  # fmt: skip
def test_reviewer_its_byline_or_its_site_is_not_the_claimant(name: str) -> None:
    whole = {"@graph": [{"@type": "Article", "author": {"name": "Ada Writer"}}, review(itemReviewed=item(author=name))]}
    found = one(whole)

    assert found.statements == ()
    assert done(found, "itemReviewed.author") == ["no claimant: it is the reviewer, its byline or its site"]
    assert [(one.text, one.bearing) for one in found.evidence] == [("https://news.example/pont", BearingKind.CONTEXT)]


def test_claimant_who_wrote_the_article_that_is_reviewed_is_the_claimant() -> None:
    seen = {"@type": "NewsArticle", "url": "https://news.example/a", "author": {"name": "Paula Pont"}}
    assert [one.by for one in one(review(itemReviewed=item(appearance=seen))).statements] == [PAULA]


@pytest.mark.parametrize(
    "name",
    ["Varias fuentes", "Social media users", "Facebook,WhatsApp", "Usuários de redes sociais", "Internautes",
     "Nutzer in sozialen Medien", "Пользователи соцсетей", "مستخدمو مواقع التواصل الاجتماعي", "सोशल मीडिया यूजर्स",
     "社交媒体用户", "SNSユーザー", "소셜미디어 사용자", "Sosyal medya kullanıcıları", "Viral WhatsApp message"],
)  # fmt: skip
def test_crowd_in_any_language_is_an_actor_of_that_kind_with_its_text_kept(name: str) -> None:
    (said,) = one(review(itemReviewed=item(author={"@type": "Person", "name": name}))).statements
    assert said.by == ActorRead(name, ActorKind.CROWD)


@pytest.mark.parametrize("name", ["Unknown", "anónimo", "Неизвестно"])
def test_claimant_that_nobody_names_is_unknown(name: str) -> None:
    (said,) = one(review(itemReviewed=item(author={"name": name}))).statements
    assert said.by == ActorRead(name, ActorKind.UNKNOWN)


@pytest.mark.parametrize(
    "author", [None, "", {"@type": "Person", "name": " "}, {}, [], [None], 7, True, {"name": "N/A"}]
)
def test_claimant_that_is_missing_or_empty_is_none(author: object) -> None:
    found = one(review(itemReviewed=item(author=author)))
    assert found.statements == ()
    assert [shown.bearing for shown in found.evidence] == [BearingKind.CONTEXT]


@pytest.mark.parametrize("name", ["Mayor Paula Pont, MP", "Pont, Paula", "Red Cross and Red Crescent", "Pont/Ponte"])
def test_name_is_never_split(name: str) -> None:
    (said,) = one(review(itemReviewed=item(author={"name": name, "jobTitle": "Mayor"}))).statements
    assert said.by == ActorRead(name)


def test_claimants_in_a_list_make_a_statement_each() -> None:
    authors = [{"@type": "Person", "name": "Paula Pont"}, "City of Riga", {"@type": "Person", "name": "Paula Pont"}]
    seen = ["https://news.example/1", "https://news.example/2"]
    found = one(review(itemReviewed=item(author=authors, appearance=seen)))

    assert [said.by.name for said in found.statements] == ["Paula Pont", "City of Riga"]
    assert [shown.location for shown in found.evidence] == ["https://news.example/2"]
    assert done(found, "itemReviewed.author") == ["several claimants: a statement each"]


def test_same_as_that_is_an_address_stands_for_the_claimant() -> None:
    author = {"name": "Paula Pont", "sameAs": ["en.wikipedia.org/wiki/Paula_Pont", "https://pont.example"]}
    found = one(review(itemReviewed=item(author=author)))

    assert found.statements[0].by.identity == "https://en.wikipedia.org/wiki/Paula_Pont"
    assert done(found, "itemReviewed.author.sameAs") == [
        "read as https://en.wikipedia.org/wiki/Paula_Pont",
        "left out: one address stands for an actor",
    ]


def test_same_as_that_is_no_address_is_left_out() -> None:
    found = one(review(itemReviewed=item(author={"name": "Paula Pont", "sameAs": "the mayor"})))
    assert found.statements[0].by.identity is None
    assert done(found, "itemReviewed.author.sameAs") == ["left out: it is no web address"]


@pytest.mark.parametrize(
    "post",
    ["https://www.facebook.com/pont/posts/1", "https://x.com/pont/status/1", "https://youtu.be/abc",
     "https://web.archive.org/web/2024/https://pont.example", "https://paper.example/2024/05/01/she-said"],
)  # fmt: skip
def test_same_as_that_is_a_post_is_an_appearance_and_no_identity(post: str) -> None:
    (said, further) = one(review(itemReviewed=item(author={"name": "Paula Pont", "sameAs": post}))).statements
    assert (said.by.identity, further.by) == (None, said.by)
    assert further.source is not None
    assert further.source.location == post


# --- where it appeared ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "appearance",
    ["https://news.example/2", ["https://news.example/2"], {"url": "https://news.example/2"},
     [{"@type": "CreativeWork", "url": ["https://news.example/2"]}, None], {"@list": ["https://news.example/2"]}],
)  # fmt: skip
def test_first_appearance_is_the_source_and_a_further_one_a_further_statement(appearance: object) -> None:
    first = {"@type": "SocialMediaPosting", "url": "https://x.com/a/status/1", "datePublished": "2024-04-30"}
    said, further = one(review(itemReviewed=item(firstAppearance=first, appearance=appearance))).statements

    assert said.source == SourceRead(None, "https://x.com/a/status/1", SourceKind.POST, None, "2024-04-30")
    assert (said.said, further.said) == ("2024-05-01", None)
    assert further.source == SourceRead(location="https://news.example/2")


def test_appearance_has_a_title_a_publisher_and_a_kind() -> None:
    seen = {
        "@type": "NewsArticle",
        "headline": "Closed!",
        "publisher": {"name": "Paper"},
        "url": "https://news.example",
    }
    (said,) = one(review(itemReviewed=item(appearance=seen))).statements
    assert said.source == SourceRead("Closed!", "https://news.example", SourceKind.ARTICLE, ActorRead("Paper"))


def test_appearances_without_a_claimant_are_context() -> None:
    seen = [{"@type": "VideoObject", "name": "A clip", "contentUrl": "https://v.example/1"}, "A leaflet"]
    found = one(review(itemReviewed=item(author=None, appearance=seen)))

    assert [(one.text, one.kind, one.location) for one in found.evidence] == [
        ("A clip", EvidenceKind.VIDEO, "https://v.example/1"),
        ("A leaflet", None, None),
    ]
    assert {one.bearing for one in found.evidence} == {BearingKind.CONTEXT}


@pytest.mark.parametrize("name", ["itemReviewed", "itemreviewed", "ItemReviewed", "schema:itemReviewed"])
@pytest.mark.parametrize("kind", ["Claim", "claim", "CreativeWork", "http://schema.org/Claim", ["Claim"]])
def test_reviewed_item_is_read_in_any_case_and_as_a_creative_work(name: str, kind: object) -> None:
    whole = review(itemReviewed=None) | {name: item() | {"@type": kind}}
    assert [said.by for said in one(whole).statements] == [PAULA]


# --- numbers and labels -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "best", "worst"),
    [("1", "5", "1"), (1.50, 5, 0), ("-1", "-1", "-1"), ("", "2", "2"), (3, None, None), ("1", "0", "6"), (2, 2, 1),
     ("4.0", "True", None), (99, 5, 1), ("10^400", "1e999", "0")],
)  # fmt: skip
def test_numbers_are_kept_as_they_are_given_and_the_label_wins(value: object, best: object, worst: object) -> None:
    given = rating(ratingValue=value, bestRating=best, worstRating=worst)
    (verdict,) = one(review(reviewRating=given)).verdicts

    assert verdict.rating == Rating.FALSE
    kept = (verdict.score, verdict.score_best, verdict.score_worst)
    assert kept == tuple(None if one in (None, "") else str(one) for one in (value, best, worst))


def test_number_keeps_the_digits_it_was_written_with() -> None:
    (verdict,) = one(
        '{"@type":"ClaimReview","claimReviewed":"A","author":"D","reviewRating":{"ratingValue":1.50}}'
    ).verdicts
    assert (verdict.score, verdict.label, verdict.rating) == ("1.50", None, Rating.OTHER)


@pytest.mark.parametrize(
    ("value", "best", "worst"),
    [("-1", "-1", "-1"), ("", "2", "2"), (3, None, None), ("1", "0", "6"), (9, 5, 1), (1, "True", 0)],
)
def test_numbers_without_a_valid_scale_are_pointed_out(value: object, best: object, worst: object) -> None:
    found = one(review(reviewRating=rating(ratingValue=value, bestRating=best, worstRating=worst)))
    assert done(found, "reviewRating") == ["no valid scale: the numbers are kept as given, and say nothing"]


@pytest.mark.parametrize(("label", "value"), [("True", 1), ("False", 5), ("FALSE", "4")])
def test_scale_that_contradicts_the_label_is_pointed_out_and_the_label_wins(label: str, value: object) -> None:
    found = one(review(reviewRating=rating(alternateName=label, ratingValue=value)))
    assert done(found, "reviewRating") == ["the scale contradicts the label: the label was taken"]
    assert found.verdicts[0].rating == (Rating.TRUE if label == "True" else Rating.FALSE)


@pytest.mark.parametrize(
    "label", ["Falso.", "não_é_bem_assim", "FALSE", "He never said this. «Nonsense», says the city.", "✗ false"]
)
def test_label_is_kept_word_for_word(label: str) -> None:
    assert one(review(reviewRating=rating(alternateName=label))).verdicts[0].label == label


@pytest.mark.parametrize(
    ("given", "label"),
    [
        ({"name": "False"}, "False"),
        ({"ratingValue": "Falso"}, "Falso"),
        ("False", "False"),
        ([{"ratingValue": 1}, {"alternateName": "False"}], "False"),
        ({"@type": "Rating", "alternateName": ["False"]}, "False"),
        ({"ratingValue": 1}, None),
        (None, None),
    ],
)
def test_label_is_looked_for_where_it_may_stand(given: object, label: str | None) -> None:
    assert one(review(reviewRating=given)).verdicts[0].label == label


# --- the claim --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "claim"),
    [
        (["The bridge is closed"], "The bridge is closed"),
        (["The bridge is closed", "The bridge is closed"], "The bridge is closed"),
        (["The bridge is closed", "so is the tunnel"], "The bridge is closed; so is the tunnel"),
        ("&quot;R&amp;D&quot; &lt; A &#39;B&#x27; AT&T &amp;quot;C&amp;quot;", '"R&D" < A \'B\' AT&T "C"'),
        ("  The bridge\n is closed\u00a0 ", "The bridge\n is closed"),
        ("<p>The <b>bridge</b> is<br/>closed</p>", "The bridge is closed"),
        ("Is 3 < 4 and 5 > 4?", "Is 3 < 4 and 5 > 4?"),
        ("It\u0092s\x0bclosed", "It’s closed"),
        ({"@value": "The bridge is closed", "@language": "en"}, "The bridge is closed"),
    ],
)
def test_claim_is_unwrapped_unescaped_and_trimmed_with_a_word_about_it(given: object, claim: str) -> None:
    found = one(review(claimReviewed=given))
    assert found.claim == claim
    assert bool(done(found, "claimReviewed")) == (given not in (claim, {"@value": claim, "@language": "en"}))


def test_long_claim_is_never_cut() -> None:
    assert one(review(claimReviewed="Long. " * 5000)).claim == ("Long. " * 5000).strip()


def test_claim_that_stands_with_the_reviewed_item_is_taken_from_there() -> None:
    found = one(review(claimReviewed=None, itemReviewed=item(name="The bridge is closed")))
    assert found.claim == "The bridge is closed"
    assert done(found, "claimReviewed") == ["missing: the reviewed item's own words were taken"]


@pytest.mark.parametrize("given", [None, "", [], [None, " "], {}, 7.5 * 0 == 0, "&nbsp;", "<p></p>"])
def test_review_of_no_claim_is_refused_with_its_text(given: object) -> None:
    (found,) = items(review(claimReviewed=given))
    assert refused([found]) == [found]
    assert found.raw.startswith('{"@context"')


# --- addresses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "url"),
    [
        ("/checks/bridge", "https://desk.example/checks/bridge"),
        ("bridge.html", "https://desk.example/checks/bridge.html"),
        ("desk.example/checks/bridge", "https://desk.example/checks/bridge"),
        ("//desk.example/checks", "https://desk.example/checks"),
        ("https%3A%2F%2Fdesk.example%2Fchecks%2F1", "https://desk.example/checks/1"),
        ("https://desk.example/%25C3%25A9", "https://desk.example/%C3%A9"),
        ("https:\\/\\/desk.example\\/checks", "https://desk.example/checks"),
    ],
)
def test_address_of_a_review_is_resolved_against_its_page_and_kept_as_it_was(given: str, url: str) -> None:
    head = '<link rel="canonical" href="https://desk.example/checks/">'
    found = one(page(script(review(url=given)), head=head))
    assert found.verdicts[0].location == url
    assert ("url", given, f"read as {url}") in found.repairs


def test_address_of_another_site_than_the_page_is_kept_and_pointed_out() -> None:
    head = '<meta property="og:url" content="https://copy.example/1">'
    found = one(page(script(review()), head=head))
    assert found.verdicts[0].location == "https://desk.example/checks/bridge"
    assert done(found, "url") == ["kept as it is, though it is of another site than the page"]


def test_relative_address_without_a_page_is_kept_as_it_is() -> None:
    found = one(review(url="/checks/1"))
    assert found.verdicts[0].location == "/checks/1"
    assert done(found, "url") == ["kept as it is: relative, and no page is known to resolve it against"]


@pytest.mark.parametrize("given", [None, "javascript:alert(1)", "", 7, "data:text/html,x"])
def test_review_without_an_address_has_that_of_its_page(given: object) -> None:
    found = one(page(script(review(url=given)), head='<link rel=canonical href="https://desk.example/checks/1">'))
    assert found.verdicts[0].location == "https://desk.example/checks/1"
    assert "missing: the page's was taken, https://desk.example/checks/1" in done(found, "url")


# --- dates, words beside, reviewers -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("2024-5-2", "2024-05-02"),
        ("2024-05-02T10:00:00+0200", "2024-05-02T10:00:00+02:00"),
        ("2024-05-02 10:00", "2024-05-02"),
        ("02/05/2024", None),
        (None, None),
        ("soon", None),
        (["2024-05-02"], "2024-05-02"),
        ({"@value": "2024-05-02"}, "2024-05-02"),
    ],
)
def test_date_is_read_with_the_precision_that_is_there(given: object, date: str | None) -> None:
    found = one(review(datePublished=given, itemReviewed=item(datePublished=given)))
    assert (found.verdicts[0].published, found.statements[0].said) == (date, date)


def test_order_of_numeric_dates_is_as_the_user_says() -> None:
    assert one(review(datePublished="02/05/2024"), dates="dmy").verdicts[0].published == "2024-05-02"


@pytest.mark.parametrize(
    ("given", "language"),
    [
        ("pt-BR", "pt-BR"),
        ("pt_BR", "pt-BR"),
        ("English", None),
        (["en", "fr"], "en"),
        ({"name": "English", "alternateName": "en"}, "en"),
    ],
)
def test_language_is_a_tag_or_none(given: object, language: str | None) -> None:
    assert one(review(inLanguage=given)).language == language


@pytest.mark.parametrize("given", ["a, b;A,, c ", ["a", "b", "c"], [{"@type": "DefinedTerm", "name": "a"}, "b,c"]])
def test_keywords_are_tags_each_once(given: object) -> None:
    assert one(review(keywords=given)).tags == ("a", "b", "c")


def test_body_of_a_review_is_its_rationale_unless_the_rating_is_explained() -> None:
    assert one(review(reviewBody="<p>Open.</p>")).verdicts[0].rationale == "Open."
    explained = review(reviewBody="Long.", reviewRating=rating(ratingExplanation="Short."))
    assert one(explained).verdicts[0].rationale == "Short."
    assert one(review(reviewBody="x" * 20_001)).verdicts[0].rationale is None


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({"author": "River Desk"}, "River Desk"),
        (
            {"author": [{"@type": "Person", "name": "Ada"}, {"@type": "Organization", "name": "River Desk"}]},
            "River Desk",
        ),
        ({"author": None, "publisher": {"name": "River Desk"}}, "River Desk"),
        ({"author": {"@type": "Organization", "url": "https://www.desk.example"}}, "desk.example"),
        ({"author": None}, "desk.example"),
    ],
)
def test_reviewer_is_the_author_else_the_publisher_else_the_site(changes: dict[str, object], name: str) -> None:
    assert one(review(**changes)).verdicts[0].by.name == name


def test_verdict_that_nobody_gave_is_left_out_and_said_so() -> None:
    found = one(review(author=None, url=None))
    assert found.verdicts == ()
    assert "no verdict: nobody is named who gave it" in done(found, "author")


def test_reviews_of_one_address_are_records_of_their_own() -> None:
    found = items([review(), review(claimReviewed="The tunnel is closed")])
    assert [said.claim for said in found if isinstance(said, Found)] == ["The bridge is closed", "The tunnel is closed"]
