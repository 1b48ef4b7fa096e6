"""Not too often: what counts to a ceiling, and until when it holds somebody off."""

import pytest

from builders import day, group, journal, person, the, visit
from visitlog.model.journal import Journal
from visitlog.model.records import Ceiling, Form, Group, Result, Visit
from visitlog.model.standing import Standing, standing

ONCE = group("once", 90, ceiling=Ceiling(1, 30))
TWICE = group("twice", 90, ceiling=Ceiling(2, 30))


def at(days: int, group: Group, *visits: Visit) -> Standing:
    held = journal(group, person(groups=(group.key,)), *visits)
    return standing(the(held), held, day(days))


@pytest.mark.parametrize(
    ("form", "counts"),
    [("planned", True), ("dropin", True), ("meeting", False), ("chance", False), ("phone", False)],
)
def test_only_planned_and_dropin_visits_count_to_a_ceiling(form: Form, counts: bool) -> None:
    stand = at(0, ONCE, visit(0, form=form))
    assert (stand.state == "hold_off") is counts
    assert stand.ceiling is not None
    assert stand.ceiling.used == int(counts)


def test_forms_that_count_to_a_ceiling_can_be_chosen() -> None:
    phoned = group("phoned", 90, ceiling=Ceiling(1, 30), ceiling_forms=("phone",))
    assert at(0, phoned, visit(0, form="phone")).state == "hold_off"
    assert at(0, phoned, visit(0, form="dropin")).state == "ok"


@pytest.mark.parametrize("result", ["out", "refused"])
def test_attempt_does_not_count_to_a_ceiling(result: Result) -> None:
    assert at(0, ONCE, visit(0, result=result)).hold_off_until is None


def test_visit_that_was_asked_for_does_not_count_to_a_ceiling() -> None:
    assert at(0, ONCE, visit(0, asked=True)).hold_off_until is None
    assert at(0, TWICE, visit(-2), visit(-1, asked=True), visit(0)).state == "hold_off"
    assert at(0, TWICE, visit(-1, asked=True), visit(0)).hold_off_until is None


@pytest.mark.parametrize(
    ("days", "until"),
    [
        ((0,), None),
        ((-10, 0), 20),
        ((-29, 0), 1),
        ((-30, 0), None),
        ((-20, -10, 0), 20),
        ((0, 0), 30),
    ],
)
def test_ceiling_of_two_holds_until_the_older_of_the_last_two_is_past(
    days: tuple[int, ...], until: int | None
) -> None:
    stand = at(0, TWICE, *(visit(on) for on in days))
    assert stand.hold_off_until == (None if until is None else day(until))
    assert (stand.state == "hold_off") is (until is not None)


def test_ceiling_says_how_much_of_it_is_used() -> None:
    stand = at(0, TWICE, visit(-40), visit(-5))
    assert stand.ceiling is not None
    assert (stand.ceiling.visits, stand.ceiling.days, stand.ceiling.used) == (2, 30, 1)
    assert at(0, group("plain", 90), visit(0)).ceiling is None


def in_groups(*groups: Group, visits: tuple[Visit, ...]) -> Journal:
    return journal(*groups, person(groups=tuple(one.key for one in groups)), *visits)


def test_any_groups_ceiling_holds_and_the_latest_day_wins() -> None:
    short = group("short", 90, ceiling=Ceiling(1, 10))
    long = group("long", 90, ceiling=Ceiling(2, 60))
    held = in_groups(short, long, group("plain", 30), visits=(visit(-5), visit(0)))
    stand = standing(the(held), held, day(0))
    assert stand.hold_off_until == day(55)
    assert stand.ceiling is not None
    assert stand.ceiling.days == 60
    by_short = in_groups(long, short, visits=(visit(0),))
    assert standing(the(by_short), by_short, day(0)).hold_off_until == day(10)


def test_ceiling_nearest_to_being_reached_is_the_one_named() -> None:
    wide = group("wide", 90, ceiling=Ceiling(10, 60))
    narrow = group("narrow", 90, ceiling=Ceiling(2, 30))
    for groups in ((wide, narrow), (narrow, wide)):
        both = in_groups(*groups, visits=(visit(0),))
        ceiling = standing(the(both), both, day(0)).ceiling
        assert ceiling is not None
        assert (ceiling.visits, ceiling.used) == (2, 1)


def test_ceiling_longer_than_a_month_is_remembered() -> None:
    quarterly = group("quarterly", 90, ceiling=Ceiling(1, 90))
    assert at(60, quarterly, visit(0)).hold_off_until == day(90)


def test_ceiling_holds_though_the_rhythm_is_personal() -> None:
    own = journal(ONCE, person(groups=("once",), every=5), visit(0))
    stand = standing(the(own), own, day(8))
    assert (stand.state, stand.days_overdue, stand.hold_off_until) == ("hold_off", 3, day(30))


def test_ceiling_of_the_default_group_holds_too() -> None:
    default = group("usual", 90, ceiling=Ceiling(1, 30), default_for=("resident",))
    held = journal(default, person(), visit(0))
    assert standing(the(held), held, day(0)).state == "hold_off"


def test_waiting_after_an_attempt_is_hidden_by_a_ceiling() -> None:
    weekly = group("weekly", 7, ceiling=Ceiling(1, 30))
    held = journal(weekly, person(groups=("weekly",)), visit(0), visit(10, result="out"))
    assert [standing(the(held), held, day(on)).state for on in (11, 29, 30)] == [
        "hold_off",
        "hold_off",
        "overdue",
    ]
