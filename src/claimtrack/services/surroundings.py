"""Looks at the machine, and at the place where the database lies, without opening it."""

import os
import shutil
import sqlite3
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

from claimtrack.domain.places import Place, Server
from claimtrack.services.findings import Finding
from claimtrack.store import engines, placing
from claimtrack.store.record import Record

OLDEST_SQLITE = (3, 37, 0)  # STRICT tables
NARROW = 60  # columns; with fewer, a report's columns are folded into the claim's cell
LARGE_LOG = 64 * 1024 * 1024
_SPARE = 16 * 1024 * 1024
_FIX = "claimtrack doctor --fix"


def machine(*, columns: int) -> Iterator[Finding]:
    """Yield what this machine brings."""
    yield Finding("python", well=True, found=f"Python {sys.version.split()[0]}")
    version = sqlite3.sqlite_version
    enough = sqlite3.sqlite_version_info >= OLDEST_SQLITE
    yield Finding(
        "sqlite", enough, f"SQLite {version}", "" if enough else "needs 3.37 or later: use a newer Python build"
    )
    encoding = sys.stdout.encoding or "none"
    shown = encoding.lower().replace("-", "") in ("utf8", "utf16", "utf32")
    yield Finding(
        "encoding", well=True, found=f"the terminal takes {encoding}" + ("" if shown else "; glyphs are shown in ASCII")
    )
    narrow = "; tables are folded" if columns < NARROW else ""
    yield Finding("width", well=True, found=f"{columns} columns{narrow}")


def server(record: Record) -> Iterator[Finding]:
    """Yield what there is to say of a server and of what it lets this role do; the record is open on it."""
    told = engines.circumstances(record.connection)
    yield Finding("server", well=True, found=f"PostgreSQL {told.version}, through psycopg {told.driver}")
    yield Finding("size", well=True, found=f"{told.size:,} bytes on the server")
    is_guarded = told.is_local or told.is_encrypted
    yield Finding(
        "line",
        well=is_guarded,
        found="a socket of this machine" if told.is_local else "encrypted" if told.is_encrypted else "not encrypted",
        fix="" if is_guarded else "add ?sslmode=verify-full to the URL, and TLS to the server",
    )
    yield Finding("rights", well=True, found=f"the role {told.role} {told.rights}")


def place(path: Place) -> Iterator[Finding]:
    """Yield what there is to say of the folder and the file; nothing of a folder that is not there, or of a server."""
    if isinstance(path, Server) or not path.parent.is_dir():
        return
    there = path.is_file()
    yield _space(path, path.stat().st_size if there else 0)
    yield _leftovers(path)
    if there:
        yield _rights(path)
    yield _log(path, there=there)


def _space(path: Path, size: int) -> Finding:
    free = shutil.disk_usage(path.parent).free
    well = free >= size + _SPARE
    found = f"{free:,} bytes are free" + ("" if well else f", and {size + _SPARE:,} are to be")
    return Finding("space", well, found, "" if well else "free some space on the disk of the database")


def _leftovers(path: Path) -> Finding:
    found = placing.left_over(path)
    if not found:
        return Finding("leftovers", well=True, found="no killed run has left a file here")
    names = ", ".join(one.name for one in found)
    return Finding("leftovers", well=False, found=f"left by runs that were killed: {names}", fix=_FIX, mends=True)


def _rights(path: Path) -> Finding:
    mode = stat.S_IMODE(path.stat().st_mode)
    if os.name == "posix" and mode & stat.S_IWOTH:
        found = f"anybody on this machine may write to it (mode {mode:o})"
        return Finding("rights", well=False, found=found, fix=f"chmod o-w {path}")
    writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
    return Finding("rights", well=True, found=f"mode {mode:o}; " + ("writable here" if writable else "read only here"))


def _log(path: Path, *, there: bool) -> Finding:
    size = placing.log_size(path)
    if size and not there:
        found = f"a log of {size:,} bytes lies here, and the database it belongs to is gone"
        return Finding("log", well=False, found=found, fix="put the database back in its place, or move the log away")
    if size > LARGE_LOG:
        found = f"a log of {size:,} bytes lies beside it"
        return Finding("log", well=False, found=found, fix=_FIX, mends=True)
    found = (
        f"a log of {size:,} bytes, of a run at work or killed; it is taken in"
        if size
        else "none: the file alone is the record"
    )
    return Finding("log", well=True, found=found)
