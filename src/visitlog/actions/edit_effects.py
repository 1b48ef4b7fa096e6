"""What follows from an edit: what a visit had settled by itself, and what the user should know."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from visitlog.actions.answers import settled_by
from visitlog.actions.appointments import clashes
from visitlog.actions.people import same_name, unread_times
from visitlog.actions.places import place_warnings
from visitlog.actions.promises import promise_warnings
from visitlog.actions.removing import left_behind, stay_behind, untold_without
from visitlog.actions.visit_warnings import warnings_of_person, warnings_of_words
from visitlog.actions.whose import after_other_people
from visitlog.model.journal import Journal, Warned
from visitlog.model.records import Appointment, Person, Promise, Record, Visit
from visitlog.model.rhythm import counting_forms


def with_what_follows(journal: Journal, record: Record, edited: Record) -> tuple[Record, ...]:
    """The edited record, and what changes with it."""
    if not isinstance(record, Visit) or not isinstance(edited, Visit):
        return (edited,)
    others: dict[tuple[type, int], Record] = {}
    if record.people != edited.people:
        others |= {(type(one), one.id): one for one in after_other_people(journal, record, edited)}
    if (record.on, record.form, record.result) != (edited.on, edited.form, edited.result):
        moved = [one for one in others.values() if isinstance(one, Promise)]
        others |= {(Promise, one.id): _made(one, record, edited) for one in moved}
        others |= {(type(one), one.id): one for one in _of_those_who_stay(journal, record, edited)}
    visit = others.pop((Visit, edited.id), edited)
    return (visit, *others.values())


def _of_those_who_stay(journal: Journal, record: Visit, edited: Visit) -> Iterator[Promise | Appointment]:
    """What the visit settled by itself, when its day, form or result turns out to be another."""
    stay = tuple(id for id in record.people if id in edited.people)
    people = [person for id in stay if (person := journal.people.get(id))]
    booked = {a.id: a for p in people for a in journal.appointments_of.get(p.id, ()) if a.visit == record.id}
    yield from settled_by(edited, tuple(booked.values()))
    changed = {promise.id: promise for promise in untold_without(journal, replace(record, people=stay))}
    for person in people:
        counts = edited.result == "met" and edited.form in counting_forms(person, journal)
        for promise in journal.promises.of_person(person.id):
            followed = _followed(changed.get(promise.id, promise), record, edited, counts)
            if followed != promise:
                changed[promise.id] = followed
    yield from (promise for id, promise in changed.items() if promise != journal.promises.get(id))


def _followed(promise: Promise, record: Visit, edited: Visit, counts: bool) -> Promise:
    """A promise after its visit was edited: made on its day, and told of by it if it was kept by then."""
    promise = _made(promise, record, edited)
    is_news = promise.status == "kept" and promise.owed_by == "us" and promise.told_on is None
    is_told = counts and is_news and promise.closed_on is not None and promise.closed_on <= edited.on
    return replace(promise, told_on=edited.on) if is_told else promise


def _made(promise: Promise, record: Visit, edited: Visit) -> Promise:
    """A promise made on a visit, made on its day still when that is another, unless it was settled before."""
    if promise.visit != record.id or promise.made_on != record.on:
        return promise
    made = replace(promise, made_on=edited.on)
    return made if made.closed_on is None or made.closed_on >= edited.on else promise


def edit_warnings(journal: Journal, record: Record, edited: Record, today: date) -> tuple[Warned, ...]:
    """What the user should know of a record as it is now, and need not have known before."""
    before = {_key(warned) for warned in _warnings(journal, record, today)}
    found = [*_of_others(journal, record, edited, today), *_warnings(journal, edited, today)]
    return tuple({_key(one): one for one in found if _key(one) not in before}.values())


def _key(warned: Warned) -> tuple[str, str]:
    return warned.code, str(warned.values)


def _warnings(journal: Journal, record: Record, today: date) -> Iterable[Warned]:
    """What is unusual about a record, whenever it was written."""
    match record:
        case Visit():
            return warnings_of_words(journal, record, _people(journal, record.people), today)
        case Appointment():
            people = _people(journal, record.people)
            return (
                *clashes(journal, record),
                *place_warnings(journal, record.place, record.topics, people, False),
            )
        case Person():
            return (*same_name(journal, record), *unread_times(record))
        case Promise():
            # Only what its words say: how many are open was said when it was made.
            return (
                one for one in _of_promise(journal, record, record.person, today) if one.code == "id_number"
            )
    return ()


def _of_others(journal: Journal, record: Record, edited: Record, today: date) -> Iterator[Warned]:
    """What is unusual because it is now of somebody else."""
    if isinstance(record, Visit) and isinstance(edited, Visit):
        come = [id for id in edited.people if id not in record.people]
        gone = [id for id in record.people if id not in edited.people]
        for person in _people(journal, come):
            yield from warnings_of_person(journal, edited, person)
        if not len(come) == len(gone) == 1:  # else they went along
            yield from stay_behind(left_behind(journal, record, edited.people))
    if isinstance(record, Promise) and isinstance(edited, Promise) and record.person != edited.person:
        yield from _of_promise(journal, edited, edited.person, today)


def _of_promise(journal: Journal, promise: Promise, person: int, today: date) -> Iterable[Warned]:
    known = journal.people.get(person)
    made = (promise,) if promise.status == "open" else ()
    return () if known is None else promise_warnings(journal, known, made, today)


def _people(journal: Journal, ids: Iterable[int]) -> list[Person]:
    return [person for id in ids if (person := journal.people.get(id))]
