"""The journal's bytes: one record a line, a table found by its opening line.

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
with `"` begins a record or a table: no other line needs to be looked at. The lines of a table are in the
order of their ids, so that a record is found by halving.
"""

import re
from collections.abc import Iterable, Iterator

import orjson

from visitlog.model.errors import N_, Refused

OPENING = re.compile(rb'"((?:[^"\\\n]|\\.)*)": \{(\}?)')
CLOSING = re.compile(rb"\n\}")
"""Found twice as fast as by `find`, which starts anew at every line."""

HEAD = b"{\n"
FOOT = b"\n}\n"
LAST_TABLE = b'"visits": {\n'
LAST_FOOT = b"\n}\n}\n"

Span = tuple[int, int]
"""Where a table's lines are in the file: the first byte and the byte after the last; (n, n) when empty."""


class NotLaidOut(Exception):
    """The bytes are not laid out one record a line; they may still be a journal."""


def spans(content: bytes) -> dict[str, Span]:
    """Where each table's lines are, without decoding any; raises NotLaidOut."""
    if not content.startswith(HEAD) or not content.endswith(FOOT):
        raise NotLaidOut
    found: dict[str, Span] = {}
    at = len(HEAD)
    while True:
        name, start, end = _table_at(content, at)
        if name in found:
            raise NotLaidOut
        found[name] = (start, end)
        at = end + 1 if start == end else end + 2
        if content[at : at + 2] == b",\n":
            at += 2
        elif content[at:] == FOOT:
            return found
        else:
            raise NotLaidOut


def _table_at(content: bytes, at: int) -> tuple[str, int, int]:
    opening = OPENING.match(content, at)
    if opening is None:
        raise NotLaidOut
    name = _name(opening[1])
    if opening[2]:
        return name, opening.end() - 1, opening.end() - 1
    start = opening.end() + 1
    if content.startswith(LAST_TABLE, at) and content.endswith(LAST_FOOT):
        end = len(content) - len(LAST_FOOT)
    else:
        closing = CLOSING.search(content, start)
        end = closing.start() if closing else -1
    if end < start or content[start - 1 : start] != b"\n":
        raise NotLaidOut
    return name, start, end


def _name(quoted: bytes) -> str:
    try:
        return str(orjson.loads(b'"' + quoted + b'"'))
    except orjson.JSONDecodeError as error:
        raise NotLaidOut from error


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
        held = [piece for piece in pieces if len(piece)]
        yield opening + quoted + (b": {\n" if held else b": {}")
        yield from held
        if held:
            yield b"\n}"
        opening = b",\n"
    yield FOOT if opening != HEAD else b"{" + FOOT
