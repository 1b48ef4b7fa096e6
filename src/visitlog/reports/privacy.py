"""What is sensitive, and so stays out of lists unless it is asked for."""

from collections.abc import Iterable
from dataclasses import replace

from visitlog.model.errors import N_, Refused
from visitlog.model.journal import Journal
from visitlog.model.records import Person, Visit
from visitlog.model.standing import Standing, groups_of


def is_sensitive_person(person: Person, journal: Journal) -> bool:
    """Whether a person, or a group of theirs, is sensitive."""
    return person.sensitive or any(group.sensitive for group in groups_of(person, journal))


def is_sensitive_visit(visit: Visit, journal: Journal) -> bool:
    """Whether a visit is sensitive: in itself, by a person in it, or by their group."""
    if visit.sensitive:
        return True
    people = (journal.people.get(id) for id in visit.people)
    return any(is_sensitive_person(person, journal) for person in people if person)


def hides_standing(person: Person, journal: Journal) -> bool:
    """Whether a standing would give away a sensitive group: its rhythm, its days, its reason."""
    return any(group.sensitive for group in groups_of(person, journal))


def shown_groups(person: Person, journal: Journal) -> tuple[str, ...]:
    """The person's groups without the sensitive ones."""
    return tuple(
        key for key in person.groups if key not in journal.groups or not journal.groups[key].sensitive
    )


def without_reason(standing: Standing) -> Standing:
    """A standing that says that a visit is due and nothing of why or how often."""
    return replace(standing, reason=None, every=None, ceiling=None, retry_on=None, withheld=True)


def must_not_reveal(journal: Journal, groups: Iterable[str], sensitive_too: bool) -> None:
    """Raises Refused when filtering by these groups would give away who is in a sensitive one."""
    for key in groups:
        if not sensitive_too and key in journal.groups and journal.groups[key].sensitive:
            raise Refused(
                N_('The group "{group}" is sensitive; add --sensitive-too to list its people.'), group=key
            )
