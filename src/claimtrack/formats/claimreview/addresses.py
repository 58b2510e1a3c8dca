"""Web addresses in ClaimReviews: which are whole, whose site they are on, and which are posts."""

import re
from urllib.parse import urlsplit

from claimtrack.domain.text import folded

_SCHEMES = frozenset({"http", "https"})
# The paths of single posts: whose it is tells nothing of who that is.
_POSTS = {
    "twitter.com": r"/status(es)?/",
    "x.com": r"/status/",
    "facebook.com": r"/(posts|videos?|photos?|permalink|watch|story|reel|share)(/|\.php|$)",
    "fb.watch": r"/.",
    "instagram.com": r"/(p|reel|tv)/",
    "youtube.com": r"/(watch|shorts|live)(/|$)",
    "youtu.be": r"/.",
    "tiktok.com": r"/video/",
    "t.me": r"/[^/]+/[0-9]+",
    "reddit.com": r"/comments/",
}


def is_whole(text: str) -> bool:
    """Tell whether a text is an address on the web that needs no page to be resolved against."""
    try:
        parts = urlsplit(text)
        return parts.scheme.lower() in _SCHEMES and "." in (parts.hostname or "") and not _has_blanks(text)
    except ValueError:  # half an IPv6 address
        return False


def is_post(text: str) -> bool:
    """Tell whether an address is that of one post on a platform, and no page about anybody."""
    site = host(text) or ""
    paths = _POSTS.get(site) or _POSTS.get(site.partition(".")[2])
    return paths is not None and re.search(paths, urlsplit(text).path) is not None


def host(text: str) -> str | None:
    """Return the host of a whole address, without `www.`, or None."""
    if not is_whole(text):
        return None
    return (urlsplit(text).hostname or "").removeprefix("www.")


def is_name_of_site(name: str, site: str) -> bool:
    """Tell whether a name is that of a site: `Check Desk`, `checkdesk.org` or `www.checkdesk.org` of checkdesk.org."""
    plain = folded(name).removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")
    return plain == site or (bool(plain) and "".join(plain.split()) == site.split(".", maxsplit=1)[0])


def _has_blanks(text: str) -> bool:
    return any(sign.isspace() or not sign.isprintable() for sign in text)
