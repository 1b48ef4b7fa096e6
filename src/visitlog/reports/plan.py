"""A round for the coming days: bookings first, then by urgency, neighbours together, at people's best times."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from visitlog.model.best_times import slot_on, suits
from visitlog.model.calendars import DayKind, kinds_of_day
from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.records import Appointment, Person
from visitlog.model.standing import Standing, standing
from visitlog.reports.appointments import ListedAppointment, by_time, listed_appointment
from visitlog.reports.privacy import as_listed


@frozen
class PlanQuestion:
    """How many days to plan, how many stops a day at most, and for which area."""

    days: int = 1
    slots: int = 6
    area: str | None = None
    sensitive_too: bool = False


@frozen
class Stop:
    """One door on the round; `at` is a booking's time, or from when it suits them, None when that is not known."""

    person: Person
    at: time | None
    standing: Standing
    area: str | None
    household: str | None
    appointment: ListedAppointment | None


@frozen
class PlannedDay:
    """One day of the round, in the order of walking."""

    date: date
    kind: DayKind
    stops: tuple[Stop, ...]


@frozen
class PlanReport:
    """The round; `left` are people who are due and did not fit."""

    today: date
    days: tuple[PlannedDay, ...]
    left: int


def plan(journal: Journal, question: PlanQuestion, now: datetime) -> PlanReport:
    """A round for the days from today on."""
    today = now.date()
    dates = [today + timedelta(days=ahead) for ahead in range(max(1, question.days))]
    kind_of = kinds_of_day(journal.holidays)
    people = [p for p in journal.people.values() if _is_here(p, question)]
    booked = _booked(journal, people, now, question)
    planned = {person.id for stops in booked.values() for stop in stops for person in (stop.person,)}
    days = []
    for day in dates:
        stops = booked.get(day, [])
        free = max(0, question.slots - len(stops))
        stops = stops + _to_see(journal, people, planned, day, kind_of(day), free, now, question)
        planned.update(stop.person.id for stop in stops)
        days.append(PlannedDay(day, kind_of(day), tuple(_walked(stops))))
    left = sum(p.id not in planned and standing(p, journal, dates[-1]).is_listed for p in people)
    return PlanReport(today, tuple(days), left)


def _is_here(person: Person, question: PlanQuestion) -> bool:
    return question.area is None or folded(person.area or "") == folded(question.area)


def _booked(
    journal: Journal, people: Sequence[Person], now: datetime, question: PlanQuestion
) -> dict[date, list[Stop]]:
    """The bookings still ahead, by day; each appointment is one stop, at its first person."""
    known = {person.id: person for person in people}
    found: dict[date, list[Stop]] = {}
    for appointment in sorted(journal.appointments.values(), key=by_time):
        listed = listed_appointment(appointment, journal, now, question.sensitive_too)
        if listed.state == "booked":
            for stop in _stops_of(listed, known, journal, question)[:1]:
                found.setdefault(appointment.at.date(), []).append(stop)
    return found


def _stops_of(
    listed: ListedAppointment, known: dict[int, Person], journal: Journal, question: PlanQuestion
) -> list[Stop]:
    appointment: Appointment = listed.appointment
    at = None if appointment.whole_day else appointment.at.time()
    return [
        _stop(known[id], at, journal, appointment.at.date(), listed, question)
        for id in appointment.people
        if id in known
    ]


def _stop(
    person: Person,
    at: time | None,
    journal: Journal,
    day: date,
    listed: ListedAppointment | None,
    question: PlanQuestion,
) -> Stop:
    stand = standing(person, journal, day)
    shown = stand if question.sensitive_too else as_listed(stand, person, journal)
    return Stop(person, at, shown, person.area, person.household, listed)


def _to_see(
    journal: Journal,
    people: Sequence[Person],
    planned: set[int],
    day: date,
    kind: DayKind,
    free: int,
    now: datetime,
    question: PlanQuestion,
) -> list[Stop]:
    """The most urgent of those due that day whom it suits, and who are not held off."""
    awaited = _awaited(journal, day)
    due = []
    for person in people:
        if person.id in planned or person.id in awaited:
            continue
        stand = standing(person, journal, day)
        if not stand.is_listed or suits(person.best_times, day, None, kind) is False:
            continue
        at = _from(person, day, kind)
        if at is None or day != now.date() or _is_still_possible(person, day, kind, now):
            due.append((not stand.presses, -stand.urgency, stand.due_on or day, person.id, person, at))
    due.sort(key=lambda row: row[:4])
    return [_stop(person, at, journal, day, None, question) for *_key, person, at in due[:free]]


def _awaited(journal: Journal, day: date) -> set[int]:
    """Those with a booking ahead of this day: they are seen then."""
    booked = (a for a in journal.appointments.values() if a.status == "booked" and a.at.date() >= day)
    return {id for appointment in booked for id in appointment.people}


def _from(person: Person, day: date, kind: DayKind) -> time | None:
    slot = slot_on(person.best_times, day, kind)
    return None if slot is None else slot[0]


def _is_still_possible(person: Person, day: date, kind: DayKind, now: datetime) -> bool:
    slot = slot_on(person.best_times, day, kind)
    return slot is None or slot[1] > now.time().replace(tzinfo=None)


def _walked(stops: Sequence[Stop]) -> Iterator[Stop]:
    """Bookings first by their time, then area by area in the order of its most urgent door, door by door."""
    yield from sorted((s for s in stops if s.appointment), key=lambda s: (s.at or time(), s.person.id))
    rest = [s for s in stops if not s.appointment]
    areas: dict[str, int] = {}
    doors: dict[tuple[str, str], int] = {}
    for number, stop in enumerate(rest):
        areas.setdefault(folded(stop.area or ""), number)
        doors.setdefault((folded(stop.area or ""), folded(stop.household or f"#{stop.person.id}")), number)

    def place(pair: tuple[int, Stop]) -> tuple[int, int, int]:
        number, stop = pair
        area = folded(stop.area or "")
        return areas[area], doors[area, folded(stop.household or f"#{stop.person.id}")], number

    yield from (stop for _number, stop in sorted(enumerate(rest), key=place))
