"""WHO as several words without quotes, and the words that follow it."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import journal, person
from visitlog.model.name_keys import person_keys
from visitlog.model.names import find
from visitlog.model.names_at_length import whole_name
from visitlog.model.records import Person


def called(name: str, *aliases: str, door: str | None = None) -> Person:
    keys = person_keys(name, aliases)
    return person(name, aliases=aliases, household=door, keys=keys)


def street(*people: Person) -> list[Person]:
    return list(journal(*people).people.values())


STREET = street(
    called("He Guilan"),
    called("Helen Elm"),
    called("Li"),
    called("Li Na", "the baker", door="shop 7"),
    called("O'Brien Pat"),
    called("Anne-Marie Roe"),
    called("Wang Xiuying"),
    called("Wang Xiu"),
    called("王秀英"),
)


@pytest.mark.parametrize(
    ("who", "words", "name", "rest"),
    [
        ("he", "guilan knee better", "he guilan", "knee better"),
        ("He", "Guilan", "He Guilan", ""),
        ("he", "was not in", "he", "was not in"),
        ("shop", "7 new sign", "shop 7", "new sign"),
        ("the", "baker has a cold", "the baker", "has a cold"),
        ("obrien", "pat nobody in", "obrien pat", "nobody in"),
        ("o'brien", "pat  two  spaces", "o'brien pat", "two  spaces"),
        ("anne", "marie roe tea", "anne marie roe", "tea"),
        ("anne-marie", "roe tea", "anne-marie roe", "tea"),
        ("anne", "marie-roe tea", "anne marie-roe", "tea"),
        ("anne", "marie tea", "anne", "marie tea"),
        ("wang", "xiuying roof", "wang xiuying", "roof"),
        ("wang", "xiu roof", "wang xiu", "roof"),
        ("li", "na came by", "li", "na came by"),
        ("li na", "came by", "li na", "came by"),
        ("li,he", "guilan tea", "li,he", "guilan tea"),
        ("3", "guilan", "3", "guilan"),
        (".", "guilan", ".", "guilan"),
        ("he", "", "he", ""),
        ("helen", "elmwood was shut", "helen", "elmwood was shut"),
    ],
)
def test_the_rest_of_a_name_is_taken_from_the_words_and_nothing_else(
    who: str, words: str, name: str, rest: str
) -> None:
    assert whole_name(who, words, STREET) == (name, rest)


def test_a_pinyin_is_taken_however_its_syllables_are_parted() -> None:
    pytest.importorskip("pypinyin")
    there = street(called("王秀英"), called("何桂兰"))
    assert whole_name("wang", "xiuying 屋顶漏", there) == ("wang xiuying", "屋顶漏")
    assert whole_name("wang", "xiu ying 屋顶漏", there) == ("wang xiu ying", "屋顶漏")
    assert whole_name("wang", "xiu 屋顶漏", there) == ("wang", "xiu 屋顶漏")
    assert whole_name("he", "gui lan", there) == ("he gui lan", "")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("obrien", ["O'Brien Pat"]),
        ("obrien pat", ["O'Brien Pat"]),
        ("o’br", ["O'Brien Pat"]),
        ("anne marie", ["Anne-Marie Roe"]),
        ("li-na", ["Li Na"]),
        ("'", []),
        ("-", []),
    ],
)
def test_names_are_found_without_the_signs_that_a_shell_takes_for_its_own(
    typed: str, found: Sequence[str]
) -> None:
    assert [one.name for one in find(typed, STREET)] == found


def test_two_who_differ_by_an_apostrophe_are_never_guessed_between() -> None:
    there = street(called("O'Brien Pat"), called("Obrien Pete"))
    assert len(find("obrien p", there)) == 2
    assert [one.name for one in find("obrien pete", there)] == ["Obrien Pete"]


@given(st.lists(st.text("abÄ é-' ", min_size=1, max_size=6), max_size=3), st.text("abÄ é-' 王", max_size=9))
def test_no_letter_is_lost_or_added(who: list[str], words: str) -> None:
    name, rest = whole_name(" ".join(who), words, STREET)
    assert f"{name} {rest}".split() == [*" ".join(who).split(), *words.split()]
