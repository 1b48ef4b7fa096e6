"""event, events."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import typer

from visitlog.actions.events import DEFAULT_WINDOW_DAYS, NewEvent, record_event
from visitlog.cli.help import teaches
from visitlog.cli.options import Limit, New, SensitiveToo, joined_words
from visitlog.cli.session import Session, session_of
from visitlog.model.errors import N_, Misuse, UnreadableWhen
from visitlog.model.event_kinds import KINDS, PAST_KINDS, read_event_kind
from visitlog.model.names import person_called
from visitlog.model.records import LifeEvent
from visitlog.render.agenda import event_document, event_lines, events_document, events_screen
from visitlog.reports.events import events as report_of
from visitlog.reports.events import listed_event


@teaches(
    N_(
        "News in a home, or with --area in a whole lane: a visit falls due at once.\n"
        "birth, wedding, death, illness, hospital, accident, move, release, job-loss, or any word."
    ),
    N_("visitlog event wxy hospital --on yesterday --note 'broken hip'"),
    N_("visitlog event 'Li Na' birth"),
    N_("visitlog event --area 'East Lane' flood --window 1"),
)
def event(
    ctx: typer.Context,
    words: Annotated[
        list[str], typer.Argument(metavar="[WHO] KIND", show_default=False, help=N_("who, and what happened"))
    ],
    on: Annotated[str | None, typer.Option("--on", metavar="WHEN", help=N_("the day; else today"))] = None,
    window: Annotated[
        int, typer.Option("--window", min=0, max=365, metavar="N", help=N_("days within which to go"))
    ] = DEFAULT_WINDOW_DAYS,
    area: Annotated[str | None, typer.Option("--area", metavar="AREA", help=N_("of everybody there"))] = None,
    note: Annotated[str | None, typer.Option("--note", metavar="TEXT", help=N_("what to know"))] = None,
    create: New = False,
) -> None:
    session = session_of(ctx)
    who, said = (None, words) if area is not None else session.whole_name(words[0], words[1:])
    kind, note = _kind_and_note(said, note)
    if not kind:
        raise Misuse(N_("Say what happened, after WHO: birth, wedding, illness, or any word."))
    _must_not_be_a_day(kind, session)
    happened = read_event_kind(kind)
    new = NewEvent(happened, _day_of(happened, on, session), who, area, window, note)
    recorded = session.record(
        lambda journal: record_event(journal, new, session.now, session.latest(journal), create)
    )
    events = recorded.put_of(LifeEvent)
    session.output.confirm(
        "event",
        lambda: {"events": [event_document(listed_event(one, recorded.journal, True)) for one in events]},
        lambda: event_lines(events, recorded.journal, session.today),
    )


def _day_of(kind: str, on: str | None, session: Session) -> date:
    """The day; news of what can only have happened already looks back, as a friday does that is of no week."""
    if on is None:
        return session.today
    moment = session.moment(on, "any")
    is_open = moment.reading.endswith(", future")
    return session.needed_day(on, "past") if kind in PAST_KINDS and is_open else moment.on


def _kind_and_note(words: Sequence[str], note: str | None) -> tuple[str | None, str | None]:
    """What happened, and the note: of a kind that is known, further words are what there is to know of it."""
    known = next((n for n in range(len(words), 0, -1) if read_event_kind(" ".join(words[:n])) in KINDS), 0)
    rest = joined_words(words[known:]) if known else None
    if rest is None:
        return joined_words(words), note
    if note is not None:
        raise Misuse(N_("The note is given twice, as words and with --note; leave out one of them."))
    return joined_words(words[:known]), rest


def _must_not_be_a_day(kind: str, session: Session) -> None:
    """`event ada friday` is somebody who meant to book."""
    if read_event_kind(kind) in KINDS:
        return
    try:
        session.moment(kind, "any")
    except UnreadableWhen:
        return
    except Misuse:
        pass
    raise Misuse(
        N_('"{kind}" is a day and not something that happened; did you mean "visitlog book"?'), kind=kind
    )


@teaches(
    N_("Life events, newest first."), "visitlog events --who wxy", N_("visitlog events --area 'East Lane'")
)
def events(
    ctx: typer.Context,
    who: Annotated[str | None, typer.Option("--who", metavar="WHO", help=N_("only of this person"))] = None,
    area: Annotated[str | None, typer.Option("--area", metavar="AREA", help=N_("only of this area"))] = None,
    limit: Limit = None,
    sensitive_too: SensitiveToo = False,
) -> None:
    session = session_of(ctx)
    journal = session.load()
    person = None if who is None else person_called(who, journal.people, session.latest(journal))
    report = report_of(journal, person, area, session.today, sensitive_too)
    rows = session.rows(limit, False, 20)
    session.output.show("events", lambda: events_document(report, rows), lambda: events_screen(report, rows))
