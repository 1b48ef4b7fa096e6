"""Days and moments as people write them, in both languages."""

from collections.abc import Mapping
from datetime import date, datetime, time

from visitlog.render.language import current_language

WEEKDAYS: Mapping[str, tuple[str, ...]] = {
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
    "zh": ("周一", "周二", "周三", "周四", "周五", "周六", "周日"),
}
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LONG_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
NEAR_DAYS = 14
"""Within so many days a weekday and the day of the month say enough."""


def _is_chinese() -> bool:
    return current_language() == "zh"


def weekday(day: date) -> str:
    """Mon; 周一."""
    return WEEKDAYS[current_language()][day.weekday()]


def full(day: date) -> str:
    """Mon 23 Nov 2026; 2026年11月23日 周一."""
    if _is_chinese():
        return f"{day.year}年{day.month}月{day.day}日 {weekday(day)}"
    return f"{weekday(day)} {day.day} {MONTHS[day.month - 1]} {day.year}"


def long(day: date, today: date) -> str:
    """Mon 23 Nov, with the year when it is another one; 11月23日 周一."""
    if day.year != today.year:
        return full(day)
    if _is_chinese():
        return f"{day.month}月{day.day}日 {weekday(day)}"
    return f"{weekday(day)} {day.day} {MONTHS[day.month - 1]}"


def short(day: date, today: date) -> str:
    """Fri 20 when near, Fri 4 Dec when in another month, 20 Nov when not near, 20 Nov 2025 in another year.

    周五20日, 12月4日周五, 11月20日.
    """
    if abs((day - today).days) > NEAR_DAYS:
        return calendar_day(day, today)
    if day.month == today.month:
        return f"{weekday(day)}{day.day}日" if _is_chinese() else f"{weekday(day)} {day.day}"
    if _is_chinese():
        return f"{day.month}月{day.day}日{weekday(day)}"
    return f"{weekday(day)} {day.day} {MONTHS[day.month - 1]}"


def calendar_day(day: date, today: date) -> str:
    """12 Sep, with the year when it is another one; 9月12日."""
    return day_and_month(day.day, day.month, None if day.year == today.year else day.year)


def day_and_month(day: int, month: int, year: int | None) -> str:
    """2 Mar 1950, or 2 Mar when the year is not known; 1950年3月2日."""
    if _is_chinese():
        return f"{'' if year is None else f'{year}年'}{month}月{day}日"
    return f"{day} {MONTHS[month - 1]}{'' if year is None else f' {year}'}"


LUNAR_MONTHS = "正二三四五六七八九十冬腊"
LUNAR_DAYS = (
    *("初一", "初二", "初三", "初四", "初五", "初六", "初七", "初八", "初九", "初十"),
    *("十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十"),
    *("廿一", "廿二", "廿三", "廿四", "廿五", "廿六", "廿七", "廿八", "廿九", "三十"),
)


def lunar(day: int, month: int, year: int | None = None, is_leap: bool = False) -> str:
    """Lunar: 10th month, 20th; 农历十月二十; with the year when it is given."""
    if _is_chinese():
        when = "" if year is None else f"{year}年"
        return f"农历{when}{'闰' if is_leap else ''}{LUNAR_MONTHS[month - 1]}月{LUNAR_DAYS[day - 1]}"
    leap = "leap " if is_leap else ""
    return f"lunar: {leap}{_ordinal(month)} month, {_ordinal(day)}{'' if year is None else f', {year}'}"


def _ordinal(number: int) -> str:
    """1st, 2nd, 11th, 23rd."""
    ending = "th" if 10 < number < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def lunar_of(day: date) -> str:
    """The lunar day of a day where Chinese is spoken, "" elsewhere and where it can't be known."""
    if not _is_chinese():
        return ""
    from visitlog.model.calendars import MissingLunar, lunar_day  # its library is loaded for this alone

    try:
        found = lunar_day(day)
    except MissingLunar:
        return ""
    return "" if found is None else lunar(found.day, found.month, is_leap=found.is_leap)


def month(day: date) -> str:
    """October 2026; 2026年10月."""
    return f"{day.year}年{day.month}月" if _is_chinese() else f"{LONG_MONTHS[day.month - 1]} {day.year}"


def year(day: date) -> str:
    """2026; 2026年."""
    return f"{day.year}年" if _is_chinese() else str(day.year)


def clock(at: time) -> str:
    """15:00."""
    return at.strftime("%H:%M")


def moment(at: datetime) -> str:
    """23 Nov 2026 15:00, always with the year, for history."""
    if _is_chinese():
        return f"{at.year}年{at.month}月{at.day}日 {clock(at.time())}"
    return f"{at.day} {MONTHS[at.month - 1]} {at.year} {clock(at.time())}"
