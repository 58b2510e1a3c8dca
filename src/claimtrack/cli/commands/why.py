"""`why`: the rule that gave a claim its status, and every row that counts."""

from typing import Annotated

import typer

from claimtrack.cli import options

app = typer.Typer()


@app.command()
def why(
    claim: options.ClaimRef,
    as_of: options.AsOf = None,
    known_at: options.KnownAt = None,
    chains: Annotated[
        bool, typer.Option("--chains", help="Draw what each voice relies on, down to its origins.")
    ] = False,
    fmt: options.OutputFormat = None,
    footer: options.Footer = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """Explain a claim's status: the rule, every row that counts, those that do not, and what would change it.

    Beside the parties of each side stand the independent origins that their chains of reliance come down to.

    Example: claimtrack why c1

    Example: claimtrack why c1 --chains
    """
    from claimtrack.cli import output
    from claimtrack.cli.views import explanation
    from claimtrack.services import explaining, standing, workspace

    with workspace.reading(
        db, standing.vantage(as_of=as_of, known_at=known_at, include_confidential=include_confidential)
    ) as record:
        output.show(
            explanation.document(explaining.explain(record, claim, chains=chains), record.vantage),
            fmt,
            record,
            footer=footer,
        )
