"""Drafts that an editor has open: each in a folder of its own beside the journal, for its owner only."""

import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

from visitlog.model.errors import N_, Refused
from visitlog.store.atomic import make_private_folder, problem_of

NOTE = "note.md"
"""The draft of a note that is not yet of any record."""


def folder_of(journal: Path) -> Path:
    """Where the drafts of a journal are, those in use and those that could not be saved."""
    return journal.with_name(f"{journal.name}.drafts")


def left(journal: Path) -> list[Path]:
    """The drafts that lie there, without what an editor put beside them; one in use is among them."""
    with suppress(OSError):  # a folder that is not there
        return sorted(path for path in folder_of(journal).glob("*/*") if path.name == NOTE or _is_form(path))
    return []


def _is_form(path: Path) -> bool:
    return path.suffix == ".toml" and not path.name.startswith(".")


def begun(journal: Path, name: str, text: str) -> Path:
    """A new draft that holds this text; raises Refused when there is no place for it."""
    drafts = folder_of(journal)
    make_private_folder(drafts)
    try:
        folder = Path(tempfile.mkdtemp(dir=drafts))
        folder.chmod(0o700)
        written(folder / name, text)
    except OSError as error:
        raise Refused(
            N_("A draft can't be written in {path} ({problem})."), path=drafts, problem=problem_of(error)
        ) from error
    return folder / name


def written(draft: Path, text: str) -> None:
    """Puts a text into a draft, in the place of what it held."""
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogatepass", newline="") as file:
        os.fchmod(descriptor, 0o600)  # the umask may forbid even the owner
        file.write(text)


def differs(draft: Path, text: str) -> bool:
    """Whether a draft is there, and holds anything but this text."""
    try:
        return draft.read_bytes() != text.encode()
    except FileNotFoundError:
        return False


def discarded(draft: Path) -> None:
    """Takes a draft away, with whatever its editor left beside it."""
    shutil.rmtree(draft.parent, ignore_errors=True)
    with suppress(OSError):  # another draft is in use
        draft.parent.parent.rmdir()
