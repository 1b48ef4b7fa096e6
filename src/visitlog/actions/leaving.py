"""Pausing and retiring people, our own leave, and coming back from all of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from visitlog.model.errors import N_, Misuse, Refused
from visitlog.model.journal import Change, Journal
from visitlog.model.names import people_called
from visitlog.model.records import Leave, Person, Status


def pause_people(
    journal: Journal, who: str, until: date, why: str, today: date, latest: Sequence[int]
) -> Change:
    """Leaves people alone until a day, that day included, for a reason."""
    if until < today:
        raise Misuse(N_("The pause would end on {until}, which is past."), until=until)
    people = _people(journal, who, latest)
    for person in people:
        _must_be_active(person)
    paused = tuple(
        replace(p, paused_from=today, paused_until=until, pause_reason=_reason(why)) for p in people
    )
    return _change("pause", paused)


def retire_people(journal: Journal, who: str, status: Status, on: date, latest: Sequence[int]) -> Change:
    """Takes people out of the rounds from a day on; what was recorded of them stays."""
    if status == "active":
        raise Misuse(
            N_('Somebody who is back is "visitlog resume"d; retire takes moved, handed-over, died, declined.')
        )
    people = _people(journal, who, latest)
    for person in people:
        _must_be_active(person)
        if person.added_on is not None and on < person.added_on:
            raise Misuse(
                N_("{person} came into the notebook on {added_on}, after the day given."),
                person=person,
                added_on=person.added_on,
            )
    left = tuple(
        replace(p, status=status, left_on=on, paused_from=None, paused_until=None, pause_reason=None)
        for p in people
    )
    return _change("retire", left)


def resume_people(journal: Journal, who: str, today: date, latest: Sequence[int]) -> Change:
    """Takes people back into the rounds, after a pause or after they had left."""
    people = _people(journal, who, latest)
    for person in people:
        if person.status == "active" and (person.paused_until is None or person.paused_until < today):
            raise Refused(N_("{person} is neither paused nor gone; nothing was changed."), person=person)
    return _change("resume", tuple(_back(person, today) for person in people))


def _back(person: Person, today: date) -> Person:
    """The person in the rounds again; as after any pause, nobody is late for the days before."""
    since = person.paused_from if person.status == "active" else person.left_on
    back = replace(person, status="active", left_on=None, paused_from=None, paused_until=None)
    if since is None or since >= today:
        return replace(back, pause_reason=None)
    return replace(back, paused_from=since, paused_until=date.fromordinal(today.toordinal() - 1))


def take_leave(journal: Journal, first: date, last: date, why: str | None, today: date) -> Change:
    """Notes our own leave; its days make nobody late."""
    if last < first:
        raise Misuse(N_("The leave would end on {last}, before it begins."), last=last)
    for other in journal.leaves.values():
        if first <= other.last and other.first <= last:
            raise Refused(
                N_("There is a leave from {first} to {last} already; note only the days that it leaves out.")
                if other.last < today
                else N_(
                    "There is a leave from {first} to {last} already; end it first: visitlog resume --me."
                ),
                first=other.first,
                last=other.last,
            )
    leave = Leave(journal.next_id("leaves"), first, last, why=why)
    return Change("pause", f"{first.isoformat()} {last.isoformat()}", put=(leave,))


def end_leave(journal: Journal, today: date) -> Change:
    """Ends our own leave: it lasted until yesterday; one that has not begun is taken out."""
    current = [leave for leave in journal.leaves.values() if leave.last >= today]
    if not current:
        raise Refused(N_("You are not on leave; nothing was changed."))
    leave = min(current, key=lambda leave: leave.first)
    summary = f"{leave.first.isoformat()} {leave.last.isoformat()}"
    if leave.first >= today:
        return Change("resume", summary, removed=(("leaves", leave.id),))
    return Change("resume", summary, put=(replace(leave, last=date.fromordinal(today.toordinal() - 1)),))


def _people(journal: Journal, who: str, latest: Sequence[int]) -> tuple[Person, ...]:
    return people_called(who, journal.people, latest)


def _must_be_active(person: Person) -> None:
    if person.status != "active":
        raise Refused(
            N_("{person} left on {on}; to bring them back: visitlog resume {id}."),
            person=person,
            on=person.left_on or "?",
            id=person.id,
        )


def _reason(why: str) -> str:
    if not why.strip():
        raise Misuse(N_("The reason is empty; say why with --why."))
    return why.strip()


def _change(command: str, people: tuple[Person, ...]) -> Change:
    names = ", ".join(person.name for person in people)
    return Change(command, names, put=people, people=tuple(person.id for person in people))
