"""Days that are told by a festival of either calendar: 中秋节, 明年春节, "easter 2027", "next christmas"."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from visitlog.model.festivals import FESTIVALS, easter
from visitlog.model.when_dates import EN_YEAR, ZH_YEAR, year_of
from visitlog.model.when_found import Asked, Found, Grammar, toward
from visitlog.model.when_lunar import NEW_YEARS_EVE, lunar_out_of_reach, new_years_eve
from visitlog.model.when_refusals import TwoReadings, out_of_reach
from visitlog.model.when_words import STEPS, plain_words
from visitlog.model.years import FIRST_YEAR, LAST_YEAR

DayIn = Callable[[int], date | None]


def _fixed(month: int, day: int) -> DayIn:
    return lambda year: date(year, month, day)


def _from_easter(days: int) -> DayIn:
    return lambda year: easter(year) + timedelta(days=days)


def _labour_day_in_september(year: int) -> date:
    """The first Monday of September, as in the United States."""
    first = date(year, 9, 1)
    return first + timedelta(days=-first.weekday() % 7)


NAMES: Mapping[str, DayIn] = {
    **dict.fromkeys(("元旦", "元旦节", "new year's day"), FESTIVALS["new-year"]),
    **dict.fromkeys(
        ("春节", "大年初一", "年初一", "chinese new year", "chinese new year's day", "lunar new year"),
        FESTIVALS["spring-festival"],
    ),
    "spring festival": FESTIVALS["spring-festival"],
    **dict.fromkeys(("元宵", "元宵节", "灯节", "lantern festival"), FESTIVALS["lantern-festival"]),
    **dict.fromkeys(
        ("清明", "清明节", "qingming", "qingming festival", "tomb sweeping day"), FESTIVALS["qingming"]
    ),
    **dict.fromkeys(
        ("端午", "端午节", "端阳节", "dragon boat", "dragon boat festival"), FESTIVALS["dragon-boat"]
    ),
    **dict.fromkeys(("七夕", "七夕节", "qixi", "qixi festival"), FESTIVALS["double-seventh"]),
    **dict.fromkeys(
        ("中秋", "中秋节", "mid autumn", "mid autumn festival", "mid autumn day", "moon festival"),
        FESTIVALS["mid-autumn"],
    ),
    **dict.fromkeys(
        ("重阳", "重阳节", "double ninth", "double ninth festival", "chongyang", "chongyang festival"),
        FESTIVALS["double-ninth"],
    ),
    **dict.fromkeys(("冬至", "冬至节", "dongzhi", "dongzhi festival"), FESTIVALS["winter-solstice"]),
    **dict.fromkeys(("情人节", "valentine's day"), _fixed(2, 14)),
    **dict.fromkeys(
        ("妇女节", "三八节", "三八妇女节", "women's day", "international women's day"),
        FESTIVALS["womens-day"],
    ),
    "植树节": _fixed(3, 12),
    **dict.fromkeys(("劳动节", "五一", "五一节", "五一劳动节", "may day"), FESTIVALS["labour-day"]),
    **dict.fromkeys(("青年节", "五四青年节"), _fixed(5, 4)),
    **dict.fromkeys(("儿童节", "六一", "六一节", "六一儿童节"), FESTIVALS["childrens-day"]),
    **dict.fromkeys(("建党节", "七一建党节"), _fixed(7, 1)),
    **dict.fromkeys(("建军节", "八一建军节"), _fixed(8, 1)),
    "教师节": _fixed(9, 10),
    **dict.fromkeys(
        ("国庆", "国庆节", "十一国庆节", "chinese national day", "china's national day"),
        FESTIVALS["national-day"],
    ),
    "国际老年人日": FESTIVALS["older-persons-day"],
    "国际残疾人日": FESTIVALS["disability-day"],
    "halloween": _fixed(10, 31),
    **dict.fromkeys(("平安夜", "圣诞夜", "christmas eve"), _fixed(12, 24)),
    **dict.fromkeys(("圣诞", "圣诞节", "christmas", "christmas day", "xmas"), FESTIVALS["christmas"]),
    "boxing day": _fixed(12, 26),
    "new year's eve": _fixed(12, 31),
    "good friday": _from_easter(-2),
    **dict.fromkeys(("复活节", "easter", "easter sunday", "easter day"), easter),
    "easter monday": _from_easter(1),
}
"""The names of festivals in plain words, hyphens as spaces, with the day of each in a year."""

TWO_DAYS: Mapping[str, tuple[DayIn, DayIn]] = {
    **dict.fromkeys(("labour day", "labor day"), (FESTIVALS["labour-day"], _labour_day_in_september)),
}
"""Names that are of one day here and of another there."""


def festival_key(typed: str) -> str | None:
    """The key of a festival that a group may keep, by the key itself or by a name in either language."""
    name = plain_words(typed).replace("_", "-")
    key = name.replace(" ", "-")
    if key in FESTIVALS:
        return key
    if name in NEW_YEARS_EVE:
        return "lunar-new-years-eve"
    named = NAMES.get(name.replace("-", " "))
    return next((key for key, day_in in FESTIVALS.items() if day_in is named), None)


def festival(said: re.Match[str], asked: Asked) -> Found | None:
    """ "mid-autumn", 去年中秋节, 2027年春节: in the year said, else the nearest in the direction asked."""
    name = said["name"].replace("-", " ").removeprefix("the ")
    if name in NEW_YEARS_EVE:
        return new_years_eve(said, asked)
    if name in TWO_DAYS:
        first, second = (_in_said_year(day_in, said, asked) for day_in in TWO_DAYS[name])
        raise TwoReadings(asked.text, first.on, second.on)
    return _in_said_year(NAMES[name], said, asked) if name in NAMES else None


def _in_said_year(day_in: DayIn, said: re.Match[str], asked: Asked) -> Found:
    """The festival in the year said: in figures, as "last year", or not at all."""
    year = year_of(said, asked)
    if year is None:
        return nearest(day_in, asked)
    return Found(_day_in(day_in, year, asked), "relative" if said["step"] else "absolute")


def nearest(day_in: DayIn, asked: Asked) -> Found:
    """The latest such festival or the coming one, in the direction asked; today is both."""
    year = asked.today.year
    days = (
        _day_in(day_in, one, asked) for one in ((year, year - 1) if asked.seeks_past else (year, year + 1))
    )
    on = next(on for on in days if (on <= asked.today if asked.seeks_past else on >= asked.today))
    return Found(on, toward(asked, "festival"))


def _day_in(day_in: DayIn, year: int, asked: Asked) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise out_of_reach(asked.text)
    on = day_in(year)
    if on is None:
        raise lunar_out_of_reach(asked.text)
    return on


def stepped_festival(said: re.Match[str], asked: Asked) -> Found | None:
    """ "next christmas", "last easter": of next year or the coming one, where both are one day; else refused."""
    name = said["name"].replace("-", " ")
    if name not in NAMES:
        return None
    step = STEPS[said["step"]]
    of_year = _day_in(NAMES[name], asked.today.year + step, asked)
    if step == 0:
        return Found(of_year, "relative")
    counted = _counted(NAMES[name], step, asked)
    if counted != of_year:
        raise TwoReadings(asked.text, *sorted((counted, of_year)))
    return Found(of_year, "relative")


def _counted(day_in: DayIn, step: int, asked: Asked) -> date:
    """The next such festival after today, or the last before it."""
    beside = replace(
        asked, today=asked.today + timedelta(days=step), direction="future" if step > 0 else "past"
    )
    return nearest(day_in, beside).on


_ZH_NAME = "(?P<name>[^0-9a-z ]{2,6})"
_EN_NAME = "(?P<name>[a-z][a-z' -]*?[a-z])"

FESTIVAL_DAYS: Grammar = (
    (f"{ZH_YEAR}?的?{_ZH_NAME}", festival),
    (f"(?P<step>last|this|next) {_EN_NAME}", stepped_festival),
    (f"{_EN_NAME}{EN_YEAR}", festival),
)
