"""Every error a user can cause: one line, a next step, and an exit code that is documented."""

import inspect
from collections.abc import Iterator, Sequence
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, get_origin

import pytest

from claimtrack import errors
from claimtrack.errors.base import ClaimtrackError, DatabaseError, ExitCode, InputError, ReferenceFault, short

CATEGORIES = (InputError, ReferenceFault, DatabaseError)

for module in iter_modules(errors.__path__):
    import_module(f"{errors.__name__}.{module.name}")


def concrete(error: type[ClaimtrackError] = ClaimtrackError) -> Iterator[type[ClaimtrackError]]:
    for kind in error.__subclasses__():
        if kind not in CATEGORIES:
            yield kind
        yield from concrete(kind)


CONCRETE = sorted(set(concrete()), key=lambda kind: kind.__name__)


def value_for(parameter: inspect.Parameter, *, most: bool) -> object:
    """Return a value of a parameter's type; with `most`, lists have members and what may be missing is there."""
    kind = parameter.annotation
    if kind == int | None:
        return 7 if most else None
    if kind == tuple[int, int]:
        return (7, 8)
    if get_origin(kind) is Sequence:
        return ("NK munitions", "st12") if most else ()
    if kind == str | None:
        return "NK munitions" if most else None
    plain: dict[object, object] = {int: 7, bool: most, str: "NK munitions"}
    return "claim" if parameter.name in ("kind", "expected") else plain[kind]


def raised(kind: type[ClaimtrackError], *, most: bool = True) -> ClaimtrackError:
    by_place: list[Any] = []
    by_name: dict[str, Any] = {}
    for parameter in inspect.signature(kind).parameters.values():
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY:
            by_name[parameter.name] = value_for(parameter, most=most)
        else:
            by_place.append(value_for(parameter, most=most))
    return kind(*by_place, **by_name)


def test_there_are_errors_of_every_category() -> None:
    assert all(any(issubclass(kind, category) for kind in CONCRETE) for category in CATEGORIES)


@pytest.mark.parametrize("kind", CONCRETE)
def test_error_says_in_one_line_what_happened(kind: type[ClaimtrackError]) -> None:
    assert len(str(raised(kind)).splitlines()) == 1


@pytest.mark.parametrize("kind", CONCRETE)
def test_error_says_what_to_do_next(kind: type[ClaimtrackError]) -> None:
    assert len(raised(kind).hint.splitlines()) == 1


@pytest.mark.parametrize("kind", CONCRETE)
def test_error_ends_with_a_code_that_means_a_fault(kind: type[ClaimtrackError]) -> None:
    assert kind.exit_code in set(ExitCode) - {ExitCode.DONE, ExitCode.INTERRUPTED}


@pytest.mark.parametrize("kind", CONCRETE)
def test_error_that_knows_no_near_names_and_reasons_says_what_to_do_next(kind: type[ClaimtrackError]) -> None:
    assert raised(kind, most=False).hint


def test_long_words_of_the_user_are_shortened_in_an_error() -> None:
    assert short("x" * 100) == "x" * 57 + "..."


def test_words_of_the_limit_are_left_whole() -> None:
    assert short("x" * 60) == "x" * 60


def test_exit_codes_are_the_documented_ones() -> None:
    assert {code.name: int(code) for code in ExitCode} == {
        "DONE": 0,
        "FAILURE": 1,
        "USAGE": 2,
        "REFERENCE": 3,
        "CHECK": 4,
        "DATABASE": 5,
        "INTERRUPTED": 130,
    }
