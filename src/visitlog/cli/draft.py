"""A record as a form in the user's editor: parsed back strictly, kept when it could not be saved."""

import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from visitlog.actions.editing import Editable, edit_record, is_same_in_form, kinds_of, shown_fields
from visitlog.cli.drafting import drafted, run_editor
from visitlog.cli.session import Recorded, Session
from visitlog.cli.settings import toml_problem
from visitlog.model.errors import N_, Misuse, Refused, VisitlogError
from visitlog.model.fields import Shown
from visitlog.model.ids import shown_id
from visitlog.model.journal import Change, Journal
from visitlog.model.records import Past
from visitlog.render.edit import form_again, form_of
from visitlog.render.form_words import hints, spoken
from visitlog.render.sentences import error_sentence
from visitlog.store.drafts import written as written_to

MOST_TRIES = 20


class Mistaken(Exception):
    """What was written in the form can't be: it is opened again, with why."""

    def __init__(self, why: VisitlogError) -> None:
        super().__init__(str(why))
        self.why = why


def edited_in_editor(session: Session, record: Editable, journal: Journal) -> Recorded:
    """What the user made of a record's fields; what could not be saved is kept, if it was the user's at all."""
    kinds = kinds_of(record)
    fields = spoken(shown_fields(record, journal), kinds, journal)
    blank = form_of(shown_id(record), fields, hints(fields, kinds))
    with drafted(session, f"{shown_id(record)}.toml", blank) as draft:
        return _tried(session, record, fields, draft, blank)


def _tried(
    session: Session, record: Editable, fields: Mapping[str, Shown], draft: Path, blank: str
) -> Recorded:
    """What was recorded in the end: a mistake opens the form again, with the error at its head.

    Whoever leaves the editor without mending it gives up. The lock is not held while the editor is open.
    """
    shown, why = blank, None
    for _attempt in range(MOST_TRIES):
        written_to(draft, shown)
        run_editor(draft)
        written = _read(draft)
        if why is not None and written == shown:
            break
        try:
            return _saved(session, record, fields, written)
        except Mistaken as mistake:
            why = mistake.why
            shown = form_again(shown_id(record), written, error_sentence(why))
    assert why is not None
    raise why


def _read(draft: Path) -> str:
    try:
        return draft.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(N_("The form is gone, or not UTF-8 text; nothing was recorded.")) from error


def _saved(session: Session, record: Editable, fields: Mapping[str, Shown], written: str) -> Recorded:
    """What was recorded; raises Mistaken for what only the user can put right."""
    id = shown_id(record)
    with _mistakes():
        given = _changed(_parsed(written), fields)
    if not given:
        return Recorded(Change("edit", id), session.load(), Past(0, session.now, "edit", id))

    def action(journal: Journal) -> Change:
        now = _as_it_stands(journal, record)
        if now is None:
            raise Refused(N_("{id} was taken out by another command meanwhile."), id=id)
        if not is_same_in_form(now, record):
            raise Refused(
                N_("{id} was changed by another command meanwhile; it stands as that left it."), id=id
            )
        with _mistakes():
            return edit_record(journal, now, given, session.moment, session.latest(journal))

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
