"""What may be left out or typed as the hand finds it: dashes, quotes and stops of a Chinese keyboard, reasons, days."""

from collections.abc import Sequence

import pytest

from conftest import TODAY, Vl


def told(vl: Vl, *words: str) -> dict[str, object]:
    """What a command recorded, without its number."""
    data = vl.ok("--json", *words).data
    visit, promises = data.get("visit", {}), data.get("promises", ())
    return {
        "note": visit.get("note"),
        "on": visit.get("on"),
        "people": [one["id"] for one in visit.get("people", ())],
        "promises": [(promise["text"], promise["by"]) for promise in promises],
    }


@pytest.mark.parametrize(
    "words",
    [
        ("－p", "问房管所＠周五前"),
        ("—p", "问房管所@周五前"),
        ("－ｐ", "问房管所＠周五前"),
        ("——promise", "问房管所@周五前"),
        ("—promise", "问房管所@周五前"),
        ("－－promise", "问房管所@周五前"),
        ("--promise＝问房管所@周五前",),
    ],
)
def test_the_dashes_of_a_chinese_keyboard_begin_an_option(lane: Vl, words: Sequence[str]) -> None:
    assert told(lane, "log", "王秀英", "屋顶漏雨", *words) == {
        "note": "屋顶漏雨",
        "on": TODAY,
        "people": [3],
        "promises": [("问房管所", "2026-11-27")],
    }


def test_wide_dashes_before_anything_else_are_text(lane: Vl) -> None:
    assert told(lane, "log", "王秀英", "——还是漏", "—x", "－5度")["note"] == "——还是漏 —x －5度"
    assert told(lane, "log", "王秀英", "--", "－p", "问")["note"] == "－p 问"


def test_a_chinese_full_stop_is_the_last_person(lane: Vl) -> None:
    lane.ok("log", "王秀英", "屋顶漏雨")
    for stop in (".", "。", "．", "｡"):
        assert told(lane, "log", stop, "再说一次")["people"] == [3], stop
    assert "lamp" in lane.ok("promise", "。", "lamp", "--by", "friday").out


@pytest.mark.parametrize(
    ("words", "note", "promises"),
    [
        (("roof", "-p", "ask", "housing", "@fri"), "roof", [("ask housing", "2026-11-27")]),
        (("-p", "ask", "housing@fri"), None, [("ask housing", "2026-11-27")]),
        (("roof", "-p", "ask", "housing", "@", "next", "fri"), "roof", [("ask housing", "2026-12-04")]),
        (
            ("-p", "ask", "housing", "@fri", "-p", "bring", "oil", "@+3d", "--alone"),
            None,
            [("ask housing", "2026-11-27"), ("bring oil", "2026-11-26")],
        ),
        (("-p", "ask", "housing", "＠周五前", "--", "roof", "@", "noon"), "roof @ noon", None),
        (("-p", "ask housing @fri", "over", "the", "bed"), "over the bed", None),
        (("-p", "ask@fri", "over", "the", "bed"), "over the bed", [("ask", "2026-11-27")]),
        (("-p", "ask", "roof", "leaks"), "roof leaks", [("ask", None)]),
        (("--promise", "ask", "housing", "@fri"), None, [("ask housing", "2026-11-27")]),
    ],
)
def test_a_promise_needs_no_quotes_when_its_day_ends_it(
    lane: Vl, words: Sequence[str], note: str | None, promises: object
) -> None:
    found = told(lane, "log", "ada", *words)
    assert (found["note"], found["promises"]) == (note, promises or [("ask housing", "2026-11-27")])


def test_an_unquoted_promise_with_words_after_its_day_is_refused_whole(lane: Vl) -> None:
    assert "fri over the bed" in lane.refuses(
        2, "log", "ada", "-p", "ask", "housing", "@fri", "over", "the", "bed"
    )


def test_promise_takes_its_day_after_an_at_sign(lane: Vl) -> None:
    for words in (("bring", "oil", "@fri"), ("bring oil＠周五前",), ("bring", "oil", "@", "within 4 days")):
        promise = lane.ok("promise", "dan", *words, "--json").data["promise"]
        assert (promise["text"], promise["by"]) == ("bring oil", "2026-11-27")
    both = lane.ok("promise", "dan", "mail", "a@b.org", "--by", "friday", "--json").data["promise"]
    assert (both["text"], both["by"]) == ("mail a@b.org", "2026-11-27")
    assert "--by is missing" in lane.refuses(2, "promise", "dan", "bring", "oil")
    assert "soon" in lane.refuses(2, "promise", "dan", "bring oil @soon")


@pytest.mark.parametrize(
    ("words", "by", "why"),
    [
        (("fri,", "clerk", "away"), "2026-11-27", "clerk away"),
        (("next", "friday,", "clerk,", "she", "said,", "away"), "2026-12-04", "clerk, she said, away"),
        (("下周三，所长出差",), "2026-12-02", "所长出差"),
        (("下周三、所长出差",), "2026-12-02", "所长出差"),
        (("December", "3,", "2026,", "clerk", "away"), "2026-12-03", "clerk away"),
        (("+3d,x",), "2026-11-26", "x"),
    ],
)
def test_the_reason_of_a_move_may_stand_after_a_comma(
    lane: Vl, words: Sequence[str], by: str, why: str
) -> None:
    promise = lane.ok("move", "P1", *words, "--json").data["promise"]
    assert (promise["by"], promise["moves"][-1]["why"]) == (by, why)


def test_a_move_without_a_reason_or_with_an_unreadable_day_is_refused(lane: Vl) -> None:
    for words in (("fri",), ("fri,",), ("next", "friday")):
        assert "--why is missing" in lane.refuses(2, "move", "P1", *words)
    assert "fryday" in lane.refuses(2, "move", "P1", "fryday,", "clerk", "away")
    assert "fri, clerk" in lane.refuses(2, "move", "P1", "fri,", "clerk", "--why", "away")


def test_the_reason_of_a_drop_may_be_its_last_words(lane: Vl) -> None:
    promise = lane.ok("drop", "P1", "not", "ours", "to", "give", "--json").data["promises"][0]
    assert promise["why"] == "not ours to give"
    assert "--why is missing" in lane.refuses(2, "drop", "P2")
    assert "twice" in lane.refuses(2, "drop", "P2", "not", "ours", "--why", "theirs")


@pytest.mark.parametrize(
    "words",
    [
        ("tomorrow", "3pm,", "pension", "form"),
        ("明天下午三点，pension form",),
        ("tomorrow 3pm, pension form",),
    ],
)
def test_what_a_booking_is_for_may_stand_after_a_comma(lane: Vl, words: Sequence[str]) -> None:
    booked = lane.ok("book", "dan", *words, "--json").data["appointment"]
    assert (booked["at"][:16], booked["purpose"]) == ("2026-11-24T15:00", "pension form")


def test_a_booking_on_an_unreadable_day_is_refused(lane: Vl) -> None:
    assert "tomorow" in lane.refuses(2, "book", "dan", "tomorow,", "form")


@pytest.mark.parametrize(
    ("typed", "result"), [("o", "out"), ("ref", "refused"), ("M", "met"), ("婉", "refused")]
)
def test_the_beginning_of_a_choice_is_enough_when_it_fits_one(lane: Vl, typed: str, result: str) -> None:
    assert lane.ok("log", "dan", "-r", typed, "--json").data["visit"]["result"] == result
    lane.ok("edit", "V1", "-r", typed)
    assert lane.table("visits")["1"].get("result", "met") == result


def test_the_beginning_of_two_choices_is_refused_with_both(lane: Vl) -> None:
    sentence = lane.refuses(2, "log", "dan", "-f", "p")
    assert "planned" in sentence
    assert "phone" in sentence
    assert "none of the choices" in lane.refuses(2, "log", "dan", "-f", "")


def test_a_promise_is_moved_by_the_person_whose_only_open_one_it_is(lane: Vl) -> None:
    lane.ok("promise", "dan", "oil", "@fri")
    moved = lane.ok("move", "dan", "+2w,", "the shop is shut", "--json").data["promise"]
    assert (moved["id"], moved["by"], moved["moves"][0]["why"]) == ("P7", "2026-12-07", "the shop is shut")
    assert lane.ok("move", ".", "+3w,", "still shut", "--json").data["promise"]["id"] == "P7"
    lane.ok("done", "P7")
    assert "no promise is open" in lane.refuses(3, "move", "dan", "fri,", "again")
    assert "2 promises are open" in lane.refuses(4, "move", "ada", "fri,", "which")
