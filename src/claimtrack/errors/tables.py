"""Errors of tables: what cannot be read as one, what cannot be mapped to our fields, and what a row lacks."""

from collections.abc import Sequence

from claimtrack.errors.base import InputError, short

_COLUMNS_SHOWN = 40


def _listed(names: Sequence[str]) -> str:
    """Return names on one line, as many as can be taken in."""
    shown = ", ".join(short(" ".join(name.split()), 40) or "(no name)" for name in names[:_COLUMNS_SHOWN])
    more = len(names) - _COLUMNS_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown or "none"


def _maybe(near: Sequence[str]) -> str:
    return f"did you mean {' or '.join(short(name, 40) for name in near)}? " if near else ""


class NotATable(InputError):
    def __init__(self, origin: str, reason: str) -> None:
        super().__init__(
            f"{short(origin)} cannot be read as a table: {short(reason, 160)}",
            "save it as CSV in UTF-8, with the columns' names in the first line",
        )


class NotAWorkbook(InputError):
    def __init__(self, origin: str, reason: str) -> None:
        super().__init__(
            f"{short(origin)} cannot be read as a workbook: {short(reason, 160)}",
            "open it in a spreadsheet and save it anew as XLSX, or as CSV",
        )


class WorkbookTooLarge(InputError):
    def __init__(self, origin: str, what: str) -> None:
        super().__init__(
            f"{short(origin)} unpacks to more than is read of a workbook: {what}",
            "save the sheet as CSV, which has no bounds",
        )


class QuotesAstray(InputError):
    def __init__(self, origin: str, line: int) -> None:
        super().__init__(
            f"the quotes of {short(origin)} cannot be matched: up to line {line} too many are not closed",
            "a quote within a cell is written twice; save the table anew from the program that made it",
        )


class NoClaimColumn(InputError):
    def __init__(self, columns: Sequence[str], *, first: str) -> None:
        super().__init__(
            "no column of the table is known to hold the claim",
            f"say which ones hold what, such as --map '{short(first, 40)}=claim'; its columns are: {_listed(columns)}",
        )


class UnknownColumn(InputError):
    def __init__(self, column: str, near: Sequence[str], columns: Sequence[str], *, where: str | None) -> None:
        table = f"{short(where)} has" if where else "the table has"
        super().__init__(f"{table} no column {short(column)!r}", f"{_maybe(near)}its columns are: {_listed(columns)}")


class AmbiguousColumn(InputError):
    def __init__(self, column: str, times: int) -> None:
        super().__init__(
            f"the table has {times} columns that are called {short(column)!r}",
            "give each a name of its own in its first line",
        )


class UnknownField(InputError):
    def __init__(self, field: str, near: Sequence[str], fields: Sequence[str]) -> None:
        super().__init__(f"no field is called {short(field)!r}", f"{_maybe(near)}fields are: {', '.join(fields)}")


class FieldTwice(InputError):
    def __init__(self, field: str, columns: Sequence[str]) -> None:
        super().__init__(
            f"{field} cannot be read from more than one column: {_listed(columns)}",
            "map one of them; only tags may be gathered from several",
        )


class FieldAlone(InputError):
    def __init__(self, field: str, *, needs: Sequence[str]) -> None:
        wanted = " or ".join(needs)
        super().__init__(
            f"a column is read as {field}, and none as {wanted}: nothing could be recorded of it",
            f"map a column to {wanted}, or say what it is in each row: --values {needs[0] if needs else field}:=WORDS",
        )


class BadMapping(InputError):
    def __init__(self, text: str) -> None:
        super().__init__(
            f"{short(text)!r} does not say which column is read as what",
            "write --map COLUMN=FIELD, as in --map outlet=actor",
        )


class BadValues(InputError):
    def __init__(self, text: str) -> None:
        super().__init__(
            f"{short(text)!r} does not say which value means what",
            "write --values FIELD:GIVEN=OURS,GIVEN=OURS as in --values stance:for=asserts,against=denies",
        )


class UnknownOrder(InputError):
    def __init__(self, order: str, orders: Sequence[str]) -> None:
        super().__init__(f"{short(order)!r} is no order of a date's parts", "one of: " + ", ".join(orders))


class BadMapFile(InputError):
    def __init__(self, path: str, reason: str) -> None:
        super().__init__(
            f"{short(path)} cannot be used as a mapping: {short(reason, 120)}",
            "it is TOML with the tables [columns] and [values.FIELD], and dates, encoding or sheet before them",
        )


class NoSheet(InputError):
    def __init__(self, sheet: str, sheets: Sequence[str]) -> None:
        super().__init__(f"the workbook has no sheet {short(sheet)!r}", f"its sheets are: {_listed(sheets)}")


class UnknownWord(InputError):
    def __init__(self, field: str, text: str, words: Sequence[str]) -> None:
        super().__init__(
            f"{short(text)!r} is no {field}",
            f"say what it means, as in --values '{field}:{short(text, 30)}={words[0] if words else 'WORD'}'; "
            f"words are: {', '.join(words)}",
        )


class NoValue(InputError):
    def __init__(self, field: str, *, of: str) -> None:
        super().__init__(
            f"the row names {of} and no {field}", f"say what an empty one means, as in --values {field}:=WORD"
        )


class NobodyNamed(InputError):
    def __init__(self, field: str, text: str, *, who: str) -> None:
        super().__init__(
            f"the row has the {field} {short(text)!r} and no {who}",
            f"name who, or say who it is, as in --values {who}:=NAME",
        )


class NoClaim(InputError):
    def __init__(self) -> None:
        super().__init__("the row has no claim", "fill in its claim, or take the row out")


class UnreadableCell(InputError):
    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"the cell of the {field} {reason}", "fill in what it stands for")


class TooManyCells(InputError):
    def __init__(self, cells: int, columns: int) -> None:
        super().__init__(
            f"the row has {cells} cells and the table {columns} columns",
            "name the other columns; a cell that holds the delimiter stands in quotes",
        )


class QuoteAstray(InputError):
    def __init__(self) -> None:
        super().__init__(
            "a quote of the row is not closed, or closed too early", "a quote within a cell is written twice"
        )


class RowTooLong(InputError):
    def __init__(self, limit: int) -> None:
        super().__init__(
            f"the row has more than {limit:,} characters", "look for a quote that is opened and never closed"
        )


class NotInEncoding(InputError):
    def __init__(self, encoding: str) -> None:
        super().__init__(f"the row holds bytes that are not {encoding}", "save the table anew in UTF-8")


class HoldsNul(InputError):
    def __init__(self) -> None:
        super().__init__("the row holds NUL characters", "the file is damaged, or no table")
