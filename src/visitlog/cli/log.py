"""log."""

from dataclasses import replace
from typing import Annotated

import typer

from visitlog.actions.visits import NewVisit, log_visit
from visitlog.cli.help import teaches
from visitlog.cli.options import New, choice
from visitlog.cli.session import Recorded, Session, session_of
from visitlog.cli.typed import note_of, promises_of, with_days_meant
from visitlog.model.errors import N_
from visitlog.model.journal import Change, Journal
from visitlog.model.names_at_length import whole_area, whole_name
from visitlog.model.records import Appointment, Person, Promise, Visit
from visitlog.model.standing import Standing, standing
from visitlog.render.confirmations import visit_lines
from visitlog.render.output import Document
from visitlog.reports.privacy import hides_standing, without_reason


@teaches(
    N_(
        "Record a visit in one breath: who, a few words, and what was promised.\n"
        "The words need no quotes, nor does a promise that ends with its day: -p ask housing @friday.\n"
        "- reads the words from standard input, -e opens your editor.\n"
        "A talk to many: --area and --heads instead of WHO; nobody's clock is reset."
    ),
    N_('visitlog log wxy Roof leaks over the bed -p "ask housing about it @friday"'),
    N_("visitlog log 3-201 -r out --on yesterday"),
    N_("visitlog log wxy knee better --on yesterday -f planned"),
)
def log(
    ctx: typer.Context,
    who: Annotated[
        str | None,
        typer.Argument(
            metavar="WHO[,WHO...]", show_default=False, help=N_("one or several people; . for the last one")
        ),
    ] = None,
    note: Annotated[
        list[str] | None,
        typer.Argument(metavar="NOTE...", show_default=False, help=N_("what there is to remember")),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="WHEN", help=N_("the day, and perhaps the time; else now"))
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--form", "-f", metavar="FORM", help=N_("planned, dropin, meeting, chance or phone; else dropin")
        ),
    ] = None,
    place: Annotated[
        str | None,
        typer.Option("--place", metavar="PLACE", help=N_("home, office, public or private; else home")),
    ] = None,
    result: Annotated[
        str | None,
        typer.Option(
            "--result", "-r", metavar="RESULT", help=N_("met, out (nobody in) or refused; else met")
        ),
    ] = None,
    minutes: Annotated[
        int | None, typer.Option("--minutes", metavar="N", help=N_("how long it took"))
    ] = None,
    promise: Annotated[
        list[str] | None,
        typer.Option(
            "--promise", "-p", metavar='"TEXT @WHEN"', help=N_("a promise made there; may be repeated")
        ),
    ] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option("--topic", metavar="TOPIC", help=N_("what it was about; may be repeated")),
    ] = None,
    sensitive: Annotated[
        bool, typer.Option("--sensitive", help=N_("keep this visit's note out of lists"))
    ] = False,
    alone: Annotated[bool, typer.Option("--alone", help=N_("nobody else could hear"))] = False,
    companions: Annotated[
        list[str] | None, typer.Option("--with", metavar="NAME", help=N_("who came along; may be repeated"))
    ] = None,
    approach: Annotated[
        str | None, typer.Option("--approach", metavar="TEXT", help=N_("how it was gone about"))
    ] = None,
    went: Annotated[str | None, typer.Option("--went", metavar="WENT", help=N_("well, ok or poor"))] = None,
    lesson: Annotated[
        str | None, typer.Option("--lesson", metavar="TEXT", help=N_("what was learned"))
    ] = None,
    warmth: Annotated[
        str | None, typer.Option("--warmth", metavar="WARMTH", help=N_("cold, plain, civil, warm or close"))
    ] = None,
    hospitality: Annotated[
        str | None, typer.Option("--hospitality", metavar="TEXT", help=N_("what was offered and taken"))
    ] = None,
    declined: Annotated[
        str | None,
        typer.Option("--hospitality-declined", metavar="TEXT", help=N_("what was offered and declined")),
    ] = None,
    attire: Annotated[
        str | None, typer.Option("--attire", metavar="ATTIRE", help=N_("uniform or plain"))
    ] = None,
    asked: Annotated[
        bool, typer.Option("--asked", help=N_("they asked for it; it does not count to a ceiling"))
    ] = False,
    matter: Annotated[
        str | None, typer.Option("--matter", metavar="M3", help=N_("the matter it was about"))
    ] = None,
    area: Annotated[
        str | None, typer.Option("--area", metavar="AREA", help=N_("where many were talked to"))
    ] = None,
    heads: Annotated[int | None, typer.Option("--heads", metavar="N", help=N_("how many they were"))] = None,
    create: New = False,
    edit: Annotated[bool, typer.Option("--edit", "-e", help=N_("write the note in $EDITOR"))] = False,
) -> None:
    session = session_of(ctx)
    words = list(note or ())
    if area is not None and who is not None:
        words, who = [who, *words], None
    when = None if on is None else session.moment(on, "past")
    clock = session.now.time().replace(second=0, microsecond=0) if session.has_clock else None
    new = NewVisit(
        who=who,
        on=session.today if when is None else when.on,
        at=clock if when is None else when.at,
        form=choice(form, "form"),
        place=choice(place, "place"),
        result=choice(result, "result") or "met",
        minutes=minutes,
        promises=promises_of(promise or (), lambda text: session.needed_day(text, "future")),
        topics=tuple(topic or ()),
        sensitive=sensitive,
        alone=alone,
        companions=tuple(companions or ()),
        approach=approach,
        went=choice(went, "went"),
        lesson=lesson,
        warmth=choice(warmth, "warmth"),
        hospitality=hospitality,
        hospitality_declined=declined,
        attire=choice(attire, "attire"),
        asked=asked,
        area=area,
        heads=heads,
        matter=matter,
        create=create,
    )

    def action(journal: Journal, note: str | None = None, is_typed: bool = False) -> Change:
        said = replace(new, note=note)
        whole = _whole(said, journal) if is_typed else said
        return log_visit(journal, whole, session.now, session.latest(journal))

    with note_of(session, words, edit, before=lambda: session.preview(action)) as text:
        is_typed = not edit and text == " ".join(words).strip()
        recorded = with_days_meant(session.record(lambda journal: action(journal, text, is_typed)))
    _confirm(session, recorded)
    session.warn(recorded)


def _whole(new: NewVisit, journal: Journal) -> NewVisit:
    """What was said of a visit, with a name or an area whole that went on without quotes."""
    if new.note and new.who:
        who, note = whole_name(new.who, new.note, journal.people)
        return replace(new, who=who, note=note)
    if new.note and new.area:
        known = {one.key for one in journal.areas.values()} | {
            p.area for p in journal.people.values() if p.area
        }
        area, note = whole_area(new.area, new.note, known)
        return replace(new, area=area, note=note)
    return new


def _confirm(session: Session, recorded: Recorded) -> None:
    journal, today = recorded.journal, session.today
    visit = recorded.put_of(Visit)[0]
    touched = recorded.put_of(Promise)
    promises = [promise for promise in touched if promise.status == "open"]
    told = [promise for promise in touched if promise.status == "kept"]
    settled = recorded.put_of(Appointment)
    people: list[tuple[Person, Standing]] = [
        (person, without_reason(stand) if hides_standing(person, journal) else stand)
        for id in visit.people
        if (person := journal.people.get(id))
        for stand in (standing(person, journal, today),)
    ]

    def document() -> Document:
        from visitlog.render.agenda import appointment_document
        from visitlog.render.documents import promise_document, standing_document, visit_document
        from visitlog.reports.appointments import listed_appointment

        return {
            "visit": visit_document(visit, journal),
            "promises": [promise_document(p, journal.people.get(p.person)) for p in promises],
            "appointments": [
                appointment_document(listed_appointment(one, journal, session.now, True)) for one in settled
            ],
            "told": [promise_document(p, journal.people.get(p.person)) for p in told],
            "standing": [standing_document(stand, person, today) for person, stand in people],
            "warnings": session.warnings(recorded),
        }

    lines = visit_lines(visit, people, promises, settled, told, today)
    session.output.confirm("log", document, lambda: lines)
