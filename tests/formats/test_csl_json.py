"""CSL-JSON: the items of its schema, and dates of exactly the precision they have on record."""

import json
from io import BytesIO
from typing import Any

import pytest

from claimtrack.domain import dates
from claimtrack.domain.records import Actor, Row, Source
from claimtrack.domain.vocabulary import SourceKind
from claimtrack.formats.csl_json import write
from tests.formats.extracts import TEXTS, desk, nasty, stamped

# What the schema of CSL-JSON 1.0.2 lets an item have, as far as it concerns what is written here.
TYPES = {"article-newspaper", "speech", "post", "report", "dataset", "webpage", "document"}
FIELDS = {"id", "type", "title", "container-title", "publisher", "issued", "URL"}
DATE_FIELDS = {"date-parts": list, "season": int, "circa": bool, "literal": str}


def items(*rows: Row) -> list[dict[str, Any]]:
    out = BytesIO()
    write(stamped(*rows), out)
    found: list[dict[str, Any]] = json.loads(out.getvalue())
    return found


def issued(published: str) -> object:
    return items(Source(title="Briefing", published=published))[0]["issued"]


def require_valid(found: list[dict[str, Any]]) -> None:
    """Hold items against the schema's own constraints."""
    assert len({item["id"] for item in found}) == len(found)
    for item in found:
        assert item["type"] in TYPES
        assert item.keys() <= FIELDS
        date = item.get("issued", {})
        assert all(isinstance(item[name], str) for name in item.keys() - {"issued"})
        assert all(type(value) is DATE_FIELDS[name] for name, value in date.items())
        parts = date.get("date-parts", [[2024]])
        assert 1 <= len(parts) <= 2
        assert all(1 <= len(one) <= 3 and all(type(part) is int for part in one) for one in parts)


def test_items_are_valid_by_the_schema() -> None:
    for extract in (desk(), nasty()):
        out = BytesIO()
        write(extract, out)
        require_valid(json.loads(out.getvalue()))


def test_source_is_an_item_with_what_is_on_record() -> None:
    found = items(
        Actor(slug="gazette", name="Gazette"),
        Source(
            title="Pier shut",
            location="https://example.org/p",
            kind=SourceKind.ARTICLE,
            publisher_id=1,
            published="2024",
        ),
    )
    assert found == [
        {
            "id": "s1",
            "type": "article-newspaper",
            "title": "Pier shut",
            "container-title": "Gazette",
            "issued": {"date-parts": [[2024]]},
            "URL": "https://example.org/p",
        }
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_titles_keep_their_exact_text(text: str) -> None:
    assert items(Source(title=text))[0]["title"] == text


@pytest.mark.parametrize(
    ("kind", "location", "wanted"),
    [
        (SourceKind.ARTICLE, None, ("article-newspaper", "container-title")),
        (SourceKind.POST, None, ("post", "container-title")),
        (SourceKind.BRIEFING, None, ("speech", "publisher")),
        (SourceKind.REPORT, None, ("report", "publisher")),
        (SourceKind.DATASET, None, ("dataset", "publisher")),
        (None, "https://example.org", ("webpage", "container-title")),
        (None, "scan.pdf", ("document", "publisher")),
        (None, None, ("document", "publisher")),
    ],
)
def test_kind_of_a_source_is_a_type_whose_publisher_has_its_place(
    kind: SourceKind | None, location: str | None, wanted: tuple[str, str]
) -> None:
    gazette = Actor(slug="gazette", name="Gazette")
    item = items(gazette, Source(title="x", kind=kind, location=location, publisher_id=1))[0]
    assert (item["type"], item.get(wanted[1])) == (wanted[0], "Gazette")


@pytest.mark.parametrize("location", ["javascript:alert(1)", "scan.pdf", "ftp://example.org/x", "https://a b"])
def test_only_an_address_on_the_web_is_one(location: str) -> None:
    assert "URL" not in items(Source(title="x", location=location))[0]


@pytest.mark.parametrize(
    ("published", "wanted"),
    [
        ("2023-10-13", {"date-parts": [[2023, 10, 13]]}),
        ("2023-10", {"date-parts": [[2023, 10]]}),
        ("2023", {"date-parts": [[2023]]}),
        ("0850", {"date-parts": [[850]]}),
        ("2024-05~", {"date-parts": [[2024, 5]], "circa": True}),
        ("2023?", {"date-parts": [[2023]], "circa": True}),
        ("2023%", {"date-parts": [[2023]], "circa": True}),
        ("2023-08/2024-01", {"date-parts": [[2023, 8], [2024, 1]]}),
        ("2023~/2024-01-02", {"date-parts": [[2023], [2024, 1, 2]], "circa": True}),
        ("2023-22", {"date-parts": [[2023]], "season": 2}),
        ("2023-24?", {"date-parts": [[2023]], "season": 4, "circa": True}),
        ("201X", {"date-parts": [[2010], [2019]]}),
        ("000X", {"date-parts": [[1], [9]]}),
        ("20XX", {"date-parts": [[2000], [2099]]}),
        ("2004-XX", {"date-parts": [[2004]]}),
        ("1985-04-XX", {"date-parts": [[1985, 4]]}),
        ("1985-XX-XX", {"date-parts": [[1985]]}),
        ("2024-05-12T09:30:00Z", {"date-parts": [[2024, 5, 12]]}),
        ("2024-05/..", {"literal": "2024-05/.."}),
        ("../2024-02-26", {"literal": "../2024-02-26"}),
        ("2024-05/", {"literal": "2024-05/"}),
        ("2023-21/2023-22", {"literal": "2023-21/2023-22"}),
    ],
)
def test_date_has_exactly_the_parts_it_has_on_record(published: str, wanted: object) -> None:
    assert dates.parse(published)
    assert issued(published) == wanted


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_no_date_stands_as_it_is(text: str) -> None:
    assert issued(text) == {"literal": text}


def test_source_without_a_date_has_none() -> None:
    assert items(Source(title="x")) == [{"id": "s1", "type": "document", "title": "x"}]
