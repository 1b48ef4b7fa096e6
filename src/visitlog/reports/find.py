"""Where words occur: in names, notes, promises and lessons, in any script and any case."""

from dataclasses import dataclass
from datetime import date

from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.records import Person, Visit
from visitlog.reports.lists import ListedPromise, ListedVisit, listed_promise, listed_visit
from visitlog.reports.people import ListedPerson, in_order, listed_person
from visitlog.reports.privacy import is_sensitive_person
from visitlog.reports.show import newest_first, open_first


@dataclass(frozen=True)
class FindReport:
    """What was found; `withheld` counts sensitive records that were searched by what may be shown only."""

    today: date
    text: str
    people: tuple[ListedPerson, ...]
    visits: tuple[ListedVisit, ...]
    promises: tuple[ListedPromise, ...]
    withheld: int


def find(
    journal: Journal, text: str, today: date, sensitive_too: bool, by_pinyin: bool = False
) -> FindReport:
    """The people, visits and promises whose words hold this text; people by name, or by its pinyin."""
    wanted = folded(text)
    people = [p for p in journal.people.values() if _is_in(wanted, *_words_of_person(p))]
    ids = {person.id for person in people}
    noted = [p for p in journal.people.values() if p.id not in ids and _is_in(wanted, p.notes)]
    shown = [p for p in noted if sensitive_too or not is_sensitive_person(p, journal)]
    visits = [visit for visit in journal.visits.values() if _is_in(wanted, *_words_of_visit(visit))]
    promises = [promise for promise in journal.promises.values() if _is_in(wanted, promise.text, promise.why)]
    listed_visits = [listed_visit(v, journal, sensitive_too) for v in sorted(visits, key=newest_first)]
    listed_promises = [
        listed_promise(p, journal, today, sensitive_too) for p in sorted(promises, key=open_first)
    ]
    # A hit in withheld words would give them away, so it is counted and not shown.
    hidden = sum(v.withheld for v in listed_visits) + sum(p.withheld for p in listed_promises)
    hidden += len(noted) - len(shown)
    return FindReport(
        today,
        text,
        in_order((listed_person(p, journal, today, sensitive_too) for p in people + shown), by_pinyin),
        tuple(one for one in listed_visits if not one.withheld),
        tuple(one for one in listed_promises if not one.withheld),
        hidden,
    )


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
