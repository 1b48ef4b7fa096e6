"""What cannot be understood is named with its place, never touched, and the newest good backup is offered."""

import json
import os
import shutil
import socket
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from store_made import NOON, put, putting, read, saved

from visitlog.model.errors import Damaged
from visitlog.model.journal import Change
from visitlog.model.records import Person, Promise, Visit
from visitlog.store import strict
from visitlog.store.journal_file import JournalFile
from visitlog.store.storage import JournalStorage
from visitlog.store.upgrade import SCHEMA


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "journal.json"
    put(path, Person(1, "A"), Person(2, "B", notes="two"), now=NOON - timedelta(1))
    put(path, Visit(1, (1,), date(2026, 3, 4)), Promise(1, 1, "a lamp"))
    return path


def line_of(path: Path, text: str) -> int:
    lines = path.read_text("utf-8").split("\n")
    (number,) = [n for n, line in enumerate(lines, 1) if line.startswith(text)]
    return number


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, text.count(old)
    path.write_text(text.replace(old, new), "utf-8")


def damage(path: Path) -> Damaged:
    """The damage that reading and writing alike report, having touched nothing."""
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(Damaged) as caught:
        JournalFile(path).load()
    with pytest.raises(Damaged) as again, JournalFile(path).writing():
        pytest.fail("a damaged journal was opened")
    assert str(again.value) == str(caught.value)
    assert again.value.values == caught.value.values
    assert caught.value.exit_code == 5
    assert str(path) in str(caught.value)
    if before is not None:
        assert path.read_bytes() == before
    return caught.value


BYTES: dict[str, tuple[Callable[[bytes], bytes], str, int | None]] = {
    "nothing": (lambda _: b"", "is empty, which no journal ever is.", None),
    "white space": (lambda _: b" \n\n", "is damaged at line 1: ", 1),
    "noughts": (lambda content: b"\0" * len(content), "is damaged at line 1: ", 1),
    "byte order mark": (lambda content: b"\xef\xbb\xbf" + content, "is damaged at line 1: ", 1),
    "utf-16": (
        lambda content: content.decode().encode("utf-16"),
        "is damaged at line 1: it is not text in UTF-8.",
        1,
    ),
    "latin-1": (
        lambda content: content.replace(b'"two"', b'"zw\xf6"'),
        "is damaged at line 7: it is not text in UTF-8.",
        7,
    ),
    "cut in the middle": (lambda content: content[: len(content) // 2], "is damaged at line ", None),
    "cut before the end": (lambda content: content[:-3], "is damaged at line ", None),
    "twice in a row": (lambda content: content + content, "is damaged at line ", None),
    "a conflict": (
        lambda content: content.replace(b'"2": {', b'<<<<<<< HEAD\n"2": {'),
        "is damaged at line 7: ",
        7,
    ),
}


@pytest.mark.parametrize(("change", "sentence", "line"), BYTES.values(), ids=BYTES)
def test_bytes_that_are_not_json_are_damage(
    path: Path, change: Callable[[bytes], bytes], sentence: str, line: int | None
) -> None:
    path.write_bytes(change(path.read_bytes()))
    found = damage(path)
    assert str(found).removeprefix(f"{path} ").startswith(sentence)
    if line is not None:
        assert found.values["line"] == line


def test_a_file_cut_anywhere_is_damage_and_never_an_older_journal(path: Path) -> None:
    content = path.read_bytes()
    for length in range(0, len(content) - 1, 7):
        path.write_bytes(content[:length])
        with pytest.raises(Damaged):
            JournalFile(path).load()
    path.write_bytes(content[:-1])  # without the last line's end it is whole
    assert len(JournalFile(path).load().people) == 2


TOO_DEEP = 254 - strict.SPARE_LEVELS + 1
ON_A_LINE: dict[str, tuple[str, str, str]] = {
    "NaN": ('"two"', "NaN", ""),
    "infinity": ('"two"', "Infinity", ""),
    "a number beyond doubles": ('"two"', "1e999", ""),
    "a lone surrogate": ('"two"', '"\\ud800"', ""),
    "a raw line end in a text": ('"two"', '"t\two"', ""),
    "a field twice": ('"notes":"two"', '"notes":"two","notes":"three"', '"notes" stands twice in one object'),
    "a field twice, deeper": ('"two"', '{"a":{"b":1,"b":1}}', '"b" stands twice in one object'),
    "a number over 64 bits": ('"two"', "9223372036854775808", "the number 9223372036854775808 is too large"),
    "a number far over 64 bits": ('"two"', "1" + "0" * 300, f"the number 1{'0' * 29} is too large"),
    "a number far below": ('"two"', "-9223372036854775809", "the number -9223372036854775809 is too large"),
    "nesting": ('"two"', "[" * TOO_DEEP + "]" * TOO_DEEP, "it is nested too deep"),
    "nesting of 100,000": ('"two"', "[" * 100_000 + "]" * 100_000, ""),
}


@pytest.mark.parametrize(("old", "new", "problem"), ON_A_LINE.values(), ids=ON_A_LINE)
def test_what_parsers_disagree_on_is_damage_with_its_line(
    path: Path, old: str, new: str, problem: str
) -> None:
    line = line_of(path, '"2": {"name":"B"')
    replaced(path, old, new)
    found = damage(path)
    assert found.values["line"] == line
    assert str(found).startswith(f"{path} is damaged at line {line}: {problem}")


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_from_which_no_rhythm_can_be_counted_is_damage_with_its_line(path: Path, day: str) -> None:
    replaced(path, '"on":"2026-03-04"', f'"on":"{day}"')
    found = damage(path)
    assert found.values["line"] == line_of(path, '"1": {"people":[1],')
    assert found.values["problem"] == "not within the years 1000 to 8999"


def test_a_record_that_stands_twice_is_damage_with_the_line_of_the_second(path: Path) -> None:
    replaced(path, '"2": {"name":"B"', '"1": {"name":"B"')
    found = damage(path)
    assert found.values["line"] == line_of(path, '"1": {"name":"B"')
    assert found.values["problem"] == '"1" stands twice in one object'


def test_a_table_that_stands_twice_is_damage_with_the_line_of_the_second(path: Path) -> None:
    replaced(path, '"promises": {\n', '"people": {\n')
    found = damage(path)
    second = path.read_text().split("\n").index('"people": {', line_of(path, '"2": {"name":"B"')) + 1
    assert found.values["line"] == second


@pytest.mark.parametrize("old", ['"two"', '"notes":"two"', '"2": {"name":"B"'])
def test_unsound_files_of_one_line_are_damage_too(path: Path, old: str) -> None:
    new = {'"two"': "9" * 30, '"notes":"two"': '"a":1,"a":2', '"2": {"name":"B"': '"1": {"name":"B"'}[old]
    replaced(path, old, new)
    path.write_text(path.read_text().replace("\n", " "))
    found = damage(path)
    assert "line" not in found.values
    assert str(found).startswith(f"{path} is damaged: ")


SHAPES: dict[str, tuple[Any, str]] = {
    "a list": ([], "is not a journal: it holds no tables."),
    "a text": ("people", "is not a journal: it holds no tables."),
    "nothing": (None, "is not a journal: it holds no tables."),
    "a number": (5, "is not a journal: it holds no tables."),
    "no tables": ({}, "is not a journal: it holds no tables."),
    "a table of another kind": ({"people": []}, 'is not a journal: "people" is not a table.'),
    "another program's settings": ({"name": "visitlog"}, 'is not a journal: "name" is not a table.'),
    "a record of another kind": ({"people": {"1": []}}, 'is not a journal: record "1" of "people" is not a'),
    "a record without number": ({"people": {"A": {}}}, 'is not a journal: record "A" of "people" is not a'),
    "a record numbered nought": ({"people": {"0": {}}}, 'is not a journal: record "0" of "people" is not a'),
    "a number written oddly": ({"people": {"01": {}}}, 'is not a journal: record "01" of "people" is not a'),
    "a number too large": ({"people": {"1" * 19: {}}}, f'is not a journal: record "{"1" * 19}" of "people"'),
    "a schema that is none": (
        {"meta": {"1": {"schema": "1"}}},
        "is damaged: its schema number is not a number.",
    ),
    "a schema below nought": (
        {"meta": {"1": {"schema": -1}}},
        "is damaged: its schema number is not a number.",
    ),
    "a schema that is true": ({"meta": {"1": {"schema": True}}}, "is damaged: its schema number is not a"),
    "next ids of another kind": ({"meta": {"1": {"schema": 1, "next_ids": []}}}, 'is damaged: "next_ids" of'),
    "a next id of another kind": (
        {"meta": {"1": {"next_ids": {"people": "2"}}}},
        'is damaged: "next_ids" of',
    ),
    "a next id below one": ({"meta": {"1": {"next_ids": {"people": 0}}}}, 'is damaged: "next_ids" of'),
}


@pytest.mark.parametrize(("tables", "sentence"), SHAPES.values(), ids=SHAPES)
def test_json_of_another_shape_is_damage(path: Path, tables: Any, sentence: str) -> None:
    path.write_text(json.dumps(tables))
    assert str(damage(path)).removeprefix(f"{path} ").startswith(sentence)


def test_a_record_of_another_kind_is_damage_with_its_line(path: Path) -> None:
    line = line_of(path, '"2": {"name":"B"')
    text = path.read_text().split("\n")
    text[line - 1] = '"2": ["B"]'
    path.write_text("\n".join(text))
    assert str(damage(path)) == (
        f'{path} is not a journal: record "2" of "people", line {line}, is not a record.'
    )


@pytest.mark.parametrize("is_laid_out", [True, False])
def test_a_newer_schema_is_not_touched_and_says_what_to_do(path: Path, is_laid_out: bool) -> None:
    storage = JournalStorage(path)
    tables: Any = storage.read()
    if is_laid_out:
        newer = tables["meta"].with_changes({"1": tables["meta"]["1"] | {"schema": SCHEMA + 1}})
        storage.write_proven({**tables, "meta": newer})
    else:
        changed = read(path)
        changed["meta"]["1"]["schema"] = SCHEMA + 1
        path.write_text(json.dumps(changed, indent=4))
    assert str(damage(path)) == (
        f"{path} was written by a newer visitlog (schema {SCHEMA + 1}); update this one to open it."
    )


def test_what_is_no_regular_file_is_damage_and_never_waited_for(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pipe() -> None:
        os.mkfifo(path)

    def listening() -> None:
        with socket.socket(socket.AF_UNIX) as served:
            served.bind(str(path.relative_to(Path.cwd())))

    monkeypatch.chdir(path.parent)  # the name of a socket must be short
    for made in (path.mkdir, pipe, listening, lambda: path.symlink_to("/dev/null")):
        path.unlink()
        made()
        with pytest.raises(Damaged, match="is not a regular file; a journal must be one") as caught:
            JournalFile(path).load()
        assert caught.value.exit_code == 5
        if path.is_dir():
            path.rmdir()
            path.touch()


# What is offered instead


def test_damage_names_the_newest_backup(path: Path) -> None:
    path.write_bytes(b"")
    assert damage(path).values["backup"] == path.parent / "backups" / "journal-2026-03-05.json"


def test_damage_without_backups_names_none(path: Path) -> None:
    shutil.rmtree(path.parent / "backups")
    path.write_bytes(b"")
    assert damage(path).values["backup"] is None


def test_damage_names_the_newest_backup_that_is_good(path: Path) -> None:
    for days in (1, 2, 3):
        put(path, Person(1, f"A{days}"), now=NOON + timedelta(days))
    backups = path.parent / "backups"
    (backups / "journal-2026-03-08.json").write_bytes(b"{")
    (backups / "journal-2026-03-07.json").write_text('{"visits": {"1": {"on": "never", "people": []}}}')
    path.write_bytes(b"")
    assert damage(path).values["backup"] == backups / "journal-2026-03-06.json"


def test_damage_names_a_named_backup_when_that_is_the_newest(path: Path) -> None:
    journal = JournalFile(path)
    with journal.writing() as open_journal:
        journal.keep_before("import", NOON)
        open_journal.save(putting(Person(3, "C")), NOON)
    path.write_bytes(b"")
    assert (
        damage(path).values["backup"] == path.parent / "backups" / "journal-before-import-2026-03-05-1.json"
    )


def test_damage_names_no_backup_that_is_damaged_itself(path: Path) -> None:
    for backup in (path.parent / "backups").iterdir():
        backup.write_bytes(b"")
    path.write_bytes(b"")
    assert damage(path).values["backup"] is None


def test_an_empty_file_is_damage_also_where_nothing_was_before(tmp_path: Path) -> None:
    (tmp_path / "journal.json").touch()
    assert damage(tmp_path / "journal.json").values["backup"] is None


# What is no damage


def test_an_edit_that_leaves_a_journal_is_no_damage(path: Path) -> None:
    replaced(path, '"two"', '"drei"')
    person = JournalFile(path).load().people.get(2)
    assert person is not None
    assert person.notes == "drei"


def test_the_largest_whole_numbers_and_the_deepest_nesting_that_are_kept_are_kept(path: Path) -> None:
    deepest = 254 - strict.SPARE_LEVELS - 4
    deep = "[" * deepest + "]" * deepest
    replaced(path, '"two"', f'"two","x":[9223372036854775807,-9223372036854775808,{deep}]')
    before = read(path)["people"]["2"]["x"]
    put(path, Person(2, "C"))
    saved(path, Change("remove", removed=(("people", 2),)))
    changes = read(path)["changes"]
    assert changes["4"]["was"]["people"]["2"]["x"] == changes["3"]["was"]["people"]["2"]["x"] == before
