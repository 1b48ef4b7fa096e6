"""News in a home, or in a whole area."""

from collections.abc import Sequence
from datetime import date, datetime

from visitlog.actions.people import people_or_new
from visitlog.model.errors import N_, Misuse
from visitlog.model.frozen import frozen
from visitlog.model.ids import shown_id
from visitlog.model.journal import Change, Journal
from visitlog.model.records import LifeEvent, Person

DEFAULT_WINDOW_DAYS = 3


@frozen
class NewEvent:
    """What happened, to whom (as typed) or in which area, and within how many days a visit is due."""

    kind: str
    on: date
    who: str | None = None
    area: str | None = None
    window_days: int = DEFAULT_WINDOW_DAYS
    note: str | None = None


def record_event(
    journal: Journal, new: NewEvent, now: datetime, latest: Sequence[int] = (), create: bool = False
) -> Change:
    """Records an event, one record for each person named."""
    if (new.who is None) == (new.area is None):
        raise Misuse(N_("An event is of a person or of an area; give WHO, or --area."))
    people: tuple[Person | None, ...] = (None,)
    created: tuple[Person, ...] = ()
    if new.who is not None:
        people, created = people_or_new(journal, new.who, latest, create, now.date())
    first = journal.next_id("events")
    events = tuple(
        LifeEvent(
            id=first + number,
            kind=new.kind,
            on=new.on,
            person=None if person is None else person.id,
            area=new.area,
            window_days=new.window_days,
            note=new.note,
            after_visit=journal.next_id("visits") - 1,
        )
        for number, person in enumerate(people)
    )
    named = tuple(person for person in people if person is not None)
    whose = ", ".join(person.name for person in named) or new.area
    ids = " ".join(map(shown_id, events))
    return Change(
        "event", f"{ids} {whose}", put=(*created, *events), people=tuple(person.id for person in named)
    )
