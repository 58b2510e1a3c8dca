"""Checks the machine and the database, and says of each finding what it means and what to do."""

import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from claimtrack.domain.vantage import WHOLE
from claimtrack.errors.base import ClaimtrackError
from claimtrack.services import workspace
from claimtrack.store import checks
from claimtrack.store.record import Record

OLDEST_SQLITE = (3, 37, 0)  # STRICT tables


class Finding(NamedTuple):
    """What one check found: whether it is well, what it looked at, and the way out where it is not."""

    id: str
    well: bool
    found: str
    fix: str = ""


def examine(db: Path | None) -> list[Finding]:
    """Return the findings on this machine and on the database; a missing database is no fault."""
    findings = list(_machine())
    path = workspace.located(db)
    if not path.exists() and not path.is_symlink():
        return [
            *findings,
            Finding("database", well=True, found=f"no database at {path} yet; the first write creates it"),
        ]
    try:
        with workspace.reading(db, WHOLE) as record:
            findings.append(
                Finding("database", well=True, found=f"{path} is a claimtrack database of this version's schema")
            )
            findings += contents(record)
    except ClaimtrackError as error:
        findings.append(Finding("database", well=False, found=error.message, fix=error.hint))
    return findings


def _machine() -> Iterator[Finding]:
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


def contents(record: Record) -> Iterator[Finding]:
    """Yield what looking the database over finds: its pages, its links, and what is derived."""
    damage = checks.damage(record)
    yield Finding("integrity", not damage, damage or "every page and index reads well", "restore a backup")
    yield Finding("schema", well=True, found="every table, index and view is as claimtrack made it")  # else not opened
    dangling = checks.dangling(record)
    yield Finding(
        "links",
        not dangling,
        f"rows that point to nothing: {', '.join(dangling)}" if dangling else "every row points to one that is there",
        "restore a backup; another program has changed the file",
    )
    stale = checks.stale(record)
    yield Finding(
        "status",
        not stale,
        f"kept status differs from the record: {', '.join(stale)}"
        if stale
        else "the kept status of every claim is what the rule gives",
        "another program has changed the file; compare with: claimtrack why CLAIM",
    )
    masks = checks.masks_differ(record)
    yield Finding(
        "masks",
        not masks,
        f"masks read otherwise: {masks}" if masks else "the 64 masks mean what the rule says",
        "restore a backup",
    )


def is_well(findings: list[Finding]) -> bool:
    """Tell whether nothing is wrong."""
    return all(finding.well for finding in findings)
