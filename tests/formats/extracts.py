"""Extracts to write: one whose every text is as nasty as what people paste, and a small one with one of everything."""

from claimtrack.domain.extracts import Extract
from claimtrack.domain.records import (
    Actor,
    Bearing,
    Citation,
    Claim,
    Evidence,
    Membership,
    Relation,
    Reliance,
    Row,
    Source,
    Statement,
    Tag,
    Verdict,
)
from claimtrack.domain.vocabulary import (
    ActorKind,
    BearingKind,
    Credibility,
    EvidenceKind,
    Rating,
    RelationKind,
    SourceKind,
    Stance,
    Status,
)
from tests.formats.documents import NASTY

CHECKPOINT = "checkpoint 0192f3ab-1111-7111-8111-111111111111 48 cnJycnJycnJycnJycnJycnJycnJycnJycnJycnJycnI="
AT = "2024-06-01T12:00:00.000000Z"
TODAY = "2024-06-01"
# What a graph, a flowchart or a rich text of CSL would read, beside what NASTY has.
NASTIER = (
    *('"] --> evil["', 'click c1 "javascript:alert(1)"', "%%{init: {'theme': 'dark'}}%%", "end", "subgraph x", "{x}"),
    *("\\N \\G \\l", '\\"; evil [URL="javascript:alert(1)"]; "', "<<b>x</b>>", "&lt;b&gt; &#34; #34; #quot;", "|x|"),
    *("style a:#34;b", "</script>", "<i>x</i>", "`code`", "@type", "_:x", "http://x/ y", "${x}", "x;y", "//x /* y"),
)
TEXTS = (*NASTY, *NASTIER)
_KINDS: list[type[Row]] = [Actor, Membership, Source, Claim, Tag, Statement, Evidence, Bearing, Relation, Verdict,
                           Reliance, Citation]  # fmt: skip


def uid(kind: type[Row], number: int) -> str:
    return f"0192f3ab-{_KINDS.index(kind):04d}-7000-8000-{number:012d}"


def stamped(*rows: Row, checkpoint: str = CHECKPOINT, clocks: str = "", context: tuple[int, ...] = ()) -> Extract:
    """Return an extract of rows, numbered within each kind as they come, and recorded by the desk unless by another."""
    found: dict[type[Row], list[Row]] = {}
    for row in rows:
        same = found.setdefault(type(row), [])
        number, by = len(same) + 1, row.recorded_by or "desk"
        same.append(row.replaced(id=number, uid=uid(type(row), number), recorded_at=AT, recorded_by=by))
    asked = {row.id for row in found.get(Claim, ())} - set(context)
    statuses = dict.fromkeys(asked, Status.DISPUTED)
    return Extract(found, checkpoint=checkpoint, today=TODAY, clocks=clocks, context=context, statuses=statuses)


def nasty() -> Extract:
    """Return an extract in which every free text is nasty, each with an actor, a source and an item of its own."""
    rows: list[Row] = []
    for n, text in enumerate(TEXTS, 1):
        rows += [
            Actor(slug=f"actor-{n}", name=text, kind=ActorKind.MEDIA, identity=text).replaced(recorded_by=text),
            Source(title=text, location=text, published=text, kind=SourceKind.ARTICLE, publisher_id=n),
            Claim(slug=f"claim-{n}", text=text, folded=text, event=text, language=text),
            Tag(claim_id=n, name=text, folded=text),
            Statement(claim_id=n, actor_id=n, stance=Stance.DENIES, said=text, said_latest=TODAY, quote=text,
                      source_id=n, place=text),
            Evidence(text=text, location=text, collector_id=n, source_id=n, place=text, published=text,
                     published_latest=TODAY),
            Bearing(evidence_id=n, claim_id=n, kind=BearingKind.REFUTES),
            Verdict(claim_id=n, reviewer_id=n, rating=Rating.OTHER, label=text, location=text, published=text,
                    published_latest=TODAY, score=text, rationale=text),
        ]  # fmt: skip
    rows.append(Membership(actor_id=1, whole_id=2, during=NASTIER[0]))
    return stamped(*rows, checkpoint=f"{CHECKPOINT} {NASTIER[2]}", clocks=NASTIER[2])


def desk() -> Extract:
    """Return an extract with something of everything: a chain into a claim that was not asked for, and two clocks."""
    return stamped(
        Actor(slug="port", name="Port Authority", kind=ActorKind.ORGANIZATION),
        Actor(slug="master", name="Harbour Master", kind=ActorKind.PERSON),
        Actor(slug="ferries", name="Ferry Line"),
        Actor(slug="desk", name="Check Desk", kind=ActorKind.MEDIA),
        Actor(slug="city", name="City", kind=ActorKind.GOVERNMENT),
        Membership(actor_id=1, whole_id=5),
        Membership(actor_id=2, whole_id=3, during="2019"),
        Membership(actor_id=2, whole_id=1, during="2020/.."),
        Source(title="Harbour notice", location="https://example.org/n", kind=SourceKind.REPORT, publisher_id=1,
               published="2024-02-26", published_earliest="2024-02-26", published_latest="2024-02-26"),
        Source(title="Log book", location="book 7", confidential=1),
        Citation(source_id=1, cited_id=2),
        Claim(slug="closed", text="The pier is closed", folded="the pier is closed", event="2024-03", language="en"),
        Claim(slug="gone", text="The pier is closed for good", folded="the pier is closed for good"),
        Claim(slug="rotten", text="The piles are rotten", folded="the piles are rotten"),
        Relation(claim_id=2, kind=RelationKind.NARROWER_THAN, other_id=1),
        Tag(claim_id=1, name="harbour", folded="harbour"),
        Statement(claim_id=1, actor_id=2, stance=Stance.ASSERTS, said="2024-03-01T09:30:00+02",
                  said_earliest="2024-03-01", said_latest="2024-03-01", source_id=1, place="p. 2",
                  quote="closed until further notice"),
        Statement(claim_id=1, actor_id=3, stance=Stance.DENIES, said_latest="2024-03-02"),
        Statement(claim_id=2, actor_id=4, stance=Stance.REPORTS, said="2024-03", said_latest="2024-03-31"),
        Statement(claim_id=3, actor_id=2, stance=Stance.ASSERTS, said="2024-02", said_latest="2024-02-29", source_id=1,
                  confidential=1),
        Reliance(statement_id=3, basis_id=1),
        Reliance(statement_id=1, basis_id=4),
        Evidence(text="Photograph of the barrier", kind=EvidenceKind.IMAGERY, collector_id=4, published="2024-03-02",
                 published_latest="2024-03-02", credibility=Credibility.PROBABLE, source_id=1),
        Bearing(evidence_id=1, claim_id=1, kind=BearingKind.SUPPORTS),
        Bearing(evidence_id=1, claim_id=2, kind=BearingKind.CONTEXT),
        Verdict(claim_id=1, reviewer_id=4, rating=Rating.MIXED, label="Half right", published="2024-04-01",
                published_latest="2024-04-01", score="3", score_best="5", score_worst="1"),
        context=(3,),
        clocks="as of 2024-05-22",
    )  # fmt: skip
