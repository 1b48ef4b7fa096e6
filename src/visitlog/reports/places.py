"""The areas, with how many of those who live there are in the notebook."""

from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.names import folded


@frozen
class ListedArea:
    """An area: how many live there, None when nobody said, and how many are in the notebook."""

    key: str
    residents: int | None
    people: int


def areas(journal: Journal) -> tuple[ListedArea, ...]:
    """Every area that was set or that somebody lives in, by name."""
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    for area in journal.areas.values():
        names.setdefault(folded(area.key), area.key)
    for person in journal.people.values():
        if person.area:
            names.setdefault(folded(person.area), person.area)
            counts[folded(person.area)] = counts.get(folded(person.area), 0) + (person.status == "active")
    known = {folded(area.key): area.residents for area in journal.areas.values()}
    return tuple(ListedArea(names[key], known.get(key), counts.get(key, 0)) for key in sorted(names))
