"""A tally is what the visits add up to: followed visit by visit, or counted from all of them, it is the same."""

from datetime import date, time, timedelta
from itertools import takewhile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_made import PATIENT

from visitlog.model.records import FORMS, NO_TALLY, RESULTS, Ceiling, Group, RecentVisit, Tally, Visit
from visitlog.store.tally import in_order, tally_of, window_days, with_visit

START = date(2026, 1, 1)
WINDOW = 30

visits = st.lists(
    st.builds(
        Visit,
        id=st.integers(1, 99),
        people=st.just((1,)),
        on=st.integers(0, 100).map(lambda days: START + timedelta(days)) | st.just(START),
        at=st.none() | st.sampled_from((time(9), time(15, 30))),
        form=st.sampled_from(FORMS),
        result=st.sampled_from(RESULTS),
        asked=st.booleans(),
    ),
    unique_by=lambda visit: visit.id,
    max_size=10,
)


def day(number: int) -> date:
    return START + timedelta(number)


def met(number: int, form: str = "dropin", id: int = 0) -> Visit:
    return Visit(id or number + 1, (1,), day(number), form=form)  # type: ignore[arg-type]


def tried(number: int, result: str = "out", id: int = 0) -> Visit:
    return Visit(id or number + 1, (1,), day(number), result=result)  # type: ignore[arg-type]


def described(visits: list[Visit], window: int) -> Tally:
    """The tally as its docstring says it, each figure by itself."""
    ordered = sorted(visits, key=in_order)
    meetings = [visit for visit in ordered if visit.result == "met"]
    since = list(takewhile(lambda visit: visit.result != "met", reversed(ordered)))
    after = meetings[-1].on - timedelta(days=window) if meetings else date.min
    return Tally(
        visits=len(visits),
        first_on=min((visit.on for visit in visits), default=None),
        latest_on=max((visit.on for visit in visits), default=None),
        last_met={visit.form: visit.on for visit in meetings},
        last_attempt=max((visit.on for visit in visits if visit.result != "met"), default=None),
        attempts=len(since),
        refusals=sum(visit.result == "refused" for visit in since),
        recent=tuple(RecentVisit(v.on, v.form, v.asked) for v in meetings if v.on > after),
        met_id=max((visit.id for visit in meetings), default=0),
    )


@given(visits, st.integers(1, 60))
@settings(PATIENT)
def test_a_tally_is_what_its_description_says(found: list[Visit], window: int) -> None:
    assert tally_of(found, window) == described(found, window)


@given(visits)
@settings(PATIENT)
def test_a_tally_does_not_depend_on_the_order_of_the_file(found: list[Visit]) -> None:
    assert tally_of(reversed(found), WINDOW) == tally_of(found, WINDOW)


@given(visits, visits.filter(bool))
@settings(PATIENT)
def test_a_tally_that_follows_a_visit_equals_the_tally_of_all(found: list[Visit], new: list[Visit]) -> None:
    followed = with_visit(tally_of(found, WINDOW), new[0], WINDOW)
    if followed is not None:
        assert followed == tally_of([*found, new[0]], WINDOW)
    assert (followed is None) == any(new[0].on <= visit.on for visit in found)


def test_a_visit_on_the_same_day_or_before_asks_to_count_anew() -> None:
    tally = tally_of([met(5)], WINDOW)
    assert with_visit(tally, met(5, id=9), WINDOW) is None
    assert with_visit(tally, met(4), WINDOW) is None
    assert with_visit(tally, met(6), WINDOW) is not None
    assert with_visit(NO_TALLY, met(0), WINDOW) == tally_of([met(0)], WINDOW)


def test_a_meeting_as_old_as_the_window_is_forgotten_and_one_a_day_younger_kept() -> None:
    assert [r.on for r in tally_of([met(0), met(30)], 30).recent] == [day(30)]
    assert [r.on for r in tally_of([met(1), met(30)], 30).recent] == [day(1), day(30)]


def test_an_attempt_forgets_no_meeting_and_is_none() -> None:
    tally = tally_of([met(0), tried(90)], 30)
    assert [r.on for r in tally.recent] == [day(0)]
    assert tally.latest_on == day(90)


def test_attempts_and_refusals_count_since_the_last_meeting() -> None:
    tally = tally_of(
        [tried(0, "refused"), met(1), tried(2, "refused"), tried(3), tried(4, "refused")], WINDOW
    )
    assert (tally.attempts, tally.refusals, tally.last_attempt) == (3, 2, day(4))
    again = with_visit(tally, met(5), WINDOW)
    assert again is not None
    assert (again.attempts, again.refusals, again.last_attempt) == (0, 0, day(4))


def test_on_one_day_visits_follow_each_other_by_time_and_then_by_number() -> None:
    morning = Visit(2, (1,), START, at=time(9), result="refused")
    evening = Visit(1, (1,), START, at=time(20))
    untimed = Visit(3, (1,), START, result="out")
    assert sorted([evening, morning, untimed], key=in_order) == [untimed, morning, evening]
    assert tally_of([evening, morning], WINDOW).refusals == 0
    assert tally_of([Visit(1, (1,), START), Visit(2, (1,), START, result="out")], WINDOW).attempts == 1
    assert tally_of([Visit(2, (1,), START), Visit(1, (1,), START, result="out")], WINDOW).attempts == 0


@pytest.mark.parametrize(
    ("ceilings", "window"), [((), 30), ((7,), 30), ((30, 45), 45), ((None, 90, 7), 90), ((None,), 30)]
)
def test_the_window_is_the_longest_ceiling_and_never_under_thirty_days(
    ceilings: tuple[int | None, ...], window: int
) -> None:
    groups = [Group(1, "g", ceiling=None if days is None else Ceiling(2, days)) for days in ceilings]
    assert window_days(groups) == window
