"""Compares what texts mean by a model of sentences, where one is on this machine; the one place that needs it.

The model is only ever read from disk, and nothing that it says is kept: it is asked about the few claims whose words
are likest. It is a folder as sentence-transformers lays it out; with ONNX in it, a small library reads it, else that
program itself, where it is installed.
"""

import os
from collections.abc import Sequence
from pathlib import Path

from claimtrack.errors.meaning import NoModel, NoModelLibrary, NotReadable

VARIABLE = "CLAIMTRACK_MODEL"
SHARE = 0.6  # of a score, that the meaning has; the words have the rest
_CACHED = "hub/models--sentence-transformers--all-MiniLM-L6-v2/snapshots"
_NETWORKS = ("model.onnx", "onnx/model.onnx")
_TOKENS = "tokenizer.json"
_PARTS = "modules.json"  # what a model for sentence-transformers itself begins with
_MOST_TOKENS = 128  # of a text; a claim is a sentence


def cosines(text: str, others: Sequence[str]) -> list[float] | None:
    """Return how near in meaning each text is to the first (-1 to 1), or None where this machine has no model.

    Raises NoModelLibrary, NoModel or NotReadable where CLAIMTRACK_MODEL names one that cannot be used.
    """
    named = os.environ.get(VARIABLE)
    folder = Path(named) if named else _cached()
    if folder is None or not others:
        return None
    network = next((folder / name for name in _NETWORKS if (folder / name).is_file()), None)
    is_small = network is not None and (folder / _TOKENS).is_file()
    if not is_small and not (folder / _PARTS).is_file():
        if named:
            raise NoModel(named)
        return None
    try:
        texts = [text, *others]
        return _by_onnx(folder, network, texts) if network and is_small else _whole(folder, texts)
    except ImportError as error:
        if named:
            raise NoModelLibrary(is_small=is_small) from error
        return None
    except Exception as error:
        # Nothing narrower can be named: tokenizers raises Exception itself for a file it cannot read, onnxruntime one
        # class for each of its codes, under no common one. The cause is kept, and shown in the message.
        raise NotReadable(str(folder), str(error)) from error


def _by_onnx(folder: Path, network: Path, texts: Sequence[str]) -> list[float]:
    """Compare texts with the first by ONNX: a text is the mean of what the model says of its tokens."""
    import numpy as np
    import onnxruntime
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / _TOKENS))
    tokenizer.enable_truncation(_MOST_TOKENS)
    tokenizer.enable_padding()
    session = onnxruntime.InferenceSession(str(network), providers=["CPUExecutionProvider"])
    encoded = tokenizer.encode_batch(list(texts))
    given = {
        "input_ids": np.array([one.ids for one in encoded], dtype=np.int64),
        "attention_mask": np.array([one.attention_mask for one in encoded], dtype=np.int64),
        "token_type_ids": np.array([one.type_ids for one in encoded], dtype=np.int64),
    }
    states = session.run(None, {one.name: given[one.name] for one in session.get_inputs()})[0]
    mask = given["attention_mask"][:, :, None]
    vectors = (states * mask).sum(axis=1) / mask.sum(axis=1)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return [float(one) for one in vectors[1:] @ vectors[0]]


def _whole(folder: Path, texts: Sequence[str]) -> list[float]:
    """Compare texts with the first by sentence-transformers, which is to look nowhere else, and to be quiet."""
    os.environ |= {"HF_HUB_OFFLINE": "1", "HF_HUB_DISABLE_PROGRESS_BARS": "1", "TRANSFORMERS_VERBOSITY": "error"}
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    vectors = model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
    return [float(one) for one in vectors[1:] @ vectors[0]]


def _cached() -> Path | None:
    """Return the model that other programs have put where Hugging Face keeps its own, if it is there."""
    home = os.environ.get("HF_HOME") or Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache", "huggingface")
    try:
        return next(iter(sorted(Path(home).expanduser().joinpath(_CACHED).iterdir())), None)
    except (OSError, RuntimeError):  # there is none, or nobody whose home it could be in
        return None
