"""The rows of a foreign file as one Change of a journal."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Protocol

from visitlog.exchange.cells import Cells
from visitlog.exchange.csv_rows import Rows
from visitlog.exchange.headings import Kind
from visitlog.exchange.mapping import FieldMap
from visitlog.exchange.people_rows import Outcome, PeopleRows
from visitlog.exchange.visit_rows import VisitRows
from visitlog.model.errors import VisitlogError
from visitlog.model.frozen import frozen
from visitlog.model.journal import Change, Journal
from visitlog.model.records import Record
from visitlog.model.when import DateOrder

PROGRESS_EVERY = 1000
"""Rows between two words of progress."""


@frozen
class Failed:
    """A row that was left out: the line of the file on which it starts, and why."""

    line: int
    error: VisitlogError


@frozen
class Imported:
    """What an import comes to: the change to save, and how many rows ended which way.

    `new_people` are those made because a row of visits named them and nobody was called so.
    """

    change: Change
    created: int
    updated: int
    skipped: int
    failed: tuple[Failed, ...]
    new_people: int = 0


class _Taker(Protocol):
    @property
    def new_people(self) -> int: ...
    @property
    def records(self) -> tuple[Record, ...]: ...
    def take(self, texts: Mapping[str, str]) -> Outcome: ...


def _silent(rows: int) -> None:
    pass


def import_rows(
    journal: Journal,
    rows: Rows,
    mapping: FieldMap,
    kind: Kind,
    *,
    create: bool,
    now: datetime,
    date_order: DateOrder | None = None,
    on_progress: Callable[[int], None] = _silent,
) -> Imported:
    """Lays the rows of a file against a journal; a row that can't be used is named, and the rest goes in.

    `create` makes the people whom rows of visits name and nobody is called like; `on_progress` is told the
    number of rows done.
    """
    taker: _Taker = (
        PeopleRows(journal, now, date_order)
        if kind == "people"
        else VisitRows(journal, create, now, date_order)
    )
    cells = Cells(mapping, len(rows.header))
    outcomes: Counter[Outcome] = Counter()
    failed: list[Failed] = []
    for number, (line, row) in enumerate(rows.rows, 1):
        try:
            outcomes[taker.take(cells.texts(row))] += 1
        except VisitlogError as error:
            failed.append(Failed(line, error))
        if number % PROGRESS_EVERY == 0 or number == len(rows.rows):
            on_progress(number)
    created, updated, skipped = outcomes["created"], outcomes["updated"], outcomes["skipped"]
    change = Change("import", _summary(rows.name, created, updated), put=taker.records)
    return Imported(change, created, updated, skipped, tuple(failed), taker.new_people)


def _summary(name: str, created: int, updated: int) -> str:
    """The line of history, in no language: patients.csv +111 ~2."""
    parts = (name, f"+{created}" if created else "", f"~{updated}" if updated else "")
    return " ".join(part for part in parts if part)
