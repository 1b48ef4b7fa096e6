"""What is due: promises, then people to see, by urgency."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from visitlog.model.calendars import DayKind, kinds_of_day
from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.records import Appointment, Person, Promise
from visitlog.model.rhythm import groups_of
from visitlog.model.standing import Standing, standing
from visitlog.reports.appointments import ListedAppointment, by_time, listed_appointment
from visitlog.reports.lists import listed_promise
from visitlog.reports.privacy import as_listed


@frozen
class DueQuestion:
    """What to list: how many days ahead, which people, which parts; no part named means all."""

    days: int = 0
    groups: tuple[str, ...] = ()
    area: str | None = None
    parts: frozenset[str] = frozenset()
    sensitive_too: bool = False

    def wants(self, part: str) -> bool:
        """Whether a part of the list was asked for."""
        return not self.parts or part in self.parts


@frozen
class DuePromise:
    """An open promise whose day has come, or comes soon; `days_late` is 0 until its day is past."""

    promise: Promise
    person: Person
    by: date
    days_late: int
    withheld: bool = False


@frozen
class DueVisit:
    """Somebody to see, and where they stand."""

    person: Person
    standing: Standing


@frozen
class DueCounts:
    """How much there is of everything, whatever part of it is shown."""

    late_promises: int
    promises_today: int
    unanswered: int
    booked_today: int
    visits: int
    overdue_visits: int
    hold_off: int
    soon: int
    people: int
    never_visited: int


@frozen
class DueReport:
    """The work of a day; `review_days` since the open promises were last gone through, None when that is no matter."""

    today: date
    day: DayKind
    appointments: tuple[ListedAppointment, ...]
    promises: tuple[DuePromise, ...]
    visits: tuple[DueVisit, ...]
    hold_off: tuple[DueVisit, ...]
    counts: DueCounts
    question: DueQuestion
    review_days: int | None = None

    @property
    def is_anything_overdue(self) -> bool:
        """Whether a promise of ours is late, a booking unanswered, or a visit overdue."""
        counts = self.counts
        return counts.late_promises > 0 or counts.overdue_visits > 0 or counts.unanswered > 0


PROMISES_AHEAD_DAYS = 2
"""Promises are shown so many days before their day: early enough to keep them."""

SOON_DAYS = 7
BOOKED_AHEAD_DAYS = 7
"""Bookings are shown so many days ahead."""

REVIEW_DAYS = 7
"""After so many days the open promises want going through again."""


def review_days(journal: Journal, today: date) -> int | None:
    """How many days ago the open promises were last gone through, if that is too long; since the oldest, if never."""
    opened = [promise.made_on for promise in journal.open_promises if promise.made_on]
    if not opened:
        return None
    last = max((review.on for review in journal.reviews.values()), default=min(opened))
    days = (today - last).days
    return days if days > REVIEW_DAYS else None


def due(journal: Journal, question: DueQuestion, now: datetime) -> DueReport:
    """What is due today, and within the days asked for."""
    today = now.date()
    # Those who left are never due; a booking with them, or a promise to them, still is.
    staying = journal.people.holding("status", "active")
    active = [person for person in staying if _is_asked_for(person, journal, question)]
    stands = {person.id: standing(person, journal, today) for person in active}
    promises = _promises(journal, question, today)
    until = today + timedelta(days=question.days)
    booked = _appointments(journal, question, now)
    # Whom we have agreed to see is listed with the bookings, and not once more.
    awaited = {id for one in booked if one.state == "booked" for id in one.appointment.people}
    listed = [
        DueVisit(p, stands[p.id])
        for p in active
        if p.id not in awaited and (stands[p.id].is_listed or _comes_due(stands[p.id], today, until))
    ]
    held = [DueVisit(p, stands[p.id]) for p in active if _is_held(stands[p.id], until)]
    counts = _counts(promises, booked, listed, held, stands, today, until, _how_many(journal, question))
    # In their order before anything is withheld: how late somebody is by their own rhythm decides, unseen.
    listed.sort(key=_urgency)
    held.sort(key=lambda v: (v.standing.hold_off_until or today, v.person.id))
    if not question.sensitive_too:
        listed, held = _withheld(listed, journal), _withheld(held, journal)
    return DueReport(
        today,
        kinds_of_day(journal.holidays)(today),
        tuple(booked) if question.wants("appointments") else (),
        tuple(promises) if question.wants("promises") else (),
        tuple(listed) if question.wants("visits") else (),
        tuple(held) if question.wants("visits") else (),
        counts,
        question,
        review_days(journal, today),
    )


def _is_asked_for(person: Person, journal: Journal, question: DueQuestion) -> bool:
    if question.area is not None and folded(person.area or "") != folded(question.area):
        return False
    if not question.groups:
        return True
    return any(group.key in question.groups for group in groups_of(person, journal))


def _comes_due(stand: Standing, today: date, until: date) -> bool:
    if stand.state != "ok" or stand.due_on is None:
        return False
    return max(stand.due_on, stand.retry_on or stand.due_on, today + timedelta(days=1)) <= until


def _is_held(stand: Standing, until: date) -> bool:
    """Whether only a ceiling keeps somebody from being due."""
    return stand.state == "hold_off" and stand.due_on is not None and stand.due_on <= until


def _urgency(visit: DueVisit) -> tuple[bool, bool, float, date, int]:
    """Those due now before those to come; events and matters first; then the latest by their own rhythm."""
    stand = visit.standing
    return not stand.is_listed, not stand.presses, -stand.urgency, stand.due_on or date.max, visit.person.id


def _how_many(journal: Journal, question: DueQuestion) -> int:
    if not question.groups and question.area is None:
        return len(journal.people)
    return sum(_is_asked_for(person, journal, question) for person in journal.people.values())


def _promises(journal: Journal, question: DueQuestion, today: date) -> list[DuePromise]:
    """Open promises late, due, or soon due, latest first; promises to those who left stay due."""
    until = today + timedelta(days=max(question.days, PROMISES_AHEAD_DAYS))
    found = [
        DuePromise(
            promise,
            person,
            promise.by,
            max(0, (today - promise.by).days),
            listed_promise(promise, journal, today, question.sensitive_too).withheld,
        )
        for promise in journal.open_promises
        if promise.by is not None and promise.by <= until
        for person in (journal.people.get(promise.person),)
        if person is not None and _is_asked_for(person, journal, question)
    ]
    return sorted(found, key=lambda due: (due.by, due.promise.id))


def _withheld(visits: Sequence[DueVisit], journal: Journal) -> list[DueVisit]:
    return [DueVisit(v.person, as_listed(v.standing, v.person, journal)) for v in visits]


def _appointments(journal: Journal, question: DueQuestion, now: datetime) -> list[ListedAppointment]:
    """The bookings that are unanswered, or lie within the week or the days asked for."""
    until = now.date() + timedelta(days=max(question.days, BOOKED_AHEAD_DAYS))
    return [
        listed_appointment(one, journal, now, question.sensitive_too)
        for one in sorted(journal.appointments.values(), key=by_time)
        if one.status == "booked" and one.at.date() <= until and _is_with(one, journal, question)
    ]


def _is_with(booked: Appointment, journal: Journal, question: DueQuestion) -> bool:
    """Whether a booking is with anybody who is asked for."""
    people = map(journal.people.get, booked.people)
    return any(person is not None and _is_asked_for(person, journal, question) for person in people)


def _counts(
    promises: Sequence[DuePromise],
    booked: Sequence[ListedAppointment],
    listed: Sequence[DueVisit],
    held: Sequence[DueVisit],
    stands: dict[int, Standing],
    today: date,
    until: date,
    people: int,
) -> DueCounts:
    ours = [due for due in promises if due.promise.owed_by == "us"]
    soon = max(until, today + timedelta(days=SOON_DAYS))
    return DueCounts(
        late_promises=sum(due.days_late > 0 for due in ours),
        promises_today=sum(due.by == today for due in ours),
        unanswered=sum(one.state == "unanswered" for one in booked),
        booked_today=sum(one.state == "booked" and one.appointment.at.date() == today for one in booked),
        visits=sum(visit.standing.is_listed for visit in listed),
        overdue_visits=sum(visit.standing.state == "overdue" for visit in listed),
        hold_off=len(held),
        soon=sum(_comes_due(s, today, soon) for s in stands.values())
        - sum(not visit.standing.is_listed for visit in listed),
        people=people,
        never_visited=sum(stand.never_visited for stand in stands.values()),
    )
