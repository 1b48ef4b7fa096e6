"""The short ways to type a name, stored with the person: initials, words run together, pinyin."""

from collections.abc import Iterable, Sequence

from visitlog.model.names import SILENT, folded, has_han, is_alphabetic
from visitlog.model.records import Person


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


def is_keyed(name: str, keys: Sequence[str]) -> bool:
    """Whether one of the keys is the whole pinyin of this name."""
    syllables = len(units(folded(name)))
    return any(key.isascii() and key.count(" ") == syllables - 1 for key in keys)


def sorting_key(person: Person) -> str:
    """What a Chinese list of people is sorted by: the pinyin of the name, else the name itself."""
    if not has_han(person.name):
        return folded(person.name)
    return next((key for key in person.keys if is_keyed(person.name, (key,))), folded(person.name))


def units(name: str) -> list[str]:
    """What a name is typed by: each Chinese character, and each run of other letters and digits."""
    found: list[str] = []
    was_run = False
    for character in name:
        is_run = character.isalnum() and not has_han(character)
        if has_han(character) or (is_run and not was_run):
            found.append(character)
        elif is_run:
            found[-1] += character
        was_run = is_run
    return found
