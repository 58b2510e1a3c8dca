"""Errors of references: they name nothing, several things, or something withdrawn."""

from collections.abc import Sequence

from claimtrack.errors.base import ReferenceFault, short


class UnknownReference(ReferenceFault):
    def __init__(self, kind: str, ref: str, near: Sequence[str] = ()) -> None:
        hint = "nearest: " + ", ".join(near) if near else f"see what is there: {_LISTINGS.get(kind, 'claimtrack list')}"
        super().__init__(f"no {kind} {short(ref)!r} on record", hint)


class AmbiguousReference(ReferenceFault):
    def __init__(self, kind: str, ref: str, candidates: Sequence[str]) -> None:
        super().__init__(f"{short(ref)!r} could be more than one {kind}", "one of: " + ", ".join(candidates))


class WrongKind(ReferenceFault):
    def __init__(self, ref: str, *, expected: str) -> None:
        what = _WITH_ARTICLE.get(expected, f"a {expected}")
        super().__init__(f"{short(ref)} is not {what}", f"see what is there: {_LISTINGS[expected]}")


class WithdrawnReference(ReferenceFault):
    def __init__(self, ref: str, *, reason: str | None) -> None:
        super().__init__(
            f"{ref} was withdrawn" + (f": {short(reason)}" if reason else ""),
            f"read it with: claimtrack show {ref}",
        )


_WITH_ARTICLE = {"actor": "an actor", "evidence": "evidence"}
_LISTINGS = {
    "claim": "claimtrack list",
    "actor": "claimtrack actor list",
    "source": "claimtrack source list",
    "evidence": "claimtrack evidence list",
    "statement": "claimtrack show CLAIM",
    "verdict": "claimtrack show CLAIM",
    "claim or actor": "claimtrack list; claimtrack actor list",
}
