"""Words of the command line made ready for the parser."""

import re
from typing import Any

from visitlog.model.errors import N_, Misuse

TIME_AGO = re.compile(
    r"-(\d+\s*(?:[dwmy]|days?|weeks?|months?|years?|天|日|周|个?星期|个?月|年))", re.IGNORECASE
)
MARK = "\0"
"""Stands before a time ago while the options are read; no word of a real command line can hold it."""


def with_times_ago(args: list[str]) -> list[str]:
    """The words with `-2w` marked, so that it is not taken for options; what follows `--` is text anyway."""
    cut = args.index("--") if "--" in args else len(args)
    return [MARK + word if TIME_AGO.fullmatch(word) else word for word in args[:cut]] + args[cut:]


def as_typed(value: Any) -> Any:
    """A value of the parser, or several, without the marks."""
    if isinstance(value, str):
        return value.removeprefix(MARK)
    return [as_typed(one) for one in value] if isinstance(value, list | tuple) else value


def must_be_text(args: list[str]) -> None:
    """Raises Misuse for words that are not valid text in the terminal's encoding."""
    for word in args:
        if any("\ud800" <= character <= "\udfff" for character in word):
            raise Misuse(N_("A word of the command is not valid UTF-8 text; type it again."))


def asks_for_json(args: list[str]) -> bool:
    """Whether --json stands among the words, for errors that come before the options are read."""
    return "--json" in (args[: args.index("--")] if "--" in args else args)
