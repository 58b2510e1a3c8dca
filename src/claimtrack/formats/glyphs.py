"""The signs of statuses and positions, one cell wide in every locale, and what stands for them in ASCII."""

from claimtrack.domain.vocabulary import Stance, Status
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
# What stands for a party on a claim: up is for, down is against, hollow is hedged; without a position, as the status.
STANCE_GLYPH = {
    Stance.ASSERTS: "▴",
    Stance.SUGGESTS: "▵",
    Stance.DENIES: "▾",
    Stance.DOUBTS: "▿",
    Stance.RETRACTS: GLYPH[Status.RETRACTED],
    Stance.REPORTS: GLYPH[Status.REPORTED],
    Stance.NO_COMMENT: GLYPH[Status.REPORTED],
}
# What follows for a party from what it holds on other claims: dashed, since it did not say so.
IMPLIED_GLYPH = {
    frozenset({Stance.ASSERTS}): "⇡",
    frozenset({Stance.DENIES}): "⇣",
    frozenset({Stance.ASSERTS, Stance.DENIES}): "⇕",
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
    | {"▴": "A", "▵": "s", "▾": "D", "▿": "d", "⇡": "^", "⇣": "v", "⇕": "%"}
)


def plain(text: str) -> str:
    """Return the text with our own signs in ASCII; what is on record stays, and the stream escapes it."""
    return text.translate(_ASCII)
