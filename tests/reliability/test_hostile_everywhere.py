"""Hostile text in every field, from the command line, files and editors: kept to the letter, and never acting.

Here are the screens, forms and files that tests/cli/test_cli_hostile.py does not go through; hostile surroundings, such
as a closed standard error or Ctrl-C at any moment, too. VISITLOG_LONG=1 interrupts far more often.
"""

import csv
import io
import json
import os
import random
import shlex
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from conftest import Real, Vl, active_in, begin_lane
from hostile import HOSTILE, MODES

ALL = " ".join(HOSTILE.values())
SCREENS = (
    "due --days 60",
    "people --all --status all",
    "show 7",
    "brief 7",
    "plan --days 5",
    "visits --who 7",
    "promises --all",
    "appointments",
    "events",
    "find e",
    "summary --period year --split group",
    "summary --split place",
    "history",
    "group list",
    "group show odd",
    "topic list",
    "area list",
    "matter list",
    "lessons",
    "review",
    "check",
    "backups",
    "path",
)
EXPORTS = (
    "export",
    "export --what people --format csv",
    "export --what visits --format tsv --sensitive-too",
    "export --person 7 --format md",
    "export --person 7 --format json",
)
RECORDS = ("7", "V11", "P7", "A1", "A2", "E1", "E2", "M1", "M2")


def fill(vl: Vl, text: str) -> None:
    """Makes the small journal, with the text in every field of every kind of record."""
    vl.start(begin_lane)
    vl.ok("group", "set", "odd", "--every", "3d", "--label-en", text, "--label-zh", text, "--source", text)
    fields = ("--door", "--address", "--area", "--phone", "--alias", "--best-time", "--note")
    vl.ok("add", text, "-g", "odd", *[word for field in fields for word in (field, text)], today="2026-01-01")
    visit = ("--topic", "--with", "--approach", "--lesson", "--hospitality", "--hospitality-declined")
    flags = [word for field in visit for word in (field, text)]
    vl.ok("log", "7", text, "-p", f"{text} @2026-11-21", "--went", "well", *flags, today="2026-01-20")
    vl.ok("book", "7", "2026-11-25", "--for", text, "--note", text, "--topic", text)
    vl.ok("book", "7", "2026-11-26", "--for", text)
    vl.ok("move", "A2", "2026-11-27", "--why", text)
    vl.ok("drop", "A2", "--why", text)
    vl.ok("event", "7", text, "--note", text)
    vl.ok("event", "--area", text, text, "--note", text)
    vl.ok("matter", "open", "7", text)
    vl.ok("matter", "open", "7", text)
    vl.ok("matter", "close", "M1", "--outcome", text)
    vl.ok("pause", "7", "--until", "2026-12-30", "--why", text)
    vl.ok("pause", "--me", "--until", "2026-12-30", "--why", text)
    vl.ok("topic", "set", text)
    vl.ok("area", "set", text, "--residents", "5")


@pytest.fixture
def odd(vl: Vl) -> Vl:
    """The journal in which everything is hostile."""
    vl.start(fill, ALL)
    return vl


@pytest.mark.parametrize("mode", MODES)
def test_no_screen_shows_anything_that_acts(odd: Vl, mode: str) -> None:
    for line in SCREENS:
        told = odd(*line.split(), env=MODES[mode])
        assert told.code in (0, 1), line
        assert "failed in" not in told.err, line
        assert active_in(told.out + told.err, "\n\t" if mode == "piped" else "\n") == set(), line


def test_no_json_holds_anything_that_acts(odd: Vl) -> None:
    for line in SCREENS:
        answer = odd("--json", *line.split())
        assert active_in(answer.out) == set(), line
        assert json.loads(answer.out)["schema"] == 1


@pytest.mark.parametrize("line", EXPORTS)
def test_no_export_holds_anything_that_acts_but_the_ends_of_its_lines(odd: Vl, line: str) -> None:
    told = odd.ok(*line.split())
    assert active_in(told.out, "\r\n\t") == set()


def editor(vl: Vl, script: str) -> dict[str, str]:
    path = vl.home / "ed"
    path.write_text(f'#!/bin/sh\ncp "$1" {shlex.quote(str(vl.home / "form"))}\n{script}\n', "utf-8")
    path.chmod(0o700)
    return {"EDITOR": str(path)}


@pytest.mark.parametrize("id", RECORDS)
def test_a_form_holds_nothing_that_acts_and_gives_back_what_it_was_given(odd: Vl, id: str) -> None:
    before = odd.bytes
    odd.ok("edit", id, env=editor(odd, ""))
    form = (odd.home / "form").read_bytes().decode()
    assert active_in(form) == set()
    assert "\\u202e" in form
    assert odd.bytes == before


def test_a_field_changed_in_a_form_leaves_the_hostile_ones_as_they_were(odd: Vl) -> None:
    before = odd.table("people")["7"]
    odd.ok("edit", "7", env=editor(odd, """sed -i 's/^sensitive = false/sensitive = true/' "$1" """))
    assert odd.table("people")["7"] == {**before, "sensitive": True}


def test_a_mistake_in_a_form_is_said_in_it_without_anything_that_acts(odd: Vl) -> None:
    script = r"""sed -i '/^residence/d' "$1"; printf 'residence = "\033[2Jx"\n' >> "$1" """
    told = odd("edit", "7", env=editor(odd, script))
    assert told.code == 2
    assert active_in(told.err) == set()
    fine = r"""sed -i 's/^residence = .*/residence = "x\\u001b[2J\\u202e"/' "$1" """
    told = odd("edit", "7", env=editor(odd, fine))
    assert told.code == 2
    assert active_in(told.err) == set()
    head = [line for line in (odd.home / "form").read_text("utf-8").splitlines() if line.startswith("# !!")]
    assert len(head) == 1
    assert active_in(head[0]) == set()


def composed(text: str) -> str:
    """The text as an import takes it: letters and their accents together, ends of lines as everywhere."""
    return unicodedata.normalize("NFC", text).replace("\r\n", "\n")


def one_line(text: str) -> str:
    """The text as a cell of one line is taken."""
    return " ".join(composed(text).split())


@pytest.mark.parametrize("text", HOSTILE.values(), ids=list(HOSTILE))
def test_a_table_of_people_comes_in_to_the_letter(lane: Vl, text: str) -> None:
    columns = ("name", "door", "address", "area", "phone", "alias", "note")
    out = io.StringIO()
    csv.writer(out).writerows([columns, ["Odd One", text, text, text, text, text, text]])
    (lane.home / "people.csv").write_bytes(out.getvalue().encode())
    told = lane("import", str(lane.home / "people.csv"), "--as", "people")
    assert active_in(told.out + told.err, "\n\t") == set()
    assert told.code == 0
    person = lane.ok("show", "odd one", "--json").data["person"]
    for field in ("household", "address", "area", "phone"):
        assert person[field] == one_line(text), field
    assert person["notes"] == composed(text).strip()


@pytest.mark.parametrize("text", [*HOSTILE.values(), "\0", "=1+1", "../../etc/passwd", "\t", "CON"])
def test_a_table_of_visits_comes_in_to_the_letter_or_is_refused_by_line(lane: Vl, text: str) -> None:
    out = io.StringIO()
    csv.writer(out).writerows([("who", "on", "note", "topic"), ("Ada Oak", "2026-11-02", f"x{text}x", text)])
    (lane.home / "v.csv").write_bytes(out.getvalue().encode())
    told = lane("--json", "import", str(lane.home / "v.csv"), "--as", "visits")
    assert active_in(told.out + told.err) == set()
    assert told.code in (0, 1, 2)
    notes = [visit.get("note") for visit in lane.table("visits").values()]
    assert (composed(f"x{text}x") in notes) == (told.code == 0)


@pytest.mark.parametrize(
    "name", ["../../../etc/passwd", "/dev/null", "con", "~root", "$(id)", "a/b", "-rf", "*", "."]
)
def test_a_name_like_a_path_is_only_a_name(lane: Vl, name: str) -> None:
    before = sorted(lane.home.rglob("*"))
    told = lane("add", "--", name)
    assert told.code in (0, 2)
    lane("export", "--person", name, "--format", "md")
    lane("erase", "--yes", "--", name)
    allowed = {lane.journal.parent / "backups", lane.journal.with_name("journal.json.lock")}
    assert {path for path in lane.home.rglob("*") if allowed.isdisjoint((path, path.parent))} == set(before)


def test_text_of_another_program_never_acts_either(lane: Vl) -> None:
    tables = json.loads(lane.bytes or b"")
    tables["people"]["1"] |= {"name": ALL, "groups": [ALL], "status": "active"}
    tables["_default"] = {"1": {ALL: ALL}}
    tables["visits"]["1"]["people"] = [99]
    lane.journal.write_text(json.dumps(tables), "utf-8")
    for line in SCREENS[:-1]:
        told = lane(*line.replace("7", "1").replace("odd", "elder").split())
        assert told.code in (0, 1, 2, 3), line
        assert active_in(told.out + told.err, "\n\t") == set(), line


# Surroundings.


@pytest.mark.parametrize(
    "env",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "latin-1", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "gb18030"},
    ],
    ids=["ascii", "latin-1", "gb18030"],
)
def test_a_terminal_of_another_encoding_gets_all_it_can_show(
    odd: Vl, real: Real, env: dict[str, str]
) -> None:
    odd.ok("log", "3", "屋顶漏雨 café", "--on", "2026-11-23")
    for line in ("due", "show 3", "due --json"):
        done = subprocess.run(
            [real.command, *line.split()], env=real.env(env), capture_output=True, check=False, timeout=60
        )
        assert (done.returncode, done.stderr) == (0, b""), line
        text = done.stdout.decode(env.get("PYTHONIOENCODING", "ascii"))
        assert active_in(text, "\n\t") == set()
        if line.endswith("--json"):
            json.loads(text)


CLOSED = {"input": (0,), "output": (1,), "error": (2,), "output and error": (1, 2), "all": (0, 1, 2)}


@pytest.mark.parametrize("closed", CLOSED)
def test_whatever_is_closed_a_visit_is_recorded(lane: Vl, real: Real, closed: str) -> None:
    def close() -> None:
        for descriptor in CLOSED[closed]:
            os.close(descriptor)

    def run(*words: str) -> subprocess.CompletedProcess[bytes]:
        command = [real.command, *words]
        return subprocess.run(
            command, env=real.env(), preexec_fn=close, check=False, timeout=60, capture_output=True
        )

    lane.ok("log", "ada", "once")
    count = len(lane.table("visits"))
    done = run("log", "ada", "twice")  # which has a warning for standard error, too
    assert done.returncode == 0, done
    assert b"Traceback" not in done.stdout + done.stderr
    assert len(lane.table("visits")) == count + 1
    if closed == "all":
        assert run("log", "nobody", "x").returncode == 3


INTERRUPTS = 400 if os.environ.get("VISITLOG_LONG") else 6
STARTED = """
import os, signal, sys
pipe, heed = int(sys.argv.pop(1)), signal.signal
def told(*how):
    earlier = heed(*how)
    os.write(pipe, b".")
    return earlier
signal.signal = told
from visitlog.cli.start import main
main()
"""
"""The command as its installed script starts it; it tells when Ctrl-C has become its own affair and not Python's."""


def test_ctrl_c_at_any_moment_leaves_the_old_journal_or_the_new_one(lane: Vl, real: Real) -> None:
    chance = random.Random(20261123)
    for number in range(INTERRUPTS):
        before = len(lane.table("visits"))
        reading, writing = os.pipe()
        running = subprocess.Popen(
            [sys.executable, "-c", STARTED, str(writing), "log", "ada", f"note {number}"],
            env=real.env(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, pass_fds=(writing,),
        )  # fmt: skip
        os.close(writing)
        os.read(reading, 1)
        time.sleep(chance.random() * 0.25)
        running.send_signal(signal.SIGINT)
        out, err = running.communicate(timeout=60)
        os.close(reading)
        after = len(lane.table("visits"))
        assert running.returncode in (0, 130), err
        assert b"Traceback" not in err
        assert after - before in ((1,) if running.returncode == 0 or out else (0, 1))
        assert f"note {number}".encode() in (lane.bytes or b"") or after == before
    lane.ok("log", "ada", "after all")
    assert not list(lane.journal.parent.rglob("*.tmp"))
    assert lane.ok("check", "--repair").code == 0
    assert lane.ok("check").code == 0


def test_what_crashes_when_interrupted_is_loaded_while_ctrl_c_leaves_at_once() -> None:
    """orjson looks at what its own imports answer without asking whether they failed; main() knows how to leave."""
    loaded = "import sys, visitlog.cli.app; print('orjson' in sys.modules)"
    assert subprocess.check_output([sys.executable, "-c", loaded]) == b"True\n"


TOO_SOON = """
import sys
class Interrupted:
    def find_spec(self, name, *rest):
        if name == "contextlib":
            raise KeyboardInterrupt
sys.modules.pop("contextlib", None)
sys.meta_path.insert(0, Interrupted())
import visitlog.cli.start
"""


def test_ctrl_c_before_main_is_there_ends_without_a_traceback() -> None:
    done = subprocess.run([sys.executable, "-c", TOO_SOON], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


# Drafts are never lost.


def test_no_editor_opens_for_a_visit_that_would_be_refused(lane: Vl) -> None:
    never = editor(lane, "")
    for code, words in (
        (3, ("log", "nobody", "-e")),
        (4, ("log", "3-201", "-e")),
        (3, ("log", "ada", "-e", "--matter", "M9")),
        (2, ("log", "-e")),
    ):
        lane.refuses(code, *words, env=never)
    lane.journal.write_bytes(b"{")
    lane.refuses(5, "log", "ada", "-e", env=never)
    assert not (lane.home / "form").exists()


def test_a_note_from_the_editor_is_kept_when_its_visit_is_refused_after_all(lane: Vl) -> None:
    """What it needs was there before the editor opened, and is gone when it is closed."""
    other = lane.home / "other.json"
    for code, content in ((3, (lane.bytes or b"").replace(b"Ada Oak", b"Una Oak")), (5, b"{")):
        other.write_bytes(content)
        took_over = editor(lane, f'echo "a long note" >> "$1"; cp {other} {lane.journal}')
        told = lane("log", "ada", "-e", env=took_over)
        draft = Path(told.err.rstrip(".\n").rpartition(" ")[2])
        assert told.code == code
        assert draft.read_text("utf-8") == "\na long note\n"
        assert draft.parent.parent == lane.journal.with_name("journal.json.drafts")
        lane.start(begin_lane)


def test_a_note_from_the_editor_is_gone_once_it_is_recorded(lane: Vl) -> None:
    assert lane.ok("log", "ada", "-e", env=editor(lane, 'echo "a long note" >> "$1"')).code == 0
    assert "a long note" in (lane.bytes or b"").decode()
    assert not lane.journal.with_name("journal.json.drafts").exists()


def test_ctrl_c_in_the_editor_keeps_what_was_written_and_names_it(lane: Vl, real: Real) -> None:
    env = editor(lane, 'echo "a long note" >> "$1"; kill -INT $PPID; sleep 1')
    told = real("log", "ada", "-e", env=env)
    assert told.code == 130
    draft = Path(told.err.rstrip(".\n").rpartition(" ")[2])
    assert draft.read_text("utf-8") == "\na long note\n"
