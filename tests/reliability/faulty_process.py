"""A process that forks one child for each command line it is told, with one call to the system made to fail.

Everything is imported before the fork, so that a case costs milliseconds. A request is a line of JSON on
standard input; so is the answer on standard output. Run by `made.Processes`.

Requests: {"do": "start", "words", "env", "folder", "to", "fault", "times"} answers {"pid"};
{"do": "wait", "pid"} answers {"status"}, as os.waitpid gives it.
"""

import contextlib
import fcntl
import io
import json
import os
import signal
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from visitlog.cli import app
from visitlog.cli.card import entries
from visitlog.store import atomic, lock

BY_PATH = (
    "open",
    "stat",
    "lstat",
    "mkdir",
    "unlink",
    "chmod",
    "scandir",
    "listdir",
    "readlink",
    "replace",
    "rename",
    "link",
    "symlink",
    "rmdir",
    "utime",
)
BY_DESCRIPTOR = (
    "read",
    "write",
    "pread",
    "preadv",
    "pwrite",
    "fsync",
    "fdatasync",
    "fstat",
    "fchmod",
    "ftruncate",
    "close",
    *(("posix_fadvise",) if hasattr(os, "posix_fadvise") else ()),
)
AHEAD = 4096
"""So small that the disk is let begin with the journals of these tests, too, before all is written."""


class Faults:
    """Watches every call to the system that touches a folder, and makes one of them fail.

    `fault` is {"at": its number from 1, "do": "kill" | "half" | "stop" | "error", "errno"}; without "at" nothing fails.
    Each call is put down in a file as it begins: its name, and the name of the file.
    """

    def __init__(self, folder: str, fault: dict[str, Any], log: str) -> None:
        self.folder, self.fault = folder, fault
        self.open: dict[int, str] = {}
        self.count = 0
        self.real = {name: getattr(os, name) for name in (*BY_PATH, *BY_DESCRIPTOR)}
        self.log = self.real["open"](log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND, 0o600)

    def watch(self) -> None:
        """Puts itself between Python and the system."""
        for name in BY_PATH:
            setattr(os, name, self._by_path(name))
        for name in BY_DESCRIPTOR:
            setattr(os, name, self._by_descriptor(name, self.real[name]))
        fcntl.flock = self._by_descriptor("flock", fcntl.flock)
        os.fdopen = self._fdopen  # type: ignore[assignment]

    def _by_path(self, name: str) -> Callable[..., Any]:
        def call(path: Any, *rest: Any, **named: Any) -> Any:
            inside = self._inside(path) or (self._inside(rest[0]) if rest else None)
            if inside is None:
                return self.real[name](path, *rest, **named)
            told = "create" if name == "open" and rest and rest[0] & os.O_CREAT else name
            answer = self._called(told, inside, lambda: self.real[name](path, *rest, **named))
            if name == "open":
                self.open[answer] = inside
            return answer

        return call

    def _by_descriptor(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(descriptor: int, *rest: Any) -> Any:
            if descriptor not in self.open:
                return real(descriptor, *rest)
            path = self.open[descriptor]
            if name == "close":
                del self.open[descriptor]
            half = (lambda: real(descriptor, rest[0][: len(rest[0]) // 2])) if name == "write" else None
            return self._called(name, path, lambda: real(descriptor, *rest), half)

        return call

    def _inside(self, path: Any) -> str | None:
        if isinstance(path, int):
            return self.open.get(path)
        try:
            text = os.fsdecode(path)
        except TypeError:
            return None
        return text if text.startswith(self.folder) else None

    def _called(
        self, name: str, path: str, call: Callable[[], Any], half: Callable[[], Any] | None = None
    ) -> Any:
        self.count += 1
        self.real["write"](self.log, f"{name} {path}\n".encode())
        if self.count == self.fault.get("at"):
            if self.fault["do"] == "error":
                if name == "close":
                    call()  # as the kernel does: the descriptor is gone all the same
                raise OSError(self.fault["errno"], os.strerror(self.fault["errno"]), path)
            if self.fault["do"] == "half" and half is not None:
                half()
            os.kill(os.getpid(), signal.SIGSTOP if self.fault["do"] == "stop" else signal.SIGKILL)
        return call()

    def _fdopen(self, descriptor: int, mode: str = "r", *_: Any, closefd: bool = True, **how: Any) -> Any:
        raw = _Raw(descriptor, closefd)
        file: Any = io.BufferedWriter(raw, 1 << 16) if "w" in mode else io.BufferedReader(raw)
        if "b" in mode:
            return file
        how.pop("buffering", None)
        return io.TextIOWrapper(file, **how)


class _Raw(io.RawIOBase):
    """A file whose every call goes through the functions of `os`, where it can be watched."""

    def __init__(self, descriptor: int, closes: bool) -> None:
        self.descriptor, self.closes = descriptor, closes

    def fileno(self) -> int:
        return self.descriptor

    def readable(self) -> bool:
        return True

    def writable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        content = os.read(self.descriptor, len(buffer))
        buffer[: len(content)] = content
        return len(content)

    def write(self, content: Any) -> int:
        return os.write(self.descriptor, content)

    def close(self) -> None:
        if not self.closed:
            super().close()
            if self.closes:
                os.close(self.descriptor)


def run_as_command(request: dict[str, Any]) -> int:
    """Runs `main` on the words as often as is asked, as the installed command would; {n} in a word is the turn.

    `to` names the files for standard output, standard error and the calls. Ends with the first exit code
    that is not 0.
    """
    out, err, calls = request["to"]
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["env"])
    for number, name in enumerate((os.devnull, out, err)):
        flags = os.O_RDONLY if number == 0 else os.O_WRONLY | os.O_CREAT | os.O_APPEND
        os.dup2(os.open(name, flags, 0o600), number)
    lock.PATIENCE_SECONDS = request["patience"]
    atomic.AHEAD = AHEAD
    if request["fault"] is not None:
        Faults(request["fault"]["in"], request["fault"], calls).watch()
    asked_by = os.getppid()
    for turn in range(request["times"]):
        if os.getppid() != asked_by:  # the tests were ended, and nobody waits for this
            return 0
        sys.stdin, sys.stdout, sys.stderr = (open(n, mode, closefd=False) for n, mode in enumerate("rww"))  # noqa: SIM115
        sys.argv = ["visitlog", *(word.replace("{n}", str(turn)) for word in request["words"])]
        code = _exit_code()
        if code != 0:
            return code
    return 0


def _exit_code() -> int:
    try:
        code = app.main()
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BaseException:
        sys.excepthook(*sys.exc_info())
        code = 1
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(OSError):
            stream.flush()
    return code


def started(request: dict[str, Any]) -> int:
    """The process that does what a request says."""
    pid = os.fork()
    if pid == 0:
        code = 99
        try:
            limits = request.get("limits") or {}
            for name, most in limits.items():
                import resource

                resource.setrlimit(getattr(resource, name), (most, most))
            if request.get("user"):
                os.setgid(request["user"])
                os.setuid(request["user"])
            code = run_as_command(request)
        finally:
            os._exit(code)
    return pid


def requests() -> Iterator[dict[str, Any]]:
    """What is asked for, until nobody is there to ask."""
    for line in sys.stdin:
        yield json.loads(line)


def serve() -> None:
    """Answers requests."""
    for entry in entries().values():
        import_module(f"visitlog.cli.{entry.module}")
    for name in LOADED_LATER:
        import_module(name)
    for request in requests():
        match request["do"]:
            case "start":
                answer = {"pid": started(request)}
            case _:
                answer = {"status": os.waitpid(request["pid"], 0)[1]}
        print(json.dumps(answer), flush=True)


LOADED_LATER = [
    f"visitlog.{path.relative_to(Path(app.__file__).parents[1]).with_suffix('').as_posix().replace('/', '.')}"
    for path in sorted(Path(app.__file__).parents[1].rglob("*.py"))
    if path.name != "__init__.py"
]

if __name__ == "__main__":
    serve()
