"""Recording visits: the defaults, several people, promises in the same breath, and every warning."""

from datetime import datetime, time
from typing import Any

import pytest

from builders import NOW, TODAY, day, group, journal, person, promise, visit
from visitlog.actions.promises import NewPromise
from visitlog.actions.visits import NewVisit, log_visit
from visitlog.model.errors import Ambiguous, Misuse, NotFound
from visitlog.model.journal import Change, Journal, Warned
from visitlog.model.records import Ceiling, Form, Person, Promise, Visit

ID_NUMBER = "11010519491231002X"
VILLAGE = journal(person("Ada Oak"), person("Ben Elm"))


def logged(journal: Journal, who: str | None = "Ada Oak", days: int = 0, **fields: Any) -> Change:
    return log_visit(journal, NewVisit(who, day(days), **fields), NOW)


def the_visit(change: Change) -> Visit:
    (found,) = [record for record in change.put if isinstance(record, Visit)]
    return found


def the_promises(change: Change) -> list[tuple[int, int, str]]:
    return [(p.id, p.person, p.text) for p in change.put if isinstance(p, Promise)]


def codes(change: Change) -> list[str]:
    return [warned.code for warned in change.warnings]


def test_visit_is_met_at_home_and_dropped_in_unless_said_else() -> None:
    new = the_visit(logged(VILLAGE))
    assert (new.id, new.people, new.on, new.result) == (1, (1,), TODAY, "met")
    assert (new.place, new.form, new.asked, new.sensitive, new.alone) == (
        "home",
        "dropin",
        False,
        False,
        False,
    )
    assert (new.at, new.note, new.topics, new.heads, new.area) == (None, None, (), None, None)
    assert new.logged_at == datetime(2026, 11, 23, 10, 30).astimezone()


def test_visit_keeps_everything_that_was_said() -> None:
    said: dict[str, Any] = {
        "at": time(9, 5),
        "form": "phone",
        "place": "office",
        "result": "refused",
        "minutes": 20,
        "note": "Not now.",
        "sensitive": True,
        "alone": True,
        "companions": ("the nurse",),
        "went": "poor",
        "lesson": "call first",
        "warmth": "cold",
        "hospitality": "tea",
        "hospitality_declined": "dinner",
        "attire": "plain",
        "asked": True,
    }
    new = the_visit(logged(VILLAGE, days=-3, **said))
    assert {field: getattr(new, field) for field in said} == said
    assert new.on == day(-3)


def test_topics_are_kept_once_and_in_order() -> None:
    assert the_visit(logged(VILLAGE, topics=("roof", "lamp", "roof"))).topics == ("roof", "lamp")


def test_empty_note_is_none() -> None:
    assert the_visit(logged(VILLAGE, note="")).note is None


def test_one_visit_can_be_to_several_people() -> None:
    change = logged(VILLAGE, "Ben Elm, 1")
    assert the_visit(change).people == change.people == (2, 1)
    assert change.summary == "V1 Ben Elm, Ada Oak"


def test_person_named_twice_is_visited_once() -> None:
    assert the_visit(logged(VILLAGE, "1,Ada Oak,ada")).people == (1,)


def test_dot_is_the_person_of_the_last_change() -> None:
    assert the_visit(log_visit(VILLAGE, NewVisit(".", TODAY), NOW, (2,))).people == (2,)
    with pytest.raises(NotFound):
        log_visit(VILLAGE, NewVisit(".", TODAY), NOW)


def test_numbers_go_on_from_the_last_ones() -> None:
    before = journal(person(), visit(-9), visit(-8), promise())
    change = logged(before, promises=(NewPromise("a"),))
    assert the_visit(change).id == 3
    assert the_promises(change) == [(2, 1, "a")]


def test_unknown_person_is_refused_unless_new_people_are_welcome() -> None:
    with pytest.raises(NotFound):
        logged(VILLAGE, "Zed")
    change = logged(VILLAGE, "Zed", create=True)
    assert [p.name for p in change.put if isinstance(p, Person)] == ["Zed"]
    assert the_visit(change).people == (3,)


def test_new_person_gets_the_promise_made_to_them() -> None:
    change = logged(VILLAGE, "Zed,Ada Oak", create=True, promises=(NewPromise("ask"),))
    assert the_promises(change) == [(1, 3, "ask"), (2, 1, "ask")]


def test_each_person_gets_each_promise_of_the_same_breath() -> None:
    change = logged(VILLAGE, "1,2", promises=(NewPromise("ask", day(3)), NewPromise("bring it")), days=-2)
    assert the_promises(change) == [(1, 1, "ask"), (2, 1, "bring it"), (3, 2, "ask"), (4, 2, "bring it")]
    asked, brought, *_ = [p for p in change.put if isinstance(p, Promise)]
    assert (asked.by, asked.first_by, asked.visit, asked.made_on, asked.status) == (
        day(3),
        day(3),
        1,
        day(-2),
        "open",
    )
    assert (brought.by, brought.first_by, brought.owed_by) == (None, None, "us")
    assert change.summary == "V1 P1 P2 P3 P4 Ada Oak, Ben Elm"


def test_promise_without_words_refuses_the_whole_visit() -> None:
    with pytest.raises(Misuse, match="no words"):
        logged(VILLAGE, promises=(NewPromise("ask"), NewPromise("  ")))


def test_ambiguous_person_is_refused() -> None:
    with pytest.raises(Ambiguous):
        logged(journal(person("Ada"), person("Ada")), "Ada")


def test_talk_to_many_is_at_an_area_without_people() -> None:
    new = the_visit(logged(VILLAGE, None, area="East Lane", heads=30, note="fire safety"))
    assert (new.people, new.area, new.heads, new.form, new.place) == (
        (),
        "East Lane",
        30,
        "meeting",
        "public",
    )


@pytest.mark.parametrize(
    "said",
    [
        {"who": None},
        {"who": None, "area": "East Lane"},
        {"who": None, "heads": 30},
        {"who": None, "area": "East Lane", "heads": 0},
        {"who": None, "area": "East Lane", "heads": -3},
        {"who": None, "area": "East Lane", "heads": 30, "promises": (NewPromise("ask"),)},
        {"who": "Ada Oak", "area": "East Lane"},
        {"who": "Ada Oak", "heads": 3},
        {"who": "Ada Oak", "minutes": 0},
        {"who": "Ada Oak", "minutes": -5},
        {"who": ","},
        {"who": ""},
    ],
)
def test_visit_that_makes_no_sense_is_misuse(said: dict[str, Any]) -> None:
    with pytest.raises(Misuse):
        logged(VILLAGE, **said)


def test_one_minute_and_one_head_are_enough() -> None:
    assert the_visit(logged(VILLAGE, minutes=1)).minutes == 1
    assert the_visit(logged(VILLAGE, None, area="East Lane", heads=1)).heads == 1


def test_usual_visit_warns_of_nothing() -> None:
    busy = journal(
        group("shops", 30, ceiling=Ceiling(2, 30)),
        person("Ada Oak", groups=("shops",)),
        visit(-60, result="refused"),
        visit(-59),
        visit(-20),
        promise("an open one", 5),
    )
    said = "Knee better; phone 13800138000, born 1950-03-02, room 3-201."
    assert codes(logged(busy, note=said, promises=(NewPromise("one more", day(3)),))) == []
    assert codes(logged(busy, result="out")) == []


@pytest.mark.parametrize(
    ("there", "said", "warns"),
    [
        ({}, {}, True),
        ({"note": "other words", "at": time(9)}, {"at": time(15), "note": "words"}, True),
        ({"result": "out"}, {"result": "out"}, True),
        ({"result": "out"}, {}, False),
        ({"form": "phone"}, {}, False),
        ({"form": "phone"}, {"form": "phone"}, True),
        ({}, {"who": "Ben Elm"}, False),
        ({}, {"who": "Ben Elm,Ada Oak"}, True),
    ],
)
@pytest.mark.parametrize("days", [0, -9])
def test_visit_like_one_that_is_there_warns_of_a_duplicate(
    there: dict[str, Any], said: dict[str, Any], warns: bool, days: int
) -> None:
    before = journal(person("Ada Oak"), person("Ben Elm"), visit(days, **there), visit(-1, 2))
    assert (codes(logged(before, days=days, **said)) == ["duplicate"]) is warns


def test_visit_of_another_day_is_no_duplicate() -> None:
    before = journal(person("Ada Oak"), visit(-3), visit(-1))
    for days in (0, -2, -4):
        assert codes(logged(before, days=days)) == []


def test_duplicate_names_the_visit_that_is_there() -> None:
    (warned,) = logged(journal(person("Ada Oak"), visit(-5), visit(-3)), days=-3).warnings
    assert (warned.values["id"], warned.values["on"]) == ("V2", day(-3))


@pytest.mark.parametrize(("days", "warns"), [(0, False), (-60, False), (-61, True), (-400, True)])
def test_visit_logged_more_than_sixty_days_later_is_perhaps_a_slip(days: int, warns: bool) -> None:
    change = logged(VILLAGE, days=days)
    assert (codes(change) == ["long_ago"]) is warns
    if warns:
        assert change.warnings[0].values["days"] == -days


def at_ceiling(*days: int, visits: int = 1, **fields: Any) -> Journal:
    """Somebody who may be seen so many times in 30 days, and was on these days."""
    shops = group("shops", 7, ceiling=Ceiling(visits, 30), **fields)
    return journal(shops, person("Ada Oak", groups=("shops",)), *(visit(on) for on in days))


def ceiling_warned(change: Change) -> Warned | None:
    return next((warned for warned in change.warnings if warned.code == "ceiling"), None)


@pytest.mark.parametrize(
    ("before", "on", "used", "until"),
    [
        ((-29,), 0, 2, 30),
        ((-1,), 0, 2, 30),
        ((-10, -5), 0, 3, 30),
        ((-30,), 0, None, None),
        ((), 0, None, None),
        ((-20,), -10, 2, 20),
    ],
)
def test_visit_above_the_ceiling_warns_with_the_day_it_is_free_again(
    before: tuple[int, ...], on: int, used: int | None, until: int | None
) -> None:
    warned = ceiling_warned(logged(at_ceiling(*before), days=on))
    if used is None:
        assert warned is None
    else:
        assert warned is not None
        values = warned.values
        assert (values["used"], values["visits"], values["days"]) == (used, 1, 30)
        assert until is not None
        assert values["until"] == day(until)


def test_day_it_is_free_again_is_that_after_the_new_visit() -> None:
    warned = ceiling_warned(logged(at_ceiling(-10, -5, visits=2)))
    assert warned is not None
    assert (warned.values["used"], warned.values["until"]) == (3, day(25))


def test_visit_logged_late_warns_when_it_breaks_the_ceiling_with_a_later_one() -> None:
    warned = ceiling_warned(logged(at_ceiling(-5), days=-20))
    assert warned is not None
    assert (warned.values["used"], warned.values["until"]) == (2, day(25))
    assert ceiling_warned(logged(at_ceiling(-5), days=-35)) is None
    assert ceiling_warned(logged(at_ceiling(-5, -5), days=-35)) is None
    assert ceiling_warned(logged(at_ceiling(-5, visits=2), days=-20)) is None


def test_visit_logged_late_is_measured_by_the_visits_of_its_time() -> None:
    long_ago = at_ceiling(-210, -200, -5)
    assert ceiling_warned(logged(long_ago, days=-190)) is not None
    assert ceiling_warned(logged(long_ago, days=-100)) is None


@pytest.mark.parametrize(
    "said",
    [
        {"asked": True},
        {"result": "out"},
        {"result": "refused"},
        {"form": "phone"},
        {"form": "chance"},
        {"form": "meeting"},
    ],
)
def test_what_does_not_count_to_the_ceiling_does_not_warn(said: dict[str, Any]) -> None:
    assert ceiling_warned(logged(at_ceiling(-1), **said)) is None
    assert ceiling_warned(logged(at_ceiling(-2, -1), **said)) is None


@pytest.mark.parametrize(("form", "warns"), [("phone", True), ("dropin", False)])
def test_only_the_forms_that_the_group_limits_warn(form: Form, warns: bool) -> None:
    shops = group("shops", 7, ceiling=Ceiling(1, 30), ceiling_forms=("phone",))
    before = journal(shops, person("Ada Oak", groups=("shops",)), visit(-1, form="phone"))
    assert (ceiling_warned(logged(before, form=form)) is not None) is warns


def test_ceiling_that_is_broken_is_named_and_not_one_that_is_only_reached() -> None:
    reached = group("reached", 7, ceiling=Ceiling(2, 90))
    broken = group("broken", 7, ceiling=Ceiling(1, 10))
    before = journal(reached, broken, person("Ada Oak", groups=("reached", "broken")), visit(-1))
    warned = ceiling_warned(logged(before))
    assert warned is not None
    assert warned.values["days"] == 10


@pytest.mark.parametrize(
    ("there", "new", "warns"),
    [
        ((3, 4), 1, True),
        ((3,), 1, False),
        ((3,), 2, True),
        ((), 2, False),
        ((), 3, True),
        ((-1,), 1, True),
        ((0,), 1, False),
        ((None,), 1, False),
        ((None, None), 1, True),
        ((-1, 3, 4), 0, False),
    ],
)
def test_promising_a_third_one_or_to_somebody_with_a_late_one_warns(
    there: tuple[int | None, ...], new: int, warns: bool
) -> None:
    before = journal(person("Ada Oak"), *(promise("old", by) for by in there))
    change = logged(before, promises=tuple(NewPromise(f"new {n}", day(9)) for n in range(new)))
    assert (codes(change) == ["many_promises"]) is warns


def test_warning_of_many_promises_counts_the_new_ones_and_the_late_ones() -> None:
    before = journal(person("Ada Oak"), promise("old", -1), promise("older", -2), promise("far", 9))
    (warned,) = logged(before, promises=(NewPromise("new"), NewPromise("newer"))).warnings
    assert (warned.values["open"], warned.values["late"]) == (5, 2)


def test_closed_promises_theirs_and_other_peoples_are_not_too_many() -> None:
    before = journal(
        person("Ada Oak"),
        person("Ben Elm"),
        promise("kept", -9, status="kept", closed_on=day(-3)),
        promise("dropped", -9, status="dropped", closed_on=day(-3)),
        promise("theirs", -9, owed_by="them"),
        *(promise("to Ben", -9, person=2) for _ in range(4)),
    )
    assert codes(logged(before, promises=(NewPromise("new"),))) == []


@pytest.mark.parametrize(
    "said",
    [
        {"note": f"id {ID_NUMBER}"},
        {"lesson": ID_NUMBER},
        {"hospitality": ID_NUMBER},
        {"hospitality_declined": ID_NUMBER},
        {"approach": ID_NUMBER},
        {"promises": (NewPromise(f"check {ID_NUMBER}"),)},
        {"note": ID_NUMBER, "promises": (NewPromise(f"check {ID_NUMBER}"),)},
    ],
)
def test_identity_number_in_any_text_warns_once(said: dict[str, Any]) -> None:
    assert codes(logged(VILLAGE, "1,2", **said)) == ["id_number"]


@pytest.mark.parametrize(
    ("before", "result", "times"),
    [
        (["refused"], "refused", 2),
        (["refused", "refused"], "refused", 3),
        (["refused", "out"], "refused", 2),
        ([], "refused", None),
        (["out", "out"], "refused", None),
        (["refused", "met"], "refused", None),
        (["refused"], "out", None),
        (["refused"], "met", None),
    ],
)
def test_second_refusal_in_a_row_warns(before: list[str], result: str, times: int | None) -> None:
    visits = [visit(turn - 20, result=one) for turn, one in enumerate(before)]
    change = logged(journal(person("Ada Oak"), *visits), result=result)
    assert [w.values["times"] for w in change.warnings if w.code == "refused_twice"] == (
        [] if times is None else [times]
    )


def test_refusal_logged_late_from_before_the_last_meeting_is_not_in_a_row() -> None:
    before = journal(person("Ada Oak"), visit(-9), visit(-1, result="refused"))
    assert codes(logged(before, result="refused", days=-20)) == []
    assert codes(logged(before, result="refused", days=-5)) == ["refused_twice"]
    assert codes(logged(before, result="refused", days=-9)) == ["refused_twice"]  # later that day, perhaps


def test_each_person_is_warned_of_by_themselves() -> None:
    before = journal(
        person("Ada Oak"), person("Ben Elm"), visit(0, 1), visit(-1, 2, result="refused"), promise("x", -2, 2)
    )
    change = logged(before, "1,2", promises=(NewPromise("new"),))
    assert sorted(
        (w.code, w.values["person"].id)  # type: ignore[attr-defined]
        for w in change.warnings
    ) == [("duplicate", 1), ("many_promises", 2)]
