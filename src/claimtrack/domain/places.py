"""Says where a record lives: in a file, or in a database of a PostgreSQL server, whose password is never shown."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from claimtrack.errors.servers import MalformedUrl, OtherEngine

_SCHEMES = ("postgresql", "postgres")
_URL = re.compile(r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://")
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


def _shown(url: str) -> str:
    if not url.isprintable() or " " in url:
        raise MalformedUrl("there is a blank or a control character in it")
    try:
        parts = urlsplit(url)
        asked = parse_qs(parts.query, strict_parsing=bool(parts.query))
    except ValueError:
        raise MalformedUrl("it cannot be read as a URL") from None
    named, at, hosts = parts.netloc.rpartition("@")
    if url.count("@") > bool(at) or parts.fragment or "#" in url:
        raise MalformedUrl("a sign in its password or name has to be encoded: %40 for @, %2F for /, %23 for #")
    if not all(_HOST.fullmatch(host) for host in hosts.split(",")):
        raise MalformedUrl("what stands where the host and the port belong is neither")
    database = parts.path.removeprefix("/")
    if "/" in database:
        raise MalformedUrl("the name of the database has a / in it, which is written %2F")
    if not database and "dbname" not in asked:
        raise MalformedUrl("it names no database")
    user = named.partition(":")[0]
    return f"postgresql://{user}{at}{hosts}/{database or asked['dbname'][0]}"
