"""A record as a form in the user's editor: parsed back strictly, kept when it could not be saved."""

import os
import shutil
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from visitlog.actions.editing import edit_record, record_named, shown_fields
from visitlog.cli.session import Recorded, Session
from visitlog.cli.typed import run_editor
from visitlog.model.errors import N_, Misuse, Refused, VisitlogError
from visitlog.model.fields import Shown
from visitlog.model.journal import Change, Journal
from visitlog.model.records import Past
from visitlog.render.edit import form_of
from visitlog.render.sentences import error_sentence

MOST_TRIES = 20


def edited_in_editor(session: Session, id: str, fields: Mapping[str, Shown]) -> Recorded:
    """What the user made of a record's fields; a mistake opens the form again, with the error at its head."""
    folder = Path(tempfile.mkdtemp(prefix="visitlog-"))
    draft = folder / f"{id}.toml"
    written = form_of(id, fields, None)
    try:
        for _attempt in range(MOST_TRIES):
            _write(draft, written)
            run_editor(draft)
            written = draft.read_text(encoding="utf-8", errors="replace")
            try:
                recorded = _saved(session, id, fields, written)
            except Misuse as error:
                # The text is kept and shown again, with what is wrong with it above.
                written = form_of(id, fields, error_sentence(error), written)
                continue
            shutil.rmtree(folder)
            return recorded
    except VisitlogError as error:
        raise _kept(error, draft) from error
    raise _kept(Refused(N_("The form could not be read.")), draft)


def _kept(error: VisitlogError, draft: Path) -> Refused:
    """The error, with where the user's text is."""
    return Refused(N_("{why} Your text is kept in {path}."), why=error, path=draft)


def _write(draft: Path, text: str) -> None:
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def _saved(session: Session, id: str, fields: Mapping[str, Shown], written: str) -> Recorded:
    given = _changed(_parsed(written), fields)
    if not given:
        journal = session.load()
        return Recorded(Change("edit", id), journal, Past(0, session.now, "edit", id))

    def action(journal: Journal) -> Change:
        if shown_fields(record_named(journal, id, ())) != fields:
            raise Refused(
                N_("{id} was changed by another command meanwhile; it stands as that left it."), id=id
            )
        return edit_record(journal, id, given, session.moment, ())

    return session.record(action)


def _parsed(written: str) -> dict[str, Any]:
    try:
        return tomllib.loads(written)
    except tomllib.TOMLDecodeError as error:
        raise Misuse(N_("The form can't be read: {problem}."), problem=error) from error


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
