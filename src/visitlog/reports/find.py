"""Where words occur: in names, notes, promises and lessons, in any script and any case."""

from collections.abc import Iterable, Sequence
from datetime import date

from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.records import Person, Promise, Visit
from visitlog.reports.filters import lies_within
from visitlog.reports.lists import ListedPromise, ListedVisit, listed_promise, listed_visit
from visitlog.reports.people import ListedPerson, in_order, listed_person
from visitlog.reports.privacy import is_sensitive_person, is_sensitive_visit
from visitlog.reports.show import newest_first, open_first


@frozen
class FindReport:
    """What was found; `withheld` counts sensitive records that were searched by what may be shown only."""

    today: date
    text: str
    people: tuple[ListedPerson, ...]
    visits: tuple[ListedVisit, ...]
    promises: tuple[ListedPromise, ...]
    withheld: int


@frozen
class FindQuestion:
    """What to look for, and where: with one person only, in some days only."""

    text: str
    person: Person | None = None
    first: date | None = None
    last: date | None = None
    sensitive_too: bool = False
    by_pinyin: bool = False


def find(journal: Journal, question: FindQuestion, today: date) -> FindReport:
    """The people, visits and promises whose words hold a text; people by name, or by its pinyin."""
    wanted, sensitive_too = folded(question.text), question.sensitive_too
    pool = _people_looked_at(journal, question, wanted)
    people = [p for p in pool if _is_in(wanted, *_words_of_person(p))]
    ids = {person.id for person in people}
    noted = [p for p in pool if p.id not in ids and _is_in(wanted, p.notes)]
    shown = [p for p in noted if sensitive_too or not is_sensitive_person(p, journal)]
    visits = [v for v in _visits_looked_at(journal, question, wanted) if _is_in(wanted, *_words_of_visit(v))]
    promises = [p for p in _promises_looked_at(journal, question, wanted) if _is_in(wanted, p.text, p.why)]
    shown_visits = [v for v in visits if sensitive_too or not is_sensitive_visit(v, journal)]
    listed_promises = [
        listed_promise(p, journal, today, sensitive_too) for p in sorted(promises, key=open_first)
    ]
    # A hit in withheld words would give them away, so it is counted and not shown.
    hidden = len(visits) - len(shown_visits) + sum(p.withheld for p in listed_promises)
    hidden += len(noted) - len(shown)
    return FindReport(
        today,
        question.text,
        in_order(
            (listed_person(p, journal, today, sensitive_too) for p in people + shown), question.by_pinyin
        ),
        tuple(listed_visit(v, journal, True) for v in sorted(shown_visits, key=newest_first)),
        tuple(one for one in listed_promises if not one.withheld),
        hidden,
    )


def _people_looked_at(journal: Journal, question: FindQuestion, wanted: str) -> Sequence[Person]:
    """Whoever may be found; nobody within some days, since a person has no day."""
    if question.first is not None or question.last is not None:
        return ()
    return list(journal.people.containing(wanted)) if question.person is None else [question.person]


def _visits_looked_at(journal: Journal, question: FindQuestion, wanted: str) -> Iterable[Visit]:
    person = question.person
    pool = journal.visits.containing(wanted) if person is None else journal.visits.of_person(person.id)
    return (visit for visit in pool if lies_within(visit, question.first, question.last))


def _promises_looked_at(journal: Journal, question: FindQuestion, wanted: str) -> Iterable[Promise]:
    person = question.person
    pool = journal.promises.containing(wanted) if person is None else journal.promises.of_person(person.id)
    return (promise for promise in pool if lies_within(promise, question.first, question.last))


def _is_in(wanted: str, *texts: str | None) -> bool:
    return any(wanted in folded(text) for text in texts if text)


def _words_of_person(person: Person) -> tuple[str | None, ...]:
    """What is never withheld of a person."""
    return (person.name, *person.aliases, person.phone, person.address, person.area, person.household)


def _words_of_visit(visit: Visit) -> tuple[str | None, ...]:
    return (
        visit.note,
        visit.lesson,
        visit.approach,
        visit.hospitality,
        visit.hospitality_declined,
        visit.area,
        *visit.topics,
        *visit.companions,
    )
