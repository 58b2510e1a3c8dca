"""Real rumours and what outlets said of them: as their statements the record holds the statuses counted by hand."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from claimtrack.domain.vocabulary import Stance
from claimtrack.services import recording, reporting, workspace
from claimtrack.store.writer import Writer

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "emergent_part.csv"
STANCES = {"for": Stance.ASSERTS, "against": Stance.DENIES, "observing": Stance.REPORTS}


@pytest.mark.skipif(not DATA.exists(), reason=f"{DATA.name} is not beside the project")
def test_rumours_have_the_statuses_that_their_outlets_statements_give(database: Path) -> None:
    with DATA.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    def record(writer: Writer) -> None:
        claims: dict[str, str] = {}
        for row in rows:
            rumour = row["claimId"]
            if rumour not in claims:
                added = recording.add_claim(writer, recording.NewClaim(text=row["claimHeadline"]))
                claims[rumour] = f"c{added.claim.id}"
            said = recording.NewStatement(
                stance=STANCES[row["articleHeadlineStance"]], by=row["source"], source=row["url"] or None
            )
            recording.add_statement(writer, claims[rumour], said)

    workspace.write(database, record)
    with workspace.reading(database) as read:
        found = Counter(one.status.value for one in reporting.report(read, reporting.question(read)).claims)
    assert found == {"disputed": 20, "asserted": 44, "denied": 2, "reported": 10}
