"""Reads what the rows of a table say as our records: a claim, and what was said, shown or judged of it."""

from collections.abc import Callable, Iterable, Iterator

from claimtrack.domain.intake import (
    ActorRead,
    EvidenceRead,
    Found,
    Item,
    Refused,
    Repair,
    SourceRead,
    StatementRead,
    VerdictRead,
)
from claimtrack.domain.references import is_address
from claimtrack.domain.vocabulary import ActorKind, BearingKind, Credibility, EvidenceKind, Rating, SourceKind, Stance
from claimtrack.errors.base import InputError
from claimtrack.errors.tables import NobodyNamed, NoClaim, NoValue
from claimtrack.formats import dates_given, ratings
from claimtrack.formats.incoming import Asked
from claimtrack.formats.tables.fields import (
    EVIDENCE_PARTS,
    FOUND_IN,
    SOURCE_PARTS,
    STATEMENT_PARTS,
    VERDICT_PARTS,
    Field,
)
from claimtrack.formats.tables.mapping import Mapped
from claimtrack.formats.tables.values import Meanings, Row, Values


def items_of(
    rows: Iterable[Row | Refused], mapped: Mapped, asked: Asked, *, text_of: Callable[[str], str] | None = None
) -> Iterator[Item]:
    """Yield what each row says, or why it is refused; `text_of` takes a cell of our own for its text."""
    reader = _Reader(mapped, asked, text_of)
    for row in rows:
        yield row if isinstance(row, Refused) else reader.item(row)


class _Reader:
    def __init__(self, mapped: Mapped, asked: Asked, text_of: Callable[[str], str] | None) -> None:
        self._meanings = Meanings(mapped, text_of)
        self._dates = mapped.dates
        self._asked = asked
        self._is_ours = text_of is not None
        # A file of the user's that is none is told at once; the table that comes with the program waits for a label.
        self._ratings = ratings.table(asked.ratings) if asked.ratings else None

    def item(self, row: Row) -> Item:
        try:
            return self._found(row)
        except InputError as fault:
            return Refused(row.place, row.raw, f"{fault.message}; {fault.hint}")

    def _found(self, row: Row) -> Found:
        values = self._meanings.values_of(row)
        claim = values.get(Field.CLAIM)
        if claim is None:
            raise NoClaim
        repairs = list(row.repairs)
        source = self._source(values, repairs)
        statement = self._statement(values, source, repairs)
        evidence = self._evidence(values, source, repairs)
        verdict = self._verdict(values, repairs)
        if statement is None and evidence is None and values.left_out.isdisjoint((Field.STANCE, Field.BEARING)):
            parts = (*FOUND_IN, *SOURCE_PARTS) if source else FOUND_IN
            _leave_out(parts, values, repairs, "nobody who spoke, and no evidence")
        return Found(
            row.place,
            row.raw,
            claim,
            language=values.get(Field.LANGUAGE),
            event=self._date(Field.EVENT, values, repairs),
            slug=values.get(Field.SLUG),
            tags=values.tags,
            statements=(statement,) if statement else (),
            evidence=(evidence,) if evidence else (),
            verdicts=(verdict,) if verdict else (),
            repairs=tuple(repairs),
        )

    def _date(self, field: Field, values: Values, repairs: list[Repair]) -> str | None:
        text = values.get(field)
        if text is None:
            return None
        date, done = dates_given.as_edtf(field, text, order=self._dates)
        repairs += done
        return date

    def _source(self, values: Values, repairs: list[Repair]) -> SourceRead | None:
        title, location = values.get(Field.SOURCE_TITLE), values.get(Field.SOURCE_URL)
        named = values.get(Field.SOURCE)
        if named and location is None and (title is not None or is_address(named)):
            location = named
        elif named and title is None:
            title = named
        elif named and Field.SOURCE in values.given:
            given = values.given[Field.SOURCE]
            repairs.append(Repair(Field.SOURCE, given, "left out: the row has a title and an address"))
        if title is None and location is None:
            _leave_out(SOURCE_PARTS, values, repairs, "no source")
            return None
        publisher, kind = values.get(Field.PUBLISHER), values.get(Field.SOURCE_KIND)
        return SourceRead(
            title=title,
            location=location,
            kind=SourceKind(kind) if kind else None,
            publisher=ActorRead(publisher) if publisher else None,
            published=self._date(Field.SOURCE_DATE, values, repairs),
        )

    def _statement(self, values: Values, source: SourceRead | None, repairs: list[Repair]) -> StatementRead | None:
        if Field.STANCE in values.left_out:
            return None
        name = values.get(Field.ACTOR)
        if name is None:
            for field in (Field.QUOTE, Field.STANCE):
                if field in values.given:
                    raise NobodyNamed(field, values.given[field], who=Field.ACTOR)
            _leave_out(STATEMENT_PARTS, values, repairs, "nobody who spoke")
            return None
        stance = values.get(Field.STANCE)
        if stance is None:
            raise NoValue(Field.STANCE, of="who spoke")
        kind = values.get(Field.ACTOR_KIND)
        return StatementRead(
            by=ActorRead(name, ActorKind(kind) if kind else None, values.get(Field.ACTOR_IDENTITY)),
            stance=Stance(stance),
            said=self._date(Field.DATE, values, repairs),
            quote=values.get(Field.QUOTE),
            source=source,
            place=values.get(Field.PLACE),
        )

    def _evidence(self, values: Values, source: SourceRead | None, repairs: list[Repair]) -> EvidenceRead | None:
        if Field.BEARING in values.left_out:
            return None
        location = values.get(Field.EVIDENCE_URL)
        text = values.get(Field.EVIDENCE) or location
        if text is None:
            _leave_out(EVIDENCE_PARTS, values, repairs, "no evidence")
            return None
        bearing = values.get(Field.BEARING)
        if bearing is None:
            raise NoValue(Field.BEARING, of="evidence")
        kind, credibility = values.get(Field.EVIDENCE_KIND), values.get(Field.CREDIBILITY)
        collector = values.get(Field.COLLECTOR)
        return EvidenceRead(
            text=text,
            bearing=BearingKind(bearing),
            kind=EvidenceKind(kind) if kind else None,
            location=location or (text if is_address(text) and not self._is_ours else None),
            collector=ActorRead(collector) if collector else None,
            credibility=Credibility(int(credibility)) if credibility else None,
            source=source,
            place=values.get(Field.PLACE),
            published=self._date(Field.EVIDENCE_DATE, values, repairs),
        )

    def _verdict(self, values: Values, repairs: list[Repair]) -> VerdictRead | None:
        reviewer = values.get(Field.REVIEWER)
        label, rating = values.get(Field.VERDICT), values.get(Field.RATING)
        if label is None and rating is None:
            _leave_out((Field.REVIEWER, *VERDICT_PARTS), values, repairs, "no verdict")
            return None
        if reviewer is None:
            for field in (Field.VERDICT, Field.RATING):
                if field in values.given:
                    raise NobodyNamed(field, values.given[field], who=Field.REVIEWER)
            return None
        return VerdictRead(
            by=ActorRead(reviewer),
            rating=Rating(rating) if rating else self._rating(label, reviewer),
            label=label,
            location=values.get(Field.VERDICT_URL),
            published=self._date(Field.VERDICT_DATE, values, repairs),
            score=values.get(Field.SCORE),
            score_best=values.get(Field.SCORE_BEST),
            score_worst=values.get(Field.SCORE_WORST),
            rationale=values.get(Field.RATIONALE),
        )

    def _rating(self, label: str | None, reviewer: str) -> Rating:
        if self._ratings is None:
            self._ratings = ratings.table(self._asked.ratings)
        return self._ratings.rating(label, publisher=reviewer)


def _leave_out(fields: Iterable[Field], values: Values, repairs: list[Repair], lacking: str) -> None:
    """Note what the row gives and what nothing is recorded of, since what it would describe is not in the row."""
    left = [field for field in fields if field in values.given]
    repairs += [Repair(field, values.given[field], f"left out: the row has {lacking}") for field in left]
