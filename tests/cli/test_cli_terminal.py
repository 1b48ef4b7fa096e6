"""On a true terminal: what is drawn at two widths, the editor, and Ctrl-C."""

import re
from typing import Any

import pexpect  # type: ignore[import-untyped]
import pytest

from conftest import Real, Vl, wait_until_read, widest

# From Python 3.12 on, forking beside the threads of pytest-xdist warns; the child only runs the command.
pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def terminal(real: Real, *words: str, columns: int = 80, **env: str) -> Any:
    """The installed command on a terminal of so many columns."""
    world = {"COLUMNS": None, **env}
    return pexpect.spawn(
        real.command,
        list(words),
        env=real.env(world),
        dimensions=(40, columns),
        encoding="utf-8",
        timeout=60,
    )


def shown(running: Any) -> str:
    """All that the terminal shows until the command ends well."""
    running.expect(pexpect.EOF)
    running.close()
    assert running.exitstatus == 0
    return str(running.before).replace("\r\n", "\n")


@pytest.mark.parametrize("columns", [80, 40])
def test_due_is_a_coloured_screen_that_fits_the_terminal(lane: Vl, real: Real, columns: int) -> None:
    drawn = shown(terminal(real, "due", columns=columns))
    assert re.search(r"\x1b\[[0-9;]*31m *overdue", drawn)
    plain = COLOUR.sub("", drawn)
    assert plain == lane.screen("due", columns=columns).out
    assert widest(plain) <= columns


@pytest.mark.parametrize("words", [("due", "--plain"), ("--plain", "due")])
def test_plain_on_a_terminal_is_lines_of_fields(lane: Vl, real: Real, words: tuple[str, ...]) -> None:
    # A terminal turns tabs into what it likes; here it leaves them.
    assert shown(terminal(real, *words)) == lane.ok("due").out


def test_a_dumb_terminal_gets_plain_lines_and_no_color_a_screen_without_codes(lane: Vl, real: Real) -> None:
    assert shown(terminal(real, "due", TERM="dumb")) == lane.ok("due").out
    assert shown(terminal(real, "due", NO_COLOR="1")) == lane.screen("due").out


@pytest.mark.parametrize("columns", [80, 40])
def test_the_line_after_log_fits_the_terminal(lane: Vl, real: Real, columns: int) -> None:
    words = ("log", "dan", "tea, knee better", "-p", "ask housing about the lamp @friday")
    drawn = shown(terminal(real, *words, columns=columns))
    assert widest(drawn) <= columns
    assert "next due Sun 21 Feb" in drawn
    assert lane.table("visits")["11"]["note"] == "tea, knee better"


def test_a_note_is_typed_on_the_terminal_and_ended_with_control_d(lane: Vl, real: Real) -> None:
    running = terminal(real, "log", "ada", "-")
    running.sendline("knee better")
    running.sendline("lamp is out")
    running.sendeof()
    assert "V11" in shown(running)
    assert lane.table("visits")["11"]["note"] == "knee better\nlamp is out"


def test_control_c_while_typing_a_note_ends_with_130_and_records_nothing(lane: Vl, real: Real) -> None:
    before = lane.bytes
    running = terminal(real, "log", "ada", "-")
    running.sendline("half a note")
    running.expect("half a note")
    with open(f"/proc/{running.pid}/fd/0", "rb") as keyboard:
        wait_until_read(keyboard.fileno())
    running.sendintr()
    running.expect(pexpect.EOF)
    running.close()
    assert running.exitstatus == 130
    assert "Traceback" not in running.before
    assert lane.bytes == before


def test_no_input_never_waits_at_a_terminal(lane: Vl, real: Real) -> None:
    running = terminal(real, "--no-input", "log", "ada", "-")
    running.expect(pexpect.EOF)
    running.close()
    assert running.exitstatus == 2
    assert "visitlog: - reads the note from standard input" in running.before


def test_the_editor_has_the_terminal(lane: Vl, real: Real) -> None:
    editor = lane.home / "editor"
    editor.write_text('#!/bin/sh\nprintf "say: "\nread -r words\necho "$words" > "$1"\n')
    editor.chmod(0o700)
    running = terminal(real, "log", "ada", "-e", EDITOR=str(editor))
    running.expect("say: ")
    running.sendline("typed in the editor")
    assert "V11" in shown(running)
    assert lane.table("visits")["11"]["note"] == "typed in the editor"
