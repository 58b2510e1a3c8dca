"""Makes one record of two: the rows of the other one are added by uid, and what differs is for the user to settle.

Nothing is guessed: a row that says one thing here and another there, and two rows that cannot stand beside each other,
are differences, and while one is open nothing is recorded. A redaction here stays one.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from claimtrack.domain.admission import unfit
from claimtrack.domain.bundles import KEYS, KINDS, TYPES, WITHDRAWAL, Travelling
from claimtrack.domain.differences import Choice, Difference, Resolution, Side
from claimtrack.domain.records import Actor, Alias, Claim, Evidence, Merger, Row, Statement
from claimtrack.domain.redaction import REDACTED
from claimtrack.domain.references import called
from claimtrack.domain.unions import Renamed, United
from claimtrack.errors.uniting import NoSuchDifference, UnfitRow
from claimtrack.services import slugs, workspace
from claimtrack.services.adopting import ONE_BY_ONE, Adopting, as_row
from claimtrack.services.fitting import Fitting, is_by_rule
from claimtrack.services.workspace import Written
from claimtrack.store import lookup, wiping
from claimtrack.store.record import batched
from claimtrack.store.staging import Staging
from claimtrack.store.tables import TABLES
from claimtrack.store.writer import Writer

_SHOWN = 1000  # differences that are kept to be shown; all are counted
# What a copy that was made without the confidential rows does not say of others: it takes nothing away.
_LEFT_OUT: dict[type[Row], frozenset[str]] = dict.fromkeys((Statement, Evidence), frozenset({"source_id", "place"}))


class _OpenError(Exception):
    """Something is not settled: nothing is to be kept."""

    def __init__(self, found: United) -> None:
        super().__init__()
        self.found = found


def write(
    db: workspace.Named, action: Callable[[Writer], United], *, dry_run: bool = False, reason: str | None = None
) -> Written[United]:
    """Do in one write transaction what makes one record of two, and keep it only where nothing was left open.

    Where words were redacted, every byte of them goes from the files, too. Raises what `unite` does, and NotWiped.
    """

    def settled(writer: Writer) -> United:
        found = action(writer)
        if found.open:
            raise _OpenError(found)
        return found

    try:
        written = workspace.write(db, settled, dry_run=dry_run, reason=reason)
    except _OpenError as stopped:
        return Written(stopped.found, workspace.located(db), is_new=False)
    if written.outcome.is_redacting and not dry_run:
        wiping.wipe(written.path)
    return written


def unite(writer: Writer, rows: Iterable[Travelling], *, name: str, resolution: Resolution) -> United:
    """Add the rows of another record, called `name`, to this one, and settle what differs as was chosen.

    What it returns says whether all was settled; if not, the transaction must not be kept. Raises UnfitRow for a row
    that no record of ours could hold, NoSuchDifference where a choice was made for what does not differ.
    """
    union = _Union(writer, resolution)
    number = union.stage(rows, name=name)
    try:
        for kind in KINDS:
            union.settle(kind)
            union.add(kind)
            union.look_again(kind)
    except writer.connection.IntegrityError as error:  # the second wall
        raise UnfitRow(name, TYPES[kind], because=f"the database refuses what it says ({error})") from error
    union.staging.end()
    if wrong := sorted(resolution.by_uid.keys() - union.met):
        raise NoSuchDifference(wrong)
    return union.found(number)


class _Union:
    """Two records on their way to one."""

    def __init__(self, writer: Writer, resolution: Resolution) -> None:
        self._writer = writer
        self._resolution = resolution
        self.staging = Staging(writer)
        self._fitting = Fitting(writer, self.staging, self._choose)
        self._adopting = Adopting(writer, self.staging, self._fitting)
        self._added: Counter[str] = Counter()
        self._settled: Counter[Choice | None] = Counter()
        self._differences: list[Difference] = []
        self._renamed: list[Renamed] = []
        self._again: list[str] = []
        self._waiting: list[Merger] = []
        self._kept_redacted = 0
        self.met: set[str] = set()

    def stage(self, rows: Iterable[Travelling], *, name: str) -> int:
        """Put the rows of the other record beside this one, and return how many there are."""
        number = 0
        for _, of_kind in groupby(rows, key=lambda row: row.kind):
            for batch in batched(of_kind):
                for row in batch:
                    if because := unfit(row):
                        raise UnfitRow(name, row.place, because=because)
                if twice := self.staging.add(batch):
                    raise UnfitRow(name, twice.place, because=twice.because)
                number += len(batch)
        if wrong := self.staging.misplaced():
            raise UnfitRow(name, wrong.place, because=wrong.because)
        return number

    def settle(self, kind: type[Row]) -> None:
        """Go through the rows that are on record on both sides and say different things."""
        self._again.clear()
        for batch in self.staging.differing(kind):
            for ours, theirs in batch:
                self._settle(ours, theirs)

    def add(self, kind: type[Row]) -> None:
        """Add the rows that are not on record here; mergers that have to wait come with the names."""
        for batch in self.staging.new(kind):
            rows = [as_row(travelling, numbers) for travelling, numbers in batch]
            self._added[TYPES[kind]] += len(rows)
            if kind in (Claim, Actor):
                rows = list(self._with_free_slugs(rows))
            if kind not in ONE_BY_ONE:
                self._writer.take_in(rows)
                continue
            for row in rows:
                if isinstance(row, Merger) and self._fitting.is_early(row):
                    self._waiting.append(row)
                else:
                    self._adopting.fit_in(row)
        if kind is Alias:
            for merger in self._waiting:
                self._adopting.fit_in(merger)

    def look_again(self, kind: type[Row]) -> None:
        """Look again at the rows that stand on one side, and on the other were found to say the same as another."""
        for uid in self._again:
            row = lookup.by_uid(self._writer, kind, uid)
            assert row is not None, "it was there"
            if not (is_by_rule(row) and self._fitting.stands_elsewhere(row)):
                for batch in self.staging.differing(kind, uid=uid):
                    for ours, theirs in batch:
                        self._decide(ours, theirs, list(WITHDRAWAL))

    def found(self, number: int) -> United:
        """Return what was done."""
        return United(
            added={name: count for name, count in self._added.items() if count},
            known=number - self._added.total(),
            ours=self._settled[Choice.OURS],
            theirs=self._settled[Choice.THEIRS],
            open=self._settled[None],
            differences=tuple(self._differences),
            twice=self._fitting.twice,
            kept_redacted=self._kept_redacted,
            same=tuple(self._fitting.same),
            renamed=tuple(self._renamed),
            is_redacting=self._adopting.is_redacting,
        )

    def _with_free_slugs(self, rows: list[Row]) -> Iterator[Row]:
        given: set[str] = set()
        for row in rows:
            assert isinstance(row, Claim | Actor)
            slug = slugs.like(self._writer, type(row), row.slug, but=given)
            given.add(slug)
            if slug != row.slug:
                self._renamed.append(Renamed(row, slug))
            yield row.replaced(slug=slug)

    def _settle(self, ours: Travelling, theirs: Travelling) -> None:
        kind = ours.kind
        here, there = as_row(ours, {}), as_row(theirs, {})
        columns = [column for column in KEYS[kind] if ours.values[column] != theirs.values[column] and column != "slug"]
        if {*columns} <= {*WITHDRAWAL} and (
            (is_by_rule(here) and there.withdrawn_at is None) or (is_by_rule(there) and here.withdrawn_at is None)
        ):
            self._again.append(ours.uid)
            return
        redacted = [column for column in columns if ours.values[column] == REDACTED]
        self._kept_redacted += bool(redacted)
        left_out = {column for column in _LEFT_OUT.get(kind, ()) if theirs.values[column] is None}
        columns = [column for column in columns if column not in redacted and column not in left_out]
        if columns:
            self._decide(ours, theirs, columns)

    def _decide(self, ours: Travelling, theirs: Travelling, columns: list[str]) -> None:
        """Do what was chosen for a row that differs in some columns."""
        kind, keys = ours.kind, KEYS[ours.kind]
        gone = [column for column in columns if theirs.values[column] == REDACTED]
        fixed = kind in ONE_BY_ONE and not {*columns} <= {*WITHDRAWAL, *gone}
        because = f"a {TYPES[kind]} is never changed: only ours can be chosen" if fixed else None
        row = lookup.by_uid(self._writer, kind, ours.uid)
        assert row is not None, "it was there"
        sides = tuple(Side(keys[column], ours.values[column], theirs.values[column]) for column in columns)
        difference = Difference(ours.uid, TYPES[kind], called(TABLES[kind], row.id), sides, because, only_ours=fixed)
        if self._chosen(difference) is Choice.THEIRS:
            self._adopting.adopt(row, {column: theirs.values[column] for column in columns})

    def _chosen(self, difference: Difference) -> Choice | None:
        self.met.add(difference.uid)
        chosen = self._resolution.of(difference.uid)
        if chosen is Choice.THEIRS and difference.only_ours:
            chosen = None
        self._settled[chosen] += 1
        if chosen is None and len(self._differences) < _SHOWN:
            self._differences.append(difference)
        return chosen

    def _choose(self, held: Row | None, row: Row, because: str) -> bool:
        """Ask which of two rows that cannot stand together is to stand; True for the one that comes."""
        kind = type(row)
        here = called(TABLES[kind], held.id) if held else None
        only_ours = held is None
        if only_ours:
            because = f"{because}: only ours can be chosen"
        sides = tuple(_told(held, row))
        found = Difference(row.uid, TYPES[kind], here, sides, because, only_ours=only_ours)
        return self._chosen(found) is Choice.THEIRS


def _told(held: Row | None, row: Row) -> Iterator[Side]:
    """Yield what two rows that cannot stand together say."""
    for column in type(row).COLUMNS:
        if column in ("id", "folded", *WITHDRAWAL):
            continue
        ours, theirs = getattr(held, column) if held else None, getattr(row, column)
        if ours != theirs:
            yield Side(column.removesuffix("_id"), ours, theirs)
