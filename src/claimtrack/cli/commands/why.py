"""`why`: the rule that gave a claim its status, and every row that counts."""

import typer

from claimtrack.cli import options

app = typer.Typer()


@app.command()
def why(
    claim: options.ClaimRef,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    fmt: options.OutputFormat = None,
    db: options.Database = None,
) -> None:
    """Explain a claim's status: the rule, every row that counts, those that do not, and what would change it.

    Example: claimtrack why c1
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import explanation
    from claimtrack.services import explaining, standing, workspace

    with workspace.reading(db, standing.vantage(as_of=as_of, known_at=known_at)) as record:
        output.show(explanation.document(explaining.explain(record, claim), record.vantage), fmt)
