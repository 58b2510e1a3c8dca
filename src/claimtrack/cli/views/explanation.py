"""The document of `why`: the rule that gave a status, every row that counts, and what would change it."""

from claimtrack.cli.views import chains, pointing, wording
from claimtrack.cli.views.entries import (
    ENTRY_FIELDS,
    bearing_entry,
    bearing_sheet,
    statement_entry,
    statement_sheet,
    verdict_sheet,
)
from claimtrack.cli.views.implications import implied_entry, implied_sheet
from claimtrack.cli.views.inconsistencies import inconsistency_entry, inconsistency_sheet
from claimtrack.domain.files import BearingLine, StatementLine
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.status import RULES, Fact
from claimtrack.domain.vantage import Vantage
from claimtrack.domain.vocabulary import Status
from claimtrack.formats.document import Cell, Column, Document, Json, Sheet, Tone
from claimtrack.formats.glyphs import GLYPH, TONE
from claimtrack.services.explaining import Explanation, Idle

_SIDES = 4  # the facts that make a status: shown also where they are empty


def document(why: Explanation, vantage: Vantage) -> Document:
    """Return an explanation as a document; each row of data says under `counts_as` what it counts for."""
    rows = list(_rows(why))
    fields: tuple[str, ...] = ("counts_as", *ENTRY_FIELDS)
    if why.tree is not None:
        fields += chains.TREE_FIELDS
        rows += chains.tree_rows(why.chains, why.tree)
    changes = [_change(why, fact, present=present, status=status) for fact, present, status in why.changes]
    return Document(
        title=f"{short_id(Kind.CLAIM, why.claim.id)} {why.claim.text}",
        fields=fields,
        rows=rows,
        whole={
            "id": short_id(Kind.CLAIM, why.claim.id),
            "slug": why.claim.slug,
            "claim": why.claim.text,
            "status": why.status,
            "possible_statuses": [one.status.value for one in why.possible],
            "possible": wording.possible_entries(why.possible),
            "as_of": vantage.as_of,
            "known_at": vantage.known_at,
            "lean": why.lean,
            "rule": RULES[why.status],
            "rows": [*rows],
            "inconsistencies": [
                [short_id(Kind.STATEMENT, line.statement.id) for line in pair] for pair in why.inconsistencies
            ],
            "changes": [*changes],
            "implied": [implied_entry(line) for line in why.implied],
            "inconsistent_positions": [inconsistency_entry(line) for line in why.inconsistent],
            "origins": chains.as_json(why.chains),
        },
        lines=(
            *_status(why),
            *((Cell(f"{vantage.words[0].upper()}{vantage.words[1:]}.", Tone.FAINT),) if vantage.words else ()),
            *chains.lines(why.chains),
        ),
        sheets=tuple(sheet for n, sheet in enumerate(_sheets(why, changes)) if sheet.rows or n < _SIDES),
        notes=chains.notes(why.chains),
    )


def _status(why: Explanation) -> tuple[Cell, ...]:
    """Return the status with its rule, and apart from it what else it may have been: both speak of a since."""
    reason = f"since {RULES[why.status]}."
    words, tone = f"{GLYPH[why.status]} {why.status}", TONE[why.status]
    if not why.possible:
        return (Cell(f"{words}, {reason}", tone),)
    certain = f"{why.status.capitalize()}, {reason}"
    return Cell(f"{wording.with_possible(words, why.possible)}.", tone), Cell(certain, tone)


def _sheets(why: Explanation, changes: list[str]) -> tuple[Sheet, ...]:
    return (
        statement_sheet(why.says_so, heading=f"Says so: {_parties(why.says_so)}"),
        bearing_sheet(why.shows_so, heading=f"Shows so: {_items(why.shows_so)}"),
        statement_sheet(why.says_no, heading=f"Says no: {_parties(why.says_no)}"),
        bearing_sheet(why.shows_no, heading=f"Shows no: {_items(why.shows_no)}"),
        statement_sheet(why.retracted, heading=f"Retracted: {_parties(why.retracted)}"),
        statement_sheet(why.relayed, heading=f"Relays it, or gives no comment: {_parties(why.relayed)}"),
        _idle_sheet(why.idle),
        _inconsistency_sheet(why),
        chains.unused_sheet(why.chains),
        *(chains.tree_sheets(why.chains, why.tree) if why.tree is not None else ()),
        bearing_sheet(why.context, heading="Gives context, and does not count"),
        verdict_sheet(why.verdicts, heading="Verdicts, which are shown and do not count"),
        implied_sheet(why.implied),
        inconsistency_sheet(why.inconsistent),
        Sheet((Column("", share=1),), tuple((Cell(change),) for change in changes), "What would change it"),
    )


def _parties(lines: list[StatementLine]) -> str:
    return wording.counted(len(lines), "party", "parties") if lines else "nobody on record"


def _items(lines: list[BearingLine]) -> str:
    return wording.counted(len(lines), "item") if lines else "nothing on record"


def _idle_sheet(idle: list[Idle]) -> Sheet:
    columns = (Column("id"), Column("when"), Column("who", share=2), Column("says"), Column("why not", share=3))
    rows = tuple(
        (
            Cell(short_id(Kind.STATEMENT, line.statement.id), Tone.STRONG),
            Cell(wording.day(line.statement.said, line.statement.said_latest)),
            Cell(pointing.speaker(line)),
            Cell(line.statement.stance, Tone.FAINT),
            Cell(reason),
        )
        for line, reason in idle
    )
    return Sheet(columns, rows, "On record, and does not count")


def _inconsistency_sheet(why: Explanation) -> Sheet:
    rows = tuple(
        (
            Cell(one.party.name),
            Cell(f"{short_id(Kind.STATEMENT, one.statement.id)} {one.actor.name} {one.statement.stance}"),
            Cell(f"{short_id(Kind.STATEMENT, other.statement.id)} {other.actor.name} {other.statement.stance}"),
            Cell(one.statement.said_latest),
        )
        for one, other in why.inconsistencies
    )
    columns = (Column("party", share=1), Column("one", share=2), Column("other", share=2), Column("day"))
    return Sheet(columns, rows, "A party that holds both sides on one day")


def _rows(why: Explanation) -> list[dict[str, Json]]:
    said = {
        "says-so": why.says_so,
        "says-no": why.says_no,
        "retracted": why.retracted,
        "relayed": why.relayed,
        "nothing": [line for line, _ in why.idle],
    }
    shown = {"shows-so": why.shows_so, "shows-no": why.shows_no, "nothing": why.context}
    rows = [{"counts_as": fact, **statement_entry(line)} for fact, lines in said.items() for line in lines]
    return rows + [{"counts_as": fact, **bearing_entry(line)} for fact, lines in shown.items() for line in lines]


def _change(why: Explanation, fact: Fact, *, present: bool, status: Status) -> str:
    """Return in words what would have to happen to one fact, and the status it would give."""
    match fact, present:
        case Fact.SAYS_SO, True:
            happens = f"{_retractions(why.says_so)}"
        case Fact.SAYS_NO, True:
            happens = f"{_retractions(why.says_no)}"
        case Fact.SHOWS_SO, True:
            happens = f"the supporting evidence withdrawn ({_ids(why.shows_so)})"
        case Fact.SHOWS_NO, True:
            happens = f"the refuting evidence withdrawn ({_ids(why.shows_no)})"
        case Fact.SAYS_SO, False:
            happens = "a party that asserts or suggests it"
        case Fact.SAYS_NO, False:
            happens = "a party that denies or doubts it"
        case Fact.SHOWS_SO, False:
            happens = "evidence that supports it"
        case _:
            happens = "evidence that refutes it"
    return f"{happens}: it would be {GLYPH[status]} {status}"


def _retractions(lines: list[StatementLine]) -> str:
    names = [line.party.name for line in lines]
    word = "a retraction by" if len(names) == 1 else "retractions by all of"
    return f"{word} {', '.join(names)}"


def _ids(lines: list[BearingLine]) -> str:
    return ", ".join(short_id(Kind.EVIDENCE, line.evidence.id) for line in lines)
