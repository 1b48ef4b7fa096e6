"""A file replaced whole: the old one or the new one, never a mixture."""

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from visitlog.model.errors import N_, Misuse, Refused

AHEAD = 1 << 20
"""So many bytes written, the disk is let begin with them."""


class WrittenNotConfirmed(Refused):
    """The new file stands, but the disk has not confirmed the rename."""

    code = "not_confirmed"


def path_typed(text: str) -> Path:
    """A path as people type it, `~` being a home; raises Misuse when that home is not known."""
    try:
        return Path(text).expanduser()
    except RuntimeError as error:
        raise Misuse(N_('the home in "{path}" is not known; write the path in full.'), path=text) from error


def target_of(path: Path) -> Path:
    """The file itself when the path is a symbolic link: the link stays, its target is replaced."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:
        raise Refused(N_("{path} is a link that leads nowhere; mend or remove it."), path=path) from error


def make_private_folder(folder: Path) -> None:
    """Makes a folder and those above it that are missing, open to its owner only."""
    try:
        if folder.is_dir():
            return
        for missing in reversed([folder, *folder.parents]):
            if not missing.exists():
                missing.mkdir(mode=0o700, exist_ok=True)  # another command may be making it too
                with suppress(OSError):  # undoes an umask that forbids even the owner
                    missing.chmod(0o700)
                _sync_folder(missing.parent)
    except OSError as error:
        raise Refused(
            N_("The folder {path} can't be made ({problem}); choose another with --journal."),
            path=folder,
            problem=problem_of(error),
        ) from error


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):  # the journal's own flush will tell if the disk does not answer
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def problem_of(error: OSError) -> str:
    """The operating system's own words for what went wrong, in lower case."""
    words = error.strerror or str(error)
    return words[:1].lower() + words[1:]


def _temporary_of(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}.tmp")


def remove_stale(folder: Path, name: str) -> None:
    """Removes what killed commands left of files whose name fits; call it only while holding the lock."""
    with suppress(OSError):  # they only take up room; what the disk refuses it will refuse again below
        for stale in folder.glob(f".{name}.*.tmp"):
            stale.unlink()


def glob_escape(name: str) -> str:
    """A file's name as a glob pattern that means just it."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)


def replace_file(
    path: Path, pieces: Iterable[bytes | memoryview], before_replace: Callable[[], None] = lambda: None
) -> None:
    """Writes the pieces to a new file, flushes it to the disk, and puts it in the place of `path`.

    Raises Refused when nothing was changed, WrittenNotConfirmed when only the folder's last flush failed.
    """
    try:
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            _write_and_replace(path, pieces, before_replace)
            _confirm(folder, path)
        finally:
            with suppress(OSError):  # whether it is recorded has been decided above
                os.close(folder)
    except OSError as error:
        raise Refused(
            N_("Nothing was recorded: {path} can't be written ({problem})."),
            path=path,
            problem=problem_of(error),
        ) from error


def _write_and_replace(
    path: Path, pieces: Iterable[bytes | memoryview], before_replace: Callable[[], None]
) -> None:
    temporary = _temporary_of(path)
    try:
        _write_synced(temporary, pieces)
        before_replace()
        os.replace(temporary, path)  # noqa: PTH105
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def _confirm(folder: int, path: Path) -> None:
    try:
        os.fsync(folder)
    except OSError as error:
        raise WrittenNotConfirmed(
            N_(
                "It is written to {path}, but the disk has not confirmed it ({problem}); "
                "look before you repeat it."
            ),
            path=path,
            problem=problem_of(error),
        ) from error


def _write_synced(temporary: Path, pieces: Iterable[bytes | memoryview]) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW
    with os.fdopen(os.open(temporary, flags, 0o600), "wb", buffering=1 << 16) as file:
        with suppress(OSError):  # it is private from birth; this undoes an umask that forbids even the owner
            os.fchmod(file.fileno(), 0o600)
        written = begun = 0
        for piece in pieces:
            file.write(piece)
            written += len(piece)
            if written - begun >= AHEAD:
                _begin_flush(file.fileno(), begun, written)
                begun = written
        file.flush()
        os.fsync(file.fileno())


def _begin_flush(descriptor: int, begin: int, end: int) -> None:
    """Lets the disk begin with these bytes while others are still written: fsync, which waits for all, waits less.

    Linux begins to write what is said to be needed no more; and what isn't on the disk yet it keeps in memory.
    """
    with suppress(OSError, AttributeError):  # only an advice, and macOS doesn't know it
        os.posix_fadvise(descriptor, begin, end - begin, os.POSIX_FADV_DONTNEED)
