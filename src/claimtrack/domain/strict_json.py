"""Reads JSON that comes from outside: what the grammar leaves open is refused, and what it costs is bounded."""

import json
from typing import Any, NoReturn

LARGEST = 16 * 1024 * 1024  # bytes
_MOST_SIGNS = 1_000_000  # brackets and commas: as many values at most, so that memory is bounded, too
_MOST_DIGITS = 18  # what SQLite's integers hold


def loads(text: str) -> Any:
    """Return what the text says; integers are the only numbers.

    Raises ValueError, with the reason, for what is not JSON, for a fraction, a number of more than 18 digits, NaN, a
    key that is given twice, a lone surrogate, and for what is too large or too deep to be read safely.
    """
    return bounded(text, parse_int=_integer, parse_float=_refuse_number, object_pairs_hook=_object)


def bounded(text: str, **reading: Any) -> Any:
    """Return what the text says, as json.loads reads it with these options, but no more than can be read safely.

    Raises ValueError, with the reason, for what is not JSON, NaN, a lone surrogate, and for what is too large or too
    deep.
    """
    if len(text) > LARGEST or sum(map(text.count, "[{,")) > _MOST_SIGNS:
        raise TooLargeError
    try:
        found = json.loads(text, parse_constant=_refuse_number, **reading)
        text.encode()  # what was decoded elsewhere may hold lone surrogates
        if "\\u" in text:  # and so may what stands as escapes
            json.dumps(found, ensure_ascii=False).encode()
    except RecursionError as error:
        raise TooDeepError from error
    except json.JSONDecodeError as error:
        raise NotJsonError(error.lineno) from error
    except UnicodeEncodeError as error:
        raise LoneSurrogateError from error
    return found


class NotJsonError(ValueError):
    """The text is not JSON."""

    def __init__(self, line: int) -> None:
        super().__init__(f"it is not JSON (line {line})")


class TooLargeError(ValueError):
    """Reading the text could take more memory than there is."""

    def __init__(self) -> None:
        super().__init__("it is too large")


class TooDeepError(ValueError):
    """Brackets stand in brackets too many times."""

    def __init__(self) -> None:
        super().__init__("it is nested too deeply")


class LoneSurrogateError(ValueError):
    """Half a character stands in a string."""

    def __init__(self) -> None:
        super().__init__("it holds half a character (a lone surrogate)")


class UnfitNumberError(ValueError):
    """A number is no integer that a record can hold."""

    def __init__(self) -> None:
        super().__init__("it holds a number that no record can hold")


class TwiceError(ValueError):
    """A key is given twice in one object, so that two readers could read two things."""

    def __init__(self) -> None:
        super().__init__("it gives a key twice")


def _integer(digits: str) -> int:
    if len(digits.lstrip("-")) > _MOST_DIGITS:
        raise UnfitNumberError
    return int(digits)


def _refuse_number(_: str) -> NoReturn:
    raise UnfitNumberError


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise TwiceError
    return found
