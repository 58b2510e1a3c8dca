"""A part of a record as a bundle: the lines that the whole one has for these rows."""

import io
import random
from pathlib import Path

from claimtrack.domain.bundles import KINDS
from claimtrack.domain.extracts import Extract
from claimtrack.domain.vantage import WHOLE
from claimtrack.formats import bundle
from claimtrack.services import bundling, workspace
from claimtrack.store import checkpoints
from claimtrack.store.tables import records
from tests.cli.test_confidential_law import fill
from tests.store import factories


def test_an_extract_of_everything_is_the_bundle_of_the_record(database: Path) -> None:
    with factories.writing(database) as writer:
        fill(writer, random.Random(1))
        one, other = (factories.claim(writer, slug=f"alike-{n}") for n in (1, 2))
        factories.distinction(writer, other, one)
    with workspace.reading(database, WHOLE) as record:
        rows = {kind: records(record, kind, "ORDER BY id") for kind in KINDS}
        extract = Extract(rows, checkpoint=str(checkpoints.head(record)), today=record.today)
        out = io.BytesIO()
        assert bundle.write(extract, out) == []
        assert out.getvalue().decode() == "".join(bundling.lines(record))


def test_a_bundle_is_recognised_by_its_first_bytes() -> None:
    assert bundle.is_bundle(bundle.first_line(bundle.Header(None, 0)).encode())
    assert bundle.is_bundle(b'\n{"type": "bundle", "version": 1}')
    assert not bundle.is_bundle(b'{"@type":"ClaimReview"}')
    assert not bundle.is_bundle(b"")
