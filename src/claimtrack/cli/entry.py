"""Where the console script begins: answers `--version` at once, and leaves the rest to the command table."""

import gc
import sys

from claimtrack import __version__


def main() -> None:
    """Run claimtrack with the process's arguments; ends the process with a code of errors.base.ExitCode."""
    if sys.argv[1:] == ["--version"]:  # asked by scripts before anything else; Typer would cost eight times as much
        sys.stdout.write(f"claimtrack {__version__}\n")
        return
    gc.set_threshold(50_000, 20, 20)  # a short process that only imports need not look for garbage: 5 % of its time
    try:
        from claimtrack.cli.app import run

        run()
    except KeyboardInterrupt:  # while modules are loaded; a running command words it itself
        sys.exit(130)
