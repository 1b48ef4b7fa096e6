"""What holds for every person, whatever their groups, visits and pauses."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from builders import day, group, journal, person, the, visit
from visitlog.model.journal import Journal
from visitlog.model.records import FORMS, RESULTS, STATUSES, Ceiling, Group, Person, Visit
from visitlog.model.standing import Standing, standing

LAST_DAY = 120
DAYS = st.integers(0, LAST_DAY)
SOME_FORMS = st.sets(st.sampled_from(FORMS), min_size=1).map(lambda forms: tuple(sorted(forms)))
GROUPS = st.lists(
    st.builds(
        group,
        st.just(""),
        st.none() | st.integers(1, 60),
        grace=st.none() | st.integers(0, 20),
        retry=st.integers(1, 10),
        first_within=st.integers(1, 30),
        ceiling=st.none() | st.builds(Ceiling, st.integers(1, 3), st.integers(1, 70)),
        counting_forms=SOME_FORMS,
        ceiling_forms=SOME_FORMS,
    ),
    max_size=3,
).map(lambda groups: tuple(replace(one, key=f"g{turn}") for turn, one in enumerate(groups)))
VISITS = st.lists(
    st.builds(visit, DAYS, form=st.sampled_from(FORMS), result=st.sampled_from(RESULTS), asked=st.booleans()),
    max_size=12,
)
EVERY = st.none() | st.integers(1, 60)
PAUSED_UNTIL = st.none() | DAYS.map(day)


def of(groups: Sequence[Group], visits: Sequence[Visit], **fields: Any) -> Journal:
    keys = tuple(one.key for one in groups)
    return journal(*groups, person(**{"groups": keys, "added_on": day(0), **fields}), *visits)


def stands(journal: Journal, days: int) -> Standing:
    return standing(the(journal), journal, day(days))


@given(GROUPS, VISITS, EVERY, PAUSED_UNTIL, st.sampled_from(("out", "refused")), st.integers(0, 60))
def test_attempt_never_changes_the_due_day_nor_how_late_it_is(
    groups: tuple[Group, ...],
    visits: list[Visit],
    every: int | None,
    paused_until: Any,
    result: str,
    later: int,
) -> None:
    before = of(groups, visits, every=every, paused_until=paused_until)
    after = of(groups, [*visits, visit(LAST_DAY, result=result)], every=every, paused_until=paused_until)
    one, other = stands(before, LAST_DAY + later), stands(after, LAST_DAY + later)
    assert (one.due_on, one.days_overdue, one.last_met) == (other.due_on, other.days_overdue, other.last_met)


@given(GROUPS, VISITS, EVERY)
def test_visit_that_counts_today_leaves_nobody_due_today(
    groups: tuple[Group, ...], visits: list[Visit], every: int | None
) -> None:
    shared = set(FORMS if groups else ("dropin",)).intersection(*(one.counting_forms for one in groups))
    assume(shared)
    met = of(groups, [*visits, visit(LAST_DAY, form=min(shared))], every=every)
    stand = stands(met, LAST_DAY)
    assert not stand.is_listed
    assert stand.days_overdue == 0
    assert stand.last_met == day(LAST_DAY)


@given(GROUPS, VISITS, EVERY, PAUSED_UNTIL, st.integers(0, 200))
def test_lateness_grows_by_one_a_day_once_it_has_begun(
    groups: tuple[Group, ...], visits: list[Visit], every: int | None, paused_until: Any, later: int
) -> None:
    left_alone = of(groups, visits, every=every, paused_until=paused_until)
    today, tomorrow = stands(left_alone, LAST_DAY + later), stands(left_alone, LAST_DAY + later + 1)
    assert today.due_on == tomorrow.due_on
    if today.due_on is not None and today.due_on <= day(LAST_DAY + later):
        assert tomorrow.days_overdue == today.days_overdue + 1
    else:
        assert today.days_overdue == 0


@given(GROUPS, VISITS, EVERY, PAUSED_UNTIL)
def test_somebody_left_alone_goes_from_well_to_due_to_overdue_and_never_back(
    groups: tuple[Group, ...], visits: list[Visit], every: int | None, paused_until: Any
) -> None:
    left_alone = of(groups, visits, every=every, paused_until=paused_until)
    states = [stands(left_alone, LAST_DAY + later).state for later in range(0, 150, 5)]
    order = {"ok": 0, "paused": 0, "hold_off": 0, "due": 1, "overdue": 2}
    assert [order[state] for state in states] == sorted(order[state] for state in states)


def is_within(groups: Sequence[Group], visits: Sequence[Visit], on: int) -> bool:
    """Whether one more visit on that day, in every form that counts, keeps to every ceiling; by counting."""
    for one in groups:
        if one.ceiling is None:
            continue
        counted = [
            v
            for v in visits
            if v.result == "met"
            and not v.asked
            and v.form in one.ceiling_forms
            and day(on) - timedelta(days=one.ceiling.days) < v.on <= day(on)
        ]
        if len(counted) + 1 > one.ceiling.visits:
            return False
    return True


@given(GROUPS, VISITS, EVERY, st.integers(0, 40))
def test_hold_off_ends_on_the_first_day_on_which_one_more_visit_is_within_the_ceiling(
    groups: tuple[Group, ...], visits: list[Visit], every: int | None, later: int
) -> None:
    today = LAST_DAY + later
    stand = stands(of(groups, visits, every=every), today)
    free_on = next(on for on in range(today, today + 100) if is_within(groups, visits, on))
    assert stand.hold_off_until == (None if free_on == today else day(free_on))
    assert (stand.state == "hold_off") is (free_on != today)


@given(GROUPS, VISITS, EVERY, PAUSED_UNTIL, st.sampled_from(STATUSES[1:]), DAYS)
def test_person_who_left_is_never_listed_nor_late(
    groups: tuple[Group, ...], visits: list[Visit], every: int | None, paused_until: Any, status: str, on: int
) -> None:
    stand = stands(of(groups, visits, every=every, paused_until=paused_until, status=status), on)
    assert (stand.state, stand.is_listed, stand.days_overdue) == ("inactive", False, 0)


@given(GROUPS, VISITS, EVERY, DAYS, st.data())
def test_person_who_is_paused_is_never_listed(
    groups: tuple[Group, ...], visits: list[Visit], every: int | None, until: int, data: st.DataObject
) -> None:
    on = data.draw(st.integers(0, until))
    stand = stands(of(groups, visits, every=every, paused_until=day(until)), on)
    assert (stand.state, stand.is_listed, stand.days_overdue) == ("paused", False, 0)


PEOPLE = st.lists(
    st.builds(
        person,
        groups=st.sampled_from(((), ("g0",), ("g1", "g0"))),
        every=EVERY,
        paused_until=PAUSED_UNTIL,
        added_on=st.sampled_from((day(0), day(1))),
        status=st.sampled_from(STATUSES),
    ),
    min_size=1,
    max_size=25,
).map(lambda people: [replace(one, id=turn) for turn, one in enumerate(people, 1)])


@given(GROUPS, PEOPLE, st.randoms(use_true_random=False), st.integers(0, 60))
def test_where_people_stand_does_not_hang_on_their_order(
    groups: tuple[Group, ...], people: list[Person], random: Any, on: int
) -> None:
    shuffled = list(people)
    random.shuffle(shuffled)
    one, other = journal(*groups, *people), journal(*groups, *shuffled)
    for each in people:
        assert standing(the(one, each.id), one, day(on)) == standing(the(other, each.id), other, day(on))
