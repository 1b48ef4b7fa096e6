"""What leaves the journal: the records that fit a filter, without the text that is to stay."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Generic, TypeVar

from visitlog.model.frozen import frozen
from visitlog.model.journal import TABLE_OF, Journal
from visitlog.model.records import (
    Appointment,
    Area,
    Group,
    LifeEvent,
    Matter,
    Past,
    Person,
    Promise,
    Record,
    Topic,
    Visit,
)
from visitlog.model.rhythm import groups_of
from visitlog.model.table import people_of
from visitlog.reports.events import listed_matter
from visitlog.reports.filters import concerns, lies_within, people_within
from visitlog.reports.lists import listed_promise
from visitlog.reports.privacy import (
    is_sensitive_appointment,
    is_sensitive_event,
    is_sensitive_person,
    is_sensitive_visit,
    shown_groups,
    without_words,
)

R_co = TypeVar("R_co", bound=Record, covariant=True)

KINDS: Mapping[str, type[Any]] = {name: kind for kind, name in TABLE_OF.items() if kind is not Past}
"""Every kind of record by the name of its table; history stays in the journal."""

SETTINGS = (Group, Topic, Area)
"""Kinds that say how the journal is kept, and nothing of anybody: filters let them through."""


@frozen
class ExportQuestion:
    """Which records to export; a filter that is left out lets every record through."""

    groups: tuple[str, ...] = ()
    area: str | None = None
    first: date | None = None
    last: date | None = None

    @property
    def is_of_people(self) -> bool:
        """Whether it asks for some people only."""
        return bool(self.groups) or self.area is not None

    @property
    def is_of_days(self) -> bool:
        """Whether it asks for some days only."""
        return self.first is not None or self.last is not None

    @property
    def told(self) -> Mapping[str, Any] | None:
        """The filter in plain values, as an export says it of itself; None when the journal is whole."""
        if not self.is_of_people and not self.is_of_days:
            return None
        days = {"from": self.first and self.first.isoformat(), "to": self.last and self.last.isoformat()}
        return {"groups": list(self.groups), "area": self.area, **days}


def chosen(
    journal: Journal, question: ExportQuestion, kinds: Iterable[str] = tuple(KINDS)
) -> Mapping[str, tuple[Record, ...]]:
    """The records that fit, by table, each table in the order of the numbers."""
    people = people_within(journal, question.groups, question.area)
    return {
        name: tuple(
            record
            for record in sorted(journal.table(KINDS[name]).values(), key=lambda one: one.id)
            if (isinstance(record, SETTINGS) or concerns(record, people, question.groups, question.area))
            and is_within(record, question)
        )
        for name in kinds
    }


def is_within(record: Record, question: ExportQuestion) -> bool:
    """Whether a record lies in the days asked for; people and settings have no day and lie in all."""
    return isinstance(record, (*SETTINGS, Person)) or lies_within(record, question.first, question.last)


@frozen
class Exported(Generic[R_co]):
    """A record as it leaves the journal, some of its fields emptied.

    `people` may be named, `others` are so many more whom it names; `left_out` are the fields that held
    something and were emptied because it may speak of others; `withheld` says that its text is sensitive.
    """

    record: R_co
    people: tuple[tuple[int, str | None], ...] = ()
    others: int = 0
    left_out: tuple[str, ...] = ()
    withheld: bool = False


def exported_rows(
    journal: Journal, question: ExportQuestion, kind: str, today: date, sensitive_too: bool
) -> tuple[Exported[Record], ...]:
    """The records of one kind that fit, for a table; the text of sensitive ones is withheld."""
    found = chosen(journal, question, (kind,))[kind]
    return tuple(_row(record, journal, today, sensitive_too) for record in found)


def _row(record: Record, journal: Journal, today: date, sensitive_too: bool) -> Exported[Record]:
    known = [(id, journal.people.get(id)) for id in people_of(record)]
    people = tuple((id, None if person is None else person.name) for id, person in known)
    emptied = None if sensitive_too else _emptied(record, journal, today)
    if emptied is None and isinstance(record, Person):
        record = replace(record, groups=tuple(group.key for group in groups_of(record, journal)))
    return Exported(emptied or record, people, withheld=emptied is not None)


def _emptied(record: Record, journal: Journal, today: date) -> Record | None:
    """A sensitive record without its text; None of one that is not sensitive."""
    match record:
        case Person() if is_sensitive_person(record, journal):
            groups = shown_groups(record, journal)
            return replace(record, groups=groups, every=None, notes=None, pause_reason=None)
        case Visit() if is_sensitive_visit(record, journal):
            return without_words(record)
        case Promise() if listed_promise(record, journal, today, False).withheld:
            return replace(record, text="", why=None, moves=tuple(replace(m, why="") for m in record.moves))
        case Appointment() if is_sensitive_appointment(record, journal):
            moves = tuple(replace(m, why="") for m in record.moves)
            return replace(record, purpose=None, topics=(), note=None, why=None, moves=moves)
        case LifeEvent() if is_sensitive_event(record, journal):
            return replace(record, kind="", note=None)
        case Matter() if listed_matter(record, journal, False).withheld:
            return replace(record, title="", outcome=None)
    return None
