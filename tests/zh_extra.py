"""A world without the libraries of the extra `zh`, for tests of what is said and done there."""

import sys

import pytest

from visitlog.model import calendars, festivals

LIBRARIES = ("borax", "borax.calendars", "borax.calendars.lunardate", "chinese_calendar", "pypinyin")


def hide_zh_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Makes the libraries impossible to import, and forgets what they were asked before."""
    for name in LIBRARIES:
        monkeypatch.setitem(sys.modules, name, None)
    forget_days()


def forget_days() -> None:
    """Empties what is remembered of other calendars."""
    for remembered in (calendars.solar_day, calendars.lunar_day, calendars.solar_term):
        remembered.cache_clear()
    festivals.lunar_birthday_around.cache_clear()
