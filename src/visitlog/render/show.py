"""`show` for the eye and for programs."""

from collections.abc import Iterator

from visitlog.model.journal import Journal
from visitlog.model.records import Birthday
from visitlog.render import dates
from visitlog.render.agenda import (
    APPOINTMENT_COLUMNS,
    EVENT_COLUMNS,
    MATTER_COLUMNS,
    appointment_document,
    appointment_row,
    event_document,
    event_row,
    matter_document,
    matter_row,
)
from visitlog.render.documents import person_document, promise_document, standing_document, visit_document
from visitlog.render.language import _, ngettext
from visitlog.render.lists import PROMISE_COLUMNS, manner, promise_rows
from visitlog.render.output import Document
from visitlog.render.reasons import ceiling_text, state_words
from visitlog.render.screen import Cell, Column, Lines, Screen, Section, Style, cells, cut
from visitlog.render.text import dot, joined
from visitlog.render.words import every, group_label, word
from visitlog.reports.lists import ListedPromise, ListedVisit
from visitlog.reports.show import ShowReport

VISIT_COLUMNS = (Column(right=True), Column(), Column(), Column(), Column(wraps=True))
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
    """The screen of `show`: who, standing, promises, visits."""
    person = report.person
    facts = Section("person", "", FACT_COLUMNS, tuple(cells(*fact) for fact in _facts(report)))
    promises = Section(
        "promise", _("PROMISES"), PROMISE_COLUMNS, promise_rows(_promises(report), report.today)
    )
    visits = Section("visit", _("VISITS"), VISIT_COLUMNS, _visit_rows(report, journal))
    lists = [
        part
        for section in (*_agenda(report), promises, visits)
        for part in cut([section], rows)
        if part.rows or part.hidden
    ]
    parts: tuple[Section | Lines, ...] = (facts, *lists)
    where = dot().join(filter(None, [str(person.id), person.household, person.address, person.area]))
    return Screen(report.today, f"{person.name}  {where}", "", parts)


def _agenda(report: ShowReport) -> tuple[Section, ...]:
    """Matters, appointments and events, each if there are any."""
    today = report.today
    return (
        Section("matter", _("MATTERS"), MATTER_COLUMNS, tuple(matter_row(m, today) for m in report.matters)),
        Section(
            "appointment",
            _("APPOINTMENTS"),
            APPOINTMENT_COLUMNS,
            tuple(appointment_row(one, today) for one in report.appointments),
        ),
        Section("event", _("EVENTS"), EVENT_COLUMNS, tuple(event_row(e, today) for e in report.events)),
    )


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
    """A birthday as it was given: 2 March 1950; lunar month 1, day 15."""
    year = birthday.year
    if birthday.calendar == "lunar":
        words = _("lunar: month {month}, day {day}").format(month=birthday.month, day=birthday.day)
        return f"{words}, {year}" if year else words
    return dates.day_and_month(birthday.day, birthday.month, year)


def _visit_rows(report: ShowReport, journal: Journal) -> tuple[tuple[Cell, ...], ...]:
    rows = []
    for visit in report.visits:
        others = [journal.people.get(id) for id in visit.people if id != report.person.id]
        one = ListedVisit(visit, tuple(others))
        rows.append(
            cells(
                f"V{visit.id}",
                Cell(dates.long(visit.on, report.today), plain=visit.on.isoformat()),
                manner(visit),
                word("warmth", visit.warmth) if visit.warmth else "",
                dot().join(_told_of(one)),
            )
        )
    return tuple(rows)


def _told_of(one: ListedVisit) -> Iterator[str]:
    """What was noted of a visit, most telling first."""
    visit = one.visit
    if visit.note:
        yield visit.note
    if one.people:
        names = joined([person.name for person in one.people if person])
        yield _("with {names}").format(names=names)
    if visit.companions:
        yield _("accompanied by {names}").format(names=joined(list(visit.companions)))
    if visit.topics:
        yield _("about {topics}").format(topics=joined(list(visit.topics)))
    if visit.hospitality:
        yield _("taken: {what}").format(what=visit.hospitality)
    if visit.hospitality_declined:
        yield _("declined: {what}").format(what=visit.hospitality_declined)
    if visit.approach:
        went = f" ({word('went', visit.went)})" if visit.went else ""
        yield _("approach: {approach}").format(approach=visit.approach) + went
    elif visit.went:
        yield word("went", visit.went)
    if visit.lesson:
        yield _("lesson: {lesson}").format(lesson=visit.lesson)
    if visit.alone:
        yield _("alone")
    if visit.asked:
        yield _("they asked for it")
    if visit.attire:
        yield word("attire", visit.attire)
    if visit.minutes:
        yield ngettext("{count} minute", "{count} minutes", visit.minutes).format(count=visit.minutes)
    if visit.at:
        yield _("at {time}").format(time=dates.clock(visit.at))
