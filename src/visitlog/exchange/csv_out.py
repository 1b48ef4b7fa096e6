"""Records of one kind as a table for spreadsheets and pipes: stable names of columns, ISO days, safe cells."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, time
from io import StringIO
from typing import Literal

from visitlog.model.ids import shown_id
from visitlog.model.records import Appointment, Birthday, Move, Record, Shift
from visitlog.reports.export import Exported

Dialect = Literal["csv", "tsv"]

BEGINS_A_FORMULA = tuple("=+-@＝＋－＠\t\r\n")
"""Signs after which a spreadsheet may take a text for a formula, full-width ones included."""

WITHHELD = "withheld"
COLUMNS: Mapping[str, Sequence[str]] = {
    "people": (
        *("id", "name", "aliases", "phone", "address", "area", "household", "residence", "groups", "every"),
        *("best_times", "birthday", "birthday_calendar", "sensitive", "notes", "status", "left_on"),
        *("paused_from", "paused_until", "pause_reason", "added_on", "uid", WITHHELD),
    ),
    "visits": (
        *("id", "people", "on", "at", "minutes", "form", "place", "result", "note", "topics", "sensitive"),
        *("alone", "companions", "attire", "hospitality", "hospitality_declined", "warmth", "heads", "area"),
        *(
            "asked",
            "approach",
            "went",
            "lesson",
            "lesson_kept_on",
            "matter",
            "appointment",
            "logged_at",
            "uid",
            WITHHELD,
        ),
    ),
    "promises": (
        *("id", "person", "text", "by", "first_by", "owed_by", "status", "made_on", "closed_on", "why"),
        *("moves", "visit", "told_on", "uid", WITHHELD),
    ),
    "appointments": (
        *("id", "people", "at", "place", "purpose", "topics", "note", "status", "closed_on", "why"),
        *("moves", "visit", "made_on", "uid", WITHHELD),
    ),
    "events": ("id", "person", "area", "kind", "on", "window_days", "note", "uid", WITHHELD),
    "matters": (
        *("id", "title", "kind", "people", "status", "opened_on", "every", "closed_on", "outcome"),
        *("follow_ups", "uid", WITHHELD),
    ),
}
"""The columns of each kind; scripts rest on their names, so new ones go before `uid`."""

LINKS: Mapping[str, str] = {"visit": "V", "appointment": "A", "matter": "M"}


def table_of(
    kind: str, rows: Iterable[Exported[Record]], dialect: Dialect, harmless: Callable[[str], str]
) -> bytes:
    """The table as a file: CSV (RFC 4180, UTF-8 with the mark that spreadsheets ask for) or TSV.

    A record of a TSV takes one line. `harmless` writes out whatever in a line of text acts on a terminal.
    """
    columns = COLUMNS[kind]
    text = StringIO()
    is_csv = dialect == "csv"
    writer = csv.writer(text, delimiter="," if is_csv else "\t", lineterminator="\r\n" if is_csv else "\n")
    writer.writerow(columns)
    for row in rows:
        cells = (safe(cell_of(row, column), harmless) for column in columns)
        writer.writerow([cell if is_csv else cell.replace("\n", " ") for cell in cells])
    return text.getvalue().encode("utf-8-sig" if is_csv else "utf-8")


def safe(text: str, harmless: Callable[[str], str]) -> str:
    """A cell that no spreadsheet runs and no terminal obeys: a text like a formula gets an apostrophe before it."""
    if not text:
        return text
    mark = "'" if text.startswith(BEGINS_A_FORMULA) else ""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return mark + "\n".join(map(harmless, lines))


def cell_of(row: Exported[Record], column: str) -> str:
    """The text of one cell."""
    record = row.record
    if column == "id":
        return shown_id(record)
    if column in ("people", "person"):
        return _people(row)
    if column == WITHHELD:
        return text_of(row.withheld or bool(row.left_out))
    if column == "birthday_calendar":
        birthday = getattr(record, "birthday", None)
        return birthday.calendar if birthday else ""
    value = getattr(record, column)
    if column in LINKS and value is not None:
        return f"{LINKS[column]}{value}"
    if isinstance(record, Appointment) and column == "at" and record.whole_day:
        return text_of(record.at.date())
    return text_of(value)


def _people(row: Exported[Record]) -> str:
    """12 Ada Oak; 15 Bo Elm; and 2 others."""
    named = [f"{id} {name}" if name else str(id) for id, name in row.people]
    if row.others:
        named.append("and 1 other" if row.others == 1 else f"and {row.others} others")
    return "; ".join(named)


def text_of(value: object) -> str:
    """A value as it stands in a cell: yes and no, ISO days and times, several things with "; " between them."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime() | time():
            is_exact = value.second or value.microsecond
            return value.isoformat() if is_exact else value.isoformat(timespec="minutes")
        case date():
            return value.isoformat()
        case Birthday():
            day = f"{value.month:02}-{value.day:02}"
            return f"{value.year:04}-{day}" if value.year else day
        case Move() | Shift():
            days = f"{text_of(value.since)} -> {text_of(value.to)}"
            return f"{days}: {value.why}" if value.why else days
        case tuple():
            return "; ".join(map(text_of, value))
    return str(value)
