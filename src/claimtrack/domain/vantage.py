"""From where a record is asked: two clocks, never mixed, and whether what is confidential is shown."""

from typing import NamedTuple


class Vantage(NamedTuple):
    """A day, a moment, both or neither.

    `as_of` is a day (ISO text): what the world had said by then. `known_at` is a moment (UTC, ISO text with
    microseconds): what this database held then. None asks of today, and of all that stands. What is `confidential` is
    left out of every answer unless it was asked for, so that no read shows it by having forgotten to think of it.
    """

    as_of: str | None = None
    known_at: str | None = None
    confidential: bool = False

    @property
    def is_now(self) -> bool:
        """Whether neither clock is used, so that the kept rows answer."""
        return self.as_of is None and self.known_at is None

    @property
    def words(self) -> str:
        """Which clocks are used, to stand in every answer; empty for neither."""
        asked = []
        if self.as_of:
            asked.append(f"as of {self.as_of}")
        if self.known_at:
            asked.append(f"as this database knew it at {self.known_at}")
        return ", ".join(asked)

    def leaves_open(self, latest: str) -> bool:
        """Tell whether something whose last possible day is `latest` may have been made after the day asked about."""
        return self.as_of is not None and latest > self.as_of


NOW = Vantage()
WHOLE = Vantage(confidential=True)
