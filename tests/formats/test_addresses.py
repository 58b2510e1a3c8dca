"""Web addresses: which are whole as they stand, which are posts, and which are of one site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.formats import addresses

WHOLE = [
    "https://a.org",
    "http://a.org/b?c=d#e",
    "https://A.ORG/",
    "https://xn--bcher-kva.example/",
    "https://북한.kr/a",
]
NOT_WHOLE = [
    "", "/a", "//a.org/b", "a.org/b", "www.a.org", "javascript:alert(1)", "ftp://a.org", "https:///a", "https://a",
    "https://a.org/b c", "https://a.org/\n", "mailto:a@b.org", "http://[::1", "https://a.org/\u202e",
]  # fmt: skip


@pytest.mark.parametrize("text", WHOLE)
def test_an_address_of_the_web_is_whole(text: str) -> None:
    assert addresses.is_whole(text)


@pytest.mark.parametrize("text", NOT_WHOLE)
def test_what_leads_nowhere_by_itself_is_not_whole(text: str) -> None:
    assert not addresses.is_whole(text)


@pytest.mark.parametrize(
    ("text", "is_post"),
    [
        ("https://twitter.com/a/status/1", True), ("https://twitter.com/a", False),
        ("https://m.facebook.com/a/posts/1", True), ("https://www.facebook.com/watch/?v=1", True),
        ("https://www.facebook.com/photo.php?fbid=1", True), ("https://www.facebook.com/somebody", False),
        ("https://youtu.be/abc", True), ("https://youtu.be/", False), ("https://www.youtube.com/watch?v=1", True),
        ("https://www.youtube.com/@channel", False), ("https://paper.example.org/status/1", False), ("post", False),
    ],
)  # fmt: skip
def test_a_post_is_told_from_a_page_about_somebody(text: str, *, is_post: bool) -> None:
    assert addresses.is_post(text) is is_post


@given(st.text(max_size=40))
def test_whatever_text_stands_for_an_address_is_looked_at(text: str) -> None:
    for one in (text, f"https://{text}", f"https://twitter.com/{text}"):
        assert addresses.is_post(one) in (True, False)
        assert not addresses.is_whole(one) or addresses.host(one)
