"""要不断总结, keep learning: what works on one fails on another, and there is no cure-all."""

import pytest
from scenes import begun, briefed, codes, spaced, summed

from conftest import Vl


def logged(vl: Vl, who: str, approach: str, *went: str) -> None:
    """Visits of one day on which an approach went so."""
    for one in went:
        vl.ok("log", who, "--approach", approach, "--went", one)


def beginning(vl: Vl) -> None:
    """Two households and an elder."""
    vl.ok("add", "Ada Oak", "--door", "1-101", today="2026-09-01")
    vl.ok("add", "Ben Elm", "--door", "1-101", today="2026-09-01")
    vl.ok("add", "Cleo Ash", "--door", "2-202", "-g", "elder", today="2026-09-01")


@pytest.fixture
def lane(vl: Vl, tmp_path_factory: pytest.TempPathFactory) -> Vl:
    """The command on a copy of that beginning."""
    return begun(vl, tmp_path_factory, beginning)


def test_an_approach_how_it_went_and_a_lesson_are_noted_on_a_visit(lane: Vl) -> None:
    words = ("--approach", "listening first", "--went", "well", "--lesson", "ask about the cat")
    visit = lane.ok("log", "ada", *words, "--json").data["visit"]
    assert (visit["approach"], visit["went"], visit["lesson"]) == (
        "listening first",
        "well",
        "ask about the cat",
    )
    chinese = lane.ok("log", "ada", "--went", "不灵", "--json").data["visit"]
    assert chinese["went"] == "poor"


def test_what_works_for_whom_is_counted_by_approach_and_group_the_surest_first(lane: Vl) -> None:
    logged(lane, "ada", "leaflets", "well", "poor", "ok", "poor", "well", "poor")
    logged(lane, "ben", "listening first", *["well"] * 5)
    logged(lane, "cleo", "listening first", *["well"] * 5, "ok")
    table = summed(lane, "2026-11-23")["approaches"]
    assert [(a["approach"], a["group"], a["well"], a["visits"], a["ok"], a["poor"]) for a in table] == [
        ("listening first", "household", 5, 5, 0, 0),
        ("listening first", "elder", 5, 6, 1, 0),
        ("leaflets", "household", 2, 6, 1, 3),
    ]
    lows = [a["low"] for a in table]
    assert lows == sorted(lows, reverse=True)
    assert (table[0]["low"], table[0]["high"]) == (0.5655, 1.0)
    shown = spaced(lane.screen("summary").out)
    assert "listening first, household: 5 of 5 went well, likely 57% to 100%" in shown


def test_a_few_lucky_visits_do_not_beat_many_good_ones(lane: Vl) -> None:
    logged(lane, "ada", "a joke", *["well"] * 5)
    logged(lane, "ada", "listening first", *["well"] * 14, "ok", "poor")
    table = summed(lane, "2026-11-23")["approaches"]
    assert [(a["approach"], a["well"], a["visits"]) for a in table] == [
        ("listening first", 14, 16),
        ("a joke", 5, 5),
    ]
    assert (table[0]["low"], table[0]["high"]) == (0.6398, 0.965)


def test_fewer_than_five_visits_say_nothing_and_how_many_pairs_were_left_out_is_said(lane: Vl) -> None:
    logged(lane, "ada", "leaflets", *["well"] * 4)
    logged(lane, "cleo", "a joke", "well")
    told = summed(lane, "2026-11-23")
    assert (told["approaches"], told["approaches_left_out"]) == ([], 2)
    shown = spaced(lane.screen("summary").out)
    assert "2 pairs with fewer than 5 visits say nothing yet" in shown
    assert "a joke" not in shown


def test_topics_are_counted_by_the_homes_that_spoke_of_them(lane: Vl) -> None:
    lane.ok("log", "ada", "--topic", "roof", "--topic", "parking")
    lane.ok("log", "ben", "--topic", "roof")
    lane.ok("log", "ben", "--topic", "roof")
    lane.ok("log", "cleo", "--topic", "roof")
    lane.ok("log", "cleo", "--topic", "illness")
    topics = summed(lane, "2026-11-23")["topics"]
    assert topics == [{"topic": "roof", "households": 2}, {"topic": "parking", "households": 1}]
    assert "HEARD roof, 2 homes; parking, 1 home" in spaced(lane.screen("summary").out)


def test_the_brief_says_what_worked_with_this_person_and_what_did_not(lane: Vl) -> None:
    logged(lane, "ada", "listening first", "well", "well", "ok", "well")
    logged(lane, "ada", "leaflets", "poor", "ok")
    logged(lane, "ben", "leaflets", "well")
    data = briefed(lane, "ada", "2026-11-23")
    assert data["what_worked"] == [{"approach": "listening first", "well": 3, "visits": 4}]
    assert data["what_failed"] == [{"approach": "leaflets", "well": 0, "visits": 2}]
    shown = spaced(lane.screen("brief", "ada").out)
    assert "WORKED listening first: well 3 of 4 · few, so only a hint" in shown
    assert "DIDN'T leaflets: well 0 of 2" in shown


def test_lessons_come_back_newest_first_and_are_asked_after_a_year(lane: Vl) -> None:
    lane.ok("log", "ada", "--lesson", "ask about the cat", today="2026-11-23")
    lane.ok("log", "ben", "--lesson", "come on Sundays", today="2026-11-24")
    told = lane.ok("lessons", "--json", today="2027-11-23").data["lessons"]
    assert [(one["lesson"], one["on"], one["still_true"]) for one in told] == [
        ("come on Sundays", "2026-11-24", False),
        ("ask about the cat", "2026-11-23", True),
    ]
    assert "still true?" not in lane.screen("lessons", today="2027-11-22").out
    [row] = [line for line in lane.screen("lessons", today="2027-11-23").lines if "cat" in line]
    assert spaced(row).endswith("ask about the cat still true?")
    assert briefed(lane, "ada", "2027-11-23")["lessons"][0]["lesson"] == "ask about the cat"
    assert "LESSON ask about the cat" in spaced(lane.screen("brief", "ada", today="2027-11-23").out)
    assert "learned: ask about the cat" in spaced(lane.screen("summary", today="2026-11-23").out)


def test_a_lesson_said_to_be_true_still_is_asked_again_after_another_year(lane: Vl) -> None:
    lane.ok("log", "ada", "--lesson", "ask about the cat", today="2026-11-23")
    lane.ok("log", "ben", "--lesson", "come on Sundays", today="2026-11-24")
    before = lane.table("visits")
    shown = lane.screen("lessons", today="2027-11-25").out
    assert "lessons --keep V2" in shown
    told = lane.ok("lessons", "--keep", "V2,1", today="2027-11-25").out
    assert told.startswith("V2  still true on Thu 25 Nov 2027: come on Sundays\nV1  still true")

    def asked(today: str) -> list[bool]:
        return [one["still_true"] for one in lane.ok("lessons", "--json", today=today).data["lessons"]]

    assert (asked("2027-11-25"), asked("2028-11-23"), asked("2028-11-24")) == (
        [False, False], [False, False], [True, True],
    )  # fmt: skip
    assert "--keep" not in lane.screen("lessons", today="2028-11-23").out
    assert "still true?" not in lane.screen("brief", "ada", today="2027-11-25").out
    lane.ok("undo", today="2027-11-25")
    assert lane.table("visits") == before
    assert asked("2027-11-25") == [True, True]


def test_a_lesson_in_other_words_is_true_of_that_day_and_one_taken_out_is_asked_no_more(lane: Vl) -> None:
    lane.ok("log", "ada", "--lesson", "ask about the cat", today="2026-11-23")
    lane.ok("edit", "V1", "--lesson", "ask about the dog", today="2028-01-10")
    (lesson,) = lane.ok("lessons", "--json", today="2028-01-10").data["lessons"]
    assert (lesson["kept_on"], lesson["still_true"]) == ("2028-01-10", False)
    lane.ok("edit", "V1", "--note", "tea", today="2029-05-01")
    assert lane.table("visits")["1"]["lesson_kept_on"] == "2028-01-10"
    lane.ok("edit", "V1", "--lesson", "", today="2029-05-01")
    assert lane.ok("lessons", "--json", today="2029-05-01").data["lessons"] == []
    assert "lesson_kept_on" not in lane.table("visits")["1"]


def test_only_where_something_was_learned_it_is_true_still(lane: Vl) -> None:
    lane.ok("log", "ada", "tea")
    lane.ok("promise", "ada", "oil", "--by", "friday")
    assert "Nothing was learned on V1" in lane.refuses(1, "lessons", "--keep", "V1")
    assert "P1 is not a visit" in lane.refuses(2, "lessons", "--keep", "P1")
    assert "V9" in lane.refuses(3, "lessons", "--keep", "V9")


@pytest.mark.parametrize("typed", ["Listening First", " listening  first ", "LISTENING FIRST"])
def test_an_approach_in_other_letters_is_the_same_approach(lane: Vl, typed: str) -> None:
    logged(lane, "ada", "listening first", "well")
    assert lane.ok("log", "ada", "--approach", typed, "--json").data["visit"]["approach"] == "listening first"


def test_an_approach_that_looks_like_a_past_one_offers_that_one(lane: Vl) -> None:
    logged(lane, "ada", "listening first", "well")
    assert codes(lane, "log", "ben", "--approach", "listenin first") == ["new_approach"]
    assert "used before: " in lane.ok("log", "cleo", "--approach", "listen first").err
    assert codes(lane, "log", "cleo", "-f", "chance", "--approach", "leaflets") == []


def test_before_anything_was_tried_the_brief_offers_what_suits_the_group(lane: Vl) -> None:
    assert "TRY small talk first, listening first" in spaced(lane.screen("brief", "ada").out)
    logged(lane, "ada", "leaflets", "well")
    assert "TRY" not in lane.screen("brief", "ada").out


def test_what_was_tried_on_sensitive_visits_is_summed_up_only_when_asked_for(lane: Vl) -> None:
    for _ in range(5):
        lane.ok("log", "ada", "--sensitive", "--approach", "about the debts", "--went", "well")
    assert "about the debts" not in lane.ok("summary", "--json").out + lane.screen("summary").out
    [table] = summed(lane, "2026-11-23", "--sensitive-too")["approaches"]
    assert (table["approach"], table["visits"]) == ("about the debts", 5)
