"""Killed at any call to the system, or at any moment, a command leaves the old journal or the new one."""

import os
import random
import re
import signal
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from reliability.figures import LONG, Figures
from reliability.made import (
    ALIKE,
    COMMANDS,
    TRACE,
    Processes,
    home_for,
    judged,
    next_command,
    reference,
    tables,
)

CHANGING = frozenset(
    ["create", "write", "pwrite", "ftruncate", "fsync", "mkdir", "unlink", "chmod", "replace", "link"]
)
"""The calls before which a folder can differ from what it was before the call that went before."""

STEPS = {**dict.fromkeys(ALIKE, 3), "erase": 5}
"""In the short form of those that go the same way, and of the one that does the same to every backup, few are tried."""


def points(kind: str, calls: Sequence[str]) -> list[tuple[int, str]]:
    """At which calls to kill, and how: before each that changes something; the long form before every one."""
    found: list[tuple[int, str]] = []
    for number, call in enumerate(calls, 1):
        name = call.split()[0]
        if LONG or name in CHANGING:
            found.append((number, "kill"))
        if name == "write":
            found.append((number, "half"))
    return found if LONG else found[:: STEPS.get(kind, 1)]


@pytest.mark.parametrize("kind", COMMANDS)
def test_killed_at_any_call_a_command_leaves_the_old_journal_or_the_new_one(
    kind: str, template: Path, tmp_path: Path, processes: Processes, figures: Figures
) -> None:
    figures.fault = "killed at a call to the system"
    tried: set[str] = set()
    before = reference(kind, template, tmp_path / "whole", processes)
    for number, how in points(kind, before.calls):
        home = tmp_path / f"{number}-{how}"
        path = home_for(kind, template, home)
        ended = processes.run(home, COMMANDS[kind], {"at": number, "do": how})
        case = f"{kind} {how} at {number}: {before.calls[number - 1]}"
        figures.cases += 1
        if ended.signal != signal.SIGKILL:
            figures.wrong("not killed", case)
        for what, problem in judged(before, path, ended):
            figures.wrong(what, f"{case}: {problem}")
        if (state := state_of(home)) not in tried:
            tried.add(state)
            for problem in next_command(home, path, processes):
                figures.wrong("afterwards", f"{case}: {problem}")
    figures.must_be_clean()


def state_of(home: Path) -> str:
    """What the next command finds: which files, and how long they are; process numbers are nobody's."""
    files = sorted(home.joinpath("journal").rglob("*"))
    return re.sub(r"[0-9]+\.tmp", "tmp", str([(each.name, each.stat().st_size) for each in files]))


def test_killed_at_any_moment_nothing_acknowledged_is_lost(
    template: Path, tmp_path: Path, processes: Processes, figures: Figures
) -> None:
    figures.fault = "killed at a random moment"
    seed = random.randrange(2**32)
    lots = random.Random(seed)
    path = home_for("log", template, tmp_path / "home")
    told: set[str] = set()
    for run in range(1000 if LONG else 15):
        words = ("log", "ada", f"run {run} entry {{n}}")
        pid = processes.start(path.parents[1], words, times=10_000)
        if lots.random() < 0.8:
            until_told(path.parents[1] / "run.out")
        time.sleep(lots.uniform(0.0, 0.04))
        os.kill(pid, signal.SIGKILL)
        ended = processes.wait(path.parents[1], pid)
        told |= set(re.findall(r"^(V[0-9]+) ", ended.out, re.MULTILINE))
        figures.cases += 1
        if ended.signal != signal.SIGKILL:
            figures.wrong("not killed", f"{run} of seed {seed}: {ended}")
        if TRACE.search(ended.err):
            figures.wrong("tracebacks", f"{run} of seed {seed}: {ended.err}")
        found = tables(path)
        assert found is not None
        missing = told - {f"V{id}" for id in found["visits"]}
        if missing:
            figures.wrong("lost", f"{run} of seed {seed}: {sorted(missing)}")
            told -= missing
    for problem in next_command(path.parents[1], path, processes):
        figures.wrong("afterwards", f"seed {seed}: {problem}")
    assert len(told) > figures.cases / 2, "too few entries were acknowledged for this to say anything"
    figures.must_be_clean()


def until_told(out: Path) -> None:
    """Waits until a first entry is acknowledged, however busy the machine is."""
    patience = time.monotonic() + 60
    while not out.exists() or not out.stat().st_size:
        assert time.monotonic() < patience, "nothing is recorded"
        time.sleep(0.002)
