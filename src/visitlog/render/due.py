"""`due` for the eye and for programs."""

from collections.abc import Iterator
from datetime import date

from visitlog.model.ids import shown_id
from visitlog.model.on_demand import OnDemand
from visitlog.render import dates
from visitlog.render.agenda import appointment_document, appointment_row
from visitlog.render.documents import promise_document, standing_document
from visitlog.render.language import _, current_language, ngettext
from visitlog.render.output import Document
from visitlog.render.reasons import ceiling_text, last_met_cell, reason_text, urgency_cell
from visitlog.render.screen import Cell, Column, Lines, Screen, Section, cells, cut
from visitlog.render.text import dot, joined
from visitlog.render.words import named, owing, withheld, word
from visitlog.reports.appointments import ListedAppointment
from visitlog.reports.due import DuePromise, DueReport, DueVisit

URGENCY = 11
"""Cells of the first column, so that all sections stand beneath each other."""


def document(report: DueReport, limit: int | None) -> Document:
    """The JSON of `due`; `limit` rows of each list, None for all."""
    return {
        "day": report.day,
        "promises": [
            promise_document(d.promise, d.person, d.days_late, d.withheld) for d in report.promises[:limit]
        ],
        "appointments": [appointment_document(one) for one in report.appointments[:limit]],
        "visits": [standing_document(v.standing, v.person, report.today) for v in report.visits[:limit]],
        "hold_off": [standing_document(v.standing, v.person, report.today) for v in report.hold_off],
        "counts": vars(report.counts),
    }


def screen(report: DueReport, rows: int | None) -> Screen:
    """The screen of `due`, at most so many rows."""
    sections = cut(list(_sections(report)), rows)
    parts: tuple[Section | Lines, ...] = tuple(
        section for section in sections if section.rows or section.hidden
    )
    return Screen(report.today, _headline(report), _counts(report), (*parts, *_closing(report)))


def _headline(report: DueReport) -> str:
    """The day and what kind of day it is; in Chinese with its lunar date."""
    day, kind = dates.full(report.today), word("day", report.day)
    if current_language() == "zh":
        return f"{day} {kind} {dates.lunar_of(report.today)}".rstrip()
    return f"{day}, {kind}"


def _sections(report: DueReport) -> Iterator[Section]:
    today = report.today
    if report.appointments:
        rows = OnDemand(report.appointments, lambda one: _booked_row(one, report))
        yield Section("appointment", _("BOOKED"), BOOKED_COLUMNS, rows)
    if report.promises:
        yield Section(
            "promise",
            _("PROMISED"),
            (Column(least=URGENCY), Column(), Column(most=26), Column(wraps=True), Column()),
            OnDemand(report.promises, lambda due: _promise_row(due, report)),
        )
    if report.visits:
        yield Section(
            "visit",
            _("TO SEE"),
            (
                Column(least=URGENCY),
                Column(right=True),
                Column(most=26),
                Column(wraps=True),
                Column(_("last met"), named=True),
            ),
            OnDemand(report.visits, lambda visit: _visit_row(visit, today)),
            has_headings=True,
        )
    if report.hold_off:
        yield Section(
            "hold_off",
            _("HOLD OFF"),
            (Column(least=URGENCY), Column(right=True), Column(most=26), Column(wraps=True)),
            OnDemand(report.hold_off, lambda visit: _hold_off_row(visit, report)),
        )


BOOKED_COLUMNS = (Column(least=URGENCY), Column(), Column(most=26), Column(), Column(wraps=True))


def _booked_row(one: ListedAppointment, report: DueReport) -> tuple[Cell, ...]:
    state, id, who, at, place, purpose = appointment_row(one, report.today)
    if one.state == "unanswered":
        purpose = Cell(
            _("did you meet? done {id}, or missed {id} us|them").format(id=id.text), plain=purpose.text
        )
    place_and_purpose = [cell.text for cell in (place, purpose) if cell.text]
    return state, id, who, at, Cell(joined(place_and_purpose), plain=purpose.for_programs)


def _visit_row(visit: DueVisit, today: date) -> tuple[Cell, ...]:
    return cells(
        urgency_cell(visit.standing),
        str(visit.person.id),
        named(visit.person),
        Cell(reason_text(visit.standing, today), plain=_plain_reason(visit)),
        last_met_cell(visit.standing, today),
    )


def _plain_reason(visit: DueVisit) -> str:
    stand = visit.standing
    return withheld() if stand.withheld or stand.due_on is None else stand.due_on.isoformat()


def _promise_row(due: DuePromise, report: DueReport) -> tuple[Cell, ...]:
    today = report.today
    is_ours = due.promise.owed_by == "us"
    who = named(due.person) if is_ours else owing(due.person, due.promise.person)
    return cells(
        _when_cell(due, report),
        shown_id(due.promise),
        who,
        Cell(withheld(), style="faint") if due.withheld else due.promise.text,
        Cell(_("by {day}").format(day=dates.short(due.by, today)), plain=due.by.isoformat()),
    )


def _when_cell(due: DuePromise, report: DueReport) -> Cell:
    if due.days_late:
        text = ngettext("{count} day late", "{count} days late", due.days_late).format(count=due.days_late)
        return Cell(text, plain="late", style="late")
    if due.by == report.today:
        return Cell(_("today"), plain="today", style="today")
    return Cell(dates.short(due.by, report.today), plain="soon")


def _hold_off_row(visit: DueVisit, report: DueReport) -> tuple[Cell, ...]:
    until = visit.standing.hold_off_until
    free = "" if until is None else dates.short(until, report.today)
    text = ceiling_text(visit.standing) or withheld()
    return cells(
        Cell(_("until {day}").format(day=free), plain=until.isoformat() if until else ""),
        str(visit.person.id),
        named(visit.person),
        text,
    )


def _counts(report: DueReport) -> str:
    counts = report.counts
    parts = [
        (counts.unanswered, _("{count} unanswered")),
        (counts.late_promises, _("{count} late")),
        (counts.promises_today + counts.booked_today, _("{count} today")),
        (counts.visits, _("{count} to see")),
        (counts.hold_off, _("{count} hold off")),
    ]
    return dot().join(text.format(count=count) for count, text in parts if count)


def _closing(report: DueReport) -> Iterator[Lines]:
    lines = []
    if not report.promises and not report.visits and not report.appointments:
        lines.append(_empty(report))
    if report.counts.soon and not report.question.days:
        soon = ngettext(
            "{count} more within 7 days: due --days 7",
            "{count} more within 7 days: due --days 7",
            report.counts.soon,
        )
        lines.append(soon.format(count=report.counts.soon))
    if report.review_days is not None:
        words = ngettext(
            "The open promises were last gone through {count} day ago: review",
            "The open promises were last gone through {count} days ago: review",
            report.review_days,
        )
        lines.append(words.format(count=report.review_days))
    if lines:
        yield Lines(tuple(lines))


def _empty(report: DueReport) -> str:
    if not report.counts.people:
        return _('Nobody is in the notebook yet. Add the first: visitlog add "Ada Oak" --door 3-201')
    if report.question.parts or report.question.groups or report.question.area:
        return _("Nothing of what you asked for is due.")
    return _("Nothing is due today, and no promise is waiting. A good day for a door nobody asked for.")


def welcome(today: date) -> Screen:
    """What a user sees who has no journal yet."""
    lines = (
        _("Welcome. There is no journal yet; the first person begins it:"),
        "",
        "    " + _('visitlog add "Ada Oak" --door 3-201'),
        "    " + _('visitlog log ada tea, knee better -p "ask about the roof @friday"'),
        "    visitlog due",
        "",
        _("To look around first, in a made-up village:  visitlog demo"),
        _("For other work than a neighbourhood's:        visitlog init --preset eldercare"),
    )
    return Screen(today, f"{dates.full(today)}", "", (Lines(lines, for_programs=True),))
