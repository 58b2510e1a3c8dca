"""How implied positions are shown: a sheet of their own, always called implied, with the chain they follow from."""

from collections.abc import Iterator, Sequence

from claimtrack.domain.files import ClaimFile, ImpliedLine
from claimtrack.domain.implications import Link
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.vocabulary import RelationKind, Stance
from claimtrack.formats.document import Cell, Column, Json, Sheet, Tone


def implied_entry(line: ImpliedLine) -> dict[str, Json]:
    """Return an implied position as data: the statement it follows from, and the relations it follows through."""
    one = line.implied
    return {
        "party": line.party.name,
        "claim": short_id(Kind.CLAIM, one.claim),
        "says": one.says.value,
        "statement": short_id(Kind.STATEMENT, one.by.statement),
        "on": short_id(Kind.CLAIM, one.by.claim),
        "through": [sentence(link) for link in one.chain],
    }


def implied_sheet(lines: Sequence[ImpliedLine]) -> Sheet:
    """Return implied positions on one claim as a table."""
    rows = tuple(
        (
            Cell(line.party.name),
            Cell(line.implied.says, Tone.SUPPORTED if line.implied.says is Stance.ASSERTS else Tone.REFUTED),
            Cell(_origin(line)),
        )
        for line in lines
    )
    columns = (Column("party", share=1), Column("says"), Column("implied by", share=2))
    return Sheet(columns, rows, "Implied, and not counted")


def denied_whole(file: ClaimFile) -> Iterator[str]:
    """Yield, where a whole is denied, that its parts are not: a reader would expect the denial to spread."""
    parts = [
        short_id(Kind.CLAIM, line.claim.id)
        for line in file.relations
        if line.relation.kind is RelationKind.PART_OF and line.other == file.claim
    ]
    if parts and file.summary and file.summary.parties_against:
        yield f"the denial of the whole says nothing of its parts: {', '.join(parts)}"


def _origin(line: ImpliedLine) -> str:
    by = line.implied.by
    through = ", ".join(sentence(link) for link in line.implied.chain)
    return f"{short_id(Kind.STATEMENT, by.statement)} on {short_id(Kind.CLAIM, by.claim)} through {through}"


def sentence(link: Link) -> str:
    """Return a relation as it is said on record."""
    return f"{short_id(Kind.CLAIM, link.claim)} {link.kind} {short_id(Kind.CLAIM, link.other)}"
