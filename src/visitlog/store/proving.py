"""What in the journal's file does not agree with its records, and the one write that mends it."""

import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from visitlog.model.journal import TABLES, Change, Journal
from visitlog.model.records import Visit
from visitlog.reports.check import CheckReport, Finding
from visitlog.store import backups, drafts
from visitlog.store.edits import BLANK
from visitlog.store.journal_file import JournalFile
from visitlog.store.reading import journal_of
from visitlog.store.restoring import Backup, listed
from visitlog.store.storage import JournalStorage
from visitlog.store.tally import tally_of, window_days
from visitlog.store.upgrade import SCHEMA, schema_of

Report = Callable[[Journal, Iterable[Finding]], CheckReport]
"""What does not go together in a journal, beside what was found in its file."""


def examined(file: JournalFile, report: Report) -> CheckReport:
    """What is wrong with a journal and its file; raises Damaged when it can't be read at all."""
    journal = file.load()
    kept = listed(file.path)
    around = [*_unsaved(file.path), *_open_modes(file.path, kept), *_unreadable(kept)]
    storage = JournalStorage(file.path)
    tables: Any = storage.read()  # as they stand: what `load` answers may have been counted anew
    if tables is None:
        return report(journal, (*around, *_missing(file.path, kept)))
    if not storage.is_trusted:
        around.append(Finding("changed_outside", values={"path": file.path}, is_mendable=True))
    if schema_of(tables, file.path) < SCHEMA:  # everything is counted when it is brought up to date
        return report(journal, around)
    stored = journal_of(tables, file.path, is_new=False)
    return report(stored, (*around, *_low_ids(tables, stored), *_tallies(stored)))


def repaired(
    file: JournalFile,
    report: Report,
    mend: Callable[[Journal], Change],
    now: datetime,
    on_wait: Callable[[], None],
) -> CheckReport:
    """What was wrong, and mended where nobody need decide: in one change, with a named backup before it."""
    with file.writing(on_wait) as opened:
        found = examined(file, report)
        if any(finding.is_mendable and finding.code != "open_mode" for finding in found.findings):
            opened.count_anew()
            change = mend(opened.journal)
            file.keep_before("repair", now)
            opened.save(change, now)
        for finding in found.findings:
            if finding.code == "open_mode":
                _close(Path(str(finding.values["path"])))
        left = [finding for finding in examined(file, report).findings if finding.is_mendable]
    return replace(found, findings=tuple(_mended(finding, left) for finding in found.findings))


def _mended(finding: Finding, left: list[Finding]) -> Finding:
    return replace(finding, is_mended=finding.is_mendable and finding not in left)


def _missing(path: Path, kept: Iterable[Backup]) -> Iterator[Finding]:
    if any(backup.is_readable for backup in kept):
        yield Finding("no_journal", values={"path": path})


def _unsaved(path: Path) -> Iterator[Finding]:
    """What was written in an editor and not saved; one that is open now is told as well, for nobody can know."""
    for draft in drafts.left(path):
        if draft.name == drafts.NOTE:
            yield Finding("unsaved_note", values={"path": draft})
        else:
            yield Finding("unsaved_form", draft.stem, {"path": draft})


def _open_modes(path: Path, kept: Iterable[Backup]) -> Iterator[Finding]:
    """The folder if others can write in it, and whatever of ours others can so much as read."""
    mode = _mode(path.parent)
    if mode & 0o022 and not mode & stat.S_ISVTX:
        yield Finding("open_folder", values={"path": path.parent, "mode": f"{mode:o}"})
    for ours in (path, backups.folder_of(path), *(backup.path for backup in kept)):
        mode = _mode(ours)
        if mode & 0o077:
            yield Finding("open_mode", values={"path": ours, "mode": f"{mode:o}"}, is_mendable=True)


def _mode(path: Path) -> int:
    """The permissions of a file or a folder; none when it is not there."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        return 0


def _close(path: Path) -> None:
    with suppress(OSError):  # a file system without permissions; it is found again
        path.chmod(0o700 if path.is_dir() else 0o600)


def _unreadable(kept: Iterable[Backup]) -> Iterator[Finding]:
    for backup in kept:
        if backup.error is not None:
            yield Finding("unreadable_backup", values={"error": backup.error})


def _low_ids(tables: Mapping[str, Mapping[str, Any]], journal: Journal) -> Iterator[Finding]:
    """The tables whose next number has been given already."""
    for name in TABLES:
        highest = max(map(int, tables.get(name, BLANK)), default=0)
        if journal.next_id(name) <= highest:
            values = {"table": name, "next": journal.next_id(name), "highest": highest}
            yield Finding("next_id", values=values, is_mendable=True)


def _tallies(journal: Journal) -> Iterator[Finding]:
    """The people whose tally is not what their visits add up to."""
    visits: dict[int, list[Visit]] = {}
    for visit in journal.visits.values():
        for person in dict.fromkeys(visit.people):
            visits.setdefault(person, []).append(visit)
    window = window_days(journal.group_records.values())
    for known in journal.people.values():
        if known.tally != tally_of(visits.get(known.id, ()), window):
            yield Finding("tally", str(known.id), {"person": known}, is_mendable=True)
