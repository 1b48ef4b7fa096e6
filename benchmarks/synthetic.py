"""A made-up journal of any size, the same at every run, before it is written in anybody's format."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

TODAY = date(2026, 11, 23)
FIRST_DAYS = 10
"""How many people a notebook holds on its first day."""

GIVEN = ("Ada", "Bo", "Cy", "Dee", "Eve", "Fay", "Gus", "Hal", "Ivy", "Jo", "Kit", "Liv", "Max", "Nan", "Oz")
FAMILY = ("Oak", "Elm", "Ash", "Fir", "Yew", "Bay", "Box", "Gum", "Hazel", "Birch", "Alder", "Rowan", "Maple")
SENTENCES = (
    "tea in the kitchen, the knee is better than last time",
    "asked about the roof over the stairs, it still leaks when it rains",
    "nobody has looked at the heating; the neighbour helps with shopping",
    "a good talk about the grandchildren, who start school in autumn",
    "short visit at the gate, wants to think about the course first",
)
TASKS = (
    "ask about the roof",
    "bring the form for the allowance",
    "call the clinic",
    "find out about the bus",
)
FORMS = ("dropin", "dropin", "planned", "meeting", "phone")
GROUPS = ("elder", "newcomer", "owner", "shop")
AREAS = ("East Lane", "Mill Street", "Harbour", "Old Town", "Gardens")
YEARS = 20
STAYING = 0.2
"""The part of all people ever met who are still visited; the others came and went in the twenty years."""

YEARS_KNOWN = 4
"""How long most people are visited before they move away, or their need is over."""

EVERY_FIFTH = 5
"""Every fifth visit finds nobody in, and of the promises of the last year every fifth is open."""


@dataclass(frozen=True)
class Size:
    """How many people, visits and promises there are."""

    people: int
    visits: int
    promises: int


@dataclass(frozen=True)
class SomePerson:
    """Somebody who is visited."""

    id: int
    name: str
    phone: str
    door: str
    area: str
    added_on: date
    left_on: date | None


@dataclass(frozen=True)
class SomeVisit:
    """A visit to one person."""

    id: int
    person: int
    on: date
    form: str
    is_met: bool
    note: str


@dataclass(frozen=True)
class SomePromise:
    """A promise to one person; open while `kept_on` is None."""

    id: int
    person: int
    text: str
    made_on: date
    by: date
    kept_on: date | None


def size_of(visits: int) -> Size:
    """A journal of so many visits, with the people and promises that go with them."""
    if not visits:
        return Size(FIRST_DAYS, 0, 0)
    return Size(
        people=max(FIRST_DAYS, min(3_000, visits // 33)), visits=visits, promises=min(20_000, visits // 5)
    )


def people(size: Size) -> Iterator[SomePerson]:
    """The people in the order in which they came, no two with the same name; the last fifth is still there."""
    days = YEARS * 365 if size.visits else 30
    for id in range(1, size.people + 1):
        given, family = GIVEN[id % len(GIVEN)], FAMILY[id // len(GIVEN) % len(FAMILY)]
        added_on = TODAY - timedelta(days=days - days * (id - 1) // size.people)
        is_gone = size.visits and id <= size.people * (1 - STAYING)
        yield SomePerson(
            id,
            f"{given} {family} {id}",
            f"555-{id:04}",
            f"{id % 40}-{id % 9 + 1}01",
            AREAS[id % len(AREAS)],
            added_on,
            min(added_on + timedelta(days=YEARS_KNOWN * 365), TODAY) if is_gone else None,
        )


def _around(number: int, of: int, size: Size) -> int:
    """Somebody who was there when so much of the time had passed: each has a turn among those of their years."""
    known = max(1, int(size.people * STAYING))
    newest = max(known, -(-size.people * number // of))
    return newest - number * 7 % known


def visits(size: Size) -> Iterator[SomeVisit]:
    """The visits, oldest first, evenly over the twenty years."""
    days = YEARS * 365
    for id in range(1, size.visits + 1):
        yield SomeVisit(
            id=id,
            person=_around(id, size.visits, size),
            on=TODAY - timedelta(days=days - days * id // (size.visits + 1)),
            form=FORMS[id % len(FORMS)],
            is_met=id % EVERY_FIFTH != 0,
            note=f"{SENTENCES[id % len(SENTENCES)]} ({id})",
        )


def promises(size: Size) -> Iterator[SomePromise]:
    """The promises, oldest first: kept, but for every fifth of the last year, a part of which is late."""
    days = YEARS * 365
    for id in range(1, size.promises + 1):
        made_on = TODAY - timedelta(days=days - days * id // (size.promises + 1))
        by = made_on + timedelta(days=14 + id % 60)
        yield SomePromise(
            id=id,
            person=_around(id, size.promises, size),
            text=f"{TASKS[id % len(TASKS)]} ({id})",
            made_on=made_on,
            by=by,
            kept_on=None if _is_open(id, made_on) else min(by, TODAY),
        )


def _is_open(id: int, made_on: date) -> bool:
    return id % EVERY_FIFTH == 0 and (TODAY - made_on).days < 365
