"""Where a person stands: the one function that says whether, when and why a visit is due."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from visitlog.model.journal import Journal
from visitlog.model.records import FORMS, Ceiling, Form, Group, Person

State = Literal["due", "overdue", "ok", "hold_off", "paused", "inactive"]
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

LAST_RESORT_DAYS = 180
"""The rhythm of a person for whom neither a group nor a preset says anything."""

SHORTEST_GRACE = 2
DEFAULT_RETRY = 3
DEFAULT_FIRST_WITHIN = 14
MANY_AT_ONCE = 10
"""From more people than this added on one day on, their first visits are spread over the days to come."""

REFUSALS_TO_RESPECT = 2
"""After so many refusals in a row a matter no longer presses, and someone else should perhaps go."""

ANY_FORM: frozenset[Form] = frozenset(FORMS)


@dataclass(frozen=True)
class Source:
    """One reason why a visit falls due: what every rhythm, event, matter or birthday comes down to.

    `rank` decides between equal days, smallest first; `every` is in days, None for what happens once; `group` is the
    group it comes from; what `presses` outranks a ceiling.
    """

    kind: ReasonKind
    due_on: date
    rank: int
    grace: int
    retry: int = DEFAULT_RETRY
    every: int | None = None
    id: str | None = None
    text: str | None = None
    group: str | None = None
    presses: bool = False


@dataclass(frozen=True)
class Reason:
    """Why a person is listed; `group` is the group whose rhythm it is, None for a personal one."""

    kind: ReasonKind
    id: str | None = None
    text: str | None = None
    group: str | None = None


@dataclass(frozen=True)
class CeilingUse:
    """A ceiling and how many visits of the last `days` days count to it."""

    visits: int
    days: int
    used: int


@dataclass(frozen=True)
class Standing:
    """Where a person stands on a day; days without a clock, numbers in days."""

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
    withheld: bool = False

    @property
    def is_listed(self) -> bool:
        """Whether `due` shows the person as to be seen."""
        return self.state in ("due", "overdue")

    @property
    def urgency(self) -> float:
        """How late, measured by the person's own rhythm: 1.0 is late by a whole one."""
        return self.days_overdue / (self.every or LAST_RESORT_DAYS)


@dataclass(frozen=True)
class Rhythm:
    """How often someone wants to be visited, and what counts as a visit."""

    every: int
    grace: int
    retry: int
    first_within: int
    forms: frozenset[Form]
    group: str | None = None


def standing(person: Person, journal: Journal, today: date) -> Standing:
    """Where this person stands today."""
    groups = groups_of(person, journal)
    rhythms = rhythms_of(person, groups)
    first = min(
        (_rhythm_source(person, rhythm, journal, today) for rhythm in rhythms),
        key=lambda source: (source.due_on, source.rank),
        default=None,
    )
    due_on = None if first is None or person.status != "active" else _after_pause(first.due_on, person)
    hold = hold_off(person, groups, today)
    retry_on = None if first is None else _retry_on(person, first)
    state, reason = _state(person, first, due_on, retry_on, hold, today)
    last_met = last_counting(person, frozenset().union(*(r.forms for r in rhythms)) or ANY_FORM)
    return Standing(
        person=person.id,
        due_on=due_on,
        days_overdue=0 if due_on is None else max(0, (today - due_on).days),
        state=state,
        reason=reason,
        every=None if first is None else first.every,
        last_met=last_met,
        last_attempt=person.tally.last_attempt,
        never_visited=last_met is None,
        visits=person.tally.visits,
        hold_off_until=hold.until,
        ceiling=hold.ceiling,
        retry_on=retry_on,
        refusals=person.tally.refusals,
        paused_until=person.paused_until if state == "paused" else None,
    )


def _state(
    person: Person,
    source: Source | None,
    due_on: date | None,
    retry_on: date | None,
    hold: "Hold",
    today: date,
) -> tuple[State, Reason | None]:
    reason = None if source is None else Reason(source.kind, source.id, source.text, source.group)
    if person.status != "active":
        return "inactive", None
    if person.paused_until is not None and today <= person.paused_until:
        return "paused", reason
    if hold.until is not None and not (source and source.presses):
        return "hold_off", reason
    if source is None or due_on is None or due_on > today or (retry_on is not None and today < retry_on):
        return "ok", reason
    if retry_on is not None:
        reason = Reason("retry", source.id, source.text, source.group)
    return ("overdue" if (today - due_on).days > source.grace else "due"), reason


def groups_of(person: Person, journal: Journal) -> tuple[Group, ...]:
    """The person's groups; with none named, the one meant for people of that residence, if there is one."""
    named = tuple(journal.groups[key] for key in person.groups if key in journal.groups)
    if named or person.groups:
        return named
    default = journal.default_groups.get(person.residence or "resident")
    return (default,) if default else ()


def rhythms_of(person: Person, groups: Sequence[Group]) -> tuple[Rhythm, ...]:
    """The rhythms by which the person falls due: a personal one replaces those of the groups."""
    if person.every is not None:
        return (_personal(person.every, groups),)
    own = tuple(_of_group(group, group.every) for group in groups if group.every is not None)
    if own or groups:
        return own
    return (_personal(LAST_RESORT_DAYS, groups),)


def _personal(every: int, groups: Sequence[Group]) -> Rhythm:
    forms = frozenset(form for group in groups for form in group.counting_forms)
    return Rhythm(
        every,
        grace_of(every),
        min((group.retry for group in groups), default=DEFAULT_RETRY),
        min((group.first_within for group in groups), default=DEFAULT_FIRST_WITHIN),
        forms or frozenset(Group(0, "").counting_forms),
    )


def _of_group(group: Group, every: int) -> Rhythm:
    grace = group.grace if group.grace is not None else grace_of(every)
    return Rhythm(every, grace, group.retry, group.first_within, frozenset(group.counting_forms), group.key)


def grace_of(every: int) -> int:
    """How many days after the due day count as late only, when nothing else is said."""
    return max(SHORTEST_GRACE, every // 7)


def last_counting(person: Person, forms: Iterable[Form]) -> date | None:
    """The last day on which this person was met in one of these forms."""
    met = person.tally.last_met
    return max((met[form] for form in forms if form in met), default=None)


RHYTHM_RANK = 9


def _rhythm_source(person: Person, rhythm: Rhythm, journal: Journal, today: date) -> Source:
    last_met = last_counting(person, rhythm.forms)
    first_due = _first_due(person, rhythm, journal, today)
    return Source(
        "first_visit" if last_met is None else "rhythm",
        due_on(timedelta(days=rhythm.every), last_met, first_due),
        RHYTHM_RANK,
        rhythm.grace,
        rhythm.retry,
        rhythm.every,
        group=rhythm.group,
    )


def due_on(every: timedelta, last_met: date | None, first_due: date) -> date:
    """The day the next visit falls due; before any visit, the day the first one does."""
    return first_due if last_met is None else last_met + every


def _first_due(person: Person, rhythm: Rhythm, journal: Journal, today: date) -> date:
    """The day of the first visit; when many were added at once they take turns over the span, by number."""
    added_on = person.added_on
    if added_on is None:  # another program wrote the record: nobody knows since when, so today
        return today
    together = journal.added_on.get(added_on, ())
    if len(together) <= MANY_AT_ONCE or person.id not in together:
        return added_on + timedelta(days=rhythm.first_within)
    turn = together.index(person.id) + 1
    return added_on + timedelta(days=-(-turn * rhythm.first_within // len(together)))


def _after_pause(due_on: date, person: Person) -> date:
    return due_on if person.paused_until is None else max(due_on, person.paused_until + timedelta(days=1))


def _retry_on(person: Person, source: Source) -> date | None:
    """The day from which an unanswered door is tried again; each further refusal doubles the wait."""
    tally = person.tally
    if not tally.attempts or tally.last_attempt is None:
        return None
    wait = source.retry * 2 ** min(max(0, tally.refusals - 1), 10)
    return tally.last_attempt + timedelta(days=wait)


@dataclass(frozen=True)
class Hold:
    """Whether a ceiling holds a person off, until when, and which ceiling it is."""

    until: date | None
    ceiling: CeilingUse | None


def hold_off(person: Person, groups: Sequence[Group], today: date) -> Hold:
    """The ceiling that holds longest; with none reached, the one that is nearest to it."""
    found = [_held_by(person, group, group.ceiling, today) for group in groups if group.ceiling]
    return max(found, key=_held_longest, default=Hold(None, None))


def _held_by(person: Person, group: Group, ceiling: Ceiling, today: date) -> Hold:
    """One group's ceiling: the oldest of the last `visits` meetings must be `days` days past."""
    since = today - timedelta(days=ceiling.days)
    counted = sorted(
        r.on
        for r in person.tally.recent
        if r.form in group.ceiling_forms and not r.asked and since < r.on <= today
    )
    use = CeilingUse(ceiling.visits, ceiling.days, len(counted))
    if len(counted) < ceiling.visits:
        return Hold(None, use)
    return Hold(counted[-ceiling.visits] + timedelta(days=ceiling.days), use)


def _held_longest(hold: Hold) -> tuple[date, float]:
    use = hold.ceiling
    share = use.used / max(1, use.visits) if use else 0.0
    return hold.until or date.min, share


def standings(people: Iterable[Person], journal: Journal, today: date) -> Mapping[int, Standing]:
    """Where each of these people stands, by their numbers."""
    return {person.id: standing(person, journal, today) for person in people}
