"""Everything on one person."""

from dataclasses import dataclass
from datetime import date

from visitlog.model.journal import Journal
from visitlog.model.records import Group, Person, Promise, Visit
from visitlog.model.standing import Standing, groups_of, standing


@dataclass(frozen=True)
class ShowReport:
    """One person, where they stand, and all that was recorded of them, newest first."""

    today: date
    person: Person
    groups: tuple[Group, ...]
    standing: Standing
    visits: tuple[Visit, ...]
    promises: tuple[Promise, ...]


def show(journal: Journal, person: Person, today: date) -> ShowReport:
    """Everything on this person; nothing is withheld here."""
    visits = sorted(journal.visits.of_person(person.id), key=newest_first)
    promises = sorted(journal.promises.of_person(person.id), key=open_first)
    return ShowReport(
        today,
        person,
        groups_of(person, journal),
        standing(person, journal, today),
        tuple(visits),
        tuple(promises),
    )


def newest_first(visit: Visit) -> tuple[int, str, int]:
    """The key by which visits are listed: the latest day first, then time, then number."""
    clock = visit.at.isoformat() if visit.at else ""
    return -visit.on.toordinal(), "".join(chr(0x10FFFF - ord(c)) for c in clock), -visit.id


def open_first(promise: Promise) -> tuple[bool, date, int]:
    """The key by which promises are listed: open ones first by their day, then the closed ones."""
    return promise.status != "open", promise.by or date.max, promise.id
