"""The words of a best time in English and Chinese, told apart from left to right."""

import re
from datetime import time
from typing import Literal, NamedTuple

from visitlog.model.when_words import NUMBER, WEEKDAYS, ZH_WEEK, ZH_WEEKDAY, number_said, plain_words

Weekdays = frozenset[int]
"""Days of the week, 0 for Monday."""

WORKDAYS = frozenset(range(5))
WEEKEND = frozenset((5, 6))
EVERY_DAY = WORKDAYS | WEEKEND


class Part(NamedTuple):
    """A part of the day, and which hours of 0 to 23 a clock time beside it can mean."""

    start: time
    end: time
    hours: range


class Clock(NamedTuple):
    """An hour and a minute as said, and the hours that am, pm or a part of the day leave open."""

    hour: int
    minute: int
    hours: range | None = None
    is_24_hour: bool = False


How = Literal["between", "after", "before", "at"]


class Span(NamedTuple):
    """The clock times said: two, or one and what it bounds."""

    how: How
    first: Clock
    last: Clock


class Joiner(NamedTuple):
    """What stands between two phrases; a comma may also stand between a day and its hour."""

    is_comma: bool


Word = Weekdays | Part | Span | Joiner

ALL_DAY = Part(time(9), time(21), range(24))
_PARTS = {
    "all day|whole day|any ?time|全天|整天|随时": ALL_DAY,
    "early mornings?|大?清[早晨]|一?大早": Part(time(7), time(9), range(4, 10)),
    "mornings?|上午|早上|早晨|早": Part(time(9), time(12), range(4, 13)),
    "noon|lunch(?: ?time)?|midday|中午|正午": Part(time(12), time(14), range(11, 15)),
    "afternoons?|下午|午后": Part(time(14), time(18), range(12, 19)),
    "evenings?|nights?|傍晚|晚[上间間]|夜[里裡裏间間晚]|晚": Part(time(18), time(21), range(17, 24)),
}
_CLASSES = {
    "week ?days?|work ?days?|working days?|工作日|平[时時日]": WORKDAYS,
    "week[ -]?ends?|周末|双休日": WEEKEND,
    "daily|every ?day|any ?day|each day|每[天日]|天天": EVERY_DAY,
}
_COMMA = "|"
"""Stands for a comma, which plain_words would drop."""
_JOINER = "and|or|[&+/、;|]|以及|和|或者?|及|与"
_FILLER = "on|in|at|the|every|each|any|during|每个?|逢|从|在|的| +"

_NAMES = {word + plural: day for word, day in WEEKDAYS.items() if word.isascii() for plural in ("s", "")}
_DAY = rf"(?:(?:{'|'.join(sorted(_NAMES, key=len, reverse=True))})(?![a-z])\.?|{ZH_WEEK}{ZH_WEEKDAY})"
_TO = r"(?: ?(?:-+|—+|[~〜到至]) ?| (?:to|till|until|through|thru) )"
_NO_CLOCK = "(?![点时時十半到至-])"
_DAY_RANGE = rf"(?:from |从)?({_DAY}){_TO}({_DAY}|{ZH_WEEKDAY}{_NO_CLOCK})"
_DAY_LIST = rf"{_DAY}(?:(?<=[一二三四五六日天])(?:[、和或/|]?[一二三四五六日])++{_NO_CLOCK})?"
"""Days whose 周 is said once: 周一三五, 周二、四. But 周一三点 is an hour of Monday."""

_ANY_PART = "|".join(_PARTS)
_NOON = "noon|中午|正午"
_DIGIT = "[0-9〇一二三四五六七八九十]"
_MINUTES = f"半|[一三]刻|(?:{_DIGIT}{{2,3}}|{NUMBER}(?=分)|十)(?!{_DIGIT}|[点时時])分?"
_CLOCK = (
    "(?P<hour>[0-9]{1,2}|两|[〇一二三四五六七八九十]{1,3})"
    rf"(?:[:.](?P<colon>[0-9]{{2}})|[点时時](?:整|钟|(?P<minutes>{_MINUTES}))?)?"
    r"(?: ?(?P<half>[ap])\.?m(?![a-z])\.?| ?(?:o'?clock))?(?![0-9a-z:%])"
)
_ONE = f"(?:{re.sub('[?]P<[a-z]+>', '?:', _CLOCK)}|{_NOON})"
_SPANS: tuple[tuple[How, str], ...] = (
    ("between", f"(?:from |从)?(?P<first>{_ONE}){_TO}(?P<part>{_ANY_PART})? ?(?P<last>{_ONE})(?:之间)?"),
    ("between", f"between (?P<first>{_ONE}) and (?P<last>{_ONE})"),
    ("after", f"(?:after|from) (?P<first>{_ONE})"),
    ("after", f"(?P<first>{_ONE}) ?(?:[以之过]?后|起|onwards?)"),
    ("before", f"(?:before|until|till) (?P<first>{_ONE})"),
    ("before", f"(?P<first>{_ONE})[以之]?前"),
    ("at", f"(?P<at>at )?(?P<first>{_ONE})"),
)
_AM, _PM = range(12), range(12, 24)


def words_said(text: str) -> list[Word] | None:
    """The words of a best time in the order said, without fillers; None if anything else is said."""
    plain = plain_words(re.sub("[,，]", _COMMA, text)).strip(" .。")
    words: list[Word] = []
    at = 0
    while at < len(plain):
        found = _days_at(plain, at) or _span_at(plain, at) or _word_at(plain, at)
        if found:
            words.append(found[0])
            at = found[1]
        elif filler := _match(_FILLER, plain, at):
            at = filler.end()
        else:
            return None
    return words


def _match(form: str, plain: str, at: int) -> re.Match[str] | None:
    """The form, where it stands there and is not the beginning of a longer English word."""
    return re.compile(f"(?:{form})(?!(?<=[a-z])[a-z])").match(plain, at)


def _days_at(plain: str, at: int) -> tuple[Word, int] | None:
    """The days of the week said there and where they end: a range, a class of days, or names."""
    if said := _match(_DAY_RANGE, plain, at):
        first, last = (_weekday(name) for name in said.groups())
        return frozenset((first + n) % 7 for n in range((last - first) % 7 + 1)), said.end()
    for names, weekdays in _CLASSES.items():
        if said := _match(names, plain, at):
            return weekdays, said.end()
    if said := _match(_DAY_LIST, plain, at):
        names_said = [said[0]] if said[0].isascii() else re.findall(ZH_WEEKDAY, said[0])
        return frozenset(_weekday(name) for name in names_said), said.end()
    return None


def _weekday(name: str) -> int:
    return _NAMES[name.rstrip(".")] if name.isascii() else WEEKDAYS[name[-1]]


def _word_at(plain: str, at: int) -> tuple[Word, int] | None:
    """The part of the day or the joiner said there, and where it ends."""
    for names, part in _PARTS.items():
        if said := _match(names, plain, at):
            return part, said.end()
    said = _match(_JOINER, plain, at)
    return (Joiner(said[0] == _COMMA), said.end()) if said else None


def _span_at(plain: str, at: int) -> tuple[Word, int] | None:
    """The clock times said there, and where they end."""
    if not re.search(f"[0-9点时時]|{_NOON}", plain):  # those grammars are slow to build, and often not needed
        return None
    for how, form in _SPANS:
        said = _match(form, plain, at)
        span = _span(how, said.groupdict()) if said else None
        if said and span:
            return span, said.end()
    return None


def _span(how: How, said: dict[str, str | None]) -> Span | None:
    """The clock times that the groups say; None for a bare number, or minutes past 59."""
    first_said, last_said = said["first"] or "", said.get("last") or said["first"] or ""
    if how == "at" and not said["at"] and re.fullmatch(f"[^:.点时時apo]+|{_NOON}", first_said):
        return None
    if last_said[0] in "两〇一二三四五六七八九十" and not re.search("[点时時]", last_said):
        return None
    first, last = _clock(first_said), _clock(last_said)
    if not first or not last:
        return None
    for names, part in _PARTS.items():
        if re.fullmatch(names, said.get("part") or ""):
            last = last._replace(hours=part.hours)
    return Span(how, first, last)


def _clock(words: str) -> Clock | None:
    """The clock time that the words are; None if there is no such time."""
    said = re.fullmatch(_CLOCK, words)
    if not said:
        return Clock(12, 0, _PM)  # what _ONE lets through besides is noon
    hour, minute = number_said(said["hour"]), _minute(said["colon"] or said["minutes"] or "")
    if hour is None or minute is None or minute > 59 or (hour, minute) > (24, 0):
        return None
    hours = {"a": _AM, "p": _PM}.get(said["half"] or "")
    return Clock(hour, minute, hours, is_24_hour=hour > 12 or said["hour"][0] in "0〇")


def _minute(words: str) -> int | None:
    """The minutes said, 0 if none are."""
    fixed = {"": 0, "半": 30, "一刻": 15, "三刻": 45}
    return fixed[words] if words in fixed else number_said(words.removesuffix("分"))
