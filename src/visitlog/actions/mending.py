"""Mending what leads nowhere, and leave noted twice, so that no record is lost."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from visitlog.actions.keying import with_pinyin
from visitlog.model.ids import shown_id
from visitlog.model.journal import Change, Journal
from visitlog.model.name_keys import name_keys
from visitlog.model.records import Appointment, Leave, LifeEvent, Matter, Person, Promise, Record, Visit
from visitlog.model.table import Records, people_of

LAST_ID = 10**18 - 1
"""The greatest number that a record can have in the file."""

NAMED = 8
"""So many records a summary names."""

Naming = Visit | Promise | Appointment | LifeEvent | Matter


def mend(journal: Journal, today: date) -> Change:
    """Takes out references to what is not there, and joins leave that overlaps.

    Who is the last that a record names gets a record instead.
    """
    made = _people_made(journal, today)
    ids = {id: id for id in journal.people} | {id: person.id for id, person in made.items()}
    put: list[Record] = list(made.values())
    mended_people = ((person, _person(person, journal)) for person in journal.people.values())
    put += (mended for person, mended in mended_people if mended != person)
    for record in _naming(journal):
        mended = _mended(record, ids, journal)
        if mended != record:
            put.append(mended)
    leaves = _leaves_joined(journal)
    put += (leave for leave in leaves if leave != journal.leaves.get(leave.id))
    gone = [leave for leave in journal.leaves.values() if leave.id not in {kept.id for kept in leaves}]
    return Change(
        "check --repair",
        _summary([*put, *gone]),
        put=tuple(put),
        removed=tuple(("leaves", leave.id) for leave in gone),
    )


def _leaves_joined(journal: Journal) -> Sequence[Leave]:
    """Our leaves with their days in order, those that overlap as one, with the reasons of both."""
    ordered = (
        replace(leave, first=min(leave.first, leave.last), last=max(leave.first, leave.last))
        for leave in journal.leaves.values()
    )
    joined: list[Leave] = []
    for leave in sorted(ordered, key=lambda leave: (leave.first, leave.last, leave.id)):
        if joined and leave.first <= joined[-1].last:
            joined[-1] = _both(joined[-1], leave)
        else:
            joined.append(leave)
    return joined


def _both(one: Leave, other: Leave) -> Leave:
    """Two leaves as one, under the lower number."""
    kept = min(one, other, key=lambda leave: leave.id)
    reasons = dict.fromkeys(leave.why for leave in (one, other) if leave.why)
    return replace(kept, first=one.first, last=max(one.last, other.last), why="; ".join(reasons) or None)


def _naming(journal: Journal) -> Iterator[Naming]:
    """All records that name people, the oldest of each kind first."""
    return chain(
        journal.visits.values(),
        journal.promises.values(),
        journal.appointments.values(),
        journal.matters.values(),
        journal.events.values(),
    )


def _people_made(journal: Journal, today: date) -> Mapping[int, Person]:
    """By the number that leads nowhere, a person for everybody without whom a record would name nobody."""
    needed: dict[int, date] = {}
    for record in _naming(journal):
        people = people_of(record)
        if isinstance(record, LifeEvent) and record.area is not None:
            continue
        if people and all(journal.people.get(id) is None for id in people):
            for id in people:
                needed[id] = min(needed.get(id, today), _day_of(record) or today)
    made: dict[int, Person] = {}
    further = max(journal.next_id("people"), *(id + 1 for id in needed if _can_be_a_number(id)), 1)
    for id, day in sorted(needed.items()):
        number = id
        if not _can_be_a_number(id):
            number, further = further, further + 1
        name = f"unknown {id}"
        made[id] = Person(number, name, keys=name_keys(name), added_on=day)
    return made


def _can_be_a_number(id: int) -> bool:
    return 0 < id <= LAST_ID


def _day_of(record: Naming) -> date | None:
    if isinstance(record, Visit | LifeEvent):
        return record.on
    return record.opened_on if isinstance(record, Matter) else record.made_on


def _person(person: Person, journal: Journal) -> Person:
    """Somebody in groups that there are, found by pinyin where that can be read."""
    known = replace(person, groups=tuple(key for key in person.groups if key in journal.groups))
    return with_pinyin(known)


def _mended(record: Naming, ids: Mapping[int, int], journal: Journal) -> Naming:
    """The record with every reference that leads somewhere, by the numbers that people have now."""
    match record:
        case Promise():
            return replace(record, person=ids[record.person], visit=_there(record.visit, journal.visits))
        case LifeEvent():
            return replace(record, person=None if record.person is None else ids.get(record.person))
        case Matter():
            return replace(record, people=_people(record, ids))
        case Appointment():
            visit = _there(record.visit, journal.visits)
            return replace(record, people=_people(record, ids), visit=visit)
        case Visit():
            return replace(
                record,
                people=_people(record, ids),
                matter=_there(record.matter, journal.matters),
                appointment=_there(record.appointment, journal.appointments),
            )


def _people(record: Visit | Appointment | Matter, ids: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(ids[id] for id in record.people if id in ids)


def _there(id: int | None, records: Records[Record]) -> int | None:
    return None if id is None or records.get(id) is None else id


def _summary(put: Sequence[Record]) -> str:
    if not put:
        return "tallies"  # what is only counted anew is no record
    names = list(dict.fromkeys(map(_named, put)))
    return " ".join([*names[:NAMED], "..."] if len(names) > NAMED else names)


def _named(record: Record) -> str:
    """The number of a record; a leave, which shows none, by its days."""
    return f"{record.first} {record.last}" if isinstance(record, Leave) else shown_id(record)
