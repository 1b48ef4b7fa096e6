"""What does not go together in a journal is found, and nothing else is."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest

from builders import TODAY, day, group, journal, person, promise, visit
from visitlog.model.journal import Journal
from visitlog.model.records import Appointment, Leave, LifeEvent, Matter, Person
from visitlog.model.table import Held
from visitlog.reports.check import CODES, Finding, check

AT = datetime.fromisoformat("2026-11-20T15:00")


def found(journal: Journal) -> list[tuple[str, str]]:
    """What is found: the code, and the record's number."""
    return [(finding.code, finding.record) for finding in check(journal, TODAY).findings]


def lane(**tables: Any) -> Journal:
    """A sound journal with one record or more of every kind, of which tables are replaced."""
    sound = journal(
        group("elder", 30),
        person("Ada Oak", household="3-201", groups=("elder",)),
        person("Ben Elm", household="3-202", status="moved", left_on=day(-100)),
        person("Cy Ash", paused_from=day(-3), paused_until=day(-3)),
        visit(-9, 1, matter=1, appointment=1),
        visit(0, 1, 2),
        promise(by=4, visit=1, status="kept", closed_on=day(-30)),
    )
    rest: dict[str, Any] = {
        "appointments": Held([Appointment(1, (1,), AT, visit=1, made_on=day(-9), closed_on=day(-9))]),
        "matters": Held([Matter(1, "the hedge", (1, 2), opened_on=day(-9), closed_on=day(-9))]),
        "events": Held([LifeEvent(1, "birth", day(3), person=1), LifeEvent(2, "move", day(0), area="Lane")]),
        "leaves": Held([Leave(1, day(-9), day(-5)), Leave(2, day(-4), day(-4)), Leave(3, day(1), day(9))]),
    }
    return replace(sound, **rest | tables)


def changed(table: str, id: int, **fields: Any) -> Callable[[], Journal]:
    """A journal that would be sound but for some fields of one record."""

    def made() -> Journal:
        records: Any = getattr(lane(), table)
        return lane(**{table: Held(replace(r, **fields) if r.id == id else r for r in records.values())})

    return made


def test_in_a_sound_journal_nothing_is_found() -> None:
    assert check(lane(), TODAY).findings == ()
    assert check(Journal(), TODAY).findings == ()


ONE_THING: dict[str, tuple[Callable[[], Journal], str, str, bool]] = {
    "a visit to nobody known": (changed("visits", 1, people=(9,)), "unknown_person", "V1", True),
    "a promise to nobody known": (changed("promises", 1, person=9), "unknown_person", "P1", True),
    "an appointment with nobody known": (
        changed("appointments", 1, people=(9,)),
        "unknown_person",
        "A1",
        True,
    ),
    "a matter of somebody unknown": (changed("matters", 1, people=(1, 9)), "unknown_person", "M1", True),
    "an event of nobody known": (changed("events", 1, person=9), "unknown_person", "E1", True),
    "one unknown person named twice": (changed("visits", 1, people=(9, 9)), "unknown_person", "V1", True),
    "a promise made on no visit": (changed("promises", 1, visit=9), "unknown_visit", "P1", True),
    "an appointment kept by no visit": (changed("appointments", 1, visit=9), "unknown_visit", "A1", True),
    "a visit for no matter": (changed("visits", 1, matter=9), "unknown_matter", "V1", True),
    "a visit for no appointment": (changed("visits", 1, appointment=9), "unknown_appointment", "V1", True),
    "a person in no group": (changed("people", 1, groups=("elder", "x")), "unknown_group", "1", True),
    "a visit in 1899": (changed("visits", 1, on=date(1899, 12, 31)), "before_1900", "V1", False),
    "a visit tomorrow": (changed("visits", 2, on=day(1)), "in_the_future", "V2", False),
    "a promise kept too soon": (
        changed("promises", 1, closed_on=day(-31)),
        "closed_before_made",
        "P1",
        False,
    ),
    "an appointment closed too soon": (
        changed("appointments", 1, closed_on=day(-10)),
        "closed_before_made",
        "A1",
        False,
    ),
    "a matter closed too soon": (
        changed("matters", 1, closed_on=day(-10)),
        "closed_before_made",
        "M1",
        False,
    ),
    "a person who left too soon": (changed("people", 2, added_on=day(-99)), "left_before_added", "2", False),
    "a pause that ends first": (changed("people", 3, paused_until=day(-4)), "pause_ends_first", "3", False),
    "a leave that ends first": (changed("leaves", 2, last=day(-5)), "leave_ends_first", "", True),
    "leaves that share a day": (changed("leaves", 2, first=day(-5)), "leaves_overlap", "", True),
    "a leave within a leave": (changed("leaves", 1, last=day(0)), "leaves_overlap", "", True),
    "a name and door twice": (
        changed("people", 2, name="ada  oak", household="３-201"),
        "entered_twice",
        "2",
        False,
    ),
    "a person long gone": (
        changed("people", 2, left_on=day(-732), added_on=day(-999)),
        "left_long_ago",
        "2",
        False,
    ),
}


@pytest.mark.parametrize(("made", "code", "record", "is_mendable"), ONE_THING.values(), ids=ONE_THING)
def test_one_thing_that_is_wrong_is_found_and_nothing_else(
    made: Callable[[], Journal], code: str, record: str, is_mendable: bool
) -> None:
    (finding,) = check(made(), TODAY).findings
    assert (finding.code, finding.record, finding.is_mendable) == (code, record, is_mendable)
    assert not finding.is_mended


@pytest.mark.parametrize(
    "made",
    [
        changed("visits", 1, on=date(1900, 1, 1)),
        changed("visits", 1, people=(), area="Lane", heads=9),
        changed("people", 2, left_on=day(-731), added_on=day(-731)),
        changed("people", 1, left_on=day(-800), added_on=None),
        changed("people", 2, name="Ada Oak"),
        changed("people", 2, name="Ada Oak", household=None),
        changed("people", 3, paused_from=None, paused_until=day(-400)),
        changed("leaves", 2, first=day(-4), last=day(0)),
        changed("promises", 1, made_on=None),
    ],
)
def test_what_is_only_unusual_is_not_found(made: Callable[[], Journal]) -> None:
    assert found(made()) == []


def test_two_people_without_a_door_are_two_people_whatever_their_names() -> None:
    assert found(journal(person("Ada Oak"), person("Ada Oak"))) == []


def test_where_there_is_no_household_the_address_is_the_door() -> None:
    twice = journal(person("Ada", address="1 Lane"), person("Ada", address="1  lane"))
    assert found(twice) == [("entered_twice", "2")]


def test_a_third_entry_is_to_be_merged_into_the_first_too() -> None:
    findings = check(journal(*(person("Ada", household="1") for _ in range(3))), TODAY).findings
    assert [(one.record, one.values["into"]) for one in findings] == [("2", 1), ("3", 1)]


def test_the_leave_that_lasts_longest_is_the_one_that_later_ones_overlap() -> None:
    leaves = [Leave(1, day(0), day(20)), Leave(2, day(2), day(3)), Leave(3, day(10), day(12))]
    findings = check(lane(leaves=Held(leaves)), TODAY).findings
    assert [(one.values["first"], one.values["other_last"]) for one in findings] == [
        (day(2), day(20)),
        (day(10), day(20)),
    ]


def test_the_group_of_somebody_sensitive_is_withheld() -> None:
    (finding,) = check(changed("people", 1, groups=("x",), sensitive=True)(), TODAY).findings
    assert finding.values["group"] is None
    (finding,) = check(changed("people", 1, groups=("x",))(), TODAY).findings
    assert finding.values["group"] == "x"


def test_what_only_a_person_can_decide_comes_first_and_the_file_is_told_with_the_rest() -> None:
    wrong = replace(
        changed("visits", 1, people=(9,), on=day(1), matter=7)(),
        people=Held([Person(1, "Ada Oak", groups=("x",)), Person(2, "Ben Elm")]),
    )
    others = [Finding("tally", "1", is_mendable=True), Finding("unreadable_backup")]
    report = check(wrong, TODAY, others)
    codes = [finding.code for finding in report.findings]
    assert codes == [
        "unreadable_backup",
        "in_the_future",
        "unknown_person",
        "unknown_matter",
        "unknown_group",
        "tally",
    ]
    assert codes == sorted(codes, key=CODES.index)
    assert [finding.is_mendable for finding in report.findings] == [False, False, True, True, True, True]
    assert (report.mendable, report.repaired) == (4, 0)
