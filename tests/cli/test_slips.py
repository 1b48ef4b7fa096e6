"""Slips of a tired hand, and what is said of each: a door in a name, a shut door noted as met, the wrong two merged."""

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import Vl
from visitlog.render.text import width_of


@pytest.fixture
def street(vl: Vl) -> Vl:
    for name, door in (("Wang Xiuying", "3-201"), ("Deng Li", "3-104"), ("O'Brien Pat", "2-110")):
        vl.ok("add", name, "--door", door)
    return vl


def codes(vl: Vl, *words: str) -> list[str]:
    return [one["code"] for one in vl.ok(*words, "--json").data["warnings"]]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("add", "Sun", "Mei", "2-304", "newcomer"), ["door_in_name"]),
        (("add", "Sun Mei", "555-0177"), ["door_in_name"]),
        (("add", "Sun", "Mei", "--door", "2-304"), []),
        (("add", "Shop 7"), []),
        (("add", "Elisabeth II"), []),
        (("add", "wang xiu ying", "--door", "3-201"), ["same_name"]),
        (("add", "O’brien Pat"), ["same_name"]),
        (("add", "Wang Xiu"), []),
    ],
)
def test_what_looks_wrong_of_a_new_name_is_said(
    street: Vl, words: tuple[str, ...], expected: list[str]
) -> None:
    assert codes(street, *words) == expected


@pytest.mark.parametrize("note", ["nobody home", "Not in.", "没人在家", "was out!", "no answer again"])
def test_a_shut_door_noted_as_met_is_asked_about(street: Vl, note: str) -> None:
    said = street.ok("log", "obrien", *note.split())
    assert said.err == "note: it is noted as met; if nobody was in: visitlog edit V1 -r out\n"
    street.ok("edit", "V1", "-r", "out")
    assert street.table("visits")["1"]["result"] == "out"


@pytest.mark.parametrize(
    "words",
    [("nobody home", "-r", "out"), ("nobody home to mend it",), ("out of coal",), ("not in pain today",)],
)
def test_other_notes_are_not_asked_about(street: Vl, words: tuple[str, ...]) -> None:
    assert codes(street, "log", "obrien", *words) == []


def test_a_promise_whose_day_lacks_its_sign_is_asked_about(street: Vl) -> None:
    said = street.ok("log", "deng", "lonely", "-p", "visit", "again", "next", "week")
    assert 'note: P1 has no day; if "next week" is meant: visitlog edit P1 --by "next week"' in said.err
    assert street.table("visits")["1"]["note"] == "lonely"
    assert street.table("promises")["1"]["text"] == "visit again next week"
    street.ok("edit", "P1", "--by", "next", "week", "--text", "visit", "again")
    assert codes(street, "log", "deng", "better", "-p", "visit again") == ["duplicate"]


@pytest.mark.parametrize(
    ("kind", "when", "on"),
    [
        ("birth", "saturday", "2026-11-21"),
        ("death", "周六", "2026-11-21"),
        ("birth", "2026-12-24", "2026-12-24"),
        ("birth", "tomorrow", "2026-11-24"),
        ("wedding", "saturday", "2026-11-28"),
        ("hospital", "saturday", "2026-11-28"),
        ("illness", "today", "2026-11-23"),
    ],
)
def test_news_of_what_has_happened_looks_back(street: Vl, kind: str, when: str, on: str) -> None:
    assert street.ok("event", "deng", kind, "--on", when, "--json").data["events"][0]["on"] == on


def test_an_area_that_is_known_is_whole_without_quotes(street: Vl) -> None:
    street.ok("area", "set", "East Lane", "--residents", "90")
    street.ok("log", "--area", "East", "Lane", "--heads", "30", "fire", "talk")
    street.ok("log", "--area", "West", "--heads", "30", "Lane", "talk")
    assert [(one["area"], one["note"]) for one in street.table("visits").values()] == [
        ("East Lane", "fire talk"), ("West", "Lane talk"),
    ]  # fmt: skip


def test_merging_two_who_have_nothing_in_common_is_asked_about(street: Vl) -> None:
    assert "moved along" not in street.ok("merge", "2", "1").out
    street.ok("undo")
    assert codes(street, "merge", "2", "1") == ["unlike"]
    street.ok("undo")
    street.ok("add", "wang xiu ying", "--door", "9-9")
    assert codes(street, "merge", "4", "1") == []


def test_the_lists_are_found_by_their_plain_names_and_help_by_its_own(street: Vl) -> None:
    for plural, usual in (
        ("matters", "matter list"), ("groups", "group list"), ("topics", "topic list"), ("areas", "area list"),
    ):  # fmt: skip
        assert street.ok(plural).out == street.ok(*usual.split()).out
        assert street.ok(plural, "--json").json() == street.ok(*usual.split(), "--json").json()
    assert street.ok("help", "log").out == street.ok("log", "--help").out
    assert street.ok("help").out == street.ok("--help").out
    assert street.ok("help", "matter", "open").out == street.ok("matter", "open", "--help").out


def test_before_there_is_a_journal_the_groups_are_told_of(vl: Vl) -> None:
    assert "The first person brings the groups" in vl.screen("group", "list").out
    assert "household" in vl.refuses(3, "add", "Ben", "-g", "shop")


@pytest.mark.parametrize(
    ("words", "about"),
    [
        (("book", "deng", "thursday", "3pm", "pension"), "thursday 3pm, pension"),
        (("move", "P1", "next", "mon", "office", "shut"), "next mon, office shut"),
        (("promise", "deng", "bring", "form", "friday"), "write @friday"),
        (("promise", "deng", "bring", "form", "by", "next", "friday"), "write @next friday"),
        (("promise", "deng", "bring", "form"), "--by is missing; see"),
        (("book", "deng", "tomorow", "10am"), 'did you mean "tomorrow 10am"'),
        (("move", "P1", "2w,", "shut"), "+2w"),
        (("when", "两周"), "两周后"),
        (("book", "deng", "tomorow", "10am", "residence", "card"), "tomorrow 10am, residence card"),
        (("book", "deng", "fryday,", "card"), 'did you mean "friday"'),
    ],
)
def test_a_day_that_is_nearly_right_is_told_how_to_write(
    street: Vl, words: tuple[str, ...], about: str
) -> None:
    street.ok("promise", "deng", "call", "@fri")
    assert about in street.refuses(2, *words)


@pytest.mark.parametrize("typed", ["M1", "m1", "1"])
def test_a_matter_is_named_with_its_letter_or_without(street: Vl, typed: str) -> None:
    street.ok("matter", "open", "deng", "noise")
    street.ok("log", "deng", "talked", "--matter", typed)
    assert street.table("visits")["1"]["matter"] == 1
    street.ok("matter", "close", typed)


def test_on_a_terminal_notes_and_errors_end_their_lines_between_words(street: Vl) -> None:
    seen, terminal = pty.openpty()
    env = {**os.environ, **street.env, "COLUMNS": "40"}
    command = str(Path(sys.executable).with_name("visitlog"))
    subprocess.run(
        [command, "log", "obrien", "nobody home"],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=terminal,
        check=True,
    )
    assert select.select([seen], [], [], 5)[0]
    lines = os.read(seen, 4096).decode("utf-8").splitlines()
    assert lines == ["note: it is noted as met; if nobody was", "in: visitlog edit V1 -r out"]
    os.close(terminal)
    os.close(seen)


def test_groups_are_told_by_their_names_where_keys_are_not_the_language(street: Vl) -> None:
    zh = {"VISITLOG_LANG": "zh_CN"}
    assert "商户" in street("add", "陈波", "-g", "店主", env=zh).err
    assert "独居高龄老人" in street("add", "陈波", "-g", "老人", env=zh).err
    assert "business" in street("add", "Chen Bo", "-g", "zzz").err


def test_a_chinese_name_has_no_gap_and_others_keep_theirs(street: Vl) -> None:
    street.ok("add", "何", "桂兰")
    street.ok("add", "Ada 王")
    street.ok("edit", "4", "--name", "何 桂 芳")
    assert [one["name"] for one in street.table("people").values()][3:] == ["何桂芳", "Ada 王"]


def test_a_length_before_a_reason_is_told_how_to_write(street: Vl) -> None:
    street.ok("promise", "deng", "call", "@fri")
    assert "2周后" in street.refuses(2, "move", "P1", "2周", "她不在家")
    assert "+2w" in street.refuses(2, "move", "P1", "2w", "shut")


def test_on_a_terminal_chinese_lines_end_where_they_may(street: Vl) -> None:
    seen, terminal = pty.openpty()
    env = {**os.environ, **street.env, "COLUMNS": "40", "VISITLOG_LANG": "zh_CN"}
    command = str(Path(sys.executable).with_name("visitlog"))
    subprocess.run(
        [command, "log", "obrien", "没人在家"],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=terminal,
        check=True,
    )
    assert select.select([seen], [], [], 5)[0]
    told = os.read(seen, 4096).decode("utf-8")
    assert all(width_of(line) <= 40 for line in told.splitlines())
    assert "visitlog edit V1 -r" in " ".join(told.split())
    os.close(terminal)
    os.close(seen)


def test_a_booking_that_is_settled_says_how_in_words(street: Vl) -> None:
    street.ok("book", "deng", "today")
    street.ok("missed", "1", "us")
    assert "A1 was missed by us already" in street.refuses(1, "missed", "A1", "them")


@pytest.mark.parametrize(
    ("line", "near"),
    [
        ("area set Mill Row --residents 120", "'Mill Row'"),
        ("topic set old age --place office", "'old age'"),
        ("people elder", "--group elder"),
    ],
)
def test_names_of_several_words_that_are_made_want_quotes(street: Vl, line: str, near: str) -> None:
    assert f"did you mean {near}?" in street.refuses(2, *line.split())


def test_somebody_is_exported_by_their_whole_name_to_the_file_named_last(street: Vl) -> None:
    for number, words in enumerate(
        ("--person deng li {}", "{} --person deng li", "--person deng {}", "--person wang xiuying {}")
    ):
        file = street.home / f"{number}.md"
        street.ok("export", *words.format(file).split())
        assert file.read_text("utf-8").startswith("# ")
    assert street.ok("export", "--person", "deng", "li", "--format", "md").out.startswith("# Deng Li")
    assert not Path("li").exists()


def test_areas_keep_their_headings_on_a_narrow_terminal(street: Vl) -> None:
    street.ok("area", "set", "East Lane", "--residents", "420")
    assert "live there 420" in street.screen("areas", columns=40).out


def test_a_text_without_quotes_in_the_settings_is_told_to_stand_in_them(street: Vl) -> None:
    settings = street.home / ".config" / "visitlog" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text('date_order = "dmy"\nfirst_screen = plan # mornings\n', "utf-8")
    assert 'line 2, can\'t be read (text stands in quotes: first_screen = "plan")' in street.refuses(2, "due")
    settings.write_text("holidays = [CN]\n", "utf-8")
    assert "line 1, can't be read (invalid value)" in street.refuses(2, "due")
