"""The long form with strace, which stands between the program and the kernel, so that no call can be forgotten.

`apt-get install strace`; then the installed command is killed at, or refused, every call that touches its folder.
"""

import errno
import re
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

from conftest import Real
from reliability.figures import LONG, Figures
from reliability.made import (
    COMMANDS,
    Before,
    Ended,
    Processes,
    backup_names,
    environment,
    home_for,
    judged,
    leftovers,
    next_command,
    sentence_problems,
    tables,
)

pytestmark = [
    pytest.mark.skipif(not LONG, reason="a long form: VISITLOG_LONG=1"),
    pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed"),
]

CHANGING = frozenset(
    (
        "openat",
        "write",
        "pwrite64",
        "fsync",
        "rename",
        "link",
        "unlink",
        "mkdir",
        "chmod",
        "fchmod",
        "ftruncate",
        "flock",
        "symlink",
    )
)
ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT)
QUIET = {"PYTHONDONTWRITEBYTECODE": "1"}


def traced(home: Path, words: Sequence[str], *options: str) -> Ended:
    """Runs the installed command under strace in a home."""
    done = subprocess.run(
        ["strace", "-f", "-qq", "-y", "-o", str(home / "trace"), *options, Real.command, *words],
        env=environment(home, QUIET),
        cwd=home,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    killed = signal.SIGKILL if done.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL) else 0
    return Ended(0 if killed else done.returncode, killed, done.stdout, done.stderr, ())


def whole(kind: str, template: Path, home: Path) -> tuple[Before, list[tuple[str, int]]]:
    """A run without any fault, and its calls that touch the journal's folder: the name and its how-manieth.

    Of a repair, which reads every backup three times, those that could change the folder.
    """
    path = home_for(kind, template, home)
    old, before = tables(path), backup_names(path)
    ended = traced(home, COMMANDS[kind])
    assert ended.has_acknowledged, ended
    seen: Counter[str] = Counter()
    calls = []
    for line in (home / "trace").read_text("utf-8", "replace").splitlines():
        call = re.match(r"\d+ +([a-z0-9_]+)\(", line)
        if call is not None:
            seen[call[1]] += 1
            if str(path.parent) in line and (kind != "repair" or call[1] in CHANGING):
                calls.append((call[1], seen[call[1]]))
    assert len(calls) > 20
    kept = frozenset(before & backup_names(path))
    return Before(kind, old, tables(path), kept, [" ".join(map(str, call)) for call in calls]), calls


@pytest.mark.parametrize("kind", COMMANDS)
def test_killed_at_any_call_that_touches_the_folder(
    kind: str, template: Path, tmp_path: Path, processes: Processes, figures: Figures
) -> None:
    figures.fault = "strace: killed at a call to the system"
    before, calls = whole(kind, template, tmp_path / "whole")
    for number, (name, nth) in enumerate(calls):
        home = tmp_path / str(number)
        path = home_for(kind, template, home)
        inject = f"inject={name}:signal=KILL:when={nth}"
        ended = traced(home, COMMANDS[kind], "-e", f"trace={name}", "-e", inject)
        figures.cases += 1
        if ended.signal != signal.SIGKILL:
            figures.wrong("not killed", f"{kind} {name} {nth}: {ended}")
        for what, problem in judged(before, path, ended):
            figures.wrong(what, f"{kind} {name} {nth}: {problem}")
        for problem in next_command(home, path, processes):
            figures.wrong("afterwards", f"{kind} {name} {nth}: {problem}")
        shutil.rmtree(home)
    figures.must_be_clean()


@pytest.mark.parametrize("kind", COMMANDS)
def test_refused_any_call_that_could_change_the_folder(
    kind: str, template: Path, tmp_path: Path, figures: Figures
) -> None:
    figures.fault = "strace: a call to the system refused"
    before, calls = whole(kind, template, tmp_path / "whole")
    for name, nth in calls:
        for error in ERRORS if name in CHANGING else ():
            home = tmp_path / f"{name}-{nth}-{error}"
            path = home_for(kind, template, home)
            inject = f"inject={name}:error={errno.errorcode[error]}:when={nth}"
            ended = traced(home, COMMANDS[kind], "-e", f"trace={name}", "-e", inject)
            case = f"{kind} {errno.errorcode[error]} {name} {nth}"
            figures.cases += 1
            for what, problem in [*judged(before, path, ended), *sentence_problems(ended)]:
                figures.wrong(what, f"{case}: {problem}")
            if leftovers(home) and name != "unlink":
                figures.wrong("leftovers", f"{case}: {leftovers(home)}")
            shutil.rmtree(home)
    figures.must_be_clean()
