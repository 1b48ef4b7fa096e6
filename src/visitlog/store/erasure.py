"""One person taken out of the tables of a journal and out of its history; nothing is written here."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from typing import Any

from visitlog.model.frozen import frozen
from visitlog.model.ids import TABLES as LETTERS
from visitlog.store.edits import BLANK, Tables
from visitlog.store.known import Known
from visitlog.store.lazy_table import Document, LazyTable

ERASED = "[erased]"
"""What stands where a record must have a text and its own was emptied."""

STAYS: Mapping[str, frozenset[str]] = {
    "visits": frozenset(
        (
            "uid",
            "people",
            "on",
            "at",
            "minutes",
            "form",
            "place",
            "result",
            "sensitive",
            "alone",
            "attire",
            "heads",
            "area",
            "asked",
            "warmth",
            "went",
            "matter",
            "appointment",
            "logged_at",
        )
    ),
    "appointments": frozenset(
        ("uid", "people", "at", "whole_day", "place", "status", "closed_on", "visit", "moves", "made_on")
    ),
    "matters": frozenset(
        (
            "uid",
            "title",
            "people",
            "kind",
            "status",
            "opened_on",
            "every",
            "closed_on",
            "follow_ups",
            "after_visit",
        )
    ),
}
"""The fields of a record shared with others that stay: days, numbers and choices, no text.

A list of what stays and not of what goes: a field that is added one day goes until it is thought about.
"""

REFERENCES: Mapping[str, Mapping[str, str]] = {
    "promises": {"visit": "visits"},
    "appointments": {"visit": "visits"},
    "visits": {"matter": "matters", "appointment": "appointments"},
}
"""By table, the fields that name a record of another."""

NO_TEXT: Mapping[str, frozenset[str]] = {
    "people": frozenset(("name", "keys", "residence", "groups", "birthday", "status", "tally")),
    "groups": frozenset(
        ("key", "counting_forms", "ceiling_forms", "festivals", "attire", "place", "default_for")
    ),
    "topics": frozenset(("key", "place")),
    "areas": frozenset(("key",)),
    "matters": frozenset(("kind", "status")),
    "appointments": frozenset(("place", "status")),
    "promises": frozenset(("status", "owed_by")),
    "visits": frozenset(("form", "place", "result", "warmth", "went", "attire")),
}
"""The fields that hold no text of the user's: choices, and by what a record is called; a namesake's name stays."""

NEEDED = frozenset(("text", "title", "kind", "area"))
"""The fields that are not left empty: something says there that a text was erased."""


@frozen
class Wishes:
    """What is to become of what is not theirs alone: the text of shared records, their name in records of others."""

    keep_shared: bool = False
    mentions: bool = False


@frozen
class Erasure:
    """The tables without a person, and what that came to.

    `gone` are the numbers of the records that went, by table; `shared` the records that stay for others, `emptied`
    those of them that lost a text; `unsaid` the records of others in which a name was emptied, `mentions` those that
    may still name them; `history` counts the entries that went or changed, `history_mentions` those that may name them.
    """

    tables: Tables
    gone: Mapping[str, frozenset[str]] = field(default_factory=dict)
    shared: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    history: int = 0
    history_mentions: int = 0

    @property
    def is_needed(self) -> bool:
        """Whether anything has to be written."""
        return bool(any(self.gone.values()) or self.shared or self.unsaid or self.history)


Promised = tuple[int, str]
"""The visit on which a promise was made, and its words."""


def erased_from(tables: Tables, known: Known, wishes: Wishes) -> Erasure:
    """The tables without a person; records that others take part in stay for them."""
    ids = known.ids_in(tables)
    eraser = _Eraser(ids, known, wishes, _promised_to(ids, tables))
    after = {
        name: eraser.table(name, table) for name, table in tables.items() if name not in ("meta", "changes")
    }
    gone = {name: frozenset(found) for name, found in eraser.gone.items()}
    after = {name: _loosened(name, table, gone) for name, table in after.items()}
    history, changed, naming = eraser.history(tables.get("changes", BLANK), after)
    if "changes" in tables:
        after["changes"] = history
    return Erasure(
        {name: after.get(name, table) for name, table in tables.items()},
        gone,
        tuple(eraser.shared),
        tuple(eraser.emptied),
        tuple(eraser.unsaid),
        tuple(eraser.mentions),
        changed,
        naming,
    )


class _Eraser:
    """Goes through the tables of one file, and notes what becomes of each record."""

    def __init__(
        self, ids: frozenset[int], known: Known, wishes: Wishes, promised: frozenset[Promised]
    ) -> None:
        self._ids = ids
        self._known = known
        self._wishes = wishes
        self._promised = promised
        self.gone: dict[str, set[str]] = {}
        self.shared: list[str] = []
        self.emptied: list[str] = []
        self.unsaid: list[str] = []
        self.mentions: list[str] = []

    def table(self, name: str, table: LazyTable) -> LazyTable:
        """A table without the person."""
        put: dict[str, Document] = {}
        removed: set[str] = set()
        for id, document in table.items():
            left = self._left(name, id, document)
            if left is None:
                removed.add(id)
                continue
            if left is not document:
                self.shared.append(shown(name, id))
                if left.keys() != document.keys() or left.get("title") != document.get("title"):
                    self.emptied.append(shown(name, id))
            said = self._said(name, left)
            if said is not left:
                self.unsaid.append(shown(name, id))
            if self._was_promised_too(name, said) or _holds(
                self._known.may_be_meant_in, _foreign(name, said)
            ):
                self.mentions.append(shown(name, id))
            if said is not document:
                put[id] = said
        if removed:
            self.gone[name] = removed
        return table.with_changes(put, frozenset(removed)) if put or removed else table

    def _left(self, name: str, id: str, document: Document) -> Document | None:
        """A record without the person: None if it is of nobody else, itself if it is not theirs."""
        if name == "people":
            return None if int(id) in self._ids else document
        if name in ("promises", "events"):
            return None if document.get("person") in self._ids else document
        if name not in STAYS:
            return document
        people = [id for id in document["people"] if id not in self._ids]
        if len(people) == len(document["people"]):
            return document
        if not people:
            return None
        left = {**document, "people": people}
        return left if self._wishes.keep_shared else emptied(name, left)

    def _said(self, name: str, document: Document) -> Document:
        """A record of others with every text emptied that holds a name of theirs, if that is wished."""
        if self._wishes.mentions and self._was_promised_too(name, document):
            document = {**document, "text": ERASED}
        if not self._wishes.mentions or not _holds(self._known.is_named_in, _foreign(name, document)):
            return document
        kept = NO_TEXT.get(name, frozenset())
        said = {
            field: value if field in kept or field == "uid" else self._without_names(value, field in NEEDED)
            for field, value in document.items()
        }
        return {field: value for field, value in said.items() if value is not None}

    def _was_promised_too(self, name: str, document: Document) -> bool:
        """Whether a promise to somebody else was given to them in the same words."""
        return name == "promises" and _words(document) in self._promised

    def _without_names(self, value: Any, is_needed: bool) -> Any:
        if isinstance(value, str):
            if not self._known.is_named_in(value):
                return value
            return ERASED if is_needed else None
        if isinstance(value, list):
            left = (self._without_names(one, False) for one in value)
            return [one for one in left if one is not None]
        if isinstance(value, dict):
            return {key: self._without_names(one, True) for key, one in value.items()}
        return value

    def history(self, table: LazyTable, after: Tables) -> tuple[LazyTable, int, int]:
        """The history without the person, how many of its entries went or changed, how many may still name them."""
        for past in table.values():
            for name, documents in past.get("was", {}).items():
                found = (id for id, document in documents.items() if self._left(name, id, document) is None)
                self.gone.setdefault(name, set()).update(
                    id for id in found if id not in after.get(name, BLANK)
                )
        put: dict[str, Document] = {}
        removed: set[str] = set()
        naming = 0
        for id, past in table.items():
            left = self._past(past)
            if left is None:
                removed.add(id)
                continue
            if left != past:
                put[id] = left
            naming += _holds(self._known.may_be_meant_in, _foreign_of_past(left))
        changed = len(put) + len(removed)
        return (table.with_changes(put, frozenset(removed)) if changed else table), changed, naming

    def _past(self, past: Document) -> Document | None:
        """An entry of history without the person; None when nothing is left of it that could be undone."""
        was, put = self._was(past.get("was", {})), self._put(past.get("put", {}))
        if (was, put) == (past.get("was", {}), past.get("put", {})) and not self._tells_of(past):
            return past
        if not was and not put:
            return None
        people = [id for id in past.get("people", ()) if id not in self._ids]
        left = {**past, "summary": _numbers(put, was), "people": people, "put": put, "was": was}
        return {field: value for field, value in left.items() if value not in ([], {})}

    def _tells_of(self, past: Document) -> bool:
        return not self._ids.isdisjoint(past.get("people", ())) or self._known.is_named_in(past["summary"])

    def _was(self, was: Mapping[str, Mapping[str, Document]]) -> dict[str, dict[str, Document]]:
        found: dict[str, dict[str, Document]] = {}
        for name, documents in was.items():
            for id, document in documents.items():
                left = self._left(name, id, document)
                if left is not None:
                    found.setdefault(name, {})[id] = self._said(name, _loose(name, left, self.gone))
        return found

    def _put(self, put: Mapping[str, Iterable[list[int]]]) -> dict[str, list[list[int]]]:
        found = {name: list(_runs_without(runs, self.gone.get(name, ()))) for name, runs in put.items()}
        return {name: runs for name, runs in found.items() if runs}


def shown(table: str, id: str) -> str:
    """A record as people see its number: V12; a person's alone; those that have no letter by their table."""
    letters = {name: letter for letter, name in LETTERS.items()} | {"people": ""}
    return f"{letters[table]}{id}" if table in letters else f"{table} {id}"


def emptied(name: str, document: Document) -> Document:
    """A shared record with no text in it; one that must have a title says that it was erased."""
    left = {field: value for field, value in document.items() if field in STAYS[name]}
    if "moves" in left:
        left["moves"] = [{**move, "why": ""} for move in left["moves"]]
    return left | ({"title": ERASED} if "title" in left else {})


def _words(promise: Mapping[str, Any]) -> Promised | None:
    visit = promise.get("visit")
    return None if visit is None else (visit, promise["text"])


def _promised_to(ids: frozenset[int], tables: Tables) -> frozenset[Promised]:
    """What was promised to these people, now or earlier, on visits: to others who were there in the same words."""
    promises = list(tables.get("promises", BLANK).values())
    for past in tables.get("changes", BLANK).values():
        promises += past.get("was", {}).get("promises", {}).values()
    words = (_words(promise) for promise in promises if promise["person"] in ids)
    return frozenset(one for one in words if one is not None)


def _loosened(name: str, table: LazyTable, gone: Mapping[str, Iterable[str]]) -> LazyTable:
    """A table whose records name none that went."""
    fields = [field for field, other in REFERENCES.get(name, {}).items() if gone.get(other)]
    if not fields:
        return table
    naming = re.compile(rb'[{,]"(?:%s)":' % "|".join(fields).encode())
    found = {str(id): (document, _loose(name, document, gone)) for id, document in table.matching(naming)}
    put = {id: loose for id, (document, loose) in found.items() if loose != document}
    return table.with_changes(put) if put else table


def _loose(name: str, document: Document, gone: Mapping[str, Iterable[str]]) -> Document:
    astray = {
        field
        for field, other in REFERENCES.get(name, {}).items()
        if field in document and str(document[field]) in gone.get(other, ())
    }
    return {field: value for field, value in document.items() if field not in astray} if astray else document


def _runs_without(runs: Iterable[list[int]], gone: Iterable[str]) -> Iterator[list[int]]:
    numbers = sorted(map(int, gone))
    for first, last in runs:
        begin = first
        for number in (number for number in numbers if first <= number <= last):
            if begin < number:
                yield [begin, number - 1]
            begin = number + 1
        if begin <= last:
            yield [begin, last]


def _numbers(put: Mapping[str, Iterable[list[int]]], was: Mapping[str, Iterable[str]]) -> str:
    """What an entry of history put or changed, by numbers alone."""
    names = [shown(name, str(first)) for name, runs in put.items() for first, _last in runs]
    names += [shown(name, id) for name, ids in was.items() for id in ids]
    return " ".join(names[:8])


def _foreign(name: str, document: Mapping[str, Any]) -> Iterator[Any]:
    """What a record tells: all that it holds but for choices, and its own names."""
    kept = NO_TEXT.get(name, frozenset())
    return (value for field, value in document.items() if field not in kept and field != "uid")


def _foreign_of_past(past: Mapping[str, Any]) -> Iterator[Any]:
    yield past["summary"]
    for name, documents in past.get("was", {}).items():
        yield from (value for document in documents.values() for value in _foreign(name, document))


def _holds(says: Any, values: Iterable[Any]) -> bool:
    """Whether any text in these values, however deep, is such a one."""
    for value in values:
        if isinstance(value, str):
            if says(value):
                return True
        elif isinstance(value, dict | list):
            inner = value.values() if isinstance(value, dict) else value
            if _holds(says, inner):
                return True
    return False
