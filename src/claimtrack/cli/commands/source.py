"""`source`: add, list and show where things were read or seen."""

from typing import Annotated

import typer

from claimtrack.cli import options, terminal
from claimtrack.domain.vocabulary import SourceKind

app = typer.Typer()
source = typer.Typer(help="Add, list and show sources.", no_args_is_help=True)
app.add_typer(source, name="source")


@source.command("add")
def add(
    title: Annotated[str | None, typer.Argument(metavar="[TITLE]", help="Its title.")] = None,
    url: Annotated[str | None, typer.Option("--url", metavar="URL", help="Its URL, or the file it is.")] = None,
    publisher: Annotated[
        str | None, typer.Option("--publisher", metavar="ACTOR", help="Who published it; recorded if new.")
    ] = None,
    published: Annotated[
        str | None, typer.Option("--published", metavar="DATE", help="When, in EDTF; 2024-05/.. is May 2024 or later.")
    ] = None,
    kind: Annotated[SourceKind | None, typer.Option("--kind", help="What it is.")] = None,
    confidential: options.Confidential = False,
    reason: options.Why = None,
    dry_run: options.DryRun = False,
    db: options.Database = None,
) -> None:
    """Record a source; statements read in it and given no date are dated by the day it was published.

    Example: claimtrack source add "Ministry briefing" --publisher rok-mnd --published 2024-02-26 --kind briefing
    """
    from claimtrack.cli.views import outcomes, pointing
    from claimtrack.domain.references import Kind, short_id
    from claimtrack.services import evidencing, workspace

    written = workspace.write(
        db,
        lambda writer: evidencing.add_source(
            writer,
            title=title,
            location=url,
            kind=kind,
            publisher=publisher,
            on=published,
            confidential=confidential,
        ),
        dry_run=dry_run,
        reason=reason,
    )
    added, notices = written.outcome
    ref = short_id(Kind.SOURCE, added.id)
    terminal.say(f"{ref} {pointing.source_name(added)}")
    outcomes.ended(written, notices, dry_run=dry_run, following=f"claimtrack assert CLAIM --by ACTOR --source {ref}")


@source.command("list")
def list_sources(
    fmt: options.OutputFormat = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """List all sources, the last recorded first.

    Example: claimtrack source list
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import listings
    from claimtrack.services import showing, standing, workspace

    with workspace.reading(db, standing.vantage(include_confidential=include_confidential)) as record:
        output.show(listings.sources(showing.source_list(record)), fmt, record, footer=footer)


@source.command("show")
def show(
    ref: Annotated[str, typer.Argument(metavar="SOURCE", help="A source: s1, its URL, its title, or its uid.")],
    fmt: options.OutputFormat = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """Show one source, what was said in it and what was found in it.

    Example: claimtrack source show s1
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import files
    from claimtrack.services import showing, standing, workspace

    with workspace.reading(db, standing.vantage(include_confidential=include_confidential)) as record:
        output.show(files.document(showing.source_file_of(record, ref)), fmt, record, footer=footer)
