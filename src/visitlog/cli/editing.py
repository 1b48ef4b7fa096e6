"""edit."""

from typing import Annotated, Any

import typer

from visitlog.actions.editing import edit_record, record_named
from visitlog.cli.draft import edited_in_editor
from visitlog.cli.help import teaches
from visitlog.cli.session import Recorded, Session, session_of
from visitlog.model.errors import N_, Misuse
from visitlog.render.edit import document, lines


def _option(name: str, about: str) -> Any:
    return typer.Option(f"--{name}", metavar="TEXT", help=about, show_default=False)


DAYS = ("added", "made", "opened")
"""What an editor may have changed, and the answer then repeats."""

Text = str | None
Texts = list[str] | None


@teaches(
    N_(
        "Change a record by its fields, or in $EDITOR when no field is given. An empty text takes a field away.\n"
        "A field that stands for several things may be repeated, and replaces them all."
    ),
    N_('visitlog edit V214 --note "the roof, not the lamp" --on yesterday'),
    N_("visitlog edit wxy --phone 555-0102 --group elder --group hardship"),
    "visitlog edit P31",
)
def edit(
    ctx: typer.Context,
    id: Annotated[
        str,
        typer.Argument(metavar="ID|WHO", show_default=False, help=N_("V214, P31, A7, E5, M3, or a person")),
    ],
    name: Annotated[Text, _option("name", N_("of a person"))] = None,
    group: Annotated[Texts, _option("group", N_("of a person; may be repeated"))] = None,
    every: Annotated[Text, _option("every", N_("of a person or a matter: 14d"))] = None,
    phone: Annotated[Text, _option("phone", N_("of a person"))] = None,
    address: Annotated[Text, _option("address", N_("of a person"))] = None,
    area: Annotated[Text, _option("area", N_("of a person, or of a talk to many"))] = None,
    household: Annotated[
        Text,
        typer.Option("--household", "--door", metavar="TEXT", help=N_("of a person"), show_default=False),
    ] = None,
    residence: Annotated[Text, _option("residence", N_("of a person"))] = None,
    alias: Annotated[Texts, _option("alias", N_("of a person; may be repeated"))] = None,
    birthday: Annotated[Text, _option("birthday", N_('of a person: 1950-03-02, "lunar 1950-01-15"'))] = None,
    best_time: Annotated[Texts, _option("best-time", N_("of a person; may be repeated"))] = None,
    added: Annotated[Text, _option("added", N_("of a person: the day they came into the notebook"))] = None,
    note: Annotated[Text, _option("note", N_("of everything but a promise"))] = None,
    sensitive: Annotated[
        bool | None,
        typer.Option("--sensitive/--no-sensitive", help=N_("of a person or a visit"), show_default=False),
    ] = None,
    who: Annotated[Text, _option("who", N_("whose it is, of everything but a person"))] = None,
    on: Annotated[Text, _option("on", N_("of a visit or an event"))] = None,
    at: Annotated[Text, _option("at", N_("of a visit: 14:30; of an appointment: a day and an hour"))] = None,
    form: Annotated[
        Text, typer.Option("--form", "-f", metavar="TEXT", help=N_("of a visit"), show_default=False)
    ] = None,
    place: Annotated[Text, _option("place", N_("of a visit or an appointment"))] = None,
    result: Annotated[
        Text, typer.Option("--result", "-r", metavar="TEXT", help=N_("of a visit"), show_default=False)
    ] = None,
    minutes: Annotated[Text, _option("minutes", N_("of a visit"))] = None,
    topic: Annotated[Texts, _option("topic", N_("of a visit or an appointment; may be repeated"))] = None,
    alone: Annotated[
        bool | None, typer.Option("--alone/--no-alone", help=N_("of a visit"), show_default=False)
    ] = None,
    companions: Annotated[Texts, _option("with", N_("of a visit; may be repeated"))] = None,
    approach: Annotated[Text, _option("approach", N_("of a visit"))] = None,
    went: Annotated[Text, _option("went", N_("of a visit"))] = None,
    lesson: Annotated[Text, _option("lesson", N_("of a visit"))] = None,
    warmth: Annotated[Text, _option("warmth", N_("of a visit"))] = None,
    hospitality: Annotated[Text, _option("hospitality", N_("of a visit"))] = None,
    declined: Annotated[Text, _option("hospitality-declined", N_("of a visit"))] = None,
    attire: Annotated[Text, _option("attire", N_("of a visit"))] = None,
    asked: Annotated[
        bool | None, typer.Option("--asked/--no-asked", help=N_("of a visit"), show_default=False)
    ] = None,
    matter: Annotated[Text, _option("matter", N_("of a visit: M3"))] = None,
    heads: Annotated[Text, _option("heads", N_("of a talk to many"))] = None,
    text: Annotated[Text, _option("text", N_("of a promise"))] = None,
    by: Annotated[Text, _option("by", N_("of a promise: its day, corrected; to postpone it: move"))] = None,
    owed_by: Annotated[Text, _option("owed-by", N_("of a promise: us or them"))] = None,
    made: Annotated[Text, _option("made", N_("of a promise: the day it was made"))] = None,
    purpose: Annotated[Text, _option("for", N_("of an appointment"))] = None,
    kind: Annotated[Text, _option("kind", N_("of an event or a matter"))] = None,
    window: Annotated[Text, _option("window", N_("of an event: days"))] = None,
    title: Annotated[Text, _option("title", N_("of a matter"))] = None,
    opened: Annotated[Text, _option("opened", N_("of a matter: the day"))] = None,
    outcome: Annotated[Text, _option("outcome", N_("of a matter"))] = None,
) -> None:
    session = session_of(ctx)
    named = {"best_time": "best-time", "companions": "with", "declined": "hospitality-declined"}
    named |= {"owed_by": "owed-by", "purpose": "for"}
    given = {
        named.get(key, key): list(value) if isinstance(value, tuple) else value
        for key, value in ctx.params.items()
        if value is not None and value not in ((), []) and key != "id"
    }
    if given:
        recorded = session.record(
            lambda journal: edit_record(
                journal,
                record_named(journal, id, session.latest(journal)),
                given,
                session.moment,
                session.latest(journal),
            )
        )
    else:
        recorded = _in_editor(session, id)
    said = given or DAYS
    session.output.confirm(
        "edit",
        lambda: {
            **document(recorded.change, recorded.journal, session.now),
            "warnings": session.warnings(recorded),
        },
        lambda: lines(recorded.change, recorded.journal, session.today, said),
    )
    session.warn(recorded)


def _in_editor(session: Session, typed: str) -> Recorded:
    """Opens a form, without holding the lock, and saves what was changed in it if the record is still the same."""
    if session.flags.no_input:
        raise Misuse(N_("Without a field, edit opens an editor, and --no-input forbids it; name a field."))
    journal = session.load()
    return edited_in_editor(session, record_named(journal, typed, session.latest(journal)), journal)
