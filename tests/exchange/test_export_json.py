"""A journal as JSON and back: equal in every field; what is no export, or not a sound one, is refused by name."""

import json
import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest

from visitlog.exchange.json_import import is_export, read_export, restored
from visitlog.exchange.village import village
from visitlog.model.errors import Refused
from visitlog.model.journal import TABLE_OF, Change, Journal
from visitlog.model.records import NO_TALLY, Form, Group, LifeEvent, Past, Person, Record, Tally, Visit
from visitlog.model.table import Held
from visitlog.store.journal_file import JournalFile
from visitlog.store.whole import documents_of, numbers_of, records_from, restore

NOW = datetime(2026, 11, 23, 12).astimezone()
KIND_OF: dict[str, type[Any]] = {name: kind for kind, name in TABLE_OF.items() if kind is not Past}
SAMPLES: dict[object, Any] = {
    str: "x 王\n",
    int: 5,
    bool: True,
    date: date(2026, 2, 28),
    time: time(9, 5, 7),
    datetime: NOW,
    Tally: NO_TALLY,
    Form: "phone",
}


def sample(hint: Any) -> Any:
    """A value of a type, and not the one that is the default of most fields."""
    if hint in SAMPLES:
        return SAMPLES[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return filled(hint)
    inner = typing.get_args(hint)
    match typing.get_origin(hint):
        case typing.Literal:
            return inner[1]
        case types.UnionType | typing.Union:
            return sample(inner[0])
        case origin if origin is tuple:
            return (sample(inner[0]),)
    return {"en": sample(inner[1])}


def filled(kind: type[Any]) -> Any:
    """A record of a kind with something in every field, those that are added one day too."""
    return kind(**{name: sample(hint) for name, hint in typing.get_type_hints(kind).items()})


ONE_OF_EACH: tuple[Record, ...] = tuple(filled(kind) for kind in KIND_OF.values())


def tables_of(records: tuple[Record, ...]) -> dict[str, Any]:
    """The tables of an export, as a text would bring them back."""
    told = {
        name: documents_of([record for record in records if isinstance(record, kind)])
        for name, kind in KIND_OF.items()
    }
    tables: dict[str, Any] = json.loads(json.dumps(told))
    return tables


def write(folder: Path, **data: Any) -> Path:
    path = folder / "export.json"
    envelope = {"schema": 1, "kind": "export", "today": "2026-11-23", "data": {"people": [], **data}}
    path.write_text(json.dumps(envelope, ensure_ascii=False), encoding="utf-8")
    return path


def by_place(records: tuple[Record, ...]) -> dict[tuple[str, int], Record]:
    return {(TABLE_OF[type(record)], record.id): record for record in records}


# --- there and back


def test_samples_fill_every_field() -> None:
    for record in ONE_OF_EACH:
        for each in fields(record):
            if each.name not in ("id", "tally") and each.default is not MISSING:
                assert getattr(record, each.name) != each.default, each.name


def test_every_field_of_every_kind_comes_back() -> None:
    assert by_place(records_from(tables_of(ONE_OF_EACH))) == by_place(ONE_OF_EACH)


@pytest.mark.parametrize("today", [date(2026, 11, 23), date(2028, 2, 29)])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_village_comes_back(today: date, language: str) -> None:
    records = village(today, language)
    assert by_place(records_from(tables_of(records))) == by_place(records)


def test_no_field_of_a_document_is_called_id_twice_and_no_tally_is_told() -> None:
    for document in documents_of(ONE_OF_EACH):
        assert document["id"] == 5
        assert "tally" not in document


# --- what is no export


@pytest.mark.parametrize("content", ["{", ' \n{"a": 1}', '\ufeff{"schema": 1}'])
def test_a_file_that_begins_with_a_brace_is_taken_for_an_export(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(content, encoding="utf-8")
    assert is_export(path)


@pytest.mark.parametrize("content", ["", "name,on\n", "[1]", "   "])
def test_any_other_file_is_not(tmp_path: Path, content: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    assert not is_export(path)
    assert not is_export(tmp_path)
    assert not is_export(tmp_path / "nothing")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ('{"kind": "export",\n', "damaged at line 2"),
        ("{}", "not what visitlog exports"),
        ('{"schema": 1, "kind": "visits", "data": {"visits": []}}', "not what visitlog exports"),
        ('{"schema": 1, "kind": "export", "data": []}', "not what visitlog exports"),
        ('{"schema": 2, "kind": "export", "data": {"people": []}}', "newer"),
        ('{"schema": 1, "kind": "export", "data": {"person": {}, "visits": []}}', "one person"),
        ('{"schema": 1, "kind": "export", "data": {"visits": []}}', "people"),
        ('{"schema": 1, "kind": "export", "data": {"people": [], "pets": []}}', "pets"),
        ('{"schema": 1, "kind": "export", "data": {"people": {}}}', "people"),
        ('{"schema": 1, "kind": "export", "data": {"people": null}}', "people"),
        ('{"schema": 1, "kind": "export", "data": {"people": [], "next_ids": [1]}}', "next_ids"),
        ('{"schema": 1, "kind": "export", "data": {"people": [], "next_ids": {"people": "1"}}}', "next_ids"),
        ('{"meta": {"1": {"schema": 1}}, "people": {}}', "a journal itself"),
    ],
)
def test_what_is_no_export_is_refused_with_the_reason(tmp_path: Path, content: str, why: str) -> None:
    path = tmp_path / "a.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refused) as refused:
        read_export(path)
    assert why in str(refused.value)


@pytest.mark.parametrize("id", [None, 0, -1, "1", 1.0, True, 10**18])
def test_a_record_without_a_number_is_refused(tmp_path: Path, id: object) -> None:
    with pytest.raises(Refused) as refused:
        read_export(write(tmp_path, people=[{"id": 1, "name": "Ada"}, {"id": id, "name": "Bo"}]))
    assert 'number 2 of "people"' in str(refused.value)


def test_two_records_with_one_number_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        read_export(write(tmp_path, people=[{"id": 1, "name": "Ada"}, {"id": 1, "name": "Bo"}]))


@pytest.mark.parametrize(
    ("document", "field"),
    [
        ({"id": 7, "on": "2026-11-23"}, "people"),
        ({"id": 7, "people": [1], "on": "yesterday"}, "on"),
        ({"id": 7, "people": [1], "on": "2026-11-23", "form": "letter"}, "form"),
        ({"id": 7, "people": [1], "on": "2026-11-23", "mood": "x"}, "mood"),
        ({"id": 7, "people": [1], "on": "2026-11-23", "note": 3}, "note"),
    ],
)
def test_an_unfit_record_is_named_with_its_field(document: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        records_from({"visits": [document]})
    assert f'record 7 of "visits" the field "{field}"' in str(refused.value)


def test_a_tally_in_the_file_is_not_believed() -> None:
    (person,) = records_from({"people": [{"id": 1, "name": "Ada", "tally": {"visits": 99}}]})
    assert person == Person(1, "Ada")


# --- into a journal


def test_only_a_journal_without_records_is_restored_into() -> None:
    event = LifeEvent(1, "flood", date(2026, 11, 23), area="East Lane")
    person, visit = Person(1, "Ada"), Visit(1, (), date(2026, 11, 23))
    for journal in (
        Journal(people=Held([person])),
        Journal(visits=Held([visit])),
        Journal(events=Held([event])),
    ):
        with pytest.raises(Refused):
            restored(journal, [person], "a.json")


def test_settings_that_are_there_give_way() -> None:
    held = Journal(group_records=Held([Group(1, "elder"), Group(2, "mine")]))
    change = restored(held, [Group(1, "elder", every=9)], "a.json")
    assert change.put == (Group(1, "elder", every=9),)
    assert change.removed == (("groups", 2),)


def restored_into(folder: Path, records: tuple[Record, ...], next_ids: Mapping[str, int]) -> Journal:
    file = JournalFile(folder / "journal.json")
    restore(file, lambda journal: restored(journal, records, "a.json"), next_ids, NOW)
    return file.load()


def test_numbers_go_on_where_the_other_journal_was(tmp_path: Path) -> None:
    journal = restored_into(tmp_path, (Person(2, "Ada"),), {"people": 9, "visits": 40})
    assert (journal.next_id("people"), journal.next_id("visits"), journal.next_id("promises")) == (9, 40, 1)
    assert numbers_of(journal)["people"] == 9


def test_nobody_new_inherits_what_is_told_of_somebody_who_is_not_in_the_file(tmp_path: Path) -> None:
    on = date(2026, 11, 23)
    shared = Visit(3, (1, 12), on, matter=5, appointment=6)
    event = LifeEvent(1, "birth", on, person=1, after_visit=214)
    journal = restored_into(tmp_path, (Person(1, "Ada"), shared, event), {})
    numbers = [journal.next_id(name) for name in ("people", "visits", "matters", "appointments", "events")]
    assert numbers == [13, 215, 6, 7, 2]


def test_a_number_beyond_all_numbers_raises_nothing(tmp_path: Path) -> None:
    visit = Visit(3, (1, 2**63 - 1, -5), date(2026, 11, 23))
    journal = restored_into(tmp_path, (Person(1, "Ada"), visit), {})
    assert journal.next_id("people") == 2
    assert journal.visits.get(3) == replace(visit, uid=journal.visits.get(3).uid)  # type: ignore[union-attr]


def test_an_export_of_nothing_writes_nothing(tmp_path: Path) -> None:
    assert restored_into(tmp_path, (), {"people": 9}).is_new


def test_a_journal_that_was_begun_is_kept_before_it(tmp_path: Path) -> None:
    file = JournalFile(tmp_path / "journal.json")
    with file.writing() as opened:
        opened.save(Change("init", put=(Group(1, "mine"),)), NOW)
    journal = restored_into(tmp_path, (Group(2, "elder"), Person(1, "Ada")), {})
    assert list(journal.groups) == ["elder"]
    assert [p.name for p in (tmp_path / "backups").glob("*before-import*")]
