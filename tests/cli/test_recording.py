"""Writes: what each command records, says and points out."""

import json
from pathlib import Path

import pytest

from tests.conftest import Cli
from tests.others import dump, named

pytestmark = pytest.mark.both_engines


def shown(cli: Cli, ref: str) -> dict[str, object]:
    ran = cli("show", ref, "--format", "json")
    assert ran.code == 0, ran.err
    found: dict[str, object] = json.loads(ran.out)
    return found


def rows(cli: Cli, ref: str, kind: str) -> list[dict[str, object]]:
    return [row for row in json.loads("[" + ",".join(cli("show", ref, "--format", "jsonl").out.splitlines()) + "]")
            if row["type"] == kind]  # fmt: skip


def test_one_command_records_who_said_who_denied_and_where_it_was_read(cli: Cli) -> None:
    ran = cli(
        "add", "The pier is closed", "--asserted-by", "Harbour", "--denied-by", "Ferries", "--source", "Gazette 7"
    )
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "c1 the-pier-is-closed: The pier is closed",
        "  st1 Harbour asserts; st2 Ferries denies",
        "⚑ disputed: parties 1 for, 1 against; evidence none; 0 verdicts",
    ]
    assert [row["source"] for row in rows(cli, "c1", "statement")] == ["s1", "s1"]


def test_a_write_names_new_actors_and_sources_and_a_next_command(cli: Cli) -> None:
    ran = cli("add", "The pier is closed", "--asserted-by", "Harbour", "--source", "https://example.org/7")
    assert ran.err.splitlines() == [
        "new actor a1 Harbour",
        "new source s1 https://example.org/7",
        "next: claimtrack why c1",
    ]


def test_the_first_write_creates_the_database_and_says_so(bare_cli: Cli, tmp_path: Path) -> None:
    ran = bare_cli("add", "The pier is closed")
    assert ran.code == 0
    assert f"created the database {named()}" in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ([named()] if named() == "claimtrack.db" else [])


def test_a_first_write_that_fails_creates_nothing(bare_cli: Cli, tmp_path: Path) -> None:
    assert bare_cli("add", " ").code == 2
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_says_all_and_keeps_nothing(bare_cli: Cli, tmp_path: Path) -> None:
    ran = bare_cli("add", "The pier is closed", "--asserted-by", "Harbour", "--dry-run")
    assert ran.code == 0
    assert "st1 Harbour asserts" in ran.out
    assert "nothing was kept" in ran.err
    assert list(tmp_path.iterdir()) == []


def test_a_dry_run_leaves_an_existing_record_as_it_is(desk: Cli, tmp_path: Path) -> None:
    before = dump(tmp_path / "claimtrack.db")
    assert desk("deny", "c1", "--by", "Somebody new", "--dry-run").code == 0
    assert dump(tmp_path / "claimtrack.db") == before


def test_add_reads_its_text_from_stdin(cli: Cli) -> None:
    assert cli("add", "-", stdin="The pier\nis closed\n").code == 0
    assert shown(cli, "c1")["claim"] == "The pier is closed"


def test_the_quote_is_that_of_the_one_who_asserts(cli: Cli) -> None:
    cli("add", "The pier is closed", "--asserted-by", "A", "--denied-by", "B", "--quote", "it is shut")
    assert [row["words"] for row in rows(cli, "c1", "statement")] == ["it is shut", None]


def test_a_quote_of_nobody_in_particular_is_refused(cli: Cli) -> None:
    ran = cli("add", "The pier is closed", "--denied-by", "A", "--denied-by", "B", "--quote", "no")
    assert ran.code == 2
    assert "--quote belongs to one speaker" in ran.err


def test_a_date_is_kept_as_typed_with_its_bounds(cli: Cli) -> None:
    cli("add", "The pier is closed", "--asserted-by", "A", "--on", "2024-05~")
    [said] = rows(cli, "c1", "statement")
    assert (said["date"], said["earliest"], said["latest"]) == ("2024-05~", "2024-05-01", "2024-05-31")


def test_a_statement_without_a_date_is_dated_by_its_source(cli: Cli) -> None:
    cli("source", "add", "Gazette 7", "--published", "2024-02-26")
    cli("add", "The pier is closed", "--asserted-by", "A", "--source", "s1")
    [said] = rows(cli, "c1", "statement")
    assert (said["date"], said["earliest"], said["latest"]) == (None, None, "2024-02-26")


def test_a_statement_without_date_and_source_is_dated_by_its_recording(cli: Cli) -> None:
    cli("add", "The pier is closed", "--asserted-by", "A")
    [said] = rows(cli, "c1", "statement")
    assert (said["date"], said["earliest"], said["latest"]) == (None, None, "2024-06-01")


@pytest.mark.parametrize(
    ("verb", "stance", "status"),
    [
        ("assert", "asserts", "asserted"),
        ("suggest", "suggests", "asserted"),
        ("deny", "denies", "denied"),
        ("doubt", "doubts", "denied"),
        ("relay", "reports", "reported"),
        ("no-comment", "no-comment", "reported"),
    ],
)
def test_each_verb_records_its_stance(cli: Cli, verb: str, stance: str, status: str) -> None:
    cli("add", "The pier is closed")
    assert cli(verb, "c1", "--by", "Harbour").code == 0
    assert rows(cli, "c1", "statement")[0]["says"] == stance
    assert shown(cli, "c1")["status"] == status


def test_a_retraction_ends_the_actors_own_position(cli: Cli) -> None:
    cli("add", "The pier is closed", "--asserted-by", "Harbour")
    assert cli("retract", "c1", "--by", "Harbour").code == 0
    assert shown(cli, "c1")["status"] == "retracted"


def test_a_retraction_by_one_who_never_spoke_is_refused(cli: Cli) -> None:
    cli("add", "The pier is closed", "--asserted-by", "Harbour")
    ran = cli("retract", "c1", "--by", "Ferries")
    assert ran.code == 2
    assert "has taken no position on c1" in ran.err


def test_the_same_statement_twice_is_pointed_out(cli: Cli) -> None:
    cli("add", "The pier is closed", "--asserted-by", "Harbour", "--on", "2024-05-01")
    ran = cli("assert", "c1", "--by", "harbour", "--on", "2024-05-01")
    assert ran.code == 0
    assert "st2 says the same as st1" in ran.err


def test_the_same_wording_twice_is_pointed_out(cli: Cli) -> None:
    cli("add", "The pier is closed")
    assert "c2 has the words of c1" in cli("add", "the PIER is closed").err


def test_names_that_fold_alike_are_one_actor(cli: Cli) -> None:
    cli("add", "The pier is closed", "--asserted-by", "Straße", "--denied-by", "STRASSE")
    assert len(json.loads(cli("actor", "list", "--format", "json").out)) == 1


def test_a_near_name_is_pointed_out_and_never_taken(cli: Cli) -> None:
    cli("add", "The pier is closed", "--asserted-by", "Harbour Office")
    ran = cli("deny", "c1", "--by", "Harbor Office")
    assert "new actor a2 Harbor Office; near it: harbour-office" in ran.err
    assert shown(cli, "c1")["status"] == "disputed"


def test_a_slug_made_of_a_foreign_name_takes_no_other_actor(cli: Cli) -> None:
    cli("add", "The pier is closed", "--asserted-by", "李", "--denied-by", "Li")
    claim = shown(cli, "c1")
    assert (claim["asserted_by"], claim["denied_by"]) == (["李"], ["Li"])


def test_a_name_goes_before_a_slug(cli: Cli) -> None:
    cli("actor", "add", "USSR", "--slug", "russia")
    cli("add", "The pier is closed", "--asserted-by", "Russia")
    assert shown(cli, "c1")["asserted_by"] == ["Russia"]


def test_a_name_that_looks_like_an_id_is_a_name_unless_typed_as_one(cli: Cli) -> None:
    cli("add", "The pier is closed", "--asserted-by", "A1", "--denied-by", "C4", "--source", "S4")
    assert shown(cli, "c1")["denied_by"] == ["C4"]
    assert shown(cli, "a1")["slug"] == "a1-actor"


def test_a_withdrawn_actors_name_is_free_again(cli: Cli) -> None:
    cli("actor", "add", "Russia")
    cli("withdraw", "russia", "--reason", "typed twice")
    assert cli("add", "The pier is closed", "--asserted-by", "Russia").code == 0
    assert shown(cli, "a2")["slug"] == "russia-2"


def test_a_statement_that_its_date_puts_behind_another_is_pointed_out(cli: Cli) -> None:
    cli("add", "The pier is closed", "--asserted-by", "Harbour", "--on", "2024")
    ran = cli("deny", "c1", "--by", "Harbour", "--on", "2024-05-31")
    assert "st2 does not count beside st1 of the same party, which may be of a later day (by 2024-06-01)" in ran.err


def test_organs_of_one_party_that_differ_on_one_day_are_pointed_out(cli: Cli) -> None:
    cli("actor", "add", "Ministry", "--part-of", "State")
    cli("actor", "add", "President", "--part-of", "State")
    cli("add", "The pier is closed", "--asserted-by", "Ministry", "--on", "2024-05-10")
    ran = cli("deny", "c1", "--by", "President", "--on", "2024-05-10")
    assert "st1 and st2, of one party and one day, differ: an inconsistency" in ran.err
    assert "A party that holds both sides on one day" in cli("why", "c1").out


def test_relations_to_a_withdrawn_claim_are_no_longer_shown(desk: Cli) -> None:
    desk("withdraw", "c2", "--reason", "the same as c1")
    assert shown(desk, "c1")["relations"] == []
    assert "c2" not in desk("actor", "show", "gazette", "--no-footer").out


def test_the_beginning_of_a_slug_names_no_speaker(cli: Cli) -> None:
    cli("actor", "add", "Russia's defence ministry", "--slug", "russia-mod")
    cli("add", "The pier is closed", "--asserted-by", "russia")
    assert shown(cli, "c1")["asserted_by"] == ["russia"]


def test_parties_are_counted_by_the_top_of_their_chain(cli: Cli) -> None:
    cli("add", "The pier is closed", "--asserted-by", "Harbour Office", "--asserted-by", "Port")
    assert shown(cli, "c1")["parties_for"] == 2
    assert cli("link", "harbour-office", "part-of", "port").code == 0
    assert shown(cli, "c1")["parties_for"] == 1
    cli("withdraw", "harbour-office", "part-of", "port", "--reason", "wrong")
    assert shown(cli, "c1")["parties_for"] == 2


def test_parties_are_counted_as_the_chain_stood_on_the_day(cli: Cli) -> None:
    cli("add", "The pier is closed", "--asserted-by", "Office", "--asserted-by", "City", "--asserted-by", "Port",
        "--on", "2010-01-01")  # fmt: skip
    assert cli("link", "office", "part-of", "city", "--during", "../2015").code == 0
    assert cli("link", "office", "part-of", "port", "--during", "2016/..").code == 0
    for day, parties in (("2012-01-01", 2), ("2020-01-01", 2), ("2024-06-01", 2)):
        assert json.loads(cli("report", "--as-of", day, "--format", "json").out)[0]["parties_for"] == parties
    whole = {day: json.loads(cli("show", "st1", "--as-of", day, "--format", "json").out)["party"]
             for day in ("2012-01-01", "2015-12-31", "2016-01-01")}  # fmt: skip
    assert list(whole.values()) == ["City", "City", "Port"]
    assert shown(cli, "c1")["parties_for"] == 2


@pytest.mark.parametrize(
    ("link", "words"),
    [
        (["office", "part-of", "port", "--during", "2015-12/.."], "already on record: a1 part-of a2 during ../2015"),
        (["office", "part-of", "port"], "already on record: a1 part-of a2 during ../2015"),
        (["city", "part-of", "office", "--during", "2020/.."], "which is itself part of"),
        (["port", "part-of", "city", "--during", "2030/.."], "lies after today"),
        (["port", "part-of", "city", "--during", "2024"], "2024 ends after today (2024-06-01)"),
        (["port", "part-of", "city", "--during", "../2024-06-02"], "ends after today"),
        (["port", "part-of", "city", "--during", "2020/2019"], "it ends before it begins"),
        (["c1", "contradicts", "c2", "--during", "2020"], "--during says when an actor is part of another"),
    ],
)
def test_a_membership_that_cannot_be_is_refused(cli: Cli, link: list[str], words: str) -> None:
    cli("add", "The pier is closed", "--asserted-by", "Office", "--denied-by", "City", "--denied-by", "Port")
    cli("add", "The pier is open")
    cli("link", "office", "part-of", "city", "--during", "../2015")
    ran = cli("link", *link)
    assert (ran.code, words in ran.err) == (2, True), ran.err


def test_a_whole_that_is_not_on_record_is_recorded_by_the_link(cli: Cli) -> None:
    cli("actor", "add", "Harbour Office")
    ran = cli("link", "harbour-office", "part-of", "The Crown")
    assert ran.code == 0
    assert "new actor a2 The Crown" in ran.err


def test_evidence_against_makes_the_claim_refuted(cli: Cli) -> None:
    cli("add", "The pier is closed", "--evidence-against", "Photograph of the open gate")
    assert (shown(cli, "c1")["status"], shown(cli, "c1")["lean"]) == ("refuted", "refutes")


def test_evidence_on_record_is_attached_by_its_id(desk: Cli) -> None:
    assert desk("add", "The barrier is red", "--evidence", "e1").code == 0
    assert [row["id"] for row in rows(desk, "c3", "evidence")] == ["e1"]


def test_an_address_given_as_evidence_or_source_is_kept_as_one(cli: Cli) -> None:
    cli("add", "The pier is closed", "--evidence", "https://example.org/p.jpg", "--source", "https://example.org/a")
    assert rows(cli, "c1", "evidence")[0]["location"] == "https://example.org/p.jpg"
    assert json.loads(cli("source", "show", "s1", "--format", "json").out)["location"] == "https://example.org/a"


def test_a_source_named_again_is_the_same_source(cli: Cli) -> None:
    cli("add", "The pier is closed", "--asserted-by", "A", "--source", "Gazette 7")
    cli("deny", "c1", "--by", "B", "--source", "Gazette 7")
    assert {row["source"] for row in rows(cli, "c1", "statement")} == {"s1"}


def test_a_verdict_is_shown_beside_the_status_and_does_not_change_it(desk: Cli) -> None:
    before = shown(desk, "c1")["status"]
    desk("verdict", "c1", "--by", "Other Desk", "--rating", "false")
    claim = shown(desk, "c1")
    assert (claim["status"], claim["verdicts"]) == (before, 2)
    assert [row["words"] for row in rows(desk, "c1", "verdict")] == ["Half right", None]


def test_tags_are_put_on_and_taken_off(desk: Cli) -> None:
    assert desk("tag", "c1", "closures", "HARBOUR", "--remove", "harbour").code == 0
    assert shown(desk, "c1")["tags"] == ["closures", "HARBOUR"]
    assert desk("tag", "c1", "--remove", "nothing").code == 3


def test_a_withdrawn_statement_counts_no_longer_and_is_kept(desk: Cli) -> None:
    assert desk("withdraw", "st2", "--reason", "misread").code == 0
    assert shown(desk, "c1")["parties_against"] == 0
    assert shown(desk, "st2")["withdrawn_reason"] == "misread"


def test_withdrawn_evidence_counts_no_longer(desk: Cli) -> None:
    desk("withdraw", "e2", "--reason", "another pier")
    assert shown(desk, "c1")["evidence_against"] == 0


def test_a_withdrawn_claim_leaves_the_report_and_can_be_read(desk: Cli) -> None:
    desk("withdraw", "c1", "--reason", "two claims in one")
    assert [row["id"] for row in json.loads(desk("report", "--format", "json").out)] == ["c2"]
    assert "two claims in one" in desk("show", "c1").out


def test_a_withdrawn_row_cannot_be_withdrawn_again(desk: Cli) -> None:
    desk("withdraw", "st2", "--reason", "misread")
    ran = desk("withdraw", "st2", "--reason", "again")
    assert (ran.code, "st2 was withdrawn: misread" in ran.err) == (3, True)


def test_an_actor_that_spoke_cannot_be_withdrawn(desk: Cli) -> None:
    ran = desk("withdraw", "ferry-line", "--reason", "unused")
    assert ran.code == 2
    assert "it is named by 1 statement" in ran.err


def test_a_withdrawn_link_counts_no_longer_and_may_be_linked_again(desk: Cli) -> None:
    assert desk("withdraw", "e2", "refutes", "c1", "--reason", "unclear").code == 0
    assert shown(desk, "c1")["evidence_against"] == 0
    assert desk("link", "e2", "context", "c1").code == 0
    assert desk("withdraw", "e2", "refutes", "c1", "--reason", "unclear").code == 3


def test_an_edited_claim_keeps_id_slug_and_uid(desk: Cli) -> None:
    before = shown(desk, "c1")
    ran = desk("edit", "c1", "--text", "The eastern pier is closed")
    assert "was: The pier is closed" in ran.out
    after = shown(desk, "c1")
    assert after["claim"] == "The eastern pier is closed"
    assert [after[name] for name in ("id", "slug", "uid")] == [before[name] for name in ("id", "slug", "uid")]


def test_a_renamed_actor_is_found_by_both_names(desk: Cli) -> None:
    assert desk("edit", "gazette", "--name", "The Daily Gazette", "--kind", "media").code == 0
    for name in ("The Daily Gazette", "Gazette"):
        assert "The Daily Gazette" in desk("actor", "show", name).out


def test_an_alias_that_belongs_to_another_is_refused(desk: Cli) -> None:
    ran = desk("actor", "alias", "gazette", "the port")
    assert ran.code == 2
    assert "belongs to" in ran.err


def test_an_alias_finds_its_actor(desk: Cli) -> None:
    desk("actor", "alias", "gazette", "GZ")
    desk("assert", "c2", "--by", "gz")
    assert shown(desk, "c2")["asserted_by"] == ["Gazette"]


def test_who_records_stands_with_each_row(cli: Cli) -> None:
    cli("add", "The pier is closed", env={"CLAIMTRACK_ACTOR": "night desk"})
    assert shown(cli, "c1")["recorded_by"] == "night desk"
    assert str(shown(cli, "c1")["recorded_at"]).startswith("2024-06-01T")


def test_actor_recorded_twice_is_merged_and_taken_apart(desk: Cli) -> None:
    desk("actor", "add", "The Gazette", "--slug", "the-gazette")
    ran = desk("actor", "merge", "the-gazette", "gazette")
    assert ran.code == 0
    assert "merged: " in ran.out + ran.err
    assert "was merged into it" in desk("actor", "show", "the-gazette").out
    assert "The Gazette" not in [row["name"] for row in json.loads(desk("actor", "list", "--format", "json").out)]
    taken = desk("withdraw", "the-gazette", "same-as", "gazette", "--reason", "two papers")
    assert taken.code == 0
    assert "was merged into it" not in desk("actor", "show", "gazette").out
