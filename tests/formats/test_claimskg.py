"""ClaimsKG's table: rows of claim reviews, half of which name the reviewer as the claimant, and a fifth nobody."""

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimtrack.domain.intake import ActorRead, Found, Item, Refused
from claimtrack.domain.vocabulary import ActorKind, BearingKind, Rating
from claimtrack.errors.base import InputError
from claimtrack.errors.intake import NotThisFormat, Packed
from claimtrack.formats import claimskg
from claimtrack.formats.incoming import Asked

pytestmark = pytest.mark.usefixtures("_labels")
DATA = Path(__file__).parents[2].parent / "shared" / "data" / "gesis_claims_raw.json"
ROW = {
    "": "0",
    "rating_ratingValue": "1",
    "rating_worstRating": "1",
    "rating_bestRating": "5",
    "rating_alternateName": "False",
    "creativeWork_author_name": "Paula Pont",
    "creativeWork_datePublished": "2024-5-1",
    "creativeWork_author_sameAs": "",
    "claimReview_author_name": "riverdesk",
    "claimReview_author_url": "http://www.desk.example",
    "claimReview_url": "http://www.desk.example/checks/bridge",
    "claimReview_claimReviewed": "The bridge is closed",
    "claimReview_datePublished": "2024-05-02",
    "claimReview_source": "riverdesk",
    "claimReview_author": "Ada Writer",
    "extra_body": "A long\nbody",
    "extra_refered_links": "https://a.example,https://b.example",
    "extra_title": "Is it?",
    "extra_tags": "bridge,Traffic",
}


def table(*rows: dict[str, str], delimiter: str = ",") -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, list(ROW), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(ROW | row for row in rows)
    return out.getvalue()


def items(data: str | bytes) -> list[Item]:
    stream = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    return list(claimskg.read(stream, Asked("claims.csv")))


def one(row: dict[str, str]) -> Found:
    (found,) = items(table(row))
    assert isinstance(found, Found), found
    return found


def done(found: Found) -> list[str]:
    return [repair.done for repair in found.repairs]


def test_row_becomes_a_claim_with_a_statement_and_a_verdict() -> None:
    found = one({})
    assert (found.claim, found.tags, found.place) == ("The bridge is closed", ("bridge", "Traffic"), "line 2")
    assert [(said.by, said.said) for said in found.statements] == [(ActorRead("Paula Pont"), "2024-05-01")]
    (verdict,) = found.verdicts
    assert verdict.by == ActorRead("riverdesk", identity="http://www.desk.example")
    assert (verdict.label, verdict.rating, verdict.published) == ("False", Rating.FALSE, "2024-05-02")
    assert (verdict.score, verdict.score_best, verdict.score_worst) == ("1", "5", "1")
    assert next(csv.reader(io.StringIO(found.raw))) == list(ROW.values())


@pytest.mark.parametrize("name", ["riverdesk", "River Desk", "Ada Writer", "desk.example", "RiverDesk Staff"])
def test_reviewer_its_byline_or_its_site_is_not_the_claimant(name: str) -> None:
    found = one({"creativeWork_author_name": name})
    assert found.statements == ()
    assert "no claimant: it is the reviewer, its byline or its site" in done(found)


@pytest.mark.parametrize("name", ["", "  ", "nan", "None", "N/A"])
def test_claimant_that_is_blank_is_none(name: str) -> None:
    assert one({"creativeWork_author_name": name}).statements == ()


def test_crowd_is_one_and_a_post_is_where_it_was_claimed() -> None:
    post = "https://www.facebook.com/a/posts/1"
    (first,) = one({"creativeWork_author_name": "Varias fuentes", "creativeWork_author_sameAs": post}).statements
    assert first.by == ActorRead("Varias fuentes", ActorKind.CROWD)
    assert first.source is not None
    assert first.source.location == post
    alone = one({"creativeWork_author_name": "", "creativeWork_author_sameAs": post})
    assert [(shown.location, shown.bearing) for shown in alone.evidence] == [(post, BearingKind.CONTEXT)]


@pytest.mark.parametrize(
    ("value", "worst", "best"), [("-1", "-1", "-1"), ("", "2", "2"), ("3.0", "", ""), ("1", "6", "1")]
)
def test_numbers_without_a_valid_scale_are_kept_and_say_nothing(value: str, worst: str, best: str) -> None:
    found = one({"rating_ratingValue": value, "rating_worstRating": worst, "rating_bestRating": best})
    (verdict,) = found.verdicts
    assert verdict.rating == Rating.FALSE
    assert (verdict.score or "", verdict.score_worst or "", verdict.score_best or "") == (value, worst, best)
    assert "no valid scale: the numbers are kept as given, and say nothing" in done(found)


def test_scale_that_contradicts_the_label_is_pointed_out() -> None:
    assert "the scale contradicts the label: the label was taken" in done(one({"rating_alternateName": "True"}))


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_table_is_read_whatever_stands_between_cells_and_lines(delimiter: str, encoding: str, end: str) -> None:
    text = table({}, {"claimReview_claimReviewed": "Ein „Satz“; mit, allem\tdarin"}, delimiter=delimiter)
    found = items(text.replace("\r\n", end).encode(encoding))
    assert [claim.claim for claim in found if isinstance(claim, Found)] == [
        "The bridge is closed",
        "Ein „Satz“; mit, allem\tdarin",
    ]


def test_row_that_cannot_be_read_is_refused_with_its_line_and_reading_goes_on() -> None:
    good = table({}).splitlines(keepends=True)
    text = "".join(
        [
            *good,
            ",".join(["x"] * 30) + "\n",
            *table({"claimReview_claimReviewed": ""}, {}).splitlines(keepends=True)[1:],
        ]
    )
    found = items(text)

    assert [type(one) for one in found] == [Found, Refused, Refused, Found]
    assert [one.place for one in found] == ["line 2", "line 4", "line 5", "line 7"]
    assert [one.reason for one in found if isinstance(one, Refused)] == [
        "it has 30 cells, and the table has 19 columns",
        "it does not say which claim was reviewed (claimReview_claimReviewed)",
    ]


def test_short_row_lacks_its_last_cells_only() -> None:
    heading = "claimReview_claimReviewed,claimReview_author_name,rating_alternateName\n"
    (found,) = items(f"{heading}The bridge is closed,riverdesk\n")
    assert isinstance(found, Found)
    assert [verdict.label for verdict in found.verdicts] == [None]


def test_bytes_of_another_encoding_are_refused_in_words() -> None:
    (found,) = items(table({"claimReview_claimReviewed": "Brücke"}).encode("latin-1"))
    assert isinstance(found, Refused)
    assert found.reason == "it is not UTF-8"


def test_what_the_explorer_gives_is_read_too() -> None:
    record = {"text": "The bridge is closed", "source": "riverdesk", "ratingName": "FALSE", "language": "English"}
    wrapped = {"id": "1", "content": {key: {"type": "literal", "value": value} for key, value in record.items()}}
    for text in (json.dumps(wrapped), json.dumps([wrapped]), ",".join(record) + "\n" + ",".join(record.values())):
        (found,) = items(text)
        assert isinstance(found, Found)
        assert (found.claim, found.language, found.verdicts[0].by.name) == ("The bridge is closed", "en", "riverdesk")


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\x00\x01", b"\n\n"])
def test_file_of_another_kind_is_an_error(data: bytes) -> None:
    with pytest.raises(NotThisFormat):
        items(data)


def test_packed_file_is_not_opened() -> None:
    with pytest.raises(Packed):
        items(b"PK\x03\x04rest")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.floats(0, 1), st.integers(0, 9), st.sampled_from(['"', ",", "\n", "\r", "\x00", '"",', "\ud800", "é"]))
def test_table_in_which_signs_are_changed_is_read_or_refused(share: float, cut: int, piece: str) -> None:
    text = table({}, {}, {})
    place = int(share * len(text))
    changed = text[:place] + piece + text[place + cut :]
    try:
        found = items(changed.encode("utf-8", errors="surrogatepass"))
    except InputError:
        return
    for read in found:
        read.raw.encode()
        assert isinstance(read, Refused) or read.claim


@pytest.mark.skipif(not DATA.exists(), reason=f"{DATA.name} is not beside the project")
def test_real_record_is_read_whole() -> None:
    (found,) = items(DATA.read_bytes())
    assert isinstance(found, Found)
    assert found.claim.startswith("A video captures an Ethiopian Airlines plane")
    assert (found.language, found.tags) == ("en", ("Airplanes", "malaysia airlines"))
    assert [(verdict.by.name, verdict.score) for verdict in found.verdicts] == [("snopes", "-1")]
