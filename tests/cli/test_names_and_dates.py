"""Names and dates as people write them: no date is misread in silence, no name twice on record without a word."""

import json
import unicodedata

import pytest

from tests.conftest import Cli

# Forty ways to write a date: how claimtrack reads it (its first and last day), or None where it asks.
FORMS: dict[str, tuple[str, str] | None] = {
    "2023-10-13": ("2023-10-13", "2023-10-13"),
    "2023-10": ("2023-10-01", "2023-10-31"),
    "2023": ("2023-01-01", "2023-12-31"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "2023-10-13~": ("2023-10-13", "2023-10-13"),
    "2023?": ("2023-01-01", "2023-12-31"),
    "2023-10%": ("2023-10-01", "2023-10-31"),
    "2023-08/2024-01": ("2023-08-01", "2024-01-31"),
    "2023-22": ("2023-06-01", "2023-08-31"),
    "201X": ("2010-01-01", "2019-12-31"),
    "2004-XX": ("2004-01-01", "2004-12-31"),
    "1985-04-XX": ("1985-04-01", "1985-04-30"),
    "2024-05-12T09:30:00Z": ("2024-05-12", "2024-05-12"),
    "2021-7-16": None,
    "20231013": None,
    "2023/10/13": None,
    "2023.10.13": None,
    "13.10.2023": None,
    "03/04/2024": None,
    "3/4/24": None,
    "13/10/2023": None,
    "10/13/2023": None,
    "13-10-2023": None,
    "13 October 2023": None,
    "October 13, 2023": None,
    "13 Oct 2023": None,
    "Oct 2023": None,
    "October": None,
    "mid-May 2024": None,
    "late 2023": None,
    "early October 2023": None,
    "summer 2023": None,
    "Q3 2023": None,
    "2023-W41": None,
    "2023-286": None,
    "yesterday": None,
    "last week": None,
    "1697155200": None,
    "2023-02-30": None,
    "２０２３-10-13": None,
}
NAMES = {
    "composition": ("Café Press", unicodedata.normalize("NFD", "Café Press")),
    "case": ("Harbour Office", "HARBOUR office"),
    "sharp-s": ("Straße", "STRASSE"),
    "cyrillic-case": ("Москва", "МОСКВА"),
    "sigma": ("ΣΊΣΥΦΟΣ", "σίσυφος"),
    "width": ("CIA", "ＣＩＡ"),
    "zero-width": ("North Korea", "North\u200b Korea"),
    "no-break": ("South Korea", "South\u00a0Korea"),
    "blanks": ("South Korea", "South   Korea"),
    "ligature": ("firm press", "ﬁrm press"),
    "hangul": ("한국", unicodedata.normalize("NFD", "한국")),
    "cyrillic-a": ("Rossia", "Rossi\u0430"),
    "cyrillic-all": ("CCCP", "СССР"),
    "greek": ("BBC", "ΒΒC"),
    "digit": ("Paypal", "Paypa1"),
    "capital-i": ("Iran", "lran"),
    "r-n": ("Modern", "Modem"),
    "hyphen": ("Rio-Tinto", "Rio–Tinto"),
    "slip": ("Harbour Office", "Harbor Office"),
    "joined": ("Riga Rail", "RigaRail"),
}


def test_there_are_forty_forms() -> None:
    assert len(FORMS) == 40


@pytest.mark.parametrize("form", FORMS)
def test_date_is_read_as_it_is_written_or_asked_about(cli: Cli, form: str) -> None:
    ran = cli("add", "The pier is closed", "--asserted-by", "Gazette", "--on", form)
    days = FORMS[form]
    if days is None:
        assert (ran.code, ran.out) == (2, "")
        assert "hint: " in ran.err
        return
    assert ran.code == 0, ran.err
    [said] = json.loads(cli("show", "c1", "--format", "json").out)["statements"]
    assert (said["date"], said["earliest"], said["latest"]) == (form, *days)


@pytest.mark.parametrize("pair", NAMES)
@pytest.mark.parametrize("way", ["said", "added"])
def test_name_that_is_nearly_on_record_is_taken_for_it_or_pointed_out(cli: Cli, pair: str, way: str) -> None:
    one, other = NAMES[pair]
    assert cli("add", "The pier is closed", "--asserted-by", one).code == 0
    [known] = json.loads(cli("actor", "list", "--format", "json").out)
    ran = cli("deny", "c1", "--by", other) if way == "said" else cli("actor", "add", other)
    actors = json.loads(cli("actor", "list", "--format", "json").out)
    is_one = len(actors) == 1
    assert is_one or f" {known['slug']}" in ran.err, ran.err
    if is_one and way == "added":
        assert (ran.code, f"belongs to a1 {one}" in ran.err) == (2, True)
