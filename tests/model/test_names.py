"""From what was typed to a person: every rung of the ladder, in order, and what is said when nobody is found."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from visitlog.model.errors import Ambiguous, Misuse, NotFound, VisitlogError
from visitlog.model.name_keys import name_keys
from visitlog.model.names import (
    find,
    folded,
    is_number,
    names_in,
    nearest,
    people_called,
    person_called,
)
from visitlog.model.records import Person


def called(name: str, id: int = 1, **fields: Any) -> Person:
    return Person(id, name, keys=name_keys(name), **fields)


def numbered(*people: Person) -> list[Person]:
    """These people, numbered by their turn."""
    return [Person(**{**vars(one), "id": turn}) for turn, one in enumerate(people, 1)]


VILLAGE = numbered(
    called("Ada Oak", household="3-201"),
    called("Ben Oak", household="3-201", aliases=("Shorty",)),
    called("Carla Stone", household="2-102"),
    called("王秀英", household="5-304"),
    called("Anna Lee", household="1-101"),
    called("Margaret Moss"),
)


def ids(typed: str, people: list[Person] = VILLAGE, latest: tuple[int, ...] = ()) -> list[int]:
    return [person.id for person in find(typed, people, latest)]


@pytest.mark.parametrize(
    ("typed", "who"),
    [
        ("4", [4]),
        ("４", [4]),
        ("Carla Stone", [3]),
        ("carla STONE", [3]),
        ("  Carla   Stone ", [3]),
        ("Ｃａｒｌａ Stone", [3]),
        ("shorty", [2]),
        ("3-201", [1, 2]),
        ("３－２０１", [1, 2]),
        ("al", [5]),
        ("annalee", [5]),
        ("Car", [3]),
        ("sto", [3]),
        ("oak", [1, 2]),
        ("王", [4]),
        ("王秀", [4]),
        ("王秀英", [4]),
        ("carla stine", [3]),
        ("margarte moss", [6]),
        ("nobody at all", []),
        ("99", []),
        ("", []),
        ("   ", []),
    ],
)
def test_person_is_found_by_whatever_a_user_types(typed: str, who: list[int]) -> None:
    assert ids(typed) == who


@pytest.mark.parametrize(
    ("typed", "higher", "lower"),
    [
        ("rose", called("Rose"), called("Ivy", aliases=("Rose",))),
        ("3-1", called("Ivy", aliases=("3-1",)), called("Rose", household="3-1")),
        ("al", called("Rose", household="AL"), called("Anna Lee")),
        ("al", called("Anna Lee"), called("Albert Moss")),
        ("marta", called("Marta Vega"), called("Marto")),
        ("ada o", called("Ada Oak"), called("Ada X")),
    ],
    ids=["name, alias", "alias, household", "household, initials", "initials, start", "start, near", "start"],
)
def test_first_rung_that_finds_anybody_decides(typed: str, higher: Person, lower: Person) -> None:
    assert [person.name for person in find(typed, numbered(lower, higher))] == [higher.name]
    assert [person.name for person in find(typed, numbered(higher, lower))] == [higher.name]


def test_lower_rung_finds_the_person_when_the_higher_one_is_empty() -> None:
    for typed, lower in (
        ("rose", called("Ivy", aliases=("Rose",))),
        ("3-1", called("Rose", household="3-1")),
        ("al", called("Anna Lee")),
        ("al", called("Albert Moss")),
        ("marta", called("Marto")),
    ):
        assert ids(typed, numbered(lower)) == [1]


def test_everybody_on_the_deciding_rung_is_found() -> None:
    assert ids("oak") == [1, 2]
    assert ids("ada", numbered(called("Ada"), called("Ada"), called("Ada Oak"))) == [1, 2]


def test_person_number_comes_before_the_names() -> None:
    assert ids("2", numbered(called("Ada 2 Oak"), called("Ben"))) == [2]


@pytest.mark.parametrize(
    "other",
    [
        called("Rose", household="1"),
        called("Rose", aliases=("1",)),
        called("1"),
        called("Rose", aliases=("１",)),
    ],
)
def test_number_that_is_also_a_door_an_alias_or_a_name_is_ambiguous(other: Person) -> None:
    people = numbered(called("Ada"), other)
    assert ids("1", people) == [1, 2]
    with pytest.raises(Ambiguous) as refused:
        person_called("1", people)
    assert [person.id for person in refused.value.candidates if isinstance(person, Person)] == [1, 2]


def test_number_of_somebody_with_the_same_door_is_that_person() -> None:
    assert ids("1", numbered(called("Ada", household="1"), called("Ben"))) == [1]


def test_number_of_nobody_can_be_a_door_or_the_start_of_a_name() -> None:
    people = numbered(called("Ada", household="12"), called("101 Noodles"))
    assert ids("12", people) == [1]
    assert ids("101", people) == [2]


def test_number_too_long_for_a_person_finds_nobody() -> None:
    assert ids("9" * 40) == []


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Anna Lee", ("al", "annalee")),
        ("anna maria LEE", ("aml", "annamarialee")),
        ("Anna-Maria Lee", ("aml", "annamarialee")),
        ("Mary O'Neil", ("mo", "maryoneil")),
        ("Mary O’Neil", ("mo", "maryoneil")),
        ("J. Smith", ("js", "jsmith")),
        ("Smith, John", ("sj", "smithjohn")),
        ("Adam631 Smith22", ("as", "adam631smith22")),
        ("Øyvind Åse", ("øa", "øyvindase")),
        ("Ada", ()),
        ("Shop 7", ()),
        ("", ()),
    ],
)
def test_name_in_an_alphabet_has_initials_and_joined_words(name: str, keys: tuple[str, ...]) -> None:
    assert name_keys(name) == keys


@pytest.mark.parametrize(
    "typed",
    ["margret moss", "margaaret moss", "margaret miss", "margaret mos", "margaret mosss", "magraret moss"],
)
def test_one_slip_in_a_long_name_is_forgiven(typed: str) -> None:
    assert ids(typed) == [6]


@pytest.mark.parametrize("typed", ["margret miss", "mragaert moss", "targaret boss", "margaretmossy"])
def test_two_slips_are_not(typed: str) -> None:
    assert ids(typed) == []


@pytest.mark.parametrize(("name", "typed"), [("Anna", "Anne"), ("Rosa", "Rossa"), ("Ivy", "Iyv")])
def test_short_name_is_never_found_by_a_slip(name: str, typed: str) -> None:
    assert ids(typed, [called(name)]) == []


@pytest.mark.parametrize("typed", ["欧阳修明泽", "欧阳秀明择", "欧阳明秀泽", "欧阳秀泽明", "欧阳秀明泽a"])
def test_ideographic_name_is_never_found_by_near_spelling(typed: str) -> None:
    assert ids(typed, [called("欧阳秀明泽")]) == []


@pytest.mark.parametrize("typed", ["Shop 13", "Shop 2", "Shop 122", "Shpo 13"])
def test_other_digit_is_another_shop_and_no_slip(typed: str) -> None:
    assert ids(typed, [called("Shop 12")]) == []
    assert ids("Shpo 12", [called("Shop 12")]) == [1]


def test_dot_means_the_people_of_the_last_change() -> None:
    assert ids(".", latest=(2, 5)) == [2, 5]
    assert ids(" ． ", latest=(2,)) == [2]
    assert person_called(".", VILLAGE, (3,)).id == 3
    assert [person.id for person in people_called(".", VILLAGE, (3,))] == [3]


def test_dot_without_a_change_today_is_not_found() -> None:
    for typed in (".", "．"):
        with pytest.raises(NotFound, match="last change"):
            person_called(typed, VILLAGE)


def test_dot_after_a_change_of_several_is_ambiguous() -> None:
    with pytest.raises(Ambiguous):
        people_called(".", VILLAGE, (1, 2))


def test_household_of_several_is_ambiguous_and_lists_them_all() -> None:
    with pytest.raises(Ambiguous) as refused:
        people_called("3-201", VILLAGE)
    assert [person.name for person in refused.value.candidates if isinstance(person, Person)] == [
        "Ada Oak",
        "Ben Oak",
    ]
    assert (refused.value.exit_code, refused.value.values["count"]) == (4, 2)


@pytest.mark.parametrize(
    "typed", ["Ada Oak,Carla", "Ada Oak， Carla", "Ada Oak、Carla", " Ada Oak , Carla ,"]
)
def test_commas_of_either_language_separate_people(typed: str) -> None:
    assert [person.id for person in people_called(typed, VILLAGE)] == [1, 3]


def test_people_come_once_each_in_the_order_typed() -> None:
    assert [person.id for person in people_called("Carla,1,carla stone,Ada Oak", VILLAGE)] == [3, 1]


def test_one_name_with_a_comma_after_it_is_that_person() -> None:
    assert [person.id for person in people_called("Carla,", VILLAGE)] == [3]


def test_whole_string_is_tried_before_the_commas() -> None:
    firm = numbered(called("Oak, Ada & Sons"), called("Oak"), called("Ada & Sons"))
    assert [person.id for person in people_called("Oak, Ada & Sons", firm)] == [1]
    assert [person.id for person in people_called("Oak,3", firm)] == [2, 3]


def test_comma_is_never_a_slip_in_one_name() -> None:
    two = numbered(called("Rosa Mary"), called("Rosa"), called("Mary Ash"))
    assert [person.id for person in people_called("Rosa,Mary Ash", two)] == [2, 3]
    assert [person.id for person in people_called("Rosa Mary", two)] == [1]
    with pytest.raises(Ambiguous):  # Rosa is found; Mary is the start of a word in two names
        people_called("Rosa,Mary", two)


def test_one_unknown_name_among_several_finds_nobody() -> None:
    with pytest.raises(NotFound) as refused:
        people_called("Ada Oak,Zz", VILLAGE)
    assert refused.value.values["typed"] == "Zz"


@pytest.mark.parametrize("typed", ["", "   ", ",", " ，、 "])
def test_nothing_typed_is_misuse(typed: str) -> None:
    with pytest.raises(Misuse, match="WHO is empty"):
        people_called(typed, VILLAGE)


@pytest.mark.parametrize("typed", ["", " ", "\u3000"])
def test_nothing_typed_where_one_person_is_meant_is_misuse(typed: str) -> None:
    with pytest.raises(Misuse, match="WHO is empty"):
        person_called(typed, VILLAGE)


def test_names_between_commas_are_trimmed_and_empty_ones_left_out() -> None:
    assert names_in(" Ada ,, Ben、王秀英，") == ["Ada", "Ben", "王秀英"]


def test_nearest_names_are_suggested_likest_first_and_three_at_most() -> None:
    people = numbered(
        called("Anna Leigh"), called("Hanna Lee"), called("Anna Leed"), called("Rob"), called("Annie Lee")
    )
    assert [person.name for person in nearest("Anna Lei", people)] == [
        "Anna Leigh",
        "Hanna Lee",  # as like as the next one, and with the smaller number
        "Anna Leed",
    ]
    with pytest.raises(NotFound) as refused:
        person_called("Xanna Lei", people)
    assert "nearest" in refused.value.sentence
    assert "Rob" not in [person.name for person in nearest("Xanna Lei", people)]


def test_nearest_looks_at_aliases_and_at_single_words() -> None:
    assert [p.id for p in nearest("Shorti", VILLAGE)] == [2]
    assert [p.id for p in nearest("Stome", VILLAGE)] == [3]


def test_ideographic_name_with_one_other_character_is_suggested_only() -> None:
    assert ids("王秀云") == []
    assert [person.id for person in nearest("王秀云", VILLAGE)] == [4]


def test_ideographic_name_that_shares_two_characters_is_suggested_and_one_that_shares_one_is_not() -> None:
    people = numbered(called("王秀英"), called("英国明"), called("Anna Lee"))
    assert [person.id for person in nearest("五楼秀英家的老大", people)] == [1]
    assert nearest("英", numbered(called("李建英"))) == ()


def test_nobody_like_it_points_to_the_list() -> None:
    with pytest.raises(NotFound, match="lists everybody") as refused:
        person_called("Qqqqqq", VILLAGE)
    assert refused.value.exit_code == 3


def test_empty_journal_says_so() -> None:
    with pytest.raises(NotFound, match="nobody is in the journal yet"):
        person_called("Ada", [])


def test_number_is_told_from_a_name() -> None:
    assert [is_number(typed) for typed in ("12", "１２", " 7 ", "3-201", "", "十二", "12a")] == [
        True,
        True,
        True,
        False,
        False,
        False,
        False,
    ]


NAMES = st.text(max_size=12) | st.sampled_from(("Ada Oak", "ada", "王秀英", "Li, Na", "3-201", "ǅ", "ß", "é"))


@given(st.lists(NAMES, min_size=1, max_size=6, unique_by=folded), st.data())
def test_exact_name_that_is_unique_always_finds_its_person(names: list[str], data: st.DataObject) -> None:
    people = numbered(*map(called, names))
    person = data.draw(st.sampled_from(people))
    assume(folded(person.name) not in ("", ".") and not is_number(person.name))
    assert person_called(person.name, people).id == person.id
    assert [one.id for one in people_called(person.name, people)] == [person.id]


@given(
    st.text(max_size=20) | st.text("ab ,.，、1", max_size=8),
    st.lists(st.builds(called, NAMES, household=st.none() | NAMES, aliases=st.tuples(NAMES)), max_size=5),
    st.lists(st.integers(1, 5), max_size=2),
)
def test_nothing_typed_ever_fails_but_with_a_sentence(
    typed: str, people: list[Person], latest: list[int]
) -> None:
    with suppress(VisitlogError):
        assert people_called(typed, numbered(*people), latest)


@given(NAMES, NAMES)
def test_folding_makes_case_width_and_spaces_alike(one: str, other: str) -> None:
    assert folded(f" {one}  {other} ") == " ".join(f"{folded(one)} {folded(other)}".split())
    assert folded(one) == folded(folded(one))
