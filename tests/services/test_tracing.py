"""Tracing: the whole of a claim's chains, read in a fixed number of queries however long they are."""

from pathlib import Path

import pytest

from claimtrack.domain.records import Reliance
from claimtrack.services import tracing
from tests.store import factories
from tests.store.test_reports import queries


@pytest.mark.parametrize("length", [10, 2_000])
def test_a_chain_of_any_length_takes_the_same_queries(database: Path, length: int) -> None:
    with factories.writing(database, keep=False) as writer:
        claim, actor = factories.claim(writer), factories.actor(writer)
        one = factories.statement(writer, claim, actor)
        rest = writer.add_all([one] * (length - 1))
        chain = [one, *rest]
        writer.add_all(
            [Reliance(statement_id=later.id, basis_id=basis.id) for basis, later in zip(chain, rest, strict=False)]
        )
        writer.finish()
        with queries(writer.connection) as seen:
            sides = tracing.on_record(writer, claim.id)
        assert sum(len(chains.relies_on) for chains in sides.values()) == length - 1
        assert len(seen) == 6  # statements, their parties, bearings, who relies at all, the chain, unnamed voices
