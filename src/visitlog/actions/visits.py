"""Recording visits, with the promises made on them."""

from collections.abc import Sequence
from datetime import date, datetime, time

from visitlog.actions.answers import booked_on, settled_by, told_by
from visitlog.actions.matters import matter_numbered
from visitlog.actions.people import people_or_new
from visitlog.actions.places import topic_keys
from visitlog.actions.promises import NewPromise, promise_of
from visitlog.actions.visit_warnings import approaches_used, visit_warnings
from visitlog.model.errors import N_, Misuse
from visitlog.model.frozen import frozen
from visitlog.model.ids import shown_id
from visitlog.model.journal import Change, Journal
from visitlog.model.names import folded
from visitlog.model.records import (
    Appointment,
    Attire,
    Form,
    Person,
    Place,
    Promise,
    Record,
    Result,
    Visit,
    Warmth,
    Went,
)


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
        warnings=visit_warnings(journal, visit, people, promises, now.date()),
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
