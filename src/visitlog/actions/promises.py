"""Making promises, keeping them, giving them up, moving them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from visitlog.actions.people import people_or_new
from visitlog.model.errors import N_, Ambiguous, Misuse, NotFound, Refused
from visitlog.model.frozen import frozen
from visitlog.model.id_numbers import holds_id_number
from visitlog.model.ids import needed_id, read_id, shown_id
from visitlog.model.journal import Change, Journal, Warned
from visitlog.model.names import is_number, person_called
from visitlog.model.promises import is_late
from visitlog.model.records import Move, Party, Person, Promise

MANY_OPEN = 3
"""So many open promises to one person are too many to add another lightly."""


@frozen
class NewPromise:
    """What is promised, and by when if a day was said."""

    text: str
    by: date | None = None
    owed_by: Party = "us"


def make_promise(
    journal: Journal, who: str, new: NewPromise, today: date, latest: Sequence[int] = (), create: bool = False
) -> Change:
    """Records a promise to, or by, one person; `create` puts somebody unknown into the journal."""
    people, created = people_or_new(journal, who, latest, create, today)
    if len(people) > 1:
        raise Misuse(N_("A promise is made to one person at a time; name one of them."))
    person = people[0]
    promise = promise_of(new, journal.next_id("promises"), person.id, today)
    return Change(
        "promise",
        f"{shown_id(promise)} {person.name}",
        put=(*created, promise),
        people=(person.id,),
        warnings=promise_warnings(journal, person, (promise,), today),
    )


def promise_of(new: NewPromise, id: int, person: int, made_on: date, visit: int | None = None) -> Promise:
    """The record of a promise."""
    text = new.text.strip()
    if not text:
        raise Misuse(N_("The promise has no words; say what was promised."))
    return Promise(
        id, person, text, by=new.by, first_by=new.by, visit=visit, made_on=made_on, owed_by=new.owed_by
    )


def promise_warnings(
    journal: Journal, person: Person, made: Sequence[Promise], today: date
) -> tuple[Warned, ...]:
    """What the user should know when promising more: many are open to this person, or one is late already."""
    found = []
    ours = [p for p in journal.promises.of_person(person.id) if p.status == "open" and p.owed_by == "us"]
    late = sum(is_late(promise, today) for promise in ours)
    new = sum(promise.owed_by == "us" for promise in made)
    if new and (late or len(ours) + new >= MANY_OPEN):
        found.append(Warned("many_promises", {"person": person, "open": len(ours) + new, "late": late}))
    if any(holds_id_number(promise.text) for promise in made):
        found.append(Warned("id_number"))
    return tuple(found)


def kept_promises(
    journal: Journal, typed: Sequence[str], on: date, latest: Sequence[int]
) -> tuple[Promise, ...]:
    """The promises as kept: by their numbers, or the only open one of a person."""
    kept = [_kept(promise, on) for promise in _promises_named(journal, typed, latest)]
    return tuple({promise.id: promise for promise in kept}.values())


def _kept(promise: Promise, on: date) -> Promise:
    _must_be_open(promise)
    if promise.made_on is not None and on < promise.made_on:
        raise Misuse(
            N_("{id} was made on {made_on}; it can't have been kept before."),
            id=shown_id(promise),
            made_on=promise.made_on,
        )
    return replace(promise, status="kept", closed_on=on)


def drop_promise(journal: Journal, typed: str, why: str, today: date) -> Change:
    """Gives a promise up, for a reason."""
    promise = promise_numbered(journal, typed)
    _must_be_open(promise)
    dropped = replace(promise, status="dropped", closed_on=today, why=why)
    return change_of(journal, "drop", (dropped,))


def move_promise(
    journal: Journal, typed: str, to: date, why: str, now: datetime, latest: Sequence[int] = ()
) -> Change:
    """Moves a promise, by its number or a person's only open one, to another day; its first day is kept.

    A day that is past already is taken, for the day may have been written down wrongly, and told.
    """
    # A bare number may be that of the promise without its letter, so it is not taken for a person's.
    promise = (
        promise_numbered(journal, typed)
        if is_number(typed)
        else _promises_named(journal, (typed,), latest)[0]
    )
    _must_be_open(promise)
    if promise.by == to:
        raise Refused(N_("{id} is due on {to} already; nothing was changed."), id=shown_id(promise), to=to)
    moves = promise.moves
    if promise.by is not None:
        moves = (*moves, Move(promise.by, to, why, now.replace(microsecond=0)))
    moved = replace(promise, by=to, first_by=promise.first_by or to, moves=moves)
    warnings = (Warned("past_day", {"by": to}),) if to < now.date() else ()
    return replace(change_of(journal, "move", (moved,)), warnings=warnings)


def _must_be_open(promise: Promise) -> None:
    if promise.status == "kept":
        raise Refused(N_("{id} was kept on {on} already."), id=shown_id(promise), on=promise.closed_on)
    if promise.status == "dropped":
        raise Refused(N_("{id} was given up on {on}."), id=shown_id(promise), on=promise.closed_on)


def promise_numbered(journal: Journal, typed: str) -> Promise:
    """The promise with this number; raises Misuse, NotFound."""
    table, id = needed_id(typed)
    if table != "promises":
        raise Misuse(N_("{id} is not a promise; those begin with P."), id=typed)
    promise = journal.promises.get(id)
    if promise is None:
        raise NotFound(N_('there is no promise {id}; "visitlog promises" lists them.'), id=f"P{id}")
    return promise


def _promises_named(journal: Journal, typed: Sequence[str], latest: Sequence[int]) -> list[Promise]:
    if any(read_id(word) for word in typed):
        return [promise_numbered(journal, word) for word in typed]
    return [_only_open(journal, person_called(" ".join(typed), journal.people, latest))]


def _only_open(journal: Journal, person: Person) -> Promise:
    open = [promise for promise in journal.promises.of_person(person.id) if promise.status == "open"]
    if not open:
        raise NotFound(N_("no promise is open with {person}."), person=person)
    if len(open) > 1:
        raise Ambiguous(
            N_("{count} promises are open with {person}; name one by its number."),
            candidates=tuple(open),
            count=len(open),
            person=person,
        )
    return open[0]


def change_of(journal: Journal, command: str, promises: tuple[Promise, ...]) -> Change:
    """The change that puts these promises."""
    people = tuple(dict.fromkeys(promise.person for promise in promises))
    names = [person.name for id in people if (person := journal.people.get(id))]
    ids = " ".join(map(shown_id, promises))
    return Change(command, f"{ids} {', '.join(names)}", put=promises, people=people)
