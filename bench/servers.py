"""Compares a record in a server's database with the same one in a file, on a server of the machine to throw away."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

from tests import servers

from bench.measuring import Call, require_success
from bench.rows import OURS, Row, asked

COMPARED: tuple[tuple[str, ...], ...] = (
    ("report", "--disputed"),
    ("add", "Wharf {n} was closed for a week", "--asserted-by", "Arden Customs"),
    ("find", "artillery border"),
)


def missing() -> str:
    """Return in words why there is nothing to compare, or nothing."""
    return servers.missing()


def rows(database: Path) -> Iterator[Row]:
    """Yield what each of some commands costs the client on a server, against the file; while it runs."""
    if missing():
        return
    with servers.running() as server:
        url = server.url(server.new())
        copy = Path(copyfile(database, database.with_name("beside-server.db")))
        require_success(Call((OURS, "copy-to", url, "--db", str(copy))))
        for words in COMPARED:
            name = f"{words[0]} {words[1] if words[1].startswith('-') else ''}".strip()
            yield Row(f"{name}: on a PostgreSQL server, against a file", asked(url, words), asked(copy, words), None)
