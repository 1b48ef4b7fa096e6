"""Going through the open promises: by single keys on a terminal, as a list elsewhere; `due` reminds of it."""

import termios
import time
from typing import Any

import pexpect  # type: ignore[import-untyped]
import pytest

from conftest import Real, Vl

# From Python 3.12 on, forking beside the threads of pytest-xdist warns; the child only runs the command.
pytestmark = pytest.mark.filterwarnings("ignore:.*forkpty.*:DeprecationWarning")

OLDEST_FIRST = ["P1", "P3", "P4", "P2", "P5"]
"""The open promises of the small journal: by their day, the one without a day last."""


class Asked:
    """`review` on a terminal, and whoever answers it."""

    def __init__(self, real: Real, *words: str) -> None:
        self.running: Any = pexpect.spawn(
            real.command,
            ["review", *words],
            env=real.env({"COLUMNS": None}),
            dimensions=(40, 100),
            encoding="utf-8",
            timeout=30,
        )
        self.running.delaybeforesend = None
        self.said = ""

    def see(self, words: str) -> None:
        """Waits until the words are there."""
        self.running.expect_exact(words)
        self.said += f"{self.running.before}{self.running.after}"

    def press(self, key: str) -> None:
        """Presses a key when it is waited for: what is typed earlier is thrown away by the terminal."""
        self.see("q stop ")
        for _ in range(3000):
            if not termios.tcgetattr(self.running.fileno())[3] & termios.ICANON:
                break
            time.sleep(0.01)
        self.running.send(key)

    def answer(self, question: str, words: str) -> None:
        """Answers a question with words."""
        self.see(question)
        self.running.sendline(words)

    def end(self, code: int = 0) -> str:
        """All that was said, when it has ended."""
        self.running.expect(pexpect.EOF)
        self.running.close()
        assert self.running.exitstatus == code
        return (self.said + str(self.running.before)).replace("\r\n", "\n")


def reviews(vl: Vl) -> list[str]:
    return [review["on"] for review in vl.table("reviews").values()]


def statuses(vl: Vl) -> dict[str, str]:
    return {f"P{id}": promise.get("status", "open") for id, promise in vl.table("promises").items()}


def test_each_key_does_what_it_says_and_the_day_is_noted_at_the_end(lane: Vl, real: Real) -> None:
    asked = Asked(real)
    asked.press("d")
    asked.press(" ")
    asked.press("x")
    asked.answer("why? ", "her sister did it")
    asked.press("m")
    asked.answer("which day? ", "next friday")
    asked.answer("why? ", "the clerk is on leave")
    assert reviews(lane) == []
    asked.press("k")
    said = asked.end()
    assert "That was all of them." in said
    assert "Fri 4 Dec 2026" in said
    assert reviews(lane) == ["2026-11-23"]
    promises = lane.table("promises")
    assert (promises["1"]["status"], promises["1"]["closed_on"]) == ("kept", "2026-11-23")
    assert (promises["4"]["status"], promises["4"]["why"]) == ("dropped", "her sister did it")
    assert (promises["2"]["by"], promises["2"]["first_by"]) == ("2026-12-04", "2026-11-25")
    assert promises["2"]["moves"][0]["why"] == "the clerk is on leave"
    assert [statuses(lane)[id] for id in ("P3", "P5")] == ["open", "open"]


def test_the_promises_are_asked_about_oldest_first(lane: Vl, real: Real) -> None:
    asked = Asked(real)
    for id in OLDEST_FIRST:
        asked.see(f"{id}  ")
        asked.press(" ")
    assert "That was all of them." in asked.end()


def test_a_mistake_is_said_and_the_question_put_again(lane: Vl, real: Real) -> None:
    asked = Asked(real)
    asked.press("m")
    asked.answer("which day? ", "yesterday")
    asked.see("past")
    asked.press("m")
    asked.answer("which day? ", "3/4/2027")
    asked.see("can be read as")
    asked.press("m")
    asked.answer("which day? ", "friday")
    asked.answer("why? ", "  ")
    asked.see("reason is empty")
    asked.press("x")
    asked.answer("why? ", "")
    asked.see("reason is empty")
    asked.press("?")
    asked.press("\x1b[A")
    asked.press("q")
    said = asked.end()
    assert "Traceback" not in said
    assert set(statuses(lane).values()) == {"open", "kept"}
    assert statuses(lane)["P1"] == "open"


@pytest.mark.parametrize("key", ["q", "Q", "\x1b", "\x04"])
def test_stopping_keeps_what_was_done_and_does_not_count_as_gone_through(
    lane: Vl, real: Real, key: str
) -> None:
    asked = Asked(real)
    asked.press("d")
    asked.press(key)
    assert "it counts as gone through when you reach the end" in asked.end()
    assert (statuses(lane)["P1"], reviews(lane)) == ("kept", [])


def test_control_d_for_an_answer_goes_back_to_the_question(lane: Vl, real: Real) -> None:
    asked = Asked(real)
    asked.press("x")
    asked.see("why? ")
    asked.running.sendeof()
    asked.press("q")
    asked.end()
    assert statuses(lane)["P1"] == "open"


def test_control_c_ends_with_130_and_keeps_what_was_done(lane: Vl, real: Real) -> None:
    asked = Asked(real)
    asked.press("d")
    asked.press("\x03")
    assert "Traceback" not in asked.end(130)
    assert (statuses(lane)["P1"], reviews(lane)) == ("kept", [])


def test_the_journal_is_not_locked_while_it_asks(lane: Vl, real: Real) -> None:
    asked = Asked(real)
    asked.see("P1")
    lane.ok("done", "P1")
    asked.press("d")
    asked.see("kept on Mon 23 Nov 2026 already")
    asked.press(" ")
    asked.see("P3")
    asked.press("q")
    asked.end()


def test_delicate_words_are_withheld_on_the_terminal_unless_asked_for(lane: Vl, real: Real) -> None:
    asked = Asked(real)
    for _ in OLDEST_FIRST:
        asked.press(" ")
    assert "find a specialist" not in asked.end()
    asked = Asked(real, "--sensitive-too")
    for _ in OLDEST_FIRST:
        asked.press(" ")
    assert "find a specialist" in asked.end()


def test_every_answer_can_be_undone(lane: Vl, real: Real) -> None:
    before = lane.table("promises")
    asked = Asked(real)
    asked.press("d")
    for _ in OLDEST_FIRST[1:]:
        asked.press(" ")
    asked.end()
    lane.ok("undo")
    assert reviews(lane) == []
    lane.ok("undo")
    assert lane.table("promises") == before


def test_elsewhere_it_is_a_list_oldest_first_and_the_day_is_noted(lane: Vl) -> None:
    assert [row[1] for row in lane.ok("review").rows] == OLDEST_FIRST
    assert reviews(lane) == ["2026-11-23"]
    data = lane.ok("review", "--json").data
    assert [promise["id"] for promise in data["promises"]] == OLDEST_FIRST
    assert reviews(lane) == ["2026-11-23"]


@pytest.mark.parametrize("flag", ["--no-input", "--plain", "--json"])
def test_on_a_terminal_it_is_a_list_all_the_same_when_nobody_is_to_be_asked(
    lane: Vl, real: Real, flag: str
) -> None:
    said = Asked(real, flag).end()
    assert "q stop" not in said
    assert "P5" in said
    assert reviews(lane) == ["2026-11-23"]


def test_the_list_withholds_delicate_words(lane: Vl) -> None:
    assert "find a specialist" not in lane.ok("review").out
    assert "find a specialist" in lane.ok("review", "--sensitive-too").out


def test_nothing_open_is_said_and_still_counts_as_gone_through(vl: Vl, real: Real) -> None:
    vl.ok("add", "Ada Oak")
    assert "No promise fits." in vl.screen("review").out
    assert reviews(vl) == ["2026-11-23"]
    assert "That was all of them." in Asked(real).end()


def reminder(vl: Vl, today: str) -> str:
    """The line of `due` that reminds of the review; empty without one."""
    lines = vl.screen("due", today=today, columns=100).lines
    return next((line for line in lines if "last gone through" in line), "")


def test_due_reminds_after_seven_days_and_no_more_once_it_was_done(lane: Vl) -> None:
    lane.ok("review")
    assert [reminder(lane, f"2026-11-{day}") for day in (23, 24, 29, 30)] == [""] * 4
    assert "8 days ago: review" in reminder(lane, "2026-12-01")
    assert "20 days ago: review" in reminder(lane, "2026-12-13")
    lane.ok("review", today="2026-12-13")
    assert reminder(lane, "2026-12-13") == ""
    assert reminder(lane, "2026-12-20") == ""
    assert "8 days ago" in reminder(lane, "2026-12-21")


def test_due_reminds_of_promises_never_gone_through_since_the_first_of_them(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", "--every", "300d")
    assert reminder(vl, "2027-01-01") == ""
    vl.ok("promise", "ada", "the key", "--by", "2027-06-01")
    assert reminder(vl, "2026-11-30") == ""
    assert "8 days ago" in reminder(vl, "2026-12-01")
    vl.ok("done", "P1", today="2026-12-01")
    assert reminder(vl, "2026-12-30") == ""


def test_the_summary_says_when_it_was_last_gone_through(lane: Vl) -> None:
    lane.ok("review", today="2026-11-21")
    assert lane.ok("summary", "--json").data["promises"]["last_review"] == "2026-11-21"
