"""How answers look: lines for programs, screens for eyes, colour only where it belongs, never too wide."""

import json
import re
import subprocess
from collections.abc import Mapping

import pytest

from conftest import Real, Vl, active_in, begin_lane, widest

QUESTIONS = (
    "due",
    "due --days 30",
    "people",
    "people --status all",
    "show ada",
    "show 王秀英",
    "visits",
    "promises --all",
    "summary",
    "summary --split group",
    "find a",
    "history",
    "group list",
    "group show corrections",
    "when friday",
    "path",
)
BOX = set("─│┌┐└┘├┤┬┴┼━┃╭╮╰╯═║+|")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@pytest.fixture
def street(vl: Vl) -> Vl:
    """The small journal with names and words of every width."""
    vl.start(begin_street)
    return vl


def begin_street(vl: Vl) -> None:
    """Makes the small journal, and adds people with names of every width to it."""
    vl.start(begin_lane)
    for name, door in (
        ("Émile Gräf", "9-101"),
        ("e\u0301toile Ne\u0301e", "9-102"),
        ("👩‍👩‍👧 Fam Cho", "9-103"),
        ("❤️ Heart", "9-104"),
        ("🏝️ Isle", "9-105"),
        ("欧阳诸葛司马上官夏侯东方皇甫尉迟公羊淳于", "十二号楼三单元二〇一室左手边那一家"),
        ("Ｆｕｌｌ Ｗｉｄｔｈ", "９－１０６"),
        ("ภาษาไทย", "9-107"),
        ("עברית שם", "9-109"),
        ("x" * 70, "y" * 40),
        ("zero\u200bwidth\u200dhere", "9-110"),
    ):
        vl.ok("add", name, "--door", door, "--area", door, today="2026-01-01")
        vl.ok(
            "log", name, "-p", f"{name} {'word ' * 12}@tomorrow", f"{name}: " + "长长的记录，没有空格。" * 8
        )


@pytest.mark.parametrize("line", QUESTIONS)
def test_piped_output_is_lines_of_fields_without_colour_or_box(lane: Vl, line: str) -> None:
    told = lane.ok(*line.split())
    assert told.out
    assert active_in(told.out, "\n\t") == set()
    assert not BOX - set("+|") & set(told.out)
    assert all(row == row.rstrip(" ") for row in told.lines)


@pytest.mark.parametrize(
    "line", [line for line in QUESTIONS if "group show" not in line and "summary" not in line]
)
def test_rows_of_one_kind_have_as_many_fields(lane: Vl, line: str) -> None:
    counts: dict[str, set[int]] = {}
    for row in lane.ok(*line.split()).rows:
        kind = row[0] if line.startswith(("due", "show", "find", "path")) else ""
        counts.setdefault(kind, set()).add(len(row))
    assert counts
    assert all(len(found) == 1 for found in counts.values())


PLAIN_WORLDS: tuple[tuple[str, tuple[str, ...], dict[str, str]], ...] = (
    ("--plain before", ("--plain", "due"), {"FORCE_COLOR": "1"}),
    ("--plain after", ("due", "--plain"), {"FORCE_COLOR": "1"}),
    ("TERM=dumb", ("due",), {"TERM": "dumb"}),
    ("NO_COLOR", ("due",), {"NO_COLOR": "1"}),
    ("FORCE_COLOR left empty", ("due",), {"FORCE_COLOR": ""}),
    ("COLUMNS", ("due",), {"COLUMNS": "40"}),
)


@pytest.mark.parametrize(
    ("words", "env"), [(w, e) for _, w, e in PLAIN_WORLDS], ids=[n for n, *_ in PLAIN_WORLDS]
)
def test_what_asks_for_plain_lines_gets_them(
    lane: Vl, words: tuple[str, ...], env: Mapping[str, str]
) -> None:
    assert lane.ok(*words, env=env).out == lane.ok("due").out


def test_force_color_colours_as_on_a_terminal(lane: Vl) -> None:
    coloured = lane.ok("due", env={"FORCE_COLOR": "1"}).out
    assert COLOUR.search(coloured)
    assert COLOUR.sub("", coloured) == lane.screen("due").out


def test_no_color_takes_every_code_away_and_keeps_the_screen(lane: Vl) -> None:
    out = lane.screen("due").out
    assert "\x1b" not in out
    assert "TO SEE" in out


def test_only_the_first_word_of_a_row_is_coloured(lane: Vl) -> None:
    out = lane.ok("due", env={"FORCE_COLOR": "1"}).out
    row = next(line for line in out.split("TO SEE")[1].splitlines() if "Ada Oak" in line)
    colours = [m.start() for m in re.finditer(r"\x1b\[[0-9;]*3[1-7][0-9;]*m", row)]
    assert len(colours) == 1
    assert row.index("overdue") > colours[0] > -1
    assert row.index("overdue") < row.index("Ada Oak")


@pytest.mark.parametrize("columns", [80, 60, 59, 40, 132])
@pytest.mark.parametrize("line", QUESTIONS)
def test_no_line_is_wider_than_the_screen(lane: Vl, line: str, columns: int) -> None:
    assert widest(lane.screen(*line.split(), columns=columns).out) <= columns


@pytest.mark.parametrize("columns", [80, 40])
@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(
    "line", ["due", "people --all", "visits --all", "promises --all", "find a --all", "summary", "history"]
)
def test_names_of_any_script_do_not_break_the_screen(street: Vl, line: str, lang: str, columns: int) -> None:
    out = street.screen(*line.split(), columns=columns, lang=lang).out
    assert widest(out) <= columns


@pytest.mark.parametrize("columns", [80, 40, 20])
def test_confirmations_are_no_wider_than_the_screen(street: Vl, columns: int) -> None:
    for words in (
        (
            "log",
            "7,8,9,10,11,12",
            "a note that goes on and on " * 5,
            "-p",
            "问房管所屋顶的事" * 9 + "@friday",
        ),
        ("promise", "12", "word " * 40, "--by", "friday"),
        ("done", "P7"),
        ("drop", "P8", "--why", "because"),
        ("move", "P9", "friday", "--why", "because"),
        ("undo",),
        ("remove", "V11"),
    ):
        out = street.screen(*words, columns=columns).out
        assert out
        assert widest(out) <= columns, words


def test_a_narrow_screen_stacks_records_and_a_wide_one_has_columns(lane: Vl) -> None:
    wide, narrow = lane.screen("people", columns=60).out, lane.screen("people", columns=59).out
    assert "standing" in wide.splitlines()[2]
    assert "standing" not in narrow
    assert "last met 10 Nov" in narrow
    assert re.search(r"^1 Ada Oak 3-201$", narrow, re.MULTILINE)


def test_a_screen_shows_about_twenty_rows_and_says_how_many_more(lane: Vl) -> None:
    for _ in range(30):
        lane.ok("log", "dan", "again")
    out = lane.screen("visits").out
    assert len([line for line in out.splitlines() if re.match(r"V\d", line)]) == 20
    assert "... and 20 more: --all" in out
    assert len(lane.screen("visits", "--all").out.splitlines()) >= 42


def test_the_end_of_a_narrow_screen_tells_of_all_that_was_left_out(lane: Vl) -> None:
    assert "... and 7 more: --all" in lane.screen("visits", "-n", "3", columns=40).out


@pytest.mark.parametrize(
    "line",
    [
        "add Fay",
        "log ben x",
        "promise ada lamp --by friday",
        "done P1",
        "drop P1 --why x",
        "move P1 friday --why x",
        "undo",
        "remove V1",
        "group remove elder",
        "group set elder --every 9d",
    ],
)
def test_quiet_says_nothing_when_all_went_well(lane: Vl, line: str) -> None:
    before = lane.bytes
    for words in (("--quiet", *line.split()), (*line.split(), "--quiet")):
        assert before is not None
        lane.journal.write_bytes(before)
        told = lane.ok(*words)
        assert told.out == ""
        assert lane.bytes != before


def test_quiet_still_says_what_went_wrong_and_what_to_know(lane: Vl) -> None:
    assert lane("--quiet", "log", "nobody at all").err.startswith("visitlog: nobody")
    assert lane.ok("--quiet", "log", "ben").err.startswith("note: ")


def test_quiet_with_json_answers(lane: Vl) -> None:
    assert lane.ok("log", "ada", "--quiet", "--json").json()["kind"] == "log"


def test_chinese_uses_no_sign_that_is_two_cells_wide_only_there(lane: Vl) -> None:
    """Some Chinese terminals draw these two cells wide, which breaks every column (SCREENS)."""
    for line in QUESTIONS:
        out = lane.screen(*line.split(), lang="zh").out
        assert not set("·─…×“”") & set(out), line


def test_the_language_is_that_of_the_environment(lane: Vl) -> None:
    def headline(**env: str | None) -> str:
        return lane("due", env={"FORCE_COLOR": "1", "NO_COLOR": "1", "VISITLOG_LANG": None, **env}).lines[0]

    assert headline(VISITLOG_LANG="zh").startswith("2026年11月23日")
    assert headline(LC_ALL="zh_CN.UTF-8").startswith("2026年")
    assert headline(LC_ALL="en_GB.UTF-8", LANG="zh_CN.UTF-8").startswith("Mon 23")
    assert headline(LC_MESSAGES="zh_TW", LANG="en_US").startswith("2026年")
    assert headline(LANG="zh-CN").startswith("2026年")
    assert headline(LANG="de_DE.UTF-8").startswith("Mon 23")
    assert headline(VISITLOG_LANG="en", LC_ALL="zh_CN.UTF-8").startswith("Mon 23")
    assert headline().startswith("Mon 23")


def test_json_and_plain_lines_do_not_change_with_the_language(lane: Vl) -> None:
    for line in ("visits", "promises --all", "people"):

        def data(lang: str, line: str = line) -> object:
            answer = lane.ok(*line.split(), "--json", env={"VISITLOG_LANG": lang}).out
            return [without_words(one) for one in json.loads(answer)["data"].values()]

        assert data("en") == data("zh")
    assert lane.ok("due", env={"VISITLOG_LANG": "zh"}).rows[0][:3] == ["promise", "late", "P1"]


def without_words(value: object) -> object:
    """A document without the sentences in it that are for people."""
    if isinstance(value, dict):
        return {key: without_words(one) for key, one in value.items() if key != "reason"}
    return [without_words(one) for one in value] if isinstance(value, list) else value


# -- in a process of its own: pipes, full disks, closed streams ------------------------------------------------


def piped(real: Real, line: str, reader: str) -> tuple[int, str, str]:
    """The exit code of the command when its output goes to this reader, what was read, and its errors."""
    script = f'"$0" {line} | {reader}; echo "code ${{PIPESTATUS[0]}}"'
    done = subprocess.run(
        ["bash", "-c", script, real.command], env=real.env(), capture_output=True, check=True, timeout=60
    )
    out, _, code = done.stdout.decode().rpartition("code ")
    return int(code), out, done.stderr.decode()


@pytest.mark.parametrize("line", ["people", "visits --json"])
def test_a_reader_that_leaves_early_is_no_error(lane: Vl, real: Real, line: str) -> None:
    for _ in range(3):
        lane.ok("log", "dan", "-", stdin="x" * 300_000)
    code, out, err = piped(real, line, "head -c 1")
    assert (code, len(out), err) == (0, 1, "")


def test_a_visit_is_recorded_even_if_nobody_hears_of_it(lane: Vl, real: Real) -> None:
    assert piped(real, "log dan one --on 2026-11-20", "true")[0] == 0
    with open("/dev/full", "wb") as full:
        told = real("log", "dan", "two", "--on", "2026-11-21", stdout=full)
    assert told.code == 1
    assert told.err == (
        "visitlog: The answer can't be printed (no space left on device); what was recorded stays recorded.\n"
    )
    closed = subprocess.run(
        ["bash", "-c", '"$0" log dan three >&- 2>&- <&-', real.command],
        env=real.env(),
        check=False,
        timeout=60,
    )
    assert closed.returncode == 0
    notes = [visit["note"] for visit in lane.ok("visits", "--who", "dan", "--json").data["visits"]]
    assert sorted(notes) == ["one", "three", "two"]


def test_a_terminal_that_knows_only_ascii_gets_escapes_and_no_error(lane: Vl, real: Real) -> None:
    told = real("people", env={"PYTHONIOENCODING": "ascii", "FORCE_COLOR": "1", "NO_COLOR": "1"})
    assert (told.code, told.err) == (0, "")
    assert told.out.isascii()
    assert "\\u738b" in told.out
