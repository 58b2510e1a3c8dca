"""`rating`: how reviewers' labels are read, and the table by which they are."""

from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli import options, terminal
from claimtrack.domain.vocabulary import Rating

app = typer.Typer()
rating = typer.Typer(help="Show how reviewers' labels are read, and by which table.", no_args_is_help=True)
app.add_typer(rating, name="rating")

Extension = Annotated[
    Path | None,
    typer.Option("--ratings", metavar="FILE", help="A table of yours (TOML), whose entries go before our own."),
]


@rating.command("show")
def show(
    label: Annotated[str, typer.Argument(metavar="LABEL", help="A reviewer's label, word for word.")],
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar="WHO", help="The desk that uses it: its site, URL or name.")
    ] = None,
    ratings: Extension = None,
    fmt: options.OutputFormat = None,
) -> None:
    """Say which rating a label is read as, and by which entry of the table; what no entry says is other.

    Example: claimtrack rating show "Engañoso" --publisher chequeado.com
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import ratings as views
    from claimtrack.formats.ratings import table

    found = table(ratings).reading(label, publisher=publisher)
    output.show(views.reading(label, found), fmt)


@rating.command("map")
def show_map(
    only: Annotated[
        Rating | None, typer.Option("--rating", metavar="RATING", help="Only the labels that mean this.")
    ] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar="WHO", help="Only the labels of this desk's own.")
    ] = None,
    ratings: Extension = None,
    toml: Annotated[
        bool, typer.Option("--toml", help="As a file to copy from, in the shape that --ratings takes.")
    ] = False,
    fmt: options.OutputFormat = None,
) -> None:
    """Show the table of labels: what each means, in general and for single desks.

    Example: claimtrack rating map --publisher politifact.com

    Example: claimtrack rating map --rating misleading --toml
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import ratings as views
    from claimtrack.formats.ratings import table, table_file

    held = table(ratings)
    site = held.site(publisher)
    entries = [
        entry
        for entry in held.entries()
        if only in (None, entry.rating) and (publisher is None or (site is not None and entry.publisher == site))
    ]
    if toml:
        for line in table_file.lines(entries, held.names):
            terminal.answer(line)
    else:
        output.show(views.table(entries), fmt)
