"""What to know before knocking: one person, one page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Literal

from visitlog.model.calendars import DayKind, KindOfDay, is_free, kinds_of_day
from visitlog.model.event_kinds import SENSITIVE_KINDS
from visitlog.model.festivals import birthday_around, festival_on
from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.promises import is_late, untold
from visitlog.model.records import Attire, Group, Person, Place, Promise, Visit
from visitlog.model.rhythm import groups_of
from visitlog.model.standing import Reason, Standing, standing
from visitlog.reports.appointments import ListedAppointment, by_time, listed_appointment
from visitlog.reports.events import ListedMatter, listed_matter
from visitlog.reports.learning import Lesson, Tried, lessons, tried_with
from visitlog.reports.lists import ListedPromise, listed_promise, listed_visit
from visitlog.reports.privacy import is_sensitive_person, is_sensitive_visit
from visitlog.reports.show import newest_first

LAST_VISITS = 3
AHEAD_DAYS = 30
TIMES = 3
TIMES_WITHIN_DAYS = 14
CARD_LINES = 3
"""So many courtesies a day: few enough to be read."""

Caution = Literal[
    "promise_late", "promises_many", "refused_twice", "sensitive", "ceiling", "declined", "left"
]


@frozen
class Coming:
    """Something ahead of a person: a birthday, a festival, a booking."""

    kind: Literal["birthday", "festival", "appointment"]
    on: date
    text: str | None = None
    appointment: ListedAppointment | None = None


@frozen
class Kindness:
    """Something that was offered on a visit, and whether it was taken."""

    on: date
    what: str
    taken: bool


@frozen
class Advice:
    """How to go: when it suits, what to wear, where, and how to open; texts in several languages by language.

    `now_until` says that the first of the times has begun, and when it ends.
    """

    times: tuple[tuple[date, time], ...]
    now_until: time | None
    best_times: tuple[str, ...]
    attire: Attire
    attire_reason: Literal["sensitive", "free_day", "group", "workday"]
    place: Place
    alone: bool
    cautions: tuple[Caution, ...]
    courtesies: Mapping[str, tuple[str, ...]]
    approaches: Mapping[str, tuple[str, ...]]


@frozen
class ToldVisit:
    """A visit as the brief tells of it; `withheld` when it has sensitive text, which is folded."""

    visit: Visit
    withheld: bool


@frozen
class BriefReport:
    """One person before the door; `folded` is of how many visits, promises, matters and bookings text is withheld.

    `is_sensitive` says that what is noted of the person is folded too.
    """

    on: date
    day: DayKind
    person: Person
    groups: tuple[Group, ...]
    standing: Standing
    last_visits: tuple[ToldVisit, ...]
    promises_by_us: tuple[ListedPromise, ...]
    promises_by_them: tuple[ListedPromise, ...]
    matters: tuple[ListedMatter, ...]
    coming_up: tuple[Coming, ...]
    to_tell: tuple[ListedPromise, ...]
    what_worked: tuple[Tried, ...]
    what_failed: tuple[Tried, ...]
    lessons: tuple[Lesson, ...]
    hospitality: tuple[Kindness, ...]
    advice: Advice
    folded: int
    is_sensitive: bool


def brief(journal: Journal, person: Person, on: date, now: datetime) -> BriefReport:
    """What to know of this person before a visit on a day."""
    groups = groups_of(person, journal)
    visits = sorted((v for v in journal.visits.of_person(person.id) if v.on <= on), key=newest_first)
    stand = standing(person, journal, on)
    promises = journal.promises.of_person(person.id)
    open_promises = sorted((p for p in promises if p.status == "open"), key=_by_day)
    told = [_told(visit, journal) for visit in visits]
    owed = [listed_promise(promise, journal, on, False) for promise in open_promises]
    to_tell = tuple(listed_promise(promise, journal, on, False) for promise in untold(journal, person))
    open_matters = (m for m in journal.matters_of.get(person.id, ()) if m.status == "open")
    matters = tuple(listed_matter(matter, journal, False) for matter in open_matters)
    coming_up = tuple(_coming_up(journal, person, groups, on, now))
    withheld = [one.withheld for one in (*owed, *to_tell)]
    withheld += [one.withheld for one in told] + [one.withheld for one in matters]
    withheld += [one.appointment.withheld for one in coming_up if one.appointment]
    tried = tried_with([v for v in visits if not v.sensitive])
    return BriefReport(
        on=on,
        day=kinds_of_day(journal.holidays)(on),
        person=person,
        groups=groups,
        standing=_folded(stand, person, journal),
        last_visits=tuple(told[:LAST_VISITS]),
        promises_by_us=tuple(p for p in owed if p.promise.owed_by == "us"),
        promises_by_them=tuple(p for p in owed if p.promise.owed_by == "them"),
        matters=matters,
        coming_up=coming_up,
        to_tell=to_tell,
        what_worked=tuple(t for t in tried if t.well * 2 > t.visits),
        what_failed=tuple(t for t in tried if t.well * 2 <= t.visits),
        lessons=lessons(journal, [v for v in visits if v.lesson], on, False),
        hospitality=tuple(_kindnesses([v for v in visits if not is_sensitive_visit(v, journal)])),
        advice=_advice(journal, person, groups, stand, open_promises, on, now),
        folded=sum(withheld),
        is_sensitive=is_sensitive_person(person, journal),
    )


def _by_day(promise: Promise) -> tuple[date, int]:
    return promise.by or date.max, promise.id


def _told(visit: Visit, journal: Journal) -> ToldVisit:
    """A brief is read on a staircase: sensitive text stays folded."""
    shown = listed_visit(visit, journal, False).visit
    return ToldVisit(shown, shown != visit)


def _folded(stand: Standing, person: Person, journal: Journal) -> Standing:
    """A standing whose reasons say nothing delicate of what happened, or of what the matter is."""
    is_sensitive = is_sensitive_person(person, journal)

    def fold(reason: Reason) -> Reason:
        is_news = reason.id is not None and reason.id[0] in "EM"
        return (
            replace(reason, text=None)
            if is_news and (is_sensitive or reason.text in SENSITIVE_KINDS)
            else reason
        )

    return replace(stand, reason=stand.reason and fold(stand.reason), also=tuple(map(fold, stand.also)))


def _coming_up(
    journal: Journal, person: Person, groups: Sequence[Group], on: date, now: datetime
) -> Iterator[Coming]:
    for one in sorted(journal.appointments_of.get(person.id, ()), key=by_time):
        if one.status == "booked":
            listed = listed_appointment(one, journal, now, False)
            purpose = None if listed.withheld else one.purpose
            yield Coming("appointment", one.at.date(), purpose, listed)
    until = on + timedelta(days=AHEAD_DAYS)
    days: list[Coming] = []
    if person.birthday is not None:
        days += [Coming("birthday", day) for day in birthday_around(person.birthday, on)]
    for festival in dict.fromkeys(f for group in groups for f in group.festivals):
        days += [Coming("festival", day, festival) for day in festival_on(festival, on)]
    yield from sorted((d for d in days if on <= d.on <= until), key=lambda d: d.on)


def _kindnesses(visits: Sequence[Visit]) -> Iterator[Kindness]:
    """The last thing taken, and the last thing declined."""
    taken = next((Kindness(v.on, v.hospitality, True) for v in visits if v.hospitality), None)
    declined = next(
        (Kindness(v.on, v.hospitality_declined, False) for v in visits if v.hospitality_declined), None
    )
    found = [one for one in (taken, declined) if one is not None]
    yield from sorted(found, key=lambda kindness: kindness.on, reverse=True)


def _advice(
    journal: Journal,
    person: Person,
    groups: Sequence[Group],
    stand: Standing,
    open_promises: Sequence[Promise],
    on: date,
    now: datetime,
) -> Advice:
    sensitive = is_sensitive_person(person, journal)
    kind_of = kinds_of_day(journal.holidays)
    attire, reason = _attire(groups, sensitive, kind_of(on))
    times = tuple(_times(person, on, now, kind_of))
    begun = [end for day, start, end in times if day == now.date() == on and start <= _clock(now)]
    return Advice(
        times=tuple((day, start) for day, start, _ in times),
        now_until=begun[0] if begun else None,
        best_times=person.best_times,
        attire=attire,
        attire_reason=reason,
        place=next((group.place for group in groups if group.place), "home"),
        alone=sensitive,
        cautions=tuple(_cautions(person, stand, open_promises, sensitive, on)),
        courtesies=_turned(groups, "courtesies", on),
        approaches=_turned(groups, "approaches", on),
    )


def _attire(
    groups: Sequence[Group], sensitive: bool, day: DayKind
) -> tuple[Attire, Literal["sensitive", "free_day", "group", "workday"]]:
    """By sensitivity, then by the day, then by the group: a uniform at a delicate door tells the neighbours."""
    if sensitive:
        return "plain", "sensitive"
    if is_free(day):
        return "plain", "free_day"
    wanted: Attire | None = next((group.attire for group in groups if group.attire), None)
    return ("uniform", "workday") if wanted is None else (wanted, "group")


def _times(person: Person, on: date, now: datetime, kind_of: KindOfDay) -> Iterator[tuple[date, time, time]]:
    """The next times that suit, from that day on, one a day: from when until when."""
    if not person.best_times:
        return
    from visitlog.model.best_times import next_suitable  # the words for times are many

    day, last = on, on + timedelta(days=TIMES_WITHIN_DAYS)
    since = _clock(now) if on == now.date() else time.min
    for _ in range(TIMES):
        suitable = next_suitable(person.best_times, kind_of, day, (last - day).days + 1, since)
        if suitable is None:
            return
        yield suitable
        day, since = suitable[0] + timedelta(days=1), time.min


def _clock(now: datetime) -> time:
    return now.time().replace(tzinfo=None)


def _cautions(
    person: Person, stand: Standing, promises: Sequence[Promise], sensitive: bool, on: date
) -> Iterator[Caution]:
    if person.status != "active":
        yield "declined" if person.status == "declined" else "left"
    ours = [promise for promise in promises if promise.owed_by == "us"]
    if any(is_late(promise, on) for promise in ours):
        yield "promise_late"
    elif len(ours) >= 3:
        yield "promises_many"
    if stand.refusals >= 2:
        yield "refused_twice"
    if sensitive:
        yield "sensitive"
    if stand.hold_off_until is not None:
        yield "ceiling"


def _turned(groups: Sequence[Group], field: str, on: date) -> Mapping[str, tuple[str, ...]]:
    """The first group's lines, another few each day, so that the card stays read."""
    texts: Mapping[str, tuple[str, ...]] = next((t for g in groups if (t := getattr(g, field))), {})
    return {language: _few(lines, on.toordinal()) for language, lines in texts.items()}


def _few(lines: tuple[str, ...], turn: int) -> tuple[str, ...]:
    if not lines:
        return ()
    start = turn * CARD_LINES % len(lines) if len(lines) > CARD_LINES else 0
    return (lines[start:] + lines[:start])[:CARD_LINES]
