"""Links things by a sentence, and takes such a link back: evidence to claim, statement to basis, actor to actor."""

from typing import NamedTuple

from claimtrack.domain.notices import Notice
from claimtrack.domain.records import (
    Actor,
    Bearing,
    Citation,
    Claim,
    Evidence,
    Relation,
    Reliance,
    Row,
    Source,
    Statement,
)
from claimtrack.domain.vocabulary import BearingKind, RelationKind
from claimtrack.errors.entries import AlreadyLinked, LinkToItself, NotLinked, OnlyDuring, UnknownRelation
from claimtrack.services import belonging, chaining, evidencing, merging, naming
from claimtrack.store import claims, evidence, lookup, reliances
from claimtrack.store.writer import Writer

_CITES = "cites"
SENTENCES = (
    f"EVIDENCE {'|'.join(BearingKind)} CLAIM",
    f"CLAIM {'|'.join(RelationKind)} CLAIM",
    "ACTOR part-of ACTOR",
    "ACTOR same-as ACTOR",
    f"STATEMENT {chaining.RELIES_ON} STATEMENT",
    f"SOURCE {_CITES} SOURCE",
)
Link = Bearing | Relation | Reliance | Citation


class Sentence(NamedTuple):
    """A link as it was said: which thing, which relation, which other thing."""

    left: Row
    relation: str
    right: Row
    notices: tuple[Notice, ...] = ()

    def __str__(self) -> str:
        return f"{naming.ref_of(self.left)} {self.relation} {naming.ref_of(self.right)}"

    @property
    def words(self) -> str:
        """The sentence with the names of actors beside their ids."""
        return f"{_called(self.left)} {self.relation} {_called(self.right)}"


def link(writer: Writer, left: str, relation: str, right: str, *, during: str | None = None) -> Sentence:
    """Record what a sentence says, such as `e4 supports c1` or `rok-mnd part-of south-korea`.

    A whole that is not on record yet is recorded; its part must be, or a slip would make a new actor. Raises
    UnknownRelation with the sentences there are, LinkToItself, AlreadyLinked or PartLoop. `during` is the time for
    which an actor is part of another; OnlyDuring is raised where it is given for anything else.
    """
    sentence = _read(writer, left, relation, right, creating=True)
    if during is not None and not (isinstance(sentence.left, Actor) and sentence.relation == RelationKind.PART_OF):
        raise OnlyDuring(str(sentence))
    standing = _standing(writer, sentence)
    if standing is not None:
        said = _said(sentence, standing)
        raise AlreadyLinked(said=said, see=f"to change it, first: claimtrack withdraw {said} --reason WHY")
    match sentence.left, sentence.right:
        case Evidence(), Claim():
            kind = BearingKind(sentence.relation)
            evidencing.bear(writer, sentence.left, kind, sentence.right)
        case Claim(), Claim():
            relation_kind = RelationKind(sentence.relation)
            writer.add(Relation(claim_id=sentence.left.id, kind=relation_kind, other_id=sentence.right.id))
        case Actor(), Actor() if sentence.relation == RelationKind.SAME_AS:
            return sentence._replace(notices=tuple(merging.merge(writer, sentence.left, sentence.right)))
        case Actor(), Actor():
            belonging.join(writer, sentence.left, sentence.right, during)
        case Statement(), Statement():
            return sentence._replace(notices=tuple(chaining.rely(writer, sentence.left, sentence.right)))
        case Source(), Source():
            writer.add(Citation(source_id=sentence.left.id, cited_id=sentence.right.id))
    return sentence


def unlink(writer: Writer, left: str, relation: str, right: str, *, reason: str) -> Sentence:
    """Withdraw the link that a sentence says; raises NotLinked where there is none."""
    sentence = _read(writer, left, relation, right, creating=False)
    if isinstance(sentence.left, Actor) and isinstance(sentence.right, Actor):
        take_back = merging.separate if sentence.relation == RelationKind.SAME_AS else belonging.leave
        if not take_back(writer, sentence.left, sentence.right, reason=reason):
            raise NotLinked(sentence=str(sentence))
        return sentence
    standing = _standing(writer, sentence)
    if standing is None or not _says(sentence, standing):
        raise NotLinked(sentence=str(sentence))
    writer.withdraw(standing, reason=reason)
    return sentence


def _read(writer: Writer, left: str, relation: str, right: str, *, creating: bool) -> Sentence:
    said = f"{left} {relation} {right}"
    verb = relation.strip().lower()
    first = naming.anything(writer, left)
    match first:
        case Evidence() if verb in set(BearingKind):
            sentence = Sentence(naming.evidence(writer, left), verb, naming.claim(writer, right))
        case Claim() if verb in set(RelationKind):
            sentence = Sentence(naming.claim(writer, left), verb, naming.claim(writer, right))
        case Actor() if verb == RelationKind.PART_OF:
            whole = (
                naming.actor_to_record(writer, right) if creating else naming.Named(naming.actor(writer, right).id, ())
            )
            sentence = Sentence(
                naming.actor(writer, naming.ref_of(first)), verb, _actor(writer, whole.number), whole.notices
            )
        case Actor() if verb == RelationKind.SAME_AS:
            sentence = Sentence(_as_recorded(writer, left), verb, naming.actor(writer, right))
        case Statement() if verb == chaining.RELIES_ON:
            sentence = Sentence(chaining.statement(writer, left), verb, chaining.statement(writer, right))
        case Source() if verb == _CITES:
            sentence = Sentence(naming.source(writer, left), verb, naming.source(writer, right))
        case _:
            raise UnknownRelation(said, SENTENCES)
    if sentence.left == sentence.right:
        raise LinkToItself(naming.ref_of(sentence.left), verb)
    return sentence


def _called(row: Row) -> str:
    return f"{naming.ref_of(row)} {row.name}" if isinstance(row, Actor) else naming.ref_of(row)


def _as_recorded(writer: Writer, ref: str) -> Actor:
    return naming.actor_as_recorded(writer, ref) or naming.actor(writer, ref)


def _actor(writer: Writer, number: int) -> Actor:
    found = lookup.by_number(writer, Actor, number)
    assert found is not None, "an actor just named is on record"
    return found


def _standing(writer: Writer, sentence: Sentence) -> Link | None:
    """Return the link that stands in the place of this one: an item bears one way on a claim."""
    match sentence.left, sentence.right:
        case Evidence(), Claim():
            return evidence.bearing_between(writer, sentence.left, sentence.right)
        case Claim(), Claim():
            return claims.relation_between(writer, sentence.left, RelationKind(sentence.relation), sentence.right)
        case Statement(), Statement():
            return reliances.reliance_between(writer, sentence.left, sentence.right)
        case Source(), Source():
            return reliances.citation_between(writer, sentence.left, sentence.right)
        case _:
            return None


def _says(sentence: Sentence, standing: Link) -> bool:
    return isinstance(standing, Reliance | Citation) or standing.kind == sentence.relation


def _said(sentence: Sentence, standing: Link) -> str:
    if isinstance(standing, Reliance | Citation):
        return str(sentence)
    return f"{naming.ref_of(sentence.left)} {standing.kind} {naming.ref_of(sentence.right)}"
