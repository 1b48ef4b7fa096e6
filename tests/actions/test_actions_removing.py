"""Removing what was entered by mistake, and taking back the last change."""

import pytest

from builders import NOW, journal, person, promise, talk, visit
from visitlog.actions.removing import remove_record, undo_last
from visitlog.model.errors import Misuse, NotFound, Refused
from visitlog.model.records import Past, Promise

THERE = journal(
    person("Ada Oak"),
    person("Ben Elm"),
    visit(-9, 1, 2),
    visit(-3, 1),
    talk(-2, "East Lane"),
    promise("to Ada", 3, 1, visit=1),
    promise("to Ben", 3, 2, visit=1),
    promise("of another visit", 3, 1, visit=2),
)


@pytest.mark.parametrize("typed", ["V2", "v2", " Ｖ２ "])
def test_visit_is_removed_by_its_number(typed: str) -> None:
    change = remove_record(THERE, typed)
    assert (change.removed, change.people, change.summary) == ((("visits", 2),), (1,), "V2 Ada Oak")


def test_promises_made_on_a_removed_visit_stay_without_it() -> None:
    change = remove_record(THERE, "V1")
    assert [(p.id, p.visit, p.text) for p in change.put if isinstance(p, Promise)] == [
        (1, None, "to Ada"),
        (2, None, "to Ben"),
    ]
    assert change.people == (1, 2)


def test_promise_is_removed_and_nothing_else_touched() -> None:
    change = remove_record(THERE, "P2")
    assert (change.removed, change.put, change.people) == ((("promises", 2),), (), (2,))


def test_talk_to_many_can_be_removed() -> None:
    assert remove_record(THERE, "V3").removed == (("visits", 3),)


@pytest.mark.parametrize("typed", ["V99", "P99"])
def test_what_is_not_there_is_not_found(typed: str) -> None:
    with pytest.raises(NotFound):
        remove_record(THERE, typed)


@pytest.mark.parametrize("typed", ["2", "Ada Oak", "", "V", "V0"])
def test_what_is_no_number_of_a_record_is_misuse(typed: str) -> None:
    with pytest.raises(Misuse):
        remove_record(THERE, typed)


def past(id: int, summary: str, *people: int) -> Past:
    return Past(id, NOW, "log", summary, people)


def test_undo_takes_back_the_latest_change() -> None:
    change = undo_last(journal(past(2, "second", 5), past(3, "third", 6), past(1, "first", 4)))
    assert (change.undoes, change.summary, change.people) == (3, "third", (6,))
    assert not change.is_empty


def test_nothing_to_undo_is_refused() -> None:
    with pytest.raises(Refused, match="nothing to undo"):
        undo_last(journal())
