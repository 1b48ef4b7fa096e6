"""Clocks that jump, zones that change, days that are not there: numbers and order never depend on the clock."""

import json
import os
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Real, Vl, begin_lane

LOOKING = (
    "due --days 40",
    "people --status all",
    "show ada",
    "brief ada",
    "plan --days 9",
    "visits",
    "promises --all",
    "appointments",
    "events",
    "summary --period year",
    "summary --period all",
    "history",
    "review",
    "backups",
)
DAYS = ("1900-01-01", "1999-12-31", "2000-02-29", "2028-02-29", "2100-02-28", "2100-11-30")


@pytest.mark.parametrize("today", DAYS)
def test_a_life_in_any_year_is_told_without_a_fault(vl: Vl, today: str) -> None:
    vl.ok("add", "Ada Oak", "--every", "14d", "--birthday", "1896-02-29", today=today)
    vl.ok("log", "ada", "tea", "-p", "oil @tomorrow", "--on", "today", today=today)
    vl.ok("event", "ada", "birth", today=today)
    vl.ok("matter", "open", "ada", "fence", today=today)
    vl.ok("book", "ada", "in a month", today=today)
    vl.ok("pause", "ada", "--until", "next monday", "--why", "away", today=today)
    for line in LOOKING:
        told = vl(*line.split(), today=today, env={"VISITLOG_LANG": "zh"})
        assert told.code == 0, (line, told)
    assert vl.table("visits")["1"]["on"] == today
    assert vl("check", today=today).code == 0


@pytest.mark.parametrize(
    ("today", "due"),
    [("2027-02-27", False), ("2027-02-28", True), ("2028-02-28", False), ("2028-02-29", True)],
)
def test_a_birthday_on_the_leap_day_is_on_the_28th_of_other_years(vl: Vl, today: str, due: bool) -> None:
    vl.ok("init", "--preset", "blank", today="2026-06-01")
    vl.ok("add", "Ada Oak", "--every", "2y", "--birthday", "1952-02-29", today="2026-06-01")
    vl.ok("log", "ada", "--on", "2027-01-02", today="2027-01-02")
    reasons = [stand["reason"]["kind"] for stand in vl.ok("due", "--json", today=today).data["visits"]]
    assert ("birthday" in reasons) == due


MAD = ("1000-01-01", "1899-12-31", "2101-01-01", "9999-12-31")


@pytest.mark.parametrize("today", MAD)
def test_a_clock_gone_mad_is_told_so_and_nothing_is_written(lane: Vl, today: str) -> None:
    for line in (*LOOKING, "log ada tea", "undo", "done P1", "backup", "check"):
        assert "1900 to 2100" in lane.refuses(2, *line.split(), today=today)
    assert "VISITLOG_TODAY" in lane.refuses(2, "due", today="0001-01-01T00:00:00+14:00")
    assert not (lane.journal.parent / "backups").exists()


@pytest.mark.parametrize("today", ["1900-01-01", "2100-12-31"])
def test_the_first_and_the_last_day_of_all_are_days(lane: Vl, today: str) -> None:
    for line in (*LOOKING, "log ada tea", "undo", "done P1", "backup"):
        told = lane(*line.split(), today=today)
        assert told.code in (0, 2), (line, told)
        assert "failed in" not in told.err


def test_a_clock_that_was_set_back_changes_no_number_and_no_order(lane: Vl) -> None:
    lane.ok("log", "ada", "from the future", today="2031-05-05")
    first = lane.ok("log", "ada", "back again", "--json", today="2026-11-23").data["visit"]["id"]
    assert first == "V12"
    changes = lane.ok("history", "--json").data["changes"]
    assert [change["summary"].split()[0] for change in changes[:2]] == ["V12", "V11"]
    assert lane.ok("undo", "--json").data["undone"]["summary"].startswith("V12")
    assert lane.ok("undo", "--json").data["undone"]["summary"].startswith("V11")
    assert lane.ok("log", "ada", "--json").data["visit"]["id"] == "V13"


def test_visits_that_have_not_come_yet_by_the_clock_are_found_by_check(lane: Vl) -> None:
    lane.ok("log", "ada", "from the future", today="2031-05-05")
    for line in LOOKING:
        assert lane(*line.split()).code == 0, line
    found = lane("check", "--json").data["findings"]
    assert [(one["code"], one["record"]) for one in found if one["code"] != "open_mode"] == [
        ("in_the_future", "V11")
    ]


@st.composite
def moments(draw: st.DrawFn) -> str:
    moment = draw(st.datetimes()).replace(year=draw(st.integers(1902, 2099)), day=draw(st.integers(1, 28)))
    offset = timezone(timedelta(minutes=draw(st.integers(-14 * 60, 14 * 60))))
    return moment.replace(microsecond=0, tzinfo=offset).isoformat()


@settings(
    max_examples=200 if os.environ.get("VISITLOG_LONG") else 6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(clock=st.lists(moments(), min_size=2, max_size=6))
def test_with_any_clock_numbers_go_up_and_undo_goes_back_one_by_one(lane: Vl, clock: list[str]) -> None:
    lane.start(begin_lane)
    states: list[Any] = []
    ids: list[int] = []
    for now in clock:
        states.append({name: lane.table(name) for name in ("people", "visits", "promises")})
        told = lane.ok("log", "ada", "tea", "-p", "oil", "--json", today=now)
        assert told.data["visit"]["on"] == datetime.fromisoformat(now).astimezone().date().isoformat()
        ids.append(int(told.data["visit"]["id"][1:]))
    assert ids == sorted(set(ids))
    for before in reversed(states):
        lane.ok("undo", today=clock[0])
        assert {name: lane.table(name) for name in before} == before


# Zones, with the real command: a process reads its zone when it starts.


def at(real: Real, zone: str, moment: str, *words: str) -> Any:
    """What a command answers there and then."""
    told = real("--json", *words, env={"TZ": zone, "VISITLOG_TODAY": moment})
    assert told.code == 0, told
    return json.loads(told.out)["data"]


@pytest.mark.parametrize(
    ("moment", "day", "time"),
    [
        ("2026-03-29T01:59:59+01:00", "2026-03-29", "01:59"),
        ("2026-03-29T01:00:00Z", "2026-03-29", "03:00"),
        ("2026-10-25T00:30:00Z", "2026-10-25", "02:30"),
        ("2026-10-25T01:30:00Z", "2026-10-25", "02:30"),
        ("2026-11-22T23:59:59+01:00", "2026-11-22", "23:59"),
        ("2026-11-23T00:00:00+01:00", "2026-11-23", "00:00"),
    ],
)
def test_a_visit_has_the_day_and_hour_of_the_wall_clock(
    lane: Vl, real: Real, moment: str, day: str, time: str
) -> None:
    visit = at(real, "Europe/Berlin", moment, "log", "ada", "tea")["visit"]
    assert (visit["on"], visit["at"][:5]) == (day, time)
    assert len(visit["at"]) <= 8


def test_an_hour_that_the_clocks_leave_out_can_not_be_booked(lane: Vl, real: Real) -> None:
    env = {"TZ": "Europe/Berlin", "VISITLOG_TODAY": "2026-03-20"}
    told = real("book", "ada", "2026-03-29 02:30", env=env)
    assert (told.code, told.err.count("\n")) == (2, 1)
    assert at(real, "Europe/Berlin", "2026-03-20", "book", "ada", "2026-10-25 02:30")["appointment"]


def test_whoever_travels_west_over_the_date_line_goes_on_in_order(lane: Vl, real: Real) -> None:
    east = at(real, "Pacific/Auckland", "2026-11-24T01:00:00+13:00", "log", "ada", "tea")["visit"]
    west = at(real, "Pacific/Honolulu", "2026-11-23T02:30:00-10:00", "log", "ada", "more tea")["visit"]
    assert (east["id"], east["on"], west["id"], west["on"]) == ("V11", "2026-11-24", "V12", "2026-11-23")
    assert [
        visit["id"]
        for visit in at(real, "Pacific/Honolulu", "2026-11-23", "visits", "--who", "ada")["visits"][:2]
    ] == [
        "V11",
        "V12",
    ]
    assert at(real, "Pacific/Honolulu", "2026-11-23", "undo")["undone"]["summary"].startswith("V12")


def test_days_overdue_count_days_and_not_hours_over_a_change_of_clocks(lane: Vl, real: Real) -> None:
    for moment in ("2026-10-24T23:59:00", "2026-10-25T23:59:00", "2026-10-26T00:01:00"):
        stands = at(real, "Europe/Berlin", moment, "people", "--all")["people"]
        late = {one["name"]: one["standing"]["days_overdue"] for one in stands}
        on = date.fromisoformat(moment[:10])
        due = {one["name"]: one["standing"]["due_on"] for one in stands}
        assert late["Ben Elm"] == max(0, (on - date.fromisoformat(due["Ben Elm"])).days)
