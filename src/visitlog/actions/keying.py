"""Giving people the keys of their Chinese names that could not be made where they were last saved."""

from dataclasses import replace

from visitlog.model.journal import Change
from visitlog.model.name_keys import keys_after, lacks_pinyin
from visitlog.model.records import Person


def keyed(change: Change) -> Change:
    """The change, in which everybody has the keys that could not be made where they were last saved."""
    put = tuple(with_pinyin(one) if isinstance(one, Person) else one for one in change.put)
    return change if put == change.put else replace(change, put=put)


def with_pinyin(person: Person) -> Person:
    """Somebody with the keys of their Chinese names, if they lack them and they can be made."""
    if not lacks_pinyin(person, person.keys):
        return person
    return replace(person, keys=keys_after(person, person))
