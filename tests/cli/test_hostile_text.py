"""Hostile text in every field: nothing reaches the terminal raw, nothing is read as markup, JSON keeps it exactly."""

import csv
import html.parser
import json
import shutil
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from claimtrack.cli.sections import MODULES
from claimtrack.formats.registry import Format
from claimtrack.services import workspace
from claimtrack.store import search
from tests.conftest import Cli
from tests.others import another_program, storable

HOSTILE = (
    "=cmd|' /C calc'!A0 \x1b[2J\x1b[31mCONFIRMED\x1b[0m \x1b]0;title\x07 \x1b]52;c;aGk=\x07 \x1b]8;;http://x\x1b\\y"
    " \x9b31m \x00 \x7f \u202egnp.exe\u202c \u200b\u2066\u2069 \ufeff \u2028 \u3164 [red]r[/red] [/x] [link=http://e]l"
    " :bomb: <script>alert(1)</script> <img src=x onerror=alert(1)> [a](javascript:alert(1)) | `x` \r\nnew line"
)
# The free-text columns of every table; days, vocabularies, ids, slugs and keys are checked by the database.
FIELDS = {
    "actor": ["name", "recorded_by"],
    "alias": ["name"],
    "claim": ["text", "recorded_by", "event"],
    "tag": ["name"],
    "source": ["title", "location", "published"],
    "statement": ["quote", "place", "said", "recorded_by"],
    "evidence": ["text", "location", "place", "published"],
    "verdict": ["label", "location", "published", "score", "rationale"],
    "original": ["origin", "place", "raw"],
    "operation": ["by", "reason"],
    "checkpoint": ["origin"],
}
KEYS = {"operation": "number", "checkpoint": "'1'"}
READS = [
    ["report"],
    ["report", "--disputed"],
    ["list"],
    ["matrix"],
    ["matrix", "--implied"],
    ["show", "c1"],
    ["show", "st1"],
    ["show", "v1"],
    ["why", "c1"],
    ["why", "c1", "--chains"],
    ["show", "st3"],
    ["evidence", "list"],
    ["evidence", "show", "e1"],
    ["source", "list"],
    ["source", "show", "s1"],
    ["actor", "list"],
    ["actor", "show", "a1"],
    ["actor", "show", "a3"],
    ["timeline"],
    ["timeline", "c1"],
    ["diff", "--from", "2020-01-01", "--to", "2024-06-01"],
    ["rating", "show", HOSTILE.replace("\0", "")],
    ["rating", "map", "--publisher", "snopes.com"],
    ["review"],
    ["find", "x"],
    ["find", "cmd*", "--in", "sources"],
    ["find", HOSTILE],
    ["similar", "c1"],
    ["similar", HOSTILE.replace("\0", "")],
    ["log"],
    ["log", "c1"],
    ["verify"],
    ["doctor"],
    ["lint", "c1"],
]
EXPORTS = ["csv", "claimreview", "prov", "csl", "dot", "mermaid"]
WRITES = [
    ["add", "x", "--asserted-by", "a1", "--source", "s1"],
    *([verb, "c1", "--by", "a3"] for verb in ("assert", "deny", "suggest", "doubt", "relay", "retract", "no-comment")),
    ["verdict", "c1", "--by", "a3", "--rating", "true"],
    ["link", "c1", "contradicts", "c2"],
    ["link", "st2", "relies-on", "st1"],
    ["assert", "c1", "--by", "a3", "--relies-on", "st1"],
    ["tag", "c1", "more"],
    ["evidence", "add", "x", "--supports", "c1", "--source", "s1"],
    ["source", "add", "x", "--publisher", "a1"],
    ["actor", "add", "x", "--part-of", "a1"],
    ["actor", "alias", "a1", "y"],
    ["actor", "merge", "a1", "a2"],
    ["edit", "c1", "--text", "new"],
    ["edit", "a1", "--name", "new"],
    ["withdraw", "c1", "--reason", "x"],
    ["confidential", "s1", "--reason", "x"],
    *(["redact", ref, "--reason", "x"] for ref in ("c1", "st1", "e1", "s1", "a1", "v1")),
    ["export", "tables", "-o", "x.svg"],
    ["export", "bundle"],
    ["merge", "other.db"],
    ["merge", "other.db", "--theirs"],
    ["checkpoint"],
    ["prove", "c1"],
    ["check-proof", "c1.proof"],
    ["keygen", "x\x1b[2J\u202e.key"],
    ["review", "accept", "a1", "a2"],
    ["review", "reject", "c1", "c2"],
    ["import", "hostile.csv", "--keep-good", "--report", "told.jsonl"],
    ["undo"],
    ["redo"],
    ["migrate"],
    ["migrate", "--dry-run"],
    ["backup", "copy.db"],
    ["copy-to", "copied.db"],
]


@pytest.fixture
def hostile(desk: Cli, desk_database: Path, tmp_path: Path) -> Cli:
    with another_program(tmp_path / "claimtrack.db") as connection:
        for table, columns in FIELDS.items():
            key = KEYS.get(table, "id")
            texts = ", ".join(f"{column} = :hostile || {key}" for column in columns)
            connection.execute(f"UPDATE {table} SET {texts}", {"hostile": storable(HOSTILE)})
    workspace.write(None, search.fill)  # so that these texts are found
    mine = tmp_path / "claimtrack.db"
    shutil.copyfile(mine if mine.exists() else desk_database, tmp_path / "other.db")  # the one on a server is no file
    cells = [HOSTILE, f"{HOSTILE} outlet", "asserts"]
    with (tmp_path / "hostile.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["claim", "actor", "stance"], cells, [HOSTILE, HOSTILE, HOSTILE]])
    return desk


def raw(text: str) -> set[str]:
    """Return what a terminal would obey, or would not show, in a text."""
    hidden = {sign for sign in text if unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"}}
    return (hidden | {sign for sign in text if sign == "\u3164"}) - {"\n"}


def test_every_command_is_tried() -> None:
    assert set(MODULES) == {command[0] for command in READS + WRITES} | {"demo"}


@pytest.mark.parametrize("fmt", [None, *Format])
@pytest.mark.parametrize("command", READS, ids=" ".join)
def test_a_read_prints_nothing_raw_in_any_format(hostile: Cli, command: list[str], fmt: Format | None) -> None:
    ran = hostile(*command, *(["--format", fmt.value] if fmt else []))
    is_verified = command[0] in {"verify", "doctor"}  # these texts were not recorded by the program
    assert ran.code == (4 if is_verified else 0), ran.err
    assert raw(ran.out + ran.err) == set()


def test_hostile_texts_are_among_what_is_found(hostile: Cli) -> None:
    for command in (["find", "calc"], ["similar", HOSTILE.replace("\0", "")]):
        assert json.loads(hostile(*command, "--format", "json").out), command


@pytest.mark.parametrize("fmt", EXPORTS)
def test_an_export_prints_nothing_raw(hostile: Cli, fmt: str) -> None:
    ran = hostile("export", fmt)
    assert ran.code == 0, ran.err
    assert raw(ran.out + ran.err) == set()


@pytest.mark.parametrize("command", WRITES, ids=" ".join)
def test_a_write_prints_nothing_raw(hostile: Cli, command: list[str]) -> None:
    ran = hostile(*command)
    refused = {
        "backup": (5,),
        "copy-to": (5,),
        "prove": (4, 5),
    }  # nothing is proven of what was forged, and no copy of it is a backup
    assert ran.code in refused.get(command[0], (0, 2, 3)), ran.err
    assert raw(ran.out + ran.err) == set()
    assert "Traceback" not in ran.err


@pytest.mark.parametrize("command", [["show"], ["report", "--actor"], ["assert", "c1", "--by"], ["add"], ["--"], []])
def test_hostile_words_on_the_command_line_come_back_safe(desk: Cli, command: list[str]) -> None:
    ran = desk(*command, HOSTILE.replace("\x00", ""))
    assert ran.code in (2, 3)
    assert raw(ran.out + ran.err) == set()


def test_json_keeps_the_exact_text(hostile: Cli) -> None:
    assert json.loads(hostile("show", "c1", "--format", "json").out)["claim"] == f"{storable(HOSTILE)}1"
    assert json.loads(hostile("report", "--format", "jsonl").out.splitlines()[0])["claim"].startswith(storable(HOSTILE))


def test_provenance_and_bibliographies_keep_the_exact_text(hostile: Cli) -> None:
    text = storable(HOSTILE)
    nodes = {node.get("dcterms:identifier"): node for node in json.loads(hostile("export", "prov").out)["@graph"]}
    assert nodes["c1"]["rdfs:label"] == f"{text}1"
    assert nodes["st1"]["prov:value"].startswith(text)
    (item,) = json.loads(hostile("export", "csl").out)
    assert (item["title"], item["issued"]) == (f"{text}1", {"literal": f"{text}1"})
    assert "URL" not in item


def test_graphs_hold_no_live_markup(hostile: Cli) -> None:
    chart = hostile("export", "mermaid").out.splitlines()
    comments = [line for line in chart if line.startswith("%% ")]
    lines = [line for line in chart if line not in comments]
    assert not any("<" in line or "%" in line[3:] for line in comments)
    assert not any(mark in line for line in lines for mark in ("<script", "<img", "javascript:", "](", "`", "%%"))
    assert not any(line.startswith("click") for line in lines)


def test_markup_is_not_read_in_a_table(hostile: Cli) -> None:
    out = "".join(hostile("report").out.split())
    for mark in ("[red]r[/red]", "[/x]", ":bomb:", "<script>"):
        assert mark in out


def test_no_cell_of_a_csv_runs(hostile: Cli) -> None:
    for command in (["report"], ["show", "c1"], ["actor", "list"], ["source", "list"], ["evidence", "list"]):
        rows = csv.reader(hostile(*command, "--format", "csv").out.splitlines())
        assert [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


class Live(html.parser.HTMLParser):
    """Collects what of a page could load or run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag that could load or run something."""
        if tag in {"script", "img", "iframe", "link", "object", "a", "svg"}:
            self.found.append(tag)
        self.found += [name for name, _ in attrs if name.startswith("on") or name in {"src", "href"}]


@pytest.mark.parametrize("command", READS, ids=" ".join)
def test_nothing_in_a_page_runs_or_loads(hostile: Cli, command: list[str]) -> None:
    live = Live()
    live.feed(hostile(*command, "--format", "html").out)
    assert live.found == []


def test_markdown_holds_no_live_markup(hostile: Cli) -> None:
    out = hostile("show", "c1", "--format", "md").out
    assert "<script" not in out
    assert "](" not in out.replace("\\](", "").replace("]\\(", "")
    assert "javascript:alert(" not in out


def test_a_picture_of_hostile_text_parses_and_loads_nothing(hostile: Cli, tmp_path: Path) -> None:
    assert hostile("export", "tables", "-o", "x.svg").code == 0
    root = ET.parse(tmp_path / "x.svg").getroot()
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
        "svg", "title", "style", "defs", "clipPath", "rect", "g", "text", "circle",
    }  # fmt: skip
    assert not [name for element in root.iter() for name in element.attrib if "href" in name or name.startswith("on")]
