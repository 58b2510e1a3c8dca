"""`merge`: what differs is shown side by side and settled only by the user; what is the same is so without a word."""

import json
import re
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.store import making
from tests.conftest import Cli, Golden, Ran

pytestmark = pytest.mark.sqlite_only("copies are made of files")

UID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}")
MOMENT = re.compile(r"T\d\d:\d\d:\d\d\.\d{6}Z")


def copy(name: str = "their.db") -> str:
    shutil.copyfile("claimtrack.db", name)
    return name


def merge(cli: Cli, *options: str, other: str = "their.db", db: str = "claimtrack.db") -> Ran:
    return cli("merge", other, "--db", db, *options)


def bundle(cli: Cli, db: str = "claimtrack.db", *options: str) -> list[str]:
    """Return the rows of a record as lines, whatever its history."""
    return cli("export", "bundle", "--db", db, *options).out.splitlines()[1:]


def differences(ran: Ran) -> list[dict[str, object]]:
    found = json.loads(ran.out)
    assert isinstance(found, list)
    return found


@pytest.fixture
def copies(cli: Cli) -> Cli:
    """A record with a claim on which two have spoken, and a copy of it."""
    spoken = ("--asserted-by", "Harbour", "--denied-by", "Rail", "--on", "2024-05")
    assert cli("add", "The bridge is closed", *spoken, "--tag", "bridge").code == 0
    copy()
    return cli


def test_what_was_added_on_either_side_stands_on_both(copies: Cli) -> None:
    copies("deny", "c1", "--by", "Ferry", "--on", "2024-05-20")
    copies("add", "The bridge is open", "--asserted-by", "Rail", "--db", "their.db")
    ran = merge(copies)
    assert (ran.code, ran.out) == (0, "their.db: added 2 rows: 1 claim, 1 statement\n")
    assert merge(copies, other="claimtrack.db", db="their.db").code == 0
    assert bundle(copies) == bundle(copies, "their.db")
    assert json.loads(copies("report", "--format", "json").out)[0]["status"] == "asserted"
    assert copies("verify").code == copies("doctor").code == 0
    again = merge(copies)
    assert (again.code, again.out) == (0, "their.db: nothing to add\n")


def test_rows_that_differ_are_shown_side_by_side_and_nothing_is_recorded(copies: Cli, golden: Golden) -> None:
    copies("edit", "c1", "--text", "The bridge is shut", "--db", "their.db")
    copies("withdraw", "st2", "--reason", "another bridge", "--db", "their.db")
    copies("add", "Something new", "--db", "their.db")
    before = bundle(copies)
    ran = merge(copies)
    assert ran.code == 4
    assert "2 rows differ between this record and their.db, and nothing was recorded" in ran.err
    assert bundle(copies) == before
    golden("differing.txt", MOMENT.sub("T12:00:00.000000Z", UID.sub("0192f3ab-1111-7111-8111-111111111111", ran.out)))
    found = differences(merge(copies, "--format", "json"))
    assert [(row["here"], row["column"]) for row in found] == [
        ("c1", "text"),
        *(("st2", column) for column in ("withdrawn_at", "withdrawn_by", "withdrawn_reason")),
    ]
    assert (found[0]["ours"], found[0]["theirs"]) == ("The bridge is closed", "The bridge is shut")
    assert merge(copies, "--dry-run").code == 4


@pytest.mark.parametrize(("whose", "text"), [("--ours", "The bridge is closed"), ("--theirs", "The bridge is shut")])
def test_one_word_settles_all(copies: Cli, whose: str, text: str) -> None:
    copies("edit", "c1", "--text", "The bridge is shut", "--db", "their.db")
    ran = merge(copies, whose)
    assert ran.code == 0
    assert f"{text}\n" in copies("show", "c1").out
    assert "differing rows: " in ran.out
    assert copies("verify").code == 0
    assert copies("report", "--text", text.lower(), "--no-footer").out.count("c1") == 1  # what it folds to follows


def test_rows_are_settled_one_by_one(copies: Cli) -> None:
    copies("edit", "c1", "--text", "The bridge is shut", "--db", "their.db")
    copies("withdraw", "st2", "--reason", "another bridge", "--db", "their.db")
    uids = list(dict.fromkeys(str(row["uid"]) for row in differences(merge(copies, "--format", "json"))))
    ran = merge(copies, "--resolve", f"{uids[0]}=ours")
    assert ran.code == 4
    assert "1 row differs" in ran.err
    ran = merge(copies, "--resolve", f"{uids[0]}=ours", "--resolve", f"{uids[1]}=theirs")
    assert ran.out.endswith("differing rows: 1 kept as here, 1 taken from there\n")
    assert json.loads(copies("show", "c1", "--format", "json").out)["status"] == "asserted"
    assert "The bridge is closed" in copies("show", "c1").out
    assert "another bridge" in copies("show", "st2").out


def test_the_rest_is_settled_by_one_word(copies: Cli) -> None:
    copies("edit", "c1", "--text", "The bridge is shut", "--db", "their.db")
    copies("withdraw", "st2", "--reason", "another bridge", "--db", "their.db")
    [claim] = {row["uid"] for row in differences(merge(copies, "--format", "json")) if row["type"] == "claim"}
    assert merge(copies, "--theirs", "--resolve", f"{claim}=ours").code == 0
    assert "The bridge is closed" in copies("show", "c1").out


def test_a_withdrawal_is_taken_with_its_moment_and_its_hand_and_can_be_put_back(copies: Cli) -> None:
    copies("withdraw", "st2", "--reason", "another bridge", "--db", "their.db")
    assert merge(copies, "--theirs").code == 0
    assert bundle(copies) == bundle(copies, "their.db")
    copies("undo", "--db", "their.db")
    assert merge(copies).code == 4
    assert merge(copies, "--theirs").code == 0
    assert json.loads(copies("show", "c1", "--format", "json").out)["status"] == "disputed"
    assert copies("verify").code == copies("doctor").code == 0


def test_a_mark_of_confidence_is_a_difference(copies: Cli) -> None:
    copies("confidential", "st2", "--db", "their.db")
    [row] = differences(merge(copies, "--format", "json"))
    assert (row["here"], row["column"], row["ours"], row["theirs"]) == ("st2", "confidential", None, 1)
    assert merge(copies, "--theirs").code == 0
    assert "left out: 1 confidential row" in copies("report").out


def test_words_redacted_here_are_never_brought_back(copies: Cli) -> None:
    copies("assert", "c1", "--by", "Ferry", "--quote", "we saw it at night")
    copy()
    copies("redact", "st3", "--reason", "safety")
    for whose in ("", "--ours", "--theirs"):
        ran = merge(copies, *([whose] if whose else []))
        assert ran.code == 0
        assert "redacted here, and not brought back: the words of 1 row" in ran.err
        assert b"at night" not in Path("claimtrack.db").read_bytes()


def test_a_redaction_there_is_asked_and_then_as_thorough_as_one_here(copies: Cli) -> None:
    copies("assert", "c1", "--by", "Ferry", "--quote", "we saw it at night")
    copy()
    copies("redact", "st3", "--reason", "safety", "--db", "their.db")
    assert merge(copies).code == 4
    assert b"at night" in Path("claimtrack.db").read_bytes()
    ran = merge(copies, "--theirs")
    assert ran.code == 0
    assert "words were redacted as they were there" in ran.err
    assert b"at night" not in Path("claimtrack.db").read_bytes()
    assert bundle(copies) == bundle(copies, "their.db")
    assert copies("verify").code == 0


def test_a_redacted_claim_stays_redacted_in_a_record_that_takes_it_in(copies: Cli, template: Path) -> None:
    copies("redact", "c1", "--reason", "safety", "--db", "their.db")
    shutil.copyfile(template, "new.db")
    for number in (1, 2):  # there, other tags and names come first, so that their keys have other numbers
        copies("add", f"Other {number}", "--tag", f"other-{number}", "--db", "new.db")
    assert merge(copies, db="new.db").code == 0
    assert "[redacted]" in copies("show", "c3", "--db", "new.db").out
    assert "holds no words" in copies("redact", "c3", "--reason", "safety", "--db", "new.db").err
    assert set(bundle(copies, "their.db")) <= set(bundle(copies, "new.db"))


def test_actors_recorded_twice_under_one_name_are_one(cli: Cli) -> None:
    copy()
    cli("add", "Munitions were sent", "--asserted-by", "South Korea", "--on", "2024-05-01")
    cli("add", "Missiles were sent", "--denied-by", "SOUTH  KOREA", "--on", "2024-05-02", "--db", "their.db")
    ran = merge(cli)
    assert "a1 South Korea is the same as a2 there: one name, one actor" in ran.err
    assert "the slug south-korea was given here: it is south-korea-2 for 'SOUTH KOREA'" in ran.err
    assert json.loads(cli("actor", "list", "--format", "json").out)[0]["statements"] == 2
    assert len(json.loads(cli("actor", "list", "--format", "json").out)) == 1
    assert merge(cli, other="claimtrack.db", db="their.db").code == 0
    ours, theirs = (
        [re.sub('"slug":"[^"]*",', "", line) for line in bundle(cli, db)] for db in ("claimtrack.db", "their.db")
    )
    assert ours == theirs
    assert "nothing to add" in merge(cli).out


def test_two_that_were_taken_apart_stay_apart(cli: Cli) -> None:
    copy()
    cli("actor", "add", "Ministry")
    cli("actor", "add", "Ministry", "--db", "their.db")
    merge(cli)
    assert cli("withdraw", "a2", "same-as", "a1", "--reason", "of another land").code == 0
    assert merge(cli).out == "their.db: nothing to add\n"
    assert len(json.loads(cli("actor", "list", "--format", "json").out)) == 2


def test_a_name_of_two_actors_that_both_sides_know_is_a_difference(copies: Cli) -> None:
    copies("actor", "alias", "harbour", "The Office")
    copies("actor", "alias", "rail", "The Office", "--db", "their.db")
    ran = merge(copies, "--format", "json")
    assert ran.code == 4
    assert {row["because"] for row in differences(ran)} == {"the name is that of a1 here, and of a2 there"}
    assert merge(copies, "--theirs").code == 0
    assert json.loads(copies("actor", "show", "The Office", "--format", "json").out)["id"] == "a2"


def test_one_item_bears_one_way_on_a_claim(copies: Cli) -> None:
    copies("evidence", "add", "A photograph", "--on", "2024-05-02")
    copy()
    copies("link", "e1", "supports", "c1")
    copies("link", "e1", "refutes", "c1", "--db", "their.db")
    ran = merge(copies, "--format", "json")
    assert ran.code == 4
    assert [(row["ours"], row["theirs"]) for row in differences(ran) if row["column"] == "kind"] == [
        ("supports", "refutes")
    ]
    assert merge(copies, "--theirs").code == 0
    assert json.loads(copies("show", "c1", "--format", "json").out)["lean"] == "refutes"
    assert copies("verify").code == 0


def test_links_recorded_on_both_sides_stand_once(copies: Cli) -> None:
    for db in ("claimtrack.db", "their.db"):
        copies("tag", "c1", "closed", "--db", db)
        copies("link", "st1", "relies-on", "st2", "--db", db)
    ran = merge(copies)
    assert ran.code == 0
    assert "recorded on both sides, and standing once: 2 rows" in ran.err
    assert json.loads(copies("show", "c1", "--format", "json").out)["tags"] == ["bridge", "closed"]
    merge(copies, other="claimtrack.db", db="their.db")
    assert bundle(copies) == bundle(copies, "their.db")


def test_what_would_close_a_circle_can_only_be_left(copies: Cli) -> None:
    copies("link", "a1", "part-of", "a2")
    copies("link", "a2", "part-of", "a1", "--db", "their.db")
    ran = merge(copies, "--theirs", "--format", "json")
    assert ran.code == 4
    assert "only ours can be chosen" in str(differences(ran)[0]["because"])
    assert merge(copies, "--ours").code == 0
    assert json.loads(copies("actor", "show", "a1", "--format", "json").out)["part_of"] != []


def test_an_actor_is_part_of_one_other_at_a_time(copies: Cli) -> None:
    copies("link", "rail", "part-of", "Riga")
    copies("link", "rail", "part-of", "Tallinn", "--db", "their.db")
    ran = merge(copies, "--format", "json")
    assert ran.code == 4
    assert {row["because"] for row in differences(ran)} == {"at any time an actor is part of one other only"}
    assert merge(copies, "--theirs").code == 0
    assert "Tallinn" in copies("actor", "show", "rail").out


def test_the_ledger_says_what_was_taken_in_and_undo_says_why_not(copies: Cli) -> None:
    copies("add", "Something new", "--db", "their.db")
    merge(copies)
    assert "merge of their.db (checkpoint " in json.loads(copies("log", "--format", "json").out)[0]["reason"]
    ran = copies("undo")
    assert ran.code == 2
    assert "it took in what had been recorded elsewhere or before" in ran.err
    copies("add", "Something else", "--db", "their.db")
    merge(copies, "--reason", "weekly")
    assert json.loads(copies("log", "--format", "json").out)[0]["reason"].startswith("weekly (checkpoint ")


def test_what_was_taken_from_there_can_be_undone_where_nothing_was_added(copies: Cli) -> None:
    copies("edit", "c1", "--text", "The bridge is shut", "--db", "their.db")
    copies("withdraw", "st2", "--reason", "another bridge", "--db", "their.db")
    before = bundle(copies)
    merge(copies, "--theirs")
    assert copies("undo").code == 0
    assert bundle(copies) == before
    assert copies("verify").code == copies("doctor").code == 0


def test_a_dry_run_keeps_nothing(copies: Cli) -> None:
    copies("add", "Something new", "--db", "their.db")
    before = bundle(copies)
    ran = merge(copies, "--dry-run")
    assert "added 1 row: 1 claim" in ran.out
    assert "dry run: nothing was kept" in ran.err
    assert bundle(copies) == before


def test_the_other_file_is_only_read(copies: Cli) -> None:
    copies("add", "Something new", "--db", "their.db")
    Path("their.db").chmod(0o444)
    before = Path("their.db").read_bytes()
    assert merge(copies).code == 0
    assert Path("their.db").read_bytes() == before
    assert not Path("their.db-wal").exists()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("their.db", "--ours", "--theirs"), 2, "--ours and --theirs were both given"),
        (("their.db", "--resolve", "c1=ours"), 2, "'c1=ours' resolves nothing"),
        (("their.db", "--resolve", "0192f3ab-1111-7111-8111-111111111111=mine"), 2, "resolves nothing"),
        (("their.db", "--resolve", "0192f3ab-1111-7111-8111-111111111111=ours"), 2, "nothing differs under 0192f3ab"),
        (("claimtrack.db",), 2, "claimtrack.db is the database itself"),
        (("missing.db",), 5, "no database at missing.db"),
        (("notes.txt",), 5, "notes.txt is not a claimtrack database"),
    ],
)
def test_what_cannot_be_merged_is_said_in_a_line(copies: Cli, arguments: tuple[str, ...], code: int, said: str) -> None:
    Path("notes.txt").write_text("no database", encoding="utf-8")
    before = bundle(copies)
    ran = copies("merge", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert said in ran.err
    assert bundle(copies) == before


def test_a_record_of_an_older_version_is_to_be_migrated_first(copies: Cli) -> None:
    making.create(Path("older.db"))
    with closing(sqlite3.connect("older.db")) as opened:
        opened.execute("UPDATE alembic_version SET version_num = '0006'")
        opened.commit()
    assert merge(copies, other="older.db").code == 5


def test_a_row_that_another_program_spoiled_is_refused(copies: Cli) -> None:
    with closing(sqlite3.connect("their.db")) as opened:
        opened.execute("UPDATE statement SET quote = 'a' || char(27) || '[2J', uid = substr(uid, 1, 35) || '0'")
        opened.commit()
    ran = merge(copies)
    assert ran.code == 2
    assert "the quote holds the control character U+001B" in ran.err


def test_a_missing_database_becomes_a_copy(bare_cli: Cli, database: Path) -> None:
    bare_cli("add", "The bridge is closed", "--asserted-by", "Harbour")
    database.rename("their.db")
    ran = merge(bare_cli)
    assert ran.code == 0
    assert "created the database" in ran.err
    assert bundle(bare_cli) == bundle(bare_cli, "their.db")


def test_what_an_actor_stands_for_is_part_of_one_other_too(copies: Cli) -> None:
    copies("actor", "add", "Railways")
    copy()
    copies("link", "rail", "part-of", "Riga")
    copies("actor", "merge", "railways", "rail")
    copies("link", "railways", "part-of", "Tallinn", "--db", "their.db")
    for db, other in (("claimtrack.db", "their.db"), ("their.db", "claimtrack.db")):
        found = differences(merge(copies, "--format", "json", other=other, db=db))
        assert {row["because"] for row in found} == {"at any time an actor is part of one other only"}
