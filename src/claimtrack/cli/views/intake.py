"""Words what an import met and did: each record that was repaired or refused, and the counts at the end."""

from collections import Counter
from collections.abc import Callable, Iterator

from claimtrack.cli.views import wording
from claimtrack.domain.intake import Found, Item
from claimtrack.domain.records import Actor, Bearing, Claim, Source, Statement, Tag, Verdict
from claimtrack.formats.document import Json
from claimtrack.services.importing import Imported

SHOWN = 20  # refusals, and kinds of repairs; the report has all
_COUNTED = ((Claim, "claim"), (Statement, "statement"), (Verdict, "verdict"), (Actor, "actor"), (Source, "source"),
            (Tag, "tag"))  # fmt: skip


class Met:
    """Who is told how an import goes on: keeps the first refusals in words, and counts the repairs by kind.

    `write_down` takes the lines of the report, `advance` the bytes read.
    """

    def __init__(self, write_down: Callable[[dict[str, Json]], None]) -> None:
        self._write_down = write_down
        self.advance: Callable[[int], None] = lambda _: None
        self.begin()

    def begin(self) -> None:
        """Forget what was told."""
        self._refusals: list[str] = []
        self._refused = 0
        self._repairs: Counter[tuple[str, str]] = Counter()

    def met(self, file: str, item: Item) -> None:
        """Take note of a record that was repaired or refused."""
        for line in report_lines(file, item):
            self._write_down(line)
        if isinstance(item, Found):
            self._repairs.update((one.field, one.done) for one in item.repairs)
            return
        self._refused += 1
        if len(self._refusals) < SHOWN:
            self._refusals.append(f"refused: {file}, {item.place}: {item.reason}")

    def end(self, done: Imported) -> None:
        """Take note of what the import came to."""
        self._write_down(report_end(done))

    def lines(self) -> Iterator[str]:
        """Yield what is to be said on stderr: the refusals, then what was repaired and how often."""
        yield from self._refusals
        if self._refused > len(self._refusals):
            yield f"refused: {self._refused - len(self._refusals):,} more (--report FILE has all)"
        for (field, done), number in self._repairs.most_common(SHOWN):
            yield f"repaired: {field}: {done}" + (f" ({number:,} times)" if number > 1 else "")
        if len(self._repairs) > SHOWN:
            yield f"repaired: {len(self._repairs) - SHOWN:,} other kinds (--report FILE has all)"


def counts(done: Imported, name: str) -> Iterator[str]:
    """Yield the answer: how many records were read, and what is new on record."""
    added = [wording.counted(done.recorded[kind], word) for kind, word in _COUNTED if done.recorded.get(kind)]
    if items := done.recorded.get(Bearing):
        added.insert(2, f"{items:,} {'item' if items == 1 else 'items'} of evidence")
    known = f", {done.known:,} imported before" if done.known else ""
    repaired = f", {done.repaired:,} repaired" if done.repaired else ""
    refused = f", {done.refused:,} refused" if done.refused else ""
    yield f"{name}: {wording.counted(done.read, 'record')}{known}{repaired}{refused}"
    yield f"  new: {', '.join(added)}" if added else "  nothing new"


def report_lines(file: str, item: Item) -> Iterator[dict[str, Json]]:
    """Yield what the report says of a record: a line for each repair, or one for the refusal with the record's text."""
    if isinstance(item, Found):
        for one in item.repairs:
            yield {
                "kind": "repaired", "file": file, "place": item.place, "field": one.field, "found": one.found,
                "done": one.done,
            }  # fmt: skip
        return
    yield {"kind": "refused", "file": file, "place": item.place, "reason": item.reason, "raw": item.raw}


def report_end(done: Imported) -> dict[str, Json]:
    """Return the last line of a report: the counts."""
    recorded: dict[str, Json] = {kind.__name__.lower(): number for kind, number in done.recorded.items()}
    return {
        "kind": "counts", "read": done.read, "known": done.known, "repaired": done.repaired, "refused": done.refused,
        "recorded": recorded,
    }  # fmt: skip
