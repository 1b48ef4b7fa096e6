"""The records of one table, as a journal asks for them, whoever keeps them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Generic, Protocol, TypeVar

from visitlog.model.records import Appointment, LifeEvent, Matter, Past, Person, Promise, Record, Visit

R_co = TypeVar("R_co", covariant=True)
R = TypeVar("R", bound=Record | Past)


class Records(Protocol[R_co]):
    """The records of one table; how many of them are decoded is the store's affair."""

    def get(self, id: int, /) -> R_co | None: ...
    def __iter__(self) -> Iterator[int]: ...
    def __len__(self) -> int: ...
    def values(self) -> Iterable[R_co]: ...
    def of_person(self, person: int) -> tuple[R_co, ...]:
        """Those that name this person, in the order of their ids."""
        ...

    def having(self, field: str) -> tuple[R_co, ...]:
        """Those in which a field is filled, in the order of their ids."""
        ...

    def holding(self, field: str, value: str) -> tuple[R_co, ...]:
        """Those in which a field holds this word, in the order of their ids."""
        ...

    def at_most(self, field: str) -> Mapping[str, int]:
        """How many records hold each day, as ISO text, in a field; perhaps fewer do, but never more."""
        ...

    def like(self, letters: str) -> Iterable[R_co]:
        """All whose record holds these letters, however they are written in it, and perhaps others."""
        ...

    def containing(self, folded: str) -> Iterable[R_co]:
        """All in whose words a text may stand, as `folded` compares it, by their ids; perhaps others, too."""
        ...

    def between(self, first: date, last: date, *fields: str) -> tuple[R_co, ...]:
        """Those of which a day lies from `first` to `last`, both included, in the order of their ids.

        The day is `on`, or any of these fields where they are named.
        """
        ...

    def parts_between(self, first: date, last: date, *fields: str) -> Iterator[Sequence[R_co]]:
        """Those of `between`, some at a time and none of them kept."""
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

    def having(self, field: str) -> tuple[R, ...]:
        """Those in which a field is filled, in the order of their ids."""
        return tuple(r for r in self._by_id.values() if getattr(r, field))

    def holding(self, field: str, value: str) -> tuple[R, ...]:
        """Those in which a field holds this word, in the order of their ids."""
        return tuple(r for r in self._by_id.values() if getattr(r, field) == value)

    def at_most(self, field: str) -> Mapping[str, int]:
        """How many records hold each day, as ISO text, in a field."""
        return Counter(str(getattr(r, field)) for r in self._by_id.values())

    def like(self, letters: str) -> Iterable[R]:
        """All records: they are in memory anyway."""
        return self._by_id.values()

    def containing(self, folded: str) -> Iterable[R]:
        """All records: they are in memory anyway."""
        return self._by_id.values()

    def between(self, first: date, last: date, *fields: str) -> tuple[R, ...]:
        return within(first, last, self._by_id.values(), *fields)

    def parts_between(self, first: date, last: date, *fields: str) -> Iterator[Sequence[R]]:
        """Those of `between`, all at once."""
        yield self.between(first, last, *fields)


def within(first: date, last: date, records: Iterable[R], *fields: str) -> tuple[R, ...]:
    """Those of the records of which a day lies from `first` to `last`: `on`, or any of these fields."""
    found = []
    for record in records:
        for name in fields or ("on",):
            day = getattr(record, name, None)
            if day is not None and first <= day <= last:
                found.append(record)
                break
    return tuple(found)


def people_of(record: Record | Past) -> tuple[int, ...]:
    """The people whom a record names."""
    if isinstance(record, Person):
        return (record.id,)
    if isinstance(record, Promise):
        return (record.person,)
    if isinstance(record, Visit | Past | Appointment | Matter):
        return record.people
    if isinstance(record, LifeEvent) and record.person is not None:
        return (record.person,)
    return ()
