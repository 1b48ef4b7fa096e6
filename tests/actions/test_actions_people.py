"""Adding people."""

from typing import Any

import pytest

from builders import TODAY, group, journal, person
from visitlog.actions.people import NewPerson, add_person, group_key, people_or_new
from visitlog.model.errors import Ambiguous, Misuse, NotFound
from visitlog.model.journal import Change, Journal
from visitlog.model.records import Person

GROUPS = (
    group("elder", 7, label={"en": "elder at risk", "zh": "高龄独居"}),
    group("at-risk", 14),
    group("household", 180, default_for=("resident",)),
)


def added(journal: Journal, name: str, **fields: Any) -> Person:
    change = add_person(journal, NewPerson(name, **fields), TODAY)
    (record,) = change.put
    assert isinstance(record, Person)
    return record


def made(change: Change) -> list[str]:
    return [record.name for record in change.put if isinstance(record, Person)]


def test_person_is_added_with_the_next_number_and_today() -> None:
    new = added(journal(person(id=4)), "  Ben   Oak ", household="3-201", every=14)
    assert (new.id, new.name, new.added_on, new.household, new.every) == (5, "Ben Oak", TODAY, "3-201", 14)
    assert new.keys == ("bo", "benoak")
    assert (new.status, new.groups, new.aliases) == ("active", (), ())


def test_adding_makes_the_new_person_the_one_meant_by_a_dot() -> None:
    change = add_person(journal(), NewPerson("Ada"), TODAY)
    assert (change.command, change.summary, change.people, change.warnings) == ("add", "Ada", (1,), ())


@pytest.mark.parametrize("name", ["", "   ", "\u3000"])
def test_name_without_letters_is_misuse(name: str) -> None:
    with pytest.raises(Misuse, match="name is empty"):
        add_person(journal(), NewPerson(name), TODAY)


@pytest.mark.parametrize("typed", ["elder", "ELDER", " elder ", "elder at risk", "高龄独居", "ｅｌｄｅｒ"])
def test_group_is_named_by_its_key_or_its_label_in_either_language(typed: str) -> None:
    assert group_key(journal(*GROUPS), typed) == "elder"
    assert added(journal(*GROUPS), "Ada", groups=(typed,)).groups == ("elder",)


def test_group_with_a_hyphen_may_be_typed_with_a_space() -> None:
    assert group_key(journal(*GROUPS), "At Risk") == "at-risk"


def test_group_named_twice_is_kept_once_and_in_order() -> None:
    assert added(journal(*GROUPS), "Ada", groups=("household", "elder", "Elder")).groups == (
        "household",
        "elder",
    )


def test_person_without_a_group_keeps_none_so_that_the_default_can_change() -> None:
    assert added(journal(*GROUPS), "Ada", residence="resident").groups == ()


def test_unknown_group_is_not_found_and_the_nearest_named() -> None:
    with pytest.raises(NotFound) as refused:
        added(journal(*GROUPS), "Ada", groups=("eldr",))
    assert (refused.value.exit_code, refused.value.values["near"]) == (3, ("elder",))
    with pytest.raises(NotFound, match="household"):
        added(journal(*GROUPS), "Ada", groups=("zzz",))


def test_unknown_group_beside_a_known_one_adds_nobody() -> None:
    with pytest.raises(NotFound):
        added(journal(*GROUPS), "Ada", groups=("elder", "zzz"))


@pytest.mark.parametrize("name", ["Ada Oak", "ada  OAK", "Ａｄａ Oak"])
def test_somebody_called_so_already_is_worth_a_word(name: str) -> None:
    before = journal(person("Ada Oak"), person("Ben Oak"))
    change = add_person(before, NewPerson(name), TODAY)
    (warned,) = change.warnings
    assert warned.code == "same_name"
    assert [p.id for p in warned.values["people"]] == [1]  # type: ignore[attr-defined]


def test_other_name_is_not() -> None:
    assert add_person(journal(person("Ada Oak")), NewPerson("Ada Oaks"), TODAY).warnings == ()


def found_or_made(journal: Journal, who: str, create: bool = True) -> tuple[list[int], list[str]]:
    people, created = people_or_new(journal, who, (2,), create, TODAY)
    return [one.id for one in people], [one.name for one in created]


VILLAGE = journal(person("Ada Oak", household="3-1"), person("Ben Oak", household="3-1"))


def test_nobody_is_made_unless_it_was_asked_for() -> None:
    with pytest.raises(NotFound):
        found_or_made(VILLAGE, "Zed", create=False)


def test_known_people_are_found_and_the_others_made() -> None:
    assert found_or_made(VILLAGE, "Ada Oak") == ([1], [])
    assert found_or_made(VILLAGE, "Zed") == ([3], ["Zed"])
    assert found_or_made(VILLAGE, "Zed, ada oak、Yin，.") == ([3, 1, 4, 2], ["Zed", "Yin"])


def test_new_name_typed_twice_is_one_person() -> None:
    assert found_or_made(VILLAGE, "Zed,zed,ZED") == ([3], ["Zed"])


@pytest.mark.parametrize("who", ["99", "Zed,99", "９９"])
def test_number_of_nobody_is_never_a_new_name(who: str) -> None:
    with pytest.raises(NotFound):
        found_or_made(VILLAGE, who)


@pytest.mark.parametrize("who", [".", "．", "Zed,.", "Zed,．"])
def test_dot_is_never_a_new_name(who: str) -> None:
    with pytest.raises(NotFound, match="last change"):
        people_or_new(VILLAGE, who, (), True, TODAY)


@pytest.mark.parametrize("who", ["", ",", " 、"])
def test_nothing_typed_makes_nobody(who: str) -> None:
    with pytest.raises(Misuse):
        found_or_made(VILLAGE, who)


def test_ambiguous_name_is_never_a_new_one() -> None:
    for who in ("3-1", "Zed,3-1", "oak"):
        with pytest.raises(Ambiguous):
            found_or_made(VILLAGE, who)
