"""The options that more than one command takes, each worded once."""

from pathlib import Path
from typing import Annotated

import typer

from claimtrack.domain.questions import Sort
from claimtrack.domain.vocabulary import Status
from claimtrack.formats.registry import Format

Database = Annotated[
    str | None,
    typer.Option("--db", metavar="FILE", help="The database, or postgresql://...; else CLAIMTRACK_DB, claimtrack.db."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Say what would be recorded, and keep nothing.")]
OutputFormat = Annotated[Format | None, typer.Option("--format", "-f", help="How to write the answer.")]

Footer = Annotated[
    bool | None,
    typer.Option("--footer/--no-footer", help="End with the record's checkpoint; left out of json, jsonl and csv."),
]
InFileFooter = Annotated[
    bool | None,
    typer.Option("--footer/--no-footer", help="Keep the record's checkpoint in the file, or on stderr."),
]

Confidential = Annotated[
    bool,
    typer.Option("--confidential", help="Leave what this records out of every report, unless it is asked for."),
]
IncludeConfidential = Annotated[
    bool, typer.Option("--include-confidential", help="Show confidential rows, too, and count them.")
]

ClaimRef = Annotated[str, typer.Argument(metavar="CLAIM", help="A claim: c1, its slug, its beginning, or its uid.")]
By = Annotated[str, typer.Option("--by", metavar="ACTOR", help="Who: a name, a slug or an id; recorded if new.")]
On = Annotated[str | None, typer.Option("--on", metavar="DATE", help="When, in EDTF: 2023-10-13, 2023-10, 2024-05~.")]
Quote = Annotated[str | None, typer.Option("--quote", metavar="WORDS", help="The words, as they were said.")]
SourceRef = Annotated[
    str | None, typer.Option("--source", metavar="SOURCE", help="Where it was read: s1, a URL or a title.")
]
Place = Annotated[
    str | None, typer.Option("--place", metavar="WHERE", help="Where in the source: a page, a paragraph.")
]
ReliesOn = Annotated[
    list[str] | None,
    typer.Option("--relies-on", metavar="ST", help="The statement it rests on, such as st2; repeat for more."),
]
Why = Annotated[str | None, typer.Option("--reason", metavar="WHY", help="Why; kept in the ledger.")]
Reason = Annotated[str, typer.Option("--reason", metavar="WHY", help="Why; kept with the row.")]

AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DAY", help="What had been said by this day: 2023-10-31.")]
KnownAt = Annotated[
    str | None, typer.Option("--known-at", metavar="TIME", help="What this database held then: 2024-06-01T12:00:00Z.")
]

Ours = Annotated[bool, typer.Option("--ours", help="Where rows differ, keep what stands here.")]
Theirs = Annotated[bool, typer.Option("--theirs", help="Where rows differ, take what stands there.")]
Resolve = Annotated[
    list[str] | None,
    typer.Option("--resolve", metavar="UID=WHOSE", help="Settle one row: UID=ours or UID=theirs; repeat for more."),
]

Disputed = Annotated[bool, typer.Option("--disputed", help="Only disputed claims; short for --status disputed.")]
Statuses = Annotated[list[Status] | None, typer.Option("--status", help="Only this status; repeat for more.")]
ActorFilter = Annotated[
    str | None, typer.Option("--actor", metavar="ACTOR", help="Only claims the actor, or a part of it, spoke on.")
]
TagFilter = Annotated[str | None, typer.Option("--tag", metavar="TAG", help="Only claims with this tag.")]
TextFilter = Annotated[
    str | None, typer.Option("--text", metavar="WORDS", help="Only claims with these words, in any case.")
]
Refs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="REF...", help="Only the claims this concerns: c1, a slug, a name, st2, s1; repeat for more."
    ),
]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write; else stdout.")]
Since = Annotated[str | None, typer.Option("--since", metavar="DATE", help="Last activity on this date or later.")]
Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="Last activity on this date or earlier.")]
SortBy = Annotated[Sort, typer.Option("--sort", help="What the claims are ordered by.")]
Limit = Annotated[
    int | None, typer.Option("--limit", metavar="N", help="At most N claims, 0 for all; 50 in a table, else all.")
]


def statuses(status: list[Status] | None, *, disputed: bool) -> list[Status]:
    """Return the statuses asked for by both options."""
    return [*(status or ()), *([Status.DISPUTED] if disputed else ())]
