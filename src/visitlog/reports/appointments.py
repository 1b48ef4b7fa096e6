"""Appointments: those ahead, and those whose time has passed without an answer."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.records import Appointment, AppointmentStatus, Person
from visitlog.reports.privacy import is_sensitive_appointment

AppointmentState = AppointmentStatus | Literal["unanswered"]


@frozen
class ListedAppointment:
    """An appointment with its people; `unanswered` when its time is past and nobody said how it went."""

    appointment: Appointment
    people: tuple[Person | None, ...]
    state: AppointmentState
    withheld: bool = False


@frozen
class AppointmentsReport:
    """A list of appointments by their time."""

    today: date
    appointments: tuple[ListedAppointment, ...]


def state_of(appointment: Appointment, now: datetime) -> AppointmentState:
    """How an appointment stands; one for a whole day is past when the day is."""
    if appointment.status != "booked":
        return appointment.status
    clock = now.replace(tzinfo=None)
    is_past = appointment.at.date() < clock.date() if appointment.whole_day else appointment.at < clock
    return "unanswered" if is_past else "booked"


def listed_appointment(
    appointment: Appointment, journal: Journal, now: datetime, sensitive_too: bool
) -> ListedAppointment:
    """An appointment as a list shows it: what a sensitive one is for is withheld."""
    people = tuple(journal.people.get(id) for id in appointment.people)
    hidden = not sensitive_too and is_sensitive_appointment(appointment, journal)
    return ListedAppointment(appointment, people, state_of(appointment, now), hidden)


def appointments(
    journal: Journal, person: Person | None, everything: bool, now: datetime, sensitive_too: bool
) -> AppointmentsReport:
    """The appointments ahead and the unanswered ones, or with `everything` all that ever were."""
    pool: Iterable[Appointment] = journal.appointments.values()
    if person is not None:
        pool = journal.appointments_of.get(person.id, ())
    chosen = [one for one in pool if everything or one.status == "booked"]
    listed = (listed_appointment(one, journal, now, sensitive_too) for one in sorted(chosen, key=by_time))
    return AppointmentsReport(now.date(), tuple(listed))


def by_time(appointment: Appointment) -> tuple[datetime, int]:
    """The key by which appointments are listed."""
    return appointment.at, appointment.id
