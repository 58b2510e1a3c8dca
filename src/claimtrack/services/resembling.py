"""Finds the claims on record that are likest to a text: candidates by its rarest words, then compared one by one."""

import heapq
from collections import defaultdict
from collections.abc import Mapping
from contextlib import closing
from math import log
from typing import NamedTuple

from claimtrack.domain.likeness import telling_words
from claimtrack.domain.records import Claim
from claimtrack.domain.references import Kind, is_uid, slug_like
from claimtrack.domain.searches import PARTING, Place, askable
from claimtrack.domain.text import folded, one_line
from claimtrack.domain.vocabulary import Status
from claimtrack.services import meaning, naming
from claimtrack.store import likenesses, lookup, reports, search
from claimtrack.store.record import Record
from claimtrack.store.stems import Stems

LIKELY = 60  # of 100, by the words of both sides, from where on two claims are pointed out: they may be the same
_MOST_WORDS = 64  # of a text, that are looked up
_MOST_ENTRIES = 200_000  # of the index, that are read for one text; in a small record all there are
_MOST_A_WORD = 50_000
_COMPARED = 100  # claims
_SHOWN_WORDS = 6
_SHOWN = 3  # claims that are pointed out
_FEWEST = 1_000  # claims; in a record of fewer it cannot be told which words are rare
# BM25's two constants, as usual: how soon a word that is repeated counts no more, and how much length counts.
_K1, _B = 1.2, 0.75
_BY_WORDS = 0.7  # the rest is by the edits that make one text of the other
_ONE_EXCHANGED = 0.8  # one word for another, and all else the same: that rather is another claim


class Resemblance(NamedTuple):
    """A claim that is like a text: how much of the text is in it (0 to 100), by which words, rarest first.

    `is_likely` where it is likely the same claim; `link` says how the two are tied already.
    """

    claim: Claim
    score: int
    words: tuple[str, ...]
    is_likely: bool
    status: Status
    link: str = ""


class _Text(NamedTuple):
    """The words of a text: the stems of each, what it is worth, and which of them stand in any claim."""

    words: list[str]
    stems: dict[str, tuple[str, ...]]
    worth: dict[str, float]
    known: list[str]

    @property
    def whole(self) -> float:
        """What all its words are worth."""
        return sum(self.worth.values())


class _Score(NamedTuple):
    score: float
    mutual: float
    words: tuple[str, ...]


def similar_to(record: Record, words: str, *, limit: int) -> list[Resemblance]:
    """Return the claims that are likest to a text as typed, or to the claim that it names by an id, a slug or a uid.

    Raises NothingToFind, SearchTooLong, and what is raised for a reference that names no claim.
    """
    named = _named(record, words)
    if named:
        return similar(record, named.text, limit=limit, besides=named)
    return similar(record, askable(words), limit=limit)


def _named(record: Record, text: str) -> Claim | None:
    """Return the claim whose id, uid or whole slug a text is; None for any other text.

    Raises WrongKind for the id of another kind of thing, UnknownReference and WithdrawnReference.
    """
    ref = text.strip().lower()
    if not (slug_like(ref) or is_uid(ref)):
        return None
    found = naming.by_key(record, Kind.CLAIM, Claim, ref)
    return naming.standing(found) if found else None


def likely(record: Record, text: str) -> list[Resemblance]:
    """Return the claims that are likely the same as one in these words, in other words than exactly these."""
    key = folded(text)
    near = similar(record, text, limit=_SHOWN, by_meaning=False)  # no write waits for a model
    return [one for one in near if one.is_likely and one.claim.folded != key]


def known(record: Record, words: str) -> list[Claim]:
    """Return the claims that say what a new one would, in these words or likely in others; raises as `similar_to`."""
    text = one_line(words, "claim")
    same = lookup.claim_worded(record, folded(text))
    return [*([same] if same else ()), *(one.claim for one in likely(record, text))]


def similar(
    record: Record, text: str, *, limit: int, besides: Claim | None = None, by_meaning: bool = True
) -> list[Resemblance]:
    """Return the claims that are likest to a text, the likest first; at most `limit`, 0 is all that were compared.

    Not the claim `besides`, whose links are told. Where there is a model, `by_meaning` as well as by words.
    """
    with closing(Stems()) as stems:
        asked = _text(record, text, stems)
        numbers = _candidates(record, asked, besides, stems)
        claims = {n: row for n, row in search.standing(record, Place.CLAIMS, numbers).items() if isinstance(row, Claim)}
        scores = _scores(asked, claims, stems)
    if by_meaning:
        scores = _with_meaning(text, claims, scores)
    best = sorted(scores, key=lambda number: (-scores[number].score, number))[: limit or None]
    statuses = reports.statuses_of(record, best)
    links = likenesses.links_of(record, besides) if besides else {}
    return [
        Resemblance(
            claims[number],
            round(100 * scores[number].score),
            scores[number].words,
            round(100 * scores[number].mutual) >= LIKELY,
            statuses[number],
            links.get(number, ""),
        )
        for number in best
    ]


def _text(record: Record, text: str, stems: Stems) -> _Text:
    told = telling_words(text)[:_MOST_WORDS]
    found = {word: tuple(parts) for word, parts in zip(told, stems.of(told), strict=True) if parts}
    counts = search.counts(record, {stem for parts in found.values() for stem in parts})
    total = max(search.claims_numbered(record), _FEWEST)
    having = {word: min(counts.get(stem, 0) for stem in parts) for word, parts in found.items()}
    worth = {word: log(1 + (max(total - number, 0) + 0.5) / (number + 0.5)) for word, number in having.items()}
    return _Text(list(found), found, worth, [word for word, number in having.items() if number])


def _candidates(record: Record, asked: _Text, besides: Claim | None, stems: Stems) -> list[int]:
    """Return the claims whose words in common with the text are worth the most, by the rarest words first."""
    worth: defaultdict[int, float] = defaultdict(float)
    read = 0
    for word in sorted(asked.known, key=lambda word: -asked.worth[word]):
        numbers = search.claims_with(record, word, stems, limit=_MOST_A_WORD)
        value = asked.worth[word]
        for number in numbers:
            worth[number] += value
        read += len(numbers)
        if read >= _MOST_ENTRIES:
            break
    if besides:
        worth.pop(besides.id, None)
    return heapq.nlargest(_COMPARED, worth, key=lambda number: (worth[number], -number))


def _scores(asked: _Text, claims: Mapping[int, Claim], stems: Stems) -> dict[int, _Score]:
    """Compare a text with each of the candidates, by the words in common and by what has to be edited."""
    if not claims:
        return {}
    from rapidfuzz import fuzz  # costs 20 ms, only where there is anything to compare

    told = {number: telling_words(claim.text) for number, claim in claims.items()}
    held = dict(zip(told, stems.of([" ".join(words) for words in told.values()]), strict=True))
    mean = sum(map(len, held.values())) / len(held) or 1
    most = _bm25(asked.whole, len(asked.words), mean)
    plain = " ".join(asked.words)
    scores = {}
    for number, has in held.items():
        parts = set(has)
        shared = [word for word in asked.words if parts.issuperset(asked.stems[word])]
        common = sum(asked.worth[word] for word in shared)
        says = " ".join(told[number])
        edits = fuzz.token_set_ratio(plain, says) / 100  # as far as one is in the other
        score = _BY_WORDS * _bm25(common, len(has), mean) / most + (1 - _BY_WORDS) * edits
        others = max(len(parts) - len(shared), 0)
        mutual = (_overlap(asked, common, others=others) + fuzz.token_sort_ratio(plain, says) / 100) / 2
        if others == len(asked.words) - len(shared) == 1:
            mutual *= _ONE_EXCHANGED
        named = sorted(shared, key=lambda word: -asked.worth[word])[:_SHOWN_WORDS]
        scores[number] = _Score(min(score, 1.0), mutual, tuple(word.replace(PARTING, "") for word in named))
    return scores


def _with_meaning(text: str, claims: Mapping[int, Claim], scores: Mapping[int, _Score]) -> dict[int, _Score]:
    """Return scores with what a model says of the meaning; as they are, where there is none."""
    near = meaning.cosines(text, [claims[number].text for number in scores])
    if near is None:
        return dict(scores)
    shares = zip(scores.items(), near, strict=True)
    return {
        number: one._replace(score=(1 - meaning.SHARE) * one.score + meaning.SHARE * max(cosine, 0.0))
        for (number, one), cosine in shares
    }


def _bm25(worth: float, length: int, mean: float) -> float:
    """Return BM25 for words that stand once in a text (Robertson and Zaragoza, 2009, section 3.4)."""
    return worth * (_K1 + 1) / (1 + _K1 * (1 - _B + _B * length / mean))


def _overlap(asked: _Text, common: float, *, others: int) -> float:
    """Return the share of what both sides say that both say (Dice's index); words only the claim has are as rare."""
    return 2 * common / (asked.whole + common + others * asked.whole / len(asked.words))
