"""Pausing, retiring, our own leave, and coming back: what stands still meanwhile, and what does not."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import TODAY, day, group, journal, person, promise, the, visit
from conftest import Vl
from visitlog.actions.leaving import end_leave, pause_people, resume_people, retire_people, take_leave
from visitlog.model.errors import Misuse, NotFound, Refused
from visitlog.model.journal import Change, Journal
from visitlog.model.records import (
    STATUSES,
    Appointment,
    Birthday,
    Leave,
    LifeEvent,
    Matter,
    Person,
    Status,
    Visit,
)
from visitlog.model.standing import Standing, days_late, standing
from visitlog.model.table import Held
from visitlog.reports.due import DueQuestion, due

LEFT: tuple[Status, ...] = STATUSES[1:]
MONTHLY = group("monthly", 30)


def monthly(*records: Any, **fields: Any) -> Journal:
    """Ada, who is visited every 30 days, with what else there is."""
    return journal(MONTHLY, person("Ada Oak", groups=("monthly",), household="3-201", **fields), *records)


def after(there: Journal, change: Change) -> Journal:
    """The journal with the people and leaves that a change put."""
    put = {record.id: record for record in change.put if isinstance(record, Person)}
    leaves = {one.id: one for one in there.leaves.values()}
    leaves |= {record.id: record for record in change.put if isinstance(record, Leave)}
    for table, id in change.removed:
        assert table == "leaves"
        del leaves[id]
    people = Held(put.get(one.id, one) for one in there.people.values())
    return replace(there, people=people, leaves=Held(leaves.values()), next_ids={"leaves": len(leaves) + 1})


def paused(there: Journal, until: int, on: int = 0) -> Journal:
    return after(there, pause_people(there, "ada", day(until), "her son is in town", day(on), ()))


def retired(there: Journal, status: Status = "moved", on: int = 0, who: str = "ada") -> Journal:
    return after(there, retire_people(there, who, status, day(on), ()))


def resumed(there: Journal, on: int = 0) -> Journal:
    return after(there, resume_people(there, "ada", day(on), ()))


def stands(there: Journal, on: int = 0, id: int = 1) -> Standing:
    return standing(the(there, id), there, day(on))


def test_a_pause_lasts_through_its_last_day_and_nobody_is_late_for_it() -> None:
    there = paused(monthly(visit(-60)), 7)
    assert [stands(there, on).state for on in (0, 7, 8, 12, 13)] == [
        "paused",
        "paused",
        "due",
        "due",
        "overdue",
    ]
    assert (stands(there, 8).due_on, stands(there, 8).days_overdue) == (day(8), 0)


def test_a_pause_keeps_its_reason_and_a_second_one_takes_the_place_of_the_first() -> None:
    there = paused(paused(monthly(), 7), 3, on=1)
    ada = the(there)
    assert (ada.paused_from, ada.paused_until, ada.pause_reason) == (day(1), day(3), "her son is in town")


@pytest.mark.parametrize(
    ("until", "why", "kind", "about"),
    [(-1, "away", Misuse, "past"), (3, "  ", Misuse, "reason"), (3, "", Misuse, "reason")],
)
def test_a_pause_that_can_not_be_is_misuse(until: int, why: str, kind: type[Exception], about: str) -> None:
    with pytest.raises(kind, match=about):
        pause_people(monthly(), "ada", day(until), why, TODAY, ())


def test_several_are_paused_at_once_or_none_of_them() -> None:
    there = journal(person("Ada Oak"), person("Ben Elm"), person("Cleo Ash", status="moved", left_on=day(-1)))
    change = pause_people(there, "ada，ben", day(3), "flu", TODAY, ())
    assert (change.people, len(change.put), change.summary) == ((1, 2), 2, "Ada Oak, Ben Elm")
    with pytest.raises(Refused, match="resume 3"):
        pause_people(there, "ada,cleo", day(3), "flu", TODAY, ())


@pytest.mark.parametrize("act", ["pause", "retire", "resume"])
def test_somebody_unknown_is_not_found(act: str) -> None:
    acts = {
        "pause": lambda: pause_people(monthly(), "zoe", day(3), "flu", TODAY, ()),
        "retire": lambda: retire_people(monthly(), "zoe", "moved", TODAY, ()),
        "resume": lambda: resume_people(monthly(), "zoe", TODAY, ()),
    }
    with pytest.raises(NotFound):
        acts[act]()


def test_whoever_comes_back_early_from_a_pause_is_not_late_for_its_days() -> None:
    there = resumed(paused(monthly(visit(-60)), 30, on=-10))
    assert (stands(there).state, stands(there).due_on, stands(there).days_overdue) == ("due", TODAY, 0)


def test_a_pause_ended_on_its_first_day_leaves_everything_as_it_was() -> None:
    there = monthly(visit(-60))
    assert resumed(paused(there, 30)).people.get(1) == there.people.get(1)


@pytest.mark.parametrize("status", LEFT)
def test_whoever_comes_back_after_having_left_is_due_on_that_day_and_not_late(status: Status) -> None:
    there = resumed(retired(monthly(visit(-300)), status, on=-200))
    ada = the(there)
    assert (ada.status, ada.left_on) == ("active", None)
    assert (stands(there).state, stands(there).due_on, stands(there).days_overdue) == ("due", TODAY, 0)
    assert stands(there, 9).state == "overdue"


def test_whoever_was_seen_shortly_before_a_pause_is_due_by_the_rhythm_after_it() -> None:
    there = resumed(paused(monthly(visit(-12)), 30, on=-10))
    assert stands(there).due_on == day(18)


@pytest.mark.parametrize(
    "fields", [{}, {"paused_from": day(-9), "paused_until": day(-1), "pause_reason": "flu"}]
)
def test_somebody_neither_paused_nor_gone_can_not_come_back(fields: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="neither paused nor gone"):
        resume_people(monthly(**fields), "ada", TODAY, ())


@pytest.mark.parametrize("status", LEFT)
def test_leaving_ends_a_pause_and_can_not_be_done_twice(status: Status) -> None:
    there = retired(paused(monthly(), 9), status, on=-2)
    ada = the(there)
    assert (ada.status, ada.left_on, ada.paused_from, ada.paused_until, ada.pause_reason) == (
        *(status, day(-2)),
        *(None, None, None),
    )
    with pytest.raises(Refused, match="resume 1"):
        retire_people(there, "ada", "died", TODAY, ())


def test_nobody_retires_into_the_rounds() -> None:
    with pytest.raises(Misuse, match="resume"):
        retire_people(monthly(), "ada", "active", TODAY, ())


# Declined outranks everything.


def pressed(status: Status) -> Journal:
    """Ada, with every reason there is to go and see her."""
    there = monthly(
        person("Ben Elm", household="3-201", status="died", left_on=day(-1)),
        person("Cleo Ash", household="3-201"),
        birthday=Birthday("solar", TODAY.month, TODAY.day),
        status=status,
        left_on=None if status == "active" else day(-5),
    )
    missed = Appointment(1, (1,), datetime.fromisoformat("2026-11-20 10:00"), status="missed_by_us")
    return replace(
        there,
        events=Held((LifeEvent(1, "birth", day(-1), person=1),)),
        matters=Held(
            (
                Matter(1, "a lift", (1,), kind="request", opened_on=day(-1)),
                Matter(
                    2, "noise", (1,), kind="dispute", status="closed", opened_on=day(-9), closed_on=day(-2)
                ),
            )
        ),
        appointments=Held((missed,)),
    )


def test_every_reason_at_once_makes_somebody_due() -> None:
    stand = stands(pressed("active"))
    assert stand.state == "overdue"
    assert stand.never_visited
    kinds = {reason.kind for reason in (*stand.also, *([stand.reason] if stand.reason else ()))}
    assert kinds == {"first_visit", "apology", "condolence", "event", "matter", "follow_up", "birthday"}


@pytest.mark.parametrize("status", LEFT)
def test_having_left_or_declined_outranks_every_reason(status: Status) -> None:
    there = pressed(status)
    stand = stands(there)
    assert (stand.state, stand.reason, stand.also, stand.days_overdue) == ("inactive", None, (), 0)
    report = due(there, DueQuestion(days=60), datetime.combine(TODAY, datetime.min.time()))
    assert 1 not in {one.person.id for one in (*report.visits, *report.hold_off)}


@pytest.mark.parametrize("status", LEFT)
def test_promises_to_those_who_left_stay_due(status: Status) -> None:
    there = retired(monthly(promise("the key", -2)), status)
    report = due(there, DueQuestion(), datetime.combine(TODAY, datetime.min.time()))
    assert [(one.promise.id, one.days_late) for one in report.promises] == [(1, 2)]
    assert (report.counts.late_promises, report.counts.visits, report.is_anything_overdue) == (1, 0, True)


# A death in the household.


def bereaved(*records: Any, on: int = 0) -> Journal:
    """Ada dies; Ben and Cleo live on at the same door, Dan elsewhere."""
    far: dict[str, Any] = {"groups": ("monthly",), "added_on": day(0)}
    there = monthly(
        person("Ben Elm", household="3-201 ", **far),
        person("Cleo Ash", household="３-201", **far),
        person("Dan Fir", household="1-402", **far),
        *records,
    )
    return retired(there, "died", on=on)


def mourned(there: Journal, on: int = 0) -> list[int]:
    """Those whom a visit of condolence is due to."""
    stands_by_id = {id: stands(there, on, id) for id in there.people}
    return [id for id, s in stands_by_id.items() if s.reason and s.is_listed and s.reason.text == "Ada Oak"]


def test_after_a_death_a_visit_of_condolence_to_one_of_the_household_is_due_at_once() -> None:
    there = bereaved()
    assert mourned(there) == [2]
    reason = stands(there, 0, 2).reason
    assert reason is not None
    assert (reason.kind, stands(there, 0, 2).due_on) == ("condolence", TODAY)


def test_the_condolence_lapses_after_a_month() -> None:
    assert mourned(bereaved(), 30) == [2]
    assert mourned(bereaved(), 31) == []


@pytest.mark.parametrize("mate", [2, 3])
def test_a_visit_to_anybody_of_the_household_answers_the_condolence(mate: int) -> None:
    assert mourned(bereaved(visit(-1, mate), on=-2)) == []
    assert mourned(bereaved(visit(-3, mate), on=-2)) == [2]
    assert mourned(bereaved(visit(-1, 4), on=-2)) == [2]


def test_a_closed_door_does_not_answer_the_condolence() -> None:
    there = bereaved(visit(-1, 2, result="out"), on=-2)
    assert (mourned(there, -1), mourned(there, 0)) == ([], [2])
    reason = stands(there, 0, 2).reason
    assert reason is not None
    assert reason.kind == "retry"


def test_whoever_declined_is_not_visited_for_condolence_but_the_next_of_the_household_is() -> None:
    assert mourned(retired(bereaved(), "declined", who="ben")) == [3]


@pytest.mark.parametrize("status", ["moved", "handed_over", "declined"])
def test_only_a_death_calls_for_condolence(status: Status) -> None:
    there = monthly(person("Ben Elm", household="3-201"))
    assert mourned(retired(there, status)) == []


def test_a_death_of_somebody_without_a_household_calls_on_nobody() -> None:
    there = journal(person("Ada Oak"), person("Ben Elm"))
    assert mourned(retired(there, "died")) == []


# Our own leave.


def on_leave(there: Journal, first: int, last: int) -> Journal:
    return after(there, take_leave(there, day(first), day(last), None, TODAY))


def test_days_of_our_leave_make_nobody_late() -> None:
    there = on_leave(monthly(visit(-33)), -1, 5)
    assert [stands(there, on).days_overdue for on in (-3, -2, -1, 0, 5, 6, 7)] == [0, 1, 1, 1, 1, 2, 3]


@pytest.mark.parametrize(("first", "last"), [(-1, 3), (5, 5), (-20, -10), (0, 0)])
def test_a_leave_of_any_days_is_taken_and_named_in_history(first: int, last: int) -> None:
    change = take_leave(monthly(), day(first), day(last), "holiday", TODAY)
    (leave,) = change.put
    assert isinstance(leave, Leave)
    assert (leave.first, leave.last, leave.why) == (day(first), day(last), "holiday")
    assert change.summary == f"{day(first)} {day(last)}"


def test_a_leave_that_ends_before_it_begins_is_misuse() -> None:
    with pytest.raises(Misuse, match="before it begins"):
        take_leave(monthly(), day(3), day(2), None, TODAY)


@pytest.mark.parametrize(("first", "last"), [(0, 0), (5, 9), (-9, 0), (5, 5), (-9, 20), (1, 2)])
def test_a_leave_that_overlaps_another_is_refused(first: int, last: int) -> None:
    with pytest.raises(Refused, match="already"):
        take_leave(on_leave(monthly(), 0, 5), day(first), day(last), None, TODAY)


def test_a_leave_over_one_that_is_past_is_not_told_to_end_it() -> None:
    with pytest.raises(Refused, match="only the days that it leaves out"):
        take_leave(on_leave(monthly(), -9, -5), day(-7), day(-2), None, TODAY)
    with pytest.raises(Refused, match="resume --me"):
        take_leave(on_leave(monthly(), -9, 5), day(-7), day(-2), None, TODAY)


@pytest.mark.parametrize(("first", "last"), [(-9, -1), (6, 6)])
def test_a_leave_beside_another_is_taken(first: int, last: int) -> None:
    assert len(on_leave(on_leave(monthly(), 0, 5), first, last).leaves) == 2


def test_coming_back_ends_the_leave_yesterday_and_leaves_the_next_one_alone() -> None:
    there = on_leave(on_leave(monthly(), -3, 5), 10, 12)
    back = after(there, end_leave(there, TODAY))
    assert [(one.first, one.last) for one in back.leaves.values()] == [(day(-3), day(-1)), (day(10), day(12))]


@pytest.mark.parametrize("first", [0, 4])
def test_a_leave_that_has_not_had_a_day_is_taken_out(first: int) -> None:
    there = on_leave(monthly(), first, 5)
    assert end_leave(there, TODAY).removed == (("leaves", 1),)


def test_whoever_is_not_on_leave_can_not_come_back() -> None:
    with pytest.raises(Refused, match="not on leave"):
        end_leave(on_leave(monthly(), -9, -1), TODAY)


LEAVES = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 20)), max_size=4).map(
    lambda spans: [Leave(id, day(first), day(first + days)) for id, (first, days) in enumerate(spans, 1)]
)
MET = st.lists(st.builds(visit, st.integers(-60, 60)), max_size=4)


def left_alone(visits: Sequence[Visit], leaves: Sequence[Leave], **fields: Any) -> Journal:
    return replace(monthly(*visits, **fields), leaves=Held(leaves))


@given(MET, LEAVES, st.integers(60, 120))
def test_days_of_leave_never_make_anybody_later(visits: list[Visit], leaves: list[Leave], on: int) -> None:
    without, with_leave = left_alone(visits, ()), left_alone(visits, leaves)
    assert stands(with_leave, on).days_overdue <= stands(without, on).days_overdue
    assert stands(with_leave, on).due_on == stands(without, on).due_on


@given(MET, LEAVES, st.integers(60, 120))
def test_nobody_grows_later_on_a_day_of_leave_and_by_one_on_any_other(
    visits: list[Visit], leaves: list[Leave], on: int
) -> None:
    there = left_alone(visits, leaves)
    before, now = stands(there, on - 1), stands(there, on)
    is_away = any(leave.first <= day(on) <= leave.last for leave in leaves)
    is_late = now.due_on is not None and now.due_on < day(on)
    assert now.days_overdue == before.days_overdue + (is_late and not is_away)


@given(LEAVES, st.integers(-30, 60), st.integers(-30, 120))
def test_lateness_is_the_days_since_that_were_not_leave_by_counting(
    leaves: list[Leave], due_on: int, on: int
) -> None:
    there = left_alone((), leaves)
    late = [
        each
        for each in range(due_on + 1, on + 1)
        if not any(leave.first <= day(each) <= leave.last for leave in leaves)
    ]
    assert days_late(day(due_on), there, day(on)) == len(late)


# By the command.


def test_pause_resume_and_retire_by_the_command_and_undo_takes_each_back(lane: Vl) -> None:
    before = lane.table("people")
    for words, state in (
        (("pause", "ada", "--until", "friday", "--why", "flu"), "paused"),
        (("retire", "ada", "handed-over", "--on", "yesterday"), "inactive"),
    ):
        data = lane.ok(*words, "--json").data
        assert [one["standing"]["state"] for one in data["people"]] == [state]
        assert lane.ok("resume", "ada", "--json").data["people"][0]["standing"]["state"] in ("due", "overdue")
        lane.ok("undo")
        lane.ok("undo")
        assert lane.table("people") == before


def test_a_pause_shows_its_last_day_with_its_weekday_and_leaves_due(lane: Vl) -> None:
    assert "Ada Oak" in lane.ok("due").out
    assert "paused until Fri 27 Nov" in lane.ok("pause", "ada", "--until", "friday", "--why", "flu").out
    assert "Ada Oak" not in "\n".join(row for row in lane.ok("due", "--visits").lines)
    assert [one["id"] for one in lane.ok("people", "--paused", "--json").data["people"]] == [1]


@pytest.mark.parametrize(
    ("line", "code", "about"),
    [
        ("pause ada --until friday", 2, "--why"),
        ("pause ada --why flu", 2, "--until"),
        ("pause --until friday --why flu", 2, "--me"),
        ("pause ada --me --until friday", 2, "--me"),
        ("pause ada --until 2026-11-01 --why flu", 2, "past"),
        ("pause --me --until 2026-11-01", 2, "before it begins"),
        ("resume", 2, "--me"),
        ("resume ada", 1, "neither paused nor gone"),
        ("resume --me", 1, "not on leave"),
        ("retire ada", 2, "moved"),
        ("retire ada vanished", 2, "moved"),
        ("retire ada active", 2, "resume"),
        ("retire ada died --on tomorrow", 2, "future"),
        ("retire zoe died", 3, "zoe"),
        ("retire 3-201 died", 4, "3-201"),
    ],
)
def test_what_can_not_be_is_refused_with_a_sentence(lane: Vl, line: str, code: int, about: str) -> None:
    assert about in lane.refuses(code, *line.split())


def test_our_leave_by_the_command_makes_nobody_late_until_it_ends(lane: Vl) -> None:
    def late() -> int:
        number = lane.ok("show", "ada", "--json").data["person"]["standing"]["days_overdue"]
        assert isinstance(number, int)
        return number

    assert late() == 6
    told = lane.ok("pause", "--me", "--from", "2026-11-20", "--until", "2026-11-30").out
    assert "Fri 20 Nov 2026" in told
    assert "Mon 30 Nov 2026" in told
    assert late() == 2
    assert "already" in lane.refuses(1, "pause", "--me", "--until", "2026-12-01")
    lane.ok("resume", "--me")
    assert late() == 3
    lane.ok("undo")
    lane.ok("undo")
    assert (late(), lane.table("leaves")) == (6, {})


@pytest.mark.parametrize(("left", "total"), [("2026-10-31", 5), ("2026-11-01", 6), ("2026-11-22", 6)])
def test_coverage_counts_a_person_up_to_the_day_of_leaving(lane: Vl, left: str, total: int) -> None:
    def counted(*period: str) -> int:
        number = lane.ok("summary", *period, "--json").data["coverage"]["total"]
        assert isinstance(number, int)
        return number

    before = counted("--month", "2026-10"), counted()
    assert before == (5, 6)
    lane.ok("retire", "ada", "moved", "--on", left)
    assert counted("--month", "2026-10") == total - 1
    assert counted() == 5
    lane.ok("resume", "ada")
    assert (counted("--month", "2026-10"), counted()) == before


def test_a_death_at_the_door_makes_a_visit_due_and_its_promises_stay(lane: Vl) -> None:
    told = lane.ok("retire", "ada", "died").out
    assert "died Mon 23 Nov 2026" in told
    assert "2 promises to them are still open" in told
    data = lane.ok("due", "--json").data
    assert {one["id"] for one in data["promises"]} >= {"P1", "P2"}
    eve = next(one for one in data["visits"] if one["person"]["name"] == "Eve Yew")
    assert eve["reason"]["kind"] == "condolence"
    assert "Ada Oak" not in {one["person"]["name"] for one in data["visits"]}
