"""`find`: the words on record, wherever they stand."""

from typing import Annotated

import typer

from claimtrack.cli import options
from claimtrack.domain.searches import Place

app = typer.Typer()


@app.command()
def find(
    words: Annotated[
        list[str], typer.Argument(metavar="WORDS...", help='Words, "words side by side", or begin*; - reads stdin.')
    ],
    places: Annotated[list[Place] | None, typer.Option("--in", help="Only in these; repeat for more.")] = None,
    limit: Annotated[
        int | None, typer.Option("--limit", metavar="N", min=0, help="At most N, 0 for all; 50 in a table, else all.")
    ] = None,
    fmt: options.OutputFormat = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """Find claims, quotes, evidence, sources and actors that have all the words, the best match first.

    Words are found in other forms (shell, shells), cases and accents; in quotation marks, which the shell must leave,
    side by side; with a * at the end, however they go on. Every other sign is taken as it is.

    Example: claimtrack find munitions '"North Korea"' --in claims

    Example: claimtrack find 'artill*'
    """
    from claimtrack.cli import asking, output, terminal
    from claimtrack.cli.views import hits
    from claimtrack.services import searching, standing, workspace

    asked = terminal.read_stdin() if words == ["-"] else " ".join(words)
    with workspace.reading(db, standing.vantage(include_confidential=include_confidential)) as record:
        found = searching.find(record, asked, places=places or (), limit=asking.page(limit, fmt))
        output.show(hits.document(found), fmt, record, footer=footer)
