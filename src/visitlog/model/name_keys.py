"""The short ways to type a name, stored with the person: initials, words run together, pinyin."""

from collections.abc import Iterable, Sequence

from visitlog.model.folding import folded, has_han
from visitlog.model.names import SILENT, is_alphabetic
from visitlog.model.records import Person
from visitlog.model.sorting import is_keyed


def person_keys(name: str, aliases: Iterable[str] = ()) -> tuple[str, ...]:
    """The short ways to type somebody's name and aliases."""
    return tuple(dict.fromkeys(key for one in (name, *aliases) for key in name_keys(one)))


def name_keys(name: str) -> tuple[str, ...]:
    """The short ways to type a name: its initials and its words run together, or its pinyin."""
    if has_han(name):
        from visitlog.model.pinyin import (
            pinyin_keys,  # its library is large, and only a Chinese name needs it
        )

        return pinyin_keys(folded(name))
    words = folded(name).replace("-", " ").translate(SILENT).split()
    if len(words) < 2 or not all(word[0].isalpha() and is_alphabetic(word) for word in words):
        return ()
    return ("".join(word[0] for word in words), "".join(words))


def keys_after(person: Person, *before: Person) -> tuple[str, ...]:
    """The keys of somebody whose names have changed; those of names that stayed are kept where none can be made."""
    made = person_keys(person.name, person.aliases)
    if not lacks_pinyin(person, made):
        return made
    names = {person.name, *person.aliases}
    kept = (key for one in before if names >= {one.name, *one.aliases} for key in one.keys)
    return tuple(dict.fromkeys((*made, *kept)))


def lacks_pinyin(person: Person, keys: Sequence[str]) -> bool:
    """Whether a Chinese name or alias of somebody is not among these keys."""
    return any(has_han(name) and not is_keyed(name, keys) for name in (person.name, *person.aliases))
