"""How lengths of time, with months of a summary, are understood."""

from datetime import date, datetime

import pytest

from visitlog.model.errors import Misuse
from visitlog.model.when import UnreadableWhen, read_duration, read_period

NOW = datetime.fromisoformat("2026-01-31 09:00")


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3d", 3),
        ("2w", 14),
        ("6m", 180),
        ("1y", 365),
        ("2y", 730),
        ("14", 14),
        ("two", 2),
        ("１４", 14),
        ("十四", 14),
        ("10 days", 10),
        ("1 Day", 1),
        ("two weeks", 14),
        ("a week", 7),
        ("a fortnight", 14),
        ("twenty-one days", 21),
        ("a month", 30),
        ("3 months", 90),
        ("half a year", 180),
        ("a year", 365),
        (" 3 d ", 3),
        ("36500", 36500),
        ("100y", 36500),
        ("三天", 3),
        ("10天", 10),
        ("十天", 10),
        ("三日", 3),
        ("两周", 14),
        ("兩週", 14),
        ("两个星期", 14),
        ("一个礼拜", 7),
        ("半个月", 15),
        ("一个月", 30),
        ("六个月", 180),
        ("半年", 180),
        ("一年", 365),
    ],
)
def test_length_of_time_in_days(text: str, days: int) -> None:
    assert read_duration(text) == days


@pytest.mark.parametrize(
    "text", ["0", "0d", "零天", "-3d", "-1", "−2w", "36501", "101y", "999999999 weeks", "1300 months"]
)
def test_length_of_time_that_is_nothing_negative_or_absurd_is_refused(text: str) -> None:
    with pytest.raises(Misuse, match="from 1 to 36500 days"):
        read_duration(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "a",
        "-",
        "d",
        "weeks",
        "3 x",
        "3h",
        "1.5d",
        "3d 2w",
        "friday",
        "+3d",
        "6月",
        "几天",
        "三天前",
        "in 3 days",
        "1" * 10,
        "3" * 1_000_000,
        "\ud800",
        "3\u00b2d",
    ],
    ids=lambda text: ascii(text[:12]),
)
def test_what_is_no_length_of_time_is_refused(text: str) -> None:
    with pytest.raises(UnreadableWhen, match="as a length of time"):
        read_duration(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-10", date(2026, 10, 1), date(2026, 10, 31)),
        ("2026-01", date(2026, 1, 1), date(2026, 1, 31)),
        ("2026-2", date(2026, 2, 1), date(2026, 2, 28)),
        ("2028/02", date(2028, 2, 1), date(2028, 2, 29)),
        ("２０２６－１０", date(2026, 10, 1), date(2026, 10, 31)),
        ("october 2026", date(2026, 10, 1), date(2026, 10, 31)),
        ("Oct 2026", date(2026, 10, 1), date(2026, 10, 31)),
        ("october, 2026", date(2026, 10, 1), date(2026, 10, 31)),
        ("2026年10月", date(2026, 10, 1), date(2026, 10, 31)),
        ("2026 年 10 月份", date(2026, 10, 1), date(2026, 10, 31)),
        ("二〇二六年十二月", date(2026, 12, 1), date(2026, 12, 31)),
        ("this month", date(2026, 1, 1), date(2026, 1, 31)),
        ("last month", date(2025, 12, 1), date(2025, 12, 31)),
        ("next month", date(2026, 2, 1), date(2026, 2, 28)),
        ("本月", date(2026, 1, 1), date(2026, 1, 31)),
        ("上个月", date(2025, 12, 1), date(2025, 12, 31)),
        ("上上月", date(2025, 11, 1), date(2025, 11, 30)),
    ],
)
def test_month_from_its_first_to_its_last_day(text: str, first: date, last: date) -> None:
    assert read_period(text, NOW) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "october",
        "10月",
        "2026",
        "2026-10-03",
        "10-2026",
        "26-10",
        "oct 26",
        "last year",
        "2026年",
        "\ud800",
    ],
    ids=ascii,
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(UnreadableWhen, match="as a month"):
        read_period(text, NOW)


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "2026年十三月", "2026年二五月", "1899-12", "2101-01", "0000-01"]
)
def test_month_that_does_not_exist_or_lies_too_far_is_refused(text: str) -> None:
    with pytest.raises(Misuse):
        read_period(text, NOW)
