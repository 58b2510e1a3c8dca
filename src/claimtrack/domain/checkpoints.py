"""The one line that stands for a whole history, and how it is found again in whatever it was printed in."""

import re
from binascii import a2b_base64, b2a_base64
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

WORD = "checkpoint"
_LONGEST = 256  # characters of a line without blanks, and more
_BLANK = len("&#160;")
# What a format puts into a line: blanks that fold it, Markdown's escapes, tags, and the blanks of a picture.
_AROUND = r"<[^<>]*>|&#160;|\\|\s+"
LINE = WORD + r"([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(0|[1-9][0-9]{0,17})([A-Za-z0-9+/]{43}=)"


class Checkpoint(NamedTuple):
    """A whole history in one line: whose record, how many changes, and the root of their tree."""

    origin: str
    size: int
    root: bytes

    def __str__(self) -> str:
        return f"{WORD} {self.origin} {self.size} {b2a_base64(self.root, newline=False).decode()}"


def checkpoints_in(text: str) -> list[Checkpoint]:
    """Return the checkpoints that stand in a text, such as a saved report, in their order, each once."""
    found = re.findall(LINE, unfolded(text))
    return list(dict.fromkeys(Checkpoint(origin, int(size), a2b_base64(root)) for origin, size, root in found))


def found_in(pieces: Iterable[str], line: str) -> Iterator[tuple[str, ...]]:
    """Yield the groups of each match of a line's expression in a text that comes in pieces, and is unfolded first.

    It takes the memory of a few pieces, however many there are; a tag that is longer than one is taken for text.
    """
    folded = flat = ""
    for piece in chain(pieces, ("",)):
        folded += piece
        whole = len(folded) if not piece else _whole(folded, most=len(piece))
        flat += unfolded(folded[:whole])
        folded = folded[whole:]
        end = 0
        for match in re.finditer(line, flat):
            yield match.groups(default="")
            end = match.end()
        flat = flat[max(end, len(flat) - _LONGEST) :]


def _whole(text: str, *, most: int) -> int:
    """Return how much of a text can be unfolded before more of it is known: up to a tag or blank that is not whole."""
    begun = ((text.rfind(begin), end, longest) for begin, end, longest in (("<", ">", most), ("&", ";", _BLANK)))
    open_ones = (at for at, end, longest in begun if at >= 0 and len(text) - at <= longest and text.find(end, at) < 0)
    return min(open_ones, default=len(text))


def unfolded(text: str) -> str:
    """Return a text without what a format puts into its lines, so that what was folded stands in one piece."""
    return re.sub(_AROUND, "", text).replace("&#45;", "-")  # as Graphviz writes it
