"""Records claims and what is said about them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claimtrack.domain import dates
from claimtrack.domain.fates import End, fates_of, inconsistencies_of
from claimtrack.domain.files import StatementLine
from claimtrack.domain.notices import Inconsistent, MuchLike, Notice, SameStatement, SameWording, WithoutEffect
from claimtrack.domain.records import Bearing, Claim, Reliance, Statement
from claimtrack.domain.references import Kind, as_short_id
from claimtrack.domain.summaries import ClaimSummary
from claimtrack.domain.text import NAME_LIMIT, folded, kept, one_line
from claimtrack.domain.vocabulary import BearingKind, Stance
from claimtrack.errors.entries import NobodySpoke, NothingToRetract, WhoseQuote
from claimtrack.services import naming, resembling, slugs, tagging
from claimtrack.store import actors, facts, lookup, statements
from claimtrack.store.record import listed
from claimtrack.store.reports import summary_of
from claimtrack.store.writer import Writer


class NewClaim(NamedTuple):
    """What `add` takes: the claim, who spoke on it, and what was shown; all as typed.

    With `likely_known` nothing is said of claims that are likely the same: whoever records it has been told.
    """

    text: str
    spoken: Sequence[tuple[Stance, str]] = ()
    evidence: Sequence[tuple[BearingKind, str]] = ()
    source: str | None = None
    on: str | None = None
    quote: str | None = None
    place: str | None = None
    event: str | None = None
    slug: str | None = None
    tags: Sequence[str] = ()
    confidential: bool = False
    likely_known: bool = False


class NewStatement(NamedTuple):
    """What a stance verb takes; all as typed."""

    stance: Stance
    by: str
    on: str | None = None
    quote: str | None = None
    source: str | None = None
    place: str | None = None
    relies_on: Sequence[str] = ()
    confidential: bool = False


class Recorded(NamedTuple):
    """What a write did to one claim: its rows, the status after it, and what is to be pointed out."""

    claim: Claim
    statements: list[StatementLine]
    evidence: list[Bearing]
    summary: ClaimSummary
    notices: list[Notice]
    reliances: Sequence[Reliance] = ()


def add_claim(writer: Writer, new: NewClaim) -> Recorded:
    """Record a claim with everything said and shown about it in one go."""
    text = one_line(new.text, "claim")
    _require_speakers(new)
    event = dates.parse(new.event) if new.event is not None else None
    same = lookup.claim_worded(writer, folded(text))
    near = [] if new.likely_known else resembling.likely(writer, text)
    claim = writer.add(
        Claim(
            slug=slugs.for_claim(writer, text) if new.slug is None else slugs.chosen(writer, Claim, new.slug),
            text=text,
            folded=folded(text),
            event=event.text if event else None,
            event_earliest=event.earliest if event else None,
            event_latest=event.latest if event else None,
        )
    )
    notices: list[Notice] = [SameWording(claim, same)] if same else []
    notices += [MuchLike(claim, one.claim) for one in near]
    tagging.add_tags(writer, claim, new.tags)
    quoted = _quoted_speaker(new)
    said = [
        _statement(writer, claim, _spoken(new, stance, by, is_quoted=n == quoted), notices)
        for n, (stance, by) in enumerate(new.spoken)
    ]
    shown = [_shown(writer, claim, kind, words, new, notices) for kind, words in new.evidence]
    relied = writer.add_all(_relayed(said))
    return recorded(writer, claim, said, shown, notices)._replace(reliances=relied)


def _relayed(said: Sequence[Statement]) -> list[Reliance]:
    """Return the links by which those who report rely on each who asserts in the same breath."""
    asserting = [one for one in said if one.stance is Stance.ASSERTS]
    reporting = [one for one in said if one.stance is Stance.REPORTS]
    return [Reliance(statement_id=one.id, basis_id=basis.id) for one in reporting for basis in asserting]


def _require_speakers(new: NewClaim) -> None:
    """Raise NobodySpoke where an option would be lost, since it belongs to a statement that was not given."""
    given = {"--on": new.on, "--quote": new.quote}
    if not new.evidence:
        given |= {"--source": new.source, "--place": new.place}
    lost = [option for option, value in given.items() if value is not None]
    if lost and not new.spoken:
        raise NobodySpoke(lost)


def _quoted_speaker(new: NewClaim) -> int | None:
    """Return whose words the quote is: those of the one speaker, or of the only one who asserts the claim."""
    asserting = [n for n, (stance, _) in enumerate(new.spoken) if stance is Stance.ASSERTS]
    if new.quote is None:
        return None
    if len(new.spoken) == 1:
        return 0
    if len(asserting) != 1:
        raise WhoseQuote(len(new.spoken))
    return asserting[0]


def _spoken(new: NewClaim, stance: Stance, by: str, *, is_quoted: bool) -> NewStatement:
    quote = new.quote if is_quoted else None
    return NewStatement(
        stance=stance,
        by=by,
        on=new.on,
        quote=quote,
        source=new.source,
        place=new.place,
        confidential=new.confidential,
    )


def _shown(
    writer: Writer, claim: Claim, kind: BearingKind, words: str, new: NewClaim, notices: list[Notice]
) -> Bearing:
    """Attach evidence that is on record by its id, or record it by its text or address."""
    from claimtrack.services import evidencing  # most claims are added without

    known = as_short_id(words.strip())
    if known and known.kind is Kind.EVIDENCE:
        item = naming.evidence(writer, words)
    else:
        shown = evidencing.NewEvidence(text=words, source=new.source, place=new.place, confidential=new.confidential)
        item = evidencing.evidence_item(writer, shown, notices)
    return evidencing.bear(writer, item, kind, claim)


def add_statement(writer: Writer, claim_ref: str, new: NewStatement) -> Recorded:
    """Record what an actor said about a claim, and what it relies on.

    Raises NothingToRetract where there is no position to retract, AlreadyLinked for a basis that is named twice.
    """
    claim = naming.claim(writer, claim_ref)
    notices: list[Notice] = []
    if not new.relies_on:
        return recorded(writer, claim, [_statement(writer, claim, new, notices)], [], notices)
    from claimtrack.services import chaining  # most statements name no basis

    bases = chaining.bases(writer, new.relies_on)
    statement = _statement(writer, claim, new, notices)
    for basis in bases:
        notices += chaining.rely(writer, statement, basis)
    relied = [Reliance(statement_id=statement.id, basis_id=basis.id) for basis in bases]
    return recorded(writer, claim, [statement], [], notices)._replace(reliances=relied)


def _statement(writer: Writer, claim: Claim, new: NewStatement, notices: list[Notice]) -> Statement:
    if new.stance is Stance.RETRACTS:
        _require_position(writer, claim, new.by)
    actor = naming.noted(naming.actor_to_record(writer, new.by), notices)
    source = naming.source_of(writer, new.source, notices, confidential=new.confidential)
    day = dates.parse(new.on) if new.on is not None else None
    earliest, latest = dates.made_by(day, source_latest=source.published_latest if source else None, today=writer.today)
    statement = Statement(
        claim_id=claim.id,
        actor_id=actor,
        stance=new.stance,
        said=day.text if day else None,
        said_earliest=earliest,
        said_latest=latest,
        quote=kept(new.quote, "quote") if new.quote is not None else None,
        source_id=source.id if source else None,
        place=one_line(new.place, "place", limit=NAME_LIMIT) if new.place is not None else None,
        confidential=1 if new.confidential else None,
    )
    earlier = statements.same_statement(writer, statement)
    added = writer.add(statement)
    if earlier:
        notices.append(SameStatement(added, earlier))
    return added


def _require_position(writer: Writer, claim: Claim, by: str) -> None:
    actor = naming.known_actor(writer, by)
    if actor is None or not statements.positions_taken(writer, claim.id, listed(actors.with_parts(writer, actor))):
        raise NothingToRetract(actor.name if actor else by, naming.ref_of(claim))


def _pointed_out(writer: Writer, claim: Claim, said: Sequence[Statement]) -> Iterator[Notice]:
    """Yield what is to be said of the statements just recorded: that one has no effect, or that its party differs."""
    spoken, _ = facts.facts_of(writer, [claim.id])[claim.id]
    new = {row.id: row for row in said}
    ends = {End.REPLACED, End.RETRACTED, End.RETRACTS_NOTHING, End.HELD_AGAIN}
    for fate in fates_of(spoken):
        if fate.said.statement_id in new and fate.end in ends:
            counting = lookup.by_number(writer, Statement, fate.by.statement_id) if fate.by else None
            yield WithoutEffect(new[fate.said.statement_id], counting)
    for one, other in inconsistencies_of(spoken):
        rows = lookup.by_numbers(writer, Statement, (one.statement_id, other.statement_id))
        if new.keys() & rows.keys():
            yield Inconsistent(*rows.values())


def recorded(
    writer: Writer, claim: Claim, said: list[Statement], shown: list[Bearing], notices: list[Notice]
) -> Recorded:
    """Return what a write did to a claim, its derived rows renewed."""
    writer.finish()
    notices += _pointed_out(writer, claim, said)
    summary = summary_of(writer, claim.id)
    assert summary is not None, "a claim just recorded stands"
    return Recorded(claim, statements.lines(writer, said), shown, summary, notices)
