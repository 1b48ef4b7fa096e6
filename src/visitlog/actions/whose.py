"""Whose a record is, in a form and as typed; and what follows for others when it turns out to be somebody else's."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeGuard

from visitlog.actions.answers import booked_on, settled_by, told_by
from visitlog.actions.removing import untold_without
from visitlog.model.errors import N_, Misuse, Refused
from visitlog.model.ids import shown_id
from visitlog.model.journal import Journal
from visitlog.model.names import SEPARATORS, folded, people_called
from visitlog.model.records import Appointment, LifeEvent, Matter, Person, Promise, Visit
from visitlog.model.table import people_of

WHO = "who"
"""What the field is called in a form, and as an option."""

Owned = Visit | Promise | Appointment | LifeEvent | Matter


def is_owned(record: object) -> TypeGuard[Owned]:
    """Whether a record is of people: a person is not, nor a talk to many, nor the news of an area."""
    return isinstance(record, Owned) and bool(people_of(record))


def who_shown(record: Owned, journal: Journal) -> str:
    """The people of a record as they can be typed: by name where that is nobody else's, else by number."""
    return ", ".join(_called(journal.people.get(id), id, journal) for id in people_of(record))


def _called(person: Person | None, id: int, journal: Journal) -> str:
    if person is None or any(sign in person.name for sign in SEPARATORS):
        return str(id)
    alike = sum(folded(other.name) == folded(person.name) for other in journal.people.values())
    return person.name if alike == 1 else str(id)


def with_people(record: Owned, typed: str, journal: Journal, latest: Sequence[int]) -> Owned:
    """The record as that of the people typed; raises Misuse, NotFound, Ambiguous as for any WHO."""
    people = tuple(person.id for person in people_called(typed, list(journal.people.values()), latest))
    match record:
        case Visit() | Matter():
            return replace(record, people=people)
        case Appointment():
            _must_agree_with_visit(record, people, journal)
            return replace(record, people=people)
        case Promise():
            return _promise_of_other(record, _only_one(record, people), journal)
        case LifeEvent():
            return replace(record, person=_only_one(record, people))


def _only_one(record: Promise | LifeEvent, people: Sequence[int]) -> int:
    if len(people) > 1:
        raise Misuse(N_("{id} is of one person; name one."), id=shown_id(record))
    return people[0]


def _must_agree_with_visit(record: Appointment, people: Sequence[int], journal: Journal) -> None:
    visit = None if record.visit is None else journal.visits.get(record.visit)
    if visit is not None and not set(people) & set(visit.people):
        raise Refused(
            N_("{id} was answered by {visit}, which is of others; first: visitlog edit {visit} --who WHO"),
            id=shown_id(record),
            visit=shown_id(visit),
        )


def _promise_of_other(record: Promise, person: int, journal: Journal) -> Promise:
    """The promise to somebody else: made on its visit only if they were there, and not told of yet."""
    if person == record.person:
        return record
    visit = None if record.visit is None else journal.visits.get(record.visit)
    was_there = visit is not None and person in visit.people
    return replace(record, person=person, visit=record.visit if was_there else None, told_on=None)


def after_other_people(
    journal: Journal, record: Visit, edited: Visit
) -> Iterator[Promise | Appointment | Visit]:
    """What else changes when a visit was to others: its promises and bookings, and the news that it told.

    Where one person stands for one other, what was promised to the first was promised to the second.
    """
    gone = [id for id in record.people if id not in edited.people]
    come = [person for id in edited.people if id not in record.people and (person := journal.people.get(id))]
    heir = come[0].id if len(come) == len(gone) == 1 else None
    untold = untold_without(journal, replace(record, people=tuple(gone)))
    changed = {promise.id: promise for promise in untold}
    for id in gone:
        for promise in journal.promises.of_person(id):
            if promise.visit == record.id:
                kept = changed.get(promise.id, promise)
                changed[promise.id] = (
                    replace(kept, visit=None) if heir is None else replace(kept, person=heir, told_on=None)
                )
    yield from changed.values()
    yield from told_by(journal, edited, come)
    reopened = [one for one in _answered(journal, record) if not set(one.people) & set(edited.people)]
    yield from (replace(one, status="booked", closed_on=None, visit=None) for one in reopened)
    booked = booked_on(journal, come, edited.on)
    yield from settled_by(edited, booked)
    if edited.appointment in {one.id for one in reopened} or (edited.appointment is None and booked):
        yield replace(edited, appointment=booked[0].id if booked else None)


def _answered(journal: Journal, visit: Visit) -> tuple[Appointment, ...]:
    """The appointments that this visit answered."""
    theirs = (one for id in visit.people for one in journal.appointments_of.get(id, ()))
    return tuple({one.id: one for one in theirs if one.visit == visit.id}.values())
