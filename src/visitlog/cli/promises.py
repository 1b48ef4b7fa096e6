"""promise, done, drop, move, promises."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Annotated

import typer

from visitlog.actions.promises import NewPromise, make_promise
from visitlog.actions.settling import drop as drop_record
from visitlog.actions.settling import move as move_record
from visitlog.actions.settling import settle
from visitlog.cli.help import teaches
from visitlog.cli.options import Limit, New, SensitiveToo, Who, Why, choice, joined_words, missing
from visitlog.cli.session import Recorded, Session, session_of
from visitlog.cli.typed import day_and_rest, day_at_end, promise_of
from visitlog.model.errors import N_, Misuse
from visitlog.model.journal import Change, Journal
from visitlog.model.names import person_called
from visitlog.model.names_at_length import whole_name
from visitlog.model.records import Appointment, Matter, Promise
from visitlog.render import agenda, confirmations
from visitlog.render.documents import promise_document
from visitlog.render.output import Document
from visitlog.reports.appointments import listed_appointment
from visitlog.reports.events import listed_matter
from visitlog.reports.lists import PromisesQuestion
from visitlog.reports.lists import promises as report_of

OneOf = Annotated[
    str,
    typer.Argument(
        metavar="ID|WHO",
        show_default=False,
        help=N_("the number, as P31 or A7, or a person if only one promise is open"),
    ),
]
Words = Annotated[
    list[str],
    typer.Argument(metavar="TEXT @WHEN", show_default=False, help=N_("what was promised, and by when")),
]


@teaches(
    N_("Record a promise to somebody, or with --owed-by them, one of theirs."),
    N_("visitlog promise wxy ask housing about the roof @friday"),
    N_("visitlog promise 'Li Na' bring the leaflet --by 'in 3 days'"),
)
def promise(
    ctx: typer.Context,
    who: Who,
    text: Words,
    by: Annotated[
        str | None,
        typer.Option("--by", metavar="WHEN", help=N_("the day by which, if not after @"), show_default=False),
    ] = None,
    owed_by: Annotated[
        str, typer.Option("--owed-by", metavar="us|them", help=N_("whose promise it is"))
    ] = "us",
    create: New = False,
) -> None:
    session = session_of(ctx)
    words, party = joined_words(text) or "", choice(owed_by, "party")
    if by is None:
        new = replace(promise_of(words, lambda typed: session.needed_day(typed, "future")), owed_by=party)
    else:
        new = NewPromise(words, session.needed_day(by, "future"), party)
    if new.by is None:
        day = day_at_end(text)
        if day is None:
            raise missing(ctx, "--by")
        raise Misuse(N_('--by is missing; if "{day}" is the day, write @{day} in its place.'), day=day)

    def action(journal: Journal) -> Change:
        whole, rest = whole_name(who, new.text, journal.people)
        said = replace(new, text=rest)
        return make_promise(journal, whole, said, session.today, session.latest(journal), create)

    recorded = session.record(action)
    made = recorded.put_of(Promise)[0]
    session.output.confirm(
        "promise",
        lambda: {
            "promise": _document(made, recorded),
            "warnings": session.warnings(recorded),
        },
        lambda: confirmations.promise_lines(made, recorded.journal),
    )
    session.warn(recorded)


@teaches(
    N_(
        "A promise or an appointment is kept, a matter is closed: by its number,\n"
        "or by the person's name if only one promise is open."
    ),
    "visitlog done P31",
    N_("visitlog done wxy --on yesterday"),
)
def done(
    ctx: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...|WHO", show_default=False, help=N_("numbers such as P31, A7, M3, or a person")
        ),
    ],
    on: Annotated[str | None, typer.Option("--on", metavar="WHEN", help=N_("the day; else today"))] = None,
) -> None:
    session = session_of(ctx)
    kept_on = session.day(on, "past") or session.today
    recorded = session.record(lambda journal: settle(journal, ids, kept_on, session.latest(journal)))
    _confirm_closed(session, recorded, "done")


@teaches(
    N_("A promise is given up, or an appointment cancelled, with the reason."),
    N_("visitlog drop P31 housing has done it already"),
    N_("visitlog drop P22 --why 'they moved away'"),
)
def drop(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", show_default=False, help=N_("the number, as P31 or A7"))],
    reason: Annotated[
        list[str] | None,
        typer.Argument(metavar="TEXT...", show_default=False, help=N_("the reason; or with --why")),
    ] = None,
    why: Why = None,
) -> None:
    session = session_of(ctx)
    why = _one_reason(ctx, why, joined_words(reason))
    recorded = session.record(lambda journal: drop_record(journal, id, why, session.today))
    _confirm_closed(session, recorded, "drop")


@teaches(
    N_("A promise or an appointment gets another day, with the reason; the first day is kept."),
    N_("visitlog move P31 next friday, the clerk is on leave"),
    N_("visitlog move P31 +1w --why 'clerk on leave'"),
)
def move(
    ctx: typer.Context,
    id: OneOf,
    when: Annotated[
        list[str],
        typer.Argument(
            metavar="WHEN[, TEXT]", show_default=False, help=N_("the new day, and after a comma the reason")
        ),
    ],
    why: Why = None,
) -> None:
    session = session_of(ctx)
    if why is None:
        to, rest = day_and_rest(when, lambda typed: session.moment(typed, "any"))
        why = _one_reason(ctx, None, rest or None)
    else:
        to = session.moment(joined_words(when) or "", "any")
    recorded = session.record(
        lambda journal: move_record(journal, id, to.on, to.at, why, session.now, session.latest(journal))
    )
    journal = recorded.journal
    booked = recorded.put_of(Appointment)
    if booked:
        session.output.confirm(
            "move",
            lambda: {
                "appointment": _appointment(booked[0], journal, session),
                "warnings": session.warnings(recorded),
            },
            lambda: agenda.appointment_lines(booked[0], journal),
        )
    else:
        moved = recorded.put_of(Promise)[0]
        session.output.confirm(
            "move",
            lambda: {"promise": _document(moved, recorded), "warnings": session.warnings(recorded)},
            lambda: confirmations.moved_lines(moved, journal),
        )
    session.warn(recorded)


def _one_reason(ctx: typer.Context, why: str | None, words: str | None) -> str:
    """The reason, given by --why or as words; raises Misuse for none and for both."""
    if why is not None and words is not None:
        raise Misuse(N_("The reason is given twice, as words and with --why; leave out one of them."))
    if why is None and words is None:
        raise missing(ctx, "--why")
    return why if why is not None else words or ""


def _appointment(appointment: Appointment, journal: Journal, session: Session) -> Document:
    return agenda.appointment_document(listed_appointment(appointment, journal, session.now, True))


def _document(promise: Promise, recorded: Recorded) -> dict[str, object]:
    return promise_document(promise, recorded.journal.people.get(promise.person))


def _confirm_closed(session: Session, recorded: Recorded, kind: str) -> None:
    journal = recorded.journal
    closed, booked, matters = (
        recorded.put_of(Promise),
        recorded.put_of(Appointment),
        recorded.put_of(Matter),
    )

    def lines() -> Iterator[str]:
        if closed:
            yield from confirmations.closed_lines(closed, journal)
        if booked:
            yield from agenda.settled_lines(booked, journal)
        for matter in matters:
            yield from agenda.matter_lines(matter, [journal.people.get(id) for id in matter.people])

    session.output.confirm(
        kind,
        lambda: {
            "promises": [_document(promise, recorded) for promise in closed],
            "appointments": [_appointment(one, journal, session) for one in booked],
            "matters": [agenda.matter_document(listed_matter(m, journal, True)) for m in matters],
        },
        lines,
    )


@teaches(
    N_("Promises: the open ones, by their day; with --all, every one."),
    "visitlog promises --overdue",
    "visitlog promises --who wxy --all",
)
def promises(
    ctx: typer.Context,
    who: Annotated[
        str | None, typer.Option("--who", metavar="WHO", help=N_("only to or by this person"))
    ] = None,
    open: Annotated[bool, typer.Option("--open", help=N_("only open ones, as usual"))] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help=N_("only open ones past their day"))] = False,
    kept: Annotated[bool, typer.Option("--kept", help=N_("only kept ones"))] = False,
    every: Annotated[bool, typer.Option("--all", help=N_("open, kept and given up, and every row"))] = False,
    limit: Limit = None,
    sensitive_too: SensitiveToo = False,
) -> None:
    from visitlog.render.lists import promises_document, promises_screen

    if sum((open, overdue, kept, every)) > 1:
        raise Misuse(N_("Choose one of --open, --overdue, --kept and --all."))
    session = session_of(ctx)
    journal = session.load()
    person = None if who is None else person_called(who, journal.people, session.latest(journal))
    question = PromisesQuestion(
        person=person,
        status=None if every else "kept" if kept else "open",
        overdue=overdue,
        sensitive_too=sensitive_too,
    )
    report = report_of(journal, question, session.today)
    rows = session.rows(limit, every and limit is None, 20)
    session.output.show(
        "promises", lambda: promises_document(report, rows), lambda: promises_screen(report, rows)
    )
