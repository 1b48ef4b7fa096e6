"""Days that are told by a date: ISO, numeric, "3 march", 2026年11月3日, "the 3rd", 上个月5号."""

import re

from visitlog.model.when_calendar import (
    date_in,
    last_of_month,
    month_away,
    open_date,
    open_day_of_month,
    open_month_day,
)
from visitlog.model.when_found import Asked, Found, Grammar
from visitlog.model.when_refusals import TwoReadings, no_such_day, short_year
from visitlog.model.when_words import MONTH, MONTHS, NUMBER, STEPS, number_said, year_said
from visitlog.model.years import A_LEAP_YEAR, real_date

_EN_DAY = "(?P<day>[0-9]{1,2})(?:st|nd|rd|th)?"
EN_YEAR = "(?:[ -](?:(?P<year>[0-9]{4}|[0-9]{2})|(?P<step>last|this|next) year))?"
_ZH_FIGURES = "[0-9]{4}|[0-9]{2}|[〇一二三四五六七八九]{4}|[〇一二三四五六七八九]{2}"
ZH_YEAR = f"(?:(?P<year>{_ZH_FIGURES})年|(?P<step>[前去今本明后])年)"
_ZH_DAY = f"(?P<day>{NUMBER})[号日]"


def year_first(said: re.Match[str], asked: Asked) -> Found:
    """2026-11-03, 2026/11/3, 20261103: year, month and day in that order, whatever the user's order."""
    return Found(date_in(asked, int(said["year"]), int(said["month"]), int(said["day"])), "absolute")


def numeric(said: re.Match[str], asked: Asked) -> Found:
    """03/04/2025, 25.12.2026, 3/4: what only one order makes a day, or what the user's order says."""
    if said["year"] and len(said["year"]) == 2:
        raise short_year(asked.text)
    year = int(said["year"]) if said["year"] else None
    first, second = int(said["first"]), int(said["second"])
    day_first, month_first = _possible(asked, year, second, first), _possible(asked, year, first, second)
    ordered = _in_users_order(asked, year, day_first, month_first)
    if ordered:
        return ordered
    readings = list(dict.fromkeys(found for found in (day_first, month_first) if found))
    if not readings:
        raise no_such_day(asked.text)
    if len(readings) == 2:
        raise TwoReadings(asked.text, readings[0].on, readings[1].on)
    if said["mark"] == "." and year is None:
        _refuse_clock_like(said, asked, readings[0])
    return readings[0]


def _possible(asked: Asked, year: int | None, month: int, day: int) -> Found | None:
    """The day that this month and day make, or None if there is none."""
    if not real_date(year or A_LEAP_YEAR, month, day):
        return None
    return dated(asked, year, month, day)


def _in_users_order(
    asked: Asked, year: int | None, day_first: Found | None, month_first: Found | None
) -> Found | None:
    """The reading that the user's order of dates picks; year-month-day says nothing of a year at the end."""
    if asked.date_order == "dmy":
        return day_first
    if asked.date_order == "mdy" or (asked.date_order == "ymd" and year is None):
        return month_first
    return None


def _refuse_clock_like(said: re.Match[str], asked: Asked, found: Found) -> None:
    """Refuses 10.30, which is a day or a time."""
    hour, minute = int(said["first"]), int(said["second"])
    if hour < 24 and minute < 60 and len(said["second"]) == 2:
        raise TwoReadings(asked.text, found.on, f"{asked.today} {hour:02}:{minute:02}")


def dated(asked: Asked, year: int | None, month: int, day: int) -> Found:
    """The day of a month, of that year or, without one, of the nearest year in the direction asked."""
    if year is None:
        return open_month_day(asked, month, day)
    return Found(date_in(asked, year, month, day), "absolute")


def english_date(said: re.Match[str], asked: Asked) -> Found:
    """ "3 march", "march 3, 2026", "3rd of march last year"."""
    return _in_said_year(said, asked, MONTHS[said["month"]], int(said["day"]))


def chinese_date(said: re.Match[str], asked: Asked) -> Found | None:
    """3月3日, 十一月三号, 2026年11月3日, 二〇二六年十一月三日, 去年3月3日."""
    month, day = number_said(said["month"]), number_said(said["day"])
    return None if month is None or day is None else _in_said_year(said, asked, month, day)


def _in_said_year(said: re.Match[str], asked: Asked, month: int, day: int) -> Found:
    """The day of a month in the year said: in figures, as "last year", or not at all."""
    year = year_of(said, asked)
    found = dated(asked, year, month, day)
    return Found(found.on, "relative") if said["step"] else found


def year_of(said: re.Match[str], asked: Asked) -> int | None:
    """The year said, None if none is."""
    if said["step"]:
        return asked.today.year + STEPS[said["step"]]
    if said["year"] and len(said["year"]) == 2:
        raise short_year(asked.text)
    return year_said(said["year"]) if said["year"] else None


def day_of_month(said: re.Match[str], asked: Asked) -> Found | None:
    """ "the 3rd", 5号: of the nearest month in the direction asked; "the 3rd of next month", 上个月5号."""
    day = number_said(said["day"])
    if day is None:
        return None
    if not said["step"]:
        return open_day_of_month(asked, day)
    return Found(date_in(asked, *month_away(asked, STEPS[said["step"]]), day), "relative")


def end_of_named_month(said: re.Match[str], asked: Asked) -> Found | None:
    """ "end of march", "end of march 2027", 3月底, 明年3月底: the last day of that month."""
    month = MONTHS.get(said["month"]) or number_said(said["month"])
    if month is None:
        return None
    if not 1 <= month <= 12:
        raise no_such_day(asked.text)
    year = year_of(said, asked)
    if year is not None:
        return Found(last_of_month(asked, year, month), "relative" if said["step"] else "absolute")
    step = -1 if asked.seeks_past else 1
    years = (asked.today.year, asked.today.year + step)
    return open_date(asked, (last_of_month(asked, year, month) for year in years), "month-day")


def end_of_year(said: re.Match[str], asked: Asked) -> Found:
    """ "end of the year", 年底, 明年底, 2027年底: 31 December of that year."""
    year = year_of(said, asked)
    on = date_in(asked, asked.today.year if year is None else year, 12, 31)
    return Found(on, "absolute" if said["year"] else "relative")


ISO: Grammar = (
    (r"(?P<year>[0-9]{4})([-/.])(?P<month>[0-9]{1,2})\2(?P<day>[0-9]{1,2})", year_first),
    ("(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})", year_first),
)

DATES: Grammar = (
    *ISO,
    (
        r"(?P<first>[0-9]{1,2})(?P<mark>[-/.])(?P<second>[0-9]{1,2})(?:\2(?P<year>[0-9]{4}|[0-9]{2}))?",
        numeric,
    ),
    (rf"(?:the )?{_EN_DAY}[ -]?(?:of )?(?P<month>{MONTH})\.?{EN_YEAR}", english_date),
    (rf"(?P<month>{MONTH})\.?[ -]?(?:the )?{_EN_DAY}{EN_YEAR}", english_date),
    (f"{ZH_YEAR}?(?P<month>{NUMBER})月{_ZH_DAY}", chinese_date),
    ("(?:the )?(?P<day>[0-9]{1,2})(?:st|nd|rd|th)(?: of (?P<step>last|this|next) month)?", day_of_month),
    (f"(?:(?P<step>上上|下下|[上下本这])(?:一?个)?月的?)?{_ZH_DAY}", day_of_month),
)

ENDS: Grammar = (
    (rf"(?:the )?end of (?P<month>{MONTH}){EN_YEAR}", end_of_named_month),
    (f"{ZH_YEAR}?(?P<month>{NUMBER})月[底末]", end_of_named_month),
    ("(?:the )?end of (?:(?P<step>the|last|this|next) )?year(?P<year>)", end_of_year),
    (f"(?:{ZH_YEAR}年?|年)[底末]", end_of_year),
)
