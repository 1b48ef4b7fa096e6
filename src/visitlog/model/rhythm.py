"""How often someone wants to be visited: what a person's groups, and the person, ask."""

from collections.abc import Container, Sequence
from datetime import date

from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.records import FORMS, Form, Group, Person

LAST_RESORT_DAYS = 180
"""The rhythm of a person for whom neither a group nor a preset says anything."""

SHORTEST_GRACE = 2
DEFAULT_RETRY = 3
DEFAULT_FIRST_WITHIN = 14
ANY_FORM: frozenset[Form] = frozenset(FORMS)


@frozen
class Rhythm:
    """How often someone wants to be visited, and what counts as a visit."""

    every: int
    grace: int
    retry: int
    first_within: int
    forms: frozenset[Form]
    group: str | None = None


@frozen
class Asked:
    """What is asked of us for a person: by which groups, how often, and by visits of which forms."""

    groups: tuple[Group, ...]
    rhythms: tuple[Rhythm, ...]
    forms: frozenset[Form]


def asked_of(person: Person, journal: Journal) -> Asked:
    """What is asked for this person, as for everybody of the same groups, residence and own rhythm."""
    alike = (Asked, person.groups, person.residence, person.every)
    found: Asked | None = journal.remembered.get(alike)
    if found is None:
        groups = _groups_of(person, journal)
        rhythms = rhythms_of(person, groups)
        found = Asked(groups, rhythms, frozenset().union(*(rhythm.forms for rhythm in rhythms)))
        journal.remembered[alike] = found
    return found


def groups_of(person: Person, journal: Journal) -> tuple[Group, ...]:
    """The person's groups; with none that is still there, the one meant for people of that residence, if any."""
    return asked_of(person, journal).groups


def _groups_of(person: Person, journal: Journal) -> tuple[Group, ...]:
    named = tuple(journal.groups[key] for key in person.groups if key in journal.groups)
    if named:
        return named
    default = journal.default_groups.get(person.residence or "resident")
    return (default,) if default else ()


def rhythms_of(person: Person, groups: Sequence[Group]) -> tuple[Rhythm, ...]:
    """The rhythms by which the person falls due: a personal one replaces those of the groups.

    Nobody is without one: where no group has a rhythm, the last resort reaches them all the same.
    """
    if person.every is not None:
        return (_personal(person.every, groups),)
    own = tuple(_of_group(group, group.every) for group in groups if group.every is not None)
    return own or (_personal(LAST_RESORT_DAYS, groups),)


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


def last_counting(person: Person, forms: Container[Form]) -> date | None:
    """The last day on which this person was met in one of these forms."""
    latest = None
    for form, day in person.tally.last_met.items():
        if form in forms and (latest is None or day > latest):
            latest = day
    return latest


def counting_forms(person: Person, journal: Journal) -> frozenset[Form]:
    """The forms that any rhythm of this person's counts."""
    return asked_of(person, journal).forms
