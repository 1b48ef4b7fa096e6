"""What a visit settles by itself: the bookings of its day, and promises kept that it told of."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from visitlog.model.journal import Journal
from visitlog.model.promises import untold
from visitlog.model.records import Appointment, AppointmentStatus, Person, Promise, Visit
from visitlog.model.rhythm import counting_forms

BEFORE_THE_HOUR = timedelta(hours=1)
"""Who is met comes early; a call, or a door that stayed shut, so long before the hour says nothing of a booking."""


def booked_on(journal: Journal, people: Sequence[Person], on: date) -> tuple[Appointment, ...]:
    """The bookings of a day with any of these people, by their time."""
    found = {
        appointment.id: appointment
        for person in people
        for appointment in journal.appointments_of.get(person.id, ())
        if appointment.status == "booked" and appointment.at.date() == on
    }
    return tuple(sorted(found.values(), key=lambda a: (a.at, a.id)))


def settled_by(visit: Visit, booked: Sequence[Appointment]) -> tuple[Appointment, ...]:
    """The bookings after a visit of their day: kept if they were met, missed by them if nobody was there."""
    status: AppointmentStatus = "kept" if visit.result == "met" else "missed_by_them"
    settled = (one for one in booked if not _is_too_early(visit, one))
    return tuple(replace(one, status=status, closed_on=visit.on, visit=visit.id) for one in settled)


def _is_too_early(visit: Visit, booked: Appointment) -> bool:
    """Whether a visit says nothing of a booking: they were not met face to face, and its hour is still to come."""
    if visit.at is None or booked.whole_day or (visit.result == "met" and visit.form != "phone"):
        return False
    return datetime.combine(visit.on, visit.at) + BEFORE_THE_HOUR < booked.at


def told_by(journal: Journal, visit: Visit, people: Sequence[Person]) -> tuple[Promise, ...]:
    """The promises kept of which these people have now been told, if the visit counts."""
    if visit.result != "met":
        return ()
    return tuple(
        replace(promise, told_on=visit.on)
        for person in people
        if visit.form in counting_forms(person, journal)
        for promise in untold(journal, person)
        if promise.closed_on is not None and promise.closed_on <= visit.on
    )
