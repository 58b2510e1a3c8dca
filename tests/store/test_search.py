"""The index of words: it holds what stands and nothing else, whatever was written, and finds words in any script."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimtrack.domain.records import Claim, Row
from claimtrack.domain.searches import Place, phrases_of
from claimtrack.errors.texts import NothingToFind
from claimtrack.store import search, wiping
from claimtrack.store.entries import words_of
from claimtrack.store.record import Record
from claimtrack.store.stems import Stems
from claimtrack.store.writer import Writer
from tests.store import factories, wordings

WORDS = ["shells", "shelling", "Röntgen", "北朝鮮", "미사일", "the", "NATO", "mu\u200bnition", "[redacted]", "x" * 70]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)


@pytest.fixture
def stems() -> Iterator[Stems]:
    with closing(Stems()) as opened:
        yield opened


def held(record: Record) -> list[tuple[object, ...]]:
    """Return every word in the index, with where it stands."""
    opened = record.connection
    opened.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, search, instance)")
    found = sorted(opened.execute("SELECT * FROM temp.word").fetchall())
    sizes = opened.execute("SELECT * FROM search_docsize ORDER BY id").fetchall()
    opened.execute("DROP TABLE temp.word")
    return [*found, *sizes]


def found(record: Record, asked: str, stems: Stems) -> list[tuple[Place, int]]:
    return sorted(search.found(record, phrases_of(asked), set(Place), stems, ranked=True))


# What is in it


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(wordings.STEPS), TEXTS), max_size=14))
def test_index_is_what_it_would_be_made_of_the_rows(database: Path, done: list[tuple[str, str]]) -> None:
    with factories.writing(database, keep=False) as writer:
        wordings.do(writer, done)
        assert not search.differs(writer)
        kept = held(writer)
        search.fill(writer)
        assert held(writer) == kept


def test_migration_puts_the_rows_there_are_into_the_index(database: Path) -> None:
    with factories.writing(database) as writer:
        factories.claim(writer)
        factories.source(writer)
    with factories.writing(database) as writer:
        kept = held(writer)
        writer.connection.execute("INSERT INTO search (search) VALUES ('delete-all')")
        assert search.differs(writer)
        writer.take_over()
        assert held(writer) == kept


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE claim SET text = 'another' WHERE id = 1",
        "DELETE FROM search_docsize WHERE id = 8",
        "UPDATE search_data SET block = zeroblob(40) WHERE id > 1000",
        "INSERT INTO search (rowid, claim) VALUES (80, 'nothing of that number')",
    ],
)
def test_index_of_other_words_is_seen(database: Path, tampering: str) -> None:
    with factories.writing(database) as writer:
        factories.claim(writer)
    with factories.writing(database, keep=False) as writer:
        assert not search.differs(writer)
        writer.connection.execute(tampering)
        assert search.differs(writer)
        search.fill(writer)
        assert not search.differs(writer)


def test_row_that_another_program_changed_can_be_edited(database: Path) -> None:
    """Its words are not those in the index, and cannot be taken out of it: it is made anew."""
    with factories.writing(database) as writer:
        one = factories.claim(writer)
    with factories.writing(database) as writer:
        writer.connection.execute("UPDATE claim SET text = ?", ("many other words " * 50,))
        changed = one.replaced(text="many other words " * 50)
        writer.edit(changed, text="short")
        writer.conclude()
        assert not search.differs(writer)


def test_words_that_are_redacted_leave_no_byte_in_the_index(database: Path) -> None:
    with factories.writing(database) as writer:
        rows = [writer.add(Claim(slug=f"k-{n}", text=f"kestrelwing {n}", folded=f"k {n}")) for n in range(40)]
    with factories.writing(database) as writer:
        writer.withdraw(rows[0], reason="a copy")
        writer.edit(rows[1], text="now a sparrow")
    with factories.writing(database) as writer:
        wiping.prepare(writer.connection)
        for row in rows[2:]:
            writer.redact(row, text="[redacted]", slug=f"redacted-{row.id}", folded="[redacted]")
        writer.redact(rows[1].replaced(text="now a sparrow"), text="[redacted]")
        marks = {"withdrawn_at": writer.at, "withdrawn_by": "tester", "withdrawn_reason": "a copy"}
        writer.redact(rows[0].replaced(**marks), text="[redacted]")
    wiping.wipe(database)
    with closing(sqlite3.connect(database)) as opened:
        left = [bytes(row[0]) for row in opened.execute("SELECT block FROM search_data")]
        assert not any(b"kestrel" in block or b"wing" in block or b"sparrow" in block for block in left)
        assert opened.execute("SELECT count(*) FROM search_word WHERE term LIKE '%estrel%'").fetchone() == (0,)


# What it finds


@pytest.fixture
def filled(writer: Writer) -> Writer:
    for text in (
        "North Korea has sent munitions to Russia",
        "북한이 러시아에 미사일을 보냈다",
        "北朝鮮がロシアに弾薬を送った",
        "ขีปนาวุธถูกส่งไปยังรัสเซีย",
        "Die Brücke von Rīga ist geschlossen",
        "The organizations relate happily",
    ):
        writer.add(Claim(slug=f"k-{text[:9].encode().hex()}", text=text, folded=text))
    writer.conclude()
    return writer


@pytest.mark.parametrize(
    ("asked", "number"),
    [
        ("munition", 1),
        ("RUSSIA sent", 1),
        ('"north korea"', 1),
        ("북한", 2),
        ("미사", 2),
        ("사일을", 2),
        ("弾薬", 3),
        ("朝鮮", 3),
        ("シア", 3),
        ("送", 3),
        ("รัสเซีย", 4),
        ("brucke riga", 5),
        ("organization", 6),
    ],
)
def test_words_of_any_script_are_found(filled: Writer, stems: Stems, asked: str, number: int) -> None:
    assert found(filled, asked, stems) == [(Place.CLAIMS, number)]


@pytest.mark.parametrize("word", ["munitions", "organizations", "relate", "happily", "Brücke"])
def test_every_beginning_of_a_word_finds_it(filled: Writer, stems: Stems, word: str) -> None:
    for length in range(2, len(word) + 1):
        asked = phrases_of(f"{word[:length]}*")
        rows = list(search.found(filled, asked, set(Place), stems, ranked=True))
        texts: dict[int, Row] = search.standing(filled, Place.CLAIMS, [number for _, number in rows])
        named = [words_of(row) or "" for row in texts.values()]
        matching = [named[n] for n in stems.matches(named, asked)]
        assert any(word in text for text in matching), word[:length]


def test_a_place_that_was_not_asked_for_is_not_looked_into(writer: Writer, stems: Stems) -> None:
    claim = factories.claim(writer)
    factories.statement(writer, claim, factories.actor(writer, "Kestrel"), quote="a kestrel")
    writer.conclude()
    for place, number in ((Place.QUOTES, 1), (Place.ACTORS, 1)):
        assert list(search.found(writer, phrases_of("kestrel"), {place}, stems, ranked=True)) == [(place, number)]
    assert list(search.found(writer, phrases_of("kestrel"), {Place.CLAIMS}, stems, ranked=True)) == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(), min_size=1, max_size=30)
    | st.text(st.sampled_from('"*()^:+-{}ab NEAROT弾\0\ud800'), max_size=30)
)
def test_any_text_can_be_looked_for(filled: Writer, stems: Stems, asked: str) -> None:
    try:
        phrases = phrases_of(asked)
    except NothingToFind:
        return
    for place, number in search.found(filled, phrases, set(Place), stems, ranked=True):
        assert search.standing(filled, place, [number])
