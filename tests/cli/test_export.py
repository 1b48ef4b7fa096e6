"""`export`, and `import` of what it wrote: whole, filtered, as a table, and on one person for that person."""

import csv
import json
import os
import subprocess
import typing
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from conftest import TODAY, Real, Vl, active_in
from visitlog.exchange.presets import read_preset
from visitlog.exchange.village import village
from visitlog.model.journal import TABLE_OF, Change, Journal
from visitlog.model.records import (
    Appointment,
    Area,
    Birthday,
    Leave,
    LifeEvent,
    Matter,
    Move,
    Past,
    Person,
    Promise,
    Record,
    Review,
    Shift,
    Visit,
)
from visitlog.store.journal_file import JournalFile

MONDAY = date.fromisoformat(TODAY)
NOW = datetime.combine(MONDAY, time(12)).astimezone()
KIND_OF: dict[str, type[Any]] = {name: kind for kind, name in TABLE_OF.items() if kind is not Past}
TABLES = ("people", "visits", "promises", "appointments", "events", "matters")
MARK = "\ufeff"


def at(days: int, hour: int = 15) -> datetime:
    """A moment on their calendar."""
    return datetime.combine(MONDAY + timedelta(days=days), time(hour))


def day(days: int) -> date:
    return MONDAY + timedelta(days=days)


def full_village(language: str = "en") -> tuple[Record, ...]:
    """The demo village with every other kind of record in it."""
    shift = Shift(at(-9), at(-3), "clerk ill", NOW)
    return (
        *village(MONDAY, language),
        *read_preset("community").topics,
        Area(1, "East Lane", residents=120),
        Matter(1, "Noise in the yard", (1, 2), kind="dispute", opened_on=day(-12), after_visit=200),
        Matter(4, "A ramp", (3,), status="closed", opened_on=day(-60), closed_on=day(-5), outcome="built"),
        LifeEvent(2, "birth", day(-2), person=4, note="a girl", after_visit=210),
        LifeEvent(3, "hospital", day(-1), person=5, note="hip", window_days=1),
        LifeEvent(5, "flood", day(-30), area="East Lane"),
        Appointment(1, (1, 2), at(1), purpose="to talk it over", made_on=day(-2), moves=(shift,)),
        Appointment(
            2, (3,), at(-3), whole_day=True, place="office", status="missed_by_us", closed_on=day(-3)
        ),
        Leave(1, day(-40), day(-30), why="Rome"),
        Review(1, day(-3)),
    )


def put(vl: Vl, *records: Record) -> Journal:
    with JournalFile(vl.journal).writing() as opened:
        return opened.save(Change("made", put=records), NOW)[0]


def loaded(vl: Vl) -> Journal:
    return JournalFile(vl.journal).load()


def records_of(journal: Journal) -> dict[str, list[Any]]:
    return {name: list(journal.table(kind).values()) for name, kind in KIND_OF.items()}


@pytest.fixture
def full(vl: Vl) -> Vl:
    """The command on the full village."""
    put(vl, *full_village())
    return vl


@pytest.fixture
def other(tmp_path_factory: pytest.TempPathFactory) -> Vl:
    """The command on a journal elsewhere, which is not there yet."""
    return Vl(tmp_path_factory.mktemp("other"))


def table(vl: Vl, *words: str, dialect: str = "csv") -> list[dict[str, str]]:
    out = vl.ok("export", "--format", dialect, *words).out
    assert out.startswith(MARK) == (dialect == "csv")
    return list(
        csv.DictReader(
            StringIO(out.removeprefix(MARK), newline=""), delimiter="," if dialect == "csv" else "\t"
        )
    )


# --- the whole journal, there and back


@pytest.mark.parametrize("language", ["en", "zh"])
def test_an_export_imports_to_an_equal_journal(vl: Vl, other: Vl, language: str) -> None:
    put(vl, *full_village(language))
    before = records_of(loaded(vl))
    vl.ok("export", str(vl.home / "copy.json"))
    other.ok("import", str(vl.home / "copy.json"))
    assert records_of(loaded(other)) == before  # the tallies too, which are counted anew
    assert all(before.values())


def test_an_export_of_a_journal_made_by_commands_imports_to_an_equal_one(lane: Vl, other: Vl) -> None:
    lane.ok("remove", "V10")
    path = lane.home / "copy.json"
    path.write_text(lane.ok("export").out, "utf-8")
    other.ok("import", str(path))
    assert records_of(loaded(other)) == records_of(loaded(lane))
    next_ids = {name: id for name, id in loaded(lane).next_ids.items() if name != "changes"}
    assert {name: loaded(other).next_id(name) for name in next_ids} == next_ids
    assert other.ok("export").out == lane.ok("export").out
    for line in ("due --days 30", "people --status all", "summary --month 2026-11", "show ada"):
        assert other.ok(*line.split(), "--json").data == lane.ok(*line.split(), "--json").data


def test_the_export_holds_every_table_and_every_field_as_the_file_has_it(full: Vl) -> None:
    answer = full.ok("export").json()
    assert (answer["schema"], answer["kind"], answer["today"]) == (1, "export", TODAY)
    assert set(answer["data"]) == {*KIND_OF, "filter", "next_ids"}
    assert answer["data"]["filter"] is None
    for name in KIND_OF:
        stored = full.table(name)
        assert [one["id"] for one in answer["data"][name]] == [int(id) for id in stored]
        for document in answer["data"][name]:
            id = str(document.pop("id"))
            assert document == {k: v for k, v in stored[id].items() if k != "tally"}


def test_the_import_is_one_change_that_undo_takes_back(full: Vl, other: Vl) -> None:
    path = full.home / "copy.json"
    full.ok("export", str(path))
    told = other.ok("import", str(path), "--json").data
    count = full.ok("export", str(full.home / "2.json"), "--json").data["records"]
    assert (told["created"], told["updated"], told["skipped"], told["failed"]) == (count, 0, 0, [])
    assert len(other.ok("history").lines) == 1
    other.ok("undo")
    assert not any(records_of(loaded(other)).values())


def test_a_dry_run_of_the_import_writes_nothing(full: Vl, other: Vl) -> None:
    path = full.home / "copy.json"
    full.ok("export", str(path))
    assert "nothing was written" in other.ok("import", str(path), "--dry-run").out
    assert other.bytes is None


def test_a_journal_that_was_only_begun_takes_an_export(full: Vl, other: Vl) -> None:
    path = full.home / "copy.json"
    full.ok("export", str(path))
    other.ok("init", "--preset", "eldercare")
    other.ok("import", str(path))
    assert records_of(loaded(other)) == records_of(loaded(full))


def test_a_journal_with_anybody_in_it_does_not(full: Vl, other: Vl) -> None:
    path = full.home / "copy.json"
    full.ok("export", str(path))
    other.ok("add", "Ada Oak")
    assert "empty" in other.refuses(1, "import", str(path))
    assert "empty" in other.refuses(1, "import", str(path), "--dry-run")
    assert "empty" in full.refuses(1, "import", str(path))


@pytest.mark.parametrize("flag", ["--as people", "--map name=x", "--new"])
def test_options_for_columns_are_misuse_with_an_export(full: Vl, flag: str) -> None:
    full.ok("export", str(full.home / "copy.json"))
    assert "CSV" in full.refuses(2, "import", str(full.home / "copy.json"), *flag.split())


def test_an_unfit_record_is_named_and_nothing_is_recorded(full: Vl, other: Vl) -> None:
    path = full.home / "copy.json"
    path.write_text(full.ok("export").out.replace('"form": "phone"', '"form": "letter"', 1))
    assert '"form"' in other.refuses(1, "import", str(path))
    assert other.bytes is None


# --- a part of it


def test_a_group_and_an_area_keep_their_people_and_what_names_them(lane: Vl) -> None:
    told = lane.ok("export", "-g", "elder").data
    assert [one["name"] for one in told["people"]] == ["Ada Oak"]
    assert {tuple(one["people"]) for one in told["visits"]} == {(1,)}
    assert {one["person"] for one in told["promises"]} == {1}
    assert told["filter"] == {"groups": ["elder"], "area": None, "from": None, "to": None}
    assert told["groups"] == lane.ok("export").data["groups"]
    area = lane.ok("export", "--area", "EAST lane").data
    assert [one["name"] for one in area["people"]] == ["Ada Oak", "Ben Elm", "Dan Fir"]
    assert any(one.get("heads") == 12 for one in area["visits"])
    both = lane.ok("export", "--area", "East Lane", "-g", "business").data
    assert [one["name"] for one in both["people"]] == ["Ben Elm"]
    assert not any(one.get("heads") for one in both["visits"])


def test_days_keep_what_happened_in_them_and_everybody(full: Vl) -> None:
    told = full.ok("export", "--from", str(day(-10)), "--to", str(day(0))).data
    everything = full.ok("export").data
    assert told["people"] == everything["people"]
    assert 0 < len(told["visits"]) < len(everything["visits"])
    assert all(str(day(-10)) <= one["on"] <= TODAY for one in told["visits"])
    assert [one["id"] for one in told["events"]] == [2, 3]
    assert [one["id"] for one in told["appointments"]] == [2]
    assert (told["matters"], told["leaves"]) == ([], [])
    assert len(told["reviews"]) == 1


def test_a_part_for_somebody_else_has_nothing_of_your_own(full: Vl) -> None:
    told = full.ok("export", "-g", "elder").data
    assert (told["leaves"], told["reviews"]) == ([], [])


def test_a_part_imports_and_nobody_new_gets_a_number_that_it_names(vl: Vl, other: Vl) -> None:
    put(vl, *full_village())
    vl.ok("add", "Zoe New", "--area", "Far Lane")
    zoe = loaded(vl).next_id("people") - 1
    vl.ok("log", f"1,{zoe}", "together")
    path = vl.home / "part.json"
    name = vl.ok("show", "1", "--json").data["person"]["groups"][0]
    vl.ok("export", str(path), "-g", name)
    assert str(zoe) not in {str(one["id"]) for one in json.loads(path.read_text())["data"]["people"]}
    other.ok("import", str(path))
    assert other.ok("add", "Somebody Else", "--json").data["person"]["id"] > zoe


def test_an_unknown_group_is_not_found(lane: Vl) -> None:
    lane.refuses(3, "export", "-g", "eldr")
    lane.refuses(3, "export", "--person", "nobody at all")


# --- a table


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_has_a_row_for_every_record(full: Vl, kind: str) -> None:
    rows = table(full, "--what", kind, "--sensitive-too")
    assert [row["uid"] for row in rows] == [one["uid"] for one in full.table(kind).values()]
    assert {row["withheld"] for row in rows} == {"no"}
    assert table(full, "--what", kind, "--sensitive-too", dialect="tsv") == rows


def test_a_table_is_of_visits_if_nothing_is_said_and_csv_if_a_kind_is(lane: Vl) -> None:
    assert lane.ok("export", "--format", "csv").out == lane.ok("export", "--what", "visits").out
    assert table(lane)[0]["people"] == "3 王秀英"


def test_filters_restrict_a_table(lane: Vl) -> None:
    assert {row["person"] for row in table(lane, "--what", "promises", "-g", "elder")} == {"1 Ada Oak"}
    days = [row["on"] for row in table(lane, "--from", "2026-11-10", "--to", "2026-11-12")]
    assert days == ["2026-11-10", "2026-11-12"]
    ahead = table(lane, "--what", "appointments", "--from", "tomorrow")
    assert ahead == []


def test_what_is_sensitive_is_withheld_from_tables_and_marked(lane: Vl) -> None:
    lane.ok("event", "dan", "illness", "--note", "his lungs")
    lane.ok("matter", "open", "cleo", "the neighbours talk")
    lane.ok("book", "cleo", "tomorrow", "--for", "the results", "--note", "bring forms")
    lane.ok("pause", "eve", "--until", "2026-12-24", "--why", "in the clinic")
    secrets = (
        *("the new medicine", "how she slept", "find a specialist", "no day yet", "forms", "come on Sundays"),
        *(
            "in the market",
            "what the doctor said",
            "her secret",
            "his lungs",
            "illness",
            "the neighbours talk",
        ),
        *("the results", "in the clinic"),
    )
    for dialect in ("csv", "tsv"):
        told = [lane.ok("export", "--format", dialect, "--what", kind) for kind in TABLES]
        open_too = [
            lane.ok("export", "--format", dialect, "--what", kind, "--sensitive-too") for kind in TABLES
        ]
        for secret in secrets:
            assert not any(secret in one.out for one in told), secret
            assert any(secret in one.out for one in open_too), secret
        assert all("withheld: --sensitive-too" in one.err for one in told)
        assert all(one.err == "" for one in open_too)
    marked = {row["id"]: row["withheld"] for row in table(lane, "--what", "people")}
    assert marked == {"1": "no", "2": "no", "3": "no", "4": "yes", "5": "no", "6": "yes"}
    rows = {row["id"]: row for row in table(lane)}
    assert {row["withheld"] for row in rows.values() if "Cleo" in row["people"]} == {"yes"}
    assert rows["V1"]["withheld"] == "no"
    assert rows["V3"]["note"] == rows["V3"]["topics"] == ""


def test_a_sensitive_group_is_no_filter_of_a_table(lane: Vl) -> None:
    assert "--sensitive-too" in lane.refuses(1, "export", "--format", "csv", "-g", "illness-watch")
    assert len(table(lane, "-g", "illness-watch", "--sensitive-too")) == 2


def test_json_is_complete(lane: Vl) -> None:
    told = lane.ok("export")
    assert "her secret" in told.out
    assert told.err == ""
    assert [one["name"] for one in lane.ok("export", "-g", "illness-watch").data["people"]] == ["Cleo Ash"]


def test_a_formula_in_a_note_is_none_in_a_table(lane: Vl) -> None:
    lane.ok("log", "ada", "--", "=cmd|' /C calc'!A0")
    lane.ok("log", "ada", "-", stdin="@SUM(A1)\nand more")
    notes = [row["note"] for row in table(lane)[-2:]]
    assert notes == ["'=cmd|' /C calc'!A0", "'@SUM(A1)\nand more"]
    assert table(lane, dialect="tsv")[-1]["note"] == "'@SUM(A1) and more"


# --- one person, for that person


def telling(kind: type[Any], token: str, /, **others: Any) -> Any:
    """A record with words of its own in every field that holds words, those that are added one day too."""
    words: dict[str, Any] = {}
    for name, hint in typing.get_type_hints(kind).items():
        if hint in (str, str | None) and name != "uid":
            words[name] = f"{token}-{name}"
        elif hint == tuple[str, ...]:
            words[name] = (f"{token}-{name}",)
    return kind(**words | others)


ADA = telling(
    Person,
    "own",
    id=1,
    name="Ada Oak",
    keys=(),
    groups=(),
    birthday=Birthday("lunar", 1, 15, 1950),
    paused_from=day(-3),
    paused_until=day(3),
)
OWN: tuple[Record, ...] = (
    telling(Visit, "own", id=2, people=(1,), on=day(-8), sensitive=True, companions=("secret-colleague",)),
    telling(Appointment, "own", id=3, people=(1,), at=at(3), moves=(Shift(at(1), at(3), "own-shift"),)),
    telling(Matter, "own", id=2, people=(1,), opened_on=day(-11)),
    telling(LifeEvent, "own", id=1, person=1, kind="hospital", on=day(-4)),
    telling(Promise, "own", id=1, person=1, by=day(-1), visit=1, moves=(Move(day(-5), day(-1), "own-move"),)),
)
OWN_WORDS = {
    value
    for record in (ADA, *OWN)
    for each in fields(record)
    for value in (getattr(record, each.name),)
    for value in (value if isinstance(value, tuple) else (value,))
    if isinstance(value, str) and value.startswith("own-")
} | {"own-shift", "own-move"}

SHARED: tuple[Record, ...] = (
    telling(Visit, "secret", id=1, people=(1, 2, 3), on=day(-9), at=time(9, 41), minutes=33),
    telling(Appointment, "secret", id=1, people=(1, 2), at=at(2, 16)),
    Appointment(2, (2, 1), at(-20), status="kept", moves=(Shift(at(-21), at(-20), "secret-why"),)),
    telling(Matter, "secret", id=1, people=(3, 1), kind="dispute", opened_on=day(-12)),
)
FOREIGN: tuple[Record, ...] = (
    telling(Person, "secret", id=2, name="secret-Ben", groups=(), area="own-area"),
    telling(Person, "secret", id=3, name="secret-Cleo", groups=(), household="own-household"),
    telling(Visit, "secret", id=3, people=(2,), on=day(-7)),
    telling(Promise, "secret", id=2, person=2),
    telling(LifeEvent, "secret", id=2, person=3, on=day(-2)),
    telling(LifeEvent, "secret", id=3, area="own-area", on=day(-2)),
    telling(Matter, "secret", id=3, people=(2, 3)),
)


@pytest.fixture
def shared(vl: Vl) -> Vl:
    """The command on a journal in which all that may not be told begins with "secret"."""
    put(vl, ADA, *SHARED, *OWN, *FOREIGN)
    return vl


@pytest.mark.parametrize("how", ["json", "md", "csv", "tsv"])
def test_the_record_of_one_person_names_nobody_else_and_tells_nothing_of_shared_records(
    shared: Vl, how: str
) -> None:
    kinds = TABLES if how in ("csv", "tsv") else (None,)
    for kind in kinds:
        words = ("--what", kind) if kind else ()
        out = shared.ok("export", "--person", "ada", "--format", how, *words).out
        assert "secret" not in out.casefold()
        assert "Ada Oak" in out


@pytest.mark.parametrize("how", ["json", "md"])
def test_the_record_of_one_person_is_complete(shared: Vl, how: str) -> None:
    assert len(OWN_WORDS) > 20
    out = shared.ok("export", "--person", "ada", "--format", how).out.replace("\\_", "_")
    assert {word for word in OWN_WORDS if word not in out} == set()


def test_what_is_left_out_is_named_and_null(shared: Vl) -> None:
    told = shared.ok("export", "--person", "ada", "--json").data
    assert set(told) == {"person", "visits", "promises", "appointments", "events", "matters"}
    together, alone = sorted(told["visits"], key=lambda one: one["on"])
    assert (together["id"], together["others"], together["people"]) == (
        "V1",
        2,
        [{"id": 1, "name": "Ada Oak"}],
    )
    assert (together["on"], together["at"], together["minutes"]) == (str(day(-9)), "09:41", 33)
    assert (together["form"], together["place"], together["result"]) == ("dropin", "home", "met")
    assert {"note", "topics", "companions", "lesson"} <= set(together["left_out"])
    assert all(together[field] is None for field in together["left_out"])
    assert (alone["others"], alone["left_out"], alone["note"]) == (0, ["companions"], "own-note")
    (dispute,) = [one for one in told["matters"] if one["others"]]
    assert (dispute["kind"], dispute["title"], dispute["outcome"]) == ("dispute", None, None)
    kept = next(one for one in told["appointments"] if one["id"] == "A2")
    assert kept["state"] == "kept"
    assert [move["why"] for move in kept["moves"]] == [None]
    assert told["person"]["paused_from"] == str(day(-3))
    assert "standing" not in told["person"]


def test_the_record_to_read_says_how_many_others_there_were(shared: Vl) -> None:
    lines = shared.ok("export", "--person", "1", "--format", "md").lines
    assert lines[0] == "# Ada Oak"
    assert [line for line in lines if line.startswith("## ")] == [
        *("## Person", "## Promises", "## Appointments", "## Matters", "## Events", "## Visits"),
        "## What is left out",
    ]
    assert any("V1" in line and "with 2 others" in line for line in lines)
    assert any("M1" in line and "with 1 other" in line for line in lines)


def test_somebody_alone_is_told_of_nothing_left_out(lane: Vl) -> None:
    out = lane.ok("export", "--person", "ben", "--format", "md").out
    assert "left out" not in out
    assert "permit and pavement tables" in out


def test_nothing_of_their_own_is_withheld(lane: Vl) -> None:
    for how in ("json", "md", "csv"):
        told = lane.ok("export", "--person", "cleo", "--format", how)
        assert "the new medicine" in told.out
        assert "withheld: --" not in told.out + told.err


def test_text_of_people_is_no_markup_and_no_terminal_code(lane: Vl) -> None:
    lane.ok("add", "Fay [red] *x* <b>", "--note", "\x1b[31m :smile: \u202e `code`")
    lane.ok("log", "fay", "-", stdin="# one\n- two\n\n1. three\x07")
    out = lane.ok("export", "--person", "fay", "--format", "md").out
    assert out.startswith("# Fay \\[red\\] \\*x\\* \\<b\\>\n")
    assert "\\:smile:" in out
    assert "  - \\# one\\\n    \\- two\\\n    1\\. three\\\\x07\n" in out
    for how in ("md", "json", "csv", "tsv"):
        out = lane.ok("export", "--person", "fay", "--format", how).out
        assert active_in(out.removeprefix(MARK), "\n\r\t") == set()


def test_a_terminal_is_shown_markdown_and_a_pipe_gets_json(lane: Vl) -> None:
    assert lane.ok("export", "--person", "ada").json()["kind"] == "export"
    shown = lane.screen("export", "--person", "ada")
    assert shown.out.startswith("# Ada Oak\n")
    assert lane.screen("export", "--person", "ada", "--json").json()["data"]["person"]["id"] == 1
    assert lane.screen("export").json()["data"]["people"]


def test_days_restrict_the_record_of_one_person(lane: Vl) -> None:
    told = lane.ok("export", "--person", "ada", "--from", "2026-11-01").data
    assert [one["id"] for one in told["visits"]] == ["V5"]
    assert told["person"]["name"] == "Ada Oak"


def test_the_record_of_one_person_is_not_for_importing(lane: Vl, other: Vl) -> None:
    lane.ok("export", "--person", "ada", str(lane.home / "ada.json"))
    assert "one person" in other.refuses(1, "import", str(lane.home / "ada.json"))


def test_several_who_fit_are_listed(lane: Vl) -> None:
    lane.refuses(4, "export", "--person", "3-201")


# --- where it goes


@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.tsv", "A.CSV", "a"])
def test_a_file_gets_what_standard_output_gets_in_the_format_of_its_name(lane: Vl, name: str) -> None:
    form = Path(name).suffix.lower().lstrip(".") or "json"
    told = lane.ok("export", str(lane.home / name))
    assert (lane.home / name).read_bytes().decode() == lane.ok("export", "--format", form).out
    assert told.out.endswith("which only you may read\n")


def test_a_format_that_is_given_wins(lane: Vl) -> None:
    lane.ok("export", str(lane.home / "a.txt"), "--format", "TSV", "--what", "people")
    assert (lane.home / "a.txt").read_text().startswith("id\tname\t")
    lane.ok("export", str(lane.home / "ada.md"), "--person", "ada")
    assert (lane.home / "ada.md").read_text().startswith("# Ada Oak\n")
    lane.ok("export", str(lane.home / "ada.csv"), "--person", "ada", "--what", "promises")
    assert (lane.home / "ada.csv").read_text("utf-8-sig").startswith("id,person,")


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o777])
def test_a_file_is_its_owners_only(lane: Vl, mask: int) -> None:
    before = os.umask(mask)
    try:
        lane.ok("export", str(lane.home / "a.json"))
    finally:
        os.umask(before)
    assert (lane.home / "a.json").stat().st_mode & 0o777 == 0o600
    assert [one.name for one in lane.home.iterdir() if "tmp" in one.name] == []


def test_a_file_that_is_there_is_not_replaced_unless_forced(lane: Vl) -> None:
    path = lane.home / "a.json"
    path.write_text("precious")
    path.chmod(0o644)
    assert "--force" in lane.refuses(1, "export", str(path))
    assert path.read_text() == "precious"
    lane.ok("export", str(path), "--force")
    assert json.loads(path.read_text())["kind"] == "export"
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_appears_meanwhile_is_not_replaced_either(
    lane: Vl, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = lane.home / "a.json"
    load = JournalFile.load

    def slow(file: JournalFile) -> Journal:
        path.write_text("precious")
        return load(file)

    monkeypatch.setattr(JournalFile, "load", slow)
    assert lane("export", str(path)).code == 1
    assert path.read_text() == "precious"
    assert [one.name for one in lane.home.iterdir() if "tmp" in one.name] == []


def test_neither_journal_nor_lock_nor_backup_is_ever_replaced(lane: Vl) -> None:
    lane.ok("log", "ada", "again")
    folder = lane.journal.parent
    link = lane.home / "link.json"
    link.symlink_to(lane.journal)
    (backup,) = (folder / "backups").iterdir()
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for path in (lane.journal, folder / "journal.json.lock", backup, folder / "backups" / "new.json", link):
        assert "journal itself" in lane.refuses(1, "export", str(path), "--force")
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_folder_a_pipe_and_a_device_are_refused(lane: Vl) -> None:
    os.mkfifo(lane.home / "pipe")
    for path in (lane.home, lane.home / "pipe", Path("/dev/null")):
        assert "not a plain file" in lane.refuses(1, "export", str(path), "--force")
    assert "no folder" in lane.refuses(1, "export", str(lane.home / "nowhere" / "a.json"))
    assert Path("/dev/null").is_char_device()


def test_a_link_stays_and_its_file_is_replaced(lane: Vl) -> None:
    target = lane.home / "target.json"
    target.write_text("old")
    (lane.home / "link.json").symlink_to(target)
    lane.refuses(1, "export", str(lane.home / "link.json"))
    lane.ok("export", str(lane.home / "link.json"), "--force")
    assert (lane.home / "link.json").is_symlink()
    assert json.loads(target.read_text())["kind"] == "export"


def test_a_dash_is_standard_output(lane: Vl) -> None:
    assert lane.ok("export", "-").out == lane.ok("export").out


def test_json_says_where_a_file_is_and_quiet_nothing(lane: Vl) -> None:
    path = lane.home / "a.csv"
    told = lane.ok("export", str(path), "--json")
    assert told.data == {"file": str(path), "format": "csv", "records": 10, "withheld": 4}
    assert told.err == ""
    quiet = lane.ok("export", str(path), "--force", "--quiet")
    assert (quiet.out, quiet.err) == ("", "")


def test_json_holds_a_table_as_text_when_it_has_no_file(lane: Vl) -> None:
    told = lane.ok("export", "--what", "visits", "--json")
    text = lane.ok("export", "--what", "visits").out.removeprefix(MARK)
    assert told.data == {"file": None, "format": "csv", "records": 10, "withheld": 4, "text": text}
    assert (
        lane.ok("--json", "export", "--person", "ada", "--format", "md").data["text"].startswith("# Ada Oak")
    )
    assert lane.ok("--json", "export").out == lane.ok("export").out


def test_a_journal_that_is_not_there_yet_is_an_empty_export(vl: Vl) -> None:
    assert not any(vl.ok("export").data[name] for name in KIND_OF)
    assert table(vl) == []
    assert vl.bytes is None


def test_an_export_is_utf8_whatever_the_terminal_speaks(lane: Vl, real: Real) -> None:
    for how in ("json", "csv", "tsv"):
        told = real("export", "--format", how, env={"LANG": "C", "PYTHONIOENCODING": "ascii"})
        assert told.out == lane.ok("export", "--format", how).out
        assert "王秀英" in told.out


def test_a_reader_who_has_gone_is_no_error(full: Vl) -> None:
    real = Real(full)
    for how in ("json", "csv"):
        running = subprocess.Popen(
            [real.command, "export", "--format", how, "--sensitive-too"],
            env=real.env(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        assert running.stdout is not None
        running.stdout.read(1)
        running.stdout.close()
        _, err = running.communicate(timeout=30)
        assert (running.returncode, err) == (0, b"")


# --- misuse


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("--format xml", "csv"),
        ("--what pets", "promises"),
        ("--format md", "--person"),
        ("--format json --what visits", "--what"),
        ("--person ada --format md --what visits", "--what"),
        ("--person ada -g elder", "--person"),
        ("--person ada --area East", "--person"),
        ("--from tomorrow", "future"),
        ("a b", "too much"),
    ],
)
def test_options_that_contradict_each_other_are_misuse(lane: Vl, line: str, why: str) -> None:
    assert why in lane.refuses(2, "export", *line.split())
    assert not (lane.home / "a").exists()


def test_markdown_may_be_called_by_its_name(lane: Vl) -> None:
    assert (
        lane.ok("export", "--person", "ada", "--format", "Markdown").out
        == lane.ok("export", "--person", "ada", "--format", "md").out
    )
