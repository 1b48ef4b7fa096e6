"""How the visits of a period were made."""

from collections.abc import Mapping, Sequence
from datetime import date, time

from visitlog.model.calendars import KindOfDay, is_free
from visitlog.model.frozen import frozen
from visitlog.model.records import FORMS, PLACES, RESULTS
from visitlog.reports.visit_sums import Counts, VisitSums, people_met

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


def visit_figures(sums: VisitSums, among: frozenset[int] | None, kind_of: KindOfDay) -> VisitFigures:
    """How these visits were made; of the people met only those `among` these are counted, all when it is None."""
    ids = people_met(sums.counts)
    return VisitFigures(
        total=sums.counts.total(),
        by_form=_numbers(FORMS, sums.by("form")),
        by_place=_numbers(PLACES, sums.by("place")),
        by_result=_numbers(RESULTS, sums.by("result")),
        weekend_or_evening=_off_hours(sums.moments, kind_of),
        people_met=len(ids if among is None else ids & among),
    )


def _numbers(choices: Sequence[str], counts: Mapping[str, Counts]) -> Mapping[str, int]:
    """How many visits there were of each choice, of which there may have been none."""
    return {choice: sum(counts.get(choice, {}).values()) for choice in choices}


def _off_hours(moments: Mapping[tuple[date, time | None], int], kind_of: KindOfDay) -> int:
    """How often somebody was met when working people are at home; what a day is, is asked once for each."""
    free = {day for day in {day for day, _ in moments} if is_free(kind_of(day))}
    return sum(
        number
        for (day, at), number in moments.items()
        if day in free or (at is not None and at.hour >= EVENING_HOUR)
    )
