"""How a status, a day and a count are worded everywhere."""

from collections.abc import Sequence

from claimtrack.domain.possibilities import Possible
from claimtrack.domain.summaries import ClaimSummary
from claimtrack.domain.vocabulary import Stance, Status
from claimtrack.formats.document import Cell, Json, Tone
from claimtrack.formats.glyphs import GLYPH, TONE

NOTHING = "-"


def day(typed: str | None, latest: str) -> str:
    """Return when something was: the date as typed, else the day by which it was."""
    return typed if typed is not None else f"by {latest}"


def activity(summary: ClaimSummary) -> str:
    """Return the day of the last activity, or the day by which it was."""
    return summary.last_activity if summary.last_activity_is_exact else f"by {summary.last_activity}"


def sign(status: Status) -> Cell:
    """Return the sign of a status alone; the word stands elsewhere on the sheet."""
    return Cell(GLYPH[status], TONE[status])


def status_cell(status: Status) -> Cell:
    """Return the sign and the word of a status."""
    return Cell(f"{GLYPH[status]} {status}", TONE[status])


def evidence_counts(summary: ClaimSummary) -> str:
    """Return the evidence for and against, with its lean."""
    if not summary.evidence_for and not summary.evidence_against:
        return "none"
    return f"{summary.evidence_for}/{summary.evidence_against} {summary.lean}"


def verb(stance: Stance) -> str:
    """Return a stance as the verb of a sentence."""
    return "gives no comment" if stance is Stance.NO_COMMENT else stance.value


def possibly(possible: Sequence[Possible]) -> str:
    """Return what else a status may have been, and from when until when; empty where dates leave nothing open.

    A status that was the certain one is `still` possible, so that its first day says nothing new.
    """
    stretches: dict[tuple[str, str], list[str]] = {}
    for one in sorted(possible, key=lambda one: not one.still):
        days = _stretch(None if one.still else one.since, one.until)
        stretches.setdefault(("still " if one.still else "", days), []).append(one.status)
    found = [f"{still}{' or '.join(statuses)}{days}" for (still, days), statuses in stretches.items()]
    return f"possibly {', or '.join(found)}" if found else ""


def _stretch(since: str | None, until: str | None) -> str:
    match since, until:
        case None, None:
            return ""
        case _, None:
            return f" since {since}"
        case None, _:
            return f" until {until}"
        case _:
            return f" from {since} until {until}"


def with_possible(words: str, possible: Sequence[Possible]) -> str:
    """Return the words of a status with what else it may have been."""
    return f"{words}; {possibly(possible)}" if possible else words


def possible_entries(possible: Sequence[Possible]) -> list[Json]:
    """Return what else a status may have been as data."""
    return [
        {"status": one.status.value, "since": one.since, "until": one.until, "still": one.still} for one in possible
    ]


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def standing(summary: ClaimSummary) -> Cell:
    """Return a status with the facts beside it, on one line: a status never appears without them."""
    status = summary.status
    facts = (
        f"parties {summary.parties_for} for, {summary.parties_against} against; "
        f"evidence {evidence_counts(summary)}; {counted(summary.verdicts, 'verdict')}"
    )
    return Cell(f"{with_possible(f'{GLYPH[status]} {status}', summary.possible)}: {facts}", TONE[status])


def faint(text: str) -> Cell:
    """Return a cell that stands back."""
    return Cell(text, Tone.FAINT)
