"""Whom to erase, as all copies of a journal know them: under every number and every name that they ever had."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.records import Person
from visitlog.store.edits import BLANK, Tables
from visitlog.store.lazy_table import Document

WORDS = re.compile(r"[^\W\d_]{3,}")
"""The words of a name that may stand for it in a note."""

IDEOGRAPHS = "\u3400-\u9fff"
NO_LETTER_BEFORE = rf"(?<![^\W{IDEOGRAPHS}])"
NO_LETTER_AFTER = rf"(?![^\W{IDEOGRAPHS}])"
"""In an alphabet Ann is not named in "annoyed"; between ideographs there are no spaces."""


@frozen
class Known:
    """A person: the keys of their records in all copies, their names, and the keys of those who are others."""

    keys: frozenset[str]
    names: frozenset[str]
    others: frozenset[str]

    def is_in(self, id: str, document: Mapping[str, Any]) -> bool:
        """Whether the record of a person is theirs: by its uid; else by a name of theirs that is no other's.

        One who was merged into them has another uid, and a name that is now theirs.
        """
        keys = _keys(id, document)
        if not keys.isdisjoint(self.keys):
            return True
        return keys.isdisjoint(self.others) and folded(str(document.get("name", ""))) in self.names

    def extended(self, tables: Tables) -> "Known":
        """The same person with what one more copy knows of them: earlier names, and records merged into theirs."""
        records, merges = list(_people(tables)), list(_merges(tables))
        known = self
        while True:
            theirs = [(id, document) for id, document in records if known.is_in(id, document)]
            ids = {id for id, _ in theirs}
            theirs += [one for into, was in merges if str(into) in ids for one in was.items()]
            further = replace(
                known,
                keys=known.keys.union(*(_keys(id, document) for id, document in theirs)),
                names=known.names.union(*(_names(document) for _, document in theirs)),
            )
            if further == known:
                return known
            known = further

    def ids_in(self, tables: Tables) -> frozenset[int]:
        """The numbers that they have, or had, in these tables."""
        return frozenset(int(id) for id, document in _people(tables) if self.is_in(id, document))

    @cached_property
    def _whole(self) -> re.Pattern[str]:
        return _any_of(_whole(name) for name in self.names if len(name) > 1)

    @cached_property
    def _parts(self) -> re.Pattern[str]:
        return _any_of(part for name in self.names for part in _parts(name))

    def is_named_in(self, text: str) -> bool:
        """Whether a text holds one of their names whole."""
        return self._whole.search(folded(text)) is not None

    def may_be_meant_in(self, text: str) -> bool:
        """Whether a text holds one of their names, or a part of one by which they may be called."""
        words = folded(text)
        return self._whole.search(words) is not None or self._parts.search(words) is not None


def known_of(person: Person, journal: Journal) -> Known:
    """A person as the journal knows them; everybody else who is in it is somebody else."""
    others = (other for other in journal.people.values() if (other.id, other.uid) != (person.id, person.uid))
    return Known(
        frozenset(_keys_of(person)),
        frozenset(filter(None, map(folded, (person.name, *person.aliases)))),
        frozenset(key for other in others for key in _keys_of(other)),
    )


def _keys_of(person: Person) -> frozenset[str]:
    return _keys(str(person.id), {"uid": person.uid, "name": person.name})


def _keys(id: str, document: Mapping[str, Any]) -> frozenset[str]:
    """What tells a record of a person from others: its uid, or its number and name where it has none yet."""
    uid = document.get("uid")
    named = f"{id} {folded(str(document.get('name', '')))}"
    return frozenset((uid, named) if uid else (named,))


def _names(document: Mapping[str, Any]) -> Iterable[str]:
    names = (document.get("name"), *document.get("aliases", ()))
    return [folded(name) for name in names if isinstance(name, str) and folded(name)]


def _people(tables: Tables) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Everybody in the tables and in their history."""
    yield from tables.get("people", BLANK).items()
    for past in tables.get("changes", BLANK).values():
        yield from past.get("was", {}).get("people", {}).items()


def _merges(tables: Tables) -> Iterator[tuple[int, dict[str, Document]]]:
    """Into whom somebody was merged, and the people of before."""
    for past in tables.get("changes", BLANK).values():
        if past["command"] == "merge":
            for into in past.get("people", ()):
                yield into, past.get("was", {}).get("people", {})


def _any_of(patterns: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(set(patterns))) or "(?!)")


def _whole(words: str) -> str:
    return f"{NO_LETTER_BEFORE if words[0] < IDEOGRAPHS[0] else ''}{re.escape(words)}" + (
        NO_LETTER_AFTER if words[-1] < IDEOGRAPHS[0] else ""
    )


def _parts(name: str) -> Iterator[str]:
    """The parts of a name by which somebody may be called, as patterns; of 王秀英 also 秀英."""
    if re.fullmatch(f"[{IDEOGRAPHS}]{{3,4}}", name):
        yield re.escape(name[-2:])
    else:
        yield from (_whole(word) for word in WORDS.findall(name))
