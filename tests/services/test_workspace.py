"""Where the database is found, what day it is, and who records."""

from pathlib import Path

import pytest

from claimtrack.errors.database import NoDatabase
from claimtrack.errors.texts import NotOneDay
from claimtrack.services import recording, workspace
from claimtrack.store.writer import Writer


def test_the_option_names_the_database_before_anything_else(monkeypatch: pytest.MonkeyPatch, database: Path) -> None:
    monkeypatch.setenv(workspace.DATABASE_VARIABLE, "variable.db")
    assert workspace.located(Path("option.db")) == Path("option.db")
    assert workspace.located(None) == Path("variable.db")
    assert database.exists()


def test_a_database_in_a_parent_folder_is_found(
    monkeypatch: pytest.MonkeyPatch, database: Path, tmp_path: Path
) -> None:
    below = tmp_path / "a" / "b"
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert workspace.located(None) == database


def test_without_any_the_database_would_be_made_here() -> None:
    assert workspace.located(None) == Path("claimtrack.db")


def test_today_is_the_day_that_is_fixed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(workspace.TODAY_VARIABLE, "2020-02-29")
    assert workspace.today() == "2020-02-29"


@pytest.mark.parametrize("fixed", ["2020-02", "2020-02-01/2020-02-02", "2020?"])
def test_a_fixed_today_is_one_day(monkeypatch: pytest.MonkeyPatch, fixed: str) -> None:
    monkeypatch.setenv(workspace.TODAY_VARIABLE, fixed)
    with pytest.raises(NotOneDay):
        workspace.today()


def test_the_recorder_is_the_variable_or_the_system_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(workspace.ACTOR_VARIABLE, "night desk")
    assert workspace.recorder() == "night desk"
    monkeypatch.delenv(workspace.ACTOR_VARIABLE)
    monkeypatch.setenv("LOGNAME", "somebody")
    assert workspace.recorder() == "somebody"


def test_a_write_that_fails_keeps_nothing(database: Path) -> None:
    class StoppedError(Exception):
        """What stops the write."""

    def stopped(writer: object) -> None:
        assert writer
        raise StoppedError

    before = database.read_bytes()
    with pytest.raises(StoppedError):
        workspace.write(database, stopped)
    assert database.read_bytes() == before


def test_two_writes_that_create_the_file_are_both_kept(tmp_path: Path) -> None:

    path = tmp_path / "new.db"

    def slow(writer: Writer) -> int:
        if not path.exists():  # another run is first, while this one is still writing its own
            workspace.write(path, lambda other: recording.add_claim(other, recording.NewClaim(text="first")))
        return recording.add_claim(writer, recording.NewClaim(text="second")).claim.id

    assert workspace.write(path, slow) == (2, path, False)
    assert [entry.name for entry in tmp_path.iterdir()] == ["new.db"]


def test_reading_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(NoDatabase), workspace.reading(None):
        pass
    assert list(tmp_path.iterdir()) == []
