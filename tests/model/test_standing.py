"""Where a person stands: every reason and every state, on each day on which it changes."""

from dataclasses import replace
from typing import Any

import pytest

from builders import TODAY, day, group, journal, person, promise, the, visit
from visitlog.model.journal import Journal
from visitlog.model.records import Ceiling, Form, Group, Person, Result, Status, Visit
from visitlog.model.standing import Standing, standing

EVERY_30 = group("monthly", 30, grace=7, retry=3, first_within=14)
LEFT: tuple[Status, ...] = ("moved", "handed_over", "died", "declined")


def monthly(*visits: Visit, groups: tuple[Group, ...] = (EVERY_30,), **fields: Any) -> Journal:
    """Somebody in these groups, monthly unless others are named, with these visits."""
    keys = tuple(one.key for one in groups)
    return journal(*groups, person(**{"groups": keys, **fields}), *visits)


def stands(journal: Journal, days: int, id: int = 1) -> Standing:
    """Where a person stands so many days from the day on which the tests begin."""
    return standing(the(journal, id), journal, day(days))


def reason_of(stand: Standing) -> str | None:
    return None if stand.reason is None else stand.reason.kind


@pytest.mark.parametrize(
    ("on", "state", "late"),
    [
        (0, "ok", 0),
        (29, "ok", 0),
        (30, "due", 0),
        (31, "due", 1),
        (37, "due", 7),
        (38, "overdue", 8),
        (400, "overdue", 370),
    ],
)
def test_rhythm_is_due_on_its_day_and_overdue_after_its_grace(on: int, state: str, late: int) -> None:
    stand = stands(monthly(visit(0)), on)
    assert (stand.state, stand.days_overdue, reason_of(stand)) == (state, late, "rhythm")
    assert (stand.due_on, stand.every, stand.last_met) == (day(30), 30, day(0))
    assert not stand.never_visited


@pytest.mark.parametrize(
    ("on", "state", "late"),
    [(0, "ok", 0), (13, "ok", 0), (14, "due", 0), (21, "due", 7), (22, "overdue", 8)],
)
def test_person_never_visited_is_due_after_first_within(on: int, state: str, late: int) -> None:
    stand = stands(monthly(added_on=day(0)), on)
    assert (stand.state, stand.days_overdue, reason_of(stand)) == (state, late, "first_visit")
    assert (stand.due_on, stand.last_met, stand.visits) == (day(14), None, 0)
    assert stand.never_visited


@pytest.mark.parametrize(
    ("on", "state", "reason"),
    [
        (31, "ok", "rhythm"),
        (33, "ok", "rhythm"),
        (34, "due", "retry"),
        (35, "due", "retry"),
        (37, "due", "retry"),
        (38, "overdue", "retry"),
    ],
)
def test_unanswered_door_is_tried_again_after_the_retry(on: int, state: str, reason: str) -> None:
    stand = stands(monthly(visit(0), visit(31, result="out")), on)
    assert (stand.state, reason_of(stand)) == (state, reason)
    assert (stand.due_on, stand.days_overdue) == (day(30), on - 30)
    assert (stand.retry_on, stand.last_attempt, stand.visits) == (day(34), day(31), 2)


def test_attempt_before_the_due_day_leaves_the_due_day_alone() -> None:
    tried = monthly(visit(0), visit(29, result="out"))
    assert [stands(tried, on).state for on in (30, 31, 32)] == ["ok", "ok", "due"]
    early = monthly(visit(0), visit(10, result="out"))
    assert [stands(early, on).state for on in (13, 29, 30)] == ["ok", "ok", "due"]


def test_unanswered_first_visit_is_tried_again_too() -> None:
    stand = stands(monthly(visit(15, result="out"), added_on=day(0)), 18)
    assert (stand.state, reason_of(stand), stand.never_visited) == ("due", "retry", True)
    assert stands(monthly(visit(15, result="out"), added_on=day(0)), 17).state == "ok"


@pytest.mark.parametrize(
    ("results", "wait"),
    [
        (["out"], 3),
        (["out", "out", "out", "out"], 3),
        (["refused"], 3),
        (["refused", "refused"], 6),
        (["refused", "refused", "refused"], 12),
        (["refused", "refused", "refused", "refused"], 24),
        (["refused", "out"], 3),
        (["refused", "out", "refused"], 6),
        (["refused", "refused", "out", "out"], 6),
    ],
)
def test_each_further_refusal_doubles_the_wait_and_an_empty_house_does_not(
    results: list[Result], wait: int
) -> None:
    attempts = [visit(40 + number, result=result) for number, result in enumerate(results)]
    last = 40 + len(results) - 1
    tried = monthly(visit(0), *attempts)
    assert [stands(tried, last + wait + more).state for more in (-1, 0, 1)] == ["ok", "overdue", "overdue"]
    assert stands(tried, last + wait).refusals == results.count("refused")


def test_wait_after_many_refusals_ends_all_the_same() -> None:
    refused = [visit(40, result="refused") for _ in range(40)]
    assert stands(monthly(visit(0), *refused), 41).retry_on == day(40 + 3 * 1024)
    yearly = group("yearly", 365, retry=30000)
    assert stands(monthly(visit(0), *refused, groups=(yearly,)), 41).retry_on == day(40 + 36500)


def test_meeting_forgets_the_refusals_before_it() -> None:
    tried = monthly(*(visit(on, result="refused") for on in (1, 2, 3)), visit(5), visit(35, result="refused"))
    stand = stands(tried, 38)
    assert (stand.refusals, stand.state, reason_of(stand)) == (1, "due", "retry")


@pytest.mark.parametrize(
    ("on", "state", "until"),
    [(0, "hold_off", 30), (29, "hold_off", 30), (30, "overdue", None), (31, "overdue", None)],
)
def test_person_at_the_ceiling_is_held_off_until_one_more_visit_is_within_it(
    on: int, state: str, until: int | None
) -> None:
    shops = group("shops", 7, ceiling=Ceiling(1, 30))
    stand = stands(monthly(visit(0), groups=(shops,)), on)
    assert stand.state == state
    assert stand.hold_off_until == (until and day(until))
    assert stand.due_on == day(7)
    assert stand.days_overdue == max(0, on - 7)


@pytest.mark.parametrize(
    ("on", "state", "late", "due"),
    [
        (20, "paused", 0, 41),
        (30, "paused", 0, 41),
        (40, "paused", 0, 41),
        (41, "due", 0, 41),
        (48, "due", 7, 41),
        (49, "overdue", 8, 41),
    ],
)
def test_person_whose_day_lies_in_a_pause_is_due_the_day_after_it(
    on: int, state: str, late: int, due: int
) -> None:
    stand = stands(monthly(visit(0), paused_until=day(40)), on)
    assert (stand.state, stand.days_overdue, stand.due_on) == (state, late, day(due))
    assert stand.paused_until == (day(40) if state == "paused" else None)


def test_pause_that_ends_before_the_due_day_changes_nothing_after_it() -> None:
    paused = monthly(visit(0), paused_until=day(20))
    assert [stands(paused, on).state for on in (20, 21, 29, 30)] == ["paused", "ok", "ok", "due"]
    assert stands(paused, 30).due_on == day(30)


def test_pause_ending_on_the_eve_of_the_due_day_leaves_it() -> None:
    assert stands(monthly(visit(0), paused_until=day(29)), 30).due_on == day(30)
    assert stands(monthly(visit(0), paused_until=day(30)), 31).due_on == day(31)


@pytest.mark.parametrize("status", LEFT)
def test_person_who_left_is_never_due(status: Status) -> None:
    for on in (0, 30, 38, 400):
        stand = stands(monthly(visit(0), status=status, left_on=day(10)), on)
        assert (stand.state, stand.due_on, stand.days_overdue) == ("inactive", None, 0)
        assert not stand.is_listed


@pytest.mark.parametrize("status", LEFT)
def test_having_left_outranks_a_pause_and_a_ceiling(status: Status) -> None:
    shops = group("shops", 7, ceiling=Ceiling(1, 30))
    left = monthly(visit(0), groups=(shops,), status=status, paused_until=day(20))
    assert stands(left, 10).state == "inactive"
    assert stands(left, 10).paused_until is None


def test_pause_outranks_a_ceiling() -> None:
    shops = group("shops", 7, ceiling=Ceiling(1, 30))
    paused = monthly(visit(0), groups=(shops,), paused_until=day(20))
    assert [stands(paused, on).state for on in (20, 21, 30)] == ["paused", "hold_off", "overdue"]


def test_somebody_whose_adding_nobody_knows_is_due_at_once() -> None:
    stand = stands(monthly(added_on=None), 0)
    assert (stand.state, stand.due_on, reason_of(stand)) == ("due", TODAY, "first_visit")


def test_meeting_in_a_form_that_does_not_count_is_no_visit() -> None:
    stand = stands(monthly(visit(0), visit(20, form="phone")), 30)
    assert (stand.state, stand.last_met, stand.visits) == ("due", day(0), 2)
    assert stands(monthly(visit(20, form="phone")), 30).never_visited


@pytest.mark.parametrize("form", ["planned", "dropin", "meeting", "chance"])
def test_meeting_in_a_form_that_counts_begins_the_rhythm_anew(form: Form) -> None:
    stand = stands(monthly(visit(0), visit(20, form=form)), 30)
    assert (stand.state, stand.last_met, stand.due_on) == ("ok", day(20), day(50))


def test_visit_to_many_people_counts_for_each_of_them() -> None:
    both = journal(
        EVERY_30,
        person(groups=("monthly",)),
        person("Ben Oak", groups=("monthly",)),
        visit(0, 1, 2),
        visit(5, 2),
    )
    assert (stands(both, 30, 1).state, stands(both, 30, 2).state) == ("due", "ok")


def test_promises_leave_standing_alone() -> None:
    owed = journal(EVERY_30, person(groups=("monthly",)), visit(0), promise(by=-5))
    assert stands(owed, 10) == stands(monthly(visit(0)), 10)


def test_urgency_measures_lateness_by_the_own_rhythm() -> None:
    weekly = group("weekly", 7)
    often = stands(monthly(visit(0), groups=(weekly,)), 14)
    seldom = stands(monthly(visit(0)), 37)
    assert (often.days_overdue, seldom.days_overdue) == (7, 7)
    assert often.urgency == 1.0 > seldom.urgency


def test_person_in_nobodys_journal_can_be_judged_too() -> None:
    stranger: Person = replace(person(added_on=day(0)), id=99)
    assert standing(stranger, journal(), day(14)).state == "due"
