"""Changing the fields of a record, and refusing what it has not."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from visitlog.actions.edit_effects import edit_warnings, with_what_follows
from visitlog.actions.matters import matter_numbered
from visitlog.actions.people import group_key
from visitlog.actions.places import topic_keys
from visitlog.actions.removing import record_numbered, summary_of
from visitlog.actions.whose import WHO, is_owned, who_shown, with_people
from visitlog.model.errors import N_, Misuse, Refused
from visitlog.model.fields import FIELDS, Field, Shown, When
from visitlog.model.ids import read_id, shown_id
from visitlog.model.journal import Change, Journal
from visitlog.model.name_keys import keys_after
from visitlog.model.names import person_called, without_gaps
from visitlog.model.records import Appointment, LifeEvent, Matter, Person, Promise, Visit
from visitlog.model.table import people_of
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


def shown_fields(record: Editable, journal: Journal) -> dict[str, Shown]:
    """The fields of a record that can be changed, as a form shows them."""
    whose = {WHO: who_shown(record, journal)} if is_owned(record) else {}
    return {**whose, **_own_fields(record)}


def _own_fields(record: Editable) -> dict[str, Shown]:
    return {name: field.show(getattr(record, field.attribute)) for name, field in fields_of(record).items()}


def kinds_of(record: Editable) -> dict[str, str]:
    """What the values of its fields are, where a language has words of its own for them."""
    return {name: field.kind for name, field in fields_of(record).items() if field.kind}


def is_same_in_form(record: Editable, other: Editable) -> bool:
    """Whether a form shows the same of both; that their people were renamed makes no difference."""
    return _own_fields(record) == _own_fields(other) and people_of(record) == people_of(other)


def edit_record(
    journal: Journal, record: Editable, given: Mapping[str, Any], when: When, latest: Sequence[int] = ()
) -> Change:
    """Changes the fields given; nothing changed is nothing written (an empty Change)."""
    edited = edited_record(journal, record, given, when, latest)
    if edited == record:
        return Change("edit", shown_id(record))
    today = when("today", "past").on
    return Change(
        "edit",
        edited.name if isinstance(edited, Person) else summary_of(journal, edited),
        put=with_what_follows(journal, record, edited),
        people=people_of(edited),
        warnings=edit_warnings(journal, record, edited, today),
    )


def edited_record(
    journal: Journal, record: Editable, given: Mapping[str, Any], when: When, latest: Sequence[int] = ()
) -> Editable:
    """The record with the fields given; raises Misuse for a field that its kind has not."""
    fields, own = fields_of(record), {name: typed for name, typed in given.items() if name != WHO}
    known = (*([WHO] if is_owned(record) else []), *fields)
    unknown = [name for name in given if name not in known]
    if unknown:
        raise Misuse(
            N_("{record} has no {field}; it has {fields}."),
            record=record if isinstance(record, Person) else shown_id(record),
            field=unknown[0],
            fields=known,
        )
    values = {fields[name].attribute: _read(name, fields[name], typed, when) for name, typed in own.items()}
    if "groups" in values:
        values["groups"] = tuple(dict.fromkeys(group_key(journal, key) for key in values["groups"]))
    if "topics" in values:
        values["topics"] = topic_keys(journal, values["topics"])
    if values.get("matter") is not None:
        values["matter"] = matter_numbered(journal, f"M{values['matter']}").id
    edited = replace(record, **_with_derived(record, values, when))
    if WHO in given:
        assert is_owned(edited)
        edited = with_people(edited, given[WHO], journal, latest)
    return _sound(edited)


def _read(name: str, field: Field, typed: Any, when: When) -> Any:
    value = field.read(typed, when)
    if field.is_needed and value is None:
        raise Misuse(N_("{field} can't be left empty."), field=name)
    return value


def _with_derived(record: Editable, values: Mapping[str, Any], when: When) -> Mapping[str, Any]:
    """The values read, with what follows from them: a name's keys, a promise's first day, an appointment's hour.

    A lesson in other words is true today.
    """
    if isinstance(record, Person) and not values.keys().isdisjoint(("name", "aliases")):
        name = without_gaps(" ".join(values.get("name", record.name).split()))
        renamed = replace(record, name=name, aliases=values.get("aliases", record.aliases))
        return {
            **values,
            "name": name,
            "keys": record.keys if renamed == record else keys_after(renamed, record),
        }
    if isinstance(record, Visit) and values.get("lesson", record.lesson) != record.lesson:
        return {**values, "lesson_kept_on": when("today", "past").on if values["lesson"] else None}
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
