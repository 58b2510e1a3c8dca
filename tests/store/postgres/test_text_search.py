"""A server's index of words: it holds what stands, finds what a file's index finds, and takes any text there may be."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimtrack.domain.places import Server
from claimtrack.domain.records import Claim
from claimtrack.domain.searches import PARTING, Place, phrases_of, searchable
from claimtrack.services import redacting, searching, workspace
from claimtrack.store import engines, search
from claimtrack.store.record import Record
from claimtrack.store.stems import Stems
from claimtrack.store.writer import Writer
from tests.store import factories, wordings

WORDS = ["shells", "shelling", "sheep's", "back\\slash", "Röntgen", "北朝鮮", "미사일", "the", "NATO", "mu\u200bnition"]
TEXTS = st.lists(st.sampled_from([*WORDS, "&|!", "x" * 70]), min_size=1, max_size=4).map(" ".join)
ASKED = [*WORDS, "shel*", "sh*", '"shells the"', '"NATO shelling"', "the shells", '"北朝"', "x'", '"the sh"*']


Trying = Callable[[], AbstractContextManager[Writer]]


@pytest.fixture
def trying(place: Server) -> Trying:
    """Write to a record on the server, of which nothing is kept."""

    @contextmanager
    def opened() -> Iterator[Writer]:
        with engines.to_write_on(place, keep=False) as (connection, _):
            yield factories.writer_on(connection, place)

    return opened


def words_held(record: Record) -> list[tuple[object, ...]]:
    return record.rows("SELECT id, CAST(words AS text) FROM search ORDER BY id") + record.rows(
        "SELECT term, doc FROM search_word ORDER BY term"
    )


def added(writer: Writer, text: str, number: Iterator[int]) -> Claim:
    return writer.add(Claim(slug=f"c-{next(number)}", text=text, folded=text))


def found(record: Record, asked: str, *, ranked: bool = False) -> list[int]:
    with closing(Stems()) as stems:
        rows = search.found(record, phrases_of(asked), {Place.CLAIMS}, stems, ranked=ranked)
        return sorted(number for _, number in rows)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(wordings.STEPS), TEXTS), max_size=12))
def test_index_is_what_it_would_be_made_of_the_rows(trying: Trying, done: list[tuple[str, str]]) -> None:
    with trying() as writer:
        wordings.do(writer, done)
        assert not search.differs(writer)
        kept = words_held(writer)
        search.fill(writer)
        assert words_held(writer) == kept


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=1, max_size=8), st.sampled_from(ASKED))
def test_both_engines_find_the_same_rows(trying: Trying, database: Path, texts: list[str], asked: str) -> None:
    with trying() as writer, factories.writing(database, keep=False) as beside:
        for one in (writer, beside):
            number = count()
            for text in texts:
                added(one, text, number)
            one.conclude()
        assert found(writer, asked) == found(beside, asked)
        assert found(writer, asked, ranked=True) == found(beside, asked)
        with closing(Stems()) as stems:
            terms = {stem for each in stems.of(texts) for stem in each}
            assert search.counts(writer, terms) == search.counts(beside, terms)
            for words in ("shelling", "NATO shells", searchable("北朝")):
                assert search.claims_with(writer, words, stems, limit=3) == search.claims_with(
                    beside, words, stems, limit=3
                )


LONG = {
    "more signs than have a place": "北朝鮮" * 6_000 + " last words",
    "one word too often": "shells are " * 300 + "last words",
    "a word too long to keep": "y" * 5_000 + " last words",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_texts_longer_than_a_vector_holds_are_found(trying: Trying, text: str) -> None:
    number = count()
    with trying() as writer:
        added(writer, text, number)
        writer.conclude()
        assert not search.differs(writer)
        end = " ".join(text.split()[-2:])
        assert found(writer, f'"{end}"') == [1]
        assert found(writer, "nothing") == []


def test_word_that_only_its_end_tells_from_another_is_matched_again(trying: Trying) -> None:
    number = count()
    with trying() as writer:
        added(writer, "y" * 5_000, number)
        writer.conclude()
        assert found(writer, "y" * 4_000) == [1]  # as far as the index can tell
        assert searching.find(writer, "y" * 4_000).hits == []
        assert [hit.row.id for hit in searching.find(writer, "y" * 5_000).hits] == [1]


def test_mark_of_a_long_text_is_no_word(trying: Trying) -> None:
    number = count()
    with trying() as writer:
        added(writer, "shells are " * 300, number)
        added(writer, f"a {PARTING} b", number)
        writer.conclude()
        assert found(writer, f"{PARTING}x") == []
        assert found(writer, '"a b"') == [2]


def test_search_of_as_many_words_as_there_may_be_is_answered(trying: Trying) -> None:
    with trying() as writer:
        assert found(writer, " ".join(f"{n}" for n in range(4_000))) == []
        assert found(writer, '"' + " ".join("a" for n in range(9_000)) + '"') == []


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE claim SET text = 'another' WHERE id = 1",
        "DELETE FROM search",
        "UPDATE search SET words = 'another:1'",
        "INSERT INTO search VALUES (80, 'nothing:1')",
        "UPDATE search_word SET doc = doc + 1",
        "DELETE FROM search_word WHERE term = 'shell'",
        "INSERT INTO search_word VALUES ('nothing', 1)",
    ],
)
def test_index_of_other_words_is_seen_and_made_anew(trying: Trying, tampering: str) -> None:
    with trying() as writer:
        added(writer, "shells were sent", count())
        writer.conclude()
        assert not search.differs(writer)
        writer.connection.execute(tampering)
        assert search.differs(writer)
        search.fill(writer)
        assert not search.differs(writer)


def test_words_are_found_over_their_index(trying: Trying) -> None:
    number = count()
    with trying() as writer:
        for n in range(3_000):
            added(writer, f"shells {n}", number)
        writer.conclude()
        writer.connection.execute("SET LOCAL enable_seqscan = off")  # of so few it would rather read all
        plan = writer.rows(
            "EXPLAIN SELECT id FROM search WHERE words @@ CAST(:query AS tsquery) AND id % 8 IN (0) ORDER BY id DESC",
            query="'17'",
        )
        assert "ix_search_words" in "".join(line for (line,) in plan)


def test_words_that_are_redacted_leave_no_byte_in_the_index(changed: Callable[..., Server]) -> None:
    place = changed()

    def record(writer: Writer) -> None:
        added(writer, "kestrelwing was seen", count())

    workspace.write(place, record)
    workspace.write(place, lambda writer: writer.add(Claim(slug="d", text="a sparrow", folded="a sparrow")))
    assert bytes_of(place, b"kestrelw")
    redacting.redact(place, "c1", reason="agreed")
    assert not bytes_of(place, b"kestrelw")


def bytes_of(place: Server, word: bytes) -> list[str]:
    """Return the tables and indexes of words whose files hold a word."""
    with psycopg.connect(place.url, autocommit=True) as connection:
        connection.execute("CHECKPOINT")
        return [
            name
            for (name, held) in connection.execute(
                "SELECT relname, pg_read_binary_file(pg_relation_filepath(oid)) FROM pg_class"
                " WHERE relname ~ 'search' AND relkind IN ('r', 'i')"
            ).fetchall()
            if word in held
        ]
