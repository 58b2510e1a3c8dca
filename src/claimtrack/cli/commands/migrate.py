"""`migrate`: brings an older database up to date."""

from typing import Annotated

import typer

from claimtrack.cli import options, terminal

app = typer.Typer()


@app.command()
def migrate(
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Migrate a copy, say what was done, and drop it.")] = False,
    db: options.Database = None,
) -> None:
    """Bring an older database up to this version's schema, all or nothing, with a verified backup beside it.

    Example: claimtrack migrate --db archive.db
    """
    from claimtrack.services import migrating

    done = migrating.migrate(db, dry_run=dry_run)
    if not done.is_changed:
        terminal.say(f"{done.path} is up to date (schema {done.now})")
        return
    terminal.say(
        f"{done.path} migrated from schema {done.found} to {done.now}"
        if done.found
        else f"{done.path} got its tables (schema {done.now})"
    )
    if done.backup is None:
        terminal.note("dry run: rolled back" if dry_run else "no backup was made: on a server, pg_dump makes one")
        return
    terminal.note(f"the file as it was: {done.backup}")
    if dry_run:
        terminal.note("dry run: a copy was migrated and dropped; the file is as it was, without a backup")
