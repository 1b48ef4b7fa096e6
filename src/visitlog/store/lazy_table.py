"""One table of the file, decoded only where it is looked at."""

import re
import zlib
from collections.abc import ItemsView, Iterable, Iterator, Mapping, ValuesView
from itertools import chain, islice
from typing import Any

import orjson

from visitlog.store.alike import ids_like
from visitlog.store.held import Stretch
from visitlog.store.layout import line
from visitlog.store.lines import SEPARATOR, Line, end_of_line, halved, id_at, lines_with, parts_of
from visitlog.store.words import lines_containing

Document = dict[str, Any]
FEW_LOOKUPS = 32
"""After so many look-ups in one table, an index of all its lines is cheaper than halving for each."""

PART_LINES = 256
"""So many lines that were searched for are decoded at once."""


class LazyTable(Mapping[str, Document]):
    """The records of a table by their ids, as documents; a mapping that TinyDB takes for the table itself.

    The lines are `content[start:end]`, or a whole stretch of a file, and, behind them, those appended since in
    `tail`; all in the order of their ids. `touched` are the ids that were put or removed since the file was read.
    """

    def __init__(
        self, content: bytes | Stretch = b"", start: int = 0, end: int = 0, crc: int | None = None
    ) -> None:
        self._held = content
        self._start = start
        self._end = end
        self._tail = b""
        self._crc = crc
        self._documents: dict[str, Document] | None = None
        self._lines: dict[str, Line] | None = None
        self._lookups = 0
        self._last: int | None = None
        self.touched: frozenset[str] = frozenset()

    @property
    def crc(self) -> int:
        """The CRC-32 of the table's lines."""
        if self._crc is None:
            found = 0
            for piece in self.pieces():
                found = zlib.crc32(piece, found)
            self._crc = found
        return self._crc

    @property
    def size(self) -> int:
        """How many bytes its lines are."""
        return self._end - self._start + len(self._tail)

    @property
    def _content(self) -> bytes:
        return self._held.content if isinstance(self._held, Stretch) else self._held

    def pieces(self) -> Iterator[bytes | memoryview]:
        """The table's lines, for writing, without a copy; those that nobody has asked for from the file."""
        if isinstance(self._held, Stretch):
            yield from self._held.pieces()
        else:
            yield memoryview(self._held)[self._start : self._end]
        yield self._tail

    @property
    def is_blank(self) -> bool:
        """Whether the table holds no record."""
        return self._start == self._end and not self._tail

    def _decoded(self) -> dict[str, Document]:
        if self._documents is None:
            joined = b"".join((b"{", *self.pieces(), b"}"))
            self._documents = orjson.loads(joined)
        return self._documents

    def __getitem__(self, id: str) -> Document:
        if self._documents is not None:
            return self._documents[id]
        found = self._line_of(id)
        if found is None:
            raise KeyError(id)
        content, begin, end = found
        document: Document = orjson.loads(content[begin + len(id) + 4 : end])
        return document

    def __contains__(self, id: object) -> bool:
        if self._documents is not None:
            return id in self._documents
        return isinstance(id, str) and self._line_of(id) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._indexed() if self._documents is None else self._documents)

    def items(self) -> ItemsView[str, Document]:
        return self._decoded().items()

    def values(self) -> ValuesView[Document]:
        return self._decoded().values()

    def fresh(self) -> Iterator[tuple[str, Document]]:
        """The records by their ids, each document the caller's own; they are decoded by the part, and not kept."""
        return chain.from_iterable(part.items() for part in self.fresh_parts())

    def fresh_parts(self) -> Iterator[dict[str, Document]]:
        """The records by their ids as in `fresh`, some at a time."""
        if self._documents is not None:
            yield {id: {**document} for id, document in self._documents.items()}
            return
        for content, begin, end in chain.from_iterable(map(parts_of, self._parts())):
            yield orjson.loads(b"".join((b"{", memoryview(content)[begin:end], b"}")))

    def __len__(self) -> int:
        if self._documents is not None:
            return len(self._documents)
        return sum(content.count(b"\n", start, end) + 1 for content, start, end in self._parts())

    def _line_of(self, id: str) -> Line | None:
        if not id.isascii() or not id.isdigit():
            return None
        if self._last is None:
            self._last = self._last_id()
        if int(id) > self._last:
            return None
        self._lookups += 1
        if self._lines is not None or self._lookups > FEW_LOOKUPS:
            return self._indexed().get(id)
        # What was just appended is what is asked for most; the rest may not even be read yet.
        for parts in (self._appended_part, self._first_part):
            for part in parts():
                found = halved(part, int(id))
                if found is not None:
                    return found if id_at(found[0], found[1]) == id else None
        return None

    def _indexed(self) -> dict[str, Line]:
        if self._lines is None:
            lines: dict[str, Line] = {}
            for content, begin, end in self._parts():
                while begin < end:
                    stop = end_of_line(content, begin, end)
                    lines[id_at(content, begin)] = (content, begin, stop)
                    begin = stop + len(SEPARATOR)
            self._lines = lines
        return self._lines

    def _parts(self) -> Iterator[Line]:
        yield from self._first_part()
        yield from self._appended_part()

    def _first_part(self) -> Iterator[Line]:
        if self._start != self._end:
            yield self._content, self._start, self._end

    def _appended_part(self) -> Iterator[Line]:
        if self._tail:
            skipped = len(SEPARATOR) if self._tail.startswith(SEPARATOR) else 0
            yield self._tail, skipped, len(self._tail)

    def _last_id(self) -> int:
        last = 0
        for content, start, end in self._ends():
            last = int(id_at(content, max(content.rfind(b"\n", start, end) + 1, start)))
        return last

    def _ends(self) -> Iterator[Line]:
        """The parts, or as much of the end of each as holds its last line whole."""
        if isinstance(self._held, Stretch) and b"\n" in self._held.ending:
            yield self._held.ending, 0, len(self._held.ending)
            yield from self._appended_part()
        else:
            yield from self._parts()

    def matching(self, sought: re.Pattern[bytes] | bytes) -> Iterable[tuple[str, Document]]:
        """The records on whose lines a pattern, or certain bytes, are found, by id, in the order of the file."""
        return chain.from_iterable(part.items() for part in self.parts_matching(sought))

    def parts_matching(self, sought: re.Pattern[bytes] | bytes) -> Iterator[dict[str, Document]]:
        """The records of `matching`, some at a time."""
        lines = (
            memoryview(content)[begin:stop]
            for content, start, end in self._parts()
            for begin, stop in lines_with(sought, content, start, end)
        )
        while some := list(islice(lines, PART_LINES)):
            yield orjson.loads(b"".join((b"{", b",".join(some), b"}")))

    def parts_containing(self, plain: bytes) -> Iterator[dict[str, Document]]:
        """The records, as in `fresh_parts`, in whose lines something plain stands, as in words.py, or may stand."""
        if self._documents is not None:
            yield from self.fresh_parts()
            return
        for lines in chain.from_iterable(lines_containing(plain, part) for part in self._parts()):
            if lines:
                yield orjson.loads(b"".join((b"{", b",".join(lines), b"}")))

    def days_of(self, field: str) -> Iterator[bytes]:
        """The ISO days that fields of this name hold, in the records themselves and in objects within them."""
        pattern = re.compile(rb'"%s":"([0-9]{4}-[0-9]{2}-[0-9]{2})"' % field.encode())
        return chain.from_iterable(
            pattern.findall(content, start, end) for content, start, end in self._parts()
        )

    def like(self, letters: bytes) -> list[int] | None:
        """The numbers of the records in whose lines letters may occur, in their order; None: perhaps in all.

        Of ASCII, case, spaces and what stands in names unspoken does not matter; Chinese characters are compared
        as they are. A line with anything else in it, which may mean the same and look otherwise, is among them.
        """
        return None if self._documents is not None else ids_like(letters, self._parts())

    def with_changes(self, put: Mapping[str, Document], removed: frozenset[str] = frozenset()) -> "LazyTable":
        """The table after some records were removed and others put; what is put and removed is put."""
        table = self._changed(put, removed)
        if table is not self:
            table.touched = self.touched | put.keys() | removed
        return table

    def _changed(self, put: Mapping[str, Document], removed: frozenset[str]) -> "LazyTable":
        replaced = {id: found for id in {*put, *removed} if (found := self._line_of(id)) is not None}
        added = sorted((id for id in put if id not in replaced), key=int)
        if added and int(added[0]) < self._last_id():
            return self._rewritten(put, removed)
        table = self._spliced(replaced, put) if replaced else self
        return table._appended([line(id, put[id]) for id in added]) if added else table

    def _appended(self, lines: list[bytes]) -> "LazyTable":
        joined = SEPARATOR.join(lines)
        more = joined if self.is_blank else SEPARATOR + joined
        table = LazyTable(self._held, self._start, self._end, zlib.crc32(more, self.crc))
        table._tail = self._tail + more
        return table

    def _spliced(self, replaced: Mapping[str, Line], put: Mapping[str, Document]) -> "LazyTable":
        """The table with other lines in the places of some, or without those that are not put."""
        runs: list[bytes | memoryview] = []
        for content, start, end in self._parts():
            held = memoryview(content)
            theirs = sorted((begin, stop, id) for id, (of, begin, stop) in replaced.items() if of is content)
            for begin, stop, id in theirs:
                if start < begin:
                    runs.append(held[start : begin - len(SEPARATOR)])
                if id in put:
                    runs.append(line(id, put[id]))
                start = stop + len(SEPARATOR)
            if start < end:
                runs.append(held[start:end])
        joined = SEPARATOR.join(runs)
        return LazyTable(joined, 0, len(joined))

    def _rewritten(self, put: Mapping[str, Document], removed: frozenset[str]) -> "LazyTable":
        lines = {
            id: content[begin:end]
            for id, (content, begin, end) in self._indexed().items()
            if id not in removed
        }
        lines |= {id: line(id, document) for id, document in put.items()}
        return _of_lines(lines)


def of_documents(documents: Mapping[str, Document]) -> LazyTable:
    """A table laid out from documents, in the order of their ids."""
    return _of_lines({id: line(id, document) for id, document in documents.items()})


def _of_lines(lines: Mapping[str, bytes]) -> LazyTable:
    content = SEPARATOR.join(lines[id] for id in sorted(lines, key=int))
    return LazyTable(content, 0, len(content))
