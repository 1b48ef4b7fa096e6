"""What visitlog writes, only its owner may read, whatever the umask; and it writes beside the journal only."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from conftest import Real, Vl

UMASKS = (0o000, 0o022, 0o077, 0o277, 0o777)
WRITING = (
    "init --preset blank",
    "add Ada Oak --note secret",
    "add Ben Elm",
    "log ada tea -p oil@friday",
    "log ada -e",
    "edit V1",
    "promise ada lamp --by friday",
    "move P1 2026-12-01 --why rain",
    "done P2",
    "book ada 2026-12-01",
    "event ada birth",
    "matter open ada,ben fence",
    "pause ben --until 2026-12-24 --why away",
    "group set club --every 9d",
    "review",
    "backup",
    "import {home}/people.csv --as people",
    "export {home}/journal/out.json",
    "export {home}/journal/out.csv --what people",
    "undo",
    "merge ben ada",
    "check --repair",
    "restore --yes",
    "log ada after",
    "remove V3",
    "erase ada --yes",
)
READING = (
    "due",
    "people",
    "show ada",
    "visits",
    "find tea",
    "summary",
    "plan",
    "brief ada",
    "history",
    "backups",
    "path",
)

_watched: list[tuple[str, Path]] = []
_is_watching = False


def _watch(event: str, args: tuple[Any, ...]) -> None:
    """Notes every path that is opened for writing, made, moved or removed."""
    if not _is_watching:
        return
    if event == "open" and isinstance(args[2], int):
        if args[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT) and isinstance(
            args[0], str | bytes | os.PathLike
        ):
            _watched.append((event, Path(os.fsdecode(args[0])).absolute()))
    elif args[-1] not in (-1, None) and event in ("os.remove", "os.rmdir"):
        return  # beneath a folder that is open already, and was seen when it was opened
    elif event in ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod"):
        paths = [arg for arg in args[:2] if isinstance(arg, str | bytes | os.PathLike)]
        _watched.extend((event, Path(os.fsdecode(path)).absolute()) for path in paths)


@contextmanager
def watching() -> Iterator[list[tuple[str, Path]]]:
    """The paths that are written to within."""
    global _is_watching
    _watched.clear()
    _is_watching = True
    try:
        yield _watched
    finally:
        _is_watching = False


sys.addaudithook(_watch)


@contextmanager
def umask(mask: int) -> Iterator[None]:
    earlier = os.umask(mask)
    try:
        yield
    finally:
        os.umask(earlier)


def prepared(vl: Vl) -> dict[str, str]:
    """A file to import, and an editor that writes a line."""
    (vl.home / "people.csv").write_text("name\nFay Birch\n", "utf-8")
    editor = vl.home / "ed"
    editor.write_text('#!/bin/sh\necho "# secret" >> "$1"\n', "utf-8")
    editor.chmod(0o700)
    return {"EDITOR": str(editor)}


def words_of(vl: Vl, line: str) -> list[str]:
    return line.format(home=vl.home).split(" ")


def modes(vl: Vl) -> dict[str, int]:
    """The permissions of all that is in the journal's folder, and of the folder itself."""
    folder = vl.journal.parent
    return {
        str(path.relative_to(vl.home)): stat.S_IMODE(path.lstat().st_mode)
        for path in (folder, *folder.rglob("*"))
    }


@pytest.mark.parametrize("mask", UMASKS, ids=oct)
def test_whatever_is_written_is_its_owners_alone(vl: Vl, mask: int) -> None:
    env = prepared(vl)
    with umask(mask):
        for line in WRITING:
            told = vl(*words_of(vl, line), env=env)
            assert told.code == 0, (line, told)
            found = modes(vl)
            folders = {name for name in found if (vl.home / name).is_dir()}
            assert {name for name in folders if found[name] != 0o700} == set(), line
            assert {name for name in found.keys() - folders if found[name] != 0o600} == set(), line
    assert "journal/backups" in found


def test_drafts_and_temporary_files_are_private_while_they_are_in_use(vl: Vl) -> None:
    look = vl.home / "look"
    look.write_text(
        '#!/bin/sh\nls -lR "$(dirname "$(dirname "$1")")" > "$HOME/seen"\necho x >> "$1"\n', "utf-8"
    )
    look.chmod(0o700)
    for mask in (0, 0o777):
        with umask(mask):
            vl.ok("add", f"Ada {mask}")
            vl.ok("log", f"ada {mask}", "-e", env={"EDITOR": f"sh {look}"})
        with umask(0o77):
            seen = (vl.home / "seen").read_text("utf-8")
        (vl.home / "seen").unlink()
        assert "-rw------- " in seen
        assert "drwx------ " in seen
        assert {line[1:10] for line in seen.splitlines() if line.startswith(("-", "d"))} == {
            "rw-------",
            "rwx------",
        }


def test_nothing_is_written_outside_the_journals_folder(vl: Vl) -> None:
    env = prepared(vl)
    for line in (*WRITING[:-1], *READING, WRITING[-1]):
        with watching() as watched:
            vl(*words_of(vl, line), env=env)
        seen = [path for _, path in watched if "__pycache__" not in path.parts and path != Path(os.devnull)]
        outside = {path for path in seen if vl.journal.parent not in (path, *path.parents)}
        assert outside == set(), line
        assert bool(seen) == (line in WRITING), line


def test_reading_writes_nothing_at_all(lane: Vl) -> None:
    before = {path: path.stat().st_mtime_ns for path in lane.home.rglob("*")}
    for line in READING:
        assert lane(*line.split()).code == 0, line
    assert {path: path.stat().st_mtime_ns for path in lane.home.rglob("*")} == before


def test_the_first_command_in_an_empty_home_makes_private_folders_only(vl: Vl, real: Real) -> None:
    env = real.env({"VISITLOG_JOURNAL": None, "XDG_DATA_HOME": None})
    subprocess.run([real.command, "add", "Ada Oak"], env=env, check=True, capture_output=True, umask=0o777)
    made = [path for path in vl.home.rglob("*") if path.is_dir()]
    assert [path.name for path in sorted(made)][-1] == "backups"
    assert {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o700}


def test_the_demo_is_private_under_any_umask(vl: Vl) -> None:
    with umask(0o777):
        told = vl.ok("demo", "--json")
    journal = Path(told.data["journal"])
    assert stat.S_IMODE(journal.parent.stat().st_mode) == 0o700
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600
