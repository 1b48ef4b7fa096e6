"""A journal cut, flipped or rewritten: named with its place and left alone, or read; no traceback, no loss."""

import json
import random
import re
import shlex
from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from conftest import Result, Vl, begin_lane
from reliability.figures import LONG, Figures
from reliability.made import PEOPLE, TRACE

LOOKING = (
    "due",
    "people",
    "summary --period all",
    "show 1",
    "brief 1",
    "plan --days 7",
    "visits",
    "promises --all",
    "history",
    "find knee",
    "appointments",
    "events",
    "lessons",
    "matter list",
    "group list",
    "export",
    "review",
)
WRITING = ("log 2 after", "edit V3 --note other", "merge 2 1", "undo", "done P1", "check --repair")
DAMAGE = re.compile(
    r"visitlog: \S+journal\.json (is damaged at line \d+: .+|is damaged: .+|is empty, which no journal ever is"
    r"|is not a journal: .+|was written by a newer visitlog .+)\. "
    r"Nothing was changed; the newest good backup is (\S+): visitlog (restore \S+)\n"
)
PLACELESS = re.compile('its schema number is not a number|by a newer visitlog|"next_ids" of "meta"|is empty')
SEED = 20261123


def begin_full(vl: Vl) -> None:
    """A journal with records of every kind."""
    begin_lane(vl)
    for line in (
        "book ada 2026-11-25T10:00 --for 'pension form'",
        "book 3 2026-11-26T10:00",
        "move A2 2026-11-27T10:00 --why 'the clerk is on leave'",
        "event 3 illness --on 2026-11-20 --window 5 --note 'in bed'",
        "event --area 'East Lane' flood --on 2026-11-19",
        "matter open 1,2 'the roof' --kind dispute --every 3d",
        "matter close M1 --outcome agreed",
        "log 1 --matter M1 --topic roof --approach 'listen first' --went well --on 2026-11-21",
        "move P1 2026-12-01 --why 'no answer yet'",
        "pause 5 --until 2026-12-10 --why travelling",
        "pause --me --until 2026-12-01",
        "area set 'East Lane' --residents 40",
        "topic set roof --place home",
        "edit 2 --birthday 1950-03-02 --best-time 'weekday evenings'",
        "retire 5 moved",
    ):
        vl.ok(*shlex.split(line), today="2026-11-22")


@pytest.fixture
def full(vl: Vl) -> Vl:
    """The command on a journal with records of every kind, and a good backup of it."""
    vl.start(begin_full)
    vl.journal.chmod(0o600)
    vl.ok("backup")
    return vl


def judged(vl: Vl, words: str, case: str, figures: Figures, *, place_known: bool = True) -> Result:
    """Runs a command on a file that is no longer as visitlog wrote it, and puts down what is wrong."""
    before = vl.journal.read_bytes()
    figures.cases += 1
    try:
        told = vl(*shlex.split(words))
    except Exception as error:  # whatever it is, it is counted
        figures.wrong("tracebacks", f"{case}, {words}: {type(error).__name__}: {error}")
        return Result(99, "", "")
    if TRACE.search(told.err):
        figures.wrong("tracebacks", f"{case}, {words}: {told.err}")
    if told.code == 5:
        if vl.journal.read_bytes() != before:
            figures.wrong("corrupted", f"{case}, {words}: it was written to")
        found = DAMAGE.fullmatch(told.err)
        is_placed = found is not None and (
            " line " in found[1] or not place_known or PLACELESS.search(found[1])
        )
        if not is_placed or (told.out and "--json" not in words):
            figures.wrong("sentence", f"{case}, {words}: {told.err}")
    return told


def ids(content: bytes) -> set[tuple[str, str]]:
    """Every record by its table and number, but for the history."""
    found = json.loads(content)
    return {(name, id) for name, table in found.items() if name not in ("meta", "changes") for id in table}


def laid_out(tables: Mapping[str, Any]) -> bytes:
    """Tables as a text with one record a line, without any proof."""
    parts = (
        f"{json.dumps(name)}: {{\n"
        + ",\n".join(
            f"{json.dumps(id)}: {json.dumps(record, ensure_ascii=False)}" for id, record in table.items()
        )
        + "\n}"
        for name, table in tables.items()
    )
    return ("{\n" + ",\n".join(parts) + "\n}\n").encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("size", ["small", "full"])
def test_cut_anywhere_it_is_damage_with_its_line(full: Vl, figures: Figures, size: str) -> None:
    figures.fault = "the file cut short"
    if size == "small":
        full.journal.unlink()
        full.ok("init", "--preset", "blank")
        full.ok("add", "Ada Oak")
        full.ok("log", "ada", "屋顶漏雨")
    content = full.journal.read_bytes()
    step = {"small": 1, "full": 64}[size] if LONG else {"small": 64, "full": 512}[size]
    for turn, length in enumerate(range(0, len(content) - 1, step)):
        full.journal.write_bytes(content[:length])
        words = ("due", "log 1 x")[turn % 2]
        if judged(full, words, f"cut to {length}", figures).code != 5:
            figures.wrong("corrupted", f"cut to {length}: taken for a journal")
    figures.must_be_clean()


def test_a_flipped_bit_is_damage_or_a_journal_to_be_checked(full: Vl, figures: Figures) -> None:
    figures.fault = "a bit flipped"
    content = full.journal.read_bytes()
    lots = random.Random(SEED)
    for turn in range(1000 if LONG else 40):
        at, bit = lots.randrange(len(content)), lots.randrange(8)
        flipped = bytearray(content)
        flipped[at] ^= 1 << bit
        used(full, bytes(flipped), f"bit {bit} of byte {at}", turn, figures)
    figures.must_be_clean()


def used(vl: Vl, content: bytes, case: str, turn: int, figures: Figures) -> None:
    """Looks at a file and writes to it: whatever it is taken for, what it holds stays."""
    vl.journal.write_bytes(content)
    told = judged(vl, "check --json", case, figures)
    if told.code == 1 and "changed_outside" not in told.out:
        figures.wrong("unnoticed", case)
    for words in LOOKING[turn % 6 :: 6]:
        code = judged(vl, words, case, figures).code
        if (code == 5) != (told.code == 5):
            figures.wrong("disagreement", f"{case}: check answers {told.code}, {words} {code}")
    if told.code != 5:
        before = ids(content)
        words = WRITING[turn % len(WRITING)]
        judged(vl, words, case, figures)
        for kept in (vl.journal.parent / "backups").glob("*-before-*"):
            kept.unlink()
        gone = before - ids(vl.journal.read_bytes())
        allowed = {"merge 2 1": ("people", "2")}.get(words)
        if words != "undo" and gone - {allowed}:
            figures.wrong("lost", f"{case}, {words}: {sorted(gone)}")


VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1,
    99,
    2**31,
    2**53,
    -(2**63),
    0.5,
    1e300,
    "",
    "x",
    "0001-01-01",
    "9999-12-31",
    "2026-02-30",
    "1900-01-01",
    "23:59",
    "9999-12-31T23:59:59-23:59",
    "\u0000\x1b[31m\u202e",
    "x" * 10_000,
    [],
    [None],
    [1, 1],
    [99, 2**60],
    ["x"],
    {},
    {"x": 1},
    {"month": 2, "day": 30, "calendar": "solar"},
)


def places_in(tables: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The first record of each table that has a field, by each of its fields."""
    for name, table in tables.items():
        seen: set[str] = set()
        for id, record in table.items():
            yield from ((name, id, field) for field in record if field not in seen)
            seen |= set(record)


def test_a_value_of_another_kind_in_any_field_is_damage_with_its_line_or_is_borne(
    full: Vl, figures: Figures
) -> None:
    figures.fault = "a field of another kind or size"
    content = full.journal.read_text("utf-8")
    places = list(places_in(json.loads(content)))
    cases = [(place, value) for place in places for value in VALUES]
    for turn, ((name, id, field), value) in enumerate(cases):
        if LONG or turn % 61 == 0:
            tables = json.loads(content)
            tables[name][id][field] = value
            shown = json.dumps(value)[:40]
            used(full, laid_out(tables), f"{name} {id} {field}={shown}", turn, figures)
    figures.must_be_clean()


REFERENCES = {
    "visits": ("people", "matter", "appointment"),
    "promises": ("person", "visit"),
    "appointments": ("people", "visit"),
    "events": ("person", "after_visit"),
    "matters": ("people", "after_visit"),
    "people": ("groups",),
}


def test_repair_mends_references_that_lead_nowhere_and_loses_no_record(full: Vl, figures: Figures) -> None:
    figures.fault = "references that lead nowhere, repaired"
    content = full.journal.read_text("utf-8")
    lots = random.Random(SEED)
    for turn in range(300 if LONG else 8):
        tables = json.loads(content)
        for _ in range(lots.randint(1, 6)):
            name = lots.choice(sorted(REFERENCES))
            record = tables[name][lots.choice(sorted(tables[name]))]
            field = lots.choice(REFERENCES[name])
            number = lots.choice((77, 88, 10**17, 2**62))
            new: Any = (
                [number, number + 1] if field == "people" else ["choir"] if field == "groups" else number
            )
            record[field] = new
        if lots.random() < 0.3:
            del tables["people"][lots.choice(sorted(tables["people"]))]
        broken = laid_out(tables)
        full.journal.write_bytes(broken)
        case = f"turn {turn} of seed {SEED}"
        judged(full, "check --repair", case, figures)
        gone = ids(broken) - ids(full.journal.read_bytes())
        if gone:
            figures.wrong("lost", f"{case}: {sorted(gone)}")
        left = judged(full, "check --json", case, figures)
        mendable = [one for one in left.data["findings"] if one["mendable"]]
        if mendable:
            figures.wrong("not mended", f"{case}: {mendable}")
        judged(full, "due", case, figures)
        for kept in (full.journal.parent / "backups").glob("*-before-*"):
            kept.unlink()
    figures.must_be_clean()


WHOLE: dict[str, bytes] = {
    "empty": b"",
    "noughts": b"\0" * 4096,
    "UTF-16": '{"people": {}}'.encode("utf-16"),
    "byte order mark": b"\xef\xbb\xbf" + b'{"people": {"1": {"name": "Ada"}}}',
    "NaN": b'{"people": {"1": {"name": "Ada", "every": NaN}}}',
    "nested 100,000 deep": b'{"people": {"1": {"name": ' + b"[" * 100_000 + b"]" * 100_000 + b"}}}",
    "an array": b"[]",
    "a newer schema": b'{"meta": {"1": {"schema": 99}}, "people": {}}',
    "number twice": b'{"people": {\n"1": {"name": "Ada"},\n"1": {"name": "Ben"}}}',
    "a settings file": b'{"editor": "vi"}',
    "HTML": b"<html><body>502</body></html>",
    "half a surrogate": b'{"people": {"1": {"name": "\\ud800"}}}',
}


@pytest.mark.parametrize("content", WHOLE.values(), ids=WHOLE)
def test_what_is_no_journal_is_refused_by_every_command_that_needs_one(
    full: Vl, figures: Figures, content: bytes
) -> None:
    figures.fault = "no journal at all: empty, UTF-16, NaN, nested, newer ..."
    full.journal.write_bytes(content)
    (full.home / "people.csv").write_text(PEOPLE)
    for words in (*LOOKING, *WRITING, "check", "backup", f"import {full.home}/people.csv"):
        if judged(full, words, words, figures, place_known=False).code != 5:
            figures.wrong("taken for a journal", words)
    assert full.journal.read_bytes() == content
    offered = re.search(r"visitlog (restore \S+)\n", full("due").err)
    assert offered is not None
    full.ok(*offered[1].split(), "--yes")
    full.ok("due")
    figures.must_be_clean()
