"""Answers of the Fact Check API: every field may be missing, a claim may have several reviews, an answer no claim."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimtrack.domain.intake import ActorRead, Found, Item, Refused, StatementRead
from claimtrack.domain.vocabulary import ActorKind, Rating, Stance
from claimtrack.errors.intake import NotThisFormat, Packed
from claimtrack.formats import google_factcheck
from claimtrack.formats.incoming import Asked

pytestmark = pytest.mark.usefixtures("_labels")
DATA = Path(__file__).parents[2].parent / "shared" / "data" / "google_fact_check_raw.json"


def review(**changes: object) -> dict[str, Any]:
    whole = {
        "publisher": {"name": "River Desk", "site": "desk.example"},
        "url": "https://desk.example/checks/bridge",
        "title": "No, the bridge is open",
        "reviewDate": "2024-05-02T00:00:00Z",
        "textualRating": "False",
        "languageCode": "en",
    }
    return {key: value for key, value in {**whole, **changes}.items() if value is not None}


def claim(**changes: object) -> dict[str, Any]:
    whole = {
        "text": "The bridge is closed",
        "claimant": "Paula Pont",
        "claimDate": "2024-05-01T00:00:00Z",
        "claimReview": [review()],
    }
    return {key: value for key, value in {**whole, **changes}.items() if value is not None}


def items(data: object) -> list[Item]:
    text = data if isinstance(data, bytes) else (data if isinstance(data, str) else json.dumps(data)).encode()
    return list(google_factcheck.read(io.BytesIO(text), Asked("answer.json")))


def one(data: object) -> Found:
    (found,) = items(data)
    assert isinstance(found, Found), found
    return found


def test_claim_becomes_a_claim_with_a_statement_and_its_verdicts() -> None:
    other = review(publisher={"site": "other.example"}, url="https://other.example/1", textualRating="Mostly so")
    found = one({"claims": [claim(claimReview=[review(), other])], "nextPageToken": "x"})

    assert (found.claim, found.language) == ("The bridge is closed", "en")
    assert found.statements == (StatementRead(ActorRead("Paula Pont"), Stance.ASSERTS, "2024-05-01T00:00:00Z"),)
    first, second = found.verdicts
    assert (first.by, first.rating) == (ActorRead("River Desk", identity="https://desk.example"), Rating.FALSE)
    assert (second.by.name, second.label, second.location) == ("other.example", "Mostly so", "https://other.example/1")
    assert found.repairs == ()


@pytest.mark.parametrize(
    "data",
    [{"claims": [claim(), claim()]}, [claim(), claim()], "\n".join([json.dumps(claim())] * 2),
     "\n".join([json.dumps({"claims": [claim()], "nextPageToken": "x"})] * 2),
     [{"claims": [claim()]}, {}, {"claims": [claim()]}]],
)  # fmt: skip
def test_claims_are_found_in_an_answer_or_bare(data: object) -> None:
    assert [found.claim for found in items(data) if isinstance(found, Found)] == ["The bridge is closed"] * 2


@pytest.mark.parametrize("data", [{}, {"claims": []}, {"claims": None}, {"nextPageToken": "x"}, []])
def test_empty_answer_has_no_claims_and_is_no_error(data: object) -> None:
    assert items(data) == []


@pytest.mark.parametrize("name", ["claimant", "claimDate", "claimReview"])
def test_every_field_of_a_claim_but_its_text_may_be_missing(name: str) -> None:
    found = one(claim(**{name: None}))
    assert bool(found.statements) == (name != "claimant")
    assert bool(found.verdicts) == (name != "claimReview")


@pytest.mark.parametrize("name", ["publisher", "url", "title", "reviewDate", "textualRating", "languageCode"])
def test_every_field_of_a_review_may_be_missing(name: str) -> None:
    (verdict,) = one(claim(claimReview=[review(**{name: None})])).verdicts
    assert verdict.by.name == ("desk.example" if name == "publisher" else "River Desk")
    assert verdict.label == (None if name == "textualRating" else "False")


def test_review_that_nobody_is_named_for_is_left_out_and_said_so() -> None:
    found = one(claim(claimReview=[{"textualRating": "False"}]))
    assert found.verdicts == ()
    assert [repair.done for repair in found.repairs] == ["no verdict: nobody is named who gave it"]


@pytest.mark.parametrize("text", [None, "", " ", 7, []])
def test_claim_without_a_text_is_refused_with_what_it_is(text: object) -> None:
    (found,) = items({"claims": [claim(text=text)]})
    assert isinstance(found, Refused)
    assert '"claimReview":' in found.raw


@pytest.mark.parametrize("name", ["River Desk", "desk.example", "River Desk Staff"])
def test_reviewer_is_not_the_claimant(name: str) -> None:
    found = one(claim(claimant=name))
    assert found.statements == ()
    assert "no claimant: it is the reviewer, its byline or its site" in [repair.done for repair in found.repairs]


def test_crowd_is_one() -> None:
    assert one(claim(claimant="Facebook users")).statements[0].by.kind == ActorKind.CROWD


def test_broken_line_is_refused_and_reading_goes_on() -> None:
    good = json.dumps(claim())
    found = items(f'{good}\n{{"text": "a "b" c"}}\n{good}\n')
    assert [type(one) for one in found] == [Found, Refused, Found]
    assert found[1].place == "record 2, line 2"


@pytest.mark.parametrize("data", [b"", b"text,claimant\n", b'{"@type":"ClaimReview"}', b"<html>"])
def test_file_of_another_kind_is_an_error(data: bytes) -> None:
    with pytest.raises(NotThisFormat):
        items(data)


def test_packed_file_is_not_opened() -> None:
    with pytest.raises(Packed):
        items(b"\x1f\x8b\x08rest")


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "site", "url"]), inner),
    max_leaves=6,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.dictionaries(st.sampled_from(["text", "claimant", "claimDate", "claimReview"]), _VALUES),
    st.dictionaries(st.sampled_from(["publisher", "url", "reviewDate", "textualRating", "languageCode"]), _VALUES),
)
def test_any_value_may_stand_in_any_field(changes: dict[str, Any], review_changes: dict[str, Any]) -> None:
    for found in items({"claims": [claim(claimReview=[review(**review_changes)]) | changes]}):
        assert isinstance(found, Refused) or found.claim.strip()


@pytest.mark.skipif(not DATA.exists(), reason=f"{DATA.name} is not beside the project")
def test_real_claim_is_read_whole() -> None:
    found = one(DATA.read_bytes())
    assert found.language == "ur"
    assert [said.by.name for said in found.statements] == ["FB User-Harshit Pandey"]
    assert [(verdict.by.name, verdict.label) for verdict in found.verdicts] == [("vishvasnews.com", "False")]
    assert found.repairs == ()
