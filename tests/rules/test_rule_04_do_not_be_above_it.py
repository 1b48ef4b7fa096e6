"""不要顾忌细节, don't be above it: drink the tea, and remember how one was received."""

import pytest
from scenes import begun, briefed, spaced, summed

from conftest import Vl


def beginning(vl: Vl) -> None:
    """Ada, who gave tea and had it declined once before."""
    vl.ok("add", "Ada Oak", today="2026-08-01")
    vl.ok("log", "ada", "--hospitality-declined", "tea", "--warmth", "cold", today="2026-08-28")
    vl.ok("log", "ada", "--hospitality", "tea and chestnuts", "--warmth", "civil", today="2026-10-25")


@pytest.fixture
def lane(vl: Vl, tmp_path_factory: pytest.TempPathFactory) -> Vl:
    """The command on a copy of that beginning."""
    return begun(vl, tmp_path_factory, beginning)


def test_hospitality_shared_and_declined_is_noted_and_recalled_before_the_next_visit(lane: Vl) -> None:
    assert briefed(lane, "ada", "2026-11-23")["hospitality"] == [
        {"on": "2026-10-25", "what": "tea and chestnuts", "taken": True},
        {"on": "2026-08-28", "what": "tea", "taken": False},
    ]
    screen = spaced(lane.screen("brief", "ada", today="2026-11-23").out)
    assert "KINDNESS tea and chestnuts, taken 25 Oct; tea declined 28 Aug: accept today" in screen
    assert "(tea yes, gifts and meals no)" in screen


def test_what_was_declined_last_time_comes_first(lane: Vl) -> None:
    lane.ok("log", "ada", "--hospitality-declined", "an apple", today="2026-11-20")
    first, _second = briefed(lane, "ada", "2026-11-23")["hospitality"]
    assert first == {"on": "2026-11-20", "what": "an apple", "taken": False}
    assert "KINDNESS an apple declined 20 Nov: accept today" in " ".join(
        lane.screen("brief", "ada").out.split()
    )


def test_a_visit_keeps_what_was_taken_and_what_was_declined(lane: Vl) -> None:
    newest, oldest = lane.ok("show", "ada", "--json").data["visits"]
    assert (newest["hospitality"], newest["hospitality_declined"]) == ("tea and chestnuts", None)
    assert (oldest["hospitality"], oldest["hospitality_declined"]) == (None, "tea")
    shown = lane.screen("show", "ada").out
    assert "taken: tea and chestnuts" in spaced(shown)
    assert "declined: tea" in spaced(shown)


def test_nothing_is_recalled_where_nothing_was_offered(vl: Vl) -> None:
    vl.ok("add", "Ada Oak")
    vl.ok("log", "ada")
    assert briefed(vl, "ada", "2026-11-23")["hospitality"] == []
    assert "KINDNESS" not in vl.screen("brief", "ada").out


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("cold", "cold"),
        ("plain", "plain"),
        ("civil", "civil"),
        ("warm", "warm"),
        ("close", "close"),
        ("冷淡", "cold"),
        ("热情", "warm"),
    ],
)
def test_warmth_is_a_word_in_either_language(lane: Vl, typed: str, word: str) -> None:
    assert lane.ok("log", "ada", "--warmth", typed, "--json").data["visit"]["warmth"] == word


def test_warmth_is_no_number(lane: Vl) -> None:
    assert "cold, plain, civil" in lane.refuses(2, "log", "ada", "--warmth", "7")


def test_warmth_over_time_is_seen_in_show_and_in_the_brief(lane: Vl) -> None:
    lane.ok("log", "ada", "--warmth", "warm", today="2026-11-20")
    rows = [line.split() for line in lane.screen("show", "ada").lines if line.strip().startswith("V")]
    told = [word for row in rows for word in row if word in ("cold", "civil", "warm")]
    assert told == ["warm", "civil", "cold"]
    assert [v["warmth"] for v in briefed(lane, "ada", "2026-11-23")["last_visits"]] == [
        "warm",
        "civil",
        "cold",
    ]
    last = [line for line in lane.screen("brief", "ada").lines if "drop-in" in line]
    assert [line.split()[-1] for line in last] == ["warm", "civil", "cold"]


def test_the_summary_counts_warmth_and_ranks_nobody_by_it(lane: Vl) -> None:
    lane.ok("add", "Ben Elm", today="2026-10-01")
    lane.ok("log", "ben", "--warmth", "civil", today="2026-10-02")
    told = summed(lane, "2026-10-31")
    assert told["warmth"] == {"cold": 0, "plain": 0, "civil": 2, "warm": 0, "close": 0}
    assert "received: civil 2" in lane.screen("summary", today="2026-10-31").out
    assert all(isinstance(count, int) for count in told["warmth"].values())
    for listing in (["people"], ["due", "--days", "366"]):
        people = lane.ok(*listing, "--json", today="2026-10-31").out
        assert "warmth" not in people


def test_a_refusal_and_a_shut_door_leave_the_welcome_as_it_was(lane: Vl) -> None:
    lane.ok("log", "ada", "-r", "out", today="2026-11-20")
    assert len(briefed(lane, "ada", "2026-11-23")["hospitality"]) == 2


def test_what_was_offered_on_a_sensitive_visit_stays_folded(lane: Vl) -> None:
    lane.ok("log", "ada", "--sensitive", "--hospitality", "his last bottle", today="2026-11-20")
    answer = lane.ok("brief", "ada", "--json")
    assert "his last bottle" not in answer.out
    assert "his last bottle" not in lane.screen("brief", "ada").out
    assert "his last bottle" in lane.screen("show", "ada").out
