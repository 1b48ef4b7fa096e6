"""What may stand at the cursor, from the journal's outline and the words that choices have."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from visitlog.cli.position import Position
from visitlog.model.choices import CHOICES
from visitlog.model.event_kinds import KINDS as EVENTS
from visitlog.model.folding import folded
from visitlog.model.sorting import sorting_key
from visitlog.render.language import _, current_language
from visitlog.render.text import harmless
from visitlog.store.outline import Document, Outline

SEPARATORS = ",，、"
NEWEST = 20
"""So many records of a kind are offered where any record may be named."""

TABLES = {"P": "promises", "A": "appointments", "M": "matters", "V": "visits", "E": "events"}
UNSETTLED = {"P": "open", "A": "booked", "M": "open"}


class Candidate(NamedTuple):
    """A word that would fit, and what it is."""

    text: str
    about: str = ""
    key: str = ""
    """The short way that was typed, where the text does not begin with it."""


def candidates(position: Position, journal: Outline) -> list[Candidate]:
    """What fits, each once, without what a shell could not pass on; `files` is answered elsewhere."""
    found = list(_of(position.kind, position.typed, position, journal))
    whole = (one._replace(text=position.head + one.text, about=harmless(one.about)) for one in found)
    return list({one.text: one for one in whole if harmless(one.text) == one.text}.values())


def _of(kind: Any, typed: str, position: Position, journal: Outline) -> Iterable[Candidate]:
    if isinstance(kind, list):
        return _starting(typed, map(Candidate, kind))
    if kind == "commands":
        commands = position.command["commands"].items()
        return _starting(typed, (Candidate(name, _(about).partition("\n")[0]) for name, about in commands))
    if kind == "options":
        options = position.command.get("options", {}).items()
        return [Candidate(name, _(about)) for name, (_kind, about) in options if name.startswith(typed)]
    if kind.endswith(",..."):
        return _after_commas(kind.removesuffix(",..."), typed, journal)
    found: list[Candidate] = []
    for part in kind.split("|"):
        if typed or not found or part != "person":  # everybody's name would bury the few numbers
            found += _of_kind(part, typed, journal)
    return found


def _of_kind(kind: str, typed: str, journal: Outline) -> Iterable[Candidate]:
    name, _colon, detail = kind.partition(":")
    if name == "ids":
        return _ids(detail, typed, journal, UNSETTLED)
    if name == "any-ids":
        return _ids(detail, typed, journal, {})
    if name == "choice":
        return _choices(detail, typed)
    if name == "word":
        return _spoken(typed, [(detail, _(detail))])
    return KINDS[name](typed, journal) if name in KINDS else ()


def _after_commas(kind: str, typed: str, journal: Outline) -> list[Candidate]:
    """One of several: first for all that is typed, since a comma may be part of a name, then for the last."""
    found = list(_of_kind(kind, typed, journal))
    at = max(map(typed.rfind, SEPARATORS)) + 1
    if found or not at:
        return found
    at += len(typed[at:]) - len(typed[at:].lstrip())
    return [
        one._replace(text=typed[:at] + one.text, key=one.key and typed[:at] + one.key)
        for one in _of_kind(kind, typed[at:], journal)
        if not any(separator in one.text for separator in SEPARATORS)
    ]


def _starting(typed: str, offered: Iterable[Candidate]) -> list[Candidate]:
    wanted = folded(typed)
    return [one for one in offered if folded(one.text).startswith(wanted)]


def _choices(detail: str, typed: str) -> list[Candidate]:
    """The words for a choice in the user's own language; those of both once something is typed."""
    kind, _minus, without = detail.partition("-")
    words = CHOICES[kind].items()
    return _spoken(typed, [(key.replace("_", "-"), others[0]) for key, others in words if key != without])


def _spoken(typed: str, pairs: Sequence[tuple[str, str]]) -> list[Candidate]:
    if typed:
        return _starting(typed, (Candidate(word) for pair in pairs for word in pair))
    return [Candidate(pair[current_language() == "zh"]) for pair in pairs]


def _event_kinds(typed: str, _journal: Outline) -> list[Candidate]:
    pairs = [(kind, next(word for word in words if not word.isascii())) for kind, words in EVENTS.items()]
    return _spoken(typed, pairs)


def _labelled(table: str) -> Callable[[str, Outline], list[Candidate]]:
    """Groups or topics: their keys, and their Chinese names for whoever types Chinese."""

    def offered(typed: str, journal: Outline) -> list[Candidate]:
        found = []
        for _id, document in journal.documents(table):
            label = document.get("label")
            labels = label if isinstance(label, dict) else {}
            found.append((_text(document, "key"), labels))
        keys = [Candidate(key, str(labels.get(current_language(), ""))) for key, labels in found]
        words = [Candidate(str(labels["zh"]), key) for key, labels in found if "zh" in labels]
        if not typed:
            return words if current_language() == "zh" and len(words) == len(keys) else keys
        return _starting(typed, [*keys, *words])

    return offered


def _areas(typed: str, journal: Outline) -> list[Candidate]:
    known = [_text(document, "key") for _id, document in journal.documents("areas")]
    lived_in = [_text(document, "area") for _id, document in journal.documents("people")]
    return _starting(typed, (Candidate(area) for area in sorted({*known, *lived_in}) if area))


def _people(typed: str, journal: Outline) -> list[Candidate]:
    """People by name, short way, alias or door, else by a later word of the name; those who left come last."""
    people = [document for _id, document in journal.documents("people")]
    here = [document for document in people if document.get("status", "active") == "active"]
    wanted = folded(typed)
    for some in (here, people):
        for ways in (_beginning, _within):
            found = [
                (_place(person, one), one)
                for person in some
                for one in ways(person, wanted)
                if not one.text.startswith("-")
            ]
            if found:
                return [one for _place, one in sorted(found)]
    return []


def _place(person: Document, one: Candidate) -> tuple[str, str]:
    """Where somebody stands: by what is offered, or in Chinese by the pinyin of the name, as in `people`."""
    if current_language() != "zh":
        return "", folded(one.text)
    return sorting_key(_text(person, "name"), _texts(person, "keys")), folded(one.text)


def _beginning(person: Document, wanted: str) -> Iterator[Candidate]:
    """The way to name a person that begins as typed; without anything typed, the name."""
    name = _text(person, "name")
    others = (*_texts(person, "aliases"), _text(person, "household"))
    if folded(name).startswith(wanted):
        yield Candidate(name)
    elif key := next((key for key in _texts(person, "keys") if key.startswith(wanted)), ""):
        yield Candidate(name, key=key)
    else:
        for other in others:
            if other and folded(other).startswith(wanted):
                yield Candidate(other, name)


def _within(person: Document, wanted: str) -> Iterator[Candidate]:
    name = _text(person, "name")
    if any(word.startswith(wanted) for word in folded(name).split()):
        yield Candidate(name)


def _ids(letters: str, typed: str, journal: Outline, status: Mapping[str, str]) -> Iterator[Candidate]:
    """Records by their numbers, with whose they are; never with what they say."""
    names = {id: _text(document, "name") for id, document in journal.documents("people")}
    for letter in letters:
        if typed and letter != folded(typed)[:1].upper():
            continue
        found = [
            (id, document)
            for id, document in journal.documents(TABLES[letter])
            if letter not in status or document.get("status", status[letter]) == status[letter]
        ]
        for id, document in found[-NEWEST:] if not status else found:
            if f"{letter}{id}".startswith(folded(typed).upper()):
                yield Candidate(f"{letter}{id}", _whose(document, names))


def _whose(document: Document, names: Mapping[int, str]) -> str:
    people = document.get("people", [document.get("person")])
    known = [names[id] for id in people if id in names] if isinstance(people, list) else []
    day = next(
        (str(document[field])[:10] for field in ("by", "at", "on", "opened_on") if field in document), ""
    )
    return " ".join((*known, day)).strip()


def _text(document: Document, field: str) -> str:
    value = document.get(field)
    return value if isinstance(value, str) else ""


def _texts(document: Document, field: str) -> list[str]:
    values = document.get(field)
    return [value for value in values if isinstance(value, str)] if isinstance(values, list) else []


KINDS: Mapping[str, Callable[[str, Outline], Iterable[Candidate]]] = {
    "person": _people,
    "group": _labelled("groups"),
    "topic": _labelled("topics"),
    "area": _areas,
    "event": _event_kinds,
}
