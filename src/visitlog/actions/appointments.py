"""Booking, moving, missing and cancelling appointments."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from visitlog.actions.people import people_or_new
from visitlog.actions.places import place_warnings, topic_keys
from visitlog.model.errors import N_, Misuse, NotFound, Refused
from visitlog.model.frozen import frozen
from visitlog.model.ids import needed_id, shown_id
from visitlog.model.journal import Change, Journal, Warned
from visitlog.model.records import Appointment, AppointmentStatus, Party, Place, Shift

SETTLED: Mapping[AppointmentStatus, str] = {
    "kept": N_("{id} was kept already; nothing was changed."),
    "missed_by_us": N_("{id} was missed by us already; nothing was changed."),
    "missed_by_them": N_("{id} was missed by them already; nothing was changed."),
    "cancelled": N_("{id} was cancelled already; nothing was changed."),
}

CLOSE_TOGETHER = timedelta(hours=1)
"""Two bookings nearer to each other than this clash."""


@frozen
class NewAppointment:
    """What is agreed: with whom (as typed), when, where, what for; without a time it is for the whole day."""

    who: str
    on: date
    at: time | None = None
    place: Place | None = None
    purpose: str | None = None
    topics: tuple[str, ...] = ()
    note: str | None = None


def book(
    journal: Journal, new: NewAppointment, now: datetime, latest: Sequence[int] = (), create: bool = False
) -> Change:
    """Books an appointment; raises Refused for a time that is past."""
    people, created = people_or_new(journal, new.who, latest, create, now.date())
    appointment = Appointment(
        id=journal.next_id("appointments"),
        people=tuple(person.id for person in people),
        at=datetime.combine(new.on, new.at or time()),
        whole_day=new.at is None,
        place=new.place,
        purpose=new.purpose,
        topics=topic_keys(journal, new.topics),
        note=new.note,
        made_on=now.date(),
    )
    _must_be_ahead(appointment.at, appointment.whole_day, now)
    names = ", ".join(person.name for person in people)
    return Change(
        "book",
        f"{shown_id(appointment)} {names}",
        put=(*created, appointment),
        people=appointment.people,
        warnings=(
            *clashes(journal, appointment),
            *place_warnings(journal, appointment.place, appointment.topics, people, False),
        ),
    )


def _must_be_ahead(at: datetime, whole_day: bool, now: datetime) -> None:
    if at.date() < now.date() or (not whole_day and at < now.replace(tzinfo=None)):
        raise Refused(N_("{at} is past; what was, is logged: visitlog log."), at=at)


def clashes(journal: Journal, appointment: Appointment) -> Iterable[Warned]:
    """The other bookings within the hour of this one."""
    if appointment.whole_day:
        return
    for other in journal.appointments.values():
        if other.status != "booked" or other.whole_day or other.id == appointment.id:
            continue
        if abs(other.at - appointment.at) < CLOSE_TOGETHER:
            people = tuple(p for id in other.people if (p := journal.people.get(id)))
            yield Warned("clash", {"id": shown_id(other), "people": people, "at": other.at})


def appointment_numbered(journal: Journal, typed: str) -> Appointment:
    """The appointment with this number; raises Misuse, NotFound."""
    table, id = needed_id(typed, "A")
    if table != "appointments":
        raise Misuse(N_("{id} is not an appointment; those begin with A."), id=typed)
    appointment = journal.appointments.get(id)
    if appointment is None:
        raise NotFound(N_('there is no appointment {id}; "visitlog appointments" lists them.'), id=f"A{id}")
    return appointment


def miss_appointment(journal: Journal, typed: str, by: Party, today: date) -> Change:
    """Records who did not come; missed by us, a visit of apology is due the next day."""
    appointment = _still_booked(journal, typed)
    if appointment.at.date() > today:
        raise Refused(
            N_("{id} is still ahead, on {at}; cancel it, or move it."),
            id=shown_id(appointment),
            at=appointment.at,
        )
    status: AppointmentStatus = "missed_by_us" if by == "us" else "missed_by_them"
    return change_of(journal, "missed", (replace(appointment, status=status, closed_on=today),))


def cancel_appointment(journal: Journal, typed: str, why: str, today: date) -> Change:
    """Cancels an appointment, for a reason."""
    appointment = _still_booked(journal, typed)
    return change_of(journal, "cancel", (replace(appointment, status="cancelled", closed_on=today, why=why),))


def keep_appointment(journal: Journal, typed: str, on: date) -> Appointment:
    """The appointment as kept, without a visit of its own."""
    return replace(_still_booked(journal, typed), status="kept", closed_on=on)


def move_appointment(
    journal: Journal, typed: str, on: date, at: time | None, why: str, now: datetime
) -> Change:
    """Moves an appointment, for a reason; without a time it keeps its hour."""
    appointment = _still_booked(journal, typed)
    hour = appointment.at.time() if at is None else at
    to = datetime.combine(on, hour)
    whole_day = appointment.whole_day and at is None
    if to == appointment.at and whole_day == appointment.whole_day:
        raise Refused(
            N_("{id} is booked for {at} already; nothing was changed."), id=shown_id(appointment), at=to
        )
    _must_be_ahead(to, whole_day, now)
    shift = Shift(appointment.at, to, why, now.replace(microsecond=0))
    moved = replace(appointment, at=to, whole_day=whole_day, moves=(*appointment.moves, shift))
    return replace(change_of(journal, "move", (moved,)), warnings=tuple(clashes(journal, moved)))


def _still_booked(journal: Journal, typed: str) -> Appointment:
    appointment = appointment_numbered(journal, typed)
    if appointment.status != "booked":
        raise Refused(SETTLED[appointment.status], id=shown_id(appointment))
    return appointment


def change_of(journal: Journal, command: str, appointments: tuple[Appointment, ...]) -> Change:
    """The change that puts these appointments."""
    people = tuple(dict.fromkeys(id for one in appointments for id in one.people))
    names = ", ".join(person.name for id in people if (person := journal.people.get(id)))
    ids = " ".join(map(shown_id, appointments))
    return Change(command, f"{ids} {names}", put=appointments, people=people)
