"""What a period was: who was reached, whether our word was kept, how visits were made and spread."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import Literal

from visitlog.model.calendars import kinds_of_day
from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.records import RESIDENCES, Appointment, Person, Promise, Visit
from visitlog.model.rhythm import asked_of, counting_forms, groups_of
from visitlog.reports.attention import Attention, attention, first_day_counted
from visitlog.reports.bookings import Bookings, bookings
from visitlog.reports.coverage import (
    Coverage,
    Inhabited,
    Share,
    coverage,
    inhabited,
    people_in,
    reached_in,
    split_people,
    split_visits,
)
from visitlog.reports.learning import Approaches, HeardTopic, Lesson, approaches, lessons, topics, warmth
from visitlog.reports.our_word import OurWord, our_word
from visitlog.reports.period import Period, period_before
from visitlog.reports.privacy import WITHHELD as WITHHELD
from visitlog.reports.privacy import is_sensitive_visit, summed_under
from visitlog.reports.visit_figures import Counts, VisitFigures, counted, visit_figures

SplitBy = Literal["group", "area", "residence", "form", "place", "topic"]
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
    period, before = question.period, period_before(question.period)
    known = _known(journal, question, period, before, today)
    people, visits = _of(journal, question, known, period, today)
    counts = counted(visits)
    reached = reached_in(people, counts, journal)
    earlier = [visit for visit in known.visits if visit.on < period.first]
    telling = [visit for visit in visits if visit.warmth or visit.topics or visit.lesson or visit.approach]
    return SummaryReport(
        today=today,
        period=period,
        coverage=coverage(people, reached, journal, _inhabited(journal, question, people)),
        residences=_residences(people, reached, counts),
        split=_split(journal, question, people, reached, visits, counts),
        split_by=question.split,
        visits=visit_figures(
            visits, counts, _ids_asked_for(journal, question), kinds_of_day(journal.holidays)
        ),
        promises=our_word(known.promises, period, today, _last_review(journal)),
        appointments=bookings(_appointments(journal, question), period, today),
        attention=attention(journal, people, visits, earlier, period, today, question.sensitive_too),
        approaches=approaches(journal, telling, question.sensitive_too),
        warmth=warmth(telling),
        topics=topics(journal, telling, question.sensitive_too),
        lessons=lessons(journal, telling, today, question.sensitive_too),
        pace=_pace(journal, people, counts, period, today),
        previous=_headline(journal, question, known, before, today) if before else None,
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


@frozen
class _Known:
    """What is known of a period and the one before, looked up once: all visits, and the promises asked about.

    The visits begin earlier where a ceiling counts those. The promises were made in these days, or are for one of them.
    """

    visits: Sequence[Visit]
    promises: Sequence[Promise]


def _known(
    journal: Journal, question: SummaryQuestion, period: Period, before: Period | None, today: date
) -> _Known:
    ids = _ids_asked_for(journal, question)
    first = before.first if before else period.first
    promises = journal.promises.between(first, period.last, "made_on", "by")
    first_visit = min(first, first_day_counted(journal, period)) if before else first
    return _Known(
        journal.visits.between(first_visit, min(period.last, today)),
        [promise for promise in promises if ids is None or promise.person in ids],
    )


def _of(
    journal: Journal, question: SummaryQuestion, known: _Known, period: Period, today: date
) -> tuple[tuple[Person, ...], list[Visit]]:
    """The people and the visits of a period that the question is about."""
    people = tuple(p for p in people_in(journal, period, today) if _is_asked_for(p, journal, question))
    visits = [visit for visit in known.visits if period.first <= visit.on <= period.last]
    if not _is_filtered(question):
        return people, visits
    ids = {person.id for person in people}
    return people, [v for v in visits if not ids.isdisjoint(v.people) or _is_talk_in(v, question)]


def _ids_asked_for(journal: Journal, question: SummaryQuestion) -> frozenset[int] | None:
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


def _residences(people: Iterable[Person], reached: frozenset[int], counts: Counts) -> Mapping[str, Share]:
    split = split_people(lambda person: (person.residence or "resident",), people, reached, counts)
    return {residence: split[residence] for residence in RESIDENCES if residence in split}


def _split(
    journal: Journal,
    question: SummaryQuestion,
    people: Sequence[Person],
    reached: frozenset[int],
    visits: Sequence[Visit],
    counts: Counts,
) -> Mapping[str, Share]:
    def group_keys(person: Person) -> tuple[str, ...]:
        return summed_under(person, journal, question.sensitive_too) or (NONE,)

    def topics(visit: Visit) -> tuple[str, ...]:
        if visit.topics and not question.sensitive_too and is_sensitive_visit(visit, journal):
            return (WITHHELD,)
        return visit.topics or (NONE,)

    ids = frozenset(person.id for person in people)
    if question.split == "group":
        return split_people(group_keys, people, reached, counts)
    if question.split == "area":
        return split_people(lambda person: (person.area or NONE,), people, reached, counts)
    if question.split == "residence":
        return _residences(people, reached, counts)
    if question.split == "form":
        return split_visits(lambda visit: (visit.form,), ids, visits)
    if question.split == "place":
        return split_visits(lambda visit: (visit.place,), ids, visits)
    if question.split == "topic":
        return split_visits(topics, ids, visits)
    return {}


def _pace(journal: Journal, people: Sequence[Person], counts: Counts, period: Period, today: date) -> Pace:
    rhythms = (asked_of(p, journal).rhythms for p in people if p.status == "active")
    asked = sum(7 / min(rhythm.every for rhythm in theirs) for theirs in rhythms if theirs)
    forms = {person.id: counting_forms(person, journal) for person in people}
    met = sum(
        number * sum(form in forms.get(id, ()) for id in ids)
        for (ids, form, _, result), number in counts.items()
        if result == "met"
    )
    weeks = max(1, period.elapsed_days(today)) / 7
    return Pace(round(asked, 1), round(met / max(weeks, 1 / 7), 1))


def _headline(
    journal: Journal, question: SummaryQuestion, known: _Known, before: Period, today: date
) -> Headline:
    people, visits = _of(journal, question, known, before, today)
    counts = counted(visits)
    reached = reached_in(people, counts, journal)
    visited = sum(person.id in reached for person in people)
    figures = visit_figures(visits, counts, None, kinds_of_day(journal.holidays))
    word = our_word(known.promises, before, today)
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
