"""A record on a server, for tests that look at the store itself."""

from collections.abc import Callable, Iterator
from contextlib import closing

import pytest

from claimtrack.domain.places import Server, place_of
from claimtrack.store.postgres.session import Session
from tests import servers


@pytest.fixture
def place(server: servers.Server, record_on_server: str) -> Server:
    """An empty record."""
    found = place_of(server.put_back(record_on_server))
    assert isinstance(found, Server)
    return found


@pytest.fixture
def changed(server: servers.Server, record_on_server: str) -> Iterator[Callable[..., Server]]:
    """Change a copy of an empty record as another program may, and return it."""
    made: list[str] = []

    def change(*statements: str) -> Server:
        server.put_back(record_on_server)
        made.append(server.new(record_on_server))
        place = place_of(server.url(made[-1]))
        assert isinstance(place, Server)
        with closing(Session(place)) as session:
            for statement in statements:
                session.driver.execute(statement.encode())
        return place

    yield change
    for name in made:
        server.drop(name)
