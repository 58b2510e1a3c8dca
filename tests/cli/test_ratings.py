"""How labels are read can be seen, and the table copied from and extended."""

import json
from pathlib import Path

import pytest

from tests.conftest import Cli


def test_label_is_shown_with_its_rating_and_the_entry_that_says_so(bare_cli: Cli) -> None:
    ran = bare_cli("rating", "show", "Verdadero, pero…", "--publisher", "chequeado.com")
    assert ran.out == ("“Verdadero, pero…” is read as mostly-true\nby the entry “verdadero pero” of chequeado.com\n")
    ran = bare_cli("rating", "show", "Gibberish")
    assert ran.out.startswith("“Gibberish” is read as other\nno entry says what it means\n")
    assert ran.code == 0


def test_reading_as_data(bare_cli: Cli) -> None:
    ran = bare_cli("rating", "show", "False - the photo is old", "--format", "json")
    assert json.loads(ran.out) == {
        "label": "False - the photo is old",
        "rating": "false",
        "entry": "false",
        "publisher": None,
        "group": "en",
        "whole": False,
    }


def test_map_is_narrowed_by_rating_and_publisher(bare_cli: Cli) -> None:
    ran = bare_cli("rating", "map", "--rating", "false", "--publisher", "PolitiFact", "--format", "csv")
    assert ran.out.splitlines() == ["publisher,rating,group,label", "politifact.com,false,,pants on fire"]
    assert "0 labels" in bare_cli("rating", "map", "--publisher", "desk.example").out


def test_copied_table_can_be_changed_and_given_back(bare_cli: Cli) -> None:
    copied = bare_cli("rating", "map", "--rating", "false", "--publisher", "politifact.com", "--toml").out
    mine = Path("mine.toml")
    mine.write_text(copied.replace("false = [", "other = [\n  # not in our house\n"), encoding="utf-8")
    asked = ("rating", "show", "Pants on Fire!", "--publisher", "PolitiFact")
    assert "is read as false\n" in bare_cli(*asked).out
    assert (
        "is read as other\nby the entry “pants on fire” of politifact.com"
        in bare_cli(*asked, "--ratings", "mine.toml").out
    )


@pytest.mark.parametrize("command", [("show", "x"), ("map",)])
def test_table_of_another_shape_is_refused_in_one_line(bare_cli: Cli, command: tuple[str, ...]) -> None:
    Path("mine.toml").write_text('[general.maybe]\nmine = ["Could be"]\n', encoding="utf-8")
    ran = bare_cli("rating", *command, "--ratings", "mine.toml")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        "claimtrack: error: mine.toml is no table of ratings: general has maybe, which is none of true, mostly-true,"
        " mixed, mostly-false, false, unproven, misleading, other\n"
        "hint: see the shape with: claimtrack rating map --toml\n"
    )
