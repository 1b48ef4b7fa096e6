"""Recording visits, with the promises made on them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from visitlog.actions.answers import booked_on, settled_by, told_by
from visitlog.actions.matters import matter_numbered
from visitlog.actions.people import people_or_new
from visitlog.actions.places import place_warnings, topic_keys
from visitlog.actions.promises import NewPromise, promise_of, promise_warnings
from visitlog.model.ceilings import Hold, hold_off
from visitlog.model.errors import N_, Misuse
from visitlog.model.frozen import frozen
from visitlog.model.id_numbers import holds_id_number
from visitlog.model.ids import shown_id
from visitlog.model.journal import Change, Journal, Warned
from visitlog.model.names import folded
from visitlog.model.records import (
    Appointment,
    Attire,
    Form,
    Person,
    Place,
    Promise,
    RecentVisit,
    Record,
    Result,
    Visit,
    Warmth,
    Went,
)
from visitlog.model.rhythm import ANY_FORM, groups_of, last_counting
from visitlog.model.sources import REFUSALS_TO_RESPECT
from visitlog.model.texts import close_words

LONG_AGO_DAYS = 60
"""A visit logged so many days later is perhaps a slip in the date."""


@frozen
class NewVisit:
    """What is said of a visit; `who` as typed, None for a talk to many in an area."""

    who: str | None
    on: date
    at: time | None = None
    form: Form | None = None
    place: Place | None = None
    result: Result = "met"
    minutes: int | None = None
    note: str | None = None
    promises: tuple[NewPromise, ...] = ()
    topics: tuple[str, ...] = ()
    sensitive: bool = False
    alone: bool = False
    companions: tuple[str, ...] = ()
    approach: str | None = None
    went: Went | None = None
    lesson: str | None = None
    warmth: Warmth | None = None
    hospitality: str | None = None
    hospitality_declined: str | None = None
    attire: Attire | None = None
    asked: bool = False
    area: str | None = None
    heads: int | None = None
    matter: str | None = None
    create: bool = False


def log_visit(journal: Journal, new: NewVisit, now: datetime, latest: Sequence[int] = ()) -> Change:
    """Records a visit to one or several people, or a talk to many, and the promises made there.

    The bookings of that day are settled by it, and promises kept are told.
    """
    _must_make_sense(new)
    people, created = _people(journal, new, latest, now.date())
    booked = booked_on(journal, people, new.on)
    visit = _visit(journal, new, people, booked, now)
    promises = _promises(journal, new, people, visit)
    told = told_by(journal, visit, people)
    records: tuple[Record, ...] = (*created, visit, *promises, *settled_by(visit, booked), *told)
    return Change(
        "log",
        _summary(visit, people, promises),
        put=records,
        people=visit.people,
        warnings=_warnings(journal, visit, people, promises, now.date()),
    )


def _must_make_sense(new: NewVisit) -> None:
    if new.who is None:
        if not (new.area and new.area.strip()) or not new.heads:
            raise Misuse(N_("Say who was visited; or for a talk to many, --area and --heads."))
        if new.promises:
            raise Misuse(N_("A promise is made to somebody; log it with a visit to a person."))
    elif new.area is not None or new.heads is not None:
        raise Misuse(N_("--area and --heads are for a talk to many; leave them out, or leave out WHO."))
    if new.minutes is not None and new.minutes < 1:
        raise Misuse(N_("--minutes wants a whole number above zero."))
    if new.heads is not None and new.heads < 1:
        raise Misuse(N_("--heads wants a whole number above zero."))


def _people(
    journal: Journal, new: NewVisit, latest: Sequence[int], today: date
) -> tuple[tuple[Person, ...], tuple[Person, ...]]:
    """Those who were visited, and those among them who are new to the journal."""
    if new.who is None:
        return (), ()
    return people_or_new(journal, new.who, latest, new.create, today)


def _visit(
    journal: Journal, new: NewVisit, people: Sequence[Person], booked: Sequence[Appointment], now: datetime
) -> Visit:
    usual: Form = "meeting" if new.who is None else "planned" if booked else "dropin"
    form = new.form or usual
    return Visit(
        id=journal.next_id("visits"),
        people=tuple(person.id for person in people),
        on=new.on,
        at=new.at,
        minutes=new.minutes,
        form=form,
        place=new.place or _usual_place(new, form, booked),
        result=new.result,
        note=new.note or None,
        topics=topic_keys(journal, new.topics),
        sensitive=new.sensitive,
        alone=new.alone,
        companions=new.companions,
        attire=new.attire,
        hospitality=new.hospitality,
        hospitality_declined=new.hospitality_declined,
        warmth=new.warmth,
        heads=new.heads,
        area=new.area,
        asked=new.asked,
        approach=known_approach(journal, new.approach),
        went=new.went,
        lesson=new.lesson,
        matter=None if new.matter is None else matter_numbered(journal, new.matter).id,
        appointment=booked[0].id if booked else None,
        logged_at=now.replace(microsecond=0),
    )


def _usual_place(new: NewVisit, form: Form, booked: Sequence[Appointment]) -> Place:
    """At home, unless a booking says else; nobody meets somebody by chance in their own home."""
    if new.who is None or form == "chance":
        return "public"
    return next((one.place for one in booked if one.place is not None), "home")


def known_approach(journal: Journal, typed: str | None) -> str | None:
    """An approach as it was spelled before, so that what works is counted together."""
    if typed is None or not typed.strip():
        return None
    same = (a for a in approaches_used(journal) if folded(a) == folded(typed))
    return next(same, " ".join(typed.split()))


def approaches_used(journal: Journal) -> tuple[str, ...]:
    """Every approach noted so far, in the order of their first use."""
    return tuple(dict.fromkeys(v.approach for v in journal.visits.having("approach") if v.approach))


def _promises(journal: Journal, new: NewVisit, people: Sequence[Person], visit: Visit) -> tuple[Promise, ...]:
    """One promise for each person and each thing promised."""
    first = journal.next_id("promises")
    pairs = [(person, promise) for person in people for promise in new.promises]
    return tuple(
        promise_of(promise, first + number, person.id, visit.on, visit.id)
        for number, (person, promise) in enumerate(pairs)
    )


def _summary(visit: Visit, people: Sequence[Person], promises: Sequence[Promise]) -> str:
    ids = " ".join([shown_id(visit), *map(shown_id, promises)])
    return f"{ids} {', '.join(person.name for person in people) or visit.area}"


def _warnings(
    journal: Journal, visit: Visit, people: Sequence[Person], promises: Sequence[Promise], today: date
) -> tuple[Warned, ...]:
    found = []
    for person in people:
        theirs = [promise for promise in promises if promise.person == person.id]
        found += [*_of_person(journal, visit, person), *promise_warnings(journal, person, theirs, today)]
    if today - visit.on > timedelta(days=LONG_AGO_DAYS):
        found.append(Warned("long_ago", {"on": visit.on, "days": (today - visit.on).days}))
    found += place_warnings(journal, visit.place, visit.topics, people, visit.sensitive)
    found += _new_approach(journal, visit)
    texts = (visit.note, visit.lesson, visit.hospitality, visit.hospitality_declined, visit.approach)
    if any(holds_id_number(text) for text in texts if text):
        found.append(Warned("id_number"))
    return tuple({(w.code, str(w.values)): w for w in found}.values())


def _new_approach(journal: Journal, visit: Visit) -> list[Warned]:
    """Offers the spelling used before when an approach is new and looks like it."""
    if visit.approach is None:
        return []
    used = approaches_used(journal)
    near = close_words(visit.approach, used) if visit.approach not in used else ()
    return [Warned("new_approach", {"approach": visit.approach, "near": near})] if near else []


def _of_person(journal: Journal, visit: Visit, person: Person) -> list[Warned]:
    found = []
    twin = _twin(journal, visit, person)
    if twin is not None:
        found.append(Warned("duplicate", {"person": person, "id": shown_id(twin), "on": visit.on}))
    hold = _hold_above_ceiling(journal, visit, person)
    if hold is not None and hold.ceiling is not None:
        values = {"person": person, **vars(hold.ceiling), "until": hold.until}
        found.append(Warned("ceiling", values))
    refusals = person.tally.refusals + 1
    met_on = last_counting(person, ANY_FORM)
    is_in_a_row = met_on is None or visit.on >= met_on
    if visit.result == "refused" and is_in_a_row and refusals >= REFUSALS_TO_RESPECT:
        found.append(Warned("refused_twice", {"person": person, "times": refusals}))
    return found


def _twin(journal: Journal, visit: Visit, person: Person) -> Visit | None:
    """A visit that is there already and looks the same: same person, day, form and result."""
    if person.tally.latest_on is None or visit.on > person.tally.latest_on:
        return None
    same = (visit.on, visit.form, visit.result)
    return next((v for v in journal.visits.of_person(person.id) if (v.on, v.form, v.result) == same), None)


def _hold_above_ceiling(journal: Journal, visit: Visit, person: Person) -> Hold | None:
    """The ceiling that is exceeded by this visit or, when it is logged late, because of it by a later one."""
    if visit.result != "met" or visit.asked:
        return None
    after = replace(person, tally=replace(person.tally, recent=_meetings(journal, visit, person)))
    days = {visit.on, *(r.on for r in after.tally.recent if r.on > visit.on)}
    holds = [
        hold_off(after, (group,), day)
        for group in groups_of(person, journal)
        if group.ceiling and visit.form in group.ceiling_forms
        for day in days
        if (day - visit.on).days < group.ceiling.days
    ]
    above = [hold for hold in holds if hold.ceiling and hold.ceiling.used > hold.ceiling.visits]
    return max(above, key=lambda hold: hold.until or date.min, default=None)


def _meetings(journal: Journal, visit: Visit, person: Person) -> tuple[RecentVisit, ...]:
    """The meetings that a ceiling may look at, this one included; a tally forgets those of long ago."""
    recent, latest_on = person.tally.recent, person.tally.latest_on
    if latest_on is not None and visit.on < latest_on:
        theirs = journal.visits.of_person(person.id)
        recent = tuple(RecentVisit(v.on, v.form, v.asked) for v in theirs if v.result == "met")
    return (*recent, RecentVisit(visit.on, visit.form, visit.asked))
