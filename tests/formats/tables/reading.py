"""Reads tables that tests write down as text, and tells what became of their rows."""

import io
from pathlib import Path

from claimtrack.domain.intake import Found, Item, Refused, StatementRead
from claimtrack.formats.incoming import Asked, Incoming, reader

STANCES = "stance:for=asserts,against=denies,observing=reports"


def asked(*columns: str, values: tuple[str, ...] = (), dates: str | None = None, map_file: Path | None = None) -> Asked:
    return Asked("table.csv", columns=columns, values=values, dates=dates, map_file=map_file)


def read(table: str | bytes, ask: Asked | None = None, *, form: Incoming = Incoming.CSV) -> list[Item]:
    content = table.encode() if isinstance(table, str) else table
    return list(reader(form)(io.BytesIO(content), ask or asked()))


def found(item: Item) -> Found:
    assert isinstance(item, Found), item
    return item


def refused(item: Item) -> Refused:
    assert isinstance(item, Refused), item
    return item


def all_found(table: str | bytes, ask: Asked | None = None, *, form: Incoming = Incoming.CSV) -> list[Found]:
    return [found(item) for item in read(table, ask, form=form)]


def claims(table: str | bytes, ask: Asked | None = None, *, form: Incoming = Incoming.CSV) -> list[str]:
    return [item.claim for item in all_found(table, ask, form=form)]


def one_found(table: str | bytes, ask: Asked | None = None) -> Found:
    (item,) = read(table, ask)
    return found(item)


def one_refused(table: str | bytes, ask: Asked | None = None) -> Refused:
    (item,) = read(table, ask)
    return refused(item)


def statement(item: Found) -> StatementRead:
    (said,) = item.statements
    return said
