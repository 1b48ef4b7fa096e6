"""`plan` for the eye and for programs."""

from datetime import date

from visitlog.render import dates
from visitlog.render.agenda import appointment_document
from visitlog.render.documents import iso, person_ref
from visitlog.render.language import _, ngettext
from visitlog.render.output import Document
from visitlog.render.reasons import whole_reason
from visitlog.render.screen import Cell, Column, Lines, Screen, Section, cells
from visitlog.render.words import named, withheld, word
from visitlog.reports.plan import PlannedDay, PlanReport, Stop


def document(report: PlanReport) -> Document:
    """The JSON of `plan`."""
    return {"days": [_day(day, report.today) for day in report.days], "left": report.left}


def _day(day: PlannedDay, today: date) -> Document:
    return {"date": iso(day.date), "kind": day.kind, "stops": [_stop(stop, day.date) for stop in day.stops]}


def _stop(stop: Stop, day: date) -> Document:
    return {
        "person": person_ref(stop.person),
        "at": iso(stop.at),
        "why": None if stop.standing.withheld else _why(stop, day),
        "area": stop.area,
        "household": stop.household,
        "appointment": None if stop.appointment is None else appointment_document(stop.appointment),
        "withheld": stop.standing.withheld,
    }


def _why(stop: Stop, day: date) -> str:
    listed = stop.appointment
    if listed is not None and listed.appointment.purpose and not listed.withheld:
        return listed.appointment.purpose
    if listed is not None:
        return withheld() if listed.withheld else _("booked")
    return whole_reason(stop.standing, day)


COLUMNS = (Column(least=11), Column(right=True), Column(most=26), Column(), Column(wraps=True))


def screen(report: PlanReport) -> Screen:
    """The screen of `plan`: a section a day, empty days too."""
    parts: list[Section | Lines] = []
    for day in report.days:
        title = _("{day}, {kind}").format(day=dates.full(day.date), kind=word("day", day.kind))
        rows = tuple(_row(stop, day.date) for stop in day.stops)
        parts.append(Section(day.date.isoformat(), title, COLUMNS, rows))
        if not rows:
            parts.append(Lines(("  " + _("nobody: a free day"),)))
    if report.left:
        words = ngettext(
            "{count} more is due and did not fit: --slots, --days",
            "{count} more are due and did not fit: --slots, --days",
            report.left,
        )
        parts.append(Lines((words.format(count=report.left),)))
    return Screen(report.today, "", "", tuple(parts))


def _row(stop: Stop, day: date) -> tuple[Cell, ...]:
    when = "" if stop.at is None else dates.clock(stop.at)
    if stop.at is not None and stop.appointment is None:
        when = _("from {time}").format(time=when)
    return cells(
        Cell(when, plain=iso(stop.at) or "", style="today" if stop.appointment else ""),
        str(stop.person.id),
        named(stop.person),
        stop.area or "",
        _why(stop, day),
    )


def saved_lines(booked: int) -> tuple[str, ...]:
    """How many stops were booked."""
    if not booked:
        return (_("Nothing to book: every stop is booked already."),)
    words = ngettext(
        "{count} stop is booked; undo: visitlog undo", "{count} stops are booked; undo: visitlog undo", booked
    )
    return (words.format(count=booked),)
