"""`similar`: the claims on record that are like a text, or like another claim."""

from typing import Annotated

import typer

from claimtrack.cli import options

app = typer.Typer()
_PAGE = 10


@app.command()
def similar(
    text: Annotated[
        str, typer.Argument(metavar="TEXT|CLAIM", help="A sentence, or a claim: c1, its slug, its uid; - reads stdin.")
    ],
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=0, help="At most N claims, 0 for all that were compared.")
    ] = _PAGE,
    fmt: options.OutputFormat = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """List the claims that are likest to a text, or to a claim: whether it is on record, in whatever words.

    Compared are the words that tell what it is about, the rarest first, without addresses. Of a claim, what links it
    to others is told.

    Example: claimtrack similar "Pyongyang sent Moscow three million shells"

    Example: claimtrack similar c1 --format json
    """
    from claimtrack.cli import output, terminal
    from claimtrack.cli.views import resemblances
    from claimtrack.services import resembling, standing, workspace

    words = terminal.read_stdin() if text == "-" else text
    with workspace.reading(db, standing.vantage(include_confidential=include_confidential)) as record:
        found = resembling.similar_to(record, words, limit=limit)
        output.show(resemblances.document(found), fmt, record, footer=footer)
