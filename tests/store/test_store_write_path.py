"""The file is the old one or the new one, whoever else writes and whatever the disk refuses."""

import errno
import fcntl
import gc
import os
import resource
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from store_made import NOON, put, putting, read

from visitlog.model.errors import Locked, Refused
from visitlog.model.journal import Change
from visitlog.model.records import Person, Visit
from visitlog.store import atomic, lock
from visitlog.store.atomic import WrittenNotConfirmed, replace_file
from visitlog.store.journal_file import JournalFile

Failing = Callable[..., Any]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.json"


@contextmanager
def umask(mask: int) -> Iterator[None]:
    earlier = os.umask(mask)
    try:
        yield
    finally:
        os.umask(earlier)


def mode(path: Path) -> int:
    return path.stat().st_mode & 0o777


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def content(folder: Path) -> dict[str, bytes]:
    """Every file under a folder but the lock, whose bytes are nobody's."""
    files = (path for path in folder.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


# Private


@pytest.mark.parametrize("mask", [0, 0o022, 0o077, 0o777])
def test_the_file_is_private_and_so_is_the_folder_made_for_it(tmp_path: Path, mask: int) -> None:
    folder = tmp_path / "some" / "where"
    folder.parent.mkdir()
    with umask(mask if mask != 0o777 else 0o077):
        JournalFile(folder / "journal.json").path.parent.mkdir(mode=0o700)
    with umask(mask):
        put(folder / "journal.json", Person(1, "A"))
    assert mode(folder) == 0o700
    assert mode(folder / "journal.json") == 0o600
    assert mode(folder / "journal.json.lock") == 0o600


@pytest.mark.parametrize("mask", [0, 0o022, 0o077])
def test_every_folder_that_is_missing_is_made_private(tmp_path: Path, mask: int) -> None:
    with umask(mask):
        put(tmp_path / "some" / "where" / "journal.json", Person(1, "A"))
        put(tmp_path / "some" / "where" / "journal.json", Person(2, "B"))
    for made in ("some", "some/where", "some/where/backups"):
        assert mode(tmp_path / made) == 0o700
    (backup,) = (tmp_path / "some" / "where" / "backups").iterdir()
    assert mode(backup) == 0o600


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    put(tmp_path / "journal.json", Person(1, "A"))
    assert mode(tmp_path) == 0o755


def test_a_file_and_a_lock_that_others_could_read_become_private(path: Path) -> None:
    path.write_text('{"people": {"1": {"name": "A"}}}')
    lock_file = path.with_name("journal.json.lock")
    lock_file.write_text("the number of a process, longer than ours")
    for each in (path, lock_file):
        each.chmod(0o644)
    put(path, Person(2, "B"))
    assert mode(path) == mode(lock_file) == 0o600
    assert lock_file.read_text() == str(os.getpid())
    (daily, upgrade) = sorted((path.parent / "backups").iterdir())
    assert mode(daily) == mode(upgrade) == 0o600


def test_a_temporary_file_is_private_from_birth(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes: list[int] = []
    real = os.fchmod

    def watched(descriptor: int, new: int) -> None:
        modes.append(os.fstat(descriptor).st_mode & 0o777)
        real(descriptor, new)

    monkeypatch.setattr(os, "fchmod", watched)
    with umask(0):
        put(path, Person(1, "A"))
    assert modes == [0o600, 0o600]


# In its place


def test_a_linked_journal_stays_a_link_and_its_target_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "j.json", tmp_path / "journal.json"
    link.symlink_to("real/j.json")
    put(link, Person(1, "A"))
    put(link, Person(2, "B"))
    assert link.is_symlink()
    assert list(read(target)["people"]) == list(read(link)["people"]) == ["1", "2"]
    assert names(tmp_path) == {"real", "journal.json"}
    assert names(tmp_path / "real") == {"j.json", "j.json.lock", "backups"}


def test_stale_temporary_files_of_this_journal_are_removed_and_no_others(path: Path) -> None:
    others = {".other.json.12.tmp", "journal.json.12.tmp", ".journal.json.swp"}
    for name in (".journal.json.1.tmp", f".journal.json.{os.getpid()}.tmp", *others):
        (path.parent / name).write_text("half")
    put(path, Person(1, "A"))
    assert names(path.parent) == {"journal.json", "journal.json.lock", *others}


def test_a_name_that_looks_like_a_pattern_is_only_a_name(tmp_path: Path) -> None:
    path = tmp_path / "j[ab]*?.json"
    (tmp_path / ".ja.json.1.tmp").write_text("another's")
    (tmp_path / ".j[ab]*?.json.1.tmp").write_text("stale")
    put(path, Person(1, "A"))
    assert names(tmp_path) == {"j[ab]*?.json", "j[ab]*?.json.lock", ".ja.json.1.tmp"}


def test_nothing_saved_leaves_the_file_untouched(path: Path) -> None:
    put(path, Person(1, "A"))
    before = (path.read_bytes(), path.stat().st_ino)
    with JournalFile(path).writing() as open_journal:
        assert len(open_journal.journal.people) == 1
    assert (path.read_bytes(), path.stat().st_ino) == before


def test_reading_makes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "not" / "there" / "journal.json"
    assert JournalFile(path).load().is_new
    assert names(tmp_path) == set()


IN_PIECES: list[bytes | memoryview] = [b"a" * 700, memoryview(b"b" * 700), b"c" * 999, b"d" * 2500, b"e"]


def test_the_file_is_flushed_before_it_is_renamed_and_the_folder_after(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(path, Person(1, "A"))
    put(path, Person(2, "B"))
    done: list[str] = []
    fsync, replace = os.fsync, os.replace

    def watched_fsync(descriptor: int) -> None:
        done.append("fsync folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "fsync file")
        fsync(descriptor)

    def watched_replace(source: Path, target: Path) -> None:
        done.append("rename to " + Path(target).name)
        replace(source, target)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(os, "replace", watched_replace)
    put(path, Person(3, "C"))
    assert done == ["fsync file", "rename to journal.json", "fsync folder"]


@pytest.mark.parametrize("problem", [None, errno.EINVAL])
def test_the_disk_is_let_begin_with_a_large_file_and_all_of_it_is_flushed_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: int | None
) -> None:
    done: list[tuple[str, int, int]] = []
    fsync, advise = os.fsync, os.posix_fadvise

    def watched_fsync(descriptor: int) -> None:
        status = os.fstat(descriptor)
        if stat.S_ISREG(status.st_mode):
            done.append(("all", 0, status.st_size))
        fsync(descriptor)

    def watched_advise(descriptor: int, begin: int, length: int, advice: int) -> None:
        done.append(("begin", begin, length))
        if problem is not None:
            raise OSError(problem, os.strerror(problem))
        advise(descriptor, begin, length, advice)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(os, "posix_fadvise", watched_advise)
    monkeypatch.setattr(atomic, "AHEAD", 1000)
    replace_file(tmp_path / "file", IN_PIECES)
    assert done == [("begin", 0, 1400), ("begin", 1400, 3499), ("all", 0, 4900)]
    assert (tmp_path / "file").read_bytes() == b"".join(IN_PIECES)


def test_a_large_file_is_written_where_the_disk_can_not_be_advised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "posix_fadvise", raising=False)  # as on macOS
    monkeypatch.setattr(atomic, "AHEAD", 1000)
    replace_file(tmp_path / "file", IN_PIECES)
    assert (tmp_path / "file").read_bytes() == b"".join(IN_PIECES)


# Many at once

WRITER = """
import sys
from datetime import UTC, date, datetime
from pathlib import Path
from visitlog.model.journal import Change
from visitlog.model.records import Visit
from visitlog.store.journal_file import JournalFile

for _ in range(50):
    with JournalFile(Path(sys.argv[1])).writing() as journal:
        visit = Visit(journal.journal.next_id("visits"), (1,), date(2026, 3, 5), note=sys.argv[2])
        journal.save(Change("log", put=(visit,)), datetime(2026, 3, 5, tzinfo=UTC))
"""


def test_two_writers_lose_nothing_and_readers_never_fail(path: Path) -> None:
    put(path, Person(1, "A"))
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(path), name]) for name in ("one", "two")]
    seen = [0]
    while any(writer.poll() is None for writer in writers):
        journal = JournalFile(path).load()
        person = journal.people.get(1)
        assert person is not None
        assert person.tally.visits == len(journal.visits)
        seen.append(len(journal.visits))
    assert [writer.wait() for writer in writers] == [0, 0]
    assert seen == sorted(seen)
    notes = [visit.note for visit in JournalFile(path).load().visits.values()]
    assert (notes.count("one"), notes.count("two"), len(notes)) == (50, 50, 100)


def test_two_commands_may_make_the_first_folder_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "some" / "where"
    real = Path.exists

    def exists(path: Path) -> bool:
        answer = real(path)
        if not answer and path in (folder, folder.parent):
            path.mkdir()
        return answer

    monkeypatch.setattr(Path, "exists", exists)
    put(folder / "journal.json", Person(1, "A"))
    assert len(read(folder / "journal.json")["people"]) == 1


HOLDER = """
import sys, time
from pathlib import Path
from visitlog.store.lock import locked

with locked(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(path: Path) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen([sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_held_lock_is_reported_with_the_process_that_holds_it(
    path: Path, holder: "subprocess.Popen[bytes]", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0.05)
    waits: list[str] = []
    earlier = signal.getsignal(signal.SIGALRM)
    with pytest.raises(Locked) as caught, JournalFile(path).writing(lambda: waits.append("waiting")):
        pytest.fail("the lock was given twice")
    expected = f"The journal is in use by process {holder.pid}; try again when it has finished."
    assert str(caught.value) == expected
    assert caught.value.exit_code == 5
    assert waits == ["waiting"]
    assert signal.getsignal(signal.SIGALRM) == earlier
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
    assert JournalFile(path).load().is_new  # a reader needs no lock

    holder.kill()
    holder.wait()
    put(path, Person(1, "A"))  # a lock does not outlive its holder, even a killed one
    assert path.with_name("journal.json.lock").read_text() == str(os.getpid())


def test_a_lock_that_is_let_go_in_time_is_waited_for(path: Path) -> None:
    waits: list[str] = []
    descriptor = os.open(path.with_name("journal.json.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    threading.Timer(0.05, os.close, (descriptor,)).start()
    with JournalFile(path).writing(lambda: waits.append("waiting")) as open_journal:
        open_journal.save(putting(Person(1, "A")), NOON)
    assert waits == ["waiting"]
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_free_lock_is_not_announced(path: Path) -> None:
    waits: list[str] = []
    with JournalFile(path).writing(lambda: waits.append("waiting")):
        pass
    assert waits == []


def test_the_lock_is_let_go_when_the_command_fails(path: Path) -> None:
    with pytest.raises(RuntimeError), JournalFile(path).writing():
        raise RuntimeError
    put(path, Person(1, "A"))


def test_an_error_of_the_words_shown_while_waiting_is_not_one_of_the_lock(
    path: Path, holder: "subprocess.Popen[bytes]"
) -> None:
    assert holder.pid

    def closed() -> None:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError), JournalFile(path).writing(closed):
        pass


# What the disk refuses


def failing(
    error: int, applies: Callable[..., bool] = lambda *_: True, real: Failing | None = None
) -> Failing:
    def fail(*arguments: Any, **options: Any) -> Any:
        if applies(*arguments):
            raise OSError(error, os.strerror(error))
        assert real is not None
        return real(*arguments, **options)

    return fail


def is_temporary(path: Any, *_: Any) -> bool:
    return str(path).endswith(".tmp")


def is_folder(path: Any, flags: int = 0, *_: Any) -> bool:
    return bool(flags & os.O_DIRECTORY)


FAULTS: dict[str, tuple[str, Failing]] = {
    "flush": ("fsync", failing(errno.ENOSPC)),
    "flush, broken disk": ("fsync", failing(errno.EIO)),
    "rename": ("replace", failing(errno.EIO)),
    "rename, quota": ("replace", failing(errno.EDQUOT)),
    "temporary file": ("open", failing(errno.ENOSPC, is_temporary, os.open)),
    "temporary file, read-only": ("open", failing(errno.EROFS, is_temporary, os.open)),
    "folder": ("open", failing(errno.EACCES, is_folder, os.open)),
}


@pytest.mark.parametrize(("call", "fail"), FAULTS.values(), ids=FAULTS)
def test_a_disk_that_refuses_leaves_the_old_file_and_nothing_else(
    path: Path, monkeypatch: pytest.MonkeyPatch, call: str, fail: Failing
) -> None:
    put(path, Person(1, "A"))
    put(path, Person(2, "B"))
    before = content(path.parent)
    with monkeypatch.context() as patched:
        patched.setattr(os, call, fail)
        with pytest.raises(Refused) as caught:
            put(path, Person(3, "C"))
    assert not isinstance(caught.value, WrittenNotConfirmed)
    assert caught.value.exit_code == 1
    problem = str(caught.value).removeprefix(f"Nothing was recorded: {path} can't be written (")
    assert problem.endswith(").")
    assert problem[0].islower()
    assert content(path.parent) == before
    assert len(put(path, Person(3, "C")).people) == 3


def test_a_file_that_grows_too_large_leaves_the_old_one(path: Path) -> None:
    put(path, Person(1, "A"))
    before = content(path.parent)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5_000, hard))
    try:
        with pytest.raises(Refused, match=r"can't be written \(file too large\)"):
            put(path, Person(2, "B", notes="x" * 3_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert content(path.parent) == before


def test_an_interrupted_write_leaves_the_old_file_and_nothing_else(path: Path) -> None:
    put(path, Person(1, "A"))
    before = content(path.parent)

    def pieces() -> Iterator[bytes]:
        yield b"{"
        raise KeyboardInterrupt

    descriptors = names(Path("/dev/fd"))
    with pytest.raises(KeyboardInterrupt):
        replace_file(path, pieces())
    assert content(path.parent) == before
    assert names(Path("/dev/fd")) == descriptors


@pytest.mark.parametrize("in_the_way", [Path.touch, lambda backups: backups.symlink_to("/nowhere/at/all")])
def test_a_refused_backup_leaves_the_old_file_and_nothing_else(
    path: Path, in_the_way: Callable[[Path], None]
) -> None:
    put(path, Person(1, "A"))
    in_the_way(path.parent / "backups")
    before = content(path.parent)
    gc.collect()
    descriptors = names(Path("/dev/fd"))
    with pytest.raises(Refused, match=r"/backups(/journal-2026-03-05.json)? can't be (made|written)"):
        put(path, Person(2, "B"))
    assert content(path.parent) == before
    gc.collect()  # the error holds the journal that was read, which holds its file open
    assert names(Path("/dev/fd")) == descriptors


def test_an_unconfirmed_write_is_said_to_be_written(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(path, Person(1, "A"))

    def is_the_folder(descriptor: int) -> bool:
        return stat.S_ISDIR(os.fstat(descriptor).st_mode)

    with JournalFile(path).writing() as open_journal:
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", failing(errno.EIO, is_the_folder, os.fsync))
            with pytest.raises(WrittenNotConfirmed) as caught:
                open_journal.save(putting(Person(2, "B")), NOON)
        assert str(caught.value) == (
            f"It is written to {path}, but the disk has not confirmed it (input/output error); "
            "look before you repeat it."
        )
        assert (caught.value.exit_code, caught.value.code) == (1, "not_confirmed")
        assert list(read(path)["people"]) == ["1", "2"]
        assert list(open_journal.journal.people) == [1, 2]
        open_journal.save(putting(Person(3, "C")), NOON)  # what stands is not written over
    assert list(read(path)["people"]) == ["1", "2", "3"]
    assert names(path.parent) == {"journal.json", "journal.json.lock", "backups"}


@pytest.mark.parametrize("error", [errno.EACCES, errno.EIO])
def test_a_file_that_cannot_be_read_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    put(path, Person(1, "A"))
    monkeypatch.setattr(os, "open", failing(error, lambda name, *_: Path(name) == path, os.open))
    words = os.strerror(error).lower()
    with pytest.raises(Refused) as caught:
        JournalFile(path).load()
    assert str(caught.value) == f"{path} can't be read ({words})."
    assert not isinstance(caught.value, Locked)


def test_a_folder_that_cannot_be_made_is_refused_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(
        Refused, match=r"The folder .*file/below can't be made \(not a directory\); choose another"
    ):
        put(tmp_path / "file" / "below" / "journal.json", Person(1, "A"))


def test_a_lock_that_cannot_be_opened_is_refused(path: Path) -> None:
    path.with_name("journal.json.lock").symlink_to("/elsewhere")
    with pytest.raises(Refused, match=r"^Nothing was recorded: .*journal\.json\.lock can't be written"):
        put(path, Person(1, "A"))


def test_a_file_system_without_locks_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fcntl, "flock", failing(errno.ENOLCK))
    with pytest.raises(
        Refused, match=r"can't be locked \(no locks available\); a journal needs a local file"
    ):
        put(path, Person(1, "A"))
    assert not path.exists()


def test_a_full_disk_that_has_no_room_for_the_holders_number_does_not_stop_the_command(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "pwrite", failing(errno.ENOSPC))
    put(path, Person(1, "A"))
    assert len(read(path)["people"]) == 1


def test_a_file_system_without_modes_is_written_all_the_same(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "fchmod", failing(errno.EPERM))
    put(path, Person(1, "A"))
    assert len(read(path)["people"]) == 1


def test_a_link_that_leads_in_a_circle_is_refused(path: Path) -> None:
    path.symlink_to(path)
    with pytest.raises(Refused):
        JournalFile(path).load()


def test_a_change_that_cannot_be_written_as_json_leaves_the_old_file(path: Path) -> None:
    put(path, Person(1, "A"))
    before = content(path.parent)
    with pytest.raises(Refused), JournalFile(path).writing() as open_journal:
        open_journal.save(Change("log", put=(Visit(1, (1,), NOON.date(), note="\udcff"),)), NOON)
    assert content(path.parent) == before
