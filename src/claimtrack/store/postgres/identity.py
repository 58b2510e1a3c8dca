"""Tells whether a database of a server is a claimtrack record, as claimtrack made it, and one this program can read."""

from claimtrack.domain.places import Server
from claimtrack.errors.database import (
    DatabaseDamaged,
    ForeignSchema,
    NewerDatabase,
    NoDatabase,
    NotADatabase,
    OlderDatabase,
)
from claimtrack.store import schema
from claimtrack.store.identity import REVISION
from claimtrack.store.postgres import catalogue
from claimtrack.store.postgres.dialect import SCHEMA
from claimtrack.store.postgres.session import Session
from claimtrack.store.schema import Made

_VERSIONS = "alembic_version"
_MARKS = {("table", _VERSIONS), ("table", "checkpoint")}  # both are there in no database but ours


def is_empty(session: Session, server: Server) -> bool:
    """Tell whether a database holds no table yet, so that the first write may make ours.

    Raises NotADatabase for one in which ours cannot be made.
    """
    _require_unicode(session, server)
    asked = f"SELECT 1 FROM pg_class WHERE relnamespace = '{SCHEMA}'::regnamespace LIMIT 1"
    return session.execute(asked).fetchone() is None


def require_ours(session: Session, server: Server) -> None:
    """Raise an error unless the database is ours, of this program's schema, and as claimtrack made it.

    To be asked inside the transaction that then reads or writes.
    """
    found = revision(session, server)
    if found != REVISION:
        raise OlderDatabase(str(server), found=found, known=REVISION)


def revision(session: Session, server: Server) -> str:
    """Return the schema revision of a database of ours, this program's or an older one.

    Raises NoDatabase for an empty one, NotADatabase, NewerDatabase, DatabaseDamaged or, for one that is not as
    claimtrack made it, ForeignSchema.
    """
    _require_unicode(session, server)
    found = catalogue.held(session)
    if not {(kind, name) for kind, name, _, _ in found} >= _MARKS:
        if not found:
            raise NoDatabase(str(server))
        raise NotADatabase(str(server), "another program's tables are in it")
    newest = catalogue.written(REVISION)
    stated = _stated(session, server, found, newest)
    _require_same(server, found, newest if stated == REVISION else _written(stated, server))
    return stated


def _require_unicode(session: Session, server: Server) -> None:
    encoding = session.driver.info.parameter_status("server_encoding")
    if encoding != "UTF8":
        raise NotADatabase(str(server), f"its text is kept as {encoding}")


def _written(stated: str, server: Server) -> set[Made]:
    if stated > REVISION:
        raise NewerDatabase(str(server), found=stated, known=REVISION)
    try:
        return catalogue.written(stated)
    except FileNotFoundError:
        reason = f"it says that it has the schema {stated}, which no server ever had"
        raise DatabaseDamaged(str(server), reason) from None


def _stated(session: Session, server: Server, found: set[Made], newest: set[Made]) -> str:
    """Return what revision the database says it has, from a table that is first shown to be the right one."""
    versions, wanted = ({one for one in made if one[1] == _VERSIONS} for made in (found, newest))
    _require_same(server, versions, wanted)
    rows = session.execute(f"SELECT version_num FROM {_VERSIONS} LIMIT 2").fetchall()
    if len(rows) != 1 or not schema.is_revision(rows[0][0]):
        raise DatabaseDamaged(str(server), "it does not say which schema it has")
    return str(rows[0][0])


def _require_same(server: Server, found: set[Made], wanted: set[Made]) -> None:
    differing = schema.difference(found, wanted)
    if differing:
        raise ForeignSchema(str(server), **differing._asdict())
