"""One writer at a time: an exclusive flock beside the journal, which ends with the command that holds it."""

import fcntl
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

from visitlog.model.errors import N_, Locked, Refused
from visitlog.store.atomic import problem_of

PATIENCE_SECONDS = 10.0


@contextmanager
def locked(journal: Path, on_wait: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Holds the journal's lock; waits at most 10 seconds for it, and says so once through `on_wait`."""
    path = journal.with_name(journal.name + ".lock")
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise Refused(
            N_("Nothing was recorded: {path} can't be written ({problem})."),
            path=path,
            problem=problem_of(error),
        ) from error
    try:
        _acquire(descriptor, path, on_wait)
        with suppress(OSError):  # the number only helps whoever waits; a full disk must not stop us here
            os.fchmod(descriptor, 0o600)
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, str(os.getpid()).encode(), 0)
        yield
    finally:
        with suppress(OSError):  # what is recorded stays recorded; the lock ends with the command
            os.close(descriptor)


def _acquire(descriptor: int, path: Path, on_wait: Callable[[], None]) -> None:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return
    except BlockingIOError:
        on_wait()
    except OSError as error:
        raise _unlockable(path, error) from error
    try:
        _wait(descriptor)
    except TimeoutError as error:
        holder = os.pread(descriptor, 20, 0).decode("ascii", "replace").strip() or "?"
        raise Locked(
            N_("The journal is in use by process {pid}; try again when it has finished."), pid=holder
        ) from error
    except OSError as error:
        raise _unlockable(path, error) from error


def _unlockable(path: Path, error: OSError) -> Refused:
    return Refused(
        N_("{path} can't be locked ({problem}); a journal needs a local file system."),
        path=path,
        problem=problem_of(error),
    )


def _wait(descriptor: int) -> None:
    """Waits for the lock in the kernel, which is fair: polling let a busy writer starve the others."""

    def give_up(signum: int, frame: FrameType | None) -> None:
        raise TimeoutError

    earlier = signal.signal(signal.SIGALRM, give_up)
    try:
        # Repeated, for a signal that arrives just before the kernel begins to wait would not wake it.
        signal.setitimer(signal.ITIMER_REAL, PATIENCE_SECONDS, 1.0)
        fcntl.flock(descriptor, fcntl.LOCK_EX)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, earlier)
