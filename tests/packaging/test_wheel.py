"""The wheel, not the checkout: built, installed alone into a fresh environment, and used outside the project."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Installed:
    """A fresh environment with nothing of ours but the wheel, and an empty folder to work in."""

    wheel: Path
    folder: Path
    scripts: Path
    elsewhere: Path

    def run(self, program: str, *words: str) -> str:
        """Return what a program of the environment prints; it must end well."""
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "CLAIMTRACK_"))
        }
        done = subprocess.run(
            [self.scripts / program, *words],
            cwd=self.elsewhere,
            env={**inherited, "PYTHONUTF8": "1"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def evaluated(self, expression: str, *, module: str) -> Path:
        """Return the path that an expression over a module gives in the environment."""
        return Path(self.run("python", "-c", f"import {module} as m; print({expression})").strip())


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """Build the wheel, and install it without the network: the dependencies are those the tests run with.

    A folder named in a .pth file brings its packages and not its own .pth files, so an editable checkout stays out.
    """
    folder = tmp_path_factory.mktemp("wheel")
    _run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder / "built"))
    (wheel,) = (folder / "built").glob("*.whl")
    environment = folder / "environment"
    venv.create(environment, with_pip=False)
    scripts, packages = (_place(environment, name) for name in ("scripts", "purelib"))
    python = str(scripts / "python")
    pip = [sys.executable, "-m", "pip", "--quiet", "--python", python]
    _run(*pip, "install", "--no-index", "--no-deps", "--no-compile", str(wheel))
    dependencies = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (packages / "dependencies.pth").write_text("\n".join(sorted(dependencies)), encoding="utf-8")
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()
    return Installed(wheel, environment, scripts, elsewhere)


def _place(environment: Path, name: str) -> Path:
    base = {"base": str(environment), "platbase": str(environment)}
    return Path(sysconfig.get_path(name, scheme="venv", vars=base))


def _run(*command: str) -> None:
    done = subprocess.run(command, cwd=ROOT, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_wheel_holds_the_program_and_no_tests(installed: Installed) -> None:
    with zipfile.ZipFile(installed.wheel) as archive:
        names = archive.namelist()
    package = {name.split("/")[1] for name in names if name.startswith("claimtrack/")}

    assert {name.split("/")[0] for name in names if ".dist-info" not in name} == {"claimtrack"}
    assert {"cli", "domain", "errors", "formats", "migrations", "sample_data", "services", "store"} <= package
    assert not [name for name in names if {"tests", "bench", "__pycache__"} & set(name.split("/"))]
    assert [name for name in names if name.endswith("licenses/LICENSE")]


def test_what_runs_is_the_wheel(installed: Installed) -> None:
    places = [
        installed.evaluated("m.__file__", module="claimtrack"),
        installed.evaluated("m.scripts()", module="claimtrack.store.schema"),
        installed.evaluated("m.text_path('0001')", module="claimtrack.store.schema"),
        installed.evaluated("m.sample_data()", module="claimtrack.services.demonstrating"),
    ]

    assert all(place.is_relative_to(installed.folder) and place.exists() for place in places), places


def test_wheel_has_the_table_of_ratings(installed: Installed) -> None:
    assert installed.evaluated("m.OWN", module="claimtrack.formats.ratings").is_relative_to(installed.folder)
    assert "is read as misleading" in installed.run("claimtrack", "rating", "show", "Engañoso")


def test_wheel_creates_a_database_and_reports(installed: Installed) -> None:
    database = str(installed.elsewhere / "fresh.db")
    installed.run(
        "claimtrack", "add", "The bridge is closed", "--asserted-by", "City", "--denied-by", "Rail", "--db", database
    )
    answer = installed.run("claimtrack", "report", "--disputed", "--db", database)

    assert "The bridge is closed" in answer
    assert "disputed" in answer


def test_wheel_builds_the_sample_case(installed: Installed) -> None:
    kept = installed.elsewhere / "sample"
    answer = installed.run("claimtrack", "demo", "--keep", str(kept))

    assert "report --disputed" in answer
    assert "nk-munitions-to-russia" in answer
    assert "disputed" in installed.run("claimtrack", "report", "--disputed", "--db", str(kept / "claimtrack.db"))
