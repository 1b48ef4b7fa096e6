"""A glance at the journal for shell completion: the documents of its small tables, undecoded and unproven.

A TAB must answer in the time that Python takes to start, so neither the records nor orjson are loaded here,
and nothing is checked but what is handed out.
"""

import json
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

Document = dict[str, Any]
OURS = b'{\n"meta": {'
OPENING = b'\n"%s": {\n'
PIECE = 1 << 18
"""So many bytes are read at a time."""


class Outline:
    """The tables of a journal as they stand in its file; all of them empty when there is none."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def documents(self, table: str) -> Iterator[tuple[int, Document]]:
        """The documents of a table with their numbers; raises OSError or ValueError for what is no journal."""
        for id, document in self._table(table).items():
            if id.isascii() and id.isdigit() and isinstance(document, dict):
                yield int(id), document

    @cached_property
    def _head(self) -> bytes:
        """The file down to its last table and longest, which is seldom asked for."""
        return self._read(OPENING % b"visits")

    @cached_property
    def _whole(self) -> bytes:
        return self._read(None)

    def _read(self, until: bytes | None) -> bytes:
        if not self._path.is_file():  # a pipe would keep the terminal waiting
            return b""
        content = bytearray()
        with self._path.open("rb") as file:
            while piece := file.read(PIECE):
                seen = len(content) - len(until or b"")
                content += piece
                if until is not None and content.find(until, max(seen, 0)) >= 0:
                    break
        return bytes(content)

    def _table(self, name: str) -> dict[str, Any]:
        content = self._whole if name == "visits" else self._head
        opening = OPENING % name.encode()
        at = content.find(opening)
        if at < 0:
            return self._foreign.get(name, {})
        start = at + len(opening)
        found = json.loads(b"{" + content[start : content.find(b"\n}", start)] + b"}")
        return found if isinstance(found, dict) else {}

    @cached_property
    def _foreign(self) -> dict[str, dict[str, Any]]:
        """The tables by their names when another program has laid out the file; none when visitlog has."""
        if not self._head or self._head.startswith(OURS):
            return {}
        found = json.loads(self._whole)
        tables = found if isinstance(found, dict) else {}
        return {name: table for name, table in tables.items() if isinstance(table, dict)}
