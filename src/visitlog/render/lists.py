"""Lists of visits, promises and changes, and what `find` found."""

from collections.abc import Iterable, Sequence
from datetime import date

from visitlog.model.ids import shown_id
from visitlog.model.journal import Journal
from visitlog.model.on_demand import OnDemand
from visitlog.model.records import Past
from visitlog.render import dates
from visitlog.render.documents import iso, person_ref, promise_document, visit_document
from visitlog.render.language import _, ngettext
from visitlog.render.output import Document
from visitlog.render.screen import Cell, Column, Lines, Row, Screen, Section, cells, cut
from visitlog.render.text import harmless, names
from visitlog.render.words import manner, named, owing, withheld, word
from visitlog.reports.find import FindReport
from visitlog.reports.lists import ListedPromise, ListedVisit, PromisesReport, VisitsReport

VISIT_COLUMNS = (
    Column(right=True),
    Column(),
    Column(most=26),
    Column(),
    Column(wraps=True),
)
PROMISE_COLUMNS = (Column(least=12), Column(), Column(most=26), Column(wraps=True), Column())


def visits_document(report: VisitsReport, journal: Journal, limit: int | None) -> Document:
    """The JSON of `visits`."""
    return {
        "visits": [visit_document(one.visit, journal, one.withheld) for one in report.visits[:limit]],
        "left_out": report.left_out,
    }


def visits_screen(report: VisitsReport, rows: int | None) -> Screen:
    """The screen of `visits`."""
    count = len(report.visits)
    words = ngettext("{count} visit", "{count} visits", count).format(count=count)
    section = Section("", "", VISIT_COLUMNS, visit_rows(report.visits, report.today))
    parts = cut([section], rows) if count else (Lines((_("No visit fits."),)),)
    return Screen(report.today, _("Visits"), words, tuple(parts))


def left_out_lines(report: VisitsReport) -> tuple[str, ...]:
    """That sensitive visits are there whose topics were not looked at."""
    words = ngettext(
        "{count} sensitive visit was not looked at: --sensitive-too",
        "{count} sensitive visits were not looked at: --sensitive-too",
        report.left_out,
    )
    return (words.format(count=report.left_out),) if report.left_out else ()


def visit_rows(visits: Sequence[ListedVisit], today: date) -> Sequence[Row]:
    """A row for each visit: its number, day, people, manner and note."""
    return OnDemand(visits, lambda one: _visit_row(one, today))


def _visit_row(one: ListedVisit, today: date) -> Row:
    return cells(
        shown_id(one.visit),
        Cell(dates.long(one.visit.on, today), plain=one.visit.on.isoformat()),
        _people(one),
        manner(one.visit),
        Cell(withheld(), style="faint") if one.withheld else one.visit.note or "",
    )


def _people(one: ListedVisit) -> str:
    pairs = zip(one.people, one.visit.people, strict=True)
    who = names(named(person, id) for person, id in pairs)
    if who:
        return who
    return _("{heads} people in {area}").format(heads=one.visit.heads or 0, area=one.visit.area or "?")


def promises_document(report: PromisesReport, limit: int | None) -> Document:
    """The JSON of `promises`."""
    return {
        "promises": [
            promise_document(one.promise, one.person, one.days_late, one.withheld)
            for one in report.promises[:limit]
        ]
    }


def promises_screen(report: PromisesReport, rows: int | None) -> Screen:
    """The screen of `promises`."""
    count = len(report.promises)
    words = ngettext("{count} promise", "{count} promises", count).format(count=count)
    if not count:
        return Screen(report.today, _("Promises"), words, (Lines((_("No promise fits."),)),))
    section = Section("", "", PROMISE_COLUMNS, promise_rows(report.promises, report.today))
    return Screen(report.today, _("Promises"), words, cut([section], rows))


def promise_rows(promises: Sequence[ListedPromise], today: date) -> Sequence[Row]:
    """A row for each promise: how it stands, its number, whose, its words, its day."""
    return OnDemand(promises, lambda one: _promise_row(one, today))


def _promise_row(one: ListedPromise, today: date) -> Row:
    return cells(
        promise_state(one, today),
        shown_id(one.promise),
        _whose(one),
        Cell(withheld(), style="faint") if one.withheld else one.promise.text,
        _by(one, today),
    )


def promise_line_of(one: ListedPromise, today: date) -> str:
    """A promise on one line of its own."""
    return harmless("  ".join(cell.text for cell in _promise_row(one, today)))


def _whose(one: ListedPromise) -> str | Cell:
    return (named if one.promise.owed_by == "us" else owing)(one.person, one.promise.person)


def _by(one: ListedPromise, today: date) -> Cell:
    by = one.promise.by
    if by is None:
        return Cell(_("no day"), plain="")
    return Cell(_("by {day}").format(day=dates.short(by, today)), plain=by.isoformat())


def promise_state(one: ListedPromise, today: date) -> Cell:
    """How a promise stands, in colour when it is late or due."""
    promise = one.promise
    if promise.status != "open" and promise.closed_on is not None:
        text = f"{word('promise', promise.status)} {dates.calendar_day(promise.closed_on, today)}"
        return Cell(text, plain=promise.status, style="faint")
    if one.days_late:
        text = ngettext("{count} day late", "{count} days late", one.days_late).format(count=one.days_late)
        return Cell(text, plain="late", style="late")
    if promise.by == today:
        return Cell(_("today"), plain="today", style="today")
    return Cell(word("promise", promise.status), plain=promise.status)


def history_document(changes: Iterable[Past]) -> Document:
    """The JSON of `history`."""
    return {"changes": [{"at": iso(c.at), "command": c.command, "summary": c.summary} for c in changes]}


def history_screen(changes: tuple[Past, ...], today: date, rows: int | None) -> Screen:
    """The screen of `history`, the last change first."""
    if not changes:
        return Screen(today, _("History"), "", (Lines((_("There is nothing to undo."),)),))
    lines = tuple(
        cells(
            Cell(dates.moment(change.at), plain=iso(change.at)),
            change.command,
            change.summary,
        )
        for change in changes
    )
    section = Section("", "", (Column(), Column(), Column(wraps=True)), lines)
    return Screen(today, _("History"), _("the first line is undone first"), cut([section], rows))


def found_document(report: FindReport, journal: Journal, limit: int | None) -> Document:
    """The JSON of `find`; `limit` rows of each list, None for all."""
    return {
        "text": report.text,
        "people": [person_ref(one.person) for one in report.people[:limit]],
        "visits": [visit_document(one.visit, journal) for one in report.visits[:limit]],
        "promises": [
            promise_document(one.promise, one.person, one.days_late) for one in report.promises[:limit]
        ],
        "withheld": report.withheld,
    }


def found_screen(report: FindReport, rows: int | None) -> Screen:
    """The screen of `find`."""
    today = report.today
    people = tuple(
        cells(str(one.person.id), named(one.person), one.person.phone or "") for one in report.people
    )
    sections = [
        Section("person", _("PEOPLE"), (Column(right=True), Column(), Column()), people),
        Section("visit", _("VISITS"), VISIT_COLUMNS, visit_rows(report.visits, today)),
        Section("promise", _("PROMISES"), PROMISE_COLUMNS, promise_rows(report.promises, today)),
    ]
    parts: list[Section | Lines] = [s for s in cut(sections, rows) if s.rows or s.hidden]
    if not parts and not report.withheld:
        parts.append(Lines((_('Nothing holds "{text}".').format(text=report.text),)))
    if report.withheld:
        hidden = ngettext(
            "{count} sensitive record is withheld: --sensitive-too",
            "{count} sensitive records are withheld: --sensitive-too",
            report.withheld,
        )
        parts.append(Lines((hidden.format(count=report.withheld),)))
    return Screen(today, _('Found for "{text}"').format(text=report.text), "", tuple(parts))
