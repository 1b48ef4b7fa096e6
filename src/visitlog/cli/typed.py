"""What people write at length: notes from words, a pipe or an editor, and promises with their day."""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from visitlog.actions.promises import NewPromise
from visitlog.cli.arguments import AT
from visitlog.cli.session import Recorded, Session
from visitlog.cli.unquoted import is_day
from visitlog.model.errors import N_, Misuse, Refused, UnreadableWhen
from visitlog.model.ids import shown_id
from visitlog.model.journal import Warned
from visitlog.model.names import SEPARATORS
from visitlog.model.records import Promise

if TYPE_CHECKING:
    from visitlog.model.when import Moment

LONGEST_NOTE = 4_000_000


@contextmanager
def note_of(
    session: Session, words: Sequence[str], edit: bool, before: Callable[[], object]
) -> Iterator[str | None]:
    """The note: the words as they stand, `-` for standard input, or what the editor leaves.

    `before` raises what would be refused in any case, so that nobody writes at length for nothing. What was written
    in the editor is kept until all within has gone well.
    """
    text = " ".join(words).strip()
    if text == "-":
        text = _from_standard_input(session.flags.no_input)
    if not edit:
        yield text or None
        return
    if session.flags.no_input:
        raise Misuse(N_("--edit opens an editor, and --no-input forbids it; leave out one of them."))
    before()
    from visitlog.cli.drafting import drafted, run_editor
    from visitlog.store.drafts import NOTE

    with drafted(session, NOTE, text + "\n") as draft:
        run_editor(draft)
        yield _written(draft)


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


def _written(draft: Path) -> str:
    """What the editor left; an empty draft records nothing."""
    try:
        written = _decoded(draft.read_bytes())
    except OSError as error:
        raise Refused(N_("The draft is gone; nothing was recorded.")) from error
    if not written:
        raise Refused(N_("The note was left empty; nothing was recorded."))
    return written


def promises_of(typed: Iterable[str], day: Callable[[str], date]) -> tuple[NewPromise, ...]:
    """The promises of `-p`: TEXT, or TEXT @WHEN; the day begins at the last @, and `day` reads it."""
    return tuple(promise_of(text, day) for text in typed)


def promise_of(typed: str, day: Callable[[str], date]) -> NewPromise:
    """The promise that words are: TEXT, or TEXT @WHEN."""
    at = max(typed.rfind(sign) for sign in AT)
    if at < 0:
        return NewPromise(typed.strip())
    text, when = typed[:at].strip(), typed[at + 1 :].strip()
    if not text:
        raise Misuse(N_('The promise "{typed}" has no words before its day.'), typed=typed)
    return NewPromise(text, day(when))


def day_and_rest(words: Sequence[str], read: Callable[[str], "Moment"]) -> tuple["Moment", str]:
    """The day that words are, or begin with: then a comma ends it, and what is after that is the rest."""
    typed = " ".join(words).strip()
    try:
        return read(typed), ""
    except UnreadableWhen as error:
        commas = [at for at, character in enumerate(typed) if character in SEPARATORS]
        for at in reversed(commas):
            with suppress(UnreadableWhen):
                return read(typed[:at].strip()), typed[at + 1 :].strip()
        if commas:
            read(typed[: commas[0]].strip())  # what is wrong with the day alone
        if not error.is_told:
            _say_comma(typed.split(), read)
        raise


def _say_comma(words: Sequence[str], read: Callable[[str], "Moment"]) -> None:
    """Raises Misuse if the words begin with a day, or nearly: where it ends, a comma says."""
    for end in range(len(words) - 1, 0, -1):
        day = " ".join(words[:end])
        try:
            read(day)
        except UnreadableWhen as error:
            if not error.is_told:
                continue
            if "near" not in error.values:
                raise
            day = str(error.values["near"])
        raise Misuse(
            N_('I can\'t read "{text}" as a day; a comma ends the day: {day}, {rest}'),
            text=" ".join(words),
            day=day,
            rest=" ".join(words[end:]),
        )


def with_days_meant(recorded: Recorded) -> Recorded:
    """What was recorded, with a word on each promise that has no day but ends with one, the @ forgotten."""
    undated = [one for one in recorded.change.put if isinstance(one, Promise) and one.status == "open"]
    found = [
        Warned("day_in_words", {"id": shown_id(one), "day": day})
        for one in undated
        if one.by is None and (day := day_at_end(one.text.split()))
    ]
    if not found:
        return recorded
    return replace(recorded, change=replace(recorded.change, warnings=(*recorded.change.warnings, *found)))


def day_at_end(words: Sequence[str]) -> str | None:
    """The day that words end with, if they do: "form by friday"."""
    ends = (" ".join(words[start:]) for start in range(1, len(words)))
    day = next(filter(is_day, ends), None)
    return None if day is None else day.removeprefix("by ")
