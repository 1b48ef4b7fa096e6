"""A period summed up: who was reached, how visits were made, and how it compares with the one before."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from builders import TODAY, day, group, journal, person, promise, talk, visit
from visitlog.model.journal import Journal
from visitlog.model.records import FORMS, Ceiling, Form, Status, Visit
from visitlog.model.table import Held
from visitlog.reports.period import Period, period_around, span
from visitlog.reports.summary import (
    NONE,
    WITHHELD,
    SummaryReport,
    summary,
)
from visitlog.reports.summary_question import SplitBy, SummaryQuestion

LAST_TEN = span(day(-9), day(0))
"""The ten days up to today."""

ALL = period_around("all", TODAY)


def asked(journal: Journal, period: Period = LAST_TEN, **question: Any) -> SummaryReport:
    return summary(journal, SummaryQuestion(period, **question), TODAY)


def never(report: SummaryReport) -> list[str]:
    return [one.name for one in report.coverage.never]


REACHED = journal(
    person("Ada"),
    person("Ben"),
    person("Cleo"),
    person("Dan"),
    visit(-3, 1, 2),
    visit(-2, 1),
    visit(-1, 3, result="out"),
    visit(-20, 3),
    talk(-4, "East Lane"),
)


def test_coverage_counts_people_met_once_each_and_names_those_never_visited() -> None:
    report = asked(REACHED)
    assert (report.coverage.visited, report.coverage.total, report.coverage.rate) == (2, 4, 0.5)
    assert never(report) == ["Dan"]


@pytest.mark.parametrize(("days", "reached"), [(-10, 0), (-9, 1), (0, 1)])
def test_only_visits_of_the_period_reach_somebody(days: int, reached: int) -> None:
    assert asked(journal(person(), visit(days))).coverage.visited == reached


@pytest.mark.parametrize(
    ("fields", "reached"),
    [
        ({}, 1),
        ({"form": "phone"}, 0),
        ({"result": "out"}, 0),
        ({"result": "refused"}, 0),
        ({"asked": True}, 1),
    ],
)
def test_only_a_meeting_in_a_form_that_counts_reaches_somebody(fields: dict[str, Any], reached: int) -> None:
    report = asked(journal(person(), visit(-1, **fields)))
    assert report.coverage.visited == reached
    assert never(report) == ([] if reached else ["Ada Oak"])


def test_group_says_which_forms_reach_its_people() -> None:
    phoned = group("phoned", 30, counting_forms=("phone",))
    called = journal(phoned, person(groups=("phoned",)), visit(-1, form="phone"), visit(-2))
    assert asked(called).coverage.visited == 1
    assert asked(called, span(day(-2), day(-2))).coverage.visited == 0


@pytest.mark.parametrize(("added", "total"), [(0, 1), (-9, 1), (-100, 1), (None, 1)])
def test_everybody_known_by_the_end_of_the_period_is_counted(added: int | None, total: int) -> None:
    there = journal(person(added_on=None if added is None else day(added)))
    assert asked(there).coverage.total == total


def test_person_added_after_the_period_is_not_counted_unless_they_were_visited_before() -> None:
    earlier = span(day(-20), day(-10))
    assert asked(journal(person(added_on=day(-9))), earlier).coverage.total == 0
    assert asked(journal(person(added_on=day(-10))), earlier).coverage.total == 1
    backfilled = journal(person(added_on=day(-1)), visit(-15))
    assert (asked(backfilled, earlier).coverage.visited, asked(backfilled, earlier).coverage.total) == (1, 1)


@pytest.mark.parametrize("status", ["moved", "handed_over", "died", "declined"])
@pytest.mark.parametrize(("left", "total"), [(-20, 0), (-9, 0), (-1, 0), (0, 0)])
def test_person_who_left_is_not_counted_from_their_last_day_on(status: Status, left: int, total: int) -> None:
    gone = journal(person(status=status, left_on=day(left)), visit(-30))
    assert asked(gone).coverage.total == total


def test_person_who_left_is_counted_in_the_periods_before() -> None:
    gone = journal(person(status="moved", left_on=day(-5)), visit(-15))
    earlier = span(day(-20), day(-6))
    assert (asked(gone, earlier).coverage.visited, asked(gone, earlier).coverage.total) == (1, 1)
    assert asked(gone, span(day(-20), day(-5))).coverage.total == 0
    unknown = journal(person(status="moved", left_on=None), visit(-15))
    assert asked(unknown, earlier).coverage.total == 0


def test_nobody_makes_no_rate() -> None:
    report = asked(journal())
    assert (report.coverage.total, report.coverage.rate, report.coverage.never) == (0, None, ())
    assert (report.visits.total, report.pace.made_per_week, report.pace.asked_per_week) == (0, 0.0, 0.0)


def test_residences_stand_side_by_side_and_no_word_means_resident() -> None:
    mixed = journal(
        person("Ada"),
        person("Ben", residence="resident"),
        person("Cleo", residence="temporary"),
        visit(-1, 1),
    )
    report = asked(mixed)
    assert {name: (s.visited, s.total) for name, s in report.residences.items()} == {
        "resident": (1, 2),
        "temporary": (0, 1),
    }


def test_visits_are_counted_by_form_place_and_result() -> None:
    figures = asked(REACHED).visits
    assert (figures.total, figures.people_met) == (4, 2)
    assert figures.by_form == {"planned": 0, "dropin": 3, "meeting": 1, "chance": 0, "phone": 0}
    assert figures.by_place == {"home": 3, "office": 0, "public": 1, "private": 0}
    assert figures.by_result == {"met": 3, "out": 1, "refused": 0}


@pytest.mark.parametrize(
    ("days", "at", "counts"),
    [
        (-3, None, False),  # a Friday
        (-3, time(17, 59), False),
        (-3, time(18), True),
        (-3, time(23, 30), True),
        (-2, None, True),  # a Saturday
        (-1, time(9), True),  # a Sunday
        (0, time(9), False),
    ],
)
def test_weekend_or_evening_is_from_six_and_on_saturday_and_sunday(
    days: int, at: time | None, counts: bool
) -> None:
    assert asked(journal(person(), visit(days, at=at))).visits.weekend_or_evening == int(counts)


def test_attempt_at_a_weekend_is_no_weekend_visit() -> None:
    assert asked(journal(person(), visit(-1, result="out"))).visits.weekend_or_evening == 0


LANES = journal(
    group("elder", 7),
    group("quiet", 30, sensitive=True),
    group("secret", 30, sensitive=True),
    group("usual", 60, default_for=("resident",)),
    person("Ada", groups=("elder",), area="East Lane"),
    person("Ben", groups=("elder", "quiet"), area="East Lane", residence="newcomer"),
    person("Cleo", area="West Lane"),
    person("Dan", groups=("secret",)),
    visit(-1, 1, form="planned", place="office", topics=("roof", "lamp")),
    visit(-2, 1, 3, topics=("roof",)),
    visit(-3, 2, form="phone"),
    visit(-4, 4, topics=("health",)),
    visit(-5, 3, result="out", place="public"),
    talk(-6, "East Lane"),
    promise("Ada's", -2, 1, status="kept", closed_on=day(-3)),
    promise("Cleo's", -2, 3),
    promise("Ada's, before", -12, 1),
    promise("Cleo's, before", -12, 3, status="kept", closed_on=day(-12)),
)


def split(by: SplitBy, **question: Any) -> dict[str, tuple[int, int, int]]:
    report = asked(LANES, split=by, **question)
    assert report.split_by == by
    return {value: (s.visited, s.total, s.visits) for value, s in report.split.items()}


def test_split_by_group_puts_all_sensitive_ones_together() -> None:
    assert split("group") == {"elder": (1, 2, 3), "usual": (1, 1, 2), WITHHELD: (1, 2, 2)}
    assert split("group", sensitive_too=True) == {
        "elder": (1, 2, 3),
        "quiet": (0, 1, 1),
        "secret": (1, 1, 1),
        "usual": (1, 1, 2),
    }


def test_split_by_area_and_residence_counts_people() -> None:
    assert split("area") == {NONE: (1, 1, 1), "East Lane": (1, 2, 3), "West Lane": (1, 1, 2)}
    assert split("residence") == {"resident": (3, 3, 4), "newcomer": (0, 1, 1)}


def test_split_by_form_and_place_counts_visits_and_people_met_in_them() -> None:
    assert split("form") == {
        "planned": (1, 4, 1),
        "dropin": (3, 4, 3),
        "meeting": (0, 4, 1),
        "phone": (1, 4, 1),
    }
    assert split("place") == {"home": (4, 4, 3), "office": (1, 4, 1), "public": (0, 4, 2)}


def test_split_by_topic_withholds_those_of_sensitive_visits() -> None:
    assert split("topic") == {NONE: (1, 4, 3), "lamp": (1, 4, 1), "roof": (2, 4, 2), WITHHELD: (1, 4, 1)}
    assert split("topic", sensitive_too=True) == {
        NONE: (1, 4, 3),
        "health": (1, 4, 1),
        "lamp": (1, 4, 1),
        "roof": (2, 4, 2),
    }


def test_no_split_is_none() -> None:
    report = asked(LANES)
    assert (report.split, report.split_by) == ({}, None)


@pytest.mark.parametrize(
    ("filters", "total", "visited", "visits", "people_met", "kept", "fell_due"),
    [
        ({}, 4, 3, 6, 4, 1, 2),
        ({"area": "east lane"}, 2, 1, 4, 2, 1, 1),
        ({"area": "West Lane"}, 1, 1, 2, 1, 0, 1),
        ({"groups": ("elder",)}, 2, 1, 3, 2, 1, 1),
        ({"groups": ("usual",)}, 1, 1, 2, 1, 0, 1),
        ({"groups": ("elder",), "area": "West Lane"}, 0, 0, 0, 0, 0, 0),
        ({"area": "Nowhere"}, 0, 0, 0, 0, 0, 0),
    ],
)
def test_filters_narrow_every_figure(
    filters: dict[str, Any], total: int, visited: int, visits: int, people_met: int, kept: int, fell_due: int
) -> None:
    report = asked(LANES, **filters)
    assert (report.coverage.total, report.coverage.visited) == (total, visited)
    if filters != {"groups": ("elder",), "area": "West Lane"}:
        assert (report.visits.total, report.visits.people_met) == (visits, people_met)
    assert (report.promises.kept_on_time, report.promises.fell_due) == (kept, fell_due)


@pytest.mark.parametrize("by", ["group", "area", "residence", "form", "place", "topic"])
@pytest.mark.parametrize("filters", [{}, {"area": "East Lane"}, {"groups": ("elder",)}])
def test_no_share_is_ever_more_than_the_whole(by: SplitBy, filters: dict[str, Any]) -> None:
    gone = journal(
        *LANES.group_records.values(),
        *LANES.people.values(),
        person("Gone", groups=("elder",), area="East Lane", status="moved", left_on=day(-1)),
        *LANES.visits.values(),
        visit(-2, 1, 3, 5, form="planned", topics=("roof",)),
    )
    report = asked(gone, split=by, **filters)
    assert all(share.visited <= share.total for share in report.split.values())
    assert all(share.rate is None or share.rate <= 1 for share in report.split.values())


def test_promise_to_one_who_left_still_counts_under_a_filter() -> None:
    gone = journal(person(area="East Lane", status="moved", left_on=day(-5)), promise(by=-2))
    assert asked(gone, area="East Lane").promises.fell_due == asked(gone).promises.fell_due == 1


def test_period_before_is_told_in_the_same_figures() -> None:
    twice = journal(
        person("Ada"),
        person("Ben", added_on=day(-5)),
        visit(-12, 1, at=time(19)),
        visit(-13, 1, result="out"),
        visit(-1, 1),
        promise("kept", -12, status="kept", closed_on=day(-12)),
        promise("late", -11),
    )
    before = asked(twice).previous
    assert before is not None
    assert before.period == span(day(-19), day(-10))
    assert (before.visited, before.total, before.rate) == (1, 1, 1.0)
    assert (before.visits, before.met, before.weekend_or_evening) == (2, 1, 1)
    assert (before.fell_due, before.kept_on_time, before.on_time_rate) == (2, 1, 0.5)


def test_period_before_keeps_to_the_filters_too() -> None:
    before = asked(LANES, area="East Lane").previous
    assert before is not None
    assert (before.fell_due, before.kept_on_time) == (1, 0)
    assert before.total == 2


def test_all_has_no_period_before() -> None:
    assert asked(REACHED, ALL).previous is None


def test_period_that_is_not_over_ends_today() -> None:
    month = period_around("month", TODAY)
    assert month.last > TODAY
    added_later = journal(person(added_on=day(3)), person("Ben"), visit(-1, 2), visit(3, 2))
    report = asked(added_later, month)
    assert (report.coverage.total, report.visits.total) == (1, 1)


@pytest.mark.parametrize(
    ("days", "made"),
    [(7, 2.0), (14, 1.0), (28, 0.5)],
)
def test_pace_is_what_rhythms_ask_and_what_was_done_a_week(days: int, made: float) -> None:
    weekly, monthly = group("weekly", 7), group("monthly", 28)
    both = journal(
        weekly,
        monthly,
        person("Ada", groups=("weekly", "monthly")),
        person("Ben", groups=("monthly",)),
        person("Cleo", groups=("weekly",), every=14),
        person("Dan", groups=("weekly",), status="moved", left_on=day(-400)),
        visit(-1, 1),
        visit(-2, 2),
        visit(-3, 3, result="out"),
        visit(-3, 3, form="phone"),
        talk(-2, "East Lane"),
    )
    pace = asked(both, span(day(1 - days), day(0))).pace
    assert pace.made_per_week == made
    assert pace.asked_per_week == round(1 + 0.25 + 0.5, 1)


def test_visit_to_a_couple_is_two_of_the_visits_that_rhythms_ask() -> None:
    weekly = group("weekly", 7)
    couple = journal(
        weekly, person("Ada", groups=("weekly",)), person("Ben", groups=("weekly",)), visit(-1, 1, 2)
    )
    pace = asked(couple, span(day(-6), day(0))).pace
    assert (pace.asked_per_week, pace.made_per_week) == (2.0, 2.0)


def test_pace_of_a_running_period_is_measured_by_the_days_that_have_come() -> None:
    week = period_around("week", TODAY)  # today is its first day
    assert asked(journal(person(), visit(0)), week).pace.made_per_week == 7.0


@pytest.mark.parametrize(
    ("records", "first"),
    [
        ((), 0),
        ((person(added_on=day(-5)),), -5),
        ((person(added_on=day(-5)), visit(-9)), -9),
        ((person(added_on=day(-5)), visit(-3)), -5),
        ((person(added_on=None), visit(-3), visit(-8), visit(-5)), -8),
        ((person(added_on=day(-5)), talk(-40, "East Lane")), -40),
        ((person(added_on=day(5)), visit(6)), 0),
    ],
)
@pytest.mark.parametrize("question", [{}, {"groups": ("nobody",)}])
def test_all_begins_with_the_first_day_of_anything(
    records: tuple[Any, ...], first: int, question: dict[str, Any]
) -> None:
    assert asked(journal(*records), ALL, **question).period == Period("all", day(first), TODAY)


def test_promises_made_before_the_first_day_of_anything_are_not_of_all() -> None:
    one = journal(person(added_on=day(-5)), promise(made_on=day(-5)), promise(made_on=day(-6)))
    assert asked(one, ALL).promises.made == 1


def test_summary_of_all_counts_every_visit_ever() -> None:
    old = journal(person(added_on=day(-1)), visit(-4000), talk(-5000, "East Lane"), visit(0))
    report = asked(old, ALL)
    assert (report.visits.total, report.coverage.visited, report.period.first) == (3, 1, day(-5000))


def test_visits_are_summed_up_alike_however_many_come_at_a_time() -> None:
    records: list[Any] = [
        group("shops", 30, ceiling=Ceiling(1, 20)),
        *(person(f"Person {number}", groups=("shops",)) for number in range(1, 5)),
        *(
            visit(-n, 1 + n % 4, 1 + n % 3, topics=("roof", "heating")[: n % 3], form=FORMS[n % 3])
            for n in range(30)
        ),
    ]
    for split in (None, "form", "place", "topic"):
        for period in (ALL, LAST_TEN):
            whole, apart = (
                asked(each, period, split=split) for each in (journal(*records), one_by_one(records))
            )
            assert whole == apart
            assert whole.attention.over_visited


def one_by_one(records: list[Any]) -> Journal:
    """A journal that hands its visits out one at a time, as a store does some at a time."""
    made = journal(*records)
    return replace(made, visits=OneByOne(made.visits.values()))


class OneByOne(Held[Visit]):
    def parts_between(self, first: date, last: date, *fields: str) -> Iterator[Sequence[Visit]]:
        return ([visit] for visit in self.between(first, last, *fields))


def test_form_of_another_group_reaches_by_a_personal_rhythm() -> None:
    forms: tuple[Form, ...] = ("phone",)
    own = journal(
        group("phoned", 30, counting_forms=forms),
        group("home", 30, counting_forms=("planned",)),
        person(groups=("phoned", "home"), every=9),
        visit(-1, form="phone"),
    )
    assert asked(own).coverage.visited == 1


def test_summary_of_one_day_is_that_day() -> None:
    report = asked(REACHED, period_around("today", TODAY))
    assert (report.period.first, report.period.last, report.visits.total) == (TODAY, date(2026, 11, 23), 0)
