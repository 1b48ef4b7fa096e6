"""Changing the fields of every kind of record, and what a visit settled by itself following its edit."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time
from typing import Any

import pytest

from builders import NOW, day, group, journal, person, promise, talk, visit
from conftest import Vl
from visitlog.actions.editing import edit_record, edited_record, record_named, shown_fields
from visitlog.model.errors import Misuse, NotFound, Refused
from visitlog.model.journal import Journal
from visitlog.model.records import (
    Appointment,
    Birthday,
    LifeEvent,
    Matter,
    Move,
    Person,
    Promise,
    Topic,
    Visit,
)
from visitlog.model.table import Held
from visitlog.model.when import Direction, Moment, read_when


def at(moment: str) -> datetime:
    """A moment as appointments hold it: local, without a zone."""
    return datetime.fromisoformat(moment)


BOOKED = Appointment(1, (1,), at("2026-11-27 15:00"), purpose="pension form", made_on=day(-3))
ALL_DAY = Appointment(2, (1,), at("2026-11-28 00:00"), whole_day=True)
KEPT = Appointment(3, (1,), at("2026-11-20 09:00"), status="kept", closed_on=day(-3), visit=1)
ILL = LifeEvent(1, "illness", day(-2), person=1)
NOISE = Matter(1, "noise at night", (1, 2), kind="dispute", opened_on=day(-9))
SETTLED = Matter(2, "a fence", (2,), status="closed", opened_on=day(-30), closed_on=day(-10))

THERE = replace(
    journal(
        group("elder", 7, label={"en": "elder", "zh": "老人"}),
        group("shop", 30),
        person("Ada Oak", groups=("shop",), phone="555-0101", notes="deaf"),
        person("Ben Elm"),
        visit(-3, 1, form="planned", note="the lamp", topics=("roof",)),
        talk(-2, "East Lane"),
        promise("mend the lamp", 3, made_on=day(-3), visit=1),
        promise("moved once", 5, moves=(Move(day(1), day(5), "rain"),), first_by=day(1)),
        promise("bring the key", -9, status="kept", made_on=day(-12), closed_on=day(-10), told_on=day(-3)),
    ),
    appointments=Held((BOOKED, ALL_DAY, KEPT)),
    events=Held((ILL,)),
    matters=Held((NOISE, SETTLED)),
    topic_records=Held((Topic(1, "health", label={"en": "health", "zh": "健康"}),)),
)


def when(typed: str, direction: Direction) -> Moment:
    return read_when(typed, NOW, direction)


def edited(typed: str, given: Mapping[str, Any], there: Journal = THERE) -> Any:
    return edited_record(there, record_named(there, typed, ()), given, when)


EDITS: tuple[tuple[str, Mapping[str, Any], Mapping[str, Any]], ...] = (
    ("ada", {"name": " Ada   Beech "}, {"name": "Ada Beech", "keys": ("ab", "adabeech")}),
    ("1", {"every": "2w", "phone": "555-0102"}, {"every": 14, "phone": "555-0102"}),
    ("ada", {"birthday": "lunar 1950-01-15"}, {"birthday": Birthday("lunar", 1, 15, 1950)}),
    ("ada", {"birthday": "03-02"}, {"birthday": Birthday("solar", 3, 2)}),
    ("ada", {"residence": "新居民"}, {"residence": "newcomer"}),
    ("ada", {"alias": [" Granny ", "Granny", ""]}, {"aliases": ("Granny",)}),
    ("ada", {"best-time": ["weekday evenings"]}, {"best_times": ("weekday evenings",)}),
    ("ada", {"sensitive": True, "note": "hard of hearing"}, {"sensitive": True, "notes": "hard of hearing"}),
    ("ada", {"added": "1 june"}, {"added_on": at("2026-06-01 00:00").date()}),
    ("V1", {"on": "yesterday", "at": "14:30"}, {"on": day(-1), "at": time(14, 30)}),
    (
        "v1",
        {"form": "偶遇", "place": "办公室", "result": "nobody in"},
        {"form": "chance", "place": "office", "result": "out"},
    ),
    (
        "V1",
        {"minutes": "40", "went": "见效", "warmth": "warm"},
        {"minutes": 40, "went": "well", "warmth": "warm"},
    ),
    (
        "V1",
        {"with": ["Dr Ash", "Mr Fir"], "alone": True},
        {"companions": ("Dr Ash", "Mr Fir"), "alone": True},
    ),
    ("V1", {"hospitality-declined": "a meal", "attire": "便装"}, {"hospitality_declined": "a meal"}),
    ("V2", {"heads": "12", "area": "West Lane"}, {"heads": 12, "area": "West Lane"}),
    ("P1", {"text": "mend both lamps", "owed-by": "对方"}, {"text": "mend both lamps", "owed_by": "them"}),
    ("P1", {"by": "2026-12-24"}, {"by": at("2026-12-24 00:00").date()}),
    (
        "A1",
        {"at": "2026-12-01 9:00 am", "place": "office"},
        {"at": at("2026-12-01 09:00"), "place": "office"},
    ),
    (
        "A1",
        {"for": "the pension", "note": "bring glasses"},
        {"purpose": "the pension", "note": "bring glasses"},
    ),
    (
        "E1",
        {"kind": "添丁", "on": "yesterday", "window": "5"},
        {"kind": "birth", "on": day(-1), "window_days": 5},
    ),
    ("M1", {"title": "music at night", "every": "5d"}, {"title": "music at night", "every": 5}),
    ("M1", {"kind": "求助", "opened": "yesterday"}, {"kind": "request", "opened_on": day(-1)}),
    ("M2", {"outcome": "a lower fence"}, {"outcome": "a lower fence"}),
)


@pytest.mark.parametrize(("typed", "given", "after"), EDITS)
def test_every_kind_of_record_takes_its_fields_in_both_languages(
    typed: str, given: Mapping[str, Any], after: Mapping[str, Any]
) -> None:
    record = edited(typed, given)
    assert {name: getattr(record, name) for name in after} == after
    derived = {"first_by", "keys"}
    untouched = set(vars(record)) - {FIELD_OF.get(name, name) for name in given} - set(after) - derived
    before = record_named(THERE, typed, ())
    assert {name: getattr(record, name) for name in untouched} == {
        name: getattr(before, name) for name in untouched
    }


FIELD_OF = {"hospitality-declined": "hospitality_declined", "with": "companions", "best-time": "best_times"}


@pytest.mark.parametrize("typed", ["ada", "V1", "V2", "P1", "A1", "A2", "E1", "M1"])
def test_a_form_given_back_as_it_was_shown_changes_nothing(typed: str) -> None:
    record = record_named(THERE, typed, ())
    given = {
        name: value for name, value in shown_fields(record, THERE).items() if value not in ("", [], False)
    }
    assert edited_record(THERE, record, given, when) == record
    assert edit_record(THERE, record, given, when).is_empty


WRONG: tuple[tuple[str, str], ...] = (
    ("ada", "heads"),
    ("ada", "text"),
    ("V1", "phone"),
    ("V1", "by"),
    ("V1", "heads"),
    ("V1", "area"),
    ("P1", "phone"),
    ("P1", "note"),
    ("A1", "on"),
    ("A1", "kind"),
    ("E1", "place"),
    ("M1", "by"),
    ("M1", "note"),
)


@pytest.mark.parametrize(("typed", "field"), WRONG)
def test_a_field_that_the_kind_lacks_is_misuse_and_those_it_has_are_named(typed: str, field: str) -> None:
    with pytest.raises(Misuse) as refusal:
        edited(typed, {field: "3"})
    assert field in str(refusal.value)
    named = refusal.value.values["fields"]
    assert isinstance(named, tuple)
    assert set(named) == set(shown_fields(record_named(THERE, typed, ()), THERE))
    assert field not in named


TAKEN_AWAY: tuple[tuple[str, str, str, object], ...] = (
    ("ada", "phone", "phone", None),
    ("ada", "note", "notes", None),
    ("ada", "every", "every", None),
    ("ada", "birthday", "birthday", None),
    ("V1", "note", "note", None),
    ("V1", "at", "at", None),
    ("V1", "warmth", "warmth", None),
    ("P1", "by", "by", None),
    ("P1", "made", "made_on", None),
    ("A1", "for", "purpose", None),
    ("E1", "note", "note", None),
    ("M1", "every", "every", None),
    ("M2", "outcome", "outcome", None),
)


@pytest.mark.parametrize(("typed", "field", "attribute", "left"), TAKEN_AWAY)
def test_an_empty_text_takes_a_field_away(typed: str, field: str, attribute: str, left: object) -> None:
    assert getattr(edited(typed, {field: "  "}), attribute) is left


def test_an_empty_list_takes_all_of_several_away() -> None:
    assert edited("ada", {"group": [""]}).groups == ()
    assert edited("V1", {"topic": []}).topics == ()


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        *(("ada", "name"), ("V1", "on"), ("V1", "form"), ("V1", "place"), ("V1", "result"), ("P1", "text")),
        *(("P1", "owed-by"), ("A1", "at"), ("E1", "kind"), ("E1", "on"), ("E1", "window"), ("M1", "title")),
        ("M1", "kind"),
    ],
)
def test_a_field_that_is_needed_can_not_be_left_empty(typed: str, field: str) -> None:
    with pytest.raises(Misuse, match=f"{field} can't be left empty"):
        edited(typed, {field: " "})


def test_groups_are_found_by_key_or_label_each_once_and_an_unknown_one_is_not_found() -> None:
    assert edited("ada", {"group": ["老人", "elder", "SHOP"]}).groups == ("elder", "shop")
    with pytest.raises(NotFound, match="elder"):
        edited("ada", {"group": ["eldr"]})


def test_topics_are_found_by_any_name_and_others_stay_as_typed() -> None:
    assert edited("V1", {"topic": ["健康", "Health", " lamp "]}).topics == ("health", "lamp")


@pytest.mark.parametrize(
    ("typed", "given", "kind", "about"),
    [
        ("V1", {"minutes": "0"}, Misuse, "above zero"),
        ("V1", {"minutes": "-3"}, Misuse, "whole number"),
        ("V1", {"at": "25:00"}, Misuse, "not a time"),
        ("V1", {"on": "tomorrow"}, Misuse, "future"),
        ("V1", {"form": "parachute"}, Misuse, "planned"),
        ("V2", {"heads": "0"}, Misuse, "above zero"),
        ("V2", {"heads": ""}, Refused, "keeps its area"),
        ("V2", {"area": ""}, Refused, "keeps its area"),
        ("P3", {"made": "yesterday"}, Refused, "before it was made"),
        ("M2", {"opened": "yesterday"}, Refused, "before it was opened"),
        ("E1", {"window": "soon"}, Misuse, "whole number"),
        ("ada", {"every": "often"}, Misuse, "often"),
        ("ada", {"birthday": "1950-13-02"}, Misuse, "1950-13-02"),
    ],
)
def test_what_can_not_be_is_refused(
    typed: str, given: Mapping[str, Any], kind: type[Exception], about: str
) -> None:
    with pytest.raises(kind, match=about):
        edited(typed, given)


@pytest.mark.parametrize(
    ("typed", "kind"), [("V99", NotFound), ("A99", NotFound), ("zoe", NotFound), ("", Misuse)]
)
def test_a_record_that_is_not_there_is_not_found(typed: str, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        record_named(THERE, typed, ())


def test_the_last_person_can_be_named_with_a_dot() -> None:
    assert record_named(THERE, ".", (2,)) == THERE.people.get(2)


def test_correcting_the_day_of_a_promise_corrects_its_first_day_unless_it_was_moved_since() -> None:
    assert edited("P1", {"by": "2026-12-24"}).first_by == at("2026-12-24 00:00").date()
    assert edited("P1", {"by": ""}).first_by is None
    assert edited("P2", {"by": "2026-12-24"}).first_by == day(1)


def test_an_appointment_given_a_day_alone_keeps_its_hour_and_one_for_the_whole_day_stays_so() -> None:
    moved = edited("A1", {"at": "2026-12-01"})
    assert (moved.at, moved.whole_day) == (at("2026-12-01 15:00"), False)
    moved = edited("A2", {"at": "2026-12-01"})
    assert (moved.at, moved.whole_day) == (at("2026-12-01 00:00"), True)
    moved = edited("A2", {"at": "2026-12-01 09:30"})
    assert (moved.at, moved.whole_day) == (at("2026-12-01 09:30"), False)


def changed(typed: str, given: Mapping[str, Any], there: Journal = THERE) -> dict[tuple[type, int], Any]:
    change = edit_record(there, record_named(there, typed, ()), given, when)
    assert len({(type(record), record.id) for record in change.put}) == len(change.put)
    return {(type(record), record.id): record for record in change.put}


def test_an_edit_puts_the_record_alone_and_names_it_in_history() -> None:
    change = edit_record(THERE, record_named(THERE, "M1", ()), {"title": "music"}, when)
    assert (len(change.put), change.removed) == (1, ())
    assert (change.command, change.summary, change.people) == ("edit", "M1 Ada Oak, Ben Elm", (1, 2))


def test_another_day_of_a_visit_is_the_day_on_which_its_promises_were_made() -> None:
    after = changed("V1", {"on": "yesterday"})
    assert after[Promise, 1].made_on == day(-1)
    assert (Promise, 2) not in after


def test_a_promise_kept_before_the_new_day_of_its_visit_is_left_as_it_was() -> None:
    kept = promise("done", 0, made_on=day(-3), visit=1, status="kept", closed_on=day(-2), told_on=day(-2))
    there = journal(person("Ada Oak"), visit(-3, 1), kept)
    assert (Promise, 1) not in changed("V1", {"on": "yesterday"}, there)


def test_a_visit_on_which_nobody_was_met_after_all_makes_the_booking_missed_and_the_news_untold() -> None:
    after = changed("V1", {"result": "out"})
    assert (after[Appointment, 3].status, after[Appointment, 3].visit) == ("missed_by_them", 1)
    assert after[Promise, 3].told_on is None
    assert after[Promise, 3].status == "kept"


def test_a_visit_on_which_they_were_met_after_all_tells_what_was_kept_until_then() -> None:
    fresh = replace(THERE.promises.get(3) or Promise(0, 0, ""), told_on=None)
    there = journal(person("Ada Oak"), visit(-3, 1, result="out"), replace(fresh, id=1))
    assert changed("V1", {"result": "met"}, there)[Promise, 1].told_on == day(-3)
    later = journal(person("Ada Oak"), visit(-11, 1, result="out"), replace(fresh, id=1))
    assert (Promise, 1) not in changed("V1", {"result": "met"}, later)


def test_news_told_on_another_day_than_thought_is_told_on_that_day() -> None:
    assert changed("V1", {"on": "yesterday"})[Promise, 3].told_on == day(-1)
    assert changed("V1", {"on": "2026-11-11"})[Promise, 3].told_on is None


def test_news_that_another_visit_of_the_day_told_stays_told() -> None:
    told = promise("key", -9, status="kept", closed_on=day(-10), told_on=day(-3))
    there = journal(person("Ada Oak"), visit(-3, 1), visit(-3, 1), told)
    assert (Promise, 1) not in changed("V1", {"result": "out"}, there)


def test_other_words_of_a_visit_leave_everything_else_alone() -> None:
    assert set(changed("V1", {"note": "roof", "warmth": "warm", "at": "09:00"})) == {(Visit, 1)}


def test_a_person_is_edited_by_number_name_or_door_and_named_in_history() -> None:
    change = edit_record(THERE, record_named(THERE, "ben", ()), {"phone": "555"}, when)
    assert (change.summary, change.people) == ("Ben Elm", (2,))
    assert isinstance(change.put[0], Person)


# What only the journal file can show: the tallies that follow, the bytes that stay, and undo.


def tally(vl: Vl, person: str) -> Any:
    return vl.table("people")[person].get("tally")


def recorded(vl: Vl) -> dict[str, Any]:
    return {name: vl.table(name) for name in ("people", "visits", "promises", "appointments", "matters")}


def test_nothing_changed_is_nothing_written(lane: Vl) -> None:
    before = lane.bytes
    same = (
        ("V5", "--note", "Roof leaks over the bed"),
        ("1", "--group", "elder"),
        ("P1", "--by", "2026-11-20"),
    )
    for typed, option, value in same:
        assert lane.ok("edit", typed, option, value).out == "Nothing was changed.\n"
        answer = lane.ok("edit", typed, option, value, "--json").data
        assert (answer["record"], answer["changed"]) == (typed, False)
        assert not any(answer[name] for name in ("people", "visits", "promises", "warnings"))
    assert lane.bytes == before


@pytest.mark.parametrize(
    ("options", "met", "attempts"),
    [
        (("--on", "2026-11-15"), {"dropin": "2026-11-15"}, 0),
        (("--on", "2026-10-01"), {"dropin": "2026-10-20"}, 0),
        (("--form", "phone"), {"dropin": "2026-10-20", "phone": "2026-11-10"}, 0),
        (("--result", "out"), {"dropin": "2026-10-20"}, 1),
        (("--result", "refused"), {"dropin": "2026-10-20"}, 1),
    ],
)
def test_the_tally_follows_another_day_form_or_result_and_undo_brings_it_back(
    lane: Vl, options: tuple[str, ...], met: dict[str, str], attempts: int
) -> None:
    before = recorded(lane)
    lane.ok("edit", "V5", *options)
    after = tally(lane, "1")
    assert after["last_met"] == met
    assert (after["visits"], after.get("attempts", 0)) == (2, attempts)
    standing = lane.ok("show", "ada", "--json").data["person"]["standing"]
    counting = [day for form, day in met.items() if form != "phone"]
    assert standing["last_met"] == max(counting)
    lane.ok("undo")
    assert recorded(lane) == before


def test_a_visit_asked_for_after_all_no_longer_counts_to_the_ceiling(lane: Vl) -> None:
    assert lane.ok("show", "ben", "--json").data["person"]["standing"]["ceiling"]["used"] == 1
    lane.ok("edit", "V6", "--asked")
    assert lane.ok("show", "ben", "--json").data["person"]["standing"]["ceiling"]["used"] == 0


def test_the_new_name_is_found_by_its_initials_and_the_old_one_no_more(lane: Vl) -> None:
    lane.ok("edit", "ada", "--name", "Zoe Quince")
    assert lane.ok("show", "zq", "--json").data["person"]["name"] == "Zoe Quince"
    lane.refuses(3, "show", "ao")


def test_the_day_that_was_understood_is_shown_back_with_its_weekday(lane: Vl) -> None:
    assert "Fri 20 Nov 2026" in lane.ok("edit", "V5", "--on", "friday").out
    assert "Fri 4 Dec 2026" in lane.ok("edit", "P1", "--by", "next friday").out
    assert "made Sun 1 Nov 2026" in lane.ok("edit", "P1", "--made", "1 november").out
    assert "added Mon 1 Jun 2026" in lane.ok("edit", "dan", "--added", "1 june").out
    lane.ok("book", "ada", "thursday 3pm")
    assert "Fri 27 Nov 2026 15:00" in lane.ok("edit", "A1", "--at", "friday").out
    lane.ok("event", "ada", "birth")
    assert "Sun 22 Nov 2026" in lane.ok("edit", "E1", "--on", "yesterday").out
    lane.ok("matter", "open", "ada", "noise")
    assert "opened Sat 21 Nov 2026" in lane.ok("edit", "M1", "--opened", "21 november").out


def test_an_edit_of_a_talk_to_many_touches_nobody(lane: Vl) -> None:
    people = lane.table("people")
    lane.ok("edit", "V9", "--heads", "15", "--on", "2026-11-17", "--area", "West Lane")
    visit = lane.table("visits")["9"]
    assert (visit["heads"], visit["on"], visit["area"], visit["people"]) == (
        15,
        "2026-11-17",
        "West Lane",
        [],
    )
    assert lane.table("people") == people


def test_an_event_edited_to_a_delicate_kind_in_chinese_is_withheld(lane: Vl) -> None:
    lane.ok("event", "ben", "添丁")
    lane.ok("edit", "E1", "--kind", "住院")
    assert lane.ok("events", "--json").data["events"][0]["withheld"] is True
