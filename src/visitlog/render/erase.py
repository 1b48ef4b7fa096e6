"""What erasing somebody comes to, before and after; and what it can't reach."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from visitlog.model.records import Person
from visitlog.render.backups import records_words
from visitlog.render.language import _, ngettext
from visitlog.render.output import Document
from visitlog.render.text import ellipsis, joined, labelled
from visitlog.render.words import told

NAMED = 12
"""So many records or files a line names."""


class Wishes(Protocol):
    """What is to become of what is not theirs alone."""

    @property
    def keep_shared(self) -> bool: ...
    @property
    def mentions(self) -> bool: ...


class Erasure(Protocol):
    """What becomes of the records of the journal."""

    @property
    def gone(self) -> Mapping[str, Iterable[str]]: ...
    @property
    def shared(self) -> Sequence[str]: ...
    @property
    def emptied(self) -> Sequence[str]: ...
    @property
    def unsaid(self) -> Sequence[str]: ...
    @property
    def mentions(self) -> Sequence[str]: ...
    @property
    def history(self) -> int: ...
    @property
    def history_mentions(self) -> int: ...


class Erased(Protocol):
    """What becomes of the journal and of the files around it."""

    @property
    def journal(self) -> Erasure: ...
    @property
    def backups(self) -> Sequence[Path]: ...
    @property
    def unreadable(self) -> Sequence[Path]: ...
    @property
    def mentioning(self) -> Sequence[Path]: ...
    @property
    def drafts(self) -> Sequence[Path]: ...
    @property
    def is_unreadable_gone(self) -> bool: ...


def document(person: Person, erased: Erased) -> Document:
    """The JSON of `erase`."""
    journal = erased.journal
    return {
        "erased": {"id": person.id, "name": person.name},
        "records": _counts(journal),
        "history": journal.history,
        "shared": list(journal.shared),
        "emptied": list(journal.emptied),
        "unsaid": list(journal.unsaid),
        "backups": [path.name for path in erased.backups],
        "drafts": list(map(str, erased.drafts)),
        "deleted": list(map(str, erased.unreadable)) if erased.is_unreadable_gone else [],
        "left": {
            "mentions": list(journal.mentions),
            "history": journal.history_mentions,
            "unreadable": [] if erased.is_unreadable_gone else list(map(str, erased.unreadable)),
            "files": list(map(str, erased.mentioning)),
        },
    }


def _counts(erasure: Erasure) -> dict[str, int]:
    return {table: len(list(ids)) for table, ids in erasure.gone.items() if ids}


def question_lines(person: Person, erased: Erased, wishes: Wishes) -> Iterator[str]:
    """What would be erased, for whoever is to agree to it."""
    yield labelled(told(person), _what(erased))
    journal = erased.journal
    if journal.shared and not wishes.keep_shared:
        yield "    " + _(
            "shared with others, whose text is emptied: {records}; to leave it: --keep-shared"
        ).format(records=_some(journal.shared))
    elif journal.shared:
        yield "    " + _("shared with others, whose text stays: {records}").format(
            records=_some(journal.shared)
        )
    if journal.mentions:
        yield "    " + _(
            "records of others that may name them, and stay: {records}; "
            "edit them first, or empty what names them in full: --mentions"
        ).format(records=_some(journal.mentions))
    if erased.unreadable:
        yield "    " + _("backups that can't be read, and may hold them: {files}").format(
            files=_some([path.name for path in erased.unreadable])
        )
    yield "    " + _out_of_reach()


def done_lines(person: Person, erased: Erased, wishes: Wishes) -> Iterator[str]:
    """What was erased, what is left to do by hand, and what is out of reach."""
    yield _("Erased for good: {person}: {what}").format(person=told(person), what=_what(erased))
    journal = erased.journal
    if journal.emptied:
        yield "    " + _("stay for others, without their text: {records}").format(
            records=_some(journal.emptied)
        )
    if journal.shared and wishes.keep_shared:
        yield "    " + _("stay for others, with their text: {records}").format(records=_some(journal.shared))
    if journal.unsaid:
        yield "    " + _("emptied of the name: {records}").format(records=_some(journal.unsaid))
    if erased.drafts:
        yield "    " + _("drafts deleted: {files}").format(files=_some(list(map(str, erased.drafts))))
    yield from _left_lines(erased)
    yield "    " + _out_of_reach()


def _left_lines(erased: Erased) -> Iterator[str]:
    journal = erased.journal
    if erased.unreadable and erased.is_unreadable_gone:
        yield "    " + _("deleted, for they could not be read: {files}").format(
            files=_some([path.name for path in erased.unreadable])
        )
    elif erased.unreadable:
        yield "    " + _("could not be read, and may hold them still; delete them: {files}").format(
            files=_some(list(map(str, erased.unreadable)))
        )
    if journal.mentions:
        yield "    " + _("records of others that may name them; look, and edit them: {records}").format(
            records=_some(journal.mentions)
        )
    if journal.history_mentions:
        yield "    " + ngettext(
            "{count} change in the history may name them", "{count} changes in the history may name them",
            journal.history_mentions,
        ).format(count=journal.history_mentions)  # fmt: skip
    if erased.mentioning:
        yield "    " + _("files that may name them: {files}").format(
            files=_some(list(map(str, erased.mentioning)))
        )


def _out_of_reach() -> str:
    return _(
        "out of reach: copies and exports elsewhere, your shell's history, what the disk has not overwritten"
    )


def _what(erased: Erased) -> str:
    """How many records, changes and backups it concerns."""
    parts = [records_words(_counts(erased.journal))] if _counts(erased.journal) else []
    count = erased.journal.history
    if count:
        parts.append(ngettext("{count} change", "{count} changes", count).format(count=count))
    count = len(erased.backups)
    if count:
        parts.append(ngettext("in {count} backup", "in {count} backups", count).format(count=count))
    return joined(parts) if parts else _("nothing is left of them here")


def _some(names: Sequence[str]) -> str:
    return joined([*names[:NAMED], ellipsis()] if len(names) > NAMED else list(names))
