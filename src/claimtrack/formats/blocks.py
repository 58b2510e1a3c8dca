"""Splits a table that is too wide into blocks of columns, so that nothing of it is cut."""

from collections.abc import Sequence

from claimtrack.formats.document import Sheet


def split(sheet: Sheet, needs: Sequence[int], *, room: int, gap: int) -> list[Sheet]:
    """Return the table in blocks, each with its first `kept` columns and as many of the others as fit.

    `needs` are the columns' widths, `room` is what the kept columns leave, `gap` stands before each column. A column
    that fits nowhere has a block of its own.
    """
    groups: list[list[int]] = []
    left = 0
    for n in range(sheet.kept, len(sheet.columns)):
        needed = gap + needs[n]
        if not groups or needed > left:
            groups.append([])
            left = room
        groups[-1].append(n)
        left -= needed
    return [_chosen(sheet, [*range(sheet.kept), *group]) for group in groups] if len(groups) > 1 else [sheet]


def _chosen(sheet: Sheet, numbers: Sequence[int]) -> Sheet:
    """Return the sheet with these columns alone."""
    return sheet._replace(
        columns=tuple(sheet.columns[n] for n in numbers),
        rows=tuple(tuple(row[n] for n in numbers) for row in sheet.rows),
    )
