"""Whether promises were kept, told so that neglect does not flatter."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from builders import TODAY, day, promise
from visitlog.model.records import Move, Promise
from visitlog.reports.our_word import OurWord, our_word, was_on_time
from visitlog.reports.period import period_around, span

PERIOD = span(day(-9), day(5))
"""Ten days up to today and five to come."""


def word(*promises: Promise) -> OurWord:
    return our_word(promises, PERIOD, TODAY)


def kept(by: int, on: int, **fields: Any) -> Promise:
    return promise(by=by, status="kept", closed_on=day(on), **fields)


def moved(promise: Promise, on: int, to: int) -> Promise:
    """The promise as it was moved on a day to another."""
    assert promise.by is not None
    at = datetime.combine(day(on), datetime.min.time()).astimezone()
    move = Move(promise.by, day(to), "the clerk is on leave", at)
    return replace(promise, by=day(to), moves=(*promise.moves, move))


def test_promises_that_fell_due_are_told_by_what_became_of_them() -> None:
    found = word(
        kept(-3, -4),
        kept(-3, -3),
        kept(-3, -2),
        promise(by=-2, status="dropped", closed_on=day(-5)),
        promise(by=-1),
        promise(by=0),
    )
    assert (found.fell_due, found.kept_on_time, found.kept_late, found.dropped) == (6, 2, 1, 1)
    assert (found.open, found.overdue) == (2, 1)
    assert found.on_time_rate == round(2 / 6, 4)


def test_late_open_promise_lowers_the_rate() -> None:
    assert word(kept(-3, -4)).on_time_rate == 1.0
    assert word(kept(-3, -4), promise(by=-1)).on_time_rate == 0.5


@pytest.mark.parametrize(("by", "fell_due"), [(-10, 0), (-9, 1), (0, 1), (1, 0), (5, 0), (6, 0), (None, 0)])
def test_open_promise_fell_due_if_its_day_lies_in_the_period_and_has_come(
    by: int | None, fell_due: int
) -> None:
    assert word(promise(by=by)).fell_due == fell_due


@pytest.mark.parametrize(("by", "fell_due"), [(5, 1), (6, 0)])
def test_promise_kept_before_its_day_counts_in_the_period_of_its_day(by: int, fell_due: int) -> None:
    assert word(kept(by, -1)).fell_due == word(kept(by, -1)).kept_on_time == fell_due


def test_kept_promise_without_a_day_never_fell_due() -> None:
    assert word(promise(status="kept", closed_on=day(-1))).fell_due == 0


def test_nothing_fell_due_makes_no_rate() -> None:
    assert word().on_time_rate is None
    assert word(promise(by=5)).on_time_rate is None


def test_promises_of_theirs_are_not_our_word() -> None:
    assert word(promise(by=-1, owed_by="them", made_on=day(-2))) == word()


def test_made_counts_promises_made_in_the_period_whatever_their_day() -> None:
    made = [promise(by=90, made_on=day(on)) for on in (-10, -9, 0)] + [promise(made_on=None)]
    assert (word(*made).made, word(*made).fell_due) == (2, 0)


def test_promise_moved_in_time_is_kept_on_time_by_its_new_day() -> None:
    assert was_on_time(moved(kept(-5, -2), on=-6, to=-1))
    assert was_on_time(moved(kept(-5, -2), on=-5, to=-1))


def test_moving_a_promise_that_is_late_already_does_not_mend_it() -> None:
    late = moved(kept(-5, -2), on=-4, to=-1)
    assert not was_on_time(late)
    assert (word(late).kept_on_time, word(late).kept_late, word(late).on_time_rate) == (0, 1, 0.0)


def test_one_late_move_among_several_is_enough() -> None:
    assert not was_on_time(moved(moved(kept(-9, -1), on=-8, to=-7), on=-4, to=-1))
    assert not was_on_time(moved(moved(kept(-9, -1), on=-6, to=-4), on=-5, to=-1))
    assert was_on_time(moved(moved(kept(-9, -1), on=-10, to=-4), on=-5, to=-1))


def test_promise_kept_after_its_new_day_is_late() -> None:
    assert not was_on_time(moved(kept(-5, 0), on=-6, to=-1))


def test_moved_promise_falls_due_on_its_new_day_only() -> None:
    put_off = moved(promise(by=-5), on=-6, to=9)
    assert word(put_off).fell_due == 0
    assert our_word([put_off], period_around("month", day(9)), day(9)).fell_due == 1


def test_move_of_an_unknown_moment_is_taken_as_in_time() -> None:
    old = replace(kept(-1, -1), moves=(Move(day(-5), day(-1), "why"),))
    assert was_on_time(old)


@pytest.mark.parametrize(("by", "on"), [(None, -1), (-1, None)])
def test_promise_without_its_days_is_not_called_on_time(by: int | None, on: int | None) -> None:
    unclear = promise(by=by, status="kept", closed_on=None if on is None else day(on))
    assert not was_on_time(unclear)
