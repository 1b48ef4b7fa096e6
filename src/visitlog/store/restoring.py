"""Copies of the journal read and made: the backups to choose from, one by hand, one put in the journal's place."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from visitlog.model.errors import N_, Damaged, NotFound, Refused, VisitlogError
from visitlog.model.frozen import frozen
from visitlog.model.journal import TABLE_OF, Journal
from visitlog.model.records import NO_TALLY, Past, Person
from visitlog.store import backups
from visitlog.store.atomic import make_private_folder, path_typed, problem_of, replace_file
from visitlog.store.held import read_whole
from visitlog.store.journal_file import JournalFile
from visitlog.store.lock import locked


@frozen
class Backup:
    """A backup: `at` is the moment of the last change in it, or the file's own where that is not known.

    `people` and `visits` are how many it holds, None when it can't be read, and then `error` says why.
    """

    path: Path
    kind: backups.Kind
    at: datetime
    size: int
    people: int | None = None
    visits: int | None = None
    error: VisitlogError | None = None

    @property
    def is_readable(self) -> bool:
        """Whether the journal in it can be understood, and so restored."""
        return self.error is None


@frozen
class Difference:
    """How many records of each table go, and how many come, when one journal takes another's place.

    `changed` counts those in both that are not the same.
    """

    lost: Mapping[str, int]
    gained: Mapping[str, int]
    changed: int


@frozen
class Restoration:
    """A backup found sound, its bytes, and what restoring it does; that is None when the journal can't be read."""

    backup: Backup
    content: bytes
    difference: Difference | None


def listed(journal: Path) -> tuple[Backup, ...]:
    """All backups of a journal, each of them read, the newest first."""
    return tuple(_opened(backups.listed(journal)))


def newest_readable(journal: Path) -> Backup | None:
    """The newest backup that can be restored; older ones are not looked at."""
    return next((backup for backup in _opened(backups.listed(journal)) if backup.is_readable), None)


def _opened(kept: list[backups.Kept]) -> Iterator[Backup]:
    for one in kept:
        try:
            backup = _closed(one.path, one.kind)
        except Refused:  # it has vanished meanwhile, or what it is can't be known
            continue
        try:
            yield _counted(backup, _sound(one.path)[0])
        except VisitlogError as error:
            yield replace(backup, error=error)


def _closed(path: Path, kind: backups.Kind) -> Backup:
    """A backup that is not looked into yet; raises Refused when there is nothing to be known of its file."""
    try:
        status = path.stat()
    except OSError as error:
        raise Refused(
            N_("{path} can't be read ({problem})."), path=path, problem=problem_of(error)
        ) from error
    return Backup(path, kind, datetime.fromtimestamp(status.st_mtime).astimezone(), status.st_size)


def _counted(backup: Backup, journal: Journal) -> Backup:
    latest = journal.latest_change
    at = backup.at if latest is None else latest.at
    return replace(backup, at=at, people=len(journal.people), visits=len(journal.visits))


def _sound(path: Path) -> tuple[Journal, bytes]:
    """The journal that a file holds, and its bytes; raises Damaged, NotFound, Refused."""
    try:
        journal, content = JournalFile(path).read()
    except Damaged as damage:
        # Whatever lies beside that file is no backup of the journal that is to be restored.
        damage.values = {name: value for name, value in damage.values.items() if name != "backup"}
        raise
    if content is None:
        raise NotFound(N_("{path} is not there."), path=path)
    return journal, content


def copy_by_hand(file: JournalFile, today: date, on_wait: Callable[[], None]) -> Backup:
    """Copies the journal as it stands into the backups folder, under a name of its own."""
    _present(file)
    make_private_folder(backups.folder_of(file.path))
    with locked(file.path, on_wait):
        path = backups.free_name(file.path, today, "by-hand")
        backups.remove_leftovers(file.path)
        return _copied(_present(file), path)


def copy_to(file: JournalFile, to: Path, today: date) -> Backup:
    """Copies the journal as it stands to a path that is free, or under the day's name into a folder."""
    content = _present(file)
    path = to / f"{file.path.stem}-{today.isoformat()}{file.path.suffix}" if _is_folder(to) else to
    if not _is_folder(path.parent):
        raise Refused(N_("Nothing was copied: the folder {path} is not there."), path=path.parent)
    return _copied(content, path)


def _present(file: JournalFile) -> bytes:
    content = file.read()[1]
    if content is None:
        raise Refused(N_("There is nothing to copy: {path} is not there yet."), path=file.path)
    return content


def _copied(content: bytes, path: Path) -> Backup:
    """A true copy, flushed and read again: a second name of the file would share whatever befalls it."""
    replace_file(path, [content], before_replace=lambda: _must_be_free(path))
    if read_whole(path) != content:
        raise Refused(N_("The copy {path} is not what was written to it; don't rely on it."), path=path)
    return _counted(_closed(path, "named"), _sound(path)[0])


def _must_be_free(path: Path) -> None:
    with suppress(OSError):
        path.lstat()
        raise Refused(N_("Nothing was copied: {path} is there already; choose another name."), path=path)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # one that may not be looked into
        return False


def chosen(journal: Path, which: str | None, day_of: Callable[[str], date]) -> Path:
    """The backup meant: by its name, number, path or day; of None, the newest that can be read.

    `day_of` reads a day from words. Raises NotFound, and Ambiguous for a day of several named backups.
    """
    if which is None:
        newest = newest_readable(journal)
        if newest is None:
            raise NotFound(
                N_("{path} holds no backup that can be read; name one by its path."),
                path=backups.folder_of(journal),
            )
        return newest.path
    if "/" in which:
        return path_typed(which)
    found = backups.chosen(backups.listed(journal), journal, which, day_of)
    if found is None and _is_file(Path(which)):
        return Path(which)
    if found is None:
        raise NotFound(N_('there is no backup "{which}"; "visitlog backups" lists them.'), which=which)
    return found


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long
        return False


def restoration(file: JournalFile, path: Path) -> Restoration:
    """What restoring a backup would do; raises Damaged when the backup itself can't be understood."""
    if path.resolve() == file.path:
        raise Refused(N_("{path} is the journal itself; nothing was restored."), path=path)
    journal, content = _sound(path)
    kinds = {one.path: one.kind for one in backups.listed(file.path)}
    try:
        difference = difference_between(file.load(), journal)
    except VisitlogError:
        difference = None
    return Restoration(_counted(_closed(path, kinds.get(path, "named")), journal), content, difference)


def difference_between(present: Journal, other: Journal) -> Difference:
    """What goes, comes and changes when the other journal takes the place of the present one."""
    lost: dict[str, int] = {}
    gained: dict[str, int] = {}
    changed = 0
    for kind, name in TABLE_OF.items():
        if kind is Past:
            continue
        now, then = (
            {(record.id, record.uid): _compared(record) for record in journal.table(kind).values()}
            for journal in (present, other)
        )
        lost[name] = len(now.keys() - then.keys())
        gained[name] = len(then.keys() - now.keys())
        changed += sum(now[key] != then[key] for key in now.keys() & then.keys())
    return Difference(_of_some(lost), _of_some(gained), changed)


def _of_some(counts: Mapping[str, int]) -> Mapping[str, int]:
    return {name: count for name, count in counts.items() if count}


def _compared(record: Any) -> Any:
    return replace(record, tally=NO_TALLY) if isinstance(record, Person) else record


def restore(
    file: JournalFile, restoration: Restoration, now: datetime, on_wait: Callable[[], None]
) -> Path | None:
    """Puts a backup in the journal's place, and answers where the present file is kept; None if there was none.

    The present file is kept byte for byte, damaged or not, before anything is written.
    """
    make_private_folder(file.path.parent)
    with locked(file.path, on_wait):
        backups.remove_leftovers(file.path)
        kept = file.keep_before("restore", now)
        replace_file(file.path, [restoration.content])
    return kept
