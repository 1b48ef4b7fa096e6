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
from visitlog.render.language import current_language
from visitlog.reports.gaps import lunar_gaps
from visitlog.reports.people import PeopleQuestion
from visitlog.reports.privacy import hides_standing, must_not_reveal


@teaches(
    N_(
        "Put somebody into the notebook.\nWithout a group, the preset's group for their residence sets the rhythm."
    ),
    N_('visitlog add "Ada Oak" --door 3-201 -g elder --phone 555-0101'),
    N_('visitlog add "Bo Elm" --door 3-202 --every 14d --best-time "weekday evenings"'),
)
def add(
    ctx: typer.Context,
    name: Annotated[
        list[str], typer.Argument(metavar="NAME", help=N_("the name; needs no quotes"), show_default=False)
    ],
    groups: Annotated[
        list[str] | None, typer.Option("--group", "-g", metavar="GROUP", help=N_("a group; may be repeated"))
    ] = None,
    every: Annotated[
        str | None,
        typer.Option("--every", metavar="14d", help=N_("this person's own rhythm; wins over the groups'")),
    ] = None,
    phone: Annotated[
        str | None, typer.Option("--phone", metavar="NUMBER", help=N_("the phone number"))
    ] = None,
    address: Annotated[
        str | None, typer.Option("--address", metavar="ADDRESS", help=N_("the full address"))
    ] = None,
    area: Annotated[
        str | None, typer.Option("--area", metavar="AREA", help=N_("the lane, village or block"))
    ] = None,
    household: Annotated[
        str | None,
        typer.Option("--household", "--door", metavar="DOOR", help=N_("the door; several may share it")),
    ] = None,
    residence: Annotated[
        str | None,
        typer.Option("--residence", metavar="RESIDENCE", help=N_("resident, newcomer or temporary")),
    ] = None,
    alias: Annotated[
        list[str] | None, typer.Option("--alias", metavar="NAME", help=N_("another name; may be repeated"))
    ] = None,
    born: Annotated[
        str | None,
        typer.Option("--birthday", metavar="1950-03-02", help=N_("the birthday; 03-02 without the year")),
    ] = None,
    lunar_born: Annotated[
        str | None,
        typer.Option("--lunar-birthday", metavar="1950-01-15", help=N_("the birthday by the lunar calendar")),
    ] = None,
    best_time: Annotated[
        list[str] | None,
        typer.Option("--best-time", metavar="TEXT", help=N_("when it suits them; may be repeated")),
    ] = None,
    sensitive: Annotated[
        bool, typer.Option("--sensitive", help=N_("keep their notes out of lists and reports"))
    ] = False,
    note: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help=N_("what to know of them"))
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
    N_("Who is in the notebook, and how they stand."),
    "visitlog people --overdue",
    N_('visitlog people --area "East Lane" --never'),
)
def people(
    ctx: typer.Context,
    groups: Groups = None,
    area: Area = None,
    residence: Annotated[
        str | None,
        typer.Option("--residence", metavar="RESIDENCE", help=N_("only resident, newcomer or temporary")),
    ] = None,
    never: Annotated[bool, typer.Option("--never", help=N_("only those never visited"))] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help=N_("only those overdue"))] = False,
    paused: Annotated[bool, typer.Option("--paused", help=N_("only those paused"))] = False,
    status: Annotated[
        str,
        typer.Option(
            "--status", metavar="STATUS", help=N_("active, moved, handed-over, died, declined, or all")
        ),
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
        status="all" if status in ("all", "全部") else choice(status, "status"),
        sensitive_too=sensitive_too,
        by_pinyin=current_language() == "zh",
    )
    report = report_of(journal, question, session.today)
    rows = session.rows(limit, show_all, 20)
    session.output.show(
        "people", lambda: document(report, rows), lambda: screen(report, dict(journal.groups), rows)
    )
