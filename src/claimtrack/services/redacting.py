"""Redacts rows and reasons: their words go for good, from the record and from the ledger; rows and hashes stay."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from claimtrack.domain.ledger import OPERATION, Action, Change, Operation
from claimtrack.domain.places import Place, Server
from claimtrack.domain.records import Actor, Claim, Row, Tag
from claimtrack.domain.redaction import REDACTED, finder, parts_of, redacted, words_of
from claimtrack.domain.references import called
from claimtrack.domain.text import folded
from claimtrack.errors.history import NoReason, NoWords, ReasonHoldsWords
from claimtrack.services import naming, recounting, slugs, workspace
from claimtrack.store import backups, history, identities, lookup, originals, traces, wiping
from claimtrack.store.record import Record, batched
from claimtrack.store.tables import TABLES, kind_of, records
from claimtrack.store.writer import Writer


class Gone(NamedTuple):
    """What lost its words: in which columns, and how many changes of it can no longer be proven."""

    what: str
    columns: tuple[str, ...]
    changes: int


class Redaction(NamedTuple):
    """What a redaction took of what `ref` names, and where else the words still stand.

    `gone` is empty where all of it had been taken before.
    """

    ref: str
    gone: list[Gone]
    also_in: list[str]
    reasons: list[int]


def redact(db: workspace.Named, ref: str, *, reason: str, dry_run: bool = False) -> workspace.Written[Redaction]:
    """Take the words of a thing, or the reason of an operation, away for good, with every byte of them in the files.

    Raises NoWords or NoReason for what never held any, ReasonHoldsWords where the reason would keep what is to go, and
    NotWiped where the words are gone from the record, but something keeps the files from being cleaned.
    """
    taking = take_reason if recounting.is_number(ref) else take
    written = workspace.write(db, lambda writer: taking(writer, ref, reason=reason), dry_run=dry_run, reason=reason)
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
    _require_other_words(reason, said.union(*map(parts_of, together)), naming.ref_of(row))
    gone = take_words(writer, held)
    wiping.forget_samples(writer.connection)
    return _redaction(writer, naming.ref_of(row), gone, finder(said))


def _attest(writer: Writer, touched: Iterable[Operation]) -> None:
    """Attest the operations of which no change can be proven any more: when they were done, by whom and why."""
    for done in sorted(touched):
        if not history.is_attested(writer, done):
            writer.attest_operation(done)


def _require_other_words(reason: str, words: Iterable[str], ref: str) -> None:
    found = finder(words)
    if found and found.search(folded(reason)):
        raise ReasonHoldsWords(ref)


def _redaction(writer: Writer, ref: str, gone: list[Gone], words: re.Pattern[str] | None) -> Redaction:
    if words is None:
        return Redaction(ref, gone, [], [])
    also_in = [called(*place) for place in traces.rows_with(writer, words)]
    return Redaction(ref, gone, also_in, traces.reasons_with(writer, words))


def take_words(writer: Writer, held: Mapping[Row, Iterable[str]]) -> list[Gone]:
    """Take the words of rows away, and attest what can no longer be proven; `held` are the columns that hold any."""
    touched = {done for row, columns in held.items() if columns for done in history.operations_on(writer, row)}
    gone = [_redact(writer, row, columns) for row, columns in held.items() if columns]
    _attest(writer, touched)
    return gone


def _redact(writer: Writer, row: Row, words: Iterable[str]) -> Gone:
    changes = history.changes_to(writer, row)
    writer.redact(row, **redacted(row, slug=_slug(writer, row)))
    return Gone(called(TABLES[type(row)], row.id), tuple(words), changes)


def _slug(writer: Writer, row: Row) -> str | None:
    if not isinstance(row, Claim | Actor):
        return None
    ref = naming.ref_of(row)
    return row.slug if re.fullmatch(rf"redacted-{ref}(-\d+)?", row.slug) else slugs.for_redacted(writer, type(row), ref)


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


def take_reason(writer: Writer, ref: str, *, reason: str) -> Redaction:
    """Take the reason of an operation out of the record and the ledger, also where a row was withdrawn for it.

    The reason is hashed with each change of the operation, so that none of them can be proven any more; the rows that
    no other hash attests are attested anew, as they stand.
    """
    wiping.prepare(writer.connection)
    done = recounting.operation(writer, ref)
    if done.reason is None:
        raise NoReason(done.number)
    if history.has_redacted_reason(writer, done):
        return Redaction(str(done.number), [], [], [])
    _require_other_words(reason, [done.reason], f"operation {done.number}")
    changes = history.changes_of(writer, done)
    proven = sum(change.salt is not None for change in changes)
    writer.redact_reason(done)
    gone = [Gone(called(OPERATION, done.number), ("reason",), proven), *_rows_without(writer, done.reason, changes)]
    return _redaction(writer, str(done.number), gone, finder([done.reason]))


def _rows_without(writer: Writer, reason: str, changes: Sequence[Change]) -> list[Gone]:
    """Let nothing that an operation changed keep its reason or be left without a hash; return the rows that kept it.

    Whatever happened to a row while it was withdrawn was hashed with the reason, too; and a redaction that can no
    longer be proven is made again, since it says why earlier changes have no salt.
    """
    actions: dict[tuple[str, int], set[Action]] = {}
    for change in changes:
        actions.setdefault((change.entity, change.number), set()).add(change.action)
    gone: list[Gone] = []
    touched: set[Operation] = set()
    unattested: dict[str, list[int]] = {}
    for (entity, number), done in actions.items():
        if entity == OPERATION:
            operation = recounting.operation(writer, str(number))
            touched.add(operation)
            if Action.REDACTED in done:
                writer.redact_reason(operation)
            continue
        if done & {Action.WITHDRAWN, Action.REDACTED}:
            [row] = lookup.by_numbers(writer, kind_of(entity), [number]).values()
            keeps = Action.WITHDRAWN in done and reason in history.withdrawn_for(writer, row)
            if keeps or Action.REDACTED in done:
                touched |= set(history.operations_on(writer, row))
                if keeps:
                    gone.append(Gone(called(entity, number), ("withdrawn_reason",), history.changes_to(writer, row)))
                writer.redact(row, **({"withdrawn_reason": REDACTED} if row.withdrawn_reason == reason else {}))
                continue
        if not history.later_changes_of(writer, entity, number, after=changes[-1].seq):
            unattested.setdefault(entity, []).append(number)
    for entity, numbers in unattested.items():
        for batch in batched(numbers):
            writer.attest(list(lookup.by_numbers(writer, kind_of(entity), batch).values()))
    _attest(writer, touched)
    return gone


def copies_beside(path: Place) -> list[str]:
    """Return the names of the files beside a database that may hold what is in it: copies, leftovers.

    Of a server's database the names are of what it keeps, where nobody else can reach.
    """
    if isinstance(path, Server):
        return ["the server's log (WAL) and its archive", "replicas", "dumps"]
    return sorted(one.name for one in backups.beside(path))
