"""Reads from where a record is to be asked: the day of `--as-of` and the moment of `--known-at`."""

from datetime import UTC, datetime

from claimtrack.domain import dates
from claimtrack.domain.vantage import Vantage
from claimtrack.errors.texts import NotAMoment

_MOMENT = "%Y-%m-%dT%H:%M:%S.%fZ"


def vantage(*, as_of: str | None = None, known_at: str | None = None, include_confidential: bool = False) -> Vantage:
    """Return the vantage that options ask for; raises NotADate, NotOneDay or NotAMoment.

    A moment without an offset is local time; a day alone is its end.
    """
    return Vantage(
        dates.one_day(as_of, of="--as-of") if as_of is not None else None,
        _moment(known_at) if known_at is not None else None,
        include_confidential,
    )


def _moment(text: str) -> str:
    typed = text.strip()
    try:
        moment = datetime.fromisoformat(typed)
        if len(typed) == len("2024-06-01"):
            moment = moment.replace(hour=23, minute=59, second=59, microsecond=999_999)
        return moment.astimezone(UTC).strftime(_MOMENT)
    except (ValueError, OverflowError) as error:
        raise NotAMoment(text) from error
