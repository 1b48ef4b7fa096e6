"""Records to documents and back: nothing lost, defaults left out, every wrong value named."""

import json
from dataclasses import fields
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_made import JSON, NOON, PATIENT, RECORDS, TEXT, least, put, read

from visitlog.model.errors import Damaged, Refused
from visitlog.model.journal import TABLE_OF, Change
from visitlog.model.records import (
    Appointment,
    Area,
    Birthday,
    Ceiling,
    Group,
    LifeEvent,
    Matter,
    Past,
    Person,
    Promise,
    Review,
    Topic,
    Visit,
)
from visitlog.store.codec import Unfit, decoded, encoded
from visitlog.store.fields import CODECS
from visitlog.store.journal_file import JournalFile
from visitlog.store.lazy_table import of_documents
from visitlog.store.storage import JournalStorage

KINDS = tuple(RECORDS)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_of_a_record_has_a_codec(kind: type) -> None:
    assert {"id", *CODECS[kind]} == {field.name for field in fields(kind)}


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
@settings(PATIENT, max_examples=40)
def test_every_record_comes_back_as_it_was(kind: type[Any], data: st.DataObject) -> None:
    record = data.draw(RECORDS[kind])
    document = encoded(record)
    assert decoded(kind, record.id, orjson.loads(orjson.dumps(document))) == record
    assert decoded(kind, record.id, json.loads(json.dumps(document))) == record


@pytest.mark.parametrize("kind", KINDS)
@given(st.data())
@settings(PATIENT, max_examples=30)
def test_fields_of_other_programs_do_not_matter_to_the_record(kind: type[Any], data: st.DataObject) -> None:
    record = data.draw(RECORDS[kind])
    others = data.draw(st.dictionaries(TEXT, JSON, max_size=3))
    document = {f"x {field}": value for field, value in others.items()} | encoded(record)
    assert decoded(kind, record.id, orjson.loads(orjson.dumps(document | {"id": 7}))) == record


@pytest.mark.parametrize(
    ("record", "document"),
    [
        (Person(1, "A"), {"name": "A", "status": "active"}),
        (
            Visit(1, (2,), date(2026, 3, 5)),
            {"people": [2], "on": "2026-03-05", "form": "dropin", "place": "home", "result": "met"},
        ),
        (Promise(1, 2, "a lamp"), {"person": 2, "text": "a lamp", "status": "open"}),
        (Group(1, "elder"), {"key": "elder"}),
        (
            Past(1, NOON, "log", "V1"),
            {"at": "2026-03-05T12:00:00+08:00", "command": "log", "summary": "V1", "people": []},
        ),
    ],
)
def test_fields_that_hold_their_default_are_left_out(
    record: Person | Visit | Promise | Group | Past, document: dict[str, Any]
) -> None:
    assert encoded(record) == document


def test_days_and_times_are_written_as_people_write_them() -> None:
    visit = Visit(1, (2,), date(2026, 3, 5), at=time(9, 5), logged_at=datetime(2026, 3, 5, 9, 7, tzinfo=UTC))
    assert encoded(visit)["at"] == "09:05"
    assert encoded(visit)["logged_at"] == "2026-03-05T09:07:00+00:00"


@pytest.mark.parametrize("kept", [time(9, 5, 7), time(9, 5, 0, 1), time(9, 5, tzinfo=UTC)])
def test_a_time_that_another_program_wrote_more_exactly_stays_exact(kept: time) -> None:
    visit = Visit(1, (2,), date(2026, 3, 5), at=kept)
    assert decoded(Visit, 1, encoded(visit)).at == kept


WRONG: list[tuple[type[Any], str, Any]] = [
    (Person, "name", None),
    (Person, "name", 5),
    (Person, "aliases", "Nan"),
    (Person, "aliases", [1]),
    (Person, "phone", 138),
    (Person, "residence", "tourist"),
    (Person, "every", "7"),
    (Person, "every", 7.0),
    (Person, "every", True),
    (Person, "every", 2**63),
    (Person, "birthday", "1950-01-01"),
    (Person, "birthday", {"month": 3}),
    (Person, "birthday", {"month": "3", "day": 1}),
    (Person, "birthday", {"calendar": "julian", "month": 3, "day": 1}),
    (Person, "birthday", {"month": 2, "day": 30}),
    (Person, "birthday", {"month": 2, "day": 29, "year": 1951}),
    (Person, "birthday", {"month": 0, "day": 1}),
    (Person, "birthday", {"month": 2**62, "day": 1}),
    (Person, "birthday", {"month": 3, "day": 1, "year": 10000}),
    (Person, "birthday", {"calendar": "lunar", "month": 13, "day": 1}),
    (Person, "birthday", {"calendar": "lunar", "month": 12, "day": 31}),
    (Person, "birthday", {"calendar": "lunar", "month": 12, "day": 30, "year": 0}),
    (Person, "sensitive", 1),
    (Person, "sensitive", None),
    (Person, "status", None),
    (Person, "status", ["active"]),
    (Person, "left_on", "5.3.2026"),
    (Person, "tally", []),
    (Person, "tally", {"recent": [["2026-03-05", "dropin"]]}),
    (Person, "tally", {"last_met": {"letter": "2026-03-05"}}),
    (Visit, "people", 1),
    (Visit, "people", ["1"]),
    (Visit, "people", None),
    (Visit, "on", None),
    (Visit, "on", "2026-02-30"),
    (Visit, "on", "20260305"),
    (Visit, "on", "2026-W10-4"),
    (Visit, "on", "2026-03-05T12:00"),
    (Visit, "on", 20260305),
    (Visit, "at", "25:00"),
    (Visit, "form", "letter"),
    (Visit, "result", {}),
    (Visit, "minutes", "20"),
    (Visit, "logged_at", "yesterday"),
    (Promise, "person", "1"),
    (Promise, "person", None),
    (Promise, "by", "soon"),
    (Promise, "moves", [{"to": "2026-03-05", "why": "rain"}]),
    (Promise, "moves", ["2026-03-05"]),
    (Appointment, "people", [1.0]),
    (Appointment, "at", "15:00"),
    (Appointment, "status", "late"),
    (Appointment, "moves", [{"from": "2026-03-05T15:00", "to": "soon", "why": "rain"}]),
    (LifeEvent, "on", "2026-3-5"),
    (LifeEvent, "window_days", None),
    (Matter, "kind", "quarrel"),
    (Matter, "follow_ups", [1, "3"]),
    (Area, "residents", "many"),
    (Topic, "label", ["en"]),
    (Review, "on", 1),
    (Group, "key", 3),
    (Group, "label", "elders"),
    (Group, "label", {"en": None}),
    (Group, "retry", None),
    (Group, "ceiling", {"visits": 1}),
    (Group, "ceiling", {"visits": 1, "days": "30"}),
    (Group, "counting_forms", ["letter"]),
    (Group, "courtesies", {"en": "knock"}),
    (Past, "at", "noon"),
    (Past, "put", {"visits": [[1]]}),
    (Past, "put", {"visits": [["1", "2"]]}),
    (Past, "was", {"visits": {"1": "gone"}}),
]


@pytest.mark.parametrize(("kind", "field", "value"), WRONG)
def test_a_wrong_value_is_unfit_and_its_field_named(kind: type[Any], field: str, value: Any) -> None:
    assert decoded(kind, 1, least(kind)).id == 1
    with pytest.raises(Unfit) as caught:
        decoded(kind, 1, least(kind) | {field: value})
    assert caught.value.field == field
    assert caught.value.problem


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_field_is_unfit_and_named(kind: type[Any]) -> None:
    for field in least(kind):
        with pytest.raises(Unfit, match=f"^{field}: missing$"):
            decoded(kind, 1, {each: value for each, value in least(kind).items() if each != field})


@pytest.mark.parametrize(("kind", "field", "value"), WRONG[::5])
def test_a_wrong_value_in_the_file_is_damage_that_names_record_table_and_line(
    tmp_path: Path, kind: type[Any], field: str, value: Any
) -> None:
    path = tmp_path / "journal.json"
    name = TABLE_OF[kind]
    JournalStorage(path).write({name: of_documents({"3": least(kind), "4": least(kind) | {field: value}})})
    with pytest.raises(Damaged) as caught:
        JournalFile(path).load()
    assert str(caught.value).startswith(
        f'{path} is damaged at line 4: record 4 of "{name}", field "{field}": '
    )
    assert caught.value.values["line"] == 4
    assert caught.value.exit_code == 5


def test_a_wrong_value_in_a_file_of_one_line_is_damage_that_names_record_and_table(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    path.write_text(json.dumps({"visits": {"12": {"people": [1], "on": "2026-02-30"}}}))
    with pytest.raises(Damaged, match=r'is damaged: record 12 of "visits", field "on": '):
        JournalFile(path).load()


NOT_READ_BACK = [
    (Visit(1, (1,), date(2026, 3, 5), minutes=2**63), "minutes"),
    (Visit(1, (2**64,), date(2026, 3, 5)), "people"),
    (Person(1, "A", every=-(2**63) - 1), "every"),
    (Person(1, "A", birthday=Birthday("solar", 3, 1, 2**63)), "birthday"),
    (Person(1, "A", birthday=Birthday("solar", 2, 30)), "birthday"),
    (Group(1, "elder", ceiling=Ceiling(1, 2**63)), "ceiling"),
]


@pytest.mark.parametrize(("record", "field"), NOT_READ_BACK)
def test_a_value_that_would_not_be_read_back_is_refused_before_it_is_written(
    tmp_path: Path, record: Person | Visit | Group, field: str
) -> None:
    path = tmp_path / "journal.json"
    with pytest.raises(Refused, match=f'^Nothing was recorded: "{field}" can\'t be kept'):
        put(path, record)
    assert not path.exists()


def test_fields_of_other_programs_stay_when_visitlog_rewrites_the_record(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    put(path, Person(1, "A"))
    tables = read(path)
    tables["people"]["1"]["colour"] = {"of": ["the door", None]}
    path.write_text(json.dumps(tables))
    put(path, Person(1, "B", phone="138"))
    assert read(path)["people"]["1"]["colour"] == {"of": ["the door", None]}
    assert read(path)["people"]["1"]["name"] == "B"


def test_a_record_keeps_its_uid_for_life_and_a_new_one_gets_one(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    put(path, Person(1, "A"), Person(2, "B"), Person(3, "C", uid="c0"))
    uids = [document["uid"] for document in read(path)["people"].values()]
    assert [len(uid) for uid in uids] == [32, 32, 2]
    assert len(set(uids)) == 3
    put(path, Person(1, "A B"))
    assert read(path)["people"]["1"]["uid"] == uids[0]


def test_a_field_set_back_to_its_default_leaves_the_file(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    put(path, Person(1, "A", phone="138", sensitive=True))
    put(path, Person(1, "A"))
    assert read(path)["people"]["1"].keys() == {"name", "status", "uid"}


def test_a_tally_that_is_put_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    journal = put(path, Person(1, "A"), Visit(1, (1,), date(2026, 3, 5)))
    person = journal.people.get(1)
    assert person is not None
    assert person.tally.visits == 1
    assert "tally" not in json.dumps(read(path)["changes"])
    with JournalFile(path).writing() as open_journal:
        journal, _ = open_journal.save(Change("edit", put=(Person(1, "A", phone="1"),)), NOON)
    again = journal.people.get(1)
    assert again is not None
    assert again.tally == person.tally


@pytest.mark.parametrize("days", [0, -1, 36_501, 10**12])
def test_rhythms_that_make_no_sense_are_unfit(days: int) -> None:
    with pytest.raises(Unfit, match="every"):
        decoded(Person, 1, {"name": "Ada Oak", "every": days})
    with pytest.raises(Unfit, match="ceiling"):
        decoded(Group, 1, {"key": "elder", "ceiling": {"visits": days, "days": 30}})
