"""edit --who: a record was of somebody else, and all that followed from it follows."""

from pathlib import Path
from typing import Any

import pytest

from conftest import Vl


def recorded(vl: Vl) -> dict[str, Any]:
    return {
        name: vl.table(name) for name in ("people", "visits", "promises", "appointments", "events", "matters")
    }


@pytest.fixture
def street(vl: Vl) -> Vl:
    for name, door in (("Ada Oak", "1-1"), ("Ben Elm", "1-2"), ("Cal Ash", "1-3")):
        vl.ok("add", name, "--door", door)
    return vl


def people_of(vl: Vl, id: str) -> list[int]:
    return list(vl.table("visits")[id[1:]]["people"])


def standing(vl: Vl, who: str) -> dict[str, Any]:
    return dict(vl.ok("show", who, "--json").data["person"]["standing"])


def test_a_visit_to_the_wrong_person_goes_to_the_right_one_with_its_promise_and_undo_brings_it_back(
    street: Vl,
) -> None:
    street.ok("log", "ada", "roof", "-p", "ask housing @friday")
    before = recorded(street)
    answer = street.ok("edit", "V1", "--who", "ben", "--json").data
    assert [one["person"]["id"] for one in answer["promises"]] == [2]
    assert answer["promises"][0]["visit"] == "V1"
    assert [one["person"]["id"] for one in answer["standing"]] == [2]
    assert answer["warnings"] == []
    assert people_of(street, "V1") == [2]
    assert standing(street, "ada")["never_visited"]
    assert standing(street, "ben")["last_met"] == "2026-11-23"
    assert street.ok("check", "--json").data["findings"] == []
    assert street.ok("history", "-n", "1", "--json").data["changes"][0]["summary"] == "V1 Ben Elm"
    street.ok("undo")
    assert recorded(street) == before


def test_the_answer_shows_the_promise_that_went_along(street: Vl) -> None:
    street.ok("log", "ada", "roof", "-p", "ask housing @friday")
    said = street.ok("edit", "V1", "--who", "ben")
    assert "P1  promised to Ben Elm, 1-2: ask housing" in said.out
    assert said.err == ""


@pytest.mark.parametrize(("who", "people"), [("ada,ben,cal", [1, 2, 3]), ("cal", [3]), ("ben、cal", [2, 3])])
def test_a_visit_of_two_can_be_of_others_and_a_promise_that_stays_is_named(
    street: Vl, who: str, people: list[int]
) -> None:
    street.ok("log", "ada,ben", "fence", "-p", "measure it @friday")
    said = street.ok("edit", "V1", "--who", who)
    assert people_of(street, "V1") == people
    stay = [promise for promise in street.table("promises").values() if promise["person"] not in people]
    assert all("visit" not in promise for promise in stay)
    assert (said.err.count("what was promised there stays") == 1) == bool(stay)
    assert ("remove P1" in said.err) == bool(stay)
    assert street.ok("check", "--json").data["findings"] == []


def test_a_booking_that_a_visit_answered_is_open_again_and_that_of_the_right_person_is_kept(
    street: Vl,
) -> None:
    street.ok("book", "ada", "today", "--for", "tea")
    street.ok("book", "ben", "today", "--for", "cake")
    street.ok("log", "ada", "tea")
    assert [one["status"] for one in street.table("appointments").values()] == ["kept", "booked"]
    before = recorded(street)
    said = street.ok("edit", "V1", "--who", "ben")
    assert "A1  the booking is open again" in said.out
    assert "A2  the booking is settled" in said.out
    first, second = street.table("appointments").values()
    assert (first["status"], first.get("visit"), second["status"], second["visit"]) == (
        "booked",
        None,
        "kept",
        1,
    )
    assert street.table("visits")["1"]["appointment"] == 2
    assert street.ok("check", "--json").data["findings"] == []
    street.ok("undo")
    assert recorded(street) == before


def test_a_booking_of_both_stays_answered_by_the_one_who_was_there(street: Vl) -> None:
    street.ok("book", "ada,ben", "today")
    street.ok("log", "ada,ben", "tea")
    street.ok("edit", "V1", "--who", "ada")
    assert street.table("appointments")["1"]["status"] == "kept"


def test_news_is_told_to_whom_the_visit_really_was(street: Vl) -> None:
    street.ok("promise", "ada", "key", "--by", "friday")
    street.ok("promise", "ben", "lamp", "--by", "friday")
    street.ok("done", "P1", "P2")
    street.ok("log", "ada", "told her")
    assert [one.get("told_on") for one in street.table("promises").values()] == ["2026-11-23", None]
    street.ok("edit", "V1", "--who", "ben")
    assert [one.get("told_on") for one in street.table("promises").values()] == [None, "2026-11-23"]


def test_another_day_and_another_person_at_once_follow_together(street: Vl) -> None:
    street.ok("log", "ada", "roof", "-p", "ask housing @friday")
    street.ok("edit", "V1", "--who", "ben", "--on", "2026-11-20")
    (promise,) = street.table("promises").values()
    assert (promise["person"], promise["made_on"]) == (2, "2026-11-20")
    assert standing(street, "ben")["last_met"] == "2026-11-20"


def test_a_promise_can_be_somebody_elses(street: Vl) -> None:
    street.ok("log", "ada", "roof", "-p", "ask housing @friday")
    street.ok("edit", "P1", "--who", "1-2")
    assert street.table("promises")["1"] | {"uid": ""} == {
        "person": 2, "text": "ask housing", "by": "2026-11-27", "first_by": "2026-11-27", "status": "open",
        "made_on": "2026-11-23", "uid": "",
    }  # fmt: skip
    assert [one["id"] for one in street.ok("promises", "--who", "ben", "--json").data["promises"]] == ["P1"]
    assert "name one" in street.refuses(2, "edit", "P1", "--who", "ada,ben")


def test_bookings_events_and_matters_can_be_of_others(street: Vl) -> None:
    street.ok("book", "ada", "friday")
    street.ok("event", "ada", "birth")
    street.ok("matter", "open", "ada,ben", "noise")
    for typed, who in (("A1", "ben,cal"), ("E1", "cal"), ("M1", "ada,cal")):
        street.ok("edit", typed, "--who", who)
    found = recorded(street)
    assert found["appointments"]["1"]["people"] == [2, 3]
    assert found["events"]["1"]["person"] == 3
    assert found["matters"]["1"]["people"] == [1, 3]


def test_a_booking_answered_by_a_visit_to_others_is_not_given_away(street: Vl) -> None:
    street.ok("book", "ada", "today")
    street.ok("log", "ada", "tea")
    assert "edit V1 --who WHO" in street.refuses(1, "edit", "A1", "--who", "ben")


@pytest.mark.parametrize(
    ("words", "code", "about"),
    [
        (("V1", "--who", "1-"), 4, "fits 3 people"),
        (("V1", "--who", "zoe"), 3, "zoe"),
        (("V1", "--who", ""), 2, "WHO is empty"),
        (("ada", "--who", "ben"), 2, "has no who"),
        (("V2", "--who", "ben"), 2, "V2 has no who"),
        (("E1", "--who", "ben"), 2, "E1 has no who"),
        (("V1", "--matter", "M9"), 3, "M9"),
        (("V1", "--matter", "V1"), 2, "is not a matter"),
    ],
)
def test_whom_it_can_not_be_of_is_refused_and_nothing_is_written(
    street: Vl, words: tuple[str, ...], code: int, about: str
) -> None:
    street.ok("add", "Door One", "--alias", "1-")
    street.ok("add", "Door Two", "--alias", "1-")
    street.ok("add", "Door Three", "--alias", "1-")
    street.ok("log", "ada", "roof")
    street.ok("log", "--area", "Lane", "--heads", "9", "fire drill")
    street.ok("event", "--area", "Lane", "flood")
    before = street.bytes
    assert about in street.refuses(code, "edit", *words)
    assert street.bytes == before


def test_the_matter_of_a_visit_is_set_with_or_without_its_letter_and_taken_away(street: Vl) -> None:
    street.ok("log", "ada", "roof")
    street.ok("matter", "open", "ada", "noise")
    for typed in ("M1", "m1", "1"):
        street.ok("edit", "V1", "--matter", typed)
        assert street.table("visits")["1"]["matter"] == 1
        street.ok("edit", "V1", "--matter", "")
        assert "matter" not in street.table("visits")["1"]


def test_a_ceiling_and_a_double_of_the_right_person_are_warned_of(street: Vl) -> None:
    street.ok("add", "Dot Fir", "-g", "business")
    street.ok("log", "dot", "shop")
    street.ok("log", "ada", "shop")
    codes = [one["code"] for one in street.ok("edit", "V2", "--who", "dot", "--json").data["warnings"]]
    assert codes == ["duplicate", "ceiling"]


def editor(vl: Vl, command: str) -> dict[str, str]:
    """An editor that does this to the form."""
    script: Path = vl.home / "editor"
    script.write_text(f"#!/bin/sh\n{command}\n", encoding="utf-8")
    script.chmod(0o700)
    return {"EDITOR": str(script)}


def test_the_form_shows_who_and_takes_another(street: Vl) -> None:
    street.ok("log", "ada,ben", "fence", "-p", "measure it @friday")
    look = 'cp "$1" "$(dirname "$0")/form"'
    street.ok("edit", "V1", env=editor(street, look + '; sed -i \'s/^who = .*/who = "cal"/\' "$1"'))
    assert 'who = "Ada Oak, Ben Elm"' in (street.home / "form").read_text("utf-8")
    assert people_of(street, "V1") == [3]


def test_namesakes_stand_in_the_form_by_number(street: Vl) -> None:
    street.ok("add", "Ada Oak", "--door", "9-9")
    street.ok("log", "1", "roof")
    look = 'cp "$1" "$(dirname "$0")/form"; sed -i \'s/roof/lamp/\' "$1"'
    street.ok("edit", "V1", env=editor(street, look))
    assert 'who = "1"' in (street.home / "form").read_text("utf-8")
    assert (people_of(street, "V1"), street.table("visits")["1"]["note"]) == ([1], "lamp")


def test_whoever_was_renamed_while_the_form_was_open_is_no_other_person(street: Vl) -> None:
    street.ok("log", "ada", "roof")
    rename = "visitlog edit 1 --name 'Ada Elder'; sed -i 's/roof/lamp/' \"$1\""
    street.ok("edit", "V1", env=editor(street, rename))
    assert street.table("visits")["1"]["note"] == "lamp"


def test_removing_a_visit_names_the_promises_that_stay(street: Vl) -> None:
    street.ok("log", "ada", "roof", "-p", "ask housing @friday", "-p", "bring oil")
    street.ok("log", "ada", "nothing promised")
    assert street.ok("remove", "V2").err == ""
    said = street.ok("remove", "V1")
    assert (
        said.err == "note: what was promised there stays: P1, P2; if it was not meant: visitlog remove P1\n"
    )
    assert set(street.table("promises")) == {"1", "2"}
    street.ok("undo")
    assert street.ok("remove", "V1", "--json").data["warnings"][0]["code"] == "promises_stay"
