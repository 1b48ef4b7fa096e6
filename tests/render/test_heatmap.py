"""A year of visits at a glance: a column a week, a row a weekday, never wider than 60 cells."""

import io
import sys
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builders import TODAY, day, visit
from conftest import Vl, widest
from visitlog.model.records import RESULTS, Visit
from visitlog.render.heatmap import LEAST_WIDTH, WEEKS, heatmap
from visitlog.render.language import set_language


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    set_language("en")


@pytest.fixture(autouse=True)
def wide_encoding(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the tests are printed with, the map is drawn for a terminal that has every character."""
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="utf-8"))


YEAR: tuple[Visit, ...] = (
    *(visit(-7 * weeks) for weeks in range(0, 52, 3)),
    *(visit(-7 * weeks - 3, result="out") for weeks in range(1, 50, 7)),
    *(visit(-7 * weeks - 1) for weeks in (2, 2, 10, 10, 10)),
    visit(-5),
    visit(-5, result="refused"),
    visit(-351, result="refused"),
    visit(-344),
    visit(-364),
    visit(-700),
)
"""Every third Monday, doors that stayed shut on Fridays, two Sundays with several; and what is too long ago."""

ENGLISH = """\
     Dec  Jan Feb Mar  Apr May Jun  Jul Aug  Sep Oct Nov
Mon  ▪··▪··▪··▪··▪··▪··▪··▪··▪··▪··▪··▪··▪··▪··▪··▪··▪··▪
     ···················································
Wed  ··················································▪
     ···················································
Fri  ·······▫······▫······▫······▫······▫······▫······▫·
     ···················································
Sun  ▫▪······································■·······■··
     ▪ met  ■ more than once  ▫ nobody in, or not now"""

CHINESE = """\
     12   1   2   3    4   5   6    7   8    9   10  11
周一 o..o..o..o..o..o..o..o..o..o..o..o..o..o..o..o..o..o
     ...................................................
周三 ..................................................o
     ...................................................
周五 .......-......-......-......-......-......-......-.
     ...................................................
周日 -o......................................O.......O.."""


def drawn(visits: tuple[Visit, ...], today: date = TODAY, language: str = "en") -> list[str]:
    set_language(language)
    return list(heatmap(visits, today))


def test_a_year_in_english_is_drawn_as_it_was_meant() -> None:
    assert "\n".join(drawn(YEAR)) == ENGLISH


def test_a_year_in_chinese_is_drawn_with_marks_that_are_one_cell_everywhere() -> None:
    *rows, legend = drawn(YEAR, language="zh")
    assert "\n".join(rows) == CHINESE
    assert [mark for mark in "oO-" if mark in legend] == ["o", "O", "-"]


def test_an_ascii_terminal_gets_ascii_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding="ascii"))
    lines = drawn(YEAR)
    assert all(line.isascii() for line in lines)
    assert lines[1] == "Mon  " + "o.." * 17 + "o"


def test_days_to_come_are_blank_and_today_is_not() -> None:
    wednesday = day(2)
    rows = drawn((visit(2),), wednesday)[1:8]
    assert [len(row) - 5 for row in rows] == [WEEKS] * 3 + [WEEKS - 1] * 4
    assert rows[2].endswith("▪")


def test_a_meeting_weighs_more_than_a_shut_door_and_two_more_than_one() -> None:
    def last(*results: str) -> str:
        return drawn(tuple(visit(0, result=result) for result in results))[1][-1]

    assert [last(), last("out"), last("refused", "out"), last("met", "out"), last("met", "met")] == [*"·▫▫▪■"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.dates(date(2000, 1, 1), date(2090, 12, 31)),
    st.sampled_from(("en", "zh")),
    st.lists(st.tuples(st.integers(0, 400), st.sampled_from(RESULTS)), max_size=20),
)
def test_no_line_is_wider_than_60_cells_and_each_visit_of_the_year_has_its_mark(
    today: date, language: str, made: list[tuple[int, str]]
) -> None:
    visits = tuple(Visit(0, (1,), today - timedelta(days=ago), result=result) for ago, result in made)  # type: ignore[arg-type]
    lines = drawn(visits, today, language)
    assert len(lines) == 9
    assert widest("\n".join(lines)) <= 60 == LEAST_WIDTH
    monday = today - timedelta(days=today.weekday() + 7 * (WEEKS - 1))
    shown = {one.on for one in visits if one.on >= monday}
    marks = sum(mark in "▫▪■-oO" for row in lines[1:8] for mark in row[3 if row[:1] == "周" else 5 :])
    assert marks == len(shown)
    for on in shown:
        week, weekday = divmod((on - monday).days, 7)
        row = lines[1 + weekday]
        assert row[(3 if row[:1] == "周" else 5) + week] in "▫▪■-oO"


@pytest.mark.parametrize("language", ["en", "zh"])
def test_show_draws_the_year_above_the_timeline_on_a_screen_that_is_wide_enough(
    lane: Vl, language: str
) -> None:
    for columns in (60, 80, 120):
        out = lane.screen("show", "ada", columns=columns, lang=language).out
        assert ("Mon  ·" in out, "周一 ." in out) == (language == "en", language == "zh")
        assert widest(out) <= columns
        year, timeline = out.index("Mon  ·" if language == "en" else "周一 ."), out.index("V5")
        assert year < timeline


def test_a_narrow_screen_plain_lines_and_somebody_never_visited_go_without_it(lane: Vl) -> None:
    assert "Mon  ·" not in lane.screen("show", "ada", columns=59).out
    assert "Mon  ·" not in lane.ok("show", "ada").out
    assert "Mon  ·" not in lane.screen("show", "dan").out
