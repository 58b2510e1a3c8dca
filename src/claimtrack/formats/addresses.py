"""Reads web addresses as files from elsewhere give them, and tells a post from a page that stands for somebody."""

import re
from html import unescape
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from claimtrack.domain.intake import Repair
from claimtrack.domain.text import LOCATION_LIMIT

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|amp|quot|lt|gt|apos);")
_SLOPPY_SCHEME = re.compile(r"(?i)(?:https?:?/{1,3})?(https?):?/{1,3}(?=[^/])")
_ENCODED_WHOLE = re.compile(r"(?i)https?%(?:25)?3a%(?:25)?2f")
_TWICE = re.compile(r"%25(?=[0-9A-Fa-f]{2})")
_HOST = re.compile(r"(?:[^\s./?#@:%\\]+\.)+(?P<top>[^\W\d_]{2,24}|xn--[a-z0-9-]+)(?::[0-9]{1,5})?", re.IGNORECASE)
_FILES = frozenset(
    {
        "html",
        "htm",
        "shtml",
        "php",
        "asp",
        "aspx",
        "jsp",
        "pdf",
        "jpg",
        "jpeg",
        "png",
        "gif",
        "webp",
        "mp4",
        "json",
        "xml",
        "txt",
    }
)
_UNFIT = re.compile(r"[\x00-\x20\x7f-\x9f\\<>\"]")

_ARCHIVES = (
    "archive.org",
    "archive.is",
    "archive.ph",
    "archive.today",
    "archive.vn",
    "archive.md",
    "archive.fo",
    "archive.li",
    "perma.cc",
    "ghostarchive.org",
)

# Where people post, and by what a path there is seen to be one post. What is archived is one page, too.
_POSTS = {
    "facebook.com": r"/(?:photo|video|watch|story|permalink|reel|share|events)|/(?:posts|videos|photos|reels?)/",
    "fb.watch": r"/.",
    "fb.com": r"/(?:photo|watch|story|permalink)\b|/(?:posts|videos|photos)/",
    "twitter.com": r"/status(?:es)?/",
    "x.com": r"/status(?:es)?/",
    "t.co": r"/.",
    "instagram.com": r"/(?:p|reels?|tv|stories)/",
    "threads.net": r"/post/",
    "youtube.com": r"/(?:watch|shorts|live|embed|v|clip)\b",
    "youtu.be": r"/.",
    "tiktok.com": r"/video/|/t/|/v/",
    "t.me": r"/(?:s/|c/)?[^/]+/[0-9]+",
    "reddit.com": r"/comments/",
    "vk.com": r"/(?:wall|video|photo|clip)-?[0-9]",
    "ok.ru": r"/(?:video|topic)|/topic/",
    "linkedin.com": r"/(?:posts|feed|pulse)/",
    "weibo.com": r"/[0-9]+/[A-Za-z0-9]+",
    "bitchute.com": r"/video/",
    "rumble.com": r"/v[0-9a-z]+-",
    "pinterest.com": r"/pin/",
    "gab.com": r"/posts/",
    "truthsocial.com": r"/posts/",
    "bsky.app": r"/post/",
    "sharechat.com": r"/(?:post|video)/",
    **dict.fromkeys(_ARCHIVES, r"/."),
}  # fmt: skip
_DATED = re.compile(r"/(?:19|20)[0-9]{2}[/-][0-9]{1,2}(?:[/-]|$)")
_HEADLINE = re.compile(r"/[^/]*(?:[^/-]+-){5}[^/]*")
# What may stand in the second place of a host under a country's name, and in the first without being a desk's name.
_SHARED = frozenset(
    {"co", "com", "org", "net", "gov", "gob", "gouv", "ac", "edu", "in", "or", "go", "ne", "nic", "gen", "web"}
)
_GENERIC = frozenset(
    {"www", "en", "es", "fr", "de", "pt", "news", "blog", "amp", "web", "factcheck", "fact-check", "factchecking"}
)


def address(
    field: str, text: str, repairs: list[Repair], *, page: str | None = None, relative: bool = False
) -> str | None:
    """Return an http or https address, None for what is none; what was done to it is added to the repairs.

    A relative one is resolved against the page; with `relative` it is kept as it is where no page is known.
    """
    given = text.strip()
    if not given:
        return None
    url = _mended(given, page)
    if url is None or not _is_fit(url):
        if relative and page is None and given.startswith("/") and not _UNFIT.search(given):
            repairs.append(Repair(field, text, "kept as it is: relative, and no page is known to resolve it against"))
            return given
        repairs.append(Repair(field, text, "left out: it is no web address"))
        return None
    if url != given:
        repairs.append(Repair(field, text, f"read as {url}"))
    return url


def _mended(given: str, page: str | None) -> str | None:
    url = _ENTITY.sub(lambda entity: unescape(entity[0]), given).replace("\\/", "/")
    if _ENCODED_WHOLE.match(url):
        url = unquote(url)
        url = unquote(url) if _ENCODED_WHOLE.match(url) else url
    elif "%" in url and url.count("%") == len(_TWICE.findall(url)):
        url = _TWICE.sub("%", url)
    url = re.sub(r"[\t\r\n]+", "", url).replace(" ", "%20")
    if match := _SLOPPY_SCHEME.match(url):
        return f"{match[1].lower()}://{url[match.end() :]}"
    if url.startswith("//"):
        return f"https:{url}"
    first = re.split(r"[/?#]", url, maxsplit=1)[0]
    host = _HOST.fullmatch(first)
    if host and host["top"].lower() not in _FILES:
        return f"https://{url}"
    if _SCHEME.match(url) or page is None or "%20" in url or not re.search(r"[/?#.]", url):
        return None
    return _joined(page, url)


def _joined(page: str, url: str) -> str | None:
    try:
        return urljoin(page, url)
    except ValueError:
        return None


def _is_fit(url: str) -> bool:
    parts = _parts(url)
    return (
        bool(parts and parts.scheme in ("http", "https") and parts.hostname and not _UNFIT.search(url))
        and len(url) <= LOCATION_LIMIT
    )


def _parts(url: str) -> SplitResult | None:
    try:
        parts = urlsplit(url)
        _ = parts.port  # raises for what is no port
    except ValueError:
        return None
    return parts


def looks_like(text: str) -> bool:
    """Tell whether a text is written as a web address, with a scheme or without."""
    given = text.strip()
    if re.match(r"(?i)https?:/", given):
        return True
    host = _HOST.fullmatch(re.split(r"[/?#]", given, maxsplit=1)[0])
    return bool(host and not given[:1].isspace() and (given.lower().startswith("www.") or "/" in given))


def is_whole(text: str) -> bool:
    """Tell whether a text is a web address as it stands, which nothing has to be done to."""
    parts = _parts(text)
    return parts is not None and "." in (parts.hostname or "") and text.isprintable() and _is_fit(text)


def host(url: str) -> str:
    """Return the host of an address in small letters, without what stands before it on half of all sites."""
    parts = _parts(url)
    name = (parts.hostname or "") if parts else ""
    return re.sub(r"^(?:www[0-9]?|m|mobile|amp)\.", "", name)


def is_same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are of one site: the same host, or one a part of the other's."""
    first, second = host(one), host(other)
    return first == second or first.endswith(f".{second}") or second.endswith(f".{first}")


def is_root(url: str) -> bool:
    """Tell whether an address is a site's front page."""
    parts = _parts(url)
    return parts is not None and parts.path in ("", "/") and not parts.query


def is_post(url: str) -> bool:
    """Tell whether an address is that of one post, article or archived page, which stands for nobody."""
    parts = _parts(url)
    if parts is None:
        return False
    name = host(url)
    for site, pattern in _POSTS.items():
        if name == site or name.endswith(f".{site}"):
            return re.search(pattern, f"{parts.path}?{parts.query}" if parts.query else parts.path) is not None
    return bool(_DATED.search(parts.path) or _HEADLINE.search(parts.path))


def is_shared(url: str) -> bool:
    """Tell whether the site is one where anybody posts, so that its name is nobody's."""
    name = host(url)
    return any(name == site or name.endswith(f".{site}") for site in _POSTS)


def is_archive(url: str) -> bool:
    """Tell whether the site keeps pages of any other: what is archived there may be a post, an article, or anything."""
    name = host(url)
    return any(name == site or name.endswith(f".{site}") for site in _ARCHIVES)


def site_names(url: str) -> tuple[str, ...]:
    """Return the names by which a site goes: its host, and the part that is a name ("afp" of factcheck.afp.com)."""
    name = host(url)
    if not name or is_shared(url):
        return ()
    labels = name.split(".")
    own = labels[0]
    if own in _GENERIC:
        upper = labels[:-1]
        while len(upper) > 1 and upper[-1] in _SHARED:
            upper = upper[:-1]
        own = upper[-1] if upper else own
    return (name, own) if own not in _GENERIC and len(own) > 2 else (name,)
