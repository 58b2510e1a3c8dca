"""A record on a server: its URL, its rights, its refusals, and the way there and back, whatever goes wrong."""

import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from claimtrack.domain.places import Server, place_of
from claimtrack.errors.base import ClaimtrackError
from claimtrack.services import recording, workspace
from claimtrack.services.findings import MEANING
from claimtrack.store import copying
from claimtrack.store.postgres import migration, refusals
from claimtrack.store.postgres.session import Session
from claimtrack.store.record import Record
from claimtrack.store.writer import Writer
from tests import servers
from tests.conftest import Cli, Ran
from tests.others import dump, tamper
from tests.servers import ROLES

PASSWORD = "-".join(("Zq", "of", "a", "server", "to", "throw", "away"))


@pytest.fixture
def url(server: servers.Server, desk_on_server: str) -> str:
    """A small record that has one of everything."""
    return server.put_back(desk_on_server)


@pytest.fixture
def empty(server: servers.Server, nothing_on_server: str) -> str:
    """A database without tables."""
    return server.emptied(nothing_on_server)


def refused(ran: Ran, code: int, words: str) -> None:
    """Hold that a command ended in one line and a hint, and showed no password."""
    assert ran.code == code
    assert [line.partition(":")[0] for line in ran.err.splitlines()] == ["claimtrack", "hint"]
    assert words in ran.err
    assert PASSWORD not in ran.out + ran.err


# What cannot be opened


MALFORMED = [
    "postgresql://",
    f"postgresql://desk:{PASSWORD}@db/",
    f"postgresql://desk:{PASSWORD}@x@db/claims",
    "mysql://db/c",
]


@pytest.mark.parametrize("url", MALFORMED)
@pytest.mark.parametrize("command", [["report"], ["add", "x"], ["doctor"], ["backup", "b.db"], ["migrate"]])
def test_malformed_url_is_a_fault_of_usage(command_line: Cli, command: list[str], url: str) -> None:
    refused(command_line(*command, "--db", url), 2, "")
    refused(command_line(*command, env={"CLAIMTRACK_DB": url}), 2, "")


@pytest.mark.parametrize("command", [["merge"], ["backup"], ["import"], ["lint"], ["verify", "--checkpoint"], ["show"]])
def test_password_of_a_url_in_the_place_of_a_file_is_not_shown(
    command_line: Cli, desk_database: Path, command: list[str]
) -> None:
    ran = command_line(*command, f"postgresql://desk:{PASSWORD}@db/claims", "--db", str(desk_database))
    refused(ran, ran.code, "desk@db")
    assert ran.code in (2, 3, 5)


def test_unknown_wish_to_the_driver_is_a_fault_of_usage(command_line: Cli, url: str) -> None:
    refused(command_line("report", "--db", f"{url}&nothing=1"), 2, "the driver does not know")


def test_server_that_is_not_there_is_said_to_be(command_line: Cli) -> None:
    for command in (["report"], ["add", "x"], ["backup", "b.db"], ["copy-to", "c.db"]):
        nowhere = f"postgresql://desk:{PASSWORD}@/claims?host=/nowhere"
        refused(command_line(*command, "--db", nowhere), 5, "postgresql://desk@/claims cannot be reached")


@pytest.fixture
def guarded(server: servers.Server) -> Iterator[None]:
    """A server that asks one role for its password."""
    server.execute(f"CREATE ROLE guarded LOGIN PASSWORD '{PASSWORD}'")
    rules = server.folder / "data" / "pg_hba.conf"
    before = rules.read_text(encoding="utf-8")
    rules.write_text(f"local all guarded scram-sha-256\n{before}", encoding="utf-8")
    server.execute("SELECT pg_reload_conf()")
    time.sleep(0.2)
    yield
    rules.write_text(before, encoding="utf-8")
    server.execute("SELECT pg_reload_conf()", "DROP OWNED BY guarded", "DROP ROLE guarded")


@pytest.mark.usefixtures("guarded")
def test_wrong_password_is_said_and_not_shown(command_line: Cli, server: servers.Server, record_on_server: str) -> None:
    wrong = server.url(record_on_server, role="guarded", password=f"{PASSWORD}x")
    refused(command_line("report", "--db", wrong), 5, "lets nobody in so: password authentication failed")
    refused(command_line("report", "--db", server.url(record_on_server, role="guarded")), 5, "no password")
    refused(command_line("report", "--db", server.url(record_on_server, role="stranger")), 5, "does not exist")


@pytest.mark.usefixtures("guarded")
def test_right_password_is_shown_nowhere(command_line: Cli, server: servers.Server, nothing_on_server: str) -> None:
    server.emptied(nothing_on_server)
    server.execute(
        f"GRANT ALL ON DATABASE {nothing_on_server} TO guarded", f"ALTER DATABASE {nothing_on_server} OWNER TO guarded"
    )
    url = server.url(nothing_on_server, role="guarded", password=PASSWORD)
    with psycopg.connect(server.url(nothing_on_server)) as admin:
        admin.execute("ALTER SCHEMA public OWNER TO guarded")
    commands = [
        ["add", "The pier is closed", "--asserted-by", "Harbour"], ["report"], ["doctor"], ["log"], ["verify"],
        ["backup", "b.db"], ["migrate"], ["copy-to", url], ["redact", "c1", "--reason", "agreed"], ["show", "c9"],
    ]  # fmt: skip
    for command in commands:
        ran = command_line(*command, "--db", url, env={"CLAIMTRACK_DEBUG": ""})
        assert PASSWORD not in ran.out + ran.err
    server.execute(f"ALTER DATABASE {nothing_on_server} OWNER TO {servers.OWNER}")
    server.emptied(nothing_on_server)


def test_database_that_is_not_there_is_said_to_be(command_line: Cli, server: servers.Server) -> None:
    refused(command_line("report", "--db", server.url("nothing_of_the_kind")), 5, "no database at postgresql://")


def test_driver_that_is_not_installed_is_named(tmp_path: Path, url: str) -> None:
    (tmp_path / "psycopg.py").write_text("raise ImportError", encoding="utf-8")
    program = "from claimtrack.cli.entry import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, "report", "--db", url],
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    refused(Ran(done.returncode, done.stdout, done.stderr), 5, "the driver psycopg is not installed")


# What is not ours, or not now


def test_database_of_another_program_is_refused_and_left(command_line: Cli, server: servers.Server, empty: str) -> None:
    with psycopg.connect(empty) as other:
        other.execute("CREATE TABLE invoice (number int)")
    for command in (["report"], ["add", "x"], ["migrate"], ["backup", "b.db"]):
        refused(command_line(*command, "--db", empty), 5, "another program's tables are in it")
    refused(command_line("copy-to", empty, "--db", server.url("nowhere")), 5, "no database")
    with psycopg.connect(empty) as other:
        assert other.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall() == [("invoice",)]
    assert not Path("b.db").exists()


@pytest.mark.parametrize("command", [["migrate"], ["add", "x"], ["report"]])
def test_database_of_another_encoding_is_refused_and_left(
    command_line: Cli, server: servers.Server, command: list[str]
) -> None:
    server.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LOCALE 'C'")
    try:
        refused(command_line(*command, "--db", server.url("latin")), 5, "its text is kept as LATIN1")
        with psycopg.connect(server.url("latin")) as other:
            assert other.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall() == []
    finally:
        server.drop("latin")


@pytest.mark.parametrize("version", ["9999", "0001"])
def test_other_schema_is_refused_and_left(
    command_line: Cli, url: str, version: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CLAIMTRACK_DB", url)
    tamper(tmp_path, f"UPDATE alembic_version SET version_num = '{version}'")
    before = dump(tmp_path)
    for command in (["report"], ["add", "x"], ["migrate"]):
        refused(command_line(*command), 5, f"schema {version}")
    assert dump(tmp_path) == before


def test_database_without_tables_is_none_until_the_first_write(command_line: Cli, empty: str) -> None:
    refused(command_line("report", "--db", empty), 5, "no database at")
    assert command_line("doctor", "--db", empty).code == 0
    assert command_line("add", "x", "--dry-run", "--db", empty).code == 0
    assert command_line("add", " ", "--db", empty).code == 2
    refused(command_line("report", "--db", empty), 5, "no database at")
    assert "got its tables" in command_line("migrate", "--db", empty).out
    assert "is up to date" in command_line("migrate", "--db", empty).out


def test_disk_that_is_full_there_leaves_the_record_as_it_was(
    command_line: Cli, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """What the server says then is said by the server; only the disk itself is not filled."""
    monkeypatch.setenv("CLAIMTRACK_DB", url)
    full = "DO $$BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '53100'; END$$"
    before = dump(tmp_path)
    finish = Writer.conclude

    def out_of_room(writer: Writer) -> None:
        finish(writer)
        writer.connection.execute(full)

    with monkeypatch.context() as patched:
        patched.setattr(Writer, "conclude", out_of_room)
        refused(command_line("add", "x", "--asserted-by", "Harbour"), 5, "the disk of the server is full")
    assert dump(tmp_path) == before


REFUSALS = [
    ("57P01", "went away in the middle"), ("08006", "went away"), ("53300", "is busy"), ("40P01", "is busy"),
    ("55P03", "is busy"), ("42501", "does not let this role"), ("25006", "does not let this role"),
    ("57014", "is busy"),
    ("54000", "cannot keep so much at once"),
    ("XX001", "is damaged"), ("58030", "is damaged"), ("42P01", "no claimtrack writes"), ("22021", "NUL"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "said"), REFUSALS)
def test_refusal_of_the_server_is_worded_by_its_code(url: str, code: str, said: str) -> None:
    place = place_of(url)
    assert isinstance(place, Server)
    with pytest.raises(ClaimtrackError) as worded, refusals.worded_errors(place), psycopg.connect(url) as connection:
        connection.execute(f"DO $$BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{code}'; END$$".encode())
    assert said in worded.value.message


def test_question_that_a_replica_cannot_answer_is_sent_to_the_primary(url: str) -> None:
    """There as in any transaction that only reads, nobody makes a view."""
    place = place_of(url)
    assert isinstance(place, Server)
    with pytest.raises(ClaimtrackError) as worded, refusals.worded_errors(place), psycopg.connect(url) as connection:
        connection.execute("SET TRANSACTION READ ONLY; CREATE TEMP VIEW claim AS SELECT 1")
    assert "a replica answers about today" in worded.value.hint


def mixed(length: int) -> str:
    """Return a text that no server makes shorter, of signs of four bytes."""
    signs = random.Random(length)
    return "".join(chr(signs.randrange(0x20000, 0x2A000)) for _ in range(length))


def test_texts_as_long_as_they_may_be_are_kept_found_and_sorted(command_line: Cli, url: str) -> None:
    long, name = mixed(20_000), mixed(300)
    for line in (
        ["add", f"{long[:-1]}b", "--asserted-by", name, "--quote", long, "--evidence", long, "--tag", mixed(64)],
        ["add", f"{long[:-1]}a", "--asserted-by", name, "--source", f"https://example.org/{mixed(3_900)}"],
        ["source", "add", long], ["assert", "c1", "--by", name, "--source", long, "--place", mixed(300)],
    ):  # fmt: skip
        ran = command_line(*line, "--force", "--db", url) if line[0] == "add" else command_line(*line, "--db", url)
        assert ran.code == 0, ran.err[:200]
    again = command_line("add", f"{long[:-1]}b", "--dry-run", "--db", url)
    assert "has the words of c3" in again.err
    rows = json.loads(command_line("report", "--sort", "claim", "--format", "json", "--db", url).out)
    assert [row["id"] for row in rows][-2:] == ["c4", "c3"]
    assert json.loads(command_line("find", f'"{long[15_000:15_005]}"', "--format", "json", "--db", url).out)


def test_server_that_goes_away_in_the_middle_keeps_nothing(
    command_line: Cli, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CLAIMTRACK_DB", url)
    before = dump(tmp_path)
    finish = Writer.conclude

    def cut_off(writer: Writer) -> None:
        finish(writer)
        (pid,) = writer.connection.execute("SELECT pg_backend_pid()").fetchone()
        with psycopg.connect(url) as other:
            other.execute("SELECT pg_terminate_backend(%s)", (pid,))
        time.sleep(0.1)

    with monkeypatch.context() as patched:
        patched.setattr(Writer, "conclude", cut_off)
        refused(command_line("add", "x", "--asserted-by", "Harbour"), 5, "went away while the command was being kept")
    assert dump(tmp_path) == before
    assert command_line("verify").code == 0


def test_read_that_is_cut_off_says_so(url: str, command_line: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = Record.row

    def cut_off(record: Record, sql: str, **values: object) -> tuple[object, ...] | None:
        with psycopg.connect(url) as other:
            other.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname = current_database()"
            )
        time.sleep(0.1)
        return kept(record, sql, **values)

    monkeypatch.setattr(Record, "row", cut_off)
    refused(command_line("show", "c1", "--db", url), 5, "went away in the middle: nothing of this command was recorded")


# Rights


@pytest.fixture
def roles(server: servers.Server, url: str, desk_on_server: str) -> Iterator[dict[str, str]]:
    """The roles of the README, with exactly the rights it grants; by name the URL of each."""
    server.execute(*(f"CREATE ROLE {name} LOGIN" for name in ROLES))
    with psycopg.connect(url, autocommit=True) as owner:
        for statement in servers.grants():
            owner.execute(statement.replace("DATABASE claims", f"DATABASE {desk_on_server}").encode())
    yield {name: server.url(desk_on_server, role=name) for name in ROLES}
    with psycopg.connect(url, autocommit=True) as owner:
        for name in ROLES:
            owner.execute(f"DROP OWNED BY {name}".encode())
    server.execute(*(f"DROP ROLE {name}" for name in ROLES))


def test_desk_records_and_does_not_migrate(command_line: Cli, roles: dict[str, str]) -> None:
    desk = roles["claims_desk"]
    for line in (
        "add Tide --asserted-by Gazette --tag sea", "edit c1 --text Shut", "withdraw st1 --reason wrong", "undo",
        "report", "report --as-of 2024-03-01", "verify", "confidential s1", "report", "report --known-at 2024-06-02",
    ):  # fmt: skip
        command = line.split()
        assert command_line(*command, "--db", desk).code == 0, command
    with psycopg.connect(desk) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("CREATE TABLE x ()")
    with psycopg.connect(desk) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("DELETE FROM claim")
    ran = command_line("redact", "st1", "--reason", "agreed", "--db", desk)
    refused(ran, 5, "their bytes may still be in")
    assert "as the role that owns the tables" in ran.err


def test_reader_reads_and_does_not_record(command_line: Cli, roles: dict[str, str]) -> None:
    reader = roles["claims_reader"]
    for command in (["report"], ["why", "c1"], ["verify"], ["report", "--as-of", "2024-03-01"], ["backup", "b.db"]):
        assert command_line(*command, "--db", reader).code == 0, command
    assert "may only read" in command_line("doctor", "--db", reader).out
    refused(command_line("add", "x", "--db", reader), 5, "does not let this role do that")


# The way there and back


def checkpoint(cli: Cli, *place: str) -> str:
    ran = cli("checkpoint", *place)
    assert ran.code == 0, ran.err
    return ran.out


def said_in(path: Path) -> list[str]:
    """Return all that a file holds but the index of words, whose parts stand as they were written."""
    return sorted(line for line in dump(path) if '"search' not in line)


def test_record_goes_to_a_server_and_back_with_its_checkpoint(
    command_line: Cli, desk_database: Path, tmp_path: Path, empty: str
) -> None:
    shutil.copyfile(desk_database, tmp_path / "claimtrack.db")
    for line in (
        "edit c1 --text ä\u4e2d",
        "withdraw st1 --reason x",
        "undo",
        "redact c1 --reason y",
        "confidential s1",
    ):
        assert command_line(*line.split()).code == 0
    before = checkpoint(command_line)
    there = command_line("copy-to", empty)
    assert (there.code, before in there.out) == (0, True), there.err
    assert checkpoint(command_line, "--db", empty) == before
    assert command_line("copy-to", "back.db", "--db", empty).code == 0
    assert said_in(tmp_path / "back.db") == said_in(tmp_path / "claimtrack.db")
    assert command_line("find", "gone", "--db", "back.db").code == 0
    assert command_line("doctor", "--db", "back.db").code == 0  # the index of words is made anew
    assert command_line("verify", "--db", "back.db").code == 0
    assert command_line("deny", "c1", "--by", "Gazette", "--db", empty).code == 0


def test_backup_of_a_server_is_a_file_that_verifies(command_line: Cli, url: str) -> None:
    made = command_line("backup", "copy.db", "--db", url)
    assert made.code == 0
    assert checkpoint(command_line, "--db", "copy.db") == checkpoint(command_line, "--db", url)
    refused(command_line("backup", "copy.db", "--db", url), 2, "is there already")


def test_answers_of_both_engines_are_the_same(
    command_line: Cli, sample_database: Path, sample_on_server: str, server: servers.Server
) -> None:
    """The same record, copied byte for byte, answers every question in the same words."""
    copied = server.emptied(server.new())
    assert command_line("copy-to", copied, "--db", str(sample_database)).code == 0
    assert command_line("report", "--db", server.url(sample_on_server)).code == 0
    for line in (
        "report", "report --disputed --sort evidence", "list --sort event", "list --sort claim", "matrix --implied",
        "timeline", "why c1 --chains", "show c1", "actor list", "actor show south-korea", "evidence list",
        "source list", "report --as-of 2023-11-01", "report --text munitions", "verify",
        "diff --from 2023-09-01 --to 2024-01-01",
        "report --known-at 2024-06-01T12:00:00Z", "log --format json", "report --actor south-korea",
        "find shell*", "find munitions --in quotes", "find russia", "similar c1",
    ):  # fmt: skip
        command = line.split()
        assert command_line(*command, "--db", copied) == command_line(*command, "--db", str(sample_database)), command


def test_rows_that_were_touched_since_stand_where_they_stood(command_line: Cli, url: str) -> None:
    asked = ("timeline", "c1", "--format", "json", "--db", url)
    before = command_line(*asked).out
    assert command_line("confidential", "st1", "--db", url).code == 0
    assert command_line("confidential", "st1", "--lift", "--db", url).code == 0
    assert command_line(*asked).out == before


def test_copy_goes_only_where_nothing_is(command_line: Cli, url: str, tmp_path: Path, desk_database: Path) -> None:
    refused(command_line("copy-to", url, "--db", str(desk_database)), 2, "something is recorded at")
    (tmp_path / "there.db").write_text("x", encoding="utf-8")
    refused(command_line("copy-to", "there.db", "--db", url), 2, "is there already")
    refused(command_line("copy-to", "no/folder.db", "--db", url), 5, "no folder")
    assert (tmp_path / "there.db").read_text(encoding="utf-8") == "x"


def test_copy_of_a_record_that_does_not_verify_is_none(
    command_line: Cli, url: str, empty: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CLAIMTRACK_DB", url)
    tamper(tmp_path, "UPDATE statement SET quote = 'forged' WHERE id = 1")
    monkeypatch.delenv("CLAIMTRACK_DB")
    refused(command_line("copy-to", "copy.db", "--db", url), 5, "no copy was made at copy.db: st1")
    assert [one.name for one in tmp_path.iterdir()] == []
    refused(command_line("copy-to", empty, "--db", url), 5, "no copy was made at postgresql://")
    refused(command_line("report", "--db", empty), 5, "no database at")


def test_copy_that_lost_a_row_is_none(
    command_line: Cli, desk_database: Path, empty: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = copying.tables
    monkeypatch.setattr(copying, "tables", lambda: [one for one in whole() if one[0] != "tag"])
    refused(command_line("copy-to", empty, "--db", str(desk_database)), 5, "no copy was made")
    refused(command_line("report", "--db", empty), 5, "no database at")


# Writers at once


def test_first_writes_at_once_make_the_tables_once(empty: str, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[bool] = []
    begun = threading.Barrier(3)

    def write(n: int) -> None:
        begun.wait()
        new = recording.NewClaim(text=f"Claim {n}")
        made.append(workspace.write(empty, lambda writer: recording.add_claim(writer, new)).is_new)

    upgrade = migration.upgrade

    def slowly(session: Session, server: Server) -> None:
        time.sleep(0.1)
        upgrade(session, server)

    monkeypatch.setattr(migration, "upgrade", slowly)
    threads = [threading.Thread(target=write, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [False, False, True]
    with workspace.reading(empty) as record:
        assert record.one("SELECT count(*) FROM claim") == 3


def test_read_waits_no_longer_than_a_write_for_tables_that_are_made_anew(command_line: Cli, url: str) -> None:
    with psycopg.connect(url) as other:
        other.execute("LOCK TABLE claim")
        refused(command_line("report", "--db", url, env={"CLAIMTRACK_BUSY_SECONDS": "0.1"}), 5, "is busy")


@pytest.mark.parametrize("setting", ["default_transaction_read_only", "quote_all_identifiers"])
def test_settings_of_the_database_keep_no_reader_out(
    command_line: Cli, url: str, server: servers.Server, desk_on_server: str, setting: str
) -> None:
    asked = ("report", "--as-of", "2024-03-02", "--no-footer", "--db", url)
    before = command_line(*asked)
    server.execute(f"ALTER DATABASE {desk_on_server} SET {setting} = on")
    try:
        assert command_line(*asked) == before
        assert before.code == 0
    finally:
        server.execute(f"ALTER DATABASE {desk_on_server} RESET {setting}")


def test_doctor_mends_what_follows_from_the_record(
    command_line: Cli, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CLAIMTRACK_DB", url)
    tamper(tmp_path, "DELETE FROM position", "UPDATE mask_status SET lean = 'mixed'")
    looked_at = {row["id"]: row["meaning"] for row in json.loads(command_line("doctor", "--format", "json").out)}
    assert looked_at.items() <= MEANING.items()
    assert {"server", "line"} <= looked_at.keys()
    mended = command_line("doctor", "--fix", "--format", "json")
    assert mended.code == 0, mended.out
    assert {row["id"] for row in json.loads(mended.out) if row.get("mended")} == {"status", "masks"}
    tamper(tmp_path, "DELETE FROM actor WHERE id = 1")
    assert command_line("doctor").code == 4
