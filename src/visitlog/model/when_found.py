"""What a grammar of days is asked, with what it finds."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from typing import Literal

from visitlog.model.frozen import frozen

Direction = Literal["past", "future", "any"]
"""Where a day that the words leave open is sought: "past" today or before, "future" today or after.

"any" seeks it like "future"; it alone never refuses a day for lying on the wrong side of today.
"""

DateOrder = Literal["ymd", "dmy", "mdy"]
"""How the user writes numeric dates; None where nothing was settled."""


@frozen
class Asked:
    """The question: what was typed (for sentences), today, and how to take what is left open."""

    text: str
    today: date
    direction: Direction
    date_order: DateOrder | None

    @property
    def seeks_past(self) -> bool:
        """Whether a day left open is the latest such day, and not the coming one."""
        return self.direction == "past"


@frozen
class Found:
    """A day found in the words, with the way it was read."""

    on: date
    reading: str


Reader = Callable[[re.Match[str], Asked], Found | None]
Grammar = Iterable[tuple[str, Reader]]
"""Patterns, each with the function that reads what it matches; a pattern is compiled when first tried."""


def first_found(grammar: Grammar, words: str, asked: Asked) -> Found | None:
    """The day that the first fitting rule reads in the whole of `words`; None if no rule does."""
    for pattern, read in grammar:
        said = re.fullmatch(pattern, words)
        found = read(said, asked) if said else None
        if found:
            return found
    return None


def toward(asked: Asked, reading: str) -> str:
    """The reading with the direction that filled in what the words left open."""
    return f"{reading}, {'past' if asked.seeks_past else 'future'}"
