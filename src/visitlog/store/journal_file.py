"""Loads a Journal from its file, and applies a Change to it under the lock in one write."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from visitlog.model.errors import N_, Damaged, VisitlogError
from visitlog.model.journal import Change, Journal, Records
from visitlog.model.records import (
    Appointment,
    Area,
    Group,
    Leave,
    LifeEvent,
    Matter,
    Past,
    Person,
    Promise,
    Review,
    Topic,
    Visit,
)
from visitlog.store import backups, layout
from visitlog.store.apply import Applied, applied, made_anew
from visitlog.store.atomic import WrittenNotConfirmed, make_private_folder
from visitlog.store.lazy_table import LazyTable, of_documents
from visitlog.store.lock import locked
from visitlog.store.records import StoredRecords
from visitlog.store.storage import META, META_ID, JournalStorage
from visitlog.store.upgrade import SCHEMA, schema_of, upgraded

Tables = dict[str, LazyTable]


class OpenJournal:
    """A journal under the lock, between its reading and its one write."""

    def __init__(self, storage: JournalStorage, tables: Tables, journal: Journal, is_older: bool) -> None:
        self._storage = storage
        self._tables = tables
        self._is_older = is_older
        self.journal = journal

    def save(self, change: Change, now: datetime) -> tuple[Journal, Applied]:
        """Writes a change, flushed to the disk, and answers the journal after it.

        Raises Refused when nothing was recorded, WrittenNotConfirmed when it was and may not be on the disk.
        """
        result = applied(self._tables, self.journal, change, now)
        path = self._storage.path

        def keep_backup() -> None:
            if self._is_older:
                backups.keep_before(path, now.date(), "upgrade")
            backups.keep(path, now.date())

        self._storage.before_replace = keep_backup
        try:
            self._storage.write_proven(result.tables)
        except WrittenNotConfirmed:
            self._is_now(result)
            raise
        self._is_now(result)
        return self.journal, result

    @property
    def tables(self) -> Tables:
        """The tables as they were read."""
        return self._tables

    def rewrite(self, tables: Tables) -> None:
        """Writes tables in the place of those that were read, and keeps nothing of what was there before."""
        self._storage.before_replace = lambda: None
        self._storage.write_proven(tables)

    def count_anew(self) -> None:
        """Makes every tally and every next id anew from the records; the next save writes them."""
        self._tables = made_anew(self._tables, self.journal)
        self.journal = journal_of(self._tables, self._storage.path, is_new=False)

    def _is_now(self, result: Applied) -> None:
        self._tables = result.tables
        self._is_older = False
        self.journal = journal_of(result.tables, self._storage.path, is_new=False, earlier=self.journal)


class JournalFile:
    """The journal at a path, whether it exists yet or not; `is_asked_for` when the command line named it."""

    def __init__(self, path: Path, is_asked_for: bool = False) -> None:
        self.path = JournalStorage(path).path
        self._is_asked_for = is_asked_for

    def load(self) -> Journal:
        """The journal as it stands, without a lock: the old file or the new; raises Damaged."""
        return self.read()[0]

    def read(self) -> tuple[Journal, bytes | None]:
        """The journal as it stands, and the bytes that hold it, None when there is no file; raises Damaged."""
        storage, tables, is_older = self._read()
        return _journal(storage, tables, is_older), storage.content

    @contextmanager
    def writing(self, on_wait: Callable[[], None] = lambda: None) -> Iterator[OpenJournal]:
        """The journal under its lock, from reading to saving; never hold it while waiting for a person."""
        make_private_folder(self.path.parent)
        with locked(self.path, on_wait):
            backups.remove_leftovers(self.path)
            storage, tables, is_older = self._read()
            journal = _journal(storage, tables, is_older)
            yield OpenJournal(storage, blank_tables() if tables is None else tables, journal, is_older)

    def keep_before(self, what: str, now: datetime) -> Path | None:
        """Keeps a named backup before a great change; call it while writing."""
        return backups.keep_before(self.path, now.date(), what)

    def _read(self) -> tuple[JournalStorage, Tables | None, bool]:
        storage = JournalStorage(self.path)
        try:
            return (storage, *_current(storage))
        except Damaged as damage:
            good = next(filter(_is_sound, backups.newest_first(self.path)), None)
            asked_for = self.path if self._is_asked_for else None
            damage.values = {**damage.values, "backup": good, "journal": asked_for}
            raise


def _journal(storage: JournalStorage, tables: Tables | None, is_older: bool) -> Journal:
    is_proven = storage.is_trusted and not is_older
    return journal_of(tables or {}, storage.path, is_new=tables is None, is_proven=is_proven)


def tables_at(path: Path) -> tuple[JournalStorage, Tables | None]:
    """The tables of a file in the newest schema, and the storage that writes them; raises Damaged."""
    storage = JournalStorage(path)
    return storage, _current(storage)[0]


def _is_sound(path: Path) -> bool:
    try:
        tables = tables_at(path)[1]
    except VisitlogError:
        return False
    return tables is not None


def _current(storage: JournalStorage) -> tuple[Tables | None, bool]:
    """The tables in the newest schema, proven or checked, and whether the file is in an older one."""
    tables: Any = storage.read()
    if tables is None:
        return None, False
    is_older = schema_of(tables, storage.path) < SCHEMA
    if is_older or not storage.is_trusted:
        tables = _adopted(tables, storage)
    return tables, is_older


def blank_tables() -> Tables:
    """The tables of a journal that has no file yet."""
    return {META: of_documents({META_ID: {"schema": SCHEMA}})}


def _adopted(tables: Mapping[str, LazyTable], storage: JournalStorage) -> Tables:
    """The tables that another program wrote: every record checked, tallies and next ids made anew."""
    newest = {
        name: table if isinstance(table, LazyTable) else of_documents(table)
        for name, table in upgraded(dict(tables), storage.path).items()
    }
    journal = journal_of(newest, storage.path, is_new=False)
    try:
        # Every record is decoded once, so that an unsound one is named now and not after a write.
        for records in tables_of(journal):
            list(records.values())
    except Damaged as damage:
        raise _with_line(damage, storage.content or b"") from damage
    return made_anew(newest, journal)


def _with_line(damage: Damaged, content: bytes) -> Damaged:
    line = layout.line_number(content, str(damage.values["name"]), str(damage.values["id"]))
    if line is None:
        return damage
    return Damaged(
        N_('{path} is damaged at line {line}: record {id} of "{name}", field "{field}": {problem}.'),
        **damage.values,
        line=line,
    )


def journal_of(
    tables: Mapping[str, LazyTable],
    path: Path,
    is_new: bool,
    is_proven: bool = False,
    earlier: Journal | None = None,
) -> Journal:
    """The journal that these tables are; `path` is named where a record turns out to be damaged.

    What was decoded of an earlier one, from which a change made these tables, need not be decoded again.
    """
    blank = LazyTable()

    def of(kind: type[Any], name: str) -> StoredRecords[Any]:
        table = tables.get(name, blank)
        known = earlier and earlier.table(kind)
        return (
            known.after(table)
            if isinstance(known, StoredRecords)
            else StoredRecords(kind, table, name, path, is_proven)
        )

    meta = tables[META].get(META_ID, {}) if META in tables else {}
    return Journal(
        people=of(Person, "people"),
        visits=of(Visit, "visits"),
        promises=of(Promise, "promises"),
        appointments=of(Appointment, "appointments"),
        events=of(LifeEvent, "events"),
        matters=of(Matter, "matters"),
        areas=of(Area, "areas"),
        topic_records=of(Topic, "topics"),
        leaves=of(Leave, "leaves"),
        reviews=of(Review, "reviews"),
        group_records=of(Group, "groups"),
        changes=StoredRecords(Past, tables.get("changes", blank), "changes", path, is_proven),
        next_ids=meta.get("next_ids", {}),
        is_new=is_new,
    )


def tables_of(journal: Journal) -> tuple[Records[Any], ...]:
    """The records of every table that visitlog knows."""
    return (
        journal.group_records,
        journal.topic_records,
        journal.areas,
        journal.people,
        journal.matters,
        journal.events,
        journal.appointments,
        journal.promises,
        journal.leaves,
        journal.reviews,
        journal.changes,
        journal.visits,
    )
