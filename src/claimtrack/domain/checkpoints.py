"""The one line that stands for a whole history, and how it is found again in whatever it was printed in."""

import re
from binascii import a2b_base64, b2a_base64
from typing import NamedTuple

WORD = "checkpoint"
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


def unfolded(text: str) -> str:
    """Return a text without what a format puts into its lines, so that what was folded stands in one piece."""
    return re.sub(_AROUND, "", text).replace("&#45;", "-")  # as Graphviz writes it
