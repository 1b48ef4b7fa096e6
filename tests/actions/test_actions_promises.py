"""Promises made, kept, given up and moved, and everything that is refused."""

from datetime import date
from typing import Any

import pytest

from builders import NOW, TODAY, day, journal, person, promise
from visitlog.actions.promises import NewPromise, make_promise
from visitlog.actions.settling import drop, move, settle
from visitlog.model.errors import Ambiguous, Misuse, NotFound, Refused
from visitlog.model.journal import Change, Journal
from visitlog.model.records import Person, Promise


def only(change: Change) -> Promise:
    (found,) = [record for record in change.put if isinstance(record, Promise)]
    return found


def done(journal: Journal, *typed: str, on: date = TODAY, latest: tuple[int, ...] = ()) -> Change:
    return settle(journal, typed, on, latest)


def moved(journal: Journal, typed: str, days: int, why: str = "the clerk is on leave") -> Promise:
    return only(move(journal, typed, day(days), None, why, NOW))


OWED = journal(
    person("Ada Oak"),
    person("Ben Elm"),
    person("Cleo Ash"),
    promise("mend the lamp", 3),
    promise("kept one", -9, 2, status="kept", closed_on=day(-2)),
    promise("dropped one", -9, 2, status="dropped", closed_on=day(-4)),
    promise("first", 1, 3),
    promise("second", None, 3, owed_by="them"),
)


def test_promise_is_open_made_today_and_remembers_its_first_day() -> None:
    change = make_promise(journal(person("Ada Oak")), "ada", NewPromise(" mend it ", day(3)), TODAY)
    made = only(change)
    assert (made.id, made.person, made.text, made.by, made.first_by) == (1, 1, "mend it", day(3), day(3))
    assert (made.status, made.made_on, made.owed_by, made.visit) == ("open", TODAY, "us", None)
    assert (change.command, change.summary, change.people) == ("promise", "P1 Ada Oak", (1,))
    assert change.warnings == ()


def test_promise_can_be_theirs_and_without_a_day() -> None:
    made = only(make_promise(OWED, "ben elm", NewPromise("the key", None, "them"), TODAY))
    assert (made.owed_by, made.by, made.first_by, made.id) == ("them", None, None, 6)


@pytest.mark.parametrize("text", ["", "  "])
def test_promise_without_words_is_misuse(text: str) -> None:
    with pytest.raises(Misuse):
        make_promise(OWED, "1", NewPromise(text), TODAY)


@pytest.mark.parametrize("who", ["1,2", "Ada Oak、Ben Elm", "Zed,Ada Oak"])
def test_promise_is_made_to_one_person_at_a_time(who: str) -> None:
    with pytest.raises(Misuse, match="one person at a time"):
        make_promise(OWED, who, NewPromise("x"), TODAY, create=True)


@pytest.mark.parametrize("who", [",", "", " ，"])
def test_promise_to_nobody_is_misuse(who: str) -> None:
    with pytest.raises(Misuse, match="WHO is empty"):
        make_promise(OWED, who, NewPromise("x"), TODAY)


def test_promise_to_somebody_unknown_needs_the_word_new() -> None:
    with pytest.raises(NotFound):
        make_promise(OWED, "Zed", NewPromise("x"), TODAY)
    change = make_promise(OWED, "Zed", NewPromise("x"), TODAY, create=True)
    assert [record.name for record in change.put if isinstance(record, Person)] == ["Zed"]
    assert only(change).person == 4


@pytest.mark.parametrize(
    ("there", "owed_by", "warns"),
    [
        ((3, 4), "us", True),
        ((3,), "us", False),
        ((-1,), "us", True),
        ((-1, -1, -1), "them", False),
    ],
)
def test_promising_much_to_one_person_warns(there: tuple[int, ...], owed_by: Any, warns: bool) -> None:
    before = journal(person(), *(promise("old", by) for by in there))
    change = make_promise(before, "1", NewPromise("new", day(5), owed_by), TODAY)
    assert [w.code for w in change.warnings] == (["many_promises"] if warns else [])


def test_identity_number_in_a_promise_warns() -> None:
    change = make_promise(OWED, "1", NewPromise("check 11010519491231002X"), TODAY)
    assert [w.code for w in change.warnings] == ["id_number"]


@pytest.mark.parametrize("typed", ["P1", "p1", "Ｐ１", "Ada Oak", "1", "ada"])
def test_promise_is_kept_by_its_number_or_by_a_person_with_one_open(typed: str) -> None:
    change = done(OWED, typed)
    kept = only(change)
    assert (kept.id, kept.status, kept.closed_on, kept.by) == (1, "kept", TODAY, day(3))
    assert (change.command, change.summary, change.people) == ("done", "P1 Ada Oak", (1,))


def test_name_of_several_words_needs_no_quotes() -> None:
    assert only(done(OWED, "Ada", "Oak")).id == 1
    assert only(done(OWED, ".", latest=(1,))).id == 1


def test_promise_may_have_been_kept_earlier() -> None:
    assert only(done(OWED, "P1", on=day(-3))).closed_on == day(-3)
    assert only(done(OWED, "P1", on=day(-30))).closed_on == day(-30)


def test_promise_kept_before_it_was_made_is_misuse() -> None:
    with pytest.raises(Misuse) as refused:
        done(OWED, "P1", on=day(-31))
    assert refused.value.values == {"id": "P1", "made_on": day(-30)}


def test_promise_of_an_unknown_day_can_have_been_kept_any_day() -> None:
    assert only(done(journal(person(), promise(made_on=None)), "P1", on=day(-999))).status == "kept"


def test_several_promises_are_kept_at_once_and_each_but_once() -> None:
    change = done(OWED, "P4", "P1", "p4")
    assert [p.id for p in change.put if isinstance(p, Promise)] == [4, 1]
    assert change.people == (3, 1)


def test_one_closed_promise_among_several_keeps_none() -> None:
    with pytest.raises(Refused):
        done(OWED, "P1", "P2")


@pytest.mark.parametrize(("typed", "on"), [("P2", -2), ("P3", -4)])
def test_closed_promise_cannot_be_settled_again(typed: str, on: int) -> None:
    for refusing in (
        lambda: done(OWED, typed),
        lambda: drop(OWED, typed, "why", TODAY),
        lambda: moved(OWED, typed, 5),
    ):
        with pytest.raises(Refused) as refused:
            refusing()
        assert (refused.value.exit_code, refused.value.values["on"]) == (1, day(on))


def test_person_with_many_open_promises_is_ambiguous_and_they_are_listed() -> None:
    with pytest.raises(Ambiguous) as refused:
        done(OWED, "Cleo Ash")
    candidates = [one.id for one in refused.value.candidates if isinstance(one, Promise)]
    assert (candidates, refused.value.values["count"]) == ([4, 5], 2)


def test_person_with_none_open_has_nothing_to_keep() -> None:
    with pytest.raises(NotFound, match="no promise is open"):
        done(OWED, "Ben Elm")


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("P99", NotFound),
        ("V1", Misuse),
        ("nobody", NotFound),
        ("", Misuse),
    ],
)
def test_what_names_no_promise_is_refused(typed: str, kind: type[Exception]) -> None:
    with pytest.raises(kind):
        done(OWED, typed)


def test_ambiguous_name_keeps_nothing() -> None:
    twins = journal(person("Ada Oak"), person("Ada Elm"), promise())
    with pytest.raises(Ambiguous):
        done(twins, "ada")


def test_number_and_name_do_not_go_together() -> None:
    with pytest.raises(Misuse):
        done(OWED, "P1", "Cleo")


def test_dropped_promise_keeps_the_reason_and_the_day() -> None:
    change = drop(OWED, "p1", "  housing has done it ", TODAY)
    dropped = only(change)
    assert (dropped.status, dropped.closed_on, dropped.why) == ("dropped", TODAY, "housing has done it")
    assert (change.command, change.people) == ("drop", (1,))


@pytest.mark.parametrize("why", ["", "   "])
def test_reason_left_out_is_misuse(why: str) -> None:
    with pytest.raises(Misuse):
        drop(OWED, "P1", why, TODAY)
    with pytest.raises(Misuse):
        moved(OWED, "P1", 9, why)


@pytest.mark.parametrize("typed", ["1", "Ada Oak", "V1", "P"])
def test_only_the_number_of_a_promise_is_dropped(typed: str) -> None:
    with pytest.raises(Misuse):
        drop(OWED, typed, "why", TODAY)


@pytest.mark.parametrize("typed", ["1", "V1", "１"])
def test_another_number_than_that_of_a_promise_is_not_moved(typed: str) -> None:
    with pytest.raises(Misuse):
        moved(OWED, typed, 9)


def test_moved_promise_keeps_its_first_day_and_why_it_was_moved() -> None:
    once = moved(OWED, "P1", 9)
    assert (once.by, once.first_by, once.status) == (day(9), day(3), "open")
    (first,) = once.moves
    assert (first.since, first.to, first.why, first.at) == (day(3), day(9), "the clerk is on leave", NOW)
    twice = moved(journal(person("Ada Oak"), once), "P1", 20, " again ")
    assert (twice.by, twice.first_by, len(twice.moves)) == (day(20), day(3), 2)
    assert (twice.moves[1].since, twice.moves[1].why) == (day(9), "again")


def test_promise_can_be_moved_to_an_earlier_day() -> None:
    sooner = moved(OWED, "P1", 1)
    assert (sooner.by, sooner.first_by) == (day(1), day(3))


def test_promise_moved_to_its_own_day_is_refused() -> None:
    with pytest.raises(Refused, match="already"):
        moved(OWED, "P1", 3)


def test_promise_without_a_day_gets_its_first_one_by_moving() -> None:
    dated = moved(OWED, "P5", 7)
    assert (dated.by, dated.first_by, dated.moves) == (day(7), day(7), ())


def test_nothing_but_the_named_promise_is_touched() -> None:
    for change in (done(OWED, "P1"), drop(OWED, "P1", "why", TODAY)):
        assert len(change.put) == 1
        assert change.removed == ()
