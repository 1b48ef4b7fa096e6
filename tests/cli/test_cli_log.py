"""`log`: a visit in one breath, with every flag, several people, and promises in the same breath."""

from typing import Any

import pytest

from conftest import TODAY, Vl


def logged(vl: Vl, *words: str, **how: Any) -> Any:
    """The visit that a log command records, as JSON."""
    return vl.ok("log", *words, "--json", **how).data["visit"]


def test_a_visit_is_today_at_home_a_drop_in_and_met_unless_said_otherwise(lane: Vl) -> None:
    visit = logged(lane, "ada")
    assert visit["on"] == TODAY
    assert (visit["form"], visit["place"], visit["result"]) == ("dropin", "home", "met")
    assert (visit["at"], visit["note"], visit["minutes"]) == (None, None, None)
    assert (visit["sensitive"], visit["alone"], visit["asked"]) == (False, False, False)
    assert visit["people"] == [{"id": 1, "name": "Ada Oak"}]


@pytest.mark.parametrize(
    ("flags", "field", "value"),
    [
        (["--on", "yesterday"], "on", "2026-11-22"),
        (["--on", "friday"], "on", "2026-11-20"),
        (["--on", "monday"], "on", "2026-11-23"),
        (["--on", "昨天"], "on", "2026-11-22"),
        (["--on", "上周三"], "on", "2026-11-18"),
        (["--on", "-2d"], "on", "2026-11-21"),
        (["--on", "2026-11-03 15:00"], "at", "15:00"),
        (["--on", "yesterday at 3pm"], "at", "15:00"),
        (["-f", "planned"], "form", "planned"),
        (["--form", "meeting"], "form", "meeting"),
        (["-f", "chance"], "form", "chance"),
        (["-f", "phone"], "form", "phone"),
        (["-f", "Drop-In"], "form", "dropin"),
        (["-f", "偶遇"], "form", "chance"),
        (["-f", "电话"], "form", "phone"),
        (["--place", "office"], "place", "office"),
        (["--place", "办公室"], "place", "office"),
        (["--place", "private"], "place", "private"),
        (["-r", "out"], "result", "out"),
        (["--result", "refused"], "result", "refused"),
        (["-r", "未遇"], "result", "out"),
        (["-r", "婉拒"], "result", "refused"),
        (["--minutes", "35"], "minutes", 35),
        (["--topic", "roof", "--topic", "pension"], "topics", ["roof", "pension"]),
        (["--topic", "roof", "--topic", "roof"], "topics", ["roof"]),
        (["--sensitive"], "sensitive", True),
        (["--alone"], "alone", True),
        (["--with", "Ivo", "--with", "Jan"], "companions", ["Ivo", "Jan"]),
        (["--approach", "listening first"], "approach", "listening first"),
        (["--went", "well"], "went", "well"),
        (["--went", "不灵"], "went", "poor"),
        (["--lesson", "ask about the cat"], "lesson", "ask about the cat"),
        (["--warmth", "warm"], "warmth", "warm"),
        (["--warmth", "冷淡"], "warmth", "cold"),
        (["--hospitality", "tea"], "hospitality", "tea"),
        (["--hospitality-declined", "a gift"], "hospitality_declined", "a gift"),
        (["--attire", "plain"], "attire", "plain"),
        (["--attire", "制服"], "attire", "uniform"),
        (["--asked"], "asked", True),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_every_flag_is_recorded(lane: Vl, flags: list[str], field: str, value: Any) -> None:
    assert logged(lane, "ada", *flags)[field] == value
    [shown] = lane.ok("show", "ada", "--json", "-n", "20").data["visits"][:1]
    recorded = next(v for v in lane.ok("show", "ada", "--json").data["visits"] if v["id"] == "V11")
    assert recorded[field] == value
    assert shown["on"] >= recorded["on"]


def test_the_words_of_the_note_need_no_quotes_and_may_stand_among_the_flags(lane: Vl) -> None:
    visit = logged(lane, "ada", "tea,", "-f", "planned", "knee", "better")
    assert (visit["note"], visit["form"]) == ("tea, knee better", "planned")


def test_a_note_in_quotes_is_kept_to_the_letter(lane: Vl) -> None:
    assert logged(lane, "ada", "two  spaces, a \ttab")["note"] == "two  spaces, a \ttab"


def test_a_moment_for_today_gives_the_visit_its_time(lane: Vl) -> None:
    assert logged(lane, "ada", today="2026-11-23T15:30")["at"] == "15:30"
    assert logged(lane, "ada", "--on", "yesterday", today="2026-11-23T15:30")["at"] is None


def test_the_confirmation_says_what_for_whom_which_day_when_next_and_how_to_undo(lane: Vl) -> None:
    lines = lane.ok(
        "log", "ada", "tea, knee better", "--on", "yesterday", "-p", "find a plumber @friday"
    ).lines
    assert lines[0] == "V11  Ada Oak, 3-201 · drop-in · Sun 22 Nov 2026"
    assert lines[1] == "    tea, knee better"
    assert lines[2] == "    P7  promised to Ada Oak, 3-201: find a plumber, by Fri 27 Nov 2026"
    assert lines[3] == "    next due Sun 29 Nov (every 7 days) · undo: visitlog undo"
    assert len(lines) == 4


def test_several_people_are_one_visit_and_each_is_told_when_they_are_next_due(lane: Vl) -> None:
    answer = lane.ok("log", "ada,王奶奶", "met by the gate", "--json").data
    assert [person["id"] for person in answer["visit"]["people"]] == [1, 3]
    assert [stand["person"]["id"] for stand in answer["standing"]] == [1, 3]
    assert len(lane.table("visits")) == 11
    lines = lane.ok("log", "ada,dan", "again").lines
    assert lines[0].startswith("V12  Ada Oak, 3-201; Dan Fir, 1-402 · ")
    assert any(line.strip().startswith("Dan Fir, 1-402: next due") for line in lines)


@pytest.mark.parametrize(
    "who", ["ada,dan", "ada, dan", "ada，dan", "ada、dan", "1,5", "dan,ada,dan", ",ada,,dan,"]
)
def test_people_are_parted_by_any_comma_and_each_counts_once(lane: Vl, who: str) -> None:
    assert {person["id"] for person in logged(lane, who)["people"]} == {1, 5}
    assert len(logged(lane, who)["people"]) == 2


def test_a_promise_to_several_is_one_promise_to_each(lane: Vl) -> None:
    promises = lane.ok("log", "ada,dan", "-p", "send the form @friday", "--json").data["promises"]
    assert [(promise["id"], promise["person"]["id"]) for promise in promises] == [("P7", 1), ("P8", 5)]


@pytest.mark.parametrize(
    ("typed", "text", "by"),
    [
        ("ask about the roof @friday", "ask about the roof", "2026-11-27"),
        ("ask about the roof@friday", "ask about the roof", "2026-11-27"),
        ("ask about the roof @ friday", "ask about the roof", "2026-11-27"),
        ("问房管所＠周五", "问房管所", "2026-11-27"),
        ("问房管所 ＠三天内", "问房管所", "2026-11-26"),
        ("write to ada@example.org @tomorrow", "write to ada@example.org", "2026-11-24"),
        ("a lamp @2026-12-01", "a lamp", "2026-12-01"),
        ("a lamp @within 3 days", "a lamp", "2026-11-26"),
        ("a lamp @today", "a lamp", "2026-11-23"),
        ("a lamp", "a lamp", None),
    ],
)
def test_a_promise_in_the_same_breath_has_its_words_and_its_day(
    lane: Vl, typed: str, text: str, by: str | None
) -> None:
    answer = lane.ok("log", "ada", "-p", typed, "--json").data
    [promise] = answer["promises"]
    assert (promise["text"], promise["by"], promise["first_by"]) == (text, by, by)
    assert (promise["visit"], promise["owed_by"]) == (answer["visit"]["id"], "us")
    assert (promise["status"], promise["made_on"]) == ("open", TODAY)


def test_several_promises_in_one_breath_are_all_kept(lane: Vl) -> None:
    promises = lane.ok("log", "dan", "-p", "a @friday", "--promise", "b", "--json").data["promises"]
    assert [promise["text"] for promise in promises] == ["a", "b"]


@pytest.mark.parametrize(
    "typed", ["@friday", "a lamp @someday", "a lamp @", "a lamp @yesterday", "", " ", "a lamp @03/04/2027"]
)
def test_a_promise_that_can_not_be_read_refuses_the_whole_log(lane: Vl, typed: str) -> None:
    lane.refuses(2, "log", "ada", "a note", "-p", "fine @friday", "-p", typed)


def test_a_dash_reads_the_note_from_standard_input(lane: Vl) -> None:
    text = "Erste Zeile — first line\n\n屋顶漏雨\n  indented, with trailing spaces"
    assert logged(lane, "ada", "-", stdin=text + "\n\n")["note"] == text


def test_a_note_from_standard_input_may_have_a_byte_order_mark(lane: Vl) -> None:
    assert logged(lane, "ada", "-", stdin=b"\xef\xbb\xbfhello")["note"] == "hello"


def test_a_dash_among_other_words_is_a_dash(lane: Vl) -> None:
    assert logged(lane, "ada", "tea", "-", "and", "cake", stdin="unread")["note"] == "tea - and cake"


def test_standard_input_that_is_not_text_is_refused(lane: Vl) -> None:
    assert "UTF-8" in lane.refuses(2, "log", "ada", "-", stdin=b"caf\xe9")


def test_a_note_too_long_to_read_is_refused_and_never_cut(lane: Vl) -> None:
    assert "4000000" in lane.refuses(2, "log", "ada", "-", stdin=b"x" * 4_000_001)


def test_the_editor_writes_the_note_and_begins_with_the_words_given(lane: Vl) -> None:
    script = lane.home / "editor"
    script.write_text('#!/bin/sh\nprintf "seen: " > "$1.new"; cat "$1" >> "$1.new"; mv "$1.new" "$1"\n')
    script.chmod(0o700)
    visit = logged(lane, "ada", "-e", "knee", "better", env={"EDITOR": str(script), "VISUAL": None})
    assert visit["note"] == "seen: knee better"


def test_visual_comes_before_editor_and_may_have_arguments(lane: Vl) -> None:
    env = {"VISUAL": "sed -i s/knee/hip/", "EDITOR": "false"}
    assert logged(lane, "ada", "--edit", "knee", env=env)["note"] == "hip"


@pytest.mark.parametrize(
    ("editor", "about"),
    [("false", "nothing was recorded"), ("no-such-editor-xyz", "EDITOR"), ("'", "EDITOR")],
)
def test_an_editor_that_fails_records_nothing(lane: Vl, editor: str, about: str) -> None:
    assert about in lane.refuses(1, "log", "ada", "-e", "knee", env={"EDITOR": editor})


def test_a_note_left_empty_in_the_editor_records_nothing(lane: Vl) -> None:
    assert "empty" in lane.refuses(1, "log", "ada", "-e", env={"EDITOR": "true"})


def test_the_draft_is_gone_after_the_editor(lane: Vl) -> None:
    drafts = lane.home / "drafts"
    drafts.mkdir()
    seen = lane.home / "seen"
    script = lane.home / "editor"
    script.write_text(f'#!/bin/sh\nstat -c "%a" "$1" > {seen}; echo "$1" >> {seen}\necho note > "$1"\n')
    script.chmod(0o700)
    logged(lane, "ada", "-e", env={"EDITOR": str(script)})
    mode, path = seen.read_text().split()
    assert mode == "600"
    assert not lane.home.joinpath(path).exists()


def test_no_input_forbids_the_editor(lane: Vl) -> None:
    assert "--no-input" in lane.refuses(2, "log", "ada", "-e", "--no-input", env={"EDITOR": "true"})


def test_a_talk_to_many_resets_nobodys_clock(lane: Vl) -> None:
    before = lane.ok("due", "--json").data["visits"]
    answer = lane.ok("log", "--area", "East Lane", "--heads", "12", "fire", "safety", "--json").data
    visit = answer["visit"]
    assert (visit["people"], visit["area"], visit["heads"]) == ([], "East Lane", 12)
    assert (visit["note"], visit["place"], answer["standing"]) == ("fire safety", "public", [])
    assert lane.ok("due", "--json").data["visits"] == before
    assert (
        lane.ok("log", "--area", "East Lane", "--heads", "3", "x")
        .lines[0]
        .startswith("V12  3 people in East Lane")
    )


@pytest.mark.parametrize(
    "line",
    [
        "log",
        "log --heads 3 note",
        "log --area Lane note",
        "log --area Lane --heads 0 note",
        "log --area Lane --heads -3 note",
        "log ada --minutes 0",
        "log ada --minutes -5",
        "log ada --minutes long",
        "log ada -f party",
        "log ada --place moon",
        "log ada -r maybe",
        "log ada --went fine",
        "log ada --warmth hot",
        "log ada --attire pyjamas",
        "log ada --on tomorrow",
        "log ada --on someday",
        "log ada --on 03/04/2026",
        "log ada --on 2026-02-30",
        "log ada -p",
        "log ada --frm phone",
        "log ada -5 degrees",
    ],
)
def test_a_log_that_makes_no_sense_is_misuse(lane: Vl, line: str) -> None:
    lane.refuses(2, *line.split(" "))


def test_a_promise_in_a_talk_to_many_is_misuse(lane: Vl) -> None:
    lane.refuses(2, "log", "--area", "Lane", "--heads", "3", "x", "-p", "a lamp @friday")


def test_an_empty_who_is_misuse(lane: Vl) -> None:
    for who in ("", " "):
        lane.refuses(2, "log", who, "note")


def test_an_attempt_leaves_the_due_day_and_says_when_to_try_again(lane: Vl) -> None:
    before = lane.ok("show", "ada", "--json").data["person"]["standing"]
    answer = lane.ok("log", "ada", "-r", "out", "--json").data["standing"][0]
    assert (answer["due_on"], answer["days_overdue"]) == (before["due_on"], before["days_overdue"])
    assert (answer["last_attempt"], answer["last_met"]) == (TODAY, before["last_met"])
    assert any("try again" in line for line in lane.ok("log", "ada", "-r", "out").lines)


def test_new_puts_an_unknown_person_into_the_notebook(lane: Vl) -> None:
    answer = lane.ok("log", "Fay Birch", "--new", "at the gate", "--json").data
    assert answer["visit"]["people"] == [{"id": 7, "name": "Fay Birch"}]
    assert lane.ok("show", "fay", "--json").data["person"]["standing"]["visits"] == 1
    lane.ok("undo")
    lane.refuses(3, "show", "fay")


def test_new_takes_those_who_are_known_as_they_are(lane: Vl) -> None:
    assert [p["id"] for p in logged(lane, "ada,Fay Birch", "--new")["people"]] == [1, 7]
    assert len(lane.table("people")) == 7


def test_without_new_nobody_is_made(lane: Vl) -> None:
    lane.refuses(3, "log", "Fay Birch", "at the gate")
    lane.refuses(3, "log", "ada,Fay Birch", "at the gate")


WARNINGS: tuple[tuple[str, str, str], ...] = (
    ("duplicate", "log ada --on 2026-11-10", "V5"),
    ("ceiling", "log ben", "ceiling is 1 in 30 days"),
    ("long_ago", "log dan --on 2026-09-01", "83 days ago"),
    ("many_promises", "log ada -p x", "late already"),
    ("id_number", "log dan 11010519491231002X", "identity number"),
    ("id_number", "log dan -p 11010519491231002X", "identity number"),
    ("refused_twice", "log 3 -r refused", "2 times"),
    ("sensitive_in_public", "log eve --place public", "in public"),
)


@pytest.mark.parametrize(("code", "line", "about"), WARNINGS, ids=[line for _, line, _ in WARNINGS])
def test_what_the_user_should_know_is_said_and_the_visit_recorded_all_the_same(
    lane: Vl, code: str, line: str, about: str
) -> None:
    lane.ok("log", "3", "-r", "refused", "--on", "2026-11-21")
    kept = lane.bytes
    assert kept is not None
    told = lane.ok(*line.split(" "))
    assert told.out.startswith("V12")
    notes = told.err.splitlines()
    assert notes
    assert all(note.startswith("note: ") for note in notes)
    assert any(about in note for note in notes)
    lane.journal.write_bytes(kept)
    answer = lane.ok(*line.split(" "), "--json")
    assert answer.err == ""
    assert code in [warning["code"] for warning in answer.data["warnings"]]
    assert all(set(warning) == {"code", "message"} for warning in answer.data["warnings"])


def test_an_ordinary_log_warns_of_nothing(lane: Vl) -> None:
    told = lane.ok("log", "dan", "fine", "--json")
    assert (told.data["warnings"], told.err) == ([], "")


def test_three_open_promises_to_one_person_warn(lane: Vl) -> None:
    assert lane.ok("log", "dan", "-p", "a", "-p", "b").err == ""
    assert "3 promises" in lane.ok("log", "dan", "-f", "phone", "-p", "c").err


def test_what_they_asked_for_does_not_count_to_a_ceiling(lane: Vl) -> None:
    assert lane.ok("log", "ben", "--asked", "--json").data["warnings"] == []
    used = lane.ok("log", "dan", "--json")
    assert used.data["warnings"] == []
    ceiling = lane.ok("show", "ben", "--json").data["person"]["standing"]["ceiling"]
    assert ceiling == {"visits": 1, "days": 30, "used": 1}


def test_a_phone_call_does_not_count_to_a_ceiling_nor_as_a_visit(lane: Vl) -> None:
    answer = lane.ok("log", "ben", "-f", "phone", "--json").data
    assert answer["warnings"] == []
    assert answer["standing"][0]["last_met"] == "2026-11-12"


def test_a_second_line_for_the_same_day_in_another_form_is_no_duplicate(lane: Vl) -> None:
    assert lane.ok("log", "ada", "--on", "2026-11-10", "-f", "phone", "--json").data["warnings"] == []
