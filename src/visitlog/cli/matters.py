"""matter open, matter close, matter list."""

from typing import Annotated

import typer
from typer.core import TyperGroup

from visitlog.actions.matters import NewMatter, close_matter, open_matter
from visitlog.cli.help import command_from, nested, teaches
from visitlog.cli.options import Limit, ManyWho, New, SensitiveToo, choice, duration, joined_words
from visitlog.cli.session import Recorded, Session, session_of
from visitlog.model.errors import N_, Misuse
from visitlog.model.records import Matter
from visitlog.render.agenda import matter_document, matter_lines, matters_document, matters_screen
from visitlog.render.language import _
from visitlog.reports.events import listed_matter
from visitlog.reports.events import matters as report_of


@teaches(
    N_("Open a matter: everyone in it is visited more often until it is closed; a request is due at once."),
    N_("visitlog matter open liu,chen noise at night --kind dispute"),
    N_("visitlog matter open 'Li Na' allowance refused --kind request --every 5d"),
)
def open_(
    ctx: typer.Context,
    who: ManyWho,
    title: Annotated[
        list[str], typer.Argument(metavar="TITLE", show_default=False, help=N_("what it is about"))
    ],
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help=N_("dispute, request, inquiry or other"))
    ] = "other",
    every: Annotated[
        str | None, typer.Option("--every", metavar="3d", help=N_("days between visits; else 3 or 7"))
    ] = None,
    follow_ups: Annotated[
        str,
        typer.Option("--follow-ups", metavar="1,3,7|none", help=N_("days after the closing to come back")),
    ] = "1,3,7",
    create: New = False,
) -> None:
    session = session_of(ctx)
    who, title = session.whole_name(who, title)
    new = NewMatter(
        who, joined_words(title) or "", choice(kind, "matter"), duration(every), _days(follow_ups)
    )
    recorded = session.record(
        lambda journal: open_matter(journal, new, session.now, session.latest(journal), create)
    )
    _confirm(session, recorded, "matter open")


def _days(typed: str) -> tuple[int, ...]:
    if typed.strip().casefold() in ("none", "无", ""):
        return ()
    parts = typed.replace("，", ",").replace("、", ",").split(",")
    if not all(part.strip().isdecimal() and 0 < int(part) <= 365 for part in parts):
        raise Misuse(N_('"{typed}" are no days; write 1,3,7 or none.'), typed=typed)
    return tuple(sorted({int(part) for part in parts}))


@teaches(
    N_("Close a matter; its follow-ups fall due on the days after."),
    N_("visitlog matter close M3 --outcome 'they agreed on quiet after ten'"),
    N_("visitlog matter close M3 --on yesterday"),
)
def close(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", show_default=False, help=N_("the number, as M3"))],
    outcome: Annotated[str | None, typer.Option("--outcome", metavar="TEXT", help=N_("how it ended"))] = None,
    on: Annotated[str | None, typer.Option("--on", metavar="WHEN", help=N_("the day; else today"))] = None,
) -> None:
    session = session_of(ctx)
    closed_on = session.day(on, "past") or session.today
    recorded = session.record(lambda journal: close_matter(journal, id, outcome, closed_on))
    _confirm(session, recorded, "matter close")


def _confirm(session: Session, recorded: Recorded, kind: str) -> None:
    matter, journal = recorded.put_of(Matter)[0], recorded.journal
    session.output.confirm(
        kind,
        lambda: {"matter": matter_document(listed_matter(matter, journal, True))},
        lambda: matter_lines(matter, [journal.people.get(id) for id in matter.people]),
    )


@teaches(N_("Open matters; --all for closed ones too."), "visitlog matter list", "visitlog matter list --all")
def list_(
    ctx: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help=N_("closed ones too, and every row"))] = False,
    limit: Limit = None,
    sensitive_too: SensitiveToo = False,
) -> None:
    session = session_of(ctx)
    report = report_of(session.load(), everything, session.today, sensitive_too)
    rows = session.rows(limit, everything and limit is None, 20)
    session.output.show(
        "matter list", lambda: matters_document(report, rows), lambda: matters_screen(report, rows)
    )


def app() -> TyperGroup:
    """The group of these commands."""
    return nested(
        "matter",
        _("What ties people together until it is settled: disputes, requests, inquiries."),
        [command_from("open", open_), command_from("close", close), command_from("list", list_)],
    )
