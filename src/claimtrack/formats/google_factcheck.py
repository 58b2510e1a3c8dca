"""Reads answers of the Google Fact Check Tools API (`claims:search`): whole, or the claims in them, one by one."""

from collections.abc import Iterator
from itertools import chain
from typing import Any, BinaryIO

from claimtrack.domain.intake import ActorRead, Found, Item, Refused, Repair, VerdictRead
from claimtrack.domain.text import NAME_LIMIT
from claimtrack.errors.intake import NotThisFormat
from claimtrack.formats import addresses, json_given, json_pieces, opening, ratings, texts_given
from claimtrack.formats.appearances import at, spoken
from claimtrack.formats.claimants import Reviewers, claimant
from claimtrack.formats.dates_given import as_edtf
from claimtrack.formats.incoming import Asked
from claimtrack.formats.ratings import Ratings
from claimtrack.formats.texts_given import words

FORMAT = "google-factcheck"
_ANSWER = frozenset({"claims", "nextPageToken"})
_CLAIM = frozenset({"text", "claimant", "claimDate", "claimReview"})


def read(stream: BinaryIO, asked: Asked) -> Iterator[Item]:
    """Yield each claim of an answer, or of several; an empty answer has none, and says so by saying nothing.

    Raises NotThisFormat for what is no JSON, or JSON of another kind, and Packed for an archive.
    """
    table = ratings.table(asked.ratings)
    text = opening.text_of(stream, asked.origin, FORMAT)
    begun = next((chunk for chunk in text if chunk.strip("\ufeff \t\r\n")), "")
    if not begun.lstrip("\ufeff \t\r\n").startswith(("{", "[")):
        raise opening.not_this(asked.origin, FORMAT, empty=not begun)
    count, strangers = 0, 0
    for piece in json_pieces.pieces(chain((begun,), text), {"claims"}):
        for raw, one in _claims(piece.text):
            if isinstance(one, dict) and not _CLAIM & one.keys():
                strangers += 1
                continue
            count += 1
            place = f"record {count}, line {piece.line}"
            if isinstance(one, str):
                yield Refused(place, opening.shown(raw), one)
            else:
                yield _found(place, raw, one, table, asked.dates)
    if strangers and not count:
        raise NotThisFormat(asked.origin, FORMAT, because="no claim stands in it as the API gives them")


def _claims(text: str) -> Iterator[tuple[str, dict[str, Any] | str]]:
    """Yield the claims in a text, which is one, or an answer, with their own texts; else why it cannot be read."""
    try:
        value = json_given.loads(text)
    except ValueError as error:
        yield text, str(error) if opening.is_whole(text) else "it is not UTF-8"
        return
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, dict):
            yield text, "it is no object"
        elif one.keys() <= _ANSWER:
            yield from ((json_given.compact(claim), claim) for claim in _listed(one.get("claims")))
        else:
            yield text if one is value else json_given.compact(one), one


def _found(place: str, raw: str, one: dict[str, Any], table: Ratings, order: str | None) -> Item:
    repairs: list[Repair] = []
    claim = words("text", _text(one, "text"), repairs)
    if claim is None:
        return Refused(place, raw, "it does not say what was claimed (text)")
    reviews = _listed(one.get("claimReview"))
    desks = [desk for review in reviews for desk in _listed(review.get("publisher"))]
    sites = [url for review in reviews if (url := addresses.address("", _text(review, "url"), []))]
    names = [name for desk in desks for key in ("name", "site") if (name := _text(desk, key))]
    who = claimant("claimant", _text(one, "claimant"), [], Reviewers(names, sites), repairs)
    said, done = as_edtf("claimDate", _text(one, "claimDate"), order=order)
    repairs += done
    told = spoken([who.actor] if who.actor else [], [at(post) for post in who.appearances], said=said)
    verdicts = [verdict for review in reviews if (verdict := _verdict(review, table, repairs, order))]
    codes = [code for review in reviews if (code := _text(review, "languageCode"))]
    languages = {tag for code in codes if (tag := texts_given.language("languageCode", code, repairs))}
    return Found(
        place,
        raw,
        claim,
        language=languages.pop() if len(languages) == 1 else None,
        statements=told.statements,
        evidence=told.evidence,
        verdicts=tuple(dict.fromkeys(verdicts)),
        repairs=tuple(repairs),
    )


def _verdict(review: dict[str, Any], table: Ratings, repairs: list[Repair], order: str | None) -> VerdictRead | None:
    desk = next(iter(_listed(review.get("publisher"))), {})
    location = addresses.address("claimReview.url", _text(review, "url"), repairs)
    home = addresses.address("", _text(desk, "site"), [])
    host = addresses.host(home or location or "")
    name = words("publisher.name", _text(desk, "name"), repairs) or host
    label = words("textualRating", _text(review, "textualRating"), repairs)
    published, done = as_edtf("reviewDate", _text(review, "reviewDate"), order=order)
    repairs += done
    if not name or len(name) > NAME_LIMIT:
        repairs.append(Repair("claimReview.publisher", name, "no verdict: nobody is named who gave it"))
        return None
    rating = table.rating(label, publisher=host or name)
    return VerdictRead(ActorRead(name, identity=home), rating, label, location, published)


def _listed(value: object) -> list[dict[str, Any]]:
    """Return the objects of a list, or the one that stands where a list should."""
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, dict)]


def _text(one: dict[str, Any], key: str) -> str:
    value = one.get(key)
    return value if isinstance(value, str) else ""
