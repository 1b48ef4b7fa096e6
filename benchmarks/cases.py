"""What is measured: commands of visitlog at each size, and of its peers."""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.measure import Case
from benchmarks.synthetic import TODAY, people, size_of
from benchmarks.targets import YARDSTICK

PEERS = ("task", "jrnl", "watson", "todo", "khard")
FIRST_DAY = 0
TEN_YEARS = 10_000
TWENTY_YEARS = 100_000


@dataclass(frozen=True)
class Tools:
    """Where the programs are: the interpreter that visitlog is installed for, its command, and the peers found."""

    python: Path
    visitlog: Path
    peers: Mapping[str, Path]


def named(text: str, visits: int) -> str:
    """The name of a case: what is done, at how many visits."""
    return f"{text} at {visits:,}"


def cases_of_visitlog(tools: Tools, folder: Path, sizes: Iterable[int]) -> list[Case]:
    """The everyday commands at each size, and the yardstick."""
    found = [Case(YARDSTICK, (str(tools.python), "-c", "import typer"))]
    for visits in sizes:
        found += _at(tools, folder / str(visits), visits)
    return found


def _at(tools: Tools, kept: Path, visits: int) -> Iterator[Case]:
    size = size_of(visits)
    somebody = list(people(size))[-1]
    line = {
        "log": ("log", "{person}", "tea; the knee is better"),
        "due --json": ("due", "--json"),
        "due, a table,": ("due",),
        "brief": ("brief", somebody.name),
        "show": ("show", somebody.name),
        "summary of a month": ("summary", "--period", "month"),
        "summary of all": ("summary", "--period", "all"),
        "people --json": ("people", "--json"),
        "find": ("find", "heating"),
    }
    for text, words in line.items():
        # Each has a journal of its own: what `log` writes must not change what the others read.
        own = kept / f"{'log' if text == 'log' else 'read'}.json"
        env = {"VISITLOG_JOURNAL": str(own), "VISITLOG_TODAY": f"{TODAY} 12:00", "VISITLOG_LANG": "en"}
        if text == "due, a table,":
            env |= {"FORCE_COLOR": "1", "COLUMNS": "100"}
        before = _fresh(kept, own) if text == "log" and not visits else _nothing
        yield Case(named(text, visits), (str(tools.visitlog), *words), env, before, size.people)
    if visits:
        env = {
            "VISITLOG_JOURNAL": str(kept / "staying.json"),
            "VISITLOG_TODAY": f"{TODAY} 12:00",
            "VISITLOG_LANG": "en",
        }
        yield Case(
            named("due --json, nobody having left,", visits), (str(tools.visitlog), "due", "--json"), env
        )
    env = {"VISITLOG_JOURNAL": str(kept / "read.json"), "VISITLOG_LANG": "en", "_VISITLOG_COMPLETE": "bash"}
    words = (f"visitlog log {somebody.name[:3]}", "")
    yield Case(named("completion of a name", visits), (str(tools.visitlog), *words), env)


def _nothing() -> None:
    pass


def _fresh(kept: Path, own: Path) -> Callable[[], None]:
    """Makes the journal anew before each run, so that no visits stay no visits."""

    def copy() -> None:
        shutil.copyfile(kept / "journal.json", own)

    return copy


def cases_of_peers(tools: Tools, folder: Path, visits: int) -> list[Case]:
    """Adding one thing and listing, by each peer that is there."""
    kept = folder / f"peers-{visits}"
    name = next(people(size_of(visits))).name
    task = {"TASKRC": str(kept / "task" / "taskrc"), "TZ": "UTC"}
    completed = {"TASKRC": str(kept / "task-completed" / "taskrc"), "TZ": "UTC"}
    home = {"HOME": str(kept), "XDG_CONFIG_HOME": str(kept), "TZ": "UTC"}
    watson = {"WATSON_DIR": str(kept / "watson"), "TZ": "UTC"}
    day = ("add", "-f", f"{TODAY} 10:00", "-t", f"{TODAY} 11:00")
    lines = (
        ("task add", "task", ("add", "tea; the knee is better", f"due:{TODAY}"), task),
        ("task overdue", "task", ("overdue",), task),
        ("task add, nearly all completed,", "task", ("add", "tea {run}", f"due:{TODAY}"), completed),
        ("task overdue, nearly all completed,", "task", ("overdue",), completed),
        (
            "jrnl add",
            "jrnl",
            ("--config-file", str(kept / "jrnl" / "jrnl.yaml"), "today: tea with {run}"),
            home,
        ),
        ("watson add", "watson", (*day, "person{run}"), watson),
        (
            "todo new",
            "todo",
            ("--config", str(kept / "todoman/todoman.py"), "new", "-l", "visits", "tea"),
            home,
        ),
        ("todo list", "todo", ("--config", str(kept / "todoman/todoman.py"), "list"), home),
        ("khard show", "khard", ("-c", str(kept / "khard" / "khard.conf"), "show", name), home),
    )
    return [
        Case(named(text, visits), (str(tools.peers[peer]), *words), env)
        for text, peer, words, env in lines
        if peer in tools.peers
    ]
