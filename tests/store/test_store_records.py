"""The records of the file answer as records in memory do, however few of them are decoded."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_made import PATIENT, RECORDS

from visitlog.model.names import find
from visitlog.model.records import NO_TALLY, Past, Person, Promise, Tally, Visit
from visitlog.model.table import Held
from visitlog.store.codec import believed, decoded, encoded
from visitlog.store.lazy_table import Document, LazyTable, of_documents
from visitlog.store.records import StoredRecords

START = date(2025, 11, 20)
NOTES = ('"people":[1]', '"person":1,', '"on":"2025-12-01"', "plain", "\n}")

visits = st.lists(
    st.builds(
        Visit,
        id=st.integers(1, 40),
        people=st.lists(st.integers(1, 13), max_size=3).map(tuple),
        on=st.integers(0, 90).map(lambda days: START + timedelta(days)),
        note=st.none() | st.sampled_from(NOTES),
    ),
    unique_by=lambda visit: visit.id,
    max_size=15,
).map(lambda found: sorted(found, key=lambda visit: visit.id))


def stored(kind: type[Any], name: str, records: list[Any]) -> StoredRecords[Any]:
    return StoredRecords(kind, of_documents({str(r.id): encoded(r) for r in records}), name, Path("j"))


@given(visits, st.integers(1, 13), st.integers(0, 90), st.integers(-2, 90), st.booleans())
@settings(PATIENT, max_examples=80)
def test_visits_are_found_as_if_all_were_in_memory(
    found: list[Visit], person: int, first: int, days: int, is_decoded: bool
) -> None:
    kept, held = stored(Visit, "visits", found), Held(found)
    if is_decoded:
        assert list(kept.values()) == list(held.values())
    start, end = START + timedelta(first), START + timedelta(first + days)
    assert kept.of_person(person) == held.of_person(person)
    assert kept.between(start, end) == held.between(start, end)
    for since in (start, date.min):
        assert list(chain.from_iterable(kept.parts_between(since, end))) == list(held.between(since, end))
    assert [kept.get(id) for id in range(-1, 42)] == [held.get(id) for id in range(-1, 42)]
    assert list(kept) == list(held)
    assert len(kept) == len(held)


def test_promises_and_people_are_found_by_person() -> None:
    promises = [Promise(1, 1, "a"), Promise(2, 11, '"person":1}'), Promise(3, 1, "c")]
    assert [p.id for p in stored(Promise, "promises", promises).of_person(1)] == [1, 3]
    people = [Person(1, "A"), Person(2, '"person":1}')]
    assert stored(Person, "people", people).of_person(2) == (people[1],)
    assert stored(Person, "people", people).of_person(3) == ()


@pytest.mark.parametrize("is_decoded", [False, True])
def test_records_are_found_by_the_word_that_a_field_holds(is_decoded: bool) -> None:
    promises = [
        Promise(1, 1, '"status":"open"', status="kept"),
        Promise(2, 1, "a"),
        Promise(3, 1, "b", status="dropped"),
        Promise(4, 1, "open"),
    ]
    kept = stored(Promise, "promises", promises)
    if is_decoded:
        list(kept.values())
    assert [promise.id for promise in kept.holding("status", "open")] == [2, 4]
    assert kept.holding("status", "kept") == Held(promises).holding("status", "kept") == (promises[0],)
    document = {"person": 1, "text": "a", "status": "kept", "theirs": {"status": "open"}}
    other: StoredRecords[Promise] = StoredRecords(
        Promise, of_documents({"1": document}), "promises", Path("j")
    )
    assert other.holding("status", "open") == ()


@pytest.mark.parametrize("is_decoded", [False, True])
def test_days_are_counted_without_decoding(is_decoded: bool) -> None:
    people = [Person(id, "A", added_on=START if id < 4 else None) for id in range(1, 6)]
    kept = stored(Person, "people", people)
    if is_decoded:
        list(kept.values())
    assert kept.at_most("added_on")[START.isoformat()] == 3
    assert Held(people).at_most("added_on")[START.isoformat()] == 3


def test_what_other_programs_keep_in_a_record_is_not_taken_for_ours() -> None:
    document = {"people": [2], "on": "2025-12-01", "theirs": {"people": [7], "on": "2026-01-01"}}
    kept: StoredRecords[Visit] = StoredRecords(Visit, of_documents({"1": document}), "visits", Path("j"))
    assert kept.of_person(7) == ()
    assert kept.between(date(2026, 1, 1), date(2026, 1, 31)) == ()
    assert [visit.id for visit in kept.of_person(2)] == [1]


def test_history_is_found_by_the_people_it_names_not_by_those_in_its_documents() -> None:
    document = {
        "at": "2026-03-05T12:00:00+08:00",
        "command": "edit",
        "summary": "",
        "people": [2],
        "was": {"visits": {"1": {"people": [7], "on": "2025-12-01"}}},
    }
    kept: StoredRecords[Past] = StoredRecords(Past, of_documents({"1": document}), "changes", Path("j"))
    assert kept.of_person(7) == ()
    assert [past.id for past in kept.of_person(2)] == [1]
    assert kept.between(date(2025, 12, 1), date(2025, 12, 1)) == ()


def test_the_promises_of_a_person_are_found_wherever_another_program_put_the_number() -> None:
    documents = {
        "1": {"text": "lamp", "person": 1},
        "2": {"person": 1, "text": "key"},
        "3": {"person": 10, "text": "tea"},
    }
    for is_proven in (False, True):  # what visitlog writes next is proven, and the fields stay as they stand
        kept = StoredRecords(Promise, of_documents(documents), "promises", Path("j"), is_proven)
        assert [promise.text for promise in kept.of_person(1)] == ["lamp", "key"]


def test_a_period_of_all_time_is_answered_at_once() -> None:
    days = (date(1000, 1, 1), date(2026, 3, 5), last := date(8999, 12, 31))
    found = [Visit(id, (1,), day) for id, day in enumerate(days, 1)]
    kept = stored(Visit, "visits", found)
    assert list(kept.between(date.min, date.max)) == found
    assert kept.between(last, date.max) == (found[2],)
    assert kept.between(date.max, date.min) == ()


def test_a_short_period_decodes_only_its_visits(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = stored(Visit, "visits", [Visit(n, (1,), START + timedelta(n)) for n in range(1, 200)])
    looked_at: list[int] = []

    def counted(kind: type[Any], id: int, document: dict[str, Any]) -> Any:
        looked_at.append(id)
        return decoded(kind, id, document)

    monkeypatch.setattr("visitlog.store.records.decoded", counted)
    assert len(kept.between(START + timedelta(40), START + timedelta(90))) == 51
    assert looked_at == list(range(40, 91))


def test_all_time_is_gone_through_some_at_a_time_and_none_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("visitlog.store.lines.PART", 500)
    found = [Visit(n, (1,), START + timedelta(n)) for n in range(1, 200)]
    kept = stored(Visit, "visits", found)
    parts = [list(part) for part in kept.parts_between(date.min, date.max)]
    assert len(parts) > 10
    assert [visit for part in parts for visit in part] == found
    assert "_all" not in vars(kept)
    assert [len(part) for part in kept.parts_between(START, START + timedelta(2))] == [2]


def test_an_empty_table_answers_everything_with_nothing() -> None:
    kept: StoredRecords[Visit] = StoredRecords(Visit, LazyTable(), "visits", Path("j"))
    assert (list(kept), len(kept), list(kept.values()), kept.get(1)) == ([], 0, [], None)
    assert kept.of_person(1) == kept.between(START, START) == ()
    assert list(chain.from_iterable(kept.parts_between(date.min, date.max))) == []


def named(number: int, parts: tuple[str, str | None, str | None, tuple[str, ...]]) -> Person:
    name, alias, door, keys = parts
    return Person(number, name, aliases=(alias,) if alias else (), household=door, keys=keys)


SPELLINGS = (
    "Ada",
    "ada",
    "ÁDA",
    "O'Neil",
    "O’Neil",
    "Oneil",
    "J. Smith",
    "A  B",
    "王秀英",
    "王",
    "２０",
    "20",
    "3-201",
    "Straße",
)
WORDS = st.lists(st.sampled_from(SPELLINGS), min_size=1, max_size=2).map(" ".join)
KEYS = st.sampled_from([(), ("wxy", "wang xiu ying"), ("ada",), ("20",)])
SOME_PEOPLE = st.lists(st.tuples(WORDS, st.none() | WORDS, st.none() | WORDS, KEYS), max_size=6).map(
    lambda found: [named(number, parts) for number, parts in enumerate(found, 18)]
)
TYPED = WORDS | st.sampled_from(
    (
        "020",
        "18",
        "ad",
        "wxy",
        "wangxiu",
        "wang xiu",
        "neil",
        "o'n",
        "秀英",
        "a b",
        "strasse",
        '"',
        "\\",
        ".",
        "20 ",
        "Adda",
    )
)


@given(SOME_PEOPLE, TYPED)
@settings(PATIENT, max_examples=150)
def test_somebody_is_found_in_the_file_as_among_all(people: list[Person], typed: str) -> None:
    kept = stored(Person, "people", people)
    assert find(typed, kept) == find(typed, people)


def only(kind: type[Any], id: int, document: Document) -> Any:
    """The record of one document, believed."""
    return believed(kind, [(id, {**document})])[id]


@pytest.mark.parametrize("kind", tuple(RECORDS))
@given(st.data())
@settings(PATIENT, max_examples=40)
def test_a_record_that_is_believed_is_the_one_that_is_checked(kind: type[Any], data: st.DataObject) -> None:
    record = data.draw(RECORDS[kind])
    document = orjson.loads(orjson.dumps(encoded(record)))
    assert only(kind, record.id, document) == decoded(kind, record.id, document) == record
    assert repr(only(kind, record.id, document)) == repr(decoded(kind, record.id, document))
    strange = {**document, "theirs": 1, "id": 7}
    assert only(kind, record.id, strange) == record


def test_a_tally_is_made_when_it_is_asked_for() -> None:
    tally = Tally(visits=2, first_on=START, latest_on=START, last_met={"dropin": START})
    person = only(Person, 1, encoded(Person(1, "Ada", tally=tally)))
    assert "tally" not in vars(person)
    assert person.tally == tally
    assert person.tally is person.tally
    assert replace(person, name="Bo").tally == tally
    assert only(Person, 2, {"name": "Cy"}).tally == NO_TALLY


def test_only_those_who_may_be_meant_are_decoded() -> None:
    people = [Person(id, f"Person {id}", keys=(f"p{id}",)) for id in range(1, 200)]
    kept = stored(
        Person, "people", [*people, Person(200, "李 雷", keys=("ll", "li lei")), Person(201, "Zoë")]
    )
    for typed, number in (
        ("person 77", 77),
        ("P123", 123),
        ("45", 45),
        ("lilei", 200),
        ("李", 200),
        ("zoe", 201),
    ):
        assert [person.id for person in find(typed, kept)] == [number]
    assert "_all" not in vars(kept)
    assert find("nobody", kept) == ()
