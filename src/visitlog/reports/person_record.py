"""The whole record of one person, to be handed to them: without what shared records say of others."""

from collections.abc import Iterable, Mapping
from dataclasses import MISSING, Field, fields, replace
from datetime import datetime
from typing import Any, TypeVar

from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.records import Appointment, Group, LifeEvent, Matter, Person, Promise, Record, Visit
from visitlog.model.rhythm import groups_of
from visitlog.model.table import people_of
from visitlog.reports.appointments import AppointmentState, by_time, state_of
from visitlog.reports.export import Exported, ExportQuestion, is_within
from visitlog.reports.show import newest_first, open_first

R = TypeVar("R", Visit, Appointment, Matter)
OneOf = TypeVar("OneOf", bound=Record)

KEPT: Mapping[type, frozenset[str]] = {
    Visit: frozenset(("id", "uid", "people", "on", "at", "minutes", "form", "place", "result")),
    Appointment: frozenset(
        (
            "id",
            "uid",
            "people",
            "at",
            "whole_day",
            "place",
            "status",
            "closed_on",
            "visit",
            "moves",
            "made_on",
        )
    ),
    Matter: frozenset(
        (
            "id",
            "uid",
            "people",
            "kind",
            "status",
            "opened_on",
            "every",
            "closed_on",
            "follow_ups",
            "after_visit",
        )
    ),
}
"""The fields of a shared record that speak of nobody in particular; all others are emptied.

A list of what stays and not of what goes: a field that is added one day stays out until it is thought about.
"""

NAMING_OTHERS = frozenset(("companions",))
"""The fields that name others even in a record of this person alone."""


@frozen
class PersonRecord:
    """Everything on one person, newest first; in shared records nobody else is named, and nothing is told.

    `states` says how each appointment stands.
    """

    person: Person
    groups: tuple[Group, ...]
    visits: tuple[Exported[Visit], ...]
    promises: tuple[Exported[Promise], ...]
    appointments: tuple[Exported[Appointment], ...]
    states: tuple[AppointmentState, ...]
    events: tuple[Exported[LifeEvent], ...]
    matters: tuple[Exported[Matter], ...]

    @property
    def is_cut(self) -> bool:
        """Whether anything was left out."""
        records: tuple[Exported[Record], ...] = (*self.visits, *self.appointments, *self.matters)
        return any(one.others or one.left_out for one in records)

    @property
    def records(self) -> int:
        """How many records it holds, the person's own among them."""
        kinds = (self.visits, self.promises, self.appointments, self.events, self.matters)
        return 1 + sum(map(len, kinds))

    def rows(self, kind: str) -> tuple[Exported[Record], ...]:
        """The records of a table, in the order of their numbers."""
        found: Mapping[str, tuple[Exported[Record], ...]] = {
            "people": (_whole(self.person, self.person),),
            "visits": self.visits,
            "promises": self.promises,
            "appointments": self.appointments,
            "events": self.events,
            "matters": self.matters,
        }
        return tuple(sorted(found[kind], key=lambda one: one.record.id))


def person_record(journal: Journal, person: Person, question: ExportQuestion, now: datetime) -> PersonRecord:
    """Everything on this person, of the days asked for; nothing of theirs is withheld."""
    id = person.id
    visits = sorted(_within(journal.visits.of_person(id), question), key=newest_first)
    promises = sorted(_within(journal.promises.of_person(id), question), key=open_first)
    booked = sorted(_within(journal.appointments_of.get(id, ()), question), key=by_time, reverse=True)
    events = sorted(
        _within(journal.events_of.get(id, ()), question), key=lambda e: (e.on, e.id), reverse=True
    )
    matters = sorted(_within(journal.matters_of.get(id, ()), question), key=lambda m: -m.id)
    return PersonRecord(
        person,
        groups_of(person, journal),
        tuple(_told(visit, person) for visit in visits),
        tuple(_whole(promise, person) for promise in promises),
        tuple(_told(_without_reasons(one, person), person) for one in booked),
        tuple(state_of(one, now) for one in booked),
        tuple(_whole(event, person) for event in events),
        tuple(_told(matter, person) for matter in matters),
    )


def _within(records: Iterable[OneOf], question: ExportQuestion) -> list[OneOf]:
    return [record for record in records if is_within(record, question)]


def _whole(record: OneOf, person: Person) -> Exported[OneOf]:
    return Exported(record, ((person.id, person.name),))


def _told(record: R, person: Person) -> Exported[R]:
    """A record as this person is told of it."""
    others = set(people_of(record)) - {person.id}
    held = [each for each in fields(record) if getattr(record, each.name) != _blank(each)]
    kept = KEPT[type(record)] if others else {each.name for each in held} - NAMING_OTHERS
    emptied = [each for each in held if each.name not in kept]
    blanks: Any = {each.name: _blank(each) for each in emptied}
    return Exported(
        replace(record, people=(person.id,), **blanks),
        ((person.id, person.name),),
        len(others),
        tuple(each.name for each in emptied),
    )


def _blank(field: Field[Any]) -> Any:
    """What a field holds when nothing was said; an empty text where something must be."""
    if field.default is not MISSING:
        return field.default
    return "" if field.default_factory is MISSING else field.default_factory()


def _without_reasons(appointment: Appointment, person: Person) -> Appointment:
    """A shared appointment's postponements are facts; why it was postponed may speak of others."""
    if set(appointment.people) <= {person.id}:
        return appointment
    return replace(appointment, moves=tuple(replace(move, why="") for move in appointment.moves))
