"""Changing the fields of a record, and refusing what it has not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from visitlog.actions.answers import settled_by
from visitlog.actions.people import group_key
from visitlog.actions.places import topic_keys
from visitlog.actions.removing import record_numbered, summary_of, untold_without
from visitlog.model.errors import N_, Misuse, Refused
from visitlog.model.fields import FIELDS, Field, Shown, When
from visitlog.model.ids import read_id, shown_id
from visitlog.model.journal import Change, Journal, people_of
from visitlog.model.name_keys import keys_after
from visitlog.model.names import person_called
from visitlog.model.records import Appointment, LifeEvent, Matter, Person, Promise, Record, Visit
from visitlog.model.rhythm import counting_forms
from visitlog.model.when import Moment

Editable = Person | Visit | Promise | Appointment | LifeEvent | Matter

OF_TALKS = ("area", "heads")
"""Fields of a talk to many; a visit to people has none of them."""


def record_named(journal: Journal, typed: str, latest: Sequence[int]) -> Editable:
    """The record with this number, or the person so called."""
    if read_id(typed):
        return record_numbered(journal, typed)
    return person_called(typed, journal.people, latest)


def fields_of(record: Editable) -> dict[str, Field]:
    """The fields of a record that can be changed, in the order in which a form shows them."""
    fields = dict(FIELDS[type(record)])
    if isinstance(record, Visit) and record.people and not record.area and not record.heads:
        for name in OF_TALKS:
            del fields[name]
    return fields


def shown_fields(record: Editable) -> dict[str, Shown]:
    """The fields of a record that can be changed, as a form shows them."""
    return {name: field.show(getattr(record, field.attribute)) for name, field in fields_of(record).items()}


def kinds_of(record: Editable) -> dict[str, str]:
    """What the values of its fields are, where a language has words of its own for them."""
    return {name: field.kind for name, field in fields_of(record).items() if field.kind}


def edit_record(journal: Journal, record: Editable, given: Mapping[str, Any], when: When) -> Change:
    """Changes the fields given; nothing changed is nothing written (an empty Change)."""
    edited = edited_record(journal, record, given, when)
    if edited == record:
        return Change("edit", shown_id(record))
    summary = record.name if isinstance(record, Person) else summary_of(journal, record)
    put = (edited, *_following(journal, record, edited))
    return Change("edit", summary, put=put, people=people_of(edited))


def edited_record(journal: Journal, record: Editable, given: Mapping[str, Any], when: When) -> Editable:
    """The record with the fields given; raises Misuse for a field that its kind has not."""
    fields = fields_of(record)
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
    return _sound(replace(record, **_with_derived(record, values)))


def _read(name: str, field: Field, typed: Any, when: When) -> Any:
    value = field.read(typed, when)
    if field.is_needed and value is None:
        raise Misuse(N_("{field} can't be left empty."), field=name)
    return value


def _with_derived(record: Editable, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values read, with what follows from them: a name's keys, a promise's first day, an appointment's hour."""
    if isinstance(record, Person) and not values.keys().isdisjoint(("name", "aliases")):
        name = " ".join(values.get("name", record.name).split())
        renamed = replace(record, name=name, aliases=values.get("aliases", record.aliases))
        return {
            **values,
            "name": name,
            "keys": record.keys if renamed == record else keys_after(renamed, record),
        }
    if isinstance(record, Promise) and "by" in values and not record.moves:
        return {**values, "first_by": values["by"]}
    if isinstance(record, Appointment) and "at" in values:
        moment: Moment = values["at"]
        at = datetime.combine(moment.on, record.at.time() if moment.at is None else moment.at)
        return {**values, "at": at, "whole_day": record.whole_day and moment.at is None}
    return values


def _sound(record: Editable) -> Editable:
    """The record, if its days and numbers go together."""
    if isinstance(record, Visit):
        if record.minutes == 0 or record.heads == 0:
            raise Misuse(N_("A number of minutes or heads is above zero."))
        if not record.people and not (record.area and record.heads):
            raise Refused(N_("A talk to many keeps its area and its heads."))
    if (
        isinstance(record, Promise)
        and record.made_on
        and record.closed_on
        and record.closed_on < record.made_on
    ):
        raise Refused(N_("It can't have been settled before it was made."))
    if (
        isinstance(record, Matter)
        and record.opened_on
        and record.closed_on
        and record.closed_on < record.opened_on
    ):
        raise Refused(N_("It can't have been closed before it was opened."))
    return record


def _following(journal: Journal, record: Editable, edited: Editable) -> Iterator[Record]:
    """What a visit settled by itself, when its day, form or result turns out to be another."""
    if not isinstance(record, Visit) or not isinstance(edited, Visit):
        return
    if (record.on, record.form, record.result) == (edited.on, edited.form, edited.result):
        return
    people = [person for id in record.people if (person := journal.people.get(id))]
    booked = {a.id: a for p in people for a in journal.appointments_of.get(p.id, ()) if a.visit == record.id}
    yield from settled_by(edited, tuple(booked.values()))
    changed = {promise.id: promise for promise in untold_without(journal, record)}
    for person in people:
        counts = edited.result == "met" and edited.form in counting_forms(person, journal)
        for promise in journal.promises.of_person(person.id):
            followed = _followed(changed.get(promise.id, promise), record, edited, counts)
            if followed != promise:
                changed[promise.id] = followed
    yield from (promise for id, promise in changed.items() if promise != journal.promises.get(id))


def _followed(promise: Promise, record: Visit, edited: Visit, counts: bool) -> Promise:
    """A promise after its visit was edited: made on its day, and told of by it if it was kept by then."""
    if promise.visit == record.id and promise.made_on == record.on:
        made = replace(promise, made_on=edited.on)
        promise = made if made.closed_on is None or made.closed_on >= edited.on else promise
    is_news = promise.status == "kept" and promise.owed_by == "us" and promise.told_on is None
    is_told = counts and is_news and promise.closed_on is not None and promise.closed_on <= edited.on
    return replace(promise, told_on=edited.on) if is_told else promise
