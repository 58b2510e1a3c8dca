"""Reads who is named as the claimant: never the reviewer, never a part of a name, a crowd where it is one."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from claimtrack.domain.intake import ActorRead, Repair
from claimtrack.domain.text import NAME_LIMIT
from claimtrack.domain.vocabulary import ActorKind
from claimtrack.formats import addresses, voices
from claimtrack.formats.texts_given import words


class Reviewers:
    """The names under which a reviewer goes: its own, its people's, its site's."""

    def __init__(self, names: Iterable[str], sites: Iterable[str] = ()) -> None:
        self.sites = tuple(site for site in sites if site)
        own = [*names, *(name for site in self.sites for name in addresses.site_names(site))]
        keys = {_key(name) for name in own} | {_key(voices.without_byline(name)) for name in own}
        self._keys = keys - {""}

    def include(self, name: str) -> bool:
        """Tell whether a name is the reviewer's, its byline's or its site's."""
        if voices.is_byline(name):
            return True
        plain = name.strip()
        if addresses.looks_like(plain):
            site = addresses.address("", plain, [])
            return site is not None and addresses.is_root(site) and self.have_site(site)
        return _key(plain) in self._keys or _key(voices.without_byline(plain)) in self._keys

    def have_site(self, url: str) -> bool:
        """Tell whether an address is of a site of the reviewer's own, not one where anybody posts."""
        return any(addresses.is_same_site(url, site) and not addresses.is_shared(site) for site in self.sites)


def _key(name: str) -> str:
    return voices.spelled(name).replace(" ", "")


class Claimant(NamedTuple):
    """Who is named, None for nobody, and where the claim was made according to the addresses given for it."""

    actor: ActorRead | None
    appearances: tuple[str, ...] = ()


def claimant(
    field: str,
    name: str,
    given: Sequence[str],
    reviewers: Reviewers,
    repairs: list[Repair],
    *,
    kind: ActorKind | None = None,
    page: str | None = None,
) -> Claimant:
    """Return who a claimant's name and addresses stand for; what was done about them is added to the repairs.

    A post among the addresses is where the claim was made, and stands for nobody. The first other one is the actor's
    identity, unless the actor is a crowd.
    """
    said = words(field, name, repairs)
    if said is not None and reviewers.include(said):
        repairs.append(Repair(field, name, "no claimant: it is the reviewer, its byline or its site"))
        return Claimant(None, _posts(field, given, [], page=page))
    urls = [url for one in given if (url := addresses.address(f"{field}.sameAs", one, repairs, page=page))]
    if said is not None and addresses.looks_like(said) and (url := addresses.address(field, said, repairs)):
        urls.insert(0, url)
        said = None if addresses.is_post(url) else said
    posts = tuple(dict.fromkeys(url for url in urls if addresses.is_post(url)))
    repairs += [Repair(f"{field}.sameAs", url, "a post: kept as where the claim was made") for url in posts]
    if said is None:
        return Claimant(None, posts)
    if done := _no_name(said):
        repairs.append(Repair(field, name, done))
        return Claimant(None, posts)
    seen = voices.kind_of(said)
    identity = _identity(
        field, [url for url in urls if url not in posts], reviewers, repairs, nameless=seen is not None
    )
    return Claimant(ActorRead(said, seen or kind, identity), posts)


def _posts(field: str, given: Sequence[str], repairs: list[Repair], *, page: str | None) -> tuple[str, ...]:
    urls = (addresses.address(field, one, repairs, page=page) for one in given)
    return tuple(dict.fromkeys(url for url in urls if url and addresses.is_shared(url) and addresses.is_post(url)))


def _no_name(said: str) -> str:
    if voices.is_nobody(said):
        return "no claimant: it names nobody"
    if len(said) > NAME_LIMIT:
        return f"no claimant: a name has at most {NAME_LIMIT} characters"
    return ""


def _identity(
    field: str, urls: list[str], reviewers: Reviewers, repairs: list[Repair], *, nameless: bool
) -> str | None:
    """Return the first address that can stand for an actor, and say what became of the others."""
    identity: str | None = None
    for url in dict.fromkeys(urls):
        if nameless:
            done = "left out: a voice without a name has no address"
        elif addresses.is_root(url) and (reviewers.have_site(url) or addresses.is_shared(url)):
            done = "left out: it is the reviewer's site, or one where anybody posts"
        elif identity is not None:
            done = "left out: one address stands for an actor"
        else:
            identity = url
            continue
        repairs.append(Repair(f"{field}.sameAs", url, done))
    return identity
