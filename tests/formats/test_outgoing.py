"""The formats of exports: each writes the nasty extract as its golden file has it, with nothing left to obey."""

import unicodedata
from io import BytesIO

import pytest

from claimtrack.domain.extracts import Extract, Loss
from claimtrack.formats import outgoing
from claimtrack.formats.outgoing import Outgoing
from tests.conftest import Golden
from tests.formats.extracts import CHECKPOINT, desk, nasty, stamped

ENDINGS = {Outgoing.PROV: "prov.jsonld", Outgoing.CSL: "csl.json", Outgoing.DOT: "dot", Outgoing.MERMAID: "mmd"}
HIDDEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}


def written(fmt: Outgoing, extract: Extract) -> str:
    out = BytesIO()
    outgoing.write(fmt, extract, out)
    return out.getvalue().decode()


def losses(fmt: Outgoing, extract: Extract) -> list[Loss]:
    return outgoing.write(fmt, extract, BytesIO())


@pytest.mark.parametrize("fmt", ENDINGS)
def test_nasty_extract_is_written_as_its_golden_file_has_it(fmt: Outgoing, golden: Golden) -> None:
    golden(f"nasty.{ENDINGS[fmt]}", written(fmt, nasty()))


@pytest.mark.parametrize("fmt", ENDINGS)
def test_extract_with_one_of_everything_is_written_as_its_golden_file_has_it(fmt: Outgoing, golden: Golden) -> None:
    golden(f"desk.{ENDINGS[fmt]}", written(fmt, desk()))


@pytest.mark.parametrize("fmt", ENDINGS)
def test_nothing_hidden_but_line_ends_is_written(fmt: Outgoing) -> None:
    assert {sign for sign in written(fmt, nasty()) if unicodedata.category(sign) in HIDDEN} == {"\n"}


@pytest.mark.parametrize("fmt", ENDINGS)
@pytest.mark.parametrize("extract", [nasty(), stamped(checkpoint="")], ids=["nasty", "empty"])
def test_every_export_ends_with_a_line_end(fmt: Outgoing, extract: Extract) -> None:
    assert written(fmt, extract).endswith("\n")


@pytest.mark.parametrize("fmt", sorted(outgoing.WITNESSES & ENDINGS.keys()))
def test_checkpoint_stands_where_a_format_has_a_place_for_it_and_only_if_there_is_one(fmt: Outgoing) -> None:
    assert CHECKPOINT in written(fmt, desk())
    assert "checkpoint " not in written(fmt, stamped(checkpoint=""))


def test_what_pictures_cannot_hold_is_counted() -> None:
    for fmt in (Outgoing.DOT, Outgoing.MERMAID):
        assert losses(fmt, desk()) == [("sources", 2), ("citation between sources", 1), ("tag", 1)]


def test_what_provenance_cannot_hold_is_counted() -> None:
    assert losses(Outgoing.PROV, desk()) == [("notes of when and by whom actors and links were recorded", 15)]


def test_what_bibliographies_cannot_hold_is_counted() -> None:
    assert losses(Outgoing.CSL, desk()) == [
        ("claims", 3),
        ("tag", 1),
        ("relation between claims", 1),
        ("statements", 4),
        ("links by which a statement relies on another", 2),
        ("item of evidence", 1),
        ("bearings of evidence on claims", 2),
        ("verdict", 1),
        ("citation between sources", 1),
        ("links by which an actor is part of another", 3),
        ("actors", 4),
        ("location that is no web address", 1),
    ]


@pytest.mark.parametrize("fmt", ENDINGS)
def test_nothing_is_lost_of_nothing(fmt: Outgoing) -> None:
    assert losses(fmt, stamped(checkpoint="")) == []
