"""No room, no right to write, no home: the journal stays, and one sentence says what is wrong."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import typer

import visitlog
from conftest import Vl
from reliability.figures import LONG, Figures
from reliability.made import (
    COMMANDS,
    Processes,
    home_for,
    judged,
    leftovers,
    reference,
    sentence_problems,
)

NOBODY = 54321
"""A user whom the machine does not know."""

PAGE = 4096
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root becomes somebody else, and mounts")


def is_open_to_all(folder: Path) -> bool:
    """Whether anybody may read a folder and come to it."""
    return all(above.stat().st_mode & 0o005 == 0o005 for above in (folder, *folder.parents))


needs_open_python = pytest.mark.skipif(
    not all(is_open_to_all(Path(one.__file__ or "").resolve().parent) for one in (typer, visitlog)),
    reason="somebody else can't read what is installed here: a folder above it is closed to others",
)


def owned(home: Path, user: int) -> None:
    """Gives everything in a home to a user."""
    for path in (home, *home.rglob("*")):
        os.chown(path, user, user)


@pytest.mark.parametrize("kind", ["log", "import", "restore", "backup", "undo"])
def test_a_limit_on_the_size_of_files_leaves_the_old_journal(
    kind: str, template: Path, tmp_path: Path, processes: Processes, figures: Figures
) -> None:
    figures.fault = "RLIMIT_FSIZE"
    before = reference(kind, template, tmp_path / "whole", processes)
    size = (tmp_path / "whole" / "journal" / "journal.json").stat().st_size
    for limit in range(PAGE, size + PAGE, 512 if LONG else 10_000):
        home = tmp_path / str(limit)
        path = home_for(kind, template, home)
        ended = processes.run(home, COMMANDS[kind], limits={"RLIMIT_FSIZE": limit})
        figures.cases += 1
        for what, problem in [*judged(before, path, ended), *sentence_problems(ended)]:
            figures.wrong(what, f"{kind} at most {limit}: {problem}")
        if ended.code == 1 and "(file too large)" not in ended.err:
            figures.wrong("sentence", f"{kind} at most {limit}: {ended.err}")
        if leftovers(home):
            figures.wrong("leftovers", f"{kind} at most {limit}: {leftovers(home)}")
    figures.must_be_clean()


@contextmanager
def small_disk(folder: Path, size: int) -> Iterator[None]:
    """A file system of its own in the place of a folder, with what is in it."""
    aside = folder.with_name("aside")
    folder.rename(aside)
    folder.mkdir(mode=0o700)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], check=True)
    try:
        shutil.copytree(aside, folder, dirs_exist_ok=True)
        yield
    finally:
        subprocess.run(["umount", folder], check=True)


@needs_root
@pytest.mark.skipif(not LONG, reason="a long form: VISITLOG_LONG=1")
@pytest.mark.parametrize(
    "kind", ["log", "done", "edit", "remove", "import", "merge", "undo", "restore", "backup"]
)
def test_a_full_disk_leaves_the_old_journal_or_the_new_one(
    kind: str, template: Path, tmp_path: Path, processes: Processes, figures: Figures
) -> None:
    figures.fault = "a full disk (tmpfs), page by page"
    before = reference(kind, template, tmp_path / "whole", processes)
    for free in range(16):
        home = tmp_path / str(free)
        path = home_for(kind, template, home)
        with small_disk(path.parent, 1 << 20):
            room = os.statvfs(path.parent)
            with (path.parent / "filler").open("wb") as file:
                file.write(b"x" * (room.f_bavail * room.f_frsize - free * PAGE))
            ended = processes.run(home, COMMANDS[kind])
            figures.cases += 1
            wrong = [*judged(before, path, ended), *sentence_problems(ended)]
            wrong += [("leftovers", name) for name in leftovers(home)]
        for what, problem in wrong:
            figures.wrong(what, f"{kind}, {free} pages free: {problem}")
        if free == 0 and ended.code != 1:
            figures.wrong("exit code", f"{kind}: {ended}")
    figures.must_be_clean()


@pytest.fixture
def open_home(template: Path) -> Iterator[Path]:
    """A home of somebody else, which they can reach."""
    with tempfile.TemporaryDirectory(prefix="visitlog-test-") as folder:
        Path(folder).chmod(0o755)
        home_for("log", template, Path(folder) / "home")
        owned(Path(folder) / "home", NOBODY)
        yield Path(folder) / "home"


@needs_open_python
@needs_root
@pytest.mark.parametrize("kind", [kind for kind in COMMANDS if kind not in ("import of an export", "repair")])
def test_a_folder_that_may_not_be_written_leaves_everything_as_it_is(
    kind: str, open_home: Path, processes: Processes, figures: Figures
) -> None:
    figures.fault = "a folder that may only be read"
    folder = open_home / "journal"
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for each in (folder, folder / "backups"):
        each.chmod(0o500)
    ended = processes.run(open_home, COMMANDS[kind], user=NOBODY)
    figures.cases += 1
    for what, problem in sentence_problems(ended):
        figures.wrong(what, f"{kind}: {problem}")
    if ended.code != 1 or "(permission denied)" not in ended.err:
        figures.wrong("sentence", f"{kind}: {ended}")
    if {path: path.read_bytes() for path in before if path.suffix != ".lock"} != {
        path: content for path, content in before.items() if path.suffix != ".lock"
    }:
        figures.wrong("corrupted", kind)
    figures.must_be_clean()


@needs_open_python
@needs_root
@pytest.mark.parametrize("words", [("add", "Hal"), ("due",), ("path",)])
def test_somebody_without_a_home_is_told_so_and_no_folder_is_made_for_them(
    open_home: Path, processes: Processes, figures: Figures, words: tuple[str, ...]
) -> None:
    figures.fault = "no home"
    before = sorted(open_home.rglob("*"))
    env = {"HOME": "", "VISITLOG_JOURNAL": ""}
    ended = processes.run(open_home, words, user=NOBODY, env=env)
    figures.cases += 1
    for what, problem in sentence_problems(ended):
        figures.wrong(what, f"{words}: {problem}")
    assert ended.code == 1
    assert ended.err == (
        "visitlog: Your home folder is not known; name the journal with --journal, "
        "the settings with VISITLOG_CONFIG.\n"
    )
    assert [path for path in sorted(open_home.rglob("*")) if not path.name.startswith("run.")] == before
    figures.must_be_clean()


@needs_open_python
@needs_root
def test_somebody_without_a_home_may_name_the_journal(open_home: Path, processes: Processes) -> None:
    ended = processes.run(open_home, ("add", "Hal"), user=NOBODY, env={"HOME": ""})
    assert (ended.code, ended.err) == (0, "")


@pytest.mark.parametrize(
    "words",
    [
        ("--journal", "~no-such-user/journal.json", "due"),
        ("import", "~no-such-user/people.csv"),
        ("backup", "~no-such-user/"),
        ("restore", "~no-such-user/journal.json"),
        ("export", "~no-such-user/x.json"),
    ],
)
def test_a_home_of_nobody_in_a_path_is_misuse(lane: Vl, words: tuple[str, ...]) -> None:
    assert "the home in" in lane.refuses(2, *words)
