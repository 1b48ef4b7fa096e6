"""Whatever was done before: after `erase` no byte is left, nothing leads nowhere, and undo still goes to the ground.

VISITLOG_LONG=1 tries far more.
"""

import os
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import Vl

IS_LONG = bool(os.environ.get("VISITLOG_LONG"))
DAYS = ("2026-10-30", "2026-11-20", "2026-11-21", "2026-11-23")
SOME = settings(
    max_examples=300 if IS_LONG else 4,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
HERS, THEIRS = "zz-hers", "bb-theirs"
"""What stands in every text of hers, or shared with her; and in every text of others."""

WHO = st.sampled_from(("gwen", "ada", "ben", "ada,ben", "gwen,ada", "gwen,ben", "gwen,ada,ben"))
ID = st.integers(1, 6).map(str)
STEP = st.one_of(
    st.tuples(st.sampled_from(("log", "log -p given@2026-11-29", "log -r out --lesson {text}")), WHO),
    st.tuples(st.sampled_from(("promise --by 2026-12-01", "book 2026-12-03 --for {text}")), WHO),
    st.tuples(st.just("matter open"), WHO),
    st.tuples(st.just("event {text} --note {text}"), st.sampled_from(("gwen", "ada", "ben"))),
    st.tuples(
        st.sampled_from(("edit V{id} --note", "remove V{id}", "remove P{id}", "remove A{id}", "done P{id}")),
        ID,
    ),
    st.tuples(
        st.sampled_from(("move P{id} 2026-12-02 --why", "remove M{id}", "matter close M{id} --outcome")), ID
    ),
    st.tuples(st.just("pause --until 2026-12-24 --why"), st.sampled_from(("gwen", "ada", "ben"))),
    st.tuples(st.sampled_from(("undo", "backup", "restore --yes")), st.just("")),
    st.tuples(st.sampled_from(("retire moved", "edit --note")), st.sampled_from(("gwen", "ada"))),
)
STEPS = st.lists(st.tuples(st.sampled_from(DAYS), STEP), min_size=4, max_size=18)


def begin_three(vl: Vl) -> None:
    """Makes a journal of three people."""
    vl.ok("init", "--preset", "blank", today=DAYS[0])
    for name in ("Ada Oak", "Ben Elm", "Gwen Rowan"):
        text = HERS if name == "Gwen Rowan" else THEIRS
        vl.ok("add", name, "--note", f"{text} about", "--door", text, today=DAYS[0])


def begun(folder: str) -> Vl:
    """A journal of three people."""
    vl = Vl(Path(folder))
    vl.start(begin_three)
    return vl


def text_of(vl: Vl, command: str, who: str) -> str:
    """The word that tells whose text it is: that of a record by the people whom it names."""
    names_record = "{id}" in command
    if not names_record:
        return HERS if "gwen" in who else THEIRS
    letter = command[command.index("{id}") - 1]
    table = {"V": "visits", "P": "promises", "A": "appointments", "M": "matters"}[letter]
    record = vl.table(table).get(who, {})
    return HERS if 3 in (record.get("person"), *record.get("people", ())) else THEIRS


def step(vl: Vl, today: str, command: str, who: str) -> None:
    """Does one thing; what is refused is no matter."""
    text = text_of(vl, command, who)
    words = command.format(id=who, text=text).split(" ")
    if "{id}" in command:
        words += [text] if words[-1].startswith("--") else []
    elif who:
        at = 2 if words[0] == "matter" else 1
        words = [*words[:at], who, *words[at:]]
        words += [text] if words[0] in ("log", "promise", "matter") or words[-1].startswith("--") else []
    told = vl(*words, today=today)
    assert told.code in (0, 1, 2, 3, 4), (words, told)
    assert "failed in" not in told.err


def content(vl: Vl) -> bytes:
    return b"".join(path.read_bytes() for path in vl.journal.parent.rglob("*") if path.is_file())


def records(vl: Vl) -> dict[str, Any]:
    tables = ("people", "visits", "promises", "appointments", "events", "matters", "groups", "leaves")
    return {name: vl.table(name) for name in tables}


def erase(vl: Vl) -> int:
    return vl("erase", "gwen rowan", "--yes").code


@SOME
@given(steps=STEPS)
def test_nothing_of_hers_is_left_and_nothing_leads_nowhere(steps: list[Any]) -> None:
    with TemporaryDirectory() as folder:
        vl = begun(folder)
        vl.ok("backup")
        for today, (command, who) in steps:
            step(vl, today, command, who)
        others = content(vl).count(THEIRS.encode())
        assert erase(vl) == 0
        left = content(vl)
        assert HERS.encode() not in left
        assert b"Rowan" not in left
        assert left.count(THEIRS.encode()) == others
        while True:
            assert vl("check", "--json").data["findings"] == []
            assert HERS.encode() not in content(vl)
            if vl("undo").code:
                break
        for path in sorted((vl.journal.parent / "backups").iterdir()):
            vl.ok("restore", path.name, "--yes")
            assert vl("check", "--json").data["findings"] == []


@SOME
@given(steps=STEPS, which=st.integers(0, 20))
def test_undoing_after_erasing_comes_to_what_erasing_after_undoing_does(steps: list[Any], which: int) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        vl = begun(one)
        for today, (command, who) in steps:
            step(vl, today, command, who)
        shutil.copytree(vl.journal.parent, Path(two) / "journal")
        other = Vl(Path(two))
        assert erase(vl) == 0
        left = sorted(map(int, vl.table("changes")), reverse=True)
        wanted = str(left[min(which, len(left) - 1)])
        for each in (vl, other):
            while wanted in each.table("changes"):
                each.ok("undo")
        assert erase(other) in (0, 3)
        assert records(vl) == records(other)
