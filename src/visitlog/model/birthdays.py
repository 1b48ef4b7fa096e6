"""Birthdays as they are typed: 1950-03-02, or 03-02 when the year is not known."""

import re
import unicodedata
from calendar import monthrange
from typing import Literal

from visitlog.model.errors import N_, Misuse
from visitlog.model.records import Birthday

TYPED = re.compile(r"(?:(\d{4})-)?(\d{1,2})-(\d{1,2})")
LONGEST_LUNAR_MONTH = 30
LEAP_YEAR = 2000


def read_birthday(typed: str, calendar: Literal["solar", "lunar"]) -> Birthday:
    """The birthday that was typed; in the lunar calendar month and day are lunar. Raises Misuse."""
    found = TYPED.fullmatch(unicodedata.normalize("NFKC", typed).strip())
    if found is None:
        raise Misuse(
            N_('"{typed}" is not a birthday; write 1950-03-02, or 03-02 without the year.'), typed=typed
        )
    year = int(found[1]) if found[1] else None
    month, day = int(found[2]), int(found[3])
    longest = 0
    if 1 <= month <= 12:
        longest = LONGEST_LUNAR_MONTH if calendar == "lunar" else monthrange(year or LEAP_YEAR, month)[1]
    if not 1 <= day <= longest:
        raise Misuse(N_('There is no such day as "{typed}".'), typed=typed)
    return Birthday(calendar, month, day, year)
