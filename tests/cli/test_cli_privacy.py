"""What is sensitive stays out of lists, in every mode, unless it is asked for; `show` shows all."""

from typing import Any

import pytest

from conftest import Vl, begin_lane

SECRETS = (
    "what the doctor said",
    "her secret",
    "the new medicine",
    "how she slept",
    "find a specialist",
    "in the market",
    "come on Sundays",
    "health",
    "no day yet",
    "illness",
)
"""The words of the small journal that are sensitive: by a person, by a group, by a visit."""

LISTS = (
    "due",
    "due --days 60",
    "people",
    "people --status all",
    "visits",
    "visits --who cleo",
    "promises --all",
    "promises --who eve",
    "find secret",
    "find doctor",
    "find medicine",
    "find specialist",
    "find market",
    "find a",
    "find e",
    "summary",
    "summary --period all",
    "summary --split group",
    "summary --split topic",
    "summary --period quarter --split group",
)


@pytest.fixture
def quiet(vl: Vl) -> Vl:
    """The small journal, with one more visit that is sensitive in itself."""
    vl.start(begin_quiet)
    return vl


def begin_quiet(vl: Vl) -> None:
    """Makes the small journal, and adds a visit that is sensitive in itself."""
    vl.start(begin_lane)
    words = ("no day yet to tell", "--sensitive", "--topic", "health", "-p", "find a specialist soon")
    vl.ok("log", "ada", *words, "--lesson", "health first")


@pytest.mark.parametrize("line", LISTS)
def test_sensitive_text_is_in_no_list_in_any_mode(quiet: Vl, line: str) -> None:
    words = line.split()
    typed = set(line.split()) - {"a", "e"}
    for told in (
        quiet.ok(*words),
        quiet.ok(*words, "--json"),
        quiet.screen(*words),
        quiet.screen(*words, columns=40),
        quiet.screen(*words, lang="zh"),
    ):
        shown = [secret for secret in SECRETS if secret in told.out]
        assert [secret for secret in shown if not typed & set(secret.split())] == []


@pytest.mark.parametrize("line", [line for line in LISTS if not line.startswith(("find", "summary"))])
def test_withheld_is_said_in_every_mode(quiet: Vl, line: str) -> None:
    words = line.split()
    assert '"withheld": true' in quiet.ok(*words, "--json").out
    assert "[withheld]" in quiet.ok(*words).out
    assert "[withheld]" in quiet.screen(*words).out


def withheld(rows: list[Any]) -> list[Any]:
    """The rows that say that something is withheld."""
    return [row for row in rows if row.get("withheld")]


def test_a_withheld_visit_has_null_for_its_text(quiet: Vl) -> None:
    visits = withheld(quiet.ok("visits", "--json").data["visits"])
    assert {visit["id"] for visit in visits} == {"V3", "V7", "V8", "V10", "V11"}
    for visit in visits:
        for field in (
            "note",
            "lesson",
            "approach",
            "hospitality",
            "hospitality_declined",
            "topics",
            "companions",
        ):
            assert visit[field] is None
        assert visit["on"]


def test_a_withheld_promise_has_null_for_its_words(quiet: Vl) -> None:
    quiet.ok("move", "P4", "friday", "--why", "the specialist is away")
    quiet.ok("drop", "P5", "--why", "her secret is out")
    for line in ("promises --all", "due --days 9"):
        promises = withheld(quiet.ok(*line.split(), "--json").data["promises"])
        assert "P4" in {promise["id"] for promise in promises}
        for promise in promises:
            assert (promise["text"], promise["why"]) == (None, None)
            assert all(move["why"] is None for move in promise["moves"])


def test_a_withheld_standing_gives_away_neither_group_nor_rhythm(quiet: Vl) -> None:
    [stand] = withheld(quiet.ok("due", "--json").data["visits"])
    assert stand["person"]["name"] == "Cleo Ash"
    for field in ("reason", "every", "ceiling", "last_met", "retry_on"):
        assert stand[field] is None
    assert stand["due_on"] == "2026-11-20"


def test_a_withheld_ceiling_is_not_told_either(lane: Vl) -> None:
    lane.ok("add", "Hal Pine", "-g", "distance", "--every", "2d", today="2026-10-01")
    lane.ok("log", "hal", "--on", "2026-11-20")
    held = {stand["person"]["name"]: stand for stand in lane.ok("due", "--json").data["hold_off"]}
    assert held["Hal Pine"]["withheld"] is True
    assert held["Hal Pine"]["ceiling"] is None
    [row] = [row for row in lane.ok("due").rows if row[0] == "hold_off" and row[3] == "Hal Pine"]
    assert "30 days" not in " ".join(row)
    assert "1 visit of 1" not in next(line for line in lane.screen("due").lines if "Hal Pine" in line)


def test_a_person_in_a_list_has_neither_notes_nor_sensitive_groups(quiet: Vl) -> None:
    people = {one["name"]: one for one in quiet.ok("people", "--json").data["people"]}
    assert (people["Cleo Ash"]["groups"], people["Cleo Ash"]["notes"]) == ([], None)
    assert people["Cleo Ash"]["withheld"] is True
    assert people["Cleo Ash"]["standing"]["withheld"] is True
    assert (people["Eve Yew"]["notes"], people["Eve Yew"]["withheld"]) == (None, True)
    assert "withheld" not in people["Ada Oak"] or people["Ada Oak"]["withheld"] is False
    assert people["Ada Oak"]["groups"] == ["elder"]


def test_open_groups_of_somebody_sensitive_are_shown(lane: Vl) -> None:
    lane.ok("add", "Hal Pine", "-g", "elder", "-g", "illness-watch")
    person = lane.ok("people", "-g", "elder", "--json").data["people"][1]
    assert (person["name"], person["groups"]) == ("Hal Pine", ["elder"])
    assert "elder at risk, [withheld]" in lane.ok("people").out


def test_a_personal_rhythm_of_somebody_sensitive_is_withheld(lane: Vl) -> None:
    lane.ok("add", "Hal Pine", "-g", "illness-watch", "--every", "11d")
    [person] = [p for p in lane.ok("people", "--json").data["people"] if p["name"] == "Hal Pine"]
    assert person["every"] is None
    assert person["standing"]["every"] is None


SHOWN = {
    "due": ("find a specialist", "every 30 days"),
    "people": ("illness, steadier",),
    "visits": ("the new medicine", "in the market", "no day yet to tell"),
    "promises": ("find a specialist", "no day yet"),
    "find medicine": ("the new medicine",),
    "find doctor": ("Cleo Ash",),
    "summary --split group": ("illness, steadier",),
    "summary --split topic": ("health",),
    "visits --topic health": ("the new medicine",),
}


@pytest.mark.parametrize("line", SHOWN)
def test_sensitive_too_shows_it(quiet: Vl, line: str) -> None:
    out = quiet.screen(*line.split(), "--sensitive-too", columns=200).out
    for words in SHOWN[line]:
        assert words in out
    told = quiet.ok(*line.split(), "--sensitive-too", "--json")
    assert '"withheld": true' not in told.out
    assert "[withheld]" not in out


def test_show_of_one_person_shows_all(quiet: Vl) -> None:
    cleo = quiet.ok("show", "cleo", "--json")
    assert '"withheld": true' not in cleo.out
    assert cleo.data["person"]["notes"] == "what the doctor said"
    assert cleo.data["person"]["groups"] == ["illness-watch"]
    assert cleo.data["person"]["standing"]["every"] == 30
    assert [visit["note"] for visit in cleo.data["visits"]] == ["how she slept", "the new medicine"]
    assert cleo.data["promises"][0]["text"] == "find a specialist"
    for secret in ("what the doctor said", "the new medicine", "illness, steadier", "find a specialist"):
        assert secret in quiet.screen("show", "cleo").out.replace("\n", " ")
    assert "no day yet to tell" in quiet.ok("show", "ada").out


@pytest.mark.parametrize(
    "line", ["people -g illness-watch", "due -g illness-watch", "summary -g illness-watch"]
)
def test_filtering_by_a_sensitive_group_is_refused_unless_asked_for(lane: Vl, line: str) -> None:
    assert "--sensitive-too" in lane.refuses(1, *line.split())
    assert "--sensitive-too" in lane.refuses(1, *line.replace("illness-watch", "病情观察").split())
    told = lane.ok(*line.split(), "--sensitive-too")
    assert ("Cleo Ash" if not line.startswith("summary") else "of 1 in the notebook") in told.out


def test_a_filter_by_topic_does_not_give_a_sensitive_visit_away(quiet: Vl) -> None:
    told = quiet("visits", "--topic", "health")
    assert told.code in (0, 1)
    assert "V3" not in told.out
    assert "V11" not in told.out


def test_the_line_after_log_withholds_what_lists_withhold(lane: Vl) -> None:
    told = lane.ok("log", "cleo", "-f", "planned")
    assert "30 days" not in told.out
    [stand] = lane.ok("log", "cleo", "-f", "phone", "--json").data["standing"]
    assert (stand["withheld"], stand["reason"], stand["every"]) == (True, None, None)


def test_the_line_after_add_withholds_it_on_a_screen(lane: Vl) -> None:
    told = lane.ok("add", "Hal Pine", "-g", "corrections")
    assert "30 days" not in told.out
    assert "corrections" not in told.out


def test_find_counts_what_it_withholds_and_does_not_show_it(quiet: Vl) -> None:
    data = quiet.ok("find", "specialist", "--json").data
    assert (data["visits"], data["promises"]) == ([], [])
    assert "withheld" in quiet.screen("find", "specialist").out


def test_the_history_holds_no_text_of_notes(quiet: Vl) -> None:
    out = quiet.ok("history", "-n", "100").out
    assert [secret for secret in SECRETS if secret in out] == []


def test_a_summary_splits_all_sensitive_groups_as_one(quiet: Vl) -> None:
    split = quiet.ok("summary", "--split", "group", "--json").data["split"]
    assert "withheld" in split
    assert not {key for key in split if key.startswith(("illness", "release", "corrections", "distance"))}
    assert "illness-watch" not in quiet.ok("summary", "--json").out


def test_a_summary_does_not_tell_the_rhythm_of_somebody_sensitive(lane: Vl) -> None:
    lane.ok("add", "Hal Pine", "-g", "release-early", today="2026-09-01")
    for words in (("summary",), ("summary", "--period", "quarter")):
        for told in (lane.ok(*words), lane.screen(*words, columns=200)):
            [line] = [line for line in told.lines if "less: Hal Pine" in line]
            assert "0 visits; [withheld]" in line
        attention = lane.ok(*words, "--json").data["attention"]
        [mine] = [one for one in attention["less"] if one["person"]["name"] == "Hal Pine"]
        assert (mine["every"], mine["expected"], mine["withheld"]) == (None, None, True)
        [shown] = [line for line in lane.ok(*words, "--sensitive-too").lines if "less: Hal Pine" in line]
        assert "every 7 days" in shown


def test_a_summary_does_not_tell_the_ceiling_of_somebody_sensitive(lane: Vl) -> None:
    lane.ok("add", "Hal Pine", "-g", "distance", today="2026-09-01")
    for day in ("2026-11-18", "2026-11-19", "2026-11-20"):
        lane.ok("log", "hal", "--on", day)
    [line] = [line for line in lane.ok("summary").lines if "more: Hal Pine" in line]
    assert line.endswith("3 visits; [withheld]")
    [over] = lane.ok("summary", "--json").data["attention"]["over_visited"]
    assert (over["visits"], over["ceiling"], over["withheld"]) == (3, None, True)
    [shown] = [line for line in lane.ok("summary", "--sensitive-too").lines if "more: Hal Pine" in line]
    assert "ceiling 1 in 30 days" in shown
