"""The people whom a row can mean: by exact alias, by exact name."""

from collections.abc import Iterable

from visitlog.model.names import folded
from visitlog.model.records import Person


class PeopleIndex:
    """People by number, by alias and by name; names and aliases are compared folded."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people: dict[int, Person] = {}
        self._by_alias: dict[str, set[int]] = {}
        self._by_name: dict[str, set[int]] = {}
        for person in people:
            self.add(person)

    def add(self, person: Person) -> None:
        """Takes in somebody new, or somebody known as they are now; what they were called stays with them."""
        self.people[person.id] = person
        self._by_name.setdefault(folded(person.name), set()).add(person.id)
        for alias in person.aliases:
            self._by_alias.setdefault(folded(alias), set()).add(person.id)

    def with_alias(self, aliases: Iterable[str]) -> tuple[Person, ...]:
        """Everybody who has one of these aliases, by number."""
        ids = {id for alias in aliases for id in self._by_alias.get(folded(alias), ())}
        return tuple(self.people[id] for id in sorted(ids))

    def called(self, typed: str) -> tuple[Person, ...]:
        """Those with this alias, else those with this name, by number; a number is never a person's number."""
        ids = self._by_name.get(folded(typed), ())
        return self.with_alias((typed,)) or tuple(self.people[id] for id in sorted(ids))
