"""Finding the lines of records: one among lines that are in the order of their ids, or those that hold something."""

import re
from collections.abc import Iterator

Line = tuple[bytes, int, int]
"""The bytes that hold a record's line, or several, and where in them it begins and ends."""

SEPARATOR = b",\n"

PART = 1 << 16
"""So many bytes, and the rest of a line, are gone through at once: what fits the processor's cache."""


def id_at(content: bytes, begin: int) -> str:
    """The id of the record whose line begins there."""
    return content[begin + 1 : content.index(b'"', begin + 1)].decode("ascii")


def end_of_line(content: bytes, begin: int, end: int) -> int:
    """Where the line that begins there ends, before its comma."""
    stop = content.find(SEPARATOR, begin, end)
    return end if stop < 0 else stop


def parts_of(lines: Line) -> Iterator[Line]:
    """Many lines, some at a time."""
    content, begin, end = lines
    while begin < end:
        stop = end_of_line(content, min(begin + PART, end), end)
        yield content, begin, stop
        begin = stop + len(SEPARATOR)


def halved(part: Line, wanted: int) -> Line | None:
    """The line of one record, found by halving; None when it is not there."""
    content, low, high = part
    while low < high:
        begin = max(content.rfind(b"\n", low, (low + high) // 2) + 1, low)
        stop = end_of_line(content, begin, high)
        id = int(id_at(content, begin))
        if id == wanted:
            return content, begin, stop
        if id < wanted:
            low = stop + len(SEPARATOR)
        else:
            high = begin - len(SEPARATOR)
    return None


def lines_with(
    sought: re.Pattern[bytes] | bytes, content: bytes, start: int, end: int
) -> Iterator[tuple[int, int]]:
    """Where the lines begin and end on which a pattern or bytes are found."""
    at = _next(sought, content, start, end)
    while at >= 0:
        stop = end_of_line(content, at, end)
        yield max(content.rfind(b"\n", start, at) + 1, start), stop
        at = _next(sought, content, stop, end)


def _next(sought: re.Pattern[bytes] | bytes, content: bytes, start: int, end: int) -> int:
    """Where a pattern or bytes are next found; -1 when nowhere."""
    if isinstance(sought, bytes):
        return content.find(sought, start, end)
    hit = sought.search(content, start, end)
    return -1 if hit is None else hit.start()
