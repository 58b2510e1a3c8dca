"""`prove` and `check-proof`: one row shown to an outsider, with nothing of any other."""

from pathlib import Path
from typing import Annotated

import typer

from claimtrack.cli import options, terminal
from claimtrack.errors.base import ExitCode

app = typer.Typer()


@app.command()
def prove(
    ref: Annotated[str, typer.Argument(metavar="REF", help="What to prove: c1, st2, a slug, or any uid.")],
    out: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write; else stdout.")
    ] = None,
    since: Annotated[
        list[Path] | None,
        typer.Option(
            "--since", metavar="FILE", help="An earlier checkpoint that others hold, to prove from; repeat for more."
        ),
    ] = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """Write a proof that a row was recorded, edited or withdrawn in these words; it shows nothing of any other row.

    Whoever holds a checkpoint can check it without the database.

    Example: claimtrack prove st2 -o st2.proof
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import wording
    from claimtrack.formats import proof_json
    from claimtrack.formats.registry import Format
    from claimtrack.services import proving, standing, verifying, workspace

    earlier = list(verifying.held_in(since or ()))
    with workspace.reading(db, standing.vantage(include_confidential=include_confidential)) as record:
        proof = proving.prove(record, ref, earlier)
        if out is None:
            output.show(proof_json.document(proof), Format.JSON)
        else:
            output.write_file(proof_json.document(proof), out, Format.JSON, record)
    redacted = sum(change.content is None for change in proof.changes)
    if redacted:
        gone = wording.counted(redacted, "change")
        terminal.note(f"the words of {gone} were redacted: that they were in the record is proven, not what they said")
    if out is not None:
        terminal.note(f"next: claimtrack check-proof {out}")


@app.command("check-proof")
def check_proof(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A proof that prove wrote; - reads it from stdin.")],
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option("--checkpoint", metavar="FILE", help="A file with a checkpoint that you hold; repeat for more."),
    ] = None,
    fmt: options.OutputFormat = None,
) -> None:
    """Check a proof, without any database, and say what it shows and what it does not; ends with 4 if it fails.

    Example: claimtrack check-proof st2.proof --checkpoint report.html
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import proofs
    from claimtrack.services import proving, verifying

    proof = proving.read_from(terminal.read_bytes(proving.LARGEST + 1)) if str(file) == "-" else proving.read(file)
    held = list(verifying.held_in(checkpoint or ()))
    found = proving.check(proof, held)
    output.show(proofs.document(found), fmt)
    if not found.holds:
        raise typer.Exit(ExitCode.CHECK)
