"""The backups in a list, a copy made, and what restoring one does, before and after."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from visitlog.render import dates
from visitlog.render.documents import iso
from visitlog.render.language import _, ngettext
from visitlog.render.output import Document
from visitlog.render.screen import Cell, Column, Lines, Screen, Section, cells, cut
from visitlog.render.sentences import restoring_command
from visitlog.render.text import dot, joined


class Backup(Protocol):
    """What is shown of a backup."""

    @property
    def path(self) -> Path: ...
    @property
    def kind(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def size(self) -> int: ...
    @property
    def people(self) -> int | None: ...
    @property
    def visits(self) -> int | None: ...
    @property
    def is_readable(self) -> bool: ...


class Difference(Protocol):
    """How many records of each table are lost, gained, and changed by restoring."""

    @property
    def lost(self) -> Mapping[str, int]: ...
    @property
    def gained(self) -> Mapping[str, int]: ...
    @property
    def changed(self) -> int: ...


def backup_document(backup: Backup) -> Document:
    """A backup; `at` is the moment of the last change in it, `size` in bytes."""
    return {
        "name": backup.path.name,
        "path": str(backup.path),
        "at": iso(backup.at),
        "kind": backup.kind,
        "people": backup.people,
        "visits": backup.visits,
        "size": backup.size,
        "readable": backup.is_readable,
    }


def backups_document(backups: Sequence[Backup], limit: int | None) -> Document:
    """The JSON of `backups`."""
    return {"backups": [backup_document(backup) for backup in backups[:limit]]}


def backups_screen(backups: Sequence[Backup], journal: Path, today: date, rows: int | None) -> Screen:
    """The screen of `backups`; each line begins with the number by which it can be restored."""
    if not backups:
        none = _("There is no backup yet; the first change of each day keeps one.")
        return Screen(today, _("Backups"), "", (Lines((none,)),))
    columns = (
        Column(right=True),
        Column(),
        Column(_("last change in it"), named=True),
        Column(_("people"), right=True, named=True),
        Column(_("visits"), right=True, named=True),
        Column(_("size"), right=True, named=True),
        Column(),
        Column(),
    )
    lines = tuple(_row(number, backup, journal) for number, backup in enumerate(backups, 1))
    section = Section("", "", columns, lines, has_headings=True)
    hint = Lines((_("to restore one: visitlog restore, with its number, day or name"),))
    return Screen(today, _("Backups"), str(backups[0].path.parent), (*cut([section], rows), hint))


def _row(number: int, backup: Backup, journal: Path) -> tuple[Cell, ...]:
    short = backup.path.name.removeprefix(f"{journal.stem}-").removesuffix(journal.suffix)
    damaged = "" if backup.is_readable else _("can't be read")
    return cells(
        str(number),
        Cell(short, plain=backup.path.name),
        Cell(damaged or dates.moment(backup.at), plain=iso(backup.at), style="late" if damaged else ""),
        "" if backup.people is None else str(backup.people),
        "" if backup.visits is None else str(backup.visits),
        Cell(_size(backup.size), plain=str(backup.size)),
        Cell("", plain=backup.kind),
        Cell("", plain="readable" if backup.is_readable else "unreadable"),
    )


def _size(count: int) -> str:
    for unit in ("B", "kB"):
        if count < 1000:
            return f"{count} {unit}"
        count = round(count / 1000)
    return f"{count} MB"


def copied_lines(backup: Backup) -> Iterator[str]:
    """A copy that was made and read again."""
    yield _("Copied to {path}: {held}; read again, and sound").format(path=backup.path, held=_held(backup))


def _held(backup: Backup) -> str:
    counts = {"people": backup.people or 0, "visits": backup.visits or 0}
    return joined([_counted(table, count) for table, count in counts.items()])


def difference_document(difference: Difference | None) -> Document | None:
    """What restoring did to the records; None when the journal could not be read before."""
    if difference is None:
        return None
    return {
        "lost": dict(difference.lost),
        "gained": dict(difference.gained),
        "changed": difference.changed,
    }


def question_lines(backup: Backup, difference: Difference | None) -> Iterator[str]:
    """What restoring a backup would do, for whoever is to agree to it."""
    yield _("{name}: {held}, last changed {moment}").format(
        name=backup.path.name, held=_held(backup), moment=dates.moment(backup.at)
    )
    yield f"    {_difference_words(difference)}"
    yield "    " + _("the journal as it is now is kept beside it, as a backup")


def _difference_words(difference: Difference | None) -> str:
    if difference is None:
        return _("the journal as it is now can't be read, so what is in it can't be counted")
    parts = [
        (_("lost: {records}"), records_words(difference.lost)),
        (_("back: {records}"), records_words(difference.gained)),
        (_("as they were: {records}"), _counted("", difference.changed) if difference.changed else ""),
    ]
    words = [part.format(records=records) for part, records in parts if records]
    return dot().join(words) if words else _("the records in it are those of the journal")


def records_words(counts: Mapping[str, int]) -> str:
    """How many records of which kinds: 6 people, 10 visits, 3 records."""
    named = {
        table: counts[table] for table in ("people", "visits", "promises", "appointments") if table in counts
    }
    others = sum(counts.values()) - sum(named.values())
    words = [_counted(table, count) for table, count in named.items()]
    return joined([*words, _counted("", others)] if others else words)


def _counted(table: str, count: int) -> str:
    words = {
        "people": ngettext("{count} person", "{count} people", count),
        "visits": ngettext("{count} visit", "{count} visits", count),
        "promises": ngettext("{count} promise", "{count} promises", count),
        "appointments": ngettext("{count} appointment", "{count} appointments", count),
        "": ngettext("{count} record", "{count} records", count),
    }
    return words[table].format(count=count)


def restored_lines(
    backup: Backup, difference: Difference | None, kept: Path | None, journal: str | None
) -> Iterator[str]:
    """What was restored, and how to get back; `journal` when the command line named it."""
    yield _("Restored {name}: {held}, last changed {moment}").format(
        name=backup.path.name, held=_held(backup), moment=dates.moment(backup.at)
    )
    yield f"    {_difference_words(difference)}"
    yield "    " + _("history and undo are those of the restored journal")
    if kept is not None and difference is None:
        yield "    " + _("what was there before is kept as it was: {path}").format(path=kept)
    elif kept is not None:
        command = restoring_command(kept, journal)
        yield "    " + _("what was there before: {command}").format(command=command)
