"""Which formats an extract can be written in; each is loaded when it is used."""

from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from typing import BinaryIO

from claimtrack.domain.extracts import Extract, Loss


class Outgoing(StrEnum):
    """The formats of `export`, beside the tables and the bundle."""

    CSV = "csv"
    XLSX = "xlsx"
    CLAIMREVIEW = "claimreview"
    PROV = "prov"
    CSL = "csl"
    DOT = "dot"
    MERMAID = "mermaid"


_WRITERS = {
    Outgoing.CSV: ("tables.delimited", "write_csv"),
    Outgoing.XLSX: ("tables.workbook", "write"),
    Outgoing.CLAIMREVIEW: ("claimreview.writing", "write"),
    Outgoing.PROV: ("prov_json", "write"),
    Outgoing.CSL: ("csl_json", "write"),
    Outgoing.DOT: ("graphs.dot", "write"),
    Outgoing.MERMAID: ("graphs.mermaid", "write"),
}
BINARY = frozenset({Outgoing.XLSX})  # no text: nothing to show on a terminal
WITNESSES = frozenset({Outgoing.PROV, Outgoing.DOT, Outgoing.MERMAID})  # have a place for a checkpoint beside the data


def write(name: Outgoing, extract: Extract, out: BinaryIO) -> list[Loss]:
    """Write an extract in a format, and return what the format could not hold."""
    module, function = _WRITERS[name]
    writer: Callable[[Extract, BinaryIO], list[Loss]] = getattr(import_module(f"claimtrack.formats.{module}"), function)
    return writer(extract, out)
