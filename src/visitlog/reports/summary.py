"""What a period was: who was reached, whether our word was kept, how visits were made and spread."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from visitlog.model.calendars import kind_of_day
from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.records import FORMS, PLACES, RESIDENCES, RESULTS, Person, Visit
from visitlog.model.standing import groups_of, rhythms_of
from visitlog.reports.attention import Attention, attention
from visitlog.reports.coverage import (
    Coverage,
    Share,
    coverage,
    people_in,
    reached_in,
    split_people,
    split_visits,
)
from visitlog.reports.our_word import OurWord, our_word
from visitlog.reports.period import Period, period_before
from visitlog.reports.privacy import is_sensitive_visit

SplitBy = Literal["group", "area", "residence", "form", "place", "topic"]
SPLITS: tuple[SplitBy, ...] = ("group", "area", "residence", "form", "place", "topic")
EVENING_HOUR = 18
NONE = ""
"""The value of those who have none, in a split."""

WITHHELD = "withheld"
"""The value under which all sensitive groups, or topics, stand together in a split."""


@dataclass(frozen=True)
class SummaryQuestion:
    """Which days and people to sum up, and by what to split the coverage."""

    period: Period
    split: SplitBy | None = None
    groups: tuple[str, ...] = ()
    area: str | None = None
    sensitive_too: bool = False


@dataclass(frozen=True)
class VisitFigures:
    """How visits were made; `weekend_or_evening` is of those met."""

    total: int
    by_form: Mapping[str, int]
    by_place: Mapping[str, int]
    by_result: Mapping[str, int]
    weekend_or_evening: int
    people_met: int


@dataclass(frozen=True)
class Pace:
    """Visits a week: what the rhythms of all ask, and what was done."""

    asked_per_week: float
    made_per_week: float


@dataclass(frozen=True)
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


@dataclass(frozen=True)
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
    attention: Attention
    pace: Pace
    previous: Headline | None


def summary(journal: Journal, question: SummaryQuestion, today: date) -> SummaryReport:
    """The period asked for, summed up, with the headline figures of the one before."""
    period = question.period
    people, visits = _of(journal, question, period, today)
    reached = reached_in(people, visits, journal)
    ids = {person.id for person in people}
    promises = [p for p in journal.promises.values() if p.person in ids or not _is_filtered(question)]
    return SummaryReport(
        today=today,
        period=period,
        coverage=coverage(people, reached, journal),
        residences=_residences(people, reached, visits),
        split=_split(journal, question, people, reached, visits),
        split_by=question.split,
        visits=_figures(visits),
        promises=our_word(promises, period, today),
        attention=attention(journal, people, visits, period, today),
        pace=_pace(journal, people, visits, period, today),
        previous=_headline(journal, question, today),
    )


def earliest_day(journal: Journal) -> date | None:
    """The first day that the journal knows anything of."""
    days = (
        day
        for person in journal.people.values()
        for day in (person.added_on, person.tally.first_on)
        if day is not None
    )
    return min(days, default=None)


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
        groups = groups_of(person, journal)
        shown = (WITHHELD if g.sensitive and not question.sensitive_too else g.key for g in groups)
        return tuple(dict.fromkeys(shown)) or (NONE,)

    def topics(visit: Visit) -> tuple[str, ...]:
        if visit.topics and not question.sensitive_too and is_sensitive_visit(visit, journal):
            return (WITHHELD,)
        return visit.topics or (NONE,)

    if question.split == "group":
        return split_people(group_keys, people, reached, visits)
    if question.split == "area":
        return split_people(lambda person: (person.area or NONE,), people, reached, visits)
    if question.split == "residence":
        return _residences(people, reached, visits)
    if question.split == "form":
        return split_visits(lambda visit: (visit.form,), len(people), visits)
    if question.split == "place":
        return split_visits(lambda visit: (visit.place,), len(people), visits)
    if question.split == "topic":
        return split_visits(topics, len(people), visits)
    return {}


def _figures(visits: Sequence[Visit]) -> VisitFigures:
    met = [visit for visit in visits if visit.result == "met"]
    return VisitFigures(
        total=len(visits),
        by_form=_counted((visit.form for visit in visits), FORMS),
        by_place=_counted((visit.place for visit in visits), PLACES),
        by_result=_counted((visit.result for visit in visits), RESULTS),
        weekend_or_evening=sum(map(is_weekend_or_evening, met)),
        people_met=len({id for visit in met for id in visit.people}),
    )


def is_weekend_or_evening(visit: Visit) -> bool:
    """Whether a visit was made when working people are at home."""
    late = visit.at is not None and visit.at.hour >= EVENING_HOUR
    return late or kind_of_day(visit.on) in ("weekend", "holiday")


def _counted(values: Iterable[str], choices: Sequence[str]) -> Mapping[str, int]:
    counts = Counter(values)
    return {choice: counts[choice] for choice in choices}


def _pace(
    journal: Journal, people: Sequence[Person], visits: Sequence[Visit], period: Period, today: date
) -> Pace:
    rhythms = (rhythms_of(p, groups_of(p, journal)) for p in people if p.status == "active")
    asked = sum(7 / min(rhythm.every for rhythm in theirs) for theirs in rhythms if theirs)
    met = sum(visit.result == "met" for visit in visits)
    weeks = max(1, period.elapsed_days(today)) / 7
    return Pace(round(asked, 1), round(met / max(weeks, 1 / 7), 1))


def _headline(journal: Journal, question: SummaryQuestion, today: date) -> Headline | None:
    before = period_before(question.period)
    if before is None:
        return None
    people, visits = _of(journal, question, before, today)
    reached = reached_in(people, visits, journal)
    visited = sum(person.id in reached for person in people)
    figures = _figures(visits)
    word = our_word(journal.promises.values(), before, today)
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
