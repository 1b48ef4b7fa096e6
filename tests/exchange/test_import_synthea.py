"""The Synthea records go in as docs/importing.md says, and the totals match a plain count of the files."""

import csv
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from visitlog.exchange.csv_rows import read_rows
from visitlog.exchange.headings import Kind
from visitlog.exchange.importing import Imported, import_rows
from visitlog.exchange.mapping import kind_of, mapping_of
from visitlog.store.journal_file import JournalFile

SYNTHEA = Path(__file__).parents[3] / "shared" / "data" / "synthea"
PATIENTS = ("alias=Id", "name=FIRST+LAST", "address=ADDRESS+CITY", "birthday=BIRTHDATE")
ENCOUNTERS = ("who=PATIENT", "on=START", "note=DESCRIPTION", "form:=planned")
NOW = datetime(2026, 11, 24, 10, 15, tzinfo=UTC)

pytestmark = pytest.mark.skipif(
    not (SYNTHEA / "encounters.csv").is_file(), reason="the Synthea records are not at ../shared/data/synthea"
)


def imported_into(file: JournalFile, name: str, specs: tuple[str, ...]) -> Imported:
    rows = read_rows(SYNTHEA / name)
    kind: Kind = kind_of(rows.header, specs)
    with file.writing() as opened:
        mapping = mapping_of(specs, rows.header, kind)
        imported = import_rows(opened.journal, rows, mapping, kind, create=False, now=NOW)
        if not imported.change.is_empty:
            opened.save(imported.change, NOW)
    return imported


def plain_rows(name: str) -> list[dict[str, str]]:
    with (SYNTHEA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_patients_and_encounters_are_111_people_and_7584_visits_once(tmp_path: Path) -> None:
    file = JournalFile(tmp_path / "journal.json")
    people = imported_into(file, "patients.csv", PATIENTS)
    visits = imported_into(file, "encounters.csv", ENCOUNTERS)
    assert (people.created, people.failed, visits.created, visits.failed) == (111, (), 7584, ())
    again = imported_into(file, "patients.csv", PATIENTS), imported_into(file, "encounters.csv", ENCOUNTERS)
    assert [(i.created, i.updated, i.skipped, i.failed) for i in again] == [(0, 0, 111, ()), (0, 0, 7584, ())]
    journal = file.load()
    assert (len(journal.people), len(journal.visits)) == (111, 7584)


def test_totals_match_a_plain_count(tmp_path: Path) -> None:
    file = JournalFile(tmp_path / "journal.json")
    imported_into(file, "patients.csv", PATIENTS)
    imported_into(file, "encounters.csv", ENCOUNTERS)
    journal = file.load()
    ids = {person.aliases[0]: person for person in journal.people.values()}
    patients, encounters = plain_rows("patients.csv"), plain_rows("encounters.csv")

    assert [p.name for p in journal.people.values()] == [f"{p['FIRST']} {p['LAST']}" for p in patients]
    assert all(
        (b := ids[p["Id"]].birthday)
        and date(b.year or 0, b.month, b.day) == date.fromisoformat(p["BIRTHDATE"])
        for p in patients
    )
    counted = Counter(e["PATIENT"] for e in encounters)
    assert {alias: person.tally.visits for alias, person in ids.items()} == {id: counted[id] for id in ids}
    assert Counter(v.on.year for v in journal.visits.values()) == Counter(
        int(e["START"][:4]) for e in encounters
    )
    assert Counter(v.note for v in journal.visits.values()) == Counter(e["DESCRIPTION"] for e in encounters)
    assert [f"{v.on}T{v.at}Z" for v in journal.visits.values()] == [e["START"] for e in encounters]
    assert {v.form for v in journal.visits.values()} == {"planned"}
