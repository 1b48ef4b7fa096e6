"""The days in a year that make a visit due: birthdays and festivals, by the solar or the lunar calendar."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from functools import cache

from visitlog.model.calendars import LAST_DAY, LunarDay, MissingLunar, solar_day, solar_term
from visitlog.model.records import Birthday


def _term(name: str) -> Callable[[int], date | None]:
    return lambda year: solar_term(name, year)


def _lunar(month: int, day: int) -> Callable[[int], date | None]:
    return lambda year: solar_day(LunarDay(year, month, day))


def _lunar_new_years_eve(year: int) -> date | None:
    """The eve of that year's Spring Festival, which ends the lunar year before."""
    first = solar_day(LunarDay(year, 1, 1))
    return None if first is None else first - timedelta(days=1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def easter(year: int) -> date:
    """Easter Sunday of the western churches."""
    from dateutil.easter import easter as day_in

    return day_in(year)


LUNAR_FESTIVALS: Mapping[str, Callable[[int], date | None]] = {
    "lunar-new-years-eve": _lunar_new_years_eve,
    "spring-festival": _lunar(1, 1),
    "lantern-festival": _lunar(1, 15),
    "qingming": _term("清明"),
    "dragon-boat": _lunar(5, 5),
    "double-seventh": _lunar(7, 7),
    "mid-autumn": _lunar(8, 15),
    "double-ninth": _lunar(9, 9),
    "winter-solstice": _term("冬至"),
}
"""The festivals that need the library of the lunar calendar."""

FESTIVALS: Mapping[str, Callable[[int], date | None]] = {
    "new-year": _fixed(1, 1),
    "womens-day": _fixed(3, 8),
    "easter": easter,
    "labour-day": _fixed(5, 1),
    "childrens-day": _fixed(6, 1),
    "older-persons-day": _fixed(10, 1),
    "national-day": _fixed(10, 1),
    "disability-day": _fixed(12, 3),
    "christmas": _fixed(12, 25),
    **LUNAR_FESTIVALS,
}
"""The festivals that a group may keep, and their day in a year; None in years that are not known."""


def festival_on(festival: str, today: date) -> tuple[date, ...]:
    """The last time of a festival and the next; nothing for one that is not known, or can't be known here."""
    day_in = FESTIVALS.get(festival)
    if day_in is None:
        return ()
    try:
        return _around((day_in(year) for year in _years_around(today)), today)
    except MissingLunar:
        return ()


def birthday_around(birthday: Birthday, today: date) -> tuple[date, ...]:
    """The last birthday and the next one.

    On 28 February where the 29th is missing. By the lunar calendar on the last day of a month that has no 30th,
    and always in the ordinary month, never in a leap one; nothing where lunar days can't be known.
    """
    if birthday.calendar == "lunar":
        try:
            return lunar_birthday_around(birthday.month, birthday.day, today)
        except MissingLunar:
            return ()
    days = (_solar_birthday(year, birthday.month, birthday.day) for year in _years_around(today))
    return _around(days, today)


def _years_around(today: date) -> range:
    return range(today.year - 1, today.year + 2)


def _solar_birthday(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        return date(year, month, day - 1)


@cache
def lunar_birthday_around(month: int, day: int, today: date) -> tuple[date, ...]:
    """The last such day of a lunar month and the next one. Raises MissingLunar."""
    # A lunar year reaches into the next solar one.
    years = range(today.year - 2, today.year + 2)
    return _around((_lunar_birthday_in(year, month, day) for year in years), today)


def _lunar_birthday_in(year: int, month: int, day: int) -> date | None:
    return solar_day(LunarDay(year, month, day)) or solar_day(LunarDay(year, month, LAST_DAY))


def _around(days: Iterable[date | None], today: date) -> tuple[date, ...]:
    """The last such day, today included, and the next; as far as they are known."""
    known = sorted(day for day in days if day is not None)
    past = [day for day in known if day <= today]
    return (*past[-1:], *[day for day in known if day > today][:1])
