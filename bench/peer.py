"""Sets the peer up in an environment of its own, so that neither program's start is slowed by the other's packages."""

import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
LOCK = ROOT / "bench" / "peer.lock"
FOLDER = ROOT / ".venv-bench"
PROGRAM = str(FOLDER / "bin" / "sqlite-utils")


def set_up() -> None:
    """Install the locked peer, unless that was done already."""
    ready = FOLDER / ".ready"
    locked = LOCK.read_text(encoding="utf-8")
    if ready.is_file() and ready.read_text(encoding="utf-8") == locked:
        return
    sys.stderr.write(f"setting up {FOLDER.name}, once ...\n")
    venv.create(FOLDER, with_pip=True, clear=True)
    pip = [str(FOLDER / "bin" / "python"), "-m", "pip", "--quiet", "--quiet", "--no-input", "install"]
    subprocess.run([*pip, "--require-hashes", "-r", str(LOCK)], check=True, stdin=subprocess.DEVNULL)
    ready.write_text(locked, encoding="utf-8")
