"""Errors of the database file: missing, busy, full, read-only, newer, damaged or not ours."""

from claimtrack.errors.base import DatabaseError, InputError, short


class NoDatabase(DatabaseError):
    def __init__(self, path: str) -> None:
        super().__init__(
            f"no database at {path}", "the first write creates it: claimtrack add TEXT --asserted-by ACTOR"
        )


class NoFolder(DatabaseError):
    def __init__(self, folder: str) -> None:
        super().__init__(
            f"there is no folder {folder} to create a database in", "create the folder, or name another --db"
        )


class NotADatabase(DatabaseError):
    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path} is not a claimtrack database: {reason}", "name the right file with --db FILE")


class ForeignSchema(DatabaseError):
    def __init__(self, path: str, *, kind: str, name: str, is_there: bool, is_wanted: bool) -> None:
        what = f"the {short(kind)} {short(name)!r}"
        if not is_wanted:
            change = f"another program has added {what}"
        else:
            change = f"another program has changed {what}" if is_there else f"{what} is missing"
        super().__init__(
            f"{path} is not as claimtrack made it: {change}",
            "nothing in it was run or changed; undo that with the database's own tools, or restore a backup",
        )


class EndlessSchema(DatabaseError):
    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} is not as claimtrack made it: its list of tables goes on without end",
            "nothing in it was run or changed; restore a backup",
        )


class NewerDatabase(DatabaseError):
    def __init__(self, path: str, *, found: str, known: str) -> None:
        super().__init__(
            f"{path} was written by a newer claimtrack (schema {found}; this one knows {known})",
            "update claimtrack; the file was left as it is",
        )


class OlderDatabase(DatabaseError):
    def __init__(self, path: str, *, found: str, known: str) -> None:
        super().__init__(
            f"{path} has the older schema {found} (this claimtrack needs {known})",
            "bring it up to date, with a backup beside it: claimtrack migrate",
        )


class DatabaseBusy(DatabaseError):
    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} is busy: another program is writing to it", "nothing was written; try again in a moment"
        )


class DatabaseReadOnly(DatabaseError):
    def __init__(self, path: str) -> None:
        super().__init__(f"{path} cannot be written to", "look at the rights of the file and of its folder")


class DiskFull(DatabaseError):
    def __init__(self, path: str) -> None:
        super().__init__(f"the disk is full: {path} was left as it was", "free some space and run the command again")


class NotWiped(DatabaseError):
    """The redaction is done and kept; only its traces in the files are still there."""

    def __init__(self, path: str, reason: str, *, needs_owner: bool = False) -> None:
        super().__init__(
            f"the words are out of the record, but their bytes may still be in {path} and beside it: {reason}",
            "run the same command again as the role that owns the tables"
            if needs_owner
            else "when nothing else has it open, run the same command again",
        )


class DatabaseDamaged(DatabaseError):
    def __init__(self, path: str, detail: str) -> None:
        super().__init__(
            f"{path} is damaged: {short(detail, 200)}", "look closer with: claimtrack doctor; then restore a backup"
        )


class StrayLog(DatabaseError):
    def __init__(self, path: str, *, log: str) -> None:
        super().__init__(
            f"beside {path} lies {log}, the log of a database that is gone: it would be mixed into the new one",
            "move the log away, or put the database it belongs to back in its place; nothing was written",
        )


class BackupFailed(DatabaseError):
    def __init__(self, copy: str, detail: str) -> None:
        super().__init__(
            f"no backup was made at {copy}: {short(detail, 200)}",
            "look at the space and the rights there, and at the database: claimtrack doctor",
        )


class BackupInTheWay(InputError):
    def __init__(self, copy: str) -> None:
        super().__init__(f"{copy} is there already", "name another file; nothing was overwritten")


class ForeignRow(DatabaseError):
    def __init__(self, *, kind: str, found: str) -> None:
        super().__init__(
            f"the database holds what no claimtrack writes, as a {kind}: {found}",
            "another program changed it; look closer with: claimtrack doctor",
        )


class MigrationFailed(DatabaseError):
    def __init__(self, path: str, detail: str) -> None:
        super().__init__(f"{path} could not be migrated: {detail}", "the file is as it was; the backup was kept")
