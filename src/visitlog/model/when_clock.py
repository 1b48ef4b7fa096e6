"""From the words of a time ("at 3pm", 下午三点半, "in the morning") to the times that they can mean.

HH:MM with two digits before the colon is the 24-hour clock, so is an hour with a leading zero, 0 and 13
to 23. Any other hour needs am, pm or a part of the day; 3:30 or 三点 alone has two readings. A part of
the day fixes the half of the day, but is no time by itself.
"""

import re
from datetime import time

from visitlog.model.frozen import frozen
from visitlog.model.when_words import number_said

Hours = tuple[tuple[int, int], ...]
"""What an hour can mean: pairs of days after the day said, and an hour of 0 to 23."""


@frozen
class Clock:
    """The one or two times that the words can mean, as (days after the day said, time).

    None at all where only a part of the day is said.
    """

    readings: tuple[tuple[int, time], ...]


_PM: dict[int, Hours] = {12: ((0, 12),), **{hour: ((0, hour + 12),) for hour in range(1, 12)}}
_BEFORE_NOON: dict[int, Hours] = {hour: ((0, hour),) for hour in range(1, 12)}
_AFTER_NOON: dict[int, Hours] = {hour: ((0, hour),) for hour in range(13, 24)}
_IN_THE_NIGHT: dict[int, Hours] = {hour: ((0, hour % 12), (1, hour % 12)) for hour in (12, 0, 1, 2, 3)}

HOURS_OF: dict[str, dict[int, Hours]] = {
    "am": {12: ((0, 0),), **_BEFORE_NOON},
    "pm": _PM,
    "dawn": {12: ((0, 0),), **{hour: ((0, hour),) for hour in range(7)}},
    "morning": {12: ((0, 0), (0, 12)), **_BEFORE_NOON},
    "midday": {hour: ((0, hour if hour > 10 else hour + 12),) for hour in (11, 12, 13, 14, 1, 2)},
    "afternoon": _PM | _AFTER_NOON,
    "evening": _IN_THE_NIGHT
    | {hour: _PM[hour] for hour in range(5, 12)}
    | {h: ((0, h),) for h in range(17, 24)},
}
"""What each hour said means in each part of the day; hours that are missing contradict the part.

12 to 3 at night can be the night that begins the day or the one that ends it.
"""

PARTS = {
    **dict.fromkeys(("am", "a.m."), "am"),
    **dict.fromkeys(("pm", "p.m."), "pm"),
    "凌晨": "dawn",
    **dict.fromkeys(("morning", "清晨", "早晨", "早上", "早", "上午"), "morning"),
    "中午": "midday",
    **dict.fromkeys(("afternoon", "下午", "午后"), "afternoon"),
    **dict.fromkeys(("evening", "night", "傍晚", "晚上", "晚间", "晚"), "evening"),
    **dict.fromkeys(("夜里", "夜晚", "深夜", "半夜"), "evening"),
}

NOON = Clock(((0, time(12)),))
MIDNIGHT = Clock(((0, time(0)), (1, time(0))))
NAMED = {
    **dict.fromkeys(("noon", "at noon", "正午"), NOON),
    **dict.fromkeys(("midnight", "at midnight", "night at midnight", "午夜"), MIDNIGHT),
}

_EN_PART = "(?:morning|afternoon|evening|night)"
_ZH_PART = "(?:" + "|".join(part for part in PARTS if not part.isascii()) + ")"
_DIGITS = "(?P<hour>[0-9]{1,2})(?::(?P<minute>[0-9]{2})(?::(?P<second>[0-9]{2}))?)?"
_ZH_HOUR = "(?P<hour>[0-9]{1,2}|两|[〇一二三四五六七八九十]{1,3})"
_ZH_MINUTE = "(?P<minute>[0-9]{1,2}|[〇一二三四五六七八九十]{1,3})"

_FORMS = (
    rf"(?:(?P<part>{_EN_PART}) )?(?P<at>at )?{_DIGITS}(?: ?(?P<half>am|pm|a\.m\.|p\.m\.|o'?clock))?"
    rf"(?: (?:in the|at) (?P<later>{_EN_PART}))?",
    r"(?:at )?(?P<hour>[0-9]{1,2})\.(?P<minute>[0-9]{2}) ?(?P<half>am|pm|a\.m\.|p\.m\.)",
    rf"(?P<part>{_ZH_PART})(?P<hour>[0-9]{{1,2}}):(?P<minute>[0-9]{{2}})(?::(?P<second>[0-9]{{2}}))?",
    rf"(?P<part>{_ZH_PART})?{_ZH_HOUR}[点时]"
    rf"(?:整|钟|(?P<quarter>[一三13])刻|(?P<thirty>半)|{_ZH_MINUTE}(?P<fen>分?))?",
)


def read_clock(words: str) -> Clock | None:
    """The times that the words can mean; None if they are no time."""
    if words in NAMED:
        return NAMED[words]
    if re.fullmatch(f"(?:in the |at )?{_EN_PART}|{_ZH_PART}", words):
        return Clock(())
    for form in _FORMS:
        said = re.fullmatch(form, words)
        clock = _clock_said(said.groupdict()) if said else None
        if clock:
            return clock
    return None


def _clock_said(said: dict[str, str | None]) -> Clock | None:
    """The times that hour, minutes and part of the day allow; None if they don't fit together."""
    hour_word = said["hour"] or ""
    hour, minute = number_said(hour_word), _minute(said)
    second = int(said.get("second") or 0)
    if hour is None or minute is None or hour > 23 or minute > 59 or second > 59:
        return None
    parts = [PARTS[word] for key in ("part", "half", "later") if (word := said.get(key)) and word in PARTS]
    if parts:
        hours = _hours_in(hour, parts)
    elif _is_bare(said):
        return None
    else:
        hours = _hours_alone(hour, hour_word, has_colon=said.get("minute") is not None and "fen" not in said)
    return Clock(tuple((later, time(h, minute, second)) for later, h in hours)) if hours else None


def _minute(said: dict[str, str | None]) -> int | None:
    """The minutes said, 0 if none; None for a lone digit after the hour, as in 三点五."""
    if said.get("quarter"):
        return 15 if said["quarter"] in ("一", "1") else 45
    if said.get("thirty"):
        return 30
    word = said.get("minute")
    if not word:
        return 0
    minute = number_said(word)
    is_lone_digit = len(word) == 1 and word != "十"
    return None if said.get("fen") == "" and is_lone_digit else minute


def _is_bare(said: dict[str, str | None]) -> bool:
    """Whether a number stands alone, with nothing that makes it an hour ("tomorrow 3")."""
    return "at" in said and not (said["at"] or said["minute"] or said["half"])


def _hours_in(hour: int, parts: list[str]) -> Hours:
    """What the hour means in all the parts of the day said; nothing if it contradicts one."""
    meanings = [HOURS_OF[part].get(hour, ()) for part in parts]
    common = set.intersection(*({h for _, h in meaning} for meaning in meanings))
    return tuple(sorted({reading for meaning in meanings for reading in meaning if reading[1] in common}))


def _hours_alone(hour: int, word: str, has_colon: bool) -> Hours:
    """What the hour means without a part of the day: one thing on the 24-hour clock, else two."""
    is_24_hour = word[0] in "0〇" or hour > 12 or (has_colon and len(word) == 2)
    return ((0, hour),) if is_24_hour else ((0, hour % 12), (0, hour % 12 + 12))
