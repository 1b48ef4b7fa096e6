"""Loads a Journal from its file, and opens it for a Change under the lock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from visitlog.model.errors import Damaged, Refused, VisitlogError
from visitlog.model.journal import Journal
from visitlog.store.atomic import make_private_folder
from visitlog.store.reading import Tables, blank_tables, current, journal_of, tables_at
from visitlog.store.storage import JournalStorage

if TYPE_CHECKING:
    from visitlog.store.open_journal import OpenJournal


class JournalFile:
    """The journal at a path, whether it exists yet or not; `is_asked_for` when the command line named it."""

    def __init__(self, path: Path, is_asked_for: bool = False) -> None:
        self.path = JournalStorage(path).path
        self._is_asked_for = is_asked_for

    def load(self) -> Journal:
        """The journal as it stands, without a lock: the old file or the new; raises Damaged."""
        return _journal(*self._read())

    def read(self) -> tuple[Journal, bytes | None]:
        """The journal as it stands, and the bytes that hold it, None when there is no file; raises Damaged."""
        storage, tables, is_older = self._read()
        return _journal(storage, tables, is_older), storage.content()

    @contextmanager
    def writing(self, on_wait: Callable[[], None] = lambda: None) -> Iterator["OpenJournal"]:
        """The journal under its lock, from reading to saving; never hold it while waiting for a person."""
        # What only a change needs is not loaded to read.
        from visitlog.store import backups
        from visitlog.store.lock import locked
        from visitlog.store.open_journal import OpenJournal

        make_private_folder(self.path.parent)
        with locked(self.path, on_wait):
            backups.remove_leftovers(self.path)
            storage, tables, is_older = self._read()
            journal = _journal(storage, tables, is_older)
            yield OpenJournal(storage, blank_tables() if tables is None else tables, journal, is_older)

    def keep_before(self, what: str, now: datetime) -> Path | None:
        """Keeps a named backup before a great change; call it while writing."""
        from visitlog.store import backups

        return backups.keep_before(self.path, now.date(), what)

    def _read(self) -> tuple[JournalStorage, Tables | None, bool]:
        storage = JournalStorage(self.path)
        try:
            return (storage, *current(storage))
        except Damaged as damage:
            from visitlog.store import backups

            good = None
            with suppress(Refused):  # the damage is what must be told
                good = next(filter(_is_sound, backups.newest_first(self.path)), None)
            asked_for = self.path if self._is_asked_for else None
            damage.values = {**damage.values, "backup": good, "journal": asked_for}
            raise


def _journal(storage: JournalStorage, tables: Tables | None, is_older: bool) -> Journal:
    is_proven = storage.is_trusted and not is_older
    return journal_of(tables or {}, storage.path, is_new=tables is None, is_proven=is_proven)


def _is_sound(path: Path) -> bool:
    try:
        tables = tables_at(path)[1]
    except VisitlogError:
        return False
    return tables is not None
