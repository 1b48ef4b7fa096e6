"""Why a day, a time or a span is not taken: one sentence each, saying what to write instead."""

from datetime import date, time

from visitlog.model.errors import N_, Misuse, UnreadableWhen

_LONGEST_SHOWN = 100


class TwoReadings(Misuse):
    """The words can be read in two ways, `first` and `second`: days, or a day with a time as text."""

    def __init__(self, text: str, first: date | str, second: date | str) -> None:
        sentence = N_('"{text}" can be read as {first} or as {second}; write the one you mean')
        super().__init__(sentence, text=text, first=first, second=second)
        self.text = text
        self.first = first
        self.second = second


def as_shown(text: str) -> str:
    """What was typed, fit for a sentence: cut if it is long, and safe to encode."""
    cut = text if len(text) <= _LONGEST_SHOWN else text[:40] + "…"
    return cut.encode("utf-8", "backslashreplace").decode("utf-8")


def unreadable_day(text: str) -> UnreadableWhen:
    """The refusal of words that are no day."""
    sentence = N_('I can\'t read "{text}" as a day; try 2026-11-03, "3 march", "last friday"')
    return UnreadableWhen(sentence, as_shown(text))


def misspelt_day(text: str, near: str) -> UnreadableWhen:
    """The refusal of words that would be a day if one of them were spelt as usual; it is offered, never taken."""
    sentence = N_('I can\'t read "{text}" as a day; did you mean "{near}"?')
    return _told(UnreadableWhen(sentence, as_shown(text), near=near))


def only_a_length(text: str) -> UnreadableWhen:
    """The refusal of a length of time where a day is wanted: it may lie ahead or behind."""
    shown = as_shown(text.strip())
    if not shown.isascii():
        sentence = N_('"{text}" is a length of time and not a day; write {text}后 or {text}前')
    elif shown[:1].isdigit() and " " not in shown:
        sentence = N_('"{text}" is a length of time and not a day; write +{text} for ahead, -{text} for ago')
    else:
        sentence = N_('"{text}" is a length of time and not a day; write "in {text}" or "{text} ago"')
    return _told(UnreadableWhen(sentence, shown))


def _told(error: UnreadableWhen) -> UnreadableWhen:
    error.is_told = True
    return error


def unreadable_duration(text: str) -> UnreadableWhen:
    """The refusal of words that are no length of time."""
    sentence = N_('I can\'t read "{text}" as a length of time; try 3d, 2w, "10 days"')
    return UnreadableWhen(sentence, as_shown(text))


def unreadable_period(text: str) -> UnreadableWhen:
    """The refusal of words that are no month."""
    sentence = N_('I can\'t read "{text}" as a month; try 2026-10, "october 2026"')
    return UnreadableWhen(sentence, as_shown(text))


def duration_out_of_range(text: str, longest_days: int) -> Misuse:
    """The refusal of a length of time that is nothing, less than nothing, or absurdly long."""
    sentence = N_('"{text}" is too short or too long; say a length of time from 1 to {longest} days')
    return Misuse(sentence, text=text, longest=longest_days)


def no_such_day(text: str) -> Misuse:
    """The refusal of a day that the calendar does not have, like 30 february."""
    return Misuse(
        N_('there is no such day as "{text}"; say one that the calendar has, like 2026-11-03'), text=text
    )


def out_of_reach(text: str) -> Misuse:
    """The refusal of a day before 1900 or after 2100."""
    return Misuse(N_('"{text}" is not within the years 1900 to 2100; say a day that is'), text=text)


def short_year(text: str) -> Misuse:
    """The refusal of a year with two digits."""
    return Misuse(N_('write the year in "{text}" with four digits, like 2026-11-03'), text=text)


def weekday_differs(text: str, on: date) -> Misuse:
    """The refusal of a date said with a weekday that it does not fall on."""
    sentence = N_('the weekday in "{text}" is not that of {on}; correct it or leave it out')
    return Misuse(sentence, text=text, on=on)


def lies_ahead(text: str, on: date) -> Misuse:
    """The refusal of a coming day where only today or an earlier one can be meant."""
    sentence = N_('"{text}" is {on}, which lies in the future; say today or an earlier day')
    return Misuse(sentence, text=text, on=on)


def lies_behind(text: str, on: date) -> Misuse:
    """The refusal of a day gone by where only today or a later one can be meant."""
    sentence = N_('"{text}" is {on}, which lies in the past; say today or a later day')
    return Misuse(sentence, text=text, on=on)


def deadline_in_past(text: str) -> Misuse:
    """The refusal of a deadline where a day gone by is wanted."""
    sentence = N_('"{text}" is a deadline; say the day itself, like "yesterday" or 2026-11-03')
    return Misuse(sentence, text=text)


def time_skipped(text: str, on: date, at: time) -> Misuse:
    """The refusal of a time that the clocks jump over on that day."""
    sentence = N_(
        'the clocks jump over {at} on {on}, so "{text}" never comes; say an earlier or a later time'
    )
    return Misuse(sentence, text=text, on=on, at=f"{at:%H:%M}")
