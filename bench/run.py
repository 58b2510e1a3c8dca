"""Measures every row, and prints one table of ratios; nothing depends on a figure but the reader's judgement."""

import argparse
import os
import platform
import sqlite3
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench import corpus, peer
from bench.costs import Cost, costs
from bench.measuring import Call, Comparison, Spread, compare, require_success
from bench.rows import ROWS, Row

_NOTE = (
    "CPU of the whole process (user and system), in milliseconds, and the ratio of ours to theirs: median"
    " [least - most] of {pairs} interleaved pairs, after one run of each that is checked and not counted. The ratio is"
    " the median of the pairs' own ratios; the milliseconds are this machine's. The first row compares a program with"
    " itself: as far as its ratios stray from 1, so far may noise alone bring any other."
)


def main() -> None:
    """Set up the peer and the database, measure, and print."""
    asked = argparse.ArgumentParser(prog="python -m bench.run", description=__doc__)
    asked.add_argument("--pairs", type=int, default=21, metavar="N", help="pairs of runs a row (%(default)s)")
    asked.add_argument("--claims", type=int, default=corpus.CLAIMS, metavar="N", help="in the database (%(default)s)")
    options = asked.parse_args()
    if options.pairs < 1 or options.claims < 1:
        asked.error("--pairs and --claims count from 1")
    peer.set_up()
    with tempfile.TemporaryDirectory(prefix="claimtrack-bench-") as folder:
        database = Path(folder) / "claims.db"
        corpus.fill(database, claims=options.claims)
        rows = [one(database) for one in ROWS]
        measured = [(row, compare(row.ours, row.theirs, pairs=options.pairs)) for row in rows]
        found = list(costs(Path(folder)))
    _print(measured, claims=options.claims, pairs=options.pairs)
    _print_costs(found)


def _print(measured: list[tuple[Row, Comparison]], *, claims: int, pairs: int) -> None:
    peers = require_success(Call((peer.PROGRAM, "--version"))).split()[-1]
    table = Table(title=f"claimtrack against sqlite-utils {peers}, {claims:,} claims")
    table.add_column("what", max_width=44)
    for heading in ("claimtrack ms", "sqlite-utils ms", "ratio", "target", "reached"):
        table.add_column(heading, justify="right", no_wrap=True)
    for row, found in measured:
        target = "" if row.target is None else f"{row.target:.2f}"
        reached = "" if row.target is None else "yes" if found.ratio.middle <= row.target else "no"
        table.add_row(row.name, _shown(found.ours, 0), _shown(found.theirs, 0), _shown(found.ratio, 2), target, reached)
    screen = Console(width=140, height=100, markup=False, highlight=False)
    screen.print(table)
    screen.print(_NOTE.format(pairs=pairs))
    screen.print(_machine())


def _print_costs(found: list[Cost]) -> None:
    table = Table(title="what trust costs, in CPU and in bytes of the file")
    table.add_column("what", max_width=44)
    for heading in ("cost", "unit", "target", "reached"):
        table.add_column(heading, justify="right", no_wrap=True)
    for one in found:
        reached = "yes" if one.found.middle <= one.target else "no"
        table.add_row(one.name, _shown(one.found, 1), one.unit, f"{one.target:.0f}", reached)
    Console(width=140, height=100, markup=False, highlight=False).print(table)


def _shown(spread: Spread, digits: int) -> str:
    return f"{spread.middle:.{digits}f} [{spread.least:.{digits}f} - {spread.most:.{digits}f}]"


def _machine() -> str:
    load = ", ".join(f"{figure:.1f}" for figure in os.getloadavg())
    runs_on = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"{runs_on}, {platform.system()}, {os.cpu_count()} cores; load over 1, 5 and 15 minutes: {load}"


if __name__ == "__main__":
    main()
