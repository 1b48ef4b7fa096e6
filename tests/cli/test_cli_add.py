"""`add`: every field that can be said of somebody, and what is there when nothing is said."""

from typing import Any

import pytest

from conftest import TODAY, Vl


def test_the_name_needs_no_quotes(vl: Vl) -> None:
    assert vl.ok("add", "Ada", "Oak", "--json").data["person"]["name"] == "Ada Oak"
    assert vl.ok("add", "Ben  Elm", "--json").data["person"]["name"] == "Ben Elm"


@pytest.mark.parametrize(
    ("flags", "field", "value"),
    [
        (["-g", "elder"], "groups", ["elder"]),
        (["--group", "elder", "-g", "business"], "groups", ["elder", "business"]),
        (["-g", "elder", "-g", "elder"], "groups", ["elder"]),
        (["-g", "普通住户"], "groups", ["household"]),
        (["-g", "Elder at risk"], "groups", ["elder"]),
        (["--every", "14d"], "every", 14),
        (["--every", "2w"], "every", 14),
        (["--every", "10 days"], "every", 10),
        (["--every", "两周"], "every", 14),
        (["--phone", "555-0101"], "phone", "555-0101"),
        (["--address", "3 East Lane, door 201"], "address", "3 East Lane, door 201"),
        (["--area", "East Lane"], "area", "East Lane"),
        (["--household", "3-201"], "household", "3-201"),
        (["--door", "3-201"], "household", "3-201"),
        (["--residence", "newcomer"], "residence", "newcomer"),
        (["--residence", "暂住"], "residence", "temporary"),
        (["--alias", "Granny", "--alias", "Auntie Ada"], "aliases", ["Granny", "Auntie Ada"]),
        (
            ["--birthday", "1950-03-02"],
            "birthday",
            {"calendar": "solar", "month": 3, "day": 2, "year": 1950},
        ),
        (["--birthday", "03-02"], "birthday", {"calendar": "solar", "month": 3, "day": 2, "year": None}),
        (
            ["--lunar-birthday", "1950-01-15"],
            "birthday",
            {"calendar": "lunar", "month": 1, "day": 15, "year": 1950},
        ),
        (["--best-time", "weekday evenings"], "best_times", ["weekday evenings"]),
        (["--best-time", "Tue 9", "--best-time", "Sun"], "best_times", ["Tue 9", "Sun"]),
        (["--sensitive"], "sensitive", True),
        (["--note", "lives alone"], "notes", "lives alone"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_every_flag_is_kept_and_shown(vl: Vl, flags: list[str], field: str, value: Any) -> None:
    assert vl.ok("add", "Ada", "Oak", *flags, "--json").data["person"][field] == value
    assert vl.ok("show", "ada", "--json").data["person"][field] == value


def test_flags_may_stand_before_the_name(vl: Vl) -> None:
    person = vl.ok("add", "-g", "elder", "--door", "3-201", "Ada", "Oak", "--json").data["person"]
    assert (person["name"], person["groups"], person["household"]) == ("Ada Oak", ["elder"], "3-201")


def test_somebody_new_was_added_today_is_active_and_has_never_been_visited(vl: Vl) -> None:
    person = vl.ok("add", "Ada Oak", "--json").data["person"]
    assert (person["added_on"], person["status"], person["groups"]) == (TODAY, "active", [])
    standing = person["standing"]
    assert standing["never_visited"] is True
    assert standing["reason"]["kind"] == "first_visit"
    assert (standing["last_met"], standing["visits"]) == (None, 0)


def test_a_personal_rhythm_wins_over_the_groups(vl: Vl) -> None:
    standing = vl.ok("add", "Ada", "-g", "elder", "--every", "20d", "--json").data["person"]["standing"]
    assert standing["every"] == 20


@pytest.mark.parametrize(
    ("residence", "every"), [("resident", 180), ("newcomer", 90), ("temporary", 90), (None, 180)]
)
def test_without_a_group_the_residence_sets_the_rhythm(vl: Vl, residence: str | None, every: int) -> None:
    flags = ["--residence", residence] if residence else []
    assert vl.ok("add", "Ada", *flags, "--json").data["person"]["standing"]["every"] == every


def test_the_confirmation_names_the_number_the_door_the_next_day_and_how_to_undo(vl: Vl) -> None:
    first, second = vl.ok("add", "Ada Oak", "--door", "3-201", "-g", "elder").lines
    assert first == "1 Ada Oak, 3-201 · next due Thu 26 Nov (every 7 days)"
    assert second.strip() == "undo: visitlog undo"


def test_the_first_person_begins_a_journal_with_the_groups_of_a_neighbourhood(vl: Vl) -> None:
    vl.ok("add", "Ada Oak")
    assert {"household", "newcomer", "elder", "business"} <= {g["key"] for g in vl.table("groups").values()}
    assert [person["name"] for person in vl.table("people").values()] == ["Ada Oak"]


def test_the_journal_and_its_folder_are_private(vl: Vl) -> None:
    vl.ok("add", "Ada Oak")
    assert vl.journal.stat().st_mode & 0o777 == 0o600
    assert vl.journal.parent.stat().st_mode & 0o777 == 0o700


def test_a_second_person_of_the_same_name_is_added_and_pointed_out(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", "--door", "3-201")
    again = vl.ok("add", "ada OAK", "--door", "5-101")
    assert len(vl.table("people")) == 2
    assert again.err.startswith("note: ")
    assert "1 Ada Oak, 3-201" in again.err


def test_people_are_numbered_in_the_order_of_adding_and_numbers_are_not_used_again(vl: Vl) -> None:
    assert vl.ok("add", "Ada", "--json").data["person"]["id"] == 1
    assert vl.ok("add", "Ben", "--json").data["person"]["id"] == 2
    vl.ok("undo")
    assert vl.ok("add", "Cleo", "--json").data["person"]["id"] == 3


@pytest.mark.parametrize(
    ("flags", "code", "about"),
    [
        (["-g", "eldr"], 3, "nearest: elder"),
        (["-g", "zzz"], 3, 'no group "zzz"'),
        (["--every", "sometimes"], 2, "sometimes"),
        (["--every", "0d"], 2, "0d"),
        (["--residence", "ghost"], 2, "resident"),
        (["--birthday", "1950-02-30"], 2, "1950-02-30"),
        (["--birthday", "yesterday"], 2, "yesterday"),
        (["--birthday", "1950-01-02", "--lunar-birthday", "1950-01-02"], 2, "--lunar-birthday"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_can_not_be_read_is_refused_and_nobody_is_added(
    lane: Vl, flags: list[str], code: int, about: str
) -> None:
    assert about in lane.refuses(code, "add", "Fay", "Birch", *flags)


@pytest.mark.parametrize("name", ["", " ", "\t", "\n"])
def test_an_empty_name_is_refused(vl: Vl, name: str) -> None:
    vl.refuses(2, "add", name)
    assert not vl.journal.exists()
