"""WHO, or an area, typed as several words without quotes: `log he guilan knee better`."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from visitlog.model.folding import has_han
from visitlog.model.names import SEPARATORS, People, folded, is_number, unmarked
from visitlog.model.records import Person


def whole_name(who: str, words: str, people: People) -> tuple[str, str]:
    """WHO and the words after it; where the words go on with the rest of a name, it is taken from them.

    Only a name, another name, a door or a pinyin that stands there whole is taken, and only if WHO alone is not one.
    """
    following = words.split()
    first = unmarked(folded(who))
    if not following or not first or is_number(who) or any(sign in who for sign in SEPARATORS):
        return who, words
    begun = f"{folded(who)} {folded(following[0])}"
    possible = _holding((begun, begun.replace(" ", "-")), people)
    taken = max((_taken_for(person, first, following) for person in possible), default=0)
    alone = _holding({folded(who), folded(who).replace(" ", "-"), first}, people) if taken else ()
    if not taken or any(unmarked(folded(name)) == first for person in alone for name in _names(person)):
        return who, words
    return " ".join([who, *following[:taken]]), words.split(maxsplit=taken)[taken:][0] if following[
        taken:
    ] else ""


def _holding(letters: Iterable[str], people: People) -> Iterable[Person]:
    """Those whose record holds any of these letters, and perhaps others."""
    if isinstance(people, Sequence):
        return people
    return [person for sought in letters for person in people.like(sought)]


def _taken_for(person: Person, first: str, following: Sequence[str]) -> int:
    """How many of the words are the rest of what this person is called."""
    names = _names_beginning(person, first[0])
    found = [_taken(first, following, unmarked(folded(name)).split()) for name in names]
    if has_han(person.name):
        found += [_syllables_taken(first, following, key) for key in person.keys]
    return max(found, default=0)


def _names_beginning(person: Person, letter: str) -> Iterable[str]:
    """What somebody is called, without what begins with another letter, before anything is made alike."""
    name, door = person.name, person.household
    if not person.aliases and not door:
        return (name,) if name[:1].lower() == letter or not name.isascii() else ()
    names = (name, *person.aliases, door or "")
    return [one for one in names if one[:1].lower() == letter or not one.isascii()]


def whole_area(area: str, words: str, known: Collection[str]) -> tuple[str, str]:
    """An area and the words after it; where they go on with the rest of an area that is known, it is taken from them.

    An area that is known by its first word alone is that.
    """
    following, first = words.split(), unmarked(folded(area))
    parts = [unmarked(folded(one)).split() for one in known]
    taken = max((_taken(first, following, names) for names in parts), default=0)
    if not taken or first.split() in parts:
        return area, words
    return " ".join([area, *following[:taken]]), words.split(maxsplit=taken)[taken:][0] if following[
        taken:
    ] else ""


def _names(person: Person) -> Iterator[str]:
    yield person.name
    yield from person.aliases
    if person.household:
        yield person.household


def _taken(first: str, following: Sequence[str], parts: Sequence[str]) -> int:
    """How many of the words, after the first, are the rest of a name in these parts."""
    head = first.split()
    if len(parts) <= len(head) or list(parts[: len(head)]) != head:
        return 0
    typed = unmarked(folded(" ".join(following[: len(parts)]))).split()
    rest = list(parts[len(head) :])
    if typed[: len(rest)] != rest:
        return 0
    # A word may hold several parts, as in Anne-Marie; it is taken as a whole or not at all.
    count = 0
    for number, word in enumerate(following, 1):
        count += len(unmarked(folded(word)).split())
        if count >= len(rest):
            return number if count == len(rest) else 0
    return 0


def _syllables_taken(first: str, following: Sequence[str], key: str) -> int:
    """How many of the words go on with a pinyin, parted by syllables as it may be."""
    whole = key.replace(" ", "")
    if " " not in key or not whole.startswith(first.replace(" ", "")):
        return 0
    typed = first.replace(" ", "")
    for number, word in enumerate(following, 1):
        typed += unmarked(folded(word)).replace(" ", "")
        if typed == whole:
            return number
        if not whole.startswith(typed):
            return 0
    return 0
