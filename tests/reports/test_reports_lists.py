"""Lists of visits and promises, all of one person, and what `find` finds."""

from datetime import time
from typing import Any

import pytest

from builders import NOW, TODAY, day, group, journal, person, promise, talk, the, visit
from visitlog.model.journal import Journal
from visitlog.model.records import Ceiling
from visitlog.reports.find import FindQuestion, FindReport, find
from visitlog.reports.lists import PromisesQuestion, VisitsQuestion, promises, visits
from visitlog.reports.show import ShowReport, show

LANE = journal(
    person("Ada Oak"),
    person("Ben Elm"),
    visit(-9, 1, form="planned", place="office", topics=("Roof", "lamp"), note="the roof leaks"),
    visit(-5, 1, result="out", at=time(9)),
    visit(-5, 2, result="refused", at=time(15)),
    visit(-5, 1, 2, form="chance", place="public"),
    talk(-3, "East Lane"),
    visit(-1, 2, form="phone", topics=("roof",)),
)


def listed(journal: Journal = LANE, **question: Any) -> list[int]:
    return [one.visit.id for one in visits(journal, VisitsQuestion(**question), TODAY).visits]


def test_visits_come_newest_first_by_day_then_time_then_number() -> None:
    assert listed() == [6, 5, 3, 2, 4, 1]


def test_visits_of_one_day_come_latest_time_first_and_those_without_a_time_last() -> None:
    times = (time(9), None, time(9, 5), time(10), None, time(0), time(9, 5, 30), time(9))
    one_day = journal(person(), *(visit(-1, at=at) for at in times))
    assert listed(one_day) == [4, 7, 3, 8, 1, 6, 5, 2]


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"person": the(LANE, 1)}, [2, 4, 1]),
        ({"person": the(LANE, 2)}, [6, 3, 4]),
        ({"first": day(-5)}, [6, 5, 3, 2, 4]),
        ({"last": day(-5)}, [3, 2, 4, 1]),
        ({"first": day(-5), "last": day(-3)}, [5, 3, 2, 4]),
        ({"first": day(-3), "last": day(-5)}, []),
        ({"form": "planned"}, [1]),
        ({"place": "public"}, [5, 4]),
        ({"result": "met"}, [6, 5, 4, 1]),
        ({"result": "out"}, [2]),
        ({"topic": "ROOF"}, [6, 1]),
        ({"topic": "ro"}, []),
        ({"person": the(LANE, 2), "topic": "roof", "first": day(-2)}, [6]),
        ({"person": the(LANE, 1), "form": "phone"}, []),
    ],
)
def test_filters_of_visits_combine(filters: dict[str, Any], ids: list[int]) -> None:
    assert listed(**filters) == ids


def test_visit_is_listed_with_its_people_and_a_talk_with_none() -> None:
    shown = {one.visit.id: one.people for one in visits(LANE, VisitsQuestion(), TODAY).visits}
    assert [one and one.name for one in shown[4]] == ["Ada Oak", "Ben Elm"]
    assert shown[5] == ()


def test_visit_of_somebody_who_is_gone_is_listed_still() -> None:
    gone = journal(person("Ada Oak"), visit(-1, 1, 99))
    (one,) = visits(gone, VisitsQuestion(), TODAY).visits
    assert [person and person.name for person in one.people] == ["Ada Oak", None]


SECRET: dict[str, Any] = {
    "note": "secret",
    "topics": ("health",),
    "lesson": "secret",
    "approach": "secret",
    "hospitality": "secret",
    "hospitality_declined": "secret",
    "companions": ("secret",),
}
DELICATE = journal(
    group("quiet", 7, sensitive=True, ceiling=Ceiling(1, 30)),
    person("Ada", groups=("quiet",), notes="Hidden by the group"),
    person("Ben", sensitive=True, notes="Hidden by the person"),
    person("Cleo", notes="Open"),
    visit(-4, 1, **SECRET),
    visit(-3, 2, 3, **SECRET),
    visit(-2, 3, sensitive=True, **SECRET),
    visit(-1, 3, **SECRET),
    promise("secret, to Ada", 3, 1),
    promise("secret, made on a sensitive visit", 3, 3, visit=3),
    promise("secret no more", 3, 3, visit=4),
)


def test_words_of_a_sensitive_visit_are_withheld_in_every_field() -> None:
    shown = {one.visit.id: one for one in visits(DELICATE, VisitsQuestion(), TODAY).visits}
    assert {id: one.withheld for id, one in shown.items()} == {1: True, 2: True, 3: True, 4: False}
    for id in (1, 2, 3):
        assert [getattr(shown[id].visit, field) or None for field in SECRET] == [None] * len(SECRET)
    assert shown[4].visit.note == "secret"


def test_words_of_a_sensitive_visit_are_shown_when_asked_for() -> None:
    shown = visits(DELICATE, VisitsQuestion(sensitive_too=True), TODAY).visits
    assert all(one.visit.note == "secret" and not one.withheld for one in shown)


def test_topic_of_a_sensitive_visit_is_not_given_away_by_the_filter() -> None:
    assert listed(DELICATE, topic="health") == [4]
    assert listed(DELICATE, topic="health", sensitive_too=True) == [4, 3, 2, 1]


OWED = journal(
    person("Ada Oak"),
    person("Ben Elm"),
    promise("later", 9),
    promise("no day"),
    promise("late", -2, owed_by="them"),
    promise("to Ben", -3, 2),
    promise("kept", -9, status="kept", closed_on=day(-9)),
    promise("dropped", -8, 2, status="dropped", closed_on=day(-1)),
    promise("today", 0),
)


def owed(journal: Journal = OWED, **question: Any) -> list[str]:
    return [one.promise.text for one in promises(journal, PromisesQuestion(**question), TODAY).promises]


@pytest.mark.parametrize(
    ("question", "texts"),
    [
        ({}, ["to Ben", "late", "today", "later", "no day"]),
        ({"person": the(OWED, 2)}, ["to Ben"]),
        ({"overdue": True}, ["to Ben", "late"]),
        ({"overdue": True, "person": the(OWED, 1)}, ["late"]),
        ({"status": "kept"}, ["kept"]),
        ({"status": "dropped"}, ["dropped"]),
        ({"status": None}, ["to Ben", "late", "today", "later", "no day", "kept", "dropped"]),
        ({"status": None, "person": the(OWED, 2)}, ["to Ben", "dropped"]),
    ],
)
def test_open_promises_come_first_by_their_day(question: dict[str, Any], texts: list[str]) -> None:
    assert owed(**question) == texts


def test_only_an_open_promise_past_its_day_is_late() -> None:
    report = promises(OWED, PromisesQuestion(status=None), TODAY)
    assert {one.promise.text: one.days_late for one in report.promises if one.days_late} == {
        "to Ben": 3,
        "late": 2,
    }


def test_promise_to_a_sensitive_person_or_of_a_sensitive_visit_is_withheld() -> None:
    report = promises(DELICATE, PromisesQuestion(), TODAY)
    assert [one.withheld for one in report.promises] == [True, True, False]
    assert [one.days_late for one in report.promises] == [0, 0, 0]
    shown = promises(DELICATE, PromisesQuestion(sensitive_too=True), TODAY)
    assert not any(one.withheld for one in shown.promises)


def all_of(journal: Journal, id: int) -> ShowReport:
    return show(journal, the(journal, id), NOW)


def test_show_has_everything_of_one_person_newest_first_and_withholds_nothing() -> None:
    report = all_of(DELICATE, 3)
    assert [one.id for one in report.visits] == [4, 3, 2]
    assert [one.note for one in report.visits] == ["secret"] * 3
    assert [one.text for one in report.promises] == ["secret, made on a sensitive visit", "secret no more"]
    hidden = all_of(DELICATE, 1)
    assert [one.key for one in hidden.groups] == ["quiet"]
    assert (hidden.standing.every, hidden.standing.withheld) == (7, False)


def test_show_lists_open_promises_before_closed_ones() -> None:
    assert [one.text for one in all_of(OWED, 1).promises] == [
        "late",
        "today",
        "later",
        "no day",
        "kept",
    ]


def test_show_names_the_default_group() -> None:
    usual = journal(group("usual", 60, default_for=("resident",)), person())
    assert [one.key for one in all_of(usual, 1).groups] == ["usual"]


WORDS = journal(
    group("quiet", 7, sensitive=True),
    person("Ada Oak", phone="555-0101", household="3-201", aliases=("Grandma",), area="East Lane"),
    person("王秀英", address="东街 12", notes="Straße kaputt"),
    visit(-9, 1, note="The ROOF leaks", hospitality="chestnuts", companions=("the nurse",)),
    visit(-8, 1, lesson="Ask about the grandson", approach="listening first", topics=("lamp",)),
    visit(-7, 2, note="楼道路灯坏了", hospitality_declined="a gift"),
    talk(-6, "Market Square"),
    promise("ask housing about the roof", 3),
    promise("leaflet", 3, status="dropped", why="printed out, roofs are dear"),
)


def found(text: str, journal: Journal = WORDS, sensitive_too: bool = False) -> FindReport:
    return find(journal, FindQuestion(text, sensitive_too=sensitive_too), TODAY)


def ids_in(report: FindReport) -> tuple[list[int], list[int], list[int]]:
    return (
        [one.person.id for one in report.people],
        [one.visit.id for one in report.visits],
        [one.promise.id for one in report.promises],
    )


@pytest.mark.parametrize(
    ("text", "people", "visits", "promises"),
    [
        ("roof", [], [1], [1, 2]),
        ("ROOF LEAKS", [], [1], []),
        ("ｒｏｏｆ", [], [1], [1, 2]),
        ("路灯", [], [3], []),
        ("oak", [1], [], []),
        ("秀英", [2], [], []),
        ("grandm", [1], [], []),
        ("grandson", [], [2], []),
        ("0101", [1], [], []),
        ("3-201", [1], [], []),
        ("东街", [2], [], []),
        ("east", [1], [], []),
        ("STRASSE", [2], [], []),
        ("chestnut", [], [1], []),
        ("gift", [], [3], []),
        ("nurse", [], [1], []),
        ("listening", [], [2], []),
        ("lamp", [], [2], []),
        ("market", [], [4], []),
        ("dear", [], [], [2]),
        ("nowhere at all", [], [], []),
    ],
)
def test_words_are_found_in_any_script_and_case(
    text: str, people: list[int], visits: list[int], promises: list[int]
) -> None:
    report = found(text)
    assert ids_in(report) == (people, visits, promises)
    assert (report.withheld, report.text) == (0, text)


def test_what_is_found_comes_in_the_order_of_the_lists() -> None:
    several = journal(
        person("b roof"),
        person("A roof"),
        visit(-9, note="roof"),
        visit(-1, note="roof"),
        promise("roof", status="kept", closed_on=day(-1)),
        promise("roof", 9),
        promise("roof", 1),
    )
    assert ids_in(found("roof", several)) == ([2, 1], [2, 1], [3, 2, 1])


def test_sensitive_hits_are_counted_and_not_shown() -> None:
    report = found("secret", DELICATE)
    assert ids_in(report) == ([], [4], [3])
    assert report.withheld == 5
    assert ids_in(found("secret", DELICATE, sensitive_too=True)) == ([], [4, 3, 2, 1], [1, 2, 3])


def test_notes_of_sensitive_people_are_counted_and_not_shown() -> None:
    report = found("hidden", DELICATE)
    assert (ids_in(report), report.withheld) == (([], [], []), 2)
    shown = found("hidden", DELICATE, sensitive_too=True)
    assert (ids_in(shown), shown.withheld) == (([1, 2], [], []), 0)
    assert ids_in(found("open", DELICATE))[0] == [3]


def test_sensitive_person_is_found_by_name_without_their_groups() -> None:
    (one,) = found("ada", DELICATE).people
    assert (one.person.id, one.withheld, one.groups) == (1, True, ())
    assert found("ada", DELICATE).withheld == 1  # the promise "secret, to Ada"
