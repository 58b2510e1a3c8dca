"""The sign of each status, one cell wide in every locale, and what stands for it where a stream is not Unicode."""

from claimtrack.domain.vocabulary import Status
from claimtrack.formats.document import Tone

GLYPH = {
    Status.DISPUTED: "⚑",
    Status.SUPPORTED: "✓",
    Status.ASSERTED: "›",
    Status.REFUTED: "✗",
    Status.DENIED: "⊘",
    Status.RETRACTED: "↺",
    Status.REPORTED: "?",
    Status.UNADDRESSED: "-",
}
TONE = {
    Status.DISPUTED: Tone.DISPUTED,
    Status.SUPPORTED: Tone.SUPPORTED,
    Status.ASSERTED: Tone.OPEN,
    Status.REFUTED: Tone.REFUTED,
    Status.DENIED: Tone.REFUTED,
    Status.RETRACTED: Tone.FAINT,
    Status.REPORTED: Tone.FAINT,
    Status.UNADDRESSED: Tone.FAINT,
}
_ASCII = str.maketrans(
    {
        "⚑": "!",
        "✓": "+",
        "›": ">",
        "✗": "x",
        "⊘": "/",
        "↺": "<",
        "─": "-",
        "—": "-",
        "·": "-",
        "└": "`",
        "“": '"',
        "”": '"',
    }
)


def plain(text: str) -> str:
    """Return the text with our own signs in ASCII; what is on record stays, and the stream escapes it."""
    return text.translate(_ASCII)
