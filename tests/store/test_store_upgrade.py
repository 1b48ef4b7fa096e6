"""A file without a schema number is adopted with all that it has, and kept as it was before the first change."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from store_made import NOON, put, read

from visitlog.model.journal import TABLES, Change
from visitlog.model.records import Person
from visitlog.store import reading, upgrade
from visitlog.store.journal_file import JournalFile
from visitlog.store.storage import JournalStorage

FOREIGN: dict[str, dict[str, dict[str, Any]]] = {
    "_default": {"1": {"theirs": True}},
    "visits": {"9": {"people": [4], "on": "2026-03-01"}, "10": {"people": [4], "on": "2026-03-02", "x": 1}},
    "people": {"4": {"name": "D", "colour": "red"}, "2": {"name": "B", "tally": {"visits": 9}}},
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.json"
    path.write_text(json.dumps(FOREIGN))
    return path


def test_a_file_without_meta_is_read_as_it_is(path: Path) -> None:
    before = path.read_bytes()
    journal = JournalFile(path).load()
    assert not journal.is_new
    assert {p.id: (p.name, p.tally.visits) for p in journal.people.values()} == {2: ("B", 0), 4: ("D", 2)}
    assert [journal.next_id(table) for table in ("people", "visits", "promises", "changes")] == [5, 11, 1, 1]
    assert path.read_bytes() == before
    assert not (path.parent / "backups").exists()


def test_a_file_without_meta_is_laid_out_at_the_first_change_with_all_that_it_had(path: Path) -> None:
    before = path.read_bytes()
    put(path, Person(5, "E"))
    tables = read(path)
    assert tables["meta"]["1"]["schema"] == 1
    assert tables["_default"] == FOREIGN["_default"]
    assert all(tables["visits"][id].items() >= visit.items() for id, visit in FOREIGN["visits"].items())
    assert tables["people"]["4"].items() >= FOREIGN["people"]["4"].items()
    assert list(tables["people"]) == ["2", "4", "5"]
    assert list(tables["visits"]) == ["9", "10"]
    storage = JournalStorage(path)
    storage.read()
    assert storage.is_trusted
    kept = {backup.name: backup.read_bytes() for backup in (path.parent / "backups").iterdir()}
    assert kept == {"journal-2026-03-05.json": before, "journal-before-upgrade-2026-03-05-1.json": before}


def test_only_the_first_change_keeps_the_file_from_before_the_upgrade(path: Path) -> None:
    with JournalFile(path).writing() as open_journal:
        open_journal.save(Change("add", put=(Person(5, "E"),)), NOON)
        open_journal.save(Change("add", put=(Person(6, "F"),)), NOON)
    put(path, Person(7, "G"))
    assert len(list((path.parent / "backups").glob("*-before-upgrade-*"))) == 1


def test_a_file_of_schema_nought_keeps_what_its_meta_knows(path: Path) -> None:
    meta = {"1": {"schema": 0, "created_at": "2020-01-01T00:00:00+00:00", "next_ids": {"people": 70}}}
    path.write_text(json.dumps(FOREIGN | {"meta": meta}))
    assert JournalFile(path).load().next_id("people") == 70
    put(path, Person(70, "E"))
    written = read(path)["meta"]["1"]
    assert (written["schema"], written["created_at"]) == (1, "2020-01-01T00:00:00+00:00")
    assert written["next_ids"] == dict.fromkeys(TABLES, 1) | {"people": 71, "changes": 2, "visits": 11}


@pytest.mark.parametrize("meta", [{}, {"2": {"a": 1}}, {"1": {"a": 1}}])
def test_another_programs_meta_is_carried_along(path: Path, meta: dict[str, Any]) -> None:
    path.write_text(json.dumps(FOREIGN | {"meta": meta}))
    put(path, Person(5, "E"))
    written = read(path)["meta"]
    assert written["1"]["schema"] == 1
    assert {id: written[id].items() >= record.items() for id, record in meta.items()} == dict.fromkeys(
        meta, True
    )


def test_a_file_that_visitlog_wrote_keeps_no_backup_for_an_upgrade(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    for name in ("A", "B"):
        put(path, Person(1, name))
    path.write_text(json.dumps(read(path)))
    put(path, Person(1, "C"))
    assert list((path.parent / "backups").glob("*-before-upgrade-*")) == []


def test_every_step_from_the_files_schema_to_the_newest_is_taken_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.json"
    put(path, Person(1, "A"))
    content = path.read_bytes()
    steps: list[int] = []

    def step(number: int) -> Any:
        def taken(tables: upgrade.Tables) -> upgrade.Tables:
            steps.append(number)
            meta: Mapping[str, Any] = tables["meta"]
            return {**tables, "meta": {"1": {**meta["1"], "schema": number + 1}}}

        return taken

    monkeypatch.setattr(upgrade, "STEPS", {0: upgrade.STEPS[0], 1: step(1), 2: step(2)})
    for module in (upgrade, reading):
        monkeypatch.setattr(module, "SCHEMA", 3)
    assert [person.name for person in JournalFile(path).load().people.values()] == ["A"]
    assert steps == [1, 2]
    assert path.read_bytes() == content
    put(path, Person(2, "B"))
    assert read(path)["meta"]["1"]["schema"] == 3
    assert (path.parent / "backups" / "journal-before-upgrade-2026-03-05-1.json").read_bytes() == content
