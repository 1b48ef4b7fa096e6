"""`undo`, `history`, `remove`, `init`, `demo`, `path`: keeping it right."""

import json
from pathlib import Path

import pytest

from conftest import TODAY, Vl

CHANGES: tuple[tuple[str, ...], ...] = (
    ("add", "Fay Birch"),
    ("log", "ada", "tea", "-p", "a lamp @friday"),
    ("log", "Fay Birch", "hello", "--new", "-p", "a lamp"),
    ("log", "ada,dan", "by the gate"),
    ("log", "--area", "Lane", "--heads", "9", "a talk"),
    ("promise", "dan", "a lamp", "--by", "friday"),
    ("done", "P1"),
    ("done", "P1", "P3"),
    ("drop", "P1", "--why", "no need"),
    ("move", "P1", "friday", "--why", "later"),
    ("remove", "V5"),
    ("remove", "P1"),
    ("group", "set", "elder", "--every", "9d"),
    ("group", "set", "choir", "--every", "9d"),
    ("group", "remove", "elder"),
)


def records(vl: Vl) -> dict[str, object]:
    """The records of the journal file, without its history and its book-keeping."""
    tables = json.loads(vl.journal.read_text("utf-8"))
    return {name: table for name, table in tables.items() if name not in ("meta", "changes")}


@pytest.mark.parametrize("change", CHANGES, ids=" ".join)
def test_undo_takes_any_change_back_to_the_letter(lane: Vl, change: tuple[str, ...]) -> None:
    before = records(lane)
    lane.ok(*change)
    assert records(lane) != before
    told = lane.ok("undo")
    assert told.out.startswith(f"Taken back: {change[0]}")
    assert records(lane) == before


def test_undo_again_takes_back_the_one_before(lane: Vl) -> None:
    start = records(lane)
    for change in CHANGES[:6]:
        lane.ok(*change)
    for change in reversed(CHANGES[:6]):
        assert lane.ok("undo", "--json").data["undone"]["command"] == change[0]
    assert records(lane) == start


def test_undo_on_an_untouched_journal_is_refused(vl: Vl) -> None:
    assert "nothing to undo" in vl.refuses(1, "undo").casefold()
    assert not vl.journal.exists()
    vl.ok("init")
    vl.ok("undo")
    vl.refuses(1, "undo")


def test_history_is_newest_first_and_shrinks_with_undo(lane: Vl) -> None:
    lane.ok("log", "ada", "tea", "-p", "a lamp @friday")
    changes = lane.ok("history", "--json").data["changes"]
    assert (changes[0]["command"], changes[0]["summary"]) == ("log", "V11 P7 Ada Oak")
    assert changes[0]["at"].startswith(TODAY)
    lane.ok("undo")
    assert lane.ok("history", "--json").data["changes"] == changes[1:]
    assert len(lane.ok("history", "-n", "3").lines) == 3
    assert lane.ok("history", "-n", "3").rows[0][1:] == ["log", "V10 Eve Yew"]


def test_removing_a_visit_counts_its_person_anew_and_frees_its_promise(lane: Vl) -> None:
    assert lane.ok("remove", "v5", "--json").data["removed"] == "V5"
    standing = lane.ok("show", "ada", "--json").data["person"]["standing"]
    assert (standing["last_met"], standing["visits"]) == ("2026-10-20", 1)
    promise = lane.ok("promises", "--who", "ada", "--json").data["promises"][0]
    assert (promise["id"], promise["visit"]) == ("P1", None)


def test_removing_a_promise_leaves_its_visit(lane: Vl) -> None:
    lane.ok("remove", "P1")
    assert [p["id"] for p in lane.ok("promises", "--who", "ada", "--json").data["promises"]] == ["P2"]
    assert "5" in lane.table("visits")


@pytest.mark.parametrize(
    ("line", "code", "about"),
    [
        ("remove V99", 3, "V99"),
        ("remove P99", 3, "P99"),
        ("remove 1", 1, "person"),
        ("remove ada", 1, "person"),
        ("remove X9", 2, "X9"),
        ("remove", 2, "ID"),
        ("remove V1 V2", 2, "V2"),
    ],
)
def test_what_can_not_be_removed_is_refused(lane: Vl, line: str, code: int, about: str) -> None:
    assert about in lane.refuses(code, *line.split())


@pytest.mark.parametrize("preset", ["community", "eldercare", "befriending", "health", "blank"])
def test_init_begins_a_journal_with_the_groups_of_a_preset(vl: Vl, preset: str) -> None:
    told = vl.ok("init", "--preset", preset)
    assert str(vl.journal) in told.out
    groups = vl.ok("group", "list", "--json").data["groups"]
    assert (groups == []) == (preset == "blank")
    assert all(group["source"] for group in groups)
    vl.ok("add", "Ada")
    assert len(vl.ok("group", "list", "--json").data["groups"]) == len(groups)


def test_init_does_not_touch_a_journal_that_is_there(lane: Vl) -> None:
    assert "already" in lane.refuses(1, "init")
    assert "already" in lane.refuses(1, "init", "--preset", "blank")


def test_an_unknown_preset_is_not_found_and_the_known_are_named(vl: Vl) -> None:
    assert "eldercare" in vl.refuses(3, "init", "--preset", "navy")
    assert not vl.journal.exists()


def test_path_says_where_everything_is_before_it_is_there(vl: Vl) -> None:
    data = vl.ok("path", "--json").data
    assert data == {
        "journal": str(vl.journal),
        "backups": str(vl.journal.parent / "backups"),
        "settings": data["settings"],
        "exists": False,
    }
    assert Path(data["settings"]).is_relative_to(vl.home)
    vl.ok("add", "Ada")
    assert vl.ok("path", "--json").data["exists"] is True
    assert dict(vl.ok("path").rows) == {name: data[name] for name in ("journal", "backups", "settings")}


def test_the_flag_wins_over_the_environment_and_the_environment_over_the_usual_place(vl: Vl) -> None:
    other = vl.home / "other.json"
    assert vl.ok("--journal", str(other), "path", "--json").data["journal"] == str(other)
    usual = vl.ok("path", "--json", env={"VISITLOG_JOURNAL": None}).data["journal"]
    assert Path(usual).is_relative_to(vl.home)
    data_home = vl.home / "xdg"
    env = {"VISITLOG_JOURNAL": None, "XDG_DATA_HOME": str(data_home)}
    assert vl.ok("path", "--json", env=env).data["journal"] == str(data_home / "visitlog" / "journal.json")
    vl.ok("--journal", str(other), "add", "Ada")
    assert other.exists()
    assert not vl.journal.exists()


def test_a_journal_named_with_a_tilde_is_in_the_home(vl: Vl) -> None:
    vl.ok("--journal", "~/mine.json", "add", "Ada")
    assert (vl.home / "mine.json").exists()


def test_demo_tells_its_tour_and_leaves_the_own_journal_alone(lane: Vl) -> None:
    before = lane.bytes
    out = lane.ok("demo").out
    for words in ("$ visitlog due", "$ visitlog log", "$ visitlog show", "$ visitlog summary"):
        assert words in out
    assert "export VISITLOG_JOURNAL=" in out
    assert lane.bytes == before


def test_the_journal_of_the_demo_can_be_played_on(vl: Vl) -> None:
    data = vl.ok("demo", "--json").data
    assert set(data) == {"journal", "people", "visits", "promises"}
    assert data["people"] >= 35
    journal = data["journal"]
    assert (
        len(vl.ok("--journal", journal, "people", "--status", "all", "--json").data["people"])
        == data["people"]
    )
    assert vl("--journal", journal, "due", "--exit-code").code == 1
    vl.ok("--journal", journal, "find", "lamp")


def test_the_demo_speaks_chinese(vl: Vl) -> None:
    out = vl.ok("demo", env={"VISITLOG_LANG": "zh"}).out
    assert "王素珍" in out
