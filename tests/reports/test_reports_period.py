"""The days of a period, and the period before it."""

from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitlog.model.errors import Misuse
from visitlog.reports.period import Period, PeriodKind, period_around, period_before, span

PERIODS: tuple[PeriodKind, ...] = tuple(kind for kind in get_args(PeriodKind) if kind != "span")


def iso(text: str) -> date:
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("kind", "today", "first", "last"),
    [
        ("today", "2026-11-23", "2026-11-23", "2026-11-23"),
        ("week", "2026-11-23", "2026-11-23", "2026-11-29"),  # a Monday
        ("week", "2026-11-29", "2026-11-23", "2026-11-29"),  # a Sunday
        ("week", "2027-01-01", "2026-12-28", "2027-01-03"),
        ("month", "2026-11-23", "2026-11-01", "2026-11-30"),
        ("month", "2026-12-31", "2026-12-01", "2026-12-31"),
        ("month", "2028-02-10", "2028-02-01", "2028-02-29"),
        ("month", "2026-02-28", "2026-02-01", "2026-02-28"),
        ("quarter", "2026-01-01", "2026-01-01", "2026-03-31"),
        ("quarter", "2026-03-31", "2026-01-01", "2026-03-31"),
        ("quarter", "2026-05-31", "2026-04-01", "2026-06-30"),
        ("quarter", "2026-08-31", "2026-07-01", "2026-09-30"),
        ("quarter", "2026-11-23", "2026-10-01", "2026-12-31"),
        ("year", "2026-11-23", "2026-01-01", "2026-12-31"),
        ("year", "2028-02-29", "2028-01-01", "2028-12-31"),
    ],
)
def test_period_is_the_one_in_which_today_lies(kind: PeriodKind, today: str, first: str, last: str) -> None:
    assert period_around(kind, iso(today)) == Period(kind, iso(first), iso(last))


def test_all_are_all_days_up_to_today() -> None:
    today = iso("2026-11-23")
    assert period_around("all", today) == Period("all", date.min, today)


@pytest.mark.parametrize(
    ("kind", "today", "first", "last"),
    [
        ("today", "2026-03-01", "2026-02-28", "2026-02-28"),
        ("week", "2026-11-23", "2026-11-16", "2026-11-22"),
        ("month", "2026-03-31", "2026-02-01", "2026-02-28"),
        ("month", "2026-01-31", "2025-12-01", "2025-12-31"),
        ("quarter", "2026-01-15", "2025-10-01", "2025-12-31"),
        ("quarter", "2026-08-31", "2026-04-01", "2026-06-30"),
        ("year", "2026-11-23", "2025-01-01", "2025-12-31"),
    ],
)
def test_period_before_is_of_the_same_kind(kind: PeriodKind, today: str, first: str, last: str) -> None:
    assert period_before(period_around(kind, iso(today))) == Period(kind, iso(first), iso(last))


def test_nothing_comes_before_all() -> None:
    assert period_before(period_around("all", iso("2026-11-23"))) is None


def test_span_that_is_a_whole_month_is_that_month() -> None:
    assert span(iso("2026-10-01"), iso("2026-10-31")).kind == "month"
    assert span(iso("2026-02-01"), iso("2026-02-28")).kind == "month"
    for first, last in (
        ("2026-10-01", "2026-10-30"),
        ("2026-10-02", "2026-10-31"),
        ("2026-09-01", "2026-10-31"),
    ):
        assert span(iso(first), iso(last)).kind == "span"


def test_before_a_span_lie_as_many_days() -> None:
    ten = span(iso("2026-11-11"), iso("2026-11-20"))
    assert period_before(ten) == Period("span", iso("2026-11-01"), iso("2026-11-10"))
    assert period_before(span(iso("2026-11-11"), iso("2026-11-11"))) == span(
        iso("2026-11-10"), iso("2026-11-10")
    )


def test_span_the_wrong_way_round_is_misuse() -> None:
    with pytest.raises(Misuse):
        span(iso("2026-11-20"), iso("2026-11-19"))


def test_days_are_counted_with_both_ends() -> None:
    ten = span(iso("2026-11-11"), iso("2026-11-20"))
    assert ten.days == 10
    assert [
        ten.elapsed_days(iso(day)) for day in ("2026-11-10", "2026-11-11", "2026-11-15", "2026-12-01")
    ] == [
        0,
        1,
        5,
        10,
    ]
    assert [ten.has(iso(day)) for day in ("2026-11-10", "2026-11-11", "2026-11-20", "2026-11-21")] == [
        False,
        True,
        True,
        False,
    ]
    assert not ten.has(None)


@given(st.sampled_from(PERIODS), st.dates(date(1901, 1, 1), date(2100, 12, 31)))
def test_periods_hold_today_and_follow_each_other_without_a_gap(kind: PeriodKind, today: date) -> None:
    period = period_around(kind, today)
    assert period.has(today)
    before = period_before(period)
    if before is not None:
        assert before.last + timedelta(days=1) == period.first
        assert before == period_around(kind, before.last) == period_around(kind, before.first)
    if kind == "week":
        assert (period.first.weekday(), period.days) == (0, 7)
