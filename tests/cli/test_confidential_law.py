"""The law of confidential rows: every answer is the one of a record in which they were never recorded."""

import json
import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.domain.records import Actor, Alias, Claim, Evidence, Source, Statement, Verdict
from claimtrack.domain.vocabulary import ActorKind, BearingKind, Rating, RelationKind, Stance
from claimtrack.store import search, statuses
from claimtrack.store.writer import Writer
from tests.conftest import Cli
from tests.store import factories

MARKED = ("source", "statement", "evidence")
POINTERS = {"bearing": {"evidence_id": "evidence"},
            "reliance": dict.fromkeys(("statement_id", "basis_id"), "statement"),
            "citation": dict.fromkeys(("source_id", "cited_id"), "source")}  # fmt: skip
SPEAKING = (("statement", "actor_id"), ("evidence", "collector_id"), ("source", "publisher_id"),
            ("verdict", "reviewer_id"), ("membership", "whole_id"), ("merger", "into_id"))  # fmt: skip
SECRET = 9  # actors from here on are only ever named in confidence
DERIVED = ("claim_status", "position")


def fill(writer: Writer, draw: random.Random) -> None:
    """Record some of everything, some of it confidential, withdrawn, merged, or part of something else."""

    def mark() -> int | None:
        return 1 if draw.random() < 0.35 else None

    def day() -> str:
        return f"2024-0{draw.randint(1, 5)}-{draw.randint(1, 28):02d}"

    actors = [
        writer.add(Actor(slug=f"actor-{n}", name=f"Actor {n}", kind=draw.choice([None, *ActorKind]))) for n in range(16)
    ]
    for one in actors:
        writer.add(Alias(actor_id=one.id, name=one.name, folded=one.name.lower()))
    for part, whole in ((1, 0), (2, 0), (3, 2), (4, 5), (6, 5), (SECRET, 10), (11, 12)):
        if draw.random() < 0.7:
            factories.membership(writer, actors[part], actors[whole])
    if draw.random() < 0.7:
        factories.merger(writer, actors[7], actors[8])
    factories.merger(writer, actors[13], actors[14])
    named = [*(one.id for one in actors[:SECRET]), None]
    sources = [
        writer.add(Source(title=f"Source {n}", publisher_id=draw.choice(named), published=day(), confidential=mark()))
        for n in range(6)
    ]
    claims = [writer.add(Claim(slug=f"claim-{n}", text=f"Claim {n}", folded=f"claim {n}")) for n in range(5)]
    factories.relation(writer, claims[0], claims[1], RelationKind.CONTRADICTS)
    factories.relation(writer, claims[2], claims[0], RelationKind.PART_OF)
    said = []
    for n in range(16):
        early, late = sorted((day(), day()))
        where = draw.choice([*sources, None])
        speaker = draw.choice(actors)
        row = Statement(
            claim_id=draw.choice(claims[:4]).id, actor_id=speaker.id, stance=draw.choice(list(Stance)),
            said=f"{early}/{late}", said_earliest=early, said_latest=late, quote=f"Words {n}",
            source_id=where.id if where else None, place=f"p. {n}" if where else None,
            confidential=1 if speaker in actors[SECRET:] else mark(),
        )  # fmt: skip
        said.append(writer.add(row))
    for n, relying in enumerate(said):
        if n and draw.random() < 0.5:
            factories.reliance(writer, relying, draw.choice(said[:n]))
    factories.citation(writer, sources[0], sources[1])
    factories.citation(writer, sources[2], sources[0])
    for n in range(6):
        shown = day()
        item = writer.add(
            Evidence(text=f"Item {n}", collector_id=draw.choice(named), source_id=draw.choice(sources).id, place="p. 9",
                     published=shown, published_earliest=shown, published_latest=shown, confidential=mark())
        )  # fmt: skip
        factories.bearing(writer, item, draw.choice(claims[:4]), draw.choice(list(BearingKind)))
    writer.add(
        Verdict(claim_id=1, reviewer_id=draw.choice(actors[:SECRET]).id, rating=Rating.MIXED, published_latest=day())
    )
    for row in draw.sample(said, 2):
        writer.withdraw(row, reason="a copy")


def fill_read(writer: Writer) -> None:
    """Record what was read of every claim, and what was decided of two actors of which one is named in confidence."""
    for claim in factories.all_rows(writer, Claim):
        factories.original(writer, claim, f"{claim.text}, as it was read")
    actors = factories.all_rows(writer, Actor)
    factories.distinction(writer, actors[0], actors[SECRET])


# The claims of which something is confidential: what was read of them may tell it.
TOLD = """
SELECT claim_id FROM statement WHERE confidential = 1 OR source_id IN (SELECT id FROM source WHERE confidential = 1)
UNION SELECT claim_id FROM bearing JOIN evidence ON evidence.id = evidence_id
WHERE evidence.confidential = 1 OR evidence.source_id IN (SELECT id FROM source WHERE confidential = 1)
"""


def without_them(path: Path) -> None:
    """Take the confidential rows out of a record, what points to them, and the actors that nothing else names."""
    with closing(sqlite3.connect(path, isolation_level=None)) as opened:
        named: set[int] = set()

        def take(table: str, where: str) -> None:
            for entity, column in SPEAKING:
                if entity == table:
                    named.update(
                        row[0] for row in opened.execute(f"SELECT {column} FROM {table} WHERE {where}") if row[0]
                    )
            opened.execute(
                f"DELETE FROM change WHERE entity = '{table}' AND number IN (SELECT id FROM {table} WHERE {where})"
            )
            opened.execute(f"DELETE FROM {table} WHERE {where}")

        for table in DERIVED:
            opened.execute(f"DELETE FROM {table}")
        take("original", f"claim_id IN ({TOLD})")
        for table, ends in POINTERS.items():
            for column, to in ends.items():
                take(table, f"{column} IN (SELECT id FROM {to} WHERE confidential = 1)")
        for table in ("statement", "evidence"):
            opened.execute(
                f"UPDATE {table} SET source_id = NULL, place = NULL"
                " WHERE source_id IN (SELECT id FROM source WHERE confidential = 1)"
            )
        for table in MARKED:
            take(table, "confidential = 1")
        while unnamed := [
            actor
            for actor in named
            if not any(opened.execute(f"SELECT 1 FROM {t} WHERE {c} = {actor}").fetchone() for t, c in SPEAKING)
        ]:
            named -= set(unnamed)
            for actor in unnamed:
                for table in ("alias", "membership", "merger", "distinction"):
                    take(table, f"actor_id = {actor}")
                take("distinction", f"other_actor_id = {actor}")
                take("actor", f"id = {actor}")
    with factories.writing(path) as writer:
        statuses.renew_all(writer)
        search.fill(writer)


READS = [
    ["report"], ["report", "--disputed"], ["report", "--sort", "for"], ["report", "--actor", "a1"],
    ["report", "--limit", "2"], ["list"], ["matrix"], ["matrix", "--implied"], ["timeline"],
    ["diff", "--from", "2024-02-01", "--to", "2024-05-30"], ["actor", "list"], ["source", "list"], ["evidence", "list"],
    ["report", "--as-of", "2024-03-15"], ["why", "c1", "--as-of", "2024-03-15"],
    ["show", "c1", "--as-of", "2024-03-15"],
    ["report", "--known-at", "2024-06-01T12:00:00Z"], ["matrix", "--implied", "--as-of", "2024-03-15"], ["log", "1"],
    ["find", "words"], ["find", "act* 1*"], ["find", "item"], ["find", "source"], ["find", "claim"],
    ["similar", "claim 3 words"], ["similar", "c1"], ["find", "actor", "--limit", "3"],
    ["find", "words", "--limit", "4"],
    *(["show", f"{prefix}{n}"] for prefix, most in (("st", 16), ("e", 6), ("s", 6), ("a", 16), ("v", 1), ("c", 5))
      for n in range(1, most + 1)),
    *(["why", f"c{n}", "--chains"] for n in range(1, 6)),
    *(["log", f"c{n}"] for n in range(1, 6)), ["review"],
    ["actor", "show", "actor-3"], ["show", "actor-9"], ["show", "acto"],
]  # fmt: skip


EXPORTS = ["csv", "claimreview", "prov", "csl", "dot", "mermaid"]


@pytest.mark.parametrize("seed", range(8))
def test_every_answer_is_that_of_a_record_without_them(
    bare_cli: Cli, database: Path, tmp_path: Path, seed: int
) -> None:
    with factories.writing(database) as writer:
        fill(writer, random.Random(seed))
        fill_read(writer)
    bare = Path(shutil.copyfile(database, tmp_path / "bare.db"))
    without_them(bare)
    for command in READS:
        held = bare_cli(*command, "--format", "json")
        never = bare_cli(*command, "--format", "json", "--db", str(bare))
        assert held.code == never.code, (command, held.err, never.err)
        if held.code == 0:
            assert answer(held.out) == answer(never.out), command
            assert "left out: " in held.err
        else:
            assert held.err == never.err
    for fmt in EXPORTS:
        for options in ([], ["--as-of", "2024-03-15"], ["actor-3"]):
            held = bare_cli("export", fmt, *options, "--no-footer")
            never = bare_cli("export", fmt, *options, "--no-footer", "--db", str(bare))
            assert (held.code, held.out) == (never.code, never.out), (fmt, options)


def answer(out: str) -> object:
    found = json.loads(out)
    if isinstance(found, dict):
        found.pop("confidential_left_out", None)
    return found
