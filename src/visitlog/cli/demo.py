"""demo."""

import shlex
import tempfile
from collections.abc import Sequence
from pathlib import Path

import typer

from visitlog.cli.help import teaches
from visitlog.cli.session import Flags, Session, session_of
from visitlog.model.calendars import knows_lunar_days
from visitlog.model.errors import N_
from visitlog.model.journal import Change
from visitlog.model.records import Person, Promise, Visit
from visitlog.render.language import _, current_language

TOUR = {
    "en": (
        ("due",),
        ("log", "suzhen", "knee", "better,", "lamp", "is", "out", "-p", "ask about the lamp @friday"),
        ("show", "suzhen", "-n", "6"),
        ("summary",),
    ),
    "zh": (
        ("due",),
        ("log", "王素珍", "膝盖好些了，楼道灯坏了", "-p", "问问路灯的事＠周五"),
        ("show", "王素珍", "-n", "6"),
        ("summary",),
    ),
}

TRIED = {
    "en": (("due", "--days", "7"), ("people", "--never"), ("find", "lamp"), ("--help",)),
    "zh": (("due", "--days", "7"), ("people", "--never"), ("find", "路灯"), ("--help",)),
}
SPECIAL = frozenset(" \t'\"\\`$&|;<>()[]{}*?!~#")
"""What a shell does not take as it stands."""


@teaches(
    N_("A made-up village in a temporary folder, and a tour of it; your own journal is not touched."),
    "visitlog demo",
    "VISITLOG_LANG=zh visitlog demo",
)
def demo(ctx: typer.Context) -> None:
    from visitlog.exchange.village import village

    flags = session_of(ctx).flags
    # The folder stays: the tour ends with how to play on in it.
    folder = Path(tempfile.mkdtemp(prefix="visitlog-demo-"))
    folder.chmod(0o700)  # the umask may forbid even the owner
    journal = folder / "journal.json"
    session = Session(Flags(str(journal), flags.as_json, flags.plain, flags.no_input, flags.quiet))
    # Where lunar days can't be known, a newcomer would be greeted by a note about a library.
    records = village(session.today, current_language(), knows_lunar_days())
    session.begin(lambda _journal: Change("demo", put=records))
    if flags.as_json:
        session.output.confirm(
            "demo",
            lambda: {
                "journal": str(journal),
                "people": sum(isinstance(record, Person) for record in records),
                "visits": sum(isinstance(record, Visit) for record in records),
                "promises": sum(isinstance(record, Promise) for record in records),
            },
            lambda: (),
        )
    else:
        _tour(journal, flags)


def _tour(journal: Path, flags: Flags) -> None:
    from visitlog.cli.app import run

    print(_("An invented village, told as if today were your day there."))
    for words in TOUR[current_language()]:
        print(f"\n$ {_typed(words)}\n", flush=True)
        run(["--journal", str(journal), *(["--plain"] if flags.plain else []), *words])
    print("\n" + _("To go on playing there, type this first; it holds for this terminal:"))
    print(f"\n    export VISITLOG_JOURNAL={shlex.quote(str(journal))}\n")
    print(_("Then for example:") + "\n")
    for words in TRIED[current_language()]:
        print(f"    {_typed(words)}")


def _typed(words: Sequence[str]) -> str:
    """A command as one types it: only what a shell would take apart is quoted, and it leaves Chinese alone."""
    return " ".join(
        ("visitlog", *(word if SPECIAL.isdisjoint(word) else shlex.quote(word) for word in words))
    )
