"""Option types shared by commands, and how their words are read."""

from collections.abc import Iterable
from typing import Annotated, Any

import typer

from visitlog.model.choices import begun_choice
from visitlog.model.errors import N_, Misuse
from visitlog.model.records import Birthday

Who = Annotated[
    str,
    typer.Argument(
        metavar="WHO",
        show_default=False,
        help=N_("a name, its start or initials, a number, a door; . for the last one"),
    ),
]
ManyWho = Annotated[
    str,
    typer.Argument(
        metavar="WHO[,WHO...]", show_default=False, help=N_("one or several people, with commas between")
    ),
]
Groups = Annotated[
    list[str] | None, typer.Option("--group", "-g", metavar="GROUP", help=N_("only of this group"))
]
Area = Annotated[str | None, typer.Option("--area", metavar="AREA", help=N_("only of this area"))]
Limit = Annotated[int | None, typer.Option("-n", min=0, metavar="N", help=N_("at most so many rows"))]
All = Annotated[bool, typer.Option("--all", help=N_("every row"))]
SensitiveToo = Annotated[
    bool, typer.Option("--sensitive-too", help=N_("show what is sensitive, which lists withhold"))
]
Why = Annotated[str | None, typer.Option("--why", metavar="TEXT", help=N_("the reason"), show_default=False)]
New = Annotated[bool, typer.Option("--new", help=N_("put people who are not known into the notebook"))]


def choice(typed: str | None, kind: str) -> Any:
    """The choice that a word means, in English or Chinese; None of none."""
    return None if typed is None else begun_choice(typed, kind)


def duration(typed: str | None) -> int | None:
    """The days that a span means; None of none."""
    if typed is None:
        return None
    from visitlog.model.when_spans import read_duration

    return read_duration(typed)


def missing(ctx: Any, name: str) -> Misuse:
    """What is said of an option that is needed unless other words stand for it."""
    return Misuse(N_('{name} is missing; see "{command} --help".'), name=name, command=ctx.command_path)


def joined_words(words: Iterable[str] | None) -> str | None:
    """Words of the command line as one text; None of none."""
    text = " ".join(words or ()).strip()
    return text or None


def birthday(solar: str | None, lunar: str | None) -> Birthday | None:
    """A birthday in either calendar: 1950-03-02, or 03-02 when the year is not known."""
    if solar is not None and lunar is not None:
        raise Misuse(N_("A birthday is by one calendar; give --birthday or --lunar-birthday."))
    typed = solar if solar is not None else lunar
    if typed is None:
        return None
    from visitlog.model.birthdays import read_birthday

    return read_birthday(typed, "solar" if solar is not None else "lunar")
