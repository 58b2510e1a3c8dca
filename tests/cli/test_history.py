"""The history: what log tells, and stepping back and forth in it from the command line."""

import json
from typing import Any

import pytest

from claimtrack.cli.commands import log
from tests.conftest import Cli

pytestmark = pytest.mark.both_engines


def told(cli: Cli, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(cli("log", *words, "--format", "json").out)
    return found


def done(one: dict[str, Any]) -> list[str]:
    return [f"{change['action']} {change['what']}" for change in one["changes"]]


def status(cli: Cli, ref: str = "c1") -> str:
    return str(json.loads(cli("show", ref, "--format", "json").out)["status"])


@pytest.fixture
def pier(cli: Cli) -> Cli:
    cli("add", "The pier is closed", "--asserted-by", "Harbour", "--reason", "morning papers")
    cli("deny", "c1", "--by", "Ferries")
    return cli


def test_the_log_tells_who_did_what_and_why_the_latest_first(pier: Cli) -> None:
    second, first = told(pier)
    assert (first["operation"], first["by"], first["reason"]) == (1, "tester", "morning papers")
    assert done(first) == ["recorded c1", "recorded a1", "recorded alias 1", "recorded st1"]
    assert done(second) == ["recorded a2", "recorded alias 2", "recorded st2"]


def test_the_log_of_a_claim_has_all_that_was_said_of_it(pier: Cli) -> None:
    pier("add", "The bridge is open")
    pier("tag", "c1", "harbour")
    assert [one["operation"] for one in told(pier, "c1")] == [4, 2, 1]
    assert [one["operation"] for one in told(pier, "a2")] == [2]
    assert [one["operation"] for one in told(pier, "c1", "--limit", "1")] == [4]


def test_one_operation_is_told_by_its_number(pier: Cli) -> None:
    assert [one["operation"] for one in told(pier, "2")] == [2]


@pytest.mark.parametrize("ref", ["9", "0", "99999999999999999999999", "c9", "nothing-of-the-kind"])
def test_what_is_not_there_has_no_log(pier: Cli, ref: str) -> None:
    assert pier("log", ref).code == 3


def test_an_edit_is_told_with_what_stood_before(pier: Cli) -> None:
    pier("edit", "c1", "--text", "The north pier is closed")
    assert told(pier)[0]["changes"][0]["before"]["text"] == "The pier is closed"
    assert "text was The pier is closed" in pier("log").out


def test_undo_steps_back_and_redo_forth(pier: Cli) -> None:
    seen = [status(pier)]
    for command in ("undo", "redo", "undo"):
        assert pier(command).code == 0
        seen.append(status(pier))
    assert seen == ["disputed", "asserted", "disputed", "asserted"]
    assert pier("undo").code == 0
    assert json.loads(pier("list", "--format", "json").out) == []
    assert pier("undo").code == 2
    assert [pier("redo").code for _ in range(3)] == [0, 0, 2]
    assert status(pier) == "disputed"
    assert pier("verify").code == 0


def test_what_was_recorded_since_ends_redoing(pier: Cli) -> None:
    pier("undo")
    pier("tag", "c1", "harbour")
    ran = pier("redo")
    assert ran.code == 2
    assert "operation 4 came after" in ran.err


def test_what_something_later_depends_on_is_not_undone_and_it_says_on_what(pier: Cli) -> None:
    ran = pier("undo", "1")
    assert ran.code == 2
    assert "operation 1 cannot be undone: st2 depends on c1" in ran.err
    assert "claimtrack undo 2" in ran.err
    assert pier("undo", "2").code == 0
    assert pier("undo", "1").code == 0


def test_what_was_edited_since_is_not_undone(pier: Cli) -> None:
    pier("edit", "c1", "--text", "The north pier is closed")
    pier("edit", "c1", "--text", "The south pier is closed")
    ran = pier("undo", "3")
    assert ran.code == 2
    assert "c1 was edited since" in ran.err
    assert "claimtrack undo 4" in ran.err


def test_the_operation_named_is_the_one_that_was_redone(pier: Cli) -> None:
    pier("undo")
    pier("redo")
    assert "claimtrack undo 2" in pier("undo", "1").err


def test_what_stands_in_the_place_of_another_keeps_it_from_coming_back(pier: Cli) -> None:
    pier("tag", "c1", "harbour")
    pier("tag", "c1", "--remove", "harbour")
    pier("tag", "c1", "harbour")
    ran = pier("undo", "4")
    assert ran.code == 2
    assert "in place of tag 1 stands another" in ran.err


def test_what_points_to_nothing_that_stands_does_not_come_back(pier: Cli) -> None:
    pier("withdraw", "st2", "--reason", "copy")
    pier("withdraw", "c1", "--reason", "copy")
    ran = pier("undo", "3")
    assert ran.code == 2
    assert "st2 depends on c1, which is withdrawn" in ran.err


def test_a_withdrawn_actor_comes_back_with_its_names(pier: Cli) -> None:
    pier("undo")
    pier("actor", "add", "Port", "--slug", "port", "--alias", "The Port")
    pier("withdraw", "port", "--reason", "copy")
    assert pier("undo").code == 0
    assert pier("actor", "show", "The Port").code == 0


def test_a_merger_can_be_undone(pier: Cli) -> None:
    pier("actor", "merge", "ferries", "harbour")
    assert status(pier) == "denied"
    assert pier("undo").code == 0
    assert status(pier) == "disputed"


def test_an_undoing_can_itself_be_undone_by_its_number(pier: Cli) -> None:
    pier("undo")
    assert pier("undo", "3").code == 0
    assert status(pier) == "disputed"
    assert [one["undone"] for one in told(pier)] == [False, True, False, False]


def test_what_was_undone_is_not_undone_again(pier: Cli) -> None:
    pier("undo")
    ran = pier("undo", "2")
    assert (ran.code, "undone already" in ran.err) == (2, True)


def test_a_dry_run_undoes_nothing(pier: Cli) -> None:
    assert pier("undo", "--dry-run").code == 0
    assert status(pier) == "disputed"
    assert len(told(pier)) == 2


def test_every_write_takes_a_reason(cli: Cli) -> None:
    cli("actor", "add", "Port", "--reason", "first")
    cli("source", "add", "Gazette", "--reason", "second")
    assert [one["reason"] for one in told(cli)] == ["second", "first"]


@pytest.mark.parametrize("number", ["99", str(2**63), "9" * 40])
def test_operation_that_was_never_done_cannot_be_undone(pier: Cli, number: str) -> None:
    ran = pier("undo", number)
    assert (ran.code, "there is no operation" in ran.err) == (3, True), ran.err


def test_of_a_great_operation_people_are_told_the_number_of_its_changes(
    pier: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(log, "_MANY", 3)
    shown = pier("log").out
    assert "made 4 changes" in shown
    assert "recorded a2, alias 2, st2" in shown
    assert len(told(pier, "1")[0]["changes"]) == 4
