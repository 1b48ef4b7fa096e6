"""Whatever was changed: tallies agree with visits, undo takes back exactly, and no number is used twice."""

import tempfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from store_made import NOON, PATIENT, TEXT, least, put, putting, read, saved

from visitlog.model.errors import Refused
from visitlog.model.journal import TABLE_OF, TABLES, Change, Journal
from visitlog.model.records import (
    FORMS,
    NO_TALLY,
    RESULTS,
    Ceiling,
    Group,
    Past,
    Person,
    Promise,
    Tally,
    Visit,
)
from visitlog.store import records, tallies
from visitlog.store.apply import KEPT_CHANGES
from visitlog.store.codec import believed, decoded, encoded
from visitlog.store.edits import BLANK, edits_undoing
from visitlog.store.journal_file import JournalFile
from visitlog.store.lazy_table import LazyTable, of_documents
from visitlog.store.storage import JournalStorage
from visitlog.store.tally import tally_of, window_days

START = date(2026, 1, 1)
DAYS = st.integers(0, 60).map(lambda days: START + timedelta(days))


def tallies_of(journal: Journal) -> dict[int, Tally]:
    return {person.id: person.tally for person in journal.people.values()}


def tallies_from_scratch(journal: Journal) -> dict[int, Tally]:
    window = window_days(journal.group_records.values())
    return {
        person.id: tally_of([v for v in journal.visits.values() if person.id in v.people], window)
        for person in journal.people.values()
    }


def snapshot(path: Path) -> dict[str, bytes]:
    """Each table's lines but for history and numbers; a table without lines is as good as none."""
    tables: Any = JournalStorage(path).read()
    lines = {name: b"".join(table.pieces()) for name, table in (tables or {}).items()}
    return {name: held for name, held in lines.items() if held and name not in ("meta", "changes")}


class JournalInUse(RuleBasedStateMachine):
    """Commands one after another on a real file, each read back from it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "journal.json"
        self.earlier: list[dict[str, bytes]] = []
        self.used: set[tuple[str, int]] = set()

    def teardown(self) -> None:
        while self.earlier:
            self.undo()
        self.folder.cleanup()

    def change(self, made: Callable[[Journal], Change]) -> None:
        before = snapshot(self.path)
        with JournalFile(self.path).writing() as open_journal:
            change = made(open_journal.journal)
            if not change.is_empty:
                open_journal.save(change, NOON)
                self.earlier.append(before)

    def fresh(self, journal: Journal, table: str, offset: int = 0) -> int:
        id = journal.next_id(table) + offset
        assert (table, id) not in self.used
        self.used.add((table, id))
        return id

    def some_ids(self, data: st.DataObject, ids: Any, most: int) -> tuple[int, ...]:
        known = sorted(ids)
        return tuple(data.draw(st.lists(st.sampled_from(known), unique=True, max_size=most))) if known else ()

    @rule(names=st.lists(TEXT, min_size=1, max_size=3))
    def add_people(self, names: list[str]) -> None:
        self.change(
            lambda j: putting(*(Person(self.fresh(j, "people", n), name) for n, name in enumerate(names)))
        )

    @rule(
        data=st.data(),
        on=DAYS,
        form=st.sampled_from(FORMS),
        result=st.sampled_from(RESULTS),
        promise=st.booleans(),
    )
    def log(self, data: st.DataObject, on: date, form: Any, result: Any, promise: bool) -> None:
        def made(journal: Journal) -> Change:
            people = self.some_ids(data, journal.people, 3)
            visit = Visit(self.fresh(journal, "visits"), people, on, form=form, result=result)
            if not (people and promise):
                return putting(visit)
            return putting(
                visit, Promise(self.fresh(journal, "promises"), people[0], "a lamp", visit=visit.id)
            )

        self.change(made)

    @rule(days=st.lists(DAYS, min_size=1, max_size=20))
    def import_visits(self, days: list[date]) -> None:
        def made(journal: Journal) -> Change:
            new = Person(self.fresh(journal, "people"), "imported")
            known = [*journal.people, new.id]
            first = journal.next_id("visits")
            self.used.update(("visits", first + n) for n in range(len(days)))
            return putting(
                new,
                *(Visit(first + n, (known[n % len(known)],), day) for n, day in enumerate(days)),
            )

        self.change(made)

    @rule(data=st.data(), on=DAYS)
    def edit_visits(self, data: st.DataObject, on: date) -> None:
        def made(journal: Journal) -> Change:
            visits = [journal.visits.get(id) for id in self.some_ids(data, journal.visits, 7)]
            people = self.some_ids(data, journal.people, 2)
            return putting(*(replace(visit, on=on, people=people) for visit in visits if visit))

        self.change(made)

    @rule(data=st.data(), notes=TEXT)
    def edit_people(self, data: st.DataObject, notes: str) -> None:
        def made(journal: Journal) -> Change:
            people = [journal.people.get(id) for id in self.some_ids(data, journal.people, 7)]
            return putting(*(replace(person, notes=notes, tally=NO_TALLY) for person in people if person))

        self.change(made)

    @rule(data=st.data(), table=st.sampled_from(sorted({*TABLES} - {"changes"})))
    def remove(self, data: st.DataObject, table: str) -> None:
        tables: Any = JournalStorage(self.path).read() or {}
        ids = self.some_ids(data, map(int, tables.get(table, ())), 7)
        self.change(lambda _: Change("remove", removed=tuple((table, id) for id in ids)))

    @rule(kind=st.sampled_from([kind for kind in TABLE_OF if kind not in (Past, Visit)]))
    def put_the_least_of_a_kind(self, kind: type[Any]) -> None:
        self.change(lambda j: putting(decoded(kind, self.fresh(j, TABLE_OF[kind]), least(kind))))

    @rule(days=st.none() | st.integers(1, 60))
    def set_a_ceiling(self, days: int | None) -> None:
        ceiling = None if days is None else Ceiling(2, days)
        self.change(lambda j: putting(Group(self.fresh(j, "groups"), "g", ceiling=ceiling)))

    @precondition(lambda self: self.earlier)
    @rule()
    def undo(self) -> None:
        with JournalFile(self.path).writing() as open_journal:
            latest = open_journal.journal.latest_change
            assert latest is not None
            open_journal.save(Change("undo", undoes=latest.id), NOON)
        assert snapshot(self.path) == self.earlier.pop()

    @invariant()
    def tallies_agree_with_the_visits(self) -> None:
        journal = JournalFile(self.path).load()
        assert tallies_of(journal) == tallies_from_scratch(journal)

    @invariant()
    def the_file_is_proven_and_in_order(self) -> None:
        storage = JournalStorage(self.path)
        tables: Any = storage.read()
        assert storage.is_trusted
        for table in (tables or {}).values():
            assert list(table) == sorted(table, key=int)

    @invariant()
    def history_holds_what_was_not_undone(self) -> None:
        assert len(JournalFile(self.path).load().changes) == len(self.earlier)


JournalInUse.TestCase.settings = settings(PATIENT, max_examples=40, stateful_step_count=15)
test_a_journal_in_use_never_contradicts_itself = JournalInUse.TestCase


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "journal.json"


def undo(path: Path) -> Journal:
    latest = JournalFile(path).load().latest_change
    assert latest is not None
    return saved(path, Change("undo", undoes=latest.id))[0]


def test_history_remembers_the_last_hundred_changes(path: Path) -> None:
    with JournalFile(path).writing() as open_journal:
        for n in range(KEPT_CHANGES + 3):
            open_journal.save(putting(Person(n + 1, "A")), NOON)
    journal = JournalFile(path).load()
    assert list(journal.changes) == list(range(4, KEPT_CHANGES + 4))
    assert journal.next_id("changes") == KEPT_CHANGES + 4


def test_history_keeps_text_only_of_what_was_replaced_or_removed(path: Path) -> None:
    put(path, Person(1, "A"), *(Visit(n, (1,), START, note="new") for n in range(1, 6)))
    saved(path, Change("edit", put=(Visit(2, (1,), START), Visit(6, (1,), START)), removed=(("visits", 4),)))
    first, second = JournalFile(path).load().changes.values()
    assert (first.put, first.was) == ({"people": ((1, 1),), "visits": ((1, 5),)}, {})
    assert second.put == {"visits": ((6, 6),)}
    assert {id: document["note"] for id, document in second.was["visits"].items()} == {"2": "new", "4": "new"}


def test_ids_with_gaps_are_remembered_as_runs(path: Path) -> None:
    put(path, *(Person(id, "A") for id in (9, 1, 2, 5, 3)))
    (past,) = JournalFile(path).load().changes.values()
    assert past.put == {"people": ((1, 3), (5, 5), (9, 9))}


def test_an_undone_change_leaves_its_numbers_used(path: Path) -> None:
    put(path, Person(1, "A"))
    put(path, Visit(1, (1,), START), Promise(1, 1, "a lamp"))
    journal = undo(path)
    assert [journal.next_id(table) for table in ("people", "visits", "promises")] == [2, 2, 2]
    assert journal.next_id("changes") == 3
    assert journal.visits.get(1) is None


def test_a_removed_record_leaves_its_number_used(path: Path) -> None:
    put(path, Person(1, "A"), Person(2, "B"))
    journal, _ = saved(path, Change("remove", removed=(("people", 2),)))
    assert journal.next_id("people") == 3
    assert JournalFile(path).load().next_id("people") == 3


def test_undo_twice_goes_one_further_back_and_then_there_is_nothing_left(path: Path) -> None:
    put(path, Person(1, "A"))
    put(path, Person(1, "B"))
    assert [p.name for p in undo(path).people.values()] == ["A"]
    journal = undo(path)
    assert list(journal.people) == []
    with pytest.raises(Refused, match="There is nothing to undo"):
        saved(path, Change("undo", undoes=1))


def test_undo_gives_back_a_person_with_the_visits_that_stayed(path: Path) -> None:
    put(path, Person(1, "A"), Visit(1, (1,), START))
    saved(path, Change("remove", removed=(("people", 1),)))
    journal = undo(path)
    assert tallies_of(journal) == tallies_from_scratch(journal)
    assert tallies_of(journal)[1].visits == 1


def test_undo_restores_the_bytes_of_the_tables(path: Path) -> None:
    put(path, *(Person(n, "A") for n in range(1, 20)), *(Visit(n, (n,), START) for n in range(1, 20)))
    before = snapshot(path)
    saved(path, Change("remove", removed=(("visits", 7), ("people", 1), ("people", 19))))
    put(path, Visit(20, (3, 4), START - timedelta(1)))
    undo(path)
    undo(path)
    assert snapshot(path) == before


def test_a_history_that_was_tampered_with_does_not_hang_undo() -> None:
    past = Past(1, NOON, "log", "", put={"visits": ((1, 10**17),), "people": ((3, 10**17),)})
    edits = edits_undoing(
        past, {"visits": of_documents({"2": {}, "4": {}}), "people": of_documents({"1": {}})}
    )
    assert edits.removed == {"visits": frozenset(("2", "4")), "people": frozenset()}


def test_a_record_both_put_and_removed_is_put(path: Path) -> None:
    put(path, Person(1, "A"))
    journal, _ = saved(path, Change("merge", put=(Person(1, "B"),), removed=(("people", 1),)))
    assert [p.name for p in journal.people.values()] == ["B"]
    assert [p.name for p in undo(path).people.values()] == ["A"]


def test_a_visit_that_names_someone_twice_counts_once_however_many_people_are_touched(path: Path) -> None:
    everybody = range(1, tallies.FEW_PEOPLE + 3)
    put(path, *(Person(n, "A") for n in everybody))
    put(path, Visit(1, (1, 1), START))
    put(path, *(Visit(n + 1, (n, n), START) for n in everybody))
    journal = JournalFile(path).load()
    assert tallies_of(journal) == tallies_from_scratch(journal)
    assert tallies_of(journal)[1].visits == 2


def test_a_longer_ceiling_brings_back_the_meetings_that_it_counts(path: Path) -> None:
    put(path, Person(1, "A"), *(Visit(n, (1,), START + timedelta(20 * n)) for n in range(1, 6)))
    assert len(tallies_of(JournalFile(path).load())[1].recent) == 2
    journal = put(path, Group(1, "g", ceiling=Ceiling(3, 90)))
    assert len(tallies_of(journal)[1].recent) == 5
    assert len(tallies_of(undo(path))[1].recent) == 2


def test_a_visit_is_logged_without_decoding_the_visits(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(path, Person(1, "A"), *(Visit(n, (1,), START) for n in range(1, 200)))
    decoded_ids: list[int] = []
    real = believed

    def counted(kind: type[Any], documents: Iterable[tuple[int, dict[str, Any]]]) -> Any:
        found = real(kind, documents)
        if kind is Visit:
            decoded_ids.extend(found)
        return found

    for module in (tallies, records):
        monkeypatch.setattr(module, "believed", counted)
    journal, applied = saved(path, putting(Visit(200, (1,), START + timedelta(1))))
    assert decoded_ids == [200]
    assert applied.tables["visits"]._documents is None
    assert tallies_of(journal)[1].visits == 200


def test_one_save_after_another_under_one_lock_keeps_both(path: Path) -> None:
    with JournalFile(path).writing() as open_journal:
        first, _ = open_journal.save(putting(Person(1, "A")), NOON)
        assert open_journal.journal is first
        open_journal.save(putting(Person(2, "B")), NOON)
    assert [p.name for p in JournalFile(path).load().people.values()] == ["A", "B"]


def test_saving_answers_what_it_made_and_the_journal_after_it(path: Path) -> None:
    change = Change("log", "V1 A", put=(Person(1, "A"),), people=(1,))
    journal, applied = saved(path, change)
    assert applied.past == Past(1, NOON, "log", "V1 A", (1,), {"people": ((1, 1),)})
    assert journal.latest_change == applied.past
    assert not journal.is_new


def test_the_moment_of_making_is_written_once(path: Path) -> None:
    put(path, Person(1, "A"))
    put(path, Person(2, "B"), now=datetime(2027, 1, 1, tzinfo=NOON.tzinfo))
    assert read(path)["meta"]["1"]["created_at"] == NOON.isoformat()


def test_blank_is_never_changed() -> None:
    assert BLANK.with_changes({"1": encoded(Person(1, "A"))}) is not BLANK
    assert isinstance(BLANK, LazyTable)
    assert BLANK.is_blank
