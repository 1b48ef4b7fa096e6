"""What a change does to the file, as documents: which are put, which removed; and how to undo it."""

import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from visitlog.model.frozen import frozen
from visitlog.model.journal import TABLE_OF, Change
from visitlog.model.records import Past
from visitlog.store.codec import encoded
from visitlog.store.fields import CODECS
from visitlog.store.lazy_table import Document, LazyTable

Tables = dict[str, LazyTable]
BLANK = LazyTable()
DERIVED = frozenset(("tally",))
"""Fields that follow from other records; never part of a change."""


@frozen
class Edits:
    """The documents to put and the ids to remove, by table; ids as TinyDB writes them."""

    put: Mapping[str, Mapping[str, Document]]
    removed: Mapping[str, frozenset[str]]

    @property
    def tables(self) -> list[str]:
        """The tables that are touched, by name."""
        return sorted({*self.put, *self.removed})

    def ids(self, table: str) -> list[str]:
        """The records of a table that are touched, those put first."""
        return [*self.put.get(table, ()), *sorted(self.removed.get(table, ()))]


def edits_of(change: Change, tables: Tables) -> Edits:
    """What a change does: fields of other programs are carried over, new records get a uid."""
    put: dict[str, dict[str, Document]] = {}
    uids = _uids()
    for record in change.put:
        name = TABLE_OF[type(record)]
        put.setdefault(name, {})[str(record.id)] = _document(record, tables.get(name, BLANK), uids)
    removed: dict[str, set[str]] = {}
    for name, id in change.removed:
        removed.setdefault(name, set()).add(str(id))
    return Edits(put, {name: frozenset(ids) for name, ids in removed.items()})


def _uids() -> Iterator[str]:
    """Uids without end: drawn by the block, since an import needs a hundred thousand."""
    while True:
        block = os.urandom(4096)
        yield from (block[at : at + 16].hex() for at in range(0, len(block), 16))


def _document(record: Any, table: LazyTable, uids: Iterator[str]) -> Document:
    document = encoded(record)
    for field in DERIVED:
        document.pop(field, None)
    earlier = table.get(str(record.id))
    if earlier is not None:
        known = CODECS[type(record)]
        document |= {field: value for field, value in earlier.items() if field not in known}
        document.setdefault("uid", earlier.get("uid"))
    if not document.get("uid"):
        document["uid"] = next(uids)
    return document


def edits_undoing(past: Past, tables: Tables) -> Edits:
    """What takes a change back: its new records go, what it replaced or removed comes back."""
    removed = {name: frozenset(_held(tables.get(name, BLANK), runs)) for name, runs in past.put.items()}
    was = {
        name: {id: dict(document) for id, document in documents.items()}
        for name, documents in past.was.items()
    }
    return Edits(was, removed)


def _held(table: LazyTable, runs: Iterable[tuple[int, int]]) -> Iterator[str]:
    for first, last in runs:
        if last - first < len(table):
            yield from (id for id in map(str, range(first, last + 1)) if id in table)
        else:
            yield from (id for id in table if first <= int(id) <= last)


def past_of(edits: Edits, change: Change, tables: Tables, id: int, now: datetime) -> Past:
    """The entry of history by which a change can be undone."""
    was: dict[str, dict[str, Document]] = {}
    put: dict[str, tuple[tuple[int, int], ...]] = {}
    for name in edits.tables:
        table = tables.get(name, BLANK)
        earlier = {id: without_derived(table[id]) for id in edits.ids(name) if id in table}
        if earlier:
            was[name] = earlier
        added = sorted(int(id) for id in edits.put.get(name, ()) if id not in earlier)
        if added:
            put[name] = tuple(_runs(added))
    return Past(id, now, change.command, change.summary, change.people, put, was)


def without_derived(document: Mapping[str, Any]) -> Document:
    """A document without the fields that follow from other records."""
    return {field: value for field, value in document.items() if field not in DERIVED}


def _runs(ids: list[int]) -> Iterator[tuple[int, int]]:
    first = last = ids[0]
    for id in ids[1:]:
        if id != last + 1:
            yield first, last
            first = id
        last = id
    yield first, last
