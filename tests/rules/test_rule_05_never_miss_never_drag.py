"""不要失约拖沓, never miss, never drag: what was said is written down, kept, and reported back."""

import pytest
from scenes import begun, briefed, codes, due, spaced, stands, summed, to_see

from conftest import Vl


def beginning(vl: Vl) -> None:
    """Two neighbours who were visited and are not due."""
    for name in ("Ada Oak", "Ben Elm"):
        vl.ok("add", name, today="2026-09-01")
        vl.ok("log", name, today="2026-11-02")


@pytest.fixture
def lane(vl: Vl, tmp_path_factory: pytest.TempPathFactory) -> Vl:
    """The command on a copy of that beginning."""
    return begun(vl, tmp_path_factory, beginning)


def booked(vl: Vl, today: str, *words: str) -> list[tuple[str, str]]:
    """The bookings that `due` shows, with how they stand, in its order."""
    return [(one["id"], one["state"]) for one in due(vl, today, *words)["appointments"]]


def test_an_appointment_is_booked_in_one_line_and_leads_the_list(lane: Vl) -> None:
    words = ("book", "ada", "wed", "at", "3pm", "--place", "office", "--for", "pension form", "--json")
    one = lane.ok(*words).data["appointment"]
    assert (one["id"], one["at"], one["place"]) == ("A1", "2026-11-25T15:00", "office")
    assert (one["purpose"], one["state"], one["people"]) == (
        "pension form",
        "booked",
        [{"id": 1, "name": "Ada Oak"}],
    )
    assert booked(lane, "2026-11-23") == [("A1", "booked")]
    lines = lane.screen("due", today="2026-11-25").lines
    assert lines[2] == "BOOKED"
    assert spaced(lines[3]) == "15:00 A1 Ada Oak Wed 25 15:00 office, pension form"


def test_a_chinese_booking_is_the_same(lane: Vl) -> None:
    one = lane.ok("book", "ada", "明天下午三点", "--for", "养老金表", "--json").data["appointment"]
    assert (one["at"], one["purpose"]) == ("2026-11-24T15:00", "养老金表")


def test_who_has_a_booking_is_listed_with_it_and_not_once_more(lane: Vl) -> None:
    lane.ok("event", "ada", "birth", today="2026-11-23")
    lane.ok("book", "ada", "2026-11-25")
    assert to_see(lane, "2026-11-24") == {}
    assert stands(lane, "ada", "2026-11-24")["reason"]["kind"] == "event"


def test_a_booking_past_its_hour_is_unanswered_at_the_top_until_somebody_says_how_it_went(lane: Vl) -> None:
    lane.ok("book", "ada", "2026-11-23 15:00")
    lane.ok("book", "ben", "2026-11-24")
    assert booked(lane, "2026-11-23T15:00") == [("A1", "booked"), ("A2", "booked")]
    for now in ("2026-11-23T15:01", "2026-11-24", "2026-12-24"):
        assert booked(lane, now)[0] == ("A1", "unanswered")
    lines = lane.screen("due", today="2026-11-24").lines
    assert lines[2] == "BOOKED"
    assert "did you meet? done A1, or missed A1 us|them" in spaced(" ".join(lines[3:5]))
    assert lane("due", "--exit-code", today="2026-11-24").code == 1
    assert due(lane, "2026-11-24")["counts"]["unanswered"] == 1
    assert "1 unanswered" in lane.screen("due", today="2026-11-24").lines[0]
    assert "late" not in lane.screen("due", today="2026-11-24").lines[0]


@pytest.mark.parametrize(
    ("words", "state"),
    [
        (["done", "A1"], "kept"),
        (["missed", "A1", "us"], "missed_by_us"),
        (["missed", "A1", "them"], "missed_by_them"),
        (["cancel", "A1", "--why", "snow"], "cancelled"),
        (["drop", "A1", "--why", "snow"], "cancelled"),
    ],
)
def test_an_unanswered_booking_is_kept_missed_or_cancelled(lane: Vl, words: list[str], state: str) -> None:
    lane.ok("book", "ada", "2026-11-23 09:00", today="2026-11-20")
    lane.ok(*words, today="2026-11-24")
    assert booked(lane, "2026-11-24") == []
    [one] = lane.ok("appointments", "--all", "--json", today="2026-11-24").data["appointments"]
    assert (one["state"], one["closed_on"]) == (state, "2026-11-24")


def test_a_log_of_that_day_keeps_the_booking_by_itself_and_says_so(lane: Vl) -> None:
    lane.ok("book", "ada", "2026-11-23 09:00", "--place", "office", today="2026-11-20")
    answer = lane.ok("log", "ada", "the form is done", "--json").data
    [settled] = answer["appointments"]
    assert (settled["id"], settled["state"], settled["visit"]) == ("A1", "kept", "V3")
    visit = answer["visit"]
    assert (visit["form"], visit["place"], visit["appointment"]) == ("planned", "office", "A1")
    lane.ok("undo")
    lane.ok("book", "ben", "2026-11-23 16:00", today="2026-11-20")
    assert "A1  the booking is settled: kept" in lane.ok("log", "ada").out
    assert booked(lane, "2026-11-23") == [("A2", "booked")]


def test_nobody_in_at_the_hour_means_that_they_missed_it(lane: Vl) -> None:
    lane.ok("book", "ada", "2026-11-23 15:00")
    lane.ok("log", "ada", "-r", "out", today="2026-11-23T15:05")
    [one] = lane.ok("appointments", "--all", "--json").data["appointments"]
    assert one["state"] == "missed_by_them"


@pytest.mark.parametrize("words", [["-r", "out"], ["-f", "phone"], ["-f", "phone", "-r", "out"]])
def test_a_call_or_a_shut_door_in_the_morning_settles_no_booking_of_the_afternoon(
    lane: Vl, words: list[str]
) -> None:
    lane.ok("book", "ada", "2026-11-23 15:00", today="2026-11-20")
    assert lane.ok("log", "ada", *words, "--json", today="2026-11-23T09:00").data["appointments"] == []
    assert booked(lane, "2026-11-23T09:05") == [("A1", "booked")]


def test_a_booking_is_moved_for_a_reason_and_its_first_time_is_kept(lane: Vl) -> None:
    lane.ok("book", "ada", "2026-11-25 15:00")
    assert "--why" in lane.refuses(2, "move", "A1", "friday")
    lane.ok("move", "A1", "friday", "--why", "snow")
    lane.ok("move", "A1", "2026-11-30 10:00", "--why", "the clerk is ill")
    [one] = lane.ok("appointments", "--json").data["appointments"]
    assert one["at"] == "2026-11-30T10:00"
    assert [(m["from"], m["to"], m["why"]) for m in one["moves"]] == [
        ("2026-11-25T15:00:00", "2026-11-27T15:00:00", "snow"),
        ("2026-11-27T15:00:00", "2026-11-30T10:00:00", "the clerk is ill"),
    ]


def test_cancelling_wants_a_reason_and_what_is_past_can_not_be_booked(lane: Vl) -> None:
    lane.ok("book", "ada", "friday")
    assert "--why" in lane.refuses(2, "cancel", "A1")
    assert "past" in lane.refuses(2, "book", "ada", "2026-11-20")
    assert "past" in lane.refuses(1, "book", "ada", "2026-11-23 09:00", today="2026-11-23T10:00")
    assert "still ahead" in lane.refuses(1, "missed", "A1", "us")


def test_a_booking_that_we_missed_makes_an_apology_due_the_next_day(lane: Vl) -> None:
    lane.ok("book", "ada", "2026-11-23 09:00", "--for", "pension form", today="2026-11-20")
    told = lane.ok("missed", "A1", "us").out
    assert "a visit of apology is due the day after" in told
    assert to_see(lane, "2026-11-23") == {}
    assert to_see(lane, "2026-11-24") == {"Ada Oak": "apology"}
    reason = stands(lane, "ada", "2026-11-24")["reason"]
    assert (reason["id"], reason["text"]) == ("A1", "we missed A1, due Tue 24")
    lane.ok("log", "ada", "-f", "phone", today="2026-11-24")
    assert to_see(lane, "2026-11-24") == {"Ada Oak": "apology"}
    lane.ok("log", "ada", today="2026-11-25")
    assert to_see(lane, "2026-11-25") == {}


def test_a_booking_that_they_missed_makes_no_apology_due(lane: Vl) -> None:
    lane.ok("book", "ada", "2026-11-23 09:00", today="2026-11-20")
    lane.ok("missed", "A1", "them")
    assert to_see(lane, "2026-11-24") == {}


@pytest.mark.parametrize(
    ("hour", "clash"), [("15:30", True), ("14:01", True), ("16:00", False), ("13:00", False)]
)
def test_two_bookings_within_the_hour_are_said_to_clash(lane: Vl, hour: str, clash: bool) -> None:
    lane.ok("book", "ada", "2026-11-25 15:00")
    assert codes(lane, "book", "ben", f"2026-11-25 {hour}") == (["clash"] if clash else [])


def test_moving_into_another_booking_clashes_too(lane: Vl) -> None:
    lane.ok("book", "ada", "2026-11-25 15:00")
    lane.ok("book", "ben", "2026-11-26 15:00")
    assert "within the hour" in lane.ok("move", "A2", "2026-11-25 15:30", "--why", "snow").err


def test_a_promise_is_made_in_the_same_breath_as_the_visit_and_leads_the_list_when_late_today_or_soon(
    lane: Vl,
) -> None:
    lane.ok("log", "ada", "-p", "ask about the roof @2026-11-25", "-p", "send the form @2026-11-30")
    days = [
        ("2026-11-22", []),
        ("2026-11-23", [("P1", 0)]),
        ("2026-11-25", [("P1", 0)]),
        ("2026-11-27", [("P1", 2)]),
    ]
    for today, listed in days:
        assert [(p["id"], p["days_late"]) for p in due(lane, today)["promises"]] == listed
    assert lane("due", "--exit-code", today="2026-11-26").code == 1


def test_a_promise_moved_keeps_its_first_day_and_needs_a_reason(lane: Vl) -> None:
    lane.ok("promise", "ada", "ask about the roof", "--by", "2026-11-25")
    assert "--why" in lane.refuses(2, "move", "P1", "friday")
    moved = lane.ok("move", "P1", "friday", "--why", "the clerk is ill", "--json").data["promise"]
    assert (moved["by"], moved["first_by"]) == ("2026-11-27", "2026-11-25")
    assert [(m["from"], m["to"], m["why"]) for m in moved["moves"]] == [
        ("2026-11-25", "2026-11-27", "the clerk is ill")
    ]


def test_what_was_kept_is_reported_back_and_the_next_counting_visit_marks_it_told(lane: Vl) -> None:
    lane.ok("promise", "ada", "mend the lamp", "--by", "2026-11-20", today="2026-11-10")
    assert briefed(lane, "ada", "2026-11-12")["to_tell"] == []
    lane.ok("done", "P1", today="2026-11-12")
    [told] = briefed(lane, "ada", "2026-11-23")["to_tell"]
    assert (told["id"], told["text"], told["closed_on"], told["told_on"]) == (
        "P1",
        "mend the lamp",
        "2026-11-12",
        None,
    )
    [line] = [line for line in lane.screen("brief", "ada").lines if line.startswith("TELL THEM")]
    assert spaced(line) == "TELL THEM P1 · mend the lamp · kept 12 Nov, not yet told"
    for words in (["-f", "phone"], ["-r", "out"], ["--on", "2026-11-11"]):
        assert lane.ok("log", "ada", *words, "--json").data["told"] == []
    answer = lane.ok("log", "ada", "--json").data
    assert [(p["id"], p["told_on"]) for p in answer["told"]] == [("P1", "2026-11-23")]
    assert briefed(lane, "ada", "2026-11-23")["to_tell"] == []


def test_the_visit_that_tells_says_so_and_what_they_owe_us_is_not_reported(lane: Vl) -> None:
    lane.ok("promise", "ada", "mend the lamp", "--by", "2026-11-20", today="2026-11-10")
    lane.ok("promise", "ada", "return the key", "--by", "2026-11-20", "--owed-by", "them", today="2026-11-10")
    lane.ok("done", "P1", "P2", today="2026-11-12")
    out = lane.ok("log", "ada").out
    assert "P1  counted as told: mend the lamp" in out
    assert "P2" not in out


def test_due_reminds_when_the_open_promises_were_not_gone_through_for_over_a_week(lane: Vl) -> None:
    lane.ok("promise", "ada", "mend the lamp", "--by", "2026-12-20", today="2026-11-01")
    reminder = "The open promises were last gone through {} days ago: review"
    assert "gone through" not in lane.screen("due", today="2026-11-08").out
    assert reminder.format(8) in lane.screen("due", today="2026-11-09").out
    [promise] = lane.ok("review", "--json", today="2026-11-09").data["promises"]
    assert promise["id"] == "P1"
    assert "gone through" not in lane.screen("due", today="2026-11-16").out
    assert reminder.format(8) in lane.screen("due", today="2026-11-17").out
    assert summed(lane, "2026-11-17")["promises"]["last_review"] == "2026-11-09"
    lane.ok("done", "P1", today="2026-11-17")
    assert "gone through" not in lane.screen("due", today="2026-12-17").out


def test_promising_much_to_one_person_warns(lane: Vl) -> None:
    for number in (1, 2):
        assert codes(lane, "promise", "ada", f"thing {number}", "--by", "2026-12-01") == []
    assert codes(lane, "log", "ada", "-p", "thing 3 @2026-12-01") == ["many_promises"]
    assert codes(lane, "promise", "ben", "a late thing", "--by", "2026-11-24") == []
    assert codes(lane, "promise", "ben", "one more", "--by", "2026-12-01", today="2026-11-25") == [
        "many_promises"
    ]


def test_the_summary_counts_promises_kept_late_and_broken(lane: Vl) -> None:
    for number, (by, done) in enumerate((("05", "05"), ("05", "07"), ("06", None), ("07", None)), 1):
        lane.ok("promise", "ada", f"thing {number}", "--by", f"2026-11-{by}", today="2026-11-03")
        if done:
            lane.ok("done", f"P{number}", today=f"2026-11-{done}")
    lane.ok("drop", "P4", "--why", "no longer wanted", today="2026-11-06")
    told = summed(lane, "2026-11-23")["promises"]
    kept = ("made", "fell_due", "kept_on_time", "kept_late", "dropped", "open", "overdue", "on_time_rate")
    assert [told[key] for key in kept] == [4, 4, 1, 1, 1, 1, 1, 0.25]
    screen = lane.screen("summary", today="2026-11-23").out
    assert "4 promises fell due: 1 on time, 25%; 1 kept late; 1 given up; 1 open" in screen


def test_the_summary_counts_appointments_by_who_missed_them(lane: Vl) -> None:
    for day in range(3, 8):
        lane.ok("book", "ada", f"2026-11-{day:02} 09:00", today="2026-11-02")
    lane.ok("done", "A1", today="2026-11-03")
    lane.ok("missed", "A2", "us", today="2026-11-04")
    lane.ok("missed", "A3", "them", today="2026-11-05")
    lane.ok("cancel", "A4", "--why", "snow", today="2026-11-05")
    assert summed(lane, "2026-11-23")["appointments"] == {
        "kept": 1,
        "missed_by_us": 1,
        "missed_by_them": 1,
        "cancelled": 1,
        "unanswered": 1,
    }
    screen = spaced(lane.screen("summary", today="2026-11-23").out)
    assert "5 bookings: 1 kept; 1 missed by us; 1 missed by them; 1 cancelled; 1 unanswered" in screen
