"""What one look at the machine or the database finds, and what each of them is about."""

from typing import NamedTuple

MEANING = {
    "python": "the program's own language",
    "sqlite": "the library that keeps the database",
    "encoding": "which signs the terminal takes",
    "width": "how much of a table stands side by side",
    "space": "room for writes, and for the copy that a backup or a migration makes",
    "rights": "who may write to the file",
    "leftovers": "files of first writes and backups that were killed",
    "log": "what was written and not yet moved into the file; without it, the file alone is not the whole record",
    "server": "the program that keeps the database, and the library that speaks to it",
    "line": "whether somebody between here and the server can read along",
    "database": "whether the file is one that this program made and can read",
    "size": "how large the file is, and how much of it is free",
    "integrity": "SQLite's own check of every page and index",
    "schema": "the tables, indexes and views, compared with what the migrations make",
    "links": "whether each row points to one that is there",
    "status": "the kept status of each claim, compared with what the rule makes of the record",
    "tally": "the kept number of claims of each status, compared with the claims",
    "search": "the index by which words are found, compared with the words on record",
    "masks": "what the 64 combinations of facts mean to other programs",
    "ledger": "every change ever made, hashed anew from the rows and compared",
}


class Finding(NamedTuple):
    """What one check found: whether it is well, what it looked at, and the way out where it is not.

    `mends` where `doctor --fix` can; `mended` says what it did.
    """

    id: str
    well: bool
    found: str
    fix: str = ""
    mends: bool = False
    mended: str = ""

    @property
    def meaning(self) -> str:
        """What the check is about."""
        return MEANING[self.id]


def is_well(findings: list[Finding]) -> bool:
    """Tell whether nothing is wrong."""
    return all(finding.well for finding in findings)
