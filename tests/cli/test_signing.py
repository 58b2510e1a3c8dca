"""Signed checkpoints: level 3 needs a valid signature of the very checkpoint that the history continues."""

import shutil
import stat
import subprocess
import sys
from base64 import b64decode
from pathlib import Path

import pytest

from tests.conftest import Cli
from tests.others import tamper

pytest.importorskip("cryptography", reason="the extra claimtrack[sign] is not installed")


@pytest.fixture
def desk(cli: Cli) -> Cli:
    """The command line, in a folder with a small record, a pair of keys and a signed checkpoint in `signed`."""
    assert cli("add", "The bridge is closed", "--asserted-by", "City").code == 0
    assert cli("keygen", "desk.key").code == 0
    Path("signed").write_text(cli("checkpoint", "--sign", "desk.key").out, encoding="utf-8")
    return cli


def level(cli: Cli, *args: str) -> tuple[int, str]:
    ran = cli("verify", *args)
    return ran.code, ran.out.partition(":")[0]


def test_signed_checkpoint_that_is_continued_is_level_three(desk: Cli) -> None:
    assert level(desk, "--checkpoint", "signed", "--key", "desk.key.pub") == (0, "level 3")
    desk("tag", "c1", "bridge")
    assert level(desk, "--checkpoint", "signed", "--key", "desk.key.pub") == (0, "level 3")


def test_without_a_key_a_signature_shows_nothing(desk: Cli) -> None:
    assert level(desk, "--checkpoint", "signed") == (0, "level 2")


def test_checkpoint_without_a_signature_is_not_level_three(desk: Cli) -> None:
    Path("plain").write_text(desk("checkpoint").out, encoding="utf-8")
    assert level(desk, "--checkpoint", "plain", "--key", "desk.key.pub") == (4, "level 2")
    assert level(desk, "--checkpoint", "plain", "--checkpoint", "signed", "--key", "desk.key.pub") == (0, "level 3")


def test_signature_by_another_key_is_not_level_three(desk: Cli) -> None:
    desk("keygen", "other.key")
    assert level(desk, "--checkpoint", "signed", "--key", "other.key.pub") == (4, "level 2")


@pytest.mark.parametrize("part", [0, 1, 2, 3])
def test_forged_signature_is_not_level_three(desk: Cli, part: int) -> None:
    line, signature = Path("signed").read_text(encoding="utf-8").splitlines()
    words = signature.split(" ")
    words[part] = ("A" if words[part][0] != "A" else "B") + words[part][1:]
    Path("forged").write_text(f"{line}\n{' '.join(words)}\n", encoding="utf-8")
    assert level(desk, "--checkpoint", "forged", "--key", "desk.key.pub") == (4, "level 2")


def test_signature_of_another_checkpoint_is_not_level_three(desk: Cli) -> None:
    signature = Path("signed").read_text(encoding="utf-8").splitlines()[1]
    desk("tag", "c1", "bridge")
    Path("forged").write_text(f"{desk('checkpoint').out}{signature}\n", encoding="utf-8")
    assert level(desk, "--checkpoint", "forged", "--key", "desk.key.pub") == (4, "level 2")


def test_signature_of_a_history_that_was_forged_since_shows_no_level(desk: Cli) -> None:
    tamper(Path("claimtrack.db"), "UPDATE claim SET text = 'The bridge is open'")
    assert level(desk, "--checkpoint", "signed", "--key", "desk.key.pub") == (4, "level 0")


@pytest.mark.usefixtures("desk")
def test_openssl_verifies_the_signature(tmp_path: Path) -> None:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not on this machine")
    line, signature = Path("signed").read_text(encoding="utf-8").splitlines()
    (tmp_path / "line").write_text(line + "\n", encoding="utf-8")
    (tmp_path / "signature").write_bytes(b64decode(signature.split()[3]))
    command = "openssl pkeyutl -verify -pubin -inkey desk.key.pub -rawin -in line -sigfile signature"
    done = subprocess.run(command.split(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="rights are those of POSIX")
@pytest.mark.usefixtures("desk")
def test_private_key_is_its_owners_alone() -> None:
    assert stat.S_IMODE(Path("desk.key").stat().st_mode) == 0o600
    assert Path("desk.key").read_text(encoding="ascii").startswith("-----BEGIN PRIVATE KEY-----\n")


@pytest.mark.parametrize("there", ["one.key", "one.key.pub"])
def test_key_is_never_written_over(bare_cli: Cli, there: str) -> None:
    Path(there).write_text("mine", encoding="utf-8")
    ran = bare_cli("keygen", "one.key")
    assert (ran.code, Path(there).read_text(encoding="utf-8")) == (2, "mine")
    assert len(list(Path().glob("one.key*"))) == 1


def test_key_in_no_folder_is_said_not_to_be_written(bare_cli: Cli) -> None:
    assert bare_cli("keygen", "nowhere/one.key").code == 1


BAD_KEYS = {
    "no key": ("", "no key in PEM form"),
    "half a key": ("-----BEGIN PRIVATE KEY-----\nMC4=\n-----END PRIVATE KEY-----\n", "a private key stands in it"),
    "another form": ("ssh-ed25519 AAAA\n", "no key in PEM form"),
}


@pytest.mark.parametrize("option", ["--sign", "--key"])
@pytest.mark.parametrize(("text", "says"), BAD_KEYS.values(), ids=BAD_KEYS)
def test_what_is_no_key_is_said_to_be_none(desk: Cli, option: str, text: str, says: str) -> None:
    Path("bad.key").write_text(text, encoding="utf-8")
    command = ["checkpoint"] if option == "--sign" else ["verify", "--checkpoint", "signed"]
    ran = desk(*command, option, "bad.key")
    assert (ran.code, ran.out) == (2, "")
    assert says in ran.err


def test_other_half_of_a_pair_is_named_as_such(desk: Cli) -> None:
    assert "a public key stands in it" in desk("checkpoint", "--sign", "desk.key.pub").err
    assert "a private key stands in it" in desk("verify", "--checkpoint", "signed", "--key", "desk.key").err


def test_key_for_another_algorithm_is_named_as_such(desk: Cli) -> None:
    if not shutil.which("openssl"):
        pytest.skip("openssl is not on this machine")
    subprocess.run(["openssl", "genpkey", "-algorithm", "X25519", "-out", "x.key"], check=True, capture_output=True)
    subprocess.run(["openssl", "pkey", "-in", "x.key", "-pubout", "-out", "x.pub"], check=True, capture_output=True)
    locked = "openssl pkey -in desk.key -aes256 -passout pass:secret -out locked.key"
    subprocess.run(locked.split(), check=True, capture_output=True)
    assert "another algorithm" in desk("checkpoint", "--sign", "x.key").err
    assert "another algorithm" in desk("verify", "--checkpoint", "signed", "--key", "x.pub").err
    assert "locked by a password" in desk("checkpoint", "--sign", "locked.key").err


def test_missing_key_file_is_said_to_be_missing(desk: Cli) -> None:
    assert desk("checkpoint", "--sign", "none.key").code == 2
    assert desk("verify", "--checkpoint", "signed", "--key", "none.pub").code == 2


def test_key_without_a_checkpoint_verifies_nothing(desk: Cli) -> None:
    ran = desk("verify", "--key", "desk.key.pub")
    assert ran.code == 2
    assert "none was given" in ran.err


@pytest.mark.parametrize(
    "command", [["keygen", "more.key"], ["checkpoint", "--sign", "desk.key"],
                ["verify", "--checkpoint", "signed", "--key", "desk.key.pub"]]
)  # fmt: skip
def test_without_the_extra_it_says_what_to_install(
    desk: Cli, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claimtrack.services.signing.find_spec", lambda _: None)
    ran = desk(*command)
    assert ran.code == 1
    assert "pip install 'claimtrack[sign]'" in ran.err
    assert not Path("more.key").exists()


def test_key_that_others_may_read_is_pointed_out(cli: Cli) -> None:
    assert cli("add", "The bridge is closed").code == 0
    assert cli("keygen", "desk.key").code == 0
    assert cli("checkpoint", "--sign", "desk.key").err == ""
    Path("desk.key").chmod(0o640)
    ran = cli("checkpoint", "--sign", "desk.key")
    assert (ran.code, ran.err) == (0, "others may read desk.key, and sign with it: chmod 600 desk.key\n")


@pytest.mark.parametrize("name", ["", ".", "/"])
def test_folder_is_no_name_for_a_key(cli: Cli, name: str) -> None:
    ran = cli("keygen", name)
    assert (ran.code, "it is a folder" in ran.err) == (1, True), ran.err
