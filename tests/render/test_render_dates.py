"""Days and moments as people write them, in both languages."""

from collections.abc import Callable, Iterator
from datetime import date, datetime, time

import pytest

from visitlog.render import dates
from visitlog.render.language import language_named, set_language

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """Leaves the language as other tests expect it."""
    yield
    set_language("en")


@pytest.mark.parametrize(
    ("write", "day", "english", "chinese"),
    [
        (dates.full, date(2026, 11, 3), "Tue 3 Nov 2026", "2026年11月3日 周二"),
        (dates.weekday, date(2026, 11, 29), "Sun", "周日"),
        (dates.month, date(2026, 10, 5), "October 2026", "2026年10月"),
        (lambda day: dates.long(day, TODAY), date(2026, 11, 3), "Tue 3 Nov", "11月3日 周二"),
        (lambda day: dates.long(day, TODAY), date(2027, 1, 3), "Sun 3 Jan 2027", "2027年1月3日 周日"),
        (lambda day: dates.short(day, TODAY), date(2026, 11, 20), "Fri 20", "周五20日"),
        (lambda day: dates.short(day, TODAY), date(2026, 12, 7), "Mon 7 Dec", "12月7日周一"),
        (lambda day: dates.short(day, TODAY), date(2026, 12, 8), "8 Dec", "12月8日"),
        (lambda day: dates.short(day, TODAY), date(2026, 11, 8), "8 Nov", "11月8日"),
        (lambda day: dates.short(day, TODAY), date(2025, 11, 20), "20 Nov 2025", "2025年11月20日"),
        (lambda day: dates.calendar_day(day, TODAY), date(2026, 9, 12), "12 Sep", "9月12日"),
        (lambda day: dates.calendar_day(day, TODAY), date(2025, 9, 12), "12 Sep 2025", "2025年9月12日"),
    ],
)
def test_a_day_is_written_as_people_do(
    write: Callable[[date], str], day: date, english: str, chinese: str
) -> None:
    assert write(day) == english
    set_language("zh")
    assert write(day) == chinese


def test_a_birthday_without_its_year() -> None:
    assert dates.day_and_month(2, 3, None) == "2 Mar"
    assert dates.day_and_month(2, 3, 1950) == "2 Mar 1950"
    set_language("zh")
    assert dates.day_and_month(2, 3, None) == "3月2日"


def test_a_moment_always_has_its_year() -> None:
    at = datetime(2026, 11, 23, 15, 4)  # noqa: DTZ001
    assert dates.moment(at) == "23 Nov 2026 15:04"
    set_language("zh")
    assert dates.moment(at) == "2026年11月23日 15:04"
    assert dates.clock(time(9, 5)) == "09:05"


@pytest.mark.parametrize(
    ("name", "language"),
    [
        ("zh", "zh"),
        ("zh_CN.UTF-8", "zh"),
        ("zh-Hans", "zh"),
        ("ZH_tw", "zh"),
        ("en_GB.UTF-8", "en"),
        ("C", "en"),
        ("C.UTF-8", "en"),
        ("zha", "en"),
        ("", "en"),
    ],
)
def test_a_locale_name_asks_for_a_language(name: str, language: str) -> None:
    assert language_named(name) == language
