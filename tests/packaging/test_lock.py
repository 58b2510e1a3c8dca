"""The lock: every dependency by version and hash, and nothing that names a place."""

import re
import tomllib
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
LOCKS = ("requirements.lock", "bench/peer.lock")
_ENTRY = re.compile(
    r"(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>\S+)(?: ; (?P<marker>[^\\]+?))?(?P<hashes>(?: --hash=\S+)*)"
)


def _text(lock: str) -> str:
    return (ROOT / lock).read_text(encoding="utf-8")


def _entries(lock: str) -> list[str]:
    """Return the lock's entries, each on one line, its comments left out."""
    lines = (line for line in _text(lock).splitlines() if not line.startswith("#"))
    joined = "\n".join(lines).replace(" \\\n   ", "")
    return [line for line in joined.splitlines() if line]


def _versions(lock: str) -> dict[str, str]:
    found = (_ENTRY.fullmatch(entry) for entry in _entries(lock))
    return {match["name"]: match["version"] for match in found if match}


# What no test needs installed: what reads a model that is on few machines, and takes 150 MB with what it needs itself.
NOT_LOCKED = {"semantic"}


def _wanted() -> list[str]:
    project: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras = project["project"]["optional-dependencies"]
    return [
        *project["build-system"]["requires"],
        *project["project"]["dependencies"],
        *chain.from_iterable(wanted for extra, wanted in extras.items() if extra not in NOT_LOCKED),
        *project["dependency-groups"]["dev"],
    ]


@pytest.mark.parametrize("lock", LOCKS)
def test_every_entry_is_one_version_with_hashes(lock: str) -> None:
    entries = _entries(lock)

    assert entries
    for entry in entries:
        match = _ENTRY.fullmatch(entry)
        assert match, f"no version: {entry}"
        hashes = match["hashes"].split()
        assert hashes, f"no hash: {entry}"
        assert all(re.fullmatch(r"--hash=sha256:[0-9a-f]{64}", one) for one in hashes), entry


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_address_and_no_path(lock: str) -> None:
    text = _text(lock)

    assert "://" not in text
    assert not re.search(r"--(index|extra-index|find-links|trusted-host)|\s@\s|(^|\s)-[ef]\s", text)
    assert not [entry for entry in _entries(lock) if "/" in entry.partition(" --hash")[0]]


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_says_how_it_is_made(lock: str) -> None:
    assert "`make lock`" in _text(lock).splitlines()[0]


@pytest.mark.parametrize("wanted", _wanted())
def test_lock_holds_what_the_project_asks_for(wanted: str) -> None:
    asked = Requirement(wanted)
    version = _versions("requirements.lock").get(canonicalize_name(asked.name))

    assert version is not None, f"{asked.name} is not locked; run make lock"
    assert asked.specifier.contains(version, prereleases=True), f"{asked} is locked as {version}; run make lock"


def test_bench_lock_holds_the_peer_asked_for() -> None:
    lines = _text("bench/peer.in").splitlines()
    asked = [Requirement(line) for line in lines if line and not line.startswith("#")]
    locked = _versions("bench/peer.lock")

    assert [str(one.specifier) for one in asked] == [f"=={locked[one.name]}" for one in asked]
