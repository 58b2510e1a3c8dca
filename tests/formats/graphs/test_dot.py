"""DOT: Graphviz and another parser read it as it was meant, whatever stands in the texts."""

import json
import shutil
import subprocess
import xml.etree.ElementTree as ET
from html import unescape
from io import BytesIO

import pydot
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.checkpoints import checkpoints_in
from claimtrack.domain.extracts import Extract
from claimtrack.domain.records import Claim
from claimtrack.domain.text import safe
from claimtrack.formats.graphs.dot import write
from tests.formats.extracts import CHECKPOINT, TEXTS, desk, nasty, stamped

needs_graphviz = pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not on this machine")


def text_of(extract: Extract) -> str:
    out = BytesIO()
    write(extract, out)
    return out.getvalue().decode()


def drawn(extract: Extract, form: str) -> str:
    """Return what Graphviz makes of an extract; it must not complain."""
    done = subprocess.run(
        ["dot", f"-T{form}"], input=text_of(extract), capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr == ""
    return done.stdout


def one_claim(text: str) -> Extract:
    return stamped(Claim(slug="x", text=text, folded="x"))


def words(label: str) -> str:
    """Return a label's words without what wraps them: it may break a long word, too."""
    return "".join(label.split())


def shown(quoted: str) -> str:
    """Return what a quoted label shows, by the rules of the language: what a backslash and an entity stand for."""
    text, signs = "", iter(quoted[1:-1])
    for sign in signs:
        following = next(signs) if sign == "\\" else ""
        text += "\n" if following == "l" else following or sign
    return unescape(text)


@pytest.mark.filterwarnings("ignore:.* deprecated - use:DeprecationWarning")  # pydot calls pyparsing by older names
@pytest.mark.parametrize("text", TEXTS)
def test_text_is_one_label_and_nothing_else_to_a_parser(text: str) -> None:
    (graph,) = pydot.graph_from_dot_data(text_of(one_claim(text))) or []
    (claim,) = (node for node in graph.get_nodes() if node.get_name() not in ("graph", "node", "edge"))
    assert claim.get_attributes().keys() == {"shape", "style", "fillcolor", "color", "label"}
    assert words(shown(claim.get_attributes()["label"])) == words(f"c1·⚑disputed{safe(text)}")
    assert graph.get_edges() == []


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=60))
def test_any_text_stays_within_its_quotes(text: str) -> None:
    (line,) = (line for line in text_of(one_claim(text)).splitlines() if line.startswith("  c1 "))
    label = line.partition(" label=")[2].removesuffix("]")
    assert words(shown(label)) == words(f"c1·⚑disputed{safe(text)}")
    assert label.replace("\\\\", "").replace('\\"', "").count('"') == 2


@needs_graphviz
def test_graphviz_shows_every_nasty_text_as_it_is() -> None:
    claims = stamped(*(Claim(slug="x", text=text, folded="x") for text in TEXTS))
    objects = json.loads(drawn(claims, "json"))["objects"]
    labels = {one["name"]: "".join(part.get("text", "") for part in one["_ldraw_"]) for one in objects}
    for n, text in enumerate(TEXTS, 1):
        assert words(labels[f"c{n}"]) == words(f"c{n}·⚑disputed{safe(text)}")


@needs_graphviz
@pytest.mark.parametrize("extract", [desk(), nasty()], ids=["desk", "nasty"])
def test_picture_made_by_graphviz_loads_and_runs_nothing(extract: Extract) -> None:
    root = ET.fromstring(drawn(extract, "svg"))
    assert {element.tag.rpartition("}")[2] for element in root.iter()} <= {
        "svg", "g", "title", "polygon", "polyline", "path", "text", "ellipse",
    }  # fmt: skip
    assert not [name for element in root.iter() for name in element.attrib if "href" in name or name.startswith("on")]


@needs_graphviz
def test_picture_made_by_graphviz_is_a_witness() -> None:
    assert [str(one) for one in checkpoints_in(drawn(desk(), "svg"))] == [CHECKPOINT]
    assert [str(one) for one in checkpoints_in(text_of(desk()))] == [CHECKPOINT]


def test_whole_stands_before_its_parts_and_those_that_are_part_of_nothing_below_each_other() -> None:
    text = text_of(desk())
    assert '  a5 -> a1 [style=bold dir=back arrowtail=vee color="#1f2933" label="part-of"]' in text
    assert text.endswith("  {rank=same a3 a4 a5}\n}\n")
