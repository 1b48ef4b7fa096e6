"""`promise`, `done`, `drop`, `cancel`, `move`, `promises`: our word, and theirs."""

from typing import Any

import pytest

from conftest import TODAY, Vl


def promise_of(vl: Vl, *words: str) -> Any:
    """The promise that a command answers, as JSON."""
    return vl.ok(*words, "--json").data["promise"]


@pytest.mark.parametrize(
    ("by", "day"),
    [
        ("friday", "2026-11-27"),
        ("today", TODAY),
        ("+3d", "2026-11-26"),
        ("within 3 days", "2026-11-26"),
        ("三天内", "2026-11-26"),
        ("周五前", "2026-11-27"),
        ("下周三", "2026-12-02"),
        ("end of month", "2026-11-30"),
        ("2026-12-24", "2026-12-24"),
        ("2026-12-24 15:00", "2026-12-24"),
    ],
)
def test_the_day_of_a_promise_looks_ahead(lane: Vl, by: str, day: str) -> None:
    promise = promise_of(lane, "promise", "dan", "a", "lamp", "--by", by)
    assert (promise["text"], promise["by"], promise["first_by"]) == ("a lamp", day, day)
    assert (promise["person"], promise["owed_by"]) == ({"id": 5, "name": "Dan Fir"}, "us")
    assert (promise["status"], promise["visit"], promise["made_on"]) == ("open", None, TODAY)


@pytest.mark.parametrize(("typed", "party"), [("us", "us"), ("them", "them"), ("对方", "them")])
def test_a_promise_is_ours_or_theirs(lane: Vl, typed: str, party: str) -> None:
    assert (
        promise_of(lane, "promise", "dan", "lamp", "--by", "friday", "--owed-by", typed)["owed_by"] == party
    )


def test_the_confirmation_shows_the_day_with_its_weekday(lane: Vl) -> None:
    lines = lane.ok("promise", "dan", "a", "lamp", "--by", "friday").lines
    assert lines == [
        "P7  promised to Dan Fir, 1-402: a lamp, by Fri 27 Nov 2026",
        "    undo: visitlog undo",
    ]
    theirs = lane.ok("promise", "dan", "the key", "--by", "friday", "--owed-by", "them").lines[0]
    assert theirs == "P8  Dan Fir, 1-402 owes us: the key, by Fri 27 Nov 2026"


def test_new_makes_the_person_of_a_promise(lane: Vl) -> None:
    assert promise_of(lane, "promise", "Fay", "lamp", "--by", "friday", "--new")["person"]["name"] == "Fay"


@pytest.mark.parametrize(
    "line",
    [
        "promise dan lamp",
        "promise dan --by friday",
        "promise",
        "promise dan lamp --by yesterday",
        "promise dan lamp --by someday",
        "promise dan lamp --by 三天前",
        "promise dan lamp --by -2d",
        "promise dan lamp --by friday --owed-by cat",
    ],
)
def test_a_promise_that_makes_no_sense_is_misuse(lane: Vl, line: str) -> None:
    lane.refuses(2, *line.split())


def test_a_promise_without_words_is_misuse(lane: Vl) -> None:
    lane.refuses(2, "promise", "dan", " ", "--by", "friday")


def test_done_keeps_one_several_or_a_persons_only_promise(lane: Vl) -> None:
    assert [p["id"] for p in lane.ok("done", "p3", "--json").data["promises"]] == ["P3"]
    kept = lane.ok("done", "P1", "P4", "P1", "--json").data["promises"]
    assert [(p["id"], p["status"], p["closed_on"]) for p in kept] == [
        ("P1", "kept", TODAY),
        ("P4", "kept", TODAY),
    ]
    assert [p["id"] for p in lane.ok("done", "eve", "--json").data["promises"]] == ["P5"]


def test_done_says_how_late_it_was(lane: Vl) -> None:
    line = lane.ok("done", "P1").lines[0]
    assert line.endswith("Mon 23 Nov 2026 · 3 days late")
    assert "late" not in lane.ok("done", "P3").out


def test_done_on_another_day(lane: Vl) -> None:
    [promise] = lane.ok("done", "P1", "--on", "2026-11-19", "--json").data["promises"]
    assert promise["closed_on"] == "2026-11-19"
    assert "2026-11-10" not in lane.refuses(2, "done", "P3", "--on", "2026-11-01")
    lane.refuses(2, "done", "P3", "--on", "tomorrow")


def test_a_person_with_several_open_promises_is_ambiguous_and_they_are_listed(lane: Vl) -> None:
    lines = lane("done", "ada").err.splitlines()
    assert "2 promises are open" in lane.refuses(4, "done", "ada")
    assert [line.split()[0] for line in lines[1:]] == ["P1", "P2"]


def test_a_person_without_an_open_promise_is_not_found(lane: Vl) -> None:
    assert "no promise is open" in lane.refuses(3, "done", "dan")


@pytest.mark.parametrize("command", ["done P6", "drop P6 --why x", "move P6 friday --why x"])
def test_a_promise_that_is_kept_already_is_refused(lane: Vl, command: str) -> None:
    assert "P6 was kept on Tue 17 Nov 2026" in lane.refuses(1, *command.split())


@pytest.mark.parametrize("command", ["done P1", "drop P1 --why x", "move P1 friday --why x"])
def test_a_promise_that_is_given_up_is_refused(lane: Vl, command: str) -> None:
    lane.ok("drop", "P1", "--why", "housing did it")
    assert "given up" in lane.refuses(1, *command.split())


@pytest.mark.parametrize(
    "command", ["done P99", "drop P99 --why x", "cancel P99 --why x", "move P99 friday --why x"]
)
def test_an_unknown_promise_is_not_found(lane: Vl, command: str) -> None:
    assert "P99" in lane.refuses(3, *command.split())


@pytest.mark.parametrize(
    "command",
    [
        "done",
        "done V1",
        "drop V1 --why x",
        "drop ada --why x",
        "drop P1",
        "cancel P1",
        "move P1 friday",
        "move P1 --why x",
        "move P1 someday --why x",
        "drop",
        "move",
    ],
)
def test_what_can_not_be_settled_is_misuse(lane: Vl, command: str) -> None:
    lane.refuses(2, *command.split())


@pytest.mark.parametrize(
    "command", [("drop", "P1"), ("cancel", "P1"), ("move", "P1", "friday"), ("move", "P5", "friday")]
)
def test_an_empty_reason_is_misuse(lane: Vl, command: tuple[str, ...]) -> None:
    for why in ("", " "):
        assert "--why" in lane.refuses(2, *command, "--why", why)


@pytest.mark.parametrize("command", ["drop", "cancel"])
def test_a_promise_is_given_up_with_its_reason(lane: Vl, command: str) -> None:
    [promise] = lane.ok(command, "P1", "--why", "housing did it", "--json").data["promises"]
    assert (promise["status"], promise["why"], promise["closed_on"]) == ("dropped", "housing did it", TODAY)
    assert [p["id"] for p in lane.ok("promises", "--who", "ada", "--json").data["promises"]] == ["P2"]


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (["friday"], "2026-11-27"),
        (["next", "friday"], "2026-12-04"),
        (["+1w"], "2026-11-30"),
        (["下周五"], "2026-12-04"),
        (["2026-12-24"], "2026-12-24"),
        (["-2w"], "2026-11-09"),
    ],
)
def test_a_moved_promise_keeps_its_first_day_and_the_reason(lane: Vl, when: list[str], day: str) -> None:
    promise = promise_of(lane, "move", "P1", *when, "--why", "the clerk is on leave")
    assert (promise["by"], promise["first_by"]) == (day, "2026-11-20")
    [move] = promise["moves"]
    assert (move["from"], move["to"], move["why"]) == ("2026-11-20", day, "the clerk is on leave")
    assert move["at"].startswith(TODAY)


def test_a_promise_moved_twice_remembers_both(lane: Vl) -> None:
    promise_of(lane, "move", "P1", "friday", "--why", "one")
    promise = promise_of(lane, "move", "P1", "2026-12-01", "--why", "two")
    assert [move["why"] for move in promise["moves"]] == ["one", "two"]
    assert promise["first_by"] == "2026-11-20"


def test_moving_to_the_same_day_changes_nothing(lane: Vl) -> None:
    lane.refuses(1, "move", "P1", "2026-11-20", "--why", "x")


def test_the_confirmation_of_a_move_names_both_days(lane: Vl) -> None:
    now, before = lane.ok("move", "P1", "friday", "--why", "x").lines[:2]
    assert now.endswith("by Fri 27 Nov 2026")
    assert before.split() == ["first", "Fri", "20", "Nov", "2026"]


def test_a_move_to_a_day_that_is_past_is_taken_and_told(lane: Vl) -> None:
    kept = lane.bytes or b""
    told = lane.ok("move", "P1", "2026-01-01", "--why", "x")
    assert told.err == "note: Thu 1 Jan 2026 is past already; if that was a slip: undo\n"
    lane.journal.write_bytes(kept)
    zh = lane.ok("move", "P1", "2026-01-01", "--why", "x", env={"VISITLOG_LANG": "zh"})
    assert zh.err == "提示：2026年1月1日 周四已经过去；如果写错了，请撤销：undo\n"
    lane.journal.write_bytes(kept)
    [warning] = lane.ok("move", "P1", "2026-01-01", "--why", "x", "--json").data["warnings"]
    assert warning["code"] == "past_day"
    assert lane.ok("move", "P1", TODAY, "--why", "x").err == ""


@pytest.mark.parametrize(
    ("flags", "ids"),
    [
        ("", ["P1", "P3", "P4", "P2", "P5"]),
        ("--open", ["P1", "P3", "P4", "P2", "P5"]),
        ("--overdue", ["P1"]),
        ("--kept", ["P6"]),
        ("--all", ["P1", "P3", "P4", "P2", "P5", "P6"]),
        ("--who ada", ["P1", "P2"]),
        ("--who 王奶奶 --all", ["P6"]),
        ("--who dan", []),
        ("-n 2", ["P1", "P3"]),
        ("--all -n 2", ["P1", "P3"]),
        ("-n 0", []),
    ],
)
def test_promises_are_filtered_and_ordered_by_their_day(lane: Vl, flags: str, ids: list[str]) -> None:
    assert [p["id"] for p in lane.ok("promises", *flags.split(), "--json").data["promises"]] == ids
    assert [row[1] for row in lane.ok("promises", *flags.split()).rows] == ids


def test_two_filters_of_status_are_misuse(lane: Vl) -> None:
    lane.refuses(2, "promises", "--open", "--kept")
    lane.refuses(2, "promises", "--overdue", "--all")


def test_days_late_are_counted_from_the_day_after(lane: Vl) -> None:
    late = {p["id"]: p["days_late"] for p in lane.ok("promises", "--all", "--json").data["promises"]}
    assert late == {"P1": 3, "P3": 0, "P4": 0, "P2": 0, "P5": 0, "P6": 0}
