"""A screen drawn at any width: nothing too wide, nothing lost, and the same rows as lines for programs."""

import io
import re
from contextlib import redirect_stdout
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import active_in, widest
from visitlog.render.plain import plain_lines
from visitlog.render.screen import Cell, Column, Lines, Screen, Section, Style, cells, cut
from visitlog.render.terminal import draw

TODAY = date(2026, 11, 23)
WORDS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x20, max_codepoint=0x7E),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
        st.sampled_from("é\u0301\x1b\n\t\x9b\u202e[]"),
    ),
    max_size=40,
)
ROWS = st.lists(st.tuples(WORDS, WORDS, WORDS, WORDS, WORDS), min_size=1, max_size=4)
COLUMNS = (
    Column("first", least=11),
    Column(right=True),
    Column("name", most=26),
    Column("text", wraps=True),
    Column("last met", named=True),
)


def drawn(screen: Screen, width: int, colour: bool = False) -> str:
    """What the screen looks like at this width."""
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    with redirect_stdout(out):
        draw(screen, width, colour)
    out.flush()
    assert isinstance(out.buffer, io.BytesIO)
    return out.buffer.getvalue().decode()


def section(rows: list[tuple[str, ...]], hidden: int = 0, title: str = "TO SEE") -> Section:
    """Rows under a heading, in columns of every kind."""
    return Section("visit", title, COLUMNS, tuple(cells(*row) for row in rows), hidden, has_headings=True)


@settings(deadline=None, max_examples=60)
@given(ROWS, st.sampled_from([40, 59, 60, 80, 120]), WORDS, WORDS)
def test_no_line_is_wider_than_the_screen_and_nothing_acts(
    rows: list[tuple[str, ...]], width: int, left: str, right: str
) -> None:
    screen = Screen(TODAY, left, right, (section(rows, hidden=3), Lines((left, right))))
    text = drawn(screen, width)
    assert widest(text) <= width
    assert active_in(text) == set()


@settings(deadline=None, max_examples=60)
@given(ROWS)
def test_plain_lines_have_one_line_a_row_and_a_tab_between_fields(rows: list[tuple[str, ...]]) -> None:
    lines = list(plain_lines(Screen(TODAY, "head", "counts", (section(rows),))))
    assert len(lines) == len(rows)
    for line in lines:
        assert line.split("\t")[0] == "visit"
        assert line.count("\t") == 5
        assert active_in(line, "\t") == set()


ROW = ("overdue", "12", "Ada Oak, 3-201", "every 7 days", "10 Nov")


def test_a_wide_screen_has_headings_and_columns() -> None:
    lines = drawn(Screen(TODAY, "left", "right", (section([ROW]),)), 80).splitlines()
    assert lines[0] == "left" + " " * 71 + "right"
    assert set(lines[1]) == {"─"}
    assert len(lines[1]) == 80
    assert lines[2].split() == ["TO", "SEE", "name", "text", "last", "met"]
    assert lines[3].split("  ")[1] == "overdue"


def test_a_narrow_screen_stacks_each_record_and_keeps_the_headings_that_are_needed() -> None:
    lines = drawn(Screen(TODAY, "left", "right", (section([ROW]),)), 40).splitlines()
    assert lines[2:] == ["TO SEE", "overdue 12 Ada Oak, 3-201", "  every 7 days · last met 10 Nov"]


def test_on_a_narrow_screen_what_would_be_cut_begins_a_line_if_that_keeps_it_whole() -> None:
    def rest(*texts: str) -> list[str]:
        columns = tuple(Column() for _ in range(3 + len(texts)))
        stacked = Section("", "", columns, (cells("a", "b", "c", *texts),))
        return drawn(Screen(TODAY, parts=(stacked,)), 20).splitlines()[1:]

    assert rest("one two three", "four five") == ["  one two three ·", "  four five"]
    assert rest("one two three four", "five") == ["  one two three four", "  five"]
    assert rest("one", "two three four five six") == ["  one · two three", "  four five six"]
    assert rest("one two three four five", "six") == ["  one two three four", "  five · six"]


def test_on_a_narrow_screen_a_fact_goes_on_further_in_than_it_began() -> None:
    facts = Section(
        "", "", COLUMNS[:2], (cells("GO", "up the stairs " * 4), cells("", "at nine"), cells("MEET", "home"))
    )
    assert [line.rstrip() for line in drawn(Screen(TODAY, parts=(facts,)), 40).splitlines()] == [
        "GO up the stairs up the stairs up the",
        "  stairs up the stairs",
        "  at nine",
        "MEET home",
    ]


def test_a_headline_too_long_for_its_counts_puts_them_beneath() -> None:
    lines = drawn(Screen(TODAY, "l" * 30, "r" * 15, ()), 40).splitlines()
    assert lines[:2] == ["l" * 30, "r" * 15]


def test_markup_and_emoji_codes_are_words() -> None:
    out = drawn(Screen(TODAY, "[red]x[/red]", ":smile:", (section([("[b]", ":cat:", "[/]", "a", "b")]),)), 80)
    for words in ("[red]x[/red]", ":smile:", "[b]", ":cat:", "[/]"):
        assert words in out


@pytest.mark.parametrize("style", ["late", "today", "calm", "faint", "strong"])
def test_a_style_is_a_colour_only_where_colour_is_wanted(style: Style) -> None:
    rows = (cells(Cell("overdue", style=style), "12", "Ada", "x", "y"),)
    screen = Screen(TODAY, "", "", (Section("visit", "", COLUMNS, rows),))
    assert "\x1b" not in drawn(screen, 80)
    coloured = drawn(screen, 80, colour=True)
    assert re.search(r"\x1b\[[0-9;]+m\s*overdue", coloured)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == drawn(screen, 80)


def test_what_was_left_out_is_counted() -> None:
    one, two = cut([section([ROW] * 5), section([ROW] * 4)], 7)
    assert (len(one.rows), one.hidden, len(two.rows), two.hidden) == (5, 0, 2, 2)
    assert "... and 2 more: --all" in drawn(Screen(TODAY, parts=(two,)), 80)
    assert "... and 2 more: --all" in drawn(Screen(TODAY, parts=(two,)), 40)
    assert "more" not in drawn(Screen(TODAY, parts=(one,)), 80)
    [all_hidden] = cut([section([ROW] * 5)], 0)
    assert "... and 5 more: --all" in drawn(Screen(TODAY, parts=(all_hidden,)), 80)
    assert cut([section([ROW] * 5)], None)[0].hidden == 0


def test_sentences_are_for_programs_only_when_they_say_so() -> None:
    screen = Screen(TODAY, parts=(Lines(("for eyes",)), Lines(("for\tall",), for_programs=True)))
    assert list(plain_lines(screen)) == ["for all"]
    assert "for eyes" in drawn(screen, 80)


def test_programs_get_what_a_cell_has_for_them() -> None:
    rows = (cells(Cell("Fri 20", plain="2026-11-20"), Cell("never", plain=""), "Ada", "x", "y"),)
    [line] = plain_lines(Screen(TODAY, parts=(Section("", "", COLUMNS, rows),)))
    assert line == "2026-11-20\t\tAda\tx\ty"
