"""`find`: words are found wherever they stand, marked, with the claims they belong to; any text may be asked."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli

pytestmark = pytest.mark.both_engines


def found(cli: Cli, *words: str) -> list[dict[str, Any]]:
    ran = cli("find", *words, "--format", "json")
    assert ran.code == 0, ran.err
    answer: list[dict[str, Any]] = json.loads(ran.out)
    return answer


def ids(cli: Cli, *words: str) -> set[str]:
    return {row["id"] for row in found(cli, *words)}


def test_words_are_found_in_every_kind_of_thing(desk: Cli) -> None:
    assert ids(desk, "pier") == {"c1", "c2"}
    assert ids(desk, "further notice") == {"st1"}
    assert ids(desk, "barriers") == {"e1"}
    assert ids(desk, "briefing") == {"s1"}
    assert ids(desk, "example.org") == {"s1", "e2"}
    assert ids(desk, "the port") == {"a2"}  # by another of its names


@pytest.mark.parametrize(
    ("place", "expected"),
    [("claims", {"c1", "c2"}), ("quotes", {"st1"}), ("evidence", set()), ("sources", set()), ("actors", set())],
)
def test_only_what_was_asked_for_is_looked_into(desk: Cli, place: str, expected: set[str]) -> None:
    assert ids(desk, "closed", "--in", place) == expected


def test_each_hit_says_where_the_words_stand_and_what_it_belongs_to(desk: Cli) -> None:
    [row] = found(desk, '"further notice"')
    assert row["text"][slice(*row["matches"][0])] == "further notice"
    assert row["snippet"] == "closed until [further notice]"
    assert (row["in"], row["actor"], row["claims"], row["statuses"]) == (
        "quotes",
        "Harbour Master",
        ["c1"],
        ["disputed"],
    )


def test_table_marks_the_words_and_shows_the_status_of_their_claims(desk: Cli) -> None:
    out = desk("find", "closed", "--no-footer").out
    assert "The pier is [closed] for good" in out
    assert "Harbour Master; ⚑ c1" in out
    assert "⚑ disputed   › asserted" in out
    assert "2 claims, 1 quote" in out


def test_all_words_have_to_be_there(desk: Cli) -> None:
    assert ids(desk, "pier", "good") == {"c2"}
    assert ids(desk, '"closed pier"') == set()
    ran = desk("find", "pier", "kestrel")
    assert (ran.code, "nothing on record has all these words" in ran.out) == (0, True)


def test_an_actor_is_found_once_however_many_of_its_names_fit(cli: Cli) -> None:
    cli("actor", "add", "Harbour Office", "--alias", "The Harbour", "--alias", "Harbour")
    assert ids(cli, "harbour") == {"a1"}


def test_an_actor_that_was_merged_is_found_as_the_other(desk: Cli) -> None:
    assert desk("actor", "merge", "ferry-line", "gazette").code == 0
    [row] = found(desk, "ferry line")
    assert row["id"] == "a5"


def test_a_page_says_that_there_is_more(desk: Cli) -> None:
    out = desk("find", "pier", "--limit", "1").out
    assert "1 claim; there is more: --limit 0 for all" in out


def test_what_was_withdrawn_is_not_found_until_it_stands_again(desk: Cli) -> None:
    assert ids(desk, "good", "notice") == set()
    desk("withdraw", "c1", "--reason", "a copy")
    assert ids(desk, "closed") == {"c2"}  # no words on a claim that was withdrawn, either
    desk("undo")
    assert ids(desk, "closed") == {"c1", "c2", "st1"}
    desk("withdraw", "st1", "--reason", "a copy")
    assert ids(desk, "notice") == set()


def test_what_was_edited_is_found_by_its_new_words_only(desk: Cli) -> None:
    desk("edit", "c2", "--text", "The jetty is gone")
    assert (ids(desk, "jetty"), ids(desk, "for good")) == ({"c2"}, set())


def test_what_was_redacted_is_not_found(desk: Cli) -> None:
    assert desk("redact", "st1", "--reason", "by order of a court").code == 0
    assert ids(desk, "notice") == set()


def test_confidential_rows_are_found_only_if_asked_for(desk: Cli) -> None:
    desk("confidential", "st1")
    assert ids(desk, "notice") == set()
    assert ids(desk, "notice", "--include-confidential") == {"st1"}


def test_many_hits_are_ranked_without_what_is_left_out(cli: Cli) -> None:
    for n in range(120):
        cli("add", f"Gate {n} is shut", "--force")
    cli("assert", "c7", "--by", "Desk", "--quote", "this gate is shut", "--confidential")
    cli("add", "Gate", "--force")
    assert found(cli, "gate", "--limit", "1")[0]["id"] == "c121"
    assert len(found(cli, "gate")) == 121
    assert len(found(cli, "gate", "--include-confidential")) == 122


@pytest.mark.parametrize(
    "asked", ["NEAR(", "pier OR", 'AND "', "claim:pier", "^pier", "a + b", "%pier_", "' OR 1=1 --", "{x} : y"]
)
def test_no_sign_has_another_meaning(desk: Cli, asked: str) -> None:
    assert desk("find", "--", asked).code == 0


@pytest.mark.parametrize("asked", ["%", "", "***", '""', "\udcff"])
def test_a_text_without_a_word_is_refused_in_one_line(desk: Cli, asked: str) -> None:
    ran = desk("find", "--", asked)
    assert (ran.code, ran.err.count("\n"), "there is no word in" in ran.err) == (2, 2, True)


def test_a_megabyte_is_refused_in_one_line(desk: Cli) -> None:
    for command in ("find", "similar"):
        ran = desk(command, "-", stdin="pier " * 200_000)
        assert (ran.code, ran.err.count("\n"), "at most 20,000 are taken" in ran.err) == (2, 2, True)


def test_the_longest_search_is_answered(desk: Cli) -> None:
    assert desk("find", "-", stdin=" ".join(f"w{n}" for n in range(3_000))).code == 0
    assert desk("similar", "-", stdin=" ".join(f"w{n}" for n in range(3_000))).code == 0


@pytest.mark.sqlite_only("what SQLite keeps the index in")
@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE search_data SET block = zeroblob(9) WHERE id > 1",
        "DELETE FROM search_data",
        "UPDATE search_config SET v = 99 WHERE k = 'version'",
        "INSERT INTO search_config VALUES ('rank', 'load_extension(''x'')')",
        "UPDATE search_idx SET pgno = 99",
    ],
)
def test_a_damaged_index_ends_in_one_line_or_finds_nothing(desk: Cli, tmp_path: Path, tampering: str) -> None:
    with closing(sqlite3.connect(tmp_path / "claimtrack.db")) as other:
        other.execute(tampering)
        other.commit()
    for command in (["find", "pier"], ["find", "pi*", "closed"], ["similar", "The pier was closed"]):
        ran = desk(*command)
        assert ran.code in (0, 5), ran.err
        assert ran.err.count("\n") == (2 if ran.code else 0)
    assert desk("list").code == 0
