"""`similar`, and what `add` points out: a claim is found again in other words, and a pipe is never asked."""

import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Cli

pytestmark = pytest.mark.both_engines

SENT = "North Korea has sent millions of munitions to Russia"
AGAIN = "Russia was sent millions of munitions by North Korea https://example.org/1"


@pytest.fixture
def shipped(cli: Cli) -> Cli:
    """A record with a claim, and others about something else."""
    for text in (SENT, "The bridge of Riga is closed", "북한이 러시아에 미사일을 보냈다"):
        assert cli("add", text).code == 0
    return cli


def similar(cli: Cli, *words: str) -> list[dict[str, Any]]:
    ran = cli("similar", *words, "--format", "json")
    assert ran.code == 0, ran.err
    answer: list[dict[str, Any]] = json.loads(ran.out)
    return answer


def test_a_claim_is_found_again_in_other_words(shipped: Cli) -> None:
    [row] = similar(shipped, AGAIN)
    assert (row["id"], row["likely"], row["status"]) == ("c1", True, "unaddressed")
    assert {"munitions", "north", "korea", "russia"} <= set(row["shared_words"])
    assert row["score"] > 75


def test_a_claim_is_found_again_in_a_script_without_blanks(shipped: Cli) -> None:
    assert [row["id"] for row in similar(shipped, "러시아에 보낸 미사일")] == ["c3"]


def test_what_shares_no_word_that_tells_anything_is_not_like_it(shipped: Cli) -> None:
    assert similar(shipped, "The mayor of the town is ill") == []
    ran = shipped("similar", "the of and")
    assert (ran.code, "no claim on record has any of these words" in ran.out) == (0, True)


def test_a_claim_is_not_like_itself_and_its_links_are_told(shipped: Cli) -> None:
    shipped("add", "North Korea has sent munitions to Russia", "--force")
    assert [(row["id"], row["linked"]) for row in similar(shipped, "c1")] == [("c4", None)]
    shipped("link", "c4", "narrower-than", "c1")
    (slug,) = {row["slug"] for row in similar(shipped, "c4")}
    for ref in ("c1", slug):
        assert [(row["id"], row["linked"]) for row in similar(shipped, ref)] == [("c4", "narrower-than")]
    assert similar(shipped, "c4")[0]["linked"] == "narrower-than"


def test_what_was_withdrawn_is_not_like_anything(shipped: Cli) -> None:
    shipped("withdraw", "c1", "--reason", "a copy")
    assert similar(shipped, AGAIN) == []


def test_a_reference_that_names_no_claim_is_refused(shipped: Cli) -> None:
    assert shipped("similar", "c99").code == 3
    assert shipped("similar", "a1").code == 3


# What `add` points out


def test_a_pipe_is_told_and_never_asked(shipped: Cli) -> None:
    ran = shipped("add", AGAIN.removesuffix(" https://example.org/1"), stdin="")
    assert ran.code == 0
    assert f"c4 is much like c1: {SENT}" in ran.err
    assert "[y/N]" not in ran.err + ran.out


def test_force_records_and_says_nothing(shipped: Cli) -> None:
    ran = shipped("add", AGAIN, "--force")
    assert (ran.code, "much like" in ran.err) == (0, False)


@pytest.mark.parametrize(
    "text",
    [
        "North Korea has tested missiles of its own",
        "The bridge of Jelgava is closed",
        "South Korea has sent tents to Chad",
    ],
)
def test_a_claim_about_something_else_is_not_pointed_out(shipped: Cli, text: str) -> None:
    assert "much like" not in shipped("add", text).err


def test_the_same_words_are_pointed_out_as_before(shipped: Cli) -> None:
    ran = shipped("add", SENT.upper())
    assert "c4 has the words of c1" in ran.err
    assert "much like" not in ran.err


def asked(folder: Path, answer: str) -> tuple[int, str]:
    """Run `add` on a terminal, and return its exit code and what stood there."""
    leader, follower = pty.openpty()
    command = [str(Path(sys.executable).with_name("claimtrack")), "add", AGAIN]
    running = subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, cwd=folder)
    os.close(follower)
    os.write(leader, answer.encode())
    code = running.wait(timeout=60)
    shown = io.BytesIO()
    while True:
        try:
            piece = os.read(leader, 4096)
        except OSError:  # nothing more is said
            break
        if not piece:
            break
        shown.write(piece)
    os.close(leader)
    return code, shown.getvalue().decode()


@pytest.mark.parametrize(("answer", "code", "claims"), [("y\n", 0, 4), ("\n", 1, 3), ("no\n", 1, 3)])
def test_on_a_terminal_it_asks_before_it_records(
    shipped: Cli, tmp_path: Path, answer: str, code: int, claims: int
) -> None:
    ended, shown = asked(tmp_path, answer)
    assert f"on record, and much like it: c1 {SENT}" in shown
    assert "record it all the same? [y/N]" in shown
    assert ended == code
    assert len(json.loads(shipped("list", "--format", "json").out)) == claims
    if code:
        assert "not recorded: c1 says it already" in shown
