"""Removing a visit or a promise entered by mistake, and undoing the last change."""

from dataclasses import replace

from visitlog.model.errors import N_, NotFound, Refused
from visitlog.model.ids import needed_id, shown_id
from visitlog.model.journal import Change, Journal
from visitlog.model.records import Promise, Record, Visit


def remove_record(journal: Journal, typed: str) -> Change:
    """Removes one visit or promise; promises made on a removed visit stay, without it."""
    table, id = needed_id(typed)
    record: Visit | Promise | None = (journal.visits if table == "visits" else journal.promises).get(id)
    if record is None:
        raise NotFound(N_("there is no {id}; nothing was removed."), id=typed.upper())
    people = record.people if isinstance(record, Visit) else (record.person,)
    names = ", ".join(person.name for one in people if (person := journal.people.get(one)))
    loose: tuple[Record, ...] = ()
    if isinstance(record, Visit):
        loose = tuple(
            replace(promise, visit=None)
            for one in people
            for promise in journal.promises.of_person(one)
            if promise.visit == record.id
        )
    return Change("remove", f"{shown_id(record)} {names}", put=loose, removed=((table, id),), people=people)


def undo_last(journal: Journal) -> Change:
    """Takes back the last change that has not been taken back."""
    latest = journal.latest_change
    if latest is None:
        raise Refused(N_("There is nothing to undo."))
    return Change("undo", latest.summary, undoes=latest.id, people=latest.people)
