"""Commands in any order against a plain model: each does what it says, and undo restores the state exactly."""

import json
import shlex
import tempfile
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test

from conftest import Result, Vl
from reliability.figures import LONG, Figures
from reliability.made import is_proven
from visitlog.store.apply import KEPT_CHANGES

BUDGET = settings(
    max_examples=150 if LONG else 5,
    stateful_step_count=60 if LONG else 30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=not LONG,
    print_blob=True,
)
FORMS = st.sampled_from(("planned", "dropin", "meeting", "chance", "phone"))
RESULTS = st.sampled_from(("met", "out", "refused"))
DAYS = st.integers(1, 22).map(lambda day: f"2026-11-{day:02}")
AHEAD = st.integers(24, 30).map(lambda day: f"2026-11-{day:02}")
TEXTS = st.sampled_from(("tea", "屋顶漏雨", "knee better", "[red] :smile:", "a\tb", "İ ı ß", "-w", "e\u0301"))


@dataclass
class Model:
    """What a notebook holds, by number; as little as tells whether a command did what it says."""

    people: dict[int, tuple[str, str]] = field(default_factory=dict)
    visits: dict[int, tuple[list[int], str]] = field(default_factory=dict)
    promises: dict[int, tuple[int, str, str]] = field(default_factory=dict)


Counts = {"runs": 0, "undone": 0}


class Notebook(RuleBasedStateMachine):
    """A notebook in use through the command line, with the model of it beside."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.vl = Vl(Path(self.folder.name))
        self.model = Model()
        self.past: list[tuple[Model, Any]] = []
        self.vl.ok("init")

    # What the file holds

    def tables(self) -> dict[str, Any]:
        """Every table with its tallies and uids, but the history and what is counted on."""
        assert self.vl.bytes is not None
        whole = json.loads(self.vl.bytes)
        return {name: table for name, table in whole.items() if table and name not in ("meta", "changes")}

    def stored(self) -> Model:
        """The model that the file amounts to."""
        found = self.tables()
        return Model(
            {int(id): (p["name"], p.get("status", "active")) for id, p in found.get("people", {}).items()},
            {int(id): (v["people"], v.get("note") or "") for id, v in found.get("visits", {}).items()},
            {
                int(id): (p["person"], p["text"], p.get("status", "open"))
                for id, p in found.get("promises", {}).items()
            },
        )

    def run(self, line: str, does: Callable[[Model], None] | None = None) -> Result:
        """Runs a command; if it is done, so is its like on the model, and else nothing has changed."""
        before, earlier = self.vl.bytes, self.tables()
        told = self.vl(*shlex.split(line))
        Counts["runs"] += 1
        assert "failed in" not in told.err
        assert told.code in (0, 1, 2, 3, 4), told
        if told.code != 0 or self.vl.bytes == before:
            assert self.vl.bytes == before
            assert does is None or told.code == 0, told
            return told
        self.past = [*self.past, (deepcopy(self.model), earlier)][-KEPT_CHANGES:]
        if does is not None:
            does(self.model)
        stored = self.stored()
        assert (does is None) or stored == self.model, f"{line}\n{stored}\n{self.model}"
        self.model = stored
        assert is_proven(self.vl.journal)
        return told

    def undo_once(self) -> None:
        """Takes one change back: the file is as it was before it, tallies and all."""
        self.model, earlier = self.past.pop()
        self.vl.ok("undo")
        Counts["undone"] += 1
        assert self.tables() == earlier
        assert self.stored() == self.model

    def teardown(self) -> None:
        """What goes together still does; and everything can be taken back to the beginning."""
        found = self.vl("check", "--json").data["findings"]
        assert [one for one in found if one["mendable"]] == []
        while self.past:
            self.undo_once()
        self.folder.cleanup()

    def next_id(self, table: str) -> int:
        """The number that the next record of a table gets."""
        assert self.vl.bytes is not None
        return int(json.loads(self.vl.bytes)["meta"]["1"]["next_ids"].get(table, 1))

    # What its owner does

    @rule(elder=st.booleans(), every=st.integers(1, 60), note=TEXTS)
    def add(self, elder: bool, every: int, note: str) -> None:
        id = self.next_id("people")
        how = "-g elder" if elder else f"--every {every}d"
        self.run(
            f"add 'Person {'abcdefghij'[id % 10] * (1 + id // 10)}' {how} --note={shlex.quote(note)}",
            lambda m: m.people.update({id: (f"Person {'abcdefghij'[id % 10] * (1 + id // 10)}", "active")}),
        )

    def some(self, data: st.DataObject, ids: Any, most: int = 1) -> list[int]:
        """Some of these numbers, at least one."""
        return data.draw(st.lists(st.sampled_from(sorted(ids)), min_size=1, max_size=most, unique=True))

    @precondition(lambda self: self.model.people)
    @rule(data=st.data(), on=DAYS, form=FORMS, result=RESULTS, note=TEXTS, promised=st.booleans())
    def log(self, data: st.DataObject, on: str, form: str, result: str, note: str, promised: bool) -> None:
        who = self.some(data, self.model.people, 3)
        id, promise = self.next_id("visits"), self.next_id("promises")

        def does(model: Model) -> None:
            model.visits[id] = (who, note)
            if promised:
                model.promises |= {promise + n: (person, "a lamp", "open") for n, person in enumerate(who)}

        more = "-p 'a lamp @2026-12-01'" if promised else ""
        self.run(
            f"log {','.join(map(str, who))} --on {on} -f {form} -r {result} {more} -- {shlex.quote(note)}",
            does,
        )

    @precondition(lambda self: self.model.people)
    @rule(data=st.data(), by=AHEAD, owed_by=st.sampled_from(("us", "them")))
    def promise(self, data: st.DataObject, by: str, owed_by: str) -> None:
        (who,) = self.some(data, self.model.people)
        id = self.next_id("promises")
        self.run(
            f"promise {who} 'the form' --by {by} --owed-by {owed_by}",
            lambda m: m.promises.update({id: (who, "the form", "open")}),
        )

    @precondition(lambda self: any(status == "open" for _, _, status in self.model.promises.values()))
    @rule(data=st.data(), how=st.sampled_from(("done", "drop", "move")))
    def settle(self, data: st.DataObject, how: str) -> None:
        (id,) = self.some(data, [id for id, one in self.model.promises.items() if one[2] == "open"])
        person, text, _ = self.model.promises[id]
        status = {"done": "kept", "drop": "dropped", "move": "open"}[how]
        more = {"done": "", "drop": "--why x", "move": "2026-12-24 --why x"}[how]
        known = (person, text, status)
        if how == "move":
            self.run(f"move P{id} {more}")
        else:
            self.run(f"{how} P{id} {more}", lambda m: m.promises.update({id: known}))

    @precondition(lambda self: self.model.visits)
    @rule(data=st.data(), note=TEXTS, on=DAYS, result=RESULTS)
    def edit_visit(self, data: st.DataObject, note: str, on: str, result: str) -> None:
        (id,) = self.some(data, self.model.visits)
        who = self.model.visits[id][0]
        self.run(
            f"edit V{id} --note={shlex.quote(note)} --on {on} -r {result}",
            lambda m: m.visits.update({id: (who, note)}),
        )

    @precondition(lambda self: self.model.visits or self.model.promises)
    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        letter = data.draw(
            st.sampled_from("V" if not self.model.promises else "P" if not self.model.visits else "VP")
        )
        (id,) = self.some(data, self.model.visits if letter == "V" else self.model.promises)

        def does(model: Model) -> None:
            table: dict[int, Any] = model.visits if letter == "V" else model.promises
            del table[id]

        self.run(f"remove {letter}{id}", does)

    @precondition(lambda self: len(self.model.people) > 1)
    @rule(data=st.data())
    def merge(self, data: st.DataObject) -> None:
        gone, *others = data.draw(st.permutations(sorted(self.model.people)))
        stays = others[0]

        def does(model: Model) -> None:
            del model.people[gone]
            for id, (people, note) in model.visits.items():
                model.visits[id] = (list(dict.fromkeys(stays if p == gone else p for p in people)), note)
            for id, (person, *rest) in model.promises.items():
                model.promises[id] = (stays if person == gone else person, rest[0], rest[1])

        if {self.model.people[id][1] for id in (gone, stays)} == {"active"}:
            self.run(f"merge {gone} {stays}", does)
        else:
            self.run(f"merge {gone} {stays}")

    @precondition(lambda self: self.model.people)
    @rule(
        data=st.data(), how=st.sampled_from(("pause", "retire", "resume", "edit", "matter", "event", "book"))
    )
    def keep_right(self, data: st.DataObject, how: str) -> None:
        (who,) = self.some(data, self.model.people)
        self.run(
            {
                "pause": f"pause {who} --until 2026-12-10 --why travelling",
                "retire": f"retire {who} moved",
                "resume": f"resume {who}",
                "edit": f"edit {who} --every 9d --area East",
                "matter": f"matter open {who} 'the roof' --kind request",
                "event": f"event {who} wedding --on 2026-11-20",
                "book": f"book {who} 2026-11-25T10:00",
            }[how]
        )

    @rule(
        line=st.sampled_from(
            (
                "matter close M1 --outcome agreed",
                "done A1",
                "missed A1 us",
                "move A1 2026-11-28T09:00 --why late",
                "group set elder --every 5d --ceiling 2/90d",
                "group set elder --ceiling none",
                "group set odd --every 30d",
                "group remove odd",
                "topic set roof --place home",
                "area set East --residents 40",
                "pause --me --until 2026-12-01",
                "resume --me",
                "review",
                "remove M1",
                "remove E1",
                "remove A1",
                "check --repair",
            )
        )
    )
    def whatever(self, line: str) -> None:
        self.run(line)

    @rule(rows=st.integers(1, 4))
    def import_people(self, rows: int) -> None:
        first = self.next_id("people")
        names = [f"Import {'abcdefghij'[n % 10] * (1 + n // 10)}" for n in range(first, first + rows)]
        (self.vl.home / "people.csv").write_text("name\n" + "".join(f"{name}\n" for name in names))
        self.run(
            f"import {self.vl.home}/people.csv",
            lambda m: m.people.update({first + n: (name, "active") for n, name in enumerate(names)}),
        )

    @precondition(lambda self: self.past)
    @rule(times=st.integers(1, 3))
    def undo(self, times: int) -> None:
        for _ in range(min(times, len(self.past))):
            self.undo_once()


def test_undo_restores_the_state_exactly_whatever_was_done(figures: Figures) -> None:
    figures.fault = "commands in any order, each undone"
    run_state_machine_as_test(Notebook, settings=BUDGET)
    figures.cases = Counts["runs"] + Counts["undone"]
    figures.must_be_clean()
