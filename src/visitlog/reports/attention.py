"""How attention is spread: who gets far more, or less, than their share."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.records import Ceiling, Form, Person, Visit
from visitlog.model.rhythm import asked_of, counting_forms, groups_of
from visitlog.reports.period import Period
from visitlog.reports.privacy import hides_standing, summed_under
from visitlog.reports.visit_sums import Counts, Meetings, meetings_by_form


@frozen
class OverVisited:
    """Somebody visited above a ceiling in a period; `asked` and `matter` say how many of the visits had a reason.

    `withheld` says that the ceiling would give a sensitive group away.
    """

    person: Person
    visits: int
    ceiling: Ceiling
    asked: int
    matter: int
    withheld: bool = False


@frozen
class GroupShare:
    """A group's part of the people, of the visits, and of what all rhythms ask, from 0 to 1."""

    group: str
    people_share: float
    visits_share: float
    asked_share: float


@frozen
class Attended:
    """Somebody who was visited far more or less than their rhythm asks; `expected` is what it asks.

    `withheld` says that the rhythm, and what it asks, would give a sensitive group away.
    """

    person: Person
    visits: int
    expected: int
    every: int
    withheld: bool = False


@frozen
class Attention:
    """How visits were spread over people and groups in a period."""

    over_visited: tuple[OverVisited, ...]
    groups: tuple[GroupShare, ...]
    more: tuple[Attended, ...]
    less: tuple[Attended, ...]


MUCH_MORE = 2
"""Twice what a rhythm asks, and at least two visits more, is far more."""

SLACK_VISITS = 2


def attention(
    journal: Journal,
    people: Sequence[Person],
    counts: Counts,
    meetings: Meetings,
    period: Period,
    today: date,
    sensitive_too: bool = False,
) -> Attention:
    """How the visits of a period, counted, were spread over these people.

    `meetings` are those of the people `under_a_ceiling`, from as early on as a ceiling counts them.
    """
    theirs = meetings_by_form(counts)
    attended = [_attended(p, theirs.get(p.id, {}), journal, period, today) for p in people]
    known = [one for one in attended if one is not None]
    over = [o for p in people if p.id in meetings and (o := _over_visited(p, meetings, period, journal))]
    more = [
        a
        for a in known
        if a.visits >= max(1, a.expected) * MUCH_MORE and a.visits - a.expected >= SLACK_VISITS
    ]
    less = [a for a in known if a.visits * 2 <= min(a.expected, _allowed(a, journal, period, today)) > 0]
    shown = frozenset(p.id for p in people if sensitive_too or not hides_standing(p, journal))
    return Attention(
        _marked(sorted(over, key=lambda o: (-o.visits, o.person.id)), shown),
        _group_shares(journal, people, theirs, sensitive_too),
        _marked(sorted(more, key=lambda a: (a.expected - a.visits, a.person.id)), shown),
        _marked(sorted(less, key=lambda a: (a.visits - a.expected, a.person.id)), shown),
    )


M = TypeVar("M", OverVisited, Attended)


def _marked(rows: Iterable[M], shown: frozenset[int]) -> tuple[M, ...]:
    """The rows, with those marked whose rhythm or ceiling may not be shown."""
    return tuple(replace(row, withheld=row.person.id not in shown) for row in rows)


def under_a_ceiling(people: Iterable[Person], journal: Journal) -> frozenset[int]:
    """Those of these people whom a ceiling protects."""
    return frozenset(p.id for p in people if any(group.ceiling for group in groups_of(p, journal)))


def first_day_counted(journal: Journal, period: Period) -> date:
    """The first day whose visits a ceiling can still count on the first of a period."""
    longest = max((group.ceiling.days for group in journal.groups.values() if group.ceiling), default=1)
    return period.first - timedelta(days=longest - 1)


def _attended(
    person: Person, met: Mapping[Form, int], journal: Journal, period: Period, today: date
) -> Attended | None:
    """What the tightest rhythm asks of the days that a person is known in a period, and what was done."""
    every = min((rhythm.every for rhythm in asked_of(person, journal).rhythms), default=None)
    if every is None or person.status != "active":
        return None
    known = [day for day in (person.added_on, person.tally.first_on) if day is not None]
    since = max(period.first, min(known, default=period.first))
    days = (min(period.last, today) - since).days + 1
    forms = counting_forms(person, journal)
    visits = sum(number for form, number in met.items() if form in forms)
    return Attended(person, visits, max(0, days) // every, every)


def _allowed(one: Attended, journal: Journal, period: Period, today: date) -> int:
    """How many visits the tightest ceiling lets through in a period; nobody gets less for being held off."""
    days = period.elapsed_days(today)
    ceilings = (group.ceiling for group in groups_of(one.person, journal) if group.ceiling)
    return min((c.visits * max(1, days // c.days) for c in ceilings), default=one.expected)


def _over_visited(person: Person, meetings: Meetings, period: Period, journal: Journal) -> OverVisited | None:
    theirs = meetings.of(person.id)
    before = [visit for visit in theirs if visit.on < period.first]
    met = theirs[len(before) :]
    for group in groups_of(person, journal):
        if group.ceiling is None:
            continue
        counted = [visit for visit in met if visit.form in group.ceiling_forms]
        earlier = [visit for visit in before if visit.form in group.ceiling_forms]
        most = _most_at_once(earlier, counted, group.ceiling)
        if len(most) > group.ceiling.visits:
            # Those before the period are told only where it takes them to be too many.
            inside = _most_at_once((), counted, group.ceiling)
            shown = counted if len(inside) > group.ceiling.visits else most
            asked = sum(visit.asked for visit in shown)
            matter = sum(visit.matter is not None and not visit.asked for visit in shown)
            return OverVisited(person, len(shown), group.ceiling, asked, matter)
    return None


def _most_at_once(earlier: Sequence[Visit], counted: Sequence[Visit], ceiling: Ceiling) -> Sequence[Visit]:
    """The most visits, asked ones included, in as many days as the ceiling has, up to one of those counted."""
    visits = [*earlier, *counted]
    most: Sequence[Visit] = ()
    first = 0
    for number, last in enumerate(visits):
        while (last.on - visits[first].on).days >= ceiling.days:
            first += 1
        if number >= len(earlier) and number + 1 - first > len(most):
            most = visits[first : number + 1]
    return most


def _group_shares(
    journal: Journal, people: Sequence[Person], theirs: Mapping[int, Counter[Form]], sensitive_too: bool
) -> tuple[GroupShare, ...]:
    members: dict[str, int] = {}
    visited: dict[str, int] = {}
    asked: dict[str, float] = {}
    met = {person.id: theirs[person.id].total() if person.id in theirs else 0 for person in people}
    for person in people:
        for key in summed_under(person, journal, sensitive_too):
            members[key] = members.get(key, 0) + 1
            visited[key] = visited.get(key, 0) + met[person.id]
            asked[key] = asked.get(key, 0.0) + _asked_weekly(person, journal)
    visits = sum(met.values())
    asked_of_all = sum(_asked_weekly(person, journal) for person in people)
    return tuple(
        GroupShare(
            key,
            _part(count, len(people)),
            _part(visited[key], visits),
            _part(asked[key], asked_of_all),
        )
        for key, count in sorted(members.items())
    )


def _asked_weekly(person: Person, journal: Journal) -> float:
    """How many visits a week the tightest rhythm of a person asks."""
    rhythms = asked_of(person, journal).rhythms
    return 7 / min(rhythm.every for rhythm in rhythms) if rhythms else 0.0


def _part(some: float, of_all: float) -> float:
    return round(some / of_all, 4) if of_all else 0.0
