"""visits."""

from typing import Annotated

import typer

from visitlog.actions.people import group_key
from visitlog.actions.places import topic_keys
from visitlog.cli.help import teaches
from visitlog.cli.options import All, Area, Groups, Limit, SensitiveToo, choice
from visitlog.cli.session import session_of
from visitlog.model.errors import N_
from visitlog.model.names import person_called
from visitlog.render.lists import left_out_lines, visits_document, visits_screen
from visitlog.reports.lists import VisitsQuestion
from visitlog.reports.lists import visits as report_of
from visitlog.reports.privacy import must_not_reveal


@teaches(
    N_("Visits, newest first; the filters combine."),
    "visitlog visits --who wxy --from 2026-10-01",
    N_("visitlog visits -r out --from monday"),
)
def visits(
    ctx: typer.Context,
    who: Annotated[str | None, typer.Option("--who", metavar="WHO", help=N_("only with this person"))] = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("from this day on"))] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("up to this day"))] = None,
    form: Annotated[
        str | None, typer.Option("--form", "-f", metavar="FORM", help=N_("only of this form"))
    ] = None,
    place: Annotated[
        str | None, typer.Option("--place", metavar="PLACE", help=N_("only at this place"))
    ] = None,
    result: Annotated[
        str | None, typer.Option("--result", "-r", metavar="RESULT", help=N_("only met, out or refused"))
    ] = None,
    topic: Annotated[str | None, typer.Option("--topic", metavar="TOPIC", help=N_("only about this"))] = None,
    groups: Groups = None,
    area: Area = None,
    limit: Limit = None,
    show_all: All = False,
    sensitive_too: SensitiveToo = False,
) -> None:
    session = session_of(ctx)
    journal = session.load()
    person = None if who is None else person_called(who, journal.people, session.latest(journal))
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
