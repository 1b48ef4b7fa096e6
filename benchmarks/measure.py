"""Whole processes, run in turns: how much processor time, time on the clock and memory each takes."""

import os
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field


class Failed(Exception):
    """A command that was to be measured did not succeed."""


@dataclass(frozen=True)
class Case:
    """One command to measure; `{run}` in it is the number of the run, so that no two runs do the same.

    `{person}` is somebody else in every run, of so many people.
    """

    name: str
    command: Sequence[str]
    env: Mapping[str, str] = field(default_factory=dict)
    before: Callable[[], None] = lambda: None
    people: int = 1


@dataclass(frozen=True)
class Sample:
    """One run: user and system time of the process and its children in seconds, time on the clock, memory in MiB."""

    cpu: float
    wall: float
    memory: float


def run_once(case: Case, number: int) -> Sample:
    """Runs a command once, its output going nowhere; raises Failed."""
    case.before()
    person = str(max(1, case.people - number))
    command = [word.replace("{run}", str(number)).replace("{person}", person) for word in case.command]
    # Nothing of the surroundings that could change what is measured: no settings, no language, no colour.
    env = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8", **case.env}
    nowhere = os.open(os.devnull, os.O_RDWR)
    actions = [(os.POSIX_SPAWN_DUP2, nowhere, to) for to in (0, 1, 2)]
    start = time.perf_counter()
    process = os.posix_spawn(command[0], command, env, file_actions=actions)
    _, status, used = os.wait4(process, 0)
    wall = time.perf_counter() - start
    os.close(nowhere)
    if status:
        raise Failed(f"{case.name} ended with {os.waitstatus_to_exitcode(status)}: {' '.join(command)}")
    return Sample(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def run_in_turns(cases: Sequence[Case], runs: int) -> dict[str, list[Sample]]:
    """Every case once a round, in an order that turns, so that a slow minute of the machine meets all alike."""
    for case in cases:
        run_once(case, 0)
    found: dict[str, list[Sample]] = {case.name: [] for case in cases}
    for number in range(1, runs + 1):
        at = number % len(cases)
        for case in (*cases[at:], *cases[:at]):
            found[case.name].append(run_once(case, number))
        print(f"\rround {number} of {runs}", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return found


@dataclass(frozen=True)
class Ratio:
    """One case over another: of their medians, and the middle half of the ratios round by round."""

    median: float
    low: float
    high: float


def ratio(above: Sequence[Sample], below: Sequence[Sample], of: str) -> Ratio:
    """How many times as much of `cpu` or `wall` one case takes as another."""
    tops, bottoms = ([getattr(s, of) for s in samples] for samples in (above, below))
    each = sorted(top / bottom for top, bottom in zip(tops, bottoms, strict=True))
    low, _, high = statistics.quantiles(each, n=4) if len(each) > 1 else (each[0],) * 3
    return Ratio(statistics.median(tops) / statistics.median(bottoms), low, high)
