"""From the words of a length of time ("3d", "two weeks", 半年) or of a month to what they mean."""

import re
from datetime import date, datetime

from visitlog.model.when_calendar import Span, date_in, last_of_month, month_away
from visitlog.model.when_found import Asked
from visitlog.model.when_refusals import (
    as_shown,
    duration_out_of_range,
    no_such_day,
    unreadable_duration,
    unreadable_period,
)
from visitlog.model.when_words import MONTH, MONTHS, STEPS, number_said, plain_words, year_said

DAYS_IN_MONTH, DAYS_IN_YEAR = 30, 365
LONGEST_DURATION = 36500

_DAY, _WEEK, _FORTNIGHT = Span(days=1), Span(days=7), Span(days=14)
_MONTH, _YEAR = Span(months=1), Span(years=1)

UNITS = {
    **dict.fromkeys(("d", "day", "days", "天"), _DAY),
    **dict.fromkeys(("w", "wk", "wks", "week", "weeks", "周", "星期", "个星期", "礼拜", "个礼拜"), _WEEK),
    **dict.fromkeys(("fortnight", "fortnights"), _FORTNIGHT),
    **dict.fromkeys(("m", "mo", "month", "months", "个月"), _MONTH),
    **dict.fromkeys(("y", "yr", "yrs", "year", "years", "年"), _YEAR),
}

HALVES = {
    **dict.fromkeys(("half a year", "half year", "半年"), Span(months=6)),
    **dict.fromkeys(("half a month", "半个月"), Span(days=15)),
}

_SPAN = (
    "(?P<digits>[0-9]{1,9}) ?(?P<unit>[a-z]+|个?[^0-9a-z ]+)",
    "(?P<words>(?:[a-z]+[ -])?[a-z]+) (?P<unit>[a-z]+)",
    "(?P<words>两|[〇一二三四五六七八九十]{1,3})(?P<unit>.+)",
)


def span_said(words: str) -> Span | None:
    """The length of time that the words say, 日 not being a unit; None if they say none."""
    if words in HALVES:
        return HALVES[words]
    for form in _SPAN:
        said = re.fullmatch(form, words)
        if said and said["unit"] in UNITS:
            count, unit = number_said(said[1]), UNITS[said["unit"]]
            return None if count is None else Span(unit.years * count, unit.months * count, unit.days * count)
    return None


def read_duration(text: str) -> int:
    """The number of days that a length of time says: "3d", "two weeks", 半年, or a bare number of days.

    No calendar is needed: a week is 7 days, a month 30, half a month 15, half a year 180, a year 365.
    (A day told by a span, as in "in a month", goes by the calendar instead: read_when.)
    Raises Misuse for what is no length of time, and for less than 1 or more than 36500 days.
    """
    words = plain_words(text)
    unsigned = words.removeprefix("-").lstrip()
    days = re.fullmatch("(.+)日", unsigned)
    count = number_said(days[1] if days else unsigned) if unsigned not in ("a", "an") else None
    span = span_said(unsigned) if count is None else Span(days=count)
    if not span:
        raise unreadable_duration(text)
    length = span.years * DAYS_IN_YEAR + span.months * DAYS_IN_MONTH + span.days
    if words != unsigned or not 1 <= length <= LONGEST_DURATION:
        raise duration_out_of_range(as_shown(text), LONGEST_DURATION)
    return length


_PERIODS = (
    r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})",
    "(?P<year>[0-9]{4}|[〇一二三四五六七八九]{4})年(?P<month>[0-9]{1,2}|[一二三四五六七八九十]{1,2})月份?",
    rf"(?P<month>{MONTH})\.? (?P<year>[0-9]{{4}})",
    "(?P<step>last|this|next) month",
    "(?P<step>上上|下下|[上下本这])(?:一?个)?月",
)


def read_period(text: str, now: datetime) -> tuple[date, date]:
    """The first and the last day of a month: "2026-10", "october 2026", 2026年10月, "last month", 上个月.

    Raises Misuse for anything else, a month without a year included.
    """
    words = plain_words(text)
    said = next(filter(None, (re.fullmatch(form, words) for form in _PERIODS)), None)
    if not said:
        raise unreadable_period(text)
    asked = Asked(as_shown(text), now.date(), "any", None)
    year, month = _month_said(said.groupdict(), asked)
    return date_in(asked, year, month, 1), last_of_month(asked, year, month)


def _month_said(said: dict[str, str | None], asked: Asked) -> tuple[int, int]:
    """The year and the month of a period."""
    step = said.get("step")
    if step:
        return month_away(asked, STEPS[step])
    month = MONTHS.get(said["month"] or "") or number_said(said["month"] or "")
    if month is None or not 1 <= month <= 12:
        raise no_such_day(asked.text)
    return year_said(said["year"] or ""), month
