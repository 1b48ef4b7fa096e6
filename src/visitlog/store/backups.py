"""Copies of the journal: the daily ones, and named ones before great changes."""

import os
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Literal

from visitlog.model.errors import N_, Ambiguous, Refused, UnreadableWhen
from visitlog.model.frozen import frozen
from visitlog.store.atomic import (
    WrittenNotConfirmed,
    glob_escape,
    make_private_folder,
    problem_of,
    remove_stale,
    replace_file,
)
from visitlog.store.held import read_whole

DAILY = 7
MONTHLY = 12
DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"

Kind = Literal["daily", "monthly", "named"]


@frozen
class Kept:
    """A backup by its name alone: of which day it is, and why it stays."""

    path: Path
    day: date
    kind: Kind


def folder_of(journal: Path) -> Path:
    """Where the backups of a journal are."""
    return journal.parent / "backups"


def daily(journal: Path) -> dict[date, Path]:
    """The daily backups by their day, oldest first; raises Refused when it can't be known."""
    return {day: path for day, is_named, path in _found(journal) if not is_named}


def newest_first(journal: Path) -> list[Path]:
    """All backups, daily and named, the newest first; raises Refused when it can't be known which there are."""
    return [path for _, _, path in reversed(_found(journal))]


def listed(journal: Path) -> list[Kept]:
    """All backups with their day and kind, the newest first; monthly are those that outlast the last days.

    Raises Refused when it can't be known which there are.
    """
    found = _found(journal)
    last_days = set([day for day, is_named, _ in found if not is_named][-DAILY:])
    return [
        Kept(path, day, "named" if is_named else "daily" if day in last_days else "monthly")
        for day, is_named, path in reversed(found)
    ]


def chosen(kept: Sequence[Kept], journal: Path, which: str, day_of: Callable[[str], date]) -> Path | None:
    """The one of these that is meant: by its name, its number in the list, its day; None when none is.

    `day_of` reads a day from words. Raises Ambiguous for a day of several named backups and no daily one.
    """
    named = [one.path for one in kept if which in _names(one.path, journal)]
    if named:
        return named[0]
    if re.fullmatch("[0-9]{1,6}", which):
        return kept[int(which) - 1].path if 0 < int(which) <= len(kept) else None
    try:
        day = day_of(which)
    except UnreadableWhen:
        return None
    fitting = [one.path for one in kept if one.day == day]
    if len(fitting) > 1 and all(one.kind == "named" for one in kept if one.day == day):
        raise Ambiguous(
            N_('"{which}" fits {count} backups; name one.'),
            candidates=tuple(path.name for path in fitting),
            which=which,
            count=len(fitting),
        )
    return fitting[-1] if fitting else None  # a day's own backup comes after its named ones


def _names(backup: Path, journal: Path) -> tuple[str, ...]:
    return backup.name, backup.stem, backup.stem.removeprefix(f"{journal.stem}-")


def _found(journal: Path) -> list[tuple[date, bool, Path]]:
    """The backups with their day and whether they are named ones, oldest first."""
    stem, suffix = re.escape(journal.stem), re.escape(journal.suffix)
    name = re.compile(rf"{stem}-(?:({DAY})|(?:before-[a-z]+|by-hand)-({DAY})-[0-9]+){suffix}")
    found: list[tuple[date, bool, int, Path]] = []
    for path in files_in(folder_of(journal)):
        fitting = name.fullmatch(path.name)
        if fitting is not None:
            with suppress(ValueError):
                day = date.fromisoformat(fitting[1] or fitting[2])
                found.append((day, fitting[1] is None, _written_at(path), path))
    return [(day, is_named, path) for day, is_named, _, path in sorted(found)]


def files_in(folder: Path) -> list[Path]:
    """What is in a folder, nothing when it is not there; raises Refused when that can't be known."""
    try:
        return list(folder.iterdir())
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise Refused(
            N_("The folder {path} can't be looked into ({problem})."), path=folder, problem=problem_of(error)
        ) from error


def _written_at(path: Path) -> int:
    """When a file was last written, which only puts those of one day in order: 0 when it is not to be known."""
    try:
        return path.lstat().st_mtime_ns
    except OSError:
        return 0


def remove_leftovers(journal: Path) -> None:
    """Removes what killed commands left of a journal and its backups; call it only while holding the lock."""
    remove_stale(journal.parent, glob_escape(journal.name))
    # Whoever comes next may have no copy of that name to make, so it would stay for ever.
    remove_stale(folder_of(journal), f"{glob_escape(journal.stem)}-*{glob_escape(journal.suffix)}")


def keep(journal: Path, today: date) -> None:
    """Keeps the journal as it is before the first change of a day; raises OSError or Refused if it can't."""
    path = folder_of(journal) / f"{journal.stem}-{today.isoformat()}{journal.suffix}"
    if path.exists() or not journal.exists():
        return
    _keep_as(journal, path)
    with suppress(OSError, Refused):  # too many backups are no reason not to record
        _prune(journal)


def free_name(journal: Path, today: date, what: str) -> Path:
    """The name of a further backup, which none has yet: `what` is "by-hand", or "before-" and a word.

    Raises Refused when that can't be known.
    """
    stem = f"{journal.stem}-{what}-{today.isoformat()}"
    number = 1
    path = folder_of(journal) / f"{stem}-{number}{journal.suffix}"
    try:
        while path.exists():
            number += 1
            path = path.with_name(f"{stem}-{number}{journal.suffix}")
    except OSError as error:
        raise _not_kept(path, error) from error
    return path


def _not_kept(path: Path, error: OSError) -> Refused:
    return Refused(
        N_("Nothing was recorded: the backup {path} can't be made ({problem})."),
        path=path,
        problem=problem_of(error),
    )


def keep_before(journal: Path, today: date, what: str) -> Path | None:
    """Keeps the journal under a name before a great change: an import, an upgrade, a restore; None if there is none.

    `what` is one lower-case word. Raises Refused when the journal can't be kept.
    """
    path = free_name(journal, today, f"before-{what}")
    try:
        if not journal.exists():
            return None
        _keep_as(journal, path)
    except OSError as error:
        raise _not_kept(path, error) from error
    return path


def _keep_as(journal: Path, path: Path) -> None:
    make_private_folder(path.parent)
    try:
        # The journal is never changed in place, so a second name for it costs nothing and stays as it is.
        os.link(journal, path)
    except OSError:
        with suppress(WrittenNotConfirmed):  # the copy is there, and the journal itself is not yet touched
            replace_file(path, [read_whole(journal) or b""])
    else:
        with suppress(OSError):  # another program may have written the journal for all to read
            path.chmod(0o600)


def _prune(journal: Path) -> None:
    found = daily(journal)
    first_of_month: dict[tuple[int, int], date] = {}
    for day in found:
        first_of_month.setdefault((day.year, day.month), day)
    kept = {*list(found)[-DAILY:], *list(first_of_month.values())[-MONTHLY:]}
    for day, path in found.items():
        if day not in kept:
            path.unlink()
