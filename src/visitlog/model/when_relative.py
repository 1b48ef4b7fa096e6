"""Days that are told from today: "3 days ago", "next friday", 上周三, "end of month"."""

import re
from dataclasses import replace

from visitlog.model.when_calendar import (
    Span,
    last_of_month,
    month_away,
    moved,
    open_day_of_month,
    weekday_in_week,
)
from visitlog.model.when_found import Asked, Found, Grammar, toward
from visitlog.model.when_refusals import TwoReadings
from visitlog.model.when_spans import span_said
from visitlog.model.when_words import (
    DAYS_FROM_TODAY,
    NUMBER,
    STEPS,
    WEEKDAY,
    WEEKDAYS,
    ZH_WEEK,
    ZH_WEEKDAY,
    number_said,
)

_ZH_STEP = "(?P<step>上上|下下|[上下本这])(?:一?个|一)?"


def named_day(said: re.Match[str], asked: Asked) -> Found | None:
    """ "today", "the day before yesterday", 大后天."""
    days = DAYS_FROM_TODAY.get(said[0])
    return None if days is None else Found(moved(asked, asked.today, Span(days=days)), "relative")


def span_ago(said: re.Match[str], asked: Asked) -> Found | None:
    """ "3 days ago", 三天前, 半年以前: always the past."""
    return _span_away(said["span"], asked, -1)


def span_ahead(said: re.Match[str], asked: Asked) -> Found | None:
    """ "in a month", "two weeks from now", 两周后."""
    return _span_away(said["span"], asked, 1)


def signed_span(said: re.Match[str], asked: Asked) -> Found | None:
    """+3d, -2w, +1m: a calendar month, as in "in a month"."""
    return _span_away(said["span"], asked, -1 if said["sign"] == "-" else 1)


def _span_away(words: str, asked: Asked, sign: int) -> Found | None:
    """The day that lies a span from today."""
    span = span_said(words)
    return Found(moved(asked, asked.today, span, sign), "relative") if span else None


def days_or_date_before(said: re.Match[str], asked: Asked) -> Found | None:
    """3日前: three days ago, or by the 3rd; only a number that is no day of a month has one reading."""
    days = number_said(said["days"])
    if days is None:
        return None
    ago = Found(moved(asked, asked.today, Span(days=days), -1), "relative")
    if 1 <= days <= 31:
        raise TwoReadings(asked.text, ago.on, open_day_of_month(replace(asked, direction="future"), days).on)
    return ago


def bare_weekday(said: re.Match[str], asked: Asked) -> Found:
    """ "friday", 周五: the latest or the coming one in the direction asked; today counts."""
    away = WEEKDAYS[said["weekday"]] - asked.today.weekday()
    days = -(-away % 7) if asked.seeks_past else away % 7
    return Found(moved(asked, asked.today, Span(days=days)), toward(asked, "weekday"))


def weekday_of_week(said: re.Match[str], asked: Asked) -> Found:
    """ "next friday", "friday last week", 上周三, 下下周三: of that week, whatever weekday it is today."""
    return Found(weekday_in_week(asked, WEEKDAYS[said["weekday"]], STEPS[said["step"]]), "relative")


def weekend(said: re.Match[str], asked: Asked) -> Found:
    """Refuses "weekend" and 周末, which are two days."""
    weeks = STEPS[said["step"]] if said["step"] else 0
    raise TwoReadings(asked.text, weekday_in_week(asked, 5, weeks), weekday_in_week(asked, 6, weeks))


def end_of_week(said: re.Match[str], asked: Asked) -> Found:
    """Refuses "end of the week", which is Friday to some and Sunday to others."""
    weeks = STEPS[said["step"] or "this"]
    raise TwoReadings(asked.text, weekday_in_week(asked, 4, weeks), weekday_in_week(asked, 6, weeks))


def same_day_there(said: re.Match[str], asked: Asked) -> Found:
    """ "next week", 上个月, 明年: the same day there, or the last one of a shorter month."""
    step = STEPS[said["step"]]
    if said["unit"] in ("week", "周", "星期", "礼拜"):
        span = Span(days=7)
    else:
        span = Span(months=1) if said["unit"] in ("month", "月") else Span(years=1)
    times = Span(span.years * abs(step), span.months * abs(step), span.days * abs(step))
    return Found(moved(asked, asked.today, times, -1 if step < 0 else 1), "relative")


def end_of_month(said: re.Match[str], asked: Asked) -> Found:
    """ "end of month", "end of next month", 月底, 下月底: the last day of that month."""
    step = STEPS[said["step"] or "this"]
    return Found(last_of_month(asked, *month_away(asked, step)), "relative")


RELATIVE: Grammar = (
    (".+", named_day),
    (f"(?P<weekday>{WEEKDAY})", bare_weekday),
    (f"{ZH_WEEK}(?P<weekday>{ZH_WEEKDAY})", bare_weekday),
    (f"(?P<step>last|this|next) (?P<weekday>{WEEKDAY})", weekday_of_week),
    (f"(?P<weekday>{WEEKDAY}) (?:of )?(?P<step>last|this|next) week", weekday_of_week),
    (f"(?P<step>last|this|next) week (?:on )?(?P<weekday>{WEEKDAY})", weekday_of_week),
    (f"{_ZH_STEP}{ZH_WEEK}(?:的?{ZH_WEEK})?(?P<weekday>{ZH_WEEKDAY})", weekday_of_week),
    ("(?P<step>last|next) (?P<unit>week|month|year)", same_day_there),
    (f"(?P<step>上上|下下|[上下])(?:一?个|一)?(?P<unit>{ZH_WEEK}|月)", same_day_there),
    ("(?P<step>[前去明后])(?P<unit>年)", same_day_there),
    ("(?P<span>.+) ago", span_ago),
    ("(?P<span>.+) from (?:now|today)", span_ahead),
    ("in (?P<span>.+?)(?:(?:'s?)? time)?", span_ahead),
    ("(?P<sign>[+-]) ?(?P<span>[0-9].*)", signed_span),
    (f"(?P<days>{NUMBER})日(?:之前|以前|前)", days_or_date_before),
    ("(?P<span>.+?)(?:之前|以前|前)", span_ago),
    ("(?P<span>.+?)(?:之后|以后|后)", span_ahead),
    ("(?:the )?end of (?:(?P<step>the|last|this|next) )?month", end_of_month),
    (f"(?:{_ZH_STEP})?月[底末]", end_of_month),
    ("(?:the )?end of (?:(?P<step>the|last|this|next) )?week", end_of_week),
    ("(?:(?:the|(?P<step>last|this|next)) )?weekend", weekend),
    (f"(?:{_ZH_STEP})?周末", weekend),
)
