"""export."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from visitlog.actions.people import group_key
from visitlog.cli.delivery import Made, deliver, place_for
from visitlog.cli.help import teaches
from visitlog.cli.options import Area, Groups, SensitiveToo, choice
from visitlog.cli.session import Session, session_of
from visitlog.model.errors import N_, Misuse
from visitlog.model.journal import Journal
from visitlog.model.names import person_called
from visitlog.model.records import Record
from visitlog.render.output import Document, harmless_document
from visitlog.render.text import harmless
from visitlog.reports.export import Exported, ExportQuestion, chosen, exported_rows
from visitlog.reports.privacy import must_not_reveal

Format = Literal["json", "csv", "tsv", "md"]
FORMATS: tuple[Format, ...] = ("json", "csv", "tsv", "md")
SAME = {"markdown": "md"}
KINDS = ("people", "visits", "promises", "appointments", "events", "matters")


@teaches(
    N_(
        "The whole journal as JSON, which `import` takes back into an empty one.\n"
        "Or one kind of record as a table, CSV or TSV, without the text of what is sensitive.\n"
        "Or, with --person, all that is recorded on somebody, to be handed to them: it names nobody else."
    ),
    N_("visitlog export --format csv --what promises --from 2026-10-01"),
    "visitlog export --person wxy --format md",
)
def export(
    ctx: typer.Context,
    file: Annotated[
        str | None,
        typer.Argument(metavar="[FILE]", show_default=False, help=N_("a new file; else standard output")),
    ] = None,
    how: Annotated[
        str | None,
        typer.Option(
            "--format", metavar="FORMAT", help=N_("json, csv, tsv or md; else by FILE's name, else json")
        ),
    ] = None,
    what: Annotated[
        str | None,
        typer.Option(
            "--what",
            metavar="KIND",
            help=N_("of a table: people, visits, promises, appointments, events or matters; else visits"),
        ),
    ] = None,
    who: Annotated[
        str | None, typer.Option("--person", metavar="WHO", help=N_("all that is recorded on this person"))
    ] = None,
    groups: Groups = None,
    area: Area = None,
    first: Annotated[str | None, typer.Option("--from", metavar="DAY", help=N_("from this day on"))] = None,
    last: Annotated[str | None, typer.Option("--to", metavar="DAY", help=N_("up to this day"))] = None,
    sensitive_too: SensitiveToo = False,
    force: Annotated[bool, typer.Option("--force", help=N_("replace FILE if it is there"))] = False,
) -> None:
    session = session_of(ctx)
    if who is not None and file is not None:
        who, rest = session.whole_name(who, [file])
        file = file if rest else None
    kind: str | None = choice(what, "table")
    place = place_for(session, file, force)
    form = _format(session, how, place, kind, who)
    _must_fit(form, kind, who, bool(groups) or area is not None)
    journal = session.load()
    keys = tuple(group_key(journal, typed) for typed in groups or ())
    since = session.day(first, "any" if kind == "appointments" else "past")
    question = ExportQuestion(keys, area, since, session.day(last, "any"))
    if who is not None:
        made = _person(session, journal, who, question, form, kind or "visits")
    elif form == "json":
        made = _whole(session, journal, question)
    else:
        must_not_reveal(journal, keys, sensitive_too)
        rows = exported_rows(journal, question, kind or "visits", session.today, sensitive_too)
        made = _table(kind or "visits", rows, form)
    deliver(session, made, form, place, force)


def _format(
    session: Session, how: str | None, place: Path | None, kind: str | None, who: str | None
) -> Format:
    """The format asked for; else that of the file's name, a table for a kind, for one person what suits the reader."""
    suffix = place.suffix.lower().lstrip(".") if place else ""
    is_read_here = place is None and not session.output.plain and not session.flags.as_json
    otherwise = "csv" if kind else "md" if who is not None and is_read_here else "json"
    wanted = (
        SAME.get(how.lower(), how.lower()) if how is not None else suffix if suffix in FORMATS else otherwise
    )
    form = next((form for form in FORMATS if form == wanted), None)
    if form is None:
        raise Misuse(N_('"{format}" is not a format; choose of {choices}.'), format=how, choices=FORMATS)
    return form


def _must_fit(form: Format, kind: str | None, who: str | None, is_of_people: bool) -> None:
    """Raises Misuse for options that contradict each other."""
    if kind is not None and form in ("json", "md"):
        raise Misuse(N_("--what is for a table, and {format} holds every kind; leave it out."), format=form)
    if who is None and form == "md":
        raise Misuse(N_("Markdown is for what is recorded on one person; say on whom with --person WHO."))
    if who is not None and is_of_people:
        raise Misuse(N_("--person says already who; leave out --group and --area."))


def _whole(session: Session, journal: Journal, question: ExportQuestion) -> Made:
    from visitlog.store.whole import documents_of, numbers_of

    found = chosen(journal, question)
    tables = {name: documents_of(records) for name, records in found.items()}
    told = {**tables, "filter": question.told, "next_ids": numbers_of(journal)}
    return Made(_json(session, told), sum(map(len, found.values())))


def _person(
    session: Session, journal: Journal, who: str, question: ExportQuestion, form: Format, kind: str
) -> Made:
    from visitlog.render.person_record import document, markdown
    from visitlog.reports.person_record import person_record

    person = person_called(who, journal.people, session.latest(journal))
    report = person_record(journal, person, question, session.now)
    if form == "md":
        return Made(markdown(report, journal.topics, session.today).encode(), report.records)
    if form == "json":
        return Made(_json(session, document(report, journal, session.today)), report.records)
    return _table(kind, report.rows(kind), form)


def _table(kind: str, rows: Sequence[Exported[Record]], form: Format) -> Made:
    from visitlog.exchange.csv_out import table_of

    content = table_of(kind, rows, "csv" if form == "csv" else "tsv", harmless)
    return Made(content, len(rows), sum(row.withheld for row in rows))


def _json(session: Session, told: Document) -> bytes:
    whole = {"schema": 1, "kind": "export", "today": session.today.isoformat(), "data": told}
    return (harmless_document(whole) + "\n").encode()
