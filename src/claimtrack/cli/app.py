"""The command table: which commands there are, in which order help lists them, and what every error ends in."""

import errno
import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from importlib import import_module
from typing import Annotated, Any

import typer
from typer._click import Context
from typer.core import TyperGroup
from typer.main import get_command, get_group

from claimtrack import __version__
from claimtrack.cli import terminal
from claimtrack.cli.sections import MODULES, SECTIONS
from claimtrack.errors.base import ClaimtrackError, ExitCode, InputError

DEBUG_VARIABLE = "CLAIMTRACK_DEBUG"


class CommandTable(TyperGroup):
    """The root command: loads a command's module when it is called for, and words every error in one place."""

    def list_commands(self, ctx: Context) -> list[str]:
        """Return the names of all commands, as help lists them."""
        return list(MODULES)

    def get_command(self, ctx: Context, cmd_name: str) -> Any:
        """Return a command by its name, loading its module, or None."""
        return get_group(_loaded(cmd_name)).commands[cmd_name] if cmd_name in MODULES else None

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:
        """Return the command that the arguments begin with; raises an error with the nearest names for none."""
        if args[0] not in MODULES and not args[0].startswith("-"):
            raise UnknownCommandError(args[0])
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Context, formatter: Any) -> None:
        """Write the commands under their headings."""
        for section, commands in SECTIONS.items():
            with formatter.section(section):
                formatter.write_dl([(name, _summary(name)) for name in commands])

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command and end the process with its exit code; inside a running command, let errors rise."""
        run = partial(
            super().main,
            args,
            prog_name,
            complete_var,
            standalone_mode=False,
            windows_expand_args=windows_expand_args,
            **extra,
        )
        if not standalone_mode:
            return run()
        terminal.prepare()
        code = _exit_code_of(run)
        terminal.drop_unwritten()
        sys.exit(code)


def _loaded(name: str) -> typer.Typer:
    """Return the Typer of the module that holds a command."""
    found: typer.Typer = import_module(f"claimtrack.cli.commands.{MODULES[name]}").app
    found.rich_markup_mode = None  # help drawn by Rich costs twice as much, and reads no better
    return found


def _summary(name: str) -> str:
    """Return a command's first sentence, without building its parameters."""
    held = _loaded(name)
    for group in held.registered_groups:
        if group.name == name and group.typer_instance:
            return str(group.typer_instance.info.help)
    texts = {
        one.name or one.callback.__name__: one.help or one.callback.__doc__
        for one in held.registered_commands
        if one.callback
    }
    return str(texts[name]).strip().split("\n\n", maxsplit=1)[0].replace("\n    ", " ")


class UnknownCommandError(InputError):
    """There is no such command; its near names can only be worded beside the command table."""

    def __init__(self, name: str) -> None:
        from difflib import get_close_matches

        near = get_close_matches(name, MODULES, n=3)
        hint = f"did you mean {' or '.join(near)}?" if near else "see the commands with: claimtrack --help"
        super().__init__(f"there is no command {name!r}", hint)


def _exit_code_of(run: Callable[[], object]) -> int:
    """Run a command, word what goes wrong, and return the exit code."""
    try:
        ended = run()
        sys.stdout.flush()
    except ClaimtrackError as error:
        terminal.complain(error)
        return error.exit_code
    except typer.TyperException as error:
        _complain_of_usage(error)
        return ExitCode.USAGE
    except (KeyboardInterrupt, typer.Abort):
        ended = ExitCode.INTERRUPTED
    except (SystemExit, Exception) as error:
        if os.environ.get(DEBUG_VARIABLE):
            raise
        return _unexpected(error)
    if ended == ExitCode.INTERRUPTED:  # which Typer may have made of the interrupt already
        terminal.note("claimtrack: interrupted; nothing was left half-done")
    return int(ended) if isinstance(ended, int) else ExitCode.DONE


def _complain_of_usage(error: typer.TyperException) -> None:
    if type(error).__name__ == "NoArgsIsHelpError":  # Typer's own, which it does not name in public
        terminal.note_lines(error.format_message())
        return
    message = " ".join(error.format_message().split()).rstrip(".")
    context: typer.Context | None = getattr(error, "ctx", None)
    path = context.command_path if context else "claimtrack"
    dashed = (
        f"; a text that begins with - goes after --: {path} -- TEXT" if message.startswith("No such option") else ""
    )
    terminal.complain(InputError(message, f"see how it is used: {path} --help{dashed}"))


def _unexpected(error: BaseException) -> int:
    """Word what nobody foresaw: the system's refusals as such, anything else as our own fault."""
    cause = error.__context__ if isinstance(error, SystemExit) else error  # Typer ends the process where a pipe breaks
    if isinstance(cause, BrokenPipeError):  # the reader took what it wanted, as `head` does
        terminal.silence()
        return ExitCode.DONE
    if not isinstance(error, OSError | MemoryError):
        fault = ClaimtrackError(
            f"this should not happen: {type(error).__name__}: {error}",
            f"nothing was left half-done; {DEBUG_VARIABLE}=1 shows where, for a report to the developers",
        )
        terminal.complain(fault)
        return ExitCode.FAILURE
    reason = (error.strerror if isinstance(error, OSError) else None) or "out of memory"
    full = isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    hint = "free some space and run the command again" if full else "look at the machine with: claimtrack doctor"
    terminal.complain(ClaimtrackError(f"the system refused: {reason}", hint))
    return ExitCode.DATABASE if full else ExitCode.FAILURE


app = typer.Typer(
    name="claimtrack",
    cls=CommandTable,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 100},
)


def _version(asked: bool) -> None:
    if asked:
        terminal.answer(f"claimtrack {__version__}")
        raise typer.Exit


@app.callback()
def claimtrack(
    version: Annotated[
        bool, typer.Option("--version", help="Print the version.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """Record claims, who asserted them, who denied them and on what evidence; and say which are disputed.

    The record is one SQLite file: --db FILE, else CLAIMTRACK_DB, else claimtrack.db here or in a parent folder.
    It says what is on record, never what is true.
    """


def refused(error: OSError) -> int:
    """Word what the system refused before the command table was loaded, and return the exit code."""
    code = _unexpected(error)
    terminal.drop_unwritten()
    return code


def run(args: Sequence[str] | None = None) -> None:
    """Run the command that the arguments (without the program's name) ask for; ends the process."""
    get_command(app)(args=args, prog_name="claimtrack")


def perform(args: Sequence[str]) -> None:
    """Run one command inside a running one; its errors are raised, and where it ends early, so does the other."""
    code = get_group(app).main(args, "claimtrack", standalone_mode=False)
    if code:  # Typer makes one of an interrupt, too
        raise typer.Exit(code)
