"""Recording visits, with the promises made on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from visitlog.actions.people import people_or_new
from visitlog.actions.promises import NewPromise, promise_of, promise_warnings
from visitlog.model.errors import N_, Misuse
from visitlog.model.id_numbers import holds_id_number
from visitlog.model.ids import shown_id
from visitlog.model.journal import Change, Journal, Warned
from visitlog.model.records import (
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
from visitlog.model.standing import REFUSALS_TO_RESPECT, groups_of, hold_off

LONG_AGO_DAYS = 60
"""A visit logged so many days later is perhaps a slip in the date."""


@dataclass(frozen=True)
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
    create: bool = False


def log_visit(journal: Journal, new: NewVisit, now: datetime, latest: Sequence[int] = ()) -> Change:
    """Records a visit to one or several people, or a talk to many, and the promises made there."""
    _must_make_sense(new)
    people, created = _people(journal, new, latest, now.date())
    visit = _visit(new, journal.next_id("visits"), tuple(person.id for person in people), now)
    promises = _promises(journal, new, people, visit)
    records: tuple[Record, ...] = (*created, visit, *promises)
    return Change(
        "log",
        _summary(visit, people, promises),
        put=records,
        people=visit.people,
        warnings=_warnings(journal, visit, people, promises, now.date()),
    )


def _must_make_sense(new: NewVisit) -> None:
    if new.who is None:
        if not new.area or not new.heads:
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


def _visit(new: NewVisit, id: int, people: tuple[int, ...], now: datetime) -> Visit:
    form: Form = new.form or ("meeting" if new.who is None else "dropin")
    # Nobody meets somebody by chance in their own home.
    usual: Place = "public" if new.who is None or form == "chance" else "home"
    return Visit(
        id=id,
        people=people,
        on=new.on,
        at=new.at,
        minutes=new.minutes,
        form=form,
        place=new.place or usual,
        result=new.result,
        note=new.note or None,
        topics=tuple(dict.fromkeys(new.topics)),
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
        approach=new.approach,
        went=new.went,
        lesson=new.lesson,
        logged_at=now.replace(microsecond=0),
    )


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
    texts = (visit.note, visit.lesson, visit.hospitality, visit.hospitality_declined, visit.approach)
    if any(holds_id_number(text) for text in texts if text):
        found.append(Warned("id_number"))
    return tuple({(w.code, str(w.values)): w for w in found}.values())


def _of_person(journal: Journal, visit: Visit, person: Person) -> list[Warned]:
    found = []
    twin = _twin(journal, visit, person)
    if twin is not None:
        found.append(Warned("duplicate", {"person": person, "id": shown_id(twin), "on": visit.on}))
    group = _group_at_ceiling(journal, visit, person)
    if group is not None:
        found.append(Warned("ceiling", group))
    refusals = person.tally.refusals + 1
    if visit.result == "refused" and refusals >= REFUSALS_TO_RESPECT:
        found.append(Warned("refused_twice", {"person": person, "times": refusals}))
    return found


def _twin(journal: Journal, visit: Visit, person: Person) -> Visit | None:
    """A visit that is there already and looks the same: same person, day, form and result."""
    if person.tally.latest_on is None or visit.on > person.tally.latest_on:
        return None
    same = (visit.on, visit.form, visit.result)
    return next((v for v in journal.visits.of_person(person.id) if (v.on, v.form, v.result) == same), None)


def _group_at_ceiling(journal: Journal, visit: Visit, person: Person) -> dict[str, object] | None:
    """The ceiling that this visit goes above, if it is one that counts."""
    if visit.result != "met" or visit.asked:
        return None
    groups = [g for g in groups_of(person, journal) if g.ceiling and visit.form in g.ceiling_forms]
    hold = hold_off(person, groups, visit.on)
    if hold.until is None or hold.ceiling is None:
        return None
    use = hold.ceiling
    return {
        "person": person,
        "used": use.used + 1,
        "visits": use.visits,
        "days": use.days,
        "until": hold.until,
    }
