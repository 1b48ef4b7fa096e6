"""What a summary is asked about: its period, people and areas, and the records that these come to."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Literal

from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.records import Appointment, Person, Promise, Visit
from visitlog.model.rhythm import groups_of
from visitlog.reports.coverage import Inhabited, inhabited, people_in
from visitlog.reports.period import Period, period_before

SplitBy = Literal["group", "area", "residence", "form", "place", "topic"]


@frozen
class SummaryQuestion:
    """Which days and people to sum up, and by what to split the coverage."""

    period: Period
    split: SplitBy | None = None
    groups: tuple[str, ...] = ()
    area: str | None = None
    sensitive_too: bool = False


def inhabited_of(journal: Journal, question: SummaryQuestion, people: Sequence[Person]) -> Inhabited | None:
    """How many live in the areas asked about; never by group, for nobody counted those."""
    if question.groups:
        return None
    wanted = question.area
    areas = journal.areas.values()
    return inhabited(people, [a for a in areas if wanted is None or folded(a.key) == folded(wanted)])


def appointments_of(journal: Journal, question: SummaryQuestion) -> list[Appointment]:
    """The appointments with people who are asked about."""
    ids = ids_asked_for(journal, question)
    return [a for a in journal.appointments.values() if ids is None or not ids.isdisjoint(a.people)]


def _is_filtered(question: SummaryQuestion) -> bool:
    return bool(question.groups) or question.area is not None


def promises_of(journal: Journal, question: SummaryQuestion) -> list[Promise]:
    """The promises made to or by the people asked about in the period, or in the one before.

    Those that are for a day in that time are among them.
    """
    ids, period = ids_asked_for(journal, question), question.period
    first = (period_before(period) or period).first
    promises = journal.promises.between(first, period.last, "made_on", "by")
    return [promise for promise in promises if ids is None or promise.person in ids]


def people_of(journal: Journal, question: SummaryQuestion, period: Period, today: date) -> tuple[Person, ...]:
    """The people of a period who are asked about."""
    return tuple(p for p in people_in(journal, period, today) if _is_asked_for(p, journal, question))


def visits_of(
    visits: Sequence[Visit], question: SummaryQuestion, period: Period, people: AbstractSet[int]
) -> Sequence[Visit]:
    """Those of some visits that were made in a period and, where the question has a filter, to one of its people."""
    found = [visit for visit in visits if period.first <= visit.on <= period.last]
    if not _is_filtered(question):
        return found
    return [v for v in found if not people.isdisjoint(v.people) or _is_talk_in(v, question)]


def ids_asked_for(journal: Journal, question: SummaryQuestion) -> frozenset[int] | None:
    """The people whom the filters let through, whether they are still there or not; None without a filter."""
    if not _is_filtered(question):
        return None
    return frozenset(p.id for p in journal.people.values() if _is_asked_for(p, journal, question))


def _is_talk_in(visit: Visit, question: SummaryQuestion) -> bool:
    return question.area is not None and folded(visit.area or "") == folded(question.area)


def _is_asked_for(person: Person, journal: Journal, question: SummaryQuestion) -> bool:
    if question.area is not None and folded(person.area or "") != folded(question.area):
        return False
    return not question.groups or any(g.key in question.groups for g in groups_of(person, journal))
