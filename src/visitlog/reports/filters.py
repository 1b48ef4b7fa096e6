"""What filters by people, area and days let through, in lists and in exports."""

from collections.abc import Collection
from datetime import date

from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.records import (
    Appointment,
    Leave,
    LifeEvent,
    Matter,
    Person,
    Promise,
    Record,
    Review,
    Visit,
)
from visitlog.model.rhythm import groups_of
from visitlog.model.table import people_of


def people_within(journal: Journal, groups: Collection[str], area: str | None) -> frozenset[int] | None:
    """The numbers of the people of an area in any of the groups; None, for everybody, without a filter."""
    if not groups and area is None:
        return None
    return frozenset(p.id for p in journal.people.values() if _is_within(p, journal, groups, area))


def _is_within(person: Person, journal: Journal, groups: Collection[str], area: str | None) -> bool:
    if area is not None and folded(person.area or "") != folded(area):
        return False
    return not groups or any(group.key in groups for group in groups_of(person, journal))


def concerns(
    record: Record, people: frozenset[int] | None, groups: Collection[str], area: str | None
) -> bool:
    """Whether a record names anybody asked for, or is of the whole area that is asked for."""
    if people is None or not people.isdisjoint(people_of(record)):
        return True
    if area is None or groups or not isinstance(record, Visit | LifeEvent):
        return False
    return not people_of(record) and folded(record.area or "") == folded(area)


def day_of(record: Record) -> date | None:
    """The day by which a record is filtered: that of a visit or event, or on which the rest was begun."""
    match record:
        case Visit() | LifeEvent() | Review():
            return record.on
        case Promise():
            return record.made_on or record.first_by or record.by
        case Appointment():
            return record.at.date()
        case Matter():
            return record.opened_on
        case Leave():
            return record.first
    return None


def lies_within(record: Record, first: date | None, last: date | None) -> bool:
    """Whether a record's day is one of those asked for; without a day it is of none of them."""
    if first is None and last is None:
        return True
    day = day_of(record)
    return day is not None and (first or date.min) <= day <= (last or date.max)
