"""What a period was: who was reached, whether our word was kept, how visits were made and spread."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from visitlog.model.calendars import kinds_of_day
from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.records import RESIDENCES, Person, Promise, Visit
from visitlog.model.rhythm import asked_of, counting_forms
from visitlog.reports.attention import Attention, attention
from visitlog.reports.bookings import Bookings, bookings
from visitlog.reports.coverage import (
    Coverage,
    Share,
    coverage,
    reached_in,
    split_people,
    split_visits,
)
from visitlog.reports.gathering import Gathered, gather
from visitlog.reports.learning import Approaches, HeardTopic, Lesson, approaches, lessons, topics, warmth
from visitlog.reports.our_word import OurWord, our_word
from visitlog.reports.period import Period
from visitlog.reports.privacy import WITHHELD as WITHHELD
from visitlog.reports.privacy import is_sensitive_visit, summed_under
from visitlog.reports.summary_question import (
    SplitBy,
    SummaryQuestion,
    appointments_of,
    ids_asked_for,
    inhabited_of,
    promises_of,
)
from visitlog.reports.visit_figures import VisitFigures, visit_figures
from visitlog.reports.visit_sums import Counts, VisitSums

NONE = ""
"""The value of those who have none, in a split."""


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
    material = gather(journal, question, today)
    asked, before = material.asked, material.before
    period, people, sums = asked.period, asked.people, asked.sums
    promises = promises_of(journal, question)
    reached = reached_in(people, sums.counts, journal)
    telling, sensitive_too = sums.telling, question.sensitive_too
    return SummaryReport(
        today=today,
        period=period,
        coverage=coverage(people, reached, journal, inhabited_of(journal, question, people)),
        residences=_residences(people, reached, sums.counts),
        split=_split(journal, question, people, reached, sums),
        split_by=question.split,
        visits=visit_figures(sums, ids_asked_for(journal, question), kinds_of_day(journal.holidays)),
        promises=our_word(promises, period, today, _last_review(journal)),
        appointments=bookings(appointments_of(journal, question), period, today),
        attention=attention(journal, people, sums.counts, material.meetings, period, today, sensitive_too),
        approaches=approaches(journal, telling, sensitive_too),
        warmth=warmth(telling),
        topics=topics(journal, telling, sensitive_too),
        lessons=lessons(journal, telling, today, sensitive_too),
        pace=_pace(journal, people, sums.counts, period, today),
        previous=_headline(journal, before, promises, today) if before else None,
    )


def _last_review(journal: Journal) -> date | None:
    return max((review.on for review in journal.reviews.values()), default=None)


def _residences(people: Iterable[Person], reached: frozenset[int], counts: Counts) -> Mapping[str, Share]:
    split = split_people(lambda person: (person.residence or "resident",), people, reached, counts)
    return {residence: split[residence] for residence in RESIDENCES if residence in split}


def _split(
    journal: Journal,
    question: SummaryQuestion,
    people: Sequence[Person],
    reached: frozenset[int],
    sums: VisitSums,
) -> Mapping[str, Share]:
    def group_keys(person: Person) -> tuple[str, ...]:
        return summed_under(person, journal, question.sensitive_too) or (NONE,)

    def topics_of(visit: Visit) -> tuple[str, ...]:
        is_withheld = not question.sensitive_too and is_sensitive_visit(visit, journal)
        return (WITHHELD,) if is_withheld else visit.topics

    ids = frozenset(person.id for person in people)
    if question.split == "group":
        return split_people(group_keys, people, reached, sums.counts)
    if question.split == "area":
        return split_people(lambda person: (person.area or NONE,), people, reached, sums.counts)
    if question.split == "residence":
        return _residences(people, reached, sums.counts)
    if question.split == "form":
        return split_visits(sums.by("form"), ids)
    if question.split == "place":
        return split_visits(sums.by("place"), ids)
    if question.split == "topic":
        return split_visits(sums.by_topic(topics_of, NONE), ids)
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


def _headline(journal: Journal, before: Gathered, promises: Sequence[Promise], today: date) -> Headline:
    reached = reached_in(before.people, before.sums.counts, journal)
    figures = visit_figures(before.sums, None, kinds_of_day(journal.holidays))
    word = our_word(promises, before.period, today)
    reach = Share(len(reached), len(before.people), 0)
    return Headline(
        period=before.period,
        visited=reach.visited,
        total=reach.total,
        rate=reach.rate,
        visits=figures.total,
        met=figures.by_result["met"],
        weekend_or_evening=figures.weekend_or_evening,
        fell_due=word.fell_due,
        kept_on_time=word.kept_on_time,
        on_time_rate=word.on_time_rate,
    )
