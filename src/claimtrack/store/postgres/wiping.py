"""Leaves nothing of what was taken out of a database in its tables' files and statistics; its log is the server's."""

from contextlib import closing

import psycopg

from claimtrack.domain.places import Server
from claimtrack.domain.redaction import WORDS
from claimtrack.errors.database import NotWiped
from claimtrack.store.entries import TABLE
from claimtrack.store.postgres.session import Session, patience
from claimtrack.store.tables import TABLES

# What holds words, or what they can be guessed by; with the derived rows' texts there are none.
_TABLES = (*(TABLES[kind] for kind in WORDS), "change", TABLE, f"{TABLE}_word")
# A transaction that still sees the rows of before keeps them from being dropped. Of other roles' connections only their
# owners and pg_monitor see how far back they look.
_LOOKING_BACK = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_xmin IS NOT NULL
"""


def wipe(server: Server) -> None:
    """Write the tables that held words anew, without the rows of before, and take their statistics again.

    Raises NotWiped where the role does not own them, or another connection keeps the rows of before. The server's log
    (WAL), its archive, its replicas and its backups are out of reach: they lose it as they are recycled; so is what the
    catalogue's own table of statistics held, until the server vacuums that.
    """
    try:
        with closing(Session(server)) as session:
            refused: list[str] = []

            def told(notice: psycopg.errors.Diagnostic) -> None:
                if notice.severity_nonlocalized == "WARNING":
                    refused.append(notice.message_primary or "")

            session.driver.add_notice_handler(told)
            if session.execute(_LOOKING_BACK).fetchall()[0][0]:
                raise NotWiped(str(server), "another connection is reading it")
            session.execute(f"SET {patience()}")
            for table in _TABLES:
                session.execute(f"VACUUM (FULL, ANALYZE) main.{table}")
            session.execute("RESET lock_timeout")
    except psycopg.Error as error:
        raise NotWiped(str(server), str(error).partition("\n")[0]) from error
    if refused:  # a role that does not own a table is told so, and no more
        raise NotWiped(str(server), refused[0], needs_owner=True)
