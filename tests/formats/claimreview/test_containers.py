"""Where a ClaimReview stands: every container is opened, what is broken in it is refused, and reading goes on."""

import gzip
import io
import json

import pytest

from claimtrack.domain.intake import Found, Refused
from claimtrack.errors.intake import NotThisFormat, Packed, PageTooLarge
from claimtrack.formats.claimreview.containers import Block, blocks
from tests.formats.reviews import done, items, one, page, rating, refused, review, script

pytestmark = pytest.mark.usefixtures("_labels")

FIRST = review(claimReviewed="The first")
SECOND = review(claimReviewed="The second")
BOTH = ["The first", "The second"]


def feed(*reviews: object) -> dict[str, object]:
    return {"@type": "DataFeed", "dataFeedElement": [{"@type": "DataFeedItem", "item": one} for one in reviews]}


def lines(*values: object) -> str:
    return "".join(f"{json.dumps(value)}\n" for value in values)


def typed(kind: object) -> dict[str, object]:
    return FIRST | {"@type": kind}


CONTAINERS = {
    "a list": [FIRST, SECOND],
    "a list in a list": [[FIRST], [[SECOND]]],
    "a list with nothing in it": [None, FIRST, None, SECOND, {}],
    "a graph": {"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, FIRST, SECOND]},
    "a feed": feed([FIRST, None], None, [SECOND]),
    "a feed of items that are no lists": feed(FIRST, {}, SECOND),
    "an item of a feed a line": lines({"@type": "DataFeedItem", "item": [FIRST]}, {"item": [None, SECOND]}),
    "lines": lines(FIRST, SECOND),
    "lists a line": lines([FIRST], [SECOND]),
    "values one after another": json.dumps(FIRST, indent=2) + json.dumps(SECOND, indent=2),
    "an article": {"@type": "NewsArticle", "review": FIRST, "hasPart": [{"mainEntity": SECOND}]},
    "types with an address": [
        typed("http://schema.org/ClaimReview"), SECOND | {"@type": "https://schema.org/ClaimReview"}
    ],
    "types in a list, in another case": [typed(["Review", "claimreview"]), SECOND | {"@type": ["ClaimReview"]}],
    "types with a prefix": [typed("schema:ClaimReview"), SECOND | {"@type": "CLAIMREVIEW"}],
    "reviews that say what they reviewed": [typed("Review"), {k: v for k, v in SECOND.items() if k != "@type"}],
    "a page": page(script([FIRST, SECOND])),
    "a page with more blocks": page(script({"@type": "Person"}), script(FIRST), script("{x"), script(SECOND)),
    "a page with scripts of other kinds": page(
        script(FIRST), script(review(), "text/javascript"), script(SECOND, "Application/LD+JSON; charset=utf-8")
    ),
    "a page without a head": script(FIRST) + "<p>Text" + script(SECOND),
    "a block a line": script(FIRST) + "\n" + script(SECOND) + "\n",
    "a page with warnings before it": "Warning: a notice<br>\n" + page(script(FIRST), script(SECOND)),
    "a page that is cut in the middle of its text": page(script(FIRST), script(SECOND))[:-30],
    "a page in which blocks are commented out": page("<!--" + script(review()) + "-->", script(FIRST), script(SECOND)),
}  # fmt: skip


@pytest.mark.parametrize("data", CONTAINERS.values(), ids=CONTAINERS)
def test_reviews_are_found_wherever_they_stand(data: object) -> None:
    found = items(data)
    assert [claim.claim for claim in found if isinstance(claim, Found)] == BOTH
    assert not refused(found)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_is_read_by_the_mark_of_its_encoding(encoding: str) -> None:
    said = json.dumps(review(claimReviewed="Brücke — закрыт"), ensure_ascii=False)
    assert one(said.replace("\n", "\r\n").encode(encoding)).claim == "Brücke — закрыт"


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [("iso-8859-1", "cp1252"), ("windows-1251", "cp1251"), ("nonsense", "cp1252"), ("utf-8", "utf-8")],
)
def test_page_is_read_as_it_says_it_is_encoded(declared: str, encoding: str) -> None:
    claim = "закрыт" if encoding == "cp1251" else "Brücke"
    text = page(script(review(claimReviewed=claim))).replace("charset=utf-8", f'charset="{declared}"')
    assert one(text.encode(encoding)).claim == claim


# --- what is broken ---------------------------------------------------------------------------------------------------

BROKEN = '{"@type": "ClaimReview", "claimReviewed": "He said "no" twice", "author": "Desk"}'
ODD = '{"@type": "ClaimReview", "claimReviewed": "A 5" pipe", "appearance": [{"@type": "CreativeWork"}]}'


@pytest.mark.parametrize("broken", [BROKEN, ODD, BROKEN[:50], '{"@type": "ClaimReview" "x"}', '{"a": NaN}'])
@pytest.mark.parametrize(
    "shape",
    ["{0}\n{1}\n{2}\n", "[{0},\n{1},\n{2}]", '{{"dataFeedElement": [\n{0},\n{1},\n{2}]}}', "[\n{0}\n,{1}\n,{2}\n]\n"],
)  # fmt: skip
def test_broken_record_is_refused_with_its_line_and_its_text_and_reading_goes_on(broken: str, shape: str) -> None:
    text = shape.format(json.dumps(FIRST), broken, json.dumps(SECOND))
    found = items(text)

    assert [claim.claim for claim in found if isinstance(claim, Found)] == BOTH
    (one,) = refused(found)
    assert broken.rstrip("}") in one.raw
    assert one.place.endswith(f"line {text[: text.index(broken)].count(chr(10)) + 1}")


def test_broken_block_of_a_page_is_refused_with_its_line_and_reading_goes_on() -> None:
    text = page(script(FIRST), "\n" * 9, script(BROKEN), script(SECOND))
    found = items(text)
    assert [claim.claim for claim in found if isinstance(claim, Found)] == BOTH
    assert [(one.raw, one.place.split(", ")[1], one.reason) for one in refused(found)] == [
        (BROKEN, "line 10", "it is not JSON (line 1)")
    ]


def test_page_that_is_cut_in_its_block_is_refused_with_the_text() -> None:
    (found,) = items(page(script(FIRST))[:300])
    assert isinstance(found, Refused)
    assert found.raw.startswith('{"@context"')


def test_bytes_of_another_encoding_are_refused_in_words() -> None:
    (found,) = items(json.dumps(review(claimReviewed="Brücke"), ensure_ascii=False).encode("latin-1"))
    assert isinstance(found, Refused)
    assert (found.reason, "Br\ufffdcke" in found.raw) == ("it is not UTF-8", True)


@pytest.mark.parametrize("value", ['{"a":' * 2000, "[" * 2000 + "]" * 2000, '{"a":1,"a":2}', '{"a":"\\ud800"}'])
def test_json_that_no_reader_should_take_is_refused(value: str) -> None:
    assert refused(items(f"{json.dumps(FIRST)}\n{value}\n{json.dumps(SECOND)}\n"))


WRAPPED = {
    "a comment": "<!--\n{}\n-->",
    "CDATA": "//<![CDATA[\n{}\n//]]>",
    "CDATA in a comment": "/*<![CDATA[*/ {} /*]]>*/",
    "a semicolon": "{};",
    "a mark of byte order": "\ufeff{}",
}


@pytest.mark.parametrize("wrapper", WRAPPED.values(), ids=WRAPPED)
def test_wrapper_is_taken_off_and_said_so(wrapper: str) -> None:
    found = one(page(script(wrapper.replace("{}", json.dumps(FIRST)))))
    assert found.claim == "The first"
    assert done(found, "JSON") == ["taken out of its wrapper"]


MENDED = {
    "a comma before the end": ('{"@type":"ClaimReview","claimReviewed":"A, }b,]",}', "A, }b,]"),
    "a line end inside a string": ('{"@type":"ClaimReview","claimReviewed":"A\n\tb"}', "A\n\tb"),
    "an escaped apostrophe": ('{"@type":"ClaimReview","claimReviewed":"It\\\'s \\\\\\"b\\""}', 'It\'s \\"b"'),
    "blanks that do not break": ('{\u00a0"@type":"ClaimReview",\u00a0"claimReviewed":"A\u00a0b"}', "A\u00a0b"),
    "quotes as entities": ("{&quot;@type&quot;:&quot;ClaimReview&quot;,&quot;claimReviewed&quot;:&quot;A&quot;}", "A"),
    "JSON inside JSON": (json.dumps('{"@type":"ClaimReview","claimReviewed":"A"}'), "A"),
}


@pytest.mark.parametrize(("text", "claim"), MENDED.values(), ids=MENDED)
def test_json_that_can_mean_one_thing_only_is_mended_and_said_so(text: str, claim: str) -> None:
    found = one(page(script(text)))
    assert found.claim == claim
    assert done(found, "JSON")


def test_key_that_is_given_twice_with_one_value_says_one_thing() -> None:
    assert one('{"@type":"ClaimReview","@type":"ClaimReview","claimReviewed":"A"}').claim == "A"


# --- references and pages ---------------------------------------------------------------------------------------------


def test_references_are_followed_inside_one_document() -> None:
    graph = [
        {"@id": "#desk", "@type": "Organization", "name": "River Desk"},
        {"@id": "#paula", "@type": "Person", "name": "Paula Pont"},
        {"@id": "#claim", "@type": "Claim", "author": {"@id": "#paula"}},
        {"@id": "#rating", "@type": "Rating", "alternateName": "False"},
        review(
            author={"@id": "#desk"}, itemReviewed={"@id": "#claim"}, reviewRating={"@id": "#rating", "@type": "Rating"}
        ),
    ]
    for data in ({"@graph": graph}, page(script({"@graph": graph[:3]}), script(graph[3:]))):
        found = one(data)
        assert found.statements[0].by.name == "Paula Pont"
        assert (found.verdicts[0].by.name, found.verdicts[0].label) == ("River Desk", "False")


def test_references_that_go_in_circles_or_grow_without_end_are_followed_a_little() -> None:
    grown = [{"@id": f"#{n}", "author": [{"@id": f"#{n + 1}"}] * 10, "name": f"Name {n}"} for n in range(9)]
    circle = [{"@id": "#a", "author": {"@id": "#b"}}, {"@id": "#b", "author": {"@id": "#a"}}]
    for start in ("#0", "#a"):
        assert one({"@graph": [*grown, *circle, review(itemReviewed={"@id": start})]}).claim


def found_in(text: str) -> list[Block]:
    return [block for block in blocks(io.BytesIO(text.encode()), "page.html") if isinstance(block, Block)]


@pytest.mark.parametrize(
    "head",
    ['<link rel="canonical" href="https://desk.example/1">',
     '<LINK REL=canonical HREF=https://desk.example/1>',
     '<meta property="og:url" content="https://desk.example/1">',
     "<!-- saved from url=(0022)https://desk.example/1 -->",
     '<meta property="og:url" content="https://other.example"><link rel="canonical" href="https://desk.example/1">'],
)  # fmt: skip
def test_block_knows_the_address_of_its_page(head: str) -> None:
    (block,) = found_in(page(script(FIRST), head=head))
    assert block.page == "https://desk.example/1"


def test_block_knows_who_writes_and_publishes_on_its_page() -> None:
    article = {"@type": "Article", "author": [{"name": "Ada"}], "publisher": {"name": "River Desk"}}
    head = '<meta property="og:site_name" content="The River">'
    (block,) = found_in(page(script(article), script(FIRST), head=head))
    assert block.voices == ("River Desk", "Ada", "The River")


def test_block_has_its_own_text_with_keys_and_digits_as_they_were() -> None:
    text = '{"z": 1.50, "@type": "ClaimReview", "claimReviewed": "\\u00c9", "a": [1e5, null, true]}'
    assert found_in(text)[0].raw == text
    assert found_in(f'{{"@graph": [{text}]}}')[0].raw == (
        '{"z":1.50,"@type":"ClaimReview","claimReviewed":"É","a":[1e5,null,true]}'
    )


def test_scores_keep_what_they_are_in_a_block() -> None:
    (block,) = found_in(json.dumps(review(reviewRating=rating(ratingValue=4.0, bestRating="5"))))
    rated = block.node["reviewRating"]
    assert [(type(rated[name]).__name__, rated[name]) for name in ("ratingValue", "bestRating")] == [
        ("Number", "4.0"),
        ("str", "5"),
    ]


# --- what is no such file ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [b"", b"  \n", b"claim,actor\n", b"\x00\x01\x02", b"{}", b"[]", b'{"@type":"DataFeed"}', b"<html></html>", b"<"],
)
def test_file_without_any_review_is_an_error_with_a_hint(data: bytes) -> None:
    with pytest.raises(NotThisFormat) as error:
        items(data, origin="some.json")
    assert "some.json" in error.value.message
    assert "--as" in error.value.hint


@pytest.mark.parametrize("data", [gzip.compress(b"{}" * 1000, mtime=0), b"PK\x03\x04rest", b"BZh91AY"])
def test_packed_file_is_not_opened(data: bytes) -> None:
    with pytest.raises(Packed):
        items(data)


def test_page_beyond_all_measure_is_not_read() -> None:
    with pytest.raises(PageTooLarge):
        items(b"<html>" + b" " * (17 * 2**20))


@pytest.mark.parametrize("beginning", [b'{"@type":"DataFeed","dataFeedElement":[', b"[", b""])
def test_records_are_given_before_the_stream_is_read_to_its_end(beginning: bytes) -> None:
    record = json.dumps({"item": [FIRST]}).encode() + (b",\n" if beginning else b"\n")
    stream = io.BytesIO(beginning + record * 10_000)
    assert isinstance(next(blocks(stream, "feed")), Block)
    assert stream.tell() < len(record) * 5_000
