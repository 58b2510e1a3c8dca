"""Redacts rows: their words go for good, from the record and from the ledger; the rows and their hashes stay."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claimtrack.domain.places import Place, Server
from claimtrack.domain.records import Actor, Claim, Row, Tag
from claimtrack.domain.redaction import redacted, words_of
from claimtrack.domain.references import called
from claimtrack.domain.text import folded
from claimtrack.errors.history import NoWords, ReasonHoldsWords
from claimtrack.services import naming, slugs, workspace
from claimtrack.store import history, identities, lookup, originals, traces, wiping
from claimtrack.store.record import Record
from claimtrack.store.tables import TABLES, records
from claimtrack.store.writer import Writer

_TELLING = 5  # letters; a shorter word is in too many texts to say anything


class Gone(NamedTuple):
    """A row that lost its words: in which columns, and how many changes of it can no longer be read."""

    what: str
    columns: tuple[str, ...]
    changes: int


class Redaction(NamedTuple):
    """What a redaction took, and where else the words still stand.

    `gone` is empty where all of it had been taken before.
    """

    row: Row
    gone: list[Gone]
    also_in: list[str]
    reasons: list[int]


def redact(db: workspace.Named, ref: str, *, reason: str, dry_run: bool = False) -> workspace.Written[Redaction]:
    """Take the words of a thing away for good, and every byte of them from the database's files.

    Raises NoWords for a row that never held any, ReasonHoldsWords where the reason would keep what is to go, and
    NotWiped where the words are gone from the record, but something keeps the files from being cleaned.
    """
    written = workspace.write(db, lambda writer: take(writer, ref, reason=reason), dry_run=dry_run, reason=reason)
    if not dry_run:
        wiping.wipe(written.path)
    return written


def take(writer: Writer, ref: str, *, reason: str) -> Redaction:
    """Take the words of a thing out of the record and the ledger: of a claim with its tags, of an actor with its names.

    What is left of them in the file is only gone when it was wiped afterwards.
    """
    wiping.prepare(writer.connection)
    row = naming.anything(writer, ref)
    together = [row, *_copies(writer, row)]
    held = {one: words_of(one) for one in together}
    if not any(held.values()) and not history.is_redacted(writer, row):
        raise NoWords(naming.ref_of(row))
    said = {words for columns in held.values() for words in columns.values()}
    said |= {words for one in together for words in history.earlier_words(writer, one)}
    telling = {words for words in said if len(words) >= _TELLING}
    if any(folded(words) in folded(reason) for words in telling):
        raise ReasonHoldsWords(naming.ref_of(row))
    gone = [_redact(writer, one, columns) for one, columns in held.items() if columns]
    wiping.forget_samples(writer.connection)
    also_in = traces.rows_with(writer, telling)
    return Redaction(row, gone, [called(*place) for place in also_in], traces.reasons_with(writer, telling))


def _redact(writer: Writer, row: Row, words: Iterable[str]) -> Gone:
    changes = history.changes_to(writer, row)
    writer.redact(row, **redacted(row, slug=_slug(writer, row)))
    return Gone(called(TABLES[type(row)], row.id), tuple(words), changes)


def _slug(writer: Writer, row: Row) -> str | None:
    if not isinstance(row, Claim | Actor):
        return None
    ref = naming.ref_of(row)
    return row.slug if row.slug.startswith(f"redacted-{ref}") else slugs.for_redacted(writer, type(row), ref)


def _copies(record: Record, row: Row) -> Sequence[Row]:
    """Return the rows that have no id of their own and hold words of a thing, withdrawn or not.

    The tags of a claim go with it: there is no other way to take one away, and one that was harmless can be put on
    again, while a word that was left behind cannot be called back. What was merged into an actor is the same actor.
    With anything goes every record, as it was read, of the claims it is about.
    """
    read = originals.behind(record, row)
    match row:
        case Claim():
            return [*records(record, Tag, "WHERE claim_id = :claim ORDER BY id", claim=row.id), *read]
        case Actor():
            numbers = identities.numbers_of(record, row)
            merged = lookup.by_numbers(record, Actor, numbers[1:])
            return [*merged.values(), *lookup.every_alias_of(record, numbers), *read]
        case _:
            return read


def copies_beside(path: Place) -> list[str]:
    """Return the names of the files beside a database that a migration or a backup may have made of it.

    Of a server's database the names are of what it keeps, where nobody else can reach.
    """
    if isinstance(path, Server):
        return ["the server's log (WAL) and its archive", "replicas", "dumps"]
    others = {path.name + suffix for suffix in ("-wal", "-shm", "-journal")}
    return sorted(one.name for one in path.parent.glob(f"{path.name}*") if one.name not in {*others, path.name})
