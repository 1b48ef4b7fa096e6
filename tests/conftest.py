"""The command as tests use it: in process for speed, and the installed one where it must be truly real."""

import fcntl
import gc
import io
import json
import os
import struct
import subprocess
import sys
import termios
import time
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest import mock

import pytest
import typer.main
from hypothesis import settings
from tools.catalogue import compile_stale
from wcwidth import wcswidth

from visitlog.cli.app import run
from visitlog.cli.settings import interface_language
from visitlog.render.language import set_language

compile_stale()  # a checkout that has moved on holds only the sources of the translations

# How long an example takes says how busy the machine is, and nothing of what is tested.
settings.register_profile("visitlog", deadline=None)
settings.load_profile("visitlog")

TODAY = "2026-11-23"
"""A Monday."""

# What Typer reads off a function's signature is the same at every run, and costs more than many a whole test.
typer.main.get_params_from_function = cache(typer.main.get_params_from_function)  # type: ignore[attr-defined]

BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""The marks that turn the direction of what follows them."""


def active_in(text: str, allowed: str = "\n") -> set[str]:
    """The characters that act on a terminal instead of being shown: controls, line separators, direction."""
    categories = ("Cc", "Zl", "Zp", "Cs")
    return {c for c in {*text} - {*allowed} if unicodedata.category(c) in categories or c in BIDI}


def widest(text: str) -> int:
    """The cells that the longest line takes; fails when a line holds what has no width."""
    widths = [_width(line) for line in text.split("\n")]
    assert min(widths) >= 0, [line for line in text.split("\n") if wcswidth(line) < 0]
    return max(widths)


def _width(line: str) -> int:
    return len(line) if line.isascii() and line.isprintable() else wcswidth(line)


def wait_until_read(descriptor: int) -> None:
    """Waits until somebody has read all that a pipe or a terminal holds, so that they now wait for more."""
    patience = time.monotonic() + 60
    while struct.unpack("i", fcntl.ioctl(descriptor, termios.FIONREAD, b"\0" * 4))[0]:
        assert time.monotonic() < patience, "nobody reads"
        time.sleep(0.01)


@dataclass(frozen=True)
class Result:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """The lines of standard output."""
        return self.out.splitlines()

    @property
    def rows(self) -> list[list[str]]:
        """The fields of each line of plain output."""
        return [line.split("\t") for line in self.out.split("\n")[:-1]]

    def json(self) -> Any:
        """Standard output, which must be one JSON document and nothing else."""
        return json.loads(self.out)

    @property
    def data(self) -> Any:
        """What the JSON envelope holds."""
        return self.json()["data"]


class Vl:
    """The command `visitlog` on a journal of the test's own, run in this process."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.journal = home / "journal" / "journal.json"
        self.env = {
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "TERM": "xterm-256color",
            "COLUMNS": "80",
            "VISITLOG_JOURNAL": str(self.journal),
            "VISITLOG_TODAY": TODAY,
            "VISITLOG_LANG": "en",
        }

    def __call__(
        self,
        *words: str,
        stdin: str | bytes = b"",
        today: str | None = None,
        env: Mapping[str, str | None] | None = None,
    ) -> Result:
        """Runs one command line; `env` changes variables, None takes one away."""
        with self._world(today, env), _stdin(stdin), _captured() as (out, err):
            set_language(interface_language())
            try:
                code = run(list(words))
            finally:
                set_language("en")
        return Result(code, _text(out), _text(err))

    def ok(self, *words: str, **how: Any) -> Result:
        """Runs a command line that must succeed."""
        result = self(*words, **how)
        assert result.code == 0, f"{words}: {result}"
        return result

    def screen(self, *words: str, columns: int = 80, lang: str = "en", **how: Any) -> Result:
        """Runs a command line as on a terminal of so many columns, without its colours."""
        env = {
            "FORCE_COLOR": "1",
            "NO_COLOR": "1",
            "COLUMNS": str(columns),
            "VISITLOG_LANG": lang,
        }
        return self(*words, env=env, **how)

    def refuses(self, code: int, *words: str, **how: Any) -> str:
        """Runs a command line that must fail, twice: for people and with --json; answers its sentence.

        The sentence is one line on standard error, nothing is written, and nothing of Typer's is heard.
        """
        kind = {
            1: ("refused",),
            2: ("misuse",),
            3: ("not_found",),
            4: ("ambiguous",),
            5: ("damaged", "locked"),
        }
        before = self.bytes
        result = self(*words, **how)
        assert (result.code, result.out) == (code, ""), result
        first, *rest = result.err.splitlines()
        assert first.startswith("visitlog: "), result.err
        assert all(line.startswith("  ") for line in rest), result.err
        assert not rest or code == 4, result.err
        for foreign in ("Traceback", "Usage", "Error", "Invalid", "Try '", "failed in"):
            assert foreign not in result.err
        sentence = first.removeprefix("visitlog: ")
        told = self("--json", *words, **how)
        assert told.code == code
        assert told.err == result.err
        document = told.json()
        assert set(document) == {"schema", "kind", "error"}
        assert (document["schema"], document["kind"]) == (1, "error")
        assert set(document["error"]) == {"code", "message"}
        assert document["error"]["message"] == sentence
        assert document["error"]["code"] in kind[code]
        assert self.bytes == before
        return sentence

    @property
    def bytes(self) -> bytes | None:
        """The journal file as it stands; None when there is none."""
        return self.journal.read_bytes() if self.journal.exists() else None

    def table(self, name: str) -> dict[str, Any]:
        """A table of the journal file, as any JSON parser reads it."""
        tables = json.loads(self.journal.read_text("utf-8"))
        return dict(tables.get(name, {}))

    def start(self, make: Callable[..., None], *words: str) -> None:
        """Puts the journal there that `make` makes with a `Vl` and these words; it is made once a process."""
        self.journal.parent.mkdir(mode=0o700, exist_ok=True)
        self.journal.write_bytes(_made(make, *words))

    @contextmanager
    def _world(self, today: str | None, env: Mapping[str, str | None] | None) -> Iterator[None]:
        changed = {**self.env, **({"VISITLOG_TODAY": today} if today else {}), **(env or {})}
        world = {name: value for name, value in changed.items() if value is not None}
        with mock.patch.dict(os.environ, world, clear=True), mock.patch("tempfile.tempdir", str(self.home)):
            yield


@contextmanager
def _stdin(content: str | bytes) -> Iterator[None]:
    raw = content.encode() if isinstance(content, str) else content
    with mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8")):
        yield


@contextmanager
def _captured() -> Iterator[tuple[io.TextIOWrapper, io.TextIOWrapper]]:
    out, err = (
        io.TextIOWrapper(io.BytesIO(), encoding="utf-8", errors="backslashreplace", newline="\n")
        for _ in range(2)
    )
    with redirect_stdout(out), redirect_stderr(err):
        yield out, err


def _text(stream: io.TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode("utf-8")


WATCHED = """
import os, sys
place, leave = sys.argv.pop(1), os._exit
def told(code):
    open(place, "w").write("\\n".join(sys.modules))
    leave(code)
os._exit = told
from visitlog.cli.start import main
main()
"""
"""The command as its installed script starts it; it writes down the modules that it has loaded when it ends."""


class Real:
    """The installed command `visitlog`, in a process of its own, on the same journal as `vl`."""

    command = str(Path(sys.executable).with_name("visitlog"))

    def __init__(self, vl: Vl) -> None:
        self.vl = vl

    def env(self, changes: Mapping[str, str | None] | None = None) -> dict[str, str]:
        """The environment of the process."""
        world = {"LANG": "C.UTF-8", **self.vl.env, **(changes or {})}
        return {name: value for name, value in world.items() if value is not None}

    def __call__(
        self,
        *words: str | bytes,
        stdin: str | bytes = b"",
        env: Mapping[str, str | None] | None = None,
        **how: Any,
    ) -> Result:
        """Runs one command line."""
        done = subprocess.run(
            [self.command, *words],
            input=stdin.encode() if isinstance(stdin, str) else stdin,
            env=self.env(env),
            check=False,
            timeout=60,
            **({"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | how),
        )
        return Result(done.returncode, (done.stdout or b"").decode(), (done.stderr or b"").decode())

    def modules(self, *words: str, env: Mapping[str, str | None] | None = None) -> set[str]:
        """The modules that a command line has loaded when it ends, in an interpreter of its own."""
        place = self.vl.home / "modules"
        done = subprocess.run(
            [sys.executable, "-c", WATCHED, str(place), *words],
            env=self.env(env),
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert done.returncode == 0, done.stderr
        return set(place.read_text().split("\n"))


def pytest_collection_finish() -> None:
    """Spares the collector what stays to the end: thousands of tests and the libraries, walked again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def vl(tmp_path: Path) -> Vl:
    """The command on a journal that is not there yet."""
    return Vl(tmp_path)


@pytest.fixture
def real(vl: Vl) -> Real:
    """The installed command, on the journal of `vl`."""
    return Real(vl)


@pytest.fixture
def lane(vl: Vl) -> Vl:
    """The command on a small journal, always the same: LANE."""
    vl.start(begin_lane)
    return vl


LANE: tuple[tuple[str, str, str], ...] = (
    ("2026-06-01", "add", "Ada Oak --door 3-201 -g elder --area East~Lane --phone 555-0101"),
    ("2026-06-01", "add", "Ben Elm --door shop~3 -g business --every 7d --area East~Lane"),
    ("2026-06-01", "add", "王秀英 --door 2-101 --every 14d --area 东街 --alias 王奶奶"),
    ("2026-06-01", "add", "Cleo Ash --door 5-304 -g illness-watch --note what~the~doctor~said"),
    ("2026-11-20", "add", "Dan Fir --door 1-402 --residence newcomer --area East~Lane"),
    ("2026-06-02", "add", "Eve Yew --door 3-201 --residence temporary --sensitive --note her~secret"),
    ("2026-10-12", "log", "3 --on 2026-10-12 -f planned --topic roof 屋顶漏雨"),
    ("2026-10-20", "log", "ada --on 2026-10-20 knee~better --warmth warm"),
    ("2026-10-21", "log", "cleo --on 2026-10-21 the~new~medicine --topic health"),
    ("2026-10-28", "log", "3 --on 2026-10-28 -r out"),
    (
        "2026-11-10",
        "log",
        "ada --on 2026-11-10 -p ask~housing~about~the~roof~@2026-11-20 Roof leaks over the bed",
    ),
    ("2026-11-10", "promise", "ada return the hall key --by 2026-11-25 --owed-by them"),
    ("2026-11-12", "log", "ben --on 2026-11-12 -f planned permit and pavement tables"),
    ("2026-11-12", "promise", "ben bring the licence leaflet --by 2026-11-23"),
    ("2026-11-13", "log", "cleo --on 2026-11-13 -f phone -p find~a~specialist~@2026-11-24 how she slept"),
    ("2026-11-14", "log", "eve --on 2026-11-14 --place office forms -p no~day~yet"),
    ("2026-11-16", "promise", "3 send the form --by 2026-11-18"),
    ("2026-11-17", "done", "P6"),
    ("2026-11-18", "log", "--area East~Lane --heads 12 fire safety by the gate"),
    ("2026-11-20", "log", "eve --on 2026-11-20 -f chance --lesson come~on~Sundays in the market"),
)
"""Who and what is in the small journal: the day, the command, its words; ~ is a space inside a word."""


def begin_lane(vl: Vl) -> None:
    """Makes the small journal through the command itself."""
    for today, command, words in LANE:
        vl.ok(command, *(word.replace("~", " ") for word in words.split(" ")), today=today)


@cache
def _made(make: Callable[..., None], *words: str) -> bytes:
    with TemporaryDirectory(prefix="visitlog-test-") as home:
        vl = Vl(Path(home))
        make(vl, *words)
        assert vl.bytes is not None
        return vl.bytes
