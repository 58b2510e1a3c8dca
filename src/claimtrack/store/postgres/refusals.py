"""Words what the driver and the server raise, by its code where there is one (PostgreSQL's manual, appendix A)."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg

from claimtrack.domain.places import Server
from claimtrack.errors.base import ClaimtrackError
from claimtrack.errors.database import DatabaseBusy, DatabaseDamaged, ForeignRow
from claimtrack.errors.servers import (
    MalformedUrl,
    NoRight,
    NoSuchDatabase,
    NoViewsThere,
    ServerFull,
    ServerGone,
    ServerRefused,
    ServerTooBusy,
    ServerUnreachable,
    TooLongForServer,
    UnstorableText,
)

Worded = Callable[[str, str], ClaimtrackError]  # from how the server is shown, and what it said


def _foreign(_: str, said: str) -> ClaimtrackError:
    return ForeignRow(kind="schema", found=said)


def _closed(shown: str, said: str) -> ClaimtrackError:
    return (NoViewsThere if said.startswith("cannot execute CREATE") else NoRight)(shown, said)


def _alone(kind: Callable[[str], ClaimtrackError]) -> Worded:
    return lambda shown, _: kind(shown)


# The first that the code begins with.
_BY_CODE: dict[str, Worded] = {
    "22021": _alone(UnstorableText),
    "23514": lambda _, said: ForeignRow(kind="row", found=said),
    "25006": _closed,
    "25P03": _alone(ServerGone),
    "42501": NoRight,
    "42P01": _foreign,
    "42703": _foreign,
    "53100": _alone(ServerFull),
    "54": TooLongForServer,
    "08": _alone(ServerGone),
    "40": ServerTooBusy,
    "53": ServerTooBusy,
    "55P03": _alone(DatabaseBusy),
    "55": ServerTooBusy,
    "57014": ServerTooBusy,  # by a limit of the server's or its administrator: who is at the keyboard raises otherwise
    "57P": _alone(ServerGone),
    "58": DatabaseDamaged,
    "XX": DatabaseDamaged,
}
# How a server says at the door that the name is wrong or the house is full: there is no code for what is said there.
_AT_THE_DOOR: dict[re.Pattern[str], Worded] = {
    re.compile(r'database ".*" does not exist'): _alone(NoSuchDatabase),
    re.compile(r"too many (?:clients|connections)|remaining connection slots|connection limit"): ServerTooBusy,
    re.compile(r"FATAL:|password"): ServerRefused,
    re.compile(""): ServerUnreachable,
}
_OUTSIDE = ("connection ", "failed to")  # how the driver begins what it says before there is a connection


@contextmanager
def worded_errors(server: Server) -> Iterator[None]:
    """Turn what the driver and the server raise into an error that says what to do; other errors pass."""
    try:
        yield
    except psycopg.Error as error:
        found = _of_code(error, str(server)) if error.sqlstate else _without_code(error, str(server))
        if found is None:
            raise
        raise found from error


def _of_code(error: psycopg.Error, shown: str) -> ClaimtrackError | None:
    said = error.diag.message_primary or ""
    worded = next((worded for code, worded in _BY_CODE.items() if (error.sqlstate or "").startswith(code)), None)
    return worded(shown, said) if worded else None


def _without_code(error: psycopg.Error, shown: str) -> ClaimtrackError | None:
    """Return the error for what the driver says itself, and for what was said before there was a connection."""
    said = str(error)
    match error:
        case psycopg.ProgrammingError():
            return MalformedUrl("it asks for what the driver does not know")
        case psycopg.DataError():
            return UnstorableText(shown)
        case psycopg.OperationalError() if not said.startswith(_OUTSIDE):
            return ServerGone(shown)
        case psycopg.OperationalError():
            reason = said.partition("\n")[0].rpartition(" failed: ")[2].removeprefix("FATAL:").strip()
            worded = next(worded for pattern, worded in _AT_THE_DOOR.items() if pattern.search(said))
            return worded(shown, reason or said)
        case _:
            return None
