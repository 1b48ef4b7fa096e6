"""Small journals for tests, with the tallies that the store would have counted."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from visitlog.model.journal import Journal
from visitlog.model.records import Group, Past, Person, Promise, Visit
from visitlog.model.table import Held
from visitlog.store.tally import tally_of, window_days

TODAY = date(2026, 11, 23)
"""A Monday."""

NOW = datetime(2026, 11, 23, 10, 30).astimezone()

Built = Group | Person | Visit | Promise | Past
R = TypeVar("R", Group, Person, Visit, Promise, Past)


def day(days: int) -> date:
    """The day so many days after today; before it, when negative."""
    return TODAY + timedelta(days=days)


def group(key: str, every: int | None = None, **settings: Any) -> Group:
    """A group; its number is its turn in the journal."""
    return Group(0, key, every=every, **settings)


def person(name: str = "Ada Oak", id: int = 0, **fields: Any) -> Person:
    """Somebody who has been in the notebook for a year; without a number, their turn in the journal is it."""
    return Person(id, name, **{"added_on": day(-365), **fields})


def visit(days: int, *people: int, **fields: Any) -> Visit:
    """A visit so many days from today, to person 1 unless others are named."""
    return Visit(0, people or (1,), day(days), **fields)


def talk(days: int, area: str, heads: int = 30) -> Visit:
    """A talk to many."""
    return Visit(0, (), day(days), form="meeting", place="public", area=area, heads=heads)


def promise(text: str = "mend the lamp", by: int | None = None, person: int = 1, **fields: Any) -> Promise:
    """A promise by a day so many days from today; made a month ago."""
    due = None if by is None else day(by)
    return Promise(0, person, text, **{"by": due, "first_by": due, "made_on": day(-30), **fields})


def journal(*records: Built) -> Journal:
    """A journal of these records: those without a number are numbered by their turn, everybody's tally is counted."""
    groups = _numbered(r for r in records if isinstance(r, Group))
    visits = _numbered(r for r in records if isinstance(r, Visit))
    people = _numbered(r for r in records if isinstance(r, Person))
    promises = _numbered(r for r in records if isinstance(r, Promise))
    window = window_days(groups)
    tallied = [replace(p, tally=tally_of((v for v in visits if p.id in v.people), window)) for p in people]
    return Journal(
        people=Held(tallied),
        visits=Held(visits),
        promises=Held(promises),
        group_records=Held(groups),
        changes=Held(_numbered(r for r in records if isinstance(r, Past))),
        next_ids={
            "groups": _next(groups),
            "people": _next(people),
            "promises": _next(promises),
            "visits": _next(visits),
        },
    )


def _numbered(records: Iterable[R]) -> list[R]:
    return [replace(record, id=record.id or turn) for turn, record in enumerate(records, 1)]


def _next(records: Iterable[Built]) -> int:
    return max((record.id for record in records), default=0) + 1


def the(journal: Journal, id: int = 1) -> Person:
    """The person with this number."""
    found = journal.people.get(id)
    assert found is not None
    return found
