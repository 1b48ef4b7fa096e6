"""Removing a record entered by mistake, and undoing the last change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from visitlog.model.errors import N_, NotFound, Refused
from visitlog.model.ids import needed_id, shown_id
from visitlog.model.journal import Change, Journal, Warned
from visitlog.model.records import Appointment, LifeEvent, Matter, Promise, Record, Visit
from visitlog.model.rhythm import counting_forms
from visitlog.model.table import people_of


def remove_record(journal: Journal, typed: str) -> Change:
    """Removes one visit, promise, appointment, event or matter; what referred to it stays, without it."""
    record = record_numbered(journal, typed)
    return Change(
        "remove",
        summary_of(journal, record),
        put=tuple(_loosened(journal, record)),
        removed=(needed_id(typed),),
        people=people_of(record),
        warnings=tuple(stay_behind(left_behind(journal, record))) if isinstance(record, Visit) else (),
    )


def left_behind(journal: Journal, visit: Visit, still: Sequence[int] = ()) -> tuple[Promise, ...]:
    """The promises made on a visit to people who are not `still` of it; it goes, or was to others."""
    return tuple(
        promise
        for id in visit.people
        if id not in still
        for promise in journal.promises.of_person(id)
        if promise.visit == visit.id
    )


def stay_behind(promises: Iterable[Promise]) -> Iterator[Warned]:
    """That promises stay when the visit on which they were made goes, or was to others."""
    named = tuple(shown_id(promise) for promise in promises)
    if named:
        yield Warned("promises_stay", {"ids": named, "first": named[0]})


def summary_of(journal: Journal, record: Record) -> str:
    """The number of a record and whose it is, as history names it."""
    names = [person.name for id in people_of(record) if (person := journal.people.get(id))]
    area = record.area if isinstance(record, Visit | LifeEvent) else None
    return f"{shown_id(record)} {', '.join(names) or area or ''}".rstrip()


def record_numbered(journal: Journal, typed: str) -> Visit | Promise | Appointment | LifeEvent | Matter:
    """The record with this number; raises Misuse, NotFound."""
    table, id = needed_id(typed)
    found = {
        "visits": journal.visits,
        "promises": journal.promises,
        "appointments": journal.appointments,
        "events": journal.events,
        "matters": journal.matters,
    }[table].get(id)
    if found is None:
        raise NotFound(N_("there is no {id} in the journal."), id=typed.strip().upper())
    assert isinstance(found, Visit | Promise | Appointment | LifeEvent | Matter)
    return found


def _loosened(journal: Journal, record: Record) -> Iterable[Record]:
    """What referred to a record, without the reference."""
    if isinstance(record, Visit):
        yield from _loosened_from_visit(journal, record)
    if isinstance(record, Matter):
        yield from (replace(v, matter=None) for v in journal.visits.having("matter") if v.matter == record.id)
    if isinstance(record, Appointment):
        referring = journal.visits.having("appointment")
        yield from (replace(v, appointment=None) for v in referring if v.appointment == record.id)


def _loosened_from_visit(journal: Journal, visit: Visit) -> Iterable[Record]:
    loose = {promise.id: promise for promise in untold_without(journal, visit)}
    booked: dict[int, Appointment] = {}
    for id in visit.people:
        made = (p for p in journal.promises.of_person(id) if p.visit == visit.id)
        loose |= {p.id: replace(loose.get(p.id, p), visit=None) for p in made}
        kept = (a for a in journal.appointments_of.get(id, ()) if a.visit == visit.id)
        booked |= {a.id: replace(a, visit=None) for a in kept}
    yield from loose.values()
    yield from booked.values()


def untold_without(journal: Journal, visit: Visit) -> tuple[Promise, ...]:
    """The promises kept of which only this visit told, as not told of yet."""
    found: list[Promise] = []
    for person in (person for id in visit.people if (person := journal.people.get(id))):
        told = [promise for promise in journal.promises.of_person(person.id) if promise.told_on == visit.on]
        forms = counting_forms(person, journal)
        telling = {
            other.id
            for other in (journal.visits.of_person(person.id) if told else ())
            if other.on == visit.on and other.result == "met" and other.form in forms
        }
        if telling == {visit.id}:
            found += [replace(promise, told_on=None) for promise in told]
    return tuple(found)


def undo_last(journal: Journal) -> Change:
    """Takes back the last change that has not been taken back."""
    latest = journal.latest_change
    if latest is None:
        raise Refused(N_("There is nothing to undo."))
    return Change("undo", latest.summary, undoes=latest.id, people=latest.people)
