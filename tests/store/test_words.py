"""A text that is sought is found in the lines of records wherever folding would find it in their words."""

import json
from collections.abc import Callable
from datetime import date
from itertools import chain
from pathlib import Path

import orjson
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from store_made import PATIENT

from visitlog.model.folding import folded
from visitlog.model.records import Visit
from visitlog.store.codec import encoded
from visitlog.store.lazy_table import LazyTable, of_documents
from visitlog.store.records import StoredRecords
from visitlog.store.words import OTHERWISE, PLAIN, longest_plain

ODD = "éÉßİıſKﬁ⑳²Ａｂ３㈱㍻金⼈𝐚\u0301\u0327\u3000\xa0\u2028\u3099か\xad\ufeff"
SIGNS = "，。、：；？！（）“”‘’…—·《》「」【】 '.,-\"\\/\n\t"
texts = st.text(st.sampled_from("abKs39王秀人株金" + ODD + SIGNS), max_size=12)


def written_by_orjson(text: str) -> bytes:
    return orjson.dumps(text)


def written_by_stock_tinydb(text: str) -> bytes:
    return json.dumps(text).encode()


def written_by_somebody(text: str) -> bytes:
    """With escapes for some of what could stand as it is."""
    escaped = (
        json.dumps(one)[1:-1] if one in ODD or one in "K王" else orjson.dumps(one)[1:-1].decode()
        for one in text
    )
    return f'"{"".join(escaped)}"'.encode()


WRITERS = (written_by_orjson, written_by_stock_tinydb, written_by_somebody)


def containing(note: str, sought: str, write: Callable[[str], bytes]) -> bool:
    """Whether one record with this note is among those in which a text may stand."""
    lines = b",\n".join(
        b'"%d": {"people":[1],"on":"2026-03-05","note":%s}' % (id, write(text))
        for id, text in enumerate(("", note, ""), 1)
    )
    table = LazyTable(lines, 0, len(lines))
    kept: StoredRecords[Visit] = StoredRecords(Visit, table, "visits", Path("j"), is_proven=True)
    return note in [visit.note for visit in kept.containing(folded(sought))]


@given(texts, st.data(), st.sampled_from(WRITERS))
@example("a，b", None, written_by_orjson)
@settings(PATIENT, max_examples=400)
def test_whatever_folding_finds_is_looked_at(
    note: str, data: st.DataObject | None, write: Callable[[str], bytes]
) -> None:
    whole = folded(note)
    first = data.draw(st.integers(0, len(whole))) if data else 0
    last = data.draw(st.integers(first, len(whole))) if data else len(whole)
    sought = whole[first:last]
    assert folded(sought) not in whole or containing(note, sought, write)


def test_every_character_that_may_mean_a_plain_one_stands_out_unless_it_is_one() -> None:
    for character in map(chr, chain(range(0x80, 0xD800), range(0xE000, 0x30000))):
        vanishes = folded(f"a{character}b") == "ab"
        if (PLAIN.search(folded(character)) or vanishes) and not PLAIN.fullmatch(character):
            assert OTHERWISE.match(character.encode()), f"U+{ord(character):04X}"


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("the knee", b"knee"),
        ("3号楼 ab", "3号楼".encode()),
        ("“暖气”", "暖气".encode()),
        ("...", None),
        ("か", None),
        ("", None),
    ],
)
def test_the_longest_part_that_stands_as_it_is_is_sought(text: str, plain: bytes | None) -> None:
    assert longest_plain(text) == plain


@pytest.mark.parametrize(
    "note",
    [
        "膝盖好些了，女儿来。",
        "“好”（很好）：是？不！",
        "on two\nlines",
        'a "word"',
        "阿·卜…—《书》【注】、；",
    ],
)
@pytest.mark.parametrize("sought", ["zebra", "斑马"])
def test_common_signs_alone_are_no_reason_to_look(note: str, sought: str) -> None:
    assert not containing(note, sought, written_by_orjson)


def test_records_are_found_in_every_part_of_a_long_table(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("visitlog.store.lines.PART", 300)
    day = date(2026, 3, 5)
    found = [Visit(n, (1,), day, note="Zebra" if n % 7 == 0 else "tea") for n in range(1, 100)]
    table = of_documents({str(visit.id): encoded(visit) for visit in found})
    more = Visit(100, (1,), day, note="a ZEBRA again")
    kept: StoredRecords[Visit] = StoredRecords(
        Visit, table.with_changes({"100": encoded(more)}), "visits", Path("j")
    )
    assert [visit.id for visit in kept.containing("zebra")] == [*range(7, 100, 7), 100]
    assert "_all" not in vars(kept)
    assert len(list(kept.values())) == len(list(kept.containing("zebra"))) == 100
