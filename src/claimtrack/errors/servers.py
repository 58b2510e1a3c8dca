"""Errors of a database server: its URL, its driver, who may enter, what it refuses, and when it goes away."""

from claimtrack.errors.base import DatabaseError, InputError, short

_EXAMPLE = "such as postgresql://USER@HOST/DATABASE, with the password in ~/.pgpass or PGPASSWORD"


class MalformedUrl(InputError):
    """Says nothing of the URL itself: what cannot be read may be its password."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the URL of the database cannot be read: {reason}", _EXAMPLE)


class OtherEngine(InputError):
    def __init__(self, scheme: str) -> None:
        super().__init__(f"there is no engine for {short(scheme)}://", f"a file, or a PostgreSQL URL, {_EXAMPLE}")


class UrlForFolder(InputError):
    """Repeats nothing but the scheme: a URL may have a password in it."""

    def __init__(self, scheme: str) -> None:
        super().__init__(
            f"a URL, {short(scheme)}://, stands in the place of a folder",
            "name a folder, such as sample; a record moves from there to a server with: claimtrack copy-to URL",
        )


class NoDriver(DatabaseError):
    def __init__(self, url: str) -> None:
        super().__init__(
            f"{url} cannot be opened: the driver psycopg is not installed",
            "install it beside claimtrack: pip install 'claimtrack[postgres]'",
        )


class ServerUnreachable(DatabaseError):
    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"{url} cannot be reached: {short(reason, 200)}", "look whether the server runs, and at host and port"
        )


class ServerRefused(DatabaseError):
    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"{url} lets nobody in so: {short(reason, 200)}",
            "look at user and password (in the URL, ~/.pgpass or PGPASSWORD), and at the server's pg_hba.conf",
        )


class NoSuchDatabase(DatabaseError):
    def __init__(self, url: str) -> None:
        super().__init__(
            f"no database at {url}", "create it on the server first (createdb); the first write makes its tables"
        )


class ServerGone(DatabaseError):
    def __init__(self, url: str) -> None:
        super().__init__(
            f"{url} went away in the middle: nothing of this command was recorded",
            "when the server is back, run the command again",
        )


class ServerGoneAtTheEnd(DatabaseError):
    """Nobody can know: the server may have kept the end of the transaction and not been able to say so."""

    def __init__(self, url: str) -> None:
        super().__init__(
            f"{url} went away while the command was being kept: all of it is recorded, or nothing",
            "when the server is back, see which with: claimtrack log",
        )


class NoViewsThere(DatabaseError):
    """A question of another day, or without what is confidential, looks through views of the connection's own."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"{url} takes no views of a reader's own: {short(reason, 200)}",
            "ask the server that this is a copy of: a replica answers about today, with what is confidential, alone",
        )


class NoRight(DatabaseError):
    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"{url} does not let this role do that: {short(reason, 200)}",
            "connect as a role that may, or have its rights granted (README, A team: PostgreSQL)",
        )


class ServerFull(DatabaseError):
    def __init__(self, url: str) -> None:
        super().__init__(
            f"the disk of the server is full: {url} was left as it was",
            "free some space there and run the command again",
        )


class ServerTooBusy(DatabaseError):
    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"{url} is busy: {short(reason, 200)}", "nothing was written; try again in a moment")


class UnstorableText(InputError):
    def __init__(self, url: str) -> None:
        super().__init__(
            f"{url} cannot keep a text with a NUL character in it", "take the character out; nothing was recorded"
        )


class TooLongForServer(InputError):
    def __init__(self, url: str, reason: str) -> None:
        super().__init__(
            f"{url} cannot keep so much at once: {short(reason, 200)}",
            "shorten the name or the text; nothing was recorded",
        )


class RecordInTheWay(InputError):
    def __init__(self, url: str) -> None:
        super().__init__(
            f"something is recorded at {url} already", "name an empty database; nothing in this one was changed"
        )


class CopyFailed(DatabaseError):
    def __init__(self, place: str, detail: str) -> None:
        super().__init__(
            f"no copy was made at {place}: {short(detail, 200)}", "look at the database first: claimtrack verify"
        )
