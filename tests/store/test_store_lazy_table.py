"""A LazyTable is a dict of documents, whatever was done to it and whether or not it has been decoded."""

import re
import zlib
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from store_made import DOCUMENTS, PATIENT

from visitlog.store import lazy_table
from visitlog.store.lazy_table import Document, LazyTable, of_documents

Documents = dict[str, Document]

ids = st.integers(1, 60).map(str)
some_documents = st.dictionaries(ids, DOCUMENTS, max_size=3)
many_documents = st.dictionaries(ids, DOCUMENTS, min_size=10, max_size=40)


def joined(table: LazyTable) -> bytes:
    return b"".join(table.pieces())


def lines_of(documents: Documents) -> bytes:
    in_order = sorted(documents.items(), key=lambda item: int(item[0]))
    return b",\n".join(b'"%s": %s' % (id.encode(), orjson.dumps(document)) for id, document in in_order)


def inside_a_file(table: LazyTable) -> LazyTable:
    """The table as it is read from a file, between other lines that must not be looked at."""
    content = joined(table)
    before, after = b'{\n"people": {\n"3": {"name":"B"},\n', b',\n"4": {"name":"C"}\n}\n}\n'
    return LazyTable(before + content + after, len(before), len(before) + len(content))


class TableLikeADict(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.table = LazyTable()
        self.model: Documents = {}

    @initialize(documents=some_documents | many_documents)
    def laid_out(self, documents: Documents) -> None:
        self.table, self.model = of_documents(documents), dict(documents)

    @rule(documents=some_documents | many_documents)
    def put(self, documents: Documents) -> None:
        self.table = self.table.with_changes(documents)
        self.model |= documents

    @rule(document=DOCUMENTS)
    def append(self, document: Document) -> None:
        id = str(max(map(int, self.model), default=0) + 1)
        self.table = self.table.with_changes({id: document})
        self.model[id] = document

    @rule(removed=st.frozensets(ids, max_size=40))
    def remove(self, removed: frozenset[str]) -> None:
        self.table = self.table.with_changes({}, removed)
        self.model = {id: document for id, document in self.model.items() if id not in removed}

    @rule(data=st.data(), document=DOCUMENTS)
    def replace_one(self, data: st.DataObject, document: Document) -> None:
        if self.model:
            id = data.draw(st.sampled_from(sorted(self.model)))
            self.table = self.table.with_changes({id: document})
            self.model[id] = document

    @rule(where=st.sampled_from((0, -1)))
    def remove_the_first_or_last(self, where: int) -> None:
        if self.model:
            id = sorted(self.model, key=int)[where]
            self.table = self.table.with_changes({}, frozenset((id,)))
            del self.model[id]

    @rule(documents=some_documents, removed=st.frozensets(ids, max_size=8))
    def put_and_remove(self, documents: Documents, removed: frozenset[str]) -> None:
        self.table = self.table.with_changes(documents, removed)
        self.model = {id: d for id, d in self.model.items() if id not in removed} | documents

    @rule()
    def read_again_from_a_file(self) -> None:
        self.table = inside_a_file(self.table)

    @rule()
    def decode(self) -> None:
        assert dict(self.table.items()) == self.model

    @rule(id=ids)
    def look_up(self, id: str) -> None:
        assert (id in self.table) == (id in self.model)
        assert self.table.get(id) == self.model.get(id)

    @invariant()
    def holds_the_same(self) -> None:
        assert joined(self.table) == lines_of(self.model)
        assert self.table.crc == zlib.crc32(joined(self.table))
        assert len(self.table) == len(self.model)
        assert self.table.is_blank == (not self.model)


TableLikeADict.TestCase.settings = settings(PATIENT, max_examples=30, stateful_step_count=12)
test_a_table_is_a_dict_of_documents = TableLikeADict.TestCase


@given(some_documents | many_documents, st.lists(ids, max_size=80))
@settings(PATIENT, max_examples=50)
def test_every_look_up_agrees_with_the_documents(documents: Documents, wanted: list[str]) -> None:
    table = inside_a_file(of_documents(documents))
    for id in [*wanted, *documents, "0", "00", "1" * 30, "-1", "", "x", "٣", "01"]:
        assert table.get(id) == documents.get(id)
        assert (id in table) == (id in documents)
    assert table._documents is None
    assert list(table) == sorted(documents, key=int)
    assert table._documents is None
    assert list(table.items()) == sorted(documents.items(), key=lambda item: int(item[0]))
    assert list(table.values()) == [documents[id] for id in table]
    assert {id: table[id] for id in table} == documents


def test_a_look_up_decodes_one_line_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    table = of_documents({str(n): {"n": n} for n in range(1, 1000)})
    decoded: list[Any] = []
    monkeypatch.setattr(orjson, "loads", lambda text: decoded.append(bytes(text)))
    assert table["512"] is None
    assert decoded == [b'{"n":512}']
    assert "513" in table
    assert len(table) == 999
    assert decoded == [b'{"n":512}']


def test_an_appended_record_leaves_the_table_undecoded() -> None:
    table = of_documents({str(n): {"n": n} for n in range(1, 1000)})
    after = table.with_changes({"1000": {"n": 1000}})
    assert table._documents is None
    assert after._documents is None
    assert after["1000"] == {"n": 1000}
    assert joined(after).startswith(joined(table))


@pytest.mark.parametrize("many", [1, 2, lazy_table.FEW_LOOKUPS + 1, 500])
def test_replacing_few_or_many_lines_decodes_nothing(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    documents: Documents = {str(n): {"n": n} for n in range(1, 1000)}
    table = of_documents(documents)
    monkeypatch.setattr(orjson, "loads", None)
    new: Documents = {str(n): {"n": -n} for n in range(400, 400 + many)}
    gone = frozenset(("1", "999"))
    after = table.with_changes(new, gone)
    assert joined(after) == lines_of({id: d for id, d in (documents | new).items() if id not in gone})
    assert joined(table) == lines_of(documents)


def test_no_changes_leave_the_table_as_it_is() -> None:
    table = of_documents({"1": {}})
    assert table.with_changes({}) is table
    assert table.with_changes({}, frozenset(("2",))) is table


def test_a_record_that_comes_back_takes_its_place_in_the_order() -> None:
    table = of_documents({"1": {}, "9": {}, "10": {}})
    again = table.with_changes({}, frozenset(("9",))).with_changes({"9": {}})
    assert joined(again) == joined(table) == b'"1": {},\n"9": {},\n"10": {}'


@given(st.dictionaries(ids, st.sampled_from(("ab", "b", "a\nb", "")), max_size=20), st.integers(0, 3))
@settings(PATIENT, max_examples=50)
def test_matching_finds_each_line_once_and_in_order(notes: dict[str, str], appended: int) -> None:
    table = inside_a_file(of_documents({id: {"note": note, "again": note} for id, note in notes.items()}))
    for n in range(appended):
        table = table.with_changes({str(100 + n): {"note": "b"}})
        notes[str(100 + n)] = "b"
    found = list(table.matching(re.compile(rb"b")))
    assert [id for id, _ in found] == sorted((id for id, note in notes.items() if "b" in note), key=int)
    assert all(document["note"] == notes[id] for id, document in found)
    assert table._documents is None


def test_a_table_knows_which_records_were_touched_since_it_was_read() -> None:
    table = of_documents({"1": {}, "2": {}, "3": {}})
    assert table.touched == frozenset()
    later = table.with_changes({"2": {"a": 1}, "4": {}}).with_changes({}, frozenset("3"))
    assert later.touched == {"2", "3", "4"}
    assert table.with_changes({}, frozenset("9")) is table
