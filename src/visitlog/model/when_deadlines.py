"""Deadlines: "within 3 days", 三天内, 本周内, and the words that make any day one ("by friday", 周五前)."""

import re

from visitlog.model.when_calendar import Span, date_in, last_of_month, month_away, moved, weekday_in_week
from visitlog.model.when_found import Asked, Found, Grammar
from visitlog.model.when_spans import span_said
from visitlog.model.when_words import NUMBER, STEPS, ZH_WEEK, number_said

_WITHIN = "(?:之内|以内|内)"
_GAP = "(?: |(?=[^a-z0-9]))"
"""Between English words, or before a Chinese one."""
_SUNDAY = 6


def within_span(said: re.Match[str], asked: Asked) -> Found | None:
    """ "within 3 days", 两周内: the last day is that long after today."""
    span = span_said(said["span"])
    return Found(moved(asked, asked.today, span), "deadline") if span else None


def within_days(said: re.Match[str], asked: Asked) -> Found | None:
    """三日内, where 日 can only mean days."""
    days = number_said(said["days"])
    return None if days is None else Found(moved(asked, asked.today, Span(days=days)), "deadline")


def within_week(said: re.Match[str], asked: Asked) -> Found:
    """ "within this week", 本周内, 下周内: the last day is the Sunday of that week."""
    return Found(weekday_in_week(asked, _SUNDAY, STEPS[said["step"]]), "deadline")


def within_month(said: re.Match[str], asked: Asked) -> Found:
    """ "within this month", 本月内, 下个月内: the last day is that of the month."""
    return Found(last_of_month(asked, *month_away(asked, STEPS[said["step"]])), "deadline")


def within_year(said: re.Match[str], asked: Asked) -> Found:
    """ "within this year", 年内, 明年内: the last day is 31 December."""
    return Found(date_in(asked, asked.today.year + STEPS[said["step"] or "this"], 12, 31), "deadline")


def within_today(_: re.Match[str], asked: Asked) -> Found:
    """今天内: today itself."""
    return Found(asked.today, "deadline")


SPANS_AHEAD: Grammar = (
    ("within (?:the next )?(?P<span>.+)", within_span),
    (f"(?P<span>.+?){_WITHIN}", within_span),
    (f"(?P<days>{NUMBER})日{_WITHIN}", within_days),
    ("within (?P<step>this|next) week", within_week),
    (f"(?P<step>[本这下])(?:一?个)?{ZH_WEEK}{_WITHIN}", within_week),
    ("within (?P<step>this|next) month", within_month),
    (f"(?P<step>[本这下])(?:一?个)?月{_WITHIN}", within_month),
    ("within (?P<step>this|next) year", within_year),
    (f"(?:(?P<step>[本今明])年|年){_WITHIN}", within_year),
    (f"今[天日]{_WITHIN}", within_today),
)


_WHOLE = f"(?:last|next) (?:week|month|year)|[上下]{{1,2}}(?:一?个|一)?(?:{ZH_WEEK}|月)|[前去明后]年"
"""A week, month or year: before it begins, or by the same day there? So no deadline."""


def day_of_deadline(words: str) -> str | None:
    """The words of the day by which something is due ("by friday", 周五前); None if there are none.

    That day counts. A day gone by, like 三天前, looks the same: it must be tried first.
    """
    said = re.fullmatch(f"by{_GAP}(.+)|(.+?)(?:之前|以前|前)", words)
    day = (said[1] or said[2]) if said else None
    return None if not day or re.fullmatch(_WHOLE, day) else day


def day_before_which(words: str) -> str | None:
    """The words of the day in "before friday", where that day may count or not; None if there are none."""
    said = re.fullmatch(f"before{_GAP}(.+)", words)
    return said[1] if said and not re.fullmatch(_WHOLE, said[1]) else None
