"""import."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal

import typer

from visitlog.cli.help import teaches
from visitlog.cli.options import New, choice
from visitlog.cli.session import Session, session_of
from visitlog.exchange.csv_rows import read_rows
from visitlog.exchange.importing import Imported, import_rows
from visitlog.exchange.json_import import is_export
from visitlog.exchange.mapping import kind_of, mapping_of
from visitlog.model.errors import N_, Misuse
from visitlog.model.journal import Change, Journal
from visitlog.render.imports import Figures, document, failure_lines, lines
from visitlog.render.language import _
from visitlog.store.atomic import path_typed


@teaches(
    N_(
        "People or visits from a CSV file, matched to what is there; a second import changes nothing.\n"
        "Columns are guessed where the header is plain; --map says the rest:\n"
        'FIELD=COLUMN, FIELD=COLUMN+COLUMN, or FIELD:=TEXT for all rows. "docs/importing.md" has whole examples.'
    ),
    "visitlog import people.csv --dry-run",
    N_("visitlog import visits.csv --as visits --map who=Name --map on=Date --map form:=planned"),
)
def import_(
    ctx: typer.Context,
    file: Annotated[
        str, typer.Argument(metavar="FILE", show_default=False, help=N_("a CSV file, or a JSON export"))
    ],
    kind: Annotated[
        str | None,
        typer.Option("--as", metavar="people|visits", help=N_("what the rows are; else by the columns")),
    ] = None,
    maps: Annotated[
        list[str] | None,
        typer.Option(
            "--map", metavar="FIELD=COLUMN", help=N_("which column is which field; may be repeated")
        ),
    ] = None,
    create: New = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("say what would happen, and write nothing"))
    ] = False,
) -> None:
    session = session_of(ctx)
    path = path_typed(file)
    if is_export(path):
        _restore(session, path, kind, maps, create, dry_run)
        return
    rows = read_rows(path)
    wanted = kind_of(rows.header, maps or ()) if kind is None else _kind(kind)
    mapping = mapping_of(maps or (), rows.header, wanted)
    done: list[Imported] = []

    def action(journal: Journal) -> Change:
        progress = _progress(session, len(rows.rows))
        imported = import_rows(
            journal,
            rows,
            mapping,
            wanted,
            create=create,
            now=session.now,
            date_order=session.settings.date_order,
            on_progress=progress,
        )
        done.append(imported)
        return imported.change

    if dry_run:
        session.preview(action)
    else:
        session.record(action, before="import")
    _report(session, done[0], rows.encoding, dry_run)
    if done[0].failed and done[0].change.is_empty and not done[0].skipped:
        raise typer.Exit(1)


def _restore(
    session: Session, path: Path, kind: str | None, maps: list[str] | None, create: bool, dry_run: bool
) -> None:
    """A whole journal from its own export."""
    from visitlog.exchange.json_import import must_be_bare, read_export, restored
    from visitlog.store.whole import records_from, restore

    must_be_bare(kind, maps, create)
    export = read_export(path)
    records = records_from(export.tables)

    def action(journal: Journal) -> Change:
        return restored(journal, records, export.name)

    if dry_run:
        session.preview(action)
    else:
        waiting = _("waiting for another visitlog to finish ...")
        restore(session.file, action, export.next_ids, session.now, lambda: session.output.say((waiting,)))
    figures = Figures(len(records), 0, 0, 0, 0, "UTF-8", dry_run)
    session.output.confirm("import", lambda: document(figures, ()), lambda: lines(figures))


def _kind(typed: str) -> Literal["people", "visits"]:
    wanted = choice(typed, "table")
    if wanted == "people":
        return "people"
    if wanted == "visits":
        return "visits"
    raise Misuse(N_('"{kind}" can\'t be imported; choose people or visits.'), kind=typed)


def _progress(session: Session, total: int) -> Callable[[int], None]:
    """Says on a terminal how far it is; nothing elsewhere."""
    if not sys.stderr.isatty() or session.flags.quiet or session.flags.as_json:
        return lambda _rows: None

    def say(rows: int) -> None:
        words = _("{rows} of {total} rows").format(rows=rows, total=total)
        print(f"\r{words}", end="" if rows < total else "\n", file=sys.stderr, flush=True)

    return say


def _report(session: Session, imported: Imported, encoding: str, dry_run: bool) -> None:
    failed = [(one.line, one.error) for one in imported.failed]
    figures = Figures(
        imported.created,
        imported.updated,
        imported.skipped,
        imported.new_people,
        len(failed),
        encoding,
        dry_run,
    )
    session.output.confirm("import", lambda: document(figures, failed), lambda: lines(figures))
    if not session.flags.as_json:
        session.output.warn(failure_lines(failed))
