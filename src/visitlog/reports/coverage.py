"""Who was reached: people met in a period, of all who were in the notebook."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date

from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.records import Area, Person
from visitlog.model.rhythm import counting_forms, last_counting
from visitlog.reports.period import Period
from visitlog.reports.visit_sums import Counts, people_met


@frozen
class Share:
    """How many of how many; `rate` is None of none. `visits` counts meetings and attempts."""

    visited: int
    total: int
    visits: int

    @property
    def rate(self) -> float | None:
        """The part that was visited, from 0 to 1."""
        return round(self.visited / self.total, 4) if self.total else None


@frozen
class Inhabited:
    """Areas of which it is known how many people live there, and how many of them are in the notebook."""

    areas: tuple[str, ...]
    residents: int
    people: int


@frozen
class Coverage:
    """Who was reached in a period; `never` are those whom nobody has ever visited.

    `inhabited` sets the people of some areas against those who really live there; None when nobody said how many.
    """

    visited: int
    total: int
    rate: float | None
    never: tuple[Person, ...]
    inhabited: Inhabited | None = None

    @property
    def residents(self) -> int | None:
        """How many really live where these people do; None unless that is known of all of them."""
        known = self.inhabited
        return known.residents if known is not None and known.people == self.total else None


def people_in(journal: Journal, period: Period, today: date) -> tuple[Person, ...]:
    """Everybody who was in the notebook at the end of a period: known by then, and not yet gone."""
    last = min(period.last, today)
    return tuple(person for person in journal.people.values() if _is_there(person, last))


def _is_there(person: Person, day: date) -> bool:
    # Most who ever were in an old notebook have left: of those the tally need not be made.
    if person.status != "active" and (person.left_on is None or person.left_on <= day):
        return False
    known = [since for since in (person.added_on, person.tally.first_on) if since is not None]
    return not known or min(known) <= day


def reached_in(people: Iterable[Person], counts: Counts, journal: Journal) -> frozenset[int]:
    """Those of these people who were met by a visit that counts."""
    forms = {person.id: counting_forms(person, journal) for person in people}
    return frozenset(
        id for ids, form, _, result in counts if result == "met" for id in ids if form in forms.get(id, ())
    )


def coverage(
    people: Sequence[Person], reached: frozenset[int], journal: Journal, inhabited: Inhabited | None = None
) -> Coverage:
    """Who of these people was reached, and who never was."""
    never = tuple(
        person for person in people if last_counting(person, counting_forms(person, journal)) is None
    )
    visited = sum(person.id in reached for person in people)
    return Coverage(visited, len(people), Share(visited, len(people), 0).rate, never, inhabited)


def inhabited(people: Iterable[Person], areas: Iterable[Area]) -> Inhabited | None:
    """How many live in these areas, as far as that was said, and how many of these people do."""
    known = {folded(area.key): area for area in areas if area.residents is not None}
    if not known:
        return None
    return Inhabited(
        tuple(sorted(area.key for area in known.values())),
        sum(area.residents or 0 for area in known.values()),
        sum(folded(person.area or "") in known for person in people),
    )


def split_people(
    values_of: Callable[[Person], Iterable[str]],
    people: Iterable[Person],
    reached: frozenset[int],
    counts: Counts,
) -> Mapping[str, Share]:
    """The coverage of each value that people have, by value."""
    members: dict[str, set[int]] = {}
    for person in people:
        for value in values_of(person):
            members.setdefault(value, set()).add(person.id)
    return {
        value: Share(len(theirs & reached), len(theirs), _visits_of(theirs, counts))
        for value, theirs in sorted(members.items())
    }


def _visits_of(people: AbstractSet[int], counts: Counts) -> int:
    """How many visits were for any of these people."""
    return sum(number for (ids, *_), number in counts.items() if not people.isdisjoint(ids))


def split_visits(split: Mapping[str, Counts], people: AbstractSet[int]) -> Mapping[str, Share]:
    """How many of these people were met, and how often, by each value that visits have, which are counted by value."""
    return {
        value: Share(len(people_met(counts) & people), len(people), sum(counts.values()))
        for value, counts in sorted(split.items())
    }
