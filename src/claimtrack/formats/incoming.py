"""Which foreign formats can be read, and what the user says of a file beside its name; loaded when used."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import BinaryIO, NamedTuple

from claimtrack.domain.intake import Item


class Incoming(StrEnum):
    """The formats that `import` reads."""

    CLAIMREVIEW = "claimreview"
    GOOGLE_FACTCHECK = "google-factcheck"
    CLAIMSKG = "claimskg"
    CSV = "csv"
    TSV = "tsv"
    XLSX = "xlsx"
    BUNDLE = "bundle"


class Asked(NamedTuple):
    """What is known of a file before it is read: its name for messages, and what the user said of it, all as typed.

    `columns` are pairs of a column's name and our field, `values` are `field:given=ours`, `dates` is the order of the
    parts of numeric dates (`dmy`, `mdy` or `ymd`), `map_file` and `ratings` are files with more of the same.
    """

    origin: str
    columns: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    dates: str | None = None
    map_file: Path | None = None
    ratings: Path | None = None


Reader = Callable[[BinaryIO, Asked], Iterator[Item]]

_READERS = {
    Incoming.CLAIMREVIEW: ("claimreview.reading", "read"),
    Incoming.GOOGLE_FACTCHECK: ("google_factcheck", "read"),
    Incoming.CLAIMSKG: ("claimskg", "read"),
    Incoming.CSV: ("tables.delimited", "read_csv"),
    Incoming.TSV: ("tables.delimited", "read_tsv"),
    Incoming.XLSX: ("tables.workbook", "read"),
}


def reader(name: Incoming) -> Reader:
    """Return what reads a format: it yields every record of a stream, found or refused, without holding them all."""
    module, function = _READERS[name]
    found: Reader = getattr(import_module(f"claimtrack.formats.{module}"), function)
    return found
