"""Lists of visits and of promises, filtered."""

from collections.abc import Iterable, Sequence
from datetime import date

from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.on_demand import OnDemand
from visitlog.model.records import Form, Person, Place, Promise, PromiseStatus, Result, Visit
from visitlog.reports.filters import concerns, people_within
from visitlog.reports.privacy import (
    is_sensitive_person,
    is_sensitive_visit,
    must_not_reveal_topic,
    without_words,
)
from visitlog.reports.show import newest_first, open_first


@frozen
class VisitsQuestion:
    """Which visits to list; a filter that is left out lets every visit through."""

    person: Person | None = None
    first: date | None = None
    last: date | None = None
    form: Form | None = None
    place: Place | None = None
    result: Result | None = None
    topic: str | None = None
    groups: tuple[str, ...] = ()
    area: str | None = None
    sensitive_too: bool = False


@frozen
class ListedVisit:
    """A visit with the people in it; of a sensitive one the text is withheld."""

    visit: Visit
    people: tuple[Person | None, ...]
    withheld: bool = False


@frozen
class VisitsReport:
    """A list of visits, newest first; `left_out` counts sensitive ones whose topics were not looked at."""

    today: date
    visits: Sequence[ListedVisit]
    left_out: int = 0


def visits(journal: Journal, question: VisitsQuestion, today: date) -> VisitsReport:
    """The visits asked for, newest first; raises Refused for a sensitive topic."""
    must_not_reveal_topic(journal, question.topic, question.sensitive_too)
    theirs = people_within(journal, question.groups, question.area)
    found = [
        visit
        for visit in _within(journal, question)
        if _is_asked_for(visit, question) and concerns(visit, theirs, question.groups, question.area)
    ]
    found.sort(key=newest_first)
    listed = OnDemand(found, lambda visit: listed_visit(visit, journal, question.sensitive_too))
    if question.topic is None:
        return VisitsReport(today, listed)
    # The topics of visits whose text is withheld are not looked at: a hit would give them away.
    shown = [one for one in listed if not one.withheld]
    kept = tuple(one for one in shown if _has_topic(one.visit, question.topic))
    return VisitsReport(today, kept, left_out=len(listed) - len(shown))


def listed_visit(visit: Visit, journal: Journal, sensitive_too: bool) -> ListedVisit:
    """A visit as a list shows it."""
    people = tuple(journal.people.get(id) for id in visit.people)
    if sensitive_too or not is_sensitive_visit(visit, journal):
        return ListedVisit(visit, people)
    return ListedVisit(without_words(visit), people, withheld=True)


def _within(journal: Journal, question: VisitsQuestion) -> Iterable[Visit]:
    first, last = question.first or date.min, question.last or date.max
    if question.person is not None:
        theirs = journal.visits.of_person(question.person.id)
        return (visit for visit in theirs if first <= visit.on <= last)
    if question.first is None and question.last is None:
        return journal.visits.values()
    return journal.visits.between(first, last)


def _is_asked_for(visit: Visit, question: VisitsQuestion) -> bool:
    return (
        (question.form is None or visit.form == question.form)
        and (question.place is None or visit.place == question.place)
        and (question.result is None or visit.result == question.result)
    )


def _has_topic(visit: Visit, topic: str) -> bool:
    return folded(topic) in map(folded, visit.topics)


@frozen
class PromisesQuestion:
    """Which promises to list: the open ones, unless another status, or all, is asked for."""

    person: Person | None = None
    status: PromiseStatus | None = "open"
    overdue: bool = False
    sensitive_too: bool = False


@frozen
class ListedPromise:
    """A promise with its person; `days_late` is 0 unless it is open past its day."""

    promise: Promise
    person: Person | None
    days_late: int
    withheld: bool = False


@frozen
class PromisesReport:
    """A list of promises, open ones first by their day."""

    today: date
    promises: tuple[ListedPromise, ...]


def promises(journal: Journal, question: PromisesQuestion, today: date) -> PromisesReport:
    """The promises asked for."""
    pool = (
        journal.promises.values()
        if question.person is None
        else journal.promises.of_person(question.person.id)
    )
    found = (p for p in pool if question.status is None or p.status == question.status)
    listed = [
        listed_promise(promise, journal, today, question.sensitive_too)
        for promise in sorted(found, key=open_first)
    ]
    return PromisesReport(today, tuple(one for one in listed if one.days_late or not question.overdue))


def listed_promise(promise: Promise, journal: Journal, today: date, sensitive_too: bool) -> ListedPromise:
    """A promise as a list shows it; made on a sensitive visit, or to a sensitive person, without its words."""
    person = journal.people.get(promise.person)
    late = (today - promise.by).days if promise.by and promise.status == "open" else 0
    if sensitive_too or not _is_sensitive(promise, person, journal):
        return ListedPromise(promise, person, max(0, late))
    return ListedPromise(promise, person, max(0, late), withheld=True)


def _is_sensitive(promise: Promise, person: Person | None, journal: Journal) -> bool:
    if person is not None and is_sensitive_person(person, journal):
        return True
    visit = journal.visits.get(promise.visit) if promise.visit else None
    return visit is not None and is_sensitive_visit(visit, journal)
