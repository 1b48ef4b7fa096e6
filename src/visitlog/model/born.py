"""Which months and days a birthday can have, in either calendar."""

from datetime import date

LONGEST_LUNAR_MONTH = 30
LEAP_YEAR = 2000


def is_birthday(calendar: str, month: int, day: int, year: int | None) -> bool:
    """Whether some year, or this one, has such a day; of a lunar month, any of 30 days."""
    if calendar == "lunar":
        return 1 <= month <= 12 and 1 <= day <= LONGEST_LUNAR_MONTH and (year is None or 1 <= year <= 9999)
    try:
        date(LEAP_YEAR if year is None else year, month, day)
    except (ValueError, OverflowError):
        return False
    return True
