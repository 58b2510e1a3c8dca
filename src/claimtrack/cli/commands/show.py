"""`show`: everything on record about one thing."""

from typing import Annotated

import typer

from claimtrack.cli import options

app = typer.Typer()


@app.command()
def show(
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="A claim, or any id: c1, st2, e3, s4, a5, v6, a slug, a uid.")
    ],
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    fmt: options.OutputFormat = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """Show everything on record about a claim: statements, evidence, relations, verdicts; or any other thing.

    Example: claimtrack show nk-munitions-to-russia
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import files, vantages
    from claimtrack.services import showing, standing, workspace

    with workspace.reading(
        db, standing.vantage(as_of=as_of, known_at=known_at, include_confidential=include_confidential)
    ) as record:
        file = showing.file_of(record, ref)
        output.show(vantages.seen_from(files.document(file), file, record.vantage), fmt, record, footer=footer)
