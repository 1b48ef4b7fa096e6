"""Words of the command line made ready for the parser."""

import re
import unicodedata
from collections.abc import Collection
from typing import Any

from visitlog.model.errors import N_, Misuse

TIME_AGO = r"-(\d+\s*(?:[dwmy]|days?|weeks?|months?|years?|天|日|周|个?星期|个?月|年))"
MARK = "\0"
"""Stands before a time ago while the options are read; no word of a real command line can hold it."""


def is_time_ago(word: str) -> bool:
    """Whether a word is a time ago such as -2w, and so no options."""
    return word.startswith("-") and re.fullmatch(TIME_AGO, word, re.IGNORECASE) is not None


DASHES = "-－—–"
"""The dashes that keyboards and word processors put where a hyphen was meant."""

AT = "@＠"
"""The signs before the day of a promise."""

PROMISE = ("-p", "--promise")


def parted(args: list[str]) -> tuple[list[str], list[str]]:
    """The words that may be options, and from `--` on those that are text."""
    cut = args.index("--") if "--" in args else len(args)
    return args[:cut], args[cut:]


def with_options(words: list[str], options: Collection[str]) -> list[str]:
    """The words with options as the parser knows them: of any width and dash, and their promises whole."""
    words = [_narrow(word, options) for word in words]
    return _whole_promises(words) if "-p" in options else words


def _narrow(word: str, options: Collection[str]) -> str:
    """An option that was typed with wide characters or other dashes; any other word as it is."""
    if word.isascii() or word[0] not in DASHES:
        return word
    typed, equals, value = (
        word.partition("＝") if "＝" in word and "=" not in word.partition("＝")[0] else word.partition("=")
    )
    letters = unicodedata.normalize("NFKC", typed.lstrip(DASHES))
    option = ("-" if len(letters) == 1 else "--") + letters
    return option + ("=" if equals else "") + value if option in options else word


def _whole_promises(words: list[str]) -> list[str]:
    """The words with each promise in one: an unquoted one goes on to the next option if it has a day, after an @."""
    whole: list[str] = []
    at = 0
    while at < len(words):
        end = at + 1
        if words[at] in PROMISE and end < len(words) and _is_one_word(words[end]):
            while end < len(words) and not begins_option(words[end]):
                end += 1
            if not _holds_at(words[at + 1 : end]):
                end = at + 1
        whole += [words[at]] if end == at + 1 else [words[at], " ".join(words[at + 1 : end])]
        at = end
    return whole


def _is_one_word(word: str) -> bool:
    return not word.startswith("-") and not _holds_at([word]) and len(word.split()) == 1


def begins_option(word: str) -> bool:
    """Whether a word is an option, or the - of standard input, and not a time ago such as -2w."""
    return word.startswith("-") and not is_time_ago(word)


def _holds_at(words: list[str]) -> bool:
    return any(sign in word for word in words for sign in AT)


def with_times_ago(args: list[str]) -> list[str]:
    """The words with `-2w` marked, so that it is not taken for options; what follows `--` is text anyway."""
    cut = args.index("--") if "--" in args else len(args)
    return [MARK + word if is_time_ago(word) else word for word in args[:cut]] + args[cut:]


def as_typed(value: Any) -> Any:
    """A value of the parser, or several, without the marks."""
    if isinstance(value, str):
        return value.removeprefix(MARK)
    return [as_typed(one) for one in value] if isinstance(value, list | tuple) else value


WIDE_SPACE = "\u3000"


def with_wide_spaces(args: list[str]) -> list[str]:
    """The words with the first parted where a full-width space stands that was not quoted: 王奶奶　喝了茶.

    A shell does not part them there. A name that is written so is made whole again as any other of several words.
    """
    first = args[0] if args else ""
    if WIDE_SPACE not in first or " " in first or first[0] in DASHES:
        return args
    return [*filter(None, first.split(WIDE_SPACE)), *args[1:]]


def must_be_text(args: list[str]) -> None:
    """Raises Misuse for words that are not valid text in the terminal's encoding."""
    for word in args:
        if any("\ud800" <= character <= "\udfff" for character in word):
            raise Misuse(N_("A word of the command is not valid UTF-8 text; type it again."))


def asks_for_json(args: list[str]) -> bool:
    """Whether --json stands among the words, for errors that come before the options are read."""
    return "--json" in (args[: args.index("--")] if "--" in args else args)
