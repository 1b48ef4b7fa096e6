"""How festivals and lunar dates are understood, in both languages.

The days were taken from printed almanacs and the notices of the State Council, not from the library; all months and
solar terms of 1930 to 2056 were besides compared with new moons and solar longitudes computed after Meeus.
"""

from datetime import date, datetime

import pytest

from visitlog.model.calendars import MissingLunar
from visitlog.model.errors import Misuse
from visitlog.model.festivals import FESTIVALS
from visitlog.model.when import Direction, Moment, TwoReadings, UnreadableWhen, read_when
from visitlog.model.when_festivals import NAMES, festival_key
from zh_extra import hide_zh_extra

WEDNESDAY = datetime.fromisoformat("2026-11-11 10:15")
SUNDAY = datetime.fromisoformat("2026-11-08 18:00")
JANUARY_31 = datetime.fromisoformat("2027-01-31 09:00")
LEAP_DAY = datetime.fromisoformat("2028-02-29 09:00")
NEW_YEARS_EVE = datetime.fromisoformat("2026-12-31 23:50")
SPRING_FESTIVAL = datetime.fromisoformat("2027-02-06 08:00")


def told(moment: Moment) -> str:
    """The day, and the time if there is one, as the tables write them."""
    return f"{moment.on}" if moment.at is None else f"{moment.on} {moment.at:%H:%M}"


READ: list[tuple[datetime, str, Direction, str]] = [
    (WEDNESDAY, "元旦", "past", "2026-01-01"),
    (WEDNESDAY, "元旦", "future", "2027-01-01"),
    (WEDNESDAY, "春节", "past", "2026-02-17"),
    (WEDNESDAY, "春节", "future", "2027-02-06"),
    (WEDNESDAY, "春节", "any", "2027-02-06"),
    (WEDNESDAY, "春節", "future", "2027-02-06"),
    (WEDNESDAY, "大年初一", "future", "2027-02-06"),
    (WEDNESDAY, "年初一", "past", "2026-02-17"),
    (WEDNESDAY, "大年初三", "past", "2026-02-19"),
    (WEDNESDAY, "年初五", "future", "2027-02-10"),
    (WEDNESDAY, "除夕", "past", "2026-02-16"),
    (WEDNESDAY, "除夕", "future", "2027-02-05"),
    (WEDNESDAY, "除夕夜", "future", "2027-02-05"),
    (WEDNESDAY, "大年三十", "future", "2027-02-05"),
    (WEDNESDAY, "除夕晚上8点", "future", "2027-02-05 20:00"),
    (WEDNESDAY, "2025年除夕", "past", "2025-01-28"),
    (WEDNESDAY, "2027年除夕", "future", "2027-02-05"),
    (WEDNESDAY, "农历2026年除夕", "future", "2027-02-05"),
    (WEDNESDAY, "今年除夕", "past", "2026-02-16"),
    (WEDNESDAY, "今年除夕", "future", "2027-02-05"),
    (WEDNESDAY, "元宵", "past", "2026-03-03"),
    (WEDNESDAY, "元宵节", "future", "2027-02-20"),
    (WEDNESDAY, "清明", "past", "2026-04-05"),
    (WEDNESDAY, "清明节", "future", "2027-04-05"),
    (WEDNESDAY, "2025年清明节", "past", "2025-04-04"),
    (WEDNESDAY, "2028年清明", "future", "2028-04-04"),
    (WEDNESDAY, "端午", "past", "2026-06-19"),
    (WEDNESDAY, "端午节", "future", "2027-06-09"),
    (WEDNESDAY, "去年端午", "past", "2025-05-31"),
    (WEDNESDAY, "七夕", "past", "2026-08-19"),
    (WEDNESDAY, "中秋", "past", "2026-09-25"),
    (WEDNESDAY, "中秋节", "future", "2027-09-15"),
    (WEDNESDAY, "中秋節", "past", "2026-09-25"),
    (WEDNESDAY, "今年中秋节", "past", "2026-09-25"),
    (WEDNESDAY, "去年中秋节", "past", "2025-10-06"),
    (WEDNESDAY, "去年的中秋节", "any", "2025-10-06"),
    (WEDNESDAY, "前年中秋节", "past", "2024-09-17"),
    (WEDNESDAY, "明年中秋", "future", "2027-09-15"),
    (WEDNESDAY, "2030年中秋节", "future", "2030-09-12"),
    (WEDNESDAY, "二〇三〇年中秋节", "future", "2030-09-12"),
    (WEDNESDAY, "中秋节下午3点", "future", "2027-09-15 15:00"),
    (WEDNESDAY, "重阳", "past", "2026-10-18"),
    (WEDNESDAY, "重阳节", "future", "2027-10-08"),
    (WEDNESDAY, "重陽節", "past", "2026-10-18"),
    (WEDNESDAY, "冬至", "future", "2026-12-22"),
    (WEDNESDAY, "冬至", "past", "2025-12-21"),
    (WEDNESDAY, "2028年冬至", "future", "2028-12-21"),
    (WEDNESDAY, "国庆节", "past", "2026-10-01"),
    (WEDNESDAY, "國慶", "past", "2026-10-01"),
    (WEDNESDAY, "去年国庆节", "past", "2025-10-01"),
    (WEDNESDAY, "劳动节", "future", "2027-05-01"),
    (WEDNESDAY, "五一", "past", "2026-05-01"),
    (WEDNESDAY, "妇女节", "past", "2026-03-08"),
    (WEDNESDAY, "六一儿童节", "future", "2027-06-01"),
    (WEDNESDAY, "教师节", "past", "2026-09-10"),
    (WEDNESDAY, "圣诞节", "future", "2026-12-25"),
    (WEDNESDAY, "平安夜", "future", "2026-12-24"),
    (WEDNESDAY, "复活节", "future", "2027-03-28"),
    (WEDNESDAY, "明年春节", "future", "2027-02-06"),
    (WEDNESDAY, "后年春节", "future", "2028-01-26"),
    (WEDNESDAY, "春节前", "future", "2027-02-06"),
    (WEDNESDAY, "明年中秋节之前", "future", "2027-09-15"),
    (WEDNESDAY, "农历八月十五", "past", "2026-09-25"),
    (WEDNESDAY, "农历八月十五", "future", "2027-09-15"),
    (WEDNESDAY, "農曆八月十五", "past", "2026-09-25"),
    (WEDNESDAY, "阴历八月十五日", "past", "2026-09-25"),
    (WEDNESDAY, "农历8月15", "past", "2026-09-25"),
    (WEDNESDAY, "2025年农历八月十五", "past", "2025-10-06"),
    (WEDNESDAY, "农历二〇二五年八月十五", "past", "2025-10-06"),
    (WEDNESDAY, "去年农历八月十五", "past", "2025-10-06"),
    (WEDNESDAY, "农历八月十五下午三点", "future", "2027-09-15 15:00"),
    (WEDNESDAY, "农历十月二十", "future", "2026-11-28"),
    (WEDNESDAY, "十月初三", "past", "2026-11-11"),
    (WEDNESDAY, "十月初三", "future", "2026-11-11"),
    (WEDNESDAY, "腊月二十三", "past", "2026-02-10"),
    (WEDNESDAY, "腊月二十三", "future", "2027-01-30"),
    (WEDNESDAY, "腊月廿三", "future", "2027-01-30"),
    (WEDNESDAY, "臘月廿三前", "future", "2027-01-30"),
    (WEDNESDAY, "今年腊月二十三", "future", "2027-01-30"),
    (WEDNESDAY, "农历2026年腊月二十三", "future", "2027-01-30"),
    (WEDNESDAY, "农历去年腊月二十三", "past", "2026-02-10"),
    (WEDNESDAY, "腊月初八", "future", "2027-01-15"),
    (WEDNESDAY, "正月初五", "past", "2026-02-21"),
    (WEDNESDAY, "正月初五", "future", "2027-02-10"),
    (WEDNESDAY, "明年正月十五", "future", "2027-02-20"),
    (WEDNESDAY, "冬月初一", "future", "2026-12-09"),
    (WEDNESDAY, "闰六月初一", "past", "2025-07-25"),
    (WEDNESDAY, "闰六月初一", "future", "2036-07-23"),
    (WEDNESDAY, "2025年闰六月初一", "past", "2025-07-25"),
    (WEDNESDAY, "去年閏六月初一", "past", "2025-07-25"),
    (WEDNESDAY, "2025年六月初一", "past", "2025-06-25"),
    (WEDNESDAY, "2033年闰十一月初一", "future", "2033-12-22"),
    (WEDNESDAY, "new year's day", "future", "2027-01-01"),
    (WEDNESDAY, "New Year’s Eve", "future", "2026-12-31"),
    (WEDNESDAY, "Chinese New Year", "past", "2026-02-17"),
    (WEDNESDAY, "Chinese New Year", "future", "2027-02-06"),
    (WEDNESDAY, "lunar new year", "any", "2027-02-06"),
    (WEDNESDAY, "the spring festival", "past", "2026-02-17"),
    (WEDNESDAY, "Spring Festival 2028", "future", "2028-01-26"),
    (WEDNESDAY, "spring festival next year", "future", "2027-02-06"),
    (WEDNESDAY, "chinese new year's eve", "future", "2027-02-05"),
    (WEDNESDAY, "lantern festival", "past", "2026-03-03"),
    (WEDNESDAY, "Qingming", "future", "2027-04-05"),
    (WEDNESDAY, "tomb-sweeping day", "past", "2026-04-05"),
    (WEDNESDAY, "Dragon Boat", "past", "2026-06-19"),
    (WEDNESDAY, "dragon boat festival 2027", "future", "2027-06-09"),
    (WEDNESDAY, "Mid-Autumn", "past", "2026-09-25"),
    (WEDNESDAY, "mid autumn festival", "future", "2027-09-15"),
    (WEDNESDAY, "the mid-autumn festival last year", "past", "2025-10-06"),
    (WEDNESDAY, "double ninth", "past", "2026-10-18"),
    (WEDNESDAY, "dongzhi", "future", "2026-12-22"),
    (WEDNESDAY, "Christmas", "past", "2025-12-25"),
    (WEDNESDAY, "Christmas", "future", "2026-12-25"),
    (WEDNESDAY, "xmas at 3pm", "future", "2026-12-25 15:00"),
    (WEDNESDAY, "3pm on christmas", "future", "2026-12-25 15:00"),
    (WEDNESDAY, "christmas eve", "future", "2026-12-24"),
    (WEDNESDAY, "on boxing day", "past", "2025-12-26"),
    (WEDNESDAY, "by Christmas", "future", "2026-12-25"),
    (WEDNESDAY, "christmas last year", "past", "2025-12-25"),
    (WEDNESDAY, "last christmas", "past", "2025-12-25"),
    (WEDNESDAY, "this christmas", "future", "2026-12-25"),
    (WEDNESDAY, "Easter", "past", "2026-04-05"),
    (WEDNESDAY, "easter sunday", "future", "2027-03-28"),
    (WEDNESDAY, "next easter", "future", "2027-03-28"),
    (WEDNESDAY, "easter 2028", "future", "2028-04-16"),
    (WEDNESDAY, "good friday", "future", "2027-03-26"),
    (WEDNESDAY, "easter monday 2025", "past", "2025-04-21"),
    (WEDNESDAY, "may day", "past", "2026-05-01"),
    (WEDNESDAY, "women's day", "future", "2027-03-08"),
    (WEDNESDAY, "lunar 8-15", "past", "2026-09-25"),
    (WEDNESDAY, "lunar 2025-08-15", "past", "2025-10-06"),
    (WEDNESDAY, "15th of the 8th lunar month", "future", "2027-09-15"),
    (WEDNESDAY, "the 1st day of the leap 6th lunar month", "past", "2025-07-25"),
    (SUNDAY, "重阳节", "past", "2026-10-18"),
    (SUNDAY, "九月初九", "future", "2027-10-08"),
    (SUNDAY, "christmas", "future", "2026-12-25"),
    (JANUARY_31, "春节", "past", "2026-02-17"),
    (JANUARY_31, "春节", "future", "2027-02-06"),
    (JANUARY_31, "今年春节", "future", "2027-02-06"),
    (JANUARY_31, "去年春节", "past", "2026-02-17"),
    (JANUARY_31, "明年春节", "future", "2028-01-26"),
    (JANUARY_31, "今年除夕", "any", "2027-02-05"),
    (JANUARY_31, "去年除夕", "past", "2026-02-16"),
    (JANUARY_31, "除夕", "past", "2026-02-16"),
    (JANUARY_31, "腊月二十四", "past", "2027-01-31"),
    (JANUARY_31, "腊月二十四", "future", "2027-01-31"),
    (JANUARY_31, "腊月二十三", "past", "2027-01-30"),
    (JANUARY_31, "腊月二十三", "future", "2028-01-19"),
    (JANUARY_31, "去年中秋", "past", "2026-09-25"),
    (JANUARY_31, "今年中秋", "future", "2027-09-15"),
    (JANUARY_31, "冬至", "past", "2026-12-22"),
    (JANUARY_31, "chinese new year", "future", "2027-02-06"),
    (JANUARY_31, "last christmas", "past", "2026-12-25"),
    (LEAP_DAY, "春节", "past", "2028-01-26"),
    (LEAP_DAY, "正月十五", "past", "2028-02-09"),
    (LEAP_DAY, "元宵节", "future", "2029-02-27"),
    (LEAP_DAY, "闰五月十五", "future", "2028-07-07"),
    (LEAP_DAY, "easter", "future", "2028-04-16"),
    (LEAP_DAY, "去年中秋节", "past", "2027-09-15"),
    (LEAP_DAY, "清明节", "future", "2028-04-04"),
    (NEW_YEARS_EVE, "元旦", "past", "2026-01-01"),
    (NEW_YEARS_EVE, "元旦", "future", "2027-01-01"),
    (NEW_YEARS_EVE, "明年元旦", "future", "2027-01-01"),
    (NEW_YEARS_EVE, "冬至", "past", "2026-12-22"),
    (NEW_YEARS_EVE, "冬月廿三", "past", "2026-12-31"),
    (NEW_YEARS_EVE, "腊月初一", "future", "2027-01-08"),
    (NEW_YEARS_EVE, "new year's eve", "past", "2026-12-31"),
    (NEW_YEARS_EVE, "christmas", "past", "2026-12-25"),
    (SPRING_FESTIVAL, "春节", "past", "2027-02-06"),
    (SPRING_FESTIVAL, "春节", "future", "2027-02-06"),
    (SPRING_FESTIVAL, "除夕", "past", "2027-02-05"),
    (SPRING_FESTIVAL, "除夕", "future", "2028-01-25"),
    (SPRING_FESTIVAL, "正月初一", "any", "2027-02-06"),
]

TWO_READINGS: list[tuple[datetime, str, str, str]] = [
    (WEDNESDAY, "明年除夕", "2027-02-05", "2028-01-25"),
    (WEDNESDAY, "去年除夕", "2025-01-28", "2026-02-16"),
    (WEDNESDAY, "今年除夕", "2026-02-16", "2027-02-05"),
    (WEDNESDAY, "2027年腊月二十三", "2027-01-30", "2028-01-19"),
    (WEDNESDAY, "去年腊月二十三", "2025-01-22", "2026-02-10"),
    (WEDNESDAY, "八月十五", "2027-08-15", "2027-09-15"),
    (WEDNESDAY, "三月三", "2027-03-03", "2027-04-09"),
    (WEDNESDAY, "去年八月十五", "2025-08-15", "2025-10-06"),
    (WEDNESDAY, "八月十五前", "2027-08-15", "2027-09-15"),
    (WEDNESDAY, "小年", "2027-01-30", "2027-01-31"),
    (WEDNESDAY, "腊月三十", "2027-02-05", "2030-02-02"),
    (WEDNESDAY, "lunar 12-30", "2027-02-05", "2030-02-02"),
    (WEDNESDAY, "labour day", "2027-05-01", "2027-09-06"),
    (WEDNESDAY, "next christmas", "2026-12-25", "2027-12-25"),
    (NEW_YEARS_EVE, "last christmas", "2025-12-25", "2026-12-25"),
    (LEAP_DAY, "next easter", "2028-04-16", "2029-04-01"),
    (SPRING_FESTIVAL, "去年腊月二十三", "2026-02-10", "2027-01-30"),
    (WEDNESDAY, "before christmas", "2026-12-24", "2026-12-25"),
]

UNREADABLE = [
    *(
        "节",
        "过节",
        "新年",
        "春节期间",
        "中秋节那天",
        "春节后",
        "初五",
        "正月",
        "农历",
        "农历八月",
        "农历十五",
        "闰月",
    ),
    *(
        "八月15",
        "8月15",
        "立冬",
        "new year",
        "next new year",
        "festival",
        "children's day",
        "national day",
        "the eve",
    ),
    *(
        "lunar",
        "lunar 8",
        "lunar 8-15-3",
        "lunar next friday",
        "christmas christmas",
        "christmas tree",
        "easter egg",
    ),
    *("中秋节中秋节", "腊月底", "十月初三十", "初一月初一", "下个春节", "春节1", "last", "thanksgiving"),
]

SPRING_FESTIVALS = (
    *("1930-01-30", "1950-02-17", "1976-01-31", "1985-02-20", "2000-02-05", "2008-02-07", "2020-01-25"),
    *("2021-02-12", "2022-02-01", "2023-01-22", "2024-02-10", "2025-01-29", "2026-02-17", "2027-02-06"),
    *("2028-01-26", "2029-02-13", "2030-02-03", "2033-01-31", "2034-02-19", "2050-01-23", "2056-02-15"),
)
MID_AUTUMNS = (
    "2020-10-01",
    "2021-09-21",
    "2022-09-10",
    "2023-09-29",
    "2024-09-17",
    "2028-10-03",
    "2029-09-22",
)
LEAP_MONTHS = (
    (1976, 8),
    (1984, 10),
    (1998, 5),
    (2001, 4),
    (2004, 2),
    (2006, 7),
    (2009, 5),
    (2012, 4),
    (2014, 9),
)


@pytest.mark.parametrize(("now", "text", "direction", "expected"), READ)
def test_festival_or_lunar_date_means(now: datetime, text: str, direction: Direction, expected: str) -> None:
    assert told(read_when(text, now, direction)) == expected


@pytest.mark.parametrize("day", SPRING_FESTIVALS)
def test_spring_festival_of_a_year_is_that_of_the_almanac(day: str) -> None:
    assert str(read_when(f"{day[:4]}年春节", WEDNESDAY, "any").on) == day
    if day[:4] > "1930":
        assert (date.fromisoformat(day) - read_when(f"{day[:4]}年除夕", WEDNESDAY, "any").on).days == 1


@pytest.mark.parametrize("day", MID_AUTUMNS)
def test_mid_autumn_of_a_year_is_that_of_the_almanac(day: str) -> None:
    assert str(read_when(f"mid-autumn {day[:4]}", WEDNESDAY, "any").on) == day


@pytest.mark.parametrize(("year", "month"), LEAP_MONTHS)
def test_leap_month_is_only_in_its_year(year: int, month: int) -> None:
    ordinary = read_when(f"lunar {year}-{month}-1", WEDNESDAY, "any").on
    leap = read_when(f"lunar {year}-leap {month}-1", WEDNESDAY, "any").on
    assert 29 <= (leap - ordinary).days <= 30
    with pytest.raises(Misuse, match="no such day"):
        read_when(f"lunar {year + 1}-leap {month}-1", WEDNESDAY, "any")


@pytest.mark.parametrize(("now", "text", "first", "second"), TWO_READINGS)
def test_festival_or_lunar_date_with_two_readings_is_refused_with_both(
    now: datetime, text: str, first: str, second: str
) -> None:
    with pytest.raises(TwoReadings) as refusal:
        read_when(text, now, "any")
    assert (str(refusal.value.first), str(refusal.value.second)) == (first, second)


@pytest.mark.parametrize("text", UNREADABLE)
@pytest.mark.parametrize("direction", ["past", "future", "any"])
def test_words_that_only_look_like_a_festival_are_refused(text: str, direction: Direction) -> None:
    with pytest.raises(UnreadableWhen):
        read_when(text, WEDNESDAY, direction)


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("今年中秋节", "future"),
        ("明年春节", "past"),
        ("2025年国庆节", "future"),
        ("this easter", "future"),
        ("中秋节前", "past"),
    ],
)
def test_festival_on_the_wrong_side_of_today_is_refused(text: str, direction: Direction) -> None:
    with pytest.raises(Misuse):
        read_when(text, WEDNESDAY, direction)


@pytest.mark.parametrize(
    "text", ["农历十三月初一", "lunar 8-31", "2026年闰六月初一", "lunar 2026-12-30", "二月三十"]
)
def test_lunar_day_that_the_calendar_lacks_is_refused(text: str) -> None:
    with pytest.raises(Misuse, match="no such day"):
        read_when(text, WEDNESDAY, "any")


@pytest.mark.parametrize(
    "text", ["1929年春节", "2057年中秋节", "2090年冬至", "农历1929年八月十五", "2057年除夕"]
)
def test_lunar_day_of_years_that_are_not_sure_is_refused(text: str) -> None:
    with pytest.raises(Misuse, match="1930 to 2056"):
        read_when(text, WEDNESDAY, "any")


def test_lunar_day_asked_for_beyond_the_years_that_are_sure_is_refused() -> None:
    with pytest.raises(Misuse, match="1930 to 2056"):
        read_when("腊月二十三", datetime.fromisoformat("2057-06-01"), "any")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("now", [WEDNESDAY, JANUARY_31, LEAP_DAY, SPRING_FESTIVAL])
def test_every_festival_lies_on_the_side_asked_for_within_a_year(name: str, now: datetime) -> None:
    past, future = (read_when(name, now, direction).on for direction in ("past", "future"))
    assert past <= now.date() <= future
    assert past == future == now.date() or 353 <= (future - past).days <= 385


def test_without_the_library_lunar_days_say_what_to_install_and_solar_ones_are_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    hide_zh_extra(monkeypatch)
    for text in ("中秋节", "腊月二十三", "冬至", "八月十五"):
        with pytest.raises(MissingLunar, match=r"pip install 'visitlog\[zh\]'"):
            read_when(text, WEDNESDAY, "any")
    assert read_when("国庆节", WEDNESDAY, "past").on == date(2026, 10, 1)
    assert read_when("easter", WEDNESDAY, "past").on == date(2026, 4, 5)
    assert read_when("8月15日", WEDNESDAY, "past").on == date(2026, 8, 15)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("mid-autumn", "mid-autumn"),
        ("Mid Autumn", "mid-autumn"),
        ("中秋节", "mid-autumn"),
        ("除夕", "lunar-new-years-eve"),
        ("重陽", "double-ninth"),
        ("Chinese New Year", "spring-festival"),
        ("国庆", "national-day"),
        ("国际老年人日", "older-persons-day"),
        ("boxing day", None),
        ("", None),
    ],
)
def test_festival_that_a_group_keeps_is_named_in_either_language(typed: str, key: str | None) -> None:
    assert festival_key(typed) == key


@pytest.mark.parametrize("key", FESTIVALS)
def test_every_festival_that_a_group_may_keep_has_its_key_and_a_chinese_name(key: str) -> None:
    assert festival_key(key) == key
    named = [name for name in NAMES if not name.isascii() and festival_key(name) == key]
    assert named or key == "lunar-new-years-eve"
