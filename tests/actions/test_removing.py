"""Removing a record of each kind: what referred to it is loosened, and undo puts everything back."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from builders import day, group, journal, person, promise, visit
from conftest import Vl
from visitlog.actions.removing import remove_record
from visitlog.model.records import Appointment, LifeEvent, Matter, Promise, Visit
from visitlog.model.table import Held

KEPT: dict[str, Any] = {"status": "kept", "made_on": day(-20), "closed_on": day(-5), "told_on": day(-3)}
THERE = replace(
    journal(
        group("any", 30, counting_forms=("dropin", "planned")),
        person("Ada Oak", groups=("any",)),
        person("Ben Elm", groups=("any",)),
        visit(-3, 1, 2, matter=1, appointment=1),
        visit(-3, 2, form="phone"),
        visit(-1, 1, matter=1),
        promise("made there", 3, visit=1),
        promise("told there", 3, **KEPT),
        promise("told there too", 3, 2, **KEPT),
        promise("told elsewhere", 3, **{**KEPT, "told_on": day(-1)}),
    ),
    appointments=Held(
        (
            Appointment(
                1,
                (1, 2),
                datetime.fromisoformat("2026-11-20 09:00"),
                status="kept",
                closed_on=day(-3),
                visit=1,
            ),
        )
    ),
    events=Held((LifeEvent(1, "birth", day(-2), person=2), LifeEvent(2, "flood", day(-2), area="East Lane"))),
    matters=Held((Matter(1, "noise", (1, 2)),)),
)


def loosened(typed: str) -> dict[tuple[type, int], Any]:
    change = remove_record(THERE, typed)
    assert len({(type(record), record.id) for record in change.put}) == len(change.put)
    return {(type(record), record.id): record for record in change.put}


def test_what_a_removed_visit_settled_stays_settled_without_it() -> None:
    put = loosened("V1")
    assert (put[Promise, 1].visit, put[Promise, 1].made_on) == (None, day(-30))
    assert (put[Appointment, 1].visit, put[Appointment, 1].status) == (None, "kept")


def test_news_that_only_a_removed_visit_told_is_untold_again() -> None:
    put = loosened("V1")
    assert (put[Promise, 2].told_on, put[Promise, 2].status) == (None, "kept")
    assert put[Promise, 3].told_on is None
    assert (Promise, 4) not in put
    assert loosened("V2") == {}


def test_visits_stay_without_a_removed_matter_or_appointment() -> None:
    put = loosened("M1")
    assert {key: record.matter for key, record in put.items()} == {(Visit, 1): None, (Visit, 3): None}
    put = loosened("A1")
    assert {key: record.appointment for key, record in put.items()} == {(Visit, 1): None}


@pytest.mark.parametrize(
    ("typed", "removed", "people", "summary"),
    [
        ("A1", ("appointments", 1), (1, 2), "A1 Ada Oak, Ben Elm"),
        ("E1", ("events", 1), (2,), "E1 Ben Elm"),
        ("E2", ("events", 2), (), "E2 East Lane"),
        ("m1", ("matters", 1), (1, 2), "M1 Ada Oak, Ben Elm"),
        ("P4", ("promises", 4), (1,), "P4 Ada Oak"),
        ("v3", ("visits", 3), (1,), "V3 Ada Oak"),
    ],
)
def test_a_record_of_each_kind_is_removed_by_its_number(
    typed: str, removed: tuple[str, int], people: tuple[int, ...], summary: str
) -> None:
    change = remove_record(THERE, typed)
    assert (change.removed, change.people, change.summary) == ((removed,), people, summary)


# By the command.


def whole(vl: Vl) -> dict[str, Any]:
    tables = json.loads(vl.journal.read_text("utf-8"))
    return {name: table for name, table in tables.items() if name not in ("meta", "changes")}


@pytest.fixture
def full(lane: Vl) -> Vl:
    """The small journal with a record of every kind that refers to another."""
    lane.ok("matter", "open", "ada,dan", "noise", "--kind", "dispute")
    lane.ok("book", "ada", "today", "--for", "tea")
    lane.ok("done", "P1")
    lane.ok("log", "ada", "they agreed", "--matter", "M1", "-p", "a letter @friday")
    lane.ok("event", "ben", "birth")
    return lane


@pytest.mark.parametrize("typed", ["V5", "V9", "V11", "P1", "P7", "A1", "E1", "M1"])
def test_removing_leaves_no_reference_to_what_is_gone_and_undo_restores_it(full: Vl, typed: str) -> None:
    before = whole(full)
    assert full.ok("remove", typed, "--json").data["removed"] == typed
    after = whole(full)
    table = {"V": "visits", "P": "promises", "A": "appointments", "E": "events", "M": "matters"}[typed[0]]
    assert set(before[table]) - set(after[table]) == {typed[1:]}
    field = {"V": "visit", "A": "appointment", "M": "matter"}.get(typed[0], "nothing")
    referring = [record for records in after.values() for record in records.values() if field in record]
    assert all(record[field] != int(typed[1:]) for record in referring)
    assert full.ok("check", "--json").code == 0
    full.ok("undo")
    assert whole(full) == before


def test_removing_the_visit_that_told_brings_the_news_back_into_the_brief(full: Vl) -> None:
    def to_tell() -> list[str]:
        return [promise["id"] for promise in full.ok("brief", "ada", "--json").data["to_tell"]]

    assert to_tell() == []
    full.ok("remove", "V11")
    assert to_tell() == ["P1"]


def test_removing_the_last_visit_gives_the_tally_of_those_before(full: Vl) -> None:
    for typed, met, visits in (("V11", "2026-11-10", 2), ("V5", "2026-10-20", 1)):
        full.ok("remove", typed)
        standing = full.ok("show", "ada", "--json").data["person"]["standing"]
        assert (standing["last_met"], standing["visits"]) == (met, visits)
    full.ok("remove", "V2")
    assert full.ok("show", "ada", "--json").data["person"]["standing"]["never_visited"] is True
    assert "tally" not in full.table("people")["1"]


@pytest.mark.parametrize("typed", ["1", "ada", "ao", "3-201", "王奶奶"])
def test_of_a_person_it_says_what_to_do_instead_and_removes_nothing(lane: Vl, typed: str) -> None:
    sentence = lane.refuses(1, "remove", typed)
    for way in ("retire", "merge"):
        assert f"visitlog {way} {typed}" in sentence
    assert "visitlog undo" in sentence


def test_somebody_unknown_is_no_number_of_a_record(lane: Vl) -> None:
    assert "V214" in lane.refuses(2, "remove", "zoe")
