"""What kind of day a day is: the seam where public holidays plug in."""

from datetime import date
from typing import Literal

DayKind = Literal["workday", "weekend", "holiday", "makeup_workday"]

SATURDAY = 5


def kind_of_day(day: date) -> DayKind:
    """Whether a day is a workday or a weekend."""
    return "weekend" if day.weekday() >= SATURDAY else "workday"
