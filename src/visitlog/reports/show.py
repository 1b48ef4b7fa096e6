"""Everything on one person."""

from datetime import date, datetime

from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.records import Group, Person, Promise, Visit
from visitlog.model.rhythm import groups_of
from visitlog.model.standing import Standing, standing
from visitlog.reports.appointments import ListedAppointment, by_time, listed_appointment
from visitlog.reports.events import ListedEvent, ListedMatter, listed_event, listed_matter


@frozen
class ShowReport:
    """One person, where they stand, and all that was recorded of them, newest first."""

    today: date
    person: Person
    groups: tuple[Group, ...]
    standing: Standing
    visits: tuple[Visit, ...]
    promises: tuple[Promise, ...]
    appointments: tuple[ListedAppointment, ...]
    events: tuple[ListedEvent, ...]
    matters: tuple[ListedMatter, ...]

    @property
    def booked(self) -> tuple[ListedAppointment, ...]:
        """The appointments ahead, and those unanswered."""
        return tuple(one for one in self.appointments if one.appointment.status == "booked")

    @property
    def open_matters(self) -> tuple[ListedMatter, ...]:
        """The matters that are not settled yet."""
        return tuple(one for one in self.matters if one.matter.status == "open")


def show(journal: Journal, person: Person, now: datetime) -> ShowReport:
    """Everything on this person; nothing is withheld here."""
    visits = sorted(journal.visits.of_person(person.id), key=newest_first)
    promises = sorted(journal.promises.of_person(person.id), key=open_first)
    today = now.date()
    booked = sorted(journal.appointments_of.get(person.id, ()), key=by_time, reverse=True)
    events = sorted(journal.events_of.get(person.id, ()), key=lambda e: (e.on, e.id), reverse=True)
    return ShowReport(
        today,
        person,
        groups_of(person, journal),
        standing(person, journal, today),
        tuple(visits),
        tuple(promises),
        tuple(listed_appointment(one, journal, now, True) for one in booked),
        tuple(listed_event(event, journal, True) for event in events),
        tuple(listed_matter(m, journal, True) for m in reversed(journal.matters_of.get(person.id, ()))),
    )


def newest_first(visit: Visit) -> tuple[int, float, int]:
    """The key by which visits are listed: the latest day first, then time (those without last), then number."""
    at = visit.at
    clock = -1.0 if at is None else at.hour * 60 + at.minute + at.second / 60
    return -visit.on.toordinal(), -clock, -visit.id


def open_first(promise: Promise) -> tuple[bool, date, int]:
    """The key by which promises are listed: open ones first by their day, then the closed ones."""
    return promise.status != "open", promise.by or date.max, promise.id
