"""How the visits of a period were made, from how many were alike."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from visitlog.model.calendars import KindOfDay, is_free
from visitlog.model.frozen import frozen
from visitlog.model.records import FORMS, PLACES, RESULTS, Form, Place, Result, Visit

Counts = Mapping[tuple[tuple[int, ...], Form, Place, Result], int]
"""How many visits there were to the same people, in the same form and place, with the same result."""

EVENING_HOUR = 18


@frozen
class VisitFigures:
    """How visits were made; `weekend_or_evening` is of those met."""

    total: int
    by_form: Mapping[str, int]
    by_place: Mapping[str, int]
    by_result: Mapping[str, int]
    weekend_or_evening: int
    people_met: int


def counted(visits: Iterable[Visit]) -> Counts:
    """How many of these visits were alike."""
    return Counter(map(attrgetter("people", "form", "place", "result"), visits))


def people_met(counts: Counts) -> frozenset[int]:
    """Everybody who was met, in whatever form."""
    return frozenset(id for ids, _, _, result in counts if result == "met" for id in ids)


def visit_figures(
    visits: Sequence[Visit], counts: Counts, among: frozenset[int] | None, kind_of: KindOfDay
) -> VisitFigures:
    """How these visits were made; of the people met only those `among` these are counted, all when it is None."""
    ids = people_met(counts)
    return VisitFigures(
        total=len(visits),
        by_form=_by(FORMS, 1, counts),
        by_place=_by(PLACES, 2, counts),
        by_result=_by(RESULTS, 3, counts),
        weekend_or_evening=_off_hours(visits, kind_of),
        people_met=len(ids if among is None else ids & among),
    )


def _by(choices: Sequence[str], place: int, counts: Counts) -> Mapping[str, int]:
    """How many visits there were of each choice, which stands at this place of what is counted."""
    found = dict.fromkeys(choices, 0)
    for alike, number in counts.items():
        found[str(alike[place])] += number
    return found


def _off_hours(visits: Iterable[Visit], kind_of: KindOfDay) -> int:
    """How often somebody was met when working people are at home; what a day is, is asked once for each."""
    moments = Counter((visit.on, visit.at) for visit in visits if visit.result == "met")
    free = {day for day in {day for day, _ in moments} if is_free(kind_of(day))}
    return sum(
        number
        for (day, at), number in moments.items()
        if day in free or (at is not None and at.hour >= EVENING_HOUR)
    )
