"""Rows travel by what the tables say: every kind, every reference, what is named before what names it."""

from claimtrack.domain.bundles import COLUMNS, KINDS, POINTS, TYPES
from claimtrack.store.pointers import pointers
from claimtrack.store.tables import TABLES
from claimtrack.store.writer import Writer


def test_every_table_travels_under_its_name() -> None:
    assert TYPES == TABLES
    assert len(KINDS) == len(TABLES)


def test_every_reference_is_known_and_leads_to_a_kind_that_comes_before(writer: Writer) -> None:
    known = {(kind, column, to) for kind, columns in POINTS.items() for column, to in columns.items()}
    assert known == {tuple(pointer) for pointer in pointers(writer)}
    assert all(KINDS.index(to) < KINDS.index(kind) for kind, _, to in known)


def test_all_of_a_row_travels_but_its_number_and_what_a_name_folds_to() -> None:
    for kind in KINDS:
        assert {*kind.COLUMNS} - {*COLUMNS[kind]} <= {"id", "folded"}
