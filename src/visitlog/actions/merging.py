"""One person who was entered twice becomes one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from visitlog.model.errors import N_, Refused
from visitlog.model.journal import Change, Journal, Warned
from visitlog.model.name_keys import keys_after
from visitlog.model.names import folded, person_called, together
from visitlog.model.records import Appointment, Matter, Person, Record, Visit

FILLED = (
    "phone",
    "address",
    "area",
    "household",
    "residence",
    "every",
    "birthday",
)
"""Fields that the one who stays takes over where they have none."""

REACHED_BY = ("phone", "address", "household")
"""Fields of which a second value is noted: one of the two may be the right one."""


def merge_people(journal: Journal, who: str, into: str, latest: Sequence[int]) -> Change:
    """Moves everything of one person to another, and takes the first out of the journal."""
    known = journal.people
    gone, stays = person_called(who, known, latest), person_called(into, known, latest)
    if gone.id == stays.id:
        raise Refused(N_("{person} can't be merged into themselves; name two people."), person=gone)
    moved = tuple(_moved(journal, gone.id, stays.id))
    return Change(
        "merge",
        f"{gone.name} > {stays.name}",
        put=(_merged(gone, stays), *moved),
        removed=(("people", gone.id),),
        people=(stays.id,),
        warnings=tuple(_unlike(gone, stays)),
    )


def _unlike(gone: Person, stays: Person) -> Iterable[Warned]:
    """That two who became one have neither a name nor a door in common."""
    names = [{together(name) for name in (person.name, *person.aliases)} for person in (gone, stays)]
    doors = [{folded(text) for text in (p.household, p.address) if text} for p in (gone, stays)]
    if not names[0] & names[1] and doors[0] and doors[1] and not doors[0] & doors[1]:
        yield Warned("unlike", {"person": stays, "other": gone})


def _merged(gone: Person, stays: Person) -> Person:
    """The one who stays, with what only the other had; the other name becomes an alias."""
    filled = {field: getattr(gone, field) for field in FILLED if getattr(stays, field) in (None, "", ())}
    names = (*stays.aliases, gone.name, *gone.aliases)
    paused = max((stays, gone), key=lambda person: person.paused_until or date.min)
    notes = [text for text in (stays.notes, gone.notes, _given_up(gone, stays)) if text]
    days = [day for day in (stays.added_on, gone.added_on) if day]
    # Whoever said no to one of the two said no.
    leaving = gone if gone.status == "declined" and stays.status == "active" else stays
    merged = replace(
        stays,
        **filled,
        status=leaving.status,
        left_on=leaving.left_on,
        aliases=tuple(dict.fromkeys(name for name in names if folded(name) != folded(stays.name))),
        groups=tuple(dict.fromkeys((*stays.groups, *gone.groups))),
        best_times=tuple(dict.fromkeys((*stays.best_times, *gone.best_times))),
        paused_from=paused.paused_from,
        paused_until=paused.paused_until,
        pause_reason=paused.pause_reason,
        sensitive=stays.sensitive or gone.sensitive,
        notes="\n".join(dict.fromkeys(notes)) or None,
        added_on=min(days, default=None),
    )
    return replace(merged, keys=keys_after(merged, stays, gone))


def _given_up(gone: Person, stays: Person) -> str | None:
    """Where the one who goes was to be reached, as far as the one who stays has something else there."""
    pairs = ((getattr(gone, field), getattr(stays, field)) for field in REACHED_BY)
    others = [theirs for theirs, ours in pairs if theirs and ours and folded(theirs) != folded(ours)]
    return f"{gone.name}: {', '.join(others)}" if others else None


def _moved(journal: Journal, gone: int, stays: int) -> Iterable[Record]:
    for visit in journal.visits.of_person(gone):
        yield replace(visit, people=_swapped(visit, gone, stays))
    for promise in journal.promises.of_person(gone):
        yield replace(promise, person=stays)
    for appointment in journal.appointments_of.get(gone, ()):
        yield replace(appointment, people=_swapped(appointment, gone, stays))
    for matter in journal.matters_of.get(gone, ()):
        yield replace(matter, people=_swapped(matter, gone, stays))
    for event in journal.events_of.get(gone, ()):
        yield replace(event, person=stays)


def _swapped(record: Visit | Appointment | Matter, gone: int, stays: int) -> tuple[int, ...]:
    """The people of a record with one in the place of the other, each once."""
    return tuple(dict.fromkeys(stays if id == gone else id for id in record.people))
