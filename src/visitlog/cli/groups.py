"""group list, group show, group set, group remove."""

from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from visitlog.actions.groups import UNSET, GroupSettings, remove_group, set_group
from visitlog.actions.people import group_key
from visitlog.cli.help import command_from, nested, teaches
from visitlog.cli.options import choice, duration
from visitlog.cli.session import Session, session_of
from visitlog.model.errors import N_, Misuse
from visitlog.model.festivals import FESTIVALS
from visitlog.model.journal import Journal
from visitlog.model.records import Ceiling, Group
from visitlog.render.documents import group_document
from visitlog.render.language import _
from visitlog.render.people import group_lines, groups_document, groups_parts
from visitlog.render.screen import Lines, Screen
from visitlog.render.sentences import shown
from visitlog.render.words import festival_typed
from visitlog.reports.groups import groups as report_of

Key = Annotated[str, typer.Argument(metavar="GROUP", show_default=False, help=N_("its key or its name"))]


@teaches(
    N_("Every group with its rhythm, its ceiling and how many people it holds."),
    "visitlog group list",
    "visitlog group list --json",
)
def list_(ctx: typer.Context) -> None:
    session = session_of(ctx)
    journal = session.load()
    report = report_of(journal)
    session.output.show(
        "group list",
        lambda: groups_document(report),
        lambda: Screen(session.today, _("Groups"), "", groups_parts(report, journal.is_new)),
    )


@teaches(
    N_("Everything on one group, with the source of its rhythm."),
    N_("visitlog group show elder"),
    N_("visitlog group show newcomer"),
)
def show(ctx: typer.Context, key: Key) -> None:
    session = session_of(ctx)
    _show(session, session.load(), key, "group show")


def _show(session: Session, journal: Journal, key: str, kind: str) -> None:
    wanted = group_key(journal, key)
    listed = next(one for one in report_of(journal).groups if one.group.key == wanted)
    session.output.show(
        kind,
        lambda: {"group": group_document(listed.group, listed.people)},
        lambda: Screen(
            session.today,
            "",
            "",
            (Lines(tuple(group_lines(listed.group, listed.people)), for_programs=True),),
        ),
    )


@teaches(
    N_("Change a group's rhythm, ceiling or names; a group that is not there is made."),
    N_("visitlog group set elder --every 10d --grace 3d"),
    N_("visitlog group set shops --ceiling 1/30d --label-en shops"),
)
def set_(
    ctx: typer.Context,
    key: Key,
    every: Annotated[
        str | None, typer.Option("--every", metavar="30d|none", help=N_("days from one visit to the next"))
    ] = None,
    grace: Annotated[
        str | None, typer.Option("--grace", metavar="7d|none", help=N_("days late before it is overdue"))
    ] = None,
    retry: Annotated[
        str | None, typer.Option("--retry", metavar="3d", help=N_("days after an unanswered door"))
    ] = None,
    first_within: Annotated[
        str | None, typer.Option("--first-within", metavar="14d", help=N_("days to the first visit"))
    ] = None,
    ceiling: Annotated[
        str | None,
        typer.Option("--ceiling", metavar="1/30d|none", help=N_("at most so many visits in so many days")),
    ] = None,
    counts: Annotated[
        str | None, typer.Option("--counts", metavar="FORM,...", help=N_("the forms that count as a visit"))
    ] = None,
    ceiling_counts: Annotated[
        str | None,
        typer.Option("--ceiling-counts", metavar="FORM,...", help=N_("the forms that count to the ceiling")),
    ] = None,
    label_en: Annotated[
        str | None, typer.Option("--label-en", metavar="TEXT", help=N_("its name in English"))
    ] = None,
    label_zh: Annotated[
        str | None, typer.Option("--label-zh", metavar="TEXT", help=N_("its name in Chinese"))
    ] = None,
    sensitive: Annotated[
        bool | None,
        typer.Option(
            "--sensitive/--no-sensitive", help=N_("keep its name and notes out of lists"), show_default=False
        ),
    ] = None,
    default_for: Annotated[
        str | None,
        typer.Option(
            "--default-for", metavar="RESIDENCE,...", help=N_("for those who are in no group, by residence")
        ),
    ] = None,
    festivals: Annotated[
        str | None,
        typer.Option(
            "--festivals", metavar="FESTIVAL,...|none", help=N_("festivals on which to go, as new-year")
        ),
    ] = None,
    attire: Annotated[
        str | None, typer.Option("--attire", metavar="ATTIRE", help=N_("what to wear: uniform or plain"))
    ] = None,
    place: Annotated[
        str | None, typer.Option("--place", metavar="PLACE", help=N_("where to meet: home, office ..."))
    ] = None,
    courtesy_en: Annotated[
        list[str] | None,
        typer.Option(
            "--courtesy-en", metavar="TEXT", help=N_("a courteous opening in English; may be repeated")
        ),
    ] = None,
    courtesy_zh: Annotated[
        list[str] | None,
        typer.Option(
            "--courtesy-zh", metavar="TEXT", help=N_("a courteous opening in Chinese; may be repeated")
        ),
    ] = None,
    approach_en: Annotated[
        list[str] | None,
        typer.Option(
            "--approach-en", metavar="TEXT", help=N_("a way to go about it, in English; may be repeated")
        ),
    ] = None,
    approach_zh: Annotated[
        list[str] | None,
        typer.Option(
            "--approach-zh", metavar="TEXT", help=N_("a way to go about it, in Chinese; may be repeated")
        ),
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="TEXT", help=N_("where the rhythm is from"))
    ] = None,
) -> None:
    session = session_of(ctx)
    labels = {lang: text for lang, text in (("en", label_en), ("zh", label_zh)) if text is not None}
    settings = GroupSettings(
        every=_or_none(every),
        grace=_or_none(grace),
        ceiling=_ceiling(ceiling),
        retry=duration(retry),
        first_within=duration(first_within),
        counting_forms=_choices(counts, "form"),
        ceiling_forms=_choices(ceiling_counts, "form"),
        sensitive=sensitive,
        default_for=_choices(default_for, "residence"),
        source=source,
        festivals=_festivals(festivals),
        attire=choice(attire, "attire"),
        place=choice(place, "place"),
        courtesies=_by_language(courtesy_en, courtesy_zh),
        approaches=_by_language(approach_en, approach_zh),
        labels=labels,
    )
    recorded = session.record(lambda journal: set_group(journal, key, settings))
    changed = next(record for record in recorded.change.put if isinstance(record, Group))
    if not session.flags.quiet or session.flags.as_json:
        _show(session, recorded.journal, changed.key, "group set")


def _festivals(typed: str | None) -> tuple[str, ...] | None:
    if typed is None:
        return None
    if typed.casefold() in NONE_WORDS:
        return ()
    return tuple(dict.fromkeys(_festival(word) for word in listed_words(typed)))


def _festival(typed: str) -> str:
    from visitlog.model.when_festivals import festival_key  # only `group set --festivals` comes here

    key = festival_key(typed)
    if key is None:
        raise Misuse(
            N_('"{typed}" is not a festival known here; choose of {choices}.'),
            typed=typed,
            choices=tuple(festival_typed(key) for key in FESTIVALS),
        )
    return key


def _by_language(en: list[str] | None, zh: list[str] | None) -> dict[str, tuple[str, ...]]:
    """The lines given, by language; those of a language that was not named stay."""
    return {language: tuple(lines) for language, lines in (("en", en), ("zh", zh)) if lines}


def _or_none(typed: str | None) -> Any:
    if typed is None:
        return UNSET
    return None if typed.casefold() in NONE_WORDS else duration(typed)


NONE_WORDS = ("none", "无", "不限")


def _ceiling(typed: str | None) -> Any:
    if typed is None:
        return UNSET
    if typed.casefold() in NONE_WORDS:
        return None
    visits, slash, days = typed.replace("／", "/").partition("/")
    if not slash or not visits.strip().isdecimal() or int(visits) < 1:
        raise Misuse(
            N_('"{typed}" is not a ceiling; write 1/30d for one visit in 30 days, or none.'), typed=typed
        )
    return Ceiling(int(visits), duration(days) or 0)


def listed_words(typed: str) -> list[str]:
    """The words between commas of either width."""
    words = typed.replace("，", ",").replace("、", ",").split(",")
    return [word.strip() for word in words if word.strip()]


def _choices(typed: str | None, kind: str) -> Any:
    if typed is None:
        return None
    return tuple(dict.fromkeys(choice(word, kind) for word in listed_words(typed)))


@teaches(
    N_("Remove a group; the people in it stay, without it."),
    N_("visitlog group remove shops"),
    N_("visitlog group remove newcomer"),
)
def remove(ctx: typer.Context, key: Key) -> None:
    session = session_of(ctx)
    recorded = session.record(lambda journal: remove_group(journal, key))
    removed = recorded.change.summary
    session.output.confirm(
        "group remove",
        lambda: {"group": removed},
        lambda: (_("The group {group} is removed; undo: visitlog undo").format(group=shown(key)),),
    )
    session.warn(recorded)


def app() -> TyperGroup:
    """The group of these commands."""
    return nested(
        "group",
        _("Kinds of people, each with its rhythm, ceiling and manners."),
        [
            command_from("list", list_),
            command_from("show", show),
            command_from("set", set_),
            command_from("remove", remove),
        ],
    )
