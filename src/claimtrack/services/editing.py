"""Edits descriptions: a claim's wording and event, an actor's name, kind and reliability; facts are never edited."""

from claimtrack.domain import dates
from claimtrack.domain.records import Actor, Alias, Claim
from claimtrack.domain.text import folded, one_line
from claimtrack.domain.vocabulary import ActorKind, Reliability
from claimtrack.errors.entries import NotEditable, NothingAsked, NotOfThisKind
from claimtrack.errors.references import WithdrawnReference
from claimtrack.errors.texts import NameTaken
from claimtrack.services import naming
from claimtrack.store import lookup
from claimtrack.store.writer import Writer

_OPTIONS = {Claim: ("claim", "--text, --event"), Actor: ("actor", "--name, --kind, --reliability")}


def edit(
    writer: Writer,
    ref: str,
    *,
    text: str | None,
    event: str | None,
    name: str | None,
    kind: ActorKind | None,
    reliability: Reliability | None,
) -> tuple[Claim | Actor, Claim | Actor]:
    """Describe a claim or an actor anew; return it as it was and as it is. Its id, uid and slug stay."""
    row = naming.anything(writer, ref)
    if row.withdrawn_at is not None:
        raise WithdrawnReference(naming.ref_of(row), reason=row.withdrawn_reason)
    foreign = (name, kind, reliability) if isinstance(row, Claim) else (text, event)
    if isinstance(row, Claim | Actor) and any(option is not None for option in foreign):
        raise NotOfThisKind(naming.ref_of(row), *_OPTIONS[type(row)])
    match row:
        case Claim():
            if text is None and event is None:
                raise NothingAsked(command=f"edit {naming.ref_of(row)}", options="--text, --event")
            return row, _edit_claim(writer, row, text=text, event=event)
        case Actor():
            if name is None and kind is None and reliability is None:
                raise NothingAsked(command=f"edit {naming.ref_of(row)}", options="--name, --kind, --reliability")
            return row, _edit_actor(writer, row, name=name, kind=kind, reliability=reliability)
        case _:
            raise NotEditable(naming.ref_of(row))


def _edit_claim(writer: Writer, claim: Claim, *, text: str | None, event: str | None) -> Claim:
    words = one_line(text, "claim") if text is not None else claim.text
    changes: dict[str, str | None] = {"text": words, "folded": folded(words)} if text is not None else {}
    if event is not None:
        day = dates.parse(event)
        changes |= {"event": day.text, "event_earliest": day.earliest, "event_latest": day.latest}
    return writer.edit(claim, **changes)


def _edit_actor(
    writer: Writer, actor: Actor, *, name: str | None, kind: ActorKind | None, reliability: Reliability | None
) -> Actor:
    words = naming.actor_name(name) if name is not None else actor.name
    holder = naming.known_actor(writer, words)
    if holder and holder.id != actor.id:
        raise NameTaken(words, f"{naming.ref_of(holder)} {holder.name}")
    if lookup.actor_by_name(writer, folded(words)) is None:
        writer.add(Alias(actor_id=actor.id, name=words, folded=folded(words)))
    return writer.edit(actor, name=words, kind=kind or actor.kind, reliability=reliability or actor.reliability)
