"""`redact`: the words go from every byte of the files, for good; the row, its hashes and what counts stay."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Cli
from tests.others import tamper

WHY = ("--reason", "by order of a court")
# Of each kind of row: its reference, and every word it was given.
SECRETS = {
    "c1": ("Kestrel meeting in Porto", "kestrel meeting in porto", "kestrel-in-porto", "Kestrel summit", "Falconry"),
    "st1": ("Otters were seen there", "paragraph marmot"),
    "e2": ("Badger ledger, scanned", "https://example.org/badger", "drawer wolverine"),
    "s1": ("Lynx memorandum", "https://example.org/lynx"),
    "a1": ("Heron Office", "heron office", "heron-desk", "Egret Bureau", "egret bureau", "Bittern Board"),
    "v1": ("Pelican grade", "https://example.org/pelican"),
}
RECORDED = (
    ["source", "add", "Lynx memorandum", "--url", "https://example.org/lynx"],
    ["actor", "add", "Heron Office", "--slug", "heron-desk", "--alias", "Egret Bureau"],
    ["add", "Kestrel meeting in Porto", "--slug", "kestrel-in-porto", "--tag", "Falconry", "--asserted-by", "a1",
     "--quote", "Otters were seen there", "--place", "paragraph marmot", "--source", "s1"],
    ["deny", "c1", "--by", "Someone"],
    ["evidence", "add", "A photograph", "--supports", "c1"],
    ["evidence", "add", "Badger ledger, scanned", "--url", "https://example.org/badger", "--place", "drawer wolverine",
     "--source", "s1", "--refutes", "c1"],
    ["verdict", "c1", "--by", "Desk", "--rating", "mixed", "--label", "Pelican grade", "--url",
     "https://example.org/pelican"],
    ["edit", "c1", "--text", "Kestrel summit in Porto"],
    ["edit", "a1", "--name", "Bittern Board"],
    ["undo"],
    ["redo"],
    ["tag", "c1", "--remove", "Falconry"],
    ["undo"],
    ["withdraw", "v1", "--reason", "twice"],
    ["undo"],
)  # fmt: skip


@pytest.fixture
def filed(cli: Cli) -> Cli:
    """A record of which every kind of row holds words of its own, edited, undone and redone."""
    for command in RECORDED:
        assert cli(*command).code == 0, command
    return cli


def bytes_beside(folder: Path) -> bytes:
    """Return every byte of the database and of all files beside it."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file())


def left(folder: Path, ref: str) -> list[str]:
    content = bytes_beside(folder)
    return [words for words in SECRETS[ref] if words.encode() in content]


def status_of(cli: Cli) -> dict[str, object]:
    [row] = json.loads(cli("report", "--format", "json").out)
    return {name: row[name] for name in ("status", "parties_for", "evidence_for", "verdicts", "origins_for", "lean")}


@pytest.mark.sqlite_only("the bytes of files")
@pytest.mark.parametrize("ref", SECRETS)
def test_no_byte_of_the_words_is_left_in_any_file(filed: Cli, tmp_path: Path, ref: str) -> None:
    assert left(tmp_path, ref)
    before = status_of(filed)
    ran = filed("redact", ref, *WHY)
    assert ran.code == 0, ran.err
    assert left(tmp_path, ref) == []
    assert status_of(filed) == before
    assert filed("doctor").code == 0
    assert filed("verify").code == 0


@pytest.mark.sqlite_only("the bytes of files")
@pytest.mark.parametrize("ref", SECRETS)
def test_no_byte_is_left_while_another_program_has_the_file_open(filed: Cli, tmp_path: Path, ref: str) -> None:
    with closing(sqlite3.connect(tmp_path / "claimtrack.db")) as other:
        other.execute("SELECT count(*) FROM claim").fetchone()
        assert (tmp_path / "claimtrack.db-wal").exists()
        assert filed("redact", ref, *WHY).code == 0
        assert left(tmp_path, ref) == []


@pytest.mark.sqlite_only("the bytes of files")
def test_words_that_lie_in_free_pages_are_wiped(filed: Cli, tmp_path: Path) -> None:
    path = tmp_path / "claimtrack.db"
    with closing(sqlite3.connect(path)) as other:  # as a program would that does not overwrite what it removes
        other.execute("PRAGMA secure_delete = OFF")
        for _ in range(3):
            other.execute("CREATE TABLE copied AS SELECT text, text AS again FROM claim")
            other.execute("DROP TABLE copied")
    assert filed("redact", "c1", *WHY).code == 0
    assert left(tmp_path, "c1") == []


@pytest.mark.sqlite_only("the bytes of files")
def test_redaction_while_another_program_reads_says_what_is_still_there(
    filed: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CLAIMTRACK_BUSY_SECONDS", "0")
    with closing(sqlite3.connect(tmp_path / "claimtrack.db", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM claim").fetchone()
        ran = filed("redact", "c1", *WHY)
        assert ran.code == 5
        assert "their bytes may still be in" in ran.err
        assert filed("show", "redacted-c1").code == 0
    again = filed("redact", "c1", *WHY)
    assert (again.code, again.out) == (0, "c1 was redacted before; the file was cleaned once more\n")
    assert left(tmp_path, "c1") == []
    assert filed("verify").code == 0


@pytest.mark.parametrize("ref", SECRETS)
def test_dry_run_says_what_would_go_and_takes_nothing(filed: Cli, tmp_path: Path, ref: str) -> None:
    before = (filed("log").out, left(tmp_path, ref))
    ran = filed("redact", ref, *WHY, "--dry-run")
    assert (ran.code, "dry run: nothing was taken away" in ran.err) == (0, True)
    assert f"redacted: {ref} (" in ran.out
    assert (filed("log").out, left(tmp_path, ref)) == before


def test_what_went_is_shown_as_redacted_everywhere(filed: Cli) -> None:
    for ref in SECRETS:
        assert filed("redact", ref, *WHY).code == 0
    for command in (
        ["report"], ["list"], ["show", "c1"], ["show", "st1"], ["show", "e2"], ["show", "s1"], ["show", "a1"],
        ["show", "v1"], ["why", "c1"], ["timeline"], ["matrix"], ["actor", "list"], ["source", "list"],
        ["evidence", "list"], ["log"], ["log", "c1"],
    ):  # fmt: skip
        for fmt in ("table", "json", "csv"):
            ran = filed(*command, "--format", fmt)
            assert ran.code == 0, ran.err
            assert "redacted" in ran.out
            assert not [words for secret in SECRETS.values() for words in secret if words in ran.out]


def test_old_names_and_slugs_name_nothing_any_more(filed: Cli) -> None:
    assert filed("redact", "c1", *WHY).code == 0
    assert filed("redact", "a1", *WHY).code == 0
    assert filed("show", "kestrel-in-porto").code == 3
    assert filed("actor", "show", "Egret Bureau").code == 3
    assert filed("assert", "redacted-c1", "--by", "redacted-a1").code == 0


def test_slug_made_for_what_was_redacted_is_a_free_one(filed: Cli) -> None:
    assert filed("add", "Another", "--slug", "redacted-c1").code == 0
    assert filed("redact", "c1", *WHY).code == 0
    assert "c1 redacted-c1-2" in filed("show", "c1").out


def test_redacted_claim_worded_anew_can_be_redacted_again(filed: Cli, tmp_path: Path) -> None:
    assert filed("redact", "c1", *WHY).code == 0
    assert filed("edit", "c1", "--text", "A meeting of ostriches").code == 0
    assert filed("redact", "c1", *WHY).code == 0
    assert b"ostriches" not in bytes_beside(tmp_path)
    assert filed("verify").code == 0


def test_merged_actor_loses_its_names_with_the_one_it_stands_for(filed: Cli, tmp_path: Path) -> None:
    assert filed("actor", "add", "Stork Section").code == 0
    assert filed("actor", "merge", "Stork Section", "a1").code == 0
    assert filed("redact", "a1", *WHY).code == 0
    assert b"Stork" not in bytes_beside(tmp_path)
    assert filed("verify").code == 0


@pytest.mark.parametrize("number", ["16", "3", "8"])
def test_undo_of_a_redaction_and_of_what_it_took_the_words_of_is_refused(filed: Cli, number: str) -> None:
    assert filed("redact", "c1", *WHY).code == 0
    ran = filed("undo", number)
    assert ran.code == 2
    assert "for good" in ran.err
    assert filed("redo").code == 2
    assert filed("undo", "4").code == 0  # what has nothing to do with it can still be undone
    assert filed("verify").code == 0


def test_undo_steps_over_a_redaction_and_says_so(filed: Cli) -> None:
    assert filed("redact", "st1", *WHY).code == 0
    ran = filed("undo")
    assert (ran.code, ran.out) == (0, "undone: operation 9 (recorded alias 5; edited a1)\n")
    assert "stepped over operation 16, a redaction, which is for good" in ran.err
    assert filed("redo").out == "redone: operation 9 (recorded alias 5; edited a1)\n"
    assert filed("verify").code == 0


def test_undo_stops_where_words_that_went_are_in_the_way(filed: Cli) -> None:
    assert filed("redact", "a1", *WHY).code == 0
    ran = filed("undo")
    assert ran.code == 2
    assert "operation 9 cannot be undone: " in ran.err
    assert "redacted since, for good" in ran.err


def test_nothing_but_redactions_is_nothing_to_undo(cli: Cli) -> None:
    assert cli("add", "The pier is closed").code == 0
    assert cli("redact", "c1", *WHY).code == 0
    assert "operation 1 cannot be undone" in cli("undo").err
    assert cli("redact", "1", *WHY).code == 2


def test_words_that_stand_elsewhere_are_pointed_out(filed: Cli) -> None:
    assert filed("add", "Otters were seen there, says a leaflet").code == 0
    assert filed("tag", "c1", "more", "--reason", "Otters were seen there").code == 0
    ran = filed("redact", "st1", *WHY)
    assert "the same words stand in c2: redact these, too" in ran.err
    assert "the same words stand in the reasons of operations: 17: claimtrack redact 17" in ran.err


@pytest.mark.parametrize("reason", ["kim is in danger", "asked by ＫＩＭ", "the HERON asked", "an office of herons"])
def test_reason_that_names_an_actor_in_part_or_in_other_letters_is_refused(filed: Cli, reason: str) -> None:
    assert filed("actor", "add", "Kim").code == 0
    ref = "a1" if "heron" in reason.lower() else "Kim"
    assert "the reason holds words of a" in filed("redact", ref, "--reason", reason).err
    assert filed("redact", ref, "--reason", "a kimono").code == 0


def test_words_are_found_elsewhere_in_other_letters_and_where_they_are_short(filed: Cli) -> None:
    assert filed("actor", "add", "Kim").code == 0
    assert filed("evidence", "add", "A letter of KIM").code == 0
    assert filed("evidence", "add", "A kimono").code == 0
    ran = filed("redact", "Kim", *WHY)
    assert "the same words stand in e3: redact these, too" in ran.err


def test_slug_chosen_as_that_of_something_redacted_goes_all_the_same(cli: Cli, tmp_path: Path) -> None:
    assert cli("add", "The pier is closed", "--slug", "redacted-c1-kestrel").code == 0
    assert cli("redact", "c1", *WHY).code == 0
    assert b"kestrel" not in bytes_beside(tmp_path)


def test_words_before_an_edit_are_looked_for_as_well(filed: Cli) -> None:
    assert filed("evidence", "add", "Notes of the Kestrel meeting in Porto").code == 0
    assert "the same words stand in e3" in filed("redact", "c1", *WHY).err


@pytest.mark.sqlite_only("the bytes of files")
def test_copies_beside_the_database_are_named_and_left(filed: Cli, tmp_path: Path) -> None:
    copy = Path(shutil.copyfile(tmp_path / "claimtrack.db", tmp_path / "claimtrack.db.before-0004"))
    before = copy.read_bytes()
    ran = filed("redact", "c1", *WHY)
    assert "other files are not touched: backups, reports and exports, among them claimtrack.db.before-0004" in ran.err
    assert copy.read_bytes() == before


@pytest.mark.sqlite_only("what lies beside a file")
def test_backups_and_leftovers_beside_the_database_are_named_whatever_they_are_called(
    filed: Cli, tmp_path: Path
) -> None:
    assert filed("backup", "monday.db").code == 0
    (tmp_path / ".claimtrack.db.77.new").write_bytes(b"what a killed run left")
    (tmp_path / "another.db").write_bytes(b"SQLite format 3\x00" + b"\x00" * 200)
    (tmp_path / "linked.db").symlink_to(tmp_path / "claimtrack.db")
    assert "among them .claimtrack.db.77.new, monday.db\n" in filed("redact", "c1", *WHY).err


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["st2"], 2, "st2 holds no words that could be redacted"),
        (["st9"], 3, "no statement 'st9' on record"),
        (["nothing-so-called"], 3, "no claim or actor"),
        (["c1", "--reason", " "], 2, "the reason is empty"),
        (["c1", "--reason", "the kestrel meeting in porto must go"], 2, "the reason holds words of c1"),
    ],
)
def test_what_cannot_be_redacted_is_said_in_a_line(filed: Cli, args: list[str], code: int, words: str) -> None:
    before = filed("checkpoint").out
    ran = filed("redact", *args[:1], *(args[1:] or WHY))
    assert (ran.code, words in ran.err) == (code, True), ran.err
    assert filed("checkpoint").out == before


def test_redaction_needs_a_reason(filed: Cli) -> None:
    assert filed("redact", "c1").code == 2


# What it leaves to verify


def test_verify_lists_what_was_redacted_with_the_reason(filed: Cli) -> None:
    assert filed("redact", "st1", *WHY).code == 0
    ran = filed("verify")
    assert "redacted: st1, operation 16: by order of a court" in ran.out
    assert "level 1" in ran.out


def test_checkpoint_from_before_is_still_continued(filed: Cli, tmp_path: Path) -> None:
    held = tmp_path / "held.txt"
    held.write_text(filed("checkpoint").out, encoding="utf-8")
    for ref in SECRETS:
        assert filed("redact", ref, *WHY).code == 0
    ran = filed("verify", "--checkpoint", str(held))
    assert (ran.code, "level 2" in ran.out) == (0, True)


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE change SET salt = NULL WHERE entity = 'statement' AND number = 2",
        "UPDATE change SET salt = NULL, before = NULL WHERE entity = 'actor' AND number = 1 AND action = 'edited'",
        "UPDATE change SET salt = NULL WHERE action = 'redacted'",
        "UPDATE statement SET quote = 'Something else' WHERE id = 1",
        "UPDATE change SET before = '{}' WHERE entity = 'statement' AND number = 1 AND salt IS NULL",
        "UPDATE change SET leaf = (SELECT leaf FROM change WHERE seq = 1) WHERE action = 'redacted'",
        "DELETE FROM change WHERE action = 'redacted'",
    ],
)
def test_what_looks_like_a_redaction_and_is_none_is_a_fault(filed: Cli, tmp_path: Path, forgery: str) -> None:
    assert filed("redact", "st1", *WHY).code == 0
    assert filed("verify").code == 0
    assert tamper(tmp_path / "claimtrack.db", forgery)
    assert filed("verify").code == 4
