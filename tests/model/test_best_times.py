"""How the words for a best time are understood, and which days and hours they make fit."""

from collections.abc import Sequence
from datetime import date, time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visitlog.model.best_times import Slot, next_suitable, read_best_time, slot_on, suits
from visitlog.model.calendars import DayKind, kind_of_day

MONDAY = date(2026, 11, 23)
THURSDAY = date(2026, 11, 26)
SATURDAY = date(2026, 11, 28)
SUNDAY = date(2026, 11, 29)


def told(slots: Sequence[Slot]) -> str:
    """The slots as the tables write them, days numbered from 1 for Monday: "12345 18:00-21:00"."""
    return ", ".join(
        f"{''.join(str(day + 1) for day in sorted(slot.weekdays))} {slot.start:%H:%M}-{slot.end:%H:%M}"
        for slot in slots
    )


ENGLISH = [
    ("weekday", "12345 09:00-21:00"),
    ("weekdays", "12345 09:00-21:00"),
    ("Workdays", "12345 09:00-21:00"),
    ("weekend", "67 09:00-21:00"),
    ("on weekends", "67 09:00-21:00"),
    ("daily", "1234567 09:00-21:00"),
    ("every day", "1234567 09:00-21:00"),
    ("any time", "1234567 09:00-21:00"),
    ("mon", "1 09:00-21:00"),
    ("Tuesdays", "2 09:00-21:00"),
    ("weds", "3 09:00-21:00"),
    ("thurs", "4 09:00-21:00"),
    ("mon. evenings", "1 18:00-21:00"),
    ("mon-fri", "12345 09:00-21:00"),
    ("Mon – Fri evenings", "12345 18:00-21:00"),
    ("tue to thu", "234 09:00-21:00"),
    ("from monday through wednesday", "123 09:00-21:00"),
    ("fri-mon", "1567 09:00-21:00"),
    ("early mornings", "1234567 07:00-09:00"),
    ("mornings", "1234567 09:00-12:00"),
    ("in the afternoon", "1234567 14:00-18:00"),
    ("at lunchtime", "1234567 12:00-14:00"),
    ("noon", "1234567 12:00-14:00"),
    ("nights", "1234567 18:00-21:00"),
    ("weekday evenings", "12345 18:00-21:00"),
    ("WEEKDAY  EVENINGS.", "12345 18:00-21:00"),
    ("sat morning", "6 09:00-12:00"),
    ("mon wed fri mornings", "135 09:00-12:00"),
    ("after 18:00", "1234567 18:00-23:59"),
    ("after 6", "1234567 18:00-23:59"),
    ("evenings after 7", "1234567 19:00-21:00"),
    ("before 10:00", "1234567 07:00-10:00"),
    ("before 7am", "1234567 00:00-07:00"),
    ("before noon", "1234567 07:00-12:00"),
    ("9:00", "1234567 09:00-10:00"),
    ("9am", "1234567 09:00-10:00"),
    ("6pm", "1234567 18:00-19:00"),
    ("at 6:30 p.m.", "1234567 18:30-19:30"),
    ("23:30", "1234567 23:30-23:59"),
    ("9-11", "1234567 09:00-11:00"),
    ("9:00-11:30", "1234567 09:00-11:30"),
    ("2-4", "1234567 14:00-16:00"),
    ("9 to 5", "1234567 09:00-17:00"),
    ("8-5pm", "1234567 08:00-17:00"),
    ("8:00-17:30", "1234567 08:00-17:30"),
    ("between 9 and 11", "1234567 09:00-11:00"),
    ("18:00-24:00", "1234567 18:00-23:59"),
    ("9-11 in the morning", "1234567 09:00-11:00"),
    ("10.30-noon", "1234567 10:30-12:00"),
    ("weekday evenings or weekends", "12345 18:00-21:00, 67 09:00-21:00"),
    ("weekends and weekday evenings", "67 09:00-21:00, 12345 18:00-21:00"),
    ("weekends and evenings", "67 09:00-21:00, 1234567 18:00-21:00"),
    ("mon and wed evenings", "1 18:00-21:00, 3 18:00-21:00"),
    ("mornings on Tue, Thu and Fri", "2 09:00-12:00, 4 09:00-12:00, 5 09:00-12:00"),
    ("Mon/Wed 9-11", "1 09:00-11:00, 3 09:00-11:00"),
    ("weekday mornings and evenings", "12345 09:00-12:00, 12345 18:00-21:00"),
    ("mornings and evenings on weekends", "67 09:00-12:00, 67 18:00-21:00"),
    ("sat morning sun afternoon", "6 09:00-12:00, 7 14:00-18:00"),
    ("sat, 9-11", "6 09:00-11:00"),
    ("evenings, mon-fri", "12345 18:00-21:00"),
    ("mon-fri 9:00-17:00, sat 9:00-12:00", "12345 09:00-17:00, 6 09:00-12:00"),
    ("sun and sun", "7 09:00-21:00"),
]

CHINESE = [
    ("工作日", "12345 09:00-21:00"),
    ("平时", "12345 09:00-21:00"),
    ("周末", "67 09:00-21:00"),
    ("週末", "67 09:00-21:00"),
    ("每天", "1234567 09:00-21:00"),
    ("随时", "1234567 09:00-21:00"),
    ("星期天", "7 09:00-21:00"),
    ("礼拜三", "3 09:00-21:00"),
    ("禮拜三下午", "3 14:00-18:00"),
    ("周一到周五", "12345 09:00-21:00"),
    ("周一至五晚上", "12345 18:00-21:00"),
    ("周一—周三", "123 09:00-21:00"),
    ("周二周四", "24 09:00-21:00"),
    ("周一三五", "135 09:00-21:00"),
    ("周六日", "67 09:00-21:00"),
    ("周二、四下午", "24 14:00-18:00"),
    ("每周三下午", "3 14:00-18:00"),
    ("每个周末", "67 09:00-21:00"),
    ("清晨", "1234567 07:00-09:00"),
    ("上午", "1234567 09:00-12:00"),
    ("早上", "1234567 09:00-12:00"),
    ("中午", "1234567 12:00-14:00"),
    ("下午", "1234567 14:00-18:00"),
    ("晚上", "1234567 18:00-21:00"),
    ("傍晚", "1234567 18:00-21:00"),
    ("夜里", "1234567 18:00-21:00"),
    ("早晚", "1234567 09:00-12:00, 1234567 18:00-21:00"),
    ("工作日晚上", "12345 18:00-21:00"),
    ("周末 上午", "67 09:00-12:00"),
    ("周末，上午", "67 09:00-12:00"),
    ("周末的上午", "67 09:00-12:00"),
    ("18点以后", "1234567 18:00-23:59"),
    ("１８：００以后", "1234567 18:00-23:59"),
    ("6pm以后", "1234567 18:00-23:59"),
    ("Mon晚上", "1 18:00-21:00"),
    ("9點以後", "1234567 09:00-23:59"),
    ("9点前", "1234567 07:00-09:00"),
    ("中午以前", "1234567 07:00-12:00"),
    ("每晚8点后", "1234567 20:00-21:00"),
    ("下午3点以后", "1234567 15:00-18:00"),
    ("晚上9点后", "1234567 21:00-23:59"),
    ("上午10点前", "1234567 09:00-10:00"),
    ("上午9点", "1234567 09:00-10:00"),
    ("下午三点半", "1234567 15:30-16:30"),
    ("九点一刻", "1234567 09:15-10:15"),
    ("9点05分", "1234567 09:05-10:05"),
    ("周一三点", "1 15:00-16:00"),
    ("周二二十点", "2 20:00-21:00"),
    ("晚上7点到9点", "1234567 19:00-21:00"),
    ("晚上七到九点", "1234567 19:00-21:00"),
    ("上午9点到下午5点", "1234567 09:00-17:00"),
    ("上午10点到1点", "1234567 10:00-13:00"),
    ("中午12点到1点", "1234567 12:00-13:00"),
    ("下午2:00～4:30", "1234567 14:00-16:30"),
    ("周一、三、五晚上7点到9点", "135 19:00-21:00"),
    ("周末、工作日晚上", "67 09:00-21:00, 12345 18:00-21:00"),
    ("周六和周日上午", "6 09:00-12:00, 7 09:00-12:00"),
    ("周六上午周日下午", "6 09:00-12:00, 7 14:00-18:00"),
    ("周三晚上或者周五下午", "3 18:00-21:00, 5 14:00-18:00"),
    ("周末上午或晚上", "67 09:00-12:00, 67 18:00-21:00"),
    ("工作日18:00-20:00，周末全天", "12345 18:00-20:00, 67 09:00-21:00"),
    ("上午9点下午3点", "1234567 09:00-10:00, 1234567 15:00-16:00"),
]

NOT_UNDERSTOOD = [
    *("", "   ", "and", "on", "9", "31", "later", "after work", "around 9", "next monday", "tonight"),
    *("not mondays", "never", "weekdays except fri", "no evenings", "every other monday", "monthly"),
    *("mornings, please", "9-11 weeks", "25:00", "9:60", "24:00", "22:00-6:00", "18:00-18:00", "8pm-7am"),
    *("after 7", "before 8", "7-9", "evening weekends morning", "2026-11-23", "mornings" + " " * 100 + "x"),
    *(
        "不要",
        "不要周一",
        "别晚上来",
        "周末不方便",
        "下班后",
        "今晚",
        "下周一",
        "第一个周六",
        "每两周",
        "周三除外",
    ),
    *(
        "7点",
        "8点以后",
        "晚上12点",
        "下午25点",
        "晚点",
        "早点",
        "3-5天",
        "9-11月",
        "周三到五点",
        "九点六十",
        "周①",
    ),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_best_time_said_in_english(text: str, expected: str) -> None:
    assert told(read_best_time(text)) == expected


@pytest.mark.parametrize(("text", "expected"), CHINESE)
def test_best_time_said_in_chinese(text: str, expected: str) -> None:
    assert told(read_best_time(text)) == expected


@pytest.mark.parametrize("text", NOT_UNDERSTOOD)
def test_nothing_is_guessed_from_words_unknown_or_unclear(text: str) -> None:
    assert read_best_time(text) == ()


def test_start_suits_and_end_does_not() -> None:
    assert suits(["weekday evenings"], MONDAY, time(18), "workday") is True
    assert suits(["weekday evenings"], MONDAY, time(20, 59), "workday") is True
    assert suits(["weekday evenings"], MONDAY, time(21), "workday") is False
    assert suits(["weekday evenings"], MONDAY, time(17, 59), "workday") is False


def test_day_without_an_hour_suits_if_any_of_its_hours_do() -> None:
    assert suits(["sat mornings"], SATURDAY, None, "weekend") is True
    assert suits(["sat mornings"], SUNDAY, None, "weekend") is False


def test_one_of_several_texts_is_enough_and_those_not_understood_are_passed_over() -> None:
    assert suits(["下班后", "周末", "mon 9-11"], MONDAY, time(10), "workday") is True
    assert suits(["下班后", "周末"], MONDAY, time(10), "workday") is False


@pytest.mark.parametrize("texts", [[], [""], ["下班后"], ["not mondays", "ask her son"]])
def test_nothing_understood_neither_suits_nor_does_not(texts: list[str]) -> None:
    assert suits(texts, MONDAY, time(10), "workday") is None
    assert slot_on(texts, MONDAY, "workday") is None
    assert next_suitable(texts, kind_of_day, MONDAY, 30) is None


@pytest.mark.parametrize(
    ("text", "day", "kind", "expected"),
    [
        ("weekends", THURSDAY, "holiday", True),
        ("weekdays", THURSDAY, "holiday", False),
        ("mon-fri", THURSDAY, "holiday", False),
        ("thursdays", THURSDAY, "holiday", True),
        ("saturdays", THURSDAY, "holiday", False),
        ("every day", THURSDAY, "holiday", True),
        ("weekends", SATURDAY, "holiday", True),
        ("weekends", SATURDAY, "makeup_workday", False),
        ("weekdays", SATURDAY, "makeup_workday", True),
        ("saturdays", SATURDAY, "makeup_workday", True),
        ("mondays", SATURDAY, "makeup_workday", False),
        ("daily", SATURDAY, "makeup_workday", True),
        ("mon-sat", SATURDAY, "weekend", True),
        ("mon-sat", SUNDAY, "weekend", False),
    ],
)
def test_holiday_is_weekend_and_makeup_workday_workday_but_a_named_day_stays_itself(
    text: str, day: date, kind: DayKind, expected: bool
) -> None:
    assert suits([text], day, None, kind) is expected


def test_earliest_hours_of_a_day_come_first_whatever_was_said_first() -> None:
    assert slot_on(["evenings and sat 9-11", "sat 9:30-10:00"], SATURDAY, "weekend") == (time(9), time(11))
    assert slot_on(["evenings and sat 9-11"], MONDAY, "workday") == (time(18), time(21))
    assert slot_on(["sat 9-11"], MONDAY, "workday") is None


def test_next_suitable_day_may_be_the_first() -> None:
    assert next_suitable(["weekday evenings"], kind_of_day, MONDAY, 1) == (MONDAY, time(18), time(21))


def test_next_suitable_day_lies_within_the_days_asked_for() -> None:
    assert next_suitable(["sat"], kind_of_day, MONDAY, 6) == (SATURDAY, time(9), time(21))
    assert next_suitable(["sat"], kind_of_day, MONDAY, 5) is None
    assert next_suitable(["mon"], kind_of_day, MONDAY, 0) is None
    assert next_suitable(["mon"], kind_of_day, MONDAY, -3) is None


def test_hours_that_are_over_are_passed_over_and_those_that_have_begun_are_not() -> None:
    texts = ["mon 9-11", "mon evenings"]
    assert next_suitable(texts, kind_of_day, MONDAY, 8, time(10, 59)) == (MONDAY, time(9), time(11))
    assert next_suitable(texts, kind_of_day, MONDAY, 8, time(11)) == (MONDAY, time(18), time(21))
    assert next_suitable(texts, kind_of_day, MONDAY, 8, time(21)) == (date(2026, 11, 30), time(9), time(11))


def test_next_suitable_day_follows_the_calendar_given() -> None:
    def kind_of(day: date) -> DayKind:
        return "holiday" if day == THURSDAY else kind_of_day(day)

    assert next_suitable(["weekends"], kind_of, MONDAY, 14) == (THURSDAY, time(9), time(21))
    assert next_suitable(["工作日晚上"], kind_of, THURSDAY, 14) == (date(2026, 11, 27), time(18), time(21))


def test_next_suitable_day_does_not_run_past_the_last_day_there_is() -> None:
    assert next_suitable(["mondays"], kind_of_day, date(9999, 12, 30), 60) is None


WORDS = [
    "mon",
    "weekends",
    "evenings",
    "after",
    "9",
    "18:00",
    "-",
    "to",
    "and",
    ",",
    "周",
    "一",
    "到",
    "五",
    "点",
    "半",
]
WORDS += [
    "晚上",
    "、",
    "以后",
    "前",
    "十",
    "两",
    "24",
    "noon",
    "between",
    "pm",
    "at",
    "(",
    "分",
    "刻",
    "星期",
    "日",
]


@settings(deadline=None)
@given(st.one_of(st.text(max_size=40), st.lists(st.sampled_from([*WORDS, " "]), max_size=12).map("".join)))
def test_any_text_is_read_without_failing_into_hours_in_order(text: str) -> None:
    for slot in read_best_time(text):
        assert slot.weekdays
        assert slot.weekdays <= set(range(7))
        assert slot.start < slot.end


@settings(deadline=None)
@given(st.sampled_from([text for text, _ in ENGLISH + CHINESE]), st.dates(), st.integers(0, 20))
def test_next_suitable_moment_suits(text: str, first: date, days: int) -> None:
    found = next_suitable([text], kind_of_day, first, days)
    if found:
        day, start, end = found
        assert start < end
        assert suits([text], day, start, kind_of_day(day)) is True
    elif days > 6 and first.year < 9999:
        raise AssertionError(text)
