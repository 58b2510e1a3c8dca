"""Delimited tables as a whole: real ones and ours, read back as written, and never more than a row in memory."""

import csv
import io
import random
import tracemalloc
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claimtrack.domain.extracts import Extract, Loss
from claimtrack.domain.records import Bearing, Citation, Evidence, Membership
from claimtrack.domain.vocabulary import BearingKind
from claimtrack.errors.base import InputError
from claimtrack.errors.tables import NotATable
from claimtrack.formats.incoming import Incoming, reader
from claimtrack.formats.outgoing import Outgoing, write
from claimtrack.formats.tables.fields import COLUMNS
from tests.conftest import Golden
from tests.formats.documents import NASTY
from tests.formats.tables.extracts import (
    actor,
    claim,
    extract_of,
    extracts,
    numbered,
    rich_extract,
    said,
    told,
    told_by,
)
from tests.formats.tables.reading import STANCES, all_found, asked, claims, read

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "emergent_part.csv"


def written(extract: Extract) -> bytes:
    out = io.BytesIO()
    write(Outgoing.CSV, extract, out)
    return out.getvalue()


def losses(extract: Extract) -> list[Loss]:
    return write(Outgoing.CSV, extract, io.BytesIO())


@given(extracts())
@settings(max_examples=30)
def test_table_of_ours_is_read_back_as_the_same_records(extract: Extract) -> None:
    assert [told(item) for item in all_found(written(extract))] == list(told_by(extract))


def test_table_of_ours_is_read_back_with_columns_of_others_and_in_another_order() -> None:
    rows = list(csv.reader(io.StringIO(written(rich_extract()).decode(), newline="")))
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=";").writerows([[*reversed(row), "note"] for row in rows])
    assert [told(item) for item in all_found(out.getvalue())] == list(told_by(rich_extract()))


def test_evidence_of_ours_has_the_address_that_it_had() -> None:
    item = numbered(1, Evidence(text="https://x.example/1", published_latest="2024-06-01"))
    shown = numbered(1, Bearing(evidence_id=1, claim_id=1, kind=BearingKind.CONTEXT))
    (found,) = all_found(written(extract_of(claim(1), item, shown)))
    assert found.evidence[0].location is None


def test_nasty_texts_are_read_back_to_the_letter() -> None:
    texts = [text.strip() for text in NASTY]
    table = written(extract_of(*(claim(number, text) for number, text in enumerate(texts, 1))))
    assert claims(table) == texts


def test_table_of_an_empty_record_names_its_columns() -> None:
    assert written(extract_of()).decode() == ",".join(COLUMNS) + "\n"


def test_table_is_as_it_always_was(golden: Golden) -> None:
    golden("rich.csv", written(rich_extract()).decode())


def test_losses_are_counted() -> None:
    assert {loss.what: loss.number for loss in losses(rich_extract())} == {
        "relation between claims": 1,
        "link of a statement to what it relies on": 1,
        "item of evidence that bears on several claims: it is read back as one for each": 1,
        "item of evidence that bears on no claim": 1,
        "marks of what is confidential": 2,
        "rows' uids, and when and by whom they were recorded": 16,
        "kind or identity of an actor that says nothing": 1,
        "grade of an actor's reliability": 1,
        "source in which nothing of this was found": 1,
    }


def test_links_of_actors_and_sources_are_losses() -> None:
    links = numbered(1, Membership(actor_id=1, whole_id=2)), numbered(1, Citation(source_id=1, cited_id=2))
    named = [loss.what for loss in losses(extract_of(*links))]
    assert named[:2] == ["link of a source to what it cites", "link of an actor to what it is part of"]


def test_no_loss_is_named_that_is_none() -> None:
    plain = extract_of(claim(1), actor(1), said(1))
    assert [loss.what for loss in losses(plain)] == ["rows' uids, and when and by whom they were recorded"]


@pytest.mark.skipif(not DATA.exists(), reason=f"{DATA.name} is not beside the project")
def test_table_of_what_outlets_said_of_real_rumours_is_read_by_a_mapping() -> None:
    columns: tuple[str, ...] = ("claimHeadline=claim", "source=actor", "articleHeadlineStance=stance")
    found = all_found(
        DATA.read_bytes(), asked(*columns, "articleHeadline=source-title", "url=source-url", values=(STANCES,))
    )
    assert len(found) == 661
    assert len({item.claim for item in found}) == 76
    assert Counter(item.statements[0].stance.value for item in found).total() == 661
    assert not any(item.repairs for item in found)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"  \n\n", b"\xef\xbb\xbf"])
def test_table_with_nothing_in_it_is_refused(content: bytes) -> None:
    with pytest.raises(NotATable):
        read(content)


def test_table_of_columns_alone_has_no_rows() -> None:
    assert read("claim,actor,stance\n") == []


def test_tabs_part_a_table_that_is_said_to_be_so() -> None:
    assert claims("claim\ttags\nOne, two\tx, y\n", form=Incoming.TSV) == ["One, two"]


def test_row_is_read_before_the_next_one_is() -> None:
    """Nothing is read ahead but what tells encoding and delimiter."""
    table = "claim,quote\n" + "".join(f"claim {number},\n" for number in range(10))
    items = iter(all_found(table, asked("claim=claim")))
    assert next(items).claim == "claim 0"


def peak_while_reading(path: Path) -> int:
    """Return the most bytes that were held at once while a table was read and none of its rows was kept."""
    tracemalloc.start()
    try:
        with path.open("rb") as table:
            for _ in reader(Incoming.CSV)(table, asked()):
                pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    row = f'"claim {"x" * 200}",Actor,denies,"said {"y" * 300}"\n'
    peaks = []
    for rows in (4_000, 20_000):
        path.write_text("claim,actor,stance,quote\n" + row * rows, encoding="utf-8")
        peaks.append(peak_while_reading(path))
    assert peaks[1] < peaks[0] * 1.1


SOUND = (
    b"claim,actor,stance,date,quote,source,tags\n"
    b'The pier is shut,Gazette,asserts,2024-05-01,"It is ""shut"", today",https://x.example/1,a; b\n'
    b'"A claim\nof two lines",Riga,denies,03/04/2024,,Morning paper,\n'
    b"Third,Rail,no-comment,,,,c\n"
)


def mutated(content: bytes, chance: random.Random) -> bytes:
    """Return a content in which some bytes were changed, lost, doubled or cut off."""
    table = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(table) or 1)
        match chance.randrange(5):
            case 0:
                table[at : at + 1] = bytes([chance.choice(b'",;\t\n\r\0=\xff\xfe\xe9|')])
            case 1:
                del table[at : at + chance.randint(1, 20)]
            case 2:
                table[at:at] = chance.choice([b'"', b"\xef\xbb\xbf", b"\r", b",,,,", b"\0", b"\xff\xff", b"\n\n"])
            case 3:
                table[at:at] = table[at : at + 40]
            case _:
                del table[at + 1 :]
    return bytes(table)


@pytest.mark.parametrize("form", [Incoming.CSV, Incoming.TSV])
def test_mutated_table_is_rows_and_refusals_or_an_error_in_words(form: Incoming) -> None:
    chance = random.Random(7)
    outcomes: Counter[str] = Counter()
    for _ in range(800):
        try:
            outcomes.update(type(item).__name__ for item in read(mutated(SOUND, chance), form=form))
        except InputError as fault:
            outcomes[type(fault).__name__] += 1
    assert outcomes["Refused"]
    assert outcomes["NoClaimColumn"]


@given(st.binary(max_size=300), st.sampled_from([Incoming.CSV, Incoming.TSV]))
@settings(max_examples=150)
def test_random_bytes_are_rows_and_refusals_or_an_error_in_words(content: bytes, form: Incoming) -> None:
    for ask in (asked(values=("claim:=x",)), asked()):
        try:
            items = read(b"claim,actor,stance,date\n" + content, ask, form=form)
        except InputError:
            continue
        assert all(item.place for item in items)


def test_one_line_of_megabytes_takes_no_more_memory_than_rows_may(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"claim,tags\n" + b"x" * 40_000_000 + b",y\nlast,z\n")
    assert [type(item).__name__ for item in read(path.read_bytes())] == ["Refused", "Found"]
    assert peak_while_reading(path) < 20_000_000
