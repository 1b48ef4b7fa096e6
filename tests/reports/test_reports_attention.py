"""How attention is spread: over the ceiling, far more or less than a rhythm asks, and by group."""

from typing import Any

import pytest

from builders import TODAY, day, group, journal, person, visit
from visitlog.model.journal import Journal
from visitlog.model.records import Ceiling
from visitlog.reports.attention import Attention, OverVisited
from visitlog.reports.period import Period, period_around, span
from visitlog.reports.summary import summary
from visitlog.reports.summary_question import SummaryQuestion

LAST_40 = span(day(-39), day(0))


def spread(journal: Journal, period: Period = LAST_40, **question: Any) -> Attention:
    return summary(journal, SummaryQuestion(period, **question), TODAY).attention


def over(journal: Journal, period: Period = LAST_40, **question: Any) -> list[OverVisited]:
    return list(spread(journal, period, **question).over_visited)


def shop(*visits: Any, **fields: Any) -> Journal:
    shops = group("shops", 180, ceiling=Ceiling(1, 30), **fields)
    return journal(shops, person("Ma Dong", groups=("shops",)), *visits)


@pytest.mark.parametrize(
    ("days", "is_over"),
    [((0,), False), ((-30, 0), False), ((-29, 0), True), ((-1, -1), True), ((-39, -9), False)],
)
def test_more_visits_than_the_ceiling_in_any_of_its_spans_is_too_much(
    days: tuple[int, ...], is_over: bool
) -> None:
    assert bool(over(shop(*(visit(on) for on in days)))) is is_over


def test_too_much_at_the_beginning_is_too_much_though_little_came_after() -> None:
    twice = group("shops", 180, ceiling=Ceiling(2, 30))
    early = journal(twice, person(groups=("shops",)), *(visit(on) for on in (-39, -38, -37, 0)))
    assert [one.visits for one in over(early)] == [4]


def test_over_visited_says_how_often_and_how_many_were_asked_for() -> None:
    asked_for = visit(-8, asked=True), visit(-7, asked=True, matter=3)
    (one,) = over(shop(visit(-9), *asked_for, visit(-6, matter=3), visit(-5, matter=3), visit(-4, matter=3)))
    assert (one.person.name, one.visits, one.asked, one.matter) == ("Ma Dong", 6, 2, 3)
    assert (one.ceiling, one.withheld) == (Ceiling(1, 30), False)


@pytest.mark.parametrize(
    "fields", [{"form": "phone"}, {"form": "meeting"}, {"form": "chance"}, {"result": "out"}]
)
def test_what_does_not_count_to_the_ceiling_is_not_too_much(fields: dict[str, Any]) -> None:
    assert over(shop(visit(-9), visit(-8, **fields))) == []


def test_forms_that_the_group_limits_count() -> None:
    assert over(shop(visit(-9, form="phone"), visit(-8, form="phone"), ceiling_forms=("phone",)))


def test_visits_on_either_side_of_the_first_day_are_too_much_together() -> None:
    for before, within in ((-12, -8), (-10, -9), (-38, -9), (-29, 0)):
        (one,) = over(shop(visit(before), visit(within)), span(day(-9), day(0)))
        assert one.visits == 2
    assert over(shop(visit(-12), visit(-10)), span(day(-9), day(0))) == []
    assert over(shop(visit(-39), visit(-9)), span(day(-9), day(0))) == []


def test_visits_before_the_period_are_not_added_to_those_that_are_too_much_in_it() -> None:
    (one,) = over(shop(visit(-35), visit(-9), visit(-8), visit(-7)), span(day(-9), day(0)))
    assert one.visits == 3


def test_over_visited_people_come_most_visits_first() -> None:
    shops = group("shops", 180, ceiling=Ceiling(1, 30))
    three = journal(
        shops,
        *(person(name, groups=("shops",)) for name in ("Ada", "Ben", "Cleo")),
        *(visit(on, 1, 3) for on in (-3, -2)),
        *(visit(on, 2) for on in (-3, -2, -1)),
    )
    assert [one.person.name for one in over(three)] == ["Ben", "Ada", "Cleo"]


def weekly(*visits: Any, **fields: Any) -> Journal:
    return journal(group("weekly", 7), person(**{"groups": ("weekly",), **fields}), *visits)


FOUR_WEEKS = span(day(-27), day(0))


def more(journal: Journal, period: Period = FOUR_WEEKS) -> list[tuple[int, int, int]]:
    return [(one.visits, one.expected, one.every) for one in spread(journal, period).more]


def less(journal: Journal, period: Period = FOUR_WEEKS) -> list[tuple[int, int, int]]:
    return [(one.visits, one.expected, one.every) for one in spread(journal, period).less]


@pytest.mark.parametrize(("count", "found"), [(4, []), (7, []), (8, [(8, 4, 7)]), (9, [(9, 4, 7)])])
def test_twice_what_the_rhythm_asks_is_far_more(count: int, found: list[tuple[int, int, int]]) -> None:
    assert more(weekly(*(visit(-on) for on in range(count)))) == found


@pytest.mark.parametrize(("count", "found"), [(0, [(0, 4, 7)]), (2, [(2, 4, 7)]), (3, []), (4, [])])
def test_half_of_what_the_rhythm_asks_is_far_less(count: int, found: list[tuple[int, int, int]]) -> None:
    assert less(weekly(*(visit(-on) for on in range(count)))) == found


def test_two_visits_where_none_is_asked_yet_is_far_more_and_one_is_not() -> None:
    yearly = group("yearly", 365)
    for count, found in ((1, []), (2, [(2, 0, 365)])):
        visits = [visit(-on) for on in range(count)]
        assert more(journal(yearly, person(groups=("yearly",)), *visits)) == found


def test_rhythm_asks_nothing_for_the_days_before_somebody_was_in_the_notebook() -> None:
    assert less(weekly(added_on=day(-6))) == [(0, 1, 7)]
    assert less(weekly(added_on=day(-5))) == []


def test_rhythm_is_asked_from_the_first_visit_where_that_was_before_the_notebook() -> None:
    imported = person(every=10, added_on=TODAY)
    (one,) = spread(journal(imported, visit(-39), visit(-38))).less
    assert (one.visits, one.expected) == (2, 4)


def test_whom_a_ceiling_holds_off_gets_no_less_than_their_share() -> None:
    shops = group("shops", 180, ceiling=Ceiling(1, 30))
    hurried = person(every=10, groups=("shops",))
    assert spread(journal(shops, hurried, visit(-9))).less == ()
    (one,) = spread(journal(shops, hurried)).less
    assert (one.visits, one.expected) == (0, 4)


def test_tightest_rhythm_of_several_groups_is_the_one_asked() -> None:
    both = journal(group("monthly", 28), group("weekly", 7), person(groups=("monthly", "weekly")))
    assert less(both) == [(0, 4, 7)]


def test_personal_rhythm_is_the_one_asked() -> None:
    assert less(weekly(every=14)) == [(0, 2, 14)]


def test_attempts_and_forms_that_do_not_count_are_no_attention() -> None:
    assert less(weekly(*(visit(-on, result="out") for on in range(4)))) == [(0, 4, 7)]
    assert less(weekly(*(visit(-on, form="phone") for on in range(4)))) == [(0, 4, 7)]


def test_those_who_left_get_neither_more_nor_less() -> None:
    gone = weekly(status="moved", left_on=day(9))
    assert (more(gone), less(gone)) == ([], [])


def test_days_to_come_ask_for_nothing_yet() -> None:
    assert less(weekly(), period_around("week", TODAY)) == []


def test_furthest_from_their_share_come_first() -> None:
    several = journal(
        group("weekly", 7),
        group("daily", 1),
        person("Ada", groups=("weekly",)),
        person("Ben", groups=("daily",)),
        person("Cleo", groups=("weekly",)),
    )
    assert [one.person.name for one in spread(several, FOUR_WEEKS).less] == ["Ben", "Ada", "Cleo"]
    some = journal(
        group("weekly", 7),
        group("daily", 1),
        person("Ada", groups=("weekly",)),
        person("Ben", groups=("daily",)),
        *(visit(-on, 2) for on in range(14)),
        *(visit(-on, 1) for on in range(2)),
    )
    assert [one.person.name for one in spread(some, FOUR_WEEKS).less] == ["Ben", "Ada"]


def test_those_who_get_most_beyond_their_share_come_first() -> None:
    several = journal(
        group("weekly", 7),
        group("monthly", 28),
        person("Ada", groups=("weekly",)),  # 10 of 4, 6 beyond
        person("Ben", groups=("monthly",)),  # 9 of 1, 8 beyond
        *(visit(-on, 1) for on in range(10)),
        *(visit(-on, 2) for on in range(9)),
    )
    assert [one.person.name for one in spread(several, FOUR_WEEKS).more] == ["Ben", "Ada"]


def shares(journal: Journal, **question: Any) -> dict[str, tuple[float, float, float]]:
    found = spread(journal, **question).groups
    return {one.group: (one.people_share, one.visits_share, one.asked_share) for one in found}


def test_group_has_a_share_of_the_people_of_the_visits_and_of_what_is_asked() -> None:
    uneven = journal(
        group("shops", 28),
        group("weekly", 7),
        person("Ada", groups=("shops",)),
        *(person(name, groups=("weekly",)) for name in ("Ben", "Cleo", "Dan")),
        visit(-3, 1),
        visit(-2, 1),
        visit(-1, 1),
        visit(-1, 2),
        visit(-1, 3, result="out"),
    )
    assert shares(uneven) == {
        "shops": (0.25, 0.75, round(1 / 13, 4)),
        "weekly": (0.75, 0.25, round(12 / 13, 4)),
    }


def test_person_of_two_groups_counts_in_both_of_every_share() -> None:
    twofold = journal(
        group("a", 7),
        group("b", 7),
        person(groups=("a", "b")),
        person("Ben", groups=("a", "b")),
        visit(-1, 1),
    )
    assert shares(twofold) == {"a": (1.0, 1.0, 1.0), "b": (1.0, 1.0, 1.0)}


def test_no_visits_make_no_share_of_them() -> None:
    assert shares(weekly()) == {"weekly": (1.0, 0.0, 1.0)}
    assert shares(journal()) == {}


DELICATE = journal(
    group("quiet", 7, sensitive=True, ceiling=Ceiling(1, 30)),
    group("secret", 7, sensitive=True),
    group("open", 7, ceiling=Ceiling(1, 30)),
    person("Ada", groups=("quiet",)),
    person("Ben", groups=("secret",)),
    person("Cleo", groups=("open",)),
    visit(-2, 1, 3),
    visit(-1, 1, 3),
)


def test_sensitive_groups_have_one_share_together_unless_asked_for() -> None:
    assert shares(DELICATE) == {"open": (0.3333, 0.5, 0.3333), "withheld": (0.6667, 0.5, 0.6667)}
    assert set(shares(DELICATE, sensitive_too=True)) == {"open", "quiet", "secret"}


def test_ceiling_and_rhythm_of_sensitive_groups_are_marked_as_withheld() -> None:
    found = spread(DELICATE)
    assert {one.person.name: one.withheld for one in found.over_visited} == {"Ada": True, "Cleo": False}
    assert {one.person.name: one.withheld for one in found.less} == {"Ben": True}
    shown = spread(DELICATE, sensitive_too=True)
    assert not any(one.withheld for one in shown.over_visited)
    assert not any(one.withheld for one in shown.less)
