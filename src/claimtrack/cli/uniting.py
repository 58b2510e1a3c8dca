"""Brings out what came of making one record of two: what `merge` and the `import` of a bundle share."""

from claimtrack.cli import output
from claimtrack.cli.views import unions
from claimtrack.domain.unions import United
from claimtrack.errors.uniting import RecordsDiffer
from claimtrack.formats.registry import Format
from claimtrack.services.workspace import Written


def show(written: Written[United], name: str, *, fmt: Format | None, dry_run: bool) -> None:
    """Say what was added from another record, called `name`; raises RecordsDiffer, what differs having been shown."""
    if written.outcome.open:
        output.show(unions.document(written.outcome, name), fmt)
        raise RecordsDiffer(name, written.outcome.open)
    unions.ended(written, name, dry_run=dry_run)
