"""Groups made, changed and removed, and a preset taken over."""

from typing import Any

import pytest

from builders import group, journal, person
from visitlog.actions.groups import GroupSettings, adopt_preset, remove_group, set_group
from visitlog.model.errors import Misuse, NotFound, Refused
from visitlog.model.journal import Journal
from visitlog.model.records import Ceiling, Group, Person

ELDER = group("elder", 7, grace=2, ceiling=Ceiling(4, 30), label={"en": "elder at risk", "zh": "高龄"})
THERE = journal(ELDER, group("household", 180, default_for=("resident", "temporary")), group("newcomer", 90))


def changed(typed: str, journal: Journal = THERE, **settings: Any) -> Group:
    """The group as it is set; it is the first record that the change puts."""
    first = set_group(journal, typed, GroupSettings(**settings)).put[0]
    assert isinstance(first, Group)
    return first


def test_group_that_is_not_there_is_made() -> None:
    made = changed("Choir", every=30)
    assert (made.id, made.key, made.every, made.grace, made.ceiling) == (4, "choir", 30, None, None)
    assert (made.retry, made.first_within, made.sensitive) == (3, 14, False)


def test_group_can_be_made_with_nothing_but_a_name() -> None:
    assert changed("choir").key == "choir"


def test_key_of_a_new_group_is_lower_case_without_spaces() -> None:
    assert changed("  Old   Friends ").key == "old-friends"
    assert changed("老街坊", every=30).key == "老街坊"


@pytest.mark.parametrize("typed", ["", "  ", "a,b"])
def test_group_needs_a_name_without_commas(typed: str) -> None:
    with pytest.raises(Misuse):
        changed(typed, every=30)


@pytest.mark.parametrize("typed", ["elder", "Elder", "elder at risk", "高龄"])
def test_existing_group_is_changed_by_key_or_label(typed: str) -> None:
    made = changed(typed, every=10, retry=5)
    assert (made.id, made.key, made.every, made.retry) == (1, "elder", 10, 5)
    assert (made.grace, made.ceiling, made.label) == (2, Ceiling(4, 30), ELDER.label)


def test_group_is_never_made_twice_under_one_key() -> None:
    made = changed("old friends", every=30)
    assert changed("Old Friends", journal(made), every=60).id == made.id
    assert changed("old-friends", journal(made), every=60).id == made.id


def test_key_written_by_hand_in_capitals_is_found_again() -> None:
    assert changed("choir", journal(group("Choir", 30)), every=60).key == "Choir"


def test_every_setting_can_be_changed() -> None:
    settings: dict[str, Any] = {
        "every": 12,
        "grace": 0,
        "retry": 1,
        "first_within": 5,
        "ceiling": Ceiling(1, 60),
        "counting_forms": ("phone",),
        "ceiling_forms": ("meeting", "phone"),
        "sensitive": True,
        "source": "our judgement",
    }
    made = changed("elder", **settings)
    assert {name: getattr(made, name) for name in settings} == settings


@pytest.mark.parametrize("name", ["every", "grace", "ceiling"])
def test_rhythm_grace_and_ceiling_can_be_taken_away(name: str) -> None:
    setting: dict[str, Any] = {name: None}
    assert getattr(changed("elder", **setting), name) is None


def test_sensitive_can_be_taken_back() -> None:
    assert changed("quiet", journal(group("quiet", 30, sensitive=True)), sensitive=False).sensitive is False


def test_label_of_one_language_leaves_the_other() -> None:
    assert changed("elder", labels={"zh": "老人"}).label == {"en": "elder at risk", "zh": "老人"}


def test_nothing_to_set_is_misuse() -> None:
    with pytest.raises(Misuse, match="Nothing to set"):
        changed("elder")


def test_setting_what_is_set_is_refused() -> None:
    with pytest.raises(Refused, match="set so already"):
        changed("elder", every=7, ceiling=Ceiling(4, 30))


@pytest.mark.parametrize("forms", ["counting_forms", "ceiling_forms"])
def test_group_that_counts_no_form_at_all_is_misuse(forms: str) -> None:
    setting: dict[str, Any] = {forms: ()}
    with pytest.raises(Misuse, match="at least one form"):
        changed("elder", **setting)


def test_becoming_the_default_takes_it_from_the_other_group() -> None:
    change = set_group(THERE, "newcomer", GroupSettings(default_for=("newcomer", "temporary")))
    groups = {record.key: record for record in change.put if isinstance(record, Group)}
    assert set(groups) == {"newcomer", "household"}
    assert groups["newcomer"].default_for == ("newcomer", "temporary")
    assert groups["household"].default_for == ("resident",)


def test_default_that_nobody_held_takes_nothing_away() -> None:
    change = set_group(THERE, "newcomer", GroupSettings(default_for=("newcomer",)))
    assert [record.id for record in change.put] == [3]


def test_default_can_be_given_up() -> None:
    assert changed("household", default_for=()).default_for == ()


def test_removed_group_leaves_its_people_without_it() -> None:
    before = journal(
        ELDER,
        group("shops", 90),
        person("Ada", groups=("shops", "elder")),
        person("Ben", groups=("elder",)),
        person("Cleo", groups=("shops",)),
    )
    change = remove_group(before, "高龄")
    stripped = {record.name: record.groups for record in change.put if isinstance(record, Person)}
    assert stripped == {"Ada": ("shops",), "Ben": ()}
    assert (change.removed, change.summary) == ((("groups", 1),), "elder")
    (warned,) = change.warnings
    assert (warned.code, warned.values) == ("left_group", {"count": 2})


def test_removing_an_empty_group_warns_of_nothing() -> None:
    change = remove_group(THERE, "newcomer")
    assert (change.put, change.warnings, change.removed) == ((), (), (("groups", 3),))


def test_removing_an_unknown_group_names_the_nearest() -> None:
    with pytest.raises(NotFound) as refused:
        remove_group(THERE, "newcomers")
    assert refused.value.values["near"] == ("newcomer",)


def test_preset_gives_a_new_journal_its_groups_numbered_in_order() -> None:
    change = adopt_preset(Journal(next_ids={"groups": 3}), "eldercare", (ELDER, group("frail", 7)))
    assert [(record.id, record.key) for record in change.put if isinstance(record, Group)] == [
        (3, "elder"),
        (4, "frail"),
    ]
    assert (change.command, change.summary) == ("init", "eldercare")


@pytest.mark.parametrize("there", [journal(ELDER), journal(person())])
def test_preset_is_refused_by_a_journal_that_has_begun(there: Journal) -> None:
    with pytest.raises(Refused):
        adopt_preset(there, "eldercare", (ELDER,))
