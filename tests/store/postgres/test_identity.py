"""What a server's database is refused for, before anything of it is read: whatever no migration of ours made."""

from collections.abc import Callable
from contextlib import closing

import pytest

from claimtrack.domain.places import Server
from claimtrack.errors.base import DatabaseError
from claimtrack.errors.database import DatabaseDamaged, ForeignSchema, NewerDatabase, NotADatabase
from claimtrack.store import schema
from claimtrack.store.identity import REVISION
from claimtrack.store.postgres import catalogue, opening
from claimtrack.store.postgres.session import Session, snapshot

Changed = Callable[..., Server]


def refusal(place: Server) -> DatabaseError:
    with pytest.raises(DatabaseError) as refused, opening.to_read(place):
        pass
    return refused.value


def test_schema_is_written_down_as_the_migrations_make_it(place: Server, request: pytest.FixtureRequest) -> None:
    with closing(Session(place)) as session, snapshot(session):
        held = catalogue.held(session)
    if request.config.getoption("--update-golden"):
        catalogue.text_path(REVISION).write_bytes(schema.as_text(held))
    assert schema.difference(held, catalogue.written(REVISION)) is None


FOREIGN = [
    ("CREATE TABLE notes (text TEXT)", "added the table 'notes'"),
    ("ALTER TABLE claim ADD COLUMN note TEXT", "changed the table 'claim'"),
    ('ALTER TABLE claim ALTER COLUMN folded TYPE text COLLATE "POSIX"', "changed the table 'claim'"),
    ("ALTER TABLE statement DROP CONSTRAINT ck_statement_stance", "changed the table 'statement'"),
    ("ALTER TABLE statement ALTER COLUMN quote SET DEFAULT 'x'", "changed the table 'statement'"),
    ("ALTER TABLE claim ENABLE ROW LEVEL SECURITY", "changed the table 'claim'"),
    ("CREATE SCHEMA other; CREATE TABLE other.claim () INHERITS (public.claim)", "changed the table 'claim'"),
    ("CREATE POLICY hide ON claim USING (false)", "added the policy 'hide'"),
    ("DROP INDEX ix_claim_folded", "the index 'ix_claim_folded' is missing"),
    ("CREATE INDEX other ON claim (text)", "added the index 'other'"),
    ("DROP VIEW report", "the view 'report' is missing"),
    ("CREATE RULE nothing AS ON DELETE TO claim DO INSTEAD NOTHING", "added the rule 'nothing'"),
    ("CREATE FUNCTION strpos(text, bigint) RETURNS int LANGUAGE sql AS 'SELECT 1'", "added the function 'strpos'"),
    ("CREATE SEQUENCE counting", "added the sequence 'counting'"),
    (
        "CREATE TRIGGER eat BEFORE UPDATE ON claim FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        "added the trigger 'eat'",
    ),
    ("ALTER TABLE bearing DISABLE TRIGGER ALL", "added the trigger"),
]


@pytest.mark.parametrize(("statement", "said"), FOREIGN, ids=[row[0][:40] for row in FOREIGN])
def test_what_another_program_changed_is_named(changed: Changed, statement: str, said: str) -> None:
    error = refusal(changed(statement))
    assert isinstance(error, ForeignSchema)
    assert said in error.message


def test_what_extensions_bring_is_let_be(changed: Changed) -> None:
    with opening.to_read(changed("CREATE EXTENSION IF NOT EXISTS plpgsql")) as session:
        assert session.execute("SELECT count(*) FROM claim").fetchone() == (0,)


def test_newer_and_unknown_schemas_are_refused(changed: Changed) -> None:
    assert isinstance(refusal(changed("UPDATE alembic_version SET version_num = '9999'")), NewerDatabase)
    assert isinstance(refusal(changed("UPDATE alembic_version SET version_num = '0001'")), DatabaseDamaged)
    assert isinstance(refusal(changed("DELETE FROM alembic_version")), DatabaseDamaged)


def test_database_of_another_program_is_not_ours(changed: Changed) -> None:
    others = changed("DROP SCHEMA public CASCADE; CREATE SCHEMA public; CREATE TABLE public.invoice (id int)")
    assert isinstance(refusal(others), NotADatabase)
    with pytest.raises(NotADatabase), opening.to_write(others, keep=True, making=lambda _: pytest.fail("made")):
        pass
