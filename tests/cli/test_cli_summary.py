"""`summary`: which days it is about, and by what it splits."""

from typing import Any

import pytest

from conftest import Vl


def period(vl: Vl, *words: str) -> tuple[str, str, str]:
    """The first day, the last day and the label of the period that a summary is about."""
    found: Any = vl.ok("summary", *words, "--json").data["period"]
    return found["from"], found["to"], found["label"]


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("", ("2026-11-01", "2026-11-30", "November 2026")),
        ("--period today", ("2026-11-23", "2026-11-23", "Mon 23 Nov 2026")),
        ("--period week", ("2026-11-23", "2026-11-29", "Mon 23 Nov 2026 - Sun 29 Nov 2026")),
        ("--period month", ("2026-11-01", "2026-11-30", "November 2026")),
        ("--period quarter", ("2026-10-01", "2026-12-31", "quarter 4 of 2026")),
        ("--period year", ("2026-01-01", "2026-12-31", "2026")),
        ("--month 2026-10", ("2026-10-01", "2026-10-31", "October 2026")),
        ("--month 2026年10月", ("2026-10-01", "2026-10-31", "October 2026")),
        (
            "--from 2026-11-10 --to 2026-11-14",
            ("2026-11-10", "2026-11-14", "Tue 10 Nov 2026 - Sat 14 Nov 2026"),
        ),
        ("--from 2026-11-10", ("2026-11-10", "2026-11-23", "Tue 10 Nov 2026 - Mon 23 Nov 2026")),
        ("--from 2026-10-01 --to 2026-10-31", ("2026-10-01", "2026-10-31", "October 2026")),
        ("--from 上周一 --to 上周五", ("2026-11-16", "2026-11-20", "Mon 16 Nov 2026 - Fri 20 Nov 2026")),
    ],
)
def test_the_period_is_the_one_asked_for(lane: Vl, flags: str, expected: tuple[str, str, str]) -> None:
    assert period(lane, *flags.split()) == expected


def test_all_time_runs_from_the_first_record_to_today(lane: Vl) -> None:
    assert period(lane, "--period", "all")[:2] == ("2026-06-01", "2026-11-23")


def test_the_figures_of_a_month_add_up(lane: Vl) -> None:
    data = lane.ok("summary", "--json").data
    visits = data["visits"]
    assert visits["total"] == 6
    assert visits["by_form"] == {"planned": 1, "dropin": 2, "meeting": 1, "chance": 1, "phone": 1}
    assert visits["by_result"] == {"met": 6, "out": 0, "refused": 0}
    assert visits["people_met"] == 4
    assert data["coverage"]["total"] == 6
    assert [person["name"] for person in data["coverage"]["never"]] == ["Dan Fir"]
    word = data["promises"]
    assert (word["fell_due"], word["kept_on_time"], word["open"], word["overdue"]) == (3, 1, 2, 1)
    assert word["on_time_rate"] == pytest.approx(1 / 3, abs=0.0001)
    assert word["made"] == 5


def test_the_period_before_is_told_for_comparison(lane: Vl) -> None:
    before = lane.ok("summary", "--json").data["previous"]
    assert (before["period"]["from"], before["visits"], before["met"]) == ("2026-10-01", 4, 3)
    assert lane.ok("summary", "--month", "2026-10", "--json").data["visits"]["total"] == 4
    assert "(October 2026 in brackets)" in lane.screen("summary").out


@pytest.mark.parametrize(
    ("by", "values"),
    [
        ("group", {"business", "elder", "household", "newcomer", "withheld"}),
        ("residence", {"resident", "newcomer", "temporary"}),
        ("area", {"East Lane", "东街", "none"}),
        ("form", {"planned", "dropin", "meeting", "chance", "phone"}),
        ("place", {"home", "office", "public"}),
        ("topic", {"none"}),
    ],
)
def test_split_has_a_share_for_each_value(lane: Vl, by: str, values: set[str]) -> None:
    split = lane.ok("summary", "--split", by, "--json").data["split"]
    assert set(split) == values
    for share in split.values():
        assert 0 <= share["visited"] <= share["total"]
        assert share["rate"] is None or share["rate"] == pytest.approx(
            share["visited"] / share["total"], abs=0.0001
        )


def test_split_rows_are_lines_of_their_own_in_plain_output(lane: Vl) -> None:
    rows = [row for row in lane.ok("summary", "--split", "residence").rows if row[0] == "split"]
    assert [row[2] for row in rows] == ["resident", "newcomer", "temporary"]


def test_one_visit_is_one_visit(lane: Vl) -> None:
    out = lane.ok("summary").out
    assert "less: Ada Oak, 3-201  1 visit; every 7 days means 3" in out
    assert "1 visits" not in out


def test_without_split_it_is_empty(lane: Vl) -> None:
    assert lane.ok("summary", "--json").data["split"] == {}


def test_a_group_or_an_area_narrows_people_visits_and_promises(lane: Vl) -> None:
    elder = lane.ok("summary", "-g", "elder", "--json").data
    assert (elder["coverage"]["total"], elder["visits"]["total"]) == (1, 1)
    assert elder["promises"]["fell_due"] == 1
    lane_only = lane.ok("summary", "--area", "East Lane", "--json").data
    assert lane_only["coverage"]["total"] == 3
    assert lane_only["visits"]["total"] == 3


@pytest.mark.parametrize(
    "line",
    [
        "summary --period fortnight",
        "summary --split mood",
        "summary --to today",
        "summary --from today --month 2026-10",
        "summary --period week --month 2026-10",
        "summary --period all --from today",
        "summary --month smarch",
        "summary --from 2026-11-20 --to 2026-11-01",
        "summary --from tomorrow",
        "summary extra",
    ],
)
def test_a_summary_that_makes_no_sense_is_misuse(lane: Vl, line: str) -> None:
    lane.refuses(2, *line.split())
