"""What a period was: who was reached, whether our word was kept, how visits were made and spread."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Literal

from visitlog.model.calendars import KindOfDay, is_free, kinds_of_day
from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.records import FORMS, PLACES, RESIDENCES, RESULTS, Appointment, Person, Promise, Visit
from visitlog.model.rhythm import asked_of, counting_forms, groups_of
from visitlog.reports.attention import Attention, attention
from visitlog.reports.bookings import Bookings, bookings
from visitlog.reports.coverage import (
    Coverage,
    Inhabited,
    Share,
    coverage,
    inhabited,
    people_in,
    people_met,
    reached_in,
    split_people,
    split_visits,
)
from visitlog.reports.learning import Approaches, HeardTopic, Lesson, approaches, lessons, topics, warmth
from visitlog.reports.our_word import OurWord, our_word
from visitlog.reports.period import Period, period_before
from visitlog.reports.privacy import WITHHELD as WITHHELD
from visitlog.reports.privacy import is_sensitive_visit, summed_under

SplitBy = Literal["group", "area", "residence", "form", "place", "topic"]
EVENING_HOUR = 18
NONE = ""
"""The value of those who have none, in a split."""


@frozen
class SummaryQuestion:
    """Which days and people to sum up, and by what to split the coverage."""

    period: Period
    split: SplitBy | None = None
    groups: tuple[str, ...] = ()
    area: str | None = None
    sensitive_too: bool = False


@frozen
class VisitFigures:
    """How visits were made; `weekend_or_evening` is of those met."""

    total: int
    by_form: Mapping[str, int]
    by_place: Mapping[str, int]
    by_result: Mapping[str, int]
    weekend_or_evening: int
    people_met: int


@frozen
class Pace:
    """Visits a week, one for each person met: what the rhythms of all ask, and what was done for them."""

    asked_per_week: float
    made_per_week: float


@frozen
class Headline:
    """The figures of the period before, for comparison."""

    period: Period
    visited: int
    total: int
    rate: float | None
    visits: int
    met: int
    weekend_or_evening: int
    fell_due: int
    kept_on_time: int
    on_time_rate: float | None


@frozen
class SummaryReport:
    """A period summed up."""

    today: date
    period: Period
    coverage: Coverage
    residences: Mapping[str, Share]
    split: Mapping[str, Share]
    split_by: SplitBy | None
    visits: VisitFigures
    promises: OurWord
    appointments: Bookings
    attention: Attention
    approaches: Approaches
    warmth: Mapping[str, int]
    topics: tuple[HeardTopic, ...]
    lessons: tuple[Lesson, ...]
    pace: Pace
    previous: Headline | None


def summary(journal: Journal, question: SummaryQuestion, today: date) -> SummaryReport:
    """The period asked for, summed up, with the headline figures of the one before."""
    period = question.period
    people, visits = _of(journal, question, period, today)
    reached = reached_in(people, visits, journal)
    return SummaryReport(
        today=today,
        period=period,
        coverage=coverage(people, reached, journal, _inhabited(journal, question, people)),
        residences=_residences(people, reached, visits),
        split=_split(journal, question, people, reached, visits),
        split_by=question.split,
        visits=_figures(visits, _ids_asked_for(journal, question), kinds_of_day(journal.holidays)),
        promises=our_word(_promises(journal, question, period), period, today, _last_review(journal)),
        appointments=bookings(_appointments(journal, question), period, today),
        attention=attention(journal, people, visits, period, today, question.sensitive_too),
        approaches=approaches(journal, visits, question.sensitive_too),
        warmth=warmth(visits),
        topics=topics(journal, visits, question.sensitive_too),
        lessons=lessons(journal, visits, today, question.sensitive_too),
        pace=_pace(journal, people, visits, period, today),
        previous=_headline(journal, question, today),
    )


def earliest_day(journal: Journal) -> date | None:
    """The first day that the journal knows anything of; a talk to many counts too, and is in nobody's tally."""
    added = (person.added_on for person in journal.people.values() if person.added_on is not None)
    return min((*added, *map(attrgetter("on"), journal.visits.values())), default=None)


def _last_review(journal: Journal) -> date | None:
    return max((review.on for review in journal.reviews.values()), default=None)


def _inhabited(journal: Journal, question: SummaryQuestion, people: Sequence[Person]) -> Inhabited | None:
    """How many live in the areas asked about; never by group, for nobody counted those."""
    if question.groups:
        return None
    wanted = question.area
    areas = journal.areas.values()
    return inhabited(people, [a for a in areas if wanted is None or folded(a.key) == folded(wanted)])


def _appointments(journal: Journal, question: SummaryQuestion) -> list[Appointment]:
    ids = _ids_asked_for(journal, question)
    return [a for a in journal.appointments.values() if ids is None or not ids.isdisjoint(a.people)]


def _is_filtered(question: SummaryQuestion) -> bool:
    return bool(question.groups) or question.area is not None


def _of(
    journal: Journal, question: SummaryQuestion, period: Period, today: date
) -> tuple[tuple[Person, ...], list[Visit]]:
    """The people and the visits of a period that the question is about."""
    people = tuple(p for p in people_in(journal, period, today) if _is_asked_for(p, journal, question))
    visits = journal.visits.between(period.first, min(period.last, today))
    if not _is_filtered(question):
        return people, list(visits)
    ids = {person.id for person in people}
    return people, [v for v in visits if not ids.isdisjoint(v.people) or _is_talk_in(v, question)]


def _ids_asked_for(journal: Journal, question: SummaryQuestion) -> frozenset[int] | None:
    """The people whom the filters let through, whether they are still there or not; None without a filter."""
    if not _is_filtered(question):
        return None
    return frozenset(p.id for p in journal.people.values() if _is_asked_for(p, journal, question))


def _promises(journal: Journal, question: SummaryQuestion, period: Period) -> Sequence[Promise]:
    """The promises that were made in a period or are for a day of it."""
    ids = _ids_asked_for(journal, question)
    found = journal.promises.between(period.first, period.last, "made_on", "by")
    return [promise for promise in found if ids is None or promise.person in ids]


def _is_talk_in(visit: Visit, question: SummaryQuestion) -> bool:
    return question.area is not None and folded(visit.area or "") == folded(question.area)


def _is_asked_for(person: Person, journal: Journal, question: SummaryQuestion) -> bool:
    if question.area is not None and folded(person.area or "") != folded(question.area):
        return False
    return not question.groups or any(g.key in question.groups for g in groups_of(person, journal))


def _residences(
    people: Iterable[Person], reached: frozenset[int], visits: Sequence[Visit]
) -> Mapping[str, Share]:
    split = split_people(lambda person: (person.residence or "resident",), people, reached, visits)
    return {residence: split[residence] for residence in RESIDENCES if residence in split}


def _split(
    journal: Journal,
    question: SummaryQuestion,
    people: Sequence[Person],
    reached: frozenset[int],
    visits: Sequence[Visit],
) -> Mapping[str, Share]:
    def group_keys(person: Person) -> tuple[str, ...]:
        return summed_under(person, journal, question.sensitive_too) or (NONE,)

    def topics(visit: Visit) -> tuple[str, ...]:
        if visit.topics and not question.sensitive_too and is_sensitive_visit(visit, journal):
            return (WITHHELD,)
        return visit.topics or (NONE,)

    ids = frozenset(person.id for person in people)
    if question.split == "group":
        return split_people(group_keys, people, reached, visits)
    if question.split == "area":
        return split_people(lambda person: (person.area or NONE,), people, reached, visits)
    if question.split == "residence":
        return _residences(people, reached, visits)
    if question.split == "form":
        return split_visits(lambda visit: (visit.form,), ids, visits)
    if question.split == "place":
        return split_visits(lambda visit: (visit.place,), ids, visits)
    if question.split == "topic":
        return split_visits(topics, ids, visits)
    return {}


def _figures(visits: Sequence[Visit], among: frozenset[int] | None, kind_of: KindOfDay) -> VisitFigures:
    """How these visits were made; of the people met only those `among` these are counted, all when it is None."""
    ids = people_met(visits)
    how = Counter(map(attrgetter("form", "place", "result"), visits))
    met = [visit for visit in visits if visit.result == "met"]
    return VisitFigures(
        total=len(visits),
        by_form=_counted(how, 0, FORMS),
        by_place=_counted(how, 1, PLACES),
        by_result=_counted(how, 2, RESULTS),
        weekend_or_evening=_off_hours(met, kind_of),
        people_met=len(ids if among is None else ids & among),
    )


def _off_hours(met: Sequence[Visit], kind_of: KindOfDay) -> int:
    """How many visits were made when working people are at home; what a day is, is asked once for each."""
    by_day = Counter(map(attrgetter("on"), met))
    free = {day for day in by_day if is_free(kind_of(day))}
    late = (visit.on for visit in met if visit.at is not None and visit.at.hour >= EVENING_HOUR)
    return sum(by_day[day] for day in free) + sum(day not in free for day in late)


def _counted(how: Mapping[tuple[str, str, str], int], of: int, choices: Sequence[str]) -> Mapping[str, int]:
    """How many visits there were of each choice, which stands at a place of what they were counted by."""
    return {choice: sum(n for values, n in how.items() if values[of] == choice) for choice in choices}


def _pace(
    journal: Journal, people: Sequence[Person], visits: Sequence[Visit], period: Period, today: date
) -> Pace:
    rhythms = (asked_of(p, journal).rhythms for p in people if p.status == "active")
    asked = sum(7 / min(rhythm.every for rhythm in theirs) for theirs in rhythms if theirs)
    forms = {person.id: counting_forms(person, journal) for person in people}
    met = sum(v.form in forms.get(id, ()) for v in visits if v.result == "met" for id in v.people)
    weeks = max(1, period.elapsed_days(today)) / 7
    return Pace(round(asked, 1), round(met / max(weeks, 1 / 7), 1))


def _headline(journal: Journal, question: SummaryQuestion, today: date) -> Headline | None:
    before = period_before(question.period)
    if before is None:
        return None
    people, visits = _of(journal, question, before, today)
    reached = reached_in(people, visits, journal)
    visited = sum(person.id in reached for person in people)
    figures = _figures(visits, None, kinds_of_day(journal.holidays))
    word = our_word(_promises(journal, question, before), before, today)
    return Headline(
        period=before,
        visited=visited,
        total=len(people),
        rate=Share(visited, len(people), 0).rate,
        visits=figures.total,
        met=figures.by_result["met"],
        weekend_or_evening=figures.weekend_or_evening,
        fell_due=word.fell_due,
        kept_on_time=word.kept_on_time,
        on_time_rate=word.on_time_rate,
    )
