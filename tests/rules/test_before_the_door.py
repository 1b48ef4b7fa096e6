"""`brief`, one page to read on a staircase, and `plan`, a round: bookings, then urgency, neighbours together."""

from typing import Any

import pytest
from scenes import begun, briefed, rounds, spaced, to_see

from conftest import Vl, widest

BRIEF = (
    "person",
    "standing",
    "last_visits",
    "promises_by_us",
    "promises_by_them",
    "matters",
    "coming_up",
    "advice",
    "to_tell",
    "what_worked",
    "what_failed",
    "lessons",
    "hospitality",
)


def beginning(vl: Vl) -> None:
    """Somebody of whom there is something to say under every heading."""
    who = ("--door", "3-201", "--area", "East Lane", "-g", "hardship", "--birthday", "1950-11-28")
    vl.ok(
        "add", "Ada Oak", *who, "--best-time", "weekday mornings", "--note", "lives alone", today="2026-08-01"
    )
    vl.ok(
        "log",
        "ada",
        "--hospitality-declined",
        "tea",
        "--approach",
        "leaflets",
        "--went",
        "poor",
        today="2026-08-28",
    )
    vl.ok("log", "ada", "-r", "out", today="2026-09-20")
    knee = (
        "Knee better; lamp is out",
        "--warmth",
        "civil",
        "--approach",
        "listening first",
        "--went",
        "well",
    )
    vl.ok("log", "ada", "-f", "chance", *knee, today="2026-10-03")
    kind = ("--hospitality", "tea and chestnuts", "--lesson", "Ask about the grandson before the pension")
    ours = ("-p", "mend the street lamp @2026-11-12", "-p", "ask housing about the roof @2026-11-20")
    vl.ok("log", "ada", "Roof leaks over the bed", "-f", "planned", *kind, *ours, today="2026-10-25")
    vl.ok("done", "P1", today="2026-11-10")
    vl.ok(
        "promise", "ada", "return the hall key", "--by", "2026-11-30", "--owed-by", "them", today="2026-11-10"
    )
    vl.ok("matter", "open", "ada", "noise at night", today="2026-11-10")
    vl.ok("book", "ada", "2026-11-26 10:00", "--for", "pension form", today="2026-11-10")


@pytest.fixture
def ada(vl: Vl, tmp_path_factory: pytest.TempPathFactory) -> Vl:
    """The command on a copy of that beginning."""
    return begun(vl, tmp_path_factory, beginning)


def test_the_brief_of_somebody_with_everything_fits_the_screen_and_leaves_nothing_out(ada: Vl) -> None:
    answer = ada.screen("brief", "ada")
    assert len(answer.lines) <= 24
    assert widest(answer.out) <= 80
    told = spaced(answer.out)
    for words in (
        "ADA OAK 1 · 3-201 · East Lane · 75 years · lives alone Mon 23 Nov 2026",
        "GO noise at night, due Tue 17 · weekday mornings · next Tue 24 09:00",
        "MEET home",
        "WEAR uniform (workday)",
        "TELL THEM P1 · mend the street lamp · kept 10 Nov, not yet told",
        "WE OWE P2 · ask housing about the roof · by Fri 20, 3 days late",
        "THEY OWE P3 · return the hall key · by Mon 30",
        "MATTER M1 · noise at night",
        "AHEAD A1 Thu 26 10:00 · pension form; birthday Sat 28 Nov",
        "LAST Sun 25 Oct planned Roof leaks over the bed",
        "Sun 20 Sep drop-in: nobody in",
        "KINDNESS tea and chestnuts, taken 25 Oct; tea declined 28 Aug: accept today",
        "WORKED listening first: well 1 of 1 · few, so only a hint",
        "DIDN'T leaflets: well 0 of 1",
        "LESSON Ask about the grandson before the pension (25 Oct)",
        "OPEN WITH ",
        "MIND promise little today: a promise to them is late already",
    ):
        assert words in told


def test_notes_give_way_when_a_brief_would_leave_the_screen_and_the_last_visit_stays_whole(vl: Vl) -> None:
    vl.env["VISITLOG_JOURNAL"] = vl.ok("demo", "--json").data["journal"]
    for who in ("Wang Suzhen", "He Guizhi", "Zhu Jinbao"):
        answer = vl.screen("brief", who)
        assert len(answer.lines) <= 24
        assert widest(answer.out) <= 80
        assert {"GO", "MEET", "WEAR", "LAST", "OPEN"} <= {line.split(" ")[0] for line in answer.lines}
    told = spaced(vl.screen("brief", "Wang Suzhen").out)
    assert "The bucket is still under the leak. She asked about it once, very politely." in told


def test_the_brief_says_that_nothing_is_owed_either_way(vl: Vl) -> None:
    vl.ok("add", "Ada Oak")
    assert "WE OWE nothing, nor do they" in spaced(vl.screen("brief", "ada").out)
    vl.ok("promise", "ada", "return the key", "--by", "friday", "--owed-by", "them")
    told = spaced(vl.screen("brief", "ada").out)
    assert "THEY OWE P1 · return the key" in told
    assert "WE OWE" not in told


def test_the_brief_of_an_ordinary_person_is_short_and_has_its_whole_card(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", "--door", "3-201")
    vl.ok("log", "ada", "tea in the kitchen", "-p", "ask about the roof @friday")
    lines = vl.screen("brief", "ada").lines
    assert len(lines) <= 18
    assert sum(line.startswith(("OPEN", " " * 11)) for line in lines) == 3


def test_the_brief_in_chinese_fits_the_screen_too(ada: Vl) -> None:
    answer = ada.screen("brief", "ada", lang="zh")
    assert len(answer.lines) <= 24
    assert widest(answer.out) <= 80


def test_a_longer_note_has_a_line_of_its_own(vl: Vl) -> None:
    vl.ok(
        "add",
        "Ada Oak",
        "--note",
        "lives alone; hard of hearing, so ring twice and wait; the key is at 3-202",
    )
    assert "NOTES lives alone; hard of hearing" in spaced(vl.screen("brief", "ada").out)


def test_the_brief_for_programs_has_every_part(ada: Vl) -> None:
    data = briefed(ada, "ada", "2026-11-23")
    assert [key for key in BRIEF if key not in data] == []
    assert set(data["advice"]) >= {"times", "attire", "place", "alone", "cautions", "courtesies"}
    assert [p["id"] for p in data["promises_by_us"]] == ["P2"]
    assert [p["id"] for p in data["promises_by_them"]] == ["P3"]
    assert [p["id"] for p in data["to_tell"]] == ["P1"]
    assert [m["title"] for m in data["matters"]] == ["noise at night"]
    assert [(c["kind"], c["on"]) for c in data["coming_up"]] == [
        ("appointment", "2026-11-26"),
        ("birthday", "2026-11-28"),
    ]
    assert data["coming_up"][0]["appointment"]["id"] == "A1"
    assert len(data["last_visits"]) == 3
    assert data["advice"]["times"][0] == "2026-11-24T09:00"


def test_the_brief_is_for_another_day_when_asked(ada: Vl) -> None:
    data = briefed(ada, "ada", "2026-11-23", "--on", "saturday")
    assert (data["on"], data["advice"]["attire"]) == ("2026-11-28", "plain")
    assert data["promises_by_us"][0]["days_late"] == 8
    assert data["advice"]["times"][0] == "2026-11-30T09:00"
    screen = ada.screen("brief", "ada", "--on", "saturday")
    assert "Sat 28 Nov 2026" in screen.lines[0]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("event", "ada", "birth"), "GO new baby, since Fri 20"),
        (("matter", "open", "ada", "noise", "--kind", "request"), "GO noise, due Fri 20"),
    ],
)
def test_the_brief_says_why_one_goes(vl: Vl, words: tuple[str, ...], says: str) -> None:
    vl.ok("add", "Ada Oak", today="2026-09-01")
    vl.ok("log", "ada", today="2026-11-02")
    vl.ok(*words, today="2026-11-20")
    assert says in spaced(vl.screen("brief", "ada", today="2026-11-20").out)


# --- the round


def street(vl: Vl) -> None:
    """Elders of two areas, all of them due: two who share a door in the East, one each in East and West."""
    for name, area, door, added in (
        ("Ada Oak", "East", "3-201", "2026-10-01"),
        ("Ben Elm", "West", "7-101", "2026-09-01"),
        ("Cleo Ash", "East", "5-304", "2026-10-20"),
        ("Dan Fir", "East", "3-201", "2026-11-10"),
    ):
        vl.ok("add", name, "-g", "elder", "--area", area, "--door", door, today=added)


def test_a_round_puts_bookings_first_then_urgency_by_area_and_household(vl: Vl) -> None:
    street(vl)
    vl.ok("add", "Eve Yew", "--area", "East", "--door", "9-901", today="2026-11-20")
    vl.ok("book", "eve", "2026-11-23 16:00", "--for", "pension form", today="2026-11-20")
    [day] = vl.ok("plan", "--json").data["days"]
    assert [stop["person"]["name"] for stop in day["stops"]] == [
        "Eve Yew",
        "Ben Elm",
        "Ada Oak",
        "Dan Fir",
        "Cleo Ash",
    ]
    first = day["stops"][0]
    assert (first["at"], first["why"], first["appointment"]["id"]) == ("16:00", "pension form", "A1")
    assert [stop["household"] for stop in day["stops"][2:]] == ["3-201", "3-201", "5-304"]
    assert all(stop["why"] for stop in day["stops"])


def test_a_round_takes_the_most_urgent_and_says_how_many_did_not_fit(vl: Vl) -> None:
    street(vl)
    data = vl.ok("plan", "--slots", "2", "--json").data
    assert [stop["person"]["name"] for stop in data["days"][0]["stops"]] == ["Ben Elm", "Ada Oak"]
    assert data["left"] == 2
    assert "2 more are due and did not fit" in vl.screen("plan", "--slots", "2").out
    assert rounds(vl, "2026-11-23", "--slots", "2", "--days", "2") == {
        "2026-11-23": ["Ben Elm", "Ada Oak"],
        "2026-11-24": ["Cleo Ash", "Dan Fir"],
    }


@pytest.mark.parametrize("slots", [1, 2, 3])
def test_bookings_take_their_slots_and_no_day_has_more_doors_than_slots(vl: Vl, slots: int) -> None:
    street(vl)
    vl.ok("book", "cleo", "2026-11-23 15:00", today="2026-11-20")
    days = rounds(vl, "2026-11-23", "--slots", str(slots), "--days", "3")
    assert all(len(names) <= slots for names in days.values())
    assert days["2026-11-23"][0] == "Cleo Ash"


def test_no_booking_is_dropped_for_want_of_slots(vl: Vl) -> None:
    street(vl)
    for who, hour in (("ada", 13), ("ben", 15)):
        vl.ok("book", who, f"2026-11-23 {hour}:00", today="2026-11-20")
    assert rounds(vl, "2026-11-23", "--slots", "1") == {"2026-11-23": ["Ada Oak", "Ben Elm"]}


def test_news_goes_before_rhythms_however_late(vl: Vl) -> None:
    street(vl)
    vl.ok("add", "Eve Yew", "--area", "South", today="2026-11-20")
    vl.ok("event", "eve", "birth")
    [day] = vl.ok("plan", "--slots", "1", "--json").data["days"]
    [stop] = day["stops"]
    assert (stop["person"]["name"], stop["why"]) == ("Eve Yew", "new baby, since Mon 23")


def test_a_round_goes_when_it_suits(vl: Vl) -> None:
    for name, when in (
        ("Ada Oak", "tue afternoon"),
        ("Ben Elm", "周末上午"),
        ("Cleo Ash", "weekday evenings"),
    ):
        vl.ok("add", name, "-g", "elder", "--best-time", when, today="2026-11-01")
    days = vl.ok("plan", "--days", "7", "--json").data["days"]
    stops = {day["date"]: [(s["person"]["name"], s["at"]) for s in day["stops"]] for day in days}
    assert stops == {
        "2026-11-23": [("Cleo Ash", "18:00")],
        "2026-11-24": [("Ada Oak", "14:00")],
        "2026-11-25": [],
        "2026-11-26": [],
        "2026-11-27": [],
        "2026-11-28": [("Ben Elm", "09:00")],
        "2026-11-29": [],
    }


def test_a_time_that_is_past_today_suits_no_more(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", "-g", "elder", "--best-time", "weekday mornings", today="2026-11-01")
    assert rounds(vl, "2026-11-23T08:00") == {"2026-11-23": ["Ada Oak"]}
    assert rounds(vl, "2026-11-23T13:00", "--days", "2") == {"2026-11-23": [], "2026-11-24": ["Ada Oak"]}


def test_every_day_is_listed_even_an_empty_one_with_its_kind(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", today="2026-11-20")
    days = vl.ok("plan", "--days", "3", "--json", today="2026-11-27").data["days"]
    assert [(day["date"], day["kind"], day["stops"]) for day in days] == [
        ("2026-11-27", "workday", []),
        ("2026-11-28", "weekend", []),
        ("2026-11-29", "weekend", []),
    ]
    screen = vl.screen("plan", "--days", "2", today="2026-11-27").out
    assert screen.count("nobody: a free day") == 2


def test_a_round_leaves_out_who_is_held_off_paused_or_waits_after_a_shut_door(vl: Vl) -> None:
    street(vl)
    vl.ok("add", "Eve Yew", "-g", "business", "--every", "3d", today="2026-09-01")
    vl.ok("log", "eve", today="2026-11-15")
    vl.ok("pause", "ada", "--until", "2026-11-30", "--why", "with her son")
    vl.ok("log", "ben", "-r", "out")
    assert rounds(vl, "2026-11-23") == {"2026-11-23": ["Cleo Ash", "Dan Fir"]}


def test_a_round_of_one_area(vl: Vl) -> None:
    street(vl)
    assert rounds(vl, "2026-11-23", "--area", "west") == {"2026-11-23": ["Ben Elm"]}


def test_somebody_with_a_booking_ahead_is_on_the_round_once(vl: Vl) -> None:
    street(vl)
    vl.ok("book", "ben", "2026-11-25 10:00")
    days = rounds(vl, "2026-11-23", "--days", "3")
    assert [day for day, names in days.items() if "Ben Elm" in names] == ["2026-11-25"]


def test_a_saved_round_is_booked_and_due_lists_it_as_such(vl: Vl) -> None:
    street(vl)
    answer = vl.ok("plan", "--slots", "2", "--days", "2", "--save", "--json").data
    assert answer["booked"] == 4
    booked: Any = vl.ok("appointments", "--json").data["appointments"]
    assert [(one["id"], one["at"], one["people"][0]["name"]) for one in booked] == [
        ("A1", "2026-11-23", "Ben Elm"),
        ("A2", "2026-11-23", "Ada Oak"),
        ("A3", "2026-11-24", "Cleo Ash"),
        ("A4", "2026-11-24", "Dan Fir"),
    ]
    assert to_see(vl, "2026-11-23") == {}
    again = vl.ok("plan", "--slots", "2", "--days", "2", "--save", "--json").data
    assert again["booked"] == 0
    vl.ok("undo")
    assert vl.ok("appointments", "--json").data["appointments"] == []
