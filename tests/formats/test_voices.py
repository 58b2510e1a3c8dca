"""Voices without a name are told from names, by a table that covers many languages and can be extended."""

import tomllib
import unicodedata
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.vocabulary import ActorKind
from claimtrack.formats import voices

TABLE: dict[str, dict[str, list[str]]] = tomllib.loads(
    (files("claimtrack.formats") / "voices.toml").read_text(encoding="utf-8")
)
# Not in the table as they stand here, but as their words.
CROWDS = [
    "Several Facebook users", "Various social media posts", "SOCIAL MEDIA USERS", "Facebook/Twitter", "Users of TikTok",
    "Social media users in Kenya", "Publicaciones virales en Facebook", "Usuarios de redes sociales en Chile",
    "Diversas publicações no Facebook", "Plusieurs internautes sur Twitter", "Mehrere Nutzer auf Facebook",
    "Utenti di Facebook", "Różni użytkownicy Facebooka", "Пользователи Фейсбука", "Користувачі Фейсбуку",
    "ناشطون على مواقع التواصل الاجتماعي", "کاربران شبکه‌های اجتماعی", "सोशल मीडिया पर वायरल पोस्ट", "বিভিন্ন ফেসবুক পেজ",
    "网络用户", "多個網民", "複数のSNSユーザー", "여러 페이스북 이용자", "ผู้ใช้เฟซบุ๊กหลายคน", "Pengguna media sosial",
    "Người dùng Facebook", "Χρήστες του Facebook", "Facebook-gebruikers", "Korisnici društvenih mreža", "Mga netizen",
]  # fmt: skip
NAMES = [
    "Donald Trump", "Washington Post", "Huffington Post", "The Post", "ABC News", "Meta", "Mark Zuckerberg",
    "Facebook Inc",
    "Association of Internet Users", "User123", "@user", "FB User Paula Pont", "Sources Say LLC", "Page Six",
    "Facebook users, Paula Pont", "World Health Organization", "红十字会", "Наталья Постникова", "Ana Redes",
]  # fmt: skip


@pytest.mark.parametrize("name", CROWDS)
def test_crowd_is_seen_in_its_words(name: str) -> None:
    assert voices.kind_of(name) == ActorKind.CROWD


@pytest.mark.parametrize("name", NAMES)
def test_name_is_no_crowd(name: str) -> None:
    assert voices.kind_of(name) is None


@pytest.mark.parametrize("language", TABLE["crowd"])
def test_every_word_of_the_table_is_a_crowd_in_its_language(language: str) -> None:
    words = [*TABLE["crowd"][language], *TABLE["platform"].get(language, [])]
    named = {voices.spelled(name) for name in TABLE["named"]["words"]}
    assert words
    assert [word for word in words if voices.spelled(word) not in named and not voices.kind_of(word)] == []


@pytest.mark.parametrize("language", TABLE["crowd"])
def test_words_of_a_language_are_of_one_script(language: str) -> None:
    """A letter of another script that looks the same would never be met."""
    if language in ("zh", "ja", "ko"):
        return
    for table in ("crowd", "platform", "beside", "unnamed"):
        for word in TABLE[table].get(language, []):
            scripts = {unicodedata.name(sign).split()[0] for sign in word if sign.isalpha()}
            assert len(scripts) <= 1, (word, scripts)


@pytest.mark.parametrize("name", ["Unknown", "ANONYMOUS", "Desconocido", "غير معروف", "不明"])
def test_one_that_nobody_names_is_unknown(name: str) -> None:
    assert voices.kind_of(name) == ActorKind.UNKNOWN


@pytest.mark.parametrize("name", ["", " ", "-", "...", "N/A", "none", "NULL", "nan"])
def test_text_that_names_nobody_is_seen(name: str) -> None:
    assert voices.is_nobody(name)
    assert not voices.is_byline(name)


@pytest.mark.parametrize(
    ("name", "rest"), [("By Fact Desk Staff", "fact"), ("Redação Lupa", "lupa"), ("Paula Pont", "paula pont")]
)
def test_byline_is_taken_off_a_name(name: str, rest: str) -> None:
    assert voices.without_byline(name) == rest
    assert not voices.is_byline(name)


@pytest.mark.parametrize("name", ["Staff", "Fact-check team", "Web Desk", "La rédaction", "редакция"])
def test_name_of_a_desks_people_alone_is_a_byline(name: str) -> None:
    assert voices.is_byline(name)


@given(st.text(max_size=60) | st.lists(st.sampled_from([*CROWDS, *NAMES, "in", "在"]), max_size=5).map(" ".join))
def test_any_text_has_a_kind_or_none(text: str) -> None:
    found: Any = voices.kind_of(text)
    assert found in (None, ActorKind.CROWD, ActorKind.UNKNOWN)
    assert found == voices.kind_of(f" {text.upper()} ") or not text.isascii()
