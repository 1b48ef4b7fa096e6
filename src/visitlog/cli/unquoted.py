"""What was typed without quotes, made whole before the parser cuts it at the spaces."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from visitlog.cli.arguments import begins_option
from visitlog.model.errors import Misuse, UnreadableWhen
from visitlog.model.ids import read_id

TEXTS = frozenset(
    (
        *("--note", "--why", "--for", "--lesson", "--approach", "--hospitality", "--hospitality-declined"),
        *(
            "--outcome",
            "--title",
            "--text",
            "--name",
            "--address",
            "--phone",
            "--household",
            "--door",
            "--area",
        ),
        *("--alias", "--best-time", "--with", "--who", "--person", "--every", "--month", "--source"),
        *(
            "-p",
            "--promise",
            "--label-en",
            "--label-zh",
            "--courtesy-en",
            "--courtesy-zh",
            "--approach-en",
            "--approach-zh",
        ),
    )
)
"""Options whose value may be several words."""

WHENS = frozenset(("--on", "--by", "--until", "--from", "--to", "--at", "--added", "--made", "--opened"))
"""Options whose value is a day in words."""

STANDARD_INPUT = "-"

LONGEST_DAY = 6
"""So many words a day has at most: the day before yesterday at 3pm."""

SOME_DAY = datetime(2026, 1, 15, 12, tzinfo=UTC)
"""Whether words are a day at all does not depend on the day on which they are said."""


def whole_values(words: Sequence[str], valued: Collection[str], needed: int) -> list[str]:
    """The words with each value in one.

    `valued` are the options that take a value; after `needed` other words, none of which a value may take, a text goes
    on to the next option. A day goes on as far as it can be read, from its first word on if that alone is none.
    """
    whole: list[str] = []
    at, others = 0, 0
    while at < len(words):
        if not begins_option(words[at]) or words[at] == STANDARD_INPUT:
            others += 1
        end = at + 1
        if words[at] in valued and end < len(words) and not begins_option(words[end]):
            end = _end_of_value(words, at, others >= needed)
            whole += [words[at], " ".join(words[at + 1 : end])]
        else:
            whole.append(words[at])
        at = end
    return whole


def _end_of_value(words: Sequence[str], option: int, may_go_on: bool) -> int:
    """Where the value of an option ends; one that was quoted is whole already."""
    first = option + 1
    end = first + 1
    while end < len(words) and not begins_option(words[end]):
        end += 1
    is_whole = len(words[first].split()) != 1 or end == first + 1
    if not is_whole and words[option] in TEXTS and may_go_on:
        return end
    if not is_whole and words[option] in WHENS:
        return _end_of_day(words, first, min(end, first + LONGEST_DAY), may_go_on)
    return first + 1


def _end_of_day(words: Sequence[str], first: int, end: int, may_go_on: bool) -> int:
    if not may_go_on and is_day(words[first]):
        return first + 1
    ends = range(end, first + 1, -1)
    return next((cut for cut in ends if is_day(" ".join(words[first:cut]))), first + 1)


def is_day(text: str) -> bool:
    """Whether words are read as a day, be it one that can't be."""
    from visitlog.model.when import read_when  # only unquoted days come here

    try:
        read_when(text, SOME_DAY, "any")
    except UnreadableWhen:
        return False
    except Misuse:
        return True
    return True


def needed_words(command: str, params: Sequence[Any], words: Sequence[str]) -> int:
    """How many words that are no options and no values a command takes before a text may go on to the next option.

    Each of its arguments wants one. The reason of `drop` is words or --why, never both; --me stands for WHO.
    """
    count = len([param for param in params if param.param_type_name == "argument"])
    return count - (command in ("drop", "cancel")) - ("--me" in words)


NAMED_LAST: Mapping[str, str] = {
    "brief": "who",
    "show": "who",
    "pause": "who",
    "resume": "who",
    "retire": "who",
    "erase": "who",
    "edit": "id",
}
"""Commands in which words that are left over can only be the rest of WHO, and where it stands."""


def with_whole_name(command: str, params: dict[str, Any], extra: list[str]) -> list[str]:
    """Takes words that are left over for the rest of WHO where nothing else can be meant, and answers the others.

    How somebody left stands last, after the name, and so does the file to which somebody's record goes.
    """
    if command == "export" and extra and params.get("who") and params.get("file"):
        words = [params["who"], params["file"], *extra]
        params["file"] = words.pop()
        params["who"] = " ".join(words)
        return []
    who = NAMED_LAST.get(command)
    if not extra or who is None or not isinstance(params.get(who), str):
        return extra
    words = [params[who], *extra]
    if command == "retire":
        words[1:1] = [params["status"]]
    if any(map(read_id, words)):
        return extra
    if command == "retire":
        params["status"] = words.pop()
    params[who] = " ".join(words)
    return []
