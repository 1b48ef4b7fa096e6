"""A journal under the lock, between its reading and its one write."""

from datetime import datetime

from visitlog.model.journal import Change, Journal
from visitlog.store import backups
from visitlog.store.apply import Applied, applied, made_anew
from visitlog.store.atomic import WrittenNotConfirmed
from visitlog.store.reading import Tables, journal_of
from visitlog.store.storage import JournalStorage


class OpenJournal:
    """The tables as they were read, the journal that they are, and the way to save a change to it."""

    def __init__(self, storage: JournalStorage, tables: Tables, journal: Journal, is_older: bool) -> None:
        self._storage = storage
        self._tables = tables
        self._is_older = is_older
        self.journal = journal

    def save(self, change: Change, now: datetime) -> tuple[Journal, Applied]:
        """Writes a change, flushed to the disk, and answers the journal after it.

        Raises Refused when nothing was recorded, WrittenNotConfirmed when it was and may not be on the disk.
        """
        result = applied(self._tables, self.journal, change, now)
        path = self._storage.path

        def keep_backup() -> None:
            if self._is_older:
                backups.keep_before(path, now.date(), "upgrade")
            backups.keep(path, now.date())

        self._storage.before_replace = keep_backup
        try:
            self._storage.write_proven(result.tables)
        except WrittenNotConfirmed:
            self._is_now(result)
            raise
        self._is_now(result)
        return self.journal, result

    @property
    def tables(self) -> Tables:
        """The tables as they were read."""
        return self._tables

    def rewrite(self, tables: Tables) -> None:
        """Writes tables in the place of those that were read, and keeps nothing of what was there before."""
        self._storage.before_replace = lambda: None
        self._storage.write_proven(tables)

    def count_anew(self) -> None:
        """Makes every tally and every next id anew from the records; the next save writes them."""
        self._tables = made_anew(self._tables, self.journal)
        self.journal = journal_of(self._tables, self._storage.path, is_new=False)

    def _is_now(self, result: Applied) -> None:
        self._tables = result.tables
        self._is_older = False
        self.journal = journal_of(result.tables, self._storage.path, is_new=False, earlier=self.journal)
