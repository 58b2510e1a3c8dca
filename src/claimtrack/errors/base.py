"""What every error has: one line, a hint and the exit code it ends the process with."""

from enum import IntEnum
from typing import ClassVar


class ExitCode(IntEnum):
    """What the process says when it ends; documented in the README, never reused for another meaning."""

    DONE = 0
    FAILURE = 1
    USAGE = 2
    REFERENCE = 3
    CHECK = 4
    DATABASE = 5
    INTERRUPTED = 130


def short(text: str, limit: int = 60) -> str:
    """Return the text, cut to a length that leaves an error on one line."""
    return text if len(text) <= limit else text[: limit - 3] + "..."


class ClaimtrackError(Exception):
    """An error that is the answer to what the user did; `message` is one line, `hint` the next step."""

    exit_code: ClassVar[ExitCode] = ExitCode.FAILURE

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class InputError(ClaimtrackError):
    """What was typed cannot be recorded or asked."""

    exit_code = ExitCode.USAGE


class ReferenceFault(ClaimtrackError):
    """A reference names nothing, or more than one thing."""

    exit_code = ExitCode.REFERENCE


class DatabaseError(ClaimtrackError):
    """The file is missing, busy, full, newer, damaged or not ours."""

    exit_code = ExitCode.DATABASE
