"""A real item of a feed, read whole."""

from pathlib import Path

import pytest

from tests.formats.reviews import one

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "data_commons_raw.json"


@pytest.mark.usefixtures("_labels")
@pytest.mark.skipif(not DATA.exists(), reason=f"{DATA.name} is not beside the project")
def test_real_item_of_a_feed_is_read_whole_and_needs_no_repair() -> None:
    found = one(DATA.read_bytes())

    assert found.claim.startswith("Im Netz sorgt ein angebliches Zitat")
    assert [(said.by.name, said.said) for said in found.statements] == [("Irmin Suhl", "2019-09-07")]
    (verdict,) = found.verdicts
    assert verdict.by.name == "Deutsche Presse-Agentur"
    assert (verdict.label or "").startswith("Reker hat diesen Satz nie gesagt.")
    assert (verdict.published, found.repairs) == ("2019-09-20", ())
