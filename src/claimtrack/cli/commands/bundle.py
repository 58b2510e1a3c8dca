"""`export bundle`: the record as lines of JSON that git compares, and that another record takes in."""

from claimtrack.cli import options
from claimtrack.domain.questions import Sort


def bundle(
    refs: options.Refs = None,
    out: options.Output = None,
    disputed: options.Disputed = False,
    status: options.Statuses = None,
    actor: options.ActorFilter = None,
    tag: options.TagFilter = None,
    text: options.TextFilter = None,
    since: options.Since = None,
    until: options.Until = None,
    include_confidential: options.IncludeConfidential = False,
    db: options.Database = None,
) -> None:
    """Write the whole record as a bundle: one row a line, withdrawn ones too, and nothing lost.

    Imported into an empty record and exported again it has the same bytes. Its numbers and its ledger are a file's own,
    and are not in it. Two bundles of one record differ in as many lines as rows differ, and in the first. With
    references or filters it holds these claims alone, with all that stands and that they point to.

    Example: claimtrack export bundle -o munitions.jsonl
    """
    from claimtrack.cli import asking
    from claimtrack.services import standing, workspace

    with workspace.reading(db, standing.vantage(include_confidential=include_confidential)) as record:
        asking.bundle(
            record,
            refs or (),
            out,
            statuses=options.statuses(status, disputed=disputed),
            actor=actor,
            tag=tag,
            text=text,
            since=since,
            until=until,
            sort=Sort.ACTIVITY,
        )
