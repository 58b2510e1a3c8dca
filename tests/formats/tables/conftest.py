"""What tests of tables share."""

from collections.abc import Callable
from pathlib import Path

import pytest

MapFile = Callable[[str], Path]


@pytest.fixture
def map_file(tmp_path: Path) -> MapFile:
    """Keep a mapping in a file, and give its path."""

    def keep(text: str) -> Path:
        path = tmp_path / "mapping.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return keep
