"""How the chains behind a claim are worded and drawn: a line a side, the chains not used, and the tree."""

from collections.abc import Iterator, Mapping

from claimtrack.cli.views import pointing, wording
from claimtrack.cli.views.entries import statement_entry
from claimtrack.domain.chains import Branch, Chains, Cut, Sides, branches
from claimtrack.domain.files import StatementLine
from claimtrack.domain.references import Kind, short_id
from claimtrack.formats.document import Cell, Column, Json, Sheet, Tone

NOTE = "origins are independent only as recorded: a chain that nobody recorded cannot be seen"
TREE_FIELDS = ("depth", "relies_on", "cut")
_DEEPEST = 12  # levels drawn by indenting; the number of a deeper one is written
_CUT = {Cut.CIRCULAR: " (circular)", Cut.ABOVE: " (as above)"}


def lines(sides: Sides) -> tuple[Cell, ...]:
    """Return a line for each side that has a voice: its parties and items, its origins, and where all chains meet."""
    return tuple(Cell(f"{side}: {_origins(chains)}") for side, chains in sides.items() if any(chains.voices))


def notes(sides: Sides) -> tuple[str, ...]:
    """Return what is to be said of all counts of origins, where there are any."""
    return (NOTE,) if lines(sides) else ()


def as_json(sides: Sides) -> dict[str, Json]:
    """Return what is known of the origins of each side."""
    return {side.value: _side_as_json(chains) for side, chains in sides.items()}


def _side_as_json(chains: Chains) -> Json:
    origins = chains.origins
    return {
        "origins": origins.number.span,
        "identified": [short_id(Kind.ACTOR, number) for number in sorted(origins.identified)],
        "unnamed": origins.unresolved,
        "circular": [*_ids(sorted(origins.circular))],
        "all_pass": [*_ids(origins.bottlenecks)],
        "not_used": [[*_ids(edge)] for edge in chains.anachronistic],
    }


def _origins(chains: Chains) -> str:
    voices, origins = chains.voices, chains.origins
    counted = [wording.counted(len(voices.statements), "party", "parties")] if voices.statements else []
    counted += [wording.counted(len(voices.evidence), "item")] if voices.evidence else []
    unnamed = f" ({origins.unresolved} unnamed)" if origins.unresolved else ""
    span = origins.number.span
    parts = [" and ".join(counted), f"{span} {'origin' if span == '1' else 'origins'}{unnamed}"]
    parts += [f"{len(origins.circular)} circular"] if origins.circular else []
    met = f"; all pass {', '.join(_ids(origins.bottlenecks))}" if origins.bottlenecks else ""
    return ", ".join(parts) + met


def _ids(statements: tuple[int, ...] | list[int]) -> Iterator[str]:
    return (short_id(Kind.STATEMENT, number) for number in statements)


def unused_sheet(sides: Sides) -> Sheet:
    """Return the chains that were not used, since what they rely on is certainly later."""
    edges = dict.fromkeys(edge for chains in sides.values() for edge in chains.anachronistic)
    rows = tuple(tuple(Cell(name) for name in _ids(edge)) for edge in edges)
    columns = (Column("statement"), Column("relies on", share=1))
    return Sheet(columns, rows, "Relies on something later, which is not used")


def tree_sheets(sides: Sides, said: Mapping[int, StatementLine]) -> tuple[Sheet, ...]:
    """Return the tree of each side's chains, each statement under the one that relies on it."""
    columns = (Column("chain"), Column("who", share=2), Column("says"), Column("when", share=1))
    return tuple(
        Sheet(
            columns,
            tuple(_drawn(branch, said[branch.statement]) for branch in _branches(chains)),
            f"Chains {side}",
        )
        for side, chains in sides.items()
        if chains.voices.statements
    )


def tree_rows(sides: Sides, said: Mapping[int, StatementLine]) -> list[dict[str, Json]]:
    """Return the same trees as data: a row a branch, with how deep it stands and what it relies on."""
    return [
        {
            "counts_as": f"chain-{side}",
            **statement_entry(said[branch.statement]),
            "depth": branch.depth,
            "relies_on": [*_ids([*chains.relies_on.get(branch.statement, ())])],
            "cut": branch.cut,
        }
        for side, chains in sides.items()
        for branch in _branches(chains)
    ]


def _branches(chains: Chains) -> Iterator[Branch]:
    return branches(chains.voices.statements, chains.relies_on)


def _drawn(branch: Branch, line: StatementLine) -> tuple[Cell, ...]:
    deep = f"{branch.depth} " if branch.depth > _DEEPEST else ""
    way = f"{'· ' * (min(branch.depth, _DEEPEST) - 1)}{deep}└ " if branch.depth else ""
    cut = _CUT[branch.cut] if branch.cut else ""
    said = line.statement
    return (
        Cell(f"{way}{short_id(Kind.STATEMENT, said.id)}{cut}", Tone.STRONG),
        Cell(pointing.speaker(line)),
        Cell(said.stance),
        Cell(wording.day(said.said, said.said_latest)),
    )
