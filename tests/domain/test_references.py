"""How things are named: short ids, slugs and uids, none of which reads as another."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.references import (
    PREFIX,
    SLUG_LIMIT,
    Kind,
    ShortId,
    as_short_id,
    checked_slug,
    is_address,
    is_uid,
    reads_as_id,
    short_id,
    slug_like,
)
from claimtrack.errors.texts import BadSlug

UID = "01920000-0000-7000-8000-00000000000a"


@pytest.mark.parametrize(
    ("kind", "number", "ref"),
    [
        (Kind.CLAIM, 1, "c1"),
        (Kind.STATEMENT, 12, "st12"),
        (Kind.EVIDENCE, 4, "e4"),
        (Kind.SOURCE, 7, "s7"),
        (Kind.ACTOR, 3, "a3"),
        (Kind.VERDICT, 100, "v100"),
    ],
)
def test_short_id_is_the_kinds_letter_and_the_number(kind: Kind, number: int, ref: str) -> None:
    assert short_id(kind, number) == ref


def test_every_kind_has_a_letter_of_its_own() -> None:
    assert len({PREFIX[kind] for kind in Kind}) == len(Kind)


@given(st.sampled_from(list(Kind)), st.integers(1, 10**18 - 1))
def test_short_id_is_read_back(kind: Kind, number: int) -> None:
    assert as_short_id(short_id(kind, number)) == ShortId(kind, number)


@pytest.mark.parametrize("ref", ["c0", "c01", "c1" + "0" * 18])
def test_a_short_id_no_row_can_have_has_the_number_nought(ref: str) -> None:
    assert as_short_id(ref) == ShortId(Kind.CLAIM, 0)


@pytest.mark.parametrize(
    "ref",
    ["", "c", "st", "C1", "x1", "1", "c1a", "c-1", "c 1", "c1 ", "stt1", "c١", "c²", UID],
)
def test_what_is_no_short_id_is_not_read_as_one(ref: str) -> None:
    assert as_short_id(ref) is None


def test_uid_is_known_by_its_form() -> None:
    assert is_uid(UID)


@pytest.mark.parametrize(
    "ref",
    [
        "",
        UID.upper(),
        UID + "0",
        UID.replace("-7", "-4"),  # another version
        UID.replace("-8", "-c"),  # another variant
        UID.replace("-", ""),
        f"{{{UID}}}"[:36],
    ],
)
def test_what_is_no_uid_is_not_taken_for_one(ref: str) -> None:
    assert not is_uid(ref)


@pytest.mark.parametrize("ref", ["nk-munitions", "a", "9", "-", "trailing-"])
def test_signs_of_slugs_make_a_beginning_of_one(ref: str) -> None:
    assert slug_like(ref)


@pytest.mark.parametrize("ref", ["", "North", "a_b", "a b", "a:b", "é", "a@b", "a=b", "a\n"])
def test_other_signs_make_none(ref: str) -> None:
    assert not slug_like(ref)


@pytest.mark.parametrize("slug", ["nk-munitions-to-russia", "a", "2023", "covid-19", "stone", "c1-x", "x" * SLUG_LIMIT])
def test_slug_is_kept_as_given(slug: str) -> None:
    assert checked_slug(slug) == slug


@pytest.mark.parametrize(
    "slug", ["", "-a", "a-", "a--b", "A", "a b", "a/b", "a_b", "ключ", "a\n", "x" * (SLUG_LIMIT + 1)]
)
def test_slug_of_other_signs_is_refused(slug: str) -> None:
    with pytest.raises(BadSlug):
        checked_slug(slug)


@pytest.mark.parametrize("slug", ["c1", "st12", "e4", "a3", "v1", "s7", UID])
def test_slug_that_reads_as_an_id_is_refused(slug: str) -> None:
    with pytest.raises(BadSlug) as refused:
        checked_slug(slug)
    assert "reads as an id" in refused.value.hint


@given(st.text())
def test_any_text_is_a_slug_or_refused(text: str) -> None:
    try:
        slug = checked_slug(text)
    except BadSlug:
        return
    assert slug == text
    assert not reads_as_id(slug)


def test_an_address_is_told_from_a_title() -> None:
    for address in ("https://example.org/a", "doi:10.1000/182", "HTTP://EXAMPLE.ORG"):
        assert is_address(address)
    for title in ("Briefing: the pier", "Gazette 7", "see https://example.org", "note: x"):
        assert not is_address(title)
