"""What belongs at the cursor of a half-typed command line, by what the commands take."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from visitlog.cli.arguments import is_time_ago

COMMANDS = Path(__file__).parent.parent / "shells" / "commands.json"
"""What every command takes, made from the commands themselves by `python -m tools.completion`."""

Kind = str | list[str]
"""What a value is: a kind that cli/candidates.py knows, or the words themselves."""


class Position(NamedTuple):
    """What is asked for at the cursor."""

    kind: Kind
    """Also "commands" and "options", of the command."""

    command: Mapping[str, Any]
    head: str
    """What stands in the word before the value: `--place=`."""

    typed: str
    journal: str | None
    """What --journal named."""


def position_of(words: tuple[str, ...], word: str) -> Position:
    """What belongs where `word` is being typed, after these words; the first is the program."""
    known = json.loads(COMMANDS.read_bytes())
    command, path = known[""], ""
    pending: Kind = ""
    name = ""
    journal = None
    placed, is_text = 0, False
    for typed in words[1:]:
        if pending:
            journal = typed if name == "--journal" else journal
            pending = ""
        elif typed == "--" and not is_text:
            is_text = True
        elif not is_text and _is_option(typed):
            name, value = _apart(typed, command)
            pending = "" if value is not None else _takes(name, command)
            journal = value if name == "--journal" else journal
        elif "commands" in command:
            path = f"{path} {typed}".lstrip()
            command = known.get(path, {})
        else:
            placed += 1
    if pending:
        return Position(pending, command, "", word, journal)
    if not is_text and word.startswith("-"):
        name, value = _apart(word, command)
        if value is not None:
            return Position(_takes(name, command), command, word[: len(word) - len(value)], value, journal)
        return Position("options", command, "", word, journal)
    kind: Kind = "commands" if "commands" in command else _placed(placed, command)
    return Position(kind, command, "", word, journal)


def _is_option(word: str) -> bool:
    return word.startswith("-") and word != "-" and not is_time_ago(word)


def _takes(name: str, command: Mapping[str, Any]) -> Kind:
    """The kind of value that an option takes; nothing of a flag."""
    found: Kind = command.get("options", {}).get(name, ["", ""])[0]
    return found


def _apart(word: str, command: Mapping[str, Any]) -> tuple[str, str | None]:
    """An option and the value that is joined to it: --place=home, -fchance."""
    if word.startswith("--"):
        name, mark, value = word.partition("=")
        return name, value if mark else None
    if len(word) > 2 and _takes(word[:2], command):
        return word[:2], word[2:]
    return word, None


def _placed(place: int, command: Mapping[str, Any]) -> Kind:
    """The kind of the argument at this place; the last one of `...` goes on for ever."""
    kinds: list[Kind] = command.get("arguments", [])
    if place < len(kinds):
        return kinds[place]
    return kinds[-1] if kinds and command.get("goes_on") else ""
