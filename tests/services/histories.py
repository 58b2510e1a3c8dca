"""Records that go their own ways: random things done to a record by the program's own services, from a seed."""

import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from claimtrack.domain.bundles import KINDS, TYPES
from claimtrack.domain.records import Actor, Claim, Row, Source, Statement
from claimtrack.domain.vocabulary import BearingKind, Rating, RelationKind, Stance
from claimtrack.errors.base import ClaimtrackError
from claimtrack.services import (
    editing,
    evidencing,
    introducing,
    linking,
    marking,
    naming,
    recording,
    redacting,
    reviewing,
    tagging,
    withdrawing,
)
from claimtrack.services.fitting import BY_RULE
from claimtrack.store import travelling
from claimtrack.store.record import Record
from claimtrack.store.tables import TABLES
from claimtrack.store.writer import Writer
from tests.store import factories

NAMES = ("Russia", "RUSSIA", "North Korea", "Ministry", "Agency", "Desk", "Nordkorea", "Rail", "Harbour")
TEXTS = ("Munitions were sent", "Missiles were sent", "The bridge is closed", "Nothing was sent")
DAYS = (None, "2024-05-01", "2024-05", "2024-03/..", "../2024-05-20", "2023?", "2024-05-30")
TAGS = ("munitions", "Munitions", "bridge")

Act = Callable[[Writer, random.Random], object]


def _some(writer: Writer, draw: random.Random, kind: type[Row]) -> str:
    """Return the id of some row that stands; raises IndexError where there is none."""
    found = writer.rows(f"SELECT id FROM {TABLES[kind]} WHERE withdrawn_at IS NULL ORDER BY uid")
    prefix = {Claim: "c", Actor: "a", Statement: "st", Source: "s"}.get(kind, "e")
    return f"{prefix}{draw.choice(found)[0]}"


def _add(writer: Writer, draw: random.Random) -> object:
    spoken = [(draw.choice(list(Stance)[:5]), draw.choice(NAMES)) for _ in range(draw.randint(1, 2))]
    new = recording.NewClaim(
        text=draw.choice(TEXTS), spoken=spoken, on=draw.choice(DAYS), tags=draw.sample(TAGS, 1),
        source=draw.choice((None, "Evening briefing", "https://news.example/1")),
    )  # fmt: skip
    return recording.add_claim(writer, new)


def _say(writer: Writer, draw: random.Random) -> object:
    relies_on = [_some(writer, draw, Statement)] if draw.random() < 0.4 else []
    new = recording.NewStatement(
        stance=draw.choice(list(Stance)), by=draw.choice(NAMES), on=draw.choice(DAYS), relies_on=relies_on,
        quote=draw.choice((None, "not one\u200b shell", "“Yes”, he said")), confidential=draw.random() < 0.1,
    )  # fmt: skip
    return recording.add_statement(writer, _some(writer, draw, Claim), new)


def _show(writer: Writer, draw: random.Random) -> object:
    bearings = [(draw.choice(list(BearingKind)), _some(writer, draw, Claim)) for _ in range(2)]
    new = evidencing.NewEvidence(
        text="A photograph", collected_by=draw.choice((None, *NAMES)), on=draw.choice(DAYS), bearings=bearings
    )
    return evidencing.add_evidence(writer, new)


def _judge(writer: Writer, draw: random.Random) -> object:
    rating = draw.choice(list(Rating))
    return reviewing.add_verdict(
        writer, _some(writer, draw, Claim), by=draw.choice(NAMES), rating=rating, label="So so", location=None, on=None
    )


def _tag(writer: Writer, draw: random.Random) -> object:
    add = draw.random() < 0.7
    words = draw.sample(TAGS, 1)
    return tagging.retag(writer, _some(writer, draw, Claim), add=words if add else [], remove=[] if add else words)


def _link(writer: Writer, draw: random.Random) -> object:
    links: list[tuple[type[Row], list[str]]] = [
        (Claim, [*RelationKind]), (Statement, ["relies-on"]), (Source, ["cites"]), (Actor, ["part-of"])
    ]  # fmt: skip
    kind, words = draw.choice(links)
    return linking.link(writer, _some(writer, draw, kind), draw.choice(words), _some(writer, draw, kind))


def _bear(writer: Writer, draw: random.Random) -> object:
    found = writer.rows("SELECT id FROM evidence WHERE withdrawn_at IS NULL ORDER BY uid")
    return linking.link(writer, f"e{draw.choice(found)[0]}", draw.choice(list(BearingKind)), _some(writer, draw, Claim))


def _merge_actors(writer: Writer, draw: random.Random) -> object:
    return linking.link(writer, _some(writer, draw, Actor), "same-as", _some(writer, draw, Actor))


def _name(writer: Writer, draw: random.Random) -> object:
    return introducing.add_alias(writer, _some(writer, draw, Actor), draw.choice(NAMES))


def _withdraw(writer: Writer, draw: random.Random) -> object:
    kind = draw.choice((Claim, Statement, Statement, Statement))
    return withdrawing.withdraw(writer, _some(writer, draw, kind), reason=draw.choice(("a slip", "twice")))


def _edit(writer: Writer, draw: random.Random) -> object:
    if draw.random() < 0.5:
        return editing.edit(
            writer, _some(writer, draw, Claim), text=f"{draw.choice(TEXTS)}, they say", event=None, name=None,
            kind=None, reliability=None,
        )  # fmt: skip
    return editing.edit(
        writer, _some(writer, draw, Actor), text=None, event=None, name=f"{draw.choice(NAMES)} {draw.randint(1, 3)}",
        kind=None, reliability=None,
    )  # fmt: skip


def _mark(writer: Writer, draw: random.Random) -> object:
    return marking.mark(writer, _some(writer, draw, Statement), lift=draw.random() < 0.3)


def _redact(writer: Writer, draw: random.Random) -> object:
    return redacting.take(writer, _some(writer, draw, draw.choice((Statement, Claim, Actor))), reason="9")


ADDING: tuple[Act, ...] = (_add, _say, _say, _show, _judge, _tag, _name)
LINKING: tuple[Act, ...] = (_link, _bear, _merge_actors)
CHANGING: tuple[Act, ...] = (_withdraw, _edit, _mark, _tag)
REDACTING: tuple[Act, ...] = (_redact,)


def grow(path: Path, seed: int, acts: tuple[Act, ...], *, number: int, by: str = "tester") -> None:
    """Do some random things to a record, each in a transaction of its own; what is refused is left out."""
    draw = random.Random(seed)
    for _ in range(number):
        act = draw.choice(acts)
        with suppress(ClaimtrackError, IndexError), factories.writing(path) as writer:
            writer.by = by
            act(writer, draw)


def copied(path: Path, name: str) -> Path:
    return Path(shutil.copyfile(path, path.with_name(name)))


def contents(record: Record, *, standing: bool = False) -> dict[str, dict[str, object]]:
    """Return what a record says, by uid: all rows or those that stand, without what is a file's own.

    And without what followed from other rows once, and is not needed any more: that depends on what came when.
    """
    found: dict[str, dict[str, object]] = {}
    for kind in KINDS:
        for row in travelling.rows(record, kind):
            values = {name: value for name, value in row.values.items() if name != "slug"}
            is_over = values["withdrawn_at"] is not None
            if not (is_over and (standing or values["recorded_by"] == BY_RULE)):
                found[row.uid] = {"type": TYPES[kind], **values}
    return found


def judged(record: Record) -> dict[str, tuple[object, ...]]:
    """Return what is kept of each claim's status, by uid."""
    rows = record.rows(
        "SELECT claim.uid, mask, status, parties_for, parties_against, evidence_for, evidence_against, verdicts,"
        " last_activity_latest, origins_for_least, origins_for_most, origins_against_least, origins_against_most"
        " FROM claim_status JOIN claim ON claim.id = claim_status.claim_id"
    )
    return {uid: tuple(said) for uid, *said in rows}


def all_kinds(path: Path) -> None:
    """Put rows of every kind on record, withdrawn ones among them."""
    with factories.writing(path) as writer:
        naming.new_actor(writer, Actor(slug="kept-for-all", name="Kept for all"))
        one, other = (factories.claim(writer, f"Claim {n}", slug=f"claim-{n}") for n in (1, 2))
        factories.original(writer, one)
        factories.distinction(writer, other, one)
        factories.relation(writer, one, other)
