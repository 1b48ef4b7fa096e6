"""One person who was entered twice becomes one: everything moves, nothing is lost, undo brings both back."""

import json
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from builders import day, group, journal, person, promise, visit
from conftest import Vl
from visitlog.actions.merging import merge_people
from visitlog.model.errors import Ambiguous, NotFound, Refused
from visitlog.model.names import find
from visitlog.model.records import Appointment, Birthday, LifeEvent, Matter, Person, Promise, Visit
from visitlog.model.table import Held

ADA = person(
    "Ada Oak",
    aliases=("Granny",),
    keys=("ao", "adaoak"),
    phone="555-0101",
    area="East Lane",
    groups=("elder",),
    best_times=("mornings",),
    notes="deaf",
    added_on=day(-300),
    every=14,
    birthday=Birthday("lunar", 1, 15),
    sensitive=True,
)
OAK = person(
    "A. Oak",
    aliases=("Mrs Oak", "ADA OAK"),
    keys=("ao", "aoak"),
    phone="555-0199",
    household="3-201",
    groups=("shop", "elder"),
    best_times=("evenings", "mornings"),
    notes="tea, no sugar",
    added_on=day(-400),
)
THERE = replace(
    journal(
        group("elder", 7),
        group("shop", 30),
        ADA,
        OAK,
        person("Ben Elm"),
        visit(-9, 2),
        visit(-5, 1, 2, 3),
        visit(-3, 1),
        promise("the lamp", 3, 2),
        promise("the key", 3, 1),
    ),
    appointments=Held((Appointment(1, (2, 1), datetime.fromisoformat("2026-11-27 15:00")),)),
    events=Held((LifeEvent(1, "birth", day(-2), person=2), LifeEvent(2, "flood", day(-2), area="East Lane"))),
    matters=Held((Matter(1, "noise", (3, 2)), Matter(2, "a fence", (1,)))),
)


def merged(who: str = "1", into: str = "2") -> dict[tuple[type, int], Any]:
    change = merge_people(THERE, who, into, ())
    assert len({(type(record), record.id) for record in change.put}) == len(change.put)
    return {(type(record), record.id): record for record in change.put}


def test_everything_of_the_one_moves_to_the_other_and_the_first_goes() -> None:
    change = merge_people(THERE, "2", "1", ())
    put = merged("2", "1")
    assert (change.removed, change.people, change.summary) == ((("people", 2),), (1,), "A. Oak > Ada Oak")
    assert put[Visit, 1].people == (1,)
    assert put[Promise, 1].person == 1
    assert put[LifeEvent, 1].person == 1
    assert put[Matter, 1].people == (3, 1)
    untouched = {(Visit, 3), (Promise, 2), (LifeEvent, 2), (Matter, 2), (Person, 3)}
    assert not untouched & set(put)


def test_records_that_both_share_keep_each_person_once() -> None:
    put = merged("2", "1")
    assert put[Visit, 2].people == (1, 3)
    assert put[Appointment, 1].people == (1,)


def test_the_one_who_stays_keeps_what_they_have_and_gains_what_only_the_other_had() -> None:
    stays: Person = merged("1", "2")[Person, 2]
    assert (stays.name, stays.phone, stays.household, stays.area) == (
        "A. Oak",
        "555-0199",
        "3-201",
        "East Lane",
    )
    assert stays.groups == ("shop", "elder")
    assert stays.best_times == ("evenings", "mornings")
    assert (stays.every, stays.birthday, stays.sensitive) == (14, Birthday("lunar", 1, 15), True)
    assert stays.notes == "tea, no sugar\ndeaf\nAda Oak: 555-0101"
    assert stays.added_on == day(-400)


def test_both_names_other_names_and_initials_find_the_one_who_stays() -> None:
    stays: Person = merged("2", "1")[Person, 1]
    assert stays.aliases == ("Granny", "A. Oak", "Mrs Oak")
    for typed in ("ada oak", "a. oak", "mrs oak", "granny", "ao", "adaoak", "aoak"):
        assert find(typed, [stays]) == (stays,), typed


def test_another_telephone_address_or_door_is_noted() -> None:
    one = person("Ada Oak", phone="555-0101", address="12 High Street", household="3-201", notes="deaf")
    other = person("A. Oak", phone="555-0199", household="3-201")
    (stays,) = merge_people(journal(one, other), "1", "2", ()).put
    assert isinstance(stays, Person)
    assert (stays.phone, stays.address, stays.household) == ("555-0199", "12 High Street", "3-201")
    assert stays.notes == "deaf\nAda Oak: 555-0101"


def test_two_of_one_name_leave_no_alias_behind() -> None:
    twins = journal(person("Ada Oak"), person("ada  OAK"))
    (stays,) = merge_people(twins, "1", "2", ()).put
    assert isinstance(stays, Person)
    assert stays.aliases == ()


def test_the_pause_that_lasts_longer_stays_with_its_reason() -> None:
    flu = {"paused_from": day(-9), "paused_until": day(9), "pause_reason": "flu"}
    old: dict[str, Any] = {"paused_from": day(-30), "paused_until": day(-20), "pause_reason": "son in town"}
    for gone, stays in ((flu, old), (old, flu), (flu, {})):
        there = journal(person("Ada Oak", **gone), person("Ada Oakes", **stays))
        (one,) = merge_people(there, "1", "2", ()).put
        assert {name: getattr(one, name) for name in flu} == flu


@pytest.mark.parametrize(
    ("gone", "stays", "after"),
    [
        ("declined", "active", "declined"),
        ("moved", "active", "active"),
        ("active", "declined", "declined"),
        ("declined", "died", "died"),
    ],
)
def test_a_no_said_to_one_of_the_two_stays_said(gone: Any, stays: Any, after: str) -> None:
    days = {"active": None, "declined": day(-5), "moved": day(-6), "died": day(-7)}
    there = journal(
        person("Ada Oak", status=gone, left_on=days[gone]),
        person("Ada Oakes", status=stays, left_on=days[stays]),
    )
    (one,) = merge_people(there, "1", "2", ()).put
    assert isinstance(one, Person)
    assert (one.status, one.left_on) == (after, days[after])


def test_nobody_is_merged_into_themselves() -> None:
    with pytest.raises(Refused, match="themselves"):
        merge_people(THERE, "ada oak", "1", ())


def test_somebody_unknown_or_not_clear_is_never_guessed() -> None:
    with pytest.raises(NotFound):
        merge_people(THERE, "zoe", "1", ())
    with pytest.raises(Ambiguous):
        merge_people(THERE, "ben", "ao", ())


# What only the journal file can show: tallies, undo, and that nothing leads to the one who went.


def whole(vl: Vl) -> dict[str, Any]:
    tables = json.loads(vl.journal.read_text("utf-8"))
    return {name: table for name, table in tables.items() if name not in ("meta", "changes")}


@pytest.fixture
def twice(lane: Vl) -> Vl:
    """The small journal, in which Ada (1) was entered again as 7, and both have a bit of everything."""
    lane.ok("add", "A. Oak", "--phone", "555-0199", "--area", "East Lane", "--note", "tea")
    for line in (
        "log 7 --on 2026-11-19 -f planned the lamp -p new~bulb",
        "log 7 --on 2026-11-21 -r refused",
        "log ada,7,ben --on 2026-11-17 -f chance at the gate",
        "log 7 --on 2026-11-22 -r out",
        "promise 7 the hall key --by friday",
        "book 7,ada thursday 3pm --for tea",
        "event 7 birth",
        "matter open 7,ben noise --kind dispute",
        "matter open ada a fence",
    ):
        lane.ok(*(word.replace("~", " ") for word in line.split()))
    return lane


def test_a_merge_moves_every_record_and_undo_restores_both_to_the_letter(twice: Vl) -> None:
    before = whole(twice)
    told = twice.ok("merge", "7", "ada").out
    gone, stays = told.splitlines()[:2]
    assert gone == (
        "7 A. Oak is Ada Oak from now on; moved along: 4 visits, 2 promises, 1 booking, 1 matter, 1 event"
    )
    assert stays.startswith("1 Ada Oak, 3-201")
    after = whole(twice)
    assert "7" not in after["people"]
    for table in ("visits", "appointments", "matters"):
        assert set(after[table]) == set(before[table])
        for record in after[table].values():
            assert 7 not in record["people"]
            assert len(set(record["people"])) == len(record["people"])
    for table in ("promises", "events"):
        assert set(after[table]) == set(before[table])
        assert 7 not in {record.get("person") for record in after[table].values()}
    assert twice.ok("show", "A. Oak", "--json").data["person"]["id"] == 1
    twice.ok("undo")
    assert whole(twice) == before


def test_the_tally_of_a_merge_is_that_of_all_visits_together(twice: Vl) -> None:
    twice.ok("merge", "7", "ada")
    tally = twice.table("people")["1"]["tally"]
    assert tally["last_met"] == {"dropin": "2026-11-10", "chance": "2026-11-17", "planned": "2026-11-19"}
    assert (tally["visits"], tally["attempts"], tally["refusals"]) == (6, 2, 1)
    assert (tally["first_on"], tally["latest_on"], tally["last_attempt"]) == (
        *("2026-10-20", "2026-11-22"),
        "2026-11-22",
    )
    assert [recent[0] for recent in tally["recent"]] == ["2026-11-10", "2026-11-17", "2026-11-19"]
    standing = twice.ok("show", "ada", "--json").data["person"]["standing"]
    assert (standing["last_met"], standing["visits"]) == ("2026-11-19", 6)


def test_a_merge_the_other_way_keeps_the_other_name_and_the_same_totals(twice: Vl) -> None:
    summed = twice.ok("summary", "--period", "all", "--json").data
    twice.ok("merge", "ada", "7")
    after = twice.ok("summary", "--period", "all", "--json").data
    for part in ("visits", "promises", "appointments"):
        fewer_people = {"people_met": summed["visits"]["people_met"] - 1} if part == "visits" else {}
        assert after[part] == {**summed[part], **fewer_people}
    assert after["coverage"]["total"] == summed["coverage"]["total"] - 1
    assert twice.ok("show", "7", "--json").data["person"]["name"] == "A. Oak"
    assert twice.ok("show", "Ada Oak", "--json").data["person"]["id"] == 7


def test_what_comes_after_a_merge_goes_on_with_fresh_numbers(twice: Vl) -> None:
    twice.ok("merge", "7", "ada")
    assert twice.ok("log", ".", "again", "--json").data["visit"]["people"] == [{"id": 1, "name": "Ada Oak"}]
    assert twice.ok("add", "New One", "--json").data["person"]["id"] == 8


@pytest.mark.parametrize(
    ("line", "code", "about"),
    [
        ("merge ada", 2, "INTO"),
        ("merge ada ada", 1, "themselves"),
        ("merge ada zoe", 3, "zoe"),
        ("merge 3-201 ben", 4, "3-201"),
        ("merge ada ben eve", 2, "eve"),
    ],
)
def test_what_can_not_be_merged_is_refused(lane: Vl, line: str, code: int, about: str) -> None:
    assert about in lane.refuses(code, *line.split())
