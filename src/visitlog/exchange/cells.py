"""The cells of one row as the values of its fields."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import Any
from unicodedata import normalize

from visitlog.exchange.headings import CHOICE_KINDS
from visitlog.exchange.mapping import FieldMap
from visitlog.model.birthdays import birthday_said
from visitlog.model.choices import read_choice
from visitlog.model.errors import N_, Misuse
from visitlog.model.names import folded
from visitlog.model.records import Birthday
from visitlog.model.when import DateOrder, read_duration, read_when

Read = Callable[[str], Any]

YES = frozenset(("yes", "y", "true", "1", "x", "是", "有", "对", "✓", "✔", "√"))
NO = frozenset(("no", "n", "false", "0", "否", "无", "不", "×"))

LONGEST_COUNT = 6
"""Digits."""

_SPLIT = re.compile("[;；|]")
_HALF = re.compile("[\ud800-\udfff]")
_STAMP = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})"
    r"(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?(?: ?(?:Z|UTC|[+-]\d{2}(?::?\d{2})?))?)?",
    re.ASCII | re.IGNORECASE,
)


class Cells:
    """The texts of the fields of a row, by a mapping; fields without any text are left out."""

    def __init__(self, mapping: FieldMap, width: int) -> None:
        self._columns = [(field, source.columns) for field, source in mapping.items() if source.columns]
        self._constants = {f: _cleaned(source.constant) for f, source in mapping.items() if source.constant}
        self._width = width

    def texts(self, cells: Sequence[str]) -> dict[str, str]:
        """The texts by field; raises Misuse for a row of another width and for what is no text."""
        if len(cells) != self._width:
            raise Misuse(
                N_(
                    "the row has {count} cells and the header {width}; is a delimiter or a quotation mark amiss?"
                ),
                count=len(cells),
                width=self._width,
            )
        texts = self._constants.copy()
        for field, columns in self._columns:
            parts = [text for column in columns if (text := _cleaned(cells[column]))]
            if parts:
                texts[field] = " ".join(parts)
        return texts


def _cleaned(cell: str) -> str:
    """The text of a cell in composed form, with plain line ends and nothing around it."""
    if "\0" in cell:
        raise Misuse(N_("a cell holds a NUL character, which is no text; take it out."))
    if not cell.isascii():
        if _HALF.search(cell):
            raise Misuse(N_("a cell holds half a character, which is no text; take it out."))
        cell = normalize("NFC", cell)
    if "\r" in cell:
        cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return cell.strip()


def read_values(texts: Mapping[str, str], readers: Mapping[str, tuple[str, Read]]) -> dict[str, Any]:
    """The values of those fields that have a text and a reader, by the name that the reader's pair gives."""
    values: dict[str, Any] = {}
    for field, text in texts.items():
        if field in readers:
            name, read = readers[field]
            values[name] = read(text)
    return values


def one_line(text: str) -> str:
    """The text on one line, with single spaces."""
    return " ".join(text.split())


def whole(text: str) -> str:
    """The text as it is."""
    return text


def several(text: str) -> tuple[str, ...]:
    """The values between `;`, `；` and `|`, each once."""
    return tuple(dict.fromkeys(line for part in _SPLIT.split(text) if (line := one_line(part))))


def count(text: str) -> int:
    """A whole number above zero; raises Misuse."""
    if not text.isdecimal() or len(text) > LONGEST_COUNT or not int(text):
        raise Misuse(N_('"{typed}" is not a whole number above zero.'), typed=text)
    return int(text)


def flag(text: str) -> bool:
    """Whether a cell says yes; raises Misuse for what is neither yes nor no."""
    word = folded(text)
    if word not in YES and word not in NO:
        raise Misuse(N_('"{typed}" is neither yes nor no; write yes or no.'), typed=text)
    return word in YES


duration = read_duration

CHOICES: Mapping[str, tuple[str, Read]] = {
    field: (field, partial(read_choice, kind=kind)) for field, kind in CHOICE_KINDS.items()
}
"""The readers of all fields that take one of a few words."""


class Days:
    """Reads the days of a file, each text once."""

    def __init__(self, now: datetime, date_order: DateOrder | None) -> None:
        self._now = now
        self._today = now.date()
        self._date_order = date_order
        self._read: dict[str, tuple[date, time | None]] = {}

    def moment(self, text: str) -> tuple[date, time | None]:
        """The day, and the time if there is one, that a cell says; never in the future.

        A timestamp such as 2022-07-20T07:13:55Z is taken as written: Z or an offset does not move it, and
        fractions of a second are dropped. Anything else is read by read_when, which raises Misuse.
        """
        found = self._read.get(text)
        if found is None:
            found = self._stamp(text) or self._said(text)
            self._read[text] = found
        return found

    def _stamp(self, text: str) -> tuple[date, time | None] | None:
        """A year-first date, perhaps with a time on the 24-hour clock, without the cost of the grammar."""
        stamp = _STAMP.fullmatch(text)
        if stamp is None:
            return None
        year, _, month, day, hour, minute, second = stamp.groups()
        try:
            on = date(int(year), int(month), int(day))
            at = None if hour is None else time(int(hour), int(minute), int(second or 0))
        except ValueError:
            return None
        if not date(1900, 1, 1) <= on <= self._today:
            self._said(on.isoformat())
        return on, at

    def _said(self, text: str) -> tuple[date, time | None]:
        moment = read_when(text, self._now, "past", self._date_order)
        return moment.on, None if moment.at is None else moment.at.replace(microsecond=0)

    def birthday(self, text: str) -> Birthday:
        """A birthday: 1950-03-02, 03-02, 农历八月十五, or any other complete date; raises Misuse."""
        said = birthday_said(text, "solar")
        if said is not None:
            return said
        born = read_when(text, self._now, "past", self._date_order)
        if born.reading != "absolute":
            raise Misuse(
                N_('"{typed}" is not a birthday; write 1950-03-02, or 03-02 without the year.'), typed=text
            )
        return Birthday("solar", born.on.month, born.on.day, born.on.year)
