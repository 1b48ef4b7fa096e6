"""走访面要广, reach everyone: who really lives here, who was reached, and whose door nobody has knocked on."""

import pytest
from scenes import begun, due, spaced, stands, summed, to_see

from conftest import Vl


def beginning(vl: Vl) -> None:
    """Two areas: a resident and a newcomer in the one, somebody for a season in the other."""
    vl.ok("add", "Ada Oak", "--area", "East", today="2026-09-01")
    vl.ok("add", "Ben Elm", "--area", "East", "--residence", "newcomer", today="2026-09-01")
    vl.ok("add", "Cleo Ash", "--area", "West", "--residence", "temporary", today="2026-09-01")


@pytest.fixture
def lane(vl: Vl, tmp_path_factory: pytest.TempPathFactory) -> Vl:
    """The command on a copy of that beginning."""
    return begun(vl, tmp_path_factory, beginning)


@pytest.mark.parametrize(
    ("typed", "residence", "every"),
    [
        ("resident", "resident", 180),
        ("newcomer", "newcomer", 90),
        ("temporary", "temporary", 90),
        ("常住", "resident", 180),
    ],
)
def test_each_kind_of_residence_is_known_and_brings_its_rhythm(
    vl: Vl, typed: str, residence: str, every: int
) -> None:
    person = vl.ok("add", "Ada Oak", "--residence", typed, "--json").data["person"]
    assert (person["residence"], person["standing"]["every"]) == (residence, every)


def test_people_are_listed_by_residence_and_who_said_nothing_is_a_resident(lane: Vl) -> None:
    def of(residence: str) -> list[str]:
        people = lane.ok("people", "--residence", residence, "--json").data["people"]
        return [person["name"] for person in people]

    assert [of(kind) for kind in ("resident", "newcomer", "temporary")] == [
        ["Ada Oak"],
        ["Ben Elm"],
        ["Cleo Ash"],
    ]


def test_coverage_says_how_many_live_here_who_are_not_in_the_notebook_yet(lane: Vl) -> None:
    assert summed(lane, "2026-10-31", "--area", "East")["coverage"]["residents"] is None
    told = lane.ok("area", "set", "East", "--residents", "120", "--json").data
    assert told == {"area": {"key": "East", "residents": 120}}
    coverage = summed(lane, "2026-10-31", "--area", "East")["coverage"]
    assert (coverage["total"], coverage["residents"]) == (2, 120)
    screen = lane.screen("summary", "--area", "East", today="2026-10-31").out
    assert "about 120 people live here, 2 of them in the notebook" in screen
    areas = lane.ok("area", "list", "--json").data["areas"]
    assert areas == [
        {"key": "East", "residents": 120, "people": 2},
        {"key": "West", "residents": None, "people": 1},
    ]


def test_those_who_live_in_one_area_are_not_set_against_the_people_of_all(lane: Vl) -> None:
    lane.ok("area", "set", "East", "--residents", "2")
    coverage = summed(lane, "2026-10-31")["coverage"]
    assert coverage["residents"] is None
    assert coverage["inhabited"] == {"areas": ["East"], "residents": 2, "people": 2}
    screen = lane.screen("summary", today="2026-10-31").out
    assert "about 2 people live in East, 2 of them in the notebook" in screen


def test_those_who_live_in_an_area_are_never_set_against_a_group(lane: Vl) -> None:
    lane.ok("area", "set", "East", "--residents", "120")
    assert summed(lane, "2026-10-31", "-g", "newcomer")["coverage"]["residents"] is None


def test_coverage_is_split_by_group_by_area_and_by_residence(lane: Vl) -> None:
    lane.ok("log", "ada", today="2026-10-05")
    lane.ok("log", "cleo", today="2026-10-06")

    def split(by: str) -> dict[str, tuple[int, int]]:
        shares = summed(lane, "2026-10-31", "--split", by)["split"]
        return {value: (share["visited"], share["total"]) for value, share in shares.items()}

    assert split("area") == {"East": (1, 2), "West": (1, 1)}
    assert split("residence") == {"resident": (1, 1), "newcomer": (0, 1), "temporary": (1, 1)}
    assert split("group") == {"household": (1, 1), "newcomer": (1, 2)}
    shown = lane.screen("summary", "--split", "area", today="2026-10-31").lines
    assert any(line.split() == ["West", "1/1", "100%", "1"] for line in shown)


def test_those_never_visited_are_named_in_the_summary_and_by_people_never(lane: Vl) -> None:
    lane.ok("log", "ada", today="2026-10-05")
    never = summed(lane, "2026-10-31")["coverage"]["never"]
    assert never == [{"id": 2, "name": "Ben Elm"}, {"id": 3, "name": "Cleo Ash"}]
    assert "never visited yet: Ben Elm, Cleo Ash" in lane.screen("summary", today="2026-10-31").out
    listed = lane.ok("people", "--never", "--json", today="2026-10-31").data["people"]
    assert [person["name"] for person in listed] == ["Ben Elm", "Cleo Ash"]
    assert due(lane, "2026-10-31")["counts"]["never_visited"] == 2


@pytest.mark.parametrize("words", [["-r", "out"], ["-r", "refused"], ["-f", "phone"]])
def test_a_closed_door_or_a_call_reaches_nobody(lane: Vl, words: list[str]) -> None:
    lane.ok("log", "ben", *words, today="2026-10-05")
    coverage = summed(lane, "2026-10-31")["coverage"]
    assert (coverage["visited"], coverage["rate"]) == (0, 0.0)
    assert {"id": 2, "name": "Ben Elm"} in coverage["never"]
    assert stands(lane, "ben", "2026-10-31")["never_visited"] is True


def test_somebody_nobody_has_visited_comes_due_by_themselves(lane: Vl) -> None:
    assert to_see(lane, "2026-09-14") == {}
    assert to_see(lane, "2026-09-15") == {"Ben Elm": "first_visit", "Cleo Ash": "first_visit"}
    assert to_see(lane, "2026-10-01")["Ada Oak"] == "first_visit"
    shown = lane.screen("due", today="2026-09-15").lines
    [row] = [line for line in shown if "Ben Elm" in line]
    assert spaced(row) == "first visit 2 Ben Elm never visited, due Tue 15 never"


def test_first_within_is_the_groups_own(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", today="2026-09-01")
    vl.ok("group", "set", "household", "--first-within", "5d", today="2026-09-01")
    assert to_see(vl, "2026-09-05") == {}
    assert to_see(vl, "2026-09-06") == {"Ada Oak": "first_visit"}


def test_many_added_on_one_day_come_due_one_after_the_other(
    vl: Vl, tmp_path_factory: pytest.TempPathFactory
) -> None:
    file = tmp_path_factory.mktemp("list") / "people.csv"
    names = [f"{letter}{letter.lower()}ra Oak" for letter in "ABCDEFGHIJKLMNOPQRST"]
    file.write_text("name\n" + "".join(f"{name}\n" for name in names), encoding="utf-8")
    vl.ok("import", str(file), today="2026-09-01")
    counts = [len(to_see(vl, day)) for day in ("2026-09-04", "2026-09-11", "2026-09-21", "2026-10-01")]
    assert counts == [2, 6, 13, 20]


def test_somebody_who_left_is_out_of_the_coverage_from_that_day_and_not_before(lane: Vl) -> None:
    lane.ok("log", "ada", today="2026-10-05")
    lane.ok("log", "cleo", today="2026-10-06")
    lane.ok("retire", "cleo", "moved", today="2026-10-20")

    def covered(*words: str) -> tuple[int, int]:
        coverage = summed(lane, "2026-11-23", *words)["coverage"]
        return coverage["visited"], coverage["total"]

    assert covered("--from", "2026-10-01", "--to", "2026-10-19") == (2, 3)
    assert covered("--from", "2026-10-01", "--to", "2026-10-20") == (1, 2)
    assert covered("--month", "2026-09") == (0, 3)
    assert covered("--month", "2026-11") == (0, 2)
    assert [p["name"] for p in lane.ok("people", "--json").data["people"]] == ["Ada Oak", "Ben Elm"]


def test_somebody_who_was_not_yet_known_does_not_count_against_the_months_before(lane: Vl) -> None:
    lane.ok("add", "Dan Fir", "--area", "East", today="2026-11-02")
    assert summed(lane, "2026-11-23", "--month", "2026-10")["coverage"]["total"] == 3
    assert summed(lane, "2026-11-23", "--month", "2026-11")["coverage"]["total"] == 4
