"""The table of ratios can still be made: every command it compares runs, on a record of a few claims."""

import subprocess
import sys
from pathlib import Path

import pytest
from bench.rows import ON_BOTH_SIZES, ROWS

from bench import peer, servers, table

SMALL = ("--pairs", "1", "--claims", "200", "--bulk", "20", "--rows", "1000")


@pytest.fixture(scope="session")
def peers() -> str:
    """The program compared with, or a skip where it cannot be installed."""
    try:
        peer.set_up()
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"the program to compare with cannot be installed: {error}")
    return peer.PROGRAM


def test_the_table_of_a_small_run_stands_between_its_marks(peers: str, tmp_path: Path) -> None:
    assert peers
    readme = tmp_path / "README.md"
    readme.write_text(f"before\n{table.BEGIN}\nold\n{table.END}\nafter\n", encoding="utf-8")
    words = ("-m", "bench.run", *SMALL, "--large", "220", "--into", str(readme))
    done = subprocess.run([sys.executable, *words], cwd=peer.ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    text = readme.read_text(encoding="utf-8")
    ratios = [line for line in text.splitlines() if line.startswith("| ") and line.count("|") == 6]
    searched, on_server = 4, 0 if servers.missing() else len(servers.COMPARED)
    assert len(ratios) == 1 + len(ROWS) + 1 + len(ON_BOTH_SIZES) + 1 + searched + on_server
    assert text.count("| find of ") == 6
    assert "MAP@5" in text
    assert ("PostgreSQL was not measured" in text) == bool(servers.missing())
    assert text.startswith(f"before\n{table.BEGIN}\n\n| what")
    assert text.endswith(f"\n{table.END}\nafter\n")
    assert "old" not in text


def test_the_readme_has_the_marks() -> None:
    text = (peer.ROOT / "README.md").read_text(encoding="utf-8")
    assert table.put(text, ["x"]).count("x\n\n" + table.END) == 1
