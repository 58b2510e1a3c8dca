"""Encodings: Unicode is known by its marks or its form, anything else is guessed and said to be."""

import codecs
import io
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.errors.tables import NotATable
from claimtrack.formats.tables.encodings import encoding_of, rereadable
from tests.formats.tables.conftest import MapFile
from tests.formats.tables.reading import asked, claims, one_found, read, refused

GERMAN = "claim,tags\nDer Präsident hat die Brücke gesperrt,müde\nL'été est arrivé à Noël,été\n"
TEXTS = {
    "cp1252": GERMAN,
    "cp1250": "claim,tags\nPrezydent zamknął most na Wiśle w środę,Łódź\nŽluťoučký kůň pěl ďábelské ódy,Šárka\n",
    "cp1251": "claim,tags\nПрезидент закрыл мост,Иванов\nМост открыт для движения,Петров\n",
    "cp1253": "claim,tags\nΗ γέφυρα είναι κλειστή,Αθήνα\n",
    "cp932": "claim,tags\n橋は閉鎖されました,田中\nこれは真実ではありません,鈴木\n",
    "gb18030": "claim,tags\n大桥今天关闭了,李明\n这不是真的,王伟\n",
    "cp949": "claim,tags\n다리가 폐쇄되었다,김철수\n사실이 아니다,이영희\n",
}


def first_claim(text: str) -> str:
    return text.splitlines()[1].partition(",")[0]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_unicode_is_read_without_a_word(encoding: str, text: str) -> None:
    item = read(text.encode(encoding))[0]
    assert (item.place, item[2], item[-1]) == ("line 2", first_claim(text), ())


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_BE, codecs.BOM_UTF16_LE])
def test_utf16_is_read_in_either_order_of_bytes(mark: bytes) -> None:
    order = "utf-16-be" if mark == codecs.BOM_UTF16_BE else "utf-16-le"
    assert claims(mark + GERMAN.encode(order))[0] == first_claim(GERMAN)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark_is_seen_by_its_zeros(encoding: str) -> None:
    assert claims(GERMAN.encode(encoding))[0] == first_claim(GERMAN)


@pytest.mark.parametrize(("encoding", "text"), TEXTS.items())
def test_what_is_no_unicode_is_read_as_the_likeliest_and_said_to_be(encoding: str, text: str) -> None:
    items = read(text.encode(encoding))
    assert items[0][2] == first_claim(text)
    repairs = [(repair.field, repair.done) for repair in items[0][-1] if not isinstance(repair, str)]
    assert repairs == [("encoding", f"read as {encoding.upper()}")]


def test_row_of_ascii_alone_is_the_same_in_any_guess_and_not_repaired() -> None:
    plain, other = read("claim\nA bridge\nA café\n".encode("cp1252"))
    assert plain[-1] == ()
    assert other[-1] != ()


def test_first_bytes_beyond_ascii_may_come_late() -> None:
    late = b"claim\n" + b"A bridge is closed\n" * 40_000 + "Le café est fermé\n".encode("cp1252")
    assert read(late)[-1][2] == "Le café est fermé"


def test_utf8_with_a_fault_stays_utf8_and_loses_the_faulty_row_only() -> None:
    lines = [f"{claim}".encode() for claim in ("claim", "Brücke eins", "Brücke zwei", "Brücke drei")]
    table = b"\n".join([*lines[:2], b"Br\xfccke", *lines[2:]])
    first, faulty, *rest = read(table)
    assert (first[2], [item[2] for item in rest]) == ("Brücke eins", ["Brücke zwei", "Brücke drei"])
    assert refused(faulty).reason.startswith("the row holds bytes that are not UTF-8")


def test_user_may_say_the_encoding(map_file: MapFile) -> None:
    table = "claim\nModré kolo\n".encode("cp852")
    assert one_found(table, asked(map_file=map_file('encoding = "cp852"'))).claim == "Modré kolo"


@pytest.mark.parametrize("name", ["klingon", "base64", "idna\\u0000"])
def test_encoding_that_nobody_knows_is_refused(name: str, map_file: MapFile) -> None:
    with pytest.raises(NotATable) as unknown:
        read("claim\nx\n", asked(map_file=map_file(f'encoding = "{name}"')))
    assert "nobody knows the encoding" in unknown.value.message


@pytest.mark.parametrize(
    ("head", "what"),
    [(b"PK\x03\x04", "XLSX"), (b"\x1f\x8b\x08", "unpack"), (b"\xd0\xcf\x11\xe0", "old workbook"), (b"%PDF-1.4", "PDF")],
)
def test_what_is_no_text_is_refused_by_what_it_is(head: bytes, what: str) -> None:
    with pytest.raises(NotATable) as other:
        read(head + b"\0" * 100)
    assert what.lower() in other.value.message.lower()


def test_pipe_is_read_as_a_file_is() -> None:
    out, into = os.pipe()
    os.write(into, GERMAN.encode("cp1252"))
    os.close(into)
    with os.fdopen(out, "rb") as pipe, rereadable(pipe) as table:
        assert encoding_of(table, origin="-").name == "cp1252"
        assert table.read() == GERMAN.encode("cp1252")


@given(st.binary(max_size=200))
def test_any_bytes_have_an_encoding_that_decodes_them(content: bytes) -> None:
    try:
        encoding = encoding_of(io.BytesIO(content), origin="t.csv")
    except NotATable:
        return
    content.decode(encoding.name, encoding.errors)
