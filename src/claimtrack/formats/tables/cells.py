"""Texts as cells of our own tables, each of which says exactly what its text was, and read back from them."""

import re

from claimtrack.domain.text import safe
from claimtrack.formats.csv_text import FORMULA, cell_text

_WRITTEN_OUT = re.compile(r"<U\+([0-9A-F]{4,6})>")
_LOOKS_WRITTEN_OUT = re.compile(r"<(?=U\+[0-9A-F]{4,6}>)")


def delimited(text: str) -> str:
    """Return a text as a cell of a delimited table: nothing hidden, nothing that a spreadsheet would run."""
    return cell_text(_told_apart(text))


def from_delimited(cell: str) -> str:
    """Return the text that `delimited` made a cell of."""
    text = from_workbook(cell)
    return text[1:] if text.startswith("'") and FORMULA.match(text) else text


def in_workbook(text: str) -> str:
    """Return a text as a cell of a workbook, which may have lines: nothing hidden in any."""
    return "\n".join(map(safe, _told_apart(text).split("\n")))


def from_workbook(cell: str) -> str:
    """Return the text that `in_workbook` made a cell of."""
    return _WRITTEN_OUT.sub(_sign, cell) if "<U+" in cell else cell


def _told_apart(text: str) -> str:
    """Return a text in which what only looks like a character written out cannot be taken for one."""
    return _LOOKS_WRITTEN_OUT.sub("<U+003C>", text) if "<U+" in text else text


def _sign(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code <= 0x10FFFF else match[0]
