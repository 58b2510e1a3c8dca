"""`export bundle`: the record as lines of JSON that git compares, and that another record takes in."""

from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli import options, terminal


def bundle(
    out: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write; else stdout.")
    ] = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """Write the whole record as a bundle: one row a line, withdrawn ones too, and nothing lost.

    Imported into an empty record and exported again it has the same bytes. Its numbers and its ledger are a file's own,
    and are not in it. Two bundles of one record differ in as many lines as rows differ, and in the first.

    Example: claimtrack export bundle -o munitions.jsonl
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import handling
    from claimtrack.services import bundling, standing, workspace

    with workspace.reading(db, standing.vantage(include_confidential=include_confidential)) as record:
        if out is None:
            terminal.write_exactly(bundling.lines(record))
        else:
            output.write_text(bundling.lines(record), out, record)
        if record.confidential:
            terminal.note(handling.words(record.confidential, left_out=record.withholds))
