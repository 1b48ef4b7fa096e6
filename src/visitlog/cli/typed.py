"""What people write at length: notes from words, a pipe or an editor, and promises with their day."""

import os
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path

from visitlog.actions.promises import NewPromise
from visitlog.model.errors import N_, Misuse, Refused

AT = "@＠"
LONGEST_NOTE = 4_000_000


def note_of(words: Sequence[str], edit: bool, no_input: bool) -> str | None:
    """The note: the words as they stand, `-` for standard input, or what the editor leaves."""
    text = " ".join(words).strip()
    if text == "-":
        text = _from_standard_input(no_input)
    if edit:
        if no_input:
            raise Misuse(N_("--edit opens an editor, and --no-input forbids it; leave out one of them."))
        text = _from_editor(text)
    return text or None


def _from_standard_input(no_input: bool) -> str:
    if no_input and sys.stdin.isatty():
        raise Misuse(N_("- reads the note from standard input, and --no-input forbids asking; pipe it in."))
    content = sys.stdin.buffer.read(LONGEST_NOTE + 1)
    if len(content) > LONGEST_NOTE:
        raise Misuse(
            N_("The note is longer than {longest} bytes; nothing was recorded."), longest=LONGEST_NOTE
        )
    return _decoded(content)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig").strip()
    except UnicodeDecodeError as error:
        raise Misuse(N_("The note is not valid UTF-8 text; nothing was recorded.")) from error


def _from_editor(text: str) -> str:
    """What the user's editor leaves of a private draft; an empty draft records nothing."""
    with tempfile.TemporaryDirectory(prefix="visitlog-") as folder:
        draft = Path(folder) / "note.md"
        draft.write_text(text + "\n", encoding="utf-8")
        draft.chmod(0o600)
        run_editor(draft)
        written = _decoded(draft.read_bytes())
    if not written:
        raise Refused(N_("The note was left empty; nothing was recorded."))
    return written


def run_editor(draft: Path) -> None:
    """Opens a file in the user's editor and waits for it; raises Refused if it can't, or ends with an error."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        code = subprocess.run([*shlex.split(command), str(draft)], check=False).returncode
    except (OSError, ValueError) as error:
        raise Refused(
            N_('The editor "{command}" can\'t be started; set EDITOR to one that is there.'), command=command
        ) from error
    if code != 0:
        raise Refused(N_("The editor ended with an error; nothing was recorded."))


def promises_of(typed: Iterable[str], day: Callable[[str], date]) -> tuple[NewPromise, ...]:
    """The promises of `-p`: TEXT, or TEXT @WHEN; the day begins at the last @, and `day` reads it."""
    return tuple(_promise_of(text, day) for text in typed)


def _promise_of(typed: str, day: Callable[[str], date]) -> NewPromise:
    at = max(typed.rfind(sign) for sign in AT)
    if at < 0:
        return NewPromise(typed.strip())
    text, when = typed[:at].strip(), typed[at + 1 :].strip()
    if not text:
        raise Misuse(N_('The promise "{typed}" has no words before its day.'), typed=typed)
    return NewPromise(text, day(when))
