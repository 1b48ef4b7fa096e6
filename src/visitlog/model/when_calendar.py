"""Arithmetic on days, months and years that refuses where it would leave the calendar."""

from collections.abc import Iterator
from datetime import date, timedelta

from visitlog.model.frozen import frozen
from visitlog.model.when_found import Asked, Found, toward
from visitlog.model.when_refusals import no_such_day, out_of_reach
from visitlog.model.years import A_LEAP_YEAR, FIRST_YEAR, LAST_YEAR, real_date

_LONGEST_LEAP_GAP = 8
"""Years between two 29 Februaries around 2100."""


@frozen
class Span:
    """A length of time as said: years, months and days are kept apart, because months differ."""

    years: int = 0
    months: int = 0
    days: int = 0


def date_in(asked: Asked, year: int, month: int, day: int) -> date:
    """The date of that year, or a refusal."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise out_of_reach(asked.text)
    on = real_date(year, month, day)
    if not on:
        raise no_such_day(asked.text)
    return on


def moved(asked: Asked, day: date, span: Span, sign: int = 1) -> date:
    """The day that lies that long after `day`, or before it if `sign` is -1.

    Months and years keep the day of the month, or end on the last one of a shorter month.
    """
    try:
        if not (span.years or span.months):
            return day + sign * timedelta(days=span.days)
        from dateutil.relativedelta import relativedelta

        return day + sign * relativedelta(years=span.years, months=span.months, days=span.days)
    except (OverflowError, ValueError):
        raise out_of_reach(asked.text) from None


def month_away(asked: Asked, months: int) -> tuple[int, int]:
    """The year and month that lie so many months after this one."""
    count = asked.today.year * 12 + asked.today.month - 1 + months
    return count // 12, count % 12 + 1


def last_of_month(asked: Asked, year: int, month: int) -> date:
    """The last day of a month."""
    last = max((day for day in (28, 29, 30, 31) if real_date(year, month, day)), default=0)
    return date_in(asked, year, month, last)


def weekday_in_week(asked: Asked, weekday: int, weeks: int) -> date:
    """The day with that weekday (Monday is 0) in the week so many weeks away; weeks start on Monday."""
    return moved(asked, asked.today, Span(days=weekday - asked.today.weekday() + 7 * weeks))


def open_date(asked: Asked, candidates: Iterator[date | None], reading: str) -> Found:
    """The first of the candidates, nearest first, on the side that is sought; today is on both."""
    for on in candidates:
        if on and (on <= asked.today if asked.seeks_past else on >= asked.today):
            return Found(on, toward(asked, reading))
    raise no_such_day(asked.text)


def open_month_day(asked: Asked, month: int, day: int) -> Found:
    """The nearest such day of a year in the direction asked; 29 February waits for a leap year."""
    date_in(asked, A_LEAP_YEAR, month, day)
    step = -1 if asked.seeks_past else 1
    years = (asked.today.year + step * away for away in range(_LONGEST_LEAP_GAP + 1))
    return open_date(asked, (real_date(year, month, day) for year in years), "month-day")


def open_day_of_month(asked: Asked, day: int) -> Found:
    """The nearest such day of a month in the direction asked; the 31st waits for a month that has one."""
    step = -1 if asked.seeks_past else 1
    months = (month_away(asked, step * away) for away in range(4))
    return open_date(asked, (real_date(year, month, day) for year, month in months), "day of month")
