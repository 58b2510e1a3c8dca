"""What the tests of readers share: a table of labels."""

from pathlib import Path

import pytest

from claimtrack.domain.vocabulary import Rating
from claimtrack.formats import ratings


class _Labels:
    """A table of three labels, for as long as the program has none of its own."""

    def rating(self, label: str | None, *, publisher: str | None = None) -> Rating:
        """Return the rating of a label; publishers do not differ here."""
        del publisher
        known = {"true": Rating.TRUE, "false": Rating.FALSE, "falso": Rating.FALSE}
        return known.get((label or "").strip(" .!").casefold(), Rating.OTHER)


@pytest.fixture
def _labels(monkeypatch: pytest.MonkeyPatch) -> None:
    try:
        ratings.table()
    except NotImplementedError:
        monkeypatch.setattr(ratings, "table", _table)


def _table(_: Path | None = None) -> _Labels:
    return _Labels()
