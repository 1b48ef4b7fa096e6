"""What other calendars know: lunar days, solar terms, holidays; their libraries are loaded only here, when asked."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import cache
from typing import Literal

from visitlog.model.errors import N_, Refused
from visitlog.model.frozen import frozen

DayKind = Literal["workday", "weekend", "holiday", "makeup_workday"]
Country = Literal["none", "CN"]
"""Whose holidays count; "none" knows weekends only."""

KindOfDay = Callable[[date], DayKind]

SATURDAY = 5
LAST_DAY = 0
"""In the place of a day: the last one of its month."""

FIRST_LUNAR_YEAR, LAST_LUNAR_YEAR = 1930, 2056
"""Before, it was reckoned for another meridian; after, the new moon of September 2057 is too near midnight."""


class MissingLunar(Refused):
    """Lunar days were asked for, and the library that knows them is not there."""

    def __init__(self) -> None:
        super().__init__(
            N_("Lunar dates and festivals need a library that is not there: pip install 'visitlog[zh]'.")
        )


@frozen
class LunarDay:
    """A day of the Chinese calendar; its years begin with the Spring Festival."""

    year: int
    month: int
    day: int
    is_leap: bool = False


def knows_lunar_days() -> bool:
    """Whether the library of the lunar calendar is there."""
    from importlib.util import find_spec

    return find_spec("borax") is not None


@cache
def solar_day(lunar: LunarDay) -> date | None:
    """The day on which a lunar day falls; None where its year has no such day, or is not from 1930 to 2056.

    Raises MissingLunar.
    """
    if not FIRST_LUNAR_YEAR <= lunar.year <= LAST_LUNAR_YEAR:
        return None
    try:
        from borax.calendars.lunardate import InvalidLunarDateError, LCalendars, LunarDate
    except ImportError:
        raise MissingLunar from None
    try:
        day = lunar.day or LCalendars.ndays(lunar.year, lunar.month, int(lunar.is_leap))
        found: date = LunarDate(lunar.year, lunar.month, day, int(lunar.is_leap)).to_solar_date()
    except InvalidLunarDateError:
        return None
    return found


@cache
def lunar_day(day: date) -> LunarDay | None:
    """The lunar day that a day is; None outside the lunar years 1930 to 2056. Raises MissingLunar."""
    if not FIRST_LUNAR_YEAR <= day.year <= LAST_LUNAR_YEAR + 1:
        return None
    try:
        from borax.calendars.lunardate import LunarDate
    except ImportError:
        raise MissingLunar from None
    found = LunarDate.from_solar(day)
    if not FIRST_LUNAR_YEAR <= found.year <= LAST_LUNAR_YEAR:
        return None
    return LunarDay(found.year, found.month, found.day, bool(found.leap))


@cache
def solar_term(name: str, year: int) -> date | None:
    """The day of a solar term, as 清明, in a year; None before 1930 and after 2056. Raises MissingLunar."""
    if not FIRST_LUNAR_YEAR <= year <= LAST_LUNAR_YEAR:
        return None
    try:
        from borax.calendars.lunardate import TermUtils
    except ImportError:
        raise MissingLunar from None
    found: date = TermUtils.nth_term_day(year, term_name=name)
    return found


@frozen
class Holidays:
    """What a country's library knows: the kind of a day, None for an ordinary one, and which years are announced."""

    kind: Callable[[date], DayKind | None]
    knows: Callable[[int], bool]
    library: str


def _kind_in_china(day: date) -> DayKind | None:
    from chinese_calendar import holidays, workdays

    if day in holidays:
        return "holiday"
    return "makeup_workday" if day in workdays else None


@cache
def _years_in_china() -> frozenset[int]:
    from chinese_calendar import holidays

    return frozenset(day.year for day in holidays)


HOLIDAYS: Mapping[Country, Holidays] = {
    "CN": Holidays(_kind_in_china, lambda year: year in _years_in_china(), "chinese_calendar"),
}
"""The countries whose holidays can be known; another one is another line, its library loaded in its functions."""


def has_holidays(country: Country) -> bool:
    """Whether the holidays of a country can be told here: its library may not be there."""
    from importlib.util import find_spec

    return country in HOLIDAYS and find_spec(HOLIDAYS[country].library) is not None


def kinds_of_day(country: Country) -> KindOfDay:
    """What kind of day any day is in a country; weekends and workdays alone where its holidays are not known."""
    known = HOLIDAYS[country] if has_holidays(country) else None

    def kind(day: date) -> DayKind:
        special = known.kind(day) if known else None
        return special or kind_of_day(day)

    return kind


def unannounced(country: Country, years: Iterable[int]) -> tuple[int, ...]:
    """Those of the years whose holidays nobody has announced yet, or not to the library that is there."""
    if not has_holidays(country):
        return ()
    return tuple(year for year in sorted(set(years)) if not HOLIDAYS[country].knows(year))


def kind_of_day(day: date) -> DayKind:
    """Whether a day is a workday or a weekend, where no holidays are known."""
    return "weekend" if day.weekday() >= SATURDAY else "workday"


def is_free(kind: DayKind) -> bool:
    """Whether working people are at home on such a day."""
    return kind in ("weekend", "holiday")
