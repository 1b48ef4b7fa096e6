"""Names completed by the shells themselves: what they then hand to the command is the whole name."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pexpect  # type: ignore[import-untyped]
import pytest

from conftest import Real, Vl
from visitlog.cli.installing import SCRIPTS

# From Python 3.12 on, forking beside the threads of pytest-xdist warns; the child only runs the shell.
pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

IS_LONG = bool(os.environ.get("VISITLOG_LONG"))
QUOTES = ("", '"', "'")
NAMES = (
    "Ada Oak",
    "Ben O'Neil",
    "Cash $HOME",
    "Tick `id`",
    "Star *",
    "Wow! Really",
    'quo"te',
    "back\\slash",
    "王秀英",
)
STAND_IN = """#!/bin/sh
if [ -n "$_VISITLOG_COMPLETE" ]; then exec "{command}" "$@"; fi
printf '%s\\0' "$@" > "{place}.new"
mv "{place}.new" "{place}"
"""
SHELLS = {
    "bash": (["--norc", "--noprofile", "-i"], "source {script}"),
    "zsh": (["-f", "-i"], "autoload -Uz compinit; compinit -u -D; source {script}"),
    "fish": (["--no-config", "-i"], "source {script}"),
}


class Shell:
    """A shell on a terminal, in which `visitlog` and `vl` write down what they were called with."""

    def __init__(self, name: str, real: Real) -> None:
        self.place = real.vl.home / "called"
        folder = real.vl.home / "bin"
        folder.mkdir()
        for command in ("visitlog", "vl"):
            (folder / command).write_text(STAND_IN.format(command=real.command, place=self.place))
            (folder / command).chmod(0o755)
        words, begin = SHELLS[name]
        env = {"PATH": f"{folder}:/usr/bin:/bin", "TERM": "xterm", "LC_ALL": "C.UTF-8", "COLUMNS": None}
        self.running: Any = pexpect.spawn(
            name, words, env=real.env(env), encoding="utf-8", dimensions=(50, 200), timeout=60
        )
        self.running.sendline(begin.format(script=SCRIPTS / f"visitlog.{name}"))
        assert self.called("vl ready") == ["ready"]

    def called(self, typed: str) -> list[str]:
        """What the command is called with after these keys and Enter."""
        self.place.unlink(missing_ok=True)
        self.running.send(f"{typed}\r")
        patience = time.monotonic() + 60
        while not self.place.exists():
            assert time.monotonic() < patience, self.running.buffer
            time.sleep(0.01)
        return self.place.read_text().split("\0")[:-1]


@pytest.fixture
def shell(request: pytest.FixtureRequest, vl: Vl, real: Real) -> Iterator[Shell]:
    name = request.param
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed here")
    vl.ok("add", "Ada Oak", "--door", "3-201")
    for one in NAMES[1:]:
        vl.ok("add", one)
    running = Shell(name, real)
    yield running
    running.running.close(force=True)


@pytest.mark.parametrize("shell", SHELLS, indirect=True)
def test_names_are_passed_on_whole_however_they_are_begun(shell: Shell) -> None:
    for number, name in enumerate(NAMES):
        for opened in QUOTES if IS_LONG else (QUOTES[number % 3],):
            assert shell.called(f"vl brief {opened}{name[:3].rstrip()}\t") == ["brief", name], (name, opened)


@pytest.mark.parametrize("shell", SHELLS, indirect=True)
def test_what_else_completes_in_a_line(shell: Shell) -> None:
    assert shell.called("visitlog log ada,ben\t") == ["log", "ada,Ben O'Neil"]
    assert shell.called("vl log Ada\\ Oak,ben\t") == ["log", "Ada Oak,Ben O'Neil"]
    assert shell.called("vl log 3-\t") == ["log", "3-201"]
    assert shell.called("vl log ada --place=o\t") == ["log", "ada", "--place=office"]
    assert shell.called("vl log ada -f 偶\t") == ["log", "ada", "-f", "偶遇"]
    assert shell.called("vl matter cl\t") == ["matter", "close"]
    assert shell.called("vl log zed\t") == ["log", "zed"]


@pytest.mark.parametrize("shell", ["bash", "zsh"], indirect=True)
def test_initials_become_the_name(shell: Shell) -> None:
    assert shell.called("vl log ao\t") == ["log", "Ada Oak"]


@pytest.mark.parametrize("shell", SHELLS, indirect=True)
def test_a_file_is_completed_by_the_shell(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "people here.csv").touch()
    assert shell.called(f"vl import {tmp_path}/peop\t") == ["import", f"{tmp_path}/people here.csv"]
