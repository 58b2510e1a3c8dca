"""What the tests of the store share: an open connection, and a writer whose rows are dropped at the end."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from claimtrack.store.connection import connect, transaction
from claimtrack.store.writer import Writer
from tests.store.factories import writer_on


@pytest.fixture
def connection(database: Path) -> Iterator[sqlite3.Connection]:
    """A connection to an empty database."""
    with closing(connect(database)) as opened:
        yield opened


@pytest.fixture
def writer(connection: sqlite3.Connection, database: Path) -> Iterator[Writer]:
    """A writer on an empty database, inside its transaction."""
    with transaction(connection, keep=False):
        yield writer_on(connection, database)
