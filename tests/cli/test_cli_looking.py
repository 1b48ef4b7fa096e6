"""`people`, `visits`, `show`, `find`, `when`: every filter does what it says."""

import pytest

from conftest import Vl


def names(vl: Vl, *words: str) -> list[str]:
    """The first names that `people` lists, in its order."""
    people = vl.ok("people", *words, "--json").data["people"]
    assert [row[1] for row in vl.ok("people", *words).rows] == [one["name"] for one in people]
    return [one["name"].split()[0] for one in people]


@pytest.mark.parametrize(
    ("flags", "expected"),
    [
        ("", ["Ada", "Ben", "Cleo", "Dan", "Eve", "王秀英"]),
        ("-g elder", ["Ada"]),
        ("--group elder -g business", ["Ada", "Ben"]),
        ("-g 普通住户", ["王秀英"]),
        ("-g newcomer", ["Dan", "Eve"]),
        ("--residence newcomer", ["Dan"]),
        ("--residence 暂住", ["Eve"]),
        ("--residence resident", ["Ada", "Ben", "Cleo", "王秀英"]),
        ("--area 东街", ["王秀英"]),
        ("--never", ["Dan"]),
        ("--overdue", ["Ada", "王秀英"]),
        ("--paused", []),
        ("--status died", []),
        ("--status handed-over", []),
        ("--status 在册 -g elder", ["Ada"]),
        ("--status all -g elder", ["Ada"]),
        ("-n 2", ["Ada", "Ben"]),
        ("-n 0", []),
    ],
)
def test_people_are_filtered_and_ordered_by_name(lane: Vl, flags: str, expected: list[str]) -> None:
    assert names(lane, *flags.split()) == expected


def test_people_of_an_area_whatever_its_case(lane: Vl) -> None:
    assert names(lane, "--area", "east lane") == ["Ada", "Ben", "Dan"]


def test_people_filters_combine(lane: Vl) -> None:
    assert names(lane, "--area", "East Lane", "-g", "elder", "--overdue") == ["Ada"]
    assert names(lane, "--area", "东街", "-g", "elder") == []


@pytest.mark.parametrize("line", ["people -g zzz", "due -g zzz", "summary -g zzz"])
def test_an_unknown_group_in_a_filter_is_not_found(lane: Vl, line: str) -> None:
    lane.refuses(3, *line.split())


@pytest.mark.parametrize(
    "line",
    [
        "people --status gone",
        "people --residence ghost",
        "people --paused --overdue",
        "people -n -1",
        "people -n few",
        "visits -f party",
        "visits --from someday",
        "visits --from tomorrow",
        "visits --to 03/04/2026",
        "visits --place moon",
        "visits -r maybe",
        "show",
        "find",
        "when",
        "when --past --future friday",
    ],
)
def test_a_filter_that_can_not_be_read_is_misuse(lane: Vl, line: str) -> None:
    lane.refuses(2, *line.split())


@pytest.mark.parametrize(
    ("flags", "ids"),
    [
        ("", [10, 9, 8, 7, 6, 5, 4, 2, 3, 1]),
        ("--who ada", [5, 2]),
        ("--who 王奶奶", [4, 1]),
        ("--from 2026-11-14", [10, 9, 8]),
        ("--from 2026-10-21 --to 2026-10-28", [4, 3]),
        ("--to 2026-10-12", [1]),
        ("--who ada --from 2026-11-01", [5]),
        ("-f planned", [6, 1]),
        ("--form 偶遇", [10]),
        ("--place office", [8]),
        ("-r out", [4]),
        ("--result 未遇", [4]),
        ("--topic roof", [1]),
        ("--topic ROOF", [1]),
        ("--from 上周三", [10, 9]),
        ("-n 3", [10, 9, 8]),
    ],
)
def test_visits_are_filtered_and_newest_first(lane: Vl, flags: str, ids: list[int]) -> None:
    listed = lane.ok("visits", *flags.split(), "--json").data["visits"]
    expected = sorted(ids, key=lambda number: (listed_on(lane, number), number), reverse=True)
    assert [visit["id"] for visit in listed] == [f"V{id}" for id in expected]
    assert [row[0] for row in lane.ok("visits", *flags.split()).rows] == [f"V{id}" for id in expected]


def listed_on(vl: Vl, id: int) -> str:
    """The day of a visit, as the file has it."""
    return str(vl.table("visits")[str(id)]["on"])


def test_visits_of_one_day_are_ordered_by_their_time(vl: Vl) -> None:
    vl.ok("add", "Ada")
    for at in ("09:00", "16:30", "11:15"):
        vl.ok("log", "ada", "--on", f"2026-11-20 {at}")
    vl.ok("log", "ada", "--on", "2026-11-20")
    times = [visit["at"] for visit in vl.ok("visits", "--json").data["visits"]]
    assert times == ["16:30", "11:15", "09:00", None]


def test_visits_the_wrong_way_round_are_none(lane: Vl) -> None:
    assert lane.ok("visits", "--from", "2026-11-20", "--to", "2026-11-01", "--json").data["visits"] == []


def test_show_tells_everything_of_one_person_newest_first(lane: Vl) -> None:
    data = lane.ok("show", "ada", "--json").data
    assert data["person"]["phone"] == "555-0101"
    assert [visit["id"] for visit in data["visits"]] == ["V5", "V2"]
    assert [promise["id"] for promise in data["promises"]] == ["P1", "P2"]
    assert data["promises"][0]["days_late"] == 3
    assert len(lane.ok("show", "ada", "-n", "1", "--json").data["visits"]) == 1
    out = lane.ok("show", "ada").out
    for words in ("Roof leaks over the bed", "ask housing about the roof", "555-0101", "every 7 days"):
        assert words in out


def test_show_says_how_many_rows_it_left_out_on_a_terminal(lane: Vl) -> None:
    for _ in range(25):
        lane.ok("log", "dan", "again")
    assert "... and 5 more: --all" in lane.screen("show", "dan").out
    assert "more: --all" not in lane.screen("show", "dan", "--all").out
    assert "... and 22 more: --all" in lane.screen("show", "dan", "-n", "3").out


@pytest.mark.parametrize(
    ("text", "people", "visits", "promises"),
    [
        ("ROOF", [], ["V5", "V1"], ["P1"]),
        ("roof leaks", [], ["V5"], []),
        ("屋顶", [], ["V1"], []),
        ("Ｋｎｅｅ", [], ["V2"], []),
        ("oak", [1], [], []),
        ("奶奶", [3], [], []),
        ("555-01", [1], [], []),
        ("hall KEY", [], [], ["P2"]),
        ("east lane", [1, 5, 2], ["V9"], []),
        ("xyzzy", [], [], []),
    ],
)
def test_find_looks_in_names_notes_and_promises_in_any_case_width_and_script(
    vl: Vl, lane: Vl, text: str, people: list[int], visits: list[str], promises: list[str]
) -> None:
    data = lane.ok("find", *text.split(" "), "--json").data
    assert {one["id"] for one in data["people"]} == set(people)
    assert [one["id"] for one in data["visits"]] == visits
    assert [one["id"] for one in data["promises"]] == promises
    plain = lane.ok("find", *text.split(" "))
    assert len(plain.lines) == len(people) + len(visits) + len(promises)


def test_find_looks_in_lessons_and_reasons(lane: Vl) -> None:
    lane.ok("log", "dan", "--lesson", "bring a torch")
    lane.ok("drop", "P3", "--why", "torchlight parade")
    data = lane.ok("find", "torch", "--json").data
    assert (len(data["visits"]), len(data["promises"])) == (1, 1)


def test_find_needs_a_word(lane: Vl) -> None:
    lane.refuses(2, "find", " ")


def test_find_says_so_when_nothing_holds_the_words(lane: Vl) -> None:
    assert 'Nothing holds "xyzzy".' in lane.screen("find", "xyzzy").out


@pytest.mark.parametrize(
    ("words", "direction", "day", "time"),
    [
        (["friday"], "any", "2026-11-27", None),
        (["friday", "--past"], "past", "2026-11-20", None),
        (["friday", "--future"], "future", "2026-11-27", None),
        (["上周三", "--past"], "past", "2026-11-18", None),
        (["tomorrow", "at", "3pm"], "any", "2026-11-24", "15:00"),
        (["明天下午三点半"], "any", "2026-11-24", "15:30"),
        (["-2w"], "any", "2026-11-09", None),
        (["-3d", "--past"], "past", "2026-11-20", None),
        (["--past", "--", "-3d"], "past", "2026-11-20", None),
    ],
)
def test_when_shows_how_a_day_is_understood(
    lane: Vl, words: list[str], direction: str, day: str, time: str | None
) -> None:
    data = lane.ok("--json", "when", *words).data
    assert (data["date"], data["time"], data["direction"]) == (day, time, direction)
    assert data["end"] is None
    assert data["text"] == " ".join(word for word in words if not word.startswith("--"))


def test_when_shows_the_end_of_a_span(lane: Vl) -> None:
    assert lane.ok("when", "within", "3", "days", "--json").data["end"] == "2026-11-26"


def test_when_shows_the_weekday_and_how_far_it_is(lane: Vl) -> None:
    assert lane.screen("when", "friday").out.split() == ["Fri", "27", "Nov", "2026", "in", "4", "days"]
    assert lane.screen("when", "today").out.split()[-1] == "today"
    assert lane.screen("when", "yesterday").out.split()[-3:] == ["1", "day", "ago"]


@pytest.mark.parametrize(
    ("words", "about"),
    [
        (["03/04/2025"], "Tue 4 Mar 2025"),
        (["someday"], "someday"),
        (["2026-02-30"], "2026-02-30"),
        (["tomorrow", "--past"], "future"),
        (["yesterday", "--future"], "past"),
        (["1066-10-14"], "1900"),
    ],
)
def test_when_refuses_what_it_can_not_read_or_could_read_twice(
    lane: Vl, words: list[str], about: str
) -> None:
    assert about in lane.refuses(2, "when", *words)


def test_when_needs_no_journal(vl: Vl) -> None:
    vl.ok("when", "friday")
    assert not vl.journal.exists()
