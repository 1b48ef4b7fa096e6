"""From the clock times of a best time, beside a part of the day or not, to the hours that they mean."""

from collections.abc import Callable, Iterator, Sequence
from datetime import time
from typing import TypeVar

from visitlog.model.best_time_words import ALL_DAY, Clock, Part, Span

Hours = tuple[time, time]
"""From the first time up to the second, on one day."""

FIRST_CALL = time(7)
LAST_CALL = time(21)
"""Between these people can be called on, unless they say otherwise."""
OPEN_END = time(23, 59)

_Read = TypeVar("_Read", time, Hours)


def hours_said(words: Sequence[Part | Span]) -> tuple[Hours, ...] | None:
    """The hours that parts of the day and clock times mean, in the order said; None if one is not clear."""
    hours = [_hours(part, span) for part, span in _paired(words)]
    known = tuple(said for said in hours if said)
    return known if len(known) == len(hours) else None


def _paired(words: Sequence[Part | Span]) -> Iterator[tuple[Part | None, Span | None]]:
    """Each clock time with the part of the day before it, or else right after it ("9-11 in the morning")."""
    rest = list(words)
    while rest:
        match rest:
            case [Part() as part, Span() as span, *others]:
                yield part, span
            case [Span() as span, Part() as part, *others] if not (others and isinstance(others[0], Span)):
                yield part, span
            case [word, *others]:
                yield (word, None) if isinstance(word, Part) else (None, word)
        rest = others


def _hours(part: Part | None, span: Span | None) -> Hours | None:
    """The hours of a part of the day, of clock times, or of both; None if they have no one reading."""
    if not span:
        return (part.start, part.end) if part else None
    beside = None if part is ALL_DAY else part
    if span.how == "between":
        return _between(span, beside.hours if beside else None)
    said = _only(_readings(span.first, beside.hours if beside else None), _is_for_calls)
    hours = _bounded(span, said, beside) if said else None
    return hours if hours and hours[0] < hours[1] else None


def _bounded(span: Span, said: time, part: Part | None) -> Hours:
    """The hours after a time or before it, within the part of the day if there is one, or the hour from it on."""
    if span.how == "after":
        return said, part.end if part and said < part.end else OPEN_END
    if span.how == "before":
        earliest = FIRST_CALL if said > FIRST_CALL else time(0)
        return part.start if part and part.start < said else earliest, said
    return said, said.replace(hour=said.hour + 1) if said.hour < OPEN_END.hour else OPEN_END


def _between(span: Span, hours: range | None) -> Hours | None:
    """The hours from one time to the other: both of the half of the day said once, if they can be."""
    first, last = span.first, span.last
    if (first.is_24_hour or last.is_24_hour) and not (hours or first.hours or last.hours):
        first, last = first._replace(is_24_hour=True), last._replace(is_24_hour=True)
    known = first.hours or hours
    for first_hours, last_hours in ((known or last.hours, last.hours or known), (known, last.hours)):
        starts, ends = _readings(first, first_hours), _readings(last, last_hours)
        spans = [(start, end) for start in starts for end in ends if start < end]
        if spans:
            return _only(spans, lambda span: span[0] >= FIRST_CALL and span[1] <= LAST_CALL)
    return None


def _readings(clock: Clock, hours: range | None) -> list[time]:
    """The times that a clock time can be, in hours said beside it; its own am or pm comes first."""
    allowed = clock.hours or hours
    if clock.hour == 24:
        return [OPEN_END]
    if clock.hour > 12 or (clock.is_24_hour and not allowed):
        options = [clock.hour]
    else:
        options = [clock.hour, (clock.hour + 12) % 24]
    return [time(hour, clock.minute) for hour in options if not allowed or hour in allowed]


def _is_for_calls(at: time) -> bool:
    return FIRST_CALL <= at < LAST_CALL


def _only(readings: Sequence[_Read], is_likely: Callable[[_Read], bool]) -> _Read | None:
    """The one reading there is, or the one that is likely; None if that leaves two."""
    likely = readings if len(readings) == 1 else [reading for reading in readings if is_likely(reading)]
    return likely[0] if len(likely) == 1 else None
