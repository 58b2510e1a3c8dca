"""`migrate`: brings an older database up to date."""

import typer

from claimtrack.cli import options, terminal

app = typer.Typer()


@app.command()
def migrate(db: options.Database = None) -> None:
    """Bring an older database up to this version's schema, all or nothing, with a verified backup beside it.

    Example: claimtrack migrate --db archive.db
    """
    from claimtrack.services import migrating

    done = migrating.migrate(db)
    if done.backup is None:
        terminal.say(f"{done.path} is up to date (schema {done.now})")
        return
    terminal.say(f"{done.path} migrated from schema {done.found} to {done.now}")
    terminal.note(f"the file as it was: {done.backup}")
