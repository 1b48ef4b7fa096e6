"""The JSON that users' scripts rest on: the envelope, and the keys of everything in it, as COMMANDS promises."""

from typing import Any

import pytest

from conftest import TODAY, Vl

PERSON = {
    *("id", "name", "aliases", "phone", "address", "area", "household", "residence", "groups", "every"),
    *("best_times", "birthday", "sensitive", "notes", "status", "left_on", "paused_until", "pause_reason"),
    *("added_on", "uid"),
}
STANDING_OF_COMMANDS = {
    *("person", "due_on", "days_overdue", "state", "reason", "every", "last_met", "last_attempt"),
    *("never_visited", "visits", "hold_off_until", "ceiling"),
}
STANDING = STANDING_OF_COMMANDS | {"also", "breaks_ceiling", "retry_on", "paused_until", "withheld"}
VISIT = {
    *("id", "people", "on", "at", "minutes", "form", "place", "result", "note", "topics", "sensitive"),
    *("alone", "companions", "attire", "hospitality", "hospitality_declined", "warmth", "heads", "area"),
    *(
        "asked",
        "matter",
        "appointment",
        "approach",
        "went",
        "lesson",
        "lesson_kept_on",
        "logged_at",
        "uid",
        "withheld",
    ),
}
PROMISE_OF_COMMANDS = {"id", "person", "text", "by", "days_late", "owed_by"}
PROMISE = PROMISE_OF_COMMANDS | {
    *("status", "first_by", "made_on", "closed_on", "why", "visit", "moves", "told_on", "uid", "withheld"),
}
GROUP_OF_COMMANDS = {
    *("key", "label", "every", "grace", "retry", "ceiling", "counts", "sensitive", "source", "people"),
}
GROUP = GROUP_OF_COMMANDS | {
    *(
        "first_within",
        "ceiling_counts",
        "default_for",
        "attire",
        "place",
        "approaches",
        "courtesies",
        "festivals",
    ),
}

SETTLED = {"promises", "appointments", "matters"}

KINDS: tuple[tuple[str, str, set[str]], ...] = (
    ("add Fay Birch", "add", {"person", "warnings"}),
    ("log ada hello", "log", {"visit", "promises", "appointments", "standing", "told", "warnings"}),
    ("promise ada a lamp --by friday", "promise", {"promise", "warnings"}),
    ("done P1", "done", SETTLED),
    ("drop P1 --why housing-did-it", "drop", SETTLED),
    ("cancel P1 --why housing-did-it", "drop", SETTLED),
    ("move P1 friday --why clerk-away", "move", {"promise", "warnings"}),
    ("due", "due", {"day", "promises", "appointments", "visits", "hold_off", "counts"}),
    ("people", "people", {"people"}),
    ("show ada", "show", {"person", "visits", "promises", "appointments", "events", "matters"}),
    ("visits", "visits", {"visits", "left_out"}),
    ("promises", "promises", {"promises"}),
    ("find hall", "find", {"text", "people", "visits", "promises", "withheld"}),
    ("when friday", "when", {"text", "date", "time", "end", "direction", "reading"}),
    ("undo", "undo", {"undone"}),
    ("history", "history", {"changes"}),
    ("remove V1", "remove", {"removed", "warnings"}),
    ("group list", "group list", {"groups"}),
    ("group show elder", "group show", {"group"}),
    ("group set elder --every 8d", "group set", {"group"}),
    ("group remove elder", "group remove", {"group"}),
    ("path", "path", {"journal", "settings", "backups", "exists"}),
)


@pytest.mark.parametrize(("line", "kind", "keys"), KINDS, ids=[line for line, *_ in KINDS])
def test_every_answer_is_an_envelope_with_its_own_keys(
    lane: Vl, line: str, kind: str, keys: set[str]
) -> None:
    answer = lane.ok(*line.split(" "), "--json").json()
    assert set(answer) == {"schema", "kind", "today", "data"}
    assert (answer["schema"], answer["kind"], answer["today"]) == (1, kind, TODAY)
    assert set(answer["data"]) == keys


@pytest.mark.parametrize("line", [line for line, *_ in KINDS])
def test_json_may_stand_before_the_command_too(lane: Vl, line: str) -> None:
    before = lane.bytes
    assert before is not None
    first = lane.ok("--json", *line.split(" "))
    lane.journal.write_bytes(before)
    last = lane.ok(*line.split(" "), "--json")
    assert without_uids(first.json()) == without_uids(last.json())
    assert first.err == last.err == ""


def without_uids(value: Any) -> Any:
    """The document without the fields that are drawn anew each time."""
    if isinstance(value, dict):
        return {key: without_uids(one) for key, one in value.items() if key != "uid"}
    return [without_uids(one) for one in value] if isinstance(value, list) else value


def test_init_says_the_preset_and_where_the_journal_is(vl: Vl) -> None:
    data = vl.ok("init", "--preset", "eldercare", "--json").data
    assert data == {"preset": "eldercare", "groups": data["groups"], "journal": str(vl.journal)}
    assert data["groups"] == len(vl.table("groups")) > 0


def test_a_person_has_all_their_fields_and_their_standing(lane: Vl) -> None:
    for line in ("add Fay Birch", "show ada"):
        person = lane.ok(*line.split(), "--json").data["person"]
        assert set(person) == PERSON | {"standing"}
        assert set(person["standing"]) == STANDING
    for person in lane.ok("people", "--json").data["people"]:
        assert set(person) - {"withheld"} == PERSON | {"standing"}


def test_a_standing_has_what_commands_promises(lane: Vl) -> None:
    data = lane.ok("due", "--days", "60", "--json").data
    stands = [*data["visits"], *data["hold_off"], *lane.ok("log", "ben", "--json").data["standing"]]
    assert len(stands) > 4
    for stand in stands:
        assert set(stand) >= STANDING_OF_COMMANDS
        assert set(stand) == STANDING
        assert set(stand["person"]) == {"id", "name"}
        assert stand["state"] in {"due", "overdue", "ok", "hold_off", "paused", "inactive"}
        assert stand["reason"] is None or set(stand["reason"]) == {"kind", "text", "id"}
        assert stand["ceiling"] is None or set(stand["ceiling"]) == {"visits", "days", "used"}
    assert any(stand["ceiling"] for stand in stands)
    assert any(stand["reason"] for stand in stands)


def test_a_visit_has_the_same_keys_wherever_it_is_shown(lane: Vl) -> None:
    data = lane.ok("log", "ada", "hello", "--json").data
    shown = [data["visit"]]
    for line in ("visits", "show ada", "find hello"):
        shown += lane.ok(*line.split(), "--json").data["visits"]
    assert len(shown) > 10
    for visit in shown:
        assert set(visit) == VISIT
        assert visit["id"].startswith("V")
        assert all(set(person) == {"id", "name"} for person in visit["people"])


def test_a_visit_as_logged_is_the_visit_as_listed(lane: Vl) -> None:
    logged = lane.ok("log", "ada", "hello", "-p", "a lamp @friday", "--json").data
    assert lane.ok("visits", "-n", "1", "--json").data["visits"] == [logged["visit"]]
    assert logged["promises"][0] in lane.ok("promises", "--json").data["promises"]
    assert len(logged["visit"]["uid"]) == 32


def test_a_promise_has_the_same_keys_wherever_it_is_shown(lane: Vl) -> None:
    shown = [
        *lane.ok("log", "ada", "-p", "a lamp", "--json").data["promises"],
        lane.ok("promise", "ada", "oil", "--by", "friday", "--json").data["promise"],
        lane.ok("move", "P1", "friday", "--why", "later", "--json").data["promise"],
        *lane.ok("done", "P1", "--json").data["promises"],
        *lane.ok("drop", "P2", "--why", "no", "--json").data["promises"],
        *lane.ok("due", "--json").data["promises"],
        *lane.ok("promises", "--all", "--json").data["promises"],
        *lane.ok("show", "ada", "--json").data["promises"],
        *lane.ok("find", "lamp", "--json").data["promises"],
    ]
    for promise in shown:
        assert set(promise) >= PROMISE_OF_COMMANDS
        assert set(promise) == PROMISE
        assert promise["id"].startswith("P")
        assert set(promise["person"]) == {"id", "name"}
        assert all(set(move) == {"from", "to", "why", "at"} for move in promise["moves"])
    assert any(promise["moves"] for promise in shown)


def test_due_counts_everything_whatever_is_shown(lane: Vl) -> None:
    counts = lane.ok("due", "--promises", "--json").data["counts"]
    assert counts == lane.ok("due", "--visits", "--json").data["counts"]
    assert counts == lane.ok("due", "-n", "1", "--json").data["counts"]
    assert {"late_promises", "promises_today", "visits", "hold_off"} <= set(counts)


def test_due_says_what_kind_of_day_it_is(lane: Vl) -> None:
    assert lane.ok("due", "--json").data["day"] == "workday"
    assert lane.ok("due", "--json", today="2026-11-22").data["day"] == "weekend"


def test_groups_have_what_commands_promises(lane: Vl) -> None:
    groups = lane.ok("group", "list", "--json").data["groups"]
    assert len(groups) > 10
    for group in [*groups, lane.ok("group", "show", "elder", "--json").data["group"]]:
        assert set(group) >= GROUP_OF_COMMANDS
        assert set(group) == GROUP
        assert set(group["label"]) == {"en", "zh"}
        assert group["ceiling"] is None or set(group["ceiling"]) == {"visits", "days"}


def test_history_has_the_moment_the_command_and_a_summary(lane: Vl) -> None:
    changes = lane.ok("history", "--json").data["changes"]
    assert all(set(change) == {"at", "command", "summary"} for change in changes)
    assert [change["command"] for change in changes[:3]] == ["log", "log", "done"]


SUMMARY: dict[str, set[str]] = {
    "period": {"from", "to", "label"},
    "coverage": {"visited", "total", "rate", "never", "residents", "inhabited"},
    "visits": {"total", "by_form", "by_place", "by_result", "weekend_or_evening", "people_met"},
    "promises": {
        *("made", "fell_due", "kept_on_time", "kept_late", "dropped", "open", "overdue", "on_time_rate"),
        "last_review",
    },
    "attention": {"over_visited", "groups", "more", "less"},
    "pace": {"asked_per_week", "made_per_week"},
}


@pytest.mark.parametrize("section", SUMMARY)
def test_summary_has_what_commands_promises_in(lane: Vl, section: str) -> None:
    data = lane.ok("summary", "--json").data
    assert set(data[section]) == SUMMARY[section]


def test_summary_lists_have_the_keys_of_commands(lane: Vl) -> None:
    for day in ("2026-11-21", "2026-11-22"):
        lane.ok("log", "ben", "--on", day)
    lane.ok("add", "Gil Oak", "-g", "elder", today="2026-09-01")
    data = lane.ok("summary", "--split", "residence", "--json").data
    over, shares = data["attention"]["over_visited"], data["attention"]["groups"]
    assert [one["person"] for one in over] == [{"id": 2, "name": "Ben Elm"}]
    assert all({"person", "visits", "ceiling", "asked", "matter"} <= set(one) for one in over)
    assert shares
    assert all({"group", "people_share", "visits_share"} <= set(one) for one in shares)
    assert set(data["split"]) == {"resident", "newcomer", "temporary"}
    assert all(set(one) == {"visited", "total", "rate", "visits"} for one in data["split"].values())
    assert {"id": 7, "name": "Gil Oak"} in data["coverage"]["never"]


def test_summary_of_all_time_has_no_period_before(lane: Vl) -> None:
    assert lane.ok("summary", "--period", "all", "--json").data["previous"] is None
    assert lane.ok("summary", "--json").data["previous"]["period"]["label"] == "October 2026"


def test_json_lists_are_whole_and_cut_only_by_n(lane: Vl) -> None:
    for _ in range(25):
        lane.ok("log", "ben", "again")
    assert len(lane.ok("visits", "--json").data["visits"]) == 35
    assert len(lane.ok("visits", "--json", "-n", "3").data["visits"]) == 3
    assert len(lane.ok("visits").lines) == 35
    assert len(lane.ok("visits", "-n", "3").lines) == 3


def test_json_stays_json_on_a_terminal_and_with_plain(lane: Vl) -> None:
    usual = lane.ok("due", "--json").out
    assert lane.screen("due", "--json").out == usual
    assert lane.ok("--json", "--plain", "due").out == usual
    assert lane.ok("due", "--json", "--quiet").out == usual


def test_json_after_the_word_group_is_taken(lane: Vl) -> None:
    assert lane.ok("group", "--json", "list").out == lane.ok("group", "list", "--json").out


def test_json_after_two_dashes_is_text(lane: Vl) -> None:
    answer = lane.ok("log", "ada", "--", "--json", "is", "a", "word")
    assert not answer.out.startswith("{")
    assert lane.table("visits")["11"]["note"] == "--json is a word"
    assert lane.ok("find", "--json", "--", "--json").data["text"] == "--json"


def test_unknown_is_null_and_not_absent(vl: Vl) -> None:
    person = vl.ok("add", "Ada", "--json").data["person"]
    for key in ("phone", "address", "area", "household", "residence", "every", "birthday", "notes"):
        assert person[key] is None
    visit = vl.ok("log", "ada", "--json").data["visit"]
    for key in (
        "at",
        "minutes",
        "note",
        "warmth",
        "approach",
        "went",
        "lesson",
        "lesson_kept_on",
        "heads",
        "area",
        "attire",
    ):
        assert visit[key] is None
