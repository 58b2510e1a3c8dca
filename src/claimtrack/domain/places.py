"""Says where a record lives: in a file, or in a database of a PostgreSQL server, whose password is never shown."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from claimtrack.errors.servers import MalformedUrl, OtherEngine, UrlForFolder

_SCHEMES = ("postgresql", "postgres")
_URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://")
_SECRET = re.compile(r"(?i)(postgres(?:ql)?:/+[^\s:/@]*):[^\s@]*@")
_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.%]+\]|[^\[\]:,]*)(?::[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class Server:
    """A database of a server: `url` is what the driver is given, password and all; as text it is shown without."""

    url: str = field(repr=False)
    shown: str

    def __str__(self) -> str:
        return self.shown


Place = Path | Server


def place_of(name: str | Place) -> Place:
    """Return the place that a name means: a file, unless it is a URL.

    Raises OtherEngine for a URL of anything but PostgreSQL, and MalformedUrl, which repeats nothing of it, for one that
    cannot be read without guessing where its password ends (RFC 3986: `@`, `/`, `?` and `#` in one are %-encoded).
    """
    if not isinstance(name, str):
        return name
    begins = _URL.match(name)
    if begins is None:
        return Path(name)
    if begins["scheme"].lower() not in _SCHEMES:
        raise OtherEngine(begins["scheme"])
    return Server(name, _shown(name))


def folder_of(name: str) -> Path:
    """Return the folder that a name means; raises UrlForFolder for a URL: its password would be part of the name."""
    begins = _URL.match(name)
    if begins:
        raise UrlForFolder(begins["scheme"])
    return Path(name)


def without_passwords(text: str) -> str:
    """Return a text in which no URL of a server has its password: one may have been given in the place of a file."""
    return _SECRET.sub(r"\1@", text)


def _shown(url: str) -> str:
    """Return a URL without its password and without what it asks of the driver."""
    try:
        parts = urlsplit(url)
        unquote(url, errors="strict")  # or the driver would have to read what is no text
        asked = parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError:
        fault = "it is no URL"
        raise MalformedUrl(fault) from None
    named, at, hosts = parts.netloc.rpartition("@")
    database = parts.path.removeprefix("/") or asked.get("dbname", [""])[0]
    fault = _fault(url, parts, hosts, database)
    if "replication" in asked:
        fault = "it asks for a connection that answers no questions"
    if fault:
        raise MalformedUrl(fault)
    return f"postgresql://{named.partition(':')[0]}{at}{hosts}/{database}"


def _fault(url: str, parts: SplitResult, hosts: str, database: str) -> str:
    """Return what is wrong with a URL, or nothing; a part of a password might otherwise be taken for a host."""
    if not url.isprintable() or " " in url:
        return "there is a blank or a control character in it"
    if url.count("@") > parts.netloc.count("@") or parts.netloc.count("@") > 1 or "#" in url:
        return "a sign in its user or password has to be encoded: %40 for @, %2F for /, %3F for ?, %23 for #"
    if not all(_HOST.fullmatch(host) for host in hosts.split(",")):
        return "what stands in the place of host and port is neither"
    if "/" in database:
        return "the name of the database has a / in it"
    return "" if database else "it names no database"
