"""Reads the claimant's part of a ClaimReview: who claimed it, on which day, and where it appeared."""

from claimtrack.domain.intake import ActorRead, Repair, SourceRead
from claimtrack.domain.vocabulary import EvidenceKind, SourceKind
from claimtrack.formats import addresses
from claimtrack.formats.appearances import Appearance, Spoken, at, spoken
from claimtrack.formats.claimants import Reviewers, claimant
from claimtrack.formats.claimreview import nodes
from claimtrack.formats.claimreview.judged import kind_of
from claimtrack.formats.claimreview.nodes import Node
from claimtrack.formats.dates_given import as_edtf
from claimtrack.formats.texts_given import words

_SOURCES = {
    "socialmediaposting": SourceKind.POST,
    "discussionforumposting": SourceKind.POST,
    "article": SourceKind.ARTICLE,
    "newsarticle": SourceKind.ARTICLE,
    "opinionnewsarticle": SourceKind.ARTICLE,
    "blogposting": SourceKind.ARTICLE,
    "report": SourceKind.REPORT,
    "dataset": SourceKind.DATASET,
}
_SHOWN = {
    "videoobject": EvidenceKind.VIDEO,
    "imageobject": EvidenceKind.IMAGERY,
    "photograph": EvidenceKind.IMAGERY,
    "dataset": EvidenceKind.DATASET,
}
_ITEM = "itemReviewed"


def read(
    review: Node, reviewers: Reviewers, repairs: list[Repair], *, page: str | None, order: str | None, url: str | None
) -> Spoken:
    """Return what a review says of who made the claim, never of the reviewer itself.

    Where the claim appeared is told as `appearances.spoken` has it.
    """
    found = Spoken()
    for item in nodes.nodes(review, _ITEM):
        actors, posts = _claimants(item, reviewers, repairs, page=page)
        seen = _appearances(item, repairs, page=page, order=order, reviewers=reviewers, url=url)
        known = {one.source.location for one in seen}
        said, done = as_edtf(f"{_ITEM}.datePublished", nodes.text(item, "datePublished"), order=order)
        repairs += done
        told = spoken(actors, [*seen, *(at(post) for post in posts if post not in known)], said=said)
        found = Spoken(found.statements + told.statements, found.evidence + told.evidence)
    return found


def _claimants(
    item: Node, reviewers: Reviewers, repairs: list[Repair], *, page: str | None
) -> tuple[list[ActorRead], list[str]]:
    field = f"{_ITEM}.author"
    actors: list[ActorRead] = []
    posts: list[str] = []
    for one in nodes.values(item, "author") or nodes.values(item, "creator"):
        if isinstance(one, dict):
            names = nodes.texts(one, "name") or [""]
            given = [*nodes.texts(one, "sameAs"), *nodes.texts(one, "url")]
            kind = kind_of(one)
        elif isinstance(one, str):
            names, given, kind = [one], [], None
        else:
            continue
        for name in names:
            found = claimant(field, name, given, reviewers, repairs, kind=kind, page=page)
            actors += [found.actor] if found.actor else []
            posts += found.appearances
    if len(actors) > 1:
        repairs.append(Repair(field, "; ".join(actor.name for actor in actors), "several claimants: a statement each"))
    return list(dict.fromkeys(actors)), list(dict.fromkeys(posts))


def _appearances(
    item: Node, repairs: list[Repair], *, page: str | None, order: str | None, reviewers: Reviewers, url: str | None
) -> list[Appearance]:
    """Return where a claim appeared, each place once: first appearances, then the others, then its own address."""
    found: dict[str, Appearance] = {}
    for name in ("firstAppearance", "appearance"):
        for one in nodes.values(item, name):
            for seen in _appearance(f"{_ITEM}.{name}", one, repairs, page=page, order=order):
                found.setdefault(seen.source.location or seen.source.title or "", seen)
    for name in ("url", "sameAs"):
        for text in nodes.texts(item, name):
            own = addresses.address(f"{_ITEM}.{name}", text, repairs, page=page)
            if own and own not in (url, page) and not reviewers.have_site(own):
                found.setdefault(own, at(own))
    return list(found.values())


def _appearance(
    field: str,
    one: str | bool | Node,  # noqa: FBT001 - a value of JSON
    repairs: list[Repair],
    *,
    page: str | None,
    order: str | None,
) -> list[Appearance]:
    if isinstance(one, str):
        return [Appearance(source) for source in _named(field, one, repairs, page=page)]
    if not isinstance(one, dict):
        return []
    kinds = sorted(nodes.types(one))
    given = [*nodes.texts(one, "url"), *nodes.texts(one, "contentUrl"), *nodes.texts(one, "sameAs")] or nodes.texts(
        one, "@id"
    )
    urls = [
        url for text in given for part in text.split() if (url := addresses.address(field, part, repairs, page=page))
    ]
    title = words(field, nodes.text(one, "headline") or nodes.text(one, "name"), repairs)
    if title and addresses.looks_like(title):
        urls += [url for url in (addresses.address(field, title, []),) if url and url not in urls]
        title = None
    published, done = as_edtf(f"{field}.datePublished", nodes.text(one, "datePublished"), order=order)
    repairs += done
    publishers = nodes.names(one, "publisher")
    publisher = ActorRead(name) if publishers and (name := words(field, publishers[0], repairs)) else None
    kind = next((_SOURCES[name] for name in kinds if name in _SOURCES), None)
    shown = next((_SHOWN[name] for name in kinds if name in _SHOWN), None)
    if not urls:
        return [Appearance(SourceRead(title, None, kind, publisher, published), shown)] if title else []
    first = at(urls[0]).source._replace(title=title, publisher=publisher, published=published)
    first = first._replace(kind=kind or first.kind)
    return [Appearance(first, shown), *(at(url) for url in urls[1:] if url != urls[0])]


def _named(field: str, text: str, repairs: list[Repair], *, page: str | None) -> list[SourceRead]:
    """Return the sources that a text names: its addresses where it consists of such, else itself as a title."""
    parts = text.replace(",http", " http").replace(";", " ").split()
    if parts and all(map(addresses.looks_like, parts)):
        return [at(url).source for part in parts if (url := addresses.address(field, part, repairs, page=page))]
    title = words(field, text, repairs)
    return [SourceRead(title)] if title else []
