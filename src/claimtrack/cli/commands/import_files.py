"""`import`: brings in what stands in foreign files."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from claimtrack.cli import options, terminal
from claimtrack.formats.incoming import Asked, Incoming

if TYPE_CHECKING:
    from claimtrack.domain.differences import Resolution
    from claimtrack.services.receiving import Inlet, Wish

app = typer.Typer()


@app.command("import")
def import_files(
    file: Annotated[Path, typer.Argument(metavar="FILE|-|DIR", help="A file, stdin, or a folder of files.")],
    form: Annotated[
        Incoming | None, typer.Option("--as", metavar="FORMAT", help="The format, where it cannot be told.")
    ] = None,
    mapped: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="COLUMN=FIELD", help="What a table's column holds; repeat for more."),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option("--values", metavar="FIELD:GIVEN=OURS,...", help="What a table's words mean; repeat for more."),
    ] = None,
    dates: Annotated[
        str | None, typer.Option("--dates", metavar="ORDER", help="The order of numeric dates: dmy, mdy or ymd.")
    ] = None,
    map_file: Annotated[
        Path | None, typer.Option("--map-file", metavar="FILE", help="A saved mapping (TOML) of a table.")
    ] = None,
    ratings: Annotated[
        Path | None, typer.Option("--ratings", metavar="FILE", help="More labels and what they are rated (TOML).")
    ] = None,
    keep_good: Annotated[
        bool, typer.Option("--keep-good", help="Record what can be read, also where something cannot.")
    ] = False,
    report: Annotated[
        Path | None, typer.Option("--report", metavar="FILE", help="Write each repair and refusal down (JSON Lines).")
    ] = None,
    ours: options.Ours = False,
    theirs: options.Theirs = False,
    resolve: options.Resolve = None,
    confidential: options.Confidential = False,
    reason: options.Why = None,
    dry_run: options.DryRun = False,
    db: options.Database = None,
) -> None:
    """Bring in claims, statements, evidence and verdicts from files of the field: all that is in them, or nothing.

    Reads ClaimReview markup (JSON, feeds, whole HTML pages), answers of Google's Fact Check API, ClaimsKG tables, any
    CSV, TSV or XLSX table whose columns are named with --map, and our own bundles. What was imported before is not
    recorded twice; each record is kept as it was read. A bundle is united with the record as `merge` does it, and is
    what --ours, --theirs and --resolve are for.

    Example: claimtrack import stances.csv --map headline=claim --map outlet=actor --map stance=stance
    --values stance:for=asserts,against=denies
    """
    from claimtrack.services import receiving, settling

    asked = Asked(file.name, tuple(mapped or ()), tuple(values or ()), dates=dates, map_file=map_file, ratings=ratings)
    wish = receiving.Wish(asked, keep_good=keep_good, dry_run=dry_run, confidential=confidential, reason=reason)
    resolution = settling.resolution(ours=ours, theirs=theirs, one_by_one=resolve or ())
    with _found(file) as (path, name):
        files, passed_over = receiving.inlets(path, form, name=name)
        if files[0].format is Incoming.BUNDLE:
            receiving.require_only_unions(wish, has_report=report is not None)
            _united(db, files[0], wish, resolution, shown=name or str(file))
            return
        receiving.require_no_unions(resolution)
        _brought_in(db, files, wish, report, shown=name or str(file), passed_over=passed_over)


def _united(db: str | None, file: "Inlet", wish: "Wish", resolution: "Resolution", *, shown: str) -> None:
    """Unite the record with a bundle."""
    from claimtrack.cli import uniting
    from claimtrack.services import bundling

    with file.path.open("rb") as stream:
        written = bundling.take_in(
            db, stream, name=file.name, resolution=resolution, dry_run=wish.dry_run, reason=wish.reason
        )
    uniting.show(written, shown, fmt=None, dry_run=wish.dry_run)


@contextmanager
def _found(file: Path) -> Iterator[tuple[Path, str | None]]:
    """Yield where to read, and what it is called; stdin is put into a file first."""
    if str(file) != "-":
        yield file, None
        return
    from claimtrack.services import receiving

    with receiving.spooled(terminal.binary_stdin()) as path:
        yield path, "stdin"


def _brought_in(
    db: str | None,
    files: "Sequence[Inlet]",
    wish: "Wish",
    report: Path | None,
    *,
    shown: str,
    passed_over: Sequence[str],
) -> None:
    """Bring the files in, saying on stderr what is met, and writing it down where that is wanted, also of a refusal."""
    from claimtrack.cli import output
    from claimtrack.cli.views import intake, outcomes
    from claimtrack.services import receiving

    size = sum(file.path.stat().st_size for file in files)
    with output.journal(report) as write_down:
        met = intake.Met(write_down)
        try:
            with terminal.progress("importing", size) as met.advance:
                written = receiving.bring_in(db, files, wish, met)
            met.end(written.outcome)
        finally:
            for line in met.lines():
                terminal.note(line)
    for line in intake.counts(written.outcome, shown):
        terminal.say(line)
    if passed_over:
        some = ", ".join(passed_over[: intake.SHOWN])
        terminal.note(f"passed over, since their format cannot be told, or they are to be imported alone: {some}")
    outcomes.ended(written, dry_run=wish.dry_run, following="claimtrack review")
