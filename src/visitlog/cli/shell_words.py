"""A command line as it stands in a shell, half typed: its words, and how a word is written into it."""

import re
from typing import NamedTuple

ASSIGNMENT = re.compile(r"[A-Za-z_]\w*=")
PLAIN = re.compile(r"[\w./%+,@:=^-]+")
"""What bash takes as it stands; a tilde or a brace may mean something else."""

ESCAPED_IN_DOUBLE = frozenset('$`"\\')


class HalfTyped(NamedTuple):
    """A line up to the cursor, without its quotes."""

    words: tuple[str, ...]
    """The words before the one at the cursor, the command's name first."""

    word: str
    """What is typed of the word at the cursor."""

    kept: str
    """The beginning of that word which bash leaves standing, when it replaces the rest."""

    quote: str
    """The quotation mark that is still open, or nothing."""


def half_typed(line: str, breaks: str = "", is_fish: bool = False) -> HalfTyped:
    """Takes a line apart as the shell would; `breaks` are the characters at which bash begins anew in a word."""
    words: list[str] = []
    word, kept, quote, is_begun = "", "", "", False
    characters = iter(line)
    for character in characters:
        if quote:
            if character == quote:
                quote = ""
            elif character == "\\" and (quote == '"' or is_fish):
                word += _escaped(next(characters, ""), quote, is_fish)
            else:
                word += character
        elif character in " \t\n":
            if is_begun:
                words.append(word)
            word, kept, is_begun = "", "", False
            continue
        elif character in "'\"":
            quote, kept = character, word
        else:
            word += next(characters, "") if character == "\\" else character
            kept = word if character in breaks else kept
        is_begun = True
    while words and ASSIGNMENT.match(words[0]):
        del words[0]
    return HalfTyped(tuple(words), word, kept, quote)


def _escaped(character: str, quote: str, is_fish: bool) -> str:
    """What a backslash and this character mean between quotation marks."""
    if quote == "'":
        return character if character in "'\\" else "\\" + character
    if character in ESCAPED_IN_DOUBLE and not (is_fish and character == "`"):
        return character
    return "" if character == "\n" else "\\" + character


def for_bash(text: str, quote: str) -> str:
    """Text as it is written into bash's line, after this open quotation mark or after none.

    Bash itself puts the closing mark.
    """
    if quote == "'":
        return text.replace("'", "'\\''")
    if quote == '"':
        # History is expanded between double quotes, whatever stands before its mark.
        return "".join(_in_double(character) for character in text)
    return text if PLAIN.fullmatch(text) else "".join(map(_bare, text))


def _in_double(character: str) -> str:
    if character == "!":
        return '"\\!"'
    return "\\" + character if character in ESCAPED_IN_DOUBLE else character


def _bare(character: str) -> str:
    return character if PLAIN.fullmatch(character) or not character.isascii() else "\\" + character
