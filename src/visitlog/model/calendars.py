"""What kind of day a day is, and when birthdays and festivals are: the seam where other calendars plug in."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Literal

from visitlog.model.records import Birthday

DayKind = Literal["workday", "weekend", "holiday", "makeup_workday"]

SATURDAY = 5


def kind_of_day(day: date) -> DayKind:
    """Whether a day is a workday or a weekend."""
    return "weekend" if day.weekday() >= SATURDAY else "workday"


def is_free(day: date) -> bool:
    """Whether working people are at home that day."""
    return kind_of_day(day) in ("weekend", "holiday")


def birthday_around(birthday: Birthday, today: date) -> tuple[date, ...]:
    """The last birthday and the next one; on 28 February where the 29th is missing, none by the lunar calendar yet."""
    if birthday.calendar != "solar":
        return ()
    return _around(lambda year: _solar_day(year, birthday.month, birthday.day), today)


def _solar_day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _easter(year: int) -> date:
    from dateutil.easter import easter

    return easter(year)


FESTIVALS: Mapping[str, Callable[[int], date]] = {
    "new-year": _fixed(1, 1),
    "womens-day": _fixed(3, 8),
    "easter": _easter,
    "labour-day": _fixed(5, 1),
    "childrens-day": _fixed(6, 1),
    "older-persons-day": _fixed(10, 1),
    "national-day": _fixed(10, 1),
    "disability-day": _fixed(12, 3),
    "christmas": _fixed(12, 25),
}
"""The festivals that a group may keep, and their day in a year."""


def festival_on(festival: str, today: date) -> tuple[date, ...]:
    """The last time of a festival and the next; nothing for one that is not known."""
    day_in = FESTIVALS.get(festival)
    return () if day_in is None else _around(day_in, today)


def _around(day_in: Callable[[int], date], today: date) -> tuple[date, ...]:
    """The last such day, today included, and the next."""
    days = [day_in(year) for year in (today.year - 1, today.year, today.year + 1)]
    return max(day for day in days if day <= today), min(day for day in days if day > today)
