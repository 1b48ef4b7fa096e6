"""Erases one person for good: from the backups first and from the journal last, so that it can be said again."""

import os
from collections.abc import Callable, Iterable, Iterator, Set
from contextlib import suppress
from pathlib import Path

from visitlog.model.errors import N_, Damaged, Refused, VisitlogError
from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.records import Person
from visitlog.store import backups, drafts
from visitlog.store.atomic import WrittenNotConfirmed, problem_of
from visitlog.store.edits import Tables
from visitlog.store.erasure import Erasure, Wishes, erased_from, shown
from visitlog.store.held import read_whole
from visitlog.store.journal_file import JournalFile
from visitlog.store.known import Known, known_of
from visitlog.store.reading import journal_of, tables_at

LARGEST_STRAY = 50_000_000


@frozen
class Erased:
    """What an erasure comes to, or would: in the journal, and in the files around it.

    `backups` are those that hold the person and are rewritten; `unreadable` those that can't be read, so that nobody
    can say whether they do; `mentioning` other files of the journal that may still name the person.
    """

    journal: Erasure
    backups: tuple[Path, ...] = ()
    unreadable: tuple[Path, ...] = ()
    mentioning: tuple[Path, ...] = ()
    drafts: tuple[Path, ...] = ()
    is_unreadable_gone: bool = False


def people_of_backups(journal: Path) -> tuple[Person, ...]:
    """Everybody whom a backup holds, each record once, the newest first."""
    found: dict[str, Person] = {}
    for path in backups.newest_first(journal):
        with suppress(VisitlogError):
            tables = tables_at(path)[1] or {}
            for person in journal_of(tables, path, is_new=False).people.values() if tables else ():
                found.setdefault(person.uid or f"{person.id} {person.name}", person)
    return tuple(found.values())


def foreseen(file: JournalFile, person: Person, wishes: Wishes) -> Erased:
    """What erasing a person would come to; nothing is written."""
    journal, tables = file.load(), tables_at(file.path)[1] or {}
    kept = backups.newest_first(file.path)
    known = _known_everywhere(kept, person, journal, tables)
    holding, unreadable = [], []
    for path in kept:
        try:
            held = tables_at(path)[1]
            if held is not None and known.ids_in(held):
                holding.append(path)
        except VisitlogError:
            unreadable.append(path)
    return Erased(erased_from(tables, known, wishes), tuple(holding), tuple(unreadable))


def erase(
    file: JournalFile,
    person: Person,
    wishes: Wishes,
    delete_unreadable: bool,
    on_wait: Callable[[], None],
    on_file: Callable[[Path], None],
) -> Erased:
    """Erases a person from the backups, the drafts and the journal; raises Refused where it can't go on.

    Killed or refused half-way, it has left the person in the journal, and can be said again. `on_file` hears of each
    file before it is read.
    """
    with file.writing(on_wait) as opened:
        kept = backups.newest_first(file.path)
        known = _known_everywhere(kept, person, opened.journal, opened.tables)
        erasure = erased_from(opened.tables, known, wishes)
        try:
            cleaned, unreadable, mentioning = _clean(kept, known, wishes, on_file)
            for path in unreadable if delete_unreadable else ():
                path.unlink()
            _remove_stale(file.path)
            removed, unsaved = _clean_drafts(file.path, known, erasure, person)
            if erasure.is_needed:
                opened.rewrite(erasure.tables)
        except WrittenNotConfirmed:
            raise
        except (OSError, Refused) as error:
            why = error if isinstance(error, Refused) else problem_of(error)
            raise Refused(
                N_("{person} is not erased yet ({why}); mend that, and say it again."), person=person, why=why
            ) from error
    strays = tuple(_strays(file.path, known, {*kept, file.path}))
    return Erased(
        erasure,
        tuple(cleaned),
        tuple(unreadable),
        (*mentioning, *unsaved, *strays),
        tuple(removed),
        delete_unreadable,
    )


def _known_everywhere(kept: Iterable[Path], person: Person, journal: Journal, tables: Tables) -> Known:
    """The person as the journal and every backup know them, so that what an older one tells is found in a newer one."""
    known = known_of(person, journal).extended(tables)
    for backup in kept:
        with suppress(VisitlogError):
            known = known.extended(tables_at(backup)[1] or {})
    return known


def _clean(
    kept: Iterable[Path], known: Known, wishes: Wishes, on_file: Callable[[Path], None]
) -> tuple[list[Path], list[Path], list[Path]]:
    """Rewrites the backups that hold the person; which those were, which can't be read, which may still name them."""
    cleaned: list[Path] = []
    unreadable: list[Path] = []
    mentioning: list[Path] = []
    for path in kept:
        on_file(path)
        try:
            storage, tables = tables_at(path)
        except Damaged:
            unreadable.append(path)
            continue
        erasure = erased_from(tables or {}, known, wishes)
        if erasure.is_needed:
            moment = path.stat().st_mtime_ns
            storage.write_proven(erasure.tables)
            with suppress(OSError):  # backups of one day are in the order of their files' times
                os.utime(path, ns=(moment, moment))
            cleaned.append(path)
        if erasure.mentions or erasure.history_mentions:
            mentioning.append(path)
    return cleaned, unreadable, mentioning


def _remove_stale(journal: Path) -> None:
    """Removes what killed commands left of backups that they were making; call it only while holding the lock."""
    for path in backups.files_in(backups.folder_of(journal)):
        if path.name.startswith(f".{journal.stem}-") and path.name.endswith(".tmp"):
            path.unlink()


def _clean_drafts(
    journal: Path, known: Known, erasure: Erasure, person: Person
) -> tuple[list[Path], list[Path]]:
    """Removes the drafts of records that went or were emptied, and those that name the person; tells of other notes."""
    theirs = {*_numbers(erasure), str(person.id)}
    removed: list[Path] = []
    left: list[Path] = []
    folders = backups.files_in(drafts.folder_of(journal))
    for draft in sorted(draft for folder in folders for draft in backups.files_in(folder)):
        if draft.stem in theirs or draft.parent in {path.parent for path in removed} or _names(draft, known):
            drafts.discarded(draft)
            removed.append(draft)
        elif draft.name == drafts.NOTE:
            left.append(draft)
    return removed, left


def _numbers(erasure: Erasure) -> Iterator[str]:
    yield from (shown(name, id) for name, ids in erasure.gone.items() for id in ids)
    yield from (*erasure.emptied, *erasure.unsaid)


def _names(path: Path, known: Known) -> bool:
    """Whether the text of a file names the person; one that can't be read may."""
    try:
        content = read_whole(path) or b""
    except VisitlogError:
        return True
    return known.is_named_in(content.decode("utf-8", "replace"))


def _strays(journal: Path, known: Known, looked_at: Set[Path]) -> Iterator[Path]:
    """Other files beside the journal, and among its backups, that name the person; a folder that keeps them hidden."""
    for folder, name in ((journal.parent, journal.stem), (backups.folder_of(journal), "")):
        try:
            found = {path for path in backups.files_in(folder) if path.name.startswith(name)}
        except Refused:
            yield folder
        else:
            yield from (path for path in sorted(found - looked_at) if _may_name(path, known))


def _may_name(path: Path, known: Known) -> bool:
    """Whether a file of a size that can be searched names the person; one that can't be looked at may."""
    try:
        return path.is_file() and path.stat().st_size <= LARGEST_STRAY and _names(path, known)
    except OSError:
        return True
