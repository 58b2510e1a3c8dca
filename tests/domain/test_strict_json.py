"""JSON from outside: what two readers could read in two ways is refused, and nothing costs more than it is long."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain import strict_json

texts = st.text(st.characters(exclude_categories=["Cs"]))
plain = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | texts,
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(texts, inside, max_size=4),
    max_leaves=20,
)

HOSTILE = {
    "nothing": "",
    "a word": "proof",
    "not a number": '{"a": NaN}',
    "infinity": "[-Infinity]",
    "a fraction": "[1.5]",
    "an overflow": "[1e999]",
    "a huge number": "[" + "9" * 10_000 + "]",
    "a number beyond SQLite's": "[1234567890123456789]",
    "a key twice": '{"a": 1, "a": 2}',
    "a key twice, within": '{"b": {"a": 1, "\\u0061": 2}}',
    "deep lists": "[" * 200_000,
    "deep objects": '{"a":' * 100_000,
    "half a character": '["\\ud83d"]',
    "half a character in a key": '{"\\udc00": 1}',
    "half a character, raw": '["\ud83d"]',
    "a raw control": '["\x00"]',
    "two values": "{} {}",
    "a comma too many": "[1,]",
    "very many values": "[" + "[]," * 1_000_000 + "[]]",
    "too long": " " * (strict_json.LARGEST + 1),
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_json_is_refused_with_the_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"^it "):
        strict_json.loads(text)


@given(value=plain, ascii_only=st.booleans())
def test_honest_json_is_read_as_it_is(value: object, *, ascii_only: bool) -> None:
    assert strict_json.loads(json.dumps(value, ensure_ascii=ascii_only)) == value
