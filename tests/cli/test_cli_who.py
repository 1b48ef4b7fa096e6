"""WHO: from what was typed to a person, by the ladder of COMMANDS, and never a guess."""

import pytest

from conftest import Vl


@pytest.fixture
def town(vl: Vl) -> Vl:
    """People whose names, doors and numbers come close to each other."""
    for line in (
        "Ada Oak|--door|3-201|--alias|Granny",
        "Alder Lane|--door|3-201",
        "王秀英|--door|2-101|--alias|王奶奶",
        "王秀云|--door|4",
        "Beatrice Moor|--door|7-7",
        "Ada Oakley",
    ):
        vl.ok("add", *line.split("|"))
    return vl


@pytest.mark.parametrize(
    ("typed", "id"),
    [
        ("1", 1),
        ("１", 1),
        ("Ada Oak", 1),
        ("ada  oak", 1),
        ("ＡＤＡ ＯＡＫ", 1),
        ("granny", 1),
        ("王奶奶", 3),
        ("7-7", 5),
        ("bm", 5),
        ("beatricemoor", 5),
        ("adaoakley", 6),
        ("bea", 5),
        ("moor", 5),
        ("oakl", 6),
        ("王秀英", 3),
        ("Beatrise Moor", 5),
    ],
)
def test_a_rung_that_finds_one_decides(town: Vl, typed: str, id: int) -> None:
    assert town.ok("show", typed, "--json").data["person"]["id"] == id


@pytest.mark.parametrize(
    ("typed", "ids"),
    [("3-201", {1, 2}), ("ada", {1, 6}), ("王", {3, 4}), ("al", {2}), ("4", {4})],
)
def test_several_on_one_rung_are_listed_and_nothing_is_written(town: Vl, typed: str, ids: set[int]) -> None:
    found = town("log", typed, "note")
    if len(ids) == 1:
        assert found.code == 0
        return
    sentence = town.refuses(4, "log", typed, "note")
    assert f"fits {len(ids)} people" in sentence
    listed = {int(line.split()[0]) for line in found.err.splitlines()[1:]}
    assert listed == ids


def test_the_people_of_a_household_are_listed_with_their_doors(town: Vl) -> None:
    lines = town("show", "3-201").err.splitlines()
    assert lines[1:] == ["  1 Ada Oak, 3-201", "  2 Alder Lane, 3-201"]


def test_a_number_that_is_also_a_door_is_ambiguous_and_never_guessed(town: Vl) -> None:
    town.ok("add", "Gus", "--door", "5")
    lines = town("show", "5").err.splitlines()
    assert town.refuses(4, "show", "5").startswith('"5" is the number of one and the door')
    assert {line.split()[0] for line in lines[1:]} == {"5", "7"}


def test_nobody_is_not_found_and_the_nearest_are_suggested(town: Vl) -> None:
    sentence = town.refuses(3, "log", "Beatrix More", "note")
    assert sentence.startswith('nobody is called "Beatrix More"; nearest: 5 Beatrice Moor')
    assert "visitlog people" in town.refuses(3, "show", "xyzzy")
    assert "1 Ada Oak, 3-201; " in town.refuses(3, "show", "Ada Oakum")


def test_in_a_journal_without_people_it_says_so(vl: Vl) -> None:
    assert "nobody is in the journal yet" in vl.refuses(3, "log", "ada", "note")
    assert not vl.journal.exists()


def test_the_whole_string_is_tried_before_commas_part_it(town: Vl) -> None:
    town.ok("add", "Oak, Ada")
    assert town.ok("log", "Oak, Ada", "--json").data["visit"]["people"] == [{"id": 7, "name": "Oak, Ada"}]


def test_one_unknown_name_among_several_refuses_all(town: Vl) -> None:
    town.refuses(3, "log", "granny,nobody", "note")
    town.refuses(4, "log", "granny,3-201", "note")


def test_a_dot_is_the_person_of_todays_last_change(town: Vl) -> None:
    town.ok("log", "bea", "first")
    assert town.ok("log", ".", "again", "--json").data["visit"]["people"][0]["id"] == 5
    assert town.ok("promise", ".", "a lamp", "--by", "friday", "--json").data["promise"]["person"]["id"] == 5
    assert town.ok("show", ".", "--json").data["person"]["id"] == 5
    assert town.ok("visits", "--who", ".", "--json").data["visits"][0]["people"][0]["id"] == 5
    assert [p["id"] for p in town.ok("done", ".", "--json").data["promises"]] == ["P1"]


def test_a_dot_after_a_visit_to_several_is_ambiguous_for_one_person(town: Vl) -> None:
    town.ok("log", "bea,granny", "first")
    assert "fits 2 people" in town.refuses(4, "show", ".")


def test_a_dot_is_not_taken_from_yesterday(town: Vl) -> None:
    town.ok("log", "bea", "first")
    how = {"today": "2026-11-24"}
    assert town.refuses(3, "log", ".", "again", **how).startswith('"." means')


def test_a_dot_in_a_new_journal_is_refused(vl: Vl) -> None:
    vl.refuses(3, "log", ".", "again")
    vl.refuses(3, "log", ".", "again", "--new")
    assert not vl.journal.exists()


@pytest.mark.parametrize("line", ["log {} note", "promise {} lamp --by friday", "show {}", "visits --who {}"])
def test_every_command_reads_who_alike(town: Vl, line: str) -> None:
    town.ok(*line.format("granny").split())
    town.refuses(3, *line.format("xyzzy").split())
    town.refuses(4, *line.format("3-201").split())


def test_promises_reads_who_alike(town: Vl) -> None:
    town.ok("promises", "--who", "granny")
    town.refuses(4, "promises", "--who", "3-201")
    town.refuses(3, "promises", "--who", "xyzzy")
    town.refuses(3, "done", "xyzzy")
    town.refuses(4, "done", "3-201")


def test_the_answer_names_the_person_with_the_door(town: Vl) -> None:
    assert town.ok("log", "bm", "x").lines[0].split(" · ")[0] == "V1  Beatrice Moor, 7-7"


def test_a_promise_is_made_to_one_person_at_a_time(town: Vl) -> None:
    town.refuses(2, "promise", "granny,bea", "lamp", "--by", "friday")


def test_a_number_that_is_also_a_door_says_to_give_the_name(lane: Vl) -> None:
    lane.ok("add", "Fay", "--door", "1")
    sentence = lane.refuses(4, "brief", "1")
    assert sentence == '"1" is the number of one and the door or name of another; give the whole name.'
    lane.ok("brief", "Ada Oak")
    lane.ok("add", "Gil", "--door", "77")
    lane.ok("add", "Hal", "--door", "77")
    assert "name one by number" in lane.refuses(4, "brief", "77")
