"""promise, done, drop, move, promises."""

from typing import Annotated

import typer

from visitlog.actions.promises import (
    NewPromise,
    drop_promise,
    keep_promises,
    make_promise,
    move_promise,
)
from visitlog.cli.help import teaches
from visitlog.cli.options import Limit, New, SensitiveToo, Who, Why, choice, day, joined_words, moment
from visitlog.cli.session import Recorded, Session, session_of
from visitlog.model.errors import N_, Misuse
from visitlog.model.names import person_called
from visitlog.model.records import Promise
from visitlog.render import confirmations
from visitlog.render.documents import promise_document
from visitlog.render.language import _
from visitlog.render.sentences import warning_sentence
from visitlog.reports.lists import PromisesQuestion
from visitlog.reports.lists import promises as report_of

Words = Annotated[list[str], typer.Argument(metavar="TEXT", show_default=False, help=_("what was promised"))]


@teaches(
    _("Record a promise to somebody, or with --owed-by them, one of theirs."),
    "visitlog promise wxy ask housing about the roof --by friday",
    "visitlog promise 李娜 送办证须知 --by 三天内",
)
def promise(
    ctx: typer.Context,
    who: Who,
    text: Words,
    by: Annotated[str, typer.Option("--by", metavar="WHEN", help=_("the day by which"), show_default=False)],
    owed_by: Annotated[
        str, typer.Option("--owed-by", metavar="us|them", help=_("whose promise it is"))
    ] = "us",
    create: New = False,
) -> None:
    session = session_of(ctx)
    new = NewPromise(joined_words(text) or "", moment(by, session.now, "future").on, choice(owed_by, "party"))
    recorded = session.record(
        lambda journal: make_promise(journal, who, new, session.today, session.latest(journal), create)
    )
    made = _promises(recorded)[0]
    session.output.confirm(
        "promise",
        lambda: {
            "promise": _document(made, recorded),
            "warnings": [
                {"code": warned.code, "message": warning_sentence(warned, session.today)}
                for warned in recorded.change.warnings
            ],
        },
        lambda: confirmations.promise_lines(made, recorded.journal),
    )
    session.warn(recorded)


@teaches(
    _("A promise is kept: name it by its number, or name the person if only one is open."),
    "visitlog done P31",
    "visitlog done wxy --on yesterday",
)
def done(
    ctx: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(metavar="ID...|WHO", show_default=False, help=_("promises by number, or a person")),
    ],
    on: Annotated[str | None, typer.Option("--on", metavar="WHEN", help=_("the day; else today"))] = None,
) -> None:
    session = session_of(ctx)
    kept_on = day(on, session.now, "past") or session.today
    recorded = session.record(lambda journal: keep_promises(journal, ids, kept_on, session.latest(journal)))
    _confirm_closed(session, recorded, "done")


@teaches(
    _("A promise is given up, with the reason; it counts as given up, not as kept."),
    'visitlog drop P31 --why "housing has done it already"',
    "visitlog drop P22 --why 对方搬走了",
)
def drop(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", show_default=False, help=_("the promise's number"))],
    why: Why,
) -> None:
    session = session_of(ctx)
    recorded = session.record(lambda journal: drop_promise(journal, id, why, session.today))
    _confirm_closed(session, recorded, "drop")


@teaches(
    _("A promise gets another day, with the reason; its first day is kept."),
    'visitlog move P31 next friday --why "the clerk is on leave"',
    "visitlog move P31 +1w --why 经办人休假",
)
def move(
    ctx: typer.Context,
    id: Annotated[str, typer.Argument(metavar="ID", show_default=False, help=_("the promise's number"))],
    when: Annotated[list[str], typer.Argument(metavar="WHEN", show_default=False, help=_("the new day"))],
    why: Why,
) -> None:
    session = session_of(ctx)
    to = moment(joined_words(when) or "", session.now, "any").on
    recorded = session.record(lambda journal: move_promise(journal, id, to, why, session.now))
    moved = _promises(recorded)[0]
    session.output.confirm(
        "move",
        lambda: {"promise": _document(moved, recorded)},
        lambda: confirmations.moved_lines(moved, recorded.journal),
    )


def _promises(recorded: Recorded) -> list[Promise]:
    return [record for record in recorded.change.put if isinstance(record, Promise)]


def _document(promise: Promise, recorded: Recorded) -> dict[str, object]:
    return promise_document(promise, recorded.journal.people.get(promise.person))


def _confirm_closed(session: Session, recorded: Recorded, kind: str) -> None:
    closed = _promises(recorded)
    session.output.confirm(
        kind,
        lambda: {"promises": [_document(promise, recorded) for promise in closed]},
        lambda: confirmations.closed_lines(closed, recorded.journal),
    )


@teaches(
    _("Promises: the open ones, by their day; with --all, every one."),
    "visitlog promises --overdue",
    "visitlog promises --who wxy --all",
)
def promises(
    ctx: typer.Context,
    who: Annotated[
        str | None, typer.Option("--who", metavar="WHO", help=_("only to or by this person"))
    ] = None,
    open: Annotated[bool, typer.Option("--open", help=_("only open ones, as usual"))] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help=_("only open ones past their day"))] = False,
    kept: Annotated[bool, typer.Option("--kept", help=_("only kept ones"))] = False,
    every: Annotated[bool, typer.Option("--all", help=_("open, kept and given up, and every row"))] = False,
    limit: Limit = None,
    sensitive_too: SensitiveToo = False,
) -> None:
    from visitlog.render.lists import promises_document, promises_screen

    if sum((open, overdue, kept, every)) > 1:
        raise Misuse(N_("Choose one of --open, --overdue, --kept and --all."))
    session = session_of(ctx)
    journal = session.load()
    person = (
        None if who is None else person_called(who, list(journal.people.values()), session.latest(journal))
    )
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
