"""Bundles lose nothing: exported, taken into an empty record and exported again they have the same bytes."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claimtrack.domain.bundles import KINDS, TYPES
from claimtrack.domain.differences import OPEN, Choice, Resolution
from claimtrack.domain.unions import United
from claimtrack.domain.vantage import WHOLE, Vantage
from claimtrack.errors.base import ClaimtrackError
from claimtrack.errors.uniting import NewerBundle, NotABundle, UnfitRow
from claimtrack.services import bundling, workspace
from claimtrack.store import checkpoints, checks, lookup, verification
from tests.services import histories
from tests.services.histories import ADDING, CHANGING, LINKING, REDACTING, copied, grow
from tests.store import factories

LAW = settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def exported(db: Path, vantage: Vantage = WHOLE) -> str:
    with workspace.reading(db, vantage) as record:
        return "".join(bundling.lines(record))


def taken_in(db: Path, text: str | bytes, *, resolution: Resolution = OPEN, dry_run: bool = False) -> United:
    stream = io.BytesIO(text.encode() if isinstance(text, str) else text)
    return bundling.take_in(db, stream, name="their.jsonl", resolution=resolution, dry_run=dry_run).outcome


def rows_of(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()[1:]]


def filled(template: Path, folder: Path, seed: int = 7) -> Path:
    db = Path(copied(template, f"filled-{seed}.db")).rename(folder / f"filled-{seed}.db")
    histories.all_kinds(db)
    grow(db, seed, (*ADDING, *LINKING, *CHANGING, *REDACTING), number=40)
    return db


@LAW
@given(seed=st.integers(min_value=0, max_value=10**9))
def test_taken_into_an_empty_record_and_exported_again_it_has_the_same_bytes(
    template: Path, tmp_path: Path, seed: int
) -> None:
    db = filled(template, tmp_path, seed)
    for vantage in (WHOLE, Vantage()):
        first = exported(db, vantage)
        empty = copied(template, f"empty-{seed}.db")
        found = taken_in(empty, first)
        assert sum(found.added.values()) == len(rows_of(first)) == json.loads(first.splitlines()[0])["rows"]
        assert (found.open, found.same, found.renamed, found.twice) == (0, (), (), 0)
        assert exported(empty) == first
        with workspace.reading(empty, WHOLE) as record:
            assert verification.verify(record).faults == []
            assert (checks.stale(record), checks.tally_differs(record)) == ([], [])


def test_a_second_time_it_adds_nothing(template: Path, tmp_path: Path) -> None:
    db = filled(template, tmp_path)
    text, head = exported(db), ""
    for _ in range(2):
        found = taken_in(db, text)
        assert (found.added, found.open, found.known) == ({}, 0, len(rows_of(text)))
        with workspace.reading(db, WHOLE) as record:
            now = str(checkpoints.head(record))
        assert head in ("", now)  # nothing was done, so the history has not grown
        head = now


def test_every_kind_of_row_travels(template: Path, tmp_path: Path) -> None:
    seen: set[object] = set()
    for seed in range(4):
        seen |= {row["type"] for row in rows_of(exported(filled(template, tmp_path, seed)))}
    assert seen == {TYPES[kind] for kind in KINDS}


def test_ids_follow_the_order_in_which_rows_were_recorded(template: Path, tmp_path: Path, database: Path) -> None:
    db = filled(template, tmp_path)
    taken_in(database, exported(db))
    with workspace.reading(db, WHOLE) as one, workspace.reading(database, WHOLE) as other:
        for kind in KINDS:
            table = TYPES[kind]
            sql = f"SELECT id, uid FROM {table} ORDER BY id"
            if table != "merger":  # what was moved and back again follows from the rows, and not from their order
                assert one.rows(sql) == other.rows(sql), table


def test_a_row_recorded_later_is_one_line_more_and_an_edit_one_line_changed(database: Path) -> None:
    with factories.writing(database) as writer:
        claim = factories.claim(writer, slug="munitions")
    before = exported(database).splitlines()
    with factories.writing(database) as writer:
        factories.tag(writer, claim)
    more = exported(database).splitlines()
    assert len(more) == len(before) + 1
    assert set(before[1:]) < set(more[1:])
    with factories.writing(database) as writer:
        writer.edit(claim, text="Other words", folded="other words")
    edited = exported(database).splitlines()
    assert sum(one != other for one, other in zip(more[1:], edited[1:], strict=True)) == 1


def test_it_names_the_record_that_the_rows_are_from_until_something_else_is_recorded(
    template: Path, tmp_path: Path, database: Path
) -> None:
    db = filled(template, tmp_path)
    first = exported(db).splitlines()[0]
    taken_in(database, exported(db))
    assert exported(database).splitlines()[0] == first
    with factories.writing(database) as writer:
        factories.claim(writer, slug="its-own")
    with workspace.reading(database, WHOLE) as record:
        own = str(checkpoints.head(record))
    assert json.loads(exported(database).splitlines()[0])["checkpoint"] == own != json.loads(first)["checkpoint"]


def test_a_record_without_a_history_names_no_checkpoint(database: Path) -> None:
    assert exported(database) == '{"type":"bundle","version":1,"rows":0}\n'
    assert taken_in(database, exported(database)).added == {}


def test_what_is_hidden_stands_as_an_escape_and_comes_back(template: Path, database: Path) -> None:
    words = "not \u202eone\u200b shell \U000e0041 \ue000é"
    with factories.writing(database) as writer:
        said = factories.statement(writer, factories.claim(writer), factories.actor(writer, "Kim"), quote=words)
    text = exported(database)
    assert "\\u202eone\\u200b" in text
    assert text.replace("\n", "").isprintable() or "\ue000" in text
    other = copied(template, "other.db")
    taken_in(other, text)
    with workspace.reading(other, WHOLE) as record:
        found = lookup.by_uid(record, type(said), said.uid)
    assert found is not None
    assert found.quote == words


def test_confidential_rows_are_left_out_and_a_copy_without_them_takes_nothing_away(
    template: Path, database: Path
) -> None:
    with factories.writing(database) as writer:
        read_in = factories.source(writer, title="A call")
        claim, speaker = factories.claim(writer, slug="c"), factories.actor(writer, "Kim", slug="kim")
        factories.statement(writer, claim, speaker, read_in=read_in)
        writer.edit(read_in, confidential=1)
    plain = exported(database, Vantage())
    assert "A call" not in plain
    [said] = [row for row in rows_of(plain) if row["type"] == "statement"]
    assert said.keys().isdisjoint({"source", "place"})
    found = taken_in(database, plain)
    assert (found.added, found.open) == ({}, 0)
    other = copied(template, "other.db")
    taken_in(other, plain)
    assert taken_in(other, exported(database)).open == 1  # that it was read there, is to be asked
    taken_in(other, exported(database), resolution=Resolution(Choice.THEIRS))
    assert rows_of(exported(other)) == rows_of(exported(database))


REFUSED: dict[str, tuple[dict[str, object], str]] = {
    "an unknown kind": ({"type": "rumour"}, "its type is none of a record"),
    "no kind": ({"type": None}, "its type is none of a record"),
    "an unknown key": ({"colour": "red"}, "no claim has 'colour'"),
    "a number of its own": ({"id": 7}, "no claim has 'id'"),
    "a key that is empty": ({"event": None}, "it has a key that is empty"),
    "no uid": ({"uid": ...}, "it has no uid"),
    "no text": ({"text": ...}, "it has no text"),
    "another type": ({"text": 7}, "its text is of another type"),
    "a list": ({"text": ["a"]}, "its text is of another type"),
    "a uid of another version": ({"uid": "0192f3ab-1111-4111-8111-111111111111"}, "is no uid (a UUIDv7)"),
    "a text that is too long": ({"text": "a" * 20_001}, "the text has 20,001 characters"),
    "a control character": ({"text": "a\x1b[31m"}, "holds the control character U+001B"),
    "an empty text": ({"text": ""}, "the text is empty"),
    "a text that shows as nothing": ({"text": "\u200b"}, "the text is empty"),
    "blanks around": ({"text": " a"}, "its text has blanks that are never kept"),
    "two lines": ({"text": "a\nb"}, "its text has blanks that are never kept"),
    "a slug with a blank": ({"slug": "a b"}, "cannot be a slug"),
    "a slug that reads as an id": ({"slug": "c7"}, "cannot be a slug"),
    "no date": ({"event": "soon", "event_earliest": "2024-05-01"}, "is not a date"),
    "a first day of its own": ({"event": "2024-05", "event_earliest": "2024-05-02", "event_latest": "2024-05-31"},
                               "the first day of its event does not follow from it"),
    "a last day of its own": ({"event": "2024-05", "event_earliest": "2024-05-01", "event_latest": "2024-05-30"},
                              "the last day of its event does not follow from it"),
    "days of no date": ({"event_earliest": "2024-05-01"}, "the first day of its event does not follow from it"),
    "a day no calendar has": ({"event": "2024", "event_earliest": "2024-02-30"}, "the days of its event are no days"),
    "a moment of another form": ({"recorded_at": "2024-06-01"}, "its recorded_at is no moment"),
    "a moment that never was": ({"recorded_at": "2024-06-31T12:00:00.000000Z"}, "its recorded_at is no moment"),
    "half a withdrawal": ({"withdrawn_by": "desk"}, "it is withdrawn in part"),
}  # fmt: skip


def broken(text: str, type_: str, changes: dict[str, object]) -> tuple[str, int]:
    """Return a bundle of which the first row of a type says something else, and its line."""
    lines = text.splitlines(keepends=True)
    number = next(n for n, line in enumerate(lines) if f'"type":"{type_}"' in line)
    row = json.loads(lines[number]) | changes
    lines[number] = json.dumps({key: value for key, value in row.items() if value is not ...}) + "\n"
    return "".join(lines), number + 1


@pytest.fixture(scope="module")
def bundle_text(template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A bundle with rows of every kind."""
    return exported(filled(template, tmp_path_factory.mktemp("filled")))


def refused(db: Path, text: str | bytes) -> str:
    """Take in what must be refused, hold that nothing was recorded, and return what was said."""
    before = exported(db)
    with pytest.raises((UnfitRow, NotABundle, NewerBundle)) as stopped:
        taken_in(db, text)
    assert exported(db) == before
    return stopped.value.message


@pytest.mark.parametrize("what", REFUSED)
def test_a_row_that_this_program_could_not_have_recorded_is_refused_with_its_line(
    what: str, bundle_text: str, database: Path
) -> None:
    changes, because = REFUSED[what]
    text, line = broken(bundle_text, "claim", changes)
    said = refused(database, text)
    assert said.startswith(f"their.jsonl, line {line}: ")
    assert because in said


OTHERS: dict[str, tuple[str, dict[str, object], str]] = {
    "stance": ("statement", {"stance": "shouts"}, "its stance is no word of the record: 'shouts'"),
    "grade": ("evidence", {"credibility": 9}, "its credibility is no word of the record: 9"),
    "grade as text": ("evidence", {"credibility": "2"}, "its credibility is of another type"),
    "true for 1": ("statement", {"confidential": True}, "its confidential is of another type"),
    "another mark": ("statement", {"confidential": 2}, "its confidential is neither 1 nor left out"),
    "said after it was recorded": ("statement", {"said": "2024-07", "said_earliest": "2024-07-01",
                                                 "said_latest": "2024-07-31"},
                                   "the last day of its said does not follow from it"),
    "a claim that is not there": ("tag", {"claim": "0192f3ab-1111-7111-8111-111111111111"},
                                  "the claim that it names is neither in there nor on record here"),
    "a claim that is no claim": ("tag", {"claim": "c1"}, "its claim is no uid"),
    "a tag with a comma": ("tag", {"name": "a,b"}, "its name holds a comma or a semicolon"),
    "a digest of nothing": ("original", {"digest": "abc"}, "its digest is none of SHA-256"),
    "neither title nor address": ("source", {"title": ..., "location": ...}, "it has neither a title nor a location"),
}  # fmt: skip


@pytest.mark.parametrize("what", OTHERS)
def test_so_is_any_other_row(what: str, bundle_text: str, database: Path) -> None:
    type_, changes, because = OTHERS[what]
    text, line = broken(bundle_text, type_, changes)
    said = refused(database, text)
    assert said.startswith(f"their.jsonl, line {line}: ")
    assert because in said


def test_a_uid_is_given_once(bundle_text: str, database: Path) -> None:
    lines = bundle_text.splitlines()
    claims = [n for n, line in enumerate(lines) if '"type":"claim"' in line]
    row = json.loads(lines[claims[1]]) | {"uid": json.loads(lines[claims[0]])["uid"]}
    lines[claims[1]] = json.dumps(row)
    said = refused(database, "\n".join(lines))
    assert f"line {claims[1] + 1}: its uid is that of line {claims[0] + 1}, too" in said


def test_a_uid_is_not_that_of_a_row_of_another_kind_here(bundle_text: str, database: Path) -> None:
    with factories.writing(database) as writer:
        actor = factories.actor(writer)
    text, line = broken(bundle_text, "claim", {"uid": actor.uid})
    text = text.replace(str(rows_of(bundle_text)[line - 2]["uid"]), actor.uid)
    assert f"line {line}: its uid is on record here, in the table actor" in refused(database, text)


SHAPES: dict[str, tuple[str, bytes, str]] = {
    "nothing": ("", b"", "its first line is no JSON object"),
    "another file": ("", b"SQLite format 3\x00", "its first line is no JSON object"),
    "another kind of JSON": ("", b'{"type":"feed"}\n', "does not say that it is one"),
    "a newer version": ("", b'{"type":"bundle","version":2,"rows":0}\n', "of version 2; this claimtrack knows 1"),
    "another version": ("", b'{"type":"bundle","version":true,"rows":0}\n', "says what no bundle says"),
    "no number of rows": ("", b'{"type":"bundle","version":1}\n', "says what no bundle says"),
    "more in its first line": ("", b'{"type":"bundle","version":1,"rows":0,"by":"x"}\n', "says what no bundle says"),
    "a false checkpoint": ("", b'{"type":"bundle","version":1,"checkpoint":"x","rows":0}\n', "gives as a checkpoint"),
    "cut off": ("", b'{"type":"bundle","version":1,"rows":2}\n', "it announces 2 rows, and holds 0"),
    "a key twice": ("{}", b'{"type":"claim","type":"claim"}\n', "line 2: it gives a key twice"),
    "not JSON": ("{}", b"{'type'}\n", "line 2: it is not JSON"),
    "a blank line": ("{}", b"\n", "line 2: it is not JSON"),
    "a list": ("{}", b"[]\n", "line 2: it is no JSON object"),
    "not UTF-8": ("{}", b'{"type":"claim","text":"\xff"}\n', "line 2: it is not UTF-8"),
    "NaN": ("{}", b'{"type":"claim","text":NaN}\n', "line 2: it holds a number that no record can hold"),
    "half a character": ("{}", b'{"type":"claim","text":"\\ud800"}\n', "line 2: it holds half a character"),
    "depth": ("{}", b"[" * 100_000 + b"\n", "line 2: it is "),
    "a huge line": ("{}", b'{"type":"' + b"a" * (16 * 1024 * 1024) + b'"}\n', "line 2: it is too long"),
}


@pytest.mark.parametrize("what", SHAPES)
def test_what_is_no_bundle_is_refused(what: str, database: Path) -> None:
    header, rest, because = SHAPES[what]
    head = b'{"type":"bundle","version":1,"rows":1}\n' if header else b""
    assert because in refused(database, head + rest)


def test_line_ends_of_another_system_are_taken(bundle_text: str, database: Path) -> None:
    taken_in(database, bundle_text.replace("\n", "\r\n"))
    assert exported(database) == bundle_text


def test_the_order_of_the_rows_does_not_matter(bundle_text: str, database: Path) -> None:
    header, *rows = bundle_text.splitlines()
    taken_in(database, "\n".join([header, *reversed(rows)]))
    assert exported(database) == bundle_text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_mutated_bundle_is_taken_in_or_refused_and_never_breaks_anything(
    data: st.DataObject, bundle_text: str, template: Path
) -> None:
    db = copied(template, "fuzzed.db")
    raw = bytearray(bundle_text.encode())
    how = data.draw(st.sampled_from(["bytes", "line", "value", "cut"]))
    if how == "bytes":
        for _ in range(data.draw(st.integers(1, 4))):
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    elif how == "cut":
        del raw[data.draw(st.integers(0, len(raw))) :]
    else:
        lines = bundle_text.splitlines()
        number = data.draw(st.integers(1, len(lines) - 1))
        if how == "line":
            lines[number] = data.draw(st.sampled_from(lines))
        else:
            row = json.loads(lines[number])
            key = data.draw(st.sampled_from(sorted(row)))
            others = [value for line in lines[1:] for value in json.loads(line).values()]
            row[key] = data.draw(
                st.sampled_from(others) | st.text(max_size=5) | st.integers() | st.none() | st.booleans()
            )
            lines[number] = json.dumps(row)
        raw = bytearray("\n".join(lines).encode())
    try:
        found = taken_in(db, bytes(raw), dry_run=data.draw(st.booleans()))
    except ClaimtrackError:
        assert exported(db) == '{"type":"bundle","version":1,"rows":0}\n'
        return
    assert found.open or found.added
    with workspace.reading(db, WHOLE) as record:
        assert verification.verify(record).faults == []
        assert (checks.stale(record), checks.tally_differs(record)) == ([], [])
