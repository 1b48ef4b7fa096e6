"""What needs no quotes: names, doors, days and reasons of several words; and where each of them ends."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from conftest import Vl
from visitlog.cli.position import COMMANDS
from visitlog.cli.unquoted import TEXTS, WHENS, whole_values


@pytest.fixture
def street(vl: Vl) -> Vl:
    vl.ok("add", "He", "Guilan", "--door", "6-101")
    vl.ok("add", "O'Brien Pat", "--door", "2-110")
    vl.ok("add", "Li Na", "--door", "shop", "7", "--phone", "555", "0177", "-g", "business")
    return vl


def test_a_door_and_a_number_of_two_words_are_whole_once_the_name_is_said(street: Vl) -> None:
    person = street.ok("show", "3", "--json").data["person"]
    assert (person["name"], person["household"], person["phone"]) == ("Li Na", "shop 7", "555 0177")
    street.ok("add", "--door", "3-1", "Gao", "Ming")
    assert street.ok("show", "4", "--json").data["person"]["name"] == "Gao Ming"


@pytest.mark.parametrize(
    "words", ["brief he guilan", "show li na", "show obrien pat", "brief shop 7", "edit li na --note deaf"]
)
def test_a_command_on_one_person_takes_their_whole_name(street: Vl, words: str) -> None:
    street.ok(*words.split())


def test_somebody_who_left_is_named_whole_and_the_way_stands_last(street: Vl) -> None:
    street.ok("retire", "li", "na", "moved")
    assert street.table("people")["3"]["status"] == "moved"
    street.ok("resume", "li", "na")
    street.ok(
        "pause", "li", "na", "--until", "end", "of", "month", "--why", "wants", "to", "be", "left", "alone"
    )
    person = street.table("people")["3"]
    assert (person["paused_until"], person["pause_reason"]) == ("2026-11-30", "wants to be left alone")


def test_several_records_are_still_too_much(street: Vl) -> None:
    street.ok("log", "li", "one")
    street.ok("log", "he", "two")
    assert "V2" in street.refuses(2, "edit", "V1", "V2", "--note", "x")


def test_the_visit_is_to_the_whole_name_and_the_note_is_the_rest(street: Vl) -> None:
    visit = street.ok("log", "he", "guilan", "knee", "better", "-p", "bring", "oil", "@fri", "--json").data[
        "visit"
    ]
    assert ([one["id"] for one in visit["people"]], visit["note"]) == ([1], "knee better")
    visit = street.ok("log", "obrien", "pat", "-r", "out", "--json").data["visit"]
    assert ([one["id"] for one in visit["people"]], visit["note"], visit["result"]) == ([2], None, "out")


def test_a_note_from_standard_input_is_not_looked_at_for_a_name(street: Vl) -> None:
    visit = street.ok("log", "he", "-", "--json", stdin="guilan said so").data["visit"]
    assert visit["note"] == "guilan said so"


def test_the_whole_name_stands_before_words_of_other_commands_too(street: Vl) -> None:
    promise = street.ok("promise", "he", "guilan", "bring", "oil", "@fri", "--json").data["promise"]
    assert (promise["person"]["id"], promise["text"]) == (1, "bring oil")
    booked = street.ok("book", "li", "na", "thursday", "3pm,", "licence", "--json").data["appointment"]
    assert (booked["people"][0]["id"], booked["purpose"]) == (3, "licence")
    event = street.ok("event", "he", "guilan", "hospital", "broken", "hip", "--json").data["events"][0]
    assert (event["person"]["id"], event["kind"], event["note"]) == (1, "hospital", "broken hip")
    matter = street.ok("matter", "open", "li", "na", "noise", "at", "night", "--json").data["matter"]
    assert (matter["people"][0]["id"], matter["title"]) == (3, "noise at night")


@pytest.mark.parametrize(
    ("words", "kind", "note"),
    [
        ("birth a boy", "birth", "a boy"),
        ("new baby a boy", "birth", "a boy"),
        ("birth --note a boy", "birth", "a boy"),
        ("birth --on saturday --note a boy", "birth", "a boy"),
        ("lost the keys", "lost the keys", None),
        ("birth", "birth", None),
    ],
)
def test_words_after_a_kind_that_is_known_are_the_note_of_the_event(
    street: Vl, words: str, kind: str, note: str | None
) -> None:
    event = street.ok("event", "li", *words.split(), "--json").data["events"][0]
    assert (event["kind"], event["note"]) == (kind, note)


def test_a_note_given_twice_is_refused(street: Vl) -> None:
    assert "twice" in street.refuses(2, "event", "li", "birth", "boy", "--note", "a girl")


def visit_of(vl: Vl, *words: str) -> dict[str, Any]:
    return dict(vl.ok("log", "li", *words, "--json").data["visit"])


def test_a_text_goes_on_to_the_next_option_once_the_note_is_begun(street: Vl) -> None:
    words = "sign --lesson ask about the son first --went well --with doctor Chen"
    visit = visit_of(street, *words.split())
    assert (visit["note"], visit["lesson"]) == ("sign", "ask about the son first")
    assert (visit["went"], visit["companions"]) == ("well", ["doctor Chen"])


def test_before_a_note_is_begun_the_words_after_a_text_are_the_note(street: Vl) -> None:
    visit = visit_of(street, "--hospitality", "tea", "roof", "leaks")
    assert (visit["hospitality"], visit["note"]) == ("tea", "roof leaks")


def test_a_text_in_quotes_is_whole(street: Vl) -> None:
    visit = visit_of(street, "roof", "--hospitality", "green tea", "leaks")
    assert (visit["hospitality"], visit["note"]) == ("green tea", "roof leaks")


@pytest.mark.parametrize(
    ("words", "on", "note"),
    [
        ("--on last monday roof leaks", "2026-11-16", "roof leaks"),
        ("roof leaks --on last monday", "2026-11-16", "roof leaks"),
        ("--on yesterday roof leaks", "2026-11-22", "roof leaks"),
        ("roof --on the day before yesterday", "2026-11-21", "roof"),
        ("roof --on 3 days ago --alone", "2026-11-20", "roof"),
        ("roof --on yesterday leaks", "2026-11-22", "roof leaks"),
    ],
)
def test_a_day_goes_on_as_far_as_it_can_be_read(street: Vl, words: str, on: str, note: str) -> None:
    visit = visit_of(street, *words.split())
    assert (visit["on"], visit["note"]) == (on, note)


def test_an_hour_belongs_to_the_day_once_the_note_is_begun(street: Vl) -> None:
    visit = visit_of(street, "roof", "--on", "friday", "3pm")
    assert (visit["on"], visit["at"], visit["note"]) == ("2026-11-20", "15:00", "roof")


def test_days_and_reasons_of_other_commands_need_no_quotes(street: Vl) -> None:
    promise = street.ok("promise", "he", "bring", "oil", "--by", "next", "friday", "--json").data["promise"]
    assert (promise["text"], promise["by"]) == ("bring oil", "2026-12-04")
    street.ok("drop", "P1", "--why", "not", "ours", "any", "more")
    assert street.table("promises")["1"]["why"] == "not ours any more"
    street.ok("pause", "--me", "--until", "next", "friday", "--why", "a", "course")
    assert street.table("leaves")["1"]["why"] == "a course"
    street.ok("visits", "--from", "last", "monday", "--who", "li", "na")
    assert "P2" in street.refuses(3, "done", "P1", "--on", "yesterday", "P2")


def test_a_day_that_can_not_be_read_is_refused_as_before(street: Vl) -> None:
    assert '"last"' in street.refuses(2, "log", "li", "roof", "--on", "last")
    assert '"soon"' in street.refuses(2, "log", "li", "roof", "--on", "soon", "or", "later")


@pytest.mark.parametrize(
    ("words", "whole"),
    [
        (["a", "b", "--why", "x", "y", "--alone", "z"], ["a", "b", "--why", "x y", "--alone", "z"]),
        (["a", "--why", "x", "y"], ["a", "--why", "x", "y"]),
        (["a", "b", "--why", "x y", "z"], ["a", "b", "--why", "x y", "z"]),
        (["a", "b", "--why=x", "y"], ["a", "b", "--why=x", "y"]),
        (["a", "b", "--why"], ["a", "b", "--why"]),
        (["a", "b", "--why", "--alone"], ["a", "b", "--why", "--alone"]),
        (["a", "-", "--why", "x", "y"], ["a", "-", "--why", "x y"]),
        (["a", "b", "--why", "x", "-"], ["a", "b", "--why", "x", "-"]),
        (["a", "b", "--why", "x", "-2w", "y"], ["a", "b", "--why", "x -2w y"]),
        (["a", "b", "--form", "x", "y"], ["a", "b", "--form", "x", "y"]),
    ],
)
def test_where_a_value_ends(words: Sequence[str], whole: Sequence[str]) -> None:
    assert whole_values(words, {"--why", "--form"}, 2) == whole


def test_options_of_several_words_are_options_that_there_are() -> None:
    taken = json.loads(COMMANDS.read_bytes()).values()
    known = {name for command in taken for name in command.get("options", {})}
    assert known >= TEXTS | WHENS
    assert not TEXTS & WHENS


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("visits today", "--from today"),
        ("visits out", "--result out"),
        ("visits li na", "--who 'li na'"),
        ("promises li", "--who li"),
        ("summary week", "--period week"),
        ("summary 本周", "--period 本周"),
        ("people newcomer", "--residence newcomer"),
        ("people never", "--never"),
        ("matter list all", "--all"),
        ("due promises", "--promises"),
    ],
)
def test_a_word_too_many_is_told_its_option(street: Vl, line: str, near: str) -> None:
    assert f"did you mean {near}?" in street.refuses(2, *line.split())


def test_a_full_width_space_parts_words_as_a_narrow_one_does(vl: Vl) -> None:
    for name in ("王奶奶", "李 芳", "Ada Oak"):
        vl.ok("add", name)
    assert vl.ok("log", "王奶奶\u3000喝了茶", "--json").data["visit"]["note"] == "喝了茶"
    assert vl.ok("log", "李\u3000芳\u3000膝盖好些", "--json").data["visit"]["people"][0]["name"] == "李芳"
    assert vl.ok("log", "王奶奶", "茶\u3000好", "--json").data["visit"]["note"] == "茶\u3000好"
    made = vl.ok("promise", "王奶奶\u3000问房管所＠周五", "--json").data
    assert made["promise"]["text"] == "问房管所"
    assert vl.ok("brief", "Ada\u3000Oak").code == 0
