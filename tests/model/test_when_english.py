"""How days and times said in English are understood."""

from datetime import datetime

import pytest

from visitlog.model.errors import Misuse
from visitlog.model.when import Direction, Moment, TwoReadings, UnreadableWhen, read_when

WEDNESDAY = datetime.fromisoformat("2026-11-11 10:15")
SUNDAY = datetime.fromisoformat("2026-11-08 18:00")
JANUARY_31 = datetime.fromisoformat("2026-01-31 09:00")
LEAP_DAY = datetime.fromisoformat("2028-02-29 09:00")
NEW_YEARS_EVE = datetime.fromisoformat("2026-12-31 23:50")


def told(moment: Moment) -> str:
    """The day, and the time if there is one, as the tables write them."""
    return f"{moment.on}" if moment.at is None else f"{moment.on} {moment.at:%H:%M}"


ON_A_WEDNESDAY: list[tuple[str, Direction, str]] = [
    ("2026-11-03", "past", "2026-11-03"),
    (" 2026-11-03 ", "past", "2026-11-03"),
    ("2026-11-03 15:00", "past", "2026-11-03 15:00"),
    ("2026-11-03T15:00", "past", "2026-11-03 15:00"),
    ("2026-11-03t15:00:00", "past", "2026-11-03 15:00"),
    ("2026-11-03 at 3pm", "past", "2026-11-03 15:00"),
    ("20261103", "past", "2026-11-03"),
    ("20261103 15:00", "past", "2026-11-03 15:00"),
    ("2026-1-3", "past", "2026-01-03"),
    ("2026/11/03", "past", "2026-11-03"),
    ("2026.11.03", "past", "2026-11-03"),
    ("3 march", "past", "2026-03-03"),
    ("3 march", "future", "2027-03-03"),
    ("3 march", "any", "2027-03-03"),
    ("3 MARCH", "past", "2026-03-03"),
    ("  3   march ", "past", "2026-03-03"),
    ("3rd of march", "past", "2026-03-03"),
    ("the 3rd of march", "past", "2026-03-03"),
    ("march the 3rd", "past", "2026-03-03"),
    ("3march", "past", "2026-03-03"),
    ("march 3", "past", "2026-03-03"),
    ("mar. 3", "past", "2026-03-03"),
    ("mar 3 at 14:30", "past", "2026-03-03 14:30"),
    ("mar 3 14:30", "past", "2026-03-03 14:30"),
    ("may 5", "past", "2026-05-05"),
    ("3rd march 2026", "past", "2026-03-03"),
    ("3 march 2026 14:30", "past", "2026-03-03 14:30"),
    ("march 3, 2026", "past", "2026-03-03"),
    ("march 3rd 2026, 3pm", "past", "2026-03-03 15:00"),
    ("3-mar-2026", "past", "2026-03-03"),
    ("3 march last year", "past", "2025-03-03"),
    ("march 3 next year", "future", "2027-03-03"),
    ("11 november", "past", "2026-11-11"),
    ("11 november", "future", "2026-11-11"),
    ("12 november", "past", "2025-11-12"),
    ("10 november", "future", "2027-11-10"),
    ("29 february", "past", "2024-02-29"),
    ("29 february", "future", "2028-02-29"),
    ("the 3rd", "past", "2026-11-03"),
    ("the 3rd", "future", "2026-12-03"),
    ("21st", "past", "2026-10-21"),
    ("the 31st", "past", "2026-10-31"),
    ("the 31st", "future", "2026-12-31"),
    ("on the 11th", "future", "2026-11-11"),
    ("3rd of next month", "future", "2026-12-03"),
    ("the 5th of last month", "past", "2026-10-05"),
    ("25/12/2026", "future", "2026-12-25"),
    ("12/25/2026", "future", "2026-12-25"),
    ("25.12.2026", "future", "2026-12-25"),
    ("25.12", "future", "2026-12-25"),
    ("24.12", "future", "2026-12-24"),
    ("10.30.2026", "past", "2026-10-30"),
    ("10/30", "past", "2026-10-30"),
    ("25-12", "past", "2025-12-25"),
    ("3/3", "past", "2026-03-03"),
    ("3/3/2026", "past", "2026-03-03"),
    ("mon 16 nov 2026", "future", "2026-11-16"),
    ("friday, 6 november", "past", "2026-11-06"),
    ("friday the 13th", "future", "2026-11-13"),
    ("2026-11-13 (fri)", "future", "2026-11-13"),
    ("2026-11-13 fri 15:00", "future", "2026-11-13 15:00"),
    ("today", "past", "2026-11-11"),
    ("today", "future", "2026-11-11"),
    ("today at 23:00", "past", "2026-11-11 23:00"),
    ("today at 08:00", "future", "2026-11-11 08:00"),
    ("yesterday", "past", "2026-11-10"),
    ("Yesterday", "any", "2026-11-10"),
    ("the day before yesterday", "past", "2026-11-09"),
    ("day before yesterday", "past", "2026-11-09"),
    ("tomorrow", "future", "2026-11-12"),
    ("the day after tomorrow", "future", "2026-11-13"),
    ("3 days ago", "past", "2026-11-08"),
    ("a day ago", "past", "2026-11-10"),
    ("0 days ago", "past", "2026-11-11"),
    ("two weeks ago", "past", "2026-10-28"),
    ("twenty-one days ago", "past", "2026-10-21"),
    ("nineteen days ago", "past", "2026-10-23"),
    ("ninety-nine days ago", "past", "2026-08-04"),
    ("a fortnight ago", "past", "2026-10-28"),
    ("a month ago", "past", "2026-10-11"),
    ("half a year ago", "past", "2026-05-11"),
    ("3 days ago at noon", "past", "2026-11-08 12:00"),
    ("in a month", "future", "2026-12-11"),
    ("in 3 days", "future", "2026-11-14"),
    ("in three days' time", "future", "2026-11-14"),
    ("in 3 days time", "future", "2026-11-14"),
    ("in a week’s time", "future", "2026-11-18"),
    ("in 2 years", "future", "2028-11-11"),
    ("3 days from now", "future", "2026-11-14"),
    ("two weeks from today", "future", "2026-11-25"),
    ("+3d", "future", "2026-11-14"),
    ("+ 3 days", "future", "2026-11-14"),
    ("+1m", "future", "2026-12-11"),
    ("+1y", "future", "2027-11-11"),
    ("-2w", "past", "2026-10-28"),
    ("-2w", "any", "2026-10-28"),
    ("\u22122w", "past", "2026-10-28"),
    ("\uff0d2w", "past", "2026-10-28"),
    ("\uff0b3d", "future", "2026-11-14"),
    ("friday", "past", "2026-11-06"),
    ("friday", "future", "2026-11-13"),
    ("friday", "any", "2026-11-13"),
    ("on friday", "future", "2026-11-13"),
    ("fri", "future", "2026-11-13"),
    ("wednesday", "past", "2026-11-11"),
    ("wednesday", "future", "2026-11-11"),
    ("thursday", "past", "2026-11-05"),
    ("tuesday", "future", "2026-11-17"),
    ("next friday", "future", "2026-11-20"),
    ("next tuesday", "future", "2026-11-17"),
    ("last monday", "past", "2026-11-02"),
    ("last friday", "past", "2026-11-06"),
    ("this friday", "future", "2026-11-13"),
    ("this monday", "past", "2026-11-09"),
    ("friday next week", "future", "2026-11-20"),
    ("friday of last week", "past", "2026-11-06"),
    ("next week on friday", "future", "2026-11-20"),
    ("next week friday", "future", "2026-11-20"),
    ("next week", "future", "2026-11-18"),
    ("last week", "past", "2026-11-04"),
    ("next month", "future", "2026-12-11"),
    ("last month", "past", "2026-10-11"),
    ("next year", "future", "2027-11-11"),
    ("last year", "past", "2025-11-11"),
    ("end of month", "future", "2026-11-30"),
    ("the end of the month", "future", "2026-11-30"),
    ("end of next month", "future", "2026-12-31"),
    ("end of last month", "past", "2026-10-31"),
    ("end of the year", "future", "2026-12-31"),
    ("end of year", "future", "2026-12-31"),
    ("end of next year", "future", "2027-12-31"),
    ("end of march", "past", "2026-03-31"),
    ("end of march", "future", "2027-03-31"),
    ("end of december", "past", "2025-12-31"),
    ("end of january", "future", "2027-01-31"),
    ("end of february 2028", "future", "2028-02-29"),
    ("this afternoon", "past", "2026-11-11"),
    ("this afternoon", "future", "2026-11-11"),
    ("this afternoon at 3", "future", "2026-11-11 15:00"),
    ("this morning at 9:30", "past", "2026-11-11 09:30"),
    ("tonight", "future", "2026-11-11"),
    ("tonight at 8", "future", "2026-11-11 20:00"),
    ("at 8 tonight", "future", "2026-11-11 20:00"),
    ("8pm tonight", "future", "2026-11-11 20:00"),
    ("last night", "past", "2026-11-10"),
    ("last night at 8", "past", "2026-11-10 20:00"),
    ("tomorrow morning", "future", "2026-11-12"),
    ("tomorrow in the morning", "future", "2026-11-12"),
    ("friday evening", "past", "2026-11-06"),
    ("tomorrow at 3pm", "future", "2026-11-12 15:00"),
    ("tomorrow, 3 pm", "future", "2026-11-12 15:00"),
    ("tomorrow 3:30 p.m.", "future", "2026-11-12 15:30"),
    ("tomorrow at 3.30pm", "future", "2026-11-12 15:30"),
    ("tomorrow at 3 in the afternoon", "future", "2026-11-12 15:00"),
    ("tomorrow at 3 o'clock in the afternoon", "future", "2026-11-12 15:00"),
    ("tomorrow morning at 9", "future", "2026-11-12 09:00"),
    ("tomorrow afternoon at 15:00", "future", "2026-11-12 15:00"),
    ("tomorrow at 14:30", "future", "2026-11-12 14:30"),
    ("tomorrow 10:30", "future", "2026-11-12 10:30"),
    ("tomorrow 03:30", "future", "2026-11-12 03:30"),
    ("tomorrow at 15", "future", "2026-11-12 15:00"),
    ("tomorrow at 12:30", "future", "2026-11-12 12:30"),
    ("tomorrow 11am", "future", "2026-11-12 11:00"),
    ("tomorrow 11pm", "future", "2026-11-12 23:00"),
    ("tomorrow 1am", "future", "2026-11-12 01:00"),
    ("tomorrow 3.30pm", "future", "2026-11-12 15:30"),
    ("tomorrow at 11 at night", "future", "2026-11-12 23:00"),
    ("tomorrow 12pm", "future", "2026-11-12 12:00"),
    ("tomorrow 12am", "future", "2026-11-12 00:00"),
    ("tomorrow at noon", "future", "2026-11-12 12:00"),
    ("noon tomorrow", "future", "2026-11-12 12:00"),
    ("3pm on friday", "future", "2026-11-13 15:00"),
    ("at 15:00 on friday", "past", "2026-11-06 15:00"),
    ("friday at 3pm", "past", "2026-11-06 15:00"),
    ("at 14:30", "future", "2026-11-11 14:30"),
    ("3pm", "any", "2026-11-11 15:00"),
    ("9am", "past", "2026-11-11 09:00"),
    ("9am", "any", "2026-11-11 09:00"),
    ("noon", "future", "2026-11-11 12:00"),
    ("10:15", "past", "2026-11-11 10:15"),
    ("10:15", "future", "2026-11-11 10:15"),
    ("by friday", "future", "2026-11-13"),
    ("by friday at 3pm", "future", "2026-11-13 15:00"),
    ("by 3pm", "future", "2026-11-11 15:00"),
    ("by 3 march", "future", "2027-03-03"),
    ("by the end of the month", "future", "2026-11-30"),
    ("by 周五", "future", "2026-11-13"),
    ("within 3 days", "future", "2026-11-14"),
    ("within the next 3 days", "future", "2026-11-14"),
    ("within a week", "future", "2026-11-18"),
    ("within a month", "future", "2026-12-11"),
    ("within this week", "future", "2026-11-15"),
    ("within this month", "any", "2026-11-30"),
    ("within this year", "any", "2026-12-31"),
]

ON_OTHER_DAYS: list[tuple[datetime, str, Direction, str]] = [
    (SUNDAY, "sunday", "past", "2026-11-08"),
    (SUNDAY, "sunday", "future", "2026-11-08"),
    (SUNDAY, "friday", "past", "2026-11-06"),
    (SUNDAY, "last friday", "past", "2026-10-30"),
    (SUNDAY, "this friday", "past", "2026-11-06"),
    (SUNDAY, "next monday", "future", "2026-11-09"),
    (SUNDAY, "next sunday", "future", "2026-11-15"),
    (SUNDAY, "monday", "future", "2026-11-09"),
    (SUNDAY, "within this week", "future", "2026-11-08"),
    (JANUARY_31, "in a month", "future", "2026-02-28"),
    (JANUARY_31, "next month", "future", "2026-02-28"),
    (JANUARY_31, "+3m", "future", "2026-04-30"),
    (JANUARY_31, "two months ago", "past", "2025-11-30"),
    (JANUARY_31, "last month", "past", "2025-12-31"),
    (JANUARY_31, "end of month", "past", "2026-01-31"),
    (JANUARY_31, "end of next month", "future", "2026-02-28"),
    (JANUARY_31, "the 30th", "future", "2026-03-30"),
    (JANUARY_31, "the 31st", "future", "2026-01-31"),
    (JANUARY_31, "tomorrow", "future", "2026-02-01"),
    (LEAP_DAY, "next year", "future", "2029-02-28"),
    (LEAP_DAY, "last year", "past", "2027-02-28"),
    (LEAP_DAY, "29 february", "past", "2028-02-29"),
    (LEAP_DAY, "29 february", "future", "2028-02-29"),
    (LEAP_DAY, "in a month", "future", "2028-03-29"),
    (LEAP_DAY, "end of february", "past", "2028-02-29"),
    (LEAP_DAY, "4 years ago", "past", "2024-02-29"),
    (LEAP_DAY, "tomorrow", "future", "2028-03-01"),
    (datetime.fromisoformat("2028-03-01 00:00"), "yesterday", "past", "2028-02-29"),
    (datetime.fromisoformat("2026-03-31 00:00"), "last month", "past", "2026-02-28"),
    (datetime.fromisoformat("2026-03-15 00:00"), "the 31st", "past", "2026-01-31"),
    (datetime.fromisoformat("2097-01-01 00:00"), "29 february", "past", "2096-02-29"),
    (NEW_YEARS_EVE, "tomorrow", "future", "2027-01-01"),
    (NEW_YEARS_EVE, "next month", "future", "2027-01-31"),
    (NEW_YEARS_EVE, "in 2 months", "future", "2027-02-28"),
    (NEW_YEARS_EVE, "next friday", "future", "2027-01-08"),
    (NEW_YEARS_EVE, "friday", "future", "2027-01-01"),
    (NEW_YEARS_EVE, "end of the year", "past", "2026-12-31"),
    (NEW_YEARS_EVE, "end of next month", "future", "2027-01-31"),
    (NEW_YEARS_EVE, "3 march", "future", "2027-03-03"),
    (NEW_YEARS_EVE, "1 january", "past", "2026-01-01"),
    (NEW_YEARS_EVE, "the 1st", "future", "2027-01-01"),
]

UNREADABLE = [
    "",
    "   ",
    "\x00",
    "\ud800",
    "friday\ud800",
    "friday maybe",
    "maybe friday",
    "friday or saturday",
    "friday,",
    "3",
    "3 days",
    "3d",
    "+3",
    "- a year",
    "-3",
    "in 2 hours",
    "in a while",
    "soon",
    "march",
    "march 2026",
    "2026-11",
    "2026",
    "2026-W45-2",
    "2026-307",
    "2026-11-03T15:00Z",
    "2026-11-03T15:00+01:00",
    "2026-11-03 15:00 sharp",
    "2026-11-03 24:00",
    "2026-11-03 25:00",
    "2026-11-03 14:60",
    "2026-11-03-04",
    "3\u00b2 march",
    "tomorrow 3",
    "tomorrow 15",
    "15 friday",
    "march 13pm",
    "tomorrow 13pm",
    "tomorrow morning at 15:00",
    "tomorrow afternoon at 9am",
    "3-5pm",
    "friday 3-5pm",
    "afternoon",
    "in the morning",
    "this week",
    "this month",
    "by next week",
    "before next month",
    "within",
    "within the hour",
    "by",
    "x" * 1_000_000,
    "friday " * 20,
]

TWO_READINGS: list[tuple[str, str, str]] = [
    ("03/04/2025", "2025-04-03", "2025-03-04"),
    ("03.04.2025", "2025-04-03", "2025-03-04"),
    ("3-4-2025", "2025-04-03", "2025-03-04"),
    ("3/4", "2027-04-03", "2027-03-04"),
    ("3.4", "2027-04-03", "2027-03-04"),
    ("3-4", "2027-04-03", "2027-03-04"),
    ("10.30", "2027-10-30", "2026-11-11 10:30"),
    ("tomorrow at 3", "2026-11-12 03:00", "2026-11-12 15:00"),
    ("tomorrow at 3 o'clock", "2026-11-12 03:00", "2026-11-12 15:00"),
    ("tomorrow 3:30", "2026-11-12 03:30", "2026-11-12 15:30"),
    ("2026-11-12 9:30", "2026-11-12 09:30", "2026-11-12 21:30"),
    ("tomorrow at 12", "2026-11-12 00:00", "2026-11-12 12:00"),
    ("tomorrow morning at 12", "2026-11-12 00:00", "2026-11-12 12:00"),
    ("tomorrow at midnight", "2026-11-12 00:00", "2026-11-13 00:00"),
    ("tonight at midnight", "2026-11-11 00:00", "2026-11-12 00:00"),
    ("tonight at 12am", "2026-11-11 00:00", "2026-11-12 00:00"),
    ("tonight at 1", "2026-11-11 01:00", "2026-11-12 01:00"),
    ("3:30", "2026-11-11 03:30", "2026-11-11 15:30"),
    ("before friday", "2026-11-12", "2026-11-13"),
    ("before 3 march", "2027-03-02", "2027-03-03"),
    ("weekend", "2026-11-14", "2026-11-15"),
    ("next weekend", "2026-11-21", "2026-11-22"),
    ("end of the week", "2026-11-13", "2026-11-15"),
    ("end of week", "2026-11-13", "2026-11-15"),
    ("end of next week", "2026-11-20", "2026-11-22"),
]


@pytest.mark.parametrize(("text", "direction", "expected"), ON_A_WEDNESDAY)
def test_english_words_said_on_a_wednesday_mean(text: str, direction: Direction, expected: str) -> None:
    assert told(read_when(text, WEDNESDAY, direction)) == expected


@pytest.mark.parametrize(("now", "text", "direction", "expected"), ON_OTHER_DAYS)
def test_english_words_said_on_awkward_days_mean(
    now: datetime, text: str, direction: Direction, expected: str
) -> None:
    assert told(read_when(text, now, direction)) == expected


@pytest.mark.parametrize("text", UNREADABLE, ids=lambda text: ascii(text[:30]))
@pytest.mark.parametrize("direction", ["past", "future", "any"])
def test_english_words_that_are_no_day_are_refused(text: str, direction: Direction) -> None:
    with pytest.raises(UnreadableWhen) as refusal:
        read_when(text, WEDNESDAY, direction)
    assert len(str(refusal.value)) < 250


@pytest.mark.parametrize(("text", "first", "second"), TWO_READINGS)
def test_english_words_with_two_readings_are_refused_with_both(text: str, first: str, second: str) -> None:
    with pytest.raises(TwoReadings) as refusal:
        read_when(text, WEDNESDAY, "any")
    assert (str(refusal.value.first), str(refusal.value.second)) == (first, second)
    assert f"{first} or as {second}" in str(refusal.value)


@pytest.mark.parametrize(
    "text",
    [
        "30 february",
        "february 30 2026",
        "31 april",
        "29 february 2027",
        "2026-02-29",
        "2026-02-30",
        "2026-13-01",
        "20260230",
        "30/2/2026",
        "31/4",
        "32/13/2026",
        "the 32nd",
        "0 march",
        "31st of next month",
    ],
)
def test_day_that_the_calendar_lacks_is_refused(text: str) -> None:
    with pytest.raises(Misuse, match="no such day"):
        read_when(text, datetime.fromisoformat("2026-10-05 00:00"), "any")


@pytest.mark.parametrize("text", ["3/4/26", "25/12/26", "3 march 26", "march 3, 26", "03.04.25"])
def test_year_of_two_digits_is_refused(text: str) -> None:
    with pytest.raises(Misuse, match="four digits"):
        read_when(text, WEDNESDAY, "any")


@pytest.mark.parametrize(
    "text",
    [
        "1899-12-31",
        "2101-01-01",
        "3 march 1066",
        "in 99999 days",
        "in 999999999 years",
        "999999999 weeks ago",
        "before 2026 years ago",
        "0000-01-01",
        "3/4/0000",
        "end of december 9999",
    ],
)
def test_year_outside_1900_to_2100_is_refused(text: str) -> None:
    with pytest.raises(Misuse):
        read_when(text, WEDNESDAY, "any")


@pytest.mark.parametrize(
    "text", ["fri 16 nov 2026", "friday, 3 march 2026", "2026-11-13 (thu)", "monday the 13th"]
)
def test_date_with_a_wrong_weekday_is_refused(text: str) -> None:
    with pytest.raises(Misuse, match="weekday"):
        read_when(text, WEDNESDAY, "any")
