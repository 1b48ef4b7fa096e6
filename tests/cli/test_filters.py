"""The filters of `visits`, `people` and `find`, each alone and all together."""

from itertools import combinations

import pytest

from conftest import Vl

FILTERS = {
    "--who": "ada",
    "--from": "2026-10-01",
    "--to": "2026-11-10",
    "--form": "dropin",
    "--place": "home",
    "--result": "met",
    "--topic": "roof",
    "--group": "elder",
    "--area": "East Lane",
}


@pytest.fixture
def busy(lane: Vl) -> Vl:
    lane.ok("log", "ada", "--on", "2026-11-05", "--topic", "roof", "the roof again")
    lane.ok("log", "ben", "--on", "2026-11-05", "--topic", "roof", "-f", "phone", "roof of the shop")
    lane.ok("log", "ada,3", "--on", "2026-09-05", "--topic", "roof", "both roofs")
    return lane


def ids(vl: Vl, *words: str) -> set[str]:
    return {visit["id"] for visit in vl.ok("visits", *words, "--json").data["visits"]}


def test_every_two_filters_of_visits_together_show_what_both_let_through(busy: Vl) -> None:
    alone = {name: ids(busy, name, value) for name, value in FILTERS.items()}
    everything = ids(busy)
    assert all(found and found < everything for found in alone.values()), alone
    for one, other in combinations(FILTERS, 2):
        both = ids(busy, one, FILTERS[one], other, FILTERS[other])
        assert both == alone[one] & alone[other], (one, other)
    together = ids(busy, *(word for pair in FILTERS.items() for word in pair))
    assert together == set.intersection(*alone.values())
    assert len(together) == 1


def test_visits_of_an_area_are_those_of_its_people_and_the_talks_there(busy: Vl) -> None:
    notes = {v["note"] for v in busy.ok("visits", "--area", "east lane", "--json").data["visits"]}
    assert {"fire safety by the gate", "both roofs", "permit and pavement tables"} <= notes
    assert "屋顶漏雨" not in notes
    assert ids(busy, "--area", "Nowhere") == set()


def test_several_groups_show_the_visits_to_any_of_them(busy: Vl) -> None:
    elder, business = ids(busy, "-g", "elder"), ids(busy, "-g", "business")
    assert ids(busy, "-g", "elder", "-g", "business") == elder | business
    busy.refuses(3, "visits", "-g", "no-such-group")


def test_visits_to_a_sensitive_group_need_to_be_asked_for(busy: Vl) -> None:
    assert "--sensitive-too" in busy.refuses(1, "visits", "-g", "illness-watch")
    assert len(ids(busy, "-g", "illness-watch", "--sensitive-too")) == 2


def found(vl: Vl, *words: str) -> dict[str, int]:
    data = vl.ok("find", *words, "--json").data
    return {kind: len(data[kind]) for kind in ("people", "visits", "promises")}


def test_find_looks_only_where_its_filters_let_it(busy: Vl) -> None:
    assert found(busy, "roof") == {"people": 0, "visits": 5, "promises": 1}
    assert found(busy, "roof", "--who", "ada") == {"people": 0, "visits": 3, "promises": 1}
    assert found(busy, "roof", "--from", "2026-11-01") == {"people": 0, "visits": 3, "promises": 1}
    assert found(busy, "roof", "--to", "2026-11-05") == {"people": 0, "visits": 4, "promises": 0}
    assert found(busy, "roof", "--who", "ada", "--from", "2026-11-01", "--to", "2026-11-05")["visits"] == 1
    assert found(busy, "oak") == {"people": 1, "visits": 0, "promises": 0}
    assert found(busy, "oak", "--who", "ben") == {"people": 0, "visits": 0, "promises": 0}
    assert found(busy, "oak", "--from", "2026-11-01")["people"] == 0


def test_the_filters_of_people_combine(lane: Vl) -> None:
    def people(*words: str) -> set[int]:
        return {one["id"] for one in lane.ok("people", *words, "--json").data["people"]}

    filters = {
        ("-g", "elder"): people("-g", "elder"),
        ("--area", "East Lane"): people("--area", "East Lane"),
        ("--residence", "newcomer"): people("--residence", "newcomer"),
        ("--never",): people("--never"),
        ("--overdue",): people("--overdue"),
    }
    for (one, first), (other, second) in combinations(filters.items(), 2):
        assert people(*one, *other) == first & second, (one, other)
