"""The journal's bytes: one record a line, a table after the other, each of a size that is known.

    {
    "meta": {
    "1": {"schema":1,...}
    },
    "visits": {
    "1": {...},
    "2": {...}
    }
    }

A JSON string never holds a raw newline, so a line that begins with `}` ends a table and a line that begins
with `"` begins a record or a table. How many bytes the lines of each table are, `meta` says. They are in the order of
their ids, so that a record is found by halving.
"""

from collections.abc import Iterable, Iterator, Mapping

import orjson

from visitlog.model.errors import N_, Refused

HEAD = b"{\n"
FOOT = b"\n}\n"
CLOSED = b"\n}"

Span = tuple[int, int]
"""Where a table's lines are in the file: the first byte and the byte after the last; (n, n) when empty."""


class NotLaidOut(Exception):
    """The bytes are not laid out one record a line; they may still be a journal."""


def framed(sizes: Mapping[str, int], begin: int) -> tuple[dict[str, Span], dict[int, bytes], int]:
    """Where the lines of tables are that follow each other from a place on, each of so many bytes.

    Also what must stand around them, by its place; and the size of the whole file.
    """
    found: dict[str, Span] = {}
    frame: dict[int, bytes] = {}
    at = begin
    for name, size in sizes.items():
        opening = b",\n" + orjson.dumps(name) + (b": {\n" if size else b": {}")
        frame[at] = opening
        start = at + len(opening)
        found[name] = (start, start + size)
        at = start + size
        if size:
            frame[at] = CLOSED
            at += len(CLOSED)
    frame[at] = FOOT
    return found, frame, at + len(FOOT)


def first_table(content: bytes, name: str) -> Span:
    """Where the lines of the first table are, which must be of this name and hold a record; raises NotLaidOut."""
    opening = HEAD + orjson.dumps(name) + b": {\n"
    end = content.find(CLOSED, len(opening))
    if not content.startswith(opening) or end < 0:
        raise NotLaidOut
    return len(opening), end


def line_number(content: bytes, table: str, id: str = "") -> int | None:
    """The line on which a table opens, or one of its records stands; None when it has no line of its own."""
    opening = orjson.dumps(table) + b": {"
    at = content.find(b"\n" + opening) + 1
    if at and id:
        end = content.find(b"\n}", at)
        at = content.find(b'\n"%s":' % id.encode(), at, end if end >= 0 else len(content)) + 1
    return content.count(b"\n", 0, at) + 1 if at else None


def line(id: str, document: object) -> bytes:
    """The line of one record; raises Refused for what JSON cannot hold."""
    try:
        return b'"%s": %s' % (id.encode(), orjson.dumps(document))
    except orjson.JSONEncodeError as error:
        raise Refused(
            N_("Nothing was recorded: record {id} can't be written as JSON ({problem})."),
            id=id,
            problem=error,
        ) from error


def composed(tables: Iterable[tuple[str, Iterable[bytes | memoryview]]]) -> Iterator[bytes | memoryview]:
    """The whole file in pieces, from the lines of its tables in their order."""
    opening = HEAD
    for name, pieces in tables:
        quoted = orjson.dumps(name)
        # One after the other, and none kept: they may be read only now, from a file that is larger than the rest.
        held = filter(len, pieces)
        first = next(held, None)
        yield opening + quoted + (b": {}" if first is None else b": {\n")
        if first is not None:
            yield first
            yield from held
            yield CLOSED
        opening = b",\n"
    yield FOOT if opening != HEAD else b"{" + FOOT
