"""Points out actors and claims that look alike, and records what somebody decides; none merge by themselves."""

from collections.abc import Collection, Iterator, Sequence
from heapq import nsmallest
from typing import NamedTuple

from claimtrack.domain.likeness import alike, core_of, letters_of, words_of
from claimtrack.domain.lookalikes import skeleton
from claimtrack.domain.records import Actor, Claim, Distinction
from claimtrack.domain.references import Kind, as_short_id
from claimtrack.domain.vocabulary import Decision, RelationKind
from claimtrack.errors.entries import LinkToItself
from claimtrack.errors.imports import AlreadyDecided, UnlikeKinds
from claimtrack.services import linking, naming
from claimtrack.services.linking import Sentence
from claimtrack.store import likenesses, lookup
from claimtrack.store.record import Record, batched
from claimtrack.store.writer import Writer

MOST_CLAIMS = 100_000  # the latest are compared with each other; a search finds what is near an older one
MOST_PAIRS = 1_000  # of each kind, the likest; there are more than anybody looks at
_NAMES = 0.4  # of the runs of letters of two names in both
_WORDINGS = 0.5  # of the words of two claims in both
_NAMES_LEAST = 80  # of 100, by the edits that make one name of the other
_WORDINGS_LEAST = 75  # of 100, by the edits between the words in alphabetical order
_SAME_LOOK = 100

Thing = Actor | Claim


class Likeness(NamedTuple):
    """Two things that look alike, the later recorded first, how much (0 to 100), and by which of their names."""

    later: Thing
    earlier: Thing
    score: int
    said: tuple[str, str]
    is_put_off: bool = False


class Likenesses(NamedTuple):
    """The pairs that wait for a decision, the likest first, and how many were put off."""

    actors: list[Likeness]
    claims: list[Likeness]
    put_off: int


class _Pair(NamedTuple):
    score: int
    numbers: tuple[int, int]
    said: tuple[str, str]


def likenesses_of(record: Record, *, put_off: bool = False) -> Likenesses:
    """Return the pairs of actors and of claims that look alike and on which nobody has decided.

    Not those between which a link says how they stand to each other. With `put_off` also those put off.
    """
    decided = likenesses.distinctions(record)
    waiting = [row for row in decided if row.decision is Decision.LATER]
    kinds = {
        Actor: (_actors(record), likenesses.linked_actors(record)),
        Claim: (_claims(record), likenesses.linked_claims(record)),
    }
    found: dict[type[Thing], list[Likeness]] = {}
    for kind, (pairs, linked) in kinds.items():
        different = {_numbers(row) for row in decided if row.decision is Decision.DIFFERENT and _is_of(row, kind)}
        later = {_numbers(row) for row in waiting if _is_of(row, kind)}
        hidden = linked | different | (set() if put_off else later)
        likest = nsmallest(MOST_PAIRS, (one for one in pairs if one.numbers not in hidden), key=_likest_first)
        found[kind] = _likenesses(record, kind, likest, later)
    return Likenesses(found[Actor], found[Claim], len(waiting))


def _likest_first(one: _Pair) -> tuple[int, tuple[int, int]]:
    return -one.score, one.numbers


def _is_of(row: Distinction, kind: type[Thing]) -> bool:
    return (row.actor_id is not None) is (kind is Actor)


def _numbers(row: Distinction) -> tuple[int, int]:
    one, other = (row.actor_id, row.other_actor_id) if row.actor_id else (row.claim_id, row.other_claim_id)
    assert one is not None, "the database holds a pair of one kind"
    assert other is not None, "the database holds a pair of one kind"
    return one, other


def _likenesses(
    record: Record, kind: type[Thing], pairs: Sequence[_Pair], later: Collection[tuple[int, int]]
) -> list[Likeness]:
    rows: dict[int, Thing] = {}
    for batch in batched(sorted({number for one in pairs for number in one.numbers})):
        rows |= lookup.by_numbers(record, kind, batch)
    return [
        Likeness(rows[one.numbers[1]], rows[one.numbers[0]], one.score, one.said[::-1], one.numbers in later)
        for one in pairs
    ]


def _actors(record: Record) -> Iterator[_Pair]:
    """Yield each pair of actors once, by the two names that are likest."""
    from rapidfuzz import fuzz

    named = likenesses.names(record)
    cores = [core_of(name).casefold() for _, name in named]
    best: dict[tuple[int, int], _Pair] = {}
    parts = {n: letters_of(core) for n, core in enumerate(cores)}
    candidates = set(alike(parts, least=_NAMES)) | set(_same_look([name for _, name in named]))
    for first, second in candidates:
        (one, name), (other, other_name) = named[first], named[second]
        if one == other:
            continue
        is_same_look = skeleton(name) == skeleton(other_name)
        score = _SAME_LOOK if is_same_look else round(fuzz.ratio(cores[first], cores[second]))
        said = (name, other_name) if one < other else (other_name, name)
        pair = _Pair(score, (min(one, other), max(one, other)), said)
        if score >= _NAMES_LEAST and score > best.get(pair.numbers, pair._replace(score=0)).score:
            best[pair.numbers] = pair
    yield from best.values()


def _same_look(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    looks: dict[str, int] = {}
    for n, name in enumerate(names):
        first = looks.setdefault(skeleton(name), n)
        if first != n:
            yield first, n


def _claims(record: Record) -> Iterator[_Pair]:
    from rapidfuzz import fuzz

    texts = dict(likenesses.wordings(record, limit=MOST_CLAIMS))
    for one, other in alike({number: words_of(text) for number, text in texts.items()}, least=_WORDINGS):
        score = round(fuzz.token_sort_ratio(texts[one].casefold(), texts[other].casefold()))
        if score >= _WORDINGS_LEAST:
            yield _Pair(score, (one, other), (texts[one], texts[other]))


def accept(writer: Writer, twice: str, other: str) -> Sentence:
    """Record that two actors, or two claims, are the same: the first stands for the second."""
    one, two = _pair(writer, twice, other)
    _take_back(writer, one, two)
    return linking.link(writer, naming.ref_of(one), RelationKind.SAME_AS, naming.ref_of(two))


def decide(writer: Writer, one_ref: str, other_ref: str, decision: Decision) -> tuple[Thing, Thing]:
    """Record that two actors, or two claims, are different, or are to be looked at later; raises AlreadyDecided."""
    one, other = _pair(writer, one_ref, other_ref)
    earlier = _standing(writer, one, other)
    if earlier and earlier.decision is decision:
        raise AlreadyDecided(naming.ref_of(one), naming.ref_of(other), decision)
    _take_back(writer, one, other)
    first, second = sorted((one.id, other.id))
    if isinstance(one, Actor):
        writer.add(Distinction(decision=decision, actor_id=first, other_actor_id=second))
    else:
        writer.add(Distinction(decision=decision, claim_id=first, other_claim_id=second))
    return one, other


def _take_back(writer: Writer, one: Thing, other: Thing) -> None:
    if earlier := _standing(writer, one, other):
        writer.withdraw(earlier, reason="decided otherwise")


def _standing(writer: Writer, one: Thing, other: Thing) -> Distinction | None:
    return likenesses.distinction_between(writer, type(one), (min(one.id, other.id), max(one.id, other.id)))


def _pair(writer: Writer, one_ref: str, other_ref: str) -> tuple[Thing, Thing]:
    """Return the two actors, or the two claims, that are meant: by what the first of them is."""
    one = _thing(writer, one_ref)
    other = naming.claim(writer, other_ref) if isinstance(one, Claim) else _thing(writer, other_ref)
    if type(one) is not type(other):
        raise UnlikeKinds(naming.ref_of(one), naming.ref_of(other))
    if one.id == other.id:
        raise LinkToItself(naming.ref_of(one), RelationKind.SAME_AS)
    return one, other


def _thing(writer: Writer, ref: str) -> Thing:
    """Return the actor or the claim that a reference names."""
    identifier = as_short_id(ref.strip().lower())
    if identifier and identifier.kind is Kind.CLAIM:
        return naming.claim(writer, ref)
    if identifier and identifier.kind is Kind.ACTOR:
        return naming.actor(writer, ref)
    found = naming.anything(writer, ref)
    if not isinstance(found, Actor | Claim):
        raise UnlikeKinds(naming.ref_of(found))
    return naming.standing(found)
