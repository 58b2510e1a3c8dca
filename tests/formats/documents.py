"""Documents to write: one as nasty as what people paste, and small ones made to order."""

from collections.abc import Iterable

from claimtrack.formats.document import Cell, Column, Document, Json, Row, Sheet, Tone

# What a terminal would obey, Rich and Markdown would read, a spreadsheet would run and a browser would load.
NASTY = (
    "\x1b[31mred\x1b]52;c;aGk=\x07 \x9b2J",
    "[red]markup[/red] [/x] [link=https://evil.example]here[/link]",
    ":bomb: :warning: *bold* _under_ `code` # head ~~gone~~",
    "=1+1",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=cmd|' /C calc'!A0",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "javascript:alert(1) [a](javascript:alert(1)) ![i](http://evil.example/i.png)",
    "http://evil.example/?a=1&b=2 www.evil.example me@evil.example",
    "\u202edesrever\u2066 zero\u200bwidth \u2028 \ufeff",
    "북한이 러시아에 포탄을 보냈다",
    "a | b || c \\| d \\",
    "one\ntwo\r\nthree\ttabbed",
    '"quoted", it\'s; &amp; </td></table></style> ]]> -->',
    "- item",
    "1. first",
    "> quoted",
    "---",
    "\U000e0041\ufffe\u3164",
)
FIELDS = ("id", "claim", "names", "parties_for", "is_new", "day")


def document(
    *,
    title: str = "Claims",
    fields: tuple[str, ...] = ("id", "claim"),
    rows: Iterable[Row] = (),
    whole: Json = None,
    lines: tuple[Cell, ...] = (),
    sheets: tuple[Sheet, ...] = (),
    notes: tuple[str, ...] = (),
) -> Document:
    return Document(title, fields, rows, whole, lines, sheets, notes)


def sheet(
    *texts: tuple[str, ...], headings: tuple[str, ...] = ("ID", "Claim"), share: int = 1, folded: Sheet | None = None
) -> Sheet:
    columns = tuple(Column(heading, share=share if n else 0) for n, heading in enumerate(headings))
    return Sheet(columns, tuple(tuple(Cell(text) for text in row) for row in texts), folded=folded)


def nasty_rows() -> list[dict[str, Json]]:
    return [
        {"id": f"c{n}", "claim": text, "names": [text, "=2", "x"], "parties_for": n, "is_new": n % 2 == 0, "day": None}
        for n, text in enumerate(NASTY, 1)
    ]


def nasty_document() -> Document:
    folded = Sheet(
        (Column("Claim", share=1),),
        tuple((Cell(f"c{n} {text}", Tone.STRONG),) for n, text in enumerate(NASTY, 1)),
    )
    full = Sheet(
        (
            Column("ID"),
            Column("", share=0),
            Column("Claim", share=2),
            Column("Said by", share=1),
            Column("For", is_number=True),
        ),
        tuple(
            (Cell(f"c{n}"), Cell("⚑", tone), Cell(text, tone), Cell("; ".join((text, "x"))), Cell(str(n)))
            for (n, text), tone in zip(enumerate(NASTY, 1), list(Tone) * 3, strict=True)
        ),
        heading=f"Sheet {NASTY[1]} {NASTY[8]}",
        folded=folded,
    )
    return document(
        title=f"Claims {NASTY[0]} {NASTY[1]} {NASTY[8]}",
        fields=FIELDS,
        rows=nasty_rows(),
        lines=tuple(Cell(text, Tone.FAINT) for text in NASTY),
        sheets=(full, sheet(("e1", NASTY[13]), headings=("ID", "Evidence — seen"))),
        notes=NASTY,
    )
