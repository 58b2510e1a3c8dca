"""Bad input: one line that says what, one hint, the documented exit code, and the record as it was."""

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.conftest import Cli
from tests.others import another_program, dump, named

REFUSED = [
    # what is tried, exit code, and words of the one line
    (["show", "c9"], 3, "no claim 'c9' on record"),
    (["show", "st99"], 3, "no statement 'st99' on record"),
    (["show", "pier"], 3, "could be more than one claim"),
    (["why", "a1"], 3, "a1 is not a claim"),
    (["why", "peer-closed"], 3, "no claim 'peer-closed' on record"),
    (["show", "01900000-0000-7000-8000-000000000000"], 3, "on record"),
    (["report", "--actor", "nobody at all"], 3, "no actor 'nobody at all' on record"),
    (["source", "show", "s9"], 3, "no source 's9' on record"),
    (["evidence", "show", "c1"], 3, "c1 is not evidence"),
    (["deny", "c1", "--by", "A", "--on", "mid-May 2024"], 2, "is not a date"),
    (["deny", "c1", "--by", "A", "--on", "03/04/2024"], 2, "is not a date"),
    (["deny", "c1", "--by", "A", "--on", "2024-02-30"], 2, "cannot be a date"),
    (["deny", "c1", "--by", "A", "--on", "2023/2022"], 2, "it ends before it begins"),
    (["deny", "c1", "--by", "A", "--on", "2024-06-02"], 2, "lies after today"),
    (["deny", "c1", "--by", "A", "--on", ""], 2, "is not a date"),
    (["add", "x", "--event", "sometime"], 2, "is not a date"),
    (["report", "--since", "yesterday"], 2, "is not a date"),
    (["add", ""], 2, "the claim is empty"),
    (["add", " \t\n"], 2, "the claim is empty"),
    (["add", "x" * 1_000_000], 2, "the claim has 1,000,000 characters"),
    (["add", "a\x1b[2Jb"], 2, "control character U+001B at position 2"),
    (["add", "a\x9bb"], 2, "control character U+009B"),
    (["add", "x", "--asserted-by", "a\x07"], 2, "control character U+0007"),
    (["add", "x", "--asserted-by", "\u200b"], 2, "name is empty"),
    (["add", "x", "--asserted-by", "n" * 400], 2, "400 characters"),
    (["add", "x\udcff"], 2, "not valid UTF-8"),
    (["show", "x\udcff"], 3, "no claim or actor"),
    (["source", "show", "x\udcff"], 3, "no source"),
    (["add", "x", "--slug", "No Slug"], 2, "cannot be a slug"),
    (["add", "x", "--slug", "c7"], 2, "cannot be a slug"),
    (["add", "x", "--slug", "pier-closed"], 2, "belongs to c1"),
    (["add", "x", "--tag", "a;b"], 2, "cannot be a tag"),
    (["add", "x", "--evidence", "e99"], 3, "no evidence 'e99' on record"),
    (["add", "x", "--source", "s1"], 2, "--source given, and nobody who said it"),
    (["add", "x", "--evidence", "y", "--on", "2024"], 2, "--on given, and nobody who said it"),
    (["add", "x", "--asserted-by", "A", "--source", "s99"], 3, "no source 's99' on record"),
    (["assert", "c1", "--by", "a99"], 3, "no actor 'a99' on record"),
    (["assert", "c1", "--by", "c1"], 3, "c1 is not an actor"),
    (["assert", "c1"], 2, "Missing option '--by'"),
    (["retract", "c1", "--by", "Check Desk"], 2, "has taken no position"),
    (["link", "c1", "contradicts", "c1"], 2, "to itself"),
    (["link", "gazette", "part-of", "gazette"], 2, "to itself"),
    (["link", "c1", "resembles", "c2"], 2, "no relation reads"),
    (["link", "e1", "proves", "c1"], 2, "no relation reads"),
    (["link", "e1", "supports", "c1"], 2, "already on record: e1 supports c1"),
    (["link", "e1", "refutes", "c1"], 2, "already on record: e1 supports c1"),
    (["link", "port-authority", "part-of", "harbour-master"], 2, "which is itself part of"),
    (["link", "harbour-master", "part-of", "gazette"], 2, "already on record: a3 part-of a2"),
    (["link", "nobody", "part-of", "noone"], 3, "on record"),
    (["link", "c1", "contradicts", "c99"], 3, "no claim 'c99' on record"),
    (["actor", "add", "gazette"], 2, "belongs to"),
    (["actor", "alias", "gazette", "PORT authority"], 2, "belongs to"),
    (["actor", "alias", "gazette", "Gazette"], 2, "already on record"),
    (["source", "add"], 2, "is empty"),
    (["source", "add", "B", "--url", "https://example.org/b"], 2, "already on record"),
    (["evidence", "add", "x", "--credibility", "7"], 2, "'--credibility'"),
    (["verdict", "c1", "--by", "D", "--rating", "pants-on-fire"], 2, "'--rating'"),
    (["withdraw", "st1", "--reason", " "], 2, "the reason is empty"),
    (["withdraw", "st1"], 2, "Missing option '--reason'"),
    (["withdraw", "e1", "supports", "--reason", "x"], 2, "was given nothing to do"),
    (["withdraw", "s1", "--reason", "x"], 2, "it is named by st1, st2, st3 and 1 more"),
    (["edit", "c1"], 2, "was given nothing to do"),
    (["edit", "st1", "--text", "x"], 2, "cannot be edited"),
    (["edit", "gazette", "--name", "Ferry Line"], 2, "belongs to"),
    (["tag", "c1"], 2, "was given nothing to do"),
    (["report", "--limit", "-1"], 2, "a limit of -1 cannot be met"),
    (["report", "--status", "true"], 2, "'--status'"),
    (["report", "--format", "pdf"], 2, "'--format'"),
    (["report", "--save", "x.pdf"], 2, "no format is known as '.pdf'"),
    (["report", "--save", "nowhere/x.csv"], 1, "cannot write nowhere/x.csv"),
    (["export", "tables", "-o", "x"], 2, "no format is known"),
    (["evidence", "add", "x", "--supports", "c1", "--refutes", "c1"], 2, "already on record: e3 supports c1"),
    (["add", "x", "--evidence", "e1", "--evidence", "e1"], 2, "already on record: e1 supports c3"),
    (["actor", "add", "Solo", "--part-of", "Solo"], 2, "to itself"),
    (["report", "--limit", "9" * 20], 2, "cannot be met"),
    (["find", "x", "--limit", "9" * 20], 2, "cannot be met"),
    (["log", "--limit", "9" * 20], 2, "cannot be met"),
    (["log", "--limit", "-1"], 2, "a limit of -1 cannot be met"),
    (["review", "--limit", "-1"], 2, "a limit of -1 cannot be met"),
    (["report", "--since", "../2020"], 2, "has no first day"),
    (["report", "--until", "2020/.."], 2, "has no last day"),
    (["report", "--tag", ""], 2, "the tag is empty"),
    (["report", "--text", " "], 2, "the text to look for is empty"),
    (["assert", "c1", "--by", "--dry-run"], 2, "reads as an option"),
    (["assert", "c1", "--by", "a" + "9" * 20], 3, "no actor"),
    (["source", "add", "x", "--publisher", ""], 2, "is empty"),
    (["edit", "c1", "--name", "x"], 2, "of which only --text, --event"),
    (["edit", "gazette", "--text", "x"], 2, "of which only --name"),
    (["link", "nope", "part-of", "gazette"], 3, "no claim or actor 'nope'"),
    (["add", "-5 degrees"], 2, "No such option"),
    (["repot"], 2, "there is no command 'repot'"),
    ([], 2, ""),
]


@pytest.mark.sqlite_only("the file that is open")
def test_a_report_is_not_saved_over_the_database(desk: Cli, tmp_path: Path) -> None:
    before = dump(tmp_path / "claimtrack.db")
    ran = desk("report", "--save", "claimtrack.db", "--format", "json")
    assert (ran.code, "it is a database" in ran.err) == (1, True)
    assert dump(tmp_path / "claimtrack.db") == before


@pytest.mark.parametrize(("command", "code", "words"), REFUSED, ids=[" ".join(row[0])[:50] or "-" for row in REFUSED])
def test_refusals_are_one_line_one_hint_and_change_nothing(
    desk: Cli, tmp_path: Path, command: list[str], code: int, words: str
) -> None:
    before = dump(tmp_path / "claimtrack.db")
    ran = desk(*command)
    assert (ran.code, ran.out if command else "") == (code, "")
    if command:
        first, second = ran.err.splitlines()
        assert first.startswith("claimtrack: error: ")
        assert words in first
        assert second.startswith("hint: ")
        assert len(second) > len("hint: ")
    assert dump(tmp_path / "claimtrack.db") == before


@pytest.mark.parametrize("text", ["He said [sic] so", "[/claim] [red]x[/red]", ":warning: :bomb:", "100 % {x} $y `z`"])
def test_markup_is_text_and_comes_back_as_it_was(cli: Cli, text: str) -> None:
    assert cli("add", text, "--asserted-by", text).code == 0
    assert text in cli("list").out
    assert text in cli("show", "c1").out


def test_nul_on_stdin_is_refused(cli: Cli) -> None:
    ran = cli("add", "-", stdin=b"a\0b")
    assert (ran.code, "U+0000" in ran.err) == (2, True)


def test_bytes_that_are_no_utf8_are_refused(cli: Cli) -> None:
    ran = cli("add", "-", stdin=b"a\xff\xfeb")
    assert (ran.code, "not valid UTF-8" in ran.err) == (2, True)


def test_reading_a_database_that_is_not_there(bare_cli: Cli, tmp_path: Path) -> None:
    ran = bare_cli("report")
    assert ran.code == 5
    assert f"no database at {named()}" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there(bare_cli: Cli) -> None:
    ran = bare_cli("add", "x", "--db", "nowhere/x.db")
    assert (ran.code, "no folder nowhere" in ran.err) == (5, True)


def foreign_files(folder: Path, template: Path) -> dict[str, Path]:
    text, empty, other, newer, older, cut = (folder / f"{name}.db" for name in
                                             ("text", "empty", "other", "newer", "older", "cut"))  # fmt: skip
    text.write_text("this is no database, only words " * 100)
    empty.touch()
    with closing(sqlite3.connect(other)) as connection, connection:
        connection.execute("CREATE TABLE claim (id INTEGER)")
    for path, revision in ((newer, "9999"), (older, "0000")):
        shutil.copyfile(template, path)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
    cut.write_bytes(template.read_bytes()[:10_000])
    return {path.stem: path for path in (text, empty, other, newer, older, cut)}


@pytest.mark.parametrize("name", ["text", "empty", "other", "newer", "older", "cut"])
@pytest.mark.parametrize("command", [["report"], ["add", "x"], ["add", "x", "--dry-run"]])
def test_a_file_that_is_not_ours_is_refused_and_left_alone(
    bare_cli: Cli, tmp_path: Path, template: Path, name: str, command: list[str]
) -> None:
    path = foreign_files(tmp_path, template)[name]
    before = path.read_bytes()
    ran = bare_cli(*command, "--db", str(path))
    assert ran.code == 5
    assert ran.err.startswith("claimtrack: error: ")
    assert path.read_bytes() == before


def test_a_busy_database_is_said_to_be_busy(cli: Cli, database: Path) -> None:
    holder = sqlite3.connect(database, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    ran = cli("add", "x", env={"CLAIMTRACK_BUSY_SECONDS": "0.1"})
    holder.close()
    assert (ran.code, "is busy" in ran.err) == (5, True)
    assert cli("add", "x").code == 0


def test_a_today_that_is_no_day_is_refused(cli: Cli) -> None:
    ran = cli("report", env={"CLAIMTRACK_TODAY": "2024"})
    assert (ran.code, "is not one day" in ran.err) == (2, True)


def test_no_command_shows_the_commands(bare_cli: Cli) -> None:
    ran = bare_cli()
    assert (ran.code, ran.out) == (2, "")
    assert "  report  " in ran.err


_CHECKED = pytest.mark.sqlite_only("a server lets no program past a CHECK")
CHANGED = [
    pytest.param("UPDATE statement SET stance = 'shouts'", marks=_CHECKED),
    pytest.param("UPDATE evidence SET kind = 'hearsay'", marks=_CHECKED),
    "UPDATE claim_status SET status = 'settled'",
    "DELETE FROM actor WHERE id = 3",
    "DELETE FROM source",
    pytest.param("DROP TABLE tag", marks=pytest.mark.sqlite_only("a view depends on it")),
]


@pytest.mark.parametrize("change", CHANGED)
def test_a_database_changed_by_another_program_is_said_to_be(desk: Cli, tmp_path: Path, change: str) -> None:
    with another_program(tmp_path / "claimtrack.db") as connection:
        connection.execute(change)
    answers = [desk(*command) for command in (["report"], ["show", "c1"], ["why", "c1"])]
    assert {ran.code for ran in answers} <= {0, 5}
    assert 5 in {ran.code for ran in answers}
    assert desk("doctor").code == 4


def test_a_saved_report_keeps_links_and_rights(desk: Cli, tmp_path: Path) -> None:
    target = tmp_path / "kept.csv"
    target.write_text("old")
    target.chmod(0o600)
    (tmp_path / "link.csv").symlink_to(target)
    assert desk("report", "--save", "link.csv").code == 0
    assert (tmp_path / "link.csv").is_symlink()
    assert target.read_text().startswith("id,uid")
    assert target.stat().st_mode & 0o777 == 0o600


def test_a_device_is_written_to_and_not_replaced(desk: Cli) -> None:
    before = Path("/dev/null").stat().st_mode
    assert desk("report", "--format", "csv", "--save", "/dev/null").code == 0
    assert Path("/dev/null").stat().st_mode == before


@pytest.mark.parametrize("name", ["link", "pipe"])
def test_what_is_no_file_is_no_database(bare_cli: Cli, tmp_path: Path, name: str) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe")
    for command in (["report"], ["add", "x"]):
        ran = bare_cli(*command, "--db", name)
        assert (ran.code, "is not a claimtrack database" in ran.err) == (5, True)


def test_interrupted_command_says_so(desk: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("claimtrack.services.recording.add_claim", interrupted)
    ran = desk("add", "The pier is open")
    assert (ran.code, ran.out) == (130, "")
    assert ran.err == "claimtrack: interrupted; nothing was left half-done\n"
