"""A record as a form to edit, and what became of it."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any

from visitlog.model.fields import Shown
from visitlog.model.ids import shown_id
from visitlog.model.journal import Change, Journal
from visitlog.model.records import Appointment, LifeEvent, Matter, Person, Promise, Record, Visit
from visitlog.model.standing import standing
from visitlog.render import dates
from visitlog.render.agenda import (
    appointment_document,
    appointment_lines,
    event_document,
    event_lines,
    matter_document,
    matter_lines,
)
from visitlog.render.confirmations import changed_people_lines, moved_lines, visit_lines
from visitlog.render.documents import person_document, promise_document, standing_document, visit_document
from visitlog.render.language import _
from visitlog.render.output import Document
from visitlog.render.text import dot, harmless, harmless_json
from visitlog.reports.appointments import listed_appointment
from visitlog.reports.events import listed_event, listed_matter
from visitlog.reports.privacy import as_listed


def form_of(id: str, fields: Mapping[str, Shown], hints: Mapping[str, str] | None = None) -> str:
    """The form of a record in TOML, with how to fill it in, and a word behind a field that needs one."""
    hints = hints or {}
    rows = (
        f"{name} = {_value(value)}" + (f"  # {hints[name]}" if name in hints else "") + "\n"
        for name, value in fields.items()
    )
    return _head(id, "#") + "".join(rows)


def form_again(id: str, written: str, problem: str) -> str:
    """What was written in a form, with what is wrong with it; every line stays on its number."""
    lines = written.split("\n")
    while lines and lines[0].startswith("#"):
        del lines[0]
    return _head(id, f"# !! {harmless(problem)}") + "\n".join(lines).removeprefix("\n")


def _head(id: str, last: str) -> str:
    head = (
        _("# {id}: change what stands behind the =, save, and close the editor.").format(id=id),
        _("# An empty text takes a field away. Lines that begin with # are passed over."),
        last,
    )
    return "\n".join(head) + "\n\n"


def _value(value: Shown) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(_quoted(one) for one in value) + "]"
    text = str(value)
    if "\n" not in text:
        return _quoted(text)
    lines = (_quoted(line)[1:-1] for line in text.split("\n"))
    return '"""\n' + "\n".join(lines) + '"""'


def _quoted(text: str) -> str:
    """A TOML basic string, with nothing active in it; JSON's escapes are TOML's."""
    return harmless_json(json.dumps(text, ensure_ascii=False))


def document(change: Change, journal: Journal, now: datetime) -> Document:
    """The JSON of `edit`: which record, whether anything was changed, and all that was, as other commands tell it."""
    put = [journal.table(type(one)).get(one.id) for one in change.put]
    people = [one for one in put if isinstance(one, Person)]
    people += (p for id in change.people if (p := journal.people.get(id)) and p not in people)
    stands = [(p, as_listed(standing(p, journal, now.date()), p, journal)) for p in people]
    return {
        "record": shown_id(change.put[0]) if change.put else change.summary,
        "changed": bool(change.put),
        "people": [person_document(one) for one in put if isinstance(one, Person)],
        "visits": [visit_document(one, journal) for one in put if isinstance(one, Visit)],
        "promises": [
            promise_document(one, journal.people.get(one.person)) for one in put if isinstance(one, Promise)
        ],
        "appointments": [
            appointment_document(listed_appointment(one, journal, now, True))
            for one in put
            if isinstance(one, Appointment)
        ],
        "events": [event_document(listed_event(e, journal, True)) for e in put if isinstance(e, LifeEvent)],
        "matters": [matter_document(listed_matter(m, journal, True)) for m in put if isinstance(m, Matter)],
        "standing": [standing_document(stand, person, now.date()) for person, stand in stands],
    }


def lines(change: Change, journal: Journal, today: date, said: Collection[str]) -> Iterator[str]:
    """The record as it stands now, as the command that makes such a record says it, with the days that were `said`."""
    if not change.put:
        yield _("Nothing was changed.")
        return
    record: Any = journal.table(type(change.put[0])).get(change.put[0].id)
    first, *rest = _told(record, change.put[1:], journal, today)
    since = tuple(_since(record, said))
    yield _("Changed: {record}").format(record=dot().join((first, *since)))
    yield from rest


def _since(record: Record, said: Collection[str]) -> Iterator[str]:
    """The days that the line of a record does not tell anyway."""
    if isinstance(record, Person) and record.added_on and "added" in said:
        yield _("added {day}").format(day=dates.full(record.added_on))
    if isinstance(record, Promise) and record.made_on and "made" in said:
        yield _("made {day}").format(day=dates.full(record.made_on))
    if isinstance(record, Matter) and record.opened_on and "opened" in said:
        yield _("opened {day}").format(day=dates.full(record.opened_on))


def _told(record: Record, others: Iterable[Record], journal: Journal, today: date) -> Iterator[str]:
    if isinstance(record, Person):
        return changed_people_lines([(record, standing(record, journal, today))], journal, today)
    if isinstance(record, Visit):
        people = [p for id in record.people if (p := journal.people.get(id))]
        stands = [(p, as_listed(standing(p, journal, today), p, journal)) for p in people]
        promises = [one for one in others if isinstance(one, Promise)]
        booked = [one for one in others if isinstance(one, Appointment)]
        return visit_lines(
            record,
            stands,
            [one for one in promises if one.visit == record.id and one.status == "open"],
            booked,
            [one for one in promises if one.told_on == record.on],
            today,
        )
    if isinstance(record, Promise):
        return moved_lines(record, journal)
    if isinstance(record, Appointment):
        return appointment_lines(record, journal)
    if isinstance(record, LifeEvent):
        return event_lines([record], journal, today)
    assert isinstance(record, Matter)
    return matter_lines(record, [journal.people.get(id) for id in record.people])
