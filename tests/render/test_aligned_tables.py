"""Columns stand beneath each other, and no line is too wide, whatever names and notes are made of."""

import pytest
from wcwidth import wcswidth

from conftest import Vl, widest

NAMES = (
    *(
        "Ada Oak",
        "王秀英",
        "尉迟敬德",
        "Zoë Núñez",
        "Zoe\u0308 Nu\u0301n\u0303ez",
        "か\u3099くの",
        "한지민",
        "\u1112\u1161\u11ab",
    ),
    *(
        "नमस्ते",
        "กำพล",
        "👩‍👩‍👧 Lin",
        "👍🏽 Bo",
        "👨🏻‍⚕️",
        "🇨🇳 李",
        "❤️ Mo",
        "☎️",
        "1️⃣",
        "𠮷野家",
        "Ａｎｎ",
        "Łódź",
    ),
)
"""Letters, ideographs, marks that combine, and pictures of one, two and more characters."""
LINES = {
    "due": "due --all",
    "people": "people --all",
    "promises": "promises --all",
    "visits": "visits --all",
    "plan": "plan --slots 30",
    "summary": "summary --split area",
    "brief": "brief 3",
    "show": "show 3",
    "events": "events",
    "appointments": "appointments",
    "matter list": "matter list",
}


def begin_names(vl: Vl) -> None:
    """A person of each name, each with a visit, a promise and a matter."""
    for number, name in enumerate(NAMES, 1):
        vl.ok("add", name, "--door", f"D{number:02d}", "--every", "7d", "--area", name, today="2026-06-01")
        note, promise = f"{name} T{number:02d} {name * 12}", f"Q{number:02d} {name * 12} @2026-11-20"
        vl.ok("log", str(number), note, "-p", promise, today="2026-06-02")
    vl.ok("book", "3", "tomorrow", "--for", NAMES[10])
    vl.ok("event", "3", "birth", "--note", NAMES[11])
    vl.ok("matter", "open", "3,11,13", f"{NAMES[8]} {NAMES[12]}")


@pytest.fixture
def names(vl: Vl) -> Vl:
    """The command on a journal of such names."""
    vl.start(begin_names)
    return vl


@pytest.mark.parametrize("line", LINES.values(), ids=list(LINES))
def test_no_line_is_wider_than_the_screen(names: Vl, line: str) -> None:
    for lang in ("en", "zh"):
        for columns in (80, 40):
            told = names.screen(*line.split(), columns=columns, lang=lang)
            assert told.code == 0
            assert widest(told.out) <= columns


@pytest.mark.parametrize("line", ["visits", "promises", "due", "show"])
def test_nothing_is_lost_where_a_line_ends(names: Vl, line: str) -> None:
    """Rich cuts what is too wide for it, so a text that was measured wrongly would end early."""
    letters = {*"".join(NAMES)} - {" "}
    counted = []
    for columns in (40, 80, 200):
        told = names.screen(*LINES[line].split(), lang="zh", columns=columns).out
        counted.append({letter: told.count(letter) for letter in letters if not letter.isascii()})
    assert counted[0] == counted[1] == counted[2]
    assert sum(counted[0].values()) > 100


@pytest.mark.parametrize(
    ("line", "mark"), [("people", "D"), ("promises", "Q"), ("due", "Q"), ("visits", "T")]
)
def test_what_stands_in_one_column_begins_in_one_cell(names: Vl, line: str, mark: str) -> None:
    """Of notes in which the name stands before the mark, that name is not counted."""
    for lang in ("en", "zh"):
        lines = names.screen(*LINES[line].split(), lang=lang, columns=120).lines
        begins = set()
        for number, name in enumerate(NAMES, 1):
            found = next(shown for shown in lines if f"{mark}{number:02d}" in shown)
            before = found[: found.index(f"{mark}{number:02d}")]
            begins.add(wcswidth(before.removesuffix(f"{name} ") if mark == "T" else before))
        assert len(begins) == 1, (lang, begins)
