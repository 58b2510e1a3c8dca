"""Meaning: a model on this machine helps to tell claims in other words; without one nothing is missing."""

import os
from importlib.util import find_spec
from pathlib import Path

import pytest

from claimtrack.services import meaning
from tests.conftest import Cli

MODEL = os.environ.get(meaning.VARIABLE)  # before the tests' environment is cleaned


@pytest.fixture
def alike(cli: Cli) -> Cli:
    """A record in which the claim that is meant has fewer of the words asked for than another."""
    cli("add", "North Korea has shipped artillery shells to Russia")
    cli("add", "A bulletin of Moscow says that Pyongyang's zoo delivered eggs", "--force")
    return cli


ASKED = "Pyongyang delivered ammunition for howitzers to Moscow; artillery of North Korea"


def test_without_a_model_the_words_decide(alike: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HOME", str(tmp_path))
    assert meaning.cosines("a", ["b"]) is None
    assert alike("similar", ASKED).code == 0


def test_a_folder_without_a_model_is_refused(alike: Cli, tmp_path: Path) -> None:
    ran = alike("similar", ASKED, env={meaning.VARIABLE: str(tmp_path)})
    assert (ran.code, "where there is no model" in ran.err) == (2, True)


def test_a_model_that_cannot_be_read_is_refused(alike: Cli, tmp_path: Path) -> None:
    for name in ("tokenizer.json", "model.onnx"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    ran = alike("similar", ASKED, env={meaning.VARIABLE: str(tmp_path)})
    if all(find_spec(name) for name in ("numpy", "onnxruntime", "tokenizers")):
        assert (ran.code, "cannot be read" in ran.err) == (2, True)
    else:
        assert (ran.code, "claimtrack[semantic]" in ran.err) == (1, True)


def test_no_write_asks_a_model(alike: Cli, tmp_path: Path) -> None:
    ran = alike("add", "North Korea shipped artillery shells to Russia", env={meaning.VARIABLE: str(tmp_path)})
    assert (ran.code, "is much like c1" in ran.err) == (0, True)


@pytest.mark.skipif(MODEL is None, reason="no model of sentences: CLAIMTRACK_MODEL names none")
def test_a_model_tells_what_is_meant(alike: Cli) -> None:
    assert MODEL
    near = meaning_of(MODEL, ["The dog is asleep", "Shells were sent to Moscow"])
    assert near[1] > near[0] + 0.2
    out = alike("similar", ASKED, "--format", "csv", env={meaning.VARIABLE: MODEL}).out
    assert out.splitlines()[1].startswith("c1,")


def meaning_of(model: str, texts: list[str]) -> list[float]:
    """Return how near each text is to a sentence about shells."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(meaning.VARIABLE, model)
        found = meaning.cosines("Russia received ammunition", texts)
    assert found
    return found
