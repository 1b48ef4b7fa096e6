"""Changing the fields of a record, and refusing what it has not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from visitlog.actions.people import group_key
from visitlog.actions.places import topic_keys
from visitlog.actions.removing import record_numbered
from visitlog.model.errors import N_, Misuse, Refused
from visitlog.model.fields import FIELDS, Field, Shown, When
from visitlog.model.ids import read_id, shown_id
from visitlog.model.journal import Change, Journal, people_of
from visitlog.model.names import name_keys, person_called
from visitlog.model.records import Appointment, LifeEvent, Matter, Person, Promise, Visit

Editable = Person | Visit | Promise | Appointment | LifeEvent | Matter


def record_named(journal: Journal, typed: str, latest: Sequence[int]) -> Editable:
    """The record with this number, or the person so called."""
    if read_id(typed):
        return record_numbered(journal, typed)
    return person_called(typed, list(journal.people.values()), latest)


def shown_fields(record: Editable) -> dict[str, Shown]:
    """The fields of a record that can be changed, as a form shows them."""
    return {
        name: field.show(getattr(record, field.attribute)) for name, field in FIELDS[type(record)].items()
    }


def edit_record(
    journal: Journal, typed: str, given: Mapping[str, Any], when: When, latest: Sequence[int]
) -> Change:
    """Changes the fields given; nothing changed is nothing written (an empty Change)."""
    record = record_named(journal, typed, latest)
    edited = edited_record(journal, record, given, when)
    if edited == record:
        return Change("edit", shown_id(record))
    people = people_of(edited)
    names = ", ".join(person.name for one in people if (person := journal.people.get(one)))
    label = names if isinstance(record, Person) else f"{shown_id(record)} {names}"
    return Change("edit", label, put=(edited,), people=people)


def edited_record(journal: Journal, record: Editable, given: Mapping[str, Any], when: When) -> Editable:
    """The record with the fields given; raises Misuse for a field that its kind has not."""
    fields = FIELDS[type(record)]
    unknown = [name for name in given if name not in fields]
    if unknown:
        raise Misuse(
            N_("{record} has no {field}; it has {fields}."),
            record=record if isinstance(record, Person) else shown_id(record),
            field=unknown[0],
            fields=tuple(fields),
        )
    values = {fields[name].attribute: _read(name, fields[name], typed, when) for name, typed in given.items()}
    if "groups" in values:
        values["groups"] = tuple(dict.fromkeys(group_key(journal, key) for key in values["groups"]))
    if "topics" in values:
        values["topics"] = topic_keys(journal, values["topics"])
    if isinstance(record, Person) and "name" in values:
        values["name"] = " ".join(values["name"].split())
        values["keys"] = name_keys(values["name"])
    return _sound(replace(record, **values))


def _read(name: str, field: Field, typed: Any, when: When) -> Any:
    value = field.read(typed, when)
    if field.is_needed and value is None:
        raise Misuse(N_("{field} can't be left empty."), field=name)
    return value


def _sound(record: Editable) -> Editable:
    """The record, if its days and numbers go together."""
    if isinstance(record, Visit):
        if not record.people and not (record.area and record.heads):
            raise Refused(N_("A talk to many keeps its area and its heads."))
        if record.minutes == 0 or record.heads == 0:
            raise Misuse(N_("A number of minutes or heads is above zero."))
    if (
        isinstance(record, Promise)
        and record.made_on
        and record.closed_on
        and record.closed_on < record.made_on
    ):
        raise Refused(N_("It can't have been settled before it was made."))
    if isinstance(record, Appointment):
        return replace(record, whole_day=record.whole_day and record.at.time().isoformat() == "00:00:00")
    if (
        isinstance(record, Matter)
        and record.opened_on
        and record.closed_on
        and record.closed_on < record.opened_on
    ):
        raise Refused(N_("It can't have been closed before it was opened."))
    return record
