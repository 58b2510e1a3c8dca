"""Measures every row, prints one table of ratios, and puts it into the README."""

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.markdown import Markdown

from bench import corpus, peer, retrieval, searches, servers, table
from bench.costs import costs
from bench.measuring import Call, Comparison, compare, require_success
from bench.rows import ROWS, Row, bulk, on_both_sizes

_README = peer.ROOT / "README.md"


def main(given: Sequence[str] | None = None) -> None:
    """Set up the peer and the databases, measure, print, and write."""
    options = _options(given)
    peer.set_up()
    with tempfile.TemporaryDirectory(prefix="claimtrack-bench-") as folder:
        place = Path(folder)
        measured = [(row, _compared(row, options.pairs)) for row in _rows(place, options)]
        found = list(costs(place, rows=options.rows))
        if options.large:
            found += searches.costs(_filled(options.keep or place, options.large), claims=options.large)
        notes = _notes(place)
    lines = list(
        table.lines(
            *(measured, found),
            notes=notes,
            peer=_version(),
            claims=options.claims,
            large=options.large,
            pairs=options.pairs,
        )
    )
    Console(width=140, highlight=False).print(Markdown("\n".join(lines)))
    table.write(options.into, lines)


def _options(given: Sequence[str] | None) -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    asked.add_argument("--pairs", type=int, default=21, metavar="N", help="pairs of runs a row (%(default)s)")
    asked.add_argument("--claims", type=int, default=corpus.CLAIMS, metavar="N", help="in the database (%(default)s)")
    asked.add_argument("--bulk", type=int, default=10_000, metavar="N", help="claims of the import (%(default)s)")
    asked.add_argument("--rows", type=int, default=100_000, metavar="N", help="of the ledger (%(default)s)")
    asked.add_argument("--large", type=int, default=0, metavar="N", help="also with N claims: 1000000 take minutes")
    asked.add_argument("--keep", type=Path, metavar="FOLDER", help="keep the databases there, and use those that are")
    asked.add_argument("--into", type=Path, default=_README, metavar="FILE", help="which has the marks")
    options = asked.parse_args(given)
    if min(options.pairs, options.claims, options.bulk, options.rows) < 1:
        asked.error("--pairs, --claims, --bulk and --rows count from 1")
    return options


def _rows(place: Path, options: argparse.Namespace) -> Iterator[Row]:
    database = _filled(options.keep or place, options.claims)
    yield from (row(database) for row in ROWS)
    yield bulk(place, options.bulk)
    if options.large:
        large = _filled(options.keep or place, options.large)
        yield from on_both_sizes(large, database)
        yield from searches.rows(large, database, claims=options.large)
    yield from servers.rows(database)


def _notes(place: Path) -> list[str]:
    """Return what is no ratio: how well a claim is found again, and what could not be measured here."""
    sys.stderr.write("asking for claims in other words\n")
    notes = [f"How well `similar` finds a claim in other words: {retrieval.measured(place / 'retrieval.db')}."]
    without = servers.missing()
    return [*notes, f"PostgreSQL was not measured: {without}."] if without else notes


def _filled(folder: Path, claims: int) -> Path:
    path = folder / f"claims-{claims}.db"
    if not path.exists():
        sys.stderr.write(f"recording {claims:,} claims ...\n")
        corpus.fill(path, claims=claims)
    return path


def _compared(row: Row, pairs: int) -> Comparison:
    sys.stderr.write(f"{row.name}\n")
    return compare(row.ours, row.theirs, pairs=min(pairs, row.most_pairs))


def _version() -> str:
    return require_success(Call((peer.PROGRAM, "--version"))).split()[-1]


if __name__ == "__main__":
    main()
