"""What a period was: who was reached, whether our word was kept, how visits were made and spread."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter

from visitlog.model.calendars import kinds_of_day
from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.records import RESIDENCES, Person, Visit
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
from visitlog.reports.learning import Approaches, HeardTopic, Lesson, approaches, lessons, topics, warmth
from visitlog.reports.our_word import OurWord, our_word
from visitlog.reports.period import Period, period_before
from visitlog.reports.privacy import WITHHELD as WITHHELD
from visitlog.reports.privacy import is_sensitive_visit, summed_under
from visitlog.reports.summary_question import (
    Material,
    SplitBy,
    SummaryQuestion,
    appointments_of,
    ids_asked_for,
    inhabited_of,
    material_of,
    people_and_visits,
)
from visitlog.reports.visit_figures import Counts, VisitFigures, counted, visit_figures

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
    period, before = question.period, period_before(question.period)
    material = material_of(journal, question, before, today)
    people, visits = people_and_visits(journal, question, material, period, today)
    counts = counted(visits)
    reached = reached_in(people, counts, journal)
    earlier = [visit for visit in material.visits if visit.on < period.first]
    telling = [visit for visit in visits if visit.warmth or visit.topics or visit.lesson or visit.approach]
    return SummaryReport(
        today=today,
        period=period,
        coverage=coverage(people, reached, journal, inhabited_of(journal, question, people)),
        residences=_residences(people, reached, counts),
        split=_split(journal, question, people, reached, visits, counts),
        split_by=question.split,
        visits=visit_figures(
            visits, counts, ids_asked_for(journal, question), kinds_of_day(journal.holidays)
        ),
        promises=our_word(material.promises, period, today, _last_review(journal)),
        appointments=bookings(appointments_of(journal, question), period, today),
        attention=attention(journal, people, visits, earlier, period, today, question.sensitive_too),
        approaches=approaches(journal, telling, question.sensitive_too),
        warmth=warmth(telling),
        topics=topics(journal, telling, question.sensitive_too),
        lessons=lessons(journal, telling, today, question.sensitive_too),
        pace=_pace(journal, people, counts, period, today),
        previous=_headline(journal, question, material, before, today) if before else None,
    )


def earliest_day(journal: Journal) -> date | None:
    """The first day that the journal knows anything of; a talk to many counts too, and is in nobody's tally."""
    added = (person.added_on for person in journal.people.values() if person.added_on is not None)
    return min((*added, *map(attrgetter("on"), journal.visits.values())), default=None)


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
    journal: Journal, question: SummaryQuestion, material: Material, before: Period, today: date
) -> Headline:
    people, visits = people_and_visits(journal, question, material, before, today)
    counts = counted(visits)
    reached = reached_in(people, counts, journal)
    visited = sum(person.id in reached for person in people)
    figures = visit_figures(visits, counts, None, kinds_of_day(journal.holidays))
    word = our_word(material.promises, before, today)
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
