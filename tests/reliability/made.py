"""A journal with a past, every kind of writing command, processes to run them in, and the judge of what is left."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tinydb import TinyDB

from conftest import Vl, begin_lane
from visitlog.cli.card import entries
from visitlog.store.storage import JournalStorage

TODAY = "2026-11-23"
PEOPLE = "name,door,area,note\nFay Birch,7-101,East Lane,new\nGil Rowan,7-102,East Lane,\n"

COMMANDS: dict[str, tuple[str, ...]] = {
    "log": ("log", "ada", "tea", "-p", "bring the form @2026-11-30"),
    "done": ("done", "P1"),
    "edit": ("edit", "V2", "--note", "something else"),
    "remove": ("remove", "V1"),
    "undo": ("undo",),
    "import": ("import", "people.csv"),
    "import of an export": ("import", "export.json"),
    "merge": ("merge", "2", "1"),
    "restore": ("restore", "2026-11-21", "--yes"),
    "backup": ("backup",),
    "repair": ("check", "--repair"),
    "the first of all": ("add", "Hal Oak"),
}
if "erase" in entries():
    COMMANDS["erase"] = ("erase", "ada", "--yes")
"""The writing commands by what they are called here; each runs in a home of its own, from `made_home`."""

ALIKE = ("done", "edit", "remove", "merge")
"""Those that make the same calls as `log`; the short forms try some of them only."""

ERASED = (b"Ada Oak", b"knee better", b"555-0101", b"return the hall key")
"""What a home holds of the person that is erased."""


def make_template(vl: Vl) -> None:
    """A home whose journal has backups of more days than are kept, a named one, and something to mend."""
    begin_lane(vl)
    for day in range(1, 10):
        vl.ok("log", "ben", f"round {day}", "--on", f"2026-11-{day + 12}", today=f"2026-11-{day + 12}")
    vl.ok("backup", today="2026-11-21")
    (vl.home / "export.json").write_text(vl.ok("export", "--format", "json").out)
    (vl.home / "people.csv").write_text(PEOPLE)


def home_for(kind: str, template: Path, home: Path) -> Path:
    """A copy of the template as a kind of command wants it, and the path of its journal."""
    shutil.copytree(template, home)
    folder = home / "journal"
    path = folder / "journal.json"
    if kind in ("the first of all", "import of an export"):
        shutil.rmtree(folder)
    elif kind == "repair":
        path.write_bytes(path.read_bytes().replace(b'"groups":["business"]', b'"groups":["choir"]'))
    return path


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code or the signal that killed it, and what it said."""

    code: int
    signal: int
    out: str
    err: str
    calls: Sequence[str]

    @property
    def has_acknowledged(self) -> bool:
        """Whether its user was told that it is done."""
        return self.signal == 0 and self.code == 0


class Processes:
    """The process that forks, and what is asked of it."""

    def __init__(self) -> None:
        self._running: set[int] = set()
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("faulty_process.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def close(self) -> None:
        """Ends the process, and those that a failed test has left."""
        for pid in self._running:
            os.kill(pid, signal.SIGKILL)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(timeout=60)
        self._process.stdout.close()

    def _ask(self, **request: Any) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        print(json.dumps(request), file=self._process.stdin, flush=True)
        return json.loads(self._process.stdout.readline())

    def start(
        self,
        home: Path,
        words: Sequence[str],
        fault: Mapping[str, Any] | None = None,
        *,
        times: int = 1,
        to: str = "run",
        patience: float = 10.0,
        env: Mapping[str, str] | None = None,
        **how: Any,
    ) -> int:
        """Starts a command line in a home, as often as `times` says, and answers its process."""
        files = [str(home / f"{to}.{name}") for name in ("out", "err", "calls")]
        for name in files:
            Path(name).unlink(missing_ok=True)
        watched = None if fault is None else {"in": str(home / "journal"), **fault}
        answer = self._ask(
            do="start",
            words=list(words),
            folder=str(home),
            env=environment(home, env),
            fault=watched,
            times=times,
            to=files,
            patience=patience,
            **how,
        )
        self._running.add(answer["pid"])
        return int(answer["pid"])

    def wait(self, home: Path, pid: int, to: str = "run") -> Ended:
        """How a process ended."""
        status = self._ask(do="wait", pid=pid)["status"]
        self._running.discard(pid)
        return self.seen(home, to, status)

    def seen(self, home: Path, to: str, status: int = 0) -> Ended:
        """What a process has said and done so far."""
        out, err, calls = (
            path.read_text("utf-8") if (path := home / f"{to}.{name}").exists() else ""
            for name in ("out", "err", "calls")
        )
        return Ended(os.waitstatus_to_exitcode(status), os.WTERMSIG(status), out, err, calls.splitlines())

    def run(
        self,
        home: Path,
        words: Sequence[str],
        fault: Mapping[str, Any] | None = None,
        *,
        to: str = "run",
        **how: Any,
    ) -> Ended:
        """Runs a command line to its end."""
        return self.wait(home, self.start(home, words, fault, to=to, **how), to)


def environment(home: Path, changes: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a command in a home."""
    return {
        "HOME": str(home),
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
        "LANG": "C.UTF-8",
        "PYTHONHASHSEED": "0",
        "TMPDIR": str(home),
        "VISITLOG_JOURNAL": str(home / "journal" / "journal.json"),
        "VISITLOG_TODAY": TODAY,
        "VISITLOG_LANG": "en",
        **(changes or {}),
    }


Tables = Mapping[str, Any]


def tables(path: Path) -> Tables | None:
    """What a journal holds, as stock JSON and stock TinyDB both read it, without what is drawn by lot."""
    if not path.exists():
        return None
    whole = json.loads(path.read_text("utf-8"))
    with TinyDB(path, encoding="utf-8") as db:
        assert db.tables() == set(whole)
        for name, table in whole.items():
            assert {str(one.doc_id): dict(one) for one in db.table(name)} == table
    found: Tables = without_lots(whole)
    return found


def without_lots(whole: Any) -> Any:
    """A document without uids, proofs and moments of making, which differ from run to run."""
    if isinstance(whole, dict):
        return {
            name: without_lots(value)
            for name, value in whole.items()
            if name not in ("uid", "crc", "created_at")
        }
    return [without_lots(value) for value in whole] if isinstance(whole, list) else whole


def is_proven(path: Path) -> bool:
    """Whether a journal is to the byte as visitlog wrote it."""
    storage = JournalStorage(path)
    return storage.read() is None or storage.is_trusted


def leftovers(folder: Path) -> list[str]:
    """The temporary files under a folder."""
    return sorted(path.name for path in folder.rglob("*.tmp"))


def backup_names(path: Path) -> set[str]:
    """The names of a journal's backups."""
    folder = path.parent / "backups"
    return {each.name for each in folder.glob("[!.]*.json")} if folder.is_dir() else set()


@dataclass(frozen=True)
class Before:
    """A home before a command, what it holds after it when nothing fails, and the calls that it makes."""

    kind: str
    old: Tables | None
    new: Tables | None
    backups: frozenset[str]
    calls: Sequence[str]


def reference(kind: str, template: Path, home: Path, processes: Processes) -> Before:
    """Runs a command without any fault, in a home of its own."""
    path = home_for(kind, template, home)
    old, before = tables(path), backup_names(path)
    ended = processes.run(home, COMMANDS[kind], {})
    assert ended.has_acknowledged, ended
    assert is_proven(path)
    assert ended.calls
    return Before(kind, old, tables(path), frozenset(before & backup_names(path)), ended.calls)


def judged(before: Before, path: Path, ended: Ended) -> list[tuple[str, str]]:
    """What is wrong after a command that met a fault, as figures count it."""
    wrong: list[tuple[str, str]] = []
    try:
        now = tables(path)
    except (ValueError, AssertionError) as error:
        return [("corrupted", f"{type(error).__name__}: {error}")]
    allowed = [before.new] if ended.has_acknowledged else [before.old, before.new]
    if before.kind == "the first of all" and not ended.has_acknowledged:
        now = None if now is not None and set(now) == {"meta", "changes", "groups", "topics"} else now
    if now not in allowed:
        wrong.append(
            ("lost" if now == before.old else "corrupted", "neither the old journal nor the new one")
        )
    elif now is not None and now == before.new and not is_proven(path):
        wrong.append(("corrupted", "the proof does not agree"))
    if not before.backups <= backup_names(path):
        wrong.append(("lost", f"a backup: {sorted(before.backups - backup_names(path))}"))
    wrong += [("corrupted", f"the backup {name}") for name in _unreadable_backups(path)]
    if before.kind == "erase" and ended.has_acknowledged:
        wrong += [("lost", f"erased, and still in {name}") for name in _still_there(path.parent)]
    return wrong


def _unreadable_backups(path: Path) -> list[str]:
    bad = []
    for name in sorted(backup_names(path)):
        try:
            json.loads((path.parent / "backups" / name).read_bytes())
        except ValueError:
            bad.append(name)
    return bad


def _still_there(folder: Path) -> list[str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [str(path) for path in files if any(word in path.read_bytes() for word in ERASED)]


TRACE = re.compile(r"Traceback|failed in|Error\b")


def sentence_problems(ended: Ended) -> list[tuple[str, str]]:
    """What is wrong with what a command said of a fault: exit 1 and one sentence, or exit 0."""
    if TRACE.search(ended.err + ended.out):
        return [("tracebacks", ended.err)]
    if ended.code == 0 and ended.signal == 0:
        return []
    if ended.code != 1 or ended.signal:
        return [("exit code", f"{ended.code} {ended.signal} {ended.err}")]
    lines = ended.err.splitlines()
    if len(lines) != 1 or not lines[0].startswith("visitlog: ") or ended.out:
        return [("sentence", f"{ended.out!r} {ended.err!r}")]
    return []


def next_command(home: Path, path: Path, processes: Processes) -> list[str]:
    """What is wrong when the same person goes on: the next command works and leaves nothing behind."""
    ended = processes.run(home, ("add", "Next Person"), to="next")
    problems = [] if ended.code == 0 and not ended.err else [f"the next command: {ended}"]
    problems += leftovers(home)
    found = tables(path)
    if found is None or "Next Person" not in str(found["people"]):
        problems.append("the next entry is not there")
    return problems
