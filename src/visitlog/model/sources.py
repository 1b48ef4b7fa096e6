"""The reasons for which a visit falls due, all of one shape: rhythms, and what happens in people's lives."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

from visitlog.model.festivals import birthday_around, festival_on
from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.records import Group, LifeEvent, Matter, Person
from visitlog.model.rhythm import DEFAULT_RETRY, Rhythm, grace_of

ReasonKind = Literal[
    "rhythm",
    "first_visit",
    "retry",
    "event",
    "festival",
    "birthday",
    "matter",
    "follow_up",
    "apology",
    "condolence",
]

PRESSING: frozenset[ReasonKind] = frozenset(("event", "matter", "follow_up", "apology", "condolence"))
"""What outranks a ceiling, and comes first among equally late."""

RANKS: dict[ReasonKind, int] = {
    "apology": 0,
    "condolence": 1,
    "event": 2,
    "matter": 3,
    "follow_up": 4,
    "birthday": 5,
    "festival": 6,
    "first_visit": 7,
    "rhythm": 8,
}
"""Which reason is named first of those that fall due on one day."""

MANY_AT_ONCE = 10
"""From more people than this added on one day on, their first visits are spread over the days to come."""

REFUSALS_TO_RESPECT = 2
"""After so many refusals in a row a matter no longer presses, and someone else should perhaps go."""

EVENT_LAPSES_DAYS = 30
DAY_LAPSES_DAYS = 7
"""After so many days a birthday, or a festival, is no reason any more."""

EVERY_OF_MATTER = {"dispute": 3}
EVERY_OF_OTHER_MATTERS = 7
REQUEST_GRACE_DAYS = 3


@frozen
class Source:
    """One reason why a visit falls due.

    `every` is in days, None for what happens once; `group` is the group it comes from; attempts count for it from
    the day `since` on.
    """

    kind: ReasonKind
    due_on: date
    grace: int
    retry: int = DEFAULT_RETRY
    every: int | None = None
    id: str | None = None
    text: str | None = None
    group: str | None = None
    since: date | None = None

    @property
    def presses(self) -> bool:
        """Whether it outranks a ceiling."""
        return self.kind in PRESSING

    @property
    def order(self) -> tuple[date, int]:
        """The key by which the first of several is found."""
        return self.due_on, RANKS[self.kind]


def rhythm_source(
    person: Person, rhythm: Rhythm, last_met: date | None, journal: Journal, today: date
) -> Source:
    """The source that a rhythm is: its next visit since it was last answered, or before any, the first one."""
    return Source(
        "first_visit" if last_met is None else "rhythm",
        _first_due(person, rhythm, journal, today)
        if last_met is None
        else last_met + timedelta(days=rhythm.every),
        rhythm.grace,
        rhythm.retry,
        rhythm.every,
        group=rhythm.group,
    )


def _first_due(person: Person, rhythm: Rhythm, journal: Journal, today: date) -> date:
    """The day of the first visit; when many were added at once they take turns over the span, by number."""
    added_on = person.added_on
    if added_on is None:  # another program wrote the record: nobody knows since when, so today
        return today
    is_alone = journal.added_at_most.get(added_on.isoformat(), 0) <= MANY_AT_ONCE
    together = () if is_alone else journal.added_on.get(added_on, ())
    if len(together) <= MANY_AT_ONCE or person.id not in together:
        return added_on + timedelta(days=rhythm.first_within)
    turn = together[person.id]
    return added_on + timedelta(days=-(-turn * rhythm.first_within // len(together)))


def occasions(
    person: Person, groups: tuple[Group, ...], met: date | None, journal: Journal, today: date
) -> Iterator[Source]:
    """Everything but rhythms that makes a visit to this person due since they were last met by one that counts."""
    yield from _events(person, met, journal, today)
    # Of hundreds of people only a few have any of what follows.
    if person.id in journal.matters_of:
        yield from _matters(person, met, journal, today)
    if person.id in journal.appointments_of:
        yield from _apologies(person, met, journal, today)
    if person.household and journal.died_in:
        yield from _condolences(person, journal, today)
    yield from _days(person, groups, met, today)


def is_answered(person: Person, met: date | None, on: date, after_visit: int) -> bool:
    """Whether somebody was met since: on a later day, or on that day by a visit recorded later."""
    if met is None or met < on:
        return False
    return met > on or person.tally.met_id > after_visit


def _events(person: Person, met: date | None, journal: Journal, today: date) -> Iterator[Source]:
    here = journal.events_in.get(folded(person.area), ()) if person.area and journal.events_in else ()
    theirs = journal.events_of.get(person.id, ())
    for event in (*theirs, *here) if here else theirs:
        if today > event.on + timedelta(days=EVENT_LAPSES_DAYS):
            continue
        if not is_answered(person, met, event.on, event.after_visit):
            yield _event_source(event)


def _event_source(event: LifeEvent) -> Source:
    return Source(
        "event", event.on, event.window_days, retry=1, id=f"E{event.id}", text=event.kind, since=event.on
    )


def _matters(person: Person, met: date | None, journal: Journal, today: date) -> Iterator[Source]:
    for matter in journal.matters_of.get(person.id, ()):
        if _is_silenced(person, matter):
            continue
        if matter.status == "closed":
            yield from _follow_ups(matter, met, today)
        else:
            yield _matter_source(person, matter, met, today)


def _is_silenced(person: Person, matter: Matter) -> bool:
    """Whether they said no too often for it to press; who asks for help after that has opened the door again."""
    if person.tally.refusals < REFUSALS_TO_RESPECT:
        return False
    refused_on = person.tally.last_attempt or date.min
    return matter.kind != "request" or matter.opened_on is None or refused_on > matter.opened_on


def _matter_source(person: Person, matter: Matter, met: date | None, today: date) -> Source:
    """An open matter: its rhythm from its opening on; a request is due at once until somebody came."""
    opened_on = matter.opened_on or today
    every = every_of_matter(matter)
    if matter.kind == "request" and not is_answered(person, met, opened_on, matter.after_visit):
        due, grace = opened_on, REQUEST_GRACE_DAYS
    else:
        due, grace = max(met or opened_on, opened_on) + timedelta(days=every), grace_of(every)
    return Source(
        "matter", due, grace, min(DEFAULT_RETRY, every), every, f"M{matter.id}", matter.title, since=opened_on
    )


def every_of_matter(matter: Matter) -> int:
    """How often an open matter wants a visit, in days."""
    return matter.every or EVERY_OF_MATTER.get(matter.kind, EVERY_OF_OTHER_MATTERS)


def _follow_ups(matter: Matter, met: date | None, today: date) -> Iterator[Source]:
    """The next follow-up; a visit after the closing answers all those up to its day."""
    if matter.closed_on is None:
        return
    days = [matter.closed_on + timedelta(days=after) for after in sorted(matter.follow_ups)]
    ahead = [day for day in days if met is None or day > met]
    if ahead and today <= days[-1] + timedelta(days=EVENT_LAPSES_DAYS):
        yield Source("follow_up", ahead[0], 2, 1, None, f"M{matter.id}", matter.title, since=matter.closed_on)


def _apologies(person: Person, met: date | None, journal: Journal, today: date) -> Iterator[Source]:
    """An appointment that we missed: they may have taken leave to wait for us."""
    for appointment in journal.appointments_of.get(person.id, ()):
        missed_on = appointment.at.date()
        if appointment.status != "missed_by_us" or today > missed_on + timedelta(days=EVENT_LAPSES_DAYS):
            continue
        if met is None or met < missed_on:
            due = missed_on + timedelta(days=1)
            yield Source(
                "apology", due, 0, 1, None, f"A{appointment.id}", appointment.purpose, since=missed_on
            )


def _condolences(person: Person, journal: Journal, today: date) -> Iterator[Source]:
    """A death in the household: one visit, to the first of those who live on there."""
    household = folded(person.household or "")
    for died in journal.died_in.get(household, ()):
        died_on = died.left_on
        if died_on is None or not died_on <= today <= died_on + timedelta(days=EVENT_LAPSES_DAYS):
            continue
        living = journal.living_in.get(household, ())
        met = [day for mate in living for day in mate.tally.last_met.values()]
        if living and living[0].id == person.id and max(met, default=date.min) < died_on:
            yield Source("condolence", died_on, 2, 1, None, str(died.id), died.name, since=died_on)


def _days(person: Person, groups: tuple[Group, ...], met: date | None, today: date) -> Iterator[Source]:
    """Birthdays and festivals: the last one while it is fresh and unanswered, else the next."""
    if person.birthday is not None:
        for day in birthday_around(person.birthday, today):
            if _is_fresh(day, met, today):
                yield Source("birthday", day, DAY_LAPSES_DAYS, since=day)
    for group in groups:
        for festival in group.festivals:
            for day in festival_on(festival, today):
                if _is_fresh(day, met, today):
                    yield Source("festival", day, DAY_LAPSES_DAYS, text=festival, group=group.key, since=day)


def _is_fresh(day: date, met: date | None, today: date) -> bool:
    return today <= day + timedelta(days=DAY_LAPSES_DAYS) and (met is None or met < day)
