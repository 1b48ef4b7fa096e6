"""Appointments, life events and matters for the eye and for programs."""

from collections.abc import Iterator, Sequence
from datetime import date

from visitlog.model.ids import shown_id
from visitlog.model.journal import Journal
from visitlog.model.records import Appointment, LifeEvent, Matter, Person
from visitlog.model.sources import every_of_matter
from visitlog.render import dates
from visitlog.render.confirmations import undo_hint
from visitlog.render.documents import iso, person_ref
from visitlog.render.language import _, ngettext
from visitlog.render.output import Document
from visitlog.render.screen import Cell, Column, Lines, Screen, Section, Style, cells, cut
from visitlog.render.text import dot, joined, names
from visitlog.render.words import event_kind, every, named, withheld, word
from visitlog.reports.appointments import AppointmentsReport, ListedAppointment
from visitlog.reports.events import EventsReport, ListedEvent, ListedMatter, MattersReport

EVENT_COLUMNS = (Column(), Column(), Column(), Column(most=26), Column(wraps=True))
MATTER_COLUMNS = (Column(), Column(), Column(wraps=True), Column(most=30, wraps=True), Column())
STATE_STYLES: dict[str, Style] = {"unanswered": "late", "booked": "today"}


def appointment_document(one: ListedAppointment) -> Document:
    """An appointment; `at` is a day alone when it is for the whole day."""
    appointment = one.appointment
    pairs = zip(one.people, appointment.people, strict=True)
    return {
        "id": shown_id(appointment),
        "people": [person_ref(person, id) for person, id in pairs],
        "at": _iso_at(appointment),
        "place": appointment.place,
        "purpose": None if one.withheld else appointment.purpose,
        "state": one.state,
        "topics": [] if one.withheld else list(appointment.topics),
        "note": None if one.withheld else appointment.note,
        "closed_on": iso(appointment.closed_on),
        "why": None if one.withheld else appointment.why,
        "visit": None if appointment.visit is None else f"V{appointment.visit}",
        "moves": [
            {"from": iso(m.since), "to": iso(m.to), "why": None if one.withheld else m.why, "at": iso(m.at)}
            for m in appointment.moves
        ],
        "made_on": iso(appointment.made_on),
        "uid": appointment.uid,
        "withheld": one.withheld,
    }


def _iso_at(appointment: Appointment) -> str | None:
    return (
        iso(appointment.at.date()) if appointment.whole_day else appointment.at.isoformat(timespec="minutes")
    )


def at_words(appointment: Appointment, today: date) -> str:
    """When an appointment is: Fri 20 10:00; the day alone when it is for the whole day."""
    day = dates.short(appointment.at.date(), today)
    return day if appointment.whole_day else f"{day} {dates.clock(appointment.at.time())}"


def appointment_row(one: ListedAppointment, today: date) -> tuple[Cell, ...]:
    """A row for an appointment: how it stands, its number, with whom, where, what for."""
    appointment = one.appointment
    place = word("place", appointment.place) if appointment.place else ""
    return cells(
        _state_cell(one, today),
        shown_id(appointment),
        _who(one),
        Cell(at_words(appointment, today), plain=_iso_at(appointment)),
        place,
        Cell(withheld(), style="faint") if one.withheld else appointment.purpose or "",
    )


def _who(one: ListedAppointment) -> str:
    pairs = zip(one.people, one.appointment.people, strict=True)
    return names(named(person, id) for person, id in pairs)


def _state_cell(one: ListedAppointment, today: date) -> Cell:
    if one.state == "booked" and one.appointment.at.date() == today and not one.appointment.whole_day:
        return Cell(dates.clock(one.appointment.at.time()), plain=one.state, style="today")
    if one.state == "booked" and one.appointment.at.date() == today:
        return Cell(_("today"), plain=one.state, style="today")
    if one.state == "booked":
        return Cell(dates.short(one.appointment.at.date(), today), plain=one.state)
    return Cell(word("appointment", one.state), plain=one.state, style=STATE_STYLES.get(one.state, "faint"))


APPOINTMENT_COLUMNS = (
    Column(least=11),
    Column(),
    Column(most=26),
    Column(),
    Column(),
    Column(wraps=True),
)


def appointments_document(report: AppointmentsReport, limit: int | None) -> Document:
    """The JSON of `appointments`."""
    return {"appointments": [appointment_document(one) for one in report.appointments[:limit]]}


def appointments_screen(report: AppointmentsReport, rows: int | None) -> Screen:
    """The screen of `appointments`."""
    found = report.appointments
    if not found:
        nothing = _("No appointment is booked; to agree on one: visitlog book WHO WHEN")
        return Screen(report.today, _("Appointments"), "", (Lines((nothing,)),))
    lines = tuple(appointment_row(one, report.today) for one in found)
    return Screen(
        report.today, _("Appointments"), "", cut([Section("", "", APPOINTMENT_COLUMNS, lines)], rows)
    )


def appointment_lines(appointment: Appointment, journal: Journal) -> Iterator[str]:
    """An appointment that was booked or moved."""
    who = names(named(journal.people.get(id), id) for id in appointment.people)
    clock = "" if appointment.whole_day else f" {dates.clock(appointment.at.time())}"
    parts = [f"{shown_id(appointment)}  {who}", dates.full(appointment.at.date()) + clock]
    if appointment.place:
        parts.append(word("place", appointment.place))
    if appointment.purpose:
        parts.append(appointment.purpose)
    if appointment.moves:
        first = appointment.moves[0].since
        parts.append(_("first {day}").format(day=dates.full(first.date())))
    yield dot().join(parts)
    yield f"    {undo_hint()}"


def settled_lines(appointments: Sequence[Appointment], journal: Journal) -> Iterator[str]:
    """Appointments that were kept, missed or cancelled."""
    for one in appointments:
        who = names(named(journal.people.get(id), id) for id in one.people)
        state = word("appointment", one.status)
        yield dot().join((f"{shown_id(one)}  {state}", who, dates.full(one.at.date())))
        if one.status == "missed_by_us":
            yield "    " + _("a visit of apology is due the day after")
    yield f"    {undo_hint()}"


def event_document(one: ListedEvent) -> Document:
    """A life event."""
    event = one.event
    return {
        "id": shown_id(event),
        "person": None if event.person is None else person_ref(one.person, event.person),
        "area": event.area,
        "kind": None if one.withheld else event.kind,
        "on": iso(event.on),
        "window": event.window_days,
        "note": event.note,
        "uid": event.uid,
        "withheld": one.withheld,
    }


def events_document(report: EventsReport, limit: int | None) -> Document:
    """The JSON of `events`."""
    return {"events": [event_document(one) for one in report.events[:limit]]}


def events_screen(report: EventsReport, rows: int | None) -> Screen:
    """The screen of `events`."""
    if not report.events:
        return Screen(report.today, _("Events"), "", (Lines((_("No event is recorded."),)),))
    lines = tuple(event_row(one, report.today) for one in report.events)
    return Screen(report.today, _("Events"), "", cut([Section("", "", EVENT_COLUMNS, lines)], rows))


def event_row(one: ListedEvent, today: date) -> tuple[Cell, ...]:
    """A row for an event."""
    event = one.event
    return cells(
        shown_id(event),
        Cell(dates.long(event.on, today), plain=event.on.isoformat()),
        Cell(withheld(), style="faint") if one.withheld else event_kind(event.kind),
        event.area or named(one.person, event.person),
        event.note or "",
    )


def event_lines(events: Sequence[LifeEvent], journal: Journal, today: date) -> Iterator[str]:
    """Events that were recorded."""
    for event in events:
        whose = event.area or named(journal.people.get(event.person or 0), event.person)
        window = ngettext(
            "a visit is due within {count} day", "a visit is due within {count} days", event.window_days
        )
        parts = (
            f"{shown_id(event)}  {event_kind(event.kind)}",
            whose,
            dates.full(event.on),
            window.format(count=event.window_days),
        )
        yield dot().join(parts)
    yield f"    {undo_hint()}"


def matter_document(one: ListedMatter) -> Document:
    """A matter."""
    matter = one.matter
    pairs = zip(one.people, matter.people, strict=True)
    return {
        "id": shown_id(matter),
        "title": None if one.withheld else matter.title,
        "kind": matter.kind,
        "people": [person_ref(person, id) for person, id in pairs],
        "status": matter.status,
        "opened_on": iso(matter.opened_on),
        "every": every_of_matter(matter),
        "closed_on": iso(matter.closed_on),
        "outcome": None if one.withheld else matter.outcome,
        "follow_ups": list(matter.follow_ups),
        "uid": matter.uid,
        "withheld": one.withheld,
    }


def matters_document(report: MattersReport, limit: int | None) -> Document:
    """The JSON of `matter list`."""
    return {"matters": [matter_document(one) for one in report.matters[:limit]]}


def matters_screen(report: MattersReport, rows: int | None) -> Screen:
    """The screen of `matter list`."""
    if not report.matters:
        return Screen(report.today, _("Matters"), "", (Lines((_("No matter is open."),)),))
    lines = tuple(matter_row(one, report.today) for one in report.matters)
    return Screen(report.today, _("Matters"), "", cut([Section("", "", MATTER_COLUMNS, lines)], rows))


def matter_row(one: ListedMatter, today: date) -> tuple[Cell, ...]:
    """A row for a matter."""
    matter = one.matter
    pairs = zip(one.people, matter.people, strict=True)
    if matter.closed_on is None:
        how = Cell(every(every_of_matter(matter)), plain=matter.status)
    else:
        closed = _("closed {day}").format(day=dates.calendar_day(matter.closed_on, today))
        how = Cell(closed, plain=matter.status, style="faint")
    return cells(
        shown_id(matter),
        word("matter", matter.kind),
        Cell(withheld(), style="faint") if one.withheld else matter.title,
        names(named(person, id) for person, id in pairs),
        how,
    )


def matter_lines(matter: Matter, people: Sequence[Person | None]) -> Iterator[str]:
    """A matter that was opened or closed."""
    who = names(named(person) for person in people if person)
    if matter.closed_on is None:
        pace = every(every_of_matter(matter))
        yield dot().join((f"{shown_id(matter)}  {word('matter', matter.kind)}", matter.title, who, pace))
    else:
        days = joined([str(day) for day in matter.follow_ups])
        follow = _("follow-ups on day {days}").format(days=days) if matter.follow_ups else _("no follow-up")
        closed = _("closed {day}").format(day=dates.full(matter.closed_on))
        yield dot().join((f"{shown_id(matter)}  {closed}", matter.title, who, follow))
    yield f"    {undo_hint()}"
