"""Record numbers as they are shown and typed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from visitlog.model.errors import Misuse
from visitlog.model.ids import needed_id, read_id, shown_id
from visitlog.model.records import Person, Promise, Record, Visit


def test_record_is_shown_with_its_letter_and_a_person_without() -> None:
    assert shown_id(Visit(214, (1,), date(2026, 11, 23))) == "V214"
    assert shown_id(Promise(31, 1, "ask")) == "P31"
    assert shown_id(Person(12, "Ada")) == "12"


@pytest.mark.parametrize(
    ("typed", "table", "id"),
    [
        ("V214", "visits", 214),
        ("v214", "visits", 214),
        ("P31", "promises", 31),
        (" p31 ", "promises", 31),
        ("Ｖ２１４", "visits", 214),
        ("P" + "9" * 18, "promises", int("9" * 18)),
    ],
)
def test_typed_number_names_a_table_and_a_record(typed: str, table: str, id: int) -> None:
    assert read_id(typed) == needed_id(typed) == (table, id)


@pytest.mark.parametrize(
    "typed",
    ["", "V", "214", "V0", "V01", "V-1", "V1.5", "X1", "VV1", "V1 P2", "V 1", "P" + "9" * 19, "王秀英", "P٣"],
)
def test_anything_else_names_none_and_is_misuse_where_one_is_needed(typed: str) -> None:
    assert read_id(typed) is None
    with pytest.raises(Misuse) as refused:
        needed_id(typed)
    assert (refused.value.exit_code, refused.value.values["typed"]) == (2, typed)


@given(st.integers(1, 10**18 - 1))
def test_what_is_shown_can_be_typed(id: int) -> None:
    records: tuple[Record, ...] = (Visit(id, (1,), date(2026, 11, 23)), Promise(id, 1, "ask"))
    for record, table in zip(records, ("visits", "promises"), strict=True):
        assert read_id(shown_id(record)) == (table, id)
        assert read_id(shown_id(record).lower()) == (table, id)


@given(st.text())
def test_no_text_makes_reading_a_number_fail(text: str) -> None:
    found = read_id(text)
    assert found is None or found[1] > 0
