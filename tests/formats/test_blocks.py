"""Tables too wide are split into blocks of columns: each column once, in order, as many side by side as fit."""

from hypothesis import given
from hypothesis import strategies as st

from claimtrack.formats.blocks import split
from claimtrack.formats.document import Cell, Column, Sheet


def wide(columns: int, *, kept: int = 1) -> Sheet:
    headings = [f"h{n}" for n in range(columns)]
    return Sheet(tuple(map(Column, headings)), (tuple(map(Cell, headings)),), "Wide", kept=kept)


def test_a_table_that_fits_is_left_alone() -> None:
    sheet = wide(4)
    assert split(sheet, [2, 2, 2, 2], room=12, gap=2) == [sheet]


def test_a_column_that_fits_nowhere_has_a_block_of_its_own() -> None:
    found = split(wide(4), [2, 2, 9, 2], room=4, gap=2)
    assert [[column.heading for column in block.columns] for block in found] == [
        ["h0", "h1"],
        ["h0", "h2"],
        ["h0", "h3"],
    ]


@given(st.lists(st.integers(1, 9), min_size=1, max_size=30), st.integers(0, 40), st.integers(0, 2))
def test_every_column_comes_once_and_in_order(widths: list[int], room: int, gap: int) -> None:
    sheet = wide(len(widths) + 1)
    found = split(sheet, [2, *widths], room=room, gap=gap)
    others = [column.heading for block in found for column in block.columns[1:]]
    assert others == [f"h{n}" for n in range(1, len(widths) + 1)]
    for block in found:
        assert block.columns[0].heading == "h0"
        assert [cell.text for cell in block.rows[0]] == [column.heading for column in block.columns]
        needed = sum(gap + widths[int(column.heading[1:]) - 1] for column in block.columns[1:])
        assert needed <= room or len(block.columns) == 2
