"""Mending takes out what leads nowhere, and loses no record."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import TODAY, day, group, journal, person, promise, visit
from visitlog.actions.mending import LAST_ID, mend
from visitlog.model.journal import Change, Journal
from visitlog.model.records import Appointment, Leave, LifeEvent, Matter, Person, Promise, Record, Visit
from visitlog.model.table import Held, people_of
from visitlog.reports.check import check

AT = datetime.fromisoformat("2026-11-20T15:00")
TABLES = {
    Person: "people",
    Visit: "visits",
    Promise: "promises",
    Appointment: "appointments",
    Matter: "matters",
    LifeEvent: "events",
}


def lane(*records: Any, **tables: Any) -> Journal:
    """A journal with two people and a group, and these records."""
    made = journal(group("elder", 30), person("Ada", groups=("elder",)), person("Ben"), *records)
    held: dict[str, Any] = {name: Held(table) for name, table in tables.items()}
    return replace(made, **held)


def mended(journal: Journal) -> Journal:
    """The journal after mending; nothing may be removed by it."""
    change = mend(journal, TODAY)
    assert change.removed == ()
    return after(journal, change)


def after(journal: Journal, change: Change) -> Journal:
    tables: dict[str, Any] = {}
    for kind, name in TABLES.items():
        records: dict[int, Record] = {record.id: record for record in journal.table(kind).values()}
        records |= {record.id: record for record in change.put if isinstance(record, kind)}
        tables[name] = Held(records.values())
    return replace(journal, **tables)


def leave(id: int, first: int, last: int, why: str | None = None) -> Leave:
    return Leave(id, day(first), day(last), why=why)


@pytest.mark.parametrize(
    ("leaves", "mended"),
    [
        ([leave(1, -20, -10, "flu"), leave(2, -12, -5, "holiday")], [leave(1, -20, -5, "flu; holiday")]),
        ([leave(1, -12, -5, "holiday"), leave(2, -20, -10, "flu")], [leave(1, -20, -5, "flu; holiday")]),
        ([leave(1, -20, -5, "flu"), leave(2, -12, -10)], [leave(1, -20, -5, "flu")]),
        ([leave(1, -20, -5, "flu"), leave(2, -20, -5, "flu")], [leave(1, -20, -5, "flu")]),
        (
            [leave(1, -20, -15), leave(2, -16, -10, "a"), leave(3, -10, -9, "b"), leave(4, -7, -6, "c")],
            [leave(1, -20, -9, "a; b"), leave(4, -7, -6, "c")],
        ),
        ([leave(1, -5, -8, "turned round")], [leave(1, -8, -5, "turned round")]),
        ([leave(1, -5, -9, "round"), leave(2, -7, -1, "flu")], [leave(1, -9, -1, "round; flu")]),
    ],
)
def test_leave_that_overlaps_becomes_one_with_all_its_days_and_reasons(
    leaves: list[Leave], mended: list[Leave]
) -> None:
    before = lane(leaves=leaves)
    change = mend(before, TODAY)
    held: dict[int, Any] = {one.id: one for one in before.leaves.values()} | {
        one.id: one for one in change.put
    }
    kept = [one for id, one in held.items() if ("leaves", id) not in change.removed]
    assert kept == mended
    assert "2026-11-" in change.summary
    after = replace(before, leaves=Held(kept))
    assert after.days_of_leave >= before.days_of_leave
    assert check(after, TODAY).findings == ()
    assert mend(after, TODAY).is_empty


def test_leaves_side_by_side_stay_two() -> None:
    assert mend(lane(leaves=[leave(1, -9, -5, "flu"), leave(2, -4, -1, "flu")]), TODAY).is_empty


def test_nothing_to_mend_is_nothing_to_put() -> None:
    change = mend(lane(visit(-3, 1, 2), promise(person=2)), TODAY)
    assert (change.put, change.removed, change.command) == ((), (), "check --repair")


def test_an_unknown_person_is_taken_out_of_a_visit_that_somebody_known_is_in() -> None:
    change = mend(lane(visit(-3, 9, 1, note="tea")), TODAY)
    assert change.put == (replace(visit(-3, 1, note="tea"), id=1),)
    assert change.summary == "V1"


def test_a_visit_to_nobody_known_gets_its_person_back_from_the_day_of_it() -> None:
    after = mended(lane(visit(-3, 9), visit(-8, 9, 12)))
    assert [visit.people for visit in after.visits.values()] == [(9,), (9, 12)]
    nine, twelve = after.people.get(9), after.people.get(12)
    assert nine is not None
    assert twelve is not None
    assert (nine.name, nine.added_on, nine.status) == ("unknown 9", day(-8), "active")
    assert (twelve.name, twelve.added_on) == ("unknown 12", day(-8))


def test_who_gets_a_record_stays_in_the_visits_with_others_too() -> None:
    after = mended(lane(visit(-3, 9), visit(-8, 9, 1)))
    assert [visit.people for visit in after.visits.values()] == [(9,), (9, 1)]


def test_nobody_is_added_on_a_day_that_has_not_come() -> None:
    nine = mended(lane(visit(400, 9))).people.get(9)
    assert nine is not None
    assert nine.added_on == TODAY


def test_whom_a_promise_an_appointment_a_matter_or_an_event_alone_names_gets_a_record() -> None:
    after = mended(
        lane(
            promise(person=11),
            appointments=[Appointment(1, (12,), AT, made_on=day(-2))],
            matters=[Matter(1, "the hedge", (13,), opened_on=day(-3))],
            events=[LifeEvent(1, "birth", day(-4), person=14)],
        )
    )
    assert {id: one.added_on for id in (11, 12, 13, 14) if (one := after.people.get(id))} == {
        11: day(-30),
        12: day(-2),
        13: day(-3),
        14: day(-4),
    }


def test_an_event_of_an_area_loses_only_the_person() -> None:
    after = mended(lane(events=[LifeEvent(1, "move", day(-1), person=14, area="Lane")]))
    assert list(after.events.values()) == [LifeEvent(1, "move", day(-1), area="Lane")]
    assert after.people.get(14) is None


def test_references_to_visits_matters_appointments_and_groups_are_taken_out() -> None:
    before = lane(
        visit(-3, 1, matter=7, appointment=8, note="tea"),
        promise(visit=9),
        person("Cy", groups=("choir", "elder", "x")),
        appointments=[Appointment(1, (1,), AT, visit=9, purpose="form")],
    )
    after = mended(before)
    assert list(after.visits.values()) == [replace(visit(-3, 1, note="tea"), id=1)]
    assert [p.visit for p in after.promises.values()] == [None]
    assert list(after.appointments.values()) == [Appointment(1, (1,), AT, purpose="form")]
    assert [p.groups for p in after.people.values()] == [("elder",), (), ("elder",)]


def test_references_that_lead_somewhere_stay() -> None:
    before = lane(
        visit(-3, 1, 9, matter=1, appointment=1),
        promise(visit=1, person=2),
        appointments=[Appointment(1, (1, 9), AT, visit=1)],
        matters=[Matter(1, "the hedge", (1,))],
    )
    after = mended(before)
    (kept,) = after.visits.values()
    assert (kept.people, kept.matter, kept.appointment) == ((1,), 1, 1)
    assert [p.visit for p in after.promises.values()] == [1]
    assert [(a.people, a.visit) for a in after.appointments.values()] == [((1,), 1)]


def test_a_number_that_no_record_can_have_becomes_one_that_it_can() -> None:
    before = lane(visit(-3, 0), visit(-4, -7), visit(-5, LAST_ID + 1), visit(-6, 40))
    after = mended(before)
    numbers = {one.name: one.id for one in after.people.values()}
    assert numbers == {
        "Ada": 1,
        "Ben": 2,
        "unknown 40": 40,
        "unknown -7": 41,
        "unknown 0": 42,
        f"unknown {LAST_ID + 1}": 43,
    }
    assert [visit.people for visit in after.visits.values()] == [(42,), (41,), (43,), (40,)]


def test_numbers_of_people_who_were_removed_are_not_given_again() -> None:
    before = replace(lane(visit(-3, 0)), next_ids={"people": 30})
    assert list(mended(before).people) == [1, 2, 30]


def test_the_summary_names_the_first_records_of_many() -> None:
    change = mend(lane(*(visit(-n, 1, 9) for n in range(1, 12))), TODAY)
    assert change.summary == "V1 V2 V3 V4 V5 V6 V7 V8 ..."


IDS = st.integers(-1, 6) | st.just(LAST_ID + 1)
MAYBE = st.none() | st.integers(1, 4)
PEOPLE = st.lists(IDS, max_size=3).map(tuple)
DAYS = st.dates(date(1899, 1, 1), day(9))
JOURNALS = st.builds(
    lambda people, visits, promises, appointments, matters, events: Journal(
        people=Held([Person(n, f"Name {n}", groups=tuple(keys)) for n, keys in enumerate(people, 1)]),
        visits=Held([replace(one, id=n) for n, one in enumerate(visits, 1)]),
        promises=Held([replace(one, id=n) for n, one in enumerate(promises, 1)]),
        appointments=Held([replace(one, id=n) for n, one in enumerate(appointments, 1)]),
        matters=Held([replace(one, id=n) for n, one in enumerate(matters, 1)]),
        events=Held([replace(one, id=n) for n, one in enumerate(events, 1)]),
        group_records=Held([group("elder")]),
        next_ids={"people": len(people) + 1},
    ),
    st.lists(st.lists(st.sampled_from(["elder", "x", "y"]), max_size=2), max_size=4),
    st.lists(st.builds(Visit, st.just(0), PEOPLE, DAYS, matter=MAYBE, appointment=MAYBE), max_size=4),
    st.lists(st.builds(Promise, st.just(0), IDS, st.just("x"), visit=MAYBE), max_size=3),
    st.lists(st.builds(Appointment, st.just(0), PEOPLE, st.just(AT), visit=MAYBE), max_size=3),
    st.lists(st.builds(Matter, st.just(0), st.just("x"), PEOPLE), max_size=3),
    st.lists(
        st.builds(LifeEvent, st.just(0), st.just("x"), DAYS, person=IDS, area=st.none() | st.just("Lane")),
        max_size=3,
    ),
)


@given(JOURNALS)
def test_after_mending_nothing_mendable_is_found_and_no_record_is_gone_or_names_nobody(
    before: Journal,
) -> None:
    after = mended(before)
    assert check(after, TODAY).mendable == 0
    assert mend(after, TODAY).put == ()
    for kind in TABLES:
        assert set(before.table(kind)) <= set(after.table(kind))
        for old in before.table(kind).values():
            new = after.table(kind).get(old.id)
            assert new is not None
            assert bool(people_of(new)) == bool(people_of(old)) or isinstance(old, LifeEvent)
    assert all(0 < id <= LAST_ID for id in after.people)
