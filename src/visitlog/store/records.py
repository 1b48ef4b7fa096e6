"""The records of one table, decoded from its lines when they are asked for."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Generic, TypeVar

from visitlog.model.errors import N_, Damaged
from visitlog.model.records import Past, Person, Record
from visitlog.model.table import people_of, within
from visitlog.store.codec import Unfit, believed, decoded
from visitlog.store.days import days_between
from visitlog.store.lazy_table import Document, LazyTable
from visitlog.store.words import longest_plain

R = TypeVar("R", bound=Record | Past)

FEW_TOUCHED = 100
"""Up to so many records that a change touched are decoded at once; after an import nobody asks for them all."""

FEW_LIKE = 400
"""Up to so many lines in which letters occur are decoded each for itself; beyond, the whole table is cheaper."""


class StoredRecords(Generic[R]):
    """The records of a table of the file, as model/table.py asks for them.

    Those of a file that `is_proven` were checked when they were written, and are not checked again.
    """

    def __init__(
        self, kind: type[R], table: LazyTable, name: str, path: Path, is_proven: bool = False
    ) -> None:
        self._kind = kind
        self._table = table
        self._name = name
        self._path = path
        self._is_proven = is_proven
        self._got: dict[int, R] = {}
        self._theirs: dict[int, tuple[R, ...]] = {}

    def _records(self, documents: Iterable[tuple[int | str, Document]]) -> dict[int, R]:
        if self._is_proven:
            return believed(self._kind, documents)
        return {int(id): self._checked(int(id), document) for id, document in documents}

    def _checked(self, id: int, document: Document) -> R:
        try:
            return decoded(self._kind, id, document)
        except Unfit as error:
            raise Damaged(
                N_('{path} is damaged: record {id} of "{name}", field "{field}": {problem}.'),
                path=self._path,
                id=id,
                name=self._name,
                field=error.field,
                problem=error.problem,
            ) from error

    @cached_property
    def _all(self) -> dict[int, R]:
        return self._records(self._table.fresh())

    def get(self, id: int, /) -> R | None:
        """The record with this number; None when there is none."""
        if "_all" in self.__dict__:
            return self._all.get(id)
        if id not in self._got:
            document = self._table.get(str(id))
            if document is None:
                return None
            self._got |= self._records(((id, {**document}),))
        return self._got[id]

    def __iter__(self) -> Iterator[int]:
        return map(int, self._table)

    def __len__(self) -> int:
        return len(self._table)

    def values(self) -> Iterable[R]:
        """All records, in the order of their ids."""
        return self._all.values()

    def of_person(self, person: int) -> tuple[R, ...]:
        """Those that name this person, in the order of their ids."""
        if self._kind is Person:
            itself = self.get(person)
            return () if itself is None else (itself,)
        if "_all" in self.__dict__:
            return tuple(r for r in self._all.values() if person in people_of(r))
        if person in self._theirs:
            return self._theirs[person]
        alone, among = rb'"person":%d[,}]', rb'"people":\[(?:\d+,)*%d[,\]]'
        pattern = re.compile((among if "people" in self._kind.__annotations__ else alone) % person)
        self._theirs[person] = tuple(r for r in self._matching(pattern) if person in people_of(r))
        return self._theirs[person]

    def having(self, field: str) -> tuple[R, ...]:
        """Those in which a field is filled, in the order of their ids."""
        if "_all" in self.__dict__:
            return tuple(r for r in self._all.values() if getattr(r, field))
        found = self._matching(b'"%s":' % field.encode())
        return tuple(r for r in found if getattr(r, field))

    def holding(self, field: str, value: str) -> tuple[R, ...]:
        """Those in which a field holds this word, in the order of their ids."""
        if "_all" in self.__dict__:
            return tuple(r for r in self._all.values() if getattr(r, field) == value)
        found = self._matching(f'"{field}":"{value}"'.encode())
        return tuple(r for r in found if getattr(r, field) == value)

    def at_most(self, field: str) -> Mapping[str, int]:
        """How many lines hold each day, as ISO text, in a field of this name: perhaps not all of them as a record's."""
        if "_all" in self.__dict__:
            return Counter(str(getattr(r, field)) for r in self._all.values())
        return {day.decode(): count for day, count in Counter(self._table.days_of(field)).items()}

    def like(self, letters: str) -> Iterable[R]:
        """All whose line holds these letters, whatever case and marks they have in it, and perhaps others."""
        if "_all" in self.__dict__ or not letters:
            return self._all.values()
        ids = self._table.like(letters.encode())
        if ids is None or len(ids) > FEW_LIKE:
            return self._all.values()
        return [record for record in map(self.get, ids) if record is not None]

    def containing(self, folded: str) -> Iterable[R]:
        """All in whose words a folded text may stand, in the order of their ids, and perhaps others; none is kept."""
        if "_all" in self.__dict__:
            return self._all.values()
        plain = longest_plain(folded)
        parts = self._table.fresh_parts() if plain is None else self._table.parts_containing(plain)
        return chain.from_iterable(self._records(part.items()).values() for part in parts)

    def after(self, table: LazyTable) -> "StoredRecords[R]":
        """The records of the table as a change left it; what the change did not touch stays decoded."""
        records = StoredRecords(self._kind, table, self._name, self._path, self._is_proven)
        if "_all" in self.__dict__ and len(table.touched) <= FEW_TOUCHED:
            kept = {**self._all}
            for id in map(int, table.touched):
                kept.pop(id, None)
                record = records.get(id)
                if record is not None:
                    kept[id] = record
            records.__dict__["_all"] = dict(sorted(kept.items()))
        return records

    def between(self, first: date, last: date, *fields: str) -> tuple[R, ...]:
        """Those of which a day, `on` or one of these, lies from one to another, in the order of their ids."""
        return tuple(chain.from_iterable(self.parts_between(first, last, *fields)))

    def parts_between(self, first: date, last: date, *fields: str) -> Iterator[Sequence[R]]:
        """Those of `between`, some at a time and none kept."""
        if "_all" in self.__dict__:
            yield within(first, last, self._all.values(), *fields)
            return
        if first == date.min:  # most of all records: nothing is gained by a search
            parts = self._table.fresh_parts()
        else:
            parts = self._table.parts_matching(_of_days(first, last, fields)) if first <= last else iter(())
        for part in parts:
            yield within(first, last, self._records(part.items()).values(), *fields)

    def _matching(self, sought: re.Pattern[bytes] | bytes) -> Iterable[R]:
        # What another program keeps in a record may look like ours: whoever asks looks at the record again.
        found = self._records(self._table.matching(sought))
        self._got |= found  # whoever is found by what they share is often asked for by number, too
        return found.values()


def _of_days(first: date, last: date, fields: Sequence[str]) -> re.Pattern[bytes]:
    """What to search for to find days in this field, or in several: then it finds those in other fields, too."""
    start = '":"' if len(fields) > 1 else f'"{fields[0] if fields else "on"}":"'
    return re.compile((start + days_between(first, last)).encode())
