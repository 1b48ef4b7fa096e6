"""Seeking words in the lines of records, before anything is decoded."""

import re
from collections.abc import Iterator

from visitlog.store.lines import Line, lines_with, parts_of

PLAIN = re.compile("[a-z0-9\u4000-\u9fff]+")
"""Of a folded text, what stands in a line as it does there, but for the case of ASCII letters."""

OTHERWISE = re.compile(
    rb"[\xc0-\xe3\xea-\xff\\]"
    rb"(?<!\xc2(?=\xb7))"
    rb"(?<!\xe2(?=\x80[\x94\x98\x99\x9c\x9d\xa6]))"
    rb"(?<!\xe3(?=\x80[\x81\x82\x88-\x91]))"
    rb"(?<!\xef(?=\xbc[\x81\x88\x89\x8c\x9a\x9b\x9f]))"
    rb"(?<!\\(?=[^u]))"
)
"""The first byte of what may fold to letters that look otherwise: of all but ASCII and U+4000 to U+9FFF.

Left out are signs that fold to no letter and no digit, or hardly a Chinese text would be without one: the middle dot,
the dash, the dots, quotation marks, brackets, and 、。！，：；？. Of escapes only those by number may be letters.
"""


def longest_plain(folded: str) -> bytes | None:
    """What to seek in lines for a folded text: the longest of it that stands there as it is; None when nothing does."""
    found = (one.encode() for one in PLAIN.findall(folded))
    return max(found, key=len, default=None)


def lines_containing(plain: bytes, lines: Line) -> Iterator[list[memoryview]]:
    """The lines in which something plain stands, and those in which it may stand otherwise; some at a time."""
    is_cased = plain.lower() != plain.upper()
    for content, begin, end in parts_of(lines):
        part = content[begin:end]
        odd = b"\\u" if part.isascii() else OTHERWISE
        text = part.lower() if is_cased else part
        found = {*lines_with(plain, text, 0, len(text)), *lines_with(odd, part, 0, len(part))}
        held = memoryview(part)
        yield [held[first:last] for first, last in sorted(found)]
