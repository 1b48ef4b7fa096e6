"""What is to be shown, before it is known how: headings, rows of cells, closing lines."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

from visitlog.model.frozen import frozen

Style = Literal["", "late", "today", "calm", "faint", "strong"]

ABOUT_ROWS = 20
"""How many rows a screen shows before it says how many more there are."""


@frozen
class Cell:
    """A text in a row; `plain` is what a program gets instead, an ISO day for example."""

    text: str
    plain: str | None = None
    style: Style = ""

    @property
    def for_programs(self) -> str:
        """The text without what only an eye needs."""
        return self.text if self.plain is None else self.plain


@frozen
class Column:
    """How a column behaves: its heading, its least and greatest width, whether it gives way and wraps.

    A `named` column keeps its heading beside each value where records are stacked.
    """

    heading: str = ""
    least: int = 0
    most: int | None = None
    wraps: bool = False
    right: bool = False
    named: bool = False


Row = tuple[Cell, ...]


@frozen
class Section:
    """Rows under a heading; `key` begins each of its lines in plain output; `hidden` were cut off."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: Sequence[Row]
    hidden: int = 0
    has_headings: bool = False


@frozen
class Lines:
    """Sentences of their own, shown as they are; in plain output only if `for_programs`.

    On a screen with fewer cells than `least_width` they are left out.
    """

    lines: tuple[str, ...]
    for_programs: bool = False
    least_width: int = 0


@frozen
class Screen:
    """A whole answer: a headline with what stands at its right, then sections and lines."""

    today: date
    left: str = ""
    right: str = ""
    parts: tuple[Section | Lines, ...] = ()


def cut(sections: Sequence[Section], rows: int | None) -> tuple[Section, ...]:
    """The sections with no more rows in all than asked for; None keeps them all."""
    if rows is None:
        return tuple(sections)
    kept: list[Section] = []
    for section in sections:
        shown = section.rows[: max(0, rows)]
        rows -= len(shown)
        kept.append(replace(section, rows=shown, hidden=len(section.rows) - len(shown)))
    return tuple(kept)


def cells(*texts: str | Cell) -> tuple[Cell, ...]:
    """A row from texts and cells."""
    return tuple(text if isinstance(text, Cell) else Cell(text) for text in texts)
