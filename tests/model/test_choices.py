"""Every choice of a record is read in English and in Chinese, in any width and case."""

from typing import get_args

import pytest

from visitlog.exchange.headings import KINDS
from visitlog.model import records
from visitlog.model.choices import ASKED, CHOICES, Choice, read_choice
from visitlog.model.errors import Misuse
from visitlog.render.language import set_language
from visitlog.render.words import CHOICES as SHOWN
from visitlog.render.words import word
from visitlog.reports.period import PeriodKind
from visitlog.reports.summary_question import SplitBy

LITERALS = {
    "form": records.Form,
    "place": records.Place,
    "result": records.Result,
    "residence": records.Residence,
    "status": records.Status,
    "warmth": records.Warmth,
    "went": records.Went,
    "attire": records.Attire,
    "party": records.Party,
    "matter": records.MatterKind,
    "promise_status": records.PromiseStatus,
}
SAME = {kind: kind for kind in CHOICES} | {"promise": "promise_status"}
"""What a kind of words on the screen is called among the choices."""
AMBIGUOUS = ("given up", "matter")
"""English words of the screen that are no answer to the question: a promise is dropped, a kind is another one."""
WORDS = [
    (kind, key, word)
    for kind, keys in (*CHOICES.items(), *ASKED.items())
    for key, words in keys.items()
    for word in (key, *words)
]


def test_every_choice_of_every_record_has_its_words() -> None:
    assert {kind: tuple(keys) for kind, keys in CHOICES.items()} == {
        kind: get_args(literal) for kind, literal in LITERALS.items()
    }
    assert all(words for keys in CHOICES.values() for words in keys.values())


def test_every_choice_that_a_report_is_asked_by_has_its_words() -> None:
    assert set(ASKED["period"]) == set(get_args(PeriodKind)) - {"span"}
    assert tuple(ASKED["split"]) == get_args(SplitBy)
    assert set(KINDS) < set(ASKED["table"])
    assert all(words for keys in ASKED.values() for words in keys.values())


def test_no_word_means_two_choices_of_a_kind() -> None:
    for keys in (*CHOICES.values(), *ASKED.values()):
        words = [word for key, others in keys.items() for word in (key, *others)]
        assert len(words) == len(set(words))


@pytest.mark.parametrize(
    ("kind", "key"), [(kind, key) for kind, keys in SHOWN.items() if kind in SAME for key in keys]
)
def test_a_choice_is_taken_by_the_word_that_the_screen_shows_in_either_language(kind: str, key: str) -> None:
    for language in ("en", "zh"):
        set_language(language)
        shown = word(kind, key)
        set_language("en")
        if shown not in AMBIGUOUS:
            assert read_choice(shown, SAME[kind]) == key


@pytest.mark.parametrize(("kind", "key", "word"), WORDS)
def test_every_word_means_its_key_and_no_other(kind: str, key: str, word: str) -> None:
    assert read_choice(word, kind) == key


@pytest.mark.parametrize(
    ("typed", "kind", "key"),
    [
        ("Drop-In", "form", "dropin"),
        ("drop in", "form", "dropin"),
        ("ＰＨＯＮＥ", "form", "phone"),
        (" 偶遇 ", "form", "chance"),
        ("handed-over", "status", "handed_over"),
        ("Nobody in", "result", "out"),
        ("便装", "attire", "plain"),
        ("平淡", "warmth", "plain"),
        ("对方", "party", "them"),
    ],
)
def test_width_case_and_hyphens_make_no_difference(typed: str, kind: str, key: str) -> None:
    assert read_choice(typed, kind) == key


@pytest.mark.parametrize("typed", ["", "  ", "pho", "dropins", "电", "\ud800"])
def test_anything_else_is_misuse_that_names_the_choices(typed: str) -> None:
    with pytest.raises(Misuse) as raised:
        read_choice(typed, "form")
    assert raised.value.values["choices"] == (
        Choice("planned", "约好"),
        Choice("dropin", "上门"),
        Choice("meeting", "会议"),
        Choice("chance", "偶遇"),
        Choice("phone", "电话"),
    )
