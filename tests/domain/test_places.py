"""Places: a file or a server, told apart by what is typed; a password is in no text that is shown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.places import Server, place_of, without_passwords
from claimtrack.errors.servers import MalformedUrl, OtherEngine

SHOWN = [
    ("postgresql://desk@db.example.org/claims", "postgresql://desk@db.example.org/claims"),
    ("postgres://desk:secret@db.example.org:5433/claims", "postgresql://desk@db.example.org:5433/claims"),
    ("postgresql://desk:secret@[::1]:5433/claims?sslmode=require", "postgresql://desk@[::1]:5433/claims"),
    ("postgresql://desk@one:5432,two:5432/claims", "postgresql://desk@one:5432,two:5432/claims"),
    ("postgresql:///claims?host=/run/postgresql&password=secret", "postgresql:///claims"),
    ("postgresql://db.example.org?dbname=claims&user=desk", "postgresql://db.example.org/claims"),
]


@pytest.mark.parametrize(("url", "shown"), SHOWN)
def test_server_is_shown_without_its_password(url: str, shown: str) -> None:
    place = place_of(url)
    assert isinstance(place, Server)
    assert (str(place), place.url) == (shown, url)
    assert "secret" not in repr(place)


@pytest.mark.parametrize("name", ["claimtrack.db", "postgresql.db", "folder/postgresql:x", "C:\\claims.db", "a:b"])
def test_anything_else_is_a_file(name: str) -> None:
    assert place_of(name) == Path(name)


MALFORMED = [
    "postgresql://",
    "postgresql://db.example.org",
    "postgresql://db.example.org/",
    "postgresql://db.example.org:port/claims",
    "postgresql://desk:se@cret@db.example.org/claims",
    "postgresql://desk:1/secret@db.example.org/claims",
    "postgresql://desk:1?secret@db.example.org/claims",
    "postgresql://desk:1#secret@db.example.org/claims",
    "postgresql://db.example.org/claims/more",
    "postgresql://db.example.org/claims?sslmode",
    "postgresql://[::1/claims",
    "postgresql://db.example.org/cla ims",
    "postgresql://db.example.org/cla\x1b[2Jims",
    "postgresql://db.example.org/claims\nx",
    "postgresql://db.example.org/claims?application_name=%FF",
    "postgresql://db.example.org/claims?replication=true",
]


@pytest.mark.parametrize("url", MALFORMED)
def test_url_that_leaves_a_doubt_is_refused_without_a_word_of_it(url: str) -> None:
    with pytest.raises(MalformedUrl) as refused:
        place_of(url)
    for part in ("secret", "example", "claims", "cret"):
        assert part not in refused.value.message


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("no postgresql://desk:s/ecret@db/claims here", "no postgresql://desk@db/claims here"),
        ("postgres:/desk:secret@db:5432/claims", "postgres:/desk@db:5432/claims"),
        ("postgresql://db:5432/claims, a: b@c", "postgresql://db:5432/claims, a: b@c"),
    ],
)
def test_no_password_is_left_in_what_is_told(text: str, shown: str) -> None:
    assert without_passwords(text) == shown


@pytest.mark.parametrize("url", ["mysql://db/claims", "sqlite:///claims.db", "https://example.org/c.db"])
def test_other_engine_is_refused(url: str) -> None:
    with pytest.raises(OtherEngine):
        place_of(url)


@given(password=st.text(st.characters(codec="ascii", min_codepoint=33), min_size=4))
def test_whatever_stands_for_a_password_is_shown_nowhere(password: str) -> None:
    secret = f"Z{password}Z"  # so that it is no word of the message
    try:
        shown = str(place_of(f"postgresql://desk:{secret}@db.example.org/claims"))
    except MalformedUrl as error:
        shown = error.message + error.hint
    assert secret not in shown
