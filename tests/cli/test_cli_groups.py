"""`group list`, `show`, `set`, `remove`: kinds of people and their rhythms."""

from typing import Any

import pytest

from conftest import Vl


def group(vl: Vl, *words: str) -> Any:
    """The group that a command answers, as JSON."""
    return vl.ok("group", *words, "--json").data["group"]


@pytest.mark.parametrize(
    ("flags", "field", "value"),
    [
        (["--every", "30d"], "every", 30),
        (["--every", "两周"], "every", 14),
        (["--every", "none"], "every", None),
        (["--every", "无"], "every", None),
        (["--grace", "5d"], "grace", 5),
        (["--grace", "none"], "grace", None),
        (["--retry", "4d"], "retry", 4),
        (["--first-within", "20d"], "first_within", 20),
        (["--ceiling", "2/60d"], "ceiling", {"visits": 2, "days": 60}),
        (["--ceiling", "1/30"], "ceiling", {"visits": 1, "days": 30}),
        (["--ceiling", "3／2w"], "ceiling", {"visits": 3, "days": 14}),
        (["--ceiling", "none"], "ceiling", None),
        (["--ceiling", "不限"], "ceiling", None),
        (["--counts", "planned,phone"], "counts", ["planned", "phone"]),
        (["--counts", "计划，电话"], "counts", ["planned", "phone"]),
        (["--ceiling-counts", "dropin"], "ceiling_counts", ["dropin"]),
        (["--sensitive"], "sensitive", True),
        (["--default-for", "temporary"], "default_for", ["temporary"]),
        (["--default-for", "暂住、新居民"], "default_for", ["temporary", "newcomer"]),
        (["--source", "our own judgement"], "source", "our own judgement"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_every_flag_of_set_changes_its_setting_and_no_other(
    vl: Vl, flags: list[str], field: str, value: Any
) -> None:
    vl.ok("init")
    vl.ok("group", "set", "shops", "--every", "100d", "--ceiling", "1/10d", "--grace", "9d")
    before = group(vl, "show", "shops")
    after = group(vl, "set", "shops", *flags)
    assert after[field] == value
    assert after == {**before, field: value}
    assert group(vl, "show", "shops") == after


def test_labels_are_set_by_language(vl: Vl) -> None:
    vl.ok("init")
    label = group(vl, "set", "business", "--label-en", "shops", "--label-zh", "商户")["label"]
    assert label == {"en": "shops", "zh": "商户"}
    assert group(vl, "set", "商户", "--label-zh", "店铺")["label"] == {"en": "shops", "zh": "店铺"}
    assert group(vl, "show", "店铺")["key"] == "business"


def test_a_sensitive_group_can_be_made_an_open_one(lane: Vl) -> None:
    assert group(lane, "set", "illness-watch", "--no-sensitive")["sensitive"] is False


def test_a_group_that_is_not_there_is_made(vl: Vl) -> None:
    vl.ok("init", "--preset", "blank")
    made = group(vl, "set", "Choir Friends", "--every", "10d")
    assert (made["key"], made["every"], made["people"]) == ("choir-friends", 10, 0)
    assert [one["key"] for one in vl.ok("group", "list", "--json").data["groups"]] == ["choir-friends"]
    vl.ok("add", "Ada", "-g", "choir-friends")
    assert group(vl, "show", "choir-friends")["people"] == 1


def test_the_groups_rhythm_is_that_of_its_people_at_once(lane: Vl) -> None:
    lane.ok("group", "set", "elder", "--every", "40d")
    standing = lane.ok("show", "ada", "--json").data["person"]["standing"]
    assert (standing["every"], standing["due_on"]) == (40, "2026-12-20")


def test_the_forms_that_count_are_those_of_the_group(lane: Vl) -> None:
    lane.ok("log", "ada", "-f", "phone")
    assert lane.ok("show", "ada", "--json").data["person"]["standing"]["last_met"] == "2026-11-10"
    lane.ok("group", "set", "elder", "--counts", "dropin,phone")
    assert lane.ok("show", "ada", "--json").data["person"]["standing"]["last_met"] == "2026-11-23"


def test_a_residence_has_one_default_group(vl: Vl) -> None:
    vl.ok("init")
    vl.ok("group", "set", "notable", "--default-for", "resident")
    defaults = {g["key"]: g["default_for"] for g in vl.ok("group", "list", "--json").data["groups"]}
    assert [key for key, residences in defaults.items() if "resident" in residences] == ["notable"]


def test_list_counts_the_active_people_of_each(lane: Vl) -> None:
    people = {g["key"]: g["people"] for g in lane.ok("group", "list", "--json").data["groups"]}
    counted = {key: count for key, count in people.items() if count}
    assert counted == {"household": 1, "newcomer": 2, "elder": 1, "illness-watch": 1, "business": 1}
    rows = {row[0]: row for row in lane.ok("group", "list").rows}
    assert rows["business"][:5] == ["business", "business", "180", "1 in 30 days", "1"]
    assert rows["child"][5] == "sensitive"


def test_show_names_the_source_of_the_rhythm(lane: Vl) -> None:
    out = lane.ok("group", "show", "elder").out
    assert "source: " in out
    assert "every 7 days" in out
    assert "planned, drop-in" in out


def test_remove_leaves_the_people_without_it(lane: Vl) -> None:
    told = lane.ok("group", "remove", "elder")
    assert told.out.startswith("The group elder is removed")
    assert told.err == "note: 1 person is no longer in it\n"
    assert lane.ok("show", "ada", "--json").data["person"]["groups"] == []
    lane.refuses(3, "group", "show", "elder")
    lane.ok("undo")
    assert lane.ok("show", "ada", "--json").data["person"]["groups"] == ["elder"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("group", 2),
        ("group mend", 2),
        ("group lst", 2),
        ("group show", 2),
        ("group set", 2),
        ("group remove", 2),
        ("group show eldr", 3),
        ("group show zzz", 3),
        ("group remove zzz", 3),
        ("group set elder", 2),
        ("group set elder --every never", 2),
        ("group set elder --every 0d", 2),
        ("group set elder --grace -3d", 2),
        ("group set elder --ceiling 1", 2),
        ("group set elder --ceiling 0/30d", 2),
        ("group set elder --ceiling x/30d", 2),
        ("group set elder --ceiling 1/never", 2),
        ("group set elder --counts party", 2),
        ("group set elder --default-for ghosts", 2),
        ("group set a,b --every 3d", 2),
        ("group set elder --every 7d", 1),
        ("group set elder --frequency 7d", 2),
        ("group list extra", 2),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(lane: Vl, line: str, code: int) -> None:
    lane.refuses(code, *line.split())


def test_a_group_without_any_counting_form_is_refused(lane: Vl) -> None:
    lane.refuses(2, "group", "set", "elder", "--counts", "")


def test_quiet_sets_without_a_word(lane: Vl) -> None:
    told = lane.ok("group", "set", "elder", "--every", "9d", "--quiet")
    assert (told.out, told.err) == ("", "")
    assert group(lane, "show", "elder")["every"] == 9


def test_the_card_of_group_says_which_words_there_are(lane: Vl) -> None:
    sentence = lane.refuses(2, "group")
    for word in ("list", "show", "set", "remove"):
        assert word in sentence
