"""`review` on the command line: the pairs, and the three answers."""

import json

import pytest

from tests.conftest import Cli

pytestmark = pytest.mark.both_engines


@pytest.fixture
def _alike(cli: Cli) -> None:
    """Two actors and two claims that look alike."""
    cli("add", "North Korea has sent munitions to Russia", "--asserted-by", "North Korea")
    cli("add", "North Korea sent munitions to Russia", "--asserted-by", "North Corea")


@pytest.mark.usefixtures("_alike")
def test_pairs_are_listed_with_what_to_do(cli: Cli) -> None:
    shown = cli("review", "--no-footer").out
    assert "a2  North Corea  a1    North Korea  91" in shown
    assert shown.endswith("the same: claimtrack review accept a2 a1; not the same: claimtrack review reject a2 a1\n")


@pytest.mark.usefixtures("_alike")
def test_pairs_for_programs_are_all_of_them(cli: Cli) -> None:
    rows = json.loads(cli("review", "--format", "json", "--limit", "1").out)
    assert [(row["kind"], row["one"], row["other"], row["later"]) for row in rows] == [
        ("actor", "a2", "a1", False),
        ("claim", "c2", "c1", False),
    ]


@pytest.mark.usefixtures("_alike")
def test_answers_say_what_was_done(cli: Cli) -> None:
    assert cli("review", "later", "a2", "a1").out == "put off: a2, a1\n"
    assert cli("review", "reject", "c2", "c1", "--dry-run").err == "dry run: nothing was kept\n"
    assert cli("review", "accept", "a2", "a1").out == "linked: a2 North Corea same-as a1 North Korea\n"
    assert cli("review", "reject", "c2", "c1").out == "different: c2, c1\n"
    assert cli("review", "--no-footer").out == "nothing that looks alike waits for a decision\n"


@pytest.mark.usefixtures("_alike")
def test_things_of_two_kinds_are_no_pair(cli: Cli) -> None:
    ran = cli("review", "accept", "st1", "a1")
    said, hint = ran.err.splitlines()
    assert (ran.code, said) == (2, "claimtrack: error: st1: only two actors, or two claims, can be reviewed")
    assert hint == "hint: see the pairs: claimtrack review"
