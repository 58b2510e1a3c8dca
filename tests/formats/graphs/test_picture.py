"""The picture: who, what they say, the claim; words for all that colour says."""

import pytest

from claimtrack.domain.records import Actor, Claim, Statement
from claimtrack.domain.text import safe
from claimtrack.domain.vocabulary import STANCES_AGAINST, STANCES_FOR, Stance
from claimtrack.formats.document import Tone
from claimtrack.formats.graphs.picture import COLOURS, Join, Node, picture
from tests.formats.extracts import CHECKPOINT, TEXTS, desk, nasty, stamped


def nodes() -> dict[str, Node]:
    return {node.name: node for node in picture(desk()).nodes}


def test_claim_shows_its_status_as_sign_word_and_colour() -> None:
    node = nodes()["c1"]
    assert (node.lines, node.tone) == (("c1 · ⚑ disputed", "The pier is closed", "event: 2024-03"), Tone.DISPUTED)


def test_claim_that_was_not_asked_for_says_so_and_has_no_status() -> None:
    node = nodes()["c3"]
    assert node.is_context
    assert node.lines[0] == "c3 · not asked for, but relied on"


@pytest.mark.parametrize("stance", Stance)
def test_stance_is_a_word_on_the_statement_whatever_its_colour(stance: Stance) -> None:
    rows = Actor(slug="x", name="x"), Claim(slug="x", text="x", folded="x")
    drawn = picture(stamped(*rows, Statement(claim_id=1, actor_id=1, stance=stance, said_latest="2024-06-01")))
    node = next(node for node in drawn.nodes if node.name == "st1")
    wanted = Tone.SUPPORTED if stance in STANCES_FOR else Tone.REFUTED if stance in STANCES_AGAINST else Tone.FAINT
    assert node.lines[0].split(" · ")[0].endswith(f" {stance}")
    assert node.lines[1] == "by 2024-06-01"
    assert (node.tone, [edge.tone for edge in drawn.edges if edge.join is Join.BEARS]) == (wanted, [wanted])


def test_confidential_rows_that_were_asked_for_are_marked() -> None:
    assert nodes()["st4"].lines[0] == "▴ asserts · st4 · confidential"
    assert [name for name, node in nodes().items() if "confidential" in node.lines[0]] == ["st4"]


def test_everything_is_joined_to_what_it_is_of() -> None:
    edges = [(edge.start, edge.join.value, edge.end, edge.words) for edge in picture(desk()).edges]
    assert edges == [
        ("a2", "speaks", "st1", ""),
        ("st1", "bears", "c1", ""),
        ("a3", "speaks", "st2", ""),
        ("st2", "bears", "c1", ""),
        ("a4", "speaks", "st3", ""),
        ("st3", "bears", "c2", ""),
        ("a2", "speaks", "st4", ""),
        ("st4", "bears", "c3", ""),
        ("a4", "speaks", "e1", ""),
        ("e1", "bears", "c1", "supports"),
        ("e1", "bears", "c2", "context"),
        ("a4", "speaks", "v1", ""),
        ("v1", "bears", "c1", ""),
        ("c2", "relates", "c1", "narrower-than"),
        ("a1", "part-of", "a5", "part-of"),
        ("a2", "part-of", "a3", "part-of 2019"),
        ("a2", "part-of", "a1", "part-of 2020/.."),
        ("st3", "relies", "st1", "relies-on"),
        ("st1", "relies", "st4", "relies-on"),
    ]


def test_every_end_of_an_edge_is_in_the_picture() -> None:
    for extract in (desk(), nasty()):
        drawn = picture(extract)
        names = {node.name for node in drawn.nodes}
        assert {end for edge in drawn.edges for end in (edge.start, edge.end)} <= names


def test_caption_says_from_where_it_is_seen_and_carries_the_checkpoint() -> None:
    assert picture(desk()).caption == ("as of 2024-05-22", CHECKPOINT)
    assert picture(stamped(checkpoint="")).caption == ("as the record stands on 2024-06-01",)


@pytest.mark.parametrize("text", TEXTS)
def test_every_text_is_shown_safe(text: str) -> None:
    assert picture(stamped(Claim(slug="x", text=text, folded=text))).nodes[0].lines[1] == safe(text)


def test_text_too_long_for_a_picture_is_cut_and_counted() -> None:
    drawn = picture(stamped(Claim(slug="x", text="x" * 281, folded="x"), Claim(slug="y", text="y" * 280, folded="y")))
    assert [len(node.lines[1]) for node in drawn.nodes] == [280, 280]
    assert drawn.nodes[0].lines[1].endswith("x...")
    assert drawn.losses == (("text cut short", 1),)


def test_every_tone_has_colours_of_its_own() -> None:
    assert COLOURS.keys() == set(Tone)
    assert len(set(COLOURS.values())) == len(Tone)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, by WCAG 2.2."""

    def luminance(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tone", Tone)
def test_words_and_lines_stand_out_from_what_is_behind_them(tone: Tone) -> None:
    fill, line = COLOURS[tone]
    assert contrast(fill, "#1f2933") >= 7
    assert contrast("#ffffff", line) >= 3
