"""Checks the machine and the database, and says of each finding what it means and what to do."""

from collections.abc import Iterator
from contextlib import contextmanager

from claimtrack.domain.places import Server
from claimtrack.domain.vantage import WHOLE
from claimtrack.errors.base import ClaimtrackError
from claimtrack.errors.database import DatabaseDamaged, NoDatabase
from claimtrack.services import surroundings, workspace
from claimtrack.services.findings import Finding
from claimtrack.store import checks, search, verification
from claimtrack.store.record import Record
from claimtrack.store.verification import Fault

_FIX = "claimtrack doctor --fix"
_RESTORE = "restore a backup that verifies"
DERIVED = {"claim_status", "position", "mask_status"}
_SHOWN = 5


def examine(db: workspace.Named, *, columns: int) -> list[Finding]:
    """Return the findings on this machine and on the database; a missing database is no fault."""
    path = workspace.located(db)
    findings = [*surroundings.machine(columns=columns), *surroundings.place(path)]
    if not isinstance(path, Server) and not path.exists() and not path.is_symlink():
        return [
            *findings,
            Finding("database", well=True, found=f"no database at {path} yet; the first write creates it"),
        ]
    try:
        with workspace.reading(db, WHOLE) as record, readable(record):
            findings.append(
                Finding("database", well=True, found=f"{path} is a claimtrack database of this version's schema")
            )
            if isinstance(path, Server):
                findings += surroundings.server(record)
            else:
                findings.append(Finding("size", well=True, found=_size(record)))
            findings += contents(record)
            findings.append(ledger := _ledger(record))
            findings.append(_searched(record, mends=ledger.well))
    except NoDatabase as error:  # of a server: it can be asked only by going there
        findings.append(Finding("database", well=True, found=f"{error.message} yet; the first write makes its tables"))
    except ClaimtrackError as error:
        findings.append(Finding("database", well=False, found=error.message, fix=error.hint))
    return findings


@contextmanager
def readable(record: Record) -> Iterator[None]:
    """Word what is met where a value is not of the kind it was written as: then all that is read of it misleads."""
    try:
        yield
    except (TypeError, ValueError, LookupError, AssertionError) as error:
        detail = checks.damage(record) or f"a row holds what no claimtrack writes ({error})"
        raise DatabaseDamaged(str(record.path), detail) from error


def _searched(record: Record, *, mends: bool) -> Finding:
    """Return whether words are found; where rows are not as they were recorded, the index may be right, and stays."""
    return _judged(
        "search",
        "the index of words is not that of the record" if search.differs(record) else "",
        well="every word on record is found",
        mends=mends,
        else_fix=_RESTORE,
    )


def _size(record: Record) -> str:
    pages, free, page = (record.one(f"PRAGMA {name}") for name in ("page_count", "freelist_count", "page_size"))
    return f"{pages * page:,} bytes, {free * page:,} of them free"


def contents(record: Record) -> Iterator[Finding]:
    """Yield what looking the database over finds: its pages, its links, and what is derived."""
    yield _integrity(record)
    yield Finding("schema", well=True, found="every table, index and view is as claimtrack made it")  # else not opened
    dangling = checks.dangling(record)
    mends = bool(dangling) and checks.dangling_tables(record) <= DERIVED
    yield _judged(
        "links",
        f"rows that point to nothing: {', '.join(dangling)}" if dangling else "",
        well="every row points to one that is there",
        mends=mends,
        else_fix=f"another program has changed the file: {_RESTORE}",
    )
    stale = checks.stale(record)
    yield _judged(
        "status",
        f"kept status differs from the record: {', '.join(stale)}" if stale else "",
        well="the kept status of every claim is what the rule gives",
    )
    masks = checks.masks_differ(record)
    yield _judged(
        "masks", f"masks read otherwise: {masks}" if masks else "", well="the 64 masks mean what the rule says"
    )


def _judged(what: str, fault: str, *, well: str, mends: bool = True, else_fix: str = "") -> Finding:
    if not fault:
        return Finding(what, well=True, found=well)
    return Finding(what, well=False, found=fault, fix=_FIX if mends else else_fix, mends=mends)


def _integrity(record: Record) -> Finding:
    damage = checks.damage(record)
    if isinstance(record.path, Server):
        return Finding("integrity", well=True, found="the server answers for its pages and indexes")
    if not damage:
        return Finding("integrity", well=True, found="every page and index reads well")
    is_index = bool(checks.disagreeing_indexes(record)) and not ledger_faults(record)
    return Finding("integrity", well=False, found=damage, fix=_FIX if is_index else _RESTORE, mends=is_index)


def ledger_faults(record: Record) -> list[Fault]:
    """Return where ledger and tables do not agree."""
    return verification.verify(record).faults


def _ledger(record: Record) -> Finding:
    faults = ledger_faults(record)
    if not faults:
        return Finding("ledger", well=True, found="every row is as it was recorded")
    shown = "; ".join(f"{fault.where}: {fault.says}" for fault in faults[:_SHOWN])
    more = f"; and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
    return Finding(
        "ledger", well=False, found=shown + more, fix=f"see all with: claimtrack verify --format json; {_RESTORE}"
    )
