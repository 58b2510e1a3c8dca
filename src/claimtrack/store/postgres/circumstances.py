"""Asks a server what it is, how it is reached, and what it lets the role do that asks."""

from typing import NamedTuple

import psycopg

from claimtrack.store.engine import Connection
from claimtrack.store.postgres.dialect import SCHEMA

_ASKED = f"""
SELECT current_setting('server_version'), pg_database_size(current_database()), current_user,
  pg_has_role(current_user, relowner, 'USAGE'),
  has_table_privilege('{SCHEMA}.claim', 'INSERT') AND NOT pg_is_in_recovery(),
  inet_server_addr() IS NULL,
  coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false)
FROM pg_class WHERE oid = '{SCHEMA}.claim'::regclass
"""


class Circumstances(NamedTuple):
    """The server's version, the bytes of the database, and how the role that asks is connected and what it may do."""

    version: str
    size: int
    role: str
    is_owner: bool
    may_write: bool
    is_local: bool
    is_encrypted: bool
    driver: str

    @property
    def rights(self) -> str:
        """What the role may do, in words."""
        if self.is_owner:
            return "owns the tables: it may migrate, and write them anew after a redaction"
        return "may record, and not migrate" if self.may_write else "may only read"


def circumstances(opened: Connection) -> Circumstances:
    """Return what a server says of itself and of the role; inside a transaction on a record of ours."""
    return Circumstances._make((*opened.execute(_ASKED).fetchone(), psycopg.__version__))
