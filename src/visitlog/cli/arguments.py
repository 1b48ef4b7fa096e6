"""Words of the command line made ready for the parser."""

import re

from visitlog.model.errors import N_, Misuse

TIME_AGO = re.compile(
    r"-(\d+\s*(?:[dwmy]|days?|weeks?|months?|years?|天|日|周|个?星期|个?月|年))", re.IGNORECASE
)
MINUS_SIGN = "\u2212"


def with_minus_signs(args: list[str]) -> list[str]:
    """The words with `-2w` spelled with a minus sign, so that it is read as a time ago; what follows `--` is text."""
    cut = args.index("--") if "--" in args else len(args)
    return [TIME_AGO.sub(MINUS_SIGN + r"\1", a) if TIME_AGO.fullmatch(a) else a for a in args[:cut]] + args[
        cut:
    ]


def must_be_text(args: list[str]) -> None:
    """Raises Misuse for words that are not valid text in the terminal's encoding."""
    for word in args:
        if any("\ud800" <= character <= "\udfff" for character in word):
            raise Misuse(N_("A word of the command is not valid UTF-8 text; type it again."))


def asks_for_json(args: list[str]) -> bool:
    """Whether --json stands among the words, for errors that come before the options are read."""
    return "--json" in (args[: args.index("--")] if "--" in args else args)
