"""Reads ClaimsKG: its table of claim reviews (CSV), and what its explorer gives, as CSV or as JSON."""

import csv
from collections.abc import Iterator, Mapping
from io import StringIO
from itertools import chain
from typing import Any, BinaryIO

from claimtrack.domain.intake import ActorRead, Found, Item, Refused, Repair, VerdictRead
from claimtrack.domain.strict_json import LARGEST
from claimtrack.domain.text import NAME_LIMIT
from claimtrack.errors.intake import NotThisFormat
from claimtrack.formats import addresses, json_given, json_pieces, opening, ratings, scales, texts_given
from claimtrack.formats.appearances import at, spoken
from claimtrack.formats.claimants import Reviewers, claimant
from claimtrack.formats.dates_given import as_edtf
from claimtrack.formats.incoming import Asked
from claimtrack.formats.ratings import Ratings
from claimtrack.formats.texts_given import words

FORMAT = "claimskg"
_CLAIM = "claimReview_claimReviewed"
# The explorer's names for what the table has; its rating is on ClaimsKG's own scale, not the reviewer's label.
_EXPLORED = {
    "text": _CLAIM,
    "author": "creativeWork_author_name",
    "ratingName": "rating_alternateName",
    "truthRating": "rating_ratingValue",
    "source": "claimReview_author_name",
    "sourceURL": "claimReview_author_url",
    "link": "claimReview_url",
    "reviewDate": "claimReview_datePublished",
    "keywords": "extra_tags",
    "language": "inLanguage",
}
_EMPTY = frozenset({"", "nan", "none", "null", "n/a", "[]", "['']"})
_LANGUAGES = {"english": "en", "french": "fr", "german": "de", "portuguese": "pt", "spanish": "es", "italian": "it"}
_DELIMITERS = ",;\t|"
"""What stands between the columns, most likely first."""


def read(stream: BinaryIO, asked: Asked) -> Iterator[Item]:
    """Yield what each row of the table says, and each that cannot be read.

    Raises NotThisFormat for what lacks the column of the claim, and Packed for an archive.
    """
    table = ratings.table(asked.ratings)
    text = opening.text_of(stream, asked.origin, FORMAT)
    begun = next((chunk for chunk in text if chunk.strip("\ufeff \t\r\n")), "")
    whole = chain((begun,), text)
    records = _of_json(whole) if begun.lstrip("\ufeff \t\r\n").startswith(("{", "[")) else _of_csv(whole, asked.origin)
    for place, raw, row in records:
        if isinstance(row, str):
            yield Refused(place, opening.shown(raw), row)
        else:
            yield _found(place, raw, row, table, asked.dates)


_Row = tuple[str, str, Mapping[str, str] | str]
"""Where a row stands, its text, and its cells by their columns, or why it cannot be read."""


def _of_csv(text: Iterator[str], origin: str) -> Iterator[_Row]:
    lines = _lines(text)
    heading = next((line for line in lines if line.strip("\ufeff \t\r\n")), "").lstrip("\ufeff")
    delimiter = max(_DELIMITERS, key=heading.count)
    columns = [name.strip() for name in next(csv.reader([heading], delimiter=delimiter), [])]
    if _CLAIM not in columns and _CLAIM not in map(_EXPLORED.get, columns):
        raise NotThisFormat(origin, FORMAT, because=f"it has no column {_CLAIM}")
    csv.field_size_limit(max(csv.field_size_limit(), LARGEST))
    rows, begin = csv.reader(lines, delimiter=delimiter), 1
    while True:
        place = f"line {begin + 1}"
        try:
            cells = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            begin = rows.line_num + 1
            yield place, "", f"it is no row of a table ({error})"
            continue
        begin = rows.line_num + 1
        raw = _as_csv(cells, delimiter)
        if not opening.is_whole(raw):
            yield place, raw, "it is not UTF-8"
        elif len(cells) > len(columns):
            yield place, raw, f"it has {len(cells)} cells, and the table has {len(columns)} columns"
        elif any(cell.strip() for cell in cells):
            yield place, raw, _named(dict(zip(columns, cells, strict=False)))


def _lines(text: Iterator[str]) -> Iterator[str]:
    """Yield the lines of a text with their ends, of whichever kind; one that is too long in parts."""
    held = ""
    for chunk in text:
        *whole, held = (held + chunk).splitlines(keepends=True) or [""]
        yield from whole
        if held.endswith("\n") or len(held) > LARGEST:
            yield held
            held = ""
    if held:
        yield held


def _as_csv(cells: list[str], delimiter: str) -> str:
    out = StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="").writerow(cells)
    return out.getvalue()


def _of_json(text: Iterator[str]) -> Iterator[_Row]:
    for count, piece in enumerate(json_pieces.pieces(text), 1):
        place = f"record {count}, line {piece.line}"
        try:
            value = json_given.loads(piece.text)
        except ValueError as error:
            yield place, piece.text, str(error) if opening.is_whole(piece.text) else "it is not UTF-8"
            continue
        yield place, piece.text, _cells(value) if isinstance(value, dict) else "it is no object"


def _cells(record: dict[str, Any]) -> Mapping[str, str]:
    """Return the values of a record of the explorer, each of which may be wrapped with its type."""
    content = record.get("content")
    given = content if isinstance(content, dict) else record
    plain = {key: value.get("value") if isinstance(value, dict) else value for key, value in given.items()}
    return _named({key: value for key, value in plain.items() if isinstance(value, str)})


def _named(cells: Mapping[str, str]) -> Mapping[str, str]:
    """Return cells by the table's names, without those that hold nothing."""
    return {_EXPLORED.get(name, name): value for name, value in cells.items() if value.strip().casefold() not in _EMPTY}


def _found(place: str, raw: str, row: Mapping[str, str], table: Ratings, order: str | None) -> Item:
    repairs: list[Repair] = []
    claim = words(_CLAIM, row.get(_CLAIM, ""), repairs)
    if claim is None:
        return Refused(place, raw, f"it does not say which claim was reviewed ({_CLAIM})")
    url = addresses.address("claimReview_url", row.get("claimReview_url", ""), repairs)
    site = addresses.address("claimReview_author_url", row.get("claimReview_author_url", ""), repairs)
    names = [
        row[name] for name in ("claimReview_author_name", "claimReview_source", "claimReview_author") if name in row
    ]
    reviewers = Reviewers(names, [one for one in (site, url) if one])
    same_as = row.get("creativeWork_author_sameAs", "").split()
    who = claimant("creativeWork_author_name", row.get("creativeWork_author_name", ""), same_as, reviewers, repairs)
    said, done = as_edtf("creativeWork_datePublished", row.get("creativeWork_datePublished", ""), order=order)
    repairs += done
    if "date" in row:
        repairs.append(
            Repair("date", row["date"], "left out: it does not say whether the claim or the review was made then")
        )
    told = spoken([who.actor] if who.actor else [], [at(post) for post in who.appearances], said=said)
    verdict = _verdict(row, names, table, repairs, url=url, site=site, order=order)
    return Found(
        place,
        raw,
        claim,
        language=_language(row, repairs),
        tags=texts_given.tags("extra_tags", [row.get("extra_tags", "")], repairs),
        statements=told.statements,
        evidence=told.evidence,
        verdicts=(verdict,) if verdict else (),
        repairs=tuple(repairs),
    )


def _language(row: Mapping[str, str], repairs: list[Repair]) -> str | None:
    given = row.get("inLanguage", "")
    return _LANGUAGES.get(given.strip().casefold()) or texts_given.language("inLanguage", given, repairs)


def _verdict(
    row: Mapping[str, str],
    names: list[str],
    table: Ratings,
    repairs: list[Repair],
    *,
    url: str | None,
    site: str | None,
    order: str | None,
) -> VerdictRead | None:
    label = words("rating_alternateName", row.get("rating_alternateName", ""), repairs)
    published, done = as_edtf("claimReview_datePublished", row.get("claimReview_datePublished", ""), order=order)
    repairs += done
    host = addresses.host(url or site or "")
    name = (words("claimReview_author_name", names[0], repairs) if names else None) or host
    if not name or len(name) > NAME_LIMIT:
        repairs.append(Repair("claimReview_author_name", name, "no verdict: nobody is named who gave it"))
        return None
    score, best, worst = (row.get(f"rating_{one}") for one in ("ratingValue", "bestRating", "worstRating"))
    rating = table.rating(label, publisher=host or name)
    repairs += scales.flags(label, rating, score=score, best=best, worst=worst)
    return VerdictRead(ActorRead(name, identity=site), rating, label, url, published, score, best, worst)
