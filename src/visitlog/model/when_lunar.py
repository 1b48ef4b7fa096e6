"""Days that are told by the lunar calendar: 农历八月十五, 腊月二十三, 闰六月初一, 除夕, "lunar 8-15".

A month and a day in Chinese figures alone (八月十五) may be of either calendar, and is refused with both days.
So is a day at the end of a lunar year, told by the year, where the lunar year and the solar one have two such
days (明年除夕, 2026年腊月二十三): only what the direction forbids is left out. 除夕 of a year in figures is the
eve of that year's Spring Festival.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from visitlog.model.calendars import (
    FIRST_LUNAR_YEAR,
    LAST_DAY,
    LAST_LUNAR_YEAR,
    LunarDay,
    lunar_day,
    solar_day,
)
from visitlog.model.errors import N_, Misuse
from visitlog.model.frozen import frozen
from visitlog.model.when_calendar import date_in, open_month_day
from visitlog.model.when_dates import ZH_YEAR, year_of
from visitlog.model.when_found import Asked, Found, Grammar, toward
from visitlog.model.when_refusals import TwoReadings, no_such_day
from visitlog.model.when_words import NUMBER, STEPS, number_said, plain_words, year_said

NEW_YEARS_EVE = frozenset(
    ("除夕", "除夕夜", "大年夜", "年三十", "大年三十", "chinese new year's eve", "lunar new year's eve")
)
LONGEST_MONTH = 30
LAST_MONTH = 12
LAST_OF_FIRST_TEN = 10
MONTHS = {"正": 1, "冬": 11, "腊": 12}


def lunar_out_of_reach(text: str) -> Misuse:
    """The refusal of a lunar day or festival in years for which the calendar is not sure."""
    sentence = N_(
        'lunar dates are known from {first} to {last}, and "{text}" is not among them; say the solar day'
    )
    return Misuse(sentence, text=text, first=FIRST_LUNAR_YEAR, last=LAST_LUNAR_YEAR)


def lunar_date(said: re.Match[str], asked: Asked) -> Found | None:
    """农历八月十五, 腊月二十三, 正月初五, 去年闰六月初一, 大年初三; of a lunar or a solar year, or of the nearest."""
    month, day = _month(said["month"]), number_said(said["day"])
    if month is None or day is None or not _is_marked(said):
        return None
    if not (1 <= month <= LAST_MONTH and 1 <= day <= LONGEST_MONTH):
        raise no_such_day(asked.text)
    if said["first"] and day > LAST_OF_FIRST_TEN:
        return None
    wanted = LunarDay(0, month, day, bool(said["leap"]))
    return _of_year(wanted, said, asked, is_lunar_year=bool(said["before"]))


def _month(words: str) -> int | None:
    return MONTHS.get(words) or number_said(words)


def _is_marked(said: re.Match[str]) -> bool:
    """Whether the words can only be of the lunar calendar: 农历, 闰, 正月, 冬月, 腊月 or 初五."""
    marks = (said["before"], said["within"], said["leap"], said["month"] in MONTHS, said["first"])
    return any(marks)


def new_years_eve(said: re.Match[str], asked: Asked) -> Found:
    """除夕, 2027年除夕, 去年除夕: the last day of a lunar year."""
    return _of_year(LunarDay(0, LAST_MONTH, LAST_DAY), said, asked)


def new_year_days(said: re.Match[str], asked: Asked) -> Found | None:
    """大年初三, 明年年初五: a day of the first month."""
    day = number_said(said["day"])
    return None if day is None else _of_year(LunarDay(0, 1, day), said, asked)


def eve_in_lunar_year(said: re.Match[str], asked: Asked) -> Found:
    """农历2026年除夕: the day that ends that lunar year."""
    return _of_year(LunarDay(0, LAST_MONTH, LAST_DAY), said, asked, is_lunar_year=True)


def _of_year(wanted: LunarDay, said: re.Match[str], asked: Asked, is_lunar_year: bool = False) -> Found:
    """The lunar day in the year said, if that has one; in the nearest year in the direction asked if none is said."""
    year, step = year_of(said, asked), said["step"]
    if year is None:
        return _nearest(wanted, asked)
    days = list(dict.fromkeys(_days_of_year(wanted, year, step, asked, is_lunar_year)))
    allowed = [on for on in days if _is_allowed(on, asked)] if step else days
    days = allowed or days
    if not days:
        raise no_such_day(asked.text)
    if len(days) > 1:
        raise TwoReadings(asked.text, *sorted(days)[:2])
    return Found(days[0], "relative" if step else "absolute")


def _days_of_year(
    wanted: LunarDay, year: int, step: str | None, asked: Asked, is_lunar_year: bool
) -> Iterator[date]:
    """The days that can be meant: those in the solar year, and the one in the lunar year."""
    is_year_end = wanted.month == LAST_MONTH
    if not FIRST_LUNAR_YEAR < year <= LAST_LUNAR_YEAR:
        raise lunar_out_of_reach(asked.text)
    if not is_lunar_year:
        yield from (on for lunar in (year - 1, year) if (on := _day(wanted, lunar)) and on.year == year)
    if wanted.day == LAST_DAY and not step and not is_lunar_year:
        return
    lunar_year = _lunar_year(asked) + STEPS[step] if step and is_year_end else year
    on = _day(wanted, lunar_year)
    if on:
        yield on


def _lunar_year(asked: Asked) -> int:
    """The lunar year that today belongs to."""
    today = lunar_day(asked.today)
    if today is None:
        raise lunar_out_of_reach(asked.text)
    return today.year


def _day(wanted: LunarDay, year: int) -> date | None:
    return solar_day(replace(wanted, year=year))


def _is_allowed(on: date, asked: Asked) -> bool:
    """Whether the direction allows a day."""
    if asked.seeks_past:
        return on <= asked.today
    return asked.direction == "any" or on >= asked.today


def _nearest(wanted: LunarDay, asked: Asked) -> Found:
    """The nearest such day in the direction asked; a leap month waits for a year that has one.

    A 30th of a month that has only 29 days is refused: it may be that month's last day, or a 30th years away.
    """
    on = _nearest_day(wanted, asked)
    if wanted.day == LONGEST_MONTH and not wanted.is_leap:
        last = _nearest_day(replace(wanted, day=LAST_DAY), asked)
        if last != on:
            raise TwoReadings(asked.text, *sorted((last, on)))
    return Found(on, toward(asked, "lunar date"))


def _nearest_day(wanted: LunarDay, asked: Asked) -> date:
    year = _lunar_year(asked)
    years: Iterable[int] = (
        range(year, FIRST_LUNAR_YEAR - 1, -1) if asked.seeks_past else range(year, LAST_LUNAR_YEAR + 1)
    )
    for one in years:
        on = _day(wanted, one)
        if on and (on <= asked.today if asked.seeks_past else on >= asked.today):
            return on
    raise no_such_day(asked.text)


def either_calendar(said: re.Match[str], asked: Asked) -> Found | None:
    """Refuses 八月十五 and 三月三, which are 15 August or the 15th of the eighth lunar month."""
    month, day = number_said(said["month"]), number_said(said["day"])
    if month is None or day is None or not (1 <= month <= LAST_MONTH and 1 <= day <= LONGEST_MONTH):
        return None
    wanted, year = LunarDay(0, month, day), year_of(said, asked)
    lunar_on = _nearest_day(wanted, asked) if year is None else _of_year(wanted, said, asked).on
    solar = open_month_day(asked, month, day).on if year is None else date_in(asked, year, month, day)
    raise TwoReadings(asked.text, solar, lunar_on)


def small_new_year(said: re.Match[str], asked: Asked) -> Found:
    """Refuses 小年, which is the 23rd of the twelfth month in the north and the 24th in the south."""
    north, south = (_of_year(LunarDay(0, LAST_MONTH, day), said, asked) for day in (23, 24))
    raise TwoReadings(asked.text, north.on, south.on)


def english_lunar_date(said: re.Match[str], asked: Asked) -> Found:
    """ "lunar 8-15", "lunar 2026-08-15", "15th of the 8th lunar month": in that lunar year, or the nearest."""
    month, day = int(said["month"]), int(said["day"])
    if not (1 <= month <= LAST_MONTH and 1 <= day <= LONGEST_MONTH):
        raise no_such_day(asked.text)
    return _of_year(LunarDay(0, month, day, bool(said["leap"])), said, asked, is_lunar_year=True)


_LUNAR = "(?:农历|阴历|旧历|夏历)"
_FIGURES = "[一二三四五六七八九十]{1,3}"
_ORDINAL = "(?:st|nd|rd|th)?"
_NO_YEAR = "(?P<year>)(?P<step>)"

_MONTH_DAY = (
    f"(?P<before>{_LUNAR})?{ZH_YEAR}?的?(?P<within>{_LUNAR})?(?P<leap>闰)?(?P<month>[正冬腊]|{NUMBER})月"
    f"(?P<first>初)?(?P<day>{NUMBER})(?P<ending>[日号])?"
)

LUNAR_DAYS: Grammar = (
    (_MONTH_DAY, lunar_date),
    (f"{ZH_YEAR}?的?大?年初(?P<day>[一二三四五六七八九十])", new_year_days),
    (f"{_LUNAR}{ZH_YEAR}的?(?:除夕|大年三十|年三十)", eve_in_lunar_year),
    (f"{ZH_YEAR}?的?小年", small_new_year),
    (f"{ZH_YEAR}?的?(?P<month>{_FIGURES})月(?P<day>{_FIGURES})", either_calendar),
    (
        "lunar (?:(?P<year>[0-9]{4})-)?(?P<leap>leap )?(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})(?P<step>)",
        english_lunar_date,
    ),
    (
        f"(?:the )?(?P<day>[0-9]{{1,2}}){_ORDINAL}(?: day)? of the (?P<leap>leap )?"
        f"(?P<month>[0-9]{{1,2}}){_ORDINAL} lunar month{_NO_YEAR}",
        english_lunar_date,
    ),
)


@frozen
class MonthDay:
    """A month and a day as said: whether only the lunar calendar can be meant, and whether 日 or 号 ends it."""

    month: int
    day: int
    year: int | None
    is_lunar: bool
    is_leap: bool
    has_ending: bool


def month_day_said(text: str) -> MonthDay | None:
    """The month and day that Chinese words name, of a year in figures or of none; None if they name none."""
    said = re.fullmatch(_MONTH_DAY, plain_words(text))
    if said is None or said["step"] or len(said["year"] or "four") != 4:
        return None
    month, day = _month(said["month"]), number_said(said["day"])
    if month is None or day is None or (said["first"] and day > LAST_OF_FIRST_TEN):
        return None
    year = year_said(said["year"]) if said["year"] else None
    return MonthDay(month, day, year, _is_marked(said), bool(said["leap"]), bool(said["ending"]))
