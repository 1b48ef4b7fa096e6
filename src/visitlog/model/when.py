"""From what was typed, in English or Chinese, to a day, a time, a length of time or a month.

What the words leave open, the direction fills in: "past" with the latest such day, "future" with the
coming one, today counting on both sides; "any" like "future". What says outright on which side it lies
("tomorrow", 三天前, a full date) is refused where the direction forbids that side; "any" forbids none.
Days are compared, not hours.

"next friday" is that of next week, "last friday" and 上周五 that of the week before this one; weeks start
on Monday. A part of the day ("this afternoon") is no time. What can be read in two ways is refused with
both, so is "before friday" (is the friday in?), "weekend", and 3:30 without am or pm.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time

from visitlog.model.errors import Misuse, UnreadableWhen
from visitlog.model.frozen import frozen
from visitlog.model.when_calendar import Span, moved
from visitlog.model.when_clock import Clock, read_clock
from visitlog.model.when_days import day_said
from visitlog.model.when_deadlines import SPANS_AHEAD, day_before_which, day_of_deadline
from visitlog.model.when_found import Asked, DateOrder, Direction, Found, first_found
from visitlog.model.when_refusals import (
    TwoReadings,
    as_shown,
    deadline_in_past,
    lies_ahead,
    lies_behind,
    misspelt_day,
    no_such_day,
    only_a_length,
    out_of_reach,
    time_skipped,
    unreadable_day,
)
from visitlog.model.when_spans import read_duration, read_period, span_said
from visitlog.model.when_words import DAYS_FROM_TODAY, plain_words, respelt
from visitlog.model.years import FIRST_YEAR, LAST_YEAR

__all__ = [
    "DateOrder",
    "Direction",
    "Moment",
    "TwoReadings",
    "UnreadableWhen",
    "read_day",
    "read_duration",
    "read_period",
    "read_when",
]


@frozen
class Moment:
    """What was understood: a day, and its time and the end of the span where they were said.

    `at` is None when no hour was said. `end` is the last day of a span ("within 3 days", 本周内), and then
    `on` is that day too. `text` is what was typed. `reading` is how it was taken: "absolute", "relative",
    "deadline", "time today", or "weekday", "day of month", "month-day" followed by ", past" or ", future".
    """

    on: date
    at: time | None
    end: date | None
    text: str
    reading: str


def read_when(text: str, now: datetime, direction: Direction, date_order: DateOrder | None = None) -> Moment:
    """The moment that the text means, said at `now`.

    Of an aware `now` only the wall clock counts; a time that its zone skips on that day is refused, one
    that comes twice is the first. Raises UnreadableWhen for words that are no day, TwoReadings for those that
    are two, Misuse for days that don't exist, lie outside 1900 to 2100 or on the wrong side of today.
    """
    asked = Asked(as_shown(text), now.date(), direction, date_order)
    if not FIRST_YEAR <= asked.today.year <= LAST_YEAR:
        raise out_of_reach(str(asked.today))
    moment = _day_at_once(asked)
    if not moment:
        words = plain_words(text)
        moment = _day_and_time(words, asked, now) or _deadline(words, asked, now)
    if not moment:
        raise _unreadable(text, words, asked, now)
    _refuse_wrong_side(moment, asked)
    _refuse_skipped_time(moment, now)
    return moment


def read_day(text: str, now: datetime, direction: Direction, date_order: DateOrder | None = None) -> date:
    """The day that the text means, said at `now`; a time is dropped. Raises what read_when raises."""
    return read_when(text, now, direction, date_order).on


def _unreadable(text: str, words: str, asked: Asked, now: datetime) -> UnreadableWhen:
    """Why the words are no day: a length of time, or a word that is spelt nearly as one that is known."""
    if span_said(words):
        return only_a_length(text)
    near = respelt(words)
    try:
        is_day = near is not None and _day_and_time(near, replace(asked, direction="any"), now) is not None
    except Misuse:
        is_day = False
    return misspelt_day(text, near) if near is not None and is_day else unreadable_day(text)


def _day_at_once(asked: Asked) -> Moment | None:
    """The day most often typed, an ISO day or a word like "yesterday", without the cost of any grammar."""
    typed = asked.text.strip().lower()
    if typed in DAYS_FROM_TODAY:
        on = moved(asked, asked.today, Span(days=DAYS_FROM_TODAY[typed]))
        return Moment(on, None, None, asked.text, "relative")
    try:
        iso_day = date.fromisoformat(typed) if re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", typed) else None
    except ValueError:
        raise no_such_day(asked.text) from None
    return Moment(iso_day, None, None, asked.text, "absolute") if iso_day else None


def _day_and_time(words: str, asked: Asked, now: datetime) -> Moment | None:
    """The day that the words are, with a time or without; None if none, a refusal if two."""
    clock_first = re.fullmatch(r"((?:at )?(?:[0-9:.]+(?: ?[ap]\.?m\.?| o'?clock)?|noon)) (?:on )?(.+)", words)
    moments = list(_readings(words, asked, now))
    if clock_first and read_clock(clock_first[1]):
        moments += _readings(f"{clock_first[2]} at {clock_first[1].removeprefix('at ')}", asked, now)
    different = list({(moment.on, moment.at): moment for moment in moments}.values())
    if len(different) > 1:
        raise TwoReadings(asked.text, _told(different[0]), _told(different[1]))
    return different[0] if different else None


def _readings(words: str, asked: Asked, now: datetime) -> Iterator[Moment]:
    """Every way to read the words as a day, a day with a time after it, or a time of today."""
    for cut in range(len(words) + 1):
        day, clock_words = words[:cut].rstrip(), words[cut:]
        clock = read_clock(clock_words) if _may_cut(words, cut) else None
        if clock and not day:
            yield from _times_today(clock, asked, now)
        elif day and (clock or not clock_words):
            found = day_said(day, asked)
            if found:
                yield from _moments(found, clock, asked)


def _may_cut(words: str, cut: int) -> bool:
    """Whether a time may begin there: "march 13pm" is not march 1 at 3pm."""
    if cut == len(words) or words[cut] == " ":
        return False
    around = words[cut - 1 : cut + 1]
    return cut == 0 or not (around.isascii() and around.isalnum())


def _moments(found: Found, clock: Clock | None, asked: Asked) -> Iterator[Moment]:
    """The day found at each of the times that the clock can mean."""
    if not clock or not clock.readings:
        yield Moment(found.on, None, None, asked.text, found.reading)
        return
    for later, at in clock.readings:
        yield Moment(moved(asked, found.on, Span(days=later)), at, None, asked.text, found.reading)


def _times_today(clock: Clock, asked: Asked, now: datetime) -> Iterator[Moment]:
    """A time without a day: today's, and also the next day's (or yesterday's) if today's can't be meant."""
    today = Found(asked.today, "time today")
    yield from _moments(today, clock, asked) if clock.readings else ()
    for _, at in clock.readings:
        this_minute = now.time().replace(second=0, microsecond=0)
        is_wrong = at > this_minute if asked.seeks_past else asked.direction == "future" and at < this_minute
        if is_wrong and len(clock.readings) == 1:
            days = Span(days=-1 if asked.seeks_past else 1)
            yield from _moments(replace(today, on=moved(asked, asked.today, days)), clock, asked)


def _told(moment: Moment) -> date | str:
    """A reading as a refusal names it."""
    return moment.on if moment.at is None else f"{moment.on} {moment.at:%H:%M}"


def _deadline(words: str, asked: Asked, now: datetime) -> Moment | None:
    """The last day of a span to come, or the day by which; None if the words are no deadline."""
    ahead = replace(asked, direction="future") if asked.seeks_past else asked
    span = first_found(SPANS_AHEAD, words, ahead)
    if span:
        moment: Moment | None = Moment(span.on, None, span.on, asked.text, span.reading)
    else:
        moment = _day_due(words, ahead, now)
    if moment and asked.seeks_past:
        raise deadline_in_past(asked.text)
    return moment


def _day_due(words: str, asked: Asked, now: datetime) -> Moment | None:
    """The day of "by friday" or 周五前; "before friday" is refused, since that day may count or not."""
    before = day_before_which(words)
    day = before or day_of_deadline(words)
    moment = _day_and_time(day, asked, now) if day else None
    if moment and before:
        raise TwoReadings(asked.text, moved(asked, moment.on, Span(days=1), -1), moment.on)
    return replace(moment, reading="deadline") if moment else None


def _refuse_wrong_side(moment: Moment, asked: Asked) -> None:
    """Refuses a day outside the years known, or on the side of today that the direction forbids."""
    if not FIRST_YEAR <= moment.on.year <= LAST_YEAR:
        raise out_of_reach(asked.text)
    if asked.direction == "past" and moment.on > asked.today:
        raise lies_ahead(asked.text, moment.on)
    if asked.direction == "future" and moment.on < asked.today:
        raise lies_behind(asked.text, moment.on)


def _refuse_skipped_time(moment: Moment, now: datetime) -> None:
    """Refuses a time that the clocks of an aware `now` jump over on that day."""
    if moment.at is None or now.utcoffset() is None:
        return
    said = datetime.combine(moment.on, moment.at)
    there = said.replace(tzinfo=now.tzinfo).astimezone(UTC).astimezone(now.tzinfo)
    if there.replace(tzinfo=None) != said:
        raise time_skipped(moment.text, moment.on, moment.at)
