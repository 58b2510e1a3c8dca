"""Traces what each side of a claim rests on: the chains of its voices, and the independent origins behind them."""

from claimtrack.domain.chains import Sides
from claimtrack.domain.files import StatementLine
from claimtrack.domain.origins import reached_by
from claimtrack.domain.records import Statement
from claimtrack.domain.status import judge
from claimtrack.store import facts, lookup, origins, statements
from claimtrack.store.record import Record


def on_record(record: Record, claim: int) -> Sides:
    """Return what both sides of a claim rest on, from where the record is looked at."""
    told = facts.facts_of(record, [claim])[claim]
    return origins.sides_of(record, judge(*told, record.vantage.as_of))


def drawn(record: Record, sides: Sides) -> dict[int, StatementLine]:
    """Return every statement of the chains by its number, each with who made it."""
    numbers = {number for chains in sides.values() for number in reached_by(chains.voices.statements, chains.relies_on)}
    found = lookup.by_numbers(record, Statement, numbers)
    return {line.statement.id: line for line in statements.lines(record, list(found.values()))}
