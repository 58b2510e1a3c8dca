"""Work for a process of its own, to be killed, starved or watched: run as a script, and imported by the tests."""

import sys
from pathlib import Path

from claimtrack.domain.records import Actor, Alias, Claim, Statement
from claimtrack.domain.vocabulary import Stance
from claimtrack.errors.base import ClaimtrackError
from claimtrack.services import backing_up, workspace
from claimtrack.services.recording import NewClaim, add_claim
from claimtrack.store.writer import Writer

BATCH = 1000
DAY = "2023-10-13"


def load(path: Path, wanted: int) -> None:
    """Bring the record to a number of claims, each with a statement, in one write transaction, as an import would."""
    workspace.write(path, lambda writer: _loaded(writer, wanted))


def _loaded(writer: Writer, wanted: int) -> None:
    there = writer.one("SELECT count(*) FROM claim")
    actor = _speaker(writer)
    for begin in range(there, wanted, BATCH):
        texts = [f"Convoy {n} has crossed the bridge at the border" for n in range(begin, min(begin + BATCH, wanted))]
        claims = writer.add_all(
            [Claim(slug=f"load-{begin + n}", text=text, folded=text) for n, text in enumerate(texts)]
        )
        writer.add_all([_said(claim, actor) for claim in claims])


def _said(claim: Claim, actor: int) -> Statement:
    return Statement(
        claim_id=claim.id, actor_id=actor, stance=Stance.ASSERTS, said=DAY, said_earliest=DAY, said_latest=DAY
    )


def _speaker(writer: Writer) -> int:
    found = writer.row("SELECT id FROM actor WHERE slug = 'loader'")
    if found:
        return int(found[0])
    actor = writer.add(Actor(slug="loader", name="Loader"))
    writer.add(Alias(actor_id=actor.id, name="Loader", folded="loader"))
    return actor.id


def add(path: Path | str, who: str, times: int) -> None:
    """Record claims one by one, each in a transaction of its own, as `add` does."""
    for n in range(times):
        _add_one(path, f"{who} says {n}", who)


def _add_one(path: Path | str, text: str, who: str) -> None:
    new = NewClaim(text=text, spoken=[(Stance.ASSERTS, who)])
    workspace.write(path, lambda writer: add_claim(writer, new))


def back_up(path: Path, folder: str, times: int) -> None:
    """Make copies, one after the other."""
    for n in range(times):
        backing_up.back_up(path, Path(folder) / f"copy-{n}.db")


def main(task: str, path: str, *rest: str) -> int:
    """Do one of the tasks above, and say when it begins."""
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    try:
        match task:
            case "load":
                load(Path(path), int(rest[0]))
            case "add":
                add(path, rest[0], int(rest[1]))
            case _:
                back_up(Path(path), rest[0], int(rest[1]))
    except ClaimtrackError as error:
        sys.stderr.write(f"claimtrack: error: {error.message}\nhint: {error.hint}\n")
        return error.exit_code
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
