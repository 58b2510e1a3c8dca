"""The rule of statuses: the table of all masks, who holds a position, and the laws that keep the sides fair."""

from collections.abc import Iterable, Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimtrack.domain.status import (
    AGAINST,
    FOR,
    MASKS,
    RULES,
    Fact,
    Judgement,
    Shown,
    Spoken,
    changes_from,
    judge,
    lean_of,
    status_of,
)
from claimtrack.domain.vocabulary import BearingKind, Lean, Stance, Status

# A party of its own, a party with two organs of which one has a desk, and another party.
SOLO, STATE, MINISTRY, EMBASSY, DESK, OTHER = 1, 2, 21, 22, 211, 3
LINES = {
    SOLO: (SOLO,),
    STATE: (STATE,),
    MINISTRY: (MINISTRY, STATE),
    EMBASSY: (EMBASSY, STATE),
    DESK: (DESK, MINISTRY, STATE),
    OTHER: (OTHER,),
}
NEWCOMER = 9
DAYS = tuple(f"2023-10-{day:02d}" for day in range(1, 29))

MIRRORED_STANCE = {
    Stance.ASSERTS: Stance.DENIES,
    Stance.DENIES: Stance.ASSERTS,
    Stance.SUGGESTS: Stance.DOUBTS,
    Stance.DOUBTS: Stance.SUGGESTS,
}
MIRRORED_BEARING = {
    BearingKind.SUPPORTS: BearingKind.REFUTES,
    BearingKind.REFUTES: BearingKind.SUPPORTS,
    BearingKind.CONTEXT: BearingKind.CONTEXT,
}
MIRRORED_STATUS = {
    Status.SUPPORTED: Status.REFUTED,
    Status.REFUTED: Status.SUPPORTED,
    Status.ASSERTED: Status.DENIED,
    Status.DENIED: Status.ASSERTED,
    **{same: same for same in (Status.DISPUTED, Status.RETRACTED, Status.REPORTED, Status.UNADDRESSED)},
}


def spoken(
    stance: Stance = Stance.ASSERTS,
    *,
    by: int = SOLO,
    on: str = "2023-10-13",
    number: int = 1,
    since: str | None = None,
) -> Spoken:
    return Spoken(number, LINES.get(by, (by,)), stance, since or on, on, f"{number:06d}")


def shown(bearing: BearingKind = BearingKind.SUPPORTS, *, on: str = "2023-10-13", number: int = 1) -> Shown:
    return Shown(number, bearing, on, on)


def statement_lists(days: st.SearchStrategy[str]) -> st.SearchStrategy[list[Spoken]]:
    said = st.lists(st.tuples(st.sampled_from(list(Stance)), st.sampled_from(sorted(LINES)), days), max_size=8)
    return said.map(lambda rows: [spoken(s, by=by, on=on, number=n) for n, (s, by, on) in enumerate(rows, 1)])


FEW_DAYS = st.sampled_from(DAYS[:3])
STATEMENTS = statement_lists(FEW_DAYS)
EVIDENCE = st.lists(st.tuples(st.sampled_from(list(BearingKind)), FEW_DAYS), max_size=4).map(
    lambda rows: [shown(kind, on=on, number=n) for n, (kind, on) in enumerate(rows, 1)]
)


def ids(rows: Iterable[Spoken]) -> list[int]:
    return [said.statement_id for said in rows]


def counted(judgement: Judgement) -> tuple[object, ...]:
    """Return what a judgement says, without the order in which rows were recorded."""
    said = (judgement.held_for, judgement.held_against, judgement.retractions, judgement.relays)
    shows = (judgement.supporting, judgement.refuting)
    return (*(sorted(ids(rows)) for rows in said), *(sorted(rows) for rows in shows), judgement.mask)


def mask_from(*, says_so: bool, shows_so: bool, says_no: bool, shows_no: bool, retracted: bool, relayed: bool) -> int:
    facts = (says_so, shows_so, says_no, shows_no, retracted, relayed)
    return sum(2**place for place, is_there in enumerate(facts) if is_there)


def rows_of_the_table(
    *, says_so: bool, shows_so: bool, says_no: bool, shows_no: bool, retracted: bool, relayed: bool
) -> list[Status]:
    """Return every status whose line in the table of the README holds, each line read by itself."""
    a_side, other_side = says_so or shows_so, says_no or shows_no
    none_of_four = not (says_so or shows_so or says_no or shows_no)
    table = (
        (Status.DISPUTED, a_side and other_side),
        (Status.SUPPORTED, shows_so and not other_side),
        (Status.ASSERTED, says_so and not shows_so and not other_side),
        (Status.REFUTED, shows_no and not a_side),
        (Status.DENIED, says_no and not shows_no and not a_side),
        (Status.RETRACTED, none_of_four and retracted),
        (Status.REPORTED, none_of_four and relayed and not retracted),
        (Status.UNADDRESSED, none_of_four and not retracted and not relayed),
    )
    return [status for status, holds in table if holds]


@pytest.mark.parametrize("facts", list(product([False, True], repeat=6)))
def test_each_mask_has_the_one_status_of_the_table(facts: tuple[bool, ...]) -> None:
    names = ("says_so", "shows_so", "says_no", "shows_no", "retracted", "relayed")
    given_facts = dict(zip(names, facts, strict=True))
    assert [status_of(mask_from(**given_facts))] == rows_of_the_table(**given_facts)


@pytest.mark.parametrize(
    ("mask", "status"),
    [
        (0, Status.UNADDRESSED),
        (1, Status.ASSERTED),
        (2, Status.SUPPORTED),
        (3, Status.SUPPORTED),
        (4, Status.DENIED),
        (5, Status.DISPUTED),
        (6, Status.DISPUTED),
        (8, Status.REFUTED),
        (9, Status.DISPUTED),
        (10, Status.DISPUTED),
        (12, Status.REFUTED),
        (15, Status.DISPUTED),
        (16, Status.RETRACTED),
        (32, Status.REPORTED),
        (48, Status.RETRACTED),
        (17, Status.ASSERTED),
        (52, Status.DENIED),
        (63, Status.DISPUTED),
    ],
)
def test_mask_gives_the_status_it_always_gave(mask: int, status: Status) -> None:
    assert status_of(mask) is status


@pytest.mark.parametrize("mask", MASKS)
def test_swapping_the_sides_of_a_mask_mirrors_its_status(mask: int) -> None:
    mirrored = (mask & FOR) << 2 | (mask & AGAINST) >> 2 | mask & (Fact.RETRACTED | Fact.RELAYED)
    assert status_of(mirrored) is MIRRORED_STATUS[status_of(mask)]


@pytest.mark.parametrize(
    ("mask", "lean"), [(1, Lean.NONE), (2, Lean.SUPPORTS), (8, Lean.REFUTES), (10, Lean.MIXED), (53, Lean.NONE)]
)
def test_lean_follows_the_evidence_alone(mask: int, lean: Lean) -> None:
    assert lean_of(mask) is lean


def test_every_status_has_its_rule_in_words() -> None:
    assert list(RULES) == list(Status)


# One claim at a time


def test_claim_without_anything_is_unaddressed() -> None:
    assert judge([], []).status is Status.UNADDRESSED


@pytest.mark.parametrize(
    ("stance", "status"),
    [
        (Stance.ASSERTS, Status.ASSERTED),
        (Stance.SUGGESTS, Status.ASSERTED),
        (Stance.DENIES, Status.DENIED),
        (Stance.DOUBTS, Status.DENIED),
        (Stance.REPORTS, Status.REPORTED),
        (Stance.NO_COMMENT, Status.REPORTED),
        (Stance.RETRACTS, Status.UNADDRESSED),  # nothing had been said that could end
    ],
)
def test_one_statement_alone_gives_the_status_of_its_stance(stance: Stance, status: Status) -> None:
    assert judge([spoken(stance)], []).status is status


@pytest.mark.parametrize(
    ("bearing", "status"),
    [
        (BearingKind.SUPPORTS, Status.SUPPORTED),
        (BearingKind.REFUTES, Status.REFUTED),
        (BearingKind.CONTEXT, Status.UNADDRESSED),
    ],
)
def test_evidence_alone_gives_the_status_of_its_bearing(bearing: BearingKind, status: Status) -> None:
    assert judge([], [shown(bearing)]).status is status


def test_denial_after_assertion_makes_claim_disputed() -> None:
    said = [spoken(by=SOLO, on=DAYS[0]), spoken(Stance.DENIES, by=OTHER, on=DAYS[1], number=2)]
    assert judge(said, []).status is Status.DISPUTED


def test_refuting_evidence_disputes_an_assertion() -> None:
    assert judge([spoken()], [shown(BearingKind.REFUTES)]).status is Status.DISPUTED


def test_party_that_changes_its_mind_no_longer_disputes_itself() -> None:
    said = [spoken(on=DAYS[0]), spoken(Stance.DENIES, on=DAYS[1], number=2)]
    assert judge(said, []).status is Status.DENIED


def test_party_is_the_end_of_the_speakers_line() -> None:
    assert spoken(by=DESK).party == STATE


def test_organs_of_one_party_count_once() -> None:
    said = [spoken(by=organ, number=n) for n, organ in enumerate((MINISTRY, EMBASSY, DESK, STATE), 1)]
    assert len(judge(said, []).held_for) == 1


def test_two_parties_count_twice() -> None:
    assert ids(judge([spoken(by=SOLO), spoken(by=OTHER, number=2)], []).held_for) == [1, 2]


def test_later_word_of_a_sibling_organ_is_the_position_of_their_party() -> None:
    said = [spoken(by=MINISTRY, on=DAYS[0]), spoken(Stance.DENIES, by=EMBASSY, on=DAYS[1], number=2)]
    assert judge(said, []).status is Status.DENIED


def test_tie_on_a_day_falls_to_the_word_recorded_later() -> None:
    first, second = spoken(Stance.DENIES, number=1), spoken(Stance.ASSERTS, number=2)
    assert ids(judge([second, first], []).held_for) == [2]


def test_latest_day_a_date_allows_decides_who_spoke_last() -> None:
    said = [spoken(on="2023-10-31", since="2023-10-01"), spoken(Stance.DENIES, on="2023-10-15", number=2)]
    assert judge(said, []).status is Status.ASSERTED


def test_retraction_ends_the_speakers_own_word() -> None:
    said = [spoken(on=DAYS[0]), spoken(Stance.RETRACTS, on=DAYS[1], number=2)]
    assert judge(said, []).status is Status.RETRACTED


def test_retraction_ends_the_word_of_a_part() -> None:
    said = [spoken(by=DESK, on=DAYS[0]), spoken(Stance.RETRACTS, by=MINISTRY, on=DAYS[1], number=2)]
    assert judge(said, []).status is Status.RETRACTED


def test_retraction_leaves_the_word_of_a_sibling_organ() -> None:
    said = [
        spoken(by=MINISTRY, on=DAYS[0]),
        spoken(by=EMBASSY, on=DAYS[1], number=2),
        spoken(Stance.RETRACTS, by=EMBASSY, on=DAYS[2], number=3),
    ]
    assert ids(judge(said, []).held_for) == [1]


def test_retraction_by_a_part_leaves_the_word_of_the_whole() -> None:
    said = [spoken(by=STATE, on=DAYS[0]), spoken(Stance.RETRACTS, by=MINISTRY, on=DAYS[1], number=2)]
    assert judge(said, []).status is Status.ASSERTED


def test_retraction_brings_no_earlier_position_back() -> None:
    said = [
        spoken(on=DAYS[0]),
        spoken(Stance.DENIES, on=DAYS[1], number=2),
        spoken(Stance.RETRACTS, on=DAYS[2], number=3),
    ]
    assert judge(said, []).status is Status.RETRACTED


def test_word_after_a_retraction_stands() -> None:
    said = [
        spoken(on=DAYS[0]),
        spoken(Stance.RETRACTS, on=DAYS[1], number=2),
        spoken(Stance.SUGGESTS, on=DAYS[2], number=3),
    ]
    assert ids(judge(said, []).held_for) == [3]


def test_retraction_is_not_counted_while_the_party_holds_another_position() -> None:
    said = [
        spoken(on=DAYS[0]),
        spoken(Stance.RETRACTS, on=DAYS[1], number=2),
        spoken(Stance.DENIES, on=DAYS[2], number=3),
    ]
    assert not judge(said, []).retractions


@pytest.mark.parametrize("relay", [Stance.REPORTS, Stance.NO_COMMENT])
def test_relay_never_undoes_a_position(relay: Stance) -> None:
    said = [spoken(on=DAYS[0]), spoken(relay, on=DAYS[1], number=2)]
    assert judge(said, []).mask == Fact.SAYS_SO


def test_relay_of_a_party_without_position_is_counted_beside_the_positions_of_others() -> None:
    said = [spoken(), spoken(Stance.REPORTS, by=OTHER, number=2)]
    assert judge(said, []).mask == Fact.SAYS_SO | Fact.RELAYED


def test_day_leaves_out_what_was_said_later() -> None:
    said = [spoken(on="2023-10-13"), spoken(Stance.DENIES, by=OTHER, on="2023-10-14", number=2)]
    assert judge(said, [], "2023-10-13").status is Status.ASSERTED


def test_day_leaves_out_what_was_published_later() -> None:
    assert judge([spoken()], [shown(BearingKind.REFUTES, on="2023-10-14")], "2023-10-13").status is Status.ASSERTED


def test_day_inside_the_bounds_of_a_date_counts_it_as_not_yet_made() -> None:
    assert judge([spoken(on="2023-10-31", since="2023-10-01")], [], "2023-10-15").status is Status.UNADDRESSED


# Laws


def positions_by_pairs(statements: Sequence[Spoken]) -> set[int]:
    """Return the positions in force by looking at pairs: the last word no later retraction reaches, of each party."""

    def when(said: Spoken) -> tuple[str, str]:
        return said.latest, said.recorded

    def is_ended(word: Spoken) -> bool:
        return any(
            said.stance is Stance.RETRACTS and when(said) > when(word) and said.line[0] in word.line
            for said in statements
        )

    words = [said for said in statements if said.stance in MIRRORED_STANCE and not is_ended(said)]
    return {word.statement_id for word in words if word == max((w for w in words if w.party == word.party), key=when)}


@given(STATEMENTS)
def test_positions_are_the_last_words_that_no_retraction_reaches(statements: list[Spoken]) -> None:
    judgement = judge(statements, [])
    assert {*ids(judgement.held_for), *ids(judgement.held_against)} == positions_by_pairs(statements)


@given(STATEMENTS, EVIDENCE)
def test_mask_is_what_the_counted_rows_say(statements: list[Spoken], evidence: list[Shown]) -> None:
    judgement = judge(statements, evidence)
    assert judgement.mask == mask_from(
        says_so=bool(judgement.held_for),
        shows_so=bool(judgement.supporting),
        says_no=bool(judgement.held_against),
        shows_no=bool(judgement.refuting),
        retracted=bool(judgement.retractions),
        relayed=bool(judgement.relays),
    )


@given(STATEMENTS, EVIDENCE)
def test_swapping_the_sides_of_a_record_mirrors_its_status(statements: list[Spoken], evidence: list[Shown]) -> None:
    said = [row._replace(stance=MIRRORED_STANCE.get(row.stance, row.stance)) for row in statements]
    items = [row._replace(bearing=MIRRORED_BEARING[row.bearing]) for row in evidence]
    assert judge(said, items).status is MIRRORED_STATUS[judge(statements, evidence).status]


@given(STATEMENTS, EVIDENCE, st.sampled_from(list(BearingKind)))
def test_adding_evidence_removes_no_fact(statements: list[Spoken], evidence: list[Shown], kind: BearingKind) -> None:
    before = judge(statements, evidence).mask
    after = judge(statements, [*evidence, shown(kind, number=99)]).mask
    assert before & after == before


@given(STATEMENTS, EVIDENCE, st.sampled_from(list(Stance)), FEW_DAYS)
def test_word_of_a_party_that_had_not_spoken_removes_no_fact(
    statements: list[Spoken], evidence: list[Shown], stance: Stance, day: str
) -> None:
    before = judge(statements, evidence).mask
    after = judge([*statements, spoken(stance, by=NEWCOMER, on=day, number=99)], evidence).mask
    assert before & after == before


@given(st.data(), STATEMENTS, EVIDENCE)
def test_order_of_the_rows_given_never_matters(
    data: st.DataObject, statements: list[Spoken], evidence: list[Shown]
) -> None:
    said, items = data.draw(st.permutations(statements)), data.draw(st.permutations(evidence))
    assert counted(judge(said, items)) == counted(judge(statements, evidence))


@given(st.permutations(DAYS[:8]), st.permutations(range(8)), st.data())
def test_order_of_recording_does_not_matter_where_the_days_differ(
    days: list[str], recorded: list[int], data: st.DataObject
) -> None:
    rows = data.draw(st.lists(st.tuples(st.sampled_from(list(Stance)), st.sampled_from(sorted(LINES))), max_size=8))
    said = [spoken(s, by=by, on=days[n], number=n) for n, (s, by) in enumerate(rows)]
    again = [row._replace(recorded=f"{recorded[n]:06d}") for n, row in enumerate(said)]
    assert counted(judge(again, [])) == counted(judge(said, []))


@given(STATEMENTS, EVIDENCE, FEW_DAYS)
def test_day_gives_what_the_record_of_that_day_would_have_given(
    statements: list[Spoken], evidence: list[Shown], day: str
) -> None:
    said = [row for row in statements if row.latest <= day]
    items = [row for row in evidence if row.latest <= day]
    assert judge(statements, evidence, day) == judge(said, items)


# What would change a status


@pytest.mark.parametrize(
    ("mask", "changes"),
    [
        (
            0,
            [
                (Fact.SAYS_SO, Status.ASSERTED),
                (Fact.SHOWS_SO, Status.SUPPORTED),
                (Fact.SAYS_NO, Status.DENIED),
                (Fact.SHOWS_NO, Status.REFUTED),
            ],
        ),
        (
            Fact.SAYS_SO,
            [
                (Fact.SAYS_SO, Status.RETRACTED),
                (Fact.SHOWS_SO, Status.SUPPORTED),
                (Fact.SAYS_NO, Status.DISPUTED),
                (Fact.SHOWS_NO, Status.DISPUTED),
            ],
        ),
        (Fact.SAYS_SO | Fact.SAYS_NO, [(Fact.SAYS_SO, Status.DENIED), (Fact.SAYS_NO, Status.ASSERTED)]),
        (
            Fact.SHOWS_SO | Fact.RELAYED,
            [(Fact.SHOWS_SO, Status.REPORTED), (Fact.SAYS_NO, Status.DISPUTED), (Fact.SHOWS_NO, Status.DISPUTED)],
        ),
        (Fact.SAYS_SO | Fact.SHOWS_SO | Fact.SAYS_NO | Fact.SHOWS_NO, []),
    ],
)
def test_changes_from_a_mask_are_the_facts_that_would_turn_it(mask: int, changes: list[tuple[Fact, Status]]) -> None:
    assert changes_from(mask) == tuple(changes)


@pytest.mark.parametrize("mask", MASKS)
def test_every_change_named_leads_to_another_status(mask: int) -> None:
    assert all(status is not status_of(mask) for _, status in changes_from(mask))


@pytest.mark.parametrize("mask", MASKS)
def test_evidence_that_comes_leads_where_the_change_says(mask: int) -> None:
    named = dict(changes_from(mask))
    missing = [fact for fact in (Fact.SHOWS_SO, Fact.SHOWS_NO) if not mask & fact]
    assert all(named.get(fact, status_of(mask)) is status_of(mask | fact) for fact in missing)
