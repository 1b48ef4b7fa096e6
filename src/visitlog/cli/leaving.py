"""pause, resume, retire, merge."""

from typing import Annotated

import typer

from visitlog.actions.leaving import end_leave, pause_people, resume_people, retire_people, take_leave
from visitlog.actions.merging import merge_people
from visitlog.cli.help import teaches
from visitlog.cli.options import ManyWho, Who, choice
from visitlog.cli.session import Recorded, Session, session_of
from visitlog.model.errors import N_, Misuse
from visitlog.model.records import Leave, Person
from visitlog.model.standing import standing
from visitlog.render.confirmations import changed_people_lines, leave_lines, merged_lines
from visitlog.render.documents import iso, person_document, standing_document

MaybeWho = Annotated[
    str | None, typer.Argument(metavar="WHO[,WHO...]", show_default=False, help=N_("one or several people"))
]
Me = Annotated[bool, typer.Option("--me", help=N_("your own leave: its days make nobody late"))]


@teaches(
    N_("Leave somebody alone until a day; or with --me, note your own leave, whose days make nobody late."),
    N_('visitlog pause wxy --until "end of month" --why "with her son in town"'),
    "visitlog pause --me --until 2026-12-08",
)
def pause(
    ctx: typer.Context,
    until: Annotated[
        str, typer.Option("--until", metavar="WHEN", help=N_("the last day"), show_default=False)
    ],
    who: MaybeWho = None,
    why: Annotated[str | None, typer.Option("--why", metavar="TEXT", help=N_("the reason"))] = None,
    me: Me = False,
    since: Annotated[
        str | None, typer.Option("--from", metavar="WHEN", help=N_("with --me: the first day; else today"))
    ] = None,
) -> None:
    session = session_of(ctx)
    if me == (who is not None):
        raise Misuse(N_("Say who is to be left alone, or --me for your own leave."))
    last = session.moment(until, "any").on
    if who is None:
        first = session.day(since, "any") or session.today
        recorded = session.record(lambda journal: take_leave(journal, first, last, why, session.today))
        _confirm_leave(session, recorded, "pause")
        return
    if why is None:
        raise Misuse(N_("--why is missing; say why they are to be left alone."))
    recorded = session.record(
        lambda journal: pause_people(journal, who, last, why, session.today, session.latest(journal))
    )
    _confirm(session, recorded, "pause")


@teaches(
    N_("Take somebody back into the rounds, after a pause or after they had left; --me ends your leave."),
    "visitlog resume wxy",
    "visitlog resume --me",
)
def resume(ctx: typer.Context, who: MaybeWho = None, me: Me = False) -> None:
    session = session_of(ctx)
    if me == (who is not None):
        raise Misuse(N_("Say who is back, or --me for yourself."))
    if who is None:
        _confirm_leave(session, session.record(lambda journal: end_leave(journal, session.today)), "resume")
        return
    recorded = session.record(
        lambda journal: resume_people(journal, who, session.today, session.latest(journal))
    )
    _confirm(session, recorded, "resume")


@teaches(
    N_("Somebody left the rounds: moved, handed-over, died or declined; what was recorded stays."),
    N_("visitlog retire wxy moved"),
    N_("visitlog retire 12 declined --on yesterday"),
)
def retire(
    ctx: typer.Context,
    who: ManyWho,
    status: Annotated[
        str,
        typer.Argument(
            metavar="moved|handed-over|died|declined", show_default=False, help=N_("how they left")
        ),
    ],
    on: Annotated[str | None, typer.Option("--on", metavar="WHEN", help=N_("the day; else today"))] = None,
) -> None:
    session = session_of(ctx)
    left_on = session.day(on, "past") or session.today
    how = choice(status, "status")
    recorded = session.record(
        lambda journal: retire_people(journal, who, how, left_on, session.latest(journal))
    )
    _confirm(session, recorded, "retire")


@teaches(
    N_("One person entered twice: everything of the first moves to the second; undo brings both back."),
    "visitlog merge 31 wxy",
    N_("visitlog merge 'Wang X' 'Wang Xiuying'"),
)
def merge(
    ctx: typer.Context,
    who: Who,
    into: Annotated[str, typer.Argument(metavar="INTO", show_default=False, help=N_("the one who stays"))],
) -> None:
    session = session_of(ctx)
    recorded = session.record(lambda journal: merge_people(journal, who, into, session.latest(journal)))
    _confirm(session, recorded, "merge")
    session.warn(recorded)


def _confirm(session: Session, recorded: Recorded, kind: str) -> None:
    journal, today = recorded.journal, session.today
    people = [(p, standing(p, journal, today)) for p in recorded.put_of(Person)]
    session.output.confirm(
        kind,
        lambda: {
            "people": [person_document(p) | {"standing": standing_document(s, p, today)} for p, s in people],
            **({"warnings": session.warnings(recorded)} if kind == "merge" else {}),
        },
        lambda: (
            *(merged_lines(recorded.change) if kind == "merge" else ()),
            *changed_people_lines(people, journal, today),
        ),
    )


def _confirm_leave(session: Session, recorded: Recorded, kind: str) -> None:
    leaves = recorded.put_of(Leave)
    session.output.confirm(
        kind,
        lambda: {"leave": [{"from": iso(one.first), "to": iso(one.last), "why": one.why} for one in leaves]},
        lambda: leave_lines(leaves),
    )
