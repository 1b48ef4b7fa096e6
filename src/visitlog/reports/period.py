"""The span of days that a summary is about, and the one before it."""

from datetime import date, timedelta
from typing import Literal

from visitlog.model.errors import N_, Misuse
from visitlog.model.frozen import frozen

PeriodKind = Literal["today", "week", "month", "quarter", "year", "all", "span"]


@frozen
class Period:
    """Days from `first` to `last`, both included."""

    kind: PeriodKind
    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def has(self, day: date | None) -> bool:
        """Whether a day lies in it."""
        return day is not None and self.first <= day <= self.last

    def elapsed_days(self, today: date) -> int:
        """How many of its days have come."""
        return max(0, (min(self.last, today) - self.first).days + 1)


def period_around(kind: PeriodKind, today: date) -> Period:
    """The period of a kind in which today lies; "all" are all days up to today."""
    if kind == "today":
        return Period(kind, today, today)
    if kind == "week":
        monday = today - timedelta(days=today.weekday())
        return Period(kind, monday, monday + timedelta(days=6))
    if kind == "month":
        return Period(kind, today.replace(day=1), _end_of_month(today))
    if kind == "quarter":
        first = today.replace(month=(today.month - 1) // 3 * 3 + 1, day=1)
        return Period(kind, first, _end_of_month(_plus_months(first, 2)))
    if kind == "year":
        return Period(kind, today.replace(month=1, day=1), today.replace(month=12, day=31))
    return Period("all", date.min, today)


def span(first: date, last: date) -> Period:
    """The days from one to another; raises Misuse when they are the wrong way round."""
    if last < first:
        raise Misuse(
            N_("The period ends on {last}, before it begins on {first}; swap them."), first=first, last=last
        )
    is_month = first.day == 1 and last == _end_of_month(first)
    return Period("month" if is_month else "span", first, last)


def period_before(period: Period) -> Period | None:
    """The period of the same kind just before; None before "all"."""
    if period.kind == "all":
        return None
    yesterday = period.first - timedelta(days=1)
    if period.kind == "span":
        return Period("span", period.first - timedelta(days=period.days), yesterday)
    return period_around(period.kind, yesterday)


def _end_of_month(day: date) -> date:
    return _plus_months(day.replace(day=1), 1) - timedelta(days=1)


def _plus_months(first_of_month: date, months: int) -> date:
    years, month = divmod(first_of_month.month - 1 + months, 12)
    return first_of_month.replace(year=first_of_month.year + years, month=month + 1)
