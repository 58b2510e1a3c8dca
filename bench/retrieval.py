"""Measures how well `similar` finds a claim again from other words: MAP@5 over paraphrases, other names, other numbers.

    python -m bench.retrieval [--semantic]

Each text of `paraphrases.tsv` is asked of a record that holds its claim, all the other claims of the file, some of
which are near it on purpose, and 3,000 generated ones. With one right claim for a text the average precision is one
over its rank among the first five, else nothing.
"""

import argparse
import csv
import random
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import mean

from bench import corpus
from claimtrack.domain.records import Claim
from claimtrack.domain.text import folded
from claimtrack.services import resembling, workspace
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


def precision(record: Record, claim: str, text: str) -> float:
    """Return the average precision of one text: one over the rank of its claim."""
    found = [one.claim.text for one in resembling.similar(record, text, limit=_FIRST)]
    return 1 / (found.index(claim) + 1) if claim in found else 0.0


def main() -> None:
    """Ask every text, and print MAP@5 for each kind of wording and for all."""
    argparse.ArgumentParser(prog="python -m bench.retrieval", description=__doc__).parse_args()
    found: defaultdict[str, list[float]] = defaultdict(list)
    with tempfile.TemporaryDirectory(prefix="claimtrack-bench-") as folder:
        database = Path(folder) / "claims.db"
        fill(database, sorted({claim for claim, _, _ in pairs()}))
        with workspace.reading(database) as record:
            for claim, kind, text in pairs():
                found[kind].append(precision(record, claim, text))
    for kind, each in sorted(found.items()):
        print(f"{kind:<12} {mean(each):.3f}  ({len(each)} texts)")  # noqa: T201  # its answer
    print(f"{'MAP@5':<12} {mean(one for each in found.values() for one in each):.3f}")  # noqa: T201


if __name__ == "__main__":
    main()
