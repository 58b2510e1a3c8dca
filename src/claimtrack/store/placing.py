"""Knows what an unfinished database is called, and gives a finished one its name: whole, or not at all."""

import contextlib
import os
import re
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from threading import Lock

from claimtrack.errors.database import StrayLog

_LOGS = ("-wal", "-journal")
_QUIET = 60  # seconds
_in_work: set[Path] = set()  # the files that this process builds: no thread takes another's away
_choosing = Lock()


@contextlib.contextmanager
def unfinished_beside(path: Path) -> Iterator[Path]:
    """Yield a free name beside a place, to build a file there; what is left under it is removed at the end."""
    beside = (path.with_name(f".{path.name}.{os.getpid()}{f'.{n}' if n else ''}.new") for n in count())
    with _choosing:
        unfinished = next(name for name in beside if name not in _in_work)
        _in_work.add(unfinished)
    try:
        remove(unfinished)  # an earlier process of the same number may have been killed
        yield unfinished
    finally:
        remove(unfinished)
        _in_work.remove(unfinished)


def put_in_place(unfinished: Path, path: Path) -> bool:
    """Give a finished database its name, whole from the first moment it is there; False where something has it.

    Raises StrayLog where the log of a database that is gone lies there: SQLite would move it into the new one.
    """
    if os.path.lexists(path):
        return False
    logs = (path.with_name(path.name + end) for end in _LOGS)
    stray = next((log for log in logs if log.is_file() and log.stat().st_size), None)
    if stray and not os.path.lexists(path):  # looked for once more: another run may have begun to use the place
        raise StrayLog(str(path), log=str(stray))
    _write_out(unfinished, os.O_RDWR)
    try:
        os.link(unfinished, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without hard links: claim the name first, then move the file over it
        try:
            os.close(os.open(path, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        unfinished.replace(path)
    with contextlib.suppress(OSError):  # not every system can for a folder
        _write_out(path.parent, os.O_RDONLY)
    return True


def left_over(path: Path) -> list[Path]:
    """Return the unfinished files beside a place whose process is gone, and that nobody wrote to of late.

    In a folder that machines share, the process may be another one's.
    """
    begins, found = f".{path.name}.", []
    try:
        there = sorted(path.parent.iterdir())
    except PermissionError:  # a folder whose files can be opened, and not listed
        return []
    for beside in there:
        number = beside.name.removeprefix(begins).removesuffix(".new").partition(".")[0]
        is_unfinished = re.fullmatch(rf"{re.escape(begins)}[0-9]+(\.[0-9]+)?\.new", beside.name) is not None
        if is_unfinished and not _is_running(int(number)) and time.time() - beside.stat().st_mtime > _QUIET:
            found.append(beside)
    return found


def log_size(path: Path) -> int:
    """Return the bytes of the log beside a database, 0 where there is none."""
    log = path.resolve()
    log = log.with_name(f"{log.name}-wal")
    return log.stat().st_size if log.is_file() else 0


def remove(unfinished: Path) -> None:
    """Remove a file that was not finished, with what SQLite keeps beside it."""
    for end in ("", *_LOGS, "-shm"):
        unfinished.with_name(unfinished.name + end).unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    if os.name == "nt":  # where asking is ending
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _write_out(path: Path, flags: int) -> None:
    """Let the system write out what no connection holds, so that a power cut finds it there."""
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
