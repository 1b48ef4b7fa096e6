"""A record as a form to edit, and what became of it."""

import json
from collections.abc import Iterator, Mapping

from visitlog.model.fields import Shown
from visitlog.model.ids import shown_id
from visitlog.model.journal import Change, Journal
from visitlog.model.records import Person
from visitlog.render.confirmations import undo_hint
from visitlog.render.language import _
from visitlog.render.output import Document
from visitlog.render.text import dot, harmless
from visitlog.render.words import named


def form_of(id: str, fields: Mapping[str, Shown], problem: str | None, written: str | None = None) -> str:
    """The form of a record in TOML, with how to fill it in; after a mistake, what was written and what is wrong."""
    head = [
        _("# {id}: change what stands behind the =, save, and close the editor.").format(id=id),
        _("# An empty text takes a field away. Lines that begin with # are passed over."),
    ]
    if problem is not None:
        head.append(f"# !! {harmless(problem)}")
    body = "\n".join(f"{name} = {_value(value)}" for name, value in fields.items()) + "\n"
    if written is not None:
        body = "\n".join(line for line in written.splitlines() if not line.startswith("#")).strip() + "\n"
    return "\n".join(head) + "\n\n" + body


def _value(value: Shown) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(_quoted(one) for one in value) + "]"
    text = str(value)
    if "\n" not in text:
        return _quoted(text)
    lines = (_quoted(line)[1:-1] for line in text.split("\n"))
    return '"""\n' + "\n".join(lines) + '"""'


def _quoted(text: str) -> str:
    """A TOML basic string; JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def document(change: Change, journal: Journal) -> Document:
    """The JSON of `edit`: which record, and whether anything was changed."""
    return {"record": shown_id(change.put[0]) if change.put else None, "changed": bool(change.put)}


def lines(change: Change, journal: Journal) -> Iterator[str]:
    """What was changed."""
    if not change.put:
        yield _("Nothing was changed.")
        return
    record = change.put[0]
    names = "; ".join(named(journal.people.get(id), id) for id in change.people)
    what = names if isinstance(record, Person) else dot().join((shown_id(record), names))
    yield _("Changed: {record}").format(record=what)
    yield f"    {undo_hint()}"
