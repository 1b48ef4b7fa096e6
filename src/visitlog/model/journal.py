"""A journal of one moment, with its look-ups, and the Change that makes the next one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Generic, Protocol, TypeVar

from visitlog.model.records import Group, Past, Person, Promise, Record, Residence, Visit

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R", bound=Person | Visit | Promise | Group | Past)

TABLES: tuple[str, ...] = ("groups", "people", "promises", "changes", "visits")
"""The tables of a journal in the order of the file; visits, which grows without end, is last."""

TABLE_OF: Mapping[type, str] = {
    Person: "people",
    Visit: "visits",
    Promise: "promises",
    Group: "groups",
    Past: "changes",
}


class Records(Protocol[R_co]):
    """The records of one table; how many of them are decoded is the store's affair."""

    def get(self, id: int, /) -> R_co | None: ...
    def __iter__(self) -> Iterator[int]: ...
    def __len__(self) -> int: ...
    def values(self) -> Iterable[R_co]: ...
    def of_person(self, person: int) -> tuple[R_co, ...]:
        """Those that name this person, in the order of their ids."""
        ...

    def between(self, first: date, last: date) -> tuple[R_co, ...]:
        """Those whose day `on` lies from `first` to `last`, both included, in the order of their ids."""
        ...


class Held(Generic[R]):
    """Records that are all in memory already: for small journals, and for tests."""

    def __init__(self, records: Iterable[R] = ()) -> None:
        self._by_id = {record.id: record for record in records}

    def get(self, id: int, /) -> R | None:
        return self._by_id.get(id)

    def __iter__(self) -> Iterator[int]:
        return iter(self._by_id)

    def __len__(self) -> int:
        return len(self._by_id)

    def values(self) -> Iterable[R]:
        return self._by_id.values()

    def of_person(self, person: int) -> tuple[R, ...]:
        return tuple(r for r in self._by_id.values() if person in people_of(r))

    def between(self, first: date, last: date) -> tuple[R, ...]:
        return tuple(r for r in self._by_id.values() if isinstance(r, Visit) and first <= r.on <= last)


def people_of(record: Record | Past) -> tuple[int, ...]:
    """The people whom a record names."""
    if isinstance(record, Person):
        return (record.id,)
    if isinstance(record, Promise):
        return (record.person,)
    if isinstance(record, Visit | Past):
        return record.people
    return ()


@dataclass(frozen=True)
class Journal:
    """All records of one moment."""

    people: Records[Person] = field(default_factory=lambda: Held[Person]())
    visits: Records[Visit] = field(default_factory=lambda: Held[Visit]())
    promises: Records[Promise] = field(default_factory=lambda: Held[Promise]())
    group_records: Records[Group] = field(default_factory=lambda: Held[Group]())
    changes: Records[Past] = field(default_factory=lambda: Held[Past]())
    next_ids: Mapping[str, int] = field(default_factory=dict)
    is_new: bool = False

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """The groups by their keys, in the order of their making."""
        return {group.key: group for group in self.group_records.values()}

    @cached_property
    def default_groups(self) -> Mapping[Residence, Group]:
        """The group that a person of that residence belongs to when none is named."""
        return {residence: group for group in self.groups.values() for residence in group.default_for}

    @cached_property
    def added_on(self) -> Mapping[date | None, tuple[int, ...]]:
        """The people added on each day, in the order of their ids: an import is spread over the weeks after it."""
        added: dict[date | None, list[int]] = {}
        for person in self.people.values():
            added.setdefault(person.added_on, []).append(person.id)
        return {day: tuple(sorted(ids)) for day, ids in added.items()}

    @property
    def latest_change(self) -> Past | None:
        """The last change that has not been undone."""
        return max(self.changes.values(), key=lambda past: past.id, default=None)

    def next_id(self, table: str) -> int:
        """The number that the next record of a table gets; numbers are never used twice."""
        return self.next_ids.get(table, 1)


@dataclass(frozen=True)
class Warned:
    """Something that the user should know of what was just recorded: a code and the values it names."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Change:
    """What one command puts and removes, complete before anything is written.

    `removed` names records by table and id; `summary` is what `history` shows; `people` are those whom `.` means
    afterwards.
    """

    command: str
    summary: str = ""
    put: tuple[Record, ...] = ()
    removed: tuple[tuple[str, int], ...] = ()
    people: tuple[int, ...] = ()
    warnings: tuple[Warned, ...] = ()
    undoes: int | None = None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not self.put and not self.removed and self.undoes is None


NO_CHANGE = Change("")
