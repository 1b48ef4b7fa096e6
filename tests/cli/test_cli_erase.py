"""`erase`: no byte of somebody is left in the journal, its history, its backups and drafts; all else stays sound."""

import errno
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from test_check_and_backups import answered

from conftest import TODAY, Real, Result, Vl, begin_lane

SECRETS = (
    "Gwen Rowan",
    "罗婆婆",
    "gw\ten-7",
    "Zaun 9",
    "Nachtweg",
    "Hinterhof",
    "dämmrig",
    "zz-lesson",
    "zz-cake",
)
"""Words that stand nowhere but in what is told of one person; one of them JSON must escape."""

THEIRS = (
    (
        "2026-09-01",
        "add",
        "Gwen~Rowan --alias 罗婆婆 --phone gw\ten-7 --address Zaun~9 --area Nachtweg --door Hinterhof",
    ),
    ("2026-09-01", "edit", "gwen --note dämmrig --best-time zz-lesson"),
    (
        "2026-09-02",
        "log",
        "gwen dämmrig -p zz-cake~@2026-09-20 --lesson zz-lesson --topic zz-cake --with 罗婆婆",
    ),
    ("2026-10-03", "event", "gwen zz-cake --note zz-lesson"),
    ("2026-10-04", "book", "gwen 2026-12-01 --for zz-cake --note dämmrig"),
    ("2026-10-05", "matter", "open gwen zz-cake"),
    ("2026-10-06", "pause", "gwen --until 2026-10-20 --why zz-lesson"),
    ("2026-10-07", "move", "P7 2026-10-09 --why zz-lesson"),
    ("2026-10-08", "move", "A1 2026-12-02 --why zz-lesson"),
    ("2026-10-09", "log", "gwen zz-cake"),
    ("2026-11-01", "log", "gwen,ada zz-cake --lesson zz-lesson --approach zz-cake"),
    ("2026-11-02", "matter", "open gwen,ada zz-cake"),
    ("2026-11-03", "matter", "close M2 --outcome dämmrig"),
    ("2026-11-04", "book", "gwen,ada 2026-12-03 --for zz-cake"),
    ("2026-11-05", "edit", "gwen --note dämmrig,~still"),
    ("2026-11-06", "remove", "V12"),
    ("2026-11-07", "retire", "gwen moved"),
)
"""All that is told of Gwen in the journal: the day, the command, its words; ~ is a space inside a word."""


def begin_theirs(vl: Vl) -> None:
    """Makes the small journal, and a person in it of whom everything is told that can be."""
    vl.start(begin_lane)
    for today, command, words in THEIRS:
        vl.ok(command, *(word.replace("~", " ") for word in words.split(" ")), today=today)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of `full`, made once."""
    vl = Vl(tmp_path_factory.mktemp("erase"))
    begin_theirs(vl)
    vl.ok("backup")
    people = vl.home / "people.csv"
    people.write_text("name\nIda Palm\n", "utf-8")
    vl.ok("import", str(people), "--as", "people")
    return vl.journal.parent


@pytest.fixture
def full(vl: Vl, made: Path) -> Vl:
    """The journal of `begin_theirs`, with backups of every kind that hold her."""
    shutil.copytree(made, vl.journal.parent)
    return vl


def files(vl: Vl) -> Iterator[tuple[Path, bytes]]:
    """Every file in the journal's folder, with its name among the bytes."""
    for path in sorted(vl.journal.parent.rglob("*")):
        if path.is_file():
            yield path, str(path.relative_to(vl.home)).encode() + b"\n" + path.read_bytes()


def found(vl: Vl, words: tuple[str, ...] = SECRETS) -> set[str]:
    """Those of the words that stand in any file, in UTF-8 or as JSON escapes them."""
    told = b"".join(content for _, content in files(vl))
    spelled = {
        word: (word, json.dumps(word)[1:-1], json.dumps(word, ensure_ascii=False)[1:-1]) for word in words
    }
    return {word for word, forms in spelled.items() if any(form.encode() in told for form in forms)}


def backups_of(vl: Vl) -> list[Path]:
    return sorted((vl.journal.parent / "backups").iterdir())


def erased(vl: Vl, *words: str) -> Any:
    return vl.ok("erase", *words, "--yes", "--json").data


def test_no_byte_of_the_person_is_left_in_any_file(full: Vl) -> None:
    assert found(full) == set(SECRETS)
    assert {path.name.rpartition("-2026")[0] for path in backups_of(full)} == {
        "journal",
        "journal-by-hand",
        "journal-before-import",
    }
    told = erased(full, "gwen")
    assert found(full) == set()
    assert told["erased"] == {"id": 7, "name": "Gwen Rowan"}
    assert told["records"] == {
        "people": 1,
        "matters": 1,
        "events": 1,
        "appointments": 1,
        "promises": 1,
        "visits": 1,
    }
    assert (told["shared"], told["emptied"]) == (["M2", "A2", "V13"], ["M2", "A2", "V13"])
    assert told["left"] == {"mentions": [], "history": 0, "unreadable": [], "files": []}
    assert not list(full.journal.parent.rglob("*.tmp"))


def test_everybody_else_and_all_that_is_theirs_stays_as_it_was(full: Vl) -> None:
    before = {
        name: full.table(name) for name in ("people", "visits", "promises", "events", "groups", "topics")
    }
    erased(full, "gwen")
    for name, table in before.items():
        left = {id: record for id, record in full.table(name).items() if (name, id) != ("visits", "13")}
        assert left == {
            id: record
            for id, record in table.items()
            if (name, id) != ("visits", "13") and 7 not in (int(id) * (name == "people"), *people_in(record))
        }
    assert full.ok("check").code == 0


def people_in(record: Any) -> tuple[int, ...]:
    return (record["person"],) if "person" in record else tuple(record.get("people", ()))


def test_a_shared_record_stays_for_the_others_without_its_text(full: Vl) -> None:
    before = full.ok("show", "ada", "--json").data["person"]["standing"]
    erased(full, "gwen")
    visit, matter, booked = (
        full.table(name)[id] for name, id in (("visits", "13"), ("matters", "2"), ("appointments", "2"))
    )
    assert visit["people"] == matter["people"] == booked["people"] == [1]
    assert set(visit) <= {"people", "on", "form", "place", "result", "logged_at", "uid", "at"}
    assert (matter["title"], "outcome" in matter, "purpose" in booked) == ("[erased]", False, False)
    after = full.ok("show", "ada", "--json").data["person"]["standing"]
    assert after["last_met"] == before["last_met"]


def test_keep_shared_leaves_the_text_and_names_what_may_tell_of_them(full: Vl) -> None:
    full.ok("edit", "V13", "--note", "with Gwen Rowan and Ada")
    told = erased(full, "gwen", "--keep-shared")
    assert full.table("visits")["13"]["note"] == "with Gwen Rowan and Ada"
    assert full.table("visits")["13"]["people"] == [1]
    assert (told["emptied"], told["left"]["mentions"]) == ([], ["V13"])


def test_every_backup_is_sound_afterwards_and_can_be_restored(full: Vl) -> None:
    order = [row[1] for row in full.ok("backups").rows]
    erased(full, "gwen")
    rows = full.ok("backups").rows
    assert [row[1] for row in rows] == order
    assert {row[-1] for row in rows} == {"readable"}
    for path in backups_of(full):
        assert path.stat().st_mode & 0o777 == 0o600
        full.ok("restore", path.name, "--yes")
        assert full.ok("check").code == 0
        assert found(full) == set()


def test_what_others_did_can_still_be_undone_one_by_one(full: Vl) -> None:
    erased(full, "gwen")
    changes = full.ok("history", "--json", "-n", "100").data["changes"]
    assert [change["command"] for change in changes][-1] == "init"
    for change in changes:
        undone = full.ok("undo", "--json").data["undone"]
        assert (undone["command"], undone["summary"]) == (change["command"], change["summary"])
        assert full.ok("check").code == 0
        assert found(full) == set()
    assert "nothing to undo" in full.refuses(1, "undo")
    assert full.table("people") == {}


def test_the_number_of_somebody_erased_is_not_given_again(full: Vl) -> None:
    erased(full, "gwen")
    assert full.ok("add", "Jon Teak", "--json").data["person"]["id"] == 9
    assert "nobody is called" in full.refuses(3, "show", "gwen")


def test_without_a_terminal_it_needs_yes_and_writes_nothing(full: Vl) -> None:
    before = list(files(full))
    assert "say --yes" in full.refuses(1, "erase", "gwen")
    assert list(files(full)) == before
    full.refuses(3, "erase", "nobody at all", "--yes")
    full.refuses(4, "erase", "3-201", "--yes")
    full.refuses(2, "erase", " ", "--yes")
    assert list(files(full)) == before


def test_on_a_terminal_it_says_what_goes_and_what_it_cannot_reach(full: Vl, real: Real) -> None:
    before = list(files(full))
    told = answered(real, b"no\n", "erase", "gwen")
    assert (told.code, told.out) == (1, "")
    assert "1 person, 1 visit, 1 promise, 1 appointment, 2 records" in told.err
    assert "M2, A2, V13" in told.err
    assert "shell's history" in told.err
    assert told.err.endswith("[y/N] visitlog: Nothing was erased.\n")
    assert list(files(full)) == before
    assert answered(real, "是\n".encode(), "erase", "gwen").code == 0
    assert found(full) == set()


def test_remove_of_a_person_tells_of_erase(full: Vl) -> None:
    said = full.refuses(1, "remove", "gwen")
    for command in ("retire gwen", "merge gwen INTO", "erase gwen"):
        assert command in said


# Mentions.


def test_records_of_others_that_may_name_them_are_listed_and_stay(full: Vl) -> None:
    full.ok("log", "ben", "talked of gwen at length")
    full.ok("promise", "ben", "greet Gwen Rowan", "--by", "friday")
    full.ok("log", "ben", "annoyed by the growing noise")
    told = erased(full, "gwen")
    assert set(told["left"]["mentions"]) == {"V14", "P8"}
    assert full.table("promises")["8"]["text"] == "greet Gwen Rowan"


def test_what_was_promised_to_others_too_stays_a_promise_to_them_and_is_listed(full: Vl) -> None:
    full.ok("log", "gwen,ben", "-p", "oil the gate @friday")
    full.ok("move", "P9", "2026-11-30", "--why", "rain")
    assert erased(full, "gwen")["left"]["mentions"] == ["P9"]
    assert full.table("promises")["9"]["text"] == "oil the gate"


def test_mentions_empties_what_was_promised_to_others_too(full: Vl) -> None:
    full.ok("log", "gwen,ben", "-p", "oil the gate @friday")
    full.ok("move", "P9", "2026-11-30", "--why", "rain")
    told = erased(full, "gwen", "--mentions")
    assert (told["unsaid"], told["left"]["mentions"]) == (["P9"], [])
    assert full.table("promises")["9"]["text"] == "[erased]"
    assert found(full, ("oil the gate",)) == set()


def test_mentions_empties_what_names_them_in_full_everywhere(full: Vl) -> None:
    full.ok(
        "log",
        "ben",
        "talked of Gwen Rowan at length",
        "--with",
        "罗婆婆",
        "--with",
        "Kay",
        "-p",
        "greet gwen rowan",
    )
    full.ok("edit", "V14", "--note", "talked of GWEN ROWAN")
    full.ok("backup")
    told = erased(full, "gwen", "--mentions")
    assert set(told["unsaid"]) == {"V14", "P8"}
    visit = full.table("visits")["14"]
    assert ("note" in visit, visit["companions"]) == (False, ["Kay"])
    assert full.table("promises")["8"]["text"] == "[erased]"
    assert found(full, ("Gwen Rowan", "gwen rowan", "GWEN ROWAN", "罗婆婆")) == set()
    assert full.ok("check").code == 0


def test_a_namesake_is_somebody_else(full: Vl) -> None:
    full.ok("add", "Gwen Rowan", "--note", "the other one")
    full.ok("log", "9", "hers")
    full.ok("backup")
    before = full.table("people")["9"]
    told = erased(full, "7", "--mentions")
    assert full.table("people")["9"] == before
    assert full.table("visits")["14"]["note"] == "hers"
    assert told["left"]["mentions"] == []
    by_hand = json.loads((full.journal.parent / "backups" / f"journal-by-hand-{TODAY}-2.json").read_bytes())
    assert set(by_hand["people"]) == {"1", "2", "3", "4", "5", "6", "8", "9"}


def test_somebody_who_is_called_like_a_choice_takes_no_choice_with_them(lane: Vl) -> None:
    lane.ok("add", "Chance")
    lane.ok("log", "chance", "hello", "-f", "chance")
    lane.ok("log", "ada", "by chance", "-f", "chance")
    erased(lane, "chance", "--mentions")
    assert lane.table("visits")["12"]["form"] == "chance"
    assert "note" not in lane.table("visits")["12"]


# Those who were called otherwise, or are in the journal no more.


def test_whoever_was_merged_into_them_goes_from_older_backups_too(full: Vl) -> None:
    full.ok("add", "Frau Nebel", "--note", "zz-nebel")
    full.ok("log", "nebel", "zz-nebel-visit")
    full.ok("backup")
    full.ok("merge", "nebel", "gwen")
    full.ok("edit", "gwen", "--alias", "罗婆婆")
    erased(full, "gwen")
    assert found(full, (*SECRETS, "Nebel", "zz-nebel")) == set()


def test_earlier_names_are_hers_too(full: Vl) -> None:
    full.ok("edit", "gwen", "--name", "Gwen Tann", "--alias", "", today="2026-11-24")
    full.ok("log", "ben", "saw Gwen Rowan", today="2026-11-25")
    told = erased(full, "gwen")
    assert told["left"]["mentions"] == ["V14"]
    full.ok("remove", "V14")
    full.ok("undo")
    assert found(full, ("Gwen Tann", "Nachtweg")) == set()


def test_somebody_whom_only_backups_hold_can_be_erased_from_them(lane: Vl) -> None:
    lane.ok("add", "Gwen Rowan", "--note", "dämmrig")
    lane.ok("backup")
    lane.ok("undo")
    assert found(lane) == {"Gwen Rowan", "dämmrig"}
    told = erased(lane, "gwen")
    assert (told["records"], len(told["backups"])) == ({}, 1)
    assert found(lane) == set()
    lane.refuses(3, "erase", "gwen", "--yes")


def test_a_journal_that_another_program_wrote_is_cleaned_too(full: Vl) -> None:
    for path in (full.journal, *backups_of(full)):
        tables = json.loads(path.read_bytes())
        tables["meta"]["1"].pop("crc", None)
        for record in tables["people"].values():
            record.pop("uid", None)
        path.write_text(json.dumps(tables), "utf-8")
    assert found(full) == set(SECRETS)
    erased(full, "gwen")
    assert found(full) == set()
    assert full.ok("check").code == 0


# What goes wrong.


def test_a_damaged_backup_is_named_and_left_or_deleted(full: Vl) -> None:
    bad = full.journal.parent / "backups" / "journal-2026-11-04.json"
    bad.write_bytes(bad.read_bytes()[:-200])
    content = bad.read_bytes()
    assert erased(full, "gwen")["left"]["unreadable"] == [str(bad)]
    assert bad.read_bytes() == content
    full.ok("add", "Gwen Rowan")
    told = erased(full, "gwen", "--unreadable-too")
    assert (told["deleted"], told["left"]["unreadable"]) == ([str(bad)], [])
    assert not bad.exists()
    assert found(full) == set()


@pytest.mark.parametrize(("answer", "stays"), [(b"y\ny\n", False), (b"y\nn\n", True)])
def test_on_a_terminal_the_deleting_of_a_damaged_backup_is_asked_for_by_itself(
    full: Vl, real: Real, answer: bytes, stays: bool
) -> None:
    bad = full.journal.parent / "backups" / "journal-2026-11-04.json"
    bad.write_bytes(b"\xff\xfe")
    told = answered(real, answer, "erase", "gwen")
    assert told.code == 0
    assert bad.exists() == stays
    assert bad.name in told.out


@pytest.mark.parametrize("call", [0, 1, -2, -1])
def test_refused_half_way_it_can_be_said_again(full: Vl, call: int) -> None:
    calls = range(len(backups_of(full)))  # all but the one of before she was there, and the journal
    count, replace = iter(range(1000)), os.replace

    def replace_or_fail(source: Any, target: Any) -> None:
        if next(count) == calls[call]:
            raise OSError(errno.ENOSPC, "No space left on device")
        replace(source, target)

    with mock.patch("os.replace", replace_or_fail):
        told = full("erase", "gwen", "--yes")
    assert (told.code, told.out) == (1, "")
    assert told.err.startswith("visitlog: 7 Gwen Rowan, Hinterhof is not erased yet (")
    assert "No space left" in told.err or "no space left" in told.err
    assert full.table("people")["7"]["name"] == "Gwen Rowan"
    assert full.ok("check").code == 0
    erased(full, "gwen")
    assert found(full) == set()


def test_a_damaged_journal_is_left_alone(full: Vl) -> None:
    full.journal.write_bytes(full.journal.read_bytes()[:-10])
    before = list(files(full))
    assert full("erase", "gwen", "--yes").code == 5
    assert list(files(full)) == before


# Drafts, and what lies around.


def kept_draft(vl: Vl, script: str, *words: str) -> Path:
    """Leaves a draft behind: the editor writes, and then fails."""
    editor = vl.home / "ed"
    editor.write_text(f"#!/bin/sh\n{script}\nexit 1\n", "utf-8")
    editor.chmod(0o700)
    told = vl(*words, env={"EDITOR": str(editor)})
    assert told.code == 1
    return Path(told.err.rstrip(".\n").rpartition(" ")[2])


def test_drafts_of_hers_are_deleted_and_other_notes_named(full: Vl) -> None:
    hers = kept_draft(full, 'echo "# zz-cake" >> "$1"', "edit", "gwen")
    visit = kept_draft(full, 'echo "# zz-cake" >> "$1"', "edit", "V13")
    naming = kept_draft(full, 'echo "Gwen Rowan zz-cake" >> "$1"', "log", "ben", "-e")
    other = kept_draft(full, 'echo "the roof" >> "$1"', "log", "ben", "-e")
    ben = kept_draft(full, 'echo "# fine" >> "$1"', "edit", "ben")
    told = erased(full, "gwen")
    assert {*told["drafts"]} == {str(hers), str(visit), str(naming)}
    assert told["left"]["files"] == [str(other)]
    assert [path.is_file() for path in (hers, visit, naming, other, ben)] == [False, False, False, True, True]
    assert found(full) == set()


def test_what_a_killed_backup_left_goes_too(full: Vl) -> None:
    stale = full.journal.parent / "backups" / f".journal-by-hand-{TODAY}-7.json.123.tmp"
    stale.write_bytes(full.bytes or b"")
    (full.journal.parent / ".journal.json.99.tmp").write_bytes(full.bytes or b"")
    erased(full, "gwen")
    assert found(full) == set()


def test_other_files_beside_the_journal_that_name_them_are_told_of(full: Vl) -> None:
    copy = full.journal.with_name("journal.json~")
    copy.write_bytes(full.bytes or b"")
    told: Result = full.ok("erase", "gwen", "--yes")
    assert str(copy) in told.out
    assert found(full) == set(SECRETS)


def test_nobody_is_erased_while_it_is_not_known_which_backups_there_are(full: Vl) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(errno.EIO, "Input/output error")

    with mock.patch("os.listdir", refuse):
        assert "can't be looked into" in full.refuses(1, "erase", "gwen", "--yes")


def refused_after(count: int, folder: Path) -> Any:
    """What lists folders, but this one only so many times."""
    listed, left = os.listdir, iter(range(count))

    def call(path: Any = ".") -> list[str]:
        if Path(path) == folder and next(left, None) is None:
            raise PermissionError(errno.EACCES, "Permission denied")
        return listed(path)

    return mock.patch("os.listdir", call)


def test_nobody_is_erased_while_it_is_not_known_which_drafts_there_are(full: Vl) -> None:
    draft = kept_draft(full, 'echo "# zz-cake" >> "$1"', "edit", "gwen")
    for folder in (draft.parent, draft.parent.parent):
        with refused_after(0, folder):
            told = full.refuses(1, "erase", "gwen", "--yes")
        assert told.startswith(
            f"7 Gwen Rowan, Hinterhof is not erased yet (The folder {folder} can't be looked into"
        )
    assert draft.is_file()
    erased(full, "gwen")
    assert found(full) == set()


def test_a_folder_that_keeps_hidden_what_else_names_them_is_told_of(full: Vl) -> None:
    beside = full.journal.parent
    with refused_after(0, beside):
        told = full.ok("erase", "gwen", "--yes")
    assert f"{beside}\n" in told.out
    assert found(full) == set()
