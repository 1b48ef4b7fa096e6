"""What holds for every day and time that is read, whatever the language."""

import subprocess
import sys
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from visitlog.model.errors import Misuse
from visitlog.model.when import (
    DateOrder,
    Direction,
    Moment,
    TwoReadings,
    UnreadableWhen,
    read_day,
    read_duration,
    read_period,
    read_when,
)

WEDNESDAY = datetime.fromisoformat("2026-11-11 10:15")
TODAY = WEDNESDAY.date()
BERLIN = ZoneInfo("Europe/Berlin")
DIRECTIONS: tuple[Direction, ...] = ("past", "future", "any")

FRAGMENTS = (
    *(
        "friday",
        "mon",
        "sunday",
        "next",
        "last",
        "this",
        "the",
        "of",
        "on",
        "at",
        "in",
        "by",
        "before",
        "within",
    ),
    *(
        "ago",
        "from",
        "now",
        "today",
        "tomorrow",
        "yesterday",
        "days",
        "week",
        "month",
        "year",
        "3",
        "12",
        "29",
    ),
    *("31", "0", "99999", "2026", "two", "twenty", "a", "half", "march", "feb", "3rd", "31st", "3pm", "12am"),
    *(
        "03:30",
        "3:30",
        "14:30",
        "noon",
        "midnight",
        "afternoon",
        "night",
        "tonight",
        "end",
        "weekend",
        "o'clock",
    ),
    *("+", "-", "/", ".", ",", "(", ")", "2026-11-03", "20261103", "T", "3d", "2w", "03/04/2025", "25.12"),
    *(
        "今天",
        "明天",
        "昨",
        "大后天",
        "上",
        "下",
        "本",
        "这",
        "个",
        "周",
        "星期",
        "三",
        "五",
        "日",
        "天",
        "号",
        "月",
    ),
    *(
        "年",
        "底",
        "前",
        "后",
        "内",
        "之前",
        "以后",
        "半",
        "两",
        "十",
        "二十",
        "〇",
        "零",
        "3月3日",
        "2026年",
        "去年",
    ),
    *(
        "点",
        "分",
        "刻",
        "下午",
        "晚上",
        "凌晨",
        "中午",
        "今晚",
        "農",
        "３",
        "：",
        "－",
        "②",
        "廿",
        "周末",
        "周五",
    ),
)
DAYS = (
    *(
        "today",
        "yesterday",
        "tomorrow",
        "friday",
        "on sunday",
        "next friday",
        "last monday",
        "this wednesday",
    ),
    *("3 days ago", "a month ago", "in 2 weeks", "+3d", "-2w", "+6m", "next week", "last month", "next year"),
    *(
        "3 march",
        "29 february",
        "december 31",
        "the 31st",
        "the 1st",
        "5th of last month",
        "3 march last year",
    ),
    *("end of month", "end of next month", "end of the year", "end of february", "2026-11-03", "25/12/2026"),
    *(
        "今天",
        "大前天",
        "大后天",
        "三天前",
        "半个月后",
        "一个月后",
        "半年前",
        "周五",
        "星期天",
        "上周三",
        "下下周日",
    ),
    *(
        "5号",
        "31号",
        "上个月5号",
        "本月15号",
        "月底",
        "上月底",
        "年底",
        "二月底",
        "3月3日",
        "十二月三十一号",
        "明年",
    ),
)
CLOCKS = ("", " 14:30", " at 3pm", " afternoon", "下午三点半", "晚上8点", " 00:00", " 23:59")

fragments = st.lists(st.sampled_from(FRAGMENTS), max_size=7)
phrases = st.builds(lambda words, gap: gap.join(words), fragments, st.sampled_from(["", " "]))
sayings = st.builds(
    lambda before, day, clock, after: before + day + clock + after,
    st.sampled_from(["", "", "by "]),
    st.sampled_from(DAYS),
    st.sampled_from(CLOCKS),
    st.sampled_from(["", "", "", "前"]),
)
nows = st.datetimes(datetime.fromisoformat("1901-01-01"), datetime.fromisoformat("2099-12-31"))
directions = st.sampled_from(DIRECTIONS)
orders: st.SearchStrategy[DateOrder | None] = st.sampled_from((None, "ymd", "dmy", "mdy"))
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


# What comes back


@pytest.mark.parametrize(
    ("text", "direction", "reading"),
    [
        ("2026-11-03", "any", "absolute"),
        ("2026年11月3日", "any", "absolute"),
        ("3 march 2026", "any", "absolute"),
        ("today", "past", "relative"),
        ("三天前", "past", "relative"),
        ("next friday", "future", "relative"),
        ("月底", "future", "relative"),
        ("去年3月3日", "past", "relative"),
        ("3 march last year", "past", "relative"),
        ("friday", "past", "weekday, past"),
        ("周五", "future", "weekday, future"),
        ("friday", "any", "weekday, future"),
        ("3 march", "past", "month-day, past"),
        ("3月3日", "any", "month-day, future"),
        ("the 3rd", "past", "day of month, past"),
        ("5号", "future", "day of month, future"),
        ("14:30", "future", "time today"),
        ("within 3 days", "future", "deadline"),
        ("周五前", "any", "deadline"),
    ],
)
def test_reading_says_how_the_words_were_taken(text: str, direction: Direction, reading: str) -> None:
    assert read_when(text, WEDNESDAY, direction).reading == reading


def test_moment_holds_the_day_the_time_and_the_text_as_typed() -> None:
    typed = "  Friday at\u30003PM "
    assert read_when(typed, WEDNESDAY, "past") == Moment(
        date(2026, 11, 6), time(15), None, typed, "weekday, past"
    )


@pytest.mark.parametrize("text", ["within 3 days", "本周内", "年内", "within this month"])
def test_span_ends_on_the_day_of_its_deadline(text: str) -> None:
    moment = read_when(text, WEDNESDAY, "future")
    assert moment.end == moment.on
    assert moment.at is None


@pytest.mark.parametrize("text", ["by friday", "周五前", "friday", "next week", "end of month"])
def test_single_day_has_no_end_of_a_span(text: str) -> None:
    assert read_when(text, WEDNESDAY, "future").end is None


@pytest.mark.parametrize("text", ["this afternoon", "tonight", "今天下午", "明天中午", "tomorrow morning"])
def test_part_of_the_day_is_no_time(text: str) -> None:
    assert read_when(text, WEDNESDAY, "future").at is None


def test_seconds_of_an_iso_time_are_kept() -> None:
    assert read_when("2026-11-03T15:00:30", WEDNESDAY, "past").at == time(15, 0, 30)
    assert read_when("2026-11-03T15:00:59", WEDNESDAY, "past").at == time(15, 0, 59)


def test_read_day_drops_the_time() -> None:
    assert read_day("yesterday at 3pm", WEDNESDAY, "past") == date(2026, 11, 10)


# Direction


@pytest.mark.parametrize(
    "text",
    [
        "tomorrow",
        "2027-01-01",
        "next friday",
        "明天",
        "in 3 days",
        "+1d",
        "这周五",
        "3 march next year",
        "月底",
    ],
)
def test_coming_day_is_refused_where_the_past_is_meant(text: str) -> None:
    with pytest.raises(Misuse, match="lies in the future"):
        read_when(text, WEDNESDAY, "past")
    assert read_when(text, WEDNESDAY, "any").on > TODAY


@pytest.mark.parametrize(
    "text",
    [
        "yesterday",
        "三天前",
        "2026-11-10",
        "last friday",
        "-2w",
        "上个月5号",
        "this monday",
        "3 march last year",
    ],
)
def test_day_gone_by_is_refused_where_the_future_is_meant(text: str) -> None:
    with pytest.raises(Misuse, match="lies in the past"):
        read_when(text, WEDNESDAY, "future")
    assert read_when(text, WEDNESDAY, "any").on < TODAY


@pytest.mark.parametrize("text", ["within 3 days", "三天内", "by friday", "周五前", "年底前", "本周内"])
def test_deadline_is_refused_where_the_past_is_meant(text: str) -> None:
    with pytest.raises(Misuse, match="is a deadline"):
        read_when(text, WEDNESDAY, "past")


def test_deadline_gone_by_is_refused() -> None:
    with pytest.raises(Misuse, match="lies in the past"):
        read_when("昨天前", WEDNESDAY, "future")


def test_days_are_compared_and_not_hours() -> None:
    assert read_when("today at 23:59", WEDNESDAY, "past").at == time(23, 59)
    assert read_when("today at 00:01", WEDNESDAY, "future").at == time(0, 1)


@pytest.mark.parametrize(
    ("text", "direction", "first", "second"),
    [
        ("3pm", "past", "2026-11-11 15:00", "2026-11-10 15:00"),
        ("下午3点", "past", "2026-11-11 15:00", "2026-11-10 15:00"),
        ("9am", "future", "2026-11-11 09:00", "2026-11-12 09:00"),
        ("by 10:14", "future", "2026-11-11 10:14", "2026-11-12 10:14"),
    ],
)
def test_time_alone_on_the_wrong_side_of_now_has_two_readings(
    text: str, direction: Direction, first: str, second: str
) -> None:
    with pytest.raises(TwoReadings) as refusal:
        read_when(text, WEDNESDAY, direction)
    assert (refusal.value.first, refusal.value.second) == (first, second)


# The order of dates


@pytest.mark.parametrize(
    ("text", "order", "expected"),
    [
        ("03/04/2025", "dmy", "2025-04-03"),
        ("03/04/2025", "mdy", "2025-03-04"),
        ("03.04.2025", "dmy", "2025-04-03"),
        ("3/4", "dmy", "2027-04-03"),
        ("3/4", "mdy", "2027-03-04"),
        ("3/4", "ymd", "2027-03-04"),
        ("3.4", "dmy", "2027-04-03"),
        ("10.30", "mdy", "2027-10-30"),
        ("12/25/2026", "dmy", "2026-12-25"),
        ("25/12/2026", "mdy", "2026-12-25"),
        ("25/12/2026", "ymd", "2026-12-25"),
        ("2026/03/04", "dmy", "2026-03-04"),
        ("3/4 at 3pm", "dmy", "2027-04-03"),
    ],
)
def test_users_order_of_dates_decides(text: str, order: DateOrder, expected: str) -> None:
    assert str(read_day(text, WEDNESDAY, "any", order)) == expected


def test_year_month_day_order_leaves_a_year_at_the_end_open() -> None:
    with pytest.raises(TwoReadings):
        read_when("03/04/2025", WEDNESDAY, "any", "ymd")


def test_users_order_does_not_make_a_day_of_what_may_be_a_time() -> None:
    with pytest.raises(TwoReadings):
        read_when("10.30", WEDNESDAY, "any", "dmy")


def test_two_readings_follow_the_direction() -> None:
    with pytest.raises(TwoReadings) as refusal:
        read_when("3/4", WEDNESDAY, "past")
    assert (refusal.value.first, refusal.value.second) == (date(2026, 4, 3), date(2026, 3, 4))


# Refusals


def test_refusal_is_misuse_that_names_the_text_and_shows_a_way_out() -> None:
    with pytest.raises(UnreadableWhen) as refusal:
        read_when("friday maybe", WEDNESDAY, "any")
    assert refusal.value.exit_code == 2
    assert refusal.value.text == "friday maybe"
    assert str(refusal.value).startswith('I can\'t read "friday maybe" as a day; try 2026-11-03')


def test_refusal_of_braces_and_long_text_is_still_one_short_sentence() -> None:
    with pytest.raises(UnreadableWhen) as refusal:
        read_when("{on} " * 200_000, WEDNESDAY, "any")
    assert len(str(refusal.value)) < 150


def test_refusal_of_a_lone_surrogate_can_be_encoded() -> None:
    with pytest.raises(UnreadableWhen) as refusal:
        read_when("fri\ud800day", WEDNESDAY, "any")
    assert b"fri\\ud800day" in str(refusal.value).encode()


def test_text_of_a_hundred_characters_is_read_and_a_longer_one_is_not() -> None:
    assert read_day("on friday".ljust(100), WEDNESDAY, "past") == date(2026, 11, 6)
    with pytest.raises(UnreadableWhen):
        read_day("on friday".ljust(101), WEDNESDAY, "past")


def test_years_1900_and_2100_are_within_reach() -> None:
    assert read_day("tomorrow", datetime.fromisoformat("1900-01-01"), "future") == date(1900, 1, 2)
    assert read_day("yesterday", datetime.fromisoformat("2100-12-31"), "past") == date(2100, 12, 30)
    with pytest.raises(Misuse, match="1900 to 2100"):
        read_day("tomorrow", datetime.fromisoformat("2100-12-31"), "future")


def test_leap_day_beyond_the_years_known_is_refused() -> None:
    with pytest.raises(Misuse, match="1900 to 2100"):
        read_day("29 february", datetime.fromisoformat("2096-03-01"), "future")


def test_today_outside_1900_to_2100_is_refused() -> None:
    with pytest.raises(Misuse, match="1900 to 2100"):
        read_when("today", datetime.fromisoformat("9999-12-31"), "any")


# Clocks that change


def test_time_that_the_clocks_skip_is_refused() -> None:
    now = datetime(2026, 3, 27, 9, 0, tzinfo=BERLIN)
    with pytest.raises(Misuse, match="clocks jump over 02:30 on 2026-03-29"):
        read_when("sunday at 02:30", now, "future")
    with pytest.raises(Misuse, match="clocks jump over"):
        read_when("周日凌晨2点", now, "future")


@pytest.mark.parametrize("said", ["01:59", "03:00", "12:00"])
def test_time_beside_the_gap_is_taken(said: str) -> None:
    now = datetime(2026, 3, 27, 9, 0, tzinfo=BERLIN)
    assert read_when(f"2026-03-29 {said}", now, "future").at == time.fromisoformat(said)


def test_skipped_time_is_taken_where_no_zone_is_known() -> None:
    assert read_when("2026-03-29 02:30", WEDNESDAY, "any").at == time(2, 30)


def test_time_that_comes_twice_is_the_first() -> None:
    now = datetime(2026, 10, 23, 9, 0, tzinfo=BERLIN)
    moment = read_when("sunday 02:30", now, "future")
    assert moment.at is not None
    assert datetime.combine(moment.on, moment.at, BERLIN).utcoffset() == timedelta(hours=2)


def test_day_that_a_zone_skips_whole_has_no_times() -> None:
    now = datetime(2011, 12, 29, 9, 0, tzinfo=ZoneInfo("Pacific/Apia"))
    with pytest.raises(Misuse, match="clocks jump over"):
        read_when("tomorrow at noon", now, "future")


def test_days_are_counted_on_the_calendar_across_a_change_of_clocks() -> None:
    saturday_night = datetime(2026, 3, 28, 23, 30, tzinfo=BERLIN)
    assert read_day("in 1 day", saturday_night, "future") == date(2026, 3, 29)
    assert read_day("昨天", datetime(2026, 3, 30, 0, 30, tzinfo=BERLIN), "past") == date(2026, 3, 29)


def test_today_is_that_of_the_zone_and_not_of_utc() -> None:
    just_past_midnight = datetime(2026, 11, 12, 0, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert read_day("today", just_past_midnight, "past") == date(2026, 11, 12)


# What is loaded


def test_words_without_months_load_nothing_of_dateutil() -> None:
    script = (
        "import sys; from datetime import datetime; from visitlog.model.when import read_when;"
        "read_when('明天下午三点半', datetime.fromisoformat('2026-11-11'), 'future');"
        "print(sorted(name for name in sys.modules if name.startswith('dateutil')));"
        "read_when('in a month', datetime.fromisoformat('2026-11-11'), 'future');"
        "print('dateutil.relativedelta' in sys.modules, 'dateutil.parser' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split("\n")[:2] == ["[]", "True False"]


# Laws


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120) | phrases | sayings, nows, directions, orders)
def test_any_text_is_understood_or_misuse(
    text: str, now: datetime, direction: Direction, order: DateOrder | None
) -> None:
    with suppress(Misuse):
        moment = read_when(text, now, direction, order)
        assert 1900 <= moment.on.year <= 2100
        assert moment.text == text


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=120) | phrases, nows)
def test_any_text_is_a_span_and_a_month_or_misuse(text: str, now: datetime) -> None:
    with suppress(Misuse):
        assert 1 <= read_duration(text) <= 36500
    with suppress(Misuse):
        first, last = read_period(text, now)
        assert first.day == (last + timedelta(days=1)).day == 1


@settings(max_examples=300, deadline=None)
@given(sayings | phrases, nows)
def test_past_never_lies_ahead_and_future_never_behind(text: str, now: datetime) -> None:
    with suppress(Misuse):
        assert read_day(text, now, "past") <= now.date()
    with suppress(Misuse):
        assert read_day(text, now, "future") >= now.date()


@settings(max_examples=200, deadline=None)
@given(sayings, nows)
def test_what_looks_ahead_is_the_same_where_any_day_may_be_meant(text: str, now: datetime) -> None:
    ahead = None
    with suppress(Misuse):
        ahead = read_when(text, now, "future")
    if ahead:
        assert read_when(text, now, "any") == ahead


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(DAYS), nows)
def test_known_day_is_refused_by_one_direction_at_most(text: str, now: datetime) -> None:
    assume(1905 <= now.year <= 2095)
    refused = 0
    for direction in ("past", "future"):
        try:
            read_day(text, now, "past" if direction == "past" else "future")
        except Misuse:
            refused += 1
    assert refused <= 1
    assert read_day(text, now, "any")


@settings(max_examples=150, deadline=None)
@given(days, nows)
def test_whole_dates_come_back_however_they_are_written(on: date, now: datetime) -> None:
    month = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")[on.month - 1]
    weekday = "一二三四五六日"[on.weekday()]
    for text in (
        on.isoformat(),
        f"{on:%Y%m%d}",
        f"{on.year}/{on.month}/{on.day}",
        f"{on.day} {month} {on.year}",
        f"{month} {on.day}, {on.year}",
        f"{on.year}年{on.month}月{on.day}日",
        f"{on.year}年{on.month}月{on.day}号周{weekday}",
    ):
        assert read_day(text, now, "any") == on


@settings(max_examples=150, deadline=None)
@given(days, nows, st.times())
def test_iso_moments_come_back(on: date, now: datetime, at: time) -> None:
    minute = at.replace(second=0, microsecond=0)
    for gap in (" ", "T"):
        moment = read_when(f"{on}{gap}{minute:%H:%M}", now, "any")
        assert (moment.on, moment.at) == (on, minute)


@settings(max_examples=100, deadline=None)
@given(days, nows)
def test_month_and_day_alone_are_the_nearest_in_the_direction(on: date, now: datetime) -> None:
    text = f"{on.month}月{on.day}日"
    for direction, step in (("past", -1), ("future", 1)):
        nearest = now.date()
        while (nearest.month, nearest.day) != (on.month, on.day):
            nearest += timedelta(days=step)
        assume(1900 <= nearest.year <= 2100)
        assert read_day(text, now, "past" if direction == "past" else "future") == nearest


@settings(max_examples=100, deadline=None)
@given(st.integers(0, 6), nows)
def test_weekday_alone_is_the_nearest_in_the_direction(weekday: int, now: datetime) -> None:
    english = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")[weekday]
    for text in (english, f"星期{'一二三四五六日'[weekday]}"):
        past, future = read_day(text, now, "past"), read_day(text, now, "future")
        assert past.weekday() == future.weekday() == weekday
        assert timedelta(0) <= now.date() - past < timedelta(days=7)
        assert timedelta(0) <= future - now.date() < timedelta(days=7)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 99), nows)
def test_chinese_and_english_numbers_agree_with_digits(count: int, now: datetime) -> None:
    tens, ones = divmod(count, 10)
    digits = "〇一二三四五六七八九"
    chinese = ("" if tens == 0 else "十" if tens == 1 else f"{digits[tens]}十") + (
        digits[ones] if ones else ""
    )
    expected = now.date() - timedelta(days=count)
    assert read_day(f"{chinese}天前", now, "any") == expected
    assert read_day(f"{count}天前", now, "any") == expected
    assert read_day(f"{count} days ago", now, "any") == expected
