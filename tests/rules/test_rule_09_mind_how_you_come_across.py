"""要树立形象, mind how you come across: what to wear, how to open, courteous words, and no big talk."""

import tomllib
from importlib.resources import files
from itertools import pairwise

import pytest
from scenes import briefed, codes, spaced

from conftest import Vl

PRESETS = ("community", "eldercare", "befriending", "health")


@pytest.mark.parametrize(
    ("groups", "on", "attire"),
    [
        ([], "2026-11-23", "uniform"),
        ([], "2026-11-22", "plain"),
        (["child"], "2026-11-23", "plain"),
        (["child"], "2026-11-22", "plain"),
        (["distance"], "2026-11-23", "plain"),
    ],
)
def test_what_to_wear_is_by_sensitivity_then_by_the_day(
    vl: Vl, groups: list[str], on: str, attire: str
) -> None:
    vl.ok("add", "Ada Oak", *(word for group in groups for word in ("-g", group)))
    assert briefed(vl, "ada", "2026-11-20", "--on", on)["advice"]["attire"] == attire


def test_what_to_wear_is_by_the_group_last(vl: Vl) -> None:
    vl.ok("group", "set", "market", "--every", "30d", "--attire", "plain", "--label-en", "market people")
    vl.ok("add", "Ada Oak", "-g", "market")
    assert briefed(vl, "ada", "2026-11-23")["advice"]["attire"] == "plain"
    assert "WEAR plain clothes (market people)" in spaced(vl.screen("brief", "ada").out)
    vl.ok("group", "set", "market", "--attire", "uniform")
    assert briefed(vl, "ada", "2026-11-22")["advice"]["attire"] == "plain"
    assert "WEAR plain clothes (weekend)" in spaced(vl.screen("brief", "ada", today="2026-11-22").out)


def test_why_something_sensitive_is_visited_in_plain_clothes_is_said(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", "--sensitive")
    assert "WEAR plain clothes (so that the neighbours learn nothing)" in spaced(
        vl.screen("brief", "ada").out
    )


def test_the_card_closes_the_brief_with_an_opening_and_courtesies(vl: Vl) -> None:
    vl.ok("add", "Ada Oak")
    courtesies = briefed(vl, "ada", "2026-11-23")["advice"]["courtesies"]
    assert len(courtesies) == 3
    lines = vl.screen("brief", "ada").lines
    assert [spaced(line) for line in lines[-3:]] == [f"OPEN WITH {courtesies[0]}", *courtesies[1:]]


def test_the_card_is_from_the_groups_own_settings_in_the_users_language(vl: Vl) -> None:
    texts = ["--courtesy-en", "May I come in?", "--courtesy-zh", "打扰您了"]
    vl.ok(
        "group",
        "set",
        "market",
        "--every",
        "30d",
        *texts,
        "--approach-en",
        "prices first",
        "--approach-zh",
        "先问价",
    )
    vl.ok("add", "Ada Oak", "-g", "market")
    advice = briefed(vl, "ada", "2026-11-23")["advice"]
    assert (advice["courtesies"], advice["approaches"]) == (["May I come in?"], ["prices first"])
    chinese = vl.ok("brief", "ada", "--json", env={"VISITLOG_LANG": "zh"}).data["advice"]
    assert (chinese["courtesies"], chinese["approaches"]) == (["打扰您了"], ["先问价"])


def test_the_card_turns_by_the_day_so_that_it_stays_read_and_shows_all_in_a_week(vl: Vl) -> None:
    vl.ok("add", "Ada Oak")
    cards = [tuple(briefed(vl, "ada", f"2026-11-{day}")["advice"]["courtesies"]) for day in range(16, 23)]
    assert all(card != after for card, after in pairwise(cards))
    [group] = [g for g in vl.ok("group", "list", "--json").data["groups"] if g["key"] == "household"]
    assert {line for card in cards for line in card} == set(group["courtesies"]["en"])
    assert cards[0] == tuple(briefed(vl, "ada", "2026-11-16")["advice"]["courtesies"])


@pytest.mark.parametrize("preset", PRESETS)
def test_every_group_of_every_preset_has_courteous_words_in_both_languages(preset: str) -> None:
    text = files("visitlog").joinpath(f"presets/{preset}.toml").read_text("utf-8")
    for key, group in tomllib.loads(text)["groups"].items():
        for field in ("courtesies", "approaches"):
            english, chinese = group[field]["en"], group[field]["zh"]
            assert len(english) == len(chinese) >= 2, (key, field)
            assert all(any("\u4e00" <= sign <= "\u9fff" for sign in line) for line in chinese)


@pytest.mark.parametrize("preset", PRESETS)
def test_the_card_of_every_group_is_shown(vl: Vl, preset: str) -> None:
    vl.ok("init", "--preset", preset)
    for number, group in enumerate(vl.ok("group", "list", "--json").data["groups"], 1):
        vl.ok("add", f"Person {number}", "-g", group["key"])
        advice = briefed(vl, str(number), "2026-11-23")["advice"]
        assert set(advice["courtesies"]) <= set(group["courtesies"]["en"])
        assert advice["courtesies"]


def test_big_talk_is_warned_of_when_promising_and_before_the_door(vl: Vl) -> None:
    vl.ok("add", "Ada Oak")
    for number in (1, 2):
        vl.ok("promise", "ada", f"thing {number}", "--by", "2026-12-01")
    assert codes(vl, "promise", "ada", "thing 3", "--by", "2026-12-01") == ["many_promises"]
    cautions = briefed(vl, "ada", "2026-11-23")["advice"]["cautions"]
    assert [caution["code"] for caution in cautions] == ["promises_many"]
    assert "MIND promise little today" in spaced(vl.screen("brief", "ada").out)
    late = briefed(vl, "ada", "2026-12-02")["advice"]["cautions"]
    assert [caution["code"] for caution in late] == ["promise_late"]


def test_what_was_worn_can_be_noted(vl: Vl) -> None:
    vl.ok("add", "Ada Oak")
    assert vl.ok("log", "ada", "--attire", "plain", "--json").data["visit"]["attire"] == "plain"
