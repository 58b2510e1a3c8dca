"""Looks ClaimReview markup over: that of a file, or what would be written of a claim."""

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from claimtrack.domain import strict_json
from claimtrack.domain.intake import Refused
from claimtrack.domain.references import is_uid, slug_like
from claimtrack.domain.vocabulary import Rating
from claimtrack.errors.history import UnreadableFile
from claimtrack.errors.linting import NotFetched
from claimtrack.formats import ratings
from claimtrack.formats.claimreview import containers, writing
from claimtrack.formats.claimreview.containers import Block
from claimtrack.formats.claimreview.linting import Remark, Tally, lint
from claimtrack.formats.claimreview.losses import Taken
from claimtrack.services import exporting, naming, workspace
from claimtrack.store.record import Record

STDIN = "-"
LARGEST = strict_json.LARGEST  # bytes of markup on stdin


class Linted(NamedTuple):
    """The remarks on a file or a claim, as they are found, and how many there were so far."""

    remarks: Iterator[Remark]
    tally: Tally


def names_claim(what: str) -> bool:
    """Tell whether what was typed names a claim and no file: no such file is there, and it could be an id or a slug.

    Raises NotFetched for an address on the web: nothing is fetched.
    """
    if what.startswith(("http://", "https://")):
        raise NotFetched(what)
    if what == STDIN or Path(what).exists():
        return False
    typed = what.strip().lower()
    return slug_like(typed) or is_uid(typed)


def file(path: Path) -> Linted:
    """Return the remarks on a file; raises UnreadableFile where it cannot be read."""
    try:
        if path.is_dir():
            raise UnreadableFile(str(path), "it is a folder")
        path.open("rb").close()
    except OSError as error:
        raise UnreadableFile(str(path), error.strerror or "no reason given") from error
    return _linted(_blocks_of(path), origin=path.name)


def data(read: bytes) -> Linted:
    """Return the remarks on what was read from stdin."""
    return _linted(containers.blocks(BytesIO(read), "stdin"), origin="stdin")


def claim(record: Record, ref: str) -> Linted:
    """Return the remarks on the reviews that would be written of a claim; raises what `naming.claim` raises."""
    named = naming.claim(record, ref)
    written = writing.reviews(exporting.extract(record, [named.id], checkpoint=False), Taken())
    blocks = (Block(naming.ref_of(verdict), "", node, context=node["@context"]) for verdict, node in written)
    return _linted(blocks, origin=naming.ref_of(named))


def _linted(blocks: Iterator[Block | Refused], *, origin: str) -> Linted:
    tally = Tally()
    return Linted(lint(blocks, origin=origin, today=workspace.today(), rating_of=_rating_of, tally=tally), tally)


def _blocks_of(path: Path) -> Iterator[Block | Refused]:
    with path.open("rb") as stream:
        yield from containers.blocks(stream, path.name)


@cache
def _table() -> ratings.Ratings:
    return ratings.table()


def _rating_of(label: str, publisher: str | None) -> Rating:
    return _table().rating(label, publisher=publisher)
