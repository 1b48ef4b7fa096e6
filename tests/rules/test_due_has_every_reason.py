"""`due` with all its reasons, each from the one function that says where somebody stands."""

import pytest
from scenes import begun, due, spaced, stands

from conftest import Vl


def beginning(vl: Vl) -> None:
    """On 23 November everybody is due, each for a reason of their own."""
    for name, words in (
        ("Ada Oak", ["-g", "hardship"]),
        ("Ben Elm", ["--birthday", "1950-11-22"]),
        ("Cleo Ash", ["-g", "officials"]),
        ("Dan Fir", ["-g", "hardship"]),
        ("Eve Yew", []),
        ("Fay Bay", []),
        ("Gus Box", []),
        ("Hal Fig", []),
        ("Ida Gum", ["--door", "7-701"]),
        ("Jan Nut", ["--door", "7-701"]),
    ):
        vl.ok("add", name, *words, today="2026-09-01")
        vl.ok("log", name, today="2026-10-24" if name in ("Ada Oak", "Dan Fir") else "2026-11-01")
    vl.ok("add", "Kit Pea", "--residence", "newcomer", today="2026-11-09")
    vl.ok("group", "set", "officials", "--festivals", "childrens-day")
    vl.ok("log", "dan", "-r", "out", today="2026-11-20")
    vl.ok("event", "eve", "birth", today="2026-11-21")
    vl.ok("matter", "open", "fay", "noise", "--kind", "dispute", today="2026-11-20")
    vl.ok("matter", "open", "gus", "a bench", today="2026-11-20")
    vl.ok("matter", "close", "M2", today="2026-11-22")
    vl.ok("book", "hal", "2026-11-22 10:00", today="2026-11-20")
    vl.ok("missed", "A1", "us", today="2026-11-22")
    vl.ok("retire", "ida", "died", today="2026-11-22")


@pytest.fixture
def lane(vl: Vl, tmp_path_factory: pytest.TempPathFactory) -> Vl:
    """The command on a copy of that beginning."""
    return begun(vl, tmp_path_factory, beginning)


REASONS = {
    "Ada Oak": ("rhythm", None, "every 30 days, due Mon 23"),
    "Ben Elm": ("birthday", None, "Sun 22"),
    "Dan Fir": ("retry", None, "nobody in on Fri 20"),
    "Eve Yew": ("event", "E1", "since Sat 21"),
    "Fay Bay": ("matter", "M1", "noise, due Mon 23"),
    "Gus Box": ("follow_up", "M2", "a bench, due Mon 23"),
    "Hal Fig": ("apology", "A1", "we missed A1, due Mon 23"),
    "Jan Nut": ("condolence", "9", "Ida Gum died Sun 22"),
    "Kit Pea": ("first_visit", None, "never visited, due Mon 23"),
}


def test_every_reason_is_listed_with_its_words_and_its_number(lane: Vl) -> None:
    visits = due(lane, "2026-11-23")["visits"]
    told = {v["person"]["name"]: tuple(v["reason"][key] for key in ("kind", "id", "text")) for v in visits}
    assert told == REASONS


def test_duties_matters_and_news_come_first_then_the_latest_by_their_own_rhythm(lane: Vl) -> None:
    names = [v["person"]["name"] for v in due(lane, "2026-11-23")["visits"]]
    assert set(names[:5]) == {"Eve Yew", "Fay Bay", "Gus Box", "Hal Fig", "Jan Nut"}
    late = [v["days_overdue"] / v["every"] for v in due(lane, "2026-11-23")["visits"][5:]]
    assert late == sorted(late, reverse=True)


def test_each_reason_has_its_own_first_word_on_the_screen(lane: Vl) -> None:
    rows = [spaced(line) for line in lane.screen("due").lines]
    for words in (
        "due 1 Ada Oak",
        "birthday 2 Ben Elm",
        "try again 4 Dan Fir",
        "new baby 5 Eve Yew",
        "matter M1 6 Fay Bay",
        "follow-up 7 Gus Box",
        "apology 8 Hal Fig",
        "condolence 10 Jan Nut",
        "first visit 11 Kit Pea",
    ):
        assert any(row.startswith(words) for row in rows), words


def test_a_festival_is_a_reason_on_its_day(lane: Vl) -> None:
    lane.ok("log", "cleo", today="2027-05-20")
    [visit] = [v for v in due(lane, "2027-06-01")["visits"] if v["person"]["name"] == "Cleo Ash"]
    assert visit["reason"]["kind"] == "festival"
    assert "Children's Day" in lane.screen("due", "--all", today="2027-06-01").out


def test_several_reasons_of_one_person_are_all_told(lane: Vl) -> None:
    lane.ok("event", "ada", "wedding", today="2026-11-23")
    stand = stands(lane, "ada", "2026-11-24")
    assert (stand["reason"]["kind"], stand["due_on"]) == ("event", "2026-11-23")
    lane.ok("matter", "open", "ada", "a bench", "--kind", "request", today="2026-11-24")
    reason = stands(lane, "ada", "2026-11-24")
    assert [other["kind"] for other in reason["also"]] == ["matter"]
    assert "also matter M3" in reason["reason"]["text"]


def test_one_visit_answers_every_reason(lane: Vl) -> None:
    people = "ada,ben,dan,eve,fay,gus,hal,jan,kit"
    lane.ok("log", people)
    assert due(lane, "2026-11-23")["visits"] == []


def test_due_show_people_and_plan_never_disagree(lane: Vl) -> None:
    listed = {v["person"]["id"]: v for v in due(lane, "2026-11-23")["visits"]}
    people = lane.ok("people", "--json", today="2026-11-23").data["people"]
    stops = lane.ok("plan", "--slots", "50", "--json", today="2026-11-23").data["days"][0]["stops"]
    assert {stop["person"]["id"] for stop in stops} == set(listed)
    for person in people:
        assert (person["standing"]["state"] in ("due", "overdue")) == (person["id"] in listed)
        assert stands(lane, str(person["id"]), "2026-11-23") == person["standing"]


def test_our_own_leave_makes_nobody_late(lane: Vl) -> None:
    assert stands(lane, "ada", "2026-11-30")["days_overdue"] == 7
    lane.ok("pause", "--me", "--from", "2026-11-24", "--until", "2026-11-29")
    assert stands(lane, "ada", "2026-11-30")["days_overdue"] == 1


def test_due_ahead_shows_who_comes_due(lane: Vl) -> None:
    lane.ok("log", "ada", today="2026-11-23")
    names = [
        v["person"]["name"] for v in due(lane, "2026-12-22", "--days", "1")["visits"] if v["state"] == "ok"
    ]
    assert "Ada Oak" in names
