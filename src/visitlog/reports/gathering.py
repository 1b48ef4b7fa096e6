"""What a summary is made of: the visits of twenty years are gone through once, and few of them kept."""

from datetime import date
from functools import cached_property

from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.records import Person
from visitlog.reports.attention import first_day_counted, under_a_ceiling
from visitlog.reports.period import Period, period_before
from visitlog.reports.summary_question import SummaryQuestion, people_of, visits_of
from visitlog.reports.visit_sums import Meetings, VisitSums


@frozen
class Gathered:
    """A period, with its people who are asked about and what the visits to them add up to."""

    period: Period
    people: tuple[Person, ...]
    sums: VisitSums

    @cached_property
    def ids(self) -> frozenset[int]:
        """The numbers of the people."""
        return frozenset(person.id for person in self.people)


@frozen
class Material:
    """The period asked for, and the one before; `meetings` are as `attention` takes them."""

    asked: Gathered
    before: Gathered | None
    meetings: Meetings


def gather(journal: Journal, question: SummaryQuestion, today: date) -> Material:
    """What the period asked for and the one before are summed up from."""
    period, earlier = question.period, period_before(question.period)
    asked = _begun(journal, question, period, today)
    before = _begun(journal, question, earlier, today) if earlier else None
    meetings = Meetings(under_a_ceiling(asked.people, journal))
    first = min(earlier.first, first_day_counted(journal, period)) if earlier else period.first
    known = [today, *(p.added_on for p in journal.people.values() if p.added_on is not None)]
    for visits in journal.visits.parts_between(first, min(period.last, today)):
        meetings.add(visits)
        for each in (asked, before):
            if each:
                each.sums.add(visits_of(visits, question, each.period, each.ids))
        known.append(min((visit.on for visit in visits), default=today))
    if period.kind == "all":
        # It begins with the first day of which anything is known, whoever is asked about.
        asked = Gathered(Period("all", min(known), today), asked.people, asked.sums)
    return Material(asked, before, meetings)


def _begun(journal: Journal, question: SummaryQuestion, period: Period, today: date) -> Gathered:
    return Gathered(period, people_of(journal, question, period, today), VisitSums())
