"""Stock TinyDB reads what visitlog wrote, visitlog reads what stock TinyDB wrote, and TinyDB works on our Storage."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from store_made import NOON, one_of_each, put, putting, read, saved
from tinydb import TinyDB, where
from tinydb.table import Document

from visitlog.model.errors import Damaged, Refused
from visitlog.model.journal import TABLES, Change, Journal
from visitlog.model.records import Ceiling, Group, Person, Promise, Visit
from visitlog.store.journal_file import JournalFile
from visitlog.store.lazy_table import LazyTable
from visitlog.store.storage import JournalStorage

DAY = date(2026, 3, 4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.json"
    put(
        path,
        *one_of_each(),
        *(Person(n, f"李{n}", notes="\n}") for n in (1, 2, 3)),
        *(Visit(n, (n, 1), DAY, note='"visits": {\n') for n in (1, 2, 3)),
        Promise(1, 1, "a lamp"),
        Group(1, "elder", ceiling=Ceiling(2, 40)),
    )
    return path


def stock(path: Path) -> TinyDB:
    return TinyDB(path, encoding="utf-8")


def ours(path: Path) -> TinyDB:
    return TinyDB(path, storage=JournalStorage)


def is_trusted(path: Path) -> bool:
    storage = JournalStorage(path)
    storage.read()
    return storage.is_trusted


def visits_of(journal: Journal) -> dict[str, int]:
    return {person.name: person.tally.visits for person in journal.people.values()}


CHANGES: dict[str, Change] = {
    "add": putting(Person(4, "D")),
    "log": putting(Visit(4, (2,), date(2026, 3, 5)), Promise(2, 2, "a chair")),
    "backdate": putting(Visit(4, (2,), date(2020, 1, 1))),
    "edit": putting(Person(1, "B"), Visit(2, (3,), DAY)),
    "remove": Change("remove", removed=(("visits", 1), ("visits", 2), ("visits", 3), ("promises", 1))),
    "group": putting(Group(2, "new")),
    "undo": Change("undo", undoes=1),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_stock_tinydb_reads_every_table_after_every_kind_of_change(path: Path, change: Change) -> None:
    saved(path, change)
    expected = json.loads(path.read_text("utf-8"))
    with stock(path) as database:
        assert database.tables() == set(expected)
        assert {"meta", *TABLES} == set(expected)
        for name, documents in expected.items():
            found = {str(document.doc_id): dict(document) for document in database.table(name).all()}
            assert found == documents
        for id in expected["people"]:
            assert database.table("people").get(doc_id=int(id)) == expected["people"][id]


def test_reading_with_stock_tinydb_changes_nothing(path: Path) -> None:
    before = path.read_bytes()
    with stock(path) as database:
        assert len(database.table("visits")) == 3
    assert path.read_bytes() == before
    assert is_trusted(path)


def inserted(database: TinyDB) -> None:
    database.table("visits").insert({"people": [2], "on": "2026-03-06"})
    database.table("people").insert({"name": "new"})


def updated(database: TinyDB) -> None:
    database.table("visits").update({"people": [2]}, doc_ids=[1])
    database.table("people").update({"phone": "138"}, where("name") == "李3")


def removed(database: TinyDB) -> None:
    database.table("visits").remove(doc_ids=[2])
    database.table("people").remove(where("name") == "李3")


def emptied(database: TinyDB) -> None:
    database.table("visits").truncate()


WAYS: tuple[tuple[Callable[[TinyDB], None], dict[str, int]], ...] = (
    (inserted, {"李1": 3, "李2": 2, "李3": 1, "new": 0}),
    (updated, {"李1": 2, "李2": 2, "李3": 1}),
    (removed, {"李1": 2, "李2": 0}),
    (emptied, {"李1": 0, "李2": 0, "李3": 0}),
)


@pytest.mark.parametrize("opened", [stock, ours])
@pytest.mark.parametrize(("way", "expected"), WAYS)
def test_what_tinydb_changed_is_read_back_with_tallies_counted_anew(
    path: Path, opened: Callable[[Path], TinyDB], way: Callable[[TinyDB], None], expected: dict[str, int]
) -> None:
    with opened(path) as database:
        way(database)
    assert not is_trusted(path)
    assert visits_of(JournalFile(path).load()) == expected
    journal = put(path, Person(9, "late"))
    assert visits_of(journal) == visits_of(JournalFile(path).load()) == expected | {"late": 0}
    assert is_trusted(path)
    assert path.read_bytes().startswith(b'{\n"meta": {\n"1": {"schema":1,')
    with stock(path) as database:
        assert len(database.table("people")) == len(expected) + 1


@pytest.mark.parametrize("opened", [stock, ours])
def test_next_ids_rise_above_what_tinydb_inserted_and_never_fall(
    path: Path, opened: Callable[[Path], TinyDB]
) -> None:
    with opened(path) as database:
        database.table("visits").insert(Document({"people": [1], "on": "2026-03-06"}, doc_id=70))
        database.table("people").remove(doc_ids=[3])
    journal = JournalFile(path).load()
    assert [journal.next_id(name) for name in ("visits", "people", "promises")] == [71, 4, 2]


def test_next_ids_rise_above_people_whom_only_visits_and_promises_still_name(path: Path) -> None:
    path.write_text(
        json.dumps(
            {
                "visits": {"1": {"people": [8], "on": "2026-03-06"}},
                "promises": {"1": {"person": 9, "text": "a"}},
            }
        )
    )
    assert JournalFile(path).load().next_id("people") == 10


def test_a_tally_that_another_program_spoiled_is_made_right(path: Path) -> None:
    with stock(path) as database:
        database.table("people").update({"tally": {"visits": 99}}, doc_ids=[1])
    assert visits_of(JournalFile(path).load())["李1"] == 3


def test_what_another_program_left_out_is_found_by_what_it_means(path: Path) -> None:
    with stock(path) as database:
        database.table("promises").insert(Document({"person": 2, "text": "a chair"}, doc_id=8))
        database.table("people").insert(Document({"name": "Bo"}, doc_id=8))

    def found() -> tuple[list[int], list[int]]:
        journal = JournalFile(path).load()
        active = journal.people.holding("status", "active")
        return [promise.id for promise in journal.open_promises], [person.id for person in active]

    assert 8 in found()[0]
    assert 8 in found()[1]
    before = found()
    put(path, Visit(9, (2,), DAY))
    assert is_trusted(path)
    assert found() == before


def test_a_hand_edit_is_noticed_and_the_file_checked_and_proven_again(path: Path) -> None:
    text = path.read_text("utf-8")
    path.write_text(text.replace('"2": {"people":[2,1],', '"2": {"people":[3],'), "utf-8")
    assert not is_trusted(path)
    assert visits_of(JournalFile(path).load()) == {"李1": 2, "李2": 0, "李3": 2}
    put(path, Person(4, "D"))
    assert is_trusted(path)


@pytest.mark.parametrize("edit", [('"visits":4', '"visits":2'), ('"schema":1', '"schema":1,"by":"me"')])
def test_an_edited_meta_is_noticed_and_next_ids_are_raised(path: Path, edit: tuple[str, str]) -> None:
    text = path.read_text("utf-8")
    assert edit[0] in text
    path.write_text(text.replace(*edit, 1), "utf-8")
    assert not is_trusted(path)
    assert JournalFile(path).load().next_id("visits") == 4


@pytest.mark.parametrize("opened", [stock, ours])
def test_tables_of_other_programs_are_carried_along(path: Path, opened: Callable[[Path], TinyDB]) -> None:
    theirs: list[dict[str, Any]] = [{"a": [1, {"b": None}], "c": 1.5}, {"text": "\n}\n"}]
    with opened(path) as database:
        database.insert_multiple(theirs)
        database.table('odd "name"\n').insert({"x": "é"})
    put(path, Person(9, "late"))
    put(path, Person(10, "later"))
    assert is_trusted(path)
    with stock(path) as database:
        assert database.all() == theirs
        assert database.table('odd "name"\n').all() == [{"x": "é"}]
    assert list(read(path))[-1] == "visits"


def test_other_records_in_meta_are_carried_along(path: Path) -> None:
    with stock(path) as database:
        database.table("meta").insert({"theirs": 1})
    put(path, Person(9, "late"))
    assert read(path)["meta"]["2"] == {"theirs": 1}
    assert is_trusted(path)


def test_tinydb_on_our_storage_makes_queries_and_keeps_the_layout(path: Path) -> None:
    with ours(path) as database:
        people = database.table("people")
        assert people.insert({"name": "D"}) == 4
        assert [document["name"] for document in people.search(where("name") == "D")] == ["D"]
        assert people.contains(doc_id=4)
        assert people.get(doc_id=99) is None
        assert people.update({"phone": "138"}, where("name") == "D") == [4]
        assert people.remove(doc_ids=[1]) == [1]
        assert len(people) == 3
        database.drop_table("promises")
        assert database.tables() == {"meta", *TABLES} - {"promises"}
    lines = path.read_text("utf-8").split("\n")
    assert '"4": {"name":"D","phone":"138"}' in lines
    assert [p.name for p in JournalFile(path).load().people.values()] == ["李2", "李3", "D"]


def test_tinydb_on_our_storage_leaves_the_other_tables_undecoded(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decoded: list[bytes] = []
    real = orjson.loads

    def watched(text: bytes) -> Any:
        decoded.append(bytes(text))
        return real(text)

    before = path.read_bytes()
    monkeypatch.setattr(orjson, "loads", watched)
    with ours(path) as database:
        database.table("people").insert({"name": "D"})
    assert decoded
    assert not [text for text in decoded if b'"on":' in text]
    start = before.index(b'\n"visits": {')
    assert path.read_bytes().endswith(before[start:])


def test_writing_people_leaves_the_visits_undecoded(path: Path) -> None:
    storage = JournalStorage(path)
    tables: Any = storage.read()
    people, visits = tables["people"], tables["visits"]
    storage.write_proven({**tables, "people": people.with_changes({"9": {"name": "I"}})})
    assert isinstance(visits, LazyTable)
    assert visits._documents is None
    assert is_trusted(path)
    assert read(path)["people"]["9"] == {"name": "I"}


def test_tinydb_on_our_storage_makes_a_journal_that_visitlog_adopts(tmp_path: Path) -> None:
    path = tmp_path / "new.json"
    with ours(path) as database:
        assert database.tables() == set()
        database.table("people").insert({"name": "A"})
        database.table("visits").insert({"people": [1], "on": "2026-03-04"})
    assert path.stat().st_mode & 0o777 == 0o600
    assert visits_of(JournalFile(path).load()) == {"A": 1}
    put(path, Person(2, "B"))
    assert is_trusted(path)
    assert read(path)["meta"]["1"]["created_at"] == NOON.isoformat()


def test_tables_dropped_by_tinydb_leave_tallies_that_are_counted_anew(path: Path) -> None:
    with ours(path) as database:
        database.drop_table("visits")
    assert visits_of(JournalFile(path).load()) == {"李1": 0, "李2": 0, "李3": 0}


def test_a_file_from_which_tinydb_dropped_all_tables_is_damaged_not_new(path: Path) -> None:
    with ours(path) as database:
        database.drop_tables()
    assert json.loads(path.read_bytes()) == {}
    with pytest.raises(Damaged, match="holds no tables"):
        JournalFile(path).load()


@pytest.mark.parametrize("id", [0, -1, 10**18])
def test_a_number_that_no_record_can_have_is_refused_to_tinydb(path: Path, id: int) -> None:
    before = path.read_bytes()
    with ours(path) as database, pytest.raises(Refused, match="can't be the number of a record"):
        database.table("people").insert(Document({"name": "A"}, doc_id=id))
    assert path.read_bytes() == before


def test_our_storage_follows_a_link_and_leaves_it(tmp_path: Path) -> None:
    (tmp_path / "link.json").symlink_to(tmp_path / "journal.json")
    with ours(tmp_path / "link.json") as database:
        database.insert({"a": 1})
    assert (tmp_path / "link.json").is_symlink()
    assert read(tmp_path / "journal.json") == {"_default": {"1": {"a": 1}}}
