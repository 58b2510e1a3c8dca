"""Errors of words: texts, names, slugs and dates that cannot be kept as typed."""

from collections.abc import Sequence

from claimtrack.errors.base import InputError, short


class EmptyText(InputError):
    def __init__(self, *, field: str) -> None:
        super().__init__(f"the {field} is empty", f"give the {field} in words")


class TextTooLong(InputError):
    def __init__(self, field: str, length: int, *, limit: int) -> None:
        super().__init__(
            f"the {field} has {length:,} characters; at most {limit:,} are kept",
            "record the sentence, and the rest as a source",
        )


class NothingToFind(InputError):
    def __init__(self, asked: str) -> None:
        super().__init__(
            f"there is no word in {short(asked)!r}", "give the words to look for, with a letter or a digit"
        )


class SearchTooLong(InputError):
    def __init__(self, length: int, *, limit: int) -> None:
        super().__init__(
            f"the search has {length:,} characters; at most {limit:,} are taken", "look for fewer words of it"
        )


class ControlCharacter(InputError):
    def __init__(self, field: str, code: int, position: int) -> None:
        super().__init__(
            f"the {field} holds the control character U+{code:04X} at position {position}",
            "remove it; a terminal would obey it instead of showing it",
        )


class NotUtf8(InputError):
    def __init__(self, field: str) -> None:
        super().__init__(f"the {field} is not valid UTF-8", "convert it first, for example with: iconv -t UTF-8")


class BadSlug(InputError):
    def __init__(self, slug: str, *, form: str = "") -> None:
        super().__init__(
            f"{short(slug)!r} cannot be a slug",
            form or "a slug is a-z, 0-9 and single hyphens, at most 80 characters, as in nk-munitions-to-russia",
        )


class SlugTaken(InputError):
    def __init__(self, slug: str, holder: str) -> None:
        super().__init__(f"the slug {slug} belongs to {holder}", "choose another slug, or use the one on record")


class BadName(InputError):
    def __init__(self, name: str) -> None:
        super().__init__(f"{short(name)!r} reads as an option, not as a name", "give the option before it its value")


class NameTaken(InputError):
    def __init__(self, name: str, holder: str) -> None:
        super().__init__(
            f"the name {short(name)!r} belongs to {holder}",
            f"use that actor, or see it with: claimtrack actor show {holder.split(maxsplit=1)[0]}",
        )


class NotADate(InputError):
    def __init__(self, text: str, forms: Sequence[str] = ()) -> None:
        hint = (
            "write " + " or ".join(forms)
            if forms
            else "write it as 2023-10-13, 2023-10, 2023, 2024-05~ (about), 2023? (uncertain) or 2023-08/2024-01"
        )
        super().__init__(f"{short(text)!r} is not a date claimtrack can keep", hint)


class ImpossibleDate(InputError):
    def __init__(self, text: str, reason: str, hint: str = "") -> None:
        super().__init__(
            f"{short(text)!r} cannot be a date: {reason}", hint or "check the day, the month and the order of the ends"
        )


class EndsBeforeItBegins(InputError):
    def __init__(self, begin: str, end: str) -> None:
        super().__init__(
            f"the time from {begin} to {end} ends before it begins", f"did you mean --from {end} --to {begin}?"
        )


class NotAMoment(InputError):
    def __init__(self, text: str) -> None:
        super().__init__(
            f"{short(text)!r} is not a moment", "write it as 2024-06-01T12:00:00Z, or as a day, whose end is then meant"
        )


class NoBound(InputError):
    def __init__(self, text: str, end: str) -> None:
        super().__init__(
            f"{short(text)!r} has no {end} day to count from", "give a date with that end, such as 2024-05"
        )


class NotOneDay(InputError):
    def __init__(self, *, variable: str, text: str) -> None:
        super().__init__(f"{variable} is {short(text)!r}, which is not one day", "write it as 2024-06-01")


class DateInFuture(InputError):
    def __init__(self, text: str, *, today: str) -> None:
        super().__init__(
            f"{short(text)} lies after today ({today})",
            "a statement, a publication or a verdict is recorded once it has been made; --event may lie ahead",
        )


class EndsAfterToday(InputError):
    def __init__(self, text: str, *, since: str | None, today: str) -> None:
        still = f"--during {since}/.." if since else "no --during"
        super().__init__(
            f"{short(text)} ends after today ({today})",
            f"while it lasts its end is left open ({still}); it is given once it has come",
        )


class BadTag(InputError):
    def __init__(self, tag: str) -> None:
        super().__init__(f"{short(tag)!r} cannot be a tag", "a tag is a word or a few, without commas and semicolons")
