"""Which of many texts are alike: pairs whose words, or whose runs of letters, are largely the same.

An exact join by prefixes (Bayardo, Ma and Srikant, Scaling up all pairs similarity search, 2007): with the words of
each text ordered from the rarest on, two texts that share enough of them share one of their first few. Alike is no more
than a reason to look: nothing here says that two things are the same.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil

from claimtrack.domain.searches import PARTING, searchable
from claimtrack.domain.text import folded

BUDGET = 5_000_000  # comparisons; some ten seconds
_LETTERS = 3  # in a run
_ROUNDING = 1e-9
_FEW = 3  # words; a text of fewer, as one in a script without blanks, is compared by its letters
# Words that say how a sentence is built, and nothing of what it is about; an index cannot tell that by their number in
# a record of a few claims.
_BUILDING_WORDS = (
    "a about after again all also am an and any are as at be been before being but by can could did do does "
    "for from had has have he her hers him his how i if in into is it its just me more most my no nor not now "
    "of on only or other our out over own re said same say says she should so some such than that the their "
    "them then there these they this those through to too under until up us very via was we were what when "
    "where which while who whom why will with would you your"
)
_BUILDING = frozenset(_BUILDING_WORDS.split())
_ADDRESS = re.compile(r"(?:https?://|www\.|pic\.twitter\.com/)\S+", re.IGNORECASE)
_RUN = re.compile(rf"(?:{PARTING}[^{PARTING}]{PARTING})+|[^\W_{PARTING}]+")


def telling_words(text: str) -> list[str]:
    """Return the words of a text that tell what it is about, each once, as a search takes them.

    Without addresses and words that only build the sentence. In scripts without blanks each two signs are a word.
    """
    found: dict[str, None] = {}
    for run in _RUN.findall(searchable(_ADDRESS.sub(" ", text))):
        if run[0] == PARTING:
            signs = run.replace(PARTING, "")
            pairs = [signs[n : n + 2] for n in range(max(1, len(signs) - 1))]
            found |= dict.fromkeys(PARTING.join(pair) for pair in pairs)
        elif (word := run.casefold()) not in _BUILDING and (len(word) > 1 or word.isdigit()):
            found[word] = None
    return list(found)


def words_of(text: str) -> set[str]:
    """Return the folded words of a sentence without punctuation; of one in a script without blanks its letter runs."""
    plain = "".join(sign if sign.isalnum() or sign == "'" else " " for sign in folded(text))
    words = set(plain.split())
    return words if len(words) >= _FEW else letters_of(text)


def core_of(name: str) -> str:
    """Return what tells a name from others: of a host (www.paper.example) the longest part but the last; else all."""
    labels = name.casefold().removeprefix("www.").split(".")
    is_host = len(labels) > 1 and all(label.replace("-", "").isalnum() for label in labels)
    return max(labels[:-1], key=len) if is_host else name


def letters_of(text: str) -> set[str]:
    """Return the runs of three letters of a folded name, its beginning and its end marked by blanks."""
    marked = f"  {folded(text)} "
    return {marked[n : n + _LETTERS] for n in range(len(marked) - _LETTERS + 1)}


def alike(parts: Mapping[int, set[str]], *, least: float, budget: int = BUDGET) -> Iterator[tuple[int, int]]:
    """Yield each pair of things of whose parts, taken together, at least a share are in both (Jaccard's index).

    `least` lies above 0 and is at most 1. The lower number stands first; the pairs come by the higher one. Where there
    are more than `budget` comparisons to be made, as of a hundred thousand sentences of one mould, things that share
    nothing but the commonest parts are not compared.
    """
    ordered = _by_rarity(parts)
    first = {number: mine[: _prefix(len(mine), least)] for number, mine in ordered.items() if mine}
    passed = _passed_over(first.values(), budget)
    met: defaultdict[int, list[int]] = defaultdict(list)
    for number in sorted(first):
        mine = ordered[number]
        candidates = {other for part in first[number] if part not in passed for other in met[part]}
        for other in sorted(candidates):
            if _share(mine, ordered[other]) >= least:
                yield other, number
        for part in first[number]:
            met[part].append(number)


def _prefix(size: int, least: float) -> int:
    """Return among how many of its rarest parts a thing shares one with whatever is alike."""
    return size - ceil(least * size - _ROUNDING) + 1


def _passed_over(prefixes: Iterable[Sequence[int]], budget: int) -> set[int]:
    """Return the commonest parts, without which no more pairs are compared than the budget has."""
    counts = Counter(part for prefix in prefixes for part in prefix)
    spent, passed = 0, set()
    for part, count in sorted(counts.items(), key=lambda one: one[1]):
        spent += count * (count - 1) // 2
        if spent > budget:
            passed.add(part)
    return passed


def _by_rarity(parts: Mapping[int, set[str]]) -> dict[int, tuple[int, ...]]:
    """Return the parts of each thing as numbers, the rarest first."""
    counts = Counter(part for held in parts.values() for part in held)
    rank = {part: n for n, (part, _) in enumerate(sorted(counts.items(), key=lambda one: (one[1], one[0])))}
    return {number: tuple(sorted(rank[part] for part in held)) for number, held in parts.items()}


def _share(one: Sequence[int], other: Sequence[int]) -> float:
    common = len(set(one).intersection(other))
    return common / (len(one) + len(other) - common)
