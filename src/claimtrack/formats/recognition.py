"""Tells by a file's name and its first bytes which foreign format it is in."""

import re
from pathlib import PurePath

from claimtrack.formats.bundle import is_bundle
from claimtrack.formats.incoming import Incoming

HEAD = 64 * 1024  # bytes that are looked at

_TABLES = {".csv": Incoming.CSV, ".tsv": Incoming.TSV, ".tab": Incoming.TSV}
_PAGES = frozenset({".html", ".htm", ".xhtml", ".json", ".jsonld", ".jsonl", ".ndjson", ".txt"})
_GOOGLE = rb'"(?:textualRating|claimReview)"\s*:'
_CLAIMREVIEW = rb"(?i)claimreview"
_CLAIMSKG = rb"claimReview_claimReviewed|claimskg/claim_review"
_ZIP, _WORKBOOK = b"PK\x03\x04", b"[Content_Types].xml"
_PACKED = {b"\x1f\x8b": "gzip", _ZIP: "zip", b"BZh": "bzip2", b"\xfd7zXZ": "xz", b"\x28\xb5\x2f\xfd": "zstd"}


def packed(name: str, head: bytes) -> str | None:
    """Return how a file is compressed, or None; nothing is unpacked here, since a few bytes can become gigabytes."""
    if _is_workbook(name, head):
        return None
    return next((how for mark, how in _PACKED.items() if head.startswith(mark)), None)


def recognised(name: str, head: bytes) -> Incoming | None:
    """Return the format of a file by its name and its first bytes, or None for one that cannot be told."""
    if _is_workbook(name, head):
        return Incoming.XLSX
    plain = head.replace(b"\x00", b"").removeprefix(b"\xef\xbb\xbf")
    first = plain.lstrip()[:1]
    if is_bundle(plain):
        return Incoming.BUNDLE
    if first in (b"{", b"["):
        return _json_format(plain)
    return _text_format(PurePath(name).suffix.lower(), first, plain)


def _text_format(ending: str, first: bytes, plain: bytes) -> Incoming | None:
    if re.search(_CLAIMSKG, plain.partition(b"\n")[0]):
        return Incoming.CLAIMSKG
    if ending in _TABLES:
        return _TABLES[ending]
    if first == b"<" or (ending in _PAGES and re.search(_CLAIMREVIEW, plain)):
        return Incoming.CLAIMREVIEW
    return None


def _is_workbook(name: str, head: bytes) -> bool:
    return head.startswith(_ZIP) and (name.lower().endswith(".xlsx") or _WORKBOOK in head)


def _json_format(head: bytes) -> Incoming:
    if re.search(_CLAIMSKG, head):
        return Incoming.CLAIMSKG
    if re.search(_GOOGLE, head) and b'"@type"' not in head:
        return Incoming.GOOGLE_FACTCHECK
    return Incoming.CLAIMREVIEW
