"""From what was typed to a person: the ladder of COMMANDS, rung by rung."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import accumulate
from typing import Protocol

from visitlog.model.errors import N_, Ambiguous, Misuse, NotFound
from visitlog.model.folding import folded as folded  # whoever compares names finds it here
from visitlog.model.folding import has_han
from visitlog.model.records import Person

SEPARATORS = ",，、"
LAST = ".。"
"""The person of the last change, on a Latin and on a Chinese keyboard."""

NEAREST = 3
ALIKE = 0.6
"""The least likeness (difflib's ratio) at which a name is worth suggesting."""

SILENT = str.maketrans("", "", "'’.,")
"""What a name is written with and its initials are typed without: O'Neil, J. Smith."""

APOSTROPHES = str.maketrans("", "", "'’")
MARKS = {**APOSTROPHES, ord("-"): " "}
"""Signs in a name that a shell takes for its own, or that nobody types."""

LONG_ENOUGH = 5
"""The shortest name in an alphabet in which one wrong letter is taken for a slip."""


def without_gaps(name: str) -> str:
    """A name without spaces between Chinese characters, where nobody means one: 何 桂兰."""
    if name.isascii():
        return name
    whole = ""
    for part in name.split():
        is_gap = bool(whole) and not (has_han(whole[-1]) and has_han(part[0]))
        whole += f" {part}" if is_gap else part
    return whole


def is_alphabetic(word: str) -> bool:
    """Whether a word is of an alphabet, and not of ideographs or syllables."""
    return not any(_is_ideograph(character) for character in word)


def _is_ideograph(character: str) -> bool:
    return unicodedata.name(character, "").startswith(("CJK", "HANGUL", "HIRAGANA", "KATAKANA"))


class Named(Protocol):
    """The people of a journal, who need not all be looked at to find one of them."""

    def get(self, id: int, /) -> Person | None: ...
    def values(self) -> Iterable[Person]: ...
    def like(self, letters: str) -> Iterable[Person]: ...


People = Sequence[Person] | Named
"""Those among whom somebody is sought."""

Rung = Callable[[str, Person], bool]


def _is_name(typed: str, person: Person) -> bool:
    return folded(person.name) == typed


def _is_alias(typed: str, person: Person) -> bool:
    return any(folded(alias) == typed for alias in person.aliases)


def _is_household(typed: str, person: Person) -> bool:
    return person.household is not None and folded(person.household) == typed


def _is_key(typed: str, person: Person) -> bool:
    return typed in person.keys or (has_han(person.name) and _run_together(typed) in person.keys)


def together(name: str) -> str:
    """A name as it sounds, however it is parted: Wang Xiuying and wang xiu-ying are one."""
    return unmarked(folded(name)).replace(" ", "")


def _run_together(typed: str) -> str:
    """Pinyin as it is stored, however it was parted: wang xiuying, Xi'an."""
    return typed.translate(SILENT).replace(" ", "")


def _is_start(typed: str, person: Person) -> bool:
    name = folded(person.name)
    if _begins(name, typed):
        return True
    plain, plain_name = typed.translate(APOSTROPHES), name.translate(APOSTROPHES)
    is_same = (plain, plain_name) == (typed, name)
    return not is_same and bool(plain) and _begins(plain_name, plain)


def _is_start_parted(typed: str, person: Person) -> bool:
    """Whether it is the start of a name but for its hyphens: anne marie, li-na."""
    plain = unmarked(typed)
    return bool(plain.strip()) and _begins(unmarked(folded(person.name)), plain)


def _begins(name: str, typed: str) -> bool:
    return name.startswith(typed) or any(word.startswith(typed) for word in name.split())


def unmarked(text: str) -> str:
    """A name as it is typed in a shell, without its apostrophes and with spaces for its hyphens: obrien, anne marie."""
    return text.translate(MARKS) if not text.isalnum() else text


def _is_start_of_pinyin(typed: str, person: Person) -> bool:
    """Whether whole syllables were typed: wang, wangxiu."""
    wanted = _run_together(typed)
    return any(wanted in _beginnings(key) for key in person.keys if " " in key) and has_han(person.name)


def _beginnings(pinyin: str) -> Iterator[str]:
    return accumulate(pinyin.split(" "))


def _is_near(typed: str, person: Person) -> bool:
    """One slip in a long enough name; another ideograph, digit or comma means somebody else."""
    name = folded(person.name)
    if min(len(typed), len(name)) < LONG_ENOUGH or not is_alphabetic(name):
        return False
    return _telling(typed) == _telling(name) and _one_slip(typed, name)


def _telling(text: str) -> str:
    """The characters that are never a slip: Shop 12 is not Shop 13, and "Rosa,Mary" are two."""
    return "".join(character for character in text if character.isdigit() or character in SEPARATORS)


def _one_slip(typed: str, name: str) -> bool:
    """Whether one letter was added, left out, changed, or swapped with the next."""
    shorter, longer = sorted((typed, name), key=len)
    at = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(longer) - len(shorter) > 1:
        return False
    if len(longer) != len(shorter):
        return shorter[at:] == longer[at + 1 :]
    swapped = typed[:at] + typed[at + 1 : at + 2] + typed[at : at + 1] + typed[at + 2 :]
    return shorter[at + 1 :] == longer[at + 1 :] or swapped == name


EMPTY = N_("WHO is empty; give a name, a number or a door.")

LADDER: Sequence[Rung] = (
    _is_name,
    _is_alias,
    _is_household,
    _is_key,
    _is_start,
    _is_start_of_pinyin,
)
"""All these find only people whose record holds the letters that were typed; a slip comes after them."""


def find(typed: str, people: People, latest: Sequence[int] | None = ()) -> tuple[Person, ...]:
    """Everybody on the first rung that finds anybody, by number; `latest` are those whom `.` means."""
    wanted = folded(typed)
    if wanted in LAST:
        return tuple(person for person in _everybody(people) if person.id in (latest or ()))
    if not wanted:
        return ()
    possible = _possible(wanted, people)
    found = _numbered(wanted, possible) if is_number(wanted) else ()
    for rung in LADDER:
        found = found or tuple(person for person in possible if rung(wanted, person))
    for rung in (_is_start_parted, _is_near):
        found = found or tuple(person for person in _everybody(people) if rung(wanted, person))
    return found


def _everybody(people: People) -> Sequence[Person]:
    return people if isinstance(people, Sequence) else tuple(people.values())


def _possible(wanted: str, people: People) -> Sequence[Person]:
    """Those whose record holds the letters, by number, and perhaps others."""
    letters = wanted.lstrip("0") if is_number(wanted) else _run_together(wanted)
    return people if isinstance(people, Sequence) else tuple(people.like(letters))


def is_number(typed: str) -> bool:
    """Whether a bare number was typed."""
    wanted = folded(typed)
    return wanted.isascii() and wanted.isdigit()


def _numbered(wanted: str, people: Sequence[Person]) -> tuple[Person, ...]:
    """A bare number: a person's, and with it whoever has it for a household, an alias or a name."""
    return tuple(
        person
        for person in people
        if (len(wanted) < 18 and person.id == int(wanted))
        or _is_name(wanted, person)
        or _is_alias(wanted, person)
        or _is_household(wanted, person)
    )


def person_called(typed: str, people: People, latest: Sequence[int] = ()) -> Person:
    """The one person meant; raises Ambiguous with all whom it fits, NotFound with the nearest names."""
    if not folded(typed):
        raise Misuse(EMPTY)
    found = find(typed, people, latest)
    if len(found) == 1:
        return found[0]
    if found:
        by_number = N_('"{typed}" is the number of one and the door or name of another; give the whole name.')
        raise Ambiguous(
            by_number
            if any(str(person.id) == folded(typed) for person in found)
            else N_('"{typed}" fits {count} people; name one by number, or more of the name.'),
            candidates=found,
            typed=typed,
            count=len(found),
        )
    if folded(typed) in LAST:
        raise NotFound(
            N_('"." means the person of today\'s last change, and there is none yet; name somebody.')
        )
    if not _everybody(people):
        raise NotFound(
            N_('nobody is called "{typed}": nobody is in the journal yet; add them first.'), typed=typed
        )
    close = nearest(typed, _everybody(people))
    if close:
        raise NotFound(N_('nobody is called "{typed}"; nearest: {nearest}.'), typed=typed, nearest=close)
    raise NotFound(N_('nobody is called "{typed}"; "visitlog people" lists everybody.'), typed=typed)


def people_called(typed: str, people: People, latest: Sequence[int] = ()) -> tuple[Person, ...]:
    """The people meant, each once, in the order typed: one, or several with commas between them."""
    parts = names_in(typed)
    if parts != [typed.strip()] and find(typed, people, latest):
        parts = [typed]
    if not parts:
        raise Misuse(EMPTY)
    found = (person_called(part, people, latest) for part in parts)
    return tuple({person.id: person for person in found}.values())


def names_in(typed: str) -> list[str]:
    """The names between the commas, in the order typed."""
    for separator in SEPARATORS[1:]:
        typed = typed.replace(separator, SEPARATORS[0])
    return [part.strip() for part in typed.split(SEPARATORS[0]) if part.strip()]


def nearest(typed: str, people: Iterable[Person]) -> tuple[Person, ...]:
    """The people whose names look most like what was typed, likest first, at most three."""
    wanted = folded(typed)
    scored = []
    for person in people:
        names = [folded(person.name), *folded(person.name).split(), *map(folded, person.aliases)]
        names += [key for key in person.keys if len(key) >= LONG_ENOUGH]
        likeness = max(SequenceMatcher(None, wanted, name).ratio() for name in names)
        if likeness >= ALIKE or (len(wanted) > 1 and _shares_character(wanted, person.name)):
            scored.append((-likeness, person.id, person))
    return tuple(person for *_, person in sorted(scored, key=lambda row: row[:2])[:NEAREST])


def _shares_character(wanted: str, name: str) -> bool:
    """Whether two of an ideographic name's characters are there: 王秀云 is near 王秀英."""
    return sum(character in wanted and _is_ideograph(character) for character in name) >= 2
