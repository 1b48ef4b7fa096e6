"""How attention is spread: who gets far more, or less, than their share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from visitlog.model.journal import Journal
from visitlog.model.records import Ceiling, Group, Person, Visit
from visitlog.model.standing import groups_of, rhythms_of
from visitlog.reports.coverage import counting_forms
from visitlog.reports.period import Period


@dataclass(frozen=True)
class OverVisited:
    """Somebody visited above a ceiling in a period; `asked` and `matter` say how many of the visits had a reason."""

    person: Person
    visits: int
    ceiling: Ceiling
    asked: int
    matter: int


@dataclass(frozen=True)
class GroupShare:
    """A group's part of the people, of the visits, and of what all rhythms ask, from 0 to 1."""

    group: str
    people_share: float
    visits_share: float
    asked_share: float


@dataclass(frozen=True)
class Attended:
    """Somebody who was visited far more or less than their rhythm asks; `expected` is what it asks."""

    person: Person
    visits: int
    expected: int
    every: int


@dataclass(frozen=True)
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
    journal: Journal, people: Sequence[Person], visits: Sequence[Visit], period: Period, today: date
) -> Attention:
    """How these visits were spread over these people."""
    met = [visit for visit in visits if visit.result == "met"]
    theirs: dict[int, list[Visit]] = {person.id: [] for person in people}
    for visit in met:
        for id in visit.people:
            if id in theirs:
                theirs[id].append(visit)
    attended = [_attended(p, theirs[p.id], journal, period, today) for p in people]
    known = [one for one in attended if one is not None]
    over = [o for p in people if (o := _over_visited(p, theirs[p.id], groups_of(p, journal)))]
    more = [
        a
        for a in known
        if a.visits >= max(1, a.expected) * MUCH_MORE and a.visits - a.expected >= SLACK_VISITS
    ]
    less = [a for a in known if a.expected and a.visits * 2 <= a.expected]
    return Attention(
        tuple(sorted(over, key=lambda o: (-o.visits, o.person.id))),
        _group_shares(journal, people, theirs),
        tuple(sorted(more, key=lambda a: (a.expected - a.visits, a.person.id))),
        tuple(sorted(less, key=lambda a: (a.visits - a.expected, a.person.id))),
    )


def _attended(
    person: Person, met: Sequence[Visit], journal: Journal, period: Period, today: date
) -> Attended | None:
    """What the tightest rhythm asks of the days that a person was in the notebook, and what was done."""
    every = min((rhythm.every for rhythm in rhythms_of(person, groups_of(person, journal))), default=None)
    if every is None or person.status != "active":
        return None
    since = max(period.first, person.added_on or period.first)
    days = (min(period.last, today) - since).days + 1
    forms = counting_forms(person, journal)
    return Attended(person, sum(visit.form in forms for visit in met), max(0, days) // every, every)


def _over_visited(person: Person, met: Sequence[Visit], groups: Sequence[Group]) -> OverVisited | None:
    for group in groups:
        if group.ceiling is None:
            continue
        counted = sorted((v for v in met if v.form in group.ceiling_forms), key=lambda v: (v.on, v.id))
        if _goes_above(counted, group.ceiling):
            asked = sum(visit.asked for visit in counted)
            matter = sum(visit.matter is not None and not visit.asked for visit in counted)
            return OverVisited(person, len(counted), group.ceiling, asked, matter)
    return None


def _goes_above(counted: Sequence[Visit], ceiling: Ceiling) -> bool:
    """Whether any `days` days hold more than `visits` of these visits, asked ones included."""
    window = timedelta(days=ceiling.days)
    pairs = zip(counted, counted[ceiling.visits :], strict=False)
    return any(later.on - earlier.on < window for earlier, later in pairs)


def _group_shares(
    journal: Journal, people: Sequence[Person], theirs: Mapping[int, Sequence[Visit]]
) -> tuple[GroupShare, ...]:
    members: dict[str, int] = {}
    visited: dict[str, int] = {}
    asked: dict[str, float] = {}
    for person in people:
        groups = groups_of(person, journal)
        rhythms = rhythms_of(person, groups)
        weekly = 7 / min(rhythm.every for rhythm in rhythms) if rhythms else 0.0
        for group in groups:
            members[group.key] = members.get(group.key, 0) + 1
            visited[group.key] = visited.get(group.key, 0) + len(theirs[person.id])
            asked[group.key] = asked.get(group.key, 0.0) + weekly
    visits = sum(map(len, theirs.values()))
    return tuple(
        GroupShare(
            key,
            _part(count, len(people)),
            _part(visited[key], visits),
            _part(asked[key], sum(asked.values())),
        )
        for key, count in sorted(members.items())
    )


def _part(some: float, of_all: float) -> float:
    return round(some / of_all, 4) if of_all else 0.0
