"""undo, history, remove, init, path."""

from typing import Annotated

import typer

from visitlog.actions.groups import adopt_preset
from visitlog.actions.removing import remove_record, undo_last
from visitlog.cli.help import teaches
from visitlog.cli.options import Limit
from visitlog.cli.session import keeps_lunar_festivals, session_of
from visitlog.cli.settings import settings_path
from visitlog.model.errors import N_, Refused
from visitlog.model.ids import read_id
from visitlog.model.names import find
from visitlog.render import dates
from visitlog.render.documents import iso
from visitlog.render.language import _, ngettext
from visitlog.render.lists import history_document, history_screen
from visitlog.render.screen import Cell, Column, Screen, Section, cells
from visitlog.store.backups import folder_of


@teaches(
    N_("Take back the last change, whatever it was; once more takes back the one before."),
    "visitlog undo",
    "visitlog history -n 3",
)
def undo(ctx: typer.Context) -> None:
    session = session_of(ctx)
    recorded = session.record(undo_last)
    past = recorded.past
    session.output.confirm(
        "undo",
        lambda: {"undone": {"at": iso(past.at), "command": past.command, "summary": past.summary}},
        lambda: (
            _("Taken back: {command} {summary}, of {moment}").format(
                command=past.command, summary=past.summary, moment=dates.moment(past.at)
            ),
        ),
    )


@teaches(
    N_("The last changes, newest first; undo takes them back in this order."),
    "visitlog history",
    "visitlog history -n 3",
)
def history(ctx: typer.Context, limit: Limit = None) -> None:
    session = session_of(ctx)
    changes = sorted(session.load().changes.values(), key=lambda past: -past.id)
    rows = session.rows(limit, False, 20)
    session.output.show(
        "history",
        lambda: history_document(changes[:rows]),
        lambda: history_screen(tuple(changes), session.today, rows),
    )


@teaches(
    N_("Remove a record entered by mistake; what referred to it stays."),
    "visitlog remove V214",
    "visitlog remove P31",
)
def remove(
    ctx: typer.Context,
    id: Annotated[
        str, typer.Argument(metavar="ID", show_default=False, help=N_("the record's number, as V214"))
    ],
) -> None:
    session = session_of(ctx)
    if read_id(id) is None and find(id, session.load().people):
        raise Refused(
            N_(
                "A person is not removed: one who left, visitlog retire {id}; entered twice, visitlog merge {id} INTO; "
                "added by mistake just now, visitlog undo; for good, visitlog erase {id}."
            ),
            id=id,
        )
    recorded = session.record(lambda journal: remove_record(journal, id))
    session.output.confirm(
        "remove",
        lambda: {
            "removed": recorded.change.summary.split()[0],
            "warnings": session.warnings(recorded),
        },
        lambda: (_("Removed: {record}; undo: visitlog undo").format(record=recorded.change.summary),),
    )
    session.warn(recorded)


@teaches(
    N_("Begin a journal with the groups of a preset; the first `add` does it by itself, for a community."),
    "visitlog init --preset eldercare",
    "visitlog init --preset blank",
)
def init(
    ctx: typer.Context,
    preset: Annotated[
        str,
        typer.Option(
            "--preset", metavar="PRESET", help=N_("community, eldercare, befriending, health or blank")
        ),
    ] = "community",
) -> None:
    from visitlog.exchange.presets import read_preset

    session = session_of(ctx)
    chosen = read_preset(preset, keeps_lunar_festivals())
    session.begin(lambda journal: adopt_preset(journal, chosen.key, chosen.groups, chosen.topics))
    count = len(chosen.groups)
    session.output.confirm(
        "init",
        lambda: {"preset": chosen.key, "groups": count, "journal": str(session.file.path)},
        lambda: (
            ngettext(
                "A journal with {count} group is at {path}",
                "A journal with {count} groups is at {path}",
                count,
            ).format(count=count, path=session.file.path),
            _('The groups: visitlog group list. The first person: visitlog add "Ada Oak" --door 3-201'),
        ),
    )


@teaches(N_("Where the journal, its backups and the settings are."), "visitlog path", "visitlog --json path")
def path(ctx: typer.Context) -> None:
    session = session_of(ctx)
    places = {
        "journal": session.file.path,
        "backups": folder_of(session.file.path),
        "settings": settings_path(),
    }
    names = {"journal": _("journal"), "backups": _("backups"), "settings": _("settings")}
    session.output.show(
        "path",
        lambda: {
            **{name: str(place) for name, place in places.items()},
            "exists": session.file.path.exists(),
        },
        lambda: Screen(
            session.today,
            "",
            "",
            (
                Section(
                    "",
                    "",
                    (Column(), Column(wraps=True)),
                    tuple(cells(Cell(names[name], plain=name), str(place)) for name, place in places.items()),
                ),
            ),
        ),
    )
