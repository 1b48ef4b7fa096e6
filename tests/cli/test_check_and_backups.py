"""`check`, `backup`, `backups`, `restore`: what is wrong is named and mended, and nothing is lost on the way."""

import json
import os
import re
import shlex
import subprocess
import tty
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB
from tinydb.table import Document

from conftest import TODAY, Real, Result, Vl
from visitlog.model.records import Person
from visitlog.render.check import SENTENCES, sentence
from visitlog.reports.check import CODES, Finding
from visitlog.store.journal_file import JournalFile
from visitlog.store.storage import JournalStorage

FINDING = {"code", "record", "text", "mendable"}
BACKUP = {"name", "path", "at", "kind", "people", "visits", "size", "readable"}
YESTERDAY, TOMORROW = "2026-11-22", "2026-11-24"


@pytest.fixture
def lane(lane: Vl) -> Vl:
    """The small journal, as private as visitlog itself makes it."""
    lane.journal.chmod(0o600)
    return lane


def backups_of(vl: Vl) -> Path:
    return vl.journal.parent / "backups"


def kept(vl: Vl) -> list[str]:
    return sorted(each.name for each in backups_of(vl).iterdir()) if backups_of(vl).exists() else []


def codes(told: Result) -> list[tuple[str, str | None]]:
    return [(one["code"], one["record"]) for one in told.data["findings"]]


@contextmanager
def tables(vl: Vl) -> Iterator[dict[str, dict[str, Any]]]:
    """The tables of the journal, to be changed as another program would, which leaves no proof."""
    found = json.loads(vl.journal.read_text("utf-8"))
    yield found
    vl.journal.write_text(json.dumps(found), "utf-8")


def prove(vl: Vl, name: str, changes: Mapping[str, dict[str, Any]]) -> None:
    """Changes fields of records as a fault of visitlog's own would: with the proof."""
    storage = JournalStorage(vl.journal)
    found: Any = storage.read()
    put = {id: {**found[name][id], **fields} for id, fields in changes.items()}
    storage.write_proven({**found, name: found[name].with_changes(put)})


def records(vl: Vl) -> dict[str, set[str]]:
    """The numbers in every table, but of the history."""
    found = json.loads(vl.journal.read_text("utf-8"))
    return {name: set(table) for name, table in found.items() if name not in ("meta", "changes")}


# check


def test_a_sound_journal_has_no_findings(lane: Vl) -> None:
    before = lane.bytes
    assert lane.ok("check", "--json").data == {"findings": [], "repaired": 0}
    assert lane.ok("check").out == ""
    assert "goes together" in lane.screen("check").out
    assert lane.ok("check", "--repair", "--json").data == {"findings": [], "repaired": 0}
    assert (lane.bytes, kept(lane)) == (before, [])


def test_the_demo_has_no_findings(vl: Vl) -> None:
    journal = vl.ok("demo", "--json").data["journal"]
    assert vl("--journal", journal, "check", "--json").data["findings"] == []


def test_before_there_is_a_journal_nothing_is_found_and_nothing_is_made(vl: Vl) -> None:
    assert vl.ok("check", "--json").data["findings"] == []
    assert not vl.journal.parent.exists()


def test_a_wrong_tally_is_found_and_mended_though_the_proof_agrees(lane: Vl) -> None:
    right = lane.table("people")
    tally = {**right["1"]["tally"], "visits": 7}
    prove(lane, "people", {"1": {"tally": tally}, "5": {"tally": {"visits": 1}}})
    wrong = lane.bytes
    told = lane("check", "--json")
    assert (told.code, codes(told)) == (1, [("tally", "1"), ("tally", "5")])
    assert all("Ada Oak" in one["text"] or "Dan Fir" in one["text"] for one in told.data["findings"])
    assert lane.bytes == wrong
    mended = lane.ok("check", "--repair", "--json")
    assert (codes(mended), mended.data["repaired"]) == (codes(told), 2)
    assert lane.table("people") == right
    assert lane.ok("check", "--json").data["findings"] == []
    assert kept(lane) == [f"journal-{TODAY}.json", f"journal-before-repair-{TODAY}-1.json"]
    assert (backups_of(lane) / f"journal-before-repair-{TODAY}-1.json").read_bytes() == wrong


def test_a_low_next_number_is_found_and_raised_though_the_proof_agrees(lane: Vl) -> None:
    numbers = lane.table("meta")["1"]["next_ids"]
    prove(lane, "meta", {"1": {"next_ids": {**numbers, "visits": 10, "people": 3}}})
    told = lane("check", "--json")
    assert (told.code, codes(told)) == (1, [("next_id", None), ("next_id", None)])
    assert ['"people" would be 3' in one["text"] for one in told.data["findings"]] == [True, False]
    assert lane.ok("check", "--repair", "--json").data["repaired"] == 2
    raised = lane.table("meta")["1"]["next_ids"]
    assert {name: raised[name] for name in ("visits", "people")} == {"visits": 11, "people": 7}


def test_what_another_program_wrote_is_named_and_taken_over(lane: Vl) -> None:
    with TinyDB(lane.journal, encoding="utf-8") as db:
        db.table("visits").insert({"people": [1, 2], "on": "2026-11-22"})
    told = lane("check", "--json")
    assert codes(told) == [("changed_outside", None), ("next_id", None), ("tally", "1"), ("tally", "2")]
    assert lane.ok("check", "--repair", "--json").data["repaired"] == 4
    assert lane.ok("check", "--json").data["findings"] == []
    assert lane.ok("show", "ada", "--json").data["person"]["standing"]["last_met"] == "2026-11-22"


def test_a_promise_stays_theirs_though_another_program_put_its_fields_in_another_order(vl: Vl) -> None:
    vl.ok("add", "Ada Oak")
    vl.ok("promise", "ada", "a lamp", "--by", "friday")
    with TinyDB(vl.journal, encoding="utf-8") as db:
        promise = db.table("promises").get(doc_id=1)
        db.table("promises").truncate()
        person = promise.pop("person")
        db.table("promises").insert(Document({**promise, "person": person}, doc_id=1))
    vl.ok("add", "Ben Elm")  # and proves the file as it stands
    assert [one["id"] for one in vl.ok("brief", "ada", "--json").data["promises_by_us"]] == ["P1"]
    vl.ok("done", "P1")


def test_a_change_by_hand_that_leaves_all_counts_right_is_named(lane: Vl) -> None:
    lane.journal.write_bytes(lane.journal.read_bytes().replace(b"knee better", b"knee bitter"))
    assert codes(lane("check", "--json")) == [("changed_outside", None)]


def test_a_journal_without_any_of_our_bookkeeping_is_taken_over(vl: Vl) -> None:
    vl.journal.parent.mkdir(mode=0o700)
    vl.journal.write_text(
        '{"people": {"4": {"name": "Ada"}}, "visits": {"2": {"people": [4], "on": "2026-11-01"}}}'
    )
    vl.journal.chmod(0o600)
    assert codes(vl("check", "--json")) == [("changed_outside", None)]
    vl.ok("check", "--repair")
    assert vl.ok("check", "--json").data["findings"] == []
    assert vl.table("people")["4"]["tally"]["visits"] == 1
    vl.ok("add", "Ben")
    assert set(vl.table("people")) == {"4", "5"}


def test_repair_mends_what_leads_nowhere_and_loses_no_record_and_undo_takes_it_back(lane: Vl) -> None:
    with tables(lane) as found:
        found["visits"]["1"]["people"] = [44]
        found["visits"]["2"] |= {"matter": 8, "people": [1, 45]}
        found["promises"]["1"]["visit"] = 99
        found["promises"]["2"]["person"] = 46
        found["people"]["2"]["groups"] = ["business", "choir"]
    before = records(lane)
    told = lane("check", "--json")
    assert codes(told) == [
        ("changed_outside", None),
        ("unknown_person", "V1"),
        ("unknown_person", "V2"),
        ("unknown_person", "P2"),
        ("unknown_visit", "P1"),
        ("unknown_matter", "V2"),
        ("unknown_group", "2"),
        ("tally", "3"),
    ]
    assert lane.ok("check", "--repair", "--json").data["repaired"] == 8
    after = records(lane)
    assert after == before | {"people": before["people"] | {"44", "46"}}
    assert lane.table("people")["44"]["tally"]["visits"] == 1
    assert lane.table("visits")["2"]["people"] == [1]
    assert lane.table("people")["2"]["groups"] == ["business"]
    assert lane.ok("check", "--json").data["findings"] == []
    lane.ok("add", "Fay Birch")
    assert "47" in lane.table("people")
    lane.ok("undo")
    assert lane.ok("undo").out.startswith("Taken back: check --repair 44 46 2 V2 P1")
    assert records(lane) == before
    assert len(codes(lane("check", "--json"))) == 6


def test_repair_leaves_what_only_a_person_can_decide_and_says_so(lane: Vl) -> None:
    with tables(lane) as found:
        found["visits"]["1"]["on"] = "2027-01-01"
        found["people"]["2"] |= {"name": "Ada Oak", "household": "3-201"}
    lane.ok("check", "--repair")
    told = lane("check", "--json")
    assert (told.code, codes(told)) == (1, [("in_the_future", "V1"), ("entered_twice", "2")])
    assert [one["mendable"] for one in told.data["findings"]] == [False, False]
    assert told.data["findings"][1]["text"].endswith("visitlog merge 2 1")
    again = lane.ok("check", "--repair", "--json")
    assert (codes(again), again.data["repaired"]) == (codes(told), 0)


def test_repair_joins_leave_noted_twice_and_undo_parts_it_again(lane: Vl) -> None:
    lane.ok("pause", "--me", "--from", "2026-10-01", "--until", "2026-10-05", "--why", "flu")
    lane.ok("pause", "--me", "--from", "2026-10-06", "--until", "2026-10-09", "--why", "holiday")
    with tables(lane) as found:
        found["leaves"]["2"]["first"] = "2026-10-04"
    before = lane.table("leaves")
    assert codes(lane("check", "--json")) == [("changed_outside", None), ("leaves_overlap", None)]
    assert lane.ok("check", "--repair", "--json").data["repaired"] == 2
    (joined,) = lane.table("leaves").values()
    assert joined | {"uid": ""} == {
        "first": "2026-10-01", "last": "2026-10-09", "why": "flu; holiday", "uid": ""
    }  # fmt: skip
    assert lane.ok("check", "--json").data["findings"] == []
    assert "check --repair 2026-10-01 2026-10-09" in lane.ok("undo").out
    assert lane.table("leaves") == before


def test_a_repair_without_anything_to_mend_writes_nothing(lane: Vl) -> None:
    with tables(lane) as found:
        found["visits"]["1"]["on"] = "2027-01-01"
    lane.ok("check", "--repair")
    before, copies = lane.bytes, kept(lane)
    lane.ok("check", "--repair")
    assert (lane.bytes, kept(lane)) == (before, copies)


def test_modes_that_are_too_open_are_found_and_closed_without_touching_the_journal(lane: Vl) -> None:
    lane.ok("backup")
    (copy,) = backups_of(lane).iterdir()
    before = lane.bytes
    for place, mode in ((lane.journal, 0o640), (copy, 0o604), (backups_of(lane), 0o755)):
        place.chmod(mode)
    told = lane("check", "--json")
    assert codes(told) == [("open_mode", None)] * 3
    texts = " ".join(one["text"] for one in told.data["findings"])
    assert all(f"{place} (mode" in texts for place in (lane.journal, copy, backups_of(lane)))
    assert lane.ok("check", "--repair", "--json").data["repaired"] == 3
    modes = [place.stat().st_mode & 0o777 for place in (lane.journal, copy, backups_of(lane))]
    assert modes == [0o600, 0o600, 0o700]
    assert (lane.bytes, len(kept(lane))) == (before, 1)


def test_a_folder_in_which_others_can_write_is_left_to_its_owner(lane: Vl) -> None:
    lane.journal.parent.chmod(0o755)
    assert lane.ok("check", "--json").data["findings"] == []
    lane.journal.parent.chmod(0o777)
    assert codes(lane("check", "--json")) == [("open_folder", None)]
    lane.ok("check", "--repair")
    assert lane.journal.parent.stat().st_mode & 0o777 == 0o777
    lane.journal.parent.chmod(0o1777)
    assert lane.ok("check", "--json").data["findings"] == []


def test_what_could_not_be_mended_is_not_said_to_be(lane: Vl, monkeypatch: pytest.MonkeyPatch) -> None:
    lane.journal.chmod(0o644)
    monkeypatch.setattr(Path, "chmod", lambda *_, **__: None)
    told = lane.ok("check", "--repair")
    assert lane.ok("check", "--repair", "--json").data["repaired"] == 0
    assert [row[0] for row in told.rows] == ["mendable"]


def test_a_backup_that_can_not_be_read_is_found(lane: Vl) -> None:
    lane.ok("backup")
    (copy,) = backups_of(lane).iterdir()
    copy.write_bytes(b"{")
    told = lane("check", "--json")
    assert codes(told) == [("unreadable_backup", None)]
    assert str(copy) in told.data["findings"][0]["text"]
    lane.ok("check", "--repair")
    assert copy.read_bytes() == b"{"


def test_what_an_editor_wrote_and_nobody_saved_is_found_with_the_way_to_it(lane: Vl) -> None:
    before = lane.bytes or b""
    editor = lane.home / "editor"
    editor.write_text(
        f'#!/bin/sh\necho "# of mine" >> "$1"; touch "$1.swp"; printf "{{" > "{lane.journal}"\n'
    )
    editor.chmod(0o700)
    for words in (("log", "ada", "-e"), ("edit", "V1")):
        sed = f'#!/bin/sh\nsed -i "s/^note = .*/note = \'mine\'/" "$1"; printf "{{" > "{lane.journal}"\n'
        editor.write_text(editor.read_text() if words[0] == "log" else sed)
        assert lane(*words, env={"EDITOR": str(editor)}).code == 5
        lane.journal.write_bytes(before)
    told = lane("check", "--json")
    assert (told.code, codes(told)) == (1, [("unsaved_note", None), ("unsaved_form", "V1")])
    note, form = (
        Path(re.findall(r"\S+/journal.json.drafts/[^\s;,]+", f["text"])[0]) for f in told.data["findings"]
    )
    lane.ok("log", "ada", "-", stdin=note.read_text())
    assert "# of mine" in (lane.bytes or b"").decode()
    assert "mine" in form.read_text()
    assert lane.ok("check", "--repair", "--json").data["repaired"] == 0
    for draft in (note, form):
        draft.unlink()
    assert lane.ok("check").code == 0


def test_a_journal_that_is_gone_while_its_backups_are_there_is_found(lane: Vl) -> None:
    lane.ok("backup")
    lane.journal.unlink()
    told = lane("check", "--json")
    assert (told.code, codes(told)) == (1, [("no_journal", None)])
    lane.ok("check", "--repair")
    assert not lane.journal.exists()
    lane.ok("restore", "--yes")
    assert lane.ok("check", "--json").data["findings"] == []


def test_check_of_a_damaged_journal_is_refused_and_nothing_is_mended(lane: Vl) -> None:
    lane.journal.write_bytes(b"{")
    for words in (("check",), ("check", "--repair")):
        assert "is damaged at line 1" in lane.refuses(5, *words)
    assert kept(lane) == []


def test_findings_on_a_screen_say_what_to_do(lane: Vl) -> None:
    with tables(lane) as found:
        found["visits"]["1"] |= {"on": "2027-01-01", "matter": 5}
    told = lane.screen("check")
    assert told.code == 1
    assert "by hand   V1  it is on Fri 1 Jan 2027, which has not come yet: visitlog edit V1" in told.out
    assert "mendable  V1  it names the matter M5, which is not there" in told.out
    assert told.err == "3 findings can be mended without losing a record: visitlog check --repair\n"
    told = lane.screen("check", "--repair")
    assert "mended   V1  it names the matter M5" in told.out
    assert told.err == "3 findings were mended\n"
    assert lane("check").rows == [
        ["by hand", "V1", "it is on Fri 1 Jan 2027, which has not come yet: visitlog edit V1 --on DAY"]
    ]


def test_many_findings_are_cut_on_a_screen_and_all_there_for_programs(lane: Vl) -> None:
    with tables(lane) as found:
        found["visits"] |= {str(n): {"people": [1], "on": "2027-01-01"} for n in range(50, 80)}
    assert "... and 13 more: --all" in lane.screen("check").out
    assert "more: --all" not in lane.screen("check", "--all").out
    assert len(lane("check", "--json").data["findings"]) == 33
    assert len(lane("check", "--json", "-n", "3").data["findings"]) == 3
    assert len(lane("check").lines) == 33


def test_a_finding_of_a_sensitive_person_does_not_name_the_group(lane: Vl) -> None:
    with tables(lane) as found:
        found["people"]["6"]["groups"] = ["secret-choir"]
    told = lane("check", "--json")
    assert ("unknown_group", "6") in codes(told)
    assert "secret-choir" not in told.out
    assert "[withheld]" in told.out


def test_every_kind_of_finding_has_a_sentence_that_asks_for_what_the_finding_holds() -> None:
    assert set(SENTENCES) == set(CODES)
    text = sentence(Finding("tally", "1", {"person": Person(1, "A\x1b[31m")}))
    assert "\x1b" not in text


# backup


def test_backup_makes_a_copy_among_the_backups(lane: Vl) -> None:
    copy = lane.ok("backup", "--json").data["backup"]
    assert set(copy) == BACKUP
    assert (copy["name"], copy["people"], copy["visits"]) == (f"journal-by-hand-{TODAY}-1.json", 6, 10)
    assert (copy["kind"], copy["readable"]) == ("named", True)
    assert Path(copy["path"]).read_bytes() == lane.bytes
    assert copy["size"] == len(lane.bytes or b"")
    told = lane.ok("backup").out
    assert f"journal-by-hand-{TODAY}-2.json: 6 people, 10 visits" in told
    assert lane.ok("backup", "--quiet").out == ""


def test_backup_to_a_path_and_to_a_folder(lane: Vl) -> None:
    stick = lane.home / "stick"
    stick.mkdir()
    lane.ok("backup", str(stick / "mine.json"))
    lane.ok("backup", str(stick))
    lane.ok("backup", "~/stick/other.json")
    assert sorted(each.name for each in stick.iterdir()) == [
        f"journal-{TODAY}.json",
        "mine.json",
        "other.json",
    ]
    assert {each.read_bytes() for each in stick.iterdir()} == {lane.bytes}
    assert {each.stat().st_mode & 0o777 for each in stick.iterdir()} == {0o600}
    assert kept(lane) == []


def test_backup_replaces_nothing_and_makes_no_folder(lane: Vl) -> None:
    mine = lane.home / "mine.json"
    mine.write_text("mine")
    assert "is there already" in lane.refuses(1, "backup", str(mine))
    assert "is there already" in lane.refuses(1, "backup", str(lane.journal))
    assert "is not there" in lane.refuses(1, "backup", str(lane.home / "stick" / "x.json"))
    assert mine.read_text() == "mine"


def test_backup_list_is_a_slip_for_backups_and_makes_no_file(
    lane: Vl, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    told = lane("backup", "list")
    assert told.code == 2
    assert '"visitlog backups" lists the backups' in told.err
    assert not (tmp_path / "list").exists()
    lane.ok("backup", "./list")
    assert (tmp_path / "list").read_bytes() == lane.bytes


def test_backup_of_nothing_and_of_damage_is_refused(vl: Vl) -> None:
    assert "nothing to copy" in vl.refuses(1, "backup")
    assert list(vl.home.iterdir()) == []
    vl.ok("add", "Ada")
    vl.journal.write_bytes(b"")
    vl.refuses(5, "backup")
    vl.refuses(5, "backup", str(vl.home / "mine.json"))
    assert not (vl.home / "mine.json").exists()


# backups


def test_backups_are_listed_newest_first_with_what_is_in_them(lane: Vl) -> None:
    lane.ok("add", "Fay Birch", today=YESTERDAY)
    lane.ok("log", "fay", "hello")
    lane.ok("backup")
    (backups_of(lane) / f"journal-{TODAY}.json").write_bytes(b"{")
    found = lane.ok("backups", "--json").data["backups"]
    assert all(set(one) == BACKUP for one in found)
    assert [(one["name"], one["kind"], one["people"], one["visits"], one["readable"]) for one in found] == [
        (f"journal-by-hand-{TODAY}-1.json", "named", 7, 11, True),
        (f"journal-{TODAY}.json", "daily", None, None, False),
        (f"journal-{YESTERDAY}.json", "daily", 6, 10, True),
    ]
    assert found[0]["at"].startswith(f"{TODAY}T12:00:00")
    assert found[2]["at"].startswith("2026-11-20T12:00:00")
    rows = lane.ok("backups").rows
    assert [row[:2] for row in rows] == [[str(n), one["name"]] for n, one in enumerate(found, 1)]
    assert [row[-1] for row in rows] == ["readable", "unreadable", "readable"]
    assert len(lane.ok("backups", "-n", "1", "--json").data["backups"]) == 1


def test_backups_on_a_screen_fit_it(lane: Vl) -> None:
    lane.ok("backup")
    lane.ok("restore", "--yes")
    (backups_of(lane) / f"journal-by-hand-{TODAY}-1.json").write_bytes(b"{")
    for columns in (80, 50):
        told = lane.screen("backups", columns=columns)
        assert max(map(len, told.lines)) <= columns
        for words in (
            f"by-hand-{TODAY}-1",
            f"before-restore-{TODAY}-1",
            "can't be read",
            "20 Nov 2026 12:00",
        ):
            assert words in told.out
    assert "no backup yet" in lane.screen("--journal", str(lane.home / "x.json"), "backups").out


# restore


def lost_visit(vl: Vl) -> tuple[bytes, bytes]:
    """A journal with a backup by hand, to which a visit was added since: the backup's bytes, and its own."""
    vl.ok("backup")
    before = vl.journal.read_bytes()
    vl.ok("log", "ada", "tea")
    return before, vl.journal.read_bytes()


def test_restore_puts_the_newest_backup_back_and_keeps_what_was_there(lane: Vl) -> None:
    before, after = lost_visit(lane)
    told = lane.ok("restore", "--yes", "--json").data
    assert set(told) == {"restored", "kept", "difference"}
    assert told["restored"]["name"] == f"journal-by-hand-{TODAY}-1.json"
    assert told["difference"] == {"lost": {"visits": 1}, "gained": {}, "changed": 0}
    assert lane.bytes == before
    assert Path(told["kept"]).read_bytes() == after
    assert Path(told["kept"]).name == f"journal-before-restore-{TODAY}-1.json"


def test_the_confirmation_says_what_went_and_the_command_that_brings_it_back(lane: Vl) -> None:
    _, after = lost_visit(lane)
    out = lane.ok("restore", f"by-hand-{TODAY}-1", "--yes").out
    assert out.startswith(
        f"Restored journal-by-hand-{TODAY}-1.json: 6 people, 10 visits, last changed 20 Nov 2026"
    )
    assert "    lost: 1 visit\n" in out
    assert "history and undo are those of the restored journal" in out
    command = re.search(r"visitlog (restore .*)", out)
    assert command is not None
    out = lane.ok(*shlex.split(command[1]), "--yes").out
    assert lane.bytes == after
    assert "    back: 1 visit\n" in out


def test_after_restoring_history_is_that_of_the_backup(lane: Vl) -> None:
    lost_visit(lane)
    lane.ok("restore", "--yes")
    assert "V10 Eve Yew" in lane.ok("undo").out


@pytest.mark.parametrize("words", [(), ("--no-input",), (f"by-hand-{TODAY}-1",)])
def test_without_a_terminal_restore_needs_yes(lane: Vl, words: tuple[str, ...]) -> None:
    lost_visit(lane)
    before = kept(lane)
    assert lane.refuses(1, "restore", *words).endswith("say --yes.")
    assert kept(lane) == before


WHICH: dict[str, tuple[int, str]] = {
    "by-hand-2026-11-23-2": (3, "there is no backup"),
    "9": (3, "there is no backup"),
    "2020-01-01": (3, "there is no backup"),
    "no/such.json": (3, "no/such.json is not there"),
    "tomorrow": (2, ""),
    "2026-02-30": (2, ""),
}


@pytest.mark.parametrize("which", WHICH)
def test_a_backup_that_is_not_there_is_not_restored(lane: Vl, which: str) -> None:
    lost_visit(lane)
    code, about = WHICH[which]
    assert about in lane.refuses(code, "restore", which, "--yes")


@pytest.mark.parametrize("which", ["2", "yesterday", YESTERDAY, f"journal-{YESTERDAY}.json", "昨天"])
def test_a_backup_is_named_by_number_day_or_name(lane: Vl, which: str) -> None:
    lane.ok("add", "Fay Birch", today=YESTERDAY)
    lane.ok("add", "Gil Rowan")
    told = lane.ok("restore", which, "--yes", "--json").data
    assert told["restored"]["name"] == f"journal-{YESTERDAY}.json"
    assert told["difference"]["lost"] == {"people": 2}


def test_a_damaged_backup_is_refused_and_the_journal_stays(lane: Vl) -> None:
    lost_visit(lane)
    copy = backups_of(lane) / f"journal-by-hand-{TODAY}-1.json"
    copy.write_bytes(b"{")
    before = kept(lane)
    sentence = lane.refuses(5, "restore", copy.name, "--yes")
    assert str(copy) in sentence
    assert "newest good backup" not in sentence
    assert kept(lane) == before
    assert lane.ok("restore", "--yes", "--json").data["restored"]["name"] == f"journal-{TODAY}.json"


def test_without_any_good_backup_there_is_nothing_to_restore(vl: Vl) -> None:
    assert "holds no backup that can be read" in vl.refuses(3, "restore", "--yes")
    assert list(vl.home.iterdir()) == []


DAMAGE: dict[str, Callable[[Path], object]] = {
    "cut": lambda path: path.write_bytes(path.read_bytes()[:99]),
    "empty": lambda path: path.write_bytes(b""),
    "newer": lambda path: path.write_text('{"meta": {"1": {"schema": 999}}}'),
}


@pytest.mark.parametrize("flag", [False, True])
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_the_sentence_of_a_damaged_journal_ends_with_the_command_that_restores_it(
    lane: Vl, damage: Callable[[Path], object], flag: bool
) -> None:
    before, _ = lost_visit(lane)
    spaced = lane.journal.rename(lane.journal.with_name("a journal.json")) if flag else lane.journal
    if flag:
        for copy in backups_of(lane).iterdir():
            copy.rename(copy.with_name(copy.name.replace("journal", "a journal", 1)))
    damage(spaced)
    damaged = spaced.read_bytes()
    root = ("--journal", str(spaced)) if flag else ()
    sentence = lane.refuses(5, *root, "due")
    command = re.search(r"Nothing was changed; the newest good backup is (.+?): visitlog (.*)$", sentence)
    assert command is not None
    out = lane.ok(*shlex.split(command[2]), "--yes").out
    assert spaced.read_bytes() == before
    aside = backups_of(lane) / f"{spaced.stem}-before-restore-{TODAY}-1.json"
    assert aside.read_bytes() == damaged
    assert str(aside) in out
    assert "visitlog restore" not in out


def test_a_named_backup_that_is_damaged_is_not_the_one_that_is_offered(lane: Vl) -> None:
    lane.ok("add", "Fay Birch")
    lane.ok("backup")
    (backups_of(lane) / f"journal-by-hand-{TODAY}-1.json").write_bytes(b"[]")
    lane.journal.write_bytes(b"")
    assert lane.refuses(5, "due").endswith(f"visitlog restore journal-{TODAY}.json")


def test_text_in_names_of_files_is_harmless(lane: Vl) -> None:
    lane.journal = lane.journal.rename(lane.journal.with_name("j\x1b[31m.json"))
    lane.env["VISITLOG_JOURNAL"] = str(lane.journal)
    for words in (("backup",), ("backups",), ("restore", "--yes"), ("check",)):
        told = lane(*words)
        assert "\x1b" not in told.out + told.err


def answered(real: Real, answer: bytes, *words: str) -> Result:
    """Runs the installed command with a terminal for its input, on which somebody answers."""
    master, slave = os.openpty()
    tty.setraw(master)
    try:
        os.write(master, answer)
        process = subprocess.Popen(
            [real.command, *words],
            stdin=slave,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=real.env({"LC_ALL": "C.UTF-8"}),
        )
        out, err = process.communicate(timeout=60)
    finally:
        os.close(slave)
        os.close(master)
    return Result(process.returncode, out.decode(), err.decode())


@pytest.mark.parametrize("answer", ["YES\n", "是\n"])
def test_on_a_terminal_restore_asks_with_what_would_go_and_come(lane: Vl, real: Real, answer: str) -> None:
    before, _ = lost_visit(lane)
    told = answered(real, answer.encode(), "restore")
    assert told.code == 0, told
    assert f"journal-by-hand-{TODAY}-1.json: 6 people, 10 visits" in told.err
    assert "lost: 1 visit\n" in told.err
    assert told.err.endswith("[y/N] ")
    assert lane.bytes == before


@pytest.mark.parametrize("answer", ["\n", "yellow\n"])
def test_whoever_does_not_agree_keeps_the_journal(lane: Vl, real: Real, answer: str) -> None:
    _, after = lost_visit(lane)
    before = kept(lane)
    told = answered(real, answer.encode(), "restore")
    assert (told.code, told.out) == (1, "")
    assert told.err.endswith("visitlog: Nothing was restored.\n")
    assert (lane.bytes, kept(lane)) == (after, before)


def test_no_input_does_not_ask_on_a_terminal_either(lane: Vl, real: Real) -> None:
    lost_visit(lane)
    told = answered(real, b"y\n", "restore", "--no-input")
    assert (told.code, told.out) == (1, "")
    assert "say --yes" in told.err


def test_the_lock_is_not_held_while_a_person_is_asked(lane: Vl, real: Real) -> None:
    lost_visit(lane)
    master, slave = os.openpty()
    process = subprocess.Popen(
        [real.command, "restore"],
        stdin=slave,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=real.env(),
    )
    assert process.stderr is not None
    asked = b""
    while not asked.endswith(b"[y/N] "):
        asked += os.read(process.stderr.fileno(), 1000)
    lane.ok("log", "ben", "while it asks")
    meanwhile = lane.bytes
    os.write(master, b"y\n")
    out, _ = process.communicate(timeout=60)
    os.close(slave)
    os.close(master)
    assert process.returncode == 0
    assert b"Restored" in out
    aside = backups_of(lane) / f"journal-before-restore-{TODAY}-1.json"
    assert aside.read_bytes() == meanwhile
    assert len(JournalFile(lane.journal).load().visits) == 10
