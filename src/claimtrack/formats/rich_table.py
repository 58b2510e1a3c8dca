"""Draws documents with Rich: on a terminal, as plain text, and as an SVG picture of a terminal."""

from io import StringIO
from typing import TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style
from rich.table import Table
from rich.text import Text

from claimtrack.domain.text import safe
from claimtrack.formats import blocks, glyphs
from claimtrack.formats.document import Cell, Column, Document, Sheet, Tone

NARROW = 80  # columns; below this the sheets are folded
PICTURE_WIDTH = 120
_TALL = 100  # Rich ignores a width on a dumb terminal unless a height is given, too
_GAP = 2  # between columns; one, where the table would not fit otherwise
_TIGHT_GAP = 1
_NOTHING = ("", "-")
_LONGEST_KEPT = 24  # columns up to which a word is never broken for lack of room
_STYLES = {
    Tone.PLAIN: Style(),
    Tone.STRONG: Style(bold=True),
    Tone.FAINT: Style(dim=True),
    Tone.DISPUTED: Style(bold=True, color="yellow"),
    Tone.SUPPORTED: Style(color="green"),
    Tone.REFUTED: Style(color="red"),
    Tone.OPEN: Style(color="blue"),
}
_ASCII_BOX = box.Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
# Rich's own picture loads fonts from four addresses; this one names fonts a machine has.
_PICTURE = """<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<title>claimtrack</title>
<style>
.{unique_id}-matrix {{ font-family: "DejaVu Sans Mono", Menlo, Consolas, "Liberation Mono", monospace;
  font-size: {char_height}px; line-height: {line_height}px; font-variant-east-asian: full-width; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def console(out: TextIO, *, width: int, is_terminal: bool, record: bool = False) -> Console:
    """Return a console on which text is only text: no markup, no emoji codes, no highlighting."""
    return Console(
        file=out,
        width=width,
        height=_TALL,
        force_terminal=is_terminal,
        record=record,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )


def draw(document: Document, on: Console, *, is_ascii: bool = False) -> None:
    """Draw a document; on narrow consoles sheets are folded, and nothing is ever cut."""
    if document.title:
        on.print(_text(Cell(document.title, Tone.STRONG), is_ascii=is_ascii), soft_wrap=False)
    for line in document.lines:
        on.print(_text(line, is_ascii=is_ascii))
    for n, sheet in enumerate(document.sheets):
        if sheet.heading:
            if n or document.lines:
                on.print()
            on.print(_text(Cell(sheet.heading, Tone.STRONG), is_ascii=is_ascii))
        chosen = sheet.folded if sheet.folded and on.width < NARROW else sheet
        for n_block, block in enumerate(_blocks(chosen, on.width) if chosen.rows else ()):
            if n_block:
                on.print()
            fits = sum(_leasts(block)) + _TIGHT_GAP * (len(block.columns) - 1) <= on.width
            on.print(_table(block if fits else block.folded or _folded(block), on.width, is_ascii=is_ascii))
    for note in document.notes:
        on.print(_text(Cell(note, Tone.FAINT), is_ascii=is_ascii))


def text_of(document: Document, *, width: int, is_ascii: bool = False) -> str:
    """Return the document as plain text, without blanks at line ends."""
    drawn = StringIO()
    draw(document, console(drawn, width=width, is_terminal=False), is_ascii=is_ascii)
    return "".join(f"{line.rstrip()}\n" for line in drawn.getvalue().splitlines())


def write_text(document: Document, out: TextIO) -> None:
    """Write the document as plain text, as wide as a picture."""
    out.write(text_of(document, width=PICTURE_WIDTH))


def write_picture(document: Document, out: TextIO) -> None:
    """Write the document as an SVG that parses as XML and loads nothing."""
    recording = console(StringIO(), width=PICTURE_WIDTH, is_terminal=True, record=True)
    draw(document, recording)
    out.write(recording.export_svg(title="claimtrack", code_format=_PICTURE, unique_id="claimtrack"))


def _table(sheet: Sheet, width: int, *, is_ascii: bool) -> Table:
    """Return a table with every column's width settled, which draws in half the time."""
    cells = [[_text(cell, is_ascii=is_ascii) for cell in row] for row in sheet.rows]
    needs = _needs(sheet, cells)
    gap = _GAP if sum(needs) + _GAP * (len(needs) - 1) <= width else _TIGHT_GAP
    lines = _ASCII_BOX if is_ascii else box.SIMPLE_HEAD
    table = Table(box=lines, show_edge=False, pad_edge=False, padding=(0, gap - 1, 0, 0))
    for column, room in zip(
        sheet.columns, _widths(sheet, needs, _leasts(sheet), width - gap * (len(needs) - 1)), strict=True
    ):
        table.add_column(
            Text(column.heading), justify="right" if column.is_number else "left", width=room, overflow="fold"
        )
    table.show_header = any(column.heading for column in sheet.columns)
    for row in cells:
        table.add_row(*row)
    return table


def _blocks(sheet: Sheet, width: int) -> list[Sheet]:
    """Return a table in blocks of columns that fit, where it is one to be split; else the table alone."""
    if not sheet.kept:
        return [sheet]
    leasts, needs = _leasts(sheet), _needs(sheet, [[Text(safe(cell.text)) for cell in row] for row in sheet.rows])
    kept = [min(need, max(least, width // 3)) for need, least in zip(needs, leasts, strict=True)][: sheet.kept]
    return blocks.split(sheet, needs, room=width - sum(kept) - _GAP * (sheet.kept - 1), gap=_GAP)


def _leasts(sheet: Sheet) -> list[int]:
    """Return what each column cannot do without: all it needs, or for those that share, its longest word or `least`."""
    leasts = []
    for n, column in enumerate(sheet.columns):
        words = (word for row in sheet.rows for word in safe(row[n].text).split())
        longest = max([cell_len(column.heading), *(min(cell_len(word), _LONGEST_KEPT) for word in words)])
        whole = max([cell_len(column.heading), *(cell_len(safe(row[n].text)) for row in sheet.rows)])
        leasts.append(max(longest, min(column.least, whole)) if column.share else whole)
    return leasts


def _folded(sheet: Sheet) -> Sheet:
    """Return a table as a list: what does not fit side by side stands below each other, each cell after its heading."""
    headings = [f"{column.heading} " if n and column.heading else "" for n, column in enumerate(sheet.columns)]
    rows = tuple(
        (
            Cell(
                "; ".join(
                    f"{heading}{cell.text}"
                    for heading, cell in zip(headings, row, strict=True)
                    if cell.text not in _NOTHING
                )
            ),
        )
        for row in sheet.rows
    )
    return Sheet((Column("", share=1),), rows)


def _needs(sheet: Sheet, cells: list[list[Text]]) -> list[int]:
    """Return what each column's widest cell or heading needs."""
    return [
        max([cell_len(column.heading), *(row[n].cell_len for row in cells)]) for n, column in enumerate(sheet.columns)
    ]


def _widths(sheet: Sheet, needs: list[int], leasts: list[int], room: int) -> list[int]:
    """Return each column's width: what it needs, or for columns with a share, its part of what the others leave."""
    widths = list(needs)
    sharing = {n: column.share for n, column in enumerate(sheet.columns) if column.share}
    left = room - sum(need for n, need in enumerate(needs) if n not in sharing)
    shares = sum(sharing.values())
    for n, share in sorted(sharing.items(), key=lambda item: needs[item[0]] / item[1]):
        widths[n] = max(min(needs[n], left * share // max(shares, 1)), leasts[n])
        left -= widths[n]
        shares -= share
    return widths


def _text(cell: Cell, *, is_ascii: bool) -> Text:
    shown = safe(cell.text)
    return Text(glyphs.plain(shown) if is_ascii else shown, style=_STYLES[cell.tone], overflow="fold")
