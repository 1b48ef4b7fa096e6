"""review."""

import sys
from collections.abc import Callable
from datetime import date

import typer

from visitlog.actions.reviewing import record_review
from visitlog.actions.settling import drop, move, settle
from visitlog.cli.help import teaches
from visitlog.cli.options import SensitiveToo
from visitlog.cli.session import Recorded, Session, session_of
from visitlog.model.errors import N_, VisitlogError
from visitlog.model.ids import shown_id
from visitlog.model.journal import Change, Journal
from visitlog.model.records import Promise
from visitlog.render.confirmations import closed_lines, moved_lines
from visitlog.render.language import _
from visitlog.render.lists import promise_line_of, promises_document, promises_screen
from visitlog.render.sentences import error_sentence
from visitlog.render.text import harmless
from visitlog.reports.lists import ListedPromise, PromisesQuestion
from visitlog.reports.lists import promises as report_of

KEEP = (" ", "k", "K", "\r", "\n")
QUIT = ("q", "Q", "\x1b")

Act = Callable[[Session, str], Recorded]


@teaches(
    N_(
        "Go through the open promises, the longest waiting first; `due` reminds of it after 7 days.\n"
        "On a terminal one by one, by single keys: d done, m move, x drop, space keep, q stop. Else as a list."
    ),
    "visitlog review",
    "visitlog review --json",
)
def review(ctx: typer.Context, sensitive_too: SensitiveToo = False) -> None:
    session = session_of(ctx)
    question = PromisesQuestion(sensitive_too=sensitive_too)
    if _is_asked_one_by_one(session):
        for one in report_of(session.load(), question, session.today).promises:
            if not _asked(session, one):
                print(_("Stopped; it counts as gone through when you reach the end."))
                return
        session.record(lambda journal: record_review(journal, session.today))
        print(_("That was all of them."))
        return
    recorded = session.record(lambda journal: record_review(journal, session.today))
    report = report_of(recorded.journal, question, session.today)
    session.output.show(
        "review", lambda: promises_document(report, None), lambda: promises_screen(report, None)
    )


def _is_asked_one_by_one(session: Session) -> bool:
    flags = session.flags
    alone = flags.as_json or flags.no_input or flags.quiet or session.output.plain
    return not alone and sys.stdin.isatty() and sys.stdout.isatty()


def _asked(session: Session, one: ListedPromise) -> bool:
    """Asks about one promise; False when the user wants to stop. The lock is never held meanwhile."""
    print(promise_line_of(one, session.today))
    while True:
        print("    " + _("d done  m move  x drop  space keep  q stop"), end=" ", flush=True)
        key = _key()
        print(harmless(key).strip())
        if key in QUIT:
            return False
        if key in KEEP:
            return True
        act = _ACTS.get(key.casefold())
        if act is not None and _done(session, one.promise, act):
            return True


def _key() -> str:
    try:
        return typer.getchar()
    except EOFError:  # Ctrl-D
        return QUIT[0]


def _done(session: Session, promise: Promise, act: Act) -> bool:
    """Does what a key stands for; a mistake is said, and the question put again, as after Ctrl-D for an answer."""
    try:
        recorded = act(session, shown_id(promise))
    except EOFError:
        print()
        return False
    except VisitlogError as error:
        print("    " + error_sentence(error))
        return False
    changed = recorded.put_of(Promise)
    lines = closed_lines(changed, recorded.journal)
    if changed and changed[0].status == "open":
        lines = moved_lines(changed[0], recorded.journal)
    for line in lines:
        print(harmless(line))
    return True


def _keep(session: Session, id: str) -> Recorded:
    return session.record(lambda journal: settle(journal, [id], session.today, ()))


def _drop(session: Session, id: str) -> Recorded:
    why = input("    " + _("why? "))
    return session.record(lambda journal: drop(journal, id, why, session.today))


def _move(session: Session, id: str) -> Recorded:
    to: date = session.needed_day(input("    " + _("to which day? ")), "future")
    why = input("    " + _("why? "))

    def action(journal: Journal) -> Change:
        return move(journal, id, to, None, why, session.now)

    return session.record(action)


_ACTS: dict[str, Act] = {"d": _keep, "x": _drop, "m": _move}
