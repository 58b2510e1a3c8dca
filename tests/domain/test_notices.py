"""What a write points out: one line that names the rows by their ids."""

import pytest

from claimtrack.domain.notices import NewActor, NewDatabase, NewSource, Notice, SameStatement, SameWording
from claimtrack.domain.records import Actor, Claim, Statement
from claimtrack.domain.text import safe
from claimtrack.domain.vocabulary import Stance


def actor(*, number: int = 3, name: str = "North Korea") -> Actor:
    return Actor(slug="x", name=name).replaced(id=number)


def claim(number: int) -> Claim:
    return Claim(slug=f"claim-{number}", text="It was so", folded="itwasso").replaced(id=number)


def statement(number: int) -> Statement:
    said = Statement(claim_id=1, actor_id=1, stance=Stance.ASSERTS, said_latest="2024-01-01")
    return said.replaced(id=number)


@pytest.mark.parametrize(
    ("notice", "words"),
    [
        (NewDatabase("claimtrack.db"), "created the database claimtrack.db"),
        (NewActor(actor(), ()), "new actor a3 North Korea"),
        (
            NewActor(actor(), ("South Korea", "Korea")),
            "new actor a3 North Korea; near it: South Korea, Korea (if it is the same, use that name)",
        ),
        (NewSource(7, "https://example.org/a"), "new source s7 https://example.org/a"),
        (
            SameStatement(statement(12), statement(2)),
            "st12 says the same as st2; if it is a copy: claimtrack withdraw st12 --reason copy",
        ),
        (
            SameWording(claim(4), claim(1)),
            "c4 has the words of c1; if it is the same claim: claimtrack withdraw c4 --reason copy",
        ),
    ],
)
def test_notice_words_itself(notice: Notice, words: str) -> None:
    assert notice.words == words


@pytest.mark.parametrize(
    "notice",
    [
        NewDatabase("a\x1b[2Jb\n.db"),
        NewActor(actor(name="N\u202eK"), ("N\x9bK",)),
        NewSource(7, "one\ntwo" * 100),
    ],
)
def test_notice_about_nasty_words_is_one_line_when_shown(notice: Notice) -> None:
    assert safe(notice.words).isprintable()


def test_long_source_is_shortened() -> None:
    assert NewSource(7, "x" * 500).words.endswith("...")
