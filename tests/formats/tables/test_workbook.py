"""Workbooks: values as spreadsheets show them, nothing computed, ours read back, hostile ones refused in words."""

import io
import random
from collections import Counter
from datetime import date, datetime, time
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook

from claimtrack.domain.extracts import Extract, Loss
from claimtrack.errors.base import InputError
from claimtrack.errors.tables import NoClaimColumn, NoSheet, NotATable, NotAWorkbook, UnknownColumn
from claimtrack.formats.incoming import Incoming
from claimtrack.formats.outgoing import Outgoing, write
from claimtrack.formats.tables.fields import SHEETS
from tests.formats.documents import NASTY
from tests.formats.tables.books import SHEET, book, mutated, replaced, saved, sheet_xml, text_cell, with_formula
from tests.formats.tables.conftest import MapFile
from tests.formats.tables.extracts import actor as an_actor
from tests.formats.tables.extracts import claim, extract_of, extracts, rich_extract, said, told, told_by
from tests.formats.tables.reading import STANCES, all_found, asked, claims, read, refused, statement

XLSX = Incoming.XLSX


def written(extract: Extract) -> bytes:
    out = io.BytesIO()
    write(Outgoing.XLSX, extract, out)
    return out.getvalue()


def losses(extract: Extract) -> list[Loss]:
    return write(Outgoing.XLSX, extract, io.BytesIO())


def test_sheet_is_read_as_a_table() -> None:
    content = book([["headline", "outlet", "position"], ["The pier is shut", "Gazette", "for"]])
    ask = asked("headline=claim", "outlet=actor", "position=stance", values=(STANCES,))
    (item,) = all_found(content, ask, form=XLSX)
    assert (item.place, item.raw) == ("sheet Sheet1, line 2", "The pier is shut,Gazette,for")
    assert statement(item).by.name == "Gazette"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (date(2024, 5, 1), "2024-05-01"),
        # Without a zone, of which spreadsheets know none.
        (datetime.fromisoformat("2024-05-01T00:00:00"), "2024-05-01"),
        (datetime.fromisoformat("2024-05-01T12:30:00"), "2024-05-01T12:30:00"),
        (time(12, 30), "12:30:00"),
        (5, "5"),
        (5.0, "5"),
        (0.1 + 0.2, "0.3"),
        (1e300, "1e+300"),
        (True, "TRUE"),
        (False, "FALSE"),
        ("=1+1'"[1:], "1+1'"),
    ],
)
def test_value_is_text_as_the_spreadsheet_shows_it(value: object, text: str) -> None:
    assert claims(book([["claim"], [value]]), form=XLSX) == [text]


def test_truth_value_is_a_label_word_for_word() -> None:
    (item,) = all_found(book([["claim", "reviewer", "rating"], ["x", "Desk", False]]), form=XLSX)
    assert item.verdicts[0].rating.value == "false"


def test_formula_is_read_as_the_value_that_the_spreadsheet_kept() -> None:
    (item,) = all_found(with_formula('="har"&"bour"', "harbour"), form=XLSX)
    assert item.tags == ("harbour",)


def test_formula_whose_value_is_not_in_the_file_is_refused() -> None:
    content = book([["claim", "tags"], ["The pier is shut", "=A2"], ["=A2", None]])
    found = [refused(item) for item in read(content, form=XLSX)]
    assert [item.place for item in found] == ["sheet Sheet1, line 2", "sheet Sheet1, line 3"]
    assert "the cell of the tags holds a formula whose value is not in the file" in found[0].reason


def test_formula_in_a_column_that_means_nothing_harms_no_row() -> None:
    assert claims(book([["claim", "note"], ["The pier is shut", "=A2"]]), form=XLSX) == ["The pier is shut"]


def test_error_value_is_refused() -> None:
    (item,) = read(with_formula("=1/0", "#DIV/0!"), form=XLSX)
    assert refused(item).reason.startswith("the cell of the tags has the error #DIV/0!")


def test_merged_cell_says_the_same_of_every_row_that_it_spans() -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for row in (["claim", "actor", "stance"], ["First", "X", "asserts"], [None, "Y", "denies"], [None, None, None]):
        sheet.append(row)
    sheet.append(["Second", "Z", "asserts"])
    sheet.merge_cells("A2:A4")
    found = all_found(saved(workbook), form=XLSX)
    assert [item.claim for item in found] == ["First", "First", "Second"]
    assert [[repair.done for repair in item.repairs] for item in found] == [[], ["taken from line 2"], []]
    assert found[1].raw == "First,Y,denies"


def test_blank_rows_are_passed_over_wherever_they_stand() -> None:
    content = book([[None], ["", " "], ["claim", "tags"], [None, None], ["One", "x"], ["  ", None], ["Two"]])
    assert [item.place for item in read(content, form=XLSX)] == ["sheet Sheet1, line 5", "sheet Sheet1, line 7"]


def test_rows_far_down_are_read_without_those_between() -> None:
    rows = f'<row r="1">{text_cell("A1", "claim")}</row><row r="1048576">{text_cell("A1048576", "Last")}</row>'
    assert claims(replaced(book([["x"]]), {SHEET: sheet_xml(rows)}), form=XLSX) == ["Last"]


def test_rows_beyond_what_a_file_says_of_itself_are_read() -> None:
    rows = "".join(f'<row r="{n}">{text_cell(f"A{n}", "claim")}{text_cell(f"B{n}", "tags")}</row>' for n in (1, 2))
    content = replaced(book([["x"]]), {SHEET: sheet_xml(rows, dimension='<dimension ref="A1:A1"/>')})
    assert [(item.claim, item.tags) for item in all_found(content, form=XLSX)] == [("claim", ("tags",))]


def test_every_sheet_that_holds_claims_is_read_and_no_other() -> None:
    content = book(
        [["year", "notes"], ["2024", "none"]],
        [["claim"], ["One"]],
        [["claim"], ["Two"]],
        names=["About", "2023", "2024"],
    )
    assert [(item.place, item.claim) for item in all_found(content, form=XLSX)] == [
        ("sheet 2023, line 2", "One"),
        ("sheet 2024, line 2", "Two"),
    ]


def test_hidden_sheet_is_not_read() -> None:
    workbook = Workbook()
    workbook.worksheets[0].append(["claim"])
    workbook.worksheets[0].append(["Shown"])
    hidden = workbook.create_sheet("Hidden")
    hidden.sheet_state = "hidden"
    hidden.append(["claim"])
    hidden.append(["Not shown"])
    assert claims(saved(workbook), form=XLSX) == ["Shown"]


def test_map_file_names_the_sheet(map_file: MapFile) -> None:
    content = book([["claim"], ["One"]], [["claim"], ["Two"]], names=["2023", "2024"])
    assert claims(content, asked(map_file=map_file('sheet = "2024"')), form=XLSX) == ["Two"]
    with pytest.raises(NoSheet) as unknown:
        read(content, asked(map_file=map_file('sheet = "2025"')), form=XLSX)
    assert unknown.value.hint == "its sheets are: 2023, 2024"


def test_sheet_that_holds_claims_and_lacks_a_column_is_told_by_name() -> None:
    content = book([["claim", "by"], ["x", "X"]], [["claim", "from"], ["y", "Y"]], names=["2023", "2024"])
    with pytest.raises(UnknownColumn) as unknown:
        read(content, asked("claim=claim", "by=actor", values=("stance:=asserts",)), form=XLSX)
    assert unknown.value.message == "sheet 2024 has no column 'by'"


def test_workbook_without_claims_shows_its_columns() -> None:
    with pytest.raises(NoClaimColumn) as unknown:
        read(book([["headline", "outlet"], ["x", "y"]]), form=XLSX)
    assert "headline, outlet" in unknown.value.hint


def test_empty_workbook_is_refused() -> None:
    with pytest.raises(NotATable):
        read(book([]), form=XLSX)


@given(extracts())
@settings(max_examples=15, deadline=None)
def test_workbook_of_ours_is_read_back_as_the_same_records(extract: Extract) -> None:
    found = [told(item) for item in all_found(written(extract), form=XLSX)]
    recorded = list(told_by(extract))
    assert Counter(one[-1] for one in found if one[-1]) == Counter(one[-1] for one in recorded if one[-1])
    assert {one[:4] for one in recorded} <= {one[:4] for one in found}


def test_nasty_texts_are_read_back_to_the_letter() -> None:
    texts = [text.strip() for text in (*NASTY, "_x0041_", "_x005F_", "a_x000D_b", "#REF!", "#N/A")]
    content = written(extract_of(*(claim(number, text) for number, text in enumerate(texts, 1))))
    assert claims(content, form=XLSX) == texts


def test_sheets_have_their_columns_and_what_stands_on_record() -> None:
    workbook = load_workbook(io.BytesIO(written(rich_extract())))
    rows = {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in workbook.worksheets}
    assert {name: columns[0] for name, columns in rows.items()} == SHEETS
    assert {name: [row[0] for row in found[1:]] for name, found in rows.items()} == {
        "Claims": ["c1", "c2"],
        "Statements": ["st1", "st2"],
        "Evidence": ["e1", "e1"],
        "Verdicts": ["v1"],
        "Sources": ["s1", "s2"],
        "Actors": ["a1", "a2"],
    }
    assert rows["Actors"][1] == ("a1", "City of Riga", "government", None, "B")
    assert workbook.properties.description == rich_extract().checkpoint


def test_no_cell_of_ours_is_a_formula_or_a_link_or_becomes_one_by_editing() -> None:
    texts = [text.strip() for text in NASTY]
    rows = [
        row for n, text in enumerate(texts, 1) for row in (claim(n, text), an_actor(n, text), said(n, about=n, by=n))
    ]
    content = written(extract_of(*rows))
    for sheet in load_workbook(io.BytesIO(content)).worksheets:
        cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]
        assert {cell.data_type for cell in cells} <= {"s"}
        assert all(cell.quotePrefix and cell.number_format == "@" and cell.hyperlink is None for cell in cells)
    with ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    assert not any(b"<f>" in part or b"hyperlink" in part for part in parts.values())
    assert not any("externalLink" in name or "vba" in name.lower() for name in parts)


def test_heading_stays_in_sight_and_long_texts_are_wrapped() -> None:
    sheet = load_workbook(io.BytesIO(written(rich_extract()))).worksheets[0]
    assert sheet.freeze_panes == "A2"
    assert sheet["B2"].alignment.wrap_text
    assert sheet.column_dimensions["B"].width > 50


def test_same_extract_gives_the_same_bytes() -> None:
    assert written(rich_extract()) == written(rich_extract())
    with ZipFile(io.BytesIO(written(rich_extract()))) as archive:
        assert {part.date_time[0] for part in archive.infolist()} == {1980}


def test_text_longer_than_a_cell_is_cut_and_counted() -> None:
    long = claim(1, "\U0001f600" * 16_000 + "\u200b" * 4_000 + "end")
    (text,) = claims(written(extract_of(long, claim(2))), form=XLSX)[:1]
    assert text.startswith("\U0001f600" * 100)
    assert text.endswith(f" [cut here, of {16_000 + 8 * 4_000 + 3:,} characters]")
    assert losses(extract_of(long, claim(2)))[-1] == Loss(
        "text beyond the 32,767 characters of a cell, which is cut there", 1
    )


def test_losses_are_counted() -> None:
    assert {loss.what: loss.number for loss in losses(rich_extract())} == {
        "relation between claims": 1,
        "link of a statement to what it relies on": 1,
        "item of evidence that bears on several claims: it is read back as one for each": 1,
        "item of evidence that bears on no claim": 1,
        "marks of what is confidential": 2,
        "rows' uids, and when and by whom they were recorded": 16,
    }


@pytest.mark.parametrize(
    "content", [b"", b"claim\nx\n", b"PK\x03\x04", b"PK\x05\x06" + b"\0" * 18, b"\xd0\xcf\x11\xe0"]
)
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(NotAWorkbook):
        read(content, form=XLSX)


def test_mutated_workbook_is_rows_and_refusals_or_an_error_in_words() -> None:
    sound = book(
        [
            ["claim", "actor", "stance", "date", "tags"],
            *([f"Claim {n}", "Gazette", "asserts", date(2024, 5, n), n / 3] for n in range(1, 5)),
            ["Last", "Rail", "denies", "2024-05", True],
        ]
    )
    sources = (sound, written(rich_extract()), with_formula("=1+1", 2))
    chance, outcomes = random.Random(26), Counter[str]()
    for _ in range(500):
        try:
            outcomes.update(type(item).__name__ for item in read(mutated(chance.choice(sources), chance), form=XLSX))
        except InputError as fault:
            outcomes[type(fault).__name__] += 1
    assert outcomes["Found"]
    assert outcomes["NotAWorkbook"]
