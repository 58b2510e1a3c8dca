"""Where the console script begins: answers `--version` at once, and leaves the rest to the command table."""

import gc
import os
import sys

from claimtrack import __version__


def main() -> None:
    """Run claimtrack with the process's arguments; ends the process with a code of errors.base.ExitCode."""
    _open_closed_streams()
    if sys.argv[1:] == ["--version"]:  # asked by scripts before anything else; Typer would cost eight times as much
        try:
            sys.stdout.write(f"claimtrack {__version__}\n")
            sys.stdout.flush()
        except OSError as error:
            from claimtrack.cli.app import refused

            sys.exit(refused(error))
        return
    gc.set_threshold(50_000, 20, 20)  # a short process that only imports need not look for garbage: 5 % of its time
    try:
        from claimtrack.cli.app import run

        run()
    except KeyboardInterrupt:  # while modules are loaded; a running command words it itself
        sys.exit(130)


def _open_closed_streams() -> None:
    """Open to nowhere what the caller closed: a file opened later would get the number of such a stream."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode, encoding="utf-8"))
