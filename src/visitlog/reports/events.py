"""Life events and matters, listed."""

from dataclasses import replace
from datetime import date

from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.records import LifeEvent, Matter, Person
from visitlog.reports.privacy import is_sensitive_event, is_sensitive_matter


@frozen
class ListedEvent:
    """An event with its person, None for one of an area; of a sensitive one only the day is shown."""

    event: LifeEvent
    person: Person | None
    withheld: bool = False


@frozen
class EventsReport:
    """A list of events, newest first."""

    today: date
    events: tuple[ListedEvent, ...]


def events(
    journal: Journal, person: Person | None, area: str | None, today: date, sensitive_too: bool
) -> EventsReport:
    """The events asked for, newest first."""
    chosen = [
        event
        for event in journal.events.values()
        if (person is None or event.person == person.id)
        and (area is None or folded(event.area or "") == folded(area))
    ]
    chosen.sort(key=lambda event: (-event.on.toordinal(), -event.id))
    return EventsReport(today, tuple(listed_event(event, journal, sensitive_too) for event in chosen))


def listed_event(event: LifeEvent, journal: Journal, sensitive_too: bool) -> ListedEvent:
    """An event as a list shows it."""
    person = None if event.person is None else journal.people.get(event.person)
    hidden = not sensitive_too and is_sensitive_event(event, journal)
    if not hidden:
        return ListedEvent(event, person)
    return ListedEvent(replace(event, kind="", note=None), person, withheld=True)


@frozen
class ListedMatter:
    """A matter with its people."""

    matter: Matter
    people: tuple[Person | None, ...]
    withheld: bool = False


@frozen
class MattersReport:
    """A list of matters, open ones first."""

    today: date
    matters: tuple[ListedMatter, ...]


def matters(journal: Journal, everything: bool, today: date, sensitive_too: bool) -> MattersReport:
    """The open matters, or with `everything` the closed ones too; newest first."""
    chosen = [m for m in journal.matters.values() if everything or m.status == "open"]
    chosen.sort(key=lambda matter: (matter.status != "open", -matter.id))
    return MattersReport(today, tuple(listed_matter(m, journal, sensitive_too) for m in chosen))


def listed_matter(matter: Matter, journal: Journal, sensitive_too: bool) -> ListedMatter:
    """A matter as a list shows it."""
    people = tuple(journal.people.get(id) for id in matter.people)
    hidden = not sensitive_too and is_sensitive_matter(matter, journal)
    return ListedMatter(matter, people, hidden)
