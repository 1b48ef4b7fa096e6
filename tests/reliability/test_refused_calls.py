"""When the system refuses any one call, the old journal stays or the new one is complete, and one sentence says so."""

import errno
from collections.abc import Sequence
from itertools import cycle
from pathlib import Path

import pytest

from reliability.figures import LONG, Figures
from reliability.made import (
    ALIKE,
    COMMANDS,
    Processes,
    home_for,
    judged,
    leftovers,
    reference,
    sentence_problems,
)

STEPS = {**dict.fromkeys(ALIKE, 3), "erase": 3, "repair": 2}
"""In the short form of those that go the same way, and of those that do the same to every backup, few are tried."""

ERRORS = (errno.EIO, errno.ENOSPC, errno.EACCES, errno.EROFS, errno.EDQUOT)


def points(kind: str, calls: Sequence[str]) -> list[tuple[int, int]]:
    """Which calls fail with which error: all with all; the short form the first of each kind, with one or two."""
    if LONG:
        return [(number, error) for number in range(1, len(calls) + 1) for error in ERRORS]
    first: dict[str, int] = {}
    for number, call in enumerate(calls, 1):
        name, _, path = call.partition(" ")
        first.setdefault(f"{name} {Path(path).suffix} {'backups' in path}", number)
    found = list(zip(first.values(), cycle(ERRORS), strict=False))
    return found[:: STEPS.get(kind, 1)]


@pytest.mark.parametrize("kind", COMMANDS)
def test_a_call_that_is_refused_leaves_the_old_journal_or_the_new_one_and_a_sentence(
    kind: str, template: Path, tmp_path: Path, processes: Processes, figures: Figures
) -> None:
    figures.fault = "a call to the system refused"
    before = reference(kind, template, tmp_path / "whole", processes)
    for number, error in points(kind, before.calls):
        home = tmp_path / f"{number}-{error}"
        path = home_for(kind, template, home)
        ended = processes.run(home, COMMANDS[kind], {"at": number, "do": "error", "errno": error})
        case = f"{kind} {errno.errorcode[error]} at {number}: {before.calls[number - 1]}"
        figures.cases += 1
        for what, problem in [*judged(before, path, ended), *sentence_problems(ended)]:
            figures.wrong(what, f"{case}: {problem}")
        if leftovers(home) and "unlink" not in case:
            figures.wrong("leftovers", f"{case}: {leftovers(home)}")
    figures.must_be_clean()
