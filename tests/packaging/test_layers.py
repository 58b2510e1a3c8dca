"""The shape of the code: layers, sizes, a sentence at the head of every module, and one place that prints."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "claimtrack"
FOLDERS = (SOURCE, ROOT / "migrations")
LONGEST_FILE = 250
LONGEST_FUNCTION = 50

# The one module that writes to the terminal, and the one that answers `--version` before anything is loaded.
PRINTERS = {"src/claimtrack/cli/terminal.py", "src/claimtrack/cli/entry.py"}
_STREAMS = {"stdout", "stderr", "__stdout__", "__stderr__"}
_HARMLESS = {"flush", "encoding"}  # what may be asked of a stream elsewhere

_TEXTS = {
    path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8")
    for folder in FOLDERS
    for path in sorted(folder.rglob("*.py"))
}


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for name, text in _TEXTS.items():
        yield name, ast.parse(text)


def test_imports_keep_to_the_layers() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"]
    done = subprocess.run([*command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert " kept, 0 broken" in done.stdout


def test_layers_are_stated_without_exceptions() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    assert "ignore_imports" not in text
    assert "[[tool.importlinter.contracts]]" in text


def test_every_file_fits_in_one_reading() -> None:
    assert not {name: lines for name, text in _TEXTS.items() if (lines := len(text.splitlines())) > LONGEST_FILE}


def test_every_module_opens_with_what_it_owns() -> None:
    assert not [name for name, tree in _trees() if not ast.get_docstring(tree)]


def test_every_function_fits_on_one_screen() -> None:
    """Counted from the docstring on: a command's parameters are the table of its options, a line or a few for each."""
    lengths = {
        f"{name}:{node.lineno} {node.name}": (node.end_lineno or 0) - node.body[0].lineno + 1
        for name, tree in _trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    }

    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION}


def test_only_the_terminal_module_prints() -> None:
    printing = {name: found for name, tree in _trees() if (found := list(_prints(tree)))}

    assert printing.keys() == PRINTERS, {name: found for name, found in printing.items() if name not in PRINTERS}


def test_no_check_is_silenced() -> None:
    # A rule that has to be silenced is either wrong here, and then ignored with its reason in pyproject.toml, or right.
    silencers = ("no" + "qa", "type: " + "ignore", "pragma: " + "no cover")  # put together, or this file would be one
    everywhere = [path for folder in (*FOLDERS, ROOT / "tests", ROOT / "bench") for path in folder.rglob("*.py")]

    assert not [path for path in everywhere if any(words in path.read_text(encoding="utf-8") for words in silencers)]


def _prints(tree: ast.Module) -> Iterator[str]:
    """Yield what may write to the terminal: printing functions, and the streams for more than a harmless question."""
    asked = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in _HARMLESS}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="print" | "pprint" as name)):
                yield f"line {node.lineno}: {name}"
            case ast.Attribute(value=ast.Name(id="typer"), attr="echo" | "secho" as name):
                yield f"line {node.lineno}: typer.{name}"
            case ast.Attribute(value=ast.Name(id="sys"), attr=name) if name in _STREAMS and id(node) not in asked:
                yield f"line {node.lineno}: sys.{name}"
            case ast.ImportFrom(module="sys", names=names) if _STREAMS & {one.name for one in names}:
                yield f"line {node.lineno}: from sys import"
            case _:
                pass
