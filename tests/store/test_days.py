"""The pattern for a span of days means these days and no others."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from store_made import PATIENT

from visitlog.store.days import days_between

DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(DAYS, st.integers(0, 4000), st.lists(DAYS, max_size=20))
@example(date(2024, 2, 1), 28, [])
@example(date(2023, 12, 31), 1, [])
@example(date(2023, 1, 1), 730, [])
@example(date(1, 1, 1), 40, [])
@example(date(9999, 12, 1), 30, [])
@example(date(2019, 12, 31), 366, [])
@settings(PATIENT, max_examples=60)
def test_a_pattern_means_the_days_of_a_span_and_no_others(first: date, days: int, others: list[date]) -> None:
    last = first + timedelta(min(days, (date.max - first).days))
    pattern = re.compile(days_between(first, last))
    ends = (
        range(max(end.toordinal() - 40, 1), min(end.toordinal() + 40, date.max.toordinal()) + 1)
        for end in (first, last)
    )
    for day in [*others, *(date.fromordinal(ordinal) for end in ends for ordinal in end)]:
        assert bool(pattern.match(day.isoformat())) == (first <= day <= last)


@pytest.mark.parametrize(
    ("first", "last", "pattern"),
    [
        (date(2026, 3, 5), date(2026, 3, 5), "2026-03-05"),
        (date(2026, 11, 1), date(2026, 11, 30), "2026-11-(?:0|[1-8]|9)"),
        (date(2025, 1, 1), date(2026, 12, 31), "202(?:5|6)"),
        (date(2026, 10, 1), date(2026, 11, 30), "2026-1(?:0|1)"),
    ],
)
def test_what_all_days_have_in_common_stands_before_what_varies(
    first: date, last: date, pattern: str
) -> None:
    assert days_between(first, last) == pattern


def around(day: date) -> list[date]:
    """The forty days before a day, itself, and the forty after it."""
    number = day.toordinal()
    return [
        date.fromordinal(near)
        for near in range(max(number - 40, 1), min(number + 40, date.max.toordinal()) + 1)
    ]
