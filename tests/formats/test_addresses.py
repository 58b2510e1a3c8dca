"""Web addresses as files give them: mended where one thing can be meant, left out where it is no address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.intake import Repair
from claimtrack.domain.vocabulary import SourceKind
from claimtrack.formats import addresses, appearances

PAGE = "https://desk.example/checks/1.html"
MENDED = {
    "www.desk.example/a": "https://www.desk.example/a",
    "desk.example": "https://desk.example",
    "//desk.example/a": "https://desk.example/a",
    "/a/b?c=d": "https://desk.example/a/b?c=d",
    "../a": "https://desk.example/a",
    "2.html": "https://desk.example/checks/2.html",
    "http://https://desk.example": "https://desk.example",
    "https:/desk.example": "https://desk.example",
    "HTTPS://desk.example/A": "https://desk.example/A",
    "https%3A%2F%2Fdesk.example%2Fa%3Fb": "https://desk.example/a?b",
    "https%253A%252F%252Fdesk.example%252Fa": "https://desk.example/a",
    "https://desk.example/%25D0%25B0": "https://desk.example/%D0%B0",
    "https://desk.example/a b": "https://desk.example/a%20b",
    "https://desk.example/?a=1&amp;b=2": "https://desk.example/?a=1&b=2",
    "https://desk.example/a\n": "https://desk.example/a",
}
AS_THEY_ARE = [
    "https://desk.example/%D0%B0",
    "http://desk.example/a%20b?c=%25",
    "https://бридж.example/путь",
    "https://desk.example:8080/",
]
NO_ADDRESSES = ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "mailto:a@b.example", "Twitter",
                "the mayor", "http://", "http://[::1", "https://desk.example:99999/", "https://a.example/" + "x" * 5000,
                "https://a.example/\x1b]52"]  # fmt: skip


@pytest.mark.parametrize(("given_text", "url"), MENDED.items(), ids=MENDED)
def test_address_is_mended_where_it_can_mean_one_thing(given_text: str, url: str) -> None:
    repairs: list[Repair] = []
    assert addresses.address("url", given_text, repairs, page=PAGE) == url
    assert [repair.done for repair in repairs] == ([f"read as {url}"] if url != given_text.strip() else [])


@pytest.mark.parametrize("url", AS_THEY_ARE)
def test_address_in_order_stays_as_it_is(url: str) -> None:
    repairs: list[Repair] = []
    assert (addresses.address("url", url, repairs, page=PAGE), repairs) == (url, [])


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_what_is_no_web_address_is_left_out_and_said_so(text: str) -> None:
    repairs: list[Repair] = []
    assert addresses.address("url", text, repairs, page=PAGE) is None
    assert repairs == [Repair("url", text, "left out: it is no web address")]


@pytest.mark.parametrize(
    "url",
    ["https://www.facebook.com/photo.php?fbid=1", "https://m.facebook.com/groups/1/posts/2", "https://fb.watch/a",
     "https://x.com/a/status/1",
     "https://www.instagram.com/p/abc/", "https://www.youtube.com/watch?v=1", "https://www.tiktok.com/@a/video/1", "https://t.me/a/1",
     "https://archive.ph/abc", "https://paper.example/2024/05/a", "https://paper.example/one-two-three-four-five-six"],
)  # fmt: skip
def test_post_or_article_is_seen(url: str) -> None:
    assert addresses.is_post(url)


@pytest.mark.parametrize(
    ("url", "kind"),
    [("https://x.com/a/status/1", SourceKind.POST), ("https://archive.ph/abc", None),
     ("https://web.archive.org/web/2024/https://x.com/a/status/1", None), ("https://perma.cc/AB-CD", None)],
)  # fmt: skip
def test_what_is_archived_may_be_a_post_or_none(url: str, kind: SourceKind | None) -> None:
    assert appearances.at(url).source.kind == kind


@pytest.mark.parametrize(
    "url",
    ["https://www.facebook.com/pont", "https://x.com/pont", "https://www.youtube.com/@pont", "https://t.me/pont",
     "https://en.wikipedia.org/wiki/Paula_Pont", "https://desk.example/personalities/paula-pont/", "https://pont.example"],
)  # fmt: skip
def test_page_that_stands_for_somebody_is_no_post(url: str) -> None:
    assert not addresses.is_post(url)


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("https://www.river.example/", ("river.example", "river")),
        ("https://factcheck.afp.example/", ("factcheck.afp.example", "afp")),
        ("https://lupa.uol.com.br/", ("lupa.uol.com.br", "lupa")),
        ("https://www.river.co.uk/news", ("river.co.uk", "river")),
        ("https://www.facebook.com/river", ()),
    ],
)
def test_site_goes_by_its_host_and_its_name(url: str, names: tuple[str, ...]) -> None:
    assert addresses.site_names(url) == names


@given(
    st.text(max_size=60) | st.from_regex(r"(https?)?:?/{0,3}[a-z%25.\[\]:@/?#\\ ]{0,30}", fullmatch=True),
    st.sampled_from([None, PAGE, "http://["]),
)
def test_what_is_read_is_a_web_address_with_a_host(text: str, page: str | None) -> None:
    repairs: list[Repair] = []
    url = addresses.address("url", text, repairs, page=page)
    assert url is None or (url.startswith(("http://", "https://")) and addresses.host(url) is not None)
    assert bool(repairs) == (bool(text.strip()) and url != text.strip())


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
