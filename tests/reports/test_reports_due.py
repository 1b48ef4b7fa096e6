"""What is due: whom it lists, in which order, and what it counts and withholds."""

from typing import Any

import pytest

from builders import NOW, TODAY, day, group, journal, person, promise, visit
from visitlog.model.journal import Journal
from visitlog.model.records import Ceiling, Status
from visitlog.reports.due import DueQuestion, DueReport, due

WEEKLY, MONTHLY = group("weekly", 7, grace=2), group("monthly", 30, grace=7)


def asked(journal: Journal, **question: Any) -> DueReport:
    return due(journal, DueQuestion(**question), NOW)


def to_see(report: DueReport) -> list[int]:
    return [one.person.id for one in report.visits]


def held(report: DueReport) -> list[int]:
    return [one.person.id for one in report.hold_off]


def promised(report: DueReport) -> list[str]:
    return [one.promise.text for one in report.promises]


LANE = journal(
    WEEKLY,
    MONTHLY,
    group("usual", 60, default_for=("resident",)),
    person("Ada", groups=("weekly",), area="East Lane"),  # due 3 days ago of 7
    person("Ben", groups=("monthly",), area="East Lane"),  # due 6 days ago of 30
    person("Cleo", groups=("weekly",), area="West Lane"),  # due today
    person("Dan", groups=("monthly",), area="West Lane"),  # due in 4 days
    person("Eve", area="East Lane"),  # due in 10 days, by the default group
    person("Fay", groups=("weekly",), paused_until=day(30)),
    person("Gus", groups=("weekly",), status="moved", left_on=day(-1)),
    visit(-10, 1),
    visit(-36, 2),
    visit(-7, 3),
    visit(-26, 4),
    visit(-50, 5),
    visit(-90, 6),
    visit(-90, 7),
)


def test_those_due_come_latest_by_their_own_rhythm_first() -> None:
    report = asked(LANE)
    assert to_see(report) == [1, 2, 3]
    assert [one.standing.state for one in report.visits] == ["overdue", "due", "due"]
    assert (report.today, report.day) == (TODAY, "workday")


def test_equally_late_people_come_by_number() -> None:
    twins = journal(WEEKLY, *(person(name, groups=("weekly",)) for name in "CBA"), visit(-9, 1, 2, 3))
    assert to_see(asked(twins)) == [1, 2, 3]


@pytest.mark.parametrize(
    ("days", "listed"),
    [(0, [1, 2, 3]), (3, [1, 2, 3]), (4, [1, 2, 3, 4]), (9, [1, 2, 3, 4]), (10, [1, 2, 3, 4, 5])],
)
def test_days_ahead_adds_those_who_fall_due_within_them_after_those_due_now(
    days: int, listed: list[int]
) -> None:
    report = asked(LANE, days=days)
    assert to_see(report) == listed
    assert {one.standing.state for one in report.visits[3:]} <= {"ok"}


def test_days_ahead_does_not_change_what_is_counted_as_due_today() -> None:
    now, week = asked(LANE).counts, asked(LANE, days=7).counts
    assert (now.visits, now.overdue_visits, now.soon) == (3, 1, 1)
    assert (week.visits, week.overdue_visits, week.soon) == (3, 1, 0)


def test_unanswered_door_is_listed_on_the_day_it_is_tried_again() -> None:
    waiting = journal(MONTHLY, person(groups=("monthly",)), visit(-40), visit(-1, result="out"))
    assert [to_see(asked(waiting, days=days)) for days in (0, 1, 2)] == [[], [], [1]]


@pytest.mark.parametrize(
    ("filters", "listed"),
    [
        ({"area": "East Lane"}, [1, 2, 5]),
        ({"area": "east  LANE"}, [1, 2, 5]),
        ({"area": "North"}, []),
        ({"groups": ("weekly",)}, [1, 3]),
        ({"groups": ("weekly", "monthly")}, [1, 2, 3, 4]),
        ({"groups": ("usual",)}, [5]),
        ({"groups": ("weekly",), "area": "West Lane"}, [3]),
    ],
)
def test_filters_combine_and_know_the_default_group(filters: dict[str, Any], listed: list[int]) -> None:
    report = asked(LANE, days=10, **filters)
    assert to_see(report) == listed
    assert report.counts.visits == len([id for id in listed if id < 4])


def test_counts_say_how_many_people_there_are_and_how_many_were_never_visited() -> None:
    never = journal(
        WEEKLY,
        person("Ada", groups=("weekly",)),
        person("Ben", groups=("weekly",)),
        person("Cleo", groups=("weekly",), status="died", left_on=day(-3)),
        visit(-1, 1),
    )
    counts = asked(never).counts
    assert (counts.people, counts.never_visited) == (3, 1)


def test_nobody_in_the_journal_makes_an_empty_list() -> None:
    report = asked(journal())
    assert (report.visits, report.hold_off, report.promises) == ((), (), ())
    assert report.counts.people == 0
    assert not report.is_anything_overdue


SHOPS = group("shops", 7, ceiling=Ceiling(1, 30))


def test_only_those_otherwise_due_are_named_as_held_off() -> None:
    shops = journal(
        SHOPS,
        person("Due", groups=("shops",)),
        person("Not due yet", groups=("shops",)),
        person("Held longest", groups=("shops",)),
        visit(-20, 1),
        visit(-2, 2),
        visit(-15, 3),
    )
    report = asked(shops)
    assert held(report) == [1, 3]
    assert to_see(report) == []
    assert report.counts.hold_off == 2
    assert held(asked(shops, days=4)) == [1, 3]
    assert held(asked(shops, days=5)) == [1, 3, 2]


def test_person_at_the_ceiling_is_not_among_those_who_fall_due_soon() -> None:
    shops = journal(SHOPS, person(groups=("shops",)), visit(-2))
    assert to_see(asked(shops, days=100)) == []
    assert asked(shops).counts.soon == 0


OWED = journal(
    MONTHLY,
    person("Ada", groups=("monthly",), area="East Lane"),
    person("Ben", status="moved", left_on=day(-5)),
    visit(-1, 1),
    promise("late", -3),
    promise("today", 0),
    promise("tomorrow", 1),
    promise("in two days", 2),
    promise("in three days", 3),
    promise("no day"),
    promise("kept", -9, status="kept", closed_on=day(-1)),
    promise("dropped", -9, status="dropped", closed_on=day(-1)),
    promise("theirs, late", -5, owed_by="them"),
    promise("to one who moved", -2, person=2),
)


def test_open_promises_come_latest_first_and_those_of_the_next_two_days_too() -> None:
    report = asked(OWED)
    assert promised(report) == [
        "theirs, late",
        "late",
        "to one who moved",
        "today",
        "tomorrow",
        "in two days",
    ]
    assert [one.days_late for one in report.promises] == [5, 3, 2, 0, 0, 0]


def test_promises_further_ahead_come_with_more_days() -> None:
    assert "in three days" in promised(asked(OWED, days=3))
    assert promised(asked(OWED, days=1)) == promised(asked(OWED))


def test_only_our_promises_are_counted() -> None:
    counts = asked(OWED).counts
    assert (counts.late_promises, counts.promises_today) == (2, 1)


def test_promises_follow_the_filters_of_people() -> None:
    assert "to one who moved" not in promised(asked(OWED, area="East Lane"))
    assert promised(asked(OWED, groups=("monthly",)))[0] == "theirs, late"
    assert asked(OWED, area="Nowhere").counts.late_promises == 0


@pytest.mark.parametrize(
    ("parts", "promises", "visits"),
    [((), 6, 3), (("promises",), 6, 0), (("visits",), 0, 3), (("promises", "visits"), 6, 3)],
)
def test_one_part_can_be_asked_for_and_the_counts_stay_whole(
    parts: tuple[str, ...], promises: int, visits: int
) -> None:
    both = journal(
        WEEKLY,
        *(person(name, groups=("weekly",)) for name in "ABC"),
        visit(-10, 1, 2, 3),
        *OWED.promises.values(),
    )
    report = asked(both, parts=frozenset(parts))
    assert (len(report.promises), len(report.visits)) == (promises, visits)
    assert (report.counts.late_promises, report.counts.visits) == (2, 3)


def test_part_that_is_not_visits_names_nobody_held_off() -> None:
    shops = journal(SHOPS, person(groups=("shops",)), visit(-20))
    assert held(asked(shops, parts=frozenset({"promises"}))) == []


@pytest.mark.parametrize(
    ("record", "is_overdue"),
    [
        (promise(by=-1), True),
        (promise(by=0), False),
        (promise(by=-1, owed_by="them"), False),
        (promise(by=-1, status="kept", closed_on=day(0)), False),
        (visit(-9), False),
        (visit(-10), True),
    ],
)
def test_something_is_overdue_when_our_promise_is_late_or_a_visit_overdue(
    record: Any, is_overdue: bool
) -> None:
    base = () if hasattr(record, "on") else (visit(-1),)
    there = journal(WEEKLY, person(groups=("weekly",)), *base, record)
    assert asked(there).is_anything_overdue is is_overdue


@pytest.mark.parametrize("status", ["moved", "handed_over", "died", "declined"])
def test_those_who_left_are_never_to_be_seen_but_their_promises_stay_due(status: Status) -> None:
    left = journal(WEEKLY, person(groups=("weekly",), status=status, left_on=day(-9)), promise("still", -1))
    report = asked(left, days=30)
    assert (to_see(report), held(report), promised(report)) == ([], [], ["still"])


DELICATE = journal(
    group("quiet", 7, sensitive=True, ceiling=Ceiling(9, 90)),
    MONTHLY,
    person("Open", groups=("monthly",)),  # 3 days late of 30
    person("Withheld", groups=("quiet",)),  # 3 days late of 7
    person("Sensitive by themselves", groups=("monthly",), sensitive=True),
    visit(-33, 1),
    visit(-10, 2),
    visit(-32, 3),
    promise("open words", -1, 1),
    promise("secret words", -1, 2),
    promise("own secret", -1, 3),
)


def test_standing_of_a_sensitive_group_is_withheld() -> None:
    shown = {one.person.id: one.standing for one in asked(DELICATE).visits}
    assert [shown[id].withheld for id in (1, 2, 3)] == [False, True, False]
    hidden = shown[2]
    assert (hidden.state, hidden.days_overdue) == ("overdue", 3)
    assert (hidden.reason, hidden.every, hidden.ceiling, hidden.retry_on, hidden.last_met) == (
        None,
        None,
        None,
        None,
        None,
    )


def test_standing_of_a_sensitive_group_is_shown_when_asked_for() -> None:
    shown = {one.person.id: one.standing for one in asked(DELICATE, sensitive_too=True).visits}
    assert not any(stand.withheld for stand in shown.values())
    assert (shown[2].every, shown[2].last_met) == (7, day(-10))


def test_what_is_withheld_does_not_change_the_order() -> None:
    assert to_see(asked(DELICATE)) == to_see(asked(DELICATE, sensitive_too=True)) == [2, 1, 3]


def test_words_of_promises_to_sensitive_people_are_marked_as_withheld() -> None:
    assert [one.withheld for one in asked(DELICATE).promises] == [False, True, True]
    assert not any(one.withheld for one in asked(DELICATE, sensitive_too=True).promises)


def test_held_off_person_of_a_sensitive_group_is_withheld_too() -> None:
    quiet = journal(
        group("quiet", 7, sensitive=True, ceiling=Ceiling(1, 30)), person(groups=("quiet",)), visit(-10)
    )
    (hidden,) = asked(quiet).hold_off
    assert (hidden.standing.withheld, hidden.standing.ceiling) == (True, None)
    (shown,) = asked(quiet, sensitive_too=True).hold_off
    assert shown.standing.ceiling is not None
