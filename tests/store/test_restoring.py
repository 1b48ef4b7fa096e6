"""The backups are listed as they are, copies are true copies, and a backup takes the journal's place whole."""

import errno
import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from store_made import NOON, put, read, saved

from visitlog.model.errors import (
    Ambiguous,
    Damaged,
    Locked,
    Misuse,
    NotFound,
    Refused,
    UnreadableWhen,
    VisitlogError,
)
from visitlog.model.journal import Change
from visitlog.model.records import Person, Promise, Visit
from visitlog.store import backups, lock, restoring
from visitlog.store.atomic import WrittenNotConfirmed
from visitlog.store.journal_file import JournalFile
from visitlog.store.restoring import (
    Difference,
    chosen,
    copy_by_hand,
    copy_to,
    listed,
    newest_readable,
    restoration,
    restore,
)
from visitlog.store.upgrade import SCHEMA

TODAY = NOON.date()
ANN, BEA = Person(1, "Ann"), Person(2, "Bea")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal of two days: the backup of the second holds one person and no visit."""
    path = tmp_path / "home" / "journal.json"
    put(path, ANN, now=NOON - timedelta(1))
    put(path, BEA, Visit(1, (1,), date(2026, 3, 4)))
    return path


def folder(path: Path) -> Path:
    return path.parent / "backups"


def kept(path: Path) -> list[str]:
    return sorted(each.name for each in folder(path).iterdir())


def never(_: str = "") -> Any:
    pytest.fail("asked without need")


def iso_day(typed: str) -> date:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise UnreadableWhen("no day", typed) from None


def by_hand(path: Path, day: date = TODAY) -> Path:
    return copy_by_hand(JournalFile(path), day, never).path


def put_back(path: Path, backup: Path, now: datetime = NOON) -> Path | None:
    file = JournalFile(path)
    return restore(file, restoration(file, backup), now, never)


@contextmanager
def untouched(path: Path) -> Iterator[None]:
    """Neither the journal nor any backup is changed, removed or added."""
    before = {each: each.read_bytes() for each in (path, *folder(path).iterdir()) if each.is_file()}
    yield
    assert {each: each.read_bytes() for each in (path, *folder(path).iterdir()) if each.is_file()} == before


# The list


def test_the_list_says_what_is_in_each_backup_the_newest_first(path: Path) -> None:
    put(path, Promise(1, 1, "a lamp"), now=NOON + timedelta(1))
    found = [(one.path.name, one.kind, one.at, one.people, one.visits) for one in listed(path)]
    assert found == [
        ("journal-2026-03-06.json", "daily", NOON, 2, 1),
        ("journal-2026-03-05.json", "daily", NOON - timedelta(1), 1, 0),
    ]
    assert [one.size for one in listed(path)] == [one.path.stat().st_size for one in listed(path)]
    assert all(one.is_readable for one in listed(path))


def test_before_there_is_a_folder_the_list_is_empty(tmp_path: Path) -> None:
    assert listed(tmp_path / "journal.json") == ()
    assert newest_readable(tmp_path / "journal.json") is None


def test_the_first_of_a_month_beyond_the_last_seven_days_is_monthly(path: Path) -> None:
    for number in range(30):
        backups.keep(path, date(2026, 3, 10) + timedelta(number))
    by_hand(path)
    kinds = {one.path.name: one.kind for one in listed(path)}
    assert kinds.pop("journal-by-hand-2026-03-05-1.json") == "named"
    assert [kinds.pop(f"journal-2026-0{n}.json") for n in ("3-05", "4-01")] == ["monthly", "monthly"]
    assert kinds == {f"journal-2026-04-0{day}.json": "daily" for day in range(2, 9)}


UNREADABLE: dict[str, bytes] = {
    "nothing": b"",
    "half": b'{\n"people": {',
    "another shape": b"[]",
    "an unsound record": b'{"visits": {"1": {"on": "never", "people": []}}}',
    "a newer schema": b'{"meta": {"1": {"schema": %d}}}' % (SCHEMA + 1),
}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
def test_a_backup_that_can_not_be_read_is_listed_as_such_and_passed_over(path: Path, content: bytes) -> None:
    put(path, ANN, now=NOON + timedelta(1))
    newest = folder(path) / "journal-2026-03-06.json"
    newest.write_bytes(content)
    first = listed(path)[0]
    assert (first.path, first.is_readable, first.people, first.visits) == (newest, False, None, None)
    assert isinstance(first.error, Damaged)
    assert "backup" not in first.error.values
    assert first.at == datetime.fromtimestamp(newest.stat().st_mtime).astimezone()
    good = newest_readable(path)
    assert good is not None
    assert good.path.name == "journal-2026-03-05.json"


def test_a_backup_without_history_is_as_old_as_its_file(path: Path) -> None:
    backup = folder(path) / "journal-2026-03-05.json"
    backup.write_text('{"people": {"1": {"name": "Ann"}}}')
    os.utime(backup, (10**9, 10**9))
    (one,) = listed(path)
    assert (one.at, one.people) == (datetime.fromtimestamp(10**9, UTC), 1)


def test_a_link_that_leads_nowhere_is_not_listed(path: Path) -> None:
    (folder(path) / "journal-2026-03-09.json").symlink_to("nowhere")
    assert [one.path.name for one in listed(path)] == ["journal-2026-03-05.json"]


# Copies


def test_a_copy_by_hand_is_numbered_private_and_what_the_journal_is(path: Path) -> None:
    earlier = os.umask(0)
    try:
        copies = [copy_by_hand(JournalFile(path), TODAY, never) for _ in range(2)]
    finally:
        os.umask(earlier)
    assert [copy.path.name for copy in copies] == [
        "journal-by-hand-2026-03-05-1.json",
        "journal-by-hand-2026-03-05-2.json",
    ]
    for copy in copies:
        assert copy.path.read_bytes() == path.read_bytes()
        assert stat.S_IMODE(copy.path.stat().st_mode) == 0o600
        assert (copy.people, copy.visits, copy.kind) == (2, 1, "named")


def test_a_copy_by_hand_is_no_second_name_of_the_journal(path: Path) -> None:
    copy = by_hand(path)
    before = copy.read_bytes()
    with path.open("r+b") as file:  # as other programs write
        file.write(b"damage")
    assert copy.read_bytes() == before
    assert JournalFile(copy).load().people.get(1) is not None


def test_a_copy_by_hand_outlasts_the_days(path: Path) -> None:
    copy = by_hand(path)
    for number in range(40):
        backups.keep(path, TODAY + timedelta(number))
    assert copy.exists()


def test_a_copy_that_was_cut_short_is_cleared_away_by_the_next(path: Path) -> None:
    (folder(path) / ".journal-by-hand-2026-03-05-1.json.77.tmp").write_text("half")
    by_hand(path)
    assert kept(path) == ["journal-2026-03-05.json", "journal-by-hand-2026-03-05-1.json"]


def test_a_copy_goes_to_a_path_or_under_the_days_name_into_a_folder(path: Path, tmp_path: Path) -> None:
    file = JournalFile(path)
    assert copy_to(file, tmp_path / "mine.json", TODAY).path == tmp_path / "mine.json"
    assert copy_to(file, tmp_path, TODAY).path == tmp_path / "journal-2026-03-05.json"
    for name in ("mine.json", "journal-2026-03-05.json"):
        assert (tmp_path / name).read_bytes() == path.read_bytes()
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_a_copy_to_a_path_waits_for_nobody(path: Path, tmp_path: Path) -> None:
    with path.with_name("journal.json.lock").open("r+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        copy_to(JournalFile(path), tmp_path / "mine.json", TODAY)


@pytest.mark.parametrize("what", ["a file", "the journal itself", "a link", "the day's name in a folder"])
def test_a_copy_replaces_nothing(path: Path, tmp_path: Path, what: str) -> None:
    mine = tmp_path / "mine.json"
    to = {"the journal itself": path, "the day's name in a folder": tmp_path}.get(what, mine)
    mine.write_text("mine")
    (tmp_path / "journal-2026-03-05.json").write_text("mine")
    if what == "a link":
        mine.unlink()
        mine.symlink_to(tmp_path / "nowhere")
    with untouched(path), pytest.raises(Refused, match=r"^Nothing was copied: .* is there already"):
        copy_to(JournalFile(path), to, TODAY)
    assert (tmp_path / "journal-2026-03-05.json").read_text() == "mine"
    assert mine.is_symlink() or mine.read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


def test_a_file_that_appears_while_the_copy_is_written_is_not_replaced(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine = tmp_path / "mine.json"
    real = os.fsync

    def appears(descriptor: int) -> None:
        mine.write_text("mine")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", appears)
    with pytest.raises(Refused, match="is there already"):
        copy_to(JournalFile(path), mine, TODAY)
    assert mine.read_text() == "mine"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["home", "mine.json"]


def test_a_folder_that_is_not_there_is_not_made(path: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"the folder .*stick is not there"):
        copy_to(JournalFile(path), tmp_path / "stick" / "mine.json", TODAY)
    assert not (tmp_path / "stick").exists()


def test_there_is_nothing_to_copy_before_there_is_a_journal(tmp_path: Path) -> None:
    file = JournalFile(tmp_path / "home" / "journal.json")
    with pytest.raises(Refused, match="nothing to copy"):
        copy_by_hand(file, TODAY, never)
    with pytest.raises(Refused, match="nothing to copy"):
        copy_to(file, tmp_path / "x", TODAY)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_journal_is_not_copied(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"{")
    with untouched(path), pytest.raises(Damaged):
        by_hand(path)
    with pytest.raises(Damaged):
        copy_to(JournalFile(path), tmp_path / "mine.json", TODAY)
    assert not (tmp_path / "mine.json").exists()


def test_a_copy_that_does_not_read_as_it_was_written_is_said_to_be_none(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(restoring, "read_whole", lambda _: b"worn out")
    with pytest.raises(Refused, match="is not what was written to it"):
        by_hand(path)


def test_a_full_disk_leaves_no_copy(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(Refused, match="no space left on device"):
        copy_to(JournalFile(path), tmp_path / "mine.json", TODAY)
    with untouched(path), pytest.raises(Refused, match="no space left on device"):
        by_hand(path)
    assert [each.name for each in tmp_path.iterdir()] == ["home"]


# Choosing


@pytest.fixture
def several(path: Path) -> Path:
    """A journal with backups of three days, of which one has a named one beside it, one two named and no own."""
    put(path, ANN, now=NOON + timedelta(1))
    by_hand(path, TODAY + timedelta(1))
    by_hand(path, TODAY + timedelta(5))
    by_hand(path, TODAY + timedelta(7))
    by_hand(path, TODAY + timedelta(7))
    return path


@pytest.mark.parametrize(
    ("which", "name"),
    [
        ("journal-2026-03-05.json", "journal-2026-03-05.json"),
        ("journal-2026-03-05", "journal-2026-03-05.json"),
        ("by-hand-2026-03-06-1", "journal-by-hand-2026-03-06-1.json"),
        ("1", "journal-by-hand-2026-03-12-2.json"),
        ("6", "journal-2026-03-05.json"),
        ("2026-03-06", "journal-2026-03-06.json"),
        ("20260306", "journal-2026-03-06.json"),
        ("2026-03-10", "journal-by-hand-2026-03-10-1.json"),
    ],
)
def test_a_backup_is_chosen_by_name_number_or_day(several: Path, which: str, name: str) -> None:
    assert listed(several)[0].path.name == "journal-by-hand-2026-03-12-2.json"
    assert chosen(several, which, iso_day) == folder(several) / name


@pytest.mark.parametrize("which", ["0", "7", "99", "2026-03-11", "x", "", "journal.json", "-1", "x" * 5000])
def test_a_backup_that_is_not_there_is_not_found(several: Path, which: str) -> None:
    with pytest.raises(NotFound, match="there is no backup"):
        chosen(several, which, iso_day)


def test_a_day_of_several_named_backups_is_ambiguous(several: Path) -> None:
    with pytest.raises(Ambiguous) as caught:
        chosen(several, "2026-03-12", iso_day)
    assert caught.value.candidates == (
        "journal-by-hand-2026-03-12-2.json",
        "journal-by-hand-2026-03-12-1.json",
    )


def test_a_day_that_can_not_be_is_refused_and_not_only_not_found(several: Path) -> None:
    def no_such_day(_: str) -> date:
        raise Misuse("there is no such day")

    with pytest.raises(Misuse, match="no such day"):
        chosen(several, "30 february", no_such_day)


def test_a_backup_is_chosen_by_path_and_a_name_in_the_list_comes_first(
    several: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("mine.json", "1", "journal-2026-03-05.json"):
        (tmp_path / name).write_text("x")
    assert chosen(several, "mine.json", iso_day) == Path("mine.json")
    assert chosen(several, "./1", never) == Path("1")
    assert chosen(several, str(tmp_path / "none.json"), never) == tmp_path / "none.json"
    assert chosen(several, "journal-2026-03-05.json", iso_day).parent == folder(several)
    assert chosen(several, "1", iso_day).parent == folder(several)


def test_without_a_choice_it_is_the_newest_that_can_be_read(several: Path) -> None:
    newest = listed(several)[0].path
    assert chosen(several, None, never) == newest
    newest.write_bytes(b"")
    assert chosen(several, None, never).name == "journal-by-hand-2026-03-12-1.json"
    for backup in folder(several).iterdir():
        backup.write_bytes(b"")
    with pytest.raises(NotFound, match="holds no backup that can be read"):
        chosen(several, None, never)


# Restoring


def test_what_restoring_would_do_is_counted_in_records(path: Path) -> None:
    backup = by_hand(path)
    put(path, Visit(2, (2,), TODAY), Promise(1, 1, "a lamp"), Person(2, "Beatrice"))
    saved(path, Change("remove", removed=(("visits", 1),)))
    found = restoration(JournalFile(path), backup)
    assert found.difference == Difference({"promises": 1, "visits": 1}, {"visits": 1}, 1)
    assert (found.backup.people, found.backup.visits, found.backup.at) == (2, 1, NOON)
    assert found.content == backup.read_bytes()


def test_a_tally_that_follows_from_other_records_is_no_change_of_a_person(path: Path) -> None:
    backup = by_hand(path)
    put(path, Visit(2, (1,), TODAY))
    assert restoration(JournalFile(path), backup).difference == Difference({"visits": 1}, {}, 0)


def test_a_record_put_in_the_place_of_another_is_lost_and_gained(path: Path) -> None:
    backup = by_hand(path)
    saved(path, Change("remove", removed=(("people", 2),)))
    put(path, Person(2, "Bea", uid="f" * 32))
    assert restoration(JournalFile(path), backup).difference == Difference({"people": 1}, {"people": 1}, 0)


def test_of_a_journal_that_can_not_be_read_nothing_is_counted(path: Path) -> None:
    backup = folder(path) / "journal-2026-03-05.json"
    path.write_bytes(b"{")
    assert restoration(JournalFile(path), backup).difference is None
    path.unlink()
    gained = restoration(JournalFile(path), backup).difference
    assert gained == Difference({}, {"people": 1}, 0)


def test_the_backup_takes_the_place_of_the_journal_and_the_journal_is_kept(path: Path) -> None:
    backup = folder(path) / "journal-2026-03-05.json"
    before, wanted = path.read_bytes(), backup.read_bytes()
    aside = put_back(path, backup)
    assert aside == folder(path) / "journal-before-restore-2026-03-05-1.json"
    assert (path.read_bytes(), aside.read_bytes(), backup.read_bytes()) == (wanted, before, wanted)
    assert stat.S_IMODE(path.stat().st_mode) == stat.S_IMODE(aside.stat().st_mode) == 0o600
    assert len({each.stat().st_ino for each in (path, aside, backup)}) == 3
    assert [past.command for past in JournalFile(path).load().changes.values()] == ["log"]


def test_what_was_kept_can_be_restored_again(path: Path) -> None:
    before = path.read_bytes()
    aside = put_back(path, folder(path) / "journal-2026-03-05.json")
    assert aside is not None
    assert chosen(path, None, never) == aside
    put_back(path, aside)
    assert path.read_bytes() == before
    put(path, Person(3, "Cy"))
    assert set(read(path)["people"]) == {"1", "2", "3"}


@pytest.mark.parametrize("content", [*UNREADABLE.values(), b"\xff\0\xfe", b"7" * 100_000])
def test_a_damaged_journal_is_kept_to_the_byte_and_replaced(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    aside = put_back(path, folder(path) / "journal-2026-03-05.json")
    assert aside is not None
    assert aside.read_bytes() == content
    assert len(JournalFile(path).load().people) == 1


def test_a_journal_that_is_gone_with_its_folder_is_restored_from_a_path(path: Path, tmp_path: Path) -> None:
    copy = copy_to(JournalFile(path), tmp_path / "mine.json", TODAY).path
    gone = tmp_path / "new" / "home" / "journal.json"
    assert put_back(gone, copy) is None
    assert gone.read_bytes() == copy.read_bytes()
    assert stat.S_IMODE(gone.parent.stat().st_mode) == 0o700


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE)
def test_a_damaged_backup_is_refused_before_anything_is_touched(path: Path, content: bytes) -> None:
    backup = folder(path) / "journal-2026-03-05.json"
    backup.write_bytes(content)
    with untouched(path), pytest.raises(Damaged, match=r"journal-2026-03-05\.json"):
        put_back(path, backup)


def test_what_is_no_backup_is_refused_before_anything_is_touched(path: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    wrong: dict[Path, type[VisitlogError]] = {
        tmp_path / "none.json": NotFound,
        tmp_path: Damaged,
        tmp_path / "pipe": Damaged,
        path: Refused,
        path.parent / ".." / "home" / "journal.json": Refused,
    }
    for backup, kind in wrong.items():
        with untouched(path), pytest.raises(kind):
            put_back(path, backup)


def test_the_file_that_a_link_leads_to_is_replaced_and_kept_beside_itself(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.json"
    link.symlink_to(path)
    aside = put_back(link, folder(path) / "journal-2026-03-05.json")
    assert link.is_symlink()
    assert aside is not None
    assert aside.parent == folder(path)
    assert len(JournalFile(path).load().people) == 1


@pytest.mark.parametrize("call", ["replace", "link", "open", "fsync"])
def test_a_fault_while_restoring_leaves_the_journal_as_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str
) -> None:
    file = JournalFile(path)
    found = restoration(file, folder(path) / "journal-2026-03-05.json")
    before = path.read_bytes()
    real = getattr(os, call)

    def fails(*given: Any, **named: Any) -> Any:
        if call == "open" and ".lock" in str(given[0]):
            return real(*given, **named)
        raise OSError(errno.EIO, "Input/output error")

    with monkeypatch.context() as faulty:
        faulty.setattr(os, call, fails)
        if call == "link":  # then it is copied
            assert restore(file, found, NOON, never) is not None
            assert path.read_bytes() == found.content
            return
        with pytest.raises(Refused):
            restore(file, found, NOON, never)
    assert path.read_bytes() == before
    assert not list(path.parent.glob(".*.tmp"))


def test_a_restoring_that_the_disk_has_not_confirmed_says_so_and_has_kept_the_journal(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = JournalFile(path)
    before = path.read_bytes()
    found = restoration(file, folder(path) / "journal-2026-03-05.json")
    real = os.fsync

    def fails_for_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EIO, "Input/output error")
        real(descriptor)

    monkeypatch.setattr(os, "fsync", fails_for_folders)
    with pytest.raises(WrittenNotConfirmed):
        restore(file, found, NOON, never)
    assert path.read_bytes() == found.content
    assert (folder(path) / "journal-before-restore-2026-03-05-1.json").read_bytes() == before


def test_a_backup_that_can_not_be_kept_stops_the_restoring(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = JournalFile(path)
    found = restoration(file, folder(path) / "journal-2026-03-05.json")

    def fails(*_: Any, **__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "link", fails)
    monkeypatch.setattr(os, "fsync", fails)
    with untouched(path), pytest.raises(Refused, match="no space left on device"):
        restore(file, found, NOON, never)


def test_restoring_waits_for_the_lock(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = JournalFile(path)
    found = restoration(file, folder(path) / "journal-2026-03-05.json")
    monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0.05)
    told: list[int] = []
    with path.with_name("journal.json.lock").open("r+") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with untouched(path), pytest.raises(Locked):
            restore(file, found, NOON, lambda: told.append(1))
    assert told == [1]


def test_leftovers_of_killed_commands_are_cleared_away(path: Path) -> None:
    stale = path.with_name(".journal.json.77.tmp")
    stale.write_text("half")
    put_back(path, folder(path) / "journal-2026-03-05.json")
    assert not stale.exists()


def test_a_copy_of_which_nothing_can_be_known_is_named_in_one_sentence(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = Path.stat

    def stat_or_fail(asked: Path, **how: Any) -> os.stat_result:
        if "by-hand" in asked.name and asked.exists():
            raise OSError(errno.EIO, "Input/output error")
        return true(asked, **how)

    monkeypatch.setattr(Path, "exists", lambda asked: os.access(asked, os.F_OK))
    monkeypatch.setattr(Path, "stat", stat_or_fail)
    with pytest.raises(Refused, match=r"by-hand.* can't be read \(input/output error\)"):
        by_hand(path)


def test_a_folder_that_cannot_be_looked_into_is_not_said_to_lack_a_backup(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr("os.listdir", refuse)
    for which in ("2026-03-05", None):
        with pytest.raises(Refused, match="can't be looked into"):
            chosen(path, which, iso_day)
