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
    def _content(self) -> bytes:
        # A pipe or a device would keep the terminal waiting.
        return self._path.read_bytes() if self._path.is_file() else b""

    def _table(self, name: str) -> dict[str, Any]:
        opening = b'\n"%s": {\n' % name.encode()
        at = self._content.find(opening)
        if at < 0:
            return self._foreign.get(name, {})
        start = at + len(opening)
        found = json.loads(b"{" + self._content[start : self._content.find(b"\n}", start)] + b"}")
        return found if isinstance(found, dict) else {}

    @cached_property
    def _foreign(self) -> dict[str, dict[str, Any]]:
        """The tables by their names when another program has laid out the file, or the table is empty."""
        if not self._content or self._content.startswith(b'{\n"meta": {'):
            return {}
        found = json.loads(self._content)
        tables = found if isinstance(found, dict) else {}
        return {name: table for name, table in tables.items() if isinstance(table, dict)}
