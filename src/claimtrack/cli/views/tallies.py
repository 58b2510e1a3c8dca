"""Documents of how many claims have each status."""

from collections.abc import Mapping

from claimtrack.cli.views import claims, wording
from claimtrack.domain.questions import Question
from claimtrack.domain.vantage import Vantage
from claimtrack.domain.vocabulary import Status
from claimtrack.formats.document import Cell, Column, Document, Sheet

FIELDS = ("status", "claims", "as_of", "known_at")
_COLUMNS = (Column("status"), Column("claims", is_number=True))


def document(counts: Mapping[Status, int], asked: Question, vantage: Vantage, *, today: str) -> Document:
    """Return the counts as a document; every status asked for is in it, also one that no claim has."""
    rows = tuple((wording.status_cell(status), Cell(f"{number:,}")) for status, number in counts.items())
    stands = vantage.words or f"as the record stands on {today}"
    return Document(
        title=claims.title(asked, vantage),
        fields=FIELDS,
        rows=(
            {"status": status.value, "claims": number, "as_of": vantage.as_of, "known_at": vantage.known_at}
            for status, number in counts.items()
        ),
        sheets=(Sheet(_COLUMNS, rows),),
        notes=(f"{wording.counted(sum(counts.values()), 'claim')}, {stands}",),
    )
