"""From the words of a day, without a time, to that day."""

import re

from visitlog.model.when_dates import DATES, ENDS
from visitlog.model.when_found import Asked, Found, first_found
from visitlog.model.when_refusals import weekday_differs
from visitlog.model.when_relative import RELATIVE
from visitlog.model.when_words import WEEKDAY, WEEKDAYS, ZH_WEEK, ZH_WEEKDAY

_DAYS = (*DATES, *ENDS, *RELATIVE)
_WITH_WEEKDAY = (
    rf"(?P<weekday>{WEEKDAY}) (?P<day>.+)",
    f"{ZH_WEEK}(?P<weekday>{ZH_WEEKDAY})(?P<day>.+)",
    rf"(?P<day>.+?) ?(?:(?P<open>\()|\b)(?P<weekday>{WEEKDAY})(?(open)\))",
    rf"(?P<day>.+?)(?P<open>\()?{ZH_WEEK}(?P<weekday>{ZH_WEEKDAY})(?(open)\))",
)
"""A date beside its weekday: "Mon 23 Nov 2026", 周五20日, 2026-11-20 (Fri), 11月20日周五."""


def day_said(words: str, asked: Asked) -> Found | None:
    """The day that the words are; None if they are no day."""
    day = re.sub("^on(?: |(?=[^a-z0-9]))", "", words)
    return first_found(_DAYS, day, asked) or _date_with_weekday(day, asked) or _festival_or_lunar(day, asked)


def _festival_or_lunar(words: str, asked: Asked) -> Found | None:
    """A day that only another calendar or a festival tells; most days are read without loading these."""
    from visitlog.model.when_festivals import FESTIVAL_DAYS
    from visitlog.model.when_lunar import LUNAR_DAYS

    return first_found((*LUNAR_DAYS, *FESTIVAL_DAYS), words, asked)


def _date_with_weekday(words: str, asked: Asked) -> Found | None:
    """The date that the words are, once their weekday is seen to be right; None if they are not both."""
    for form in _WITH_WEEKDAY:
        said = re.fullmatch(form, words)
        found = first_found(DATES, said["day"], asked) if said else None
        if said and found:
            if found.on.weekday() != WEEKDAYS[said["weekday"]]:
                raise weekday_differs(asked.text, found.on)
            return found
    return None
