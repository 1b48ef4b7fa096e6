"""`show` for the eye and for programs."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from visitlog.model.journal import Journal
from visitlog.model.records import Birthday
from visitlog.render import dates
from visitlog.render.agenda import (
    APPOINTMENT_COLUMNS,
    MATTER_COLUMNS,
    appointment_document,
    appointment_row,
    event_document,
    matter_document,
    matter_row,
)
from visitlog.render.documents import person_document, promise_document, standing_document, visit_document
from visitlog.render.heatmap import LEAST_WIDTH, heatmap
from visitlog.render.language import _
from visitlog.render.lists import PROMISE_COLUMNS, promise_rows
from visitlog.render.output import Document
from visitlog.render.reasons import ceiling_text, state_words
from visitlog.render.screen import Cell, Column, Lines, Screen, Section, Style, cells, cut
from visitlog.render.text import dot, joined
from visitlog.render.timeline import TIMELINE_COLUMNS, timeline_rows
from visitlog.render.words import every, group_label, word
from visitlog.reports.lists import ListedPromise
from visitlog.reports.show import ShowReport

T = TypeVar("T")
FACT_COLUMNS = (Column(least=12), Column(wraps=True))


def document(report: ShowReport, journal: Journal, limit: int | None) -> Document:
    """The JSON of `show`; `limit` visits, None for all."""
    return {
        "person": person_document(report.person)
        | {"standing": standing_document(report.standing, report.person, report.today)},
        "visits": [visit_document(visit, journal) for visit in report.visits[:limit]],
        "promises": [
            promise_document(one.promise, report.person, one.days_late) for one in _promises(report)
        ],
        "appointments": [appointment_document(one) for one in report.appointments],
        "events": [event_document(one) for one in report.events],
        "matters": [matter_document(one) for one in report.matters],
    }


def screen(report: ShowReport, journal: Journal, rows: int | None) -> Screen:
    """The screen of `show`: who, standing, what is open, a year at a glance, and all that was, newest first."""
    person, today = report.person, report.today
    facts = Section("person", "", FACT_COLUMNS, tuple(cells(*fact) for fact in _facts(report)))
    open_promises = [one for one in _promises(report) if one.promise.status == "open"]
    now_open = (
        Section("matter", _("MATTERS"), MATTER_COLUMNS, _rows(matter_row, report.open_matters, today)),
        Section(
            "appointment", _("BOOKED"), APPOINTMENT_COLUMNS, _rows(appointment_row, report.booked, today)
        ),
        Section("promise", _("PROMISED"), PROMISE_COLUMNS, promise_rows(open_promises, today)),
    )
    timeline = Section("was", _("TIMELINE"), TIMELINE_COLUMNS, timeline_rows(report, journal))
    lists = [part for part in (*now_open, *cut([timeline], rows)) if part.rows or part.hidden]
    year = (
        Lines(tuple(heatmap(report.visits, today)), least_width=LEAST_WIDTH) if report.visits else Lines(())
    )
    parts: list[Section | Lines] = [facts, *lists[:-1], *([year] if report.visits else []), *lists[-1:]]
    where = dot().join(filter(None, [str(person.id), person.household, person.address, person.area]))
    return Screen(today, f"{person.name}  {where}", "", tuple(parts))


def _rows(
    row: Callable[[T, date], tuple[Cell, ...]], records: Iterable[T], today: date
) -> tuple[tuple[Cell, ...], ...]:
    return tuple(row(record, today) for record in records)


def _promises(report: ShowReport) -> list[ListedPromise]:
    today = report.today
    return [
        ListedPromise(
            promise,
            report.person,
            max(0, (today - promise.by).days) if promise.by and promise.status == "open" else 0,
        )
        for promise in report.promises
    ]


def _facts(report: ShowReport) -> Iterator[tuple[str | Cell, str | Cell]]:
    person, stand, today = report.person, report.standing, report.today
    if person.status != "active":
        left = dates.long(person.left_on, today) if person.left_on else ""
        yield _("status"), f"{word('status', person.status)} {left}".rstrip()
    else:
        yield _("standing"), Cell(state_words(stand, today), plain=stand.state, style=_style(stand.state))
    if stand.every:
        yield _("rhythm"), every(stand.every)
    if stand.ceiling:
        yield _("ceiling"), ceiling_text(stand)
    if person.pause_reason and stand.state == "paused":
        yield _("paused"), person.pause_reason
    if report.groups:
        yield _("groups"), joined([group_label(group) for group in report.groups])
    yield from _details(report)


def _style(state: str) -> Style:
    styles: dict[str, Style] = {"overdue": "late", "due": "today", "hold_off": "calm"}
    return styles.get(state, "")


def _details(report: ShowReport) -> Iterator[tuple[str, str]]:
    person = report.person
    if person.residence:
        yield _("residence"), word("residence", person.residence)
    if person.phone:
        yield _("phone"), person.phone
    if person.aliases:
        yield _("also called"), joined(list(person.aliases))
    if person.birthday:
        yield _("birthday"), birthday_words(person.birthday)
    if person.best_times:
        yield _("best times"), joined(list(person.best_times))
    if person.sensitive:
        yield _("sensitive"), _("yes: notes stay out of lists")
    if person.notes:
        yield _("notes"), person.notes
    if person.added_on:
        yield _("added"), dates.full(person.added_on)


def birthday_words(birthday: Birthday) -> str:
    """A birthday as it was given: 2 March 1950; lunar: 1st month, 15th, 1950."""
    words = dates.lunar if birthday.calendar == "lunar" else dates.day_and_month
    return words(birthday.day, birthday.month, birthday.year)
