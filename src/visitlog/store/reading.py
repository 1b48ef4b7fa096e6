"""What a file holds, as tables and as the Journal that they are: proven, or checked and made anew."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from visitlog.model.errors import N_, Damaged
from visitlog.model.journal import TABLE_OF, Journal
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
from visitlog.model.table import Records
from visitlog.store import layout
from visitlog.store.codec import spelled_out
from visitlog.store.lazy_table import LazyTable, of_documents
from visitlog.store.proof import META, META_ID
from visitlog.store.records import StoredRecords
from visitlog.store.storage import JournalStorage
from visitlog.store.upgrade import SCHEMA, schema_of, upgraded

Tables = dict[str, LazyTable]
BLANK = LazyTable()


def tables_at(path: Path) -> tuple[JournalStorage, Tables | None]:
    """The tables of a file in the newest schema, and the storage that writes them; raises Damaged."""
    storage = JournalStorage(path)
    return storage, current(storage)[0]


def current(storage: JournalStorage) -> tuple[Tables | None, bool]:
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
    from visitlog.store.apply import made_anew  # what only a foreign file needs

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
        raise _with_line(damage, storage.content() or b"") from damage
    return made_anew(_spelled_out(newest), journal)


def _spelled_out(tables: Tables) -> Tables:
    """The tables with every field in every record by which records are searched for."""
    found = dict(tables)
    for kind, name in TABLE_OF.items():
        table = tables.get(name, BLANK)
        put = {id: whole for id, one in table.items() if (whole := spelled_out(kind, one)) != one}
        if put:
            found[name] = table.with_changes(put)
    return found


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

    def of(kind: type[Any], name: str) -> StoredRecords[Any]:
        table = tables.get(name, BLANK)
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
        changes=StoredRecords(Past, tables.get("changes", BLANK), "changes", path, is_proven),
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
