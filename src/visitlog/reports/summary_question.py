"""What a summary is asked about: its period, people and areas, and the records that these come to."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.records import Appointment, Person, Promise, Visit
from visitlog.model.rhythm import groups_of
from visitlog.reports.attention import first_day_counted
from visitlog.reports.coverage import Inhabited, inhabited, people_in
from visitlog.reports.period import Period

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


@frozen
class Material:
    """What a period and the one before are summed up from, looked up once: all visits, the promises asked about.

    The visits begin earlier where a ceiling counts those. The promises were made in these days, or are for one of them.
    """

    visits: Sequence[Visit]
    promises: Sequence[Promise]


def material_of(journal: Journal, question: SummaryQuestion, before: Period | None, today: date) -> Material:
    """What a period and the one before are summed up from."""
    period, ids = question.period, ids_asked_for(journal, question)
    first = before.first if before else period.first
    promises = journal.promises.between(first, period.last, "made_on", "by")
    first_visit = min(first, first_day_counted(journal, period)) if before else first
    return Material(
        journal.visits.between(first_visit, min(period.last, today)),
        [promise for promise in promises if ids is None or promise.person in ids],
    )


def people_and_visits(
    journal: Journal, question: SummaryQuestion, material: Material, period: Period, today: date
) -> tuple[tuple[Person, ...], list[Visit]]:
    """The people and the visits of a period that the question is about."""
    people = tuple(p for p in people_in(journal, period, today) if _is_asked_for(p, journal, question))
    visits = [visit for visit in material.visits if period.first <= visit.on <= period.last]
    if not _is_filtered(question):
        return people, visits
    ids = {person.id for person in people}
    return people, [v for v in visits if not ids.isdisjoint(v.people) or _is_talk_in(v, question)]


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
