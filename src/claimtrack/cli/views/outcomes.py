"""What a write says: one or two lines of what changed, what it points out, and a sensible next command."""

from collections.abc import Iterable

from claimtrack.cli import terminal
from claimtrack.cli.views import wording
from claimtrack.domain.notices import NewDatabase, Notice
from claimtrack.domain.records import Statement
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.text import shortened
from claimtrack.services.recording import Recorded
from claimtrack.services.workspace import T, Written

_LONGEST = 100  # characters of a claim's wording in an answer


def recorded(written: Written[Recorded], *, dry_run: bool, new_claim: bool) -> None:
    """Say what a write did to a claim, and the status that gives."""
    done = written.outcome
    claim = short_id(Kind.CLAIM, done.claim.id)
    rows = [
        f"{short_id(Kind.STATEMENT, line.statement.id)} {line.actor.name} {wording.verb(line.statement.stance)}"
        f"{' (confidential)' if line.statement.confidential else ''}{_relying(done, line.statement)}"
        for line in done.statements
    ]
    rows += [f"{short_id(Kind.EVIDENCE, bearing.evidence_id)} {bearing.kind}" for bearing in done.evidence]
    words = f"{claim} {done.claim.slug}: {shortened(done.claim.text, _LONGEST)}"
    if new_claim:
        terminal.say(words)
        if rows:
            terminal.say(f"  {'; '.join(rows)}")
    else:
        terminal.say(f"{'; '.join(rows)}: {words}" if rows else words)
    terminal.say(wording.standing(done.summary).text)
    ended(written, done.notices, dry_run=dry_run, following=f"claimtrack why {claim}")


def _relying(done: Recorded, statement: Statement) -> str:
    bases = [short_id(Kind.STATEMENT, one.basis_id) for one in done.reliances if one.statement_id == statement.id]
    return f" (relies on {', '.join(bases)})" if bases else ""


def ended(written: Written[T], notices: Iterable[Notice] = (), *, dry_run: bool, following: str) -> None:
    """Say on stderr what is to be pointed out, whether anything was kept, and what to do next."""
    told: list[Notice] = [NewDatabase(str(written.path))] if written.is_new else []
    for notice in (*told, *notices):
        terminal.note(notice.words)
    if dry_run:
        terminal.note("dry run: nothing was kept")
    else:
        terminal.note(f"next: {following}")
