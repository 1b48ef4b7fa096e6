"""When it suits somebody: from "weekday evenings" or 周末上午 to days of the week and hours.

Phrases may be joined (and, or, commas, 和, 、) and each has its own hours. Days named by themselves share the
hours of the named day after them ("mon and wed evenings"), an hour by itself the days of the phrase before
it ("sat mornings or evenings"), or after it ("mornings and evenings on weekends").

An hour that can be of the morning or the evening is the one at which people can be called on, from 7:00 to
21:00: 9-11, 3点. Where both are ("after 7", 8点), as everywhere that words leave two readings, the text is not
understood. A part of the day said with a clock time bounds it: "evenings after 19:00" end at 21:00.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import groupby

from visitlog.model.best_time_hours import Hours, hours_said
from visitlog.model.best_time_words import (
    ALL_DAY,
    EVERY_DAY,
    WEEKEND,
    WORKDAYS,
    Joiner,
    Part,
    Span,
    Weekdays,
    Word,
    words_said,
)
from visitlog.model.calendars import DayKind
from visitlog.model.frozen import frozen


@frozen
class Slot:
    """Hours that suit on days of the week (0 for Monday); the end is not in it, 23:59 is an open one.

    All five days from Monday are workdays, Saturday with Sunday the weekend, whatever the calendar makes of them.
    """

    weekdays: Weekdays
    start: time
    end: time

    def falls_on(self, day: date, kind: DayKind) -> bool:
        """Whether it is for such a day: a holiday is weekend, a make-up workday workday; a named day is itself."""
        like_it, unlike_it = (WEEKEND, WORKDAYS) if kind in ("weekend", "holiday") else (WORKDAYS, WEEKEND)
        if like_it <= self.weekdays:
            return True
        is_only_of_the_other_kind = unlike_it <= self.weekdays and day.weekday() in unlike_it
        return day.weekday() in self.weekdays and not is_only_of_the_other_kind


def read_best_time(text: str) -> tuple[Slot, ...]:
    """The slots that the text means, in the order said; none if any of it is not understood."""
    words = words_said(text)
    phrases = _phrases(words) if words else None
    if not phrases:
        return ()
    slots = [
        Slot(phrase.weekdays or EVERY_DAY, start, end)
        for phrase in _taken_from_before(_taken_from_after(_refined_after_commas(phrases)))
        for start, end in phrase.hours or (ALL_DAY[:2],)
    ]
    return tuple(dict.fromkeys(slots))


def suits(texts: Sequence[str], day: date, at: time | None, kind: DayKind) -> bool | None:
    """Whether that day, at that time if there is one, suits; None if nothing that is understood is said."""
    slots = _slots(texts)
    if not slots:
        return None
    return any(slot.falls_on(day, kind) and (at is None or slot.start <= at < slot.end) for slot in slots)


def slot_on(texts: Sequence[str], day: date, kind: DayKind) -> Hours | None:
    """The earliest hours that suit on that day; None if none do, or nothing is understood."""
    return _earliest(_slots(texts), day, kind)


def next_suitable(
    texts: Sequence[str],
    kind_of: Callable[[date], DayKind],
    first: date,
    days: int,
    since: time = time.min,
) -> tuple[date, time, time] | None:
    """The first of so many days, `first` among them, that suits, from when until when; None if none does.

    On the first day only hours count that are not over at `since`; they may have begun.
    """
    slots = _slots(texts)
    for later in range(min(days, (date.max - first).days + 1) if slots else 0):
        day = first + timedelta(days=later)
        hours = _earliest(slots, day, kind_of(day), time.min if later else since)
        if hours:
            return day, *hours
    return None


def _slots(texts: Sequence[str]) -> tuple[Slot, ...]:
    return tuple(slot for text in texts for slot in read_best_time(text))


def _earliest(slots: Sequence[Slot], day: date, kind: DayKind, since: time = time.min) -> Hours | None:
    hours = ((slot.start, slot.end) for slot in slots if slot.end > since and slot.falls_on(day, kind))
    return min(hours, default=None)


@frozen
class _Phrase:
    """Days and hours said together, either may be missing."""

    weekdays: Weekdays | None
    hours: tuple[Hours, ...]
    ends_in_days: bool = False
    is_after_comma: bool = False

    @property
    def is_named(self) -> bool:
        """Whether its days are single ones, not workdays, weekends or all."""
        return self.weekdays is not None and not (self.weekdays >= WORKDAYS or self.weekdays >= WEEKEND)


def _phrases(words: Sequence[Word]) -> list[_Phrase] | None:
    """The phrases that the words are; None if one can't be put together."""
    phrases: list[_Phrase] = []
    is_after_comma = False
    for is_joiner, group in groupby(words, lambda word: isinstance(word, Joiner)):
        said = list(group)
        if is_joiner:
            is_after_comma = said == [Joiner(is_comma=True)]
            continue
        together = _said_together(said)
        if not together:
            return None
        phrases += [replace(together[0], is_after_comma=is_after_comma), *together[1:]]
    return phrases


def _said_together(words: Sequence[Word]) -> list[_Phrase] | None:
    """The phrases between two joiners: days with their hours, again and again, or hours with their days."""
    phrases: list[_Phrase] = []
    for is_days, group in groupby(words, lambda word: isinstance(word, frozenset)):
        said = list(group)
        last = phrases[-1] if phrases else _Phrase(None, ())
        if is_days:
            weekdays = frozenset[int]().union(*(word for word in said if isinstance(word, frozenset)))
            if phrases and last.weekdays is None:
                phrases = [replace(last, weekdays=weekdays, ends_in_days=True)]
            else:
                phrases.append(_Phrase(weekdays, ()))
            continue
        hours = hours_said([word for word in said if isinstance(word, Part | Span)])
        if not hours or last.hours:
            return None
        phrases[-1:] = [replace(last, hours=hours)]
    return phrases


def _refined_after_commas(phrases: Sequence[_Phrase]) -> list[_Phrase]:
    """The phrases, a day and an hour with only a comma between them made one: "sat, 9-11"."""
    refined: list[_Phrase] = []
    for phrase in phrases:
        last = refined[-1] if refined else None
        if not last or not phrase.is_after_comma:
            refined.append(phrase)
        elif last.weekdays and not last.hours and not phrase.weekdays:
            refined[-1] = replace(last, hours=phrase.hours)
        elif phrase.weekdays and not phrase.hours and not last.weekdays:
            refined[-1] = replace(last, weekdays=phrase.weekdays, ends_in_days=True)
        else:
            refined.append(phrase)
    return refined


def _taken_from_after(phrases: Sequence[_Phrase]) -> list[_Phrase]:
    """The phrases, the hours or days that one leaves out taken over from those after it."""
    taken: list[_Phrase] = []
    for phrase in reversed(phrases):
        after = taken[-1] if taken else _Phrase(None, ())
        if phrase.is_named and not phrase.hours and after.is_named and not after.ends_in_days:
            taken.append(replace(phrase, hours=after.hours))
        elif not phrase.weekdays and after.ends_in_days:
            taken.append(replace(phrase, weekdays=after.weekdays, ends_in_days=True))
        else:
            taken.append(phrase)
    return taken[::-1]


def _taken_from_before(phrases: Sequence[_Phrase]) -> list[_Phrase]:
    """The phrases, the hours or days that one leaves out taken over from those before it."""
    taken: list[_Phrase] = []
    for phrase in phrases:
        before = taken[-1] if taken else _Phrase(None, ())
        if not phrase.weekdays and before.hours:
            taken.append(replace(phrase, weekdays=before.weekdays))
        elif phrase.is_named and not phrase.hours and before.is_named and before.ends_in_days:
            taken.append(replace(phrase, hours=before.hours, ends_in_days=True))
        else:
            taken.append(phrase)
    return taken
