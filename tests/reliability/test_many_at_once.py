"""Many commands at once: none is lost, none is refused, no number is given twice, and readers never fail."""

import json
import os
import re
import shutil
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from reliability.figures import LONG, Figures
from reliability.made import (
    TRACE,
    Ended,
    Processes,
    home_for,
    is_proven,
    leftovers,
    tables,
)

WRITERS, EACH, READERS = (8, 200, 4) if LONG else (4, 8, 2)
READING = (
    ("due", "--json"),
    ("brief", "ada", "--json"),
    ("visits", "-n", "5", "--json"),
    ("summary", "--json"),
)


def test_many_writers_lose_nothing_and_readers_never_fail(
    template: Path, tmp_path: Path, processes: Processes, figures: Figures
) -> None:
    figures.fault = f"{WRITERS} writers, {EACH} entries each, {READERS} readers at once"
    home = tmp_path / "home"
    path = home_for("log", template, home)
    writers = {
        name: processes.start(home, ("log", "ada", f"{name} {{n}}"), times=EACH, to=name)
        for name in (f"writer {number}" for number in range(WRITERS))
    }
    readers = {
        f"reader {number}": processes.start(home, words, times=10**6, to=f"reader {number}")
        for number, words in enumerate(READING[:READERS])
    }
    told: dict[str, list[str]] = {}
    for name, pid in writers.items():
        ended = processes.wait(home, pid, name)
        figures.cases += EACH
        told[name] = re.findall(r"^(V[0-9]+) ", ended.out, re.MULTILINE)
        if ended.code != 0 or ended.signal or len(told[name]) != EACH:
            figures.wrong("refused", f"{name} after {len(told[name])}: {ended.err[-300:]}")
        if TRACE.search(ended.err):
            figures.wrong("tracebacks", f"{name}: {ended.err}")
    for pid in readers.values():
        os.kill(pid, signal.SIGKILL)
    for name, pid in readers.items():
        ended = processes.wait(home, pid, name)
        documents = documents_in(ended.out)
        figures.cases += len(documents)
        if ended.signal != signal.SIGKILL or ended.err:
            figures.wrong("a reader failed", f"{name}: {ended.err[-300:]}")
        assert len(documents) > 1, "nothing was read meanwhile"
    found = tables(path)
    assert found is not None
    notes = sorted(visit["note"] for visit in found["visits"].values() if "writer" in visit.get("note", ""))
    acknowledged = [id for ids in told.values() for id in ids]
    if notes != sorted(f"{name} {turn}" for name, ids in told.items() for turn in range(len(ids))):
        figures.wrong("lost", f"{len(notes)} there, {len(acknowledged)} acknowledged")
    if len(set(acknowledged)) != len(acknowledged) or not {id[1:] for id in acknowledged} <= set(
        found["visits"]
    ):
        figures.wrong("lost", f"{len(set(acknowledged))} numbers told for {len(acknowledged)} entries")
    if not is_proven(path) or leftovers(home):
        figures.wrong("corrupted", leftovers(home))
    figures.must_be_clean()


def documents_in(text: str) -> list[Any]:
    """The JSON documents that stand one after another, the last of them perhaps cut."""
    return [json.loads(document + "\n}") for document in text.split("\n}\n")[:-1]]


@pytest.mark.parametrize("stopped_by", [signal.SIGSTOP, signal.SIGKILL])
def test_a_stuck_lock_is_told_with_its_process_in_ten_seconds_and_a_killed_one_holds_nothing(
    template: Path, tmp_path: Path, processes: Processes, figures: Figures, stopped_by: signal.Signals
) -> None:
    figures.fault = f"the holder of the lock gets {stopped_by.name}"
    patience = 10.0 if LONG else 0.2
    home = tmp_path / "home"
    path = home_for("log", template, home)
    old = path.read_bytes()
    at = the_write(processes.run(home, ("add", "A"), {}, to="first"))
    path.write_bytes(old)
    shutil.rmtree(path.parent / "backups")
    holder = processes.start(home, ("add", "A"), {"at": at, "do": "stop"}, to="holder")
    while not (home / "holder.calls").exists() or not the_write(processes.seen(home, "holder")):
        time.sleep(0.01)
    if stopped_by == signal.SIGKILL:
        os.kill(holder, signal.SIGKILL)
    began = time.monotonic()
    ended = processes.run(home, ("add", "B"), to="waiting", patience=patience)
    took = time.monotonic() - began
    figures.cases += 1
    if stopped_by == signal.SIGKILL:
        assert ended.has_acknowledged, ended
        assert ended.err == ""
    else:
        waiting, sentence = ended.err.splitlines()
        assert waiting.startswith("waiting for another visitlog")
        assert ended.code == 5
        assert sentence == (
            f"visitlog: The journal is in use by process {holder}; try again when it has finished."
        )
        assert path.read_bytes() == old
        assert patience <= took < patience + (1 if LONG else 10)
        os.kill(holder, signal.SIGKILL)
    processes.wait(home, holder, "holder")
    assert processes.run(home, ("add", "C"), to="after").err == ""


def the_write(ended: Ended) -> int:
    """The number of the call that makes the new file, 0 before it."""
    return next((n for n, call in enumerate(ended.calls, 1) if re.match(r"create .*\.tmp$", call)), 0)
