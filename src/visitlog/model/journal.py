"""A journal of one moment, with its look-ups, and the Change that makes the next one."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from datetime import date, timedelta
from functools import cached_property
from typing import Any, TypeVar

from visitlog.model.calendars import Country
from visitlog.model.frozen import frozen
from visitlog.model.names import folded
from visitlog.model.records import (
    Appointment,
    Area,
    Group,
    Leave,
    LifeEvent,
    Matter,
    Past,
    Person,
    Promise,
    Record,
    Residence,
    Review,
    Topic,
    Visit,
)
from visitlog.model.table import Held, Records, people_of

TABLE_OF: Mapping[type, str] = {
    Group: "groups",
    Topic: "topics",
    Area: "areas",
    Person: "people",
    Matter: "matters",
    LifeEvent: "events",
    Appointment: "appointments",
    Promise: "promises",
    Leave: "leaves",
    Review: "reviews",
    Past: "changes",
    Visit: "visits",
}
"""The tables of a journal in the order of the file; visits, which grows without end, is last."""

TABLES: tuple[str, ...] = tuple(TABLE_OF.values())

N = TypeVar("N", Matter, Appointment, LifeEvent)


def _by_person(records: Iterable[N]) -> Mapping[int, tuple[N, ...]]:
    found: dict[int, list[N]] = {}
    for record in records:
        for person in people_of(record):
            found.setdefault(person, []).append(record)
    return {person: tuple(sorted(theirs, key=lambda r: r.id)) for person, theirs in found.items()}


def _by_household(people: Iterable[Person]) -> Mapping[str, tuple[Person, ...]]:
    found: dict[str, list[Person]] = {}
    for person in people:
        if person.household:
            found.setdefault(folded(person.household), []).append(person)
    return {door: tuple(sorted(theirs, key=lambda p: p.id)) for door, theirs in found.items()}


@frozen
class Journal:
    """All records of one moment.

    By the settings: `also_sensitive` are topics, as `folded` compares them; `holidays` is the country whose count.
    """

    people: Records[Person] = field(default_factory=lambda: Held[Person]())
    visits: Records[Visit] = field(default_factory=lambda: Held[Visit]())
    promises: Records[Promise] = field(default_factory=lambda: Held[Promise]())
    appointments: Records[Appointment] = field(default_factory=lambda: Held[Appointment]())
    events: Records[LifeEvent] = field(default_factory=lambda: Held[LifeEvent]())
    matters: Records[Matter] = field(default_factory=lambda: Held[Matter]())
    areas: Records[Area] = field(default_factory=lambda: Held[Area]())
    topic_records: Records[Topic] = field(default_factory=lambda: Held[Topic]())
    leaves: Records[Leave] = field(default_factory=lambda: Held[Leave]())
    reviews: Records[Review] = field(default_factory=lambda: Held[Review]())
    group_records: Records[Group] = field(default_factory=lambda: Held[Group]())
    changes: Records[Past] = field(default_factory=lambda: Held[Past]())
    next_ids: Mapping[str, int] = field(default_factory=dict)
    also_sensitive: frozenset[str] = frozenset()
    holidays: Country = "none"
    is_new: bool = False

    @cached_property
    def remembered(self) -> dict[object, Any]:
        """What was worked out from this journal and will be asked for again, as `rhythm.asked_of` does."""
        return {}

    @cached_property
    def groups(self) -> Mapping[str, Group]:
        """The groups by their keys, in the order of their making."""
        return {group.key: group for group in self.group_records.values()}

    @cached_property
    def topics(self) -> Mapping[str, Topic]:
        """The topics by their keys, in the order of their making."""
        return {topic.key: topic for topic in self.topic_records.values()}

    def is_sensitive_topic(self, key: str) -> bool:
        """Whether a topic is sensitive, by itself or by the user's settings."""
        topic = self.topics.get(key)
        return (topic is not None and topic.sensitive) or folded(key) in self.also_sensitive

    @cached_property
    def open_promises(self) -> tuple[Promise, ...]:
        """The promises that are neither kept nor dropped, in the order of their ids."""
        return self.promises.holding("status", "open")

    @cached_property
    def matters_of(self) -> Mapping[int, tuple[Matter, ...]]:
        """The matters of each person who has any, oldest first."""
        return _by_person(self.matters.values())

    @cached_property
    def appointments_of(self) -> Mapping[int, tuple[Appointment, ...]]:
        """The appointments of each person who has any, oldest first."""
        return _by_person(self.appointments.values())

    @cached_property
    def events_of(self) -> Mapping[int, tuple[LifeEvent, ...]]:
        """The life events of each person who has any, oldest first."""
        return _by_person(self.events.values())

    @cached_property
    def events_in(self) -> Mapping[str, tuple[LifeEvent, ...]]:
        """The events of each area that has any, oldest first, by the area as `folded` compares it."""
        found: dict[str, list[LifeEvent]] = {}
        for event in self.events.values():
            if event.area is not None:
                found.setdefault(folded(event.area), []).append(event)
        return {area: tuple(events) for area, events in found.items()}

    @cached_property
    def living_in(self) -> Mapping[str, tuple[Person, ...]]:
        """The active people of each household, by its door as `folded` compares it, in the order of their numbers."""
        return _by_household(person for person in self.people.values() if person.status == "active")

    @cached_property
    def died_in(self) -> Mapping[str, tuple[Person, ...]]:
        """Those of each household who have died."""
        return _by_household(self.people.holding("status", "died"))

    @cached_property
    def days_of_leave(self) -> frozenset[date]:
        """Every day on which we ourselves were, or will be, away."""
        return frozenset(
            leave.first + timedelta(days=number)
            for leave in self.leaves.values()
            for number in range((leave.last - leave.first).days + 1)
        )

    @cached_property
    def default_groups(self) -> Mapping[Residence, Group]:
        """The group that a person of that residence belongs to when none is named."""
        return {residence: group for group in self.groups.values() for residence in group.default_for}

    @cached_property
    def added_at_most(self) -> Mapping[str, int]:
        """How many people were added on each day, as ISO text; perhaps fewer were, but never more."""
        return self.people.at_most("added_on")

    @cached_property
    def added_on(self) -> Mapping[date | None, Mapping[int, int]]:
        """The turn, from 1 in the order of their ids, of the people added on each day.

        An import is spread over the weeks after it.
        """
        added: dict[date | None, list[int]] = {}
        for person in self.people.values():
            added.setdefault(person.added_on, []).append(person.id)
        return {day: {id: turn for turn, id in enumerate(sorted(ids), 1)} for day, ids in added.items()}

    def table(self, kind: type) -> Records[Record]:
        """The records of a kind."""
        tables: Mapping[type, Records[Record]] = {
            Person: self.people,
            Visit: self.visits,
            Promise: self.promises,
            Appointment: self.appointments,
            LifeEvent: self.events,
            Matter: self.matters,
            Area: self.areas,
            Topic: self.topic_records,
            Leave: self.leaves,
            Review: self.reviews,
            Group: self.group_records,
        }
        return tables[kind]

    @property
    def latest_change(self) -> Past | None:
        """The last change that has not been undone."""
        return max(self.changes.values(), key=lambda past: past.id, default=None)

    def next_id(self, table: str) -> int:
        """The number that the next record of a table gets; numbers are never used twice."""
        return self.next_ids.get(table, 1)


@frozen
class Warned:
    """Something that the user should know of what was just recorded: a code and the values it names."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)


@frozen
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
