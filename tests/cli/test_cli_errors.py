"""Every way to fail that a user can reach: its exit code, one sentence, and a journal left as it was."""

import fcntl
import os
import re
import signal
import subprocess
from pathlib import Path

import pytest

from conftest import Real, Vl, wait_until_read
from visitlog.cli.card import entries
from visitlog.store import lock

COMMANDS = [name for name, entry in entries().items() if not entry.is_group]


# -- 2: the words of the command are off ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "near"),
    [
        ("lgo", "log"),
        ("logs", "log"),
        ("peple", "people"),
        ("promis", "promise"),
        ("sumary", "summary"),
        ("udno", "undo"),
    ],
)
def test_a_mistyped_command_is_told_the_nearest(lane: Vl, typed: str, near: str) -> None:
    sentence = lane.refuses(2, typed, "ada")
    assert sentence.startswith(f'There is no command "{typed}"; did you mean ')
    assert near in sentence


def test_a_command_like_no_other_is_sent_to_the_help(lane: Vl) -> None:
    assert lane.refuses(2, "frobnicate") == 'There is no command "frobnicate"; "visitlog --help" lists them.'


@pytest.mark.parametrize("command", COMMANDS)
def test_an_unknown_option_of_any_command_is_misuse(lane: Vl, command: str) -> None:
    sentence = lane.refuses(2, command, "--frobnicate")
    assert "--frobnicate" in sentence
    assert f'"visitlog {command} --help"' in sentence


@pytest.mark.parametrize(
    ("typed", "near"), [("due --dayz 3", "--days"), ("log ada --mintues 3", "--minutes")]
)
def test_a_mistyped_option_is_told_the_nearest(lane: Vl, typed: str, near: str) -> None:
    assert f"did you mean {near}?" in lane.refuses(2, *typed.split())


def test_text_that_begins_with_a_dash_is_told_where_to_go(lane: Vl) -> None:
    assert "goes after --" in lane.refuses(2, "log", "ada", "-5", "degrees")
    assert lane.ok("log", "ada", "--", "-5", "degrees", "--hot").out
    assert lane.table("visits")["11"]["note"] == "-5 degrees --hot"


@pytest.mark.parametrize(
    ("line", "missing"),
    [
        ("add", "NAME"),
        ("promise", "WHO"),
        ("promise ada", "TEXT"),
        ("promise ada lamp", "--by"),
        ("done", "WHO"),
        ("drop", "ID"),
        ("drop P1", "--why"),
        ("cancel P1", "--why"),
        ("move P1 friday", "--why"),
        ("move P1 --why x", "WHEN"),
        ("show", "WHO"),
        ("find", "TEXT"),
        ("when", "TEXT"),
        ("remove", "ID"),
        ("group show", "GROUP"),
        ("group set", "GROUP"),
        ("group remove", "GROUP"),
        ("due --days", "--days"),
        ("log ada -p", "-p"),
        ("--journal", "--journal"),
    ],
)
def test_what_is_missing_is_named(lane: Vl, line: str, missing: str) -> None:
    sentence = lane.refuses(2, *line.split())
    assert missing in sentence
    assert "--help" in sentence


@pytest.mark.parametrize(
    ("line", "option"),
    [
        ("due --days x", "--days"),
        ("due -n x", "-n"),
        ("due -n -1", "-n"),
        ("log ada --minutes 1.5", "--minutes"),
    ],
)
def test_a_bad_number_names_its_option(lane: Vl, line: str, option: str) -> None:
    sentence = lane.refuses(2, *line.split())
    assert sentence.startswith(f"{option} ")
    assert "number" in sentence


@pytest.mark.parametrize("line", ["due --all=3", "--json=yes due", "due --json=1", "people --never=no"])
def test_a_value_for_a_flag_is_misuse(lane: Vl, line: str) -> None:
    told = lane(*line.split())
    assert (told.code, told.out.startswith("{")) == (2, "--json" in line.split())
    assert "takes no value" in told.err


@pytest.mark.parametrize(
    "line", ["due extra", "undo foo bar", "people ada", "history 3", "path here", "init x"]
)
def test_a_word_too_many_is_named(lane: Vl, line: str) -> None:
    words = line.split()
    assert lane.refuses(2, *words).startswith(f'"{" ".join(words[1:])}" is too much')


@pytest.mark.parametrize(
    ("line", "choices"),
    [
        ("log ada -f party", "planned"),
        ("log ada --place moon", "office"),
        ("log ada -r maybe", "refused"),
        ("add Fay --residence ghost", "newcomer"),
        ("summary --period fortnight", "quarter"),
        ("summary --split mood", "residence"),
        ("people --status gone", "moved"),
    ],
)
def test_a_bad_choice_is_told_the_good_ones(lane: Vl, line: str, choices: str) -> None:
    assert choices in lane.refuses(2, *line.split())


@pytest.mark.parametrize("today", ["yesterday", "2026-13-01", "23.11.2026", "noon", "2026-11-23T25:00"])
def test_a_today_that_is_no_day_is_misuse(lane: Vl, today: str) -> None:
    assert "VISITLOG_TODAY" in lane.refuses(2, "due", today=today)


# -- 3 and 4 are with WHO; 1: understood and not done ---------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "init",
        "done P6",
        "remove ada",
        "group set elder --every 7d",
        "people -g illness-watch",
    ],
)
def test_what_is_understood_and_not_done_is_refused(lane: Vl, line: str) -> None:
    lane.refuses(1, *line.split())


@pytest.mark.parametrize("line", ["log ada x", "add Fay", "due", "done P1", "undo"])
def test_a_journal_that_can_not_be_read_is_refused(lane: Vl, line: str) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser reads everything")
    lane.journal.chmod(0)
    told = lane(*line.split())
    lane.journal.chmod(0o600)
    assert (told.code, told.out) == (1, "")
    assert "can't be read" in told.err


@pytest.mark.parametrize("line", ["add Fay", "init", "log Fay --new"])
def test_a_folder_that_can_not_be_made_is_refused(vl: Vl, line: str) -> None:
    (vl.home / "file").write_text("")
    env = {"VISITLOG_JOURNAL": str(vl.home / "file" / "deeper" / "journal.json")}
    told = vl(*line.split(), env=env)
    assert (told.code, told.out) == (1, "")
    assert re.fullmatch(r"visitlog: .*can't be made .*\n", told.err)


# -- 5: damaged or locked -------------------------------------------------------------------------------------

DAMAGE: tuple[tuple[str, bytes], ...] = (
    ("an empty file", b""),
    ("no JSON", b"hello"),
    ("half a journal", b'{\n"meta": {\n"1": {"schema": 1}\n},\n"people": {\n"1": {"name": "A'),
    ("no table", b"[1, 2]"),
    ("a table that is none", b'{"people": 3}'),
    ("a record that is none", b'{"people": {"1": "Ada"}}'),
    ("bytes that are no text", b'{"people": {"1": {"name": "caf\xe9"}}}'),
    ("a field of the wrong kind", b'{"meta": {"1": {"schema": 1}}, "people": {"1": {"name": 7}}}'),
    ("a newer schema", b'{"meta": {"1": {"schema": 99}}, "people": {}}'),
)


@pytest.mark.parametrize("content", [content for _, content in DAMAGE], ids=[name for name, _ in DAMAGE])
@pytest.mark.parametrize("line", ["log ada x", "due", "add Fay", "undo", "init", ""])
def test_a_damaged_journal_is_never_written_to(vl: Vl, content: bytes, line: str) -> None:
    vl.journal.parent.mkdir()
    vl.journal.write_bytes(content)
    sentence = vl.refuses(5, *line.split())
    assert vl.journal.name in sentence


def test_damage_names_the_newest_good_backup(lane: Vl) -> None:
    lane.ok("log", "ada", "one")
    lane.ok("log", "ada", "two", today="2026-11-24")
    lane.journal.write_bytes(b"{")
    assert "journal-2026-11-24.json" in lane.refuses(5, "due")


def test_a_folder_or_a_pipe_in_the_place_of_the_journal_is_refused_at_once(vl: Vl) -> None:
    vl.journal.parent.mkdir()
    vl.journal.mkdir()
    assert vl("due").code == 5
    vl.journal.rmdir()
    os.mkfifo(vl.journal)
    assert vl("due").code == 5
    assert vl("log", "ada").code == 5


def test_a_journal_in_use_is_waited_for_and_then_refused(lane: Vl, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0.05)
    path = lane.journal.with_name("journal.json.lock")
    with path.open("w") as held:
        held.write("4242")
        held.flush()
        fcntl.flock(held, fcntl.LOCK_EX)
        before = lane.bytes
        for words in (("log", "ada", "x"), ("undo",), ("add", "Fay")):
            told = lane(*words)
            assert (told.code, told.out) == (5, "")
            waiting, sentence = told.err.splitlines()
            assert waiting.startswith("waiting for another visitlog")
            assert sentence.startswith("visitlog: The journal is in use by process 4242")
            answer = lane("--json", "--quiet", *words)
            assert answer.err == sentence + "\n"
            assert answer.json()["error"]["code"] == "locked"
        lane.ok("due")
        assert lane.bytes == before
    lane.ok("log", "ada", "x")


# -- 130: interrupted -----------------------------------------------------------------------------------------


def test_an_interrupt_while_reading_a_note_ends_with_130_and_records_nothing(lane: Vl, real: Real) -> None:
    before = lane.bytes
    running = subprocess.Popen(
        [real.command, "log", "ada", "-"],
        env=real.env(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert running.stdin is not None
    running.stdin.write(b"half a no")
    running.stdin.flush()
    wait_until_read(running.stdin.fileno())
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert (running.returncode, out) == (130, b"")
    assert b"Traceback" not in err
    assert lane.bytes == before


def test_an_interrupt_inside_a_command_is_130_in_any_command(
    lane: Vl, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("visitlog.cli.session.Session.load", interrupted)
    for line in ("due", "people", "find x", "group list"):
        told = lane(*line.split())
        assert (told.code, told.out, told.err) == (130, "", "")


# -- 0, and nothing on the wrong stream -----------------------------------------------------------------------


def test_answers_go_to_standard_output_and_warnings_to_standard_error(lane: Vl) -> None:
    told = lane.ok("log", "ben", "again")
    assert "note:" not in told.out
    assert told.err.startswith("note: Ben Elm")


def test_an_error_is_the_same_for_the_installed_command(lane: Vl, real: Real) -> None:
    for words in (
        ("log", "nobody at all"),
        ("lgo",),
        ("due", "--days", "x"),
        ("done", "P6"),
        ("done", "ada"),
    ):
        inside, outside = lane(*words), real(*words)
        assert (outside.code, outside.out, outside.err) == (inside.code, inside.out, inside.err)


def test_both_names_are_one_command(lane: Vl, real: Real) -> None:
    short = str(Path(real.command).with_name("vl"))
    done = subprocess.run([short, "due"], env=real.env(), capture_output=True, check=True, timeout=60)
    assert done.stdout.decode() == lane.ok("due").out


def test_version_is_said_and_nothing_else(vl: Vl) -> None:
    told = vl.ok("--version")
    assert re.fullmatch(r"visitlog \d+\.\d+\.\d+\S*\n", told.out)
    assert list(vl.home.iterdir()) == []


def test_the_first_command_of_a_new_journal_may_be_any_that_writes(vl: Vl) -> None:
    vl.ok("log", "Ada Oak", "--new", "hello")
    assert vl.table("people")["1"]["name"] == "Ada Oak"
    assert len(vl.table("groups")) > 10


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("due --days 400", "--days wants a whole number from 0 to 366"),
        ("plan --days 0", "--days wants a whole number from 1 to 31"),
        ("plan --slots many", "--slots wants a whole number from 1 to 50"),
        ("people -n -1", "-n wants a whole number, not below 0"),
        ("log ada --minutes soon", "--minutes wants a whole number, not below 0"),
    ],
)
def test_a_number_out_of_its_range_is_told_the_range(lane: Vl, line: str, said: str) -> None:
    assert said in lane.refuses(2, *line.split())
