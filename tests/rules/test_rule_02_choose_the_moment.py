"""走访时机要准, choose the moment: when it suits them, when they need help, at a great joy or a blow."""

import pytest
from scenes import begun, briefed, due, spaced, stands, summed, to_see

from conftest import Vl


def beginning(vl: Vl) -> None:
    """Two who live in one area and one who lives in another, all visited and none of them due."""
    for name, area in (("Ada Oak", "East"), ("Ben Elm", "East"), ("Cleo Ash", "West")):
        vl.ok("add", name, "--area", area, today="2026-09-01")
        vl.ok("log", name, today="2026-11-02")


@pytest.fixture
def lane(vl: Vl, tmp_path_factory: pytest.TempPathFactory) -> Vl:
    """The command on a copy of that beginning."""
    return begun(vl, tmp_path_factory, beginning)


def test_news_in_a_home_makes_a_visit_due_at_once_and_overdue_after_its_window(lane: Vl) -> None:
    told = lane.ok("event", "ada", "birth", "--on", "2026-11-21", "--json", today="2026-11-22").data
    [event] = told["events"]
    assert (event["id"], event["kind"], event["on"], event["window"]) == ("E1", "birth", "2026-11-21", 3)
    assert event["person"] == {"id": 1, "name": "Ada Oak"}
    assert to_see(lane, "2026-11-22") == {"Ada Oak": "event"}
    assert [stands(lane, "ada", f"2026-11-{day}")["state"] for day in (22, 24, 25)] == [
        "due",
        "due",
        "overdue",
    ]
    [row] = [line for line in lane.screen("due", today="2026-11-22").lines if "Ada Oak" in line]
    assert spaced(row) == "new baby 1 Ada Oak since Sat 21 2 Nov"
    assert stands(lane, "ada", "2026-11-22")["reason"]["id"] == "E1"


def test_news_is_answered_by_a_visit_that_counts_and_by_no_other(lane: Vl) -> None:
    lane.ok("event", "ada", "wedding", today="2026-11-20")
    lane.ok("log", "ada", "-f", "phone", today="2026-11-21")
    assert to_see(lane, "2026-11-21") == {"Ada Oak": "event"}
    lane.ok("log", "ada", today="2026-11-21")
    assert to_see(lane, "2026-11-21") == {}


def test_a_visit_of_the_same_day_before_the_news_does_not_answer_it(lane: Vl) -> None:
    lane.ok("log", "ada", today="2026-11-20")
    lane.ok("event", "ada", "death", today="2026-11-20")
    assert to_see(lane, "2026-11-20") == {"Ada Oak": "event"}
    lane.ok("log", "ada", today="2026-11-20")
    assert to_see(lane, "2026-11-20") == {}


def test_news_lapses_after_a_month(lane: Vl) -> None:
    lane.ok("event", "ada", "move", today="2026-11-20")
    assert to_see(lane, "2026-12-20") == {"Ada Oak": "event"}
    assert to_see(lane, "2026-12-21") == {}


def test_news_that_nobody_opened_the_door_for_is_tried_again_the_next_day(lane: Vl) -> None:
    lane.ok("event", "ada", "death", today="2026-11-20")
    lane.ok("log", "ada", "-r", "out", today="2026-11-20")
    assert to_see(lane, "2026-11-20") == {}
    assert to_see(lane, "2026-11-21") == {"Ada Oak": "retry"}
    reason = stands(lane, "ada", "2026-11-21")["reason"]
    assert (reason["id"], reason["text"]) == ("E1", "a death; nobody in on Fri 20")


def test_news_comes_before_rhythms_however_late_and_after_a_shut_door_too(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", "-g", "hardship", today="2026-09-01")
    vl.ok("add", "Ben Elm", today="2026-09-01")
    vl.ok("event", "ben", "death", today="2026-11-20")
    assert list(to_see(vl, "2026-11-20")) == ["Ben Elm", "Ada Oak"]
    vl.ok("log", "ben", "-r", "out", today="2026-11-20")
    assert list(to_see(vl, "2026-11-21")) == ["Ben Elm", "Ada Oak"]


def test_news_is_not_kept_waiting_by_a_door_that_stayed_shut_before_it(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", "-g", "hardship", today="2026-09-01")
    vl.ok("group", "set", "hardship", "--retry", "5d", today="2026-09-01")
    vl.ok("log", "ada", "-r", "out", today="2026-11-18")
    assert to_see(vl, "2026-11-20") == {}
    vl.ok("event", "ada", "death", today="2026-11-20")
    assert to_see(vl, "2026-11-20") == {"Ada Oak": "event"}
    stand = stands(vl, "ada", "2026-11-20")
    assert (stand["due_on"], stand["days_overdue"]) == ("2026-09-15", 66)
    [row] = [line for line in vl.screen("due", today="2026-11-20").lines if "Ada Oak" in line]
    assert "since Fri 20" in row


def test_news_of_a_whole_area_concerns_everybody_there_and_nobody_else(lane: Vl) -> None:
    lane.ok("event", "--area", "east", "flood", "--window", "1", today="2026-11-20")
    assert to_see(lane, "2026-11-20") == {"Ada Oak": "event", "Ben Elm": "event"}
    lane.ok("log", "ada", today="2026-11-21")
    assert to_see(lane, "2026-11-21") == {"Ben Elm": "event"}
    assert stands(lane, "ben", "2026-11-22")["state"] == "overdue"
    events = lane.ok("events", "--area", "East", "--json", today="2026-11-22").data["events"]
    assert [(event["area"], event["kind"], event["person"]) for event in events] == [("east", "flood", None)]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("添丁", "birth"),
        ("new baby", "birth"),
        ("Married", "wedding"),
        ("丧事", "death"),
        ("lost dog", "lost dog"),
    ],
)
def test_kinds_of_news_are_read_in_both_languages_and_any_word_is_one(
    lane: Vl, typed: str, kind: str
) -> None:
    [event] = lane.ok("event", "ada", *typed.split(), "--json").data["events"]
    assert event["kind"] == kind


def test_a_day_in_the_place_of_news_asks_whether_a_booking_was_meant(lane: Vl) -> None:
    for words in (["friday"], ["tomorrow", "at", "3pm"], ["下周三"]):
        assert 'did you mean "visitlog book"?' in lane.refuses(2, "event", "ada", *words)
    assert lane.ok("events", "--json").data["events"] == []


def test_events_are_listed_newest_first_and_for_one_person(lane: Vl) -> None:
    lane.ok("event", "ada", "move", "--on", "2026-11-01", "--note", "to the ground floor")
    lane.ok("event", "ben", "wedding", "--on", "2026-11-20")
    events = lane.ok("events", "--json").data["events"]
    assert [(event["id"], event["person"]["name"]) for event in events] == [
        ("E2", "Ben Elm"),
        ("E1", "Ada Oak"),
    ]
    [one] = lane.ok("events", "--who", "ada", "--json").data["events"]
    assert (one["kind"], one["note"]) == ("move", "to the ground floor")
    assert lane.ok("events").rows[0][:3] == ["E2", "2026-11-20", "wedding"]


def test_a_request_makes_a_visit_due_at_once_whoever_was_there_this_morning(lane: Vl) -> None:
    lane.ok("log", "ada", today="2026-11-20")
    lane.ok("matter", "open", "ada", "help with a form", "--kind", "request", today="2026-11-20")
    stand = stands(lane, "ada", "2026-11-20")
    assert (stand["state"], stand["due_on"], stand["reason"]["kind"]) == ("due", "2026-11-20", "matter")
    assert stand["reason"]["id"] == "M1"
    lane.ok("log", "ada", today="2026-11-20")
    assert stands(lane, "ada", "2026-11-20")["due_on"] == "2026-11-27"


def test_a_birthday_makes_a_visit_due_on_its_day_for_a_week_until_somebody_came(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", "--birthday", "1950-11-28", today="2026-09-01")
    vl.ok("log", "ada", today="2026-11-02")
    assert [to_see(vl, day) for day in ("2026-11-27", "2026-11-28", "2026-12-05", "2026-12-06")] == [
        {},
        {"Ada Oak": "birthday"},
        {"Ada Oak": "birthday"},
        {},
    ]
    vl.ok("log", "ada", today="2026-11-28")
    assert to_see(vl, "2026-11-28") == {}
    assert stands(vl, "ada", "2026-11-28")["due_on"] == "2027-05-27"


def test_a_birthday_on_the_leap_day_is_kept_the_day_before_in_other_years(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", "--birthday", "1952-02-29", today="2026-09-01")
    vl.ok("log", "ada", today="2027-02-01")
    assert to_see(vl, "2027-02-27") == {}
    assert to_see(vl, "2027-02-28") == {"Ada Oak": "birthday"}


def test_a_festival_that_a_group_keeps_makes_a_visit_due_on_its_day(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", "-g", "officials", today="2026-09-01")
    vl.ok("group", "set", "officials", "--festivals", "christmas,new-year", today="2026-09-01")
    vl.ok("log", "ada", today="2026-12-20")
    assert to_see(vl, "2026-12-24") == {}
    assert to_see(vl, "2026-12-25") == {"Ada Oak": "festival"}
    assert "Christmas" in vl.screen("due", today="2026-12-25").out
    vl.ok("log", "ada", today="2026-12-26")
    assert to_see(vl, "2026-12-26") == {}
    assert to_see(vl, "2027-01-01") == {"Ada Oak": "festival"}


@pytest.mark.parametrize(
    ("said", "times"),
    [
        ("weekday evenings", ["2026-11-23T18:00", "2026-11-24T18:00", "2026-11-25T18:00"]),
        ("sat morning", ["2026-11-28T09:00", "2026-12-05T09:00"]),
        ("工作日晚上", ["2026-11-23T18:00", "2026-11-24T18:00", "2026-11-25T18:00"]),
        ("周末", ["2026-11-28T09:00", "2026-11-29T09:00", "2026-12-05T09:00"]),
    ],
)
def test_best_times_become_days_and_hours(vl: Vl, said: str, times: list[str]) -> None:
    vl.ok("add", "Ada Oak", "--best-time", said)
    advice = briefed(vl, "ada", "2026-11-23")["advice"]
    assert advice["best_times"] == [said]
    assert [at[:11] + at[11:] for at in advice["times"]] == times


@pytest.mark.parametrize(
    ("at", "lang", "until", "told"),
    [
        ("08:59", "en", None, "next Mon 23 09:00"),
        ("09:00", "en", "11:00", "now, until 11:00"),
        ("10:59", "zh", "11:00", "现在合适（到11:00）"),
        ("11:00", "en", None, "next Mon 23 18:00"),
        ("19:00", "en", "20:00", "now, until 20:00"),
        ("20:00", "en", None, "next Tue 24 09:00"),
    ],
)
def test_a_best_time_that_has_begun_is_now_and_one_that_is_over_is_not_told(
    vl: Vl, at: str, lang: str, until: str | None, told: str
) -> None:
    vl.ok("add", "Ada Oak", "--best-time", "weekdays 9-11 and 18-20")
    assert told in vl.screen("brief", "ada", today=f"2026-11-23 {at}", lang=lang).out
    before = vl.screen("brief", "ada", "--on", "2026-11-20", today=f"2026-11-23 {at}", lang=lang).out
    assert told not in before
    assert briefed(vl, "ada", f"2026-11-23 {at}")["advice"]["now_until"] == until


@pytest.mark.parametrize(("lang", "told"), [("en", "after 18:00 · now"), ("zh", "after 18:00，现在合适")])
def test_a_best_time_without_an_end_is_now_and_not_until_midnight(vl: Vl, lang: str, told: str) -> None:
    vl.ok("add", "Ada Oak", "--best-time", "weekdays after 18:00")
    card = vl.screen("brief", "ada", today="2026-11-23 19:30", lang=lang, columns=120).out
    assert told in card
    assert "23:59" not in card


def test_a_best_time_that_is_not_understood_is_kept_and_said_to_be_so(vl: Vl) -> None:
    answer = vl.ok("add", "Ada Oak", "--best-time", "when the cat sleeps", "--json").data
    assert [warning["code"] for warning in answer["warnings"]] == ["best_time_unread"]
    assert answer["person"]["best_times"] == ["when the cat sleeps"]
    advice = briefed(vl, "ada", "2026-11-23")["advice"]
    assert (advice["times"], advice["best_times"]) == ([], ["when the cat sleeps"])


@pytest.mark.parametrize(
    ("day", "kind", "attire"), [("2026-11-20", "workday", "uniform"), ("2026-11-21", "weekend", "plain")]
)
def test_the_kind_of_day_is_known_and_so_what_to_wear(lane: Vl, day: str, kind: str, attire: str) -> None:
    assert due(lane, day)["day"] == kind
    assert briefed(lane, "ada", day)["advice"]["attire"] == attire
    [planned] = lane.ok("plan", "--json", today=day).data["days"]
    assert (planned["date"], planned["kind"]) == (day, kind)


def test_the_summary_gives_the_share_of_weekends_and_evenings(lane: Vl) -> None:
    for when in ("2026-12-05", "2026-12-07 19:30", "2026-12-08 10:00", "2026-12-09"):
        lane.ok("log", "ada", "--on", when, today="2026-12-20")
    lane.ok("log", "ada", "-r", "out", "--on", "2026-12-06", today="2026-12-20")
    assert summed(lane, "2026-12-20")["visits"]["weekend_or_evening"] == 2
    assert "weekend or evening: 2 of the 4 met, 50%" in lane.screen("summary", today="2026-12-20").out
