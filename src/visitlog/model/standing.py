"""Where a person stands: the one function that says whether, when and why a visit is due."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from operator import attrgetter
from typing import Literal

from visitlog.model.ceilings import CeilingUse, Hold, hold_off
from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.records import Person
from visitlog.model.rhythm import LAST_RESORT_DAYS, asked_of, last_counting
from visitlog.model.sources import PRESSING, ReasonKind, Source, occasions, rhythm_source

_by_order = attrgetter("order")

LONGEST_WAIT_DAYS = 36500
"""No wait is longer, however often somebody has refused: the calendar ends somewhere."""

State = Literal["due", "overdue", "ok", "hold_off", "paused", "inactive"]


@frozen
class Reason:
    """Why a person is listed; `group` is the group whose rhythm it is, None for a personal one; `on` is its day."""

    kind: ReasonKind
    id: str | None = None
    text: str | None = None
    group: str | None = None
    on: date | None = None

    @property
    def presses(self) -> bool:
        """Whether it is more than a rhythm or a date; tried again, it still is: only what presses has a number."""
        return self.kind in PRESSING or (self.kind == "retry" and self.id is not None)


@frozen
class Standing:
    """Where a person stands on a day; days without a clock, numbers in days.

    `also` are further reasons whose day has come; `breaks_ceiling` says that the reason outranks a ceiling reached.
    """

    person: int
    due_on: date | None
    days_overdue: int
    state: State
    reason: Reason | None
    every: int | None
    last_met: date | None
    last_attempt: date | None
    never_visited: bool
    visits: int
    hold_off_until: date | None
    ceiling: CeilingUse | None
    retry_on: date | None = None
    refusals: int = 0
    paused_until: date | None = None
    also: tuple[Reason, ...] = ()
    breaks_ceiling: bool = False
    withheld: bool = False

    @property
    def is_listed(self) -> bool:
        """Whether `due` shows the person as to be seen."""
        return self.state in ("due", "overdue")

    @property
    def presses(self) -> bool:
        """Whether an event, a matter or a duty is among the reasons."""
        return any(reason.presses for reason in (self.reason, *self.also) if reason)

    @property
    def urgency(self) -> float:
        """How late, measured by the person's own rhythm: 1.0 is late by a whole one."""
        return self.days_overdue / (self.every or LAST_RESORT_DAYS)


def standing(person: Person, journal: Journal, today: date) -> Standing:
    """Where this person stands today."""
    asked = asked_of(person, journal)
    groups, rhythms, forms = asked.groups, asked.rhythms, asked.forms
    last_met = last_counting(person, forms)
    hold = hold_off(person, groups, today)
    sources: list[Source] = []
    if person.status == "active":
        for rhythm in rhythms:
            answered = last_met if len(rhythms) == 1 else last_counting(person, rhythm.forms)
            sources.append(rhythm_source(person, rhythm, answered, journal, today))
        sources += occasions(person, groups, last_met, journal, today)
    free = _not_held(sources, hold, person, today)
    first = min(free, key=_by_order, default=None) if len(free) > 1 else next(iter(free), None)
    due_on = None if first is None else _after_pause(first.due_on, person)
    cause = None if first is None else _cause(first, free, person, today)
    retry_on = None if cause is None else _retry_on(person, cause)
    late = 0 if due_on is None else days_late(due_on, journal, today)
    state = _state(person, first, due_on, late, retry_on, hold, today)
    return Standing(
        person=person.id,
        due_on=due_on,
        days_overdue=late,
        state=state,
        reason=_reason(cause, retry_on if state in ("due", "overdue") else None, person),
        every=(first and first.every) or min((rhythm.every for rhythm in rhythms), default=None),
        last_met=last_met,
        last_attempt=person.tally.last_attempt,
        never_visited=last_met is None,
        visits=person.tally.visits,
        hold_off_until=hold.until,
        ceiling=hold.ceiling,
        retry_on=retry_on,
        refusals=person.tally.refusals,
        paused_until=person.paused_until if state == "paused" else None,
        also=_also(sources, cause, person, today),
        breaks_ceiling=hold.until is not None and first is not None and first.presses,
    )


def days_late(due_on: date, journal: Journal, today: date) -> int:
    """How many days after the due day it is; days of our own leave make nobody late."""
    days = (today - due_on).days
    if days <= 0 or not journal.days_of_leave:
        return max(0, days)
    return days - sum(due_on < day <= today for day in journal.days_of_leave)


def _not_held(sources: Sequence[Source], hold: Hold, person: Person, today: date) -> Sequence[Source]:
    """The sources that count: all, but at a ceiling only those that outrank it and whose day has come, if any."""
    if hold.until is None:
        return sources
    pressing = [s for s in sources if s.presses and _after_pause(s.due_on, person) <= today]
    return pressing or [s for s in sources if not s.presses] or sources


def _cause(first: Source, sources: Sequence[Source], person: Person, today: date) -> Source:
    """What one goes for: what falls due first; while its door waits, what is due and need not, or no longer."""
    if len(sources) == 1:
        return first
    due = [s for s in sources if _after_pause(s.due_on, person) <= today]
    ready = [s for s in due if (retry_on := _retry_on(person, s)) is None or retry_on <= today]
    return first if first in ready else min(ready, key=_by_order, default=first)


def _state(
    person: Person,
    source: Source | None,
    due_on: date | None,
    late: int,
    retry_on: date | None,
    hold: Hold,
    today: date,
) -> State:
    if person.status != "active":
        return "inactive"
    if person.paused_until is not None and today <= person.paused_until:
        return "paused"
    if hold.until is not None and not (source and source.presses):
        return "hold_off"
    if source is None or due_on is None or due_on > today or (retry_on is not None and today < retry_on):
        return "ok"
    return "overdue" if late > source.grace else "due"


def _reason(source: Source | None, retry_on: date | None, person: Person) -> Reason | None:
    """The reason in the report; a source that waited out an unanswered door is tried again."""
    if source is None:
        return None
    kind: ReasonKind = source.kind if retry_on is None else "retry"
    return Reason(kind, source.id, source.text, source.group, _after_pause(source.due_on, person))


def _also(sources: Sequence[Source], cause: Source | None, person: Person, today: date) -> tuple[Reason, ...]:
    if len(sources) == 1 and cause is not None:
        return ()
    others = [
        s for s in sources if s is not cause and s.due_on <= today and s.kind not in ("rhythm", "first_visit")
    ]
    reasons = (_reason(source, None, person) for source in sorted(others, key=_by_order))
    return tuple(reason for reason in reasons if reason)


def _after_pause(due_on: date, person: Person) -> date:
    return due_on if person.paused_until is None else max(due_on, person.paused_until + timedelta(days=1))


def _retry_on(person: Person, source: Source) -> date | None:
    """The day from which an unanswered door is tried again; each further refusal doubles the wait.

    What came up since does not wait; but after a refusal only what presses goes before it.
    """
    tally = person.tally
    if not tally.attempts or tally.last_attempt is None:
        return None
    came_up_since = source.since is not None and tally.last_attempt < source.since
    if came_up_since and (source.presses or not tally.refusals):
        return None
    wait = source.retry * 2 ** min(max(0, tally.refusals - 1), 10)
    return tally.last_attempt + timedelta(days=min(wait, LONGEST_WAIT_DAYS))


def standings(people: Iterable[Person], journal: Journal, today: date) -> Mapping[int, Standing]:
    """Where each of these people stands, by their numbers."""
    return {person.id: standing(person, journal, today) for person in people}
