"""All that was with one person, in one row each, newest first."""

from collections.abc import Iterator, Mapping
from datetime import date

from visitlog.model.ids import shown_id
from visitlog.model.journal import Journal
from visitlog.model.records import Topic
from visitlog.render import dates
from visitlog.render.language import _, ngettext
from visitlog.render.screen import Cell, Column, cells
from visitlog.render.text import bracketed, dot, dotted, joined
from visitlog.render.words import about, event_kind, manner, word
from visitlog.reports.lists import ListedVisit
from visitlog.reports.show import ShowReport

TIMELINE_COLUMNS = (Column(right=True), Column(), Column(), Column(), Column(wraps=True))
Row = tuple[Cell, ...]
Dated = tuple[date, int, Row]


def timeline_rows(report: ShowReport, journal: Journal) -> tuple[Row, ...]:
    """Visits, events, and what was settled of promises, bookings and matters, by day; the latest first."""
    dated = [
        *_visits(report, journal),
        *_events(report),
        *_promises(report),
        *_appointments(report),
        *_matters(report),
    ]
    # The visits come newest first already; sorting by day keeps their order within one.
    return tuple(row for _day, _rank, row in sorted(dated, key=lambda one: (-one[0].toordinal(), one[1])))


def _row(id: str, on: date, today: date, what: str, mood: str, text: str) -> Row:
    return cells(id, Cell(dates.long(on, today), plain=on.isoformat()), what, mood, text)


def _visits(report: ShowReport, journal: Journal) -> Iterator[Dated]:
    for visit in report.visits:
        others = [journal.people.get(id) for id in visit.people if id != report.person.id]
        warmth = word("warmth", visit.warmth) if visit.warmth else ""
        text = dotted(told_of(ListedVisit(visit, tuple(others)), journal.topics))
        yield visit.on, 0, _row(shown_id(visit), visit.on, report.today, manner(visit), warmth, text)


def _events(report: ShowReport) -> Iterator[Dated]:
    for one in report.events:
        event = one.event
        row = _row(shown_id(event), event.on, report.today, event_kind(event.kind), "", event.note or "")
        yield event.on, 1, row


def _promises(report: ShowReport) -> Iterator[Dated]:
    for promise in report.promises:
        if promise.status != "open" and promise.closed_on is not None:
            what = _("promise {status}").format(status=word("promise", promise.status))
            text = dot().join(filter(None, (promise.text, promise.why)))
            yield (
                promise.closed_on,
                2,
                _row(shown_id(promise), promise.closed_on, report.today, what, "", text),
            )


def _appointments(report: ShowReport) -> Iterator[Dated]:
    for one in report.appointments:
        appointment = one.appointment
        if appointment.status != "booked":
            what = _("booking {status}").format(status=word("appointment", appointment.status))
            text = dot().join(filter(None, (appointment.purpose, appointment.why)))
            on = appointment.at.date()
            yield on, 3, _row(shown_id(appointment), on, report.today, what, "", text)


def _matters(report: ShowReport) -> Iterator[Dated]:
    for one in report.matters:
        matter = one.matter
        if matter.closed_on is not None:
            what = _("{kind} closed").format(kind=word("matter", matter.kind))
            text = dot().join(filter(None, (matter.title, matter.outcome)))
            yield matter.closed_on, 4, _row(shown_id(matter), matter.closed_on, report.today, what, "", text)


def told_of(one: ListedVisit, topics: Mapping[str, Topic]) -> Iterator[str]:
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
        yield about(visit.topics, topics)
    if visit.hospitality:
        yield _("taken: {what}").format(what=visit.hospitality)
    if visit.hospitality_declined:
        yield _("declined: {what}").format(what=visit.hospitality_declined)
    if visit.approach:
        went = bracketed(word("went", visit.went)) if visit.went else ""
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
