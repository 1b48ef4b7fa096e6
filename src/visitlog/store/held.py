"""A file held open, read by the piece where that is enough: as it was when it was opened, or not at all."""

import errno
import os
import stat
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path

from visitlog.model.errors import N_, Damaged, Refused
from visitlog.store.atomic import problem_of

PIECE = 1 << 19
"""So many bytes are read, and written, at once: Linux takes them in two thirds of the time of eight times 64 KiB."""

ROOM = 1 << 18
"""So many, where all are read to the same place and looked at there: what fits the processor's cache."""


class HeldFile:
    """A regular file, open for reading; one that is put in its place meanwhile is another file."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor
        self._stamp = self._stamp_now()
        self.size = self._stamp[0]

    def __del__(self) -> None:
        with suppress(OSError):  # all that was wanted of it has been read
            os.close(self._descriptor)

    def read(self, begin: int = 0, end: int | None = None) -> bytes:
        """The bytes from one place to another; raises Refused if they can't be read, or the file isn't as it was."""
        stop = self.size if end is None else end
        return b"".join(self.pieces(begin, stop, stop - begin))

    def pieces(self, begin: int, end: int, length: int = PIECE) -> Iterator[bytes]:
        """The same by pieces of this length, of which the last is shorter."""
        with self._told():
            while begin < end and (piece := os.pread(self._descriptor, min(length, end - begin), begin)):
                begin += len(piece)
                yield piece
        self._must_be_as_it_was(begin >= end)

    def crc(self, begin: int, end: int) -> int:
        """The CRC-32 of the bytes from one place to another; raises Refused as `read` does."""
        room = memoryview(bytearray(ROOM))
        found = 0
        with self._told():
            while begin < end and (length := os.preadv(self._descriptor, [room[: end - begin]], begin)):
                begin += length
                found = zlib.crc32(room[:length], found)
        self._must_be_as_it_was(begin >= end)
        return found

    def must_be_in_its_place(self) -> None:
        """Raises Refused if the file isn't as it was, or another is in its place; OSError when that can't be known."""
        self._must_be_as_it_was(os.path.samestat(self._path.stat(), os.fstat(self._descriptor)))

    def _must_be_as_it_was(self, is_so_far: bool) -> None:
        if not is_so_far or self._stamp_now() != self._stamp:
            raise Refused(
                N_("Another program has changed {path} just now; nothing was done, so try again."),
                path=self._path,
            )

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise _unreadable(self._path, error) from error

    def _stamp_now(self) -> tuple[int, int]:
        with self._told():
            status = os.fstat(self._descriptor)
        # Before anything is read: a folder, or a pipe, which would be waited on.
        if not stat.S_ISREG(status.st_mode):
            raise _irregular(self._path)
        return status.st_size, status.st_mtime_ns


class Stretch:
    """Part of a held file that is read when somebody asks for it, and of which the last bytes are known: its ending."""

    def __init__(self, file: HeldFile, begin: int, end: int, ending: bytes) -> None:
        self._file = file
        self._begin = begin
        self._end = end
        self.ending = ending

    @cached_property
    def content(self) -> bytes:
        """All of it; raises Refused."""
        return self._file.read(self._begin, self._end)

    def pieces(self) -> Iterator[bytes]:
        """All of it, without keeping it; raises Refused."""
        if "content" in self.__dict__:
            yield self.content
        else:
            yield from self._file.pieces(self._begin, self._end)


def held(path: Path) -> HeldFile | None:
    """The file, if there is one; never waits on a pipe. Raises Damaged for what is no file, and Refused."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        return HeldFile(path, descriptor)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno == errno.ENXIO:  # a socket
            raise _irregular(path) from error
        raise _unreadable(path, error) from error


def read_whole(path: Path) -> bytes | None:
    """The bytes of a regular file, or None when there is none; raises Damaged and Refused."""
    file = held(path)
    return None if file is None else file.read()


def _irregular(path: Path) -> Damaged:
    return Damaged(N_("{path} is not a regular file; a journal must be one."), path=path)


def _unreadable(path: Path, error: OSError) -> Refused:
    return Refused(N_("{path} can't be read ({problem})."), path=path, problem=problem_of(error))
