"""要有亲疏远近, near and far, on principle: a rhythm for everybody, a ceiling where closeness looks like favour."""

import pytest
from scenes import begun, briefed, codes, due, rounds, spaced, stands, summed, to_see

from conftest import Vl


def beginning(vl: Vl) -> None:
    """A shop at its ceiling of one visit in 30 days, whose own rhythm would have it due again."""
    vl.ok("add", "Ma Dong", "--door", "shop 3", "-g", "business", "--every", "7d", today="2026-09-01")
    vl.ok("log", "ma", today="2026-11-10")


@pytest.fixture
def lane(vl: Vl, tmp_path_factory: pytest.TempPathFactory) -> Vl:
    """The command on a copy of that beginning."""
    return begun(vl, tmp_path_factory, beginning)


def test_who_is_at_the_ceiling_is_held_off_in_due_people_plan_and_brief(lane: Vl) -> None:
    answer = due(lane, "2026-11-23")
    assert answer["visits"] == []
    [held] = answer["hold_off"]
    assert (held["state"], held["hold_off_until"]) == ("hold_off", "2026-12-10")
    assert held["ceiling"] == {"visits": 1, "days": 30, "used": 1}
    assert answer["counts"]["hold_off"] == 1
    [row] = [line for line in lane.screen("due").lines if "Ma Dong" in line]
    assert spaced(row) == "until 10 Dec 1 Ma Dong, shop 3 1 visit of 1 in 30 days"
    assert rounds(lane, "2026-11-23") == {"2026-11-23": []}
    [person] = lane.ok("people", "--json").data["people"]
    assert person["standing"]["state"] == "hold_off"
    assert "hold off until 10 Dec" in spaced(lane.screen("people").out)
    brief = lane.screen("brief", "ma").out
    assert "GO hold off until Thu 10 Dec" in spaced(brief)
    assert "MIND not too often: 1 visit of 1 in 30 days" in spaced(brief)
    cautions = briefed(lane, "ma", "2026-11-23")["advice"]["cautions"]
    assert [caution["code"] for caution in cautions] == ["ceiling"]


def test_the_hold_ends_on_the_first_day_on_which_one_more_visit_is_within_the_ceiling(lane: Vl) -> None:
    assert to_see(lane, "2026-12-09") == {}
    assert to_see(lane, "2026-12-10") == {"Ma Dong": "rhythm"}
    assert rounds(lane, "2026-12-09", "--days", "2") == {"2026-12-09": [], "2026-12-10": ["Ma Dong"]}


def test_due_lists_as_held_off_only_whom_it_would_list_otherwise(lane: Vl) -> None:
    assert due(lane, "2026-11-16")["hold_off"] == []
    assert len(due(lane, "2026-11-16", "--days", "1")["hold_off"]) == 1


def test_logging_one_visit_more_warns_and_a_call_or_a_word_at_a_meeting_does_not(lane: Vl) -> None:
    for form in ("phone", "meeting", "chance"):
        assert codes(lane, "log", "ma", "-f", form) == []
    [warning] = lane.ok("log", "ma", "--json").data["warnings"]
    assert warning["code"] == "ceiling"
    assert "2 times" in warning["message"]
    assert "1 in 30 days" in warning["message"]
    lane.ok("undo")
    assert "the ceiling is 1 in 30 days" in lane.ok("log", "ma").err


def test_a_visit_they_asked_for_is_not_counted_but_is_listed(lane: Vl) -> None:
    assert codes(lane, "log", "ma", "--asked", today="2026-11-12") == []
    assert stands(lane, "ma", "2026-11-12")["hold_off_until"] == "2026-12-10"
    assert stands(lane, "ma", "2026-11-12")["ceiling"]["used"] == 1
    [over] = summed(lane, "2026-11-30")["attention"]["over_visited"]
    assert (over["person"]["name"], over["visits"], over["asked"]) == ("Ma Dong", 2, 1)
    assert over["ceiling"] == {"visits": 1, "days": 30}
    shown = spaced(lane.screen("summary", today="2026-11-30").out)
    assert "more: Ma Dong, shop 3 2 visits, ceiling 1 in 30 days (1 asked for)" in shown
    visit = lane.ok("show", "ma", "--json").data["visits"][0]
    assert visit["asked"] is True


def test_news_and_matters_outrank_a_ceiling_and_say_so(lane: Vl) -> None:
    lane.ok("event", "ma", "death", today="2026-11-20")
    stand = stands(lane, "ma", "2026-11-20")
    assert (stand["state"], stand["breaks_ceiling"]) == ("due", True)
    assert "above the ceiling" in stand["reason"]["text"]
    lane.ok("matter", "open", "ma", "the pavement", "--kind", "request", today="2026-11-20")
    assert codes(lane, "log", "ma", "--matter", "M1", today="2026-11-20") == ["ceiling"]
    [over] = summed(lane, "2026-11-30")["attention"]["over_visited"]
    assert (over["visits"], over["matter"]) == (2, 1)


def test_a_festival_does_not_outrank_a_ceiling(lane: Vl) -> None:
    lane.ok("group", "set", "business", "--festivals", "christmas", today="2026-09-01")
    lane.ok("log", "ma", today="2026-12-12")
    assert to_see(lane, "2026-12-25") == {}


def test_a_group_has_a_rhythm_and_where_wanted_a_ceiling(vl: Vl) -> None:
    vl.ok("group", "set", "shops", "--every", "60d", "--ceiling", "2/14d", "--ceiling-counts", "chance")
    vl.ok("add", "Ada Oak", "-g", "shops")
    for _ in range(2):
        vl.ok("log", "ada", "-f", "chance")
    stand = stands(vl, "ada", "2026-11-23")
    assert (stand["every"], stand["state"], stand["hold_off_until"]) == (60, "hold_off", "2026-12-07")
    vl.ok("group", "set", "shops", "--ceiling", "none")
    assert stands(vl, "ada", "2026-11-23")["state"] == "ok"


def test_of_several_ceilings_the_latest_holds(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", "-g", "business", "-g", "release-early")
    vl.ok("log", "ada")
    assert stands(vl, "ada", "2026-11-23")["hold_off_until"] == "2026-12-23"


def test_the_attention_report_names_who_gets_most_and_least_by_their_own_rhythm(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", today="2026-09-01")
    vl.ok("add", "Ben Elm", "-g", "elder", today="2026-09-01")
    vl.ok("add", "Cleo Ash", "-g", "hardship", today="2026-09-01")
    for day in ("03", "10", "17"):
        vl.ok("log", "ada", today=f"2026-10-{day}")
    vl.ok("log", "ben", today="2026-10-06")
    vl.ok("log", "cleo", today="2026-10-06")
    attention = summed(vl, "2026-10-31")["attention"]
    assert [(a["person"]["name"], a["visits"], a["expected"], a["every"]) for a in attention["more"]] == [
        ("Ada Oak", 3, 0, 180)
    ]
    assert [(a["person"]["name"], a["visits"], a["expected"], a["every"]) for a in attention["less"]] == [
        ("Ben Elm", 1, 4, 7)
    ]
    shares = {g["group"]: (g["people_share"], g["visits_share"]) for g in attention["groups"]}
    assert shares["household"] == (0.3333, 0.6)
    assert shares["elder"] == (0.3333, 0.2)
    shown = spaced(vl.screen("summary", today="2026-10-31").out)
    assert "more: Ada Oak 3 visits; every 180 days means 1 at most" in shown
    assert "less: Ben Elm 1 visit; every 7 days means 4" in shown
    assert "household: 33% of people, 60% of visits" in shown


def test_a_persons_own_rhythm_wins_over_the_groups(vl: Vl) -> None:
    vl.ok("add", "Ada Oak", "-g", "elder", "--every", "21d")
    vl.ok("log", "ada")
    assert stands(vl, "ada", "2026-11-23")["due_on"] == "2026-12-14"
