"""Writes a picture in the DOT language, which Graphviz draws."""

from textwrap import wrap
from typing import BinaryIO

from claimtrack.domain.extracts import Extract, Loss
from claimtrack.domain.references import Kind
from claimtrack.formats.graphs.picture import COLOURS, INK, Edge, Join, Node, picture

_FONT = 'fontname="Helvetica,Arial,sans-serif"'
_FAINT = "#5f6b7a"
_SHAPES = {
    Kind.CLAIM: 'shape=box style="filled,bold"',
    Kind.STATEMENT: 'shape=box style="filled,rounded"',
    Kind.EVIDENCE: "shape=note style=filled",
    Kind.VERDICT: "shape=tab style=filled",
    Kind.ACTOR: 'shape=box style="filled,rounded" penwidth=0.5',
}
_JOINS = {
    Join.SPEAKS: "dir=none",
    Join.BEARS: "penwidth=1.4",
    Join.RELATES: "style=bold arrowhead=vee",
    Join.PART_OF: "style=bold dir=back arrowtail=vee",
    Join.RELIES: "style=dashed arrowhead=vee constraint=false",
}
_WIDTHS = {Kind.CLAIM: 34, Kind.ACTOR: 22}  # characters; Graphviz breaks no line itself
_NARROW = 28
# What a quoted string, its escape sequences and the entities of HTML would take for something else.
_ESCAPES = str.maketrans({"\\": r"\\", '"': r"\"", "&": "&amp;"})


def write(extract: Extract, out: BinaryIO) -> list[Loss]:
    """Write a directed graph from left to right, and return what is not in it."""
    drawn = picture(extract)
    parts = {edge.start for edge in drawn.edges if edge.join is Join.PART_OF}
    tops = [node.name for node in drawn.nodes if node.kind is Kind.ACTOR and node.name not in parts]
    caption = f'label={_label(drawn.caption)} labelloc=b labeljust=l fontsize=9 fontcolor="{_FAINT}"'
    lines = [
        "digraph claimtrack {",
        f"  graph [rankdir=LR nodesep=0.18 ranksep=0.55 bgcolor=white {_FONT} {caption}]",
        f'  node [{_FONT} fontsize=10 fontcolor="{INK}" margin="0.12,0.07"]',
        f'  edge [{_FONT} fontsize=9 fontcolor="{INK}" arrowsize=0.7]',
        *map(_node, drawn.nodes),
        *map(_edge, drawn.edges),
        f"  {{rank=same {' '.join(tops)}}}",
        "}",
    ]
    out.write(("\n".join(lines) + "\n").encode())
    return list(drawn.losses)


def _node(node: Node) -> str:
    fill, border = COLOURS[node.tone]
    lines = tuple(part for line in node.lines for part in _wrapped(line, _WIDTHS.get(node.kind, _NARROW)))
    shape = 'shape=box style="filled,dashed"' if node.is_context else _SHAPES[node.kind]
    return f'  {node.name} [{shape} fillcolor="{fill}" color="{border}" label={_label(lines)}]'


def _edge(edge: Edge) -> str:
    words = f" label={_label((edge.words,))}" if edge.words else ""
    ends = (edge.start, edge.end) if edge.join is not Join.PART_OF else (edge.end, edge.start)  # a whole stands first
    return f'  {" -> ".join(ends)} [{_JOINS[edge.join]} color="{COLOURS[edge.tone][1]}"{words}]'


def _label(lines: tuple[str, ...]) -> str:
    r"""Return lines as a quoted string; `\l` ends a line that begins at the left."""
    return '"' + "".join(f"{line.translate(_ESCAPES)}\\l" for line in lines) + '"'


def _wrapped(line: str, width: int) -> list[str]:
    return wrap(line, width, break_on_hyphens=False)
