"""The record of one person to be handed to them: a document for programs, and one to read, in Markdown."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from visitlog.model.ids import shown_id
from visitlog.model.journal import Journal
from visitlog.model.records import Appointment, LifeEvent, Matter, Person, Promise, Topic, Visit
from visitlog.model.sources import every_of_matter
from visitlog.render import dates
from visitlog.render.agenda import appointment_document, event_document, matter_document
from visitlog.render.documents import iso, person_document, promise_document, visit_document
from visitlog.render.language import _, ngettext
from visitlog.render.markdown import escaped, item
from visitlog.render.output import Document
from visitlog.render.show import birthday_words
from visitlog.render.text import dot, joined
from visitlog.render.timeline import told_of
from visitlog.render.words import about, event_kind, every, group_label, word
from visitlog.reports.appointments import AppointmentState, ListedAppointment
from visitlog.reports.events import ListedEvent, ListedMatter
from visitlog.reports.export import Exported
from visitlog.reports.lists import ListedVisit
from visitlog.reports.person_record import PersonRecord


def document(report: PersonRecord, journal: Journal, today: date) -> Document:
    """The JSON of one person's record: `left_out` names the fields that are null because they may speak of others."""
    person = report.person
    states = zip(report.appointments, report.states, strict=True)
    return {
        "person": person_document(person) | {"paused_from": iso(person.paused_from)},
        "visits": [_told(one, visit_document(one.record, journal)) for one in report.visits],
        "promises": [
            promise_document(one.record, person, _days_late(one.record, today)) for one in report.promises
        ],
        "appointments": [_told(one, _appointment_document(one, person, state)) for one, state in states],
        "events": [event_document(ListedEvent(one.record, person)) for one in report.events],
        "matters": [
            _told(one, matter_document(ListedMatter(one.record, (person,)))) for one in report.matters
        ],
    }


def _told(one: Exported[Any], document: Document) -> Document:
    told = {key: None if key in one.left_out else value for key, value in document.items()}
    return told | {"others": one.others, "left_out": list(one.left_out)}


def _days_late(promise: Promise, today: date) -> int:
    return max(0, (today - promise.by).days) if promise.by and promise.status == "open" else 0


def _appointment_document(one: Exported[Appointment], person: Person, state: AppointmentState) -> Document:
    document = appointment_document(ListedAppointment(one.record, (person,), state))
    return document | {"moves": [move | {"why": move["why"] or None} for move in document["moves"]]}


def markdown(report: PersonRecord, topics: Mapping[str, Topic], today: date) -> str:
    """One person's record as a Markdown document in the user's language."""
    return "\n".join(_lines(report, topics, today)) + "\n"


def _lines(report: PersonRecord, topics: Mapping[str, Topic], today: date) -> Iterator[str]:
    yield f"# {escaped(report.person.name)}"
    yield ""
    yield _("Everything that is recorded on this person, as of {day}.").format(day=dates.full(today))
    yield from _section(_("Person"), [f"- {label}: {escaped(text)}" for label, text in _facts(report)])
    yield from _section(_("Promises"), [line for one in report.promises for line in _promise(one.record)])
    appointments = zip(report.appointments, report.states, strict=True)
    yield from _section(
        _("Appointments"), [line for one, state in appointments for line in _appointment(one, state, topics)]
    )
    yield from _section(_("Matters"), [line for one in report.matters for line in _matter(one)])
    yield from _section(_("Events"), [line for one in report.events for line in _event(one.record)])
    yield from _section(_("Visits"), [line for one in report.visits for line in _visit(one, topics)])
    if report.is_cut:
        left_out = _(
            "Where others were concerned too, they are not named, and what was written then is left out, "
            "since it may speak of them."
        )
        yield from _section(_("What is left out"), [left_out])


def _section(title: str, lines: Sequence[str]) -> Iterator[str]:
    if lines:
        yield from ("", f"## {title}", "", *lines)


def _head(id: str, day: str, *parts: str) -> str:
    return f"- **{id}** {dot().join((day, *filter(None, parts)))}"


def _facts(report: PersonRecord) -> Iterator[tuple[str, str]]:
    person = report.person
    said = (
        (_("number"), str(person.id)),
        (_("also called"), joined(list(person.aliases))),
        (_("phone"), person.phone),
        (_("door"), person.household),
        (_("address"), person.address),
        (_("area"), person.area),
        (_("residence"), person.residence and word("residence", person.residence)),
        (_("birthday"), person.birthday and birthday_words(person.birthday)),
        (_("groups"), joined([group_label(group) for group in report.groups])),
        (_("rhythm"), person.every and every(person.every)),
        (_("best times"), joined(list(person.best_times))),
        (_("sensitive"), _("yes: notes stay out of lists") if person.sensitive else ""),
        (_("notes"), person.notes),
        (_("status"), _status(person)),
        (_("paused"), _pause(person)),
        (_("added"), person.added_on and dates.full(person.added_on)),
    )
    yield from ((label, text) for label, text in said if text)


def _status(person: Person) -> str:
    left = dates.full(person.left_on) if person.left_on else ""
    return f"{word('status', person.status)} {left}".rstrip()


def _pause(person: Person) -> str:
    if person.paused_until is None:
        return ""
    days = [dates.full(day) for day in (person.paused_from, person.paused_until) if day]
    return dot().join(filter(None, (" - ".join(days), person.pause_reason)))


def _others(one: Exported[Any]) -> str:
    if not one.others:
        return ""
    return ngettext("with {count} other", "with {count} others", one.others).format(count=one.others)


def _visit(one: Exported[Visit], topics: Mapping[str, Topic]) -> Iterator[str]:
    visit = one.record
    how = (word("form", visit.form), word("place", visit.place), word("result", visit.result))
    warmth = word("warmth", visit.warmth) if visit.warmth else ""
    yield _head(shown_id(visit), dates.full(visit.on), *how, warmth, _others(one))
    for text in told_of(ListedVisit(visit, ()), topics):
        yield from item("", text)


def _promise(promise: Promise) -> Iterator[str]:
    by = _("by {day}").format(day=dates.full(promise.by)) if promise.by else _("no day")
    owed = _("we promised") if promise.owed_by == "us" else _("they promised")
    status = word("promise", promise.status)
    closed = dates.full(promise.closed_on) if promise.closed_on else ""
    yield _head(shown_id(promise), by, owed, f"{status} {closed}".rstrip())
    yield from item("", promise.text)
    if promise.made_on:
        yield from item("", _("made {day}").format(day=dates.full(promise.made_on)))
    for move in promise.moves:
        yield from _moved(move.since, move.to, move.why)
    if promise.why:
        yield from item("", promise.why)
    if promise.told_on:
        yield from item("", _("told {day}").format(day=dates.full(promise.told_on)))


def _moved(since: date, to: date, why: str) -> Iterator[str]:
    words = _("moved from {first} to {last}").format(first=dates.full(since), last=dates.full(to))
    yield from item("", dot().join(filter(None, (words, why))))


def _appointment(
    one: Exported[Appointment], state: AppointmentState, topics: Mapping[str, Topic]
) -> Iterator[str]:
    appointment = one.record
    clock = "" if appointment.whole_day else f" {dates.clock(appointment.at.time())}"
    place = word("place", appointment.place) if appointment.place else ""
    day = dates.full(appointment.at.date()) + clock
    yield _head(shown_id(appointment), day, place, word("appointment", state), _others(one))
    subject = about(appointment.topics, topics) if appointment.topics else ""
    for text in (appointment.purpose, subject, appointment.note, appointment.why):
        if text:
            yield from item("", text)
    for move in appointment.moves:
        yield from _moved(move.since.date(), move.to.date(), move.why)


def _matter(one: Exported[Matter]) -> Iterator[str]:
    matter = one.record
    opened = dates.full(matter.opened_on) if matter.opened_on else ""
    closed = _("closed {day}").format(day=dates.full(matter.closed_on)) if matter.closed_on else _("open")
    pace = "" if matter.closed_on else every(every_of_matter(matter))
    yield _head(shown_id(matter), opened, word("matter", matter.kind), closed, pace, _others(one))
    for text in (matter.title, matter.outcome):
        if text:
            yield from item("", text)


def _event(event: LifeEvent) -> Iterator[str]:
    yield _head(shown_id(event), dates.full(event.on), escaped(event_kind(event.kind)))
    if event.note:
        yield from item("", event.note)
