"""What each command loads, the cause of its speed, and that none opens a socket: held by looking into whole processes.

Timing is left to `make bench`; these tests name the import that would cost it.
"""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from typer.main import get_group

from claimtrack.cli.sections import MODULES
from claimtrack.store import migration
from tests import servers

# Runs the program as its console script does, and leaves the names of all loaded packages in a file, and what it did
# with sockets in another.
_PROBE = """
import sys
from pathlib import Path
calls = []
sys.addaudithook(lambda event, _: calls.append(event) if event.startswith("socket.") else None)
from claimtrack.cli.entry import main
loaded, sys.argv = Path(sys.argv[1]), ["claimtrack", *sys.argv[2:]]
try:
    main()
finally:
    loaded.write_text("\\n".join({name.partition(".")[0] for name in sys.modules}), encoding="utf-8")
    loaded.with_name("sockets").write_text("\\n".join(calls), encoding="utf-8")
"""
HEAVY = {"sqlmodel", "sqlalchemy", "alembic", "edtf", "jinja2", "pydantic", "cryptography", "psycopg"}
SAMPLE = (
    'add "The bridge is closed" --asserted-by "City of Riga" --denied-by Rail --evidence "A photograph" --tag bridge',
    'add "The bridge is closed to lorries" --asserted-by "City of Riga" --source "Morning paper" --on 2023-10',
    'actor add "Bridge Office" --slug bridge-office',
    "undo",
    "redo",
    "tag c2 draft",
    "undo",
    "prove c1 -o c1.proof",
    "export csv -o given.csv",
)

READS = {
    "report": ("report", "report --disputed --limit 20", "report --status asserted --since 2023 --format json"),
    "list": ("list", "list --tag bridge --format csv"),
    "find": ("find bridge", 'find "brid*" --in claims --format json'),
    "similar": ('similar "Rigas bridge was closed"', "similar c1"),
    "log": ("log", "log c1 --format json"),
    "verify": ("verify",),
    "checkpoint": ("checkpoint",),
    "prove": ("prove c1", "prove st1 -o st1.proof --since c1.proof"),
    "check-proof": ("check-proof c1.proof", "check-proof c1.proof --checkpoint c1.proof --format json"),
    "matrix": ("matrix", "matrix --implied --format json"),
    "show": ("show c1", "show a1", "show st1 --format md"),
    "why": ("why c1", "why c1 --chains", "why c1 --format html", "why c1 --as-of 2024-05-01"),
    "timeline": ("timeline", "timeline c1"),
    "diff": ("diff --from 2024-01-01 --to 2024-05-01",),
    "export tables": ("export tables -o table.svg", "export tables --disputed -o table.csv"),
    **{
        f"export {fmt}": (f"export {fmt} c1 -o x", f"export {fmt} --disputed -o x")
        for fmt in ("csv", "xlsx", "claimreview", "prov", "csl", "dot", "mermaid")
    },
    "review": ("review", "review --later --format json"),
    "export bundle": ("export bundle", "export bundle -o record.jsonl"),
    "evidence list": ("evidence list",),
    "evidence show": ("evidence show e1",),
    "source list": ("source list",),
    "source show": ("source show s1",),
    "actor list": ("actor list",),
    "actor show": ("actor show a1",),
    "rating show": ('rating show "Engañoso" --publisher chequeado.com',),
    "rating map": ("rating map --rating true --format json", "rating map --publisher snopes.com --toml"),
    "lint": ("lint c1", "lint c1 --format json", "lint - --format csv"),
    "doctor": ("doctor", "doctor --fix"),
    "backup": ("backup copy.db",),
}
WRITES = {
    "add": (
        'add "The tunnel is open"',
        'add "The gate — «Rīga» — is open" --asserted-by Rail --on 2023-10-13 --event 2024 --quote "open" --source s1',
    ),
    "assert": ("assert c1 --by rail --on 2023-10",),
    "deny": ("deny c1 --by Harbour --source s1", "deny c1 --by Harbour --relies-on st2"),
    "suggest": ("suggest c1 --by Harbour",),
    "doubt": ("doubt c1 --by Harbour",),
    "relay": ("relay c1 --by Gazette",),
    "retract": ('retract c1 --by "City of Riga"',),
    "no-comment": ("no-comment c1 --by Harbour",),
    "verdict": ('verdict c1 --by "Check Desk" --rating mixed',),
    "link": (
        "link c2 narrower-than c1",
        "link e1 refutes c2",
        "link bridge-office part-of city-of-riga",
        "link st3 relies-on st1",
    ),
    "tag": ("tag c1 traffic --remove bridge",),
    "edit": ('edit c1 --text "The bridge is shut"', 'edit rail --name "Riga Rail"'),
    "withdraw": ('withdraw st1 --reason "wrong office"',),
    "confidential": ("confidential st1", "confidential st1 --reason agreed"),
    "redact": ('redact c2 --reason "by order of a court"',),
    "evidence add": ('evidence add "A second photograph" --supports c1 --credibility 2',),
    "source add": ('source add "Evening paper" --publisher Rail --published 2023-10-14',),
    "actor add": ('actor add "Road Office" --part-of "City of Riga"',),
    "actor alias": ("actor alias rail Railways",),
    "undo": ("undo", "undo 3"),
    "redo": ("redo",),
    "import": ("import given.csv", "import given.csv --dry-run --report told.jsonl"),
    "review accept": ("review accept rail bridge-office",),
    "review reject": ("review reject c1 c2",),
    "review later": ("review later c1 c2",),
    "merge": ("merge other.db", "merge other.db --theirs --dry-run"),
    "actor merge": ("actor merge rail bridge-office",),
}
SIGNING: dict[str, tuple[str, ...]] = {"keygen": ("keygen desk.key",)}
CREATING = {
    "copy-to": "makes the database that it fills",
    "migrate": "brings the tables up to date, which is what Alembic is for",
    "demo": "creates a file",
}


@pytest.fixture(scope="session")
def sample(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with something of everything to read."""
    folder = tmp_path_factory.mktemp("imports")
    path = Path(shutil.copyfile(template, folder / "claimtrack.db"))
    for command in SAMPLE:
        _packages(command, folder)
    return path


@pytest.fixture
def folder(sample: Path, tmp_path: Path) -> Path:
    """A folder with a database of its own."""
    for name in ("claimtrack.db", "c1.proof", "given.csv"):
        shutil.copyfile(sample.with_name(name), tmp_path / name)
    shutil.copyfile(sample, tmp_path / "other.db")
    return tmp_path


def _packages(command: str, folder: Path, probe: str = _PROBE) -> set[str]:
    """Return the top-level packages that a command loads; it must end well, and leave the network alone."""
    loaded = folder / "loaded"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("CLAIMTRACK_")}
    done = subprocess.run(
        [sys.executable, "-c", probe, str(loaded), *shlex.split(command)],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert loaded.with_name("sockets").read_text(encoding="utf-8") == "", "it opened a socket"
    return set(loaded.read_text(encoding="utf-8").split())


def _command_names() -> Iterator[str]:
    """Yield every command there is, those of a group with the group's name."""
    for name, module in MODULES.items():
        command = get_group(import_module(f"claimtrack.cli.commands.{module}").app).commands[name]
        parts = getattr(command, "commands", None)
        yield from [f"{name} {part}" for part in parts] if parts else [name]
        if parts and getattr(command, "invoke_without_command", False):
            yield name


def _all(cases: dict[str, tuple[str, ...]]) -> list[str]:
    return [command for commands in cases.values() for command in commands]


def test_every_command_has_a_case_here() -> None:
    assert sorted(_command_names()) == sorted([*READS, *WRITES, *SIGNING, *CREATING])
    assert all(one.startswith(name) for cases in (READS, WRITES) for name in cases for one in cases[name])


@pytest.mark.parametrize("command", _all(READS))
def test_read_loads_no_object_mapper(command: str, folder: Path) -> None:
    assert not HEAVY & _packages(command, folder)


@pytest.mark.parametrize("command", _all(WRITES))
def test_write_loads_no_object_mapper_and_no_table_drawing(command: str, folder: Path) -> None:
    assert not (HEAVY | {"rich"}) & _packages(command, folder)


@pytest.mark.parametrize("command", _all(SIGNING))
def test_what_signs_alone_loads_what_it_signs_with(command: str, folder: Path) -> None:
    pytest.importorskip("cryptography", reason="the extra claimtrack[sign] is not installed")
    assert HEAVY & _packages(command, folder) == {"cryptography"}


@pytest.mark.parametrize("fmt", ["json", "jsonl", "csv", "md", "html"])
def test_report_for_other_programs_draws_no_table(fmt: str, folder: Path) -> None:
    assert not (HEAVY | {"rich"}) & _packages(f"report --format {fmt}", folder)


def test_migrate_of_a_current_file_loads_no_object_mapper(folder: Path) -> None:
    assert not HEAVY & _packages("migrate", folder)


def test_first_creation_of_a_file_loads_none_of_them(tmp_path: Path) -> None:
    assert not HEAVY & _packages('add "The bridge is closed"', tmp_path)


def test_migration_is_seen_to_load_them(tmp_path: Path) -> None:
    migration.upgrade(tmp_path / "claimtrack.db", mode="rwc", target="0008")
    assert {"alembic", "sqlalchemy"} <= _packages("migrate", tmp_path)


def test_copy_from_file_to_file_loads_no_driver(folder: Path) -> None:
    assert "psycopg" not in _packages("copy-to copied.db", folder)


def test_server_is_seen_to_load_the_driver_and_no_object_mapper(
    folder: Path, server: servers.Server, record_on_server: str
) -> None:
    """The driver speaks to a server by the system's sockets, which Python does not see."""
    url = server.put_back(record_on_server)
    for command in ("report", "add x --asserted-by Rail", "why c1", "undo"):
        assert HEAVY & _packages(f"{command} --db {url}", folder) == {"psycopg"}


def test_demo_opens_no_socket(tmp_path: Path) -> None:
    """The other commands are looked at for sockets wherever they are run here."""
    assert "rich" in _packages("demo", tmp_path)


def test_socket_would_be_seen(tmp_path: Path) -> None:
    opening = _PROBE.replace("    main()\n", "    import socket; socket.socket().close(); main()\n")
    with pytest.raises(AssertionError, match="it opened a socket"):
        _packages("--help", tmp_path, opening)


def test_version_loads_nothing_to_parse_or_draw_with(tmp_path: Path) -> None:
    assert not (HEAVY | {"typer", "rich", "sqlite3"}) & _packages("--version", tmp_path)


def test_help_loads_nothing_to_draw_or_store_with(tmp_path: Path) -> None:
    assert not (HEAVY | {"rich", "sqlite3"}) & _packages("--help", tmp_path)
