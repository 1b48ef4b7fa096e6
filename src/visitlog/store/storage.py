"""A TinyDB Storage that decodes a table only where it is looked at and replaces the file whole."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tinydb.storages import Storage

from visitlog.model.errors import N_, Refused
from visitlog.model.journal import TABLES
from visitlog.store import layout
from visitlog.store.atomic import WrittenNotConfirmed, replace_file, target_of
from visitlog.store.held import HeldFile, held
from visitlog.store.lazy_table import Document, LazyTable, of_documents
from visitlog.store.proof import META, META_ID, proof_of, proven, unproven
from visitlog.store.strict import ID, parsed


class JournalStorage(Storage):
    """The tables of a journal file, for TinyDB: `TinyDB(path, storage=JournalStorage)`.

    `read` raises Damaged for what is not a journal; `is_trusted` says whether every byte is as visitlog wrote
    it. What TinyDB writes is laid out but carries no proof, so that visitlog checks it and counts anew.
    """

    def __init__(self, path: str | Path, before_replace: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self.path = target_of(Path(path))
        self.before_replace = before_replace
        self.is_trusted = True
        self._file: HeldFile | None = None

    def read(self) -> dict[str, dict[str, Any]] | None:
        """The tables, each decoded when it is looked at; None when there is no file."""
        self.is_trusted = True
        self._file = held(self.path)
        if self._file is None:
            return None
        tables = proven(self._file)
        if tables is None:
            self.is_trusted = False
            found = parsed(self._file.read(), self.path)
            tables = {name: of_documents(documents) for name, documents in found.items()}
        return tables  # type: ignore[return-value]  # TinyDB asks for dict and uses Mapping

    def content(self) -> bytes | None:
        """The bytes that were read, None when there was no file; raises Refused if they are others by now."""
        return None if self._file is None else self._file.read()

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """What TinyDB's own calls changed; tables that they did not touch are carried over as bytes."""
        self._replace(
            {
                name: table if isinstance(table, LazyTable) else of_documents(_by_text(name, table))
                for name, table in data.items()
            },
            proof=None,
        )

    def write_proven(self, tables: Mapping[str, LazyTable]) -> None:
        """What visitlog wrote, tallies and next ids agreeing with the records, with the proof of it."""
        ordered = {name: tables[name] for name in _in_order(tables)}
        self._replace(ordered, proof=proof_of(unproven(tables[META]), ordered))

    def _replace(self, tables: Mapping[str, LazyTable], proof: Document | None) -> None:
        meta = unproven(tables.get(META, {}))
        if proof is not None:
            meta[META_ID] = {**meta.get(META_ID, {}), **proof}
        final = {**tables, META: of_documents(meta)} if meta else tables
        pieces = layout.composed((name, final[name].pieces()) for name in _in_order(final))
        try:
            replace_file(self.path, pieces, self._last_look)
        except WrittenNotConfirmed:
            self._file = None  # nor is it what stands there
            raise
        self._file = None

    def _last_look(self) -> None:
        """Comes right before the new file takes the old one's place; raises Refused if that is another by now."""
        if self._file is not None:
            self._file.must_be_in_its_place()
        self.before_replace()


def _by_text(name: str, table: Mapping[Any, Any]) -> dict[str, Document]:
    for id in table:
        if not ID.fullmatch(str(id)):
            raise Refused(
                N_('Nothing was recorded: "{id}" can\'t be the number of a record in "{name}".'),
                id=id,
                name=name,
            )
    return {str(id): dict(document) for id, document in table.items()}


def _in_order(tables: Mapping[str, LazyTable]) -> list[str]:
    """The small tables as a person reads them, then those of other programs, and visits last."""
    known = [name for name in (META, *TABLES[:-1]) if name in tables]
    others = sorted(name for name in tables if name != META and name not in TABLES)
    return [*known, *others, *(name for name in TABLES[-1:] if name in tables)]
