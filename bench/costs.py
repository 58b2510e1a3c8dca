"""Measures what trust costs: the ledger for each row that is recorded, and the verification of a whole record."""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from time import process_time_ns

from bench import corpus
from bench.measuring import Call, Spread, cpu_ms, require_success
from bench.rows import OURS
from claimtrack.domain.ledger import Action
from claimtrack.domain.records import Actor, Claim, Statement
from claimtrack.domain.vocabulary import Stance
from claimtrack.store import making
from claimtrack.store.columns import Columns
from claimtrack.store.connection import connect, transaction
from claimtrack.store.ledger import Ledger
from claimtrack.store.writer import Writer

_ROWS = 100_000
_BATCH = 1_000
_CLAIMS = 18_100  # with all that the corpus has on them, 100,000 rows
_VERIFIED = 5
_AT, _BY = "2024-06-01T12:00:00.000000Z", "bench"


@dataclass(frozen=True, slots=True)
class Cost:
    """What one thing costs, in its unit; `target` is the most that it should, None for no target."""

    name: str
    found: Spread
    unit: str
    target: float | None


class _NoLedger(Ledger):
    """A ledger that notes nothing: what is left of a write's cost without it."""

    def note(self, action: Action, rows: Columns, *, before: Mapping[str, object] | None = None) -> None:
        """Note nothing."""


def costs(folder: Path, *, rows: int = _ROWS) -> Iterator[Cost]:
    """Yield every cost, measured in a folder of its own on some number of rows."""
    yield from _of_recording(folder, rows)
    yield _of_verifying(folder, rows)


def _of_recording(folder: Path, rows: int) -> Iterator[Cost]:
    """Yield what the ledger costs a row, in CPU and in bytes of the file.

    The same statements go into two files in batches of 1,000, one with the ledger and one without, the first
    of a pair by turns: the difference of a pair is what the ledger cost that batch.
    """
    paths = (folder / "with.db", folder / "without.db")
    found: list[float] = []
    with ExitStack() as opened:
        noting, silent = (_writer(path, opened) for path in paths)
        silent.ledger = _NoLedger(silent, at=_AT, by=_BY, reason=None)
        for writer in (noting, silent):
            writer.add(Actor(slug="desk", name="Desk"))
            writer.add(Claim(slug="closed", text="The harbour is closed", folded="the harbour is closed"))
        for n in range(max(rows // _BATCH, 1)):
            used = {}
            for writer in (noting, silent) if n % 2 else (silent, noting):
                used[writer] = _cpu_us(writer, n * _BATCH)
            found.append((used[noting] - used[silent]) / _BATCH)
        noting.ledger.seal()
    more, less = (path.stat().st_size for path in paths)
    name = f"the ledger, for one of {rows:,} statements recorded in batches of {_BATCH:,}"
    yield Cost(name, Spread.of(found), "µs", 15)
    yield Cost(name, Spread.of([(more - less) / rows]), "bytes", 90)


def _writer(path: Path, opened: ExitStack) -> Writer:
    making.create(path)
    connection = opened.enter_context(closing(connect(path)))
    opened.enter_context(transaction(connection))
    return Writer(connection, path, today=_AT[:10], at=_AT, by=_BY)


def _cpu_us(writer: Writer, first: int) -> float:
    said = [
        Statement(claim_id=1, actor_id=1, stance=Stance.ASSERTS, said_latest="2024-01-01", quote=f"It is closed, {n}")
        for n in range(first, first + _BATCH)
    ]
    begun = process_time_ns()
    writer.add_all(said)
    return (process_time_ns() - begun) / 1000


def _of_verifying(folder: Path, rows: int) -> Cost:
    """Return what `verify` costs on a record of some 100,000 rows, as a whole process."""
    path = folder / "verified.db"
    corpus.fill(path, claims=max(rows * _CLAIMS // _ROWS, 10))
    call = Call((OURS, "verify", "--db", str(path)))
    changes = require_success(call).partition(" changes read")[0].split()[-1]
    return Cost(f"verify of {changes} changes", Spread.of([cpu_ms(call) for _ in range(_VERIFIED)]), "ms", 2000)
