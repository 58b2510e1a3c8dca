"""Who is a review's reviewer: the one word for it that both sides of a ClaimReview are held against."""

from collections.abc import Iterable

from claimtrack.domain.text import folded
from claimtrack.formats.claimreview import addresses


def is_reviewer(name: str, *, reviewers: Iterable[str], sites: Iterable[str]) -> bool:
    """Tell whether a name is that of a reviewer, or of a site on which it publishes (`sites` are whole addresses)."""
    key = folded(name)
    if any(key == folded(one) for one in reviewers):
        return True
    hosts = (addresses.host(site) for site in sites)
    return any(addresses.is_name_of_site(name, one) for one in hosts if one)
