"""Rows of visits laid against the visits and the people of a journal."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from visitlog.actions.people import NewPerson, person_of
from visitlog.actions.promises import NewPromise, promise_of
from visitlog.exchange.cells import (
    CHOICES,
    Days,
    Read,
    count,
    flag,
    one_line,
    read_values,
    several,
    whole,
)
from visitlog.exchange.people_index import PeopleIndex
from visitlog.exchange.people_rows import Outcome
from visitlog.model.errors import N_, Ambiguous, Misuse, NotFound
from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.records import Form, Person, Promise, Record, Visit
from visitlog.model.when import DateOrder, read_when

Identity = tuple[tuple[int, ...], str, date, time | None, str, Form]

NOON = time(12)
_SEMICOLON = re.compile("[;；]")
_AT = re.compile("[@＠]")

_READERS: Mapping[str, tuple[str, Read]] = {
    "note": ("note", whole),
    "minutes": ("minutes", count),
    "topic": ("topics", several),
    "sensitive": ("sensitive", flag),
    "alone": ("alone", flag),
    "with": ("companions", several),
    "approach": ("approach", whole),
    "lesson": ("lesson", whole),
    "hospitality": ("hospitality", whole),
    "hospitality-declined": ("hospitality_declined", whole),
    "asked": ("asked", flag),
    "area": ("area", one_line),
    "heads": ("heads", count),
    **{field: CHOICES[field] for field in ("form", "place", "result", "went", "warmth", "attire")},
}
_TALK: Mapping[str, Any] = {"form": "meeting", "place": "public"}


class VisitRows:
    """What rows of visits put into a journal.

    A row is known if the same people (of a talk: the same area), day, time, note and form are there, in the
    journal or earlier in the file. `create` makes people who are not found, once. A promise's day is read
    as on the day of the visit.
    """

    def __init__(self, journal: Journal, create: bool, now: datetime, date_order: DateOrder | None) -> None:
        self._journal = journal
        self._create = create
        self._logged_at = now.replace(microsecond=0)
        self._date_order = date_order
        self._days = Days(now, date_order)
        self._people = PeopleIndex(journal.people.values())
        self._meant: dict[str, tuple[int, ...]] = {}
        self._known = {_identity(visit) for visit in journal.visits.values()}
        self._created: list[Person] = []
        self._visits: list[Visit] = []
        self._promises: list[Promise] = []

    @property
    def new_people(self) -> int:
        """How many people were made because nobody had their name."""
        return len(self._created)

    @property
    def records(self) -> tuple[Record, ...]:
        """What is to be put, by kind and number."""
        return (*self._created, *self._promises, *self._visits)

    def take(self, texts: Mapping[str, str]) -> Outcome:
        """Lays one row against the visits; raises VisitlogError for a row that can't be used."""
        _must_make_sense(texts)
        on, at = self._days.moment(texts["on"])
        values = read_values(texts, _READERS)
        promises = self._read_promises(texts["promise"], on) if "promise" in texts else []
        who = texts.get("who")
        people = () if who is None else self._people_meant(who)
        if not people:
            values = {**_TALK, **values}
        id = self._journal.next_id("visits") + len(self._visits)
        visit = Visit(id=id, people=people, on=on, at=at, logged_at=self._logged_at, **values)
        identity = _identity(visit)
        if identity in self._known:
            return "skipped"
        self._known.add(identity)
        self._visits.append(visit)
        self._promise(promises, visit)
        return "created"

    def _people_meant(self, who: str) -> tuple[int, ...]:
        """The people whom a cell names, those made for it included."""
        ids = self._meant.get(who)
        if ids is None:
            ids = self._found(who) or self._found_or_made(who)
            self._meant[who] = ids
        return ids

    def _found(self, name: str) -> tuple[int, ...]:
        """The one person with this alias or name, none if there is nobody; raises Ambiguous."""
        found = self._people.called(name)
        if len(found) > 1:
            raise Ambiguous(
                N_('"{who}" fits {count} people; give each an alias, and put that into the file.'),
                candidates=found,
                who=name,
                count=len(found),
            )
        return tuple(person.id for person in found)

    def _found_or_made(self, who: str) -> tuple[int, ...]:
        """The people between semicolons; nobody is made before all of them are settled."""
        names = {folded(name): name for part in _SEMICOLON.split(who) if (name := one_line(part))}
        if not names:
            raise Misuse(N_("the row names nobody; say who was visited."))
        found = {name: self._found(name) for name in names.values()}
        for name, ids in found.items():
            if not ids and not self._create:
                raise NotFound(
                    N_('nobody has the name or the alias "{who}"; import the people first, or add --new.'),
                    who=name,
                )
        return tuple(dict.fromkeys(id for name, ids in found.items() for id in ids or self._made(name)))

    def _made(self, name: str) -> tuple[int, ...]:
        id = self._journal.next_id("people") + len(self._created)
        person = person_of(self._journal, NewPerson(name), id, self._logged_at.date())
        self._created.append(person)
        self._people.add(person)
        return (id,)

    def _read_promises(self, text: str, on: date) -> list[NewPromise]:
        return [self._read_promise(each, on) for each in several(text)]

    def _read_promise(self, text: str, on: date) -> NewPromise:
        """TEXT, or TEXT @WHEN: the day begins at the last @."""
        words, when = [one_line(part) for part in _cut_at_last(text)]
        if not words:
            raise Misuse(N_('The promise "{typed}" has no words before its day.'), typed=text)
        if not when:
            return NewPromise(words)
        said_at = datetime.combine(on, NOON)
        return NewPromise(words, read_when(when, said_at, "future", self._date_order).on)

    def _promise(self, promises: list[NewPromise], visit: Visit) -> None:
        """One promise for each person and each thing promised."""
        first = self._journal.next_id("promises")
        for person in visit.people:
            for promise in promises:
                id = first + len(self._promises)
                self._promises.append(promise_of(promise, id, person, visit.on, visit.id))


def _cut_at_last(text: str) -> tuple[str, str]:
    signs = list(_AT.finditer(text))
    return (text[: signs[-1].start()], text[signs[-1].end() :]) if signs else (text, "")


def _identity(visit: Visit) -> Identity:
    at = visit.at and visit.at.replace(microsecond=0)
    area = "" if visit.people else folded(visit.area or "")
    return tuple(sorted(visit.people)), area, visit.on, at, visit.note or "", visit.form


def _must_make_sense(texts: Mapping[str, str]) -> None:
    if "on" not in texts:
        raise Misuse(N_("the row has no day; say when the visit was."))
    is_talk = "area" in texts and "heads" in texts
    if "who" in texts:
        if "area" in texts or "heads" in texts:
            raise Misuse(N_("area and heads are for a talk to many; leave them out, or leave out who."))
    elif not is_talk:
        raise Misuse(N_("the row doesn't say who was visited nor, for a talk to many, area and heads."))
    elif "promise" in texts:
        raise Misuse(N_("A promise is made to somebody; log it with a visit to a person."))
