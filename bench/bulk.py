"""Brings many records in at once, ours through the import's own service, the peer's as the rows that came of it.

Run as a program, since whole processes are compared: `python -m bench.bulk ours|theirs FOLDER CLAIMS`.
"""

import json
import random
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import accumulate
from pathlib import Path

from bench import corpus, peer
from claimtrack.domain.intake import ActorRead, EvidenceRead, Found, SourceRead, StatementRead
from claimtrack.services import importing, workspace
from claimtrack.services.importing import Origin

_TABLES = ("actor", "alias", "source", "claim", "original", "statement", "evidence", "bearing")


def bring_in(path: Path, claims: int) -> int:
    """Import generated records into a new database, and return how many rows came of them."""
    records = found(claims)
    done = workspace.write(path, lambda writer: importing.take_in(writer, records, Origin("bench", "table"), print))
    return sum(done.outcome.recorded.values())


def write_rows(path: Path, folder: Path) -> None:
    """Write the rows of a database as JSON lines, a file a table, for the peer to insert."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        for table in _TABLES:
            with (folder / f"{table}.jsonl").open("w", encoding="utf-8") as file:
                for row in connection.execute(f"SELECT * FROM {table}"):
                    file.write(json.dumps(dict(row), ensure_ascii=False) + "\n")


def insert(path: Path, folder: Path) -> None:
    """Let the peer insert the rows, in batches as large as serve it best."""
    for table in _TABLES:
        rows = str(folder / f"{table}.jsonl")
        tuned = ("--nl", "--batch-size", "10000", "--pk", "id")
        subprocess.run([peer.PROGRAM, "insert", str(path), table, rows, *tuned], check=True, capture_output=True)


def found(claims: int) -> Iterator[Found]:
    """Yield records as a table's reader does: as many as claims, the same for the same number."""
    rng = random.Random(claims)
    actors = [ActorRead(name) for name in corpus.names(rng)]
    popular = list(accumulate(1 / rank for rank in range(1, len(actors) + 1)))
    sources = claims // 10 + 1

    def source() -> SourceRead:
        n = rng.randrange(sources)
        return SourceRead(f"Bulletin {n}", publisher=actors[n % len(actors)])

    for n, text in enumerate(corpus.wordings(rng, claims), 1):
        speakers = rng.choices(actors, cum_weights=popular, k=corpus.number_of_statements(rng))
        said = tuple(
            StatementRead(speaker, corpus.stance(rng), said=corpus.day(rng), source=source()) for speaker in speakers
        )
        shown = tuple(
            EvidenceRead(f"Item {n}-{m}", corpus.bearing(rng), source=source(), published=corpus.day(rng))
            for m in range(corpus.number_of_bearings(rng))
        )
        raw = json.dumps([text, *((one.by.name, one.stance, one.said) for one in said)], ensure_ascii=False)
        yield Found(f"line {n}", raw, text, statements=said, evidence=shown)


def main() -> None:
    """Do one side's part in a folder, into a new file."""
    side, folder, claims = sys.argv[1], Path(sys.argv[2]), int(sys.argv[3])
    path = folder / f"{side}.db"
    path.unlink(missing_ok=True)
    if side == "ours":
        bring_in(path, claims)
    else:
        insert(path, folder)


if __name__ == "__main__":
    main()
