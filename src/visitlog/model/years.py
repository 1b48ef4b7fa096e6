"""The years in which days are counted, and which days there are in a year."""

from datetime import date

FIRST_YEAR, LAST_YEAR = 1900, 2100
A_LEAP_YEAR = 2000
LONGEST_LUNAR_MONTH = 30


def real_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except (ValueError, OverflowError):
        return None


def is_birthday(calendar: str, month: int, day: int, year: int | None) -> bool:
    """Whether some year, or this one, has such a day; of a lunar month, any of 30 days."""
    if calendar == "lunar":
        return 1 <= month <= 12 and 1 <= day <= LONGEST_LUNAR_MONTH and (year is None or 1 <= year <= 9999)
    return real_date(A_LEAP_YEAR if year is None else year, month, day) is not None
