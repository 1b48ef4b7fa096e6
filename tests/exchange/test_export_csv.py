"""Tables that leave the journal: stable columns, cells that neither a spreadsheet nor a terminal runs."""

import csv
from dataclasses import fields, replace
from datetime import date, datetime, time
from io import StringIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from visitlog.exchange.csv_out import COLUMNS, Dialect, cell_of, table_of, text_of
from visitlog.model.journal import TABLE_OF
from visitlog.model.records import (
    Appointment,
    Birthday,
    LifeEvent,
    Matter,
    Move,
    Person,
    Promise,
    Record,
    Visit,
)
from visitlog.render.text import harmless
from visitlog.reports.export import Exported

KIND_OF = {name: kind for kind, name in TABLE_OF.items()}
ON = date(2026, 11, 23)
VISIT = Visit(7, (1, 2), ON, note="Roof leaks")
FORMULA_SIGNS = "=+-@＝＋－＠\t\r\n"


def rows_of(content: bytes, dialect: Dialect = "csv") -> list[dict[str, str]]:
    """The rows as any reader of such files sees them."""
    text = content.decode("utf-8-sig" if dialect == "csv" else "utf-8")
    found = csv.DictReader(
        StringIO(text, newline=""), delimiter="," if dialect == "csv" else "\t", strict=True
    )
    return list(found)


def one(record: Record, kind: str = "visits", dialect: Dialect = "csv", **how: Any) -> dict[str, str]:
    (row,) = rows_of(table_of(kind, [Exported(record, **how)], dialect, harmless), dialect)
    return row


@pytest.mark.parametrize("kind", COLUMNS)
def test_every_field_has_a_column(kind: str) -> None:
    derived = {"keys", "tally", "after_visit", "whole_day"}
    held = {each.name for each in fields(KIND_OF[kind])} - derived
    beside = {"withheld", "birthday_calendar"}
    assert set(COLUMNS[kind]) - beside == held
    assert len(set(COLUMNS[kind])) == len(COLUMNS[kind])


@pytest.mark.parametrize("sign", FORMULA_SIGNS)
@pytest.mark.parametrize("dialect", ["csv", "tsv"])
def test_a_text_like_a_formula_gets_an_apostrophe(sign: str, dialect: Dialect) -> None:
    for text in (f"{sign}cmd|' /C calc'!A0", sign):
        assert one(replace(VISIT, note=text), dialect=dialect)["note"].startswith("'")


def test_a_formula_in_a_name_a_phone_or_a_topic_is_none_either() -> None:
    person = one(Person(1, '=HYPERLINK("http://x")', phone="+86 138"), "people")
    assert (person["name"], person["phone"]) == ('\'=HYPERLINK("http://x")', "'+86 138")
    assert one(replace(VISIT, topics=("@sum", "=1")))["topics"] == "'@sum; =1"


@pytest.mark.parametrize("text", ["Roof leaks", "3 = 2", "a-b", "'tis", " =1", "王秀英"])
def test_other_texts_are_left_alone(text: str) -> None:
    assert one(replace(VISIT, note=text))["note"] == text


def test_csv_is_as_the_standard_says_and_carries_the_mark() -> None:
    content = table_of("visits", [Exported(replace(VISIT, note='say "yes", or\nno'))], "csv", harmless)
    assert content.startswith(b"\xef\xbb\xbfid,people,on,")
    assert b'"say ""yes"", or\nno"' in content
    assert content.count(b"\r\n") == 2
    assert content.endswith(b"\r\n")


def test_tsv_is_one_record_a_line_without_a_mark() -> None:
    content = table_of("visits", [Exported(replace(VISIT, note="one\ntwo\tthree\r\nfour"))], "tsv", harmless)
    assert content.startswith(b"id\tpeople\ton\t")
    assert content.count(b"\n") == 2
    assert b"\tone two three four\t" in content
    assert b"\r" not in content


@pytest.mark.parametrize("active", ["\x1b[31m", "\x07", "\u202e", "\x9b", "\ufeff"])
@pytest.mark.parametrize("dialect", ["csv", "tsv"])
def test_what_acts_on_a_terminal_is_written_out(active: str, dialect: Dialect) -> None:
    content = table_of("visits", [Exported(replace(VISIT, note=f"a{active}b"))], dialect, harmless)
    assert active.encode() not in content.removeprefix(b"\xef\xbb\xbf")
    assert "a\\" in one(replace(VISIT, note=f"a{active}b"), dialect=dialect)["note"]


@given(st.text(max_size=30), st.sampled_from(["csv", "tsv"]))
@settings(max_examples=200, deadline=None)
def test_any_text_is_one_safe_cell(text: str, dialect: Dialect) -> None:
    content = table_of("visits", [Exported(replace(VISIT, note=text))], dialect, harmless)
    (row,) = rows_of(content, dialect)
    assert set(row) == set(COLUMNS["visits"])
    assert not row["note"].startswith(tuple(FORMULA_SIGNS))
    assert row["on"] == "2026-11-23"
    if dialect == "tsv":
        assert content.count(b"\n") == 2


def test_people_are_numbers_with_names() -> None:
    people = ((12, "Ada Oak"), (15, None))
    assert one(VISIT, people=people)["people"] == "12 Ada Oak; 15"
    assert one(VISIT, people=people[:1], others=2)["people"] == "12 Ada Oak; and 2 others"
    assert one(VISIT, people=people[:1], others=1)["people"] == "12 Ada Oak; and 1 other"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (40, "40"),
        (ON, "2026-11-23"),
        (time(9, 5), "09:05"),
        (time(9, 5, 7), "09:05:07"),
        (datetime(2026, 11, 23, 9, 5), "2026-11-23T09:05"),  # noqa: DTZ001
        (("a", "b"), "a; b"),
        ((1, 3, 7), "1; 3; 7"),
        (Birthday("solar", 3, 2, 1950), "1950-03-02"),
        (Birthday("lunar", 1, 15), "01-15"),
        ((Move(ON, date(2026, 11, 30), "clerk away"),), "2026-11-23 -> 2026-11-30: clerk away"),
        ((Move(ON, date(2026, 11, 30), ""),), "2026-11-23 -> 2026-11-30"),
    ],
)
def test_a_value_is_a_text_that_can_be_read_back(value: object, text: str) -> None:
    assert text_of(value) == text


def test_numbers_of_records_have_their_letters() -> None:
    assert one(replace(VISIT, matter=3, appointment=6))["matter"] == "M3"
    assert one(replace(VISIT, matter=3, appointment=6))["appointment"] == "A6"
    assert one(VISIT)["id"] == "V7"
    assert one(VISIT)["matter"] == ""
    promise = one(Promise(5, 1, "a lamp", visit=7), "promises", people=((1, "Ada"),))
    assert (promise["id"], promise["person"], promise["visit"]) == ("P5", "1 Ada", "V7")
    assert one(Matter(3, "Noise", (1,)), "matters")["id"] == "M3"
    assert one(LifeEvent(2, "birth", ON, area="East"), "events")["id"] == "E2"


def test_an_appointment_for_a_whole_day_has_no_hour() -> None:
    at = datetime(2026, 11, 24, 15)  # noqa: DTZ001
    assert one(Appointment(6, (1,), at), "appointments")["at"] == "2026-11-24T15:00"
    assert one(Appointment(6, (1,), at, whole_day=True), "appointments")["at"] == "2026-11-24"


def test_withheld_is_said_in_a_column_of_its_own() -> None:
    assert one(VISIT)["withheld"] == "no"
    assert one(VISIT, withheld=True)["withheld"] == "yes"
    assert cell_of(Exported(VISIT, left_out=("note",)), "withheld") == "yes"


def test_a_birthday_says_its_calendar_in_a_column_of_its_own() -> None:
    row = one(Person(1, "Ada", birthday=Birthday("lunar", 1, 15, 1950)), "people")
    assert (row["birthday"], row["birthday_calendar"]) == ("1950-01-15", "lunar")
    assert one(Person(1, "Ada"), "people")["birthday_calendar"] == ""
