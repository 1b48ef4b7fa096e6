"""`due` and bare `visitlog`: what the morning asks."""

from typing import Any

import pytest

from conftest import Vl


def listed(vl: Vl, *words: str, **how: Any) -> tuple[list[str], list[int], list[int]]:
    """The promises, the people to see and those on hold-off that `due` lists, by number."""
    data = vl.ok("due", *words, "--json", **how).data
    return (
        [promise["id"] for promise in data["promises"]],
        [stand["person"]["id"] for stand in data["visits"]],
        [stand["person"]["id"] for stand in data["hold_off"]],
    )


def test_promises_come_first_by_their_day_then_people_by_urgency(lane: Vl) -> None:
    assert listed(lane) == (["P1", "P3", "P4", "P2"], [3, 1, 4], [2])


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        (["--promises"], (["P1", "P3", "P4", "P2"], [], [])),
        (["--visits"], ([], [3, 1, 4], [2])),
        (["--promises", "--visits"], (["P1", "P3", "P4", "P2"], [3, 1, 4], [2])),
        (["-g", "elder"], (["P1", "P2"], [1], [])),
        (["-g", "elder", "-g", "business"], (["P1", "P3", "P2"], [1], [2])),
        (["--area", "east LANE"], (["P1", "P3", "P2"], [1], [2])),
        (["--area", "东街"], ([], [3], [])),
        (["--area", "nowhere"], ([], [], [])),
        (["--days", "14"], (["P1", "P3", "P4", "P2"], [3, 1, 4, 5], [2])),
        (["--days", "10"], (["P1", "P3", "P4", "P2"], [3, 1, 4], [2])),
        (["-n", "1"], (["P1"], [3], [2])),
        (["--all"], (["P1", "P3", "P4", "P2"], [3, 1, 4], [2])),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_each_filter_does_what_it_says(
    lane: Vl, flags: list[str], expected: tuple[list[str], list[int], list[int]]
) -> None:
    assert listed(lane, *flags) == expected


def test_those_who_come_due_within_the_days_asked_for_are_ok_and_not_due(lane: Vl) -> None:
    stands = {s["person"]["id"]: s for s in lane.ok("due", "--days", "14", "--json").data["visits"]}
    assert (stands[5]["state"], stands[5]["due_on"]) == ("ok", "2026-12-04")
    assert stands[1]["state"] == "overdue"


def test_the_words_say_how_each_stands(lane: Vl) -> None:
    rows = lane.ok("due").rows
    assert [row[:3] for row in rows] == [
        ["promise", "late", "P1"],
        ["promise", "today", "P3"],
        ["promise", "soon", "P4"],
        ["promise", "soon", "P2"],
        ["visit", "overdue", "3"],
        ["visit", "overdue", "1"],
        ["visit", "due", "4"],
        ["hold_off", "2026-12-12", "2"],
    ]


def test_a_screen_carries_words_as_well_as_colour(lane: Vl) -> None:
    out = lane.screen("due").out
    for words in ("3 days late", "today", "overdue", "Wed 25", "owes us", "HOLD OFF", "TO SEE", "PROMISED"):
        assert words in out
    assert "1 late · 1 today · 3 to see · 1 hold off" in out


def test_n_cuts_the_rows_of_a_screen_and_says_how_many_are_left(lane: Vl) -> None:
    out = lane.screen("due", "-n", "2").out
    assert "... and 2 more: --all" in out
    assert "... and 3 more: --all" in out
    assert "more: --all" not in lane.screen("due", "--all").out


def test_bare_visitlog_is_due(lane: Vl) -> None:
    assert lane().out == lane.ok("due").out != ""
    assert lane("--json").out == lane.ok("due", "--json").out
    assert lane("--plain", env={"FORCE_COLOR": "1"}).out == lane.ok("due").out


def test_without_a_journal_it_welcomes_and_makes_no_file(vl: Vl) -> None:
    for words in ((), ("due",)):
        welcome = vl.ok(*words)
        assert welcome.out.startswith("Welcome.")
        assert "visitlog add" in welcome.out
        assert "visitlog demo" in welcome.out
    assert vl("--json").data["visits"] == []
    assert list(vl.home.iterdir()) == []


@pytest.mark.parametrize(
    "line",
    ["people", "visits", "promises", "history", "group list", "find x", "summary", "path", "due --days 3"],
)
def test_looking_at_a_journal_that_is_not_there_makes_no_file(vl: Vl, line: str) -> None:
    vl.ok(*line.split())
    vl.ok(*line.split(), "--json")
    vl.screen(*line.split())
    assert list(vl.home.iterdir()) == []


def test_a_notebook_without_people_says_what_to_type(vl: Vl) -> None:
    vl.ok("init")
    assert "visitlog add" in vl.screen("due").out


def test_nothing_due_is_said_kindly(vl: Vl) -> None:
    vl.ok("add", "Ada")
    out = vl.screen("due").out
    assert "Nothing is due today" in out
    assert "Nothing of what you asked for is due." in vl.screen("due", "--promises").out


def test_exit_code_is_one_when_anything_is_overdue(lane: Vl) -> None:
    told = lane("due", "--exit-code")
    assert (told.code, told.err) == (1, "")
    assert told.out == lane.ok("due").out
    assert lane("due", "--exit-code", "--json").json() == lane.ok("due", "--json").json()
    assert lane("--json", "due", "--exit-code").code == 1


def test_exit_code_is_one_for_a_late_promise_or_for_an_overdue_visit(vl: Vl) -> None:
    vl.ok("add", "Ada", "--every", "100d")
    vl.ok("log", "ada")
    assert vl("due", "--exit-code").code == 0
    vl.ok("promise", "ada", "lamp", "--by", "tomorrow")
    assert vl("due", "--exit-code", today="2026-11-24").code == 0
    assert vl("due", "--exit-code", today="2026-11-25").code == 1
    vl.ok("done", "P1")
    assert vl("due", "--exit-code", today="2026-11-25").code == 0
    assert vl("due", "--exit-code", today="2027-04-30").code == 1


def test_what_they_owe_us_makes_nothing_overdue(vl: Vl) -> None:
    vl.ok("add", "Ada", "--every", "100d")
    vl.ok("promise", "ada", "the key", "--by", "tomorrow", "--owed-by", "them")
    assert vl("due", "--exit-code", today="2026-11-30").code == 0


@pytest.mark.parametrize(
    "line", ["due --days -1", "due --days soon", "due --days 367", "due -n x", "due --days", "due extra"]
)
def test_a_due_that_makes_no_sense_is_misuse(lane: Vl, line: str) -> None:
    lane.refuses(2, *line.split())


def test_quiet_still_answers_a_question(lane: Vl) -> None:
    assert lane.ok("due", "--quiet").out == lane.ok("due").out
