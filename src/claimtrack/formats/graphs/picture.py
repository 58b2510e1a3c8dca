"""What is in the picture of an extract: claims with who speaks on them, what bears on them, and on what that rests.

It reads from left to right: who, what they say or show, the claim. Colour repeats what a word says, and is never alone.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from claimtrack.domain.extracts import Extract, Loss, left_out, lost
from claimtrack.domain.records import (
    Actor,
    Bearing,
    Citation,
    Claim,
    Evidence,
    Membership,
    Relation,
    Reliance,
    Source,
    Statement,
    Tag,
    Verdict,
)
from claimtrack.domain.references import Kind, short_id
from claimtrack.domain.text import safe, shortened
from claimtrack.domain.vocabulary import STANCES_AGAINST, STANCES_FOR, BearingKind, Stance
from claimtrack.formats.document import Tone
from claimtrack.formats.glyphs import GLYPH, STANCE_GLYPH, TONE

_LONGEST = 280  # characters of one text; a picture is no place for more
_BEARING_TONE = {
    BearingKind.SUPPORTS: Tone.SUPPORTED,
    BearingKind.REFUTES: Tone.REFUTED,
    BearingKind.CONTEXT: Tone.FAINT,
}
# What fills a node, what draws its border and what joins it, for each tone; dark enough to be read on white.
COLOURS = {
    Tone.PLAIN: ("#ffffff", "#5f6b7a"),
    Tone.STRONG: ("#ffffff", "#1f2933"),
    Tone.FAINT: ("#f3f4f6", "#7b8794"),
    Tone.DISPUTED: ("#fff3c4", "#b7791f"),
    Tone.SUPPORTED: ("#e3f5e9", "#27774a"),
    Tone.REFUTED: ("#fde8e4", "#b83a26"),
    Tone.OPEN: ("#e1effa", "#1f6aa5"),
}
INK = "#1f2933"


class Join(StrEnum):
    """How one node is joined to another."""

    SPEAKS = "speaks"  # who to what they said, showed or found
    BEARS = "bears"  # that to the claim
    RELATES = "relates"  # claim to claim
    PART_OF = "part-of"  # actor to actor
    RELIES = "relies"  # statement to statement


class Node(NamedTuple):
    """A thing in the picture; its lines are safe to be shown and still to be escaped."""

    name: str
    kind: Kind
    lines: tuple[str, ...]
    tone: Tone
    is_context: bool = False


class Edge(NamedTuple):
    """What joins two nodes, by their names, and its words, empty where the nodes say it."""

    start: str
    end: str
    join: Join
    tone: Tone
    words: str = ""


class Picture(NamedTuple):
    """What is to be drawn, what stands beneath it, and what is not in it."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    caption: tuple[str, ...]
    losses: tuple[Loss, ...]


def picture(extract: Extract) -> Picture:
    """Return what is to be drawn of an extract."""
    drawn = _Drawing(extract)
    nodes = tuple(drawn.nodes())
    seen = extract.clocks or f"as the record stands on {extract.today}"
    caption = tuple(safe(line) for line in (seen, extract.checkpoint) if line)
    return Picture(nodes, tuple(drawn.edges()), caption, tuple(drawn.losses()))


class _Drawing:
    """Draws an extract, and counts the texts that it cut."""

    def __init__(self, extract: Extract) -> None:
        self._extract = extract
        self._cut = 0

    def nodes(self) -> Iterator[Node]:
        """Yield the nodes, from left to right."""
        for actor in self._extract.all(Actor):
            head = " · ".join(word for word in (short_id(Kind.ACTOR, actor.id), actor.kind) if word)
            yield self._node(Kind.ACTOR, actor.id, Tone.STRONG, self._shown(actor.name), head)
        for said in self._extract.all(Statement):
            head = f"{STANCE_GLYPH[said.stance]} {said.stance} · {short_id(Kind.STATEMENT, said.id)}"
            lines = (head, safe(said.said or f"by {said.said_latest}"), *self._quoted(said.quote))
            yield self._node(Kind.STATEMENT, said.id, _tone(said.stance), *lines)
        for item in self._extract.all(Evidence):
            head = " · ".join(word for word in ("evidence", item.kind, short_id(Kind.EVIDENCE, item.id)) if word)
            day = safe(item.published or f"by {item.published_latest}")
            yield self._node(Kind.EVIDENCE, item.id, Tone.PLAIN, head, self._shown(item.text), day)
        for verdict in self._extract.all(Verdict):
            head = f"verdict · {verdict.rating} · {short_id(Kind.VERDICT, verdict.id)}"
            day = safe(verdict.published or f"by {verdict.published_latest}")
            yield self._node(Kind.VERDICT, verdict.id, Tone.PLAIN, head, *self._quoted(verdict.label), day)
        yield from map(self._claim, self._extract.all(Claim))

    def _claim(self, claim: Claim) -> Node:
        status = self._extract.statuses.get(claim.id)
        standing = f"{GLYPH[status]} {status}" if status else "not asked for, but relied on"
        event = (f"event: {safe(claim.event)}",) if claim.event else ()
        lines = (f"{short_id(Kind.CLAIM, claim.id)} · {standing}", self._shown(claim.text), *event)
        node = self._node(Kind.CLAIM, claim.id, TONE[status] if status else Tone.FAINT, *lines)
        return node._replace(is_context=claim.id in self._extract.context)

    def edges(self) -> Iterator[Edge]:
        """Yield what joins the nodes."""
        for said in self._extract.all(Statement):
            name = short_id(Kind.STATEMENT, said.id)
            yield _speaks(said.actor_id, name)
            yield _bears(name, said.claim_id, _tone(said.stance))
        for item in self._extract.all(Evidence):
            if item.collector_id:
                yield _speaks(item.collector_id, short_id(Kind.EVIDENCE, item.id))
        for one in self._extract.all(Bearing):
            name = short_id(Kind.EVIDENCE, one.evidence_id)
            yield _bears(name, one.claim_id, _BEARING_TONE[one.kind])._replace(words=one.kind)
        for verdict in self._extract.all(Verdict):
            name = short_id(Kind.VERDICT, verdict.id)
            yield _speaks(verdict.reviewer_id, name)
            yield _bears(name, verdict.claim_id, Tone.PLAIN)
        for relation in self._extract.all(Relation):
            ends = short_id(Kind.CLAIM, relation.claim_id), short_id(Kind.CLAIM, relation.other_id)
            yield Edge(*ends, Join.RELATES, Tone.STRONG, relation.kind)
        for part in self._extract.all(Membership):
            ends = short_id(Kind.ACTOR, part.actor_id), short_id(Kind.ACTOR, part.whole_id)
            yield Edge(*ends, Join.PART_OF, Tone.STRONG, safe(f"part-of {part.during or ''}".rstrip()))
        for reliance in self._extract.all(Reliance):
            ends = short_id(Kind.STATEMENT, reliance.statement_id), short_id(Kind.STATEMENT, reliance.basis_id)
            yield Edge(*ends, Join.RELIES, Tone.STRONG, "relies-on")

    def losses(self) -> Iterator[Loss]:
        """Yield what is not in the picture, once it is drawn."""
        yield from left_out(self._extract, Source, Citation, Tag)
        yield from lost(self._cut, "text cut short", "texts cut short")

    def _node(self, kind: Kind, number: int, tone: Tone, *lines: str) -> Node:
        return Node(short_id(kind, number), kind, lines, tone)

    def _quoted(self, words: str | None) -> tuple[str, ...]:
        return (self._shown(f"“{words}”"),) if words is not None else ()

    def _shown(self, text: str) -> str:
        """Return a text as it can be shown, no longer than a picture bears."""
        shown = safe(text)
        self._cut += len(shown) > _LONGEST
        return shortened(shown, _LONGEST)


def _tone(stance: Stance) -> Tone:
    return Tone.SUPPORTED if stance in STANCES_FOR else Tone.REFUTED if stance in STANCES_AGAINST else Tone.FAINT


def _speaks(actor: int, name: str) -> Edge:
    return Edge(short_id(Kind.ACTOR, actor), name, Join.SPEAKS, Tone.FAINT)


def _bears(name: str, claim: int, tone: Tone) -> Edge:
    return Edge(name, short_id(Kind.CLAIM, claim), Join.BEARS, tone)
