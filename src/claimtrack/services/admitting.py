"""Makes what a reader found fit to be recorded: texts are cleaned and measured, dates that cannot be are left out.

The record as it was read is kept beside it, so nothing is lost by what is repaired here; each repair is told.
"""

import unicodedata
from collections.abc import Callable
from functools import lru_cache

from claimtrack.domain import dates
from claimtrack.domain.intake import ActorRead, EvidenceRead, Found, Repair, SourceRead, StatementRead, VerdictRead
from claimtrack.domain.text import LOCATION_LIMIT, NAME_LIMIT, TAG_LIMIT, TEXT_LIMIT, kept, one_line
from claimtrack.errors.base import InputError, short
from claimtrack.errors.texts import EmptyText, TextTooLong

_KEPT_CONTROLS = frozenset("\t\n\r")
_MOST_TAGS = 50

_REMEMBERED = 10_000
parsed = lru_cache(maxsize=_REMEMBERED)(dates.parse)  # the dates of a table repeat


class Unchanged(set[ActorRead | SourceRead]):
    """The actors and sources that were fit as they were read: tables name the same ones again and again."""

    def note(self, read: ActorRead | SourceRead) -> None:
        """Take note of one; of so many all are forgotten, so that memory does not grow."""
        if len(self) >= _REMEMBERED:
            self.clear()
        self.add(read)


def admitted(found: Found, *, today: str, unchanged: Unchanged) -> Found:
    """Return what was found, fit to be recorded, with what had to be repaired for that.

    What is `unchanged` is kept from record to record of one import. Raises InputError where the claim itself cannot be
    recorded: without words, or longer than a record takes.
    """
    return _Admission(found, today, unchanged).result()


class _Admission:
    """One record on its way: what is repaired is noted as it is met."""

    def __init__(self, found: Found, today: str, unchanged: Unchanged) -> None:
        self._found = found
        self._today = today
        self._unchanged = unchanged
        self._repairs = list(found.repairs)

    def result(self) -> Found:
        found = self._found
        claim = one_line(self._cleaned("claim", found.claim), "claim")
        statements = (self._statement(one) for one in found.statements)
        evidence = (self._evidence(one) for one in found.evidence)
        verdicts = (self._verdict(one) for one in found.verdicts)
        return found._replace(
            claim=claim,
            language=self._line("language", found.language, limit=TAG_LIMIT),
            event=self._date("event", found.event, may_lie_ahead=True),
            tags=self._tags(),
            statements=tuple(one for one in statements if one),
            evidence=tuple(one for one in evidence if one),
            verdicts=tuple(one for one in verdicts if one),
            repairs=tuple(self._repairs),
        )

    def _statement(self, read: StatementRead) -> StatementRead | None:
        by = self._actor("actor", read.by)
        if by is None:
            return None
        return StatementRead(
            by,
            read.stance,
            said=self._date("date", read.said),
            quote=self._text("quote", read.quote),
            source=self._source(read.source),
            place=self._line("place", read.place, limit=NAME_LIMIT),
        )

    def _evidence(self, read: EvidenceRead) -> EvidenceRead | None:
        text = self._line("evidence", read.text)
        if text is None:
            return None
        return EvidenceRead(
            text,
            read.bearing,
            read.kind,
            location=self._line("address", read.location, limit=LOCATION_LIMIT),
            collector=self._actor("collector", read.collector),
            credibility=read.credibility,
            source=self._source(read.source),
            place=self._line("place", read.place, limit=NAME_LIMIT),
            published=self._date("date of the evidence", read.published),
        )

    def _verdict(self, read: VerdictRead) -> VerdictRead | None:
        by = self._actor("reviewer", read.by)
        if by is None:
            return None
        return read._replace(
            by=by,
            label=self._line("label", read.label),
            location=self._line("address", read.location, limit=LOCATION_LIMIT),
            published=self._date("date of the verdict", read.published),
            score=self._line("score", read.score, limit=NAME_LIMIT),
            score_best=self._line("best score", read.score_best, limit=NAME_LIMIT),
            score_worst=self._line("worst score", read.score_worst, limit=NAME_LIMIT),
            rationale=self._text("rationale", read.rationale),
        )

    def _actor(self, field: str, read: ActorRead | None) -> ActorRead | None:
        if read is None or read in self._unchanged:
            return read
        name = self._line(field, read.name, limit=NAME_LIMIT)
        if name is None:
            return None
        fit = read._replace(name=name, identity=self._line("identity", read.identity, limit=LOCATION_LIMIT))
        if fit == read:
            self._unchanged.note(read)
        return fit

    def _source(self, read: SourceRead | None) -> SourceRead | None:
        if read is None or read in self._unchanged:
            return read
        title = self._line("title", read.title)
        location = self._line("address", read.location, limit=LOCATION_LIMIT)
        if title is None and location is None:
            return None
        fit = read._replace(
            title=title,
            location=location,
            publisher=self._actor("publisher", read.publisher),
            published=self._date("date of the source", read.published),
        )
        if fit == read:
            self._unchanged.note(read)
        return fit

    def _tags(self) -> tuple[str, ...]:
        plain = (tag.replace(";", " ").replace(",", " ") for tag in self._found.tags)
        words = (self._line("tag", tag, limit=TAG_LIMIT) for tag in plain)
        tags = tuple(dict.fromkeys(word for word in words if word))
        if len(tags) > _MOST_TAGS:
            self._repair("tag", f"{len(tags)} tags", f"only the first {_MOST_TAGS} are kept")
        return tags[:_MOST_TAGS]

    def _date(self, field: str, text: str | None, *, may_lie_ahead: bool = False) -> str | None:
        if text is None:
            return None
        try:
            date = parsed(text)
        except InputError as error:
            self._repair(field, text, f"left out: {error.message}")
            return None
        if not may_lie_ahead and date.earliest is not None and date.earliest > self._today:
            self._repair(field, text, "left out: it lies in the future")
            return None
        return date.text

    def _line(self, field: str, text: str | None, *, limit: int = TEXT_LIMIT) -> str | None:
        return self._fit(one_line, field, text, limit=limit)

    def _text(self, field: str, text: str | None) -> str | None:
        return self._fit(kept, field, text, limit=TEXT_LIMIT)

    def _fit(self, fit: Callable[..., str], field: str, text: str | None, *, limit: int) -> str | None:
        if text is None:
            return None
        try:
            return fit(self._cleaned(field, text), field, limit=limit)
        except EmptyText:
            return None
        except TextTooLong:
            self._repair(field, text, f"left out: longer than {limit:,} characters")
            return None

    def _cleaned(self, field: str, text: str) -> str:
        """Return a text without what no record takes: control characters, and halves of characters."""
        if text.isprintable() or not any(_is_unfit(sign) for sign in text):
            return text
        self._repair(field, text, "characters that no text holds were taken out")
        return "".join(_cleaned_sign(sign) if _is_unfit(sign) else sign for sign in text)

    def _repair(self, field: str, found: str, done: str) -> None:
        self._repairs.append(Repair(field, short(found), done))


def _is_unfit(sign: str) -> bool:
    return unicodedata.category(sign) in ("Cc", "Cs") and sign not in _KEPT_CONTROLS


def _cleaned_sign(sign: str) -> str:
    """Return what was meant: a C1 control is a sign of Windows-1252 that was read as Latin-1; nothing of the others."""
    if "\x80" <= sign <= "\x9f":
        return bytes([ord(sign)]).decode("cp1252", errors="ignore")
    return "\ufffd" if unicodedata.category(sign) == "Cs" else " " if sign in "\x0b\x0c\x1c\x1d\x1e\x85" else ""
