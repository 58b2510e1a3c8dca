"""How it is shown that a party is inconsistent: its two positions, the statements, and the relations between them."""

from collections.abc import Sequence

from claimtrack.cli.views.implications import sentence
from claimtrack.domain.files import InconsistencyLine
from claimtrack.domain.implications import Held
from claimtrack.domain.references import Kind, short_id
from claimtrack.formats.document import Cell, Column, Json, Sheet


def inconsistency_entry(line: InconsistencyLine) -> dict[str, Json]:
    """Return an inconsistency as data: both positions, and the relations from the one claim to the other."""
    return {
        "party": line.party.name,
        "positions": [_position_entry(line.found.one), _position_entry(line.found.other)],
        "through": [sentence(link) for link in line.found.way],
    }


def inconsistency_sheet(lines: Sequence[InconsistencyLine]) -> Sheet:
    """Return where parties are inconsistent as a table."""
    rows = tuple(
        (Cell(line.party.name), Cell(_position(line.found.one)), Cell(_position(line.found.other)), Cell(_way(line)))
        for line in lines
    )
    columns = (Column("party", share=1), Column("one", share=1), Column("other", share=1), Column("through", share=2))
    return Sheet(columns, rows, "Inconsistent: one of the two positions implies the opposite of the other")


def inconsistency_words(line: InconsistencyLine) -> str:
    """Return where a party is inconsistent in words."""
    return f"inconsistent: {line.party.name}, {_position(line.found.one)}, {_position(line.found.other)} ({_way(line)})"


def _position_entry(held: Held) -> dict[str, Json]:
    return {
        "claim": short_id(Kind.CLAIM, held.claim),
        "says": held.stance.value,
        "statement": short_id(Kind.STATEMENT, held.statement),
    }


def _position(held: Held) -> str:
    return f"{short_id(Kind.STATEMENT, held.statement)} {held.stance} {short_id(Kind.CLAIM, held.claim)}"


def _way(line: InconsistencyLine) -> str:
    return ", ".join(sentence(link) for link in line.found.way)
