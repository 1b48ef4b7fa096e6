"""brief, plan, lessons."""

from collections.abc import Sequence
from typing import Annotated

import typer

from visitlog.cli.help import teaches
from visitlog.cli.options import Limit, SensitiveToo, Who
from visitlog.cli.session import Session, session_of
from visitlog.model.errors import N_
from visitlog.model.names import names_in, person_called
from visitlog.reports.gaps import calendar_gaps


@teaches(
    N_("What to know before knocking, on one page: when, where, our word, the last visits, how to open."),
    "visitlog brief wxy",
    N_("visitlog brief 3-201 --on tomorrow"),
)
def brief(
    ctx: typer.Context,
    who: Who,
    on: Annotated[
        str | None, typer.Option("--on", metavar="WHEN", help=N_("for that day; else today"))
    ] = None,
) -> None:
    from visitlog.render.brief import screen
    from visitlog.render.brief_document import document
    from visitlog.reports.brief import brief as report_of

    session = session_of(ctx)
    journal = session.load()
    person = person_called(who, journal.people, session.latest(journal))
    report = report_of(journal, person, session.day(on, "any") or session.today, session.now)
    session.output.show(
        "brief", lambda: document(report, journal), lambda: screen(report, session.output.plain)
    )
    years = [report.on.year, *(day.year for day, _at in report.advice.times)]
    session.note(lambda: calendar_gaps(journal, [person], years))


@teaches(
    N_("A round: bookings first, then the most urgent, neighbours together, at times that suit them."),
    "visitlog plan --slots 5",
    N_("visitlog plan --days 5 --area 'East Lane' --save"),
)
def plan(
    ctx: typer.Context,
    days: Annotated[
        int, typer.Option("--days", min=1, max=31, metavar="N", help=N_("so many days from today"))
    ] = 1,
    slots: Annotated[
        int, typer.Option("--slots", min=1, max=50, metavar="N", help=N_("at most so many doors a day"))
    ] = 6,
    area: Annotated[str | None, typer.Option("--area", metavar="AREA", help=N_("only there"))] = None,
    save: Annotated[bool, typer.Option("--save", help=N_("book every stop of it"))] = False,
    sensitive_too: SensitiveToo = False,
) -> None:
    from visitlog.actions.planning import book_stops
    from visitlog.render.plan import document, saved_lines, screen
    from visitlog.reports.plan import PlanQuestion
    from visitlog.reports.plan import plan as report_of

    session = session_of(ctx)
    question = PlanQuestion(days, slots, area, sensitive_too)
    if not save:
        journal = session.load()
        report = report_of(journal, question, session.now)
        session.output.show("plan", lambda: document(report), lambda: screen(report))
        session.note(
            lambda: calendar_gaps(
                journal, journal.people.having("birthday"), [d.date.year for d in report.days]
            )
        )
        return
    stops = [
        (one.date, stop.at, stop.person)
        for one in report_of(session.load(), question, session.now).days
        for stop in one.stops
        if stop.appointment is None
    ]
    recorded = session.record(lambda journal: book_stops(journal, stops, session.now))
    report = report_of(recorded.journal, question, session.now)
    booked = len(recorded.change.put)
    session.output.show("plan", lambda: document(report) | {"booked": booked}, lambda: screen(report))
    session.output.say(saved_lines(booked))


@teaches(
    N_("What was learned, newest first; after a year it is asked: still true?"),
    "visitlog lessons",
    "visitlog lessons --keep V12",
)
def lessons(
    ctx: typer.Context,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            "--keep", metavar="V12", help=N_("what was learned there is still true; may be repeated")
        ),
    ] = None,
    limit: Limit = None,
    sensitive_too: SensitiveToo = False,
) -> None:
    from visitlog.render.learning import lessons_document, lessons_screen
    from visitlog.reports.learning import LessonsReport
    from visitlog.reports.learning import lessons as lessons_of

    session = session_of(ctx)
    if keep:
        _keep(session, keep)
        return
    journal = session.load()
    found = lessons_of(journal, journal.visits.having("lesson"), session.today, sensitive_too)
    report = LessonsReport(session.today, found)
    rows = session.rows(limit, False, 20)
    session.output.show(
        "lessons", lambda: lessons_document(report, rows), lambda: lessons_screen(report, rows)
    )


def _keep(session: Session, typed: Sequence[str]) -> None:
    from visitlog.actions.lessons import keep_lessons
    from visitlog.render.confirmations import undo_hint
    from visitlog.render.documents import visit_document
    from visitlog.render.learning import kept_lines

    words = [word for one in typed for word in names_in(one)]
    recorded = session.record(lambda journal: keep_lessons(journal, words, session.today))
    visits = [
        recorded.journal.visits.get(id) for id in (int(one[1:]) for one in recorded.change.summary.split())
    ]
    kept = [visit for visit in visits if visit is not None]
    session.output.confirm(
        "lessons",
        lambda: {"visits": [visit_document(visit, recorded.journal) for visit in kept]},
        lambda: (*kept_lines(kept), f"    {undo_hint()}"),
    )
