"""A whole journal as plain documents for an export, and back into an empty one.

An export holds each record just as the journal's file does, with its number in it, so that nothing is
lost on the way there and back. Only this room knows how a record is written, which is why that is here and not
beside the reading of other foreign text: exchange/json_import.py makes sure that a text is an export, and cli
hands the documents across. Left out is what follows from other records: tallies are counted anew.

History stays behind: it could only undo what was done to the other file.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from visitlog.model.errors import N_, Refused
from visitlog.model.journal import TABLE_OF, Change, Journal
from visitlog.model.records import Appointment, LifeEvent, Matter, Past, Promise, Record, Visit
from visitlog.model.table import people_of
from visitlog.store.codec import Unfit, decoded, encoded
from visitlog.store.edits import Tables, without_derived
from visitlog.store.fields import CODECS
from visitlog.store.journal_file import JournalFile
from visitlog.store.lazy_table import Document
from visitlog.store.proof import META, META_ID

KINDS: Mapping[str, type[Any]] = {name: kind for kind, name in TABLE_OF.items() if kind is not Past}

"""Every kind of record by the name of its table; history is none."""

MOST = 10**18
"""The file has numbers of up to eighteen digits."""


def documents_of(records: Iterable[Record]) -> list[Document]:
    """The documents of records as the file holds them, each with its number."""
    return [{"id": record.id, **without_derived(encoded(record))} for record in records]


def records_from(tables: Mapping[str, Sequence[Document]]) -> tuple[Record, ...]:
    """The records that such documents are, by table; raises Refused with the record and the field."""
    return tuple(_record(name, document) for name, documents in tables.items() for document in documents)


def _record(name: str, document: Document) -> Record:
    kind, id = KINDS[name], document["id"]
    told = without_derived({field: value for field, value in document.items() if field != "id"})
    try:
        strange = sorted(told.keys() - CODECS[kind])
        if strange:
            raise Unfit(strange[0], "no field that this visitlog knows")
        record: Record = decoded(kind, id, told)
    except Unfit as error:
        raise Refused(
            N_('Nothing was recorded: in record {id} of "{name}" the field "{field}" is unfit ({problem}).'),
            id=id,
            name=name,
            field=error.field,
            problem=error.problem,
        ) from error
    return record


def numbers_of(journal: Journal) -> dict[str, int]:
    """The number that the next record of each table gets; one that was once given is never given again."""
    return {name: journal.next_id(name) for name in KINDS}


def restore(
    file: JournalFile,
    action: Callable[[Journal], Change],
    next_ids: Mapping[str, int],
    now: datetime,
    on_wait: Callable[[], None] = lambda: None,
) -> None:
    """Saves in one write what an action makes of an empty journal; numbers go on where the other one was."""
    with file.writing(on_wait) as opened:
        change = action(opened.journal)
        if change.is_empty:
            return
        if not opened.journal.is_new:
            file.keep_before("import", now)
        # A Change knows nothing of the numbers of records that are gone, so they are raised beneath it.
        opened._tables = _with_next_ids(opened._tables, _above(change.put, next_ids))
        opened.save(change, now)


def _with_next_ids(tables: Tables, next_ids: Mapping[str, int]) -> Tables:
    meta = dict(tables[META][META_ID])
    there = meta.get("next_ids", {})
    raised = {name: max(id, there.get(name, 1)) for name, id in next_ids.items()}
    return {**tables, META: tables[META].with_changes({META_ID: {**meta, "next_ids": {**there, **raised}}})}


def _above(records: Iterable[Record], next_ids: Mapping[str, int]) -> dict[str, int]:
    """The next ids, above every number that a record names: nobody new may inherit what is told of another."""
    raised = dict(next_ids)
    for record in records:
        for name, id in _named(record):
            if id < MOST - 1:
                raised[name] = max(raised.get(name, 1), id + 1)
    return raised


def _named(record: Record) -> Iterator[tuple[str, int]]:
    yield from (("people", id) for id in people_of(record))
    match record:
        case Visit():
            yield from (("matters", record.matter or 0), ("appointments", record.appointment or 0))
        case Promise() | Appointment():
            yield "visits", record.visit or 0
        case LifeEvent() | Matter():
            yield "visits", record.after_visit
