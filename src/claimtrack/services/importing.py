"""Puts what readers found in foreign files on record: in batches, each thing once, and nothing that is there already.

Whole records that were imported before are known by their digest; of others each row is looked for: a statement by who
said what, when, in which words and where, evidence by its words and address, a verdict by reviewer, label and address.
"""

import gc
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from typing import NamedTuple

from claimtrack.domain import dates
from claimtrack.domain.intake import EvidenceRead, Found, Item, Refused, StatementRead, VerdictRead
from claimtrack.domain.records import Bearing, Evidence, Original, Row, Statement, Tag, Verdict
from claimtrack.domain.text import folded
from claimtrack.errors.base import InputError
from claimtrack.services.admitting import Unchanged, admitted, parsed
from claimtrack.services.recognising import Recognised
from claimtrack.store import matching
from claimtrack.store.loading import Load, loading
from claimtrack.store.matching import Key, Place
from claimtrack.store.record import batched
from claimtrack.store.tables import R
from claimtrack.store.writer import Writer

Tell = Callable[[Item], None]


class Origin(NamedTuple):
    """Where records come from, and how they were read: the same text read another way is another record."""

    name: str
    format: str
    reading: str = ""

    def digest(self, found: Found) -> str:
        """Return what a record is met again by: SHA-256 of its text and of how it was read, in hex."""
        said = "\x00".join((self.format, self.reading, found.raw))
        return hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()


class Imported(NamedTuple):
    """What an import did: how many records it read, and what became of them.

    `recorded` counts the rows by kind, `known` the records that were imported before.
    """

    read: int
    known: int
    repaired: int
    refused: int
    recorded: Mapping[type[Row], int]


def take_in(
    writer: Writer, items: Iterable[Item], origin: Origin, tell: Tell, *, confidential: bool = False
) -> Imported:
    """Record what was found, and return the counts; `tell` is given each record that was repaired or refused.

    Memory does not grow with the records. What was refused is only told: whether the rest is to be kept is the
    caller's to say.
    """
    with loading(writer) as load, _no_search_for_cycles():
        taking = _Taking(writer, load, origin, tell, confidential=confidential)
        for batch in batched(items):
            taking.take(batch)
        writer.finish()
    return taking.imported()


@contextmanager
def _no_search_for_cycles() -> Iterator[None]:
    """Keep Python from searching for cycles among rows that have none: a tenth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Taking:
    """One import as it goes on: what it counted so far."""

    def __init__(self, writer: Writer, load: Load, origin: Origin, tell: Tell, *, confidential: bool) -> None:
        self._writer = writer
        self._load = load
        self._origin = origin
        self._tell = tell
        self._mark = 1 if confidential else None
        self._unchanged = Unchanged()
        self._met = Recognised(writer, load, self._add, mark=self._mark)
        self._counts: Counter[str] = Counter()
        self._recorded: Counter[type[Row]] = Counter()

    def imported(self) -> Imported:
        counts = self._counts
        return Imported(counts["read"], counts["known"], counts["repaired"], counts["refused"], self._recorded)

    def take(self, batch: list[Item]) -> None:
        """Record one batch."""
        fit = list(self._fit(batch))
        digests: dict[str, Found] = {}
        for found in fit:
            digests.setdefault(self._origin.digest(found), found)  # of equal records one
        known = self._load.known(digests)
        self._counts["known"] += len(known) + len(fit) - len(digests)
        fresh = {digest: found for digest, found in digests.items() if digest not in known}
        for found in fresh.values():
            if found.repairs:
                self._counts["repaired"] += 1
                self._tell(found)
        self._record(fresh)

    def _fit(self, batch: list[Item]) -> Iterator[Found]:
        for item in batch:
            self._counts["read"] += 1
            try:
                if isinstance(item, Found):
                    yield admitted(item, today=self._writer.today, unchanged=self._unchanged)
                    continue
                refused = item
            except InputError as error:
                refused = Refused(item.place, item.raw, error.message)
            self._counts["refused"] += 1
            self._tell(refused)

    def _record(self, fresh: Mapping[str, Found]) -> None:
        met = self._met
        about = list(zip(met.meet(fresh), fresh.values(), strict=True))
        self._add(self._original(claim, found, digest) for (claim, found), digest in zip(about, fresh, strict=True))
        before = met.claims_before
        tags = (Tag(claim_id=claim, name=tag, folded=folded(tag)) for claim, found in about for tag in found.tags)
        self._add_new(matching.tags_on(self._writer, before), (((tag.claim_id, tag.folded), tag) for tag in tags))
        self._add_new(
            matching.statements_on(self._writer, before),
            (self._statement(claim, said) for claim, found in about for said in found.statements),
        )
        self._add_evidence(
            matching.evidence_on(self._writer, before),
            ((claim, shown) for claim, found in about for shown in found.evidence),
        )
        self._add_new(
            matching.verdicts_on(self._writer, before),
            (self._verdict(claim, read) for claim, found in about for read in found.verdicts),
        )

    def _original(self, claim: int, found: Found, digest: str) -> Original:
        name, form = self._origin.name, self._origin.format
        return Original(
            claim_id=claim, format=form, origin=name, place=found.place, digest=digest, raw=_storable(found.raw)
        )

    def _statement(self, claim: int, read: StatementRead) -> tuple[Key, Statement]:
        source = self._met.source(read.source) if read.source else None
        said, earliest, latest = self._dated(read.said, source)
        row = Statement(
            claim_id=claim,
            actor_id=self._met.actor(read.by),
            stance=read.stance,
            said=said,
            said_earliest=earliest,
            said_latest=latest,
            quote=read.quote,
            source_id=source.source if source else None,
            place=read.place,
            confidential=self._mark,
        )
        return (claim, row.actor_id, row.stance, said, row.quote, row.source_id, row.place), row

    def _add_evidence(self, known: set[Key], shown: Iterable[tuple[int, EvidenceRead]]) -> None:
        """Add what bears on claims and is not known to; each item with the claim it was shown for."""
        new: dict[Key, EvidenceRead] = {}
        for claim, read in shown:
            key = (claim, read.text, read.location)
            if key not in known:
                new.setdefault(key, read)
        items = self._add(self._evidence(read) for read in new.values())
        self._add(
            Bearing(evidence_id=item, claim_id=claim, kind=read.bearing)
            for item, ((claim, _, _), read) in zip(items, new.items(), strict=True)
        )

    def _evidence(self, read: EvidenceRead) -> Evidence:
        source = self._met.source(read.source) if read.source else None
        published, earliest, latest = self._dated(read.published, source)
        return Evidence(
            text=read.text,
            location=read.location,
            kind=read.kind,
            collector_id=self._met.actor(read.collector) if read.collector else None,
            source_id=source.source if source else None,
            place=read.place,
            credibility=read.credibility,
            published=published,
            published_earliest=earliest,
            published_latest=latest,
            confidential=self._mark,
        )

    def _verdict(self, claim: int, read: VerdictRead) -> tuple[Key, Verdict]:
        published, earliest, latest = self._dated(read.published, None)
        row = Verdict(
            claim_id=claim,
            reviewer_id=self._met.actor(read.by),
            rating=read.rating,
            label=read.label,
            location=read.location,
            published=published,
            published_earliest=earliest,
            published_latest=latest,
            score=read.score,
            score_best=read.score_best,
            score_worst=read.score_worst,
            rationale=read.rationale,
        )
        return (claim, row.reviewer_id, row.label, row.location, published), row

    def _dated(self, text: str | None, source: Place | None) -> tuple[str | None, str | None, str]:
        """Return a date as it is kept, and the first and last day on which what was read can have been made."""
        return _dated(text, source.latest if source else None, self._writer.today)

    def _add_new(self, known: set[Key], rows: Iterable[tuple[Key, R]]) -> None:
        """Add the rows whose keys are not known yet, each once."""
        new: dict[Key, R] = {}
        for key, row in rows:
            if key not in known:
                new.setdefault(key, row)
        self._add(new.values())

    def _add(self, rows: Iterable[Row]) -> range:
        added = list(rows)
        for row in added[:1]:
            self._recorded[type(row)] += len(added)
        return self._writer.record(added)


@lru_cache(maxsize=10_000)  # the dates of a table repeat
def _dated(text: str | None, source_latest: str | None, today: str) -> tuple[str | None, str | None, str]:
    day = parsed(text) if text else None
    return day.text if day else None, *dates.made_by(day, source_latest=source_latest, today=today)


def _storable(raw: str) -> str:
    """Return a record's text as SQLite takes it: what UTF-8 cannot say, and NUL, as marks in their place."""
    return raw if raw.isprintable() else raw.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
