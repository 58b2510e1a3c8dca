"""Finds the sample case: the commands a user would have typed."""

import shlex
from collections.abc import Iterator
from pathlib import Path

from claimtrack.store.placing import put_in_place

CASE = "munitions.txt"


def sample_data() -> Path:
    """Return the folder of the sample case: inside an installed package, else at the root of a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "sample_data"
    return installed if installed.is_dir() else package.parents[1] / "sample_data"


def commands() -> Iterator[list[str]]:
    """Yield the sample case's commands, each as the arguments after the program's name."""
    text = (sample_data() / CASE).read_text(encoding="utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        words = shlex.split(line, comments=True)
        if words:
            yield words[1:]


def kept(built: Path, database: Path) -> bool:
    """Give the database that was built its name, whole or not at all; False where something has it."""
    return put_in_place(built, database)
