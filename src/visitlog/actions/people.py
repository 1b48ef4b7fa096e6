"""Adding people."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from visitlog.model.errors import N_, Misuse, NotFound
from visitlog.model.frozen import frozen
from visitlog.model.journal import Change, Journal, Warned
from visitlog.model.name_keys import person_keys
from visitlog.model.names import find, folded, is_number, names_in, people_called, together, without_gaps
from visitlog.model.records import Birthday, Group, Person, Residence
from visitlog.model.texts import close_words

DOOR = re.compile(r"\d{1,4}(?:-\d{1,4}){1,3}|\+?\d[\d-]{5,}")
"""A door such as 3-201, or a telephone number."""


@frozen
class NewPerson:
    """What is said of somebody new; everything but the name may be left out."""

    name: str
    groups: tuple[str, ...] = ()
    every: int | None = None
    phone: str | None = None
    address: str | None = None
    area: str | None = None
    household: str | None = None
    residence: Residence | None = None
    aliases: tuple[str, ...] = ()
    birthday: Birthday | None = None
    best_times: tuple[str, ...] = ()
    sensitive: bool = False
    notes: str | None = None


def add_person(journal: Journal, new: NewPerson, today: date) -> Change:
    """Puts somebody into the journal; raises NotFound for a group that does not exist."""
    new = replace(new, name=without_gaps(new.name))
    person = person_of(journal, new, journal.next_id("people"), today)
    return Change(
        "add",
        person.name,
        put=(person,),
        people=(person.id,),
        warnings=(*same_name(journal, person), *unread_times(person), *_door_in_name(person)),
    )


def _door_in_name(person: Person) -> tuple[Warned, ...]:
    """That a word of a name looks like a door or a number that wanted its option."""
    word = next((word for word in person.name.split() if DOOR.fullmatch(word)), None)
    return () if word is None else (Warned("door_in_name", {"word": word, "id": person.id}),)


def person_of(journal: Journal, new: NewPerson, id: int, today: date) -> Person:
    """The record of somebody new."""
    name = " ".join(new.name.split())
    if not name:
        raise Misuse(N_("The name is empty; say who it is."))
    return Person(
        id=id,
        name=name,
        aliases=new.aliases,
        keys=person_keys(name, new.aliases),
        phone=new.phone,
        address=new.address,
        area=new.area,
        household=new.household,
        residence=new.residence,
        groups=tuple(dict.fromkeys(group_key(journal, typed) for typed in new.groups)),
        every=new.every,
        best_times=new.best_times,
        birthday=new.birthday,
        sensitive=new.sensitive,
        notes=new.notes,
        added_on=today,
    )


def group_key(journal: Journal, typed: str) -> str:
    """The key of a group named by its key or by its label in any language; raises NotFound."""
    group = group_named(journal, typed)
    if group is not None:
        return group.key
    near = close_words(folded(typed), journal.groups) or _labels_with(journal, folded(typed))
    if near:
        raise NotFound(N_('there is no group "{typed}"; nearest: {near}.'), typed=typed, near=near)
    if not journal.groups:
        raise NotFound(
            N_('there is no group "{typed}", nor any other yet; "visitlog group set" makes one.'), typed=typed
        )
    raise NotFound(
        N_('there is no group "{typed}"; there are {groups}; "visitlog group set" makes another.'),
        typed=typed,
        groups=tuple(journal.groups.values()),
    )


def _labels_with(journal: Journal, wanted: str) -> tuple[str, ...]:
    """The labels that hold what was typed: 老人 is part of 独居高龄老人."""
    labels = (label for group in journal.groups.values() for label in group.label.values())
    return tuple(label for label in labels if wanted and wanted in folded(label))[:3]


def group_named(journal: Journal, typed: str) -> Group | None:
    """The group of this key, or of this label in any language; a key may be typed with spaces for its hyphens."""
    wanted = folded(typed)
    for group in journal.groups.values():
        key = folded(group.key)
        if key in (wanted, wanted.replace(" ", "-")) or wanted in map(folded, group.label.values()):
            return group
    return None


def unread_times(person: Person) -> tuple[Warned, ...]:
    """Best times that are kept as they are, because they are not understood as a time."""
    if not person.best_times:
        return ()
    from visitlog.model.best_times import read_best_time  # only `add` with a best time comes here

    return tuple(
        Warned("best_time_unread", {"text": text}) for text in person.best_times if not read_best_time(text)
    )


def same_name(journal: Journal, person: Person) -> tuple[Warned, ...]:
    """That others are called the same, however it is parted."""
    wanted = together(person.name)
    others = tuple(
        other for other in journal.people.values() if together(other.name) == wanted and other.id != person.id
    )
    return (Warned("same_name", {"people": others}),) if others else ()


def people_or_new(
    journal: Journal, who: str, latest: Sequence[int], create: bool, today: date
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """The people meant, and those among them who were made because nobody is called so and `create` allows it.

    Neither "." nor a bare number is ever taken for a new name.
    """
    known = journal.people
    try:
        return people_called(who, known, latest), ()
    except NotFound:
        if not create or folded(who) == ".":
            raise
    found: list[Person] = []
    created: list[Person] = []
    for part in names_in(who):
        twins = [person for person in created if folded(person.name) == folded(part)]
        if twins or folded(part) == "." or is_number(part) or find(part, known, latest):
            found.extend(twins or people_called(part, known, latest))
            continue
        person = person_of(journal, NewPerson(part), journal.next_id("people") + len(created), today)
        created.append(person)
        found.append(person)
    return tuple({person.id: person for person in found}.values()), tuple(created)
