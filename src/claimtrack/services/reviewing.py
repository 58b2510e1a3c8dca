"""Records verdicts: what a reviewer published about a claim."""

from claimtrack.domain import dates
from claimtrack.domain.notices import Notice
from claimtrack.domain.records import Verdict
from claimtrack.domain.text import LOCATION_LIMIT, NAME_LIMIT, one_line
from claimtrack.domain.vocabulary import Rating
from claimtrack.services import naming
from claimtrack.services.recording import Recorded, recorded
from claimtrack.store.writer import Writer


def add_verdict(
    writer: Writer, ref: str, *, by: str, rating: Rating, label: str | None, location: str | None, on: str | None
) -> tuple[Verdict, Recorded]:
    """Record what a reviewer published about a claim."""
    claim = naming.claim(writer, ref)
    notices: list[Notice] = []
    day = dates.parse(on) if on is not None else None
    earliest, latest = dates.made_by(day, source_latest=None, today=writer.today)
    verdict = writer.add(
        Verdict(
            claim_id=claim.id,
            reviewer_id=naming.noted(naming.actor_to_record(writer, by), notices),
            rating=rating,
            label=one_line(label, "label", limit=NAME_LIMIT) if label is not None else None,
            location=one_line(location, "address", limit=LOCATION_LIMIT) if location is not None else None,
            published=day.text if day else None,
            published_earliest=earliest,
            published_latest=latest,
        )
    )
    return verdict, recorded(writer, claim, [], [], notices)
