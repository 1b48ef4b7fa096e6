"""要多形式走访, many forms: a call, a word at a meeting, a chance encounter, whatever is at hand."""

import pytest
from scenes import begun, spaced, stands, summed, to_see

from conftest import Vl


def beginning(vl: Vl) -> None:
    """Two neighbours, the one of them an elder who is visited at home."""
    vl.ok("add", "Ada Oak", today="2026-09-01")
    vl.ok("add", "Ben Elm", "-g", "elder", today="2026-09-01")


@pytest.fixture
def lane(vl: Vl, tmp_path_factory: pytest.TempPathFactory) -> Vl:
    """The command on a copy of that beginning."""
    return begun(vl, tmp_path_factory, beginning)


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("planned", "planned"),
        ("dropin", "dropin"),
        ("meeting", "meeting"),
        ("chance", "chance"),
        ("phone", "phone"),
        ("计划", "planned"),
        ("偶遇", "chance"),
        ("电话", "phone"),
    ],
)
def test_every_form_is_one_flag(lane: Vl, typed: str, form: str) -> None:
    assert lane.ok("log", "ada", "-f", typed, "--json").data["visit"]["form"] == form


def test_a_chance_meeting_is_one_short_line_and_was_not_at_home(lane: Vl) -> None:
    visit = lane.ok("log", "ada", "-f", "chance", "knee", "better", "--json").data["visit"]
    assert (visit["form"], visit["place"], visit["note"]) == ("chance", "public", "knee better")
    assert stands(lane, "ada", "2026-11-23")["last_met"] == "2026-11-23"


def test_each_group_says_which_forms_count_as_a_visit(lane: Vl) -> None:
    lane.ok("log", "ada,ben", "-f", "chance", today="2026-11-20")
    assert stands(lane, "ada", "2026-11-20")["never_visited"] is False
    assert stands(lane, "ben", "2026-11-20")["never_visited"] is True
    lane.ok("group", "set", "elder", "--counts", "planned,dropin,chance", today="2026-11-20")
    assert stands(lane, "ben", "2026-11-20")["last_met"] == "2026-11-20"
    lane.ok("group", "set", "household", "--counts", "planned,phone", today="2026-11-20")
    assert stands(lane, "ada", "2026-11-20")["never_visited"] is True
    lane.ok("log", "ada", "-f", "phone", today="2026-11-21")
    assert stands(lane, "ada", "2026-11-21")["last_met"] == "2026-11-21"


def test_several_people_at_a_meeting_are_one_line_and_each_was_met(lane: Vl) -> None:
    lane.ok("group", "set", "elder", "--counts", "meeting")
    answer = lane.ok("log", "ada,ben", "-f", "meeting", "the", "new", "bins", "--json").data
    assert [person["name"] for person in answer["visit"]["people"]] == ["Ada Oak", "Ben Elm"]
    assert [stand["last_met"] for stand in answer["standing"]] == ["2026-11-23", "2026-11-23"]
    assert to_see(lane, "2026-11-23") == {}
    assert summed(lane, "2026-11-23")["visits"]["total"] == 1


def test_without_a_booking_a_visit_is_a_drop_in_and_with_one_it_is_planned(lane: Vl) -> None:
    assert lane.ok("log", "ada", "--json", today="2026-11-20").data["visit"]["form"] == "dropin"
    lane.ok("book", "ada", "2026-11-23", "--place", "office", today="2026-11-20")
    assert lane.ok("log", "ben", "--json").data["visit"]["form"] == "dropin"
    visit = lane.ok("log", "ada", "--json").data["visit"]
    assert (visit["form"], visit["place"]) == ("planned", "office")


def test_a_visit_logged_later_takes_its_form_from_the_bookings_of_its_own_day(lane: Vl) -> None:
    lane.ok("book", "ada", "2026-11-20", today="2026-11-19")
    visit = lane.ok("log", "ada", "--on", "friday", "--json").data["visit"]
    assert (visit["on"], visit["form"], visit["appointment"]) == ("2026-11-20", "planned", "A1")


def test_what_a_saved_plan_sends_us_to_is_planned(lane: Vl) -> None:
    lane.ok("plan", "--save")
    assert lane.ok("log", "ada", "--json").data["visit"]["form"] == "planned"


def test_a_form_that_is_named_wins_over_the_booking(lane: Vl) -> None:
    lane.ok("book", "ada", "today")
    assert lane.ok("log", "ada", "-f", "chance", "--json").data["visit"]["form"] == "chance"


def test_the_summary_counts_every_form_and_visits_lists_each(lane: Vl) -> None:
    for form in ("planned", "dropin", "meeting", "chance", "phone", "phone"):
        lane.ok("log", "ada", "-f", form)
    by_form = summed(lane, "2026-11-23")["visits"]["by_form"]
    assert by_form == {"planned": 1, "dropin": 1, "meeting": 1, "chance": 1, "phone": 2}
    assert len(lane.ok("visits", "-f", "phone", "--json").data["visits"]) == 2
    split = summed(lane, "2026-11-23", "--split", "form")["split"]
    assert split["phone"]["visits"] == 2


def test_somebody_met_since_in_a_form_that_does_not_count_is_due_by_the_day_that_counts(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", "-g", "elder", "-g", "hardship", today="2026-11-01")
    vl.ok("log", "ada", today="2026-11-11")
    vl.ok("log", "ada", "-f", "chance", today="2026-11-19")
    told = spaced(vl.screen("due").out)
    assert "every 7 days since Wed 11, due Wed 18 19 Nov" in told
