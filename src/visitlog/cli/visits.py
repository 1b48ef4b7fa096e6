"""log, visits."""

from dataclasses import replace
from typing import Annotated

import typer

from visitlog.actions.people import group_key
from visitlog.actions.places import topic_keys
from visitlog.actions.visits import NewVisit, log_visit
from visitlog.cli.help import teaches
from visitlog.cli.options import (
    All,
    Area,
    Groups,
    Limit,
    New,
    SensitiveToo,
    choice,
)
from visitlog.cli.session import Recorded, Session, session_of
from visitlog.cli.typed import note_of, promises_of
from visitlog.model.names import person_called
from visitlog.model.records import Appointment, Person, Promise, Visit
from visitlog.model.standing import Standing, standing
from visitlog.render.language import _
from visitlog.reports.appointments import listed_appointment
from visitlog.reports.lists import VisitsQuestion
from visitlog.reports.lists import visits as report_of
from visitlog.reports.privacy import hides_standing, must_not_reveal, without_reason


@teaches(
    _(
        "Record a visit in one breath: who, a few words, and what was promised.\n"
        "The words need no quotes, nor does a promise that ends with its day: -p ask housing @friday.\n"
        "- reads the words from standard input, -e opens your editor.\n"
        "A talk to many: --area and --heads instead of WHO; nobody's clock is reset."
    ),
    'visitlog log wxy Roof leaks over the bed -p "ask housing about it @friday"',
    "visitlog log 3-201 -r out --on yesterday",
    "visitlog log 王秀英 屋顶漏雨 --on 昨天 -p '问房管所＠周五'",
)
def log(
    ctx: typer.Context,
    who: Annotated[
        str | None,
        typer.Argument(
            metavar="WHO[,WHO...]", show_default=False, help=_("one or several people; . for the last one")
        ),
    ] = None,
    note: Annotated[
        list[str] | None,
        typer.Argument(metavar="NOTE...", show_default=False, help=_("what there is to remember")),
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="WHEN", help=_("the day, and perhaps the time; else now"))
    ] = None,
    form: Annotated[
        str | None,
        typer.Option(
            "--form", "-f", metavar="FORM", help=_("planned, dropin, meeting, chance or phone; else dropin")
        ),
    ] = None,
    place: Annotated[
        str | None, typer.Option("--place", metavar="P", help=_("home, office, public or private; else home"))
    ] = None,
    result: Annotated[
        str | None,
        typer.Option("--result", "-r", metavar="R", help=_("met, out (nobody in) or refused; else met")),
    ] = None,
    minutes: Annotated[int | None, typer.Option("--minutes", metavar="N", help=_("how long it took"))] = None,
    promise: Annotated[
        list[str] | None,
        typer.Option(
            "--promise", "-p", metavar='"TEXT @WHEN"', help=_("a promise made there; may be repeated")
        ),
    ] = None,
    topic: Annotated[
        list[str] | None, typer.Option("--topic", metavar="T", help=_("what it was about; may be repeated"))
    ] = None,
    sensitive: Annotated[
        bool, typer.Option("--sensitive", help=_("keep this visit's note out of lists"))
    ] = False,
    alone: Annotated[bool, typer.Option("--alone", help=_("nobody else could hear"))] = False,
    companions: Annotated[
        list[str] | None, typer.Option("--with", metavar="NAME", help=_("who came along; may be repeated"))
    ] = None,
    approach: Annotated[
        str | None, typer.Option("--approach", metavar="TEXT", help=_("how it was gone about"))
    ] = None,
    went: Annotated[str | None, typer.Option("--went", metavar="W", help=_("well, ok or poor"))] = None,
    lesson: Annotated[
        str | None, typer.Option("--lesson", metavar="TEXT", help=_("what was learned"))
    ] = None,
    warmth: Annotated[
        str | None, typer.Option("--warmth", metavar="W", help=_("cold, plain, civil, warm or close"))
    ] = None,
    hospitality: Annotated[
        str | None, typer.Option("--hospitality", metavar="TEXT", help=_("what was offered and taken"))
    ] = None,
    declined: Annotated[
        str | None,
        typer.Option("--hospitality-declined", metavar="TEXT", help=_("what was offered and declined")),
    ] = None,
    attire: Annotated[str | None, typer.Option("--attire", metavar="A", help=_("uniform or plain"))] = None,
    asked: Annotated[
        bool, typer.Option("--asked", help=_("they asked for it; it does not count to a ceiling"))
    ] = False,
    matter: Annotated[
        str | None, typer.Option("--matter", metavar="M3", help=_("the matter it was about"))
    ] = None,
    area: Annotated[
        str | None, typer.Option("--area", metavar="AREA", help=_("where many were talked to"))
    ] = None,
    heads: Annotated[int | None, typer.Option("--heads", metavar="N", help=_("how many they were"))] = None,
    create: New = False,
    edit: Annotated[bool, typer.Option("--edit", "-e", help=_("write the note in $EDITOR"))] = False,
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
    with note_of(session, words, edit) as text:
        recorded = session.record(
            lambda journal: log_visit(journal, replace(new, note=text), session.now, session.latest(journal))
        )
    _confirm(session, recorded)
    session.warn(recorded)


def _confirm(session: Session, recorded: Recorded) -> None:
    from visitlog.render.agenda import appointment_document
    from visitlog.render.confirmations import visit_lines
    from visitlog.render.documents import promise_document, standing_document, visit_document

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
    session.output.confirm(
        "log",
        lambda: {
            "visit": visit_document(visit, journal),
            "promises": [promise_document(p, journal.people.get(p.person)) for p in promises],
            "appointments": [
                appointment_document(listed_appointment(one, journal, session.now, True)) for one in settled
            ],
            "told": [promise_document(p, journal.people.get(p.person)) for p in told],
            "standing": [standing_document(stand, person, today) for person, stand in people],
            "warnings": session.warnings(recorded),
        },
        lambda: visit_lines(visit, people, promises, settled, told, today),
    )


@teaches(
    _("Visits, newest first; the filters combine."),
    "visitlog visits --who wxy --from 2026-10-01",
    "visitlog visits -r out --from 上周一",
)
def visits(
    ctx: typer.Context,
    who: Annotated[str | None, typer.Option("--who", metavar="WHO", help=_("only with this person"))] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="D", help=_("from this day on"))] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="D", help=_("up to this day"))] = None,
    form: Annotated[
        str | None, typer.Option("--form", "-f", metavar="FORM", help=_("only of this form"))
    ] = None,
    place: Annotated[str | None, typer.Option("--place", metavar="P", help=_("only at this place"))] = None,
    result: Annotated[
        str | None, typer.Option("--result", "-r", metavar="R", help=_("only met, out or refused"))
    ] = None,
    topic: Annotated[str | None, typer.Option("--topic", metavar="T", help=_("only about this"))] = None,
    groups: Groups = None,
    area: Area = None,
    limit: Limit = None,
    show_all: All = False,
    sensitive_too: SensitiveToo = False,
) -> None:
    from visitlog.render.lists import left_out_lines, visits_document, visits_screen

    session = session_of(ctx)
    journal = session.load()
    person = (
        None if who is None else person_called(who, list(journal.people.values()), session.latest(journal))
    )
    keys = tuple(group_key(journal, typed) for typed in groups or ())
    must_not_reveal(journal, keys, sensitive_too)
    question = VisitsQuestion(
        person=person,
        first=session.day(first, "past"),
        last=session.day(last, "any"),
        form=choice(form, "form"),
        place=choice(place, "place"),
        result=choice(result, "result"),
        topic=None if topic is None else topic_keys(journal, (topic,))[0],
        groups=keys,
        area=area,
        sensitive_too=sensitive_too,
    )
    report = report_of(journal, question, session.today)
    rows = session.rows(limit, show_all, 20)
    session.output.show(
        "visits", lambda: visits_document(report, journal, rows), lambda: visits_screen(report, rows)
    )
    session.output.say(left_out_lines(report))
