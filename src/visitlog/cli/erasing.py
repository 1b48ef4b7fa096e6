"""erase."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from visitlog.cli.asking import agrees, can_ask
from visitlog.cli.help import teaches
from visitlog.cli.options import Who
from visitlog.cli.session import Session, session_of
from visitlog.model.errors import N_, NotFound, Refused
from visitlog.model.names import person_called
from visitlog.model.records import Person
from visitlog.render.erase import document, done_lines, question_lines
from visitlog.render.language import _
from visitlog.render.text import harmless
from visitlog.render.words import told
from visitlog.store.erasing import Erased, foreseen, people_of_backups
from visitlog.store.erasing import erase as erase_for_good
from visitlog.store.erasure import Wishes


@teaches(
    N_(
        "Erase somebody for good: from the journal, its history and its backups; nothing brings them back.\n"
        "What they share with others stays for these, without its text. One who left: retire; entered twice: merge."
    ),
    "visitlog erase wxy",
    "visitlog erase 12 --yes",
)
def erase(
    ctx: typer.Context,
    who: Who,
    yes: Annotated[bool, typer.Option("--yes", help=N_("don't ask"))] = False,
    keep_shared: Annotated[
        bool,
        typer.Option("--keep-shared", help=N_("leave the text of visits and matters shared with others")),
    ] = False,
    mentions: Annotated[
        bool, typer.Option("--mentions", help=N_("empty also what names them in records of others"))
    ] = False,
    unreadable_too: Annotated[
        bool, typer.Option("--unreadable-too", help=N_("delete the backups that can't be read"))
    ] = False,
) -> None:
    session = session_of(ctx)
    person, wishes = _person(session, who), Wishes(keep_shared, mentions)
    if not yes:
        if not can_ask(session):
            raise Refused(
                N_("Nothing was erased: to erase {person} for good unasked, say --yes."), person=person
            )
        unreadable_too = _asked(person, foreseen(session.file, person, wishes), wishes, unreadable_too)
    erased = erase_for_good(
        session.file,
        person,
        wishes,
        unreadable_too,
        session.say_waiting,
        lambda path: _say_where(session, path),
    )
    session.output.confirm(
        "erase", lambda: document(person, erased), lambda: done_lines(person, erased, wishes)
    )


def _person(session: Session, who: str) -> Person:
    """The person meant, in the journal; or one whom only its backups still hold."""
    journal = session.load()
    try:
        return person_called(who, journal.people, session.latest(journal))
    except NotFound:
        earlier = people_of_backups(session.file.path)
        if not earlier:
            raise
        return person_called(who, earlier)


def _asked(person: Person, erased: Erased, wishes: Wishes, unreadable_too: bool) -> bool:
    """Raises Refused unless the user agrees; answers whether backups that can't be read are to be deleted."""
    for line in question_lines(person, erased, wishes):
        print(harmless(line), file=sys.stderr)
    question = _("Erase {person} for good? Nothing brings it back. [y/N]")
    if not agrees(harmless(question.format(person=told(person)))):
        raise Refused(N_("Nothing was erased."))
    if erased.unreadable and not unreadable_too:
        return agrees(_("Delete the backups that can't be read? [y/N]"))
    return unreadable_too


def _say_where(session: Session, path: Path) -> None:
    if sys.stderr.isatty() and not session.flags.quiet:
        print(harmless(_("looking through {name} ...").format(name=path.name)), file=sys.stderr)
