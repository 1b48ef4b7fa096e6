"""Where a person stands who is in several groups, in none, or has a rhythm of their own."""

from collections import Counter
from typing import Any

import pytest

from builders import day, group, journal, person, the, visit
from visitlog.actions.groups import remove_group
from visitlog.model.journal import Journal
from visitlog.model.records import Group, Person, Visit
from visitlog.model.standing import Standing, standing

HOUSEHOLD = group("household", 180, default_for=("resident",))
NEWCOMER = group("newcomer", 90, default_for=("newcomer", "temporary"))


def somebody(*records: Group | Visit, **fields: Any) -> Journal:
    """A person who is in all of these groups, unless others are named."""
    keys = tuple(one.key for one in records if isinstance(one, Group))
    return journal(*records, person(**{"groups": keys, **fields}))


def stands(journal: Journal, days: int, id: int = 1) -> Standing:
    return standing(the(journal, id), journal, day(days))


def test_the_group_that_asks_soonest_decides() -> None:
    both = somebody(group("monthly", 30), group("weekly", 7), visit(0))
    stand = stands(both, 7)
    assert (stand.due_on, stand.every, stand.state) == (day(7), 7, "due")
    assert stand.reason is not None
    assert stand.reason.group == "weekly"


def test_each_group_is_judged_by_its_own_forms() -> None:
    weekly_at_home = group("home", 7, counting_forms=("planned", "dropin"))
    monthly_anyhow = group("anyhow", 30, counting_forms=("planned", "dropin", "chance"))
    both = somebody(weekly_at_home, monthly_anyhow, visit(0), visit(5, form="chance"))
    stand = stands(both, 7)
    assert (stand.due_on, stand.every) == (day(7), 7)
    assert stand.last_met == day(5)
    slower = somebody(group("home", 40, counting_forms=("planned",)), monthly_anyhow, visit(0, form="chance"))
    assert stands(slower, 29).reason == stands(slower, 10).reason
    assert stands(slower, 10).due_on == day(-365 + 14)  # never met in a form that the first one counts


def test_first_visit_of_one_group_is_due_though_another_has_had_one() -> None:
    planned_only = group("planned", 90, counting_forms=("planned",), first_within=10)
    both = somebody(group("monthly", 30), planned_only, visit(1), added_on=day(0))
    stand = stands(both, 10)
    assert (stand.state, stand.due_on) == ("due", day(10))
    assert stand.reason is not None
    assert (stand.reason.kind, stand.reason.group) == ("first_visit", "planned")


@pytest.mark.parametrize(("on", "state"), [(30, "due"), (32, "due"), (33, "overdue")])
def test_grace_and_retry_are_those_of_the_group_that_decides(on: int, state: str) -> None:
    strict = group("strict", 30, grace=2, retry=1)
    easy = group("easy", 60, grace=20, retry=9)
    assert stands(somebody(easy, strict, visit(0)), on).state == state
    tried = somebody(easy, strict, visit(0), visit(on, result="out"))
    assert stands(tried, on).state == "ok"
    assert stands(tried, on + 1).is_listed


@pytest.mark.parametrize(
    ("every", "grace"), [(1, 2), (7, 2), (14, 2), (20, 2), (21, 3), (30, 4), (90, 12), (180, 25)]
)
def test_grace_is_a_seventh_of_the_rhythm_and_two_days_at_least(every: int, grace: int) -> None:
    plain = somebody(group("plain", every), visit(0))
    assert stands(plain, every + grace).state == "due"
    assert stands(plain, every + grace + 1).state == "overdue"
    own = somebody(group("other", 5, grace=0), visit(0), every=every)
    assert stands(own, every + grace).state == "due"
    assert stands(own, every + grace + 1).state == "overdue"


def test_no_grace_at_all_is_respected() -> None:
    strict = somebody(group("strict", 30, grace=0), visit(0))
    assert [stands(strict, on).state for on in (30, 31)] == ["due", "overdue"]


def test_personal_rhythm_replaces_those_of_the_groups() -> None:
    longer = stands(somebody(group("weekly", 7), visit(0), every=60), 59)
    assert (longer.state, longer.due_on, longer.every) == ("ok", day(60), 60)
    assert longer.reason is not None
    assert longer.reason.group is None
    shorter = stands(somebody(group("yearly", 365), visit(0), every=10), 10)
    assert (shorter.state, shorter.due_on) == ("due", day(10))


def test_personal_rhythm_counts_any_form_that_one_of_the_groups_counts() -> None:
    home = group("home", 7, counting_forms=("planned",))
    phoned = group("phoned", 90, counting_forms=("phone",))
    for form, due in (("planned", 30), ("phone", 30), ("dropin", -365 + 14)):
        assert stands(somebody(home, phoned, visit(0, form=form), every=30), 0).due_on == day(due)


def test_personal_rhythm_without_a_group_counts_what_a_group_usually_counts() -> None:
    for form, due in (("planned", 30), ("meeting", 30), ("chance", 30), ("phone", -365 + 14)):
        assert stands(somebody(visit(0, form=form), every=30), 0).due_on == day(due)


def test_personal_rhythm_keeps_the_shortest_retry_and_first_span_of_the_groups() -> None:
    slow, quick = group("slow", 90, retry=9, first_within=60), group("quick", 90, retry=2, first_within=5)
    assert stands(somebody(slow, quick, every=30, added_on=day(0)), 0).due_on == day(5)
    tried = somebody(slow, quick, visit(0), visit(30, result="out"), every=30)
    assert [stands(tried, on).state for on in (31, 32)] == ["ok", "due"]


@pytest.mark.parametrize(
    ("residence", "every"), [(None, 180), ("resident", 180), ("newcomer", 90), ("temporary", 90)]
)
def test_person_in_no_group_is_in_the_one_for_their_residence(residence: str | None, every: int) -> None:
    default = journal(HOUSEHOLD, NEWCOMER, person(residence=residence), visit(0))
    stand = stands(default, 0)
    assert (stand.every, stand.due_on) == (every, day(every))


@pytest.mark.parametrize("residence", [None, "resident", "newcomer"])
def test_person_in_no_group_of_a_blank_journal_is_due_after_180_days(residence: str | None) -> None:
    blank = journal(group("shops", 7), person(residence=residence), visit(0))
    assert [stands(blank, on).state for on in (179, 180, 205, 206)] == ["ok", "due", "due", "overdue"]
    assert stands(blank, 180).every == 180


def test_person_in_no_group_is_tried_again_after_three_days() -> None:
    blank = journal(person(), visit(0), visit(180, result="out"))
    assert [stands(blank, on).state for on in (182, 183)] == ["ok", "due"]


def test_default_group_does_not_add_to_a_named_one() -> None:
    named = journal(HOUSEHOLD, group("yearly", 365), person(groups=("yearly",)), visit(0))
    assert stands(named, 0).every == 365


def test_person_whose_only_group_is_removed_falls_back_to_the_one_for_their_residence() -> None:
    before = journal(HOUSEHOLD, group("weekly", 7), person(groups=("weekly",)), visit(0))
    assert stands(before, 0).every == 7
    change = remove_group(before, "weekly")
    stripped = [record for record in change.put if isinstance(record, Person)]
    after = journal(HOUSEHOLD, *stripped, visit(0))
    assert stands(after, 0).every == 180


def test_group_that_is_gone_from_the_journal_is_passed_over() -> None:
    half = journal(group("weekly", 7), person(groups=("gone", "weekly")), visit(0))
    assert stands(half, 0).every == 7


def test_group_without_a_rhythm_leaves_that_of_another_alone() -> None:
    assert stands(somebody(group("choir"), group("monthly", 30), visit(0)), 30).due_on == day(30)


@pytest.mark.parametrize("many", [11, 14, 28, 300])
def test_first_visits_of_many_added_at_once_are_spread_evenly_over_the_span(many: int) -> None:
    imported = journal(
        group("new", 90, first_within=14),
        *(person(f"Person {id}", groups=("new",), added_on=day(0)) for id in range(1, many + 1)),
    )
    due = [stands(imported, 0, id).due_on for id in range(1, many + 1)]
    days = [0 if one is None else (one - day(0)).days for one in due]
    assert days == sorted(days)
    assert min(days) >= 1
    assert max(days) == 14
    counts = Counter(days)
    assert max(counts.values()) <= -(-many // 14)
    assert len(counts) == min(many, 14)


def test_first_visits_of_a_few_added_on_one_day_are_not_spread() -> None:
    few = journal(
        group("new", 90, first_within=14),
        *(person(f"Person {id}", groups=("new",), added_on=day(0)) for id in range(1, 11)),
        *(person(f"Other {id}", groups=("new",), added_on=day(1)) for id in range(1, 11)),
    )
    assert {stands(few, 0, id).due_on for id in range(1, 11)} == {day(14)}
    assert {stands(few, 0, id).due_on for id in range(11, 21)} == {day(15)}


def test_spread_follows_the_numbers_whatever_the_order_of_the_records() -> None:
    people = [person(f"Person {id}", id, groups=("new",), added_on=day(0)) for id in range(1, 31)]
    forward = journal(group("new", 90), *people)
    backward = journal(group("new", 90), *reversed(people))
    for id in range(1, 31):
        assert stands(forward, 0, id) == stands(backward, 0, id)


def test_spread_moves_only_first_visits() -> None:
    imported = journal(
        group("new", 90),
        *(person(f"Person {id}", groups=("new",), added_on=day(0)) for id in range(1, 31)),
        visit(0, 7),
    )
    assert stands(imported, 0, 7).due_on == day(90)


def test_first_visit_is_due_within_14_days_unless_a_group_says_else() -> None:
    assert stands(somebody(added_on=day(0)), 0).due_on == day(14)
    assert stands(somebody(group("new", 90), added_on=day(0)), 0).due_on == day(14)
    assert stands(somebody(group("new", 90, first_within=3), added_on=day(0)), 0).due_on == day(3)
