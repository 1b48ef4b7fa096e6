"""Rows of people laid against the people of a journal."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any, Literal

from visitlog.actions.people import NewPerson, group_key, person_of
from visitlog.exchange.cells import (
    CHOICES,
    Days,
    Read,
    duration,
    flag,
    one_line,
    read_values,
    several,
    whole,
)
from visitlog.exchange.people_index import PeopleIndex
from visitlog.model.birthdays import read_birthday
from visitlog.model.errors import N_, Ambiguous, Misuse
from visitlog.model.journal import Journal
from visitlog.model.name_keys import keys_after
from visitlog.model.names import folded
from visitlog.model.records import Birthday, Person, Record
from visitlog.model.when import DateOrder

Outcome = Literal["created", "updated", "skipped"]
Traits = tuple[str, str, str, str, Birthday | None]

SINGLE = ("phone", "address", "area", "household", "residence", "every", "birthday", "notes")
MANY = ("aliases", "groups", "best_times")

_READERS: Mapping[str, tuple[str, Read]] = {
    "name": ("name", one_line),
    "every": ("every", duration),
    "phone": ("phone", one_line),
    "address": ("address", one_line),
    "area": ("area", one_line),
    "household": ("household", one_line),
    "residence": CHOICES["residence"],
    "alias": ("aliases", several),
    "best-time": ("best_times", several),
    "sensitive": ("sensitive", flag),
    "note": ("notes", whole),
}


class PeopleRows:
    """What rows of people put into a journal.

    A row is known if one of its aliases is somebody's, else if name, address, phone, household and birthday
    all match; if only the name is there on both sides, everything that the row says must match. Of a known
    person the row fills what is empty and adds aliases, groups and best times; where it says otherwise, a
    person known by alias takes the row's value and any other keeps theirs. `sensitive` is never taken away.
    """

    def __init__(self, journal: Journal, now: datetime, date_order: DateOrder | None) -> None:
        self._journal = journal
        self._today: date = now.date()
        self._days = Days(now, date_order)
        self._next_id = journal.next_id("people")
        self._known = PeopleIndex(journal.people.values())
        self._by_traits: dict[Traits, set[int]] = {}
        self._put: dict[int, Person] = {}
        for person in self._known.people.values():
            self._by_traits.setdefault(_traits(person), set()).add(person.id)

    @property
    def new_people(self) -> int:
        """How many people were made for rows of something else: none, for these rows are people."""
        return 0

    @property
    def records(self) -> tuple[Record, ...]:
        """What is to be put, by number."""
        return tuple(self._put[id] for id in sorted(self._put))

    def take(self, texts: Mapping[str, str]) -> Outcome:
        """Lays one row against the people; raises VisitlogError for a row that can't be used."""
        new = self._read(texts)
        known, by_alias = self._find(new)
        if known is None:
            self._keep(person_of(self._journal, new, self._next_id, self._today))
            self._next_id += 1
            return "created"
        person = _merged(known, new, overwrite=by_alias)
        if person == known:
            return "skipped"
        self._keep(person)
        return "updated"

    def _read(self, texts: Mapping[str, str]) -> NewPerson:
        groups = tuple(group_key(self._journal, typed) for typed in several(texts.get("group", "")))
        values: dict[str, Any] = {"name": "", **read_values(texts, _READERS)}
        return NewPerson(groups=groups, birthday=self._birthday(texts), **values)

    def _birthday(self, texts: Mapping[str, str]) -> Birthday | None:
        solar, lunar = texts.get("birthday"), texts.get("lunar-birthday")
        if solar and lunar:
            raise Misuse(N_("A birthday is by one calendar; leave one of the two out."))
        if lunar:
            return read_birthday(lunar, "lunar")
        return self._days.birthday(solar) if solar else None

    def _find(self, new: NewPerson) -> tuple[Person | None, bool]:
        """Whom the row is about, None if nobody yet, and whether an alias says so."""
        aliased = self._known.with_alias(new.aliases)
        if aliased:
            return _only(aliased, new), True
        traits = _traits(new)
        same = [self._known.people[id] for id in sorted(self._by_traits.get(traits, ()))]
        same = [person for person in same if _traits(person) == traits]
        complete = [person for person in same if _says_all(person, new)]
        if complete or not any(traits[1:]):
            return next(iter(complete), None), False
        return _only(same, new) if same else None, False

    def _keep(self, person: Person) -> None:
        self._put[person.id] = person
        self._known.add(person)
        self._by_traits.setdefault(_traits(person), set()).add(person.id)


def _only(people: Sequence[Person], new: NewPerson) -> Person:
    if len(people) > 1:
        raise Ambiguous(
            N_('"{name}" fits {count} people in the journal; merge them, or give each an alias.'),
            candidates=tuple(people),
            name=new.name,
            count=len(people),
        )
    return people[0]


def _traits(of: Person | NewPerson) -> Traits:
    """What tells people without an alias apart."""
    return (
        folded(of.name),
        folded(of.address or ""),
        folded(of.phone or ""),
        folded(of.household or ""),
        of.birthday,
    )


def _says_all(person: Person, new: NewPerson) -> bool:
    """Whether a person has everything that a row says, letter case and width aside."""
    single = ((getattr(person, field), getattr(new, field)) for field in SINGLE)
    many = ((getattr(person, field), getattr(new, field)) for field in MANY)
    return (
        all(value is None or _alike(mine, value) for mine, value in single)
        and all(not _missing(mine, values) for mine, values in many)
        and (person.sensitive or not new.sensitive)
    )


def _alike(mine: object, value: object) -> bool:
    if isinstance(mine, str) and isinstance(value, str):
        return folded(mine) == folded(value)
    return mine == value


def _missing(mine: tuple[str, ...], values: tuple[str, ...]) -> tuple[str, ...]:
    """The values that are not yet among somebody's."""
    have = set(map(folded, mine))
    return tuple(value for value in values if folded(value) not in have)


def _merged(person: Person, new: NewPerson, overwrite: bool) -> Person:
    """The person with what the row adds and, if it may overwrite, with what it says otherwise."""
    values: dict[str, Any] = {"sensitive": person.sensitive or new.sensitive}
    for field in SINGLE:
        value = getattr(new, field)
        if value is not None and (overwrite or getattr(person, field) is None):
            values[field] = value
    for field in MANY:
        mine = getattr(person, field)
        values[field] = mine + _missing(mine, getattr(new, field))
    if overwrite and new.name and new.name != person.name:
        values["name"] = new.name
    filled = replace(person, **values)
    is_renamed = (filled.name, filled.aliases) != (person.name, person.aliases)
    return replace(filled, keys=keys_after(filled, person)) if is_renamed else filled
