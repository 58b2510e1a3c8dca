"""A PostgreSQL server to throw away: made in a temporary folder, on a socket there, by whoever may run one."""

import getpass
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import psycopg

_PROGRAMS = ("initdb", "pg_ctl", "postgres")
# Debian keeps the programs of each version apart, and only some of them where commands are looked for.
_PATH = os.pathsep.join([os.environ.get("PATH", ""), *map(str, sorted(Path("/usr/lib/postgresql").glob("*/bin")))])
_UNPRIVILEGED = ("postgres", "nobody")
OWNER = "owner"
_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename"
ROLES = ("claims_desk", "claims_reader")
_GRANTS = re.compile(r"```sql\n(-- As the owner.*?)```", re.DOTALL)
_numbers = count(1)


def grants() -> list[str]:
    """Return the statements by which the README gives the desk and the readers their rights."""
    text = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    found = _GRANTS.search(text)
    assert found, "the README grants rights"
    lines = (line.partition("--")[0] for line in found[1].splitlines())
    return [one.strip() for one in " ".join(lines).split(";") if one.strip() and "CREATE ROLE" not in one]


def missing() -> str:
    """Return in words what keeps a server from being started here, or nothing."""
    if os.name != "posix":
        return "a PostgreSQL server to throw away is only started on a system with users and sockets"
    lacking = [name for name in _PROGRAMS if not shutil.which(name, path=_PATH)]
    if lacking:
        return f"no PostgreSQL server can be started here: there is no {' and no '.join(lacking)}"
    if find_spec("psycopg") is None:
        return "the extra claimtrack[postgres] is not installed"
    if os.getuid() == 0 and (not shutil.which("setpriv") or _account() is None):
        return "PostgreSQL does not run as root, and there is no setpriv or no other account here"
    return ""


def _account() -> str | None:
    import pwd  # not on every system

    names = {entry.pw_name for entry in pwd.getpwall()}
    return next((name for name in _UNPRIVILEGED if name in names), None)


class Server:
    """A running server with a superuser, whose databases are made and dropped by name."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.start()

    def url(self, database: str, *, role: str = OWNER, password: str = "") -> str:
        """Return the URL of a database."""
        secret = f":{password}" if password else ""
        return f"postgresql://{role}{secret}@/{database}?host={self.folder}"

    def execute(self, *statements: str) -> None:
        """Run statements as the superuser, each on its own."""
        for statement in statements:
            self.admin.execute(statement.encode())

    def new(self, template: str = "template0", *, name: str = "") -> str:
        """Make a database, empty or as another one is that nobody is connected to, and return its name."""
        made = name or f"made_{os.getpid()}_{next(_numbers)}"
        faster = " STRATEGY FILE_COPY" if self.admin.info.server_version >= 150_000 else ""
        self.execute(f"CREATE DATABASE {made} TEMPLATE {template} ENCODING UTF8{faster}")
        return made

    def drop(self, database: str) -> None:
        """Drop a database, whoever is connected to it."""
        self.execute(f"DROP DATABASE IF EXISTS {database} WITH (FORCE)")

    def keep(self, database: str) -> None:
        """Keep what the record in a database holds now, to be put back before each test."""
        with self._inside(database) as connection:
            connection.execute("CREATE SCHEMA kept")
            for (table,) in connection.execute(_TABLES).fetchall():
                connection.execute(f"CREATE TABLE kept.{table} AS TABLE public.{table}".encode())

    def put_back(self, database: str) -> str:
        """Let a record hold again what was kept, and return its URL: far cheaper than to copy the database."""
        with self._inside(database) as connection:
            tables = [row[0] for row in connection.execute(_TABLES).fetchall()]
            statements = [f"DELETE FROM public.{one}" for one in tables]
            statements += [f"INSERT INTO public.{one} SELECT * FROM kept.{one}" for one in tables]
            connection.execute(";".join(("SET session_replication_role = replica", *statements)).encode())
        return self.url(database)

    def emptied(self, database: str) -> str:
        """Take everything out of a database, and return its URL."""
        with self._inside(database) as connection:
            connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
        return self.url(database)

    def _inside(self, database: str) -> "psycopg.Connection[tuple[Any, ...]]":
        import psycopg

        return psycopg.connect(self.url(database))

    def stop(self, mode: str = "immediate") -> None:
        """Stop the server, at once unless another mode is named."""
        self.admin.close()
        _run("pg_ctl", "-D", self.folder / "data", "-m", mode, "-w", "stop")

    def start(self) -> None:
        """Start it, on its socket only and without waiting for the disk: what it holds is thrown away."""
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.folder),
            "fsync": "off",
            "full_page_writes": "off",
            "max_connections": "60",
            "shared_buffers": "32MB",
            "autovacuum": "off",
        }
        options = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
        _run("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-o", options, "-w", "start")
        import psycopg  # an extra, which not every machine has

        self.admin = psycopg.connect(self.url("postgres"), autocommit=True)


@contextmanager
def running() -> Iterator[Server]:
    """Run a server as long as it is needed; nothing of it is left."""
    folder = Path(tempfile.mkdtemp(prefix="claimtrack-server-"))  # short: the name of a socket has 107 signs at most
    try:
        if account := _account() if os.getuid() == 0 else None:
            shutil.chown(folder, account)
        _run("initdb", "-D", folder / "data", "-U", OWNER, "-A", "trust", "-E", "UTF8", "--no-sync", *_language())
        server = Server(folder)
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _language() -> list[str]:
    """Return what lets a server order text as readers do where it can, which ours must not depend on."""
    initdb = shutil.which("initdb", path=_PATH)
    assert initdb, "there is a server"
    told = subprocess.run([initdb, "--help"], stdout=subprocess.PIPE, text=True, check=True).stdout
    icu = ["--locale-provider=icu", "--icu-locale=en-US"] if "--icu-locale" in told else []
    return ["--locale=C", *icu]


def _run(*command: str | Path) -> None:
    """Run one of the server's programs, never as root."""
    account = _account() if os.getuid() == 0 else None
    before = ["setpriv", f"--reuid={account}", "--clear-groups", f"--regid={_group(account)}"] if account else []
    environment = {"PATH": _PATH, "HOME": "/", "LC_ALL": "C", "USER": account or getpass.getuser()}
    done = subprocess.run(
        [*before, *map(str, command)], cwd="/", env=environment, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE if command[0] == "initdb" else subprocess.DEVNULL, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, (done.args, done.stdout)


def _group(account: str) -> int:
    import pwd

    return pwd.getpwnam(account).pw_gid
