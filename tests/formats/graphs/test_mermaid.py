"""Mermaid: every line is one that was meant, whatever stands in the texts."""

import re
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.checkpoints import checkpoints_in
from claimtrack.domain.extracts import Extract
from claimtrack.domain.records import Claim
from claimtrack.domain.text import safe
from claimtrack.formats.graphs.mermaid import write
from tests.formats.extracts import CHECKPOINT, TEXTS, desk, nasty, stamped

# The lines that are written, and nothing else: no directive, no click, no link, no style of a text's own.
ID = r"(?:c|st|e|v|a)[1-9][0-9]*"
WORDS = r"(?:[^\W_]|[ ,()'\x80-\U0010ffff-]|#[0-9]+;)+"
LABEL = rf'"{WORDS}(?:<br/>{WORDS})*"'
TONE = r"(?:plain|strong|faint|disputed|supported|refuted|open)"
COLOUR = "#[0-9a-f]{6}"
LINES = {
    "comment": r"%% (?:[\w ,.:+/=-]|#[0-9]+;)+",
    "head": "flowchart LR",
    "node": rf"{ID}(?:\[{LABEL}\]|\({LABEL}\)|\[\[{LABEL}\]\]|\{{\{{{LABEL}\}}\}}|\(\[{LABEL}\]\)):::{TONE}",
    "edge": rf'{ID} (?:---|-->|==>|-\.->)(?:\|"{WORDS}"\|)? {ID}',
    "class": rf"classDef (?:{TONE} fill:{COLOUR},stroke:{COLOUR},color:{COLOUR}|context stroke-dasharray:4)",
    "context": rf"class {ID} context",
    "joins": rf"linkStyle [0-9]+(?:,[0-9]+)* stroke:{COLOUR}",
}


def lines_of(extract: Extract) -> list[str]:
    out = BytesIO()
    write(extract, out)
    return out.getvalue().decode().removesuffix("\n").split("\n")


def kinds_of(lines: list[str]) -> list[str]:
    """Return what each line is; every one must be something, and one thing only."""
    found = [[kind for kind, form in LINES.items() if re.fullmatch(form, line)] for line in lines]
    assert [line for line, kinds in zip(lines, found, strict=True) if len(kinds) != 1] == []
    return [kinds[0] for kinds in found]


def shown(label: str) -> str:
    """Return what a label shows: each number is the sign it stands for."""
    return re.sub(r"#([0-9]+);", lambda number: chr(int(number[1])), label)


@pytest.mark.parametrize("extract", [desk(), nasty(), stamped(checkpoint="")], ids=["desk", "nasty", "empty"])
def test_every_line_is_one_that_was_meant(extract: Extract) -> None:
    kinds = kinds_of(lines_of(extract))
    counts = {kind: kinds.count(kind) for kind in ("comment", "head", "context")}
    assert counts == {"comment": 1 + bool(extract.checkpoint), "head": 1, "context": len(extract.context)}


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_one_label_that_shows_it(text: str) -> None:
    (line,) = (line for line in lines_of(stamped(Claim(slug="x", text=text, folded="x"))) if line.startswith("c1"))
    label = line.removeprefix('c1["').removesuffix('"]:::disputed')
    assert shown(label) == f"c1 · ⚑ disputed<br/>{safe(text)}"


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_any_text_is_one_label_that_shows_it(text: str) -> None:
    lines = lines_of(stamped(Claim(slug="x", text=text, folded="x")))
    kinds_of(lines)
    (line,) = (line for line in lines if line.startswith("c1"))
    assert shown(line) == f'c1["c1 · ⚑ disputed<br/>{safe(text)}"]:::disputed'


def test_edges_are_coloured_by_their_numbers() -> None:
    lines = lines_of(desk())
    edges = [line for line, kind in zip(lines, kinds_of(lines), strict=True) if kind == "edge"]
    refuted = next(line for line in lines if line.endswith("stroke:#b83a26") and line.startswith("linkStyle"))
    assert [edges[int(number)] for number in refuted.split()[1].split(",")] == ["st2 --> c1"]


def test_comment_is_a_witness() -> None:
    assert [str(one) for one in checkpoints_in("\n".join(lines_of(desk())))] == [CHECKPOINT]
