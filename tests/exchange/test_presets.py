"""The presets say what RHYTHMS.md says, in both languages, and malformed data is refused."""

import copy
import re
from typing import Any

import pytest

from visitlog.exchange.presets import LANGUAGES, PRESETS, preset_of, read_data, read_preset
from visitlog.model.errors import NotFound
from visitlog.model.festivals import FESTIVALS
from visitlog.model.records import ATTIRES, FORMS, PLACES, RESIDENCES, Ceiling, Group

# preset, group, every, grace (None: not said there), ceiling; row by row as in RHYTHMS.md
RHYTHMS: list[tuple[str, str, int, int | None, tuple[int, int] | None]] = [
    ("community", "household", 180, 30, None),
    ("community", "newcomer", 90, 14, None),
    ("community", "hardship", 30, 7, None),
    ("community", "child", 30, 7, None),
    ("community", "elder", 7, 2, None),
    ("community", "illness-unstable", 14, None, None),
    ("community", "illness-watch", 30, None, None),
    ("community", "illness-stable", 90, None, None),
    ("community", "release-early", 7, None, (5, 30)),
    ("community", "release-settled", 90, None, (5, 30)),
    ("community", "corrections", 30, 7, (5, 30)),
    ("community", "business", 180, 30, (1, 30)),
    ("community", "notable", 90, 30, (2, 30)),
    ("community", "distance", 90, 30, (1, 30)),
    ("community", "officials", 30, 14, None),
    ("eldercare", "frail", 7, 2, None),
    ("eldercare", "hardship", 30, 7, None),
    ("befriending", "befriended-weekly", 7, 2, None),
    ("befriending", "befriended-fortnightly", 14, 2, None),
    ("befriending", "parish", 30, 7, None),
    ("health", "hfa-1", 7, None, None),
    ("health", "hfa-2", 14, None, None),
    ("health", "hfa-3", 30, None, None),
    ("health", "hfa-4", 90, None, None),
    ("health", "child-in-need", 28, None, None),
    ("health", "protection-plan", 14, None, None),
]
SECONDARY = ("household", "illness-unstable", "illness-watch", "illness-stable", "release-early",
             "release-settled", "corrections")  # fmt: skip
DELICATE = re.compile(r"illness|release|corrections|distance|child|protection")
AT_HOME = re.compile(r"elder$|illness|child|frail|hfa|protection")
MALFORMED = "is none of|is not a number|no form|empty text|each language|missing"
ALL_GROUPS = [(name, group) for name in PRESETS for group in read_preset(name).groups]


def by_key(preset: str) -> dict[str, Group]:
    return {group.key: group for group in read_preset(preset).groups}


@pytest.mark.parametrize(("preset", "key", "every", "grace", "ceiling"), RHYTHMS)
def test_every_row_of_the_rhythms_is_in_its_preset(
    preset: str, key: str, every: int, grace: int | None, ceiling: tuple[int, int] | None
) -> None:
    group = by_key(preset)[key]
    assert group.every == every
    assert group.grace is not None
    assert grace is None or group.grace == grace
    assert group.ceiling == (Ceiling(*ceiling) if ceiling else None)


def test_presets_hold_nothing_beside_the_rhythms() -> None:
    assert {(name, group.key) for name, group in ALL_GROUPS} == {row[:2] for row in RHYTHMS}


@pytest.mark.parametrize(("preset", "group"), ALL_GROUPS)
def test_group_is_complete_in_both_languages(preset: str, group: Group) -> None:
    assert set(group.label) == set(group.approaches) == set(group.courtesies) == set(LANGUAGES)
    assert len(group.approaches["en"]) == len(group.approaches["zh"]) in (2, 3)
    assert len(group.courtesies["en"]) == len(group.courtesies["zh"]) in (4, 5, 6)
    for texts in (group.approaches, group.courtesies):
        assert all(len(set(lines)) == len(lines) for lines in texts.values())
        assert all(re.search(r"[\u4e00-\u9fff]", line) for line in texts["zh"])
        assert not any(re.search(r"[\u3000-\uffef]", line) for line in texts["en"])


@pytest.mark.parametrize(("preset", "group"), ALL_GROUPS)
def test_group_names_its_source_and_says_when_it_is_secondary(preset: str, group: Group) -> None:
    assert group.source
    assert "our judgement" in group.source
    assert ("secondary source" in group.source) == (preset == "community" and group.key in SECONDARY)


@pytest.mark.parametrize(("preset", "group"), ALL_GROUPS)
def test_group_holds_only_known_words_and_sound_numbers(preset: str, group: Group) -> None:
    assert set(group.counting_forms) <= set(FORMS)
    assert group.ceiling_forms == ("planned", "dropin")
    assert group.attire in (None, *ATTIRES)
    assert group.place in (None, *PLACES)
    assert group.every is not None
    assert group.grace is not None
    assert group.grace < group.every
    assert 1 <= group.retry <= min(7, group.every)
    assert 3 <= group.first_within <= 30
    assert set(group.festivals) <= set(FESTIVALS)
    assert group.uid == ""


@pytest.mark.parametrize(("preset", "group"), ALL_GROUPS)
def test_delicate_groups_are_sensitive_and_no_others(preset: str, group: Group) -> None:
    assert group.sensitive == bool(DELICATE.search(group.key))


@pytest.mark.parametrize(("preset", "group"), ALL_GROUPS)
def test_only_a_visit_at_the_door_counts_for_those_at_risk(preset: str, group: Group) -> None:
    at_door = ("planned", "dropin")
    assert group.counting_forms == (at_door if AT_HOME.search(group.key) else (*at_door, "meeting", "chance"))


@pytest.mark.parametrize("name", PRESETS)
def test_keys_are_unique_and_easy_to_type_and_ids_run_from_one(name: str) -> None:
    groups = read_preset(name).groups
    assert len({group.key for group in groups}) == len(groups)
    assert all(re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", group.key) for group in groups)
    assert all(len(group.key) <= 22 for group in groups)
    assert [group.id for group in groups] == list(range(1, len(groups) + 1))


@pytest.mark.parametrize("name", [name for name in PRESETS if name != "blank"])
def test_every_residence_has_a_default_group_of_the_preset(name: str) -> None:
    preset = read_preset(name)
    assert set(preset.default_groups) == set(RESIDENCES)
    assert set(preset.default_groups.values()) <= {group.key for group in preset.groups}
    for residence, key in preset.default_groups.items():
        assert [group.key for group in preset.groups if residence in group.default_for] == [key]
    assert preset.key == name
    assert set(preset.label) == set(LANGUAGES)


def test_blank_has_no_groups_and_no_default() -> None:
    blank = read_preset("blank")
    assert blank.groups == ()
    assert blank.default_groups == {}


def test_community_gives_temporary_residents_the_newcomers_rhythm() -> None:
    assert read_preset("community").default_groups == {
        "resident": "household",
        "newcomer": "newcomer",
        "temporary": "newcomer",
    }


@pytest.mark.parametrize("name", ["parish", "village", "", "../village", "Community"])
def test_unknown_preset_is_refused_and_the_known_ones_named(name: str) -> None:
    with pytest.raises(NotFound) as caught:
        read_preset(name)
    assert str(caught.value) == (
        f'there is no preset "{name}"; there are: community, eldercare, befriending, health, blank'
    )


@pytest.mark.parametrize("name", PRESETS)
def test_preset_file_says_at_its_head_how_to_read_it(name: str) -> None:
    from importlib.resources import files

    text = files("visitlog").joinpath("presets", f"{name}.toml").read_text("utf-8")
    assert text.startswith("# How to read this file.")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("every", 0),
        ("every", "7"),
        ("every", True),
        ("grace", -1),
        ("retry", 0),
        ("first_within", 2.5),
        ("counting_forms", []),
        ("counting_forms", ["planned", "visit"]),
        ("counting_forms", ["planned", "planned"]),
        ("ceiling_forms", ["drop-in"]),
        ("ceiling", {"visits": 1}),
        ("ceiling", {"visits": 0, "days": 30}),
        ("attire", "suit"),
        ("place", "street"),
        ("sensitive", "yes"),
        ("label", {"en": "elder"}),
        ("label", {"en": "elder", "zh": " "}),
        ("approaches", {"en": ["one"], "zh": []}),
        ("courtesies", {"en": ["one", "two"], "zh": ["一"]}),
        ("courtesies", {"en": ["one", ""], "zh": ["一", "二"]}),
        ("source", ""),
        ("colour", "red"),
    ],
)
def test_malformed_group_is_refused(field: str, value: object) -> None:
    raw = copy.deepcopy(read_data("community"))
    raw["groups"]["elder"][field] = value
    with pytest.raises(ValueError, match=MALFORMED):
        preset_of("community", raw)


@pytest.mark.parametrize("field", ["label", "every", "counting_forms", "courtesies", "source"])
def test_group_with_a_field_missing_is_refused(field: str) -> None:
    raw = copy.deepcopy(read_data("community"))
    del raw["groups"]["elder"][field]
    with pytest.raises(ValueError, match=field):
        preset_of("community", raw)


@pytest.mark.parametrize("defaults", [{"tourist": "household"}, {"resident": "villager"}])
def test_default_for_an_unknown_residence_or_group_is_refused(defaults: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="is none of"):
        preset_of("community", {**read_data("community"), "default_groups": defaults})


def test_topics_have_a_place_and_a_name_in_both_languages() -> None:
    topics = {topic.key: topic for topic in read_preset("community").topics}
    assert topics["policy"].place == "office"
    assert topics["publicity"].place == "public"
    assert all(topics[key].sensitive for key in ("family", "debts", "illness"))
    assert all(set(topic.label) == {"en", "zh"} for topic in topics.values())
    assert read_preset("blank").topics == ()
