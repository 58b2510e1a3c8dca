"""The closed lists of words: no word means nothing, and the sides share no stance."""

from claimtrack.domain.vocabulary import (
    COMMITTING,
    CREDIBILITY_MEANING,
    RELIABILITY_MEANING,
    STANCE_MEANING,
    STANCES_AGAINST,
    STANCES_FOR,
    Credibility,
    Reliability,
    Stance,
)


def test_no_stance_is_on_both_sides() -> None:
    assert not STANCES_FOR & STANCES_AGAINST


def test_relays_and_retractions_commit_to_nothing() -> None:
    assert set(Stance) - COMMITTING == {Stance.REPORTS, Stance.NO_COMMENT, Stance.RETRACTS}


def test_every_stance_has_its_meaning() -> None:
    assert list(STANCE_MEANING) == list(Stance)


def test_every_grade_has_its_meaning() -> None:
    assert (list(RELIABILITY_MEANING), list(CREDIBILITY_MEANING)) == (list(Reliability), list(Credibility))


def test_grades_are_those_of_the_admiralty_code() -> None:
    assert ("".join(Reliability), [int(grade) for grade in Credibility]) == ("ABCDEF", [1, 2, 3, 4, 5, 6])
