"""Writes a picture as a Mermaid flowchart, which many places that show Markdown draw."""

import re
from typing import BinaryIO

from claimtrack.domain.extracts import Extract, Loss
from claimtrack.domain.references import Kind
from claimtrack.formats.document import Tone
from claimtrack.formats.graphs.picture import COLOURS, INK, Edge, Join, Node, picture

_SHAPES = {
    Kind.CLAIM: ('["', '"]'),
    Kind.STATEMENT: ('("', '")'),
    Kind.EVIDENCE: ('[["', '"]]'),
    Kind.VERDICT: ('{{"', '"}}'),
    Kind.ACTOR: ('(["', '"])'),
}
_ARROWS = {Join.SPEAKS: "---", Join.BEARS: "-->", Join.RELATES: "==>", Join.PART_OF: "==>", Join.RELIES: "-.->"}
# Inside a label Mermaid reads quotes, hashes, semicolons, comments, Markdown and HTML, all of it in ASCII: there only
# letters, digits and what joins words stand as they are, and all else as the number of an entity.
_ESCAPED = re.compile(r"[^\w ,()\u0080-\U0010ffff'-]|_|(?<![^\W_])['-]|['-](?![^\W_])")


def write(extract: Extract, out: BinaryIO) -> list[Loss]:
    """Write a flowchart from left to right, and return what is not in it."""
    drawn = picture(extract)
    lines = [
        *(f"%% {line}" for line in drawn.caption),
        "flowchart LR",
        *map(_node, drawn.nodes),
        *map(_edge, drawn.edges),
        *(f"classDef {tone} fill:{fill},stroke:{border},color:{INK}" for tone, (fill, border) in COLOURS.items()),
        "classDef context stroke-dasharray:4",
        *_joined(drawn.edges),
    ]
    out.write(("\n".join(lines) + "\n").encode())
    return list(drawn.losses)


def _node(node: Node) -> str:
    begin, end = _SHAPES[node.kind]
    context = f"\nclass {node.name} context" if node.is_context else ""
    return f"{node.name}{begin}{'<br/>'.join(map(_escaped, node.lines))}{end}:::{node.tone}{context}"


def _edge(edge: Edge) -> str:
    words = f'|"{_escaped(edge.words)}"|' if edge.words else ""
    return f"{edge.start} {_ARROWS[edge.join]}{words} {edge.end}"


def _joined(edges: tuple[Edge, ...]) -> list[str]:
    """Return the colours of the edges, which go by their numbers."""
    numbers = {tone: [str(n) for n, edge in enumerate(edges) if edge.tone is tone] for tone in Tone}
    return [f"linkStyle {','.join(some)} stroke:{COLOURS[tone][1]}" for tone, some in numbers.items() if some]


def _escaped(text: str) -> str:
    return _ESCAPED.sub(lambda sign: f"#{ord(sign[0])};", text)
