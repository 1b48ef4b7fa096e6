"""The journal as it was is kept: once a day, for a week and by the month, and by name before great changes."""

import errno
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from store_made import NOON, put, putting

from visitlog.model.errors import Refused
from visitlog.model.records import Person
from visitlog.store import backups
from visitlog.store.journal_file import JournalFile

TODAY = date(2026, 3, 5)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.json"


def kept(path: Path) -> list[str]:
    folder = path.parent / "backups"
    return sorted(each.name for each in folder.iterdir()) if folder.is_dir() else []


def unlinkable(*_: Any, **__: Any) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def test_the_first_write_of_all_has_nothing_to_keep(path: Path) -> None:
    put(path, Person(1, "A"))
    assert kept(path) == []


def test_the_first_change_of_a_day_keeps_the_file_as_it_was(path: Path) -> None:
    put(path, Person(1, "A"))
    before = path.read_bytes()
    put(path, Person(1, "B"))
    assert kept(path) == ["journal-2026-03-05.json"]
    assert (path.parent / "backups" / "journal-2026-03-05.json").read_bytes() == before


def test_later_changes_of_the_day_keep_nothing_more(path: Path) -> None:
    for name in ("A", "B", "C", "D"):
        put(path, Person(1, name))
    (backup,) = (path.parent / "backups").iterdir()
    person = JournalFile(backup).load().people.get(1)
    assert person is not None
    assert person.name == "A"


def test_the_day_is_the_users_not_greenwichs(path: Path) -> None:
    put(path, Person(1, "A"))
    put(path, Person(1, "B"), now=datetime(2026, 3, 6, 1, 0, tzinfo=NOON.tzinfo))
    assert datetime(2026, 3, 6, 1, 0, tzinfo=NOON.tzinfo).astimezone(UTC).date() == TODAY
    assert kept(path) == ["journal-2026-03-06.json"]


def test_a_backup_is_another_name_of_the_same_file_and_costs_nothing(path: Path) -> None:
    put(path, Person(1, "A"))
    number = path.stat().st_ino
    put(path, Person(1, "B"))
    backup = path.parent / "backups" / "journal-2026-03-05.json"
    assert backup.stat().st_ino == number
    assert path.stat().st_ino != number
    assert (backup.stat().st_nlink, path.stat().st_nlink) == (1, 1)


def test_where_files_cannot_have_two_names_the_backup_is_a_private_copy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", unlinkable)
    put(path, Person(1, "A"))
    before = path.read_bytes()
    earlier = os.umask(0)
    try:
        put(path, Person(1, "B"))
    finally:
        os.umask(earlier)
    backup = path.parent / "backups" / "journal-2026-03-05.json"
    assert backup.read_bytes() == before
    assert backup.stat().st_mode & 0o777 == 0o600
    assert kept(path) == [backup.name]


def test_a_copy_that_was_cut_short_is_made_again(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "link", unlinkable)
    put(path, Person(1, "A"))
    (path.parent / "backups").mkdir()
    (path.parent / "backups" / ".journal-2026-03-05.json.77.tmp").write_text("half")
    put(path, Person(1, "B"))
    assert kept(path) == ["journal-2026-03-05.json"]


def test_a_copy_that_only_the_disk_has_not_confirmed_does_not_stop_the_command(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(path, Person(1, "A"))
    monkeypatch.setattr(os, "link", unlinkable)
    real = os.fsync
    (path.parent / "backups").mkdir()

    def fails_there(descriptor: int) -> None:
        if os.fstat(descriptor).st_ino == (path.parent / "backups").stat().st_ino:
            raise OSError(errno.EIO, "Input/output error")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fails_there)
    put(path, Person(1, "B"))
    assert kept(path) == ["journal-2026-03-05.json"]
    assert b'"B"' in path.read_bytes()


def made(path: Path, days: list[date]) -> None:
    """A journal of which the first change on each of these days kept a backup."""
    put(path, Person(1, "A"))
    for day in days:
        backups.keep(path, day)


def days_kept(path: Path) -> list[date]:
    return list(backups.daily(path))


def test_seven_days_stay(path: Path) -> None:
    made(path, [date(2026, 3, 1) + timedelta(n) for n in range(20)])
    assert days_kept(path) == [date(2026, 3, 1), *(date(2026, 3, day) for day in range(14, 21))]


def test_days_without_changes_do_not_count(path: Path) -> None:
    days = [date(2026, 3, 1) + timedelta(3 * n) for n in range(8)]
    made(path, days)
    assert days_kept(path) == days


def test_the_first_backup_of_each_of_twelve_months_stays(path: Path) -> None:
    made(path, [date(2024, 1, 10) + timedelta(n) for n in range(800)])
    last = date(2024, 1, 10) + timedelta(799)
    months = [date(2025, month, 1) for month in range(4, 13)] + [date(2026, month, 1) for month in (1, 2, 3)]
    assert last == date(2026, 3, 19)
    assert days_kept(path) == [*months, *(last - timedelta(n) for n in range(6, -1, -1))]


def test_a_clock_set_back_does_not_stop_the_command(path: Path) -> None:
    made(path, [TODAY + timedelta(n) for n in range(9)])
    put(path, Person(1, "B"), now=NOON - timedelta(400))
    assert days_kept(path)[-1] == TODAY + timedelta(8)


def test_a_backup_that_cannot_be_removed_does_not_stop_the_command(path: Path) -> None:
    made(path, [TODAY + timedelta(n) for n in range(8)])
    (path.parent / "backups" / "journal-2026-03-06.json").unlink()
    (path.parent / "backups" / "journal-2026-03-06.json").mkdir()
    put(path, Person(1, "B"), now=NOON + timedelta(30))
    assert b'"B"' in path.read_bytes()


def test_named_backups_are_numbered_and_stay(path: Path) -> None:
    put(path, Person(1, "A"))
    journal = JournalFile(path)
    for name in ("B", "C"):
        with journal.writing() as open_journal:
            journal.keep_before("import", NOON)
            open_journal.save(putting(Person(1, name)), NOON)
    with journal.writing():
        journal.keep_before("restore", NOON)
    made(path, [TODAY + timedelta(n) for n in range(30)])
    named = [name for name in kept(path) if "before" in name]
    assert named == [
        "journal-before-import-2026-03-05-1.json",
        "journal-before-import-2026-03-05-2.json",
        "journal-before-restore-2026-03-05-1.json",
    ]
    people = [JournalFile(path.parent / "backups" / name).load().people.get(1) for name in named]
    assert [person.name for person in people if person] == ["A", "B", "C"]


def test_before_there_is_a_journal_there_is_nothing_to_keep(path: Path) -> None:
    JournalFile(path).keep_before("import", NOON)
    assert kept(path) == []


def test_a_named_backup_that_cannot_be_made_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(path, Person(1, "A"))
    (path.parent / "backups").write_text("in the way")
    with pytest.raises(Refused, match=r"^Nothing was recorded: .*before-import-2026-03-05-1.json"):
        JournalFile(path).keep_before("import", NOON)


def test_backups_are_listed_newest_first_named_ones_after_the_days_own(path: Path) -> None:
    made(path, [TODAY, TODAY - timedelta(1), TODAY + timedelta(1)])
    JournalFile(path).keep_before("import", NOON)
    assert [backup.name for backup in backups.newest_first(path)] == [
        "journal-2026-03-06.json",
        "journal-before-import-2026-03-05-1.json",
        "journal-2026-03-05.json",
        "journal-2026-03-04.json",
    ]


@pytest.mark.parametrize(
    "other",
    ["journal-2026.json", "journal-before-import.json", "journal.txt", "journal", "j.json", "Journal.json"],
)
def test_two_journals_in_one_folder_keep_their_own_backups(tmp_path: Path, other: str) -> None:
    one, two = tmp_path / "journal.json", tmp_path / other
    days = [TODAY + timedelta(n) for n in range(9)]
    made(one, days)
    made(two, [TODAY - timedelta(1)])
    JournalFile(two).keep_before("import", NOON)
    made(one, [TODAY + timedelta(9)])
    assert days_kept(one) == [days[0], *days[3:], TODAY + timedelta(9)]
    assert days_kept(two) == [TODAY - timedelta(1)]
    assert len(backups.newest_first(two)) == 2
    assert len(backups.newest_first(one)) == 8


@pytest.mark.parametrize(
    "name",
    [
        "journal-20260305.json",
        "journal-2026-W10-4.json",
        "journal-2026-02-30.json",
        "journal-2026-03-05.json.bak",
    ],
)
def test_files_of_the_users_own_in_the_folder_are_left_alone(path: Path, name: str) -> None:
    (path.parent / "backups").mkdir()
    (path.parent / "backups" / name).write_text("mine")
    made(path, [TODAY + timedelta(n) for n in range(9)])
    assert (path.parent / "backups" / name).read_text() == "mine"
    assert len(days_kept(path)) == 8


def test_a_file_in_the_folders_place_holds_no_backups(path: Path) -> None:
    (path.parent / "backups").write_text("in the way")
    assert backups.daily(path) == {}
    assert backups.newest_first(path) == []


def refusing(*_: Any, **__: Any) -> None:
    raise OSError(errno.EIO, "Input/output error")


def test_a_folder_that_cannot_be_looked_into_is_not_taken_for_an_empty_one(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path.parent / "backups").mkdir()
    monkeypatch.setattr("os.listdir", refusing)
    for look in (backups.listed, backups.newest_first, backups.daily):
        with pytest.raises(Refused, match="can't be looked into"):
            look(path)


def test_a_backup_of_which_the_time_is_not_known_is_listed_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path.parent / "backups").mkdir()
    (path.parent / "backups" / "journal-2026-03-01.json").write_text("{}")
    monkeypatch.setattr("os.lstat", refusing)
    assert [one.path.name for one in backups.listed(path)] == ["journal-2026-03-01.json"]
