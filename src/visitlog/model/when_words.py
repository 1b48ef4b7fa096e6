"""The words of days and times in English and Chinese, as tables."""

import re
from unicodedata import decomposition, normalize

WEEKDAYS = {
    **dict.fromkeys(("monday", "mon", "一"), 0),
    **dict.fromkeys(("tuesday", "tue", "tues", "二"), 1),
    **dict.fromkeys(("wednesday", "wed", "三"), 2),
    **dict.fromkeys(("thursday", "thu", "thur", "thurs", "四"), 3),
    **dict.fromkeys(("friday", "fri", "五"), 4),
    **dict.fromkeys(("saturday", "sat", "六"), 5),
    **dict.fromkeys(("sunday", "sun", "日", "天"), 6),
}

MONTHS = {
    **dict.fromkeys(("january", "jan"), 1),
    **dict.fromkeys(("february", "feb"), 2),
    **dict.fromkeys(("march", "mar"), 3),
    **dict.fromkeys(("april", "apr"), 4),
    "may": 5,
    **dict.fromkeys(("june", "jun"), 6),
    **dict.fromkeys(("july", "jul"), 7),
    **dict.fromkeys(("august", "aug"), 8),
    **dict.fromkeys(("september", "sept", "sep"), 9),
    **dict.fromkeys(("october", "oct"), 10),
    **dict.fromkeys(("november", "nov"), 11),
    **dict.fromkeys(("december", "dec"), 12),
}

DAYS_FROM_TODAY = {
    "today": 0,
    "yesterday": -1,
    "the day before yesterday": -2,
    "day before yesterday": -2,
    "tomorrow": 1,
    "the day after tomorrow": 2,
    "day after tomorrow": 2,
    **dict.fromkeys(("今天", "今日"), 0),
    **dict.fromkeys(("昨天", "昨日"), -1),
    "前天": -2,
    "大前天": -3,
    **dict.fromkeys(("明天", "明日"), 1),
    "后天": 2,
    "大后天": 3,
}

STEPS = {
    **dict.fromkeys(("last", "上"), -1),
    **dict.fromkeys(("this", "the", "本", "这", "今"), 0),
    **dict.fromkeys(("next", "下"), 1),
    **dict.fromkeys(("上上", "前"), -2),
    **dict.fromkeys(("下下", "后"), 2),
    "去": -1,
    "明": 1,
}
"""How many weeks, months or years away: 上周, 下下个月, 去年, next year."""

_ENGLISH_DIGITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_ENGLISH_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_ENGLISH_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ENGLISH_NUMBERS = {
    **dict.fromkeys(("a", "an"), 1),
    **{word: n for n, word in enumerate((*_ENGLISH_DIGITS, *_ENGLISH_TEENS), start=1)},
    **{word: n * 10 for n, word in enumerate(_ENGLISH_TENS, start=2)},
    **{
        f"{ten} {word}": tens * 10 + n
        for tens, ten in enumerate(_ENGLISH_TENS, start=2)
        for n, word in enumerate(_ENGLISH_DIGITS, start=1)
    },
}

CHINESE_DIGITS = {digit: n for n, digit in enumerate("〇一二三四五六七八九")}

NUMBER = r"(?:[0-9]{1,4}|[〇一二三四五六七八九十]{1,3})"
"""A number in digits, or in Chinese up to 99."""
WEEKDAY = "(?:" + "|".join(word for word in WEEKDAYS if word.isascii()) + ")"
MONTH = "(?:" + "|".join(MONTHS) + ")"
ZH_WEEK = "(?:周|星期|礼拜)"
ZH_WEEKDAY = "[一二三四五六日天]"

_OTHER_WORDS = ("days", "weeks", "week", "months", "month", "the", "end", "ago", "within", "after")
_SHORTEST_SLIP = 4
_ALIKE = 0.75

LONGEST_TEXT = 100
"""Characters; whatever is longer is no day, and is not read."""

_HAN = "[\u3007\u4e00-\u9fff]"
_SAME = str.maketrans(
    "\u2010\u2012\u2013\u2212\u2019○零後週禮點兩內個號鐘這農曆歷陰舊閏臘節國慶陽勞動婦兒聖誕復",
    "----'〇〇后周礼点两内个号钟这农历历阴旧闰腊节国庆阳劳动妇儿圣诞复",
)
"""Signs that look alike or mean the same (dashes, the true minus, traditional characters)."""
_FOREIGN_FORMS = ("<super>", "<sub>", "<fraction>", "<circle>")
_LONG_FORMS = (
    ("廿", "二十"),
    ("卅", "三十"),
    (r"^([0-9]{4}-?[0-9]{2}-?[0-9]{2})t(?=[0-9])", r"\1 "),
    (r"\bthis (morning|afternoon|evening)\b", r"today \1"),
    (r"\btonight\b", "today night"),
    (r"\blast night\b", "yesterday night"),
    ("([昨今明])(?:早[上晨]?|晨)", r"\1天早上"),
    ("([昨今明])(?:晚[上间]?|夜里?)", r"\1天晚上"),
)
"""Short forms, each with the long one that the grammars know."""


def plain_words(text: str) -> str:
    """The text in one form: lower case, ASCII digits and signs, no space beside a Chinese character.

    Empty if it is too long, or holds raised, circled or fractional digits: made plain, 3² would be 32.
    """
    if len(text) > LONGEST_TEXT:
        return ""
    if not text.isascii() and any(decomposition(sign).startswith(_FOREIGN_FORMS) for sign in text):
        return ""
    words = " ".join(normalize("NFKC", text).lower().translate(_SAME).split())
    words = re.sub(r"(?<=\w) ?, ?(?=\w)", " ", words)
    words = re.sub(f" ?({_HAN}) ?", r"\1", words)
    for short, long in _LONG_FORMS:
        words = re.sub(short, long, words)
    return words


def respelt(words: str) -> str | None:
    """The words with those that nobody knows as the known ones that they nearly are; None if they are near none."""
    from difflib import get_close_matches  # only what can't be read comes here

    days = (word for phrase in DAYS_FROM_TODAY for word in phrase.split())
    known = {word for word in (*WEEKDAYS, *MONTHS, *days, *STEPS, *_OTHER_WORDS) if word.isascii()}
    spelt = [
        word
        if word in known or len(word) < _SHORTEST_SLIP or not word.isalpha()
        else next(iter(get_close_matches(word, sorted(known), 1, _ALIKE)), word)
        for word in words.split()
    ]
    return None if spelt == words.split() else " ".join(spelt)


def number_said(words: str) -> int | None:
    """The whole number that the words are, in digits, English or Chinese up to 99; None if they are none."""
    if re.fullmatch("[0-9]{1,9}", words):
        return int(words)
    if words == "两":
        return 2
    spaced = words.replace("-", " ")
    if spaced in ENGLISH_NUMBERS:
        return ENGLISH_NUMBERS[spaced]
    said = re.fullmatch(
        "([一二三四五六七八九]?)(十?)([一二三四五六七八九]?)|〇([〇一二三四五六七八九])|〇", words
    )
    if not said or not words:
        return None
    tens, ten, ones, after_zero = (group or "" for group in said.groups())
    if tens and not ten:
        return CHINESE_DIGITS[tens] if not ones else None
    return CHINESE_DIGITS.get(tens, 1 if ten else 0) * 10 + CHINESE_DIGITS.get(ones or after_zero, 0)


def year_said(words: str) -> int:
    """The year that four digits say, in either script."""
    return int("".join(str(CHINESE_DIGITS.get(digit, digit)) for digit in words))
