"""Lists of people: the filters, the order, and what is withheld."""

from typing import Any

import pytest

from builders import TODAY, day, group, journal, person, visit
from visitlog.model.errors import Refused
from visitlog.model.journal import Journal
from visitlog.reports.groups import groups
from visitlog.reports.people import PeopleQuestion, PeopleReport, people
from visitlog.reports.privacy import must_not_reveal

VILLAGE = journal(
    group("weekly", 7, grace=2),
    group("usual", 60, default_for=("resident",)),
    person("dan", groups=("weekly",), area="East Lane", residence="newcomer"),  # overdue
    person("Ada", groups=("weekly", "usual"), area="East Lane"),  # due
    person("Cleo", area="West Lane", residence="temporary"),  # never visited
    person("Ben", paused_until=day(9)),
    person("Eve", groups=("weekly",), status="moved", left_on=day(-1)),
    person("Fay", groups=("weekly",), status="died", left_on=day(-1)),
    visit(-20, 1),
    visit(-8, 2),
    visit(-1, 4),
    visit(-1, 5),
)


def asked(journal: Journal = VILLAGE, **question: Any) -> PeopleReport:
    return people(journal, PeopleQuestion(**question), TODAY)


def names(report: PeopleReport) -> list[str]:
    return [one.person.name for one in report.people]


def test_active_people_come_by_name_whatever_its_case() -> None:
    report = asked()
    assert names(report) == ["Ada", "Ben", "Cleo", "dan"]
    assert (report.total, report.today) == (6, TODAY)


def test_people_of_one_name_come_by_number() -> None:
    twins = journal(person("Ada", 7), person("ada", 3))
    assert [one.person.id for one in asked(twins).people] == [3, 7]


@pytest.mark.parametrize(
    ("filters", "listed"),
    [
        ({"groups": ("weekly",)}, ["Ada", "dan"]),
        ({"groups": ("usual",)}, ["Ada", "Ben"]),
        ({"groups": ("weekly", "usual")}, ["Ada", "Ben", "dan"]),
        ({"area": "east lane"}, ["Ada", "dan"]),
        ({"area": "East"}, []),
        ({"residence": "resident"}, ["Ada", "Ben"]),
        ({"residence": "newcomer"}, ["dan"]),
        ({"residence": "temporary"}, ["Cleo"]),
        ({"never": True}, ["Cleo"]),
        ({"overdue": True}, ["Cleo", "dan"]),
        ({"paused": True}, ["Ben"]),
        ({"never": True, "overdue": True}, ["Cleo"]),
        ({"overdue": True, "area": "East Lane"}, ["dan"]),
        ({"status": "moved"}, ["Eve"]),
        ({"status": "all"}, ["Ada", "Ben", "Cleo", "dan", "Eve", "Fay"]),
        ({"status": "declined"}, []),
        ({"status": "all", "groups": ("weekly",)}, ["Ada", "dan", "Eve", "Fay"]),
    ],
)
def test_filters_combine(filters: dict[str, Any], listed: list[str]) -> None:
    assert names(asked(**filters)) == listed


def test_each_person_stands_as_everywhere_and_is_shown_with_their_groups() -> None:
    shown = {one.person.name: one for one in asked().people}
    assert {name: one.standing.state for name, one in shown.items()} == {
        "Ada": "due",
        "Ben": "paused",
        "Cleo": "overdue",
        "dan": "overdue",
    }
    assert shown["Ada"].groups == ("weekly", "usual")
    assert shown["Ben"].groups == ("usual",)  # by default
    assert not any(one.withheld for one in shown.values())


DELICATE = journal(
    group("quiet", 7, sensitive=True),
    group("usual", 60, default_for=("resident",)),
    person("Ada", groups=("quiet", "usual"), notes="secret"),
    person("Ben", sensitive=True),
    person("Cleo"),
    visit(-1, 1),
)


def test_sensitive_group_is_left_out_and_the_standing_withheld() -> None:
    ada, ben, cleo = asked(DELICATE).people
    assert (ada.groups, ada.withheld, ada.standing.withheld) == (("usual",), True, True)
    assert (ada.standing.every, ada.standing.last_met, ada.standing.reason) == (None, None, None)
    assert (ben.groups, ben.withheld, ben.standing.withheld) == (("usual",), True, False)
    assert (cleo.withheld, cleo.standing.withheld) == (False, False)


def test_nothing_is_withheld_when_it_was_asked_for() -> None:
    ada, *others = asked(DELICATE, sensitive_too=True).people
    assert (ada.groups, ada.withheld, ada.standing.every) == (("quiet", "usual"), False, 7)
    assert not any(one.withheld for one in others)


def test_withheld_person_still_counts_as_visited() -> None:
    assert names(asked(DELICATE, never=True)) == ["Ben", "Cleo"]


def test_filter_by_a_sensitive_group_must_be_asked_for() -> None:
    with pytest.raises(Refused) as refused:
        must_not_reveal(DELICATE, ("usual", "quiet"), sensitive_too=False)
    assert refused.value.values == {"group": DELICATE.groups["quiet"]}
    must_not_reveal(DELICATE, ("usual", "quiet"), sensitive_too=True)
    must_not_reveal(DELICATE, ("usual", "gone"), sensitive_too=False)


def test_groups_are_listed_in_the_order_of_their_making_with_their_active_people() -> None:
    report = groups(VILLAGE)
    assert [(one.group.key, one.people) for one in report.groups] == [("weekly", 2), ("usual", 2)]
    assert [one.people for one in groups(journal(group("empty", 7), person(status="died"))).groups] == [0]
