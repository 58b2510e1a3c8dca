"""Letters of different scripts that look alike: two names with one skeleton cannot be told apart by eye."""

from claimtrack.domain.text import folded

# Each sign, and before it what looks like it: a selection of Unicode's confusables (UTS 39) for the scripts in which a
# name can be written so that it looks Latin. A capital I looks like a small l, and so does what looks like that I.
_LOOKS = {
    "a": "АаΑαɑ", "b": "ВвΒЬь", "c": "СсϹϲ", "d": "ԁԀ", "e": "ЕеΕεҽ", "f": "Ϝ", "g": "ɡ", "h": "НнΗһҺհ", "i": "іιı",
    "j": "јЈϳ", "k": "КкΚκ", "l": "I1|ӏӀІΙ", "m": "МмΜ", "n": "Νո", "o": "ОоΟο0Օօ", "p": "РрΡρ", "q": "ԛԚ",
    "s": "ЅѕՏ", "t": "ТтΤτ", "u": "υսՍ", "v": "νѵѴ", "w": "ԝԜѡ", "x": "ХхΧχ", "y": "УуΥγүҮ", "z": "Ζ", "3": "ЗзӠ",
    "-": "‐‑‒–—−", "'": "’‘ʼʹ՚`´", "æ": "ӕӔ",
}  # fmt: skip
_LOOKS_LIKE = str.maketrans({sign: shown for shown, signs in _LOOKS.items() for sign in signs})
_TOGETHER = (("rn", "m"), ("vv", "w"))


def skeleton(text: str) -> str:
    """Return what a name looks like: the same for names that differ only in letters that look alike."""
    seen = folded(text.translate(_LOOKS_LIKE)).translate(_LOOKS_LIKE)
    for letters, like in _TOGETHER:
        seen = seen.replace(letters, like)
    return seen
