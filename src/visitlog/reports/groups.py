"""The groups, with how many people are in each."""

from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.records import Group
from visitlog.model.rhythm import groups_of


@frozen
class ListedGroup:
    """A group, and how many active people it holds."""

    group: Group
    people: int


@frozen
class GroupsReport:
    """All groups, in the order of their making."""

    groups: tuple[ListedGroup, ...]


def groups(journal: Journal) -> GroupsReport:
    """All groups with how many people are in each."""
    counts = dict.fromkeys(journal.groups, 0)
    for person in journal.people.values():
        if person.status == "active":
            for group in groups_of(person, journal):
                counts[group.key] += 1
    return GroupsReport(tuple(ListedGroup(group, counts[key]) for key, group in journal.groups.items()))
