"""Runs command lines in a process of its own, so that what they take of memory can be told from what a test takes.

Reads a JSON array a line, answers with what the command left behind, and at the end with the most memory ever held.
"""

import json
import resource
import sys
import traceback
from pathlib import Path

from typer.testing import CliRunner

from claimtrack.cli.app import app

_KILOBYTE = 1024


def left_behind(runner: CliRunner, args: list[str]) -> list[object]:
    """Return a command's exit code, stdout and stderr; of an exception that got through also where it came from."""
    result = runner.invoke(app, args, input=b"from stdin", prog_name="claimtrack")
    through = result.exception is not None and not isinstance(result.exception, SystemExit)
    raised = "".join(traceback.format_exception(result.exception)) if through else ""
    return [result.exit_code, result.stdout, result.stderr + raised]


def peak() -> int:
    """Return the most bytes of memory that this process ever held.

    The system's own count begins anew with the program; what `getrusage` says may still be that of the parent.
    """
    status = Path("/proc/self/status")
    lines = status.read_text(encoding="utf-8").splitlines() if status.exists() else []
    found = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), None)
    return int(found or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) * _KILOBYTE


if __name__ == "__main__":
    answers = sys.stdout
    one_runner = CliRunner()
    for line in sys.stdin:
        answers.write(json.dumps(left_behind(one_runner, json.loads(line))) + "\n")
        answers.flush()
    answers.write(json.dumps(peak()) + "\n")
