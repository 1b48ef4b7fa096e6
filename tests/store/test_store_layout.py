"""The file is laid out one record a line, and no text inside it is ever taken for a mark of the layout."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from store_made import DOCUMENTS, NOON, PATIENT, TEXT, TRAPS, put, read

from visitlog.model.errors import Refused
from visitlog.model.records import Group, Person, Promise, Visit
from visitlog.store import layout
from visitlog.store.lazy_table import of_documents
from visitlog.store.storage import JournalStorage

GOLDEN = """{
"meta": {
"1": {"schema":1,"created_at":"2026-03-05T12:00:00+08:00","next_ids":{"people":3,"visits":2,"groups":2,\
"promises":2,"changes":2},"crc":{"groups":1605941227,"people":1223776650,"promises":1520048452,\
"changes":1735424575,"visits":2597125903,"meta":3987525817},"bytes":{"groups":41,"people":294,"promises":78,\
"changes":167,"visits":114}}
},
"groups": {
"1": {"key":"elder","every":7,"uid":"0d"}
},
"people": {
"1": {"name":"李奶奶","address":"3-201","status":"active","uid":"0a","tally":{"visits":1,\
"first_on":"2026-03-04","latest_on":"2026-03-04","last_met":{"dropin":"2026-03-04"},\
"recent":[["2026-03-04","dropin",false]],"met_id":1}},
"2": {"name":"Ann \\"Nan\\" O'Hara","status":"active","uid":"0b"}
},
"promises": {
"1": {"person":1,"text":"a lamp","by":"2026-03-07","status":"open","uid":"0e"}
},
"changes": {
"1": {"at":"2026-03-05T12:00:00+08:00","command":"log","summary":"a summary","people":[],\
"put":{"groups":[[1,1]],"people":[[1,2]],"promises":[[1,1]],"visits":[[1,1]]}}
},
"visits": {
"1": {"people":[1],"on":"2026-03-04","form":"dropin","place":"home","result":"met","note":"two\\nlines","uid":"0c"}
}
}
"""

tables_of_documents = st.dictionaries(
    TEXT, st.dictionaries(st.integers(1, 999).map(str), DOCUMENTS, max_size=4), min_size=1, max_size=4
)


def laid_out(tables: dict[str, dict[str, dict[str, Any]]]) -> bytes:
    pieces = ((name, of_documents(documents).pieces()) for name, documents in tables.items())
    return b"".join(layout.composed(pieces))


def test_a_small_journal_is_exactly_these_bytes(tmp_path: Path) -> None:
    put(
        tmp_path / "journal.json",
        Person(1, "李奶奶", uid="0a", address="3-201"),
        Person(2, 'Ann "Nan" O\'Hara', uid="0b"),
        Visit(1, (1,), date(2026, 3, 4), uid="0c", note="two\nlines"),
        Group(1, "elder", uid="0d", every=7),
        Promise(1, 1, "a lamp", uid="0e", by=date(2026, 3, 7)),
    )
    assert (tmp_path / "journal.json").read_bytes().decode() == GOLDEN


@given(tables_of_documents)
@example({"visits": {}, '"': {}, "a\\": {}})
@example({"visits": {str(n): {"note": trap} for n, trap in enumerate(TRAPS, 1)}})
@example({"first": {"1": {trap: trap for trap in TRAPS}}, "visits": {}})
@example({trap: {"1": {}} for trap in TRAPS})
@settings(PATIENT, max_examples=50)
def test_any_tables_are_found_by_the_sizes_of_their_lines(
    tables: dict[str, dict[str, dict[str, Any]]],
) -> None:
    content = laid_out({"meta": {"1": {}}, **tables})
    assert orjson.loads(content) == {"meta": {"1": {}}, **tables}
    start, end = layout.first_table(content, "meta")
    assert content[start:end] == b'"1": {}'
    sizes = {name: of_documents(documents).size for name, documents in tables.items()}
    spans, frame, whole = layout.framed(sizes, end + len(layout.CLOSED))
    assert whole == len(content)
    for name, (start, end) in spans.items():
        assert orjson.loads(b"{" + content[start:end] + b"}") == tables[name]
    assert all(content.startswith(expected, at) for at, expected in frame.items())
    assert sum(map(len, frame.values())) + sum(sizes.values()) + start_of_frame(content) == len(content)


def start_of_frame(content: bytes) -> int:
    return layout.first_table(content, "meta")[1] + len(layout.CLOSED)


def test_text_that_looks_like_the_layout_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    day = date(2026, 3, 1)
    put(path, Person(1, "A"), *(Visit(n, (1,), day, note=note) for n, note in enumerate(TRAPS, 1)))
    assert [document["note"] for document in read(path)["visits"].values()] == list(TRAPS)
    storage = JournalStorage(path)
    storage.read()
    assert storage.is_trusted


def test_a_file_without_any_table_is_still_json() -> None:
    assert orjson.loads(b"".join(layout.composed(()))) == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"{\n}\n",
        b'{"meta": {"1": {}}}',
        b'{\n"meta": {},\n"people": {\n"1": {}\n}\n}\n',
        b'{\n"meta": {\n"1": {}',
        b'{\n"people": {\n"1": {}\n}\n}\n',
        b'{\r\n"meta": {\r\n"1": {}\r\n}\r\n}\r\n',
    ],
)
def test_what_does_not_begin_with_meta_is_told_apart(content: bytes) -> None:
    with pytest.raises(layout.NotLaidOut):
        layout.first_table(content, "meta")


@pytest.mark.parametrize("indent", [None, 0, 1, 4])
def test_what_stock_json_lays_out_is_never_trusted(tmp_path: Path, indent: int | None) -> None:
    path = tmp_path / "journal.json"
    put(path, Person(1, "A"), Visit(1, (1,), date(2026, 3, 1)))
    path.write_text(json.dumps(read(path), indent=indent) + "\n")
    storage = JournalStorage(path)
    storage.read()
    assert not storage.is_trusted


def test_a_lone_surrogate_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    path = tmp_path / "journal.json"
    put(path, Person(1, "A"))
    before = path.read_bytes()
    with pytest.raises(Refused, match=r"^Nothing was recorded: record 2 can't be written as JSON"):
        put(path, Person(2, "\ud800"), now=NOON)
    assert path.read_bytes() == before


def test_a_record_is_found_on_its_line_and_a_table_on_its_own() -> None:
    content = laid_out({"people": {"1": {}, "12": {}}, "visits": {"2": {}, "12": {"note": '\n"12":'}}})
    lines = content.decode().split("\n")
    for table, id in (("people", ""), ("people", "1"), ("people", "12"), ("visits", "2"), ("visits", "12")):
        number = layout.line_number(content, table, id)
        assert number is not None
        assert lines[number - 1].startswith(f'"{id or table}": ')
        assert lines[: number - 1].count(f'"{table}": {{') == (1 if id else 0)
    assert layout.line_number(content, "people", "2") is None
    assert layout.line_number(content, "groups", "1") is None
    assert layout.line_number(b'{"people": {"1": {}}}', "people", "1") is None
