"""What every row of the record carries, and what it can do: the base of its kinds, which are domain.records."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, Self, dataclass_transform


@dataclass_transform(frozen_default=True, kw_only_default=True)
class Row:
    """What every row carries; number, uid, moment and recorder are given by the store when it is added.

    To type checkers and readers its classes are frozen, keyword-only dataclasses. The standard library's own would
    compile five functions a class, 14 ms in all and a tenth of what a write costs; these share the few below. What a
    row holds stands in the order of its columns.
    """

    COLUMNS: ClassVar[tuple[str, ...]] = ()
    _NEEDED: ClassVar[frozenset[str]] = frozenset()
    _BLANK: ClassVar[dict[str, Any]] = {}

    id: int = 0
    uid: str = ""
    recorded_at: str = ""
    recorded_by: str = ""
    withdrawn_at: str | None = None
    withdrawn_by: str | None = None
    withdrawn_reason: str | None = None

    def __init_subclass__(cls) -> None:
        cls.COLUMNS = (*Row.__annotations__, *cls.__annotations__)[3:]
        cls._NEEDED = frozenset(name for name in cls.COLUMNS if not hasattr(cls, name))
        cls._BLANK = {name: getattr(cls, name, None) for name in cls.COLUMNS}

    def __init__(self, **values: Any) -> None:
        if not values.keys() >= self._NEEDED:
            raise TypeError(type(self), *(self._NEEDED - values.keys()))
        self._hold(self._BLANK, values)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(type(self), name)  # frozen

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and vars(other) == vars(self)

    def __hash__(self) -> int:
        return hash((type(self), self.id, self.uid))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in vars(self).items())})"

    @classmethod
    def of(cls, values: Iterable[Any]) -> Self:
        """Return the row that holds values, one for each column in their order."""
        row = object.__new__(cls)
        vars(row).update(zip(cls.COLUMNS, values, strict=True))
        return row

    def replaced(self, **changes: Any) -> Self:
        """Return the row with some of its columns changed."""
        changed = object.__new__(type(self))
        changed._hold(vars(self), changes)
        return changed

    def _hold(self, columns: Mapping[str, Any], values: Mapping[str, Any]) -> None:
        """Take what stands in all columns, in their order, and then the values of some."""
        own = vars(self)
        own.update(columns)
        own.update(values)
        if len(own) != len(self.COLUMNS):
            raise TypeError(type(self), *(own.keys() - set(self.COLUMNS)))
