"""走访次数要频, keep going back: as often as a matter asks, and never to wear anybody down."""

import pytest
from scenes import begun, briefed, codes, due, rounds, spaced, stands, to_see

from conftest import Vl


def beginning(vl: Vl) -> None:
    """Two neighbours who were visited and are not due."""
    for name in ("Ada Oak", "Ben Elm"):
        vl.ok("add", name, "--area", "East", today="2026-09-01")
        vl.ok("log", name, today="2026-11-20")


@pytest.fixture
def lane(vl: Vl, tmp_path_factory: pytest.TempPathFactory) -> Vl:
    """The command on a copy of that beginning."""
    return begun(vl, tmp_path_factory, beginning)


@pytest.mark.parametrize(
    ("words", "every", "due_on"),
    [
        (["--kind", "dispute"], 3, "2026-11-26"),
        (["--kind", "纠纷"], 3, "2026-11-26"),
        (["--kind", "inquiry"], 7, "2026-11-30"),
        ([], 7, "2026-11-30"),
        (["--kind", "dispute", "--every", "5d"], 5, "2026-11-28"),
    ],
)
def test_an_open_matter_tightens_the_rhythm_of_everybody_in_it(
    lane: Vl, words: list[str], every: int, due_on: str
) -> None:
    matter = lane.ok("matter", "open", "ada,ben", "noise at night", *words, "--json").data["matter"]
    assert (matter["id"], matter["title"], matter["every"]) == ("M1", "noise at night", every)
    for who in ("ada", "ben"):
        stand = stands(lane, who, "2026-11-23")
        assert (stand["due_on"], stand["every"], stand["reason"]["kind"]) == (due_on, every, "matter")
    assert to_see(lane, due_on) == {"Ada Oak": "matter", "Ben Elm": "matter"}


def test_each_visit_to_a_matter_sets_the_next_one(lane: Vl) -> None:
    lane.ok("matter", "open", "ada", "noise", "--kind", "dispute", today="2026-11-23")
    lane.ok("log", "ada", "--warmth", "cold", "--matter", "M1", today="2026-11-26")
    assert stands(lane, "ada", "2026-11-26")["due_on"] == "2026-11-29"
    lane.ok("log", "ada", "--matter", "M1", today="2026-11-29")
    assert stands(lane, "ada", "2026-11-29")["due_on"] == "2026-12-02"
    [visit, *_] = lane.ok("show", "ada", "--json").data["visits"]
    assert visit["matter"] == "M1"


def test_closing_makes_follow_ups_on_days_1_3_and_7_each_answered_by_a_visit(lane: Vl) -> None:
    lane.ok("matter", "open", "ada", "noise", "--kind", "dispute", today="2026-11-23")
    closed = lane.ok(
        "matter", "close", "M1", "--outcome", "quiet after ten", "--json", today="2026-11-24"
    ).data
    assert (closed["matter"]["status"], closed["matter"]["closed_on"]) == ("closed", "2026-11-24")
    assert (closed["matter"]["outcome"], closed["matter"]["follow_ups"]) == ("quiet after ten", [1, 3, 7])
    assert to_see(lane, "2026-11-24") == {}
    for day in ("2026-11-25", "2026-11-27", "2026-12-01"):
        assert to_see(lane, day) == {"Ada Oak": "follow_up"}
        assert stands(lane, "ada", day)["due_on"] == day
        lane.ok("log", "ada", today=day)
    assert stands(lane, "ada", "2026-12-01")["reason"]["kind"] == "rhythm"


def test_one_visit_after_the_closing_answers_all_the_follow_ups_up_to_its_day(lane: Vl) -> None:
    lane.ok("matter", "open", "ada", "noise", today="2026-11-23")
    lane.ok("matter", "close", "M1", today="2026-11-24")
    lane.ok("log", "ada", today="2026-11-28")
    assert stands(lane, "ada", "2026-11-28")["due_on"] == "2026-12-01"
    lane.ok("log", "ada", today="2026-12-02")
    assert stands(lane, "ada", "2026-12-02")["reason"]["kind"] == "rhythm"


def test_of_two_matters_to_follow_up_each_is_named(lane: Vl) -> None:
    for title in ("noise", "the bins"):
        lane.ok("matter", "open", "ada", title, today="2026-11-22")
    for matter in ("M1", "M2"):
        lane.ok("matter", "close", matter, today="2026-11-22")
    assert "noise, due Mon 23; also follow-up M2" in spaced(lane.screen("due").out)


@pytest.mark.parametrize(("days", "first"), [("2,10", "2026-11-26"), ("none", None)])
def test_follow_ups_are_settable(lane: Vl, days: str, first: str | None) -> None:
    lane.ok("matter", "open", "ada", "noise", "--follow-ups", days, today="2026-11-23")
    lane.ok("done", "M1", today="2026-11-24")
    stand = stands(lane, "ada", "2026-11-24")
    assert (stand["due_on"] if stand["reason"]["kind"] == "follow_up" else None) == first


def test_matters_are_listed_while_open_and_with_all_when_closed(lane: Vl) -> None:
    lane.ok("matter", "open", "ada,ben", "noise", "--kind", "dispute", today="2026-11-23")
    lane.ok("matter", "open", "ben", "a bench", "--kind", "request", today="2026-11-23")
    lane.ok("matter", "close", "M1", today="2026-11-24")
    [one] = lane.ok("matter", "list", "--json").data["matters"]
    assert (one["id"], one["kind"], one["status"], one["opened_on"]) == (
        "M2",
        "request",
        "open",
        "2026-11-23",
    )
    everything = lane.ok("matter", "list", "--all", "--json").data["matters"]
    assert [(m["id"], [p["name"] for p in m["people"]]) for m in everything] == [
        ("M2", ["Ben Elm"]),
        ("M1", ["Ada Oak", "Ben Elm"]),
    ]


def test_an_unanswered_door_resets_nothing_and_is_tried_again(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", "-g", "hardship", today="2026-09-01")
    before = stands(vl, "ada", "2026-09-20")
    vl.ok("log", "ada", "-r", "out", today="2026-09-20")
    after = stands(vl, "ada", "2026-09-20")
    assert (after["due_on"], after["days_overdue"]) == (before["due_on"], before["days_overdue"])
    assert (after["state"], after["retry_on"], after["never_visited"]) == ("ok", "2026-09-23", True)
    assert [to_see(vl, f"2026-09-{day}") for day in (20, 22, 23)] == [{}, {}, {"Ada Oak": "retry"}]
    assert "nobody in on Sun 20" in vl.screen("due", today="2026-09-23").out


def test_a_refusal_is_waited_out_longer_each_time(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", "-g", "hardship", today="2026-09-01")
    for day, retry_on in (("09-20", "09-23"), ("09-23", "09-29"), ("09-29", "10-11"), ("10-11", "11-04")):
        vl.ok("log", "ada", "-r", "refused", today=f"2026-{day}")
        assert stands(vl, "ada", f"2026-{day}")["retry_on"] == f"2026-{retry_on}"
    assert to_see(vl, "2026-11-03") == {}
    assert to_see(vl, "2026-11-04") == {"Ada Oak": "retry"}
    assert "not now on 11 Oct; said no 4 times" in spaced(vl.screen("due", today="2026-11-04").out)


def test_after_two_refusals_a_matter_no_longer_presses_and_it_is_asked_whether_somebody_else_should_go(
    lane: Vl,
) -> None:
    lane.ok("matter", "open", "ada", "noise", "--kind", "dispute", today="2026-11-23")
    assert codes(lane, "log", "ada", "-r", "refused", today="2026-11-26") == []
    assert stands(lane, "ada", "2026-11-29")["every"] == 3
    assert codes(lane, "log", "ada", "-r", "refused", today="2026-11-29") == ["refused_twice"]
    stand = stands(lane, "ada", "2026-12-20")
    assert (stand["state"], stand["every"], stand["reason"]["kind"]) == ("ok", 180, "rhythm")
    assert "should someone else go?" in stand["reason"]["text"]
    cautions = briefed(lane, "ada", "2026-12-20")["advice"]["cautions"]
    assert [caution["code"] for caution in cautions] == ["refused_twice"]
    assert "should someone else go?" in lane.screen("brief", "ada", today="2026-12-20").out
    assert to_see(lane, "2026-12-20") == {}


def test_due_asks_whether_somebody_else_should_go_when_the_rhythm_brings_them_back(lane: Vl) -> None:
    for day in ("2026-11-26", "2026-11-29"):
        lane.ok("log", "ada", "-r", "refused", today=day)
    lane.ok("log", "ben", today="2027-05-18")
    [row] = due(lane, "2027-05-19")["visits"]
    assert row["person"]["name"] == "Ada Oak"
    assert "said no 2 times: should someone else go?" in row["reason"]["text"]


def test_a_door_that_opens_again_lets_the_matter_press_again(lane: Vl) -> None:
    lane.ok("matter", "open", "ada", "noise", "--kind", "dispute", today="2026-11-23")
    for day in ("2026-11-26", "2026-11-29"):
        lane.ok("log", "ada", "-r", "refused", today=day)
    lane.ok("log", "ada", "-f", "chance", today="2026-12-10")
    stand = stands(lane, "ada", "2026-12-10")
    assert (stand["due_on"], stand["reason"]["kind"]) == ("2026-12-13", "matter")


def test_after_two_refusals_the_follow_ups_of_a_closed_matter_press_no_more_either(lane: Vl) -> None:
    lane.ok("matter", "open", "ada", "noise", "--kind", "dispute", today="2026-11-23")
    for day in ("2026-11-26", "2026-11-29"):
        lane.ok("log", "ada", "-r", "refused", today=day)
    lane.ok("matter", "close", "M1", today="2026-11-30")
    assert [to_see(lane, day) for day in ("2026-12-01", "2026-12-03", "2026-12-07")] == [{}, {}, {}]


def test_somebody_who_asks_for_help_after_saying_no_has_opened_the_door_again(lane: Vl) -> None:
    for day in ("2026-11-26", "2026-11-29"):
        lane.ok("log", "ada", "-r", "refused", today=day)
    lane.ok("matter", "open", "ada", "help with a form", "--kind", "request", today="2026-12-01")
    assert to_see(lane, "2026-12-01") == {"Ada Oak": "matter"}
    lane.ok("log", "ada", "-r", "refused", today="2026-12-02")
    assert to_see(lane, "2026-12-31") == {}


def test_a_refusal_is_waited_out_on_a_birthday_too(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", "-g", "hardship", "--birthday", "1950-09-25", today="2026-09-01")
    for day in ("2026-09-20", "2026-09-23"):
        vl.ok("log", "ada", "-r", "refused", today=day)
    assert [to_see(vl, f"2026-09-{day}") for day in (25, 28, 29)] == [{}, {}, {"Ada Oak": "retry"}]


def test_somebody_who_declined_is_never_due_nor_on_a_round(lane: Vl) -> None:
    lane.ok("matter", "open", "ada", "noise", "--kind", "dispute", today="2026-11-23")
    lane.ok("event", "ada", "death", today="2026-11-23")
    lane.ok("promise", "ada", "send the form", "--by", "2026-11-26", today="2026-11-23")
    lane.ok("retire", "ada", "declined", today="2026-11-24")
    for day in ("2026-11-24", "2026-12-01", "2027-11-01"):
        assert "Ada Oak" not in to_see(lane, day)
        assert "Ada Oak" not in rounds(lane, day)[day]
    stand = stands(lane, "ada", "2026-12-01")
    assert (stand["state"], stand["due_on"], stand["days_overdue"]) == ("inactive", None, 0)
    assert "they asked for no more visits; respect it" in lane.screen("brief", "ada").out
    # Our word to them still holds.
    assert [promise["id"] for promise in due(lane, "2026-12-01")["promises"]] == ["P1"]
