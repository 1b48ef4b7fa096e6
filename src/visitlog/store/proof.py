"""The proof that a file is as visitlog wrote it, to the byte: the CRC-32 of each table's lines, kept in `meta`."""

import zlib
from collections.abc import Mapping

import orjson

from visitlog.store import layout
from visitlog.store.held import HeldFile, Stretch
from visitlog.store.lazy_table import Document, LazyTable

META = "meta"
META_ID = "1"

BEGINNING = 1 << 14
"""So many bytes hold `meta`, which comes first; unless another program has put much into it."""

ENDING = 1 << 16
"""So many bytes at the end hold the last record, whose number is asked for whenever another is added."""


def proof_of(meta: Mapping[str, Document], tables: Mapping[str, LazyTable]) -> Document:
    """What is put into `meta`, itself without any: the CRC-32 and the size of each table's lines, in their order."""
    others = {name: table for name, table in tables.items() if name != META}
    crcs = {name: table.crc for name, table in others.items()}
    return {
        "crc": {**crcs, META: zlib.crc32(orjson.dumps(meta))},
        "bytes": {name: table.size for name, table in others.items()},
    }


def unproven(meta: Mapping[str, Document]) -> dict[str, Document]:
    """The records of `meta` without the proof."""
    return {id: {f: v for f, v in record.items() if f not in ("crc", "bytes")} for id, record in meta.items()}


def proven(file: HeldFile) -> dict[str, LazyTable] | None:
    """The tables of a file that is as visitlog wrote it; None of any other. Raises Refused.

    The visits are four fifths of an old journal, and most commands need their tallies only. They pass by the piece,
    in memory that is used again, and are read once more by whoever asks for them.
    """
    try:
        beginning = file.read(0, min(BEGINNING, file.size))
        if layout.CLOSED not in beginning:  # another program keeps something of its own there
            beginning = file.read()
        start, end = layout.first_table(beginning, META)
        table = LazyTable(beginning, start, end)
        meta = dict(table.items())
        others = _tables(file, beginning, meta[META_ID]["bytes"], end + len(layout.CLOSED))
        tables = {META: table, **others}
        proof = proof_of(unproven(meta), tables)
        return tables if all(meta[META_ID][field] == value for field, value in proof.items()) else None
    except (layout.NotLaidOut, AttributeError, KeyError, TypeError, ValueError, OverflowError):
        return None


def _tables(file: HeldFile, beginning: bytes, sizes: Mapping[str, int], begin: int) -> dict[str, LazyTable]:
    """The tables of these sizes that begin there; raises NotLaidOut, Refused, and whatever is wrong with a size."""
    spans, frame, whole = layout.framed(sizes, begin)
    if not spans or min(sizes.values()) < 0 or whole != file.size:
        raise layout.NotLaidOut
    last, (start, end) = spans.popitem()
    head = beginning if start <= len(beginning) else file.read(0, start)
    ending_at = max(start, end - ENDING)
    ending = file.read(ending_at)
    for at, expected in frame.items():
        around, place = (head, at) if at < start else (ending, at - ending_at)
        if not around.startswith(expected, place):
            raise layout.NotLaidOut
    known = ending[: end - ending_at]
    lines = known if ending_at == start else Stretch(file, start, end, known)
    tables = {name: LazyTable(head, *span) for name, span in spans.items()}
    return {**tables, last: LazyTable(lines, 0, end - start, file.crc(start, end))}
