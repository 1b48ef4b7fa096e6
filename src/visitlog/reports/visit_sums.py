"""What the visits of a period add up to, some of them at a time: twenty years of them need not be in memory."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from operator import attrgetter
from typing import Literal

from visitlog.model.records import Form, Place, Result, Visit

Alike = tuple[tuple[int, ...], Form, Place, Result]
"""What visits that are alike have in common: the same people, in the same form and place, with the same result."""

Counts = Mapping[Alike, int]
"""How many visits were alike."""

ALIKE = ("people", "form", "place", "result")
alike = attrgetter(*ALIKE)
_moment = attrgetter("on", "at")
_by_day = attrgetter("on", "id")


class VisitSums:
    """What visits add up to.

    `counts` says how many were alike, `moments` how many of those met were on a day at a time; `telling` are the
    visits in which something is said of warmth, topics, a lesson or an approach.
    """

    def __init__(self) -> None:
        self.counts: Counter[Alike] = Counter()
        self.moments: Counter[tuple[date, time | None]] = Counter()
        self.telling: list[Visit] = []

    def add(self, visits: Sequence[Visit]) -> None:
        """Adds more visits."""
        self.counts.update(map(alike, visits))
        self.moments.update(map(_moment, (visit for visit in visits if visit.result == "met")))
        self.telling += (v for v in visits if v.warmth or v.topics or v.lesson or v.approach)

    def by(self, field: Literal["form", "place", "result"]) -> Mapping[str, Counts]:
        """The counts by what visits have in a field."""
        found: dict[str, dict[Alike, int]] = {}
        for each, number in self.counts.items():
            found.setdefault(str(each[ALIKE.index(field)]), {})[each] = number
        return found

    def by_topic(self, topics_of: Callable[[Visit], Iterable[str]], none: str) -> Mapping[str, Counts]:
        """The counts by what was talked about, as it is to be called; those without topics under `none`."""
        found: dict[str, Counter[Alike]] = {}
        having = [visit for visit in self.telling if visit.topics]
        for visit in having:
            for topic in topics_of(visit):
                found.setdefault(topic, Counter())[alike(visit)] += 1
        others = self.counts - Counter(map(alike, having))
        return {**found, none: others} if others else found


class Meetings:
    """The visits on which each of some people was met."""

    def __init__(self, people: Iterable[int]) -> None:
        self._theirs: dict[int, list[Visit]] = {id: [] for id in people}

    def add(self, visits: Iterable[Visit]) -> None:
        """Adds those of more visits on which one of these people was met."""
        theirs = self._theirs
        for visit in visits:
            if visit.result == "met":
                for id in visit.people if len(visit.people) == 1 else dict.fromkeys(visit.people):
                    if id in theirs:
                        theirs[id].append(visit)

    def __contains__(self, person: int) -> bool:
        return person in self._theirs

    def of(self, person: int) -> Sequence[Visit]:
        """Those of one of these people, by day."""
        return sorted(self._theirs[person], key=_by_day)


def people_met(counts: Counts) -> frozenset[int]:
    """Everybody who was met, in whatever form."""
    return frozenset(id for ids, _, _, result in counts if result == "met" for id in ids)


def meetings_by_form(counts: Counts) -> Mapping[int, Counter[Form]]:
    """How often everybody who was met was, by form."""
    found: dict[int, Counter[Form]] = {}
    for (ids, form, _, result), number in counts.items():
        if result == "met":
            for id in dict.fromkeys(ids):
                found.setdefault(id, Counter())[form] += number
    return found
