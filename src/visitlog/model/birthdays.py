"""Birthdays as they are typed: 1950-03-02, or 03-02 when the year is not known; 1950年3月2日, 农历八月十五."""

import re
import unicodedata
from typing import Literal

from visitlog.model.errors import N_, Misuse
from visitlog.model.records import Birthday
from visitlog.model.years import is_birthday

TYPED = re.compile(r"(?:(?P<year>\d{4})-)?(?P<month>\d{1,2})-(?P<day>\d{1,2})")

Calendar = Literal["solar", "lunar"]


def read_birthday(typed: str, calendar: Calendar) -> Birthday:
    """The birthday that was typed; in the lunar calendar month and day are lunar. Raises Misuse."""
    born = birthday_said(typed, calendar)
    if born is None:
        raise Misuse(
            N_('"{typed}" is not a birthday; write 1950-03-02, or 03-02 without the year.'), typed=typed
        )
    return born


def birthday_said(typed: str, calendar: Calendar) -> Birthday | None:
    """The birthday that the words are; None if they are none.

    Words that can only be lunar (农历八月十五, 腊月初八) are so whatever the calendar; in a leap month nobody has a
    birthday every year, so it is kept in the ordinary one, and the words must say that one. Raises Misuse.
    """
    text = unicodedata.normalize("NFKC", typed).strip()
    found = TYPED.fullmatch(text)
    if found is not None:
        year, month, day = found["year"], int(found["month"]), int(found["day"])
        return _born(calendar, month, day, int(year) if year else None, typed)
    return None if text.isascii() else _said_in_chinese(typed, calendar)


def _said_in_chinese(typed: str, calendar: Calendar) -> Birthday | None:
    from visitlog.model.when_lunar import month_day_said  # only words come here

    said = month_day_said(typed)
    if said is None:
        return None
    if said.is_leap:
        raise Misuse(
            N_('"{typed}": a birthday in a leap month is kept in the ordinary one; leave out 闰.'),
            typed=typed,
        )
    if calendar == "solar" and not said.is_lunar and not said.has_ending:
        return None
    return _born("lunar" if said.is_lunar else calendar, said.month, said.day, said.year, typed)


def _born(calendar: Calendar, month: int, day: int, year: int | None, typed: str) -> Birthday:
    if not is_birthday(calendar, month, day, year):
        raise Misuse(N_('There is no such day as "{typed}".'), typed=typed)
    return Birthday(calendar, month, day, year)
