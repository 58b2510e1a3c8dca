"""Errors of what one tries to record or to write out: statements, links, formats, files."""

from collections.abc import Sequence

from claimtrack.errors.base import ClaimtrackError, InputError, ReferenceFault, short


class NotWanted(ClaimtrackError):
    def __init__(self, ref: str) -> None:
        super().__init__(
            f"not recorded: {ref} says it already",
            f"say who else speaks on {ref}: claimtrack assert {ref} --by ACTOR; to record a new claim: --force",
        )


class NothingToRetract(InputError):
    def __init__(self, actor: str, claim: str) -> None:
        super().__init__(
            f"{actor} has taken no position on {claim} that could be retracted",
            "to take back a row recorded by mistake, withdraw it: claimtrack withdraw ST --reason WHY",
        )


class WhoseQuote(InputError):
    def __init__(self, speakers: int) -> None:
        super().__init__(
            f"--quote belongs to one speaker, and this names {speakers}",
            "leave it out and record each with its words: claimtrack assert CLAIM --by ACTOR --quote WORDS",
        )


class NobodySpoke(InputError):
    def __init__(self, options: Sequence[str]) -> None:
        super().__init__(
            f"{', '.join(options)} given, and nobody who said it",
            "name who: --asserted-by, --denied-by, --suggested-by, --doubted-by, or --reported-by for a relay",
        )


class NothingAsked(InputError):
    def __init__(self, *, command: str, options: str) -> None:
        super().__init__(f"{command} was given nothing to do", f"give at least one of {options}")


class LinkToItself(InputError):
    def __init__(self, ref: str, relation: str) -> None:
        super().__init__(f"{ref} cannot stand in the relation {relation} to itself", "name two different things")


class UnknownRelation(InputError):
    def __init__(self, sentence: str, allowed: Sequence[str]) -> None:
        super().__init__(f"no relation reads {short(sentence)!r}", "sentences are: " + "; ".join(allowed))


class OnlyDuring(InputError):
    def __init__(self, sentence: str) -> None:
        super().__init__(f"--during says when an actor is part of another, not when {sentence}", "leave it out")


class PartLoop(InputError):
    def __init__(self, part: str, whole: str) -> None:
        super().__init__(
            f"{part} cannot be part of {whole}, which is itself part of {part}",
            f"look at the chain: claimtrack actor show {whole}",
        )


class MergeOfPart(InputError):
    def __init__(self, *, part: str, whole: str) -> None:
        super().__init__(
            f"{part} and {whole} cannot be one actor: {part} was part of {whole}",
            f"if that was a mistake, first: claimtrack withdraw {part} part-of {whole} --reason WHY",
        )


class WholesDiffer(InputError):
    def __init__(self, one: tuple[int, int], other: tuple[int, int]) -> None:
        first, second = (f"a{part} part-of a{whole}" for part, whole in (one, other))
        super().__init__(
            f"at one time they are parts of different things: {first}, {second}",
            f"withdraw one of them first: claimtrack withdraw {first} --reason WHY",
        )


class AlreadyLinked(InputError):
    def __init__(self, *, said: str, see: str) -> None:
        super().__init__(f"already on record: {said}", see)


class NotLinked(ReferenceFault):
    def __init__(self, *, sentence: str) -> None:
        super().__init__(f"not on record: {short(sentence)}", "see the links of a claim with: claimtrack show CLAIM")


class StillInUse(InputError):
    def __init__(self, ref: str, users: Sequence[str], total: int) -> None:
        more = f" and {total - len(users)} more" if total > len(users) else ""
        super().__init__(f"{ref} cannot be withdrawn: it is named by {', '.join(users)}{more}", "withdraw those first")


class UnknownFormat(InputError):
    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"no format is known as {short(name)!r}", "one of: " + ", ".join(known))


class OutputError(ClaimtrackError):
    """A file that was asked for could not be written."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"cannot write {path}: {reason}", "choose another file, or look at the folder's rights")


class NotForTerminals(InputError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is no text, which a terminal could show", f"write it to a file: -o claims.{name}")


class NotOfThisKind(InputError):
    def __init__(self, ref: str, kind: str, options: str) -> None:
        super().__init__(f"{ref} is of the kind {kind}, of which only {options} can be edited", "nothing was changed")


class NotEditable(InputError):
    def __init__(self, ref: str) -> None:
        super().__init__(
            f"{ref} cannot be edited: only a claim's wording and an actor's description can",
            f"withdraw it and record it anew: claimtrack withdraw {ref} --reason WHY",
        )


class NotMarkable(InputError):
    def __init__(self, ref: str) -> None:
        super().__init__(
            f"{ref} cannot be confidential: only a source, a statement or evidence can",
            "mark what it was said, shown or read in; an actor that only such rows name is left out with them",
        )


class AlreadyMarked(InputError):
    def __init__(self, ref: str, *, lifted: bool) -> None:
        words = "is not confidential" if lifted else "is confidential already"
        super().__init__(f"{ref} {words}", f"see it with: claimtrack show {ref} --include-confidential")


class AlreadyThere(InputError):
    def __init__(self, path: str) -> None:
        super().__init__(f"{path} is there already", "choose another folder; nothing was overwritten")


class BadLimit(InputError):
    def __init__(self, limit: int) -> None:
        super().__init__(f"a limit of {limit} cannot be met", "give a number of rows, or 0 for all")
