"""要讲究场合, mind the place: policy in the office, publicity where many are, delicate talk where nobody hears."""

from typing import Any

import pytest
from scenes import begun, briefed, codes, due, spaced, summed

from conftest import Vl

SECRET = "the doctor said"


def beginning(vl: Vl) -> None:
    """Somebody ordinary, somebody sensitive, and somebody in a sensitive group."""
    vl.ok("add", "Ada Oak", "--area", "East", today="2026-09-01")
    vl.ok("add", "Ben Elm", "--area", "East", "--sensitive", "--note", SECRET, today="2026-09-01")
    vl.ok("add", "Cleo Ash", "--area", "East", "-g", "illness-watch", "--note", SECRET, today="2026-09-01")


@pytest.fixture
def lane(vl: Vl, tmp_path_factory: pytest.TempPathFactory) -> Vl:
    """The command on a copy of that beginning."""
    return begun(vl, tmp_path_factory, beginning)


@pytest.mark.parametrize(
    ("topic", "place", "warns"),
    [
        ("policy", "office", False),
        ("policy", "home", True),
        ("政策", "public", True),
        ("publicity", "public", False),
        ("publicity", "office", True),
        ("papers", "home", True),
        ("roof", "public", False),
    ],
)
def test_a_topic_knows_its_place_on_a_visit_and_on_a_booking(
    lane: Vl, topic: str, place: str, warns: bool
) -> None:
    expected = ["place_unfit"] if warns else []
    assert codes(lane, "log", "ada", "--topic", topic, "--place", place) == expected
    assert codes(lane, "book", "ada", "friday", "--topic", topic, "--place", place) == expected


def test_what_belongs_in_private_may_be_said_at_home_and_never_where_others_hear(lane: Vl) -> None:
    words = ("book", "ada", "friday", "--topic", "family", "--place")
    assert [codes(lane, *words, place) for place in ("home", "private", "office", "public")] == [
        [],
        [],
        ["place_unfit"],
        ["place_unfit", "sensitive_in_public"],
    ]


def test_where_a_topic_belongs_is_the_users_to_say(lane: Vl) -> None:
    topic = lane.ok("topic", "set", "parking", "--place", "office", "--label-zh", "停车", "--json").data[
        "topic"
    ]
    assert (topic["key"], topic["place"], topic["sensitive"]) == ("parking", "office", False)
    words = ("book", "ada", "friday", "--place", "home", "--topic")
    assert codes(lane, *words, "停车") == ["place_unfit"]
    assert "belongs elsewhere: office" in lane.ok(*words, "parking").err
    lane.ok("topic", "set", "parking", "--place", "any")
    assert codes(lane, *words, "parking") == []
    listed = {t["key"]: t["place"] for t in lane.ok("topic", "list", "--json").data["topics"]}
    assert (listed["policy"], listed["publicity"], listed["family"]) == ("office", "public", "private")
    assert listed["parking"] is None


def test_a_talk_to_many_in_a_busy_place_is_logged_for_the_area_and_resets_nobodys_clock(lane: Vl) -> None:
    before = due(lane, "2026-11-23")["visits"]
    words = ("log", "--area", "East", "--heads", "40", "--topic", "publicity", "fire", "safety", "--json")
    answer = lane.ok(*words).data
    visit = answer["visit"]
    assert (visit["people"], visit["area"], visit["heads"]) == ([], "East", 40)
    assert (visit["place"], visit["form"], visit["note"]) == ("public", "meeting", "fire safety")
    assert answer["warnings"] == []
    assert due(lane, "2026-11-23")["visits"] == before
    assert summed(lane, "2026-11-23")["coverage"]["visited"] == 0


@pytest.mark.parametrize(
    "words",
    [
        ["ben"],
        ["cleo"],
        ["ada,cleo"],
        ["ada", "--sensitive"],
        ["ada", "--topic", "illness"],
        ["--area", "East", "--heads", "9", "--topic", "debts"],
    ],
)
def test_something_delicate_in_public_warns_whatever_makes_it_so(lane: Vl, words: list[str]) -> None:
    assert "sensitive_in_public" in codes(lane, "log", *words, "--place", "public")


def test_a_booking_in_public_with_somebody_sensitive_warns(lane: Vl) -> None:
    assert codes(lane, "book", "cleo", "friday", "--place", "public") == ["sensitive_in_public"]
    assert codes(lane, "book", "ada", "friday", "--place", "public") == []


@pytest.mark.parametrize("kind", ["hospital", "illness", "刑满释放"])
def test_somebody_whom_something_delicate_has_just_happened_to_is_not_met_in_public_unwarned(
    lane: Vl, kind: str
) -> None:
    lane.ok("event", "ada", kind, today="2026-11-20")
    assert codes(lane, "book", "ada", "friday", "--place", "public") == ["sensitive_in_public"]
    assert codes(lane, "log", "ada", "-f", "chance") == ["sensitive_in_public"]


def test_an_ordinary_event_is_no_secret(lane: Vl) -> None:
    lane.ok("event", "ada", "wedding", today="2026-11-20")
    assert codes(lane, "log", "ada", "-f", "chance") == []


@pytest.mark.parametrize("listing", ["due", "people", "summary"])
def test_to_filter_by_a_sensitive_group_would_reveal_it_and_needs_to_be_asked_for(
    lane: Vl, listing: str
) -> None:
    assert "--sensitive-too" in lane.refuses(1, listing, "-g", "illness-watch")
    assert lane(listing, "-g", "illness-watch", "--sensitive-too").code == 0


def test_to_filter_by_a_sensitive_topic_would_reveal_it_and_needs_to_be_asked_for(lane: Vl) -> None:
    lane.ok("log", "ada", "--topic", "illness")
    assert "--sensitive-too" in lane.refuses(1, "visits", "--topic", "illness")


def test_visits_whose_topics_were_not_looked_at_are_counted_and_not_shown(lane: Vl) -> None:
    lane.ok("log", "ada", "--topic", "parking")
    lane.ok("log", "ben", "--topic", "parking")
    lane.ok("log", "ben", "--topic", "roofs")
    answer = lane.ok("visits", "--topic", "parking", "--json").data
    assert [visit["people"][0]["name"] for visit in answer["visits"]] == ["Ada Oak"]
    assert answer["left_out"] == 2
    shown = lane.screen("visits", "--topic", "parking").err
    assert "2 sensitive visits were not looked at: --sensitive-too" in shown
    everything = lane.ok("visits", "--topic", "parking", "--sensitive-too", "--json").data
    assert (len(everything["visits"]), everything["left_out"]) == (2, 0)


def test_the_brief_says_where_to_meet_and_whether_alone(lane: Vl) -> None:
    lane.ok("add", "Dan Fir", "-g", "distance")
    advice = {who: briefed(lane, who, "2026-11-23")["advice"] for who in ("ada", "ben", "dan")}
    assert {who: (one["place"], one["alone"]) for who, one in advice.items()} == {
        "ada": ("home", False),
        "ben": ("home", True),
        "dan": ("office", True),
    }
    assert "MEET home, alone" in spaced(lane.screen("brief", "ben").out)
    codes_of = [caution["code"] for caution in advice["ben"]["cautions"]]
    assert codes_of == ["sensitive"]


def everything_about(vl: Vl, who: str, approach: str = SECRET) -> None:
    """A visit, a promise, a booking, each of them with the secret."""
    words = ["--lesson", SECRET, "--hospitality", SECRET, "--approach", approach, "--went", "well"]
    vl.ok("log", who, SECRET, *words, "-p", f"{SECRET} @2026-11-24")
    vl.ok("promise", who, SECRET, "--by", "2026-11-23")
    vl.ok("book", who, "2026-11-25", "--for", SECRET, "--note", SECRET)


LISTS: tuple[tuple[str, ...], ...] = (
    ("due", "--days", "30"),
    ("people",),
    ("visits",),
    ("promises",),
    ("appointments",),
    ("lessons",),
    ("find", "doctor"),
    ("summary",),
    ("plan", "--days", "3"),
)


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
@pytest.mark.parametrize("who", ["ben", "cleo"])
def test_sensitive_text_stays_out_of_every_list_and_is_marked(
    lane: Vl, who: str, words: tuple[str, ...]
) -> None:
    everything_about(lane, who)
    for how in ([], ["--plain"], ["--json"]):
        assert SECRET not in lane(*words, *how).out
    screen = lane.screen(*words).out
    assert SECRET not in screen
    assert "withheld" in screen or words[0] in ("summary", "plan", "people")


@pytest.mark.parametrize(
    "words",
    [("visits",), ("promises",), ("appointments",), ("lessons",), ("find", "doctor")],
)
def test_sensitive_text_is_shown_where_it_is_asked_for(lane: Vl, words: tuple[str, ...]) -> None:
    everything_about(lane, "cleo")
    assert SECRET in lane(*words, "--sensitive-too", "--json").out


REASONS = (("due",), ("people",), ("plan",), ("due", "--days", "30"))


@pytest.mark.parametrize("words", [*REASONS, ("matter", "list")], ids=" ".join)
def test_what_a_matter_of_a_sensitive_group_is_about_stays_out_of_every_list(
    lane: Vl, words: tuple[str, ...]
) -> None:
    lane.ok("log", "cleo", today="2026-11-20")
    lane.ok("matter", "open", "cleo", SECRET, "--kind", "request")
    for how in ([], ["--plain"], ["--json"]):
        assert SECRET not in lane(*words, *how).out


@pytest.mark.parametrize("words", REASONS, ids=" ".join)
def test_what_a_matter_of_somebody_sensitive_is_about_is_no_reason_for_all_to_read(
    lane: Vl, words: tuple[str, ...]
) -> None:
    lane.ok("log", "ben", today="2026-11-20")
    lane.ok("matter", "open", "ben", SECRET, "--kind", "request")
    assert SECRET not in lane(*words, "--json").out


def test_the_label_and_rhythm_of_a_sensitive_group_stay_out_of_lists(lane: Vl) -> None:
    lane.ok("log", "cleo", today="2026-09-10")
    [stand] = [v for v in due(lane, "2026-11-23")["visits"] if v["person"]["name"] == "Cleo Ash"]
    assert [stand[key] for key in ("withheld", "reason", "every", "last_met")] == [True, None, None, None]
    [row] = [line for line in lane.screen("due").lines if "Cleo Ash" in line]
    assert row.split().count("[withheld]") == 2
    [person] = [p for p in lane.ok("people", "--json").data["people"] if p["name"] == "Cleo Ash"]
    assert (person["groups"], person["notes"], person["withheld"]) == ([], None, True)
    assert "illness" not in lane.screen("people").out + lane.screen("due").out + lane.screen("summary").out
    split = summed(lane, "2026-11-23", "--split", "group")["split"]
    assert set(split) == {"household", "withheld"}


def test_news_of_illness_is_sensitive_by_itself_and_marked_as_withheld(lane: Vl) -> None:
    lane.ok("event", "ada", "hospital", "--note", SECRET, today="2026-11-20")
    [event] = lane.ok("events", "--json").data["events"]
    assert (event["kind"], event["note"], event["withheld"]) == (None, None, True)
    assert event["person"]["name"] == "Ada Oak"
    for words in (("due",), ("events",), ("plan",), ("people",)):
        assert "hospital" not in lane.screen(*words).out
        assert "hospital" not in lane(*words, "--json").out
    assert "in hospital" in lane.screen("events", "--sensitive-too").out
    assert "in hospital" in lane.screen("due", "--sensitive-too").out


@pytest.mark.parametrize("who", ["ben", "cleo"])
def test_the_brief_folds_sensitive_text_gives_its_advice_and_says_where_the_rest_is(
    lane: Vl, who: str
) -> None:
    everything_about(lane, who, approach="listening first")
    lane.ok("promise", who, SECRET, "--by", "2026-11-23")
    lane.ok("done", "P3")
    lane.ok("pause", who, "--until", "2026-11-24", "--why", SECRET)
    number = {"ben": 2, "cleo": 3}[who]
    for how in ([], ["--plain"], ["--json"]):
        assert SECRET not in lane.ok("brief", who, *how).out
    screen = lane.screen("brief", who).out
    assert SECRET not in screen
    assert "WORKED listening first: well 1 of 1" in spaced(screen)
    assert f"notes withheld: show {number}" in screen
    assert "OPEN WITH" in screen
    data = briefed(lane, who, "2026-11-23")
    assert data["folded"] == 5
    assert (data["person"]["notes"], data["person"]["withheld"]) == (None, True)
    assert [p["text"] for p in data["promises_by_us"] + data["to_tell"]] == [None, None, None]
    assert SECRET in lane.screen("show", who).out


def test_of_an_ordinary_person_the_brief_folds_just_the_sensitive_visit(lane: Vl) -> None:
    lane.ok("log", "ada", "the new bins", today="2026-11-20")
    lane.ok("log", "ada", SECRET, "--topic", "illness", "-p", f"{SECRET} @2026-11-25", today="2026-11-21")
    lane.ok("event", "ada", "hospital", today="2026-11-22")
    answer = lane.ok("brief", "ada", "--json")
    assert SECRET not in answer.out
    assert "illness" not in answer.out
    assert [v["note"] for v in answer.data["last_visits"]] == [None, "the new bins"]
    screen = lane.screen("brief", "ada").out
    assert SECRET not in screen
    assert "hospital" not in screen
    assert "the new bins" in screen


def test_a_visit_knows_its_place_and_whether_it_was_alone(lane: Vl) -> None:
    visit = lane.ok("log", "ada", "--place", "private", "--alone", "--json").data["visit"]
    assert (visit["place"], visit["alone"]) == ("private", True)
    by_place: Any = summed(lane, "2026-11-23")["visits"]["by_place"]
    assert by_place == {"home": 0, "office": 0, "public": 0, "private": 1}
