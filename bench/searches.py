"""Measures the search in a great record: against FTS5 asked for the same by the peer, and in one process by itself."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import process_time_ns

from bench import peer
from bench.costs import Cost
from bench.measuring import Call, Side, Spread
from bench.rows import OURS, Row
from claimtrack.services import searching, workspace
from claimtrack.store.entries import STEP, TABLE

_PAGE = 50
_PAIRS = 11
_MOST = 1.5
# What is asked of the records of `corpus`; of every claim, the number in its text is nearly its own.
_ASKED = {"a rare word": "{rarest}", "two common words": "artillery border", "a phrase": '"cruise missiles"'}
_NUMBERS = (
    f"SELECT rowid, rank FROM {TABLE} WHERE {TABLE} MATCH :words AND rank MATCH 'bm25()' ORDER BY rank LIMIT {_PAGE}"
)
_SHOWN = (
    f"SELECT claim.id, claim.text, claim_status.status FROM ({_NUMBERS}) AS hit"
    f" JOIN claim ON claim.id = hit.rowid / {STEP} JOIN claim_status ON claim_status.claim_id = claim.id"
    " ORDER BY hit.rank"
)


def rows(large: Path, small: Path, *, claims: int) -> Iterator[Row]:
    """Yield what a search of a record of so many claims costs, and what likenesses cost there and in a small one."""
    for what, words in _asked(claims):
        ours = _always(OURS, "find", words, "--db", str(large))
        theirs = _always(peer.PROGRAM, "query", str(large), _SHOWN, "-p", "words", words)
        yield Row(f"find of {what} in many claims, against query of FTS5", ours, theirs, _MOST)
    in_large, in_small = (_always(OURS, "similar", "c50", "--db", str(path)) for path in (large, small))
    yield Row("similar c50: of many claims, against few", in_large, in_small, None, most_pairs=_PAIRS)


def costs(large: Path, *, claims: int) -> Iterator[Cost]:
    """Yield how often a search in one process costs what FTS5 alone takes for its numbers."""
    with workspace.reading(large) as record, closing(sqlite3.connect(large)) as bare:
        for what, words in _asked(claims):
            found: list[float] = []
            for n in range(_PAIRS):
                used = {}
                for is_ours in (True, False) if n % 2 else (False, True):
                    begun = process_time_ns()
                    if is_ours:
                        searching.find(record, words, limit=_PAGE)
                    else:
                        bare.execute(_NUMBERS, {"words": words}).fetchall()
                    used[is_ours] = process_time_ns() - begun
                found.append(used[True] / max(used[False], 1))
            wanted = None if what == "a rare word" else _MOST  # it takes a third of a millisecond
            yield Cost(
                f"find of {what} among {claims:,} claims in one process, of FTS5 alone",
                Spread.of(found),
                "times",
                wanted,
            )


def _asked(claims: int) -> Iterator[tuple[str, str]]:
    yield from ((what, words.format(rarest=claims - 1)) for what, words in _ASKED.items())


def _always(*argv: str) -> Side:
    return lambda _n: Call(argv)
