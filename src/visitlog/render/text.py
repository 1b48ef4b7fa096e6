"""Text that people wrote, made harmless: never a terminal code, never a change of direction."""

import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator

from visitlog.render.language import current_language

ACTIVE = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
"""Controls, line separators, bidirectional marks and lone surrogates: all that acts and does not show."""


def harmless(text: str) -> str:
    """The text on one line, with everything active written out as an escape."""
    if text.isascii() and text.isprintable():
        return text
    return re.sub(ACTIVE, _written_out, text)


def _written_out(found: re.Match[str]) -> str:
    character = found[0]
    if character in "\n\r\t\u2028\u2029":
        return " "
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def harmless_json(document: str) -> str:
    """JSON text with everything active as an escape; it means the same."""
    if document.isascii() and "\x7f" not in document:  # JSON itself escapes the other controls
        return document
    return re.sub(ACTIVE, lambda found: _json_escape(found[0]), document)


def ascii_json(document: str) -> str:
    """JSON text in ASCII alone; it means the same."""
    return re.sub("[^\x00-\x7f]", lambda found: _json_escape(found[0]), document)


def _json_escape(character: str) -> str:
    if character == "\n":
        return character
    units = character.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


JOINER = "\u200d"
SKINS = "\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
WIDENER = "\ufe0f"
"""Makes the sign before it a picture, which takes two cells."""


def width_of(text: str) -> int:
    """How many terminal cells a text takes; wide characters take two, and what only adds to the one before it none."""
    if text.isascii():
        return len(text)
    return sum(_cells(text))


def _cells(text: str) -> Iterator[int]:
    """The cells of each character where it stands."""
    before, last = "", 0
    for character in text:
        cells = _cells_of(character)
        if before == JOINER or (character in SKINS and last == 2):
            cells = 0  # one picture with what stands before it
        elif character == WIDENER:
            cells = 1 if last == 1 else 0
        yield cells
        last = last + cells if character == WIDENER else cells or last
        before = character


def _cells_of(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf") or "\u1160" <= character <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def dot() -> str:
    """What stands between the parts of a line; the raised dot is two cells wide on some Chinese terminals."""
    if current_language() == "zh":
        return "，"
    return " · " if can_print("·") else " - "


def rule(width: int) -> str:
    """A line across the screen."""
    return ("─" if current_language() != "zh" and can_print("─") else "-") * width


def ellipsis() -> str:
    """What stands for text left out."""
    return "…" if current_language() != "zh" and can_print("…") else "..."


def can_print(character: str) -> bool:
    """Whether standard output's encoding has these characters."""
    try:
        character.encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def shortened(text: str, width: int) -> str:
    """The text on one line, cut to so many cells."""
    line = harmless(" ".join(text.split()))
    if width_of(line) <= width:
        return line
    kept, used = [], 0
    for character, cells in zip(line, _cells(line), strict=True):
        used += cells
        if used > width - width_of(ellipsis()):
            break
        kept.append(character)
    return "".join(kept).rstrip() + ellipsis()


OPENING = "（“‘「《【("
CLOSING = "，。、；：？！）”’」》】…,.;:?!)%"
"""Signs that a line may not end with, and such as it may not begin with."""


def wrapped(line: str, width: int) -> Iterator[str]:
    """The line in pieces of at most so many cells, each as far in as the line, cut where it may be."""
    indent = " " * min(len(line) - len(line.lstrip(" ")), width // 2)
    while width_of(line) > width:
        end = _end_of_line(line, width, len(indent) + 1)
        yield line[:end].rstrip()
        line = indent + line[end:].lstrip()
    yield line


def line_ends(text: str, width: int) -> list[int]:
    """Where a text is cut into lines of at most so many cells; the spaces at a cut stay with the line before it."""
    ends, begun = [], 0
    while width_of(text[begun:]) > width:
        end = begun + _end_of_line(text[begun:], width, 1)
        begun = end + len(text[end:]) - len(text[end:].lstrip(" "))
        if begun == len(text):
            break
        ends.append(begun)
    return ends


def _end_of_line(line: str, width: int, least: int) -> int:
    """How many characters the first line takes: as many as fit, back to where a line may end.

    A space or a comma in the last quarter is better than a cut within a word.
    """
    end = max(_fitting(line, width), least)
    allowed = [at for at in range(end, least, -1) if _may_break(line, at)]
    well = next((at for at in allowed if line[at] == " " or _ends_well(line, at)), None)
    if well is not None and width_of(line[:well]) >= width * 3 // 4:
        return well
    return allowed[0] if allowed else end


def _ends_well(line: str, at: int) -> bool:
    """Whether a sign ends a clause before a character; a colon had better stay with what it is about, but a command."""
    sign, after = line[at - 1], line[at]
    return sign in CLOSING and (sign not in "：:" or (after.isascii() and after.isalpha()))


def _may_break(line: str, at: int) -> bool:
    """Whether a line may end before a character: at a space, or beside an ideograph that nothing ties to its neighbour.

    A number stays with what it counts, and a day with its month: 7天, 12月3日.
    """
    before, after = line[at - 1], line[at]
    if after == " ":
        return True
    if before in OPENING or after in CLOSING or before.isdecimal() or before == JOINER:
        return False
    if after in SKINS or not _cells_of(after) or (before in "年月第" and after.isdecimal()):
        return False
    return _cells_of(before) == 2 or _cells_of(after) == 2


def _fitting(text: str, width: int) -> int:
    """How many characters of the text take at most so many cells."""
    used = 0
    for number, cells in enumerate(_cells(text)):
        used += cells
        if used > width:
            return number
    return len(text)


def joined(parts: list[str]) -> str:
    """Several things in one line, with commas."""
    return ("、" if current_language() == "zh" else ", ").join(parts)


def clauses(parts: Iterable[str]) -> str:
    """Several sentences or parts of one in one line, with semicolons."""
    return ("；" if current_language() == "zh" else "; ").join(parts)


def names(parts: Iterable[str]) -> str:
    """Several people in one line, each perhaps with a door."""
    return ("、" if current_language() == "zh" else "; ").join(parts)


def bracketed(text: str) -> str:
    """A text in brackets, to follow another."""
    return f"（{text}）" if current_language() == "zh" else f" ({text})"


def labelled(label: str, text: str) -> str:
    """A text after what it is: "met: 3"."""
    return f"{label}：{text}" if current_language() == "zh" else f"{label}: {text}"


def dotted(parts: Iterable[str]) -> str:
    """Several short texts in one line; a Chinese sentence that ends with its own stop needs no comma after it."""
    whole = dot().join(parts)
    return whole.replace("。，", "。").replace("！，", "！").replace("？，", "？")
