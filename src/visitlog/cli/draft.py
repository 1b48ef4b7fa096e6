"""A record as a form in the user's editor: parsed back strictly, kept when it could not be saved."""

import os
import shutil
import tempfile
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from visitlog.actions.editing import Editable, edit_record, shown_fields
from visitlog.cli.session import Recorded, Session
from visitlog.cli.settings import toml_problem
from visitlog.cli.typed import run_editor
from visitlog.model.errors import N_, Misuse, Refused, VisitlogError
from visitlog.model.fields import Shown
from visitlog.model.ids import shown_id
from visitlog.model.journal import Change, Journal
from visitlog.model.records import Past
from visitlog.render.edit import form_again, form_of
from visitlog.render.sentences import error_sentence

MOST_TRIES = 20


class Mistaken(Exception):
    """What was written in the form can't be: it is opened again, with why."""

    def __init__(self, why: VisitlogError) -> None:
        super().__init__(str(why))
        self.why = why


def edited_in_editor(session: Session, record: Editable) -> Recorded:
    """What the user made of a record's fields; what could not be saved is kept, if it was the user's at all."""
    folder = Path(tempfile.mkdtemp(prefix="visitlog-"))
    draft = folder / f"{shown_id(record)}.toml"
    blank = form_of(shown_id(record), shown_fields(record))
    try:
        recorded = _tried(session, record, draft, blank)
    except VisitlogError as error:
        if draft.exists() and draft.read_bytes() != blank.encode():
            raise _kept(error, draft) from error
        shutil.rmtree(folder)
        raise
    shutil.rmtree(folder)
    return recorded


def _tried(session: Session, record: Editable, draft: Path, blank: str) -> Recorded:
    """What was recorded in the end: a mistake opens the form again, with the error at its head.

    Whoever leaves the editor without mending it gives up. The lock is not held while the editor is open.
    """
    shown, why = blank, None
    for _attempt in range(MOST_TRIES):
        _write(draft, shown)
        run_editor(draft)
        written = _read(draft)
        if why is not None and written == shown:
            break
        try:
            return _saved(session, record, written)
        except Mistaken as mistake:
            why = mistake.why
            shown = form_again(shown_id(record), written, error_sentence(why))
    assert why is not None
    raise why


def _kept(error: VisitlogError, draft: Path) -> Refused:
    """The error, with its own exit code, and where the user's text is."""
    kept = Refused(N_("{why} Your text is kept in {path}."), why=error, path=draft)
    kept.code, kept.exit_code = error.code, error.exit_code
    return kept


def _write(draft: Path, text: str) -> None:
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as file:
        file.write(text)


def _read(draft: Path) -> str:
    try:
        return draft.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(N_("The form is gone, or not UTF-8 text; nothing was recorded.")) from error


def _saved(session: Session, record: Editable, written: str) -> Recorded:
    """What was recorded; raises Mistaken for what only the user can put right."""
    fields, id = shown_fields(record), shown_id(record)
    with _mistakes():
        given = _changed(_parsed(written), fields)
    if not given:
        return Recorded(Change("edit", id), session.load(), Past(0, session.now, "edit", id))

    def action(journal: Journal) -> Change:
        now = _as_it_stands(journal, record)
        if now is None:
            raise Refused(N_("{id} was taken out by another command meanwhile."), id=id)
        if shown_fields(now) != fields:
            raise Refused(
                N_("{id} was changed by another command meanwhile; it stands as that left it."), id=id
            )
        with _mistakes():
            return edit_record(journal, now, given, session.moment)

    return session.record(action)


@contextmanager
def _mistakes() -> Iterator[None]:
    try:
        yield
    except VisitlogError as error:
        raise Mistaken(error) from error


def _as_it_stands(journal: Journal, record: Editable) -> Editable | None:
    now = journal.table(type(record)).get(record.id)
    assert now is None or isinstance(now, Editable)
    return now


def _parsed(written: str) -> dict[str, Any]:
    try:
        return tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        line, problem = toml_problem(error, written)
        raise Misuse(
            N_("Line {line} of the form can't be read: {problem}."), line=line, problem=problem
        ) from error


def _changed(found: Mapping[str, Any], fields: Mapping[str, Shown]) -> dict[str, Any]:
    """The fields whose value is another now; raises Misuse for one that is not in the form, or of another type."""
    for name, value in found.items():
        if name not in fields:
            raise Misuse(N_("There is no field {field} here."), field=name)
        if type(value) is not type(fields[name]) or (
            isinstance(value, list) and not all(isinstance(one, str) for one in value)
        ):
            raise Misuse(
                N_("The field {field} is written as it stood: a text in quotes, a list, or true or false."),
                field=name,
            )
    return {name: value for name, value in found.items() if value != fields[name]}
