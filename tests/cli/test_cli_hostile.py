"""Text that would act if it could: it comes back to the letter in JSON, and never acts in any mode nor in errors."""

import json
import subprocess
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Real, Vl, active_in, begin_lane
from hostile import HOSTILE, MODES

SCREENS = (
    "due",
    "people --all",
    "show 7",
    "visits",
    "promises --all",
    "find e",
    "summary",
    "history",
    "group list",
    "summary --split group",
    "summary --split area",
    "summary --split topic",
)


def fill(vl: Vl, text: str) -> None:
    """Makes the small journal, with the text in every field that takes any text."""
    vl.start(begin_lane)
    vl.ok("group", "set", "odd", "--every", "3d", "--label-en", text, "--label-zh", text, "--source", text)
    fields = ("--door", "--address", "--area", "--phone", "--alias", "--best-time", "--note")
    vl.ok("add", text, "-g", "odd", *[word for field in fields for word in (field, text)], today="2026-01-01")
    visit = ("--topic", "--with", "--approach", "--lesson", "--hospitality", "--hospitality-declined")
    flags = [word for field in visit for word in (field, text)]
    vl.ok("log", "7", text, "-p", f"{text} @2026-11-21", *flags, today="2026-11-20")
    vl.ok("promise", "7", text, "--by", "tomorrow")
    vl.ok("move", "P7", "2026-11-22", "--why", text)
    vl.ok("drop", "P8", "--why", text)
    vl.ok("log", "--area", text, "--heads", "9", text)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_text_comes_back_to_the_letter_in_json(vl: Vl, text: str) -> None:
    vl.start(fill, text)
    answer = vl.ok("show", "7", "--json")
    assert active_in(answer.out) == set()
    data = answer.data
    person, [visit], promises = data["person"], data["visits"], data["promises"]
    for field in ("phone", "address", "area", "household", "notes"):
        assert person[field] == text
    assert (person["aliases"], person["best_times"]) == ([text], [text])
    assert person["name"] == " ".join(text.split())
    for field in ("note", "lesson", "hospitality", "hospitality_declined"):
        assert visit[field] == text
    assert visit["approach"] == " ".join(text.split())
    assert (visit["topics"], visit["companions"]) == ([text], [text])
    assert {promise["text"] for promise in promises} == {text.strip()}
    moved = next(promise for promise in promises if promise["moves"])
    assert moved["moves"][0]["why"] == text.strip()
    dropped = next(promise for promise in promises if promise["status"] == "dropped")
    assert dropped["why"] == text.strip()
    group = vl.ok("group", "show", "odd", "--json").data["group"]
    assert (group["label"], group["source"]) == ({"en": text, "zh": text}, text)


def shows_nothing_active(vl: Vl, mode: str) -> None:
    """Fails if any list shows anything active in this mode."""
    for line in SCREENS:
        told = vl(*line.split(), env=MODES[mode])
        assert (told.code, told.err) == (0, ""), line
        assert active_in(told.out, "\n\t" if mode == "piped" else "\n") == set(), line


@pytest.mark.parametrize("mode", ["piped", "screen"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_nothing_that_was_typed_ever_acts_in_a_list(vl: Vl, text: str, mode: str) -> None:
    vl.start(fill, text)
    shows_nothing_active(vl, mode)


@pytest.mark.parametrize("mode", MODES)
def test_nothing_acts_in_any_mode_when_all_of_it_comes_together(vl: Vl, mode: str) -> None:
    vl.start(fill, " ".join(HOSTILE.values()))
    shows_nothing_active(vl, mode)


@pytest.mark.parametrize("mode", ["piped", "screen"])
@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_nothing_that_was_typed_ever_acts_in_a_confirmation(vl: Vl, text: str, mode: str) -> None:
    vl.start(fill, text)
    for words in (
        ("log", "7", text, "-p", f"{text} @friday"),
        ("done", "P7"),
        ("undo",),
        ("group", "show", "odd"),
        ("find", text.strip() or "x"),
        ("group", "remove", "odd"),
    ):
        told = vl(*words, env=MODES[mode])
        assert told.code == 0
        assert active_in(told.out + told.err, "\n\t" if mode == "piped" else "\n") == set(), words


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_errors_and_their_lists_never_act(vl: Vl, text: str) -> None:
    vl.start(fill, text)
    vl.ok("promise", "7", f"{text} again", "--by", "friday")
    vl.ok("add", f"{text} again", "--alias", "twin")
    vl.ok("add", f"{text} once more", "--alias", "twin")
    for words in (
        ("log", f"nobody{text}"),
        ("show", "twin"),
        ("done", "7"),
        ("done", text),
        (f"x{text}",),
        ("due", f"--x{text}"),
        ("due", f"x{text}"),
        ("due", "--days", text),
        ("due", "-g", f"no{text}"),
        ("group", f"x{text}"),
        ("group", "show", f"x{text}"),
        ("log", "ada", "--on", text),
        ("log", "ada", "-f", text),
        ("log", "ada", "-p", f"lamp @{text}"),
        ("add", "Fay", "--every", text),
        ("add", "Fay", "--birthday", text),
        ("summary", "--period", text),
        ("summary", "--month", text),
        ("remove", text),
        ("when", text),
        ("--journal", f"/dev/null/{text}/x", "add", "Fay"),
        ("log", "ada", "-e"),
    ):
        before = vl.bytes
        told = vl(*words, env={"EDITOR": f"no-such-editor{text}"})
        assert told.code in (1, 2, 3, 4, 5), words
        assert active_in(told.err) == set(), words
        assert told.err.startswith("visitlog: ")
        assert "Traceback" not in told.err
        assert "failed in" not in told.err, words
        answer = vl("--json", *words, env={"EDITOR": f"no-such-editor{text}"})
        assert active_in(answer.out) == set(), words
        assert json.loads(answer.out)["kind"] == "error"
        assert vl.bytes == before


def test_a_long_text_in_an_error_is_cut_short(lane: Vl) -> None:
    for words in (("show", "x" * 10_000), ("when", "x" * 10_000), ("x" * 10_000,), ("due", "y" * 10_000)):
        assert len(lane(*words).err) < 300


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30)
)
def test_any_text_is_kept_or_refused_in_one_sentence(lane: Vl, text: str) -> None:
    told = lane("--json", "log", "--new", "--", text, text)
    assert active_in(told.out + told.err) == set()
    if told.code:
        sentence = told.json()["error"]["message"]
        assert told.code in (2, 3, 4)
        assert told.err.splitlines()[0] == f"visitlog: {sentence}"
        return
    visit: Any = told.data["visit"]
    note = "" if text.strip() == "-" else text.strip()  # a lone - is what standard input holds: nothing here
    assert visit["note"] == (note or None)
    plain = lane.ok("visits", "-n", "1")
    assert plain.out.count("\n") == 1
    assert active_in(plain.out, "\n\t") == set()


def test_a_name_is_kept_on_one_line(lane: Vl) -> None:
    assert lane.ok("add", " Fay\n\tBirch ", "--json").data["person"]["name"] == "Fay Birch"


def test_an_argument_that_is_not_text_is_refused_in_one_sentence(lane: Vl, real: Real) -> None:
    before = lane.bytes
    for words in ((b"log", b"ada", b"caf\xe9"), (b"\xc3\x28",), (b"due", b"--\xe9", b"--json")):
        told = real(*words)
        assert told.code == 2
        assert told.err == "visitlog: A word of the command is not valid UTF-8 text; type it again.\n"
    assert json.loads(told.out)["error"]["code"] == "misuse"
    assert lane.bytes == before


def test_an_argument_that_is_no_text_reaches_the_sentence_in_a_plain_locale_too(lane: Vl, real: Real) -> None:
    told = real("log", "ada", b"caf\xe9", env={"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0"})
    assert told.code == 2
    assert told.err.count("\n") == 1


def test_a_zero_byte_through_standard_input_is_kept_and_never_printed(lane: Vl) -> None:
    told = lane.ok("log", "ada", "-", stdin=b"a\0b\x1b[1mc")
    assert active_in(told.out) == set()
    assert lane.ok("visits", "-n", "1", "--json").data["visits"][0]["note"] == "a\0b\x1b[1mc"
    assert active_in(lane.ok("visits", "-n", "1").out, "\n\t") == set()


def test_a_note_of_a_megabyte_is_kept_to_the_letter(lane: Vl) -> None:
    note = "屋顶漏雨 roof\n" * 60_000
    assert len(note.encode()) > 1_000_000
    told = lane.ok("log", "ada", "-", stdin=note)
    assert len(told.out) < 500
    assert lane.ok("visits", "-n", "1", "--json").data["visits"][0]["note"] == note.strip()


def test_text_that_begins_with_a_dash_is_kept_after_two_dashes(lane: Vl) -> None:
    lane.ok("add", "--", "--json")
    assert (
        lane.ok("log", "--json", "--", "--json", "-p", "--why", "-2w").data["visit"]["note"] == "-p --why -2w"
    )
    assert (
        lane.ok("promise", "ada", "--by", "friday", "--json", "--", "-5", "kg").data["promise"]["text"]
        == "-5 kg"
    )


def test_a_time_ago_among_the_words_of_a_note_is_kept_as_typed(lane: Vl) -> None:
    visit = lane.ok("log", "ada", "-2w", "ago", "--lesson", "-3d", "--json").data["visit"]
    assert (visit["note"], visit["lesson"]) == ("-2w ago", "-3d")
    assert '"-2w"' in lane.refuses(2, "undo", "-2w")


def test_colour_codes_of_our_own_are_all_that_a_coloured_screen_holds(vl: Vl) -> None:
    vl.start(fill, HOSTILE["CSI"])
    out = vl.ok("due", env={"FORCE_COLOR": "1"}).out
    plain = vl.screen("due").out
    for code in ("\x1b[31mred", "\x1b[2J", "\x1b[1A"):
        assert code not in out
    assert "\\x1b[2J" in plain


def test_odd_settings_of_the_terminal_do_no_harm(lane: Vl) -> None:
    for env in (
        {"COLUMNS": "wide"},
        {"COLUMNS": "0"},
        {"COLUMNS": "-5"},
        {"COLUMNS": "99999999"},
        {"TERM": ""},
        {"VISITLOG_LANG": "../../etc"},
        {"VISITLOG_LANG": "", "LANG": "xx_YY"},
    ):
        told = lane("due", env={**env, "FORCE_COLOR": "1"})
        assert (told.code, told.err) == (0, ""), env
        assert len(told.out) < 100_000, env


def test_a_journal_path_that_is_no_text_is_refused_in_one_sentence(vl: Vl, real: Real) -> None:
    done = subprocess.run(
        [real.command, "due"],
        env={
            **{k.encode(): v.encode() for k, v in real.env().items()},
            b"VISITLOG_JOURNAL": b"/dev/null/\xff",
        },
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert done.returncode in (0, 1, 2, 5)
    assert b"Traceback" not in done.stderr
    assert b"failed in" not in done.stderr
