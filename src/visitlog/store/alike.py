"""Seeking letters in the lines of records, whatever case and marks they have there, before anything is decoded."""

from collections.abc import Iterable

from visitlog.store.lines import Line, id_at

UNSPOKEN = b" '.,"
OTHERWISE = b"\xff"
"""Stands for bytes of characters that may mean the same as others: all but ASCII and U+4000 to U+9FFF."""

ALIKE = bytes(
    0xFF
    if 0xC0 <= byte < 0xE4 or byte > 0xE9 or byte == ord("\\")
    else ord(chr(byte).lower())
    if byte < 0x80
    else byte
    for byte in range(256)
)


def ids_like(letters: bytes, parts: Iterable[Line]) -> list[int] | None:
    """The numbers of the records in whose lines letters may occur, in their order; None: perhaps in all.

    Of ASCII, case, spaces and what stands in names unspoken does not matter; Chinese characters are compared
    as they are. A line with anything else in it, which may mean the same and look otherwise, is among them.
    """
    letters = letters.translate(ALIKE, UNSPOKEN)
    if OTHERWISE in letters or not letters:
        return None
    found: set[int] = set()
    for content, start, end in parts:
        text = content[start:end].translate(ALIKE, UNSPOKEN)
        for sought in (letters, OTHERWISE):
            at = text.find(sought)
            while at >= 0:
                found.add(int(id_at(text, text.rfind(b"\n", 0, at) + 1)))
                stop = text.find(b"\n", at)
                at = text.find(sought, stop) if stop >= 0 else -1
    return sorted(found)
