"""book, appointments, missed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from visitlog.actions.appointments import NewAppointment, miss_appointment
from visitlog.actions.appointments import book as book_appointment
from visitlog.cli.help import teaches
from visitlog.cli.options import Limit, New, SensitiveToo, Who, choice, joined_words
from visitlog.cli.session import Recorded, Session, session_of
from visitlog.cli.typed import day_and_rest
from visitlog.model.errors import N_, UnreadableWhen
from visitlog.model.names import person_called
from visitlog.model.records import Appointment
from visitlog.render.agenda import (
    appointment_document,
    appointment_lines,
    appointments_document,
    appointments_screen,
    settled_lines,
)
from visitlog.render.output import Document
from visitlog.reports.appointments import appointments as report_of
from visitlog.reports.appointments import listed_appointment

if TYPE_CHECKING:
    from visitlog.model.when import Moment


@teaches(
    N_("Agree on a visit: the day, and the hour if there is one. A `log` of that day settles it by itself."),
    N_("visitlog book wxy tomorrow at 3pm, pension form --place office"),
    N_("visitlog book wxy friday 15:00 --for 'pension form'"),
)
def book(
    ctx: typer.Context,
    who: Who,
    when: Annotated[
        list[str],
        typer.Argument(
            metavar="WHEN[, TEXT]",
            show_default=False,
            help=N_("the day and the hour, and after a comma what it is for"),
        ),
    ],
    place: Annotated[
        str | None, typer.Option("--place", metavar="PLACE", help=N_("home, office, public or private"))
    ] = None,
    purpose: Annotated[str | None, typer.Option("--for", metavar="TEXT", help=N_("what it is for"))] = None,
    topic: Annotated[
        list[str] | None,
        typer.Option("--topic", metavar="TOPIC", help=N_("what it is about; may be repeated")),
    ] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help=N_("what to remember"))] = None,
    create: New = False,
) -> None:
    session = session_of(ctx)
    try:
        at, rest = _day_and_purpose(session, when, purpose)
    except UnreadableWhen:
        who, when = session.whole_name(who, when)
        at, rest = _day_and_purpose(session, when, purpose)
    purpose = rest or None
    new = NewAppointment(who, at.on, at.at, choice(place, "place"), purpose, tuple(topic or ()), note)
    recorded = session.record(
        lambda journal: book_appointment(journal, new, session.now, session.latest(journal), create)
    )
    booked = recorded.put_of(Appointment)[0]
    session.output.confirm(
        "book",
        lambda: {"appointment": _document(booked, recorded, session), "warnings": session.warnings(recorded)},
        lambda: appointment_lines(booked, recorded.journal),
    )
    session.warn(recorded)


def _day_and_purpose(session: Session, when: Sequence[str], purpose: str | None) -> tuple["Moment", str]:
    """The day, and what the appointment is for: after a comma, unless it was said with --for."""
    if purpose is None:
        return day_and_rest(when, lambda typed: session.moment(typed, "future"))
    return session.moment(joined_words(when) or "", "future"), purpose


def _document(appointment: Appointment, recorded: Recorded, session: Session) -> Document:
    return appointment_document(listed_appointment(appointment, recorded.journal, session.now, True))


@teaches(
    N_("An appointment that somebody did not come to; missed by us, a visit of apology is due the next day."),
    N_("visitlog missed A7 them"),
    N_("visitlog missed A7 us"),
)
def missed(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", show_default=False, help=N_("the number, as A7"))],
    by: Annotated[str, typer.Argument(metavar="us|them", show_default=False, help=N_("who did not come"))],
) -> None:
    session = session_of(ctx)
    party = choice(by, "party")
    recorded = session.record(lambda journal: miss_appointment(journal, id, party, session.today))
    settled = recorded.put_of(Appointment)
    session.output.confirm(
        "missed",
        lambda: {"appointment": _document(settled[0], recorded, session)},
        lambda: settled_lines(settled, recorded.journal),
    )


@teaches(
    N_("Appointments ahead, and those whose time has passed without a word; --all for every one."),
    "visitlog appointments",
    "visitlog appointments --who wxy --all",
)
def appointments(
    ctx: typer.Context,
    who: Annotated[str | None, typer.Option("--who", metavar="WHO", help=N_("only with this person"))] = None,
    everything: Annotated[bool, typer.Option("--all", help=N_("settled ones too, and every row"))] = False,
    limit: Limit = None,
    sensitive_too: SensitiveToo = False,
) -> None:
    session = session_of(ctx)
    journal = session.load()
    person = None if who is None else person_called(who, journal.people, session.latest(journal))
    report = report_of(journal, person, everything, session.now, sensitive_too)
    rows = session.rows(limit, everything and limit is None, 20)
    session.output.show(
        "appointments",
        lambda: appointments_document(report, rows),
        lambda: appointments_screen(report, rows),
    )
