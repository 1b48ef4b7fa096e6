"""check, backup, backups, restore."""

from collections.abc import Iterable
from datetime import date
from typing import Annotated

import typer

from visitlog.cli.asking import agrees, can_ask
from visitlog.cli.help import teaches
from visitlog.cli.options import All, Limit
from visitlog.cli.session import Session, session_of
from visitlog.model.errors import N_, Misuse, Refused
from visitlog.model.journal import Journal
from visitlog.render.language import _
from visitlog.reports.check import CheckReport, Finding


@teaches(
    N_(
        "What does not go together: references that lead nowhere, counts, days that cannot be, doubles, backups.\n"
        "Answers 1 when something is found; --repair mends what it can without losing a record."
    ),
    "visitlog check",
    "visitlog check --repair",
)
def check(
    ctx: typer.Context,
    repair: Annotated[
        bool, typer.Option("--repair", help=N_("mend what can be mended, after a backup of its own"))
    ] = False,
    limit: Limit = None,
    show_all: All = False,
) -> None:
    from visitlog.render.check import advice, document, screen

    session = session_of(ctx)
    report = _repaired(session) if repair else _examined(session)
    rows = session.rows(limit, show_all, 20)
    session.output.show("check", lambda: document(report, rows), lambda: screen(report, rows))
    session.output.say(advice(report))
    if report.findings and not repair:
        raise typer.Exit(1)


def _examined(session: Session) -> CheckReport:
    from visitlog.store.proving import examined

    return examined(session.file, lambda journal, others: _report(journal, session.today, others))


def _repaired(session: Session) -> CheckReport:
    from visitlog.actions.mending import mend
    from visitlog.store.proving import repaired

    return repaired(
        session.file,
        lambda journal, others: _report(journal, session.today, others),
        lambda journal: mend(journal, session.today),
        session.now,
        session.say_waiting,
    )


def _report(journal: Journal, today: date, others: Iterable[Finding]) -> CheckReport:
    from visitlog.reports.check import check as report_of

    return report_of(journal, today, others)


@teaches(
    N_("Copy the journal as it is now: among its backups, or to a path; the copy is flushed and read again."),
    "visitlog backup",
    "visitlog backup /media/stick",
)
def backup(
    ctx: typer.Context,
    to: Annotated[
        str | None,
        typer.Argument(
            metavar="TO", show_default=False, help=N_("a file that is not there yet, or a folder")
        ),
    ] = None,
) -> None:
    from visitlog.render.backups import backup_document, copied_lines
    from visitlog.store.atomic import path_typed
    from visitlog.store.restoring import copy_by_hand, copy_to

    if to == "list":  # as group, topic, area and matter have it
        raise Misuse(N_('"visitlog backups" lists the backups; for a file called "list" write ./list.'))
    session = session_of(ctx)
    if to is None:
        copy = copy_by_hand(session.file, session.today, session.say_waiting)
    else:
        copy = copy_to(session.file, path_typed(to), session.today)
    session.output.confirm("backup", lambda: {"backup": backup_document(copy)}, lambda: copied_lines(copy))


@teaches(
    N_("The backups, newest first, with what is in them and whether they can be read."),
    "visitlog backups",
    "visitlog backups --json",
)
def backups(ctx: typer.Context, limit: Limit = None, show_all: All = False) -> None:
    from visitlog.render.backups import backups_document, backups_screen
    from visitlog.store.restoring import listed

    session = session_of(ctx)
    found = listed(session.file.path)
    rows = session.rows(limit, show_all, 20)
    session.output.show(
        "backups",
        lambda: backups_document(found, rows),
        lambda: backups_screen(found, session.file.path, session.today, rows),
    )


@teaches(
    N_(
        "Put a backup in the journal's place; the newest that can be read, unless one is named.\n"
        "The present file is kept as a backup first, even a damaged one. History and undo are then those of the backup."
    ),
    "visitlog restore",
    "visitlog restore 2026-11-20 --yes",
)
def restore(
    ctx: typer.Context,
    which: Annotated[
        str | None,
        typer.Argument(
            metavar="WHICH", show_default=False, help=N_('a number, day or name from "backups", or a path')
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help=N_("don't ask"))] = False,
) -> None:
    from visitlog.render.backups import (
        backup_document,
        difference_document,
        question_lines,
        restored_lines,
    )
    from visitlog.store.restoring import chosen, restoration
    from visitlog.store.restoring import restore as put_back

    session = session_of(ctx)
    path = chosen(session.file.path, which, lambda typed: session.needed_day(typed, "past"))
    found = restoration(session.file, path)
    if not yes:
        _must_agree(session, question_lines(found.backup, found.difference), path.name)
    kept = put_back(session.file, found, session.now, session.say_waiting)
    session.output.confirm(
        "restore",
        lambda: {
            "restored": backup_document(found.backup),
            "kept": None if kept is None else str(kept),
            "difference": difference_document(found.difference),
        },
        lambda: restored_lines(found.backup, found.difference, kept, session.flags.journal),
    )


def _must_agree(session: Session, lines: Iterable[str], name: str) -> None:
    """Asks on a terminal; raises Refused when nobody is there to agree, or does not."""
    if not can_ask(session):
        raise Refused(
            N_("Nothing was restored: to put {name} in the journal's place unasked, say --yes."), name=name
        )
    session.output.warn(lines)
    if not agrees(_("Put it in the journal's place? [y/N]")):
        raise Refused(N_("Nothing was restored."))
