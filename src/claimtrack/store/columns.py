"""Rows of one kind turned into columns, in which what they have in common is looked at once for all of them."""

from collections.abc import Iterator, Sequence
from typing import Any

from claimtrack.domain.records import Row
from claimtrack.store.tables import WORDS, as_row


class Columns:
    """Some rows of one kind, column by column; a column in which none of them holds anything is left out.

    The driver asks of every None, and of every member of an enumeration, how it is to be stored: that is a third of
    what an INSERT costs, and plain values of columns that hold something spare it.
    """

    def __init__(self, kind: type[Row], values: Sequence[tuple[Any, ...]]) -> None:
        """Turn at least one row, each given by its values in the order of the kind's columns."""
        self.kind = kind
        self.size = len(values)
        self.held: dict[str, Sequence[Any]] = {
            name: column
            for name, column in zip(kind.COLUMNS, zip(*values, strict=True), strict=True)
            if any(column) or set(column) != {None}
        }
        for name, vocabulary in WORDS.get(kind, {}).items():
            if name in self.held:
                plain: dict[Any, Any] = {None: None, **{member: member.value for member in vocabulary}}
                self.held[name] = [plain[word] for word in self.held[name]]

    @property
    def are_full(self) -> bool:
        """Whether each row holds something in each of these columns; told by what is neither nought nor empty."""
        return all(map(all, self.held.values()))

    @classmethod
    def of(cls, rows: Sequence[Row]) -> "Columns":
        """Turn rows of one kind."""
        return cls(type(rows[0]), [as_row(row) for row in rows])

    def __getitem__(self, name: str) -> Sequence[Any]:
        return self.held.get(name) or (None,) * self.size

    def rows(self, names: Sequence[str] | None = None) -> Iterator[tuple[Any, ...]]:
        """Yield the rows again, of some columns, else of all that hold something."""
        return zip(*(self.held.values() if names is None else (self[name] for name in names)), strict=True)
