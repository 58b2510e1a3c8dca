"""Measures how well `similar` finds a claim again from other words: MAP@5 over paraphrases, other names, other numbers.

    python -m bench.retrieval

Each text of `paraphrases.tsv` is asked of a record that holds its claim, all the other claims of the file, some of
which are near it on purpose, and 3,000 generated ones. With one right claim for a text the average precision is one
over its rank among the first five, else nothing.
"""

import argparse
import csv
import random
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import mean

from bench import corpus
from claimtrack.domain.records import Claim
from claimtrack.domain.text import folded
from claimtrack.services import meaning, resembling, workspace
from claimtrack.store.record import Record
from claimtrack.store.writer import Writer

PAIRS = Path(__file__).with_name("paraphrases.tsv")
_AMONG = 3_000
_FIRST = 5


def pairs() -> list[tuple[str, str, str]]:
    """Return each claim with a kind of other wording and the wording."""
    with PAIRS.open(encoding="utf-8", newline="") as file:
        return [(row["claim"], row["kind"], row["text"]) for row in csv.DictReader(file, delimiter="\t")]


def fill(database: Path, claims: list[str]) -> None:
    """Record the claims of the file among generated ones."""

    def record(writer: Writer) -> None:
        made = [claim.text for claim in corpus.shipments(random.Random(5), _AMONG)]
        rows = [Claim(slug=f"claim-{n}", text=text, folded=folded(text)) for n, text in enumerate(claims + made)]
        writer.add_all(rows)

    workspace.write(database, record)


def precision(record: Record, claim: str, text: str, *, by_meaning: bool) -> float:
    """Return the average precision of one text: one over the rank of its claim."""
    found = [one.claim.text for one in resembling.similar(record, text, limit=_FIRST, by_meaning=by_meaning)]
    return 1 / (found.index(claim) + 1) if claim in found else 0.0


def measured(database: Path) -> str:
    """Ask every text of a new record, by words and where there is a model by meaning, and say MAP@5."""
    asked = pairs()
    claims = sorted({claim for claim, _, _ in asked})
    fill(database, claims)
    ways = {"by words": False} | ({"by meaning, too": True} if meaning.cosines(claims[0], claims[1:2]) else {})
    with workspace.reading(database) as record:
        said = [f"{_said(record, asked, by_meaning=by_meaning)} {way}" for way, by_meaning in ways.items()]
    return f"MAP@5 {'; '.join(said)}; {len(asked)} texts, {_AMONG + len(claims):,} claims"


def _said(record: Record, asked: list[tuple[str, str, str]], *, by_meaning: bool) -> str:
    found: defaultdict[str, list[float]] = defaultdict(list)
    for claim, kind, text in asked:
        found[kind].append(precision(record, claim, text, by_meaning=by_meaning))
    each = ", ".join(f"{kind} {mean(ones):.2f}" for kind, ones in sorted(found.items()))
    return f"{mean(one for ones in found.values() for one in ones):.2f} ({each})"


def main() -> None:
    """Print what is measured."""
    argparse.ArgumentParser(prog="python -m bench.retrieval", description=__doc__).parse_args()
    with tempfile.TemporaryDirectory(prefix="claimtrack-bench-") as folder:
        sys.stdout.write(f"{measured(Path(folder) / 'claims.db')}\n")


if __name__ == "__main__":
    main()
