"""add, people."""

from typing import Annotated

import typer

from visitlog.actions.people import NewPerson, add_person, group_key
from visitlog.cli.help import teaches
from visitlog.cli.options import (
    All,
    Area,
    Groups,
    Limit,
    SensitiveToo,
    birthday,
    choice,
    duration,
    joined_words,
)
from visitlog.cli.session import session_of
from visitlog.model.errors import N_, Misuse
from visitlog.model.standing import standing
from visitlog.render.language import _, current_language
from visitlog.reports.gaps import lunar_gaps
from visitlog.reports.people import PeopleQuestion
from visitlog.reports.privacy import hides_standing, must_not_reveal


@teaches(
    _(
        "Put somebody into the notebook.\nWithout a group, the preset's group for their residence sets the rhythm."
    ),
    'visitlog add "Ada Oak" --door 3-201 -g elder --phone 555-0101',
    'visitlog add 王秀英 --door 3-201 --every 14d --best-time "weekday evenings"',
)
def add(
    ctx: typer.Context,
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", help=_("the name; needs no quotes"), show_default=False)
    ],
    groups: Annotated[
        list[str] | None, typer.Option("--group", "-g", metavar="GROUP", help=_("a group; may be repeated"))
    ] = None,
    every: Annotated[
        str | None,
        typer.Option("--every", metavar="14d", help=_("this person's own rhythm; wins over the groups'")),
    ] = None,
    phone: Annotated[str | None, typer.Option("--phone", metavar="P", help=_("the phone number"))] = None,
    address: Annotated[str | None, typer.Option("--address", metavar="A", help=_("the full address"))] = None,
    area: Annotated[
        str | None, typer.Option("--area", metavar="AREA", help=_("the lane, village or block"))
    ] = None,
    household: Annotated[
        str | None,
        typer.Option("--household", "--door", metavar="H", help=_("the door; several may share it")),
    ] = None,
    residence: Annotated[
        str | None, typer.Option("--residence", metavar="R", help=_("resident, newcomer or temporary"))
    ] = None,
    alias: Annotated[
        list[str] | None, typer.Option("--alias", metavar="A", help=_("another name; may be repeated"))
    ] = None,
    born: Annotated[
        str | None,
        typer.Option("--birthday", metavar="1950-03-02", help=_("the birthday; 03-02 without the year")),
    ] = None,
    lunar_born: Annotated[
        str | None,
        typer.Option("--lunar-birthday", metavar="1950-01-15", help=_("the birthday by the lunar calendar")),
    ] = None,
    best_time: Annotated[
        list[str] | None,
        typer.Option("--best-time", metavar="TEXT", help=_("when it suits them; may be repeated")),
    ] = None,
    sensitive: Annotated[
        bool, typer.Option("--sensitive", help=_("keep their notes out of lists and reports"))
    ] = False,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help=_("what to know of them"))
    ] = None,
) -> None:
    from visitlog.render.confirmations import person_lines
    from visitlog.render.documents import person_document, standing_document

    session = session_of(ctx)
    new = NewPerson(
        name=joined_words(name) or "",
        groups=tuple(groups or ()),
        every=duration(every),
        phone=phone,
        address=address,
        area=area,
        household=household,
        residence=choice(residence, "residence"),
        aliases=tuple(alias or ()),
        birthday=birthday(born, lunar_born),
        best_times=tuple(best_time or ()),
        sensitive=sensitive,
        notes=note,
    )
    recorded = session.record(lambda journal: add_person(journal, new, session.today))
    journal = recorded.journal
    person = journal.people.get(recorded.change.people[0])
    assert person is not None
    stand = standing(person, journal, session.today)
    session.output.confirm(
        "add",
        lambda: {
            "person": person_document(person) | {"standing": standing_document(stand, person, session.today)},
            "warnings": session.warnings(recorded),
        },
        lambda: person_lines(person, stand, session.today, hides_standing(person, journal)),
    )
    session.warn(recorded)
    session.note(lambda: lunar_gaps([person]))


@teaches(
    _("Who is in the notebook, and how they stand."),
    "visitlog people --overdue",
    'visitlog people --area "East Lane" --never',
)
def people(
    ctx: typer.Context,
    groups: Groups = None,
    area: Area = None,
    residence: Annotated[
        str | None, typer.Option("--residence", metavar="R", help=_("only resident, newcomer or temporary"))
    ] = None,
    never: Annotated[bool, typer.Option("--never", help=_("only those never visited"))] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help=_("only those overdue"))] = False,
    paused: Annotated[bool, typer.Option("--paused", help=_("only those paused"))] = False,
    status: Annotated[
        str,
        typer.Option("--status", metavar="S", help=_("active, moved, handed-over, died, declined, or all")),
    ] = "active",
    limit: Limit = None,
    show_all: All = False,
    sensitive_too: SensitiveToo = False,
) -> None:
    from visitlog.render.people import document, screen
    from visitlog.reports.people import people as report_of

    session = session_of(ctx)
    journal = session.load()
    keys = tuple(group_key(journal, typed) for typed in groups or ())
    must_not_reveal(journal, keys, sensitive_too)
    if sum((never, overdue, paused)) > 1 and paused:
        raise Misuse(
            N_("Somebody paused is neither overdue nor asked for; leave out --paused or the others.")
        )
    question = PeopleQuestion(
        groups=keys,
        area=area,
        residence=choice(residence, "residence"),
        never=never,
        overdue=overdue,
        paused=paused,
        status="all" if status == "all" else choice(status, "status"),
        sensitive_too=sensitive_too,
        by_pinyin=current_language() == "zh",
    )
    report = report_of(journal, question, session.today)
    rows = session.rows(limit, show_all, 20)
    session.output.show(
        "people", lambda: document(report, rows), lambda: screen(report, dict(journal.groups), rows)
    )
