"""Every choice of a record is read in English and in Chinese, in any width and case."""

from typing import get_args

import pytest

from visitlog.model import records
from visitlog.model.choices import CHOICES, read_choice
from visitlog.model.errors import Misuse

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
WORDS = [
    (kind, key, word)
    for kind, keys in CHOICES.items()
    for key, words in keys.items()
    for word in (key, *words)
]


def test_every_choice_of_every_record_has_its_words() -> None:
    assert {kind: tuple(keys) for kind, keys in CHOICES.items()} == {
        kind: get_args(literal) for kind, literal in LITERALS.items()
    }
    assert all(words for keys in CHOICES.values() for words in keys.values())


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
        "planned 约好",
        "dropin 上门",
        "meeting 会议",
        "chance 偶遇",
        "phone 电话",
    )
