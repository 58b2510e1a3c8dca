"""Reads the reviewer's part of a ClaimReview: who reviewed, with what label, numbers and reasons, on which day."""

from claimtrack.domain.intake import ActorRead, Repair, VerdictRead
from claimtrack.domain.text import NAME_LIMIT, TEXT_LIMIT
from claimtrack.domain.vocabulary import ActorKind
from claimtrack.formats import addresses, scales
from claimtrack.formats.claimreview import nodes
from claimtrack.formats.claimreview.nodes import Node
from claimtrack.formats.dates_given import as_edtf
from claimtrack.formats.ratings import Ratings
from claimtrack.formats.texts_given import words

_KINDS = {
    "person": ActorKind.PERSON,
    "organization": ActorKind.ORGANIZATION,
    "ngo": ActorKind.ORGANIZATION,
    "corporation": ActorKind.ORGANIZATION,
    "politicalparty": ActorKind.ORGANIZATION,
    "educationalorganization": ActorKind.ORGANIZATION,
    "newsmediaorganization": ActorKind.MEDIA,
    "governmentorganization": ActorKind.GOVERNMENT,
}
_DESKS = (ActorKind.MEDIA, ActorKind.ORGANIZATION)


def kind_of(node: Node) -> ActorKind | None:
    """Return the kind of actor that a node says it is."""
    return next((_KINDS[one] for one in sorted(nodes.types(node)) if one in _KINDS), None)


def reviewer(review: Node, url: str | None, voices: tuple[str, ...], repairs: list[Repair]) -> ActorRead | None:
    """Return who reviewed: the author, of several a desk before a person, else the publisher, else the site."""
    for name in ("author", "creator", "publisher"):
        named = [actor for one in nodes.values(review, name) if (actor := _actor(name, one, repairs))]
        if named:
            chosen = next((actor for actor in named if actor.kind in _DESKS), named[0])
            if len(named) > 1:
                others = ", ".join(actor.name for actor in named if actor is not chosen)
                repairs.append(Repair(name, others, f"several: {chosen.name} was taken as the reviewer"))
            elif name != "author":
                repairs.append(Repair("author", "", f"missing: the {name} was taken as the reviewer"))
            return chosen
    fallback = next((voice for voice in voices if voice.strip()), "") or (addresses.host(url) if url else "")
    if not fallback:
        return None
    repairs.append(Repair("author", "", "missing: the site was taken as the reviewer"))
    return ActorRead(fallback)


def _actor(field: str, one: str | bool | Node, repairs: list[Repair]) -> ActorRead | None:  # noqa: FBT001 - a value of JSON
    if isinstance(one, str):
        name, kind, given = one, None, []
    elif isinstance(one, dict):
        given = nodes.texts(one, "url") or nodes.texts(one, "sameAs")
        given = given or [name for name in nodes.texts(one, "@id") if addresses.looks_like(name)]
        name, kind = nodes.text(one, "name"), kind_of(one)
    else:
        return None
    sites = [url for text in given if (url := addresses.address(f"{field}.url", text, repairs))]
    if addresses.looks_like(name):
        site = addresses.address(f"{field}.name", name, [])
        name, sites = (addresses.host(site), [*sites, site]) if site else (name, sites)
    plain = words(f"{field}.name", name, repairs) or (addresses.host(sites[0]) if sites else None)
    if plain is None or len(plain) > NAME_LIMIT:
        return None
    return ActorRead(plain, kind, next((site for site in sites if not addresses.is_post(site)), None))


def verdict(
    review: Node,
    by: ActorRead | None,
    table: Ratings,
    repairs: list[Repair],
    *,
    url: str | None,
    order: str | None,
) -> VerdictRead | None:
    """Return the verdict, rated by its label alone; None where nobody gave it."""
    given = nodes.values(review, "reviewRating") or nodes.values(review, "rating")
    rated = next((one for one in given if isinstance(one, dict) and _label(one)), None)
    rated = rated or next((one for one in given if isinstance(one, dict)), {})
    said = _label(rated) or next((one for one in given if isinstance(one, str)), "")
    if len(given) > 1:
        repairs.append(Repair("reviewRating", said, f"a list of {len(given)}: the first with a label was taken"))
    label = words("reviewRating.alternateName", said, repairs)
    published, done = as_edtf("datePublished", nodes.text(review, "datePublished"), order=order)
    repairs += done
    if by is None:
        repairs.append(Repair("author", "", "no verdict: nobody is named who gave it"))
        return None
    score, best, worst = (_number(rated, name) for name in ("ratingValue", "bestRating", "worstRating"))
    if score == label and scales.number(score) is None:
        score = None  # the label itself stood there
    rating = table.rating(label, publisher=_publisher(by, url))
    if label is None:
        repairs.append(Repair("reviewRating.alternateName", "", "missing: numbers alone are no rating"))
    repairs += scales.flags(label, rating, score=score, best=best, worst=worst)
    return VerdictRead(by, rating, label, url, published, score, best, worst, _rationale(review, rated, repairs))


def _label(rated: Node) -> str:
    for name in ("alternateName", "name"):
        if text := nodes.text(rated, name):
            return text
    value = nodes.text(rated, "ratingValue")
    return value if scales.number(value) is None else ""


def _number(rated: Node, name: str) -> str | None:
    """Return a number as it was given, whatever it is: it is kept, and not reckoned with."""
    value = nodes.first(rated, name)
    if isinstance(value, bool):
        return str(value).lower()
    return value.strip()[:NAME_LIMIT] or None if isinstance(value, str) else None


def _publisher(by: ActorRead, url: str | None) -> str:
    """Return the host of the reviewer's site, by which publishers are told apart, else the reviewer's name."""
    site = url if url and not url.startswith("/") else by.identity
    return (addresses.host(site) if site else "") or by.name


def _rationale(review: Node, rated: Node, repairs: list[Repair]) -> str | None:
    for node, name in ((rated, "ratingExplanation"), (review, "ratingExplanation"), (review, "reviewBody")):
        if text := words(name, nodes.text(node, name), repairs):
            if len(text) <= TEXT_LIMIT:
                return text
            repairs.append(Repair(name, text, f"left out: more than {TEXT_LIMIT:,} characters"))
    return None
