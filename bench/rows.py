"""What is compared, one function a row of the table: which two commands, and the ratio we want to reach.

A new row is a function that returns a Row, and its name in ROWS; of two sizes of a record, a line of ON_BOTH_SIZES.
"""

import json
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import bulk as in_bulk
from bench import corpus, peer
from bench.measuring import Call, Side

OURS = str(Path(sys.executable).parent / "claimtrack")


@dataclass(frozen=True, slots=True)
class Row:
    """Two commands that answer the same wish; `target` is the greatest ratio of ours to theirs, None for no target.

    `most_pairs` is for runs that take long.
    """

    name: str
    ours: Side
    theirs: Side
    target: float | None
    most_pairs: int = 1_000


def noise(_database: Path) -> Row:
    """Compare the peer with itself: how far from 1 this machine alone brings a ratio."""
    asked = _always(peer.PROGRAM, "--version")
    return Row("noise: the peer's --version against itself", asked, asked, None)


def report(database: Path) -> Row:
    """Compare a page of the report with a page of the same file's table of claims."""
    asked = _always(OURS, "report", "--disputed", "--limit", "20", "--db", str(database))
    peers = _always(peer.PROGRAM, "rows", str(database), "claim", "-t", "--limit", "20")
    return Row("report --disputed --limit 20, against rows -t --limit 20", asked, peers, 0.9)


def version(_database: Path) -> Row:
    """Compare the least that both programs can be asked."""
    return Row("--version, against --version", _always(OURS, "--version"), _always(peer.PROGRAM, "--version"), 0.55)


def help_text(_database: Path) -> Row:
    """Compare our whole help with the least the peer can be asked."""
    return Row("--help, against --version", _always(OURS, "--help"), _always(peer.PROGRAM, "--version"), 0.8)


def as_of(database: Path) -> Row:
    """Compare a page of the report as of a day in the middle of the record with the page of today."""
    today = (OURS, "report", "--disputed", "--db", str(database))
    then = (*today, "--as-of", "2018-06-30")
    return Row("report --disputed --as-of DAY, against our own without", _always(*then), _always(*today), 1.5)


def chain(database: Path) -> Row:
    """Compare recording a statement on top of a chain of 10,000 statements with one on top of half the length."""

    def on_top(length: int) -> Side:
        path = database.with_name(f"chain-{length}.db")
        corpus.fill_chain(path, length=length)
        basis = ("--relies-on", f"st{length}", "--db", str(path))
        return lambda n: Call((OURS, "assert", "c1", "--by", f"Gatekeeper {n}", *basis))

    name = "assert on top of 10,000 statements in a chain, against our own of 5,000"
    return Row(name, on_top(10_000), on_top(5_000), 2.0)


def add(database: Path) -> Row:
    """Compare recording a claim and who asserts it with inserting one row, each into a copy of the same file."""
    mine, peers = (database.with_name(f"{name}.db") for name in ("add", "insert"))
    for copy in (mine, peers):
        shutil.copyfile(database, copy)

    def ours(n: int) -> Call:
        return Call((OURS, "add", _wording(n), "--asserted-by", "Arden Customs", "--db", str(mine)))

    def theirs(n: int) -> Call:
        row = {
            "uid": f"measured-{n}",
            "recorded_at": "2026-01-01T00:00:00.000000Z",
            "recorded_by": "bench",
            "slug": f"measured-{n}",
            "text": _wording(n),
            "folded": _wording(n).lower().replace(" ", ""),
        }
        return Call((peer.PROGRAM, "insert", str(peers), "claim", "-"), stdin=json.dumps(row))

    return Row("add of a claim with one statement, against insert of one row", ours, theirs, 0.8)


def bulk(place: Path, claims: int) -> Row:
    """Compare an import of claims with all that is said and shown of them with inserting the rows that come of it."""
    folder = place / "bulk"
    folder.mkdir()
    rows = in_bulk.bring_in(folder / "rows.db", claims)
    in_bulk.write_rows(folder / "rows.db", folder)
    ours, theirs = (
        _always(sys.executable, "-m", "bench.bulk", side, str(folder), str(claims)) for side in ("ours", "theirs")
    )
    kept = "ledger, status, search and indexes"
    name = f"import of {claims:,} claims, {rows:,} rows: {kept}, against insert --nl of the rows"
    return Row(name, ours, theirs, 1.0, most_pairs=3)


# What is to cost the same in a great record as in a small one.
ON_BOTH_SIZES: tuple[tuple[str, ...], ...] = (
    ("report", "--disputed"),
    ("report", "--disputed", "--sort", "claim"),
    ("report", "--disputed", "--sort", "for"),
    ("report", "--disputed", "--sort", "for", "--until", "2014"),
    ("report", "--disputed", "--actor", "a20"),
    ("report", "--disputed", "--since", "2024"),
    ("report", "--status", "refuted", "--since", "2020"),
    ("report", "--actor", "a2"),
    ("report", "--actor", "a150"),
    ("report", "--tag", "none-such"),
    ("report", "--counts"),
    ("show", "c50"),
    ("why", "c50"),
    ("timeline", "c50"),
    ("log",),
    ("deny", "c50", "--by", "Gatekeeper {n}"),
    ("add", "Gate {n} was closed for a week", "--asserted-by", "Arden Customs"),
)


def on_both_sizes(large: Path, small: Path) -> Iterator[Row]:
    """Yield what each of some commands costs in a large record, against the same in a small one; and of another day."""
    for words in ON_BOTH_SIZES:
        name = " ".join(word if " " not in word else word.split(maxsplit=1)[0].upper() for word in words)
        yield Row(f"{name}: of many claims, against few", asked(large, words), asked(small, words), 1.2)
    today = ("report", "--disputed")
    then = asked(large, (*today, "--as-of", "2018-06-30"))
    yield Row("report --disputed --as-of DAY of many claims, against without", then, asked(large, today), 1.3)


def asked(database: Path | str, words: tuple[str, ...]) -> Side:
    """Return the command on a record; `{n}` in it is the number of the run."""
    return lambda n: Call((OURS, *(word.format(n=n) for word in words), "--db", str(database)))


def _wording(n: int) -> str:
    return f"Harbour gate {n} was closed to freight for a week"


def _always(*argv: str) -> Side:
    return lambda _n: Call(argv)


ROWS: tuple[Callable[[Path], Row], ...] = (noise, report, as_of, chain, version, help_text, add)
