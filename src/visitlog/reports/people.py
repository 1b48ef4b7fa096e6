"""Everybody in the journal, filtered, with where they stand."""

from collections.abc import Iterable
from datetime import date

from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.records import Person, Residence
from visitlog.model.rhythm import groups_of
from visitlog.model.sorting import sorting_key
from visitlog.model.standing import Standing, standing
from visitlog.reports.privacy import as_listed, is_sensitive_person, shown_groups


@frozen
class PeopleQuestion:
    """Which people to list; nobody who left is among them unless a status is named.

    `by_pinyin` sorts Chinese names among the others by how they are read.
    """

    groups: tuple[str, ...] = ()
    area: str | None = None
    residence: Residence | None = None
    never: bool = False
    overdue: bool = False
    paused: bool = False
    status: str = "active"
    sensitive_too: bool = False
    by_pinyin: bool = False


@frozen
class ListedPerson:
    """One person of a list; `groups` are those that may be shown."""

    person: Person
    standing: Standing
    groups: tuple[str, ...]
    withheld: bool


@frozen
class PeopleReport:
    """A list of people, by name."""

    today: date
    people: tuple[ListedPerson, ...]
    total: int


def people(journal: Journal, question: PeopleQuestion, today: date) -> PeopleReport:
    """The people asked for, by name and number."""
    everybody = list(journal.people.values())
    chosen = [person for person in everybody if _is_asked_for(person, journal, question)]
    listed = [listed_person(person, journal, today, question.sensitive_too) for person in chosen]
    listed = [one for one in listed if _stands_as_asked(one.standing, question)]
    return PeopleReport(today, in_order(listed, question.by_pinyin), len(everybody))


def in_order(listed: Iterable[ListedPerson], by_pinyin: bool) -> tuple[ListedPerson, ...]:
    """People sorted by name, Chinese ones by their pinyin if it is asked for, and those of one name by number."""

    def key(one: ListedPerson) -> tuple[str, str, int]:
        name = folded(one.person.name)
        return sorting_key(one.person.name, one.person.keys) if by_pinyin else name, name, one.person.id

    return tuple(sorted(listed, key=key))


def listed_person(person: Person, journal: Journal, today: date, sensitive_too: bool) -> ListedPerson:
    """A person as a list shows them: what is sensitive is withheld unless asked for."""
    stand = standing(person, journal, today)
    groups = person.groups or tuple(group.key for group in groups_of(person, journal))
    if sensitive_too:
        return ListedPerson(person, stand, groups, False)
    shown = as_listed(stand, person, journal)
    if not is_sensitive_person(person, journal):
        return ListedPerson(person, shown, groups, False)
    return ListedPerson(person, shown, shown_groups(person, journal), True)


def _is_asked_for(person: Person, journal: Journal, question: PeopleQuestion) -> bool:
    if question.status not in ("all", person.status):
        return False
    if question.area is not None and (person.area is None or folded(person.area) != folded(question.area)):
        return False
    if question.residence is not None and (person.residence or "resident") != question.residence:
        return False
    return not question.groups or any(g.key in question.groups for g in groups_of(person, journal))


def _stands_as_asked(stand: Standing, question: PeopleQuestion) -> bool:
    return (
        (not question.never or stand.never_visited)
        and (not question.overdue or stand.state == "overdue")
        and (not question.paused or stand.state == "paused")
    )
