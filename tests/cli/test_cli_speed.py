"""What a command loads and what it reads: modules and bytes are counted, not milliseconds."""

import shlex
import sys
from datetime import date, datetime, timedelta
from typing import Any

import orjson
import pytest

from conftest import Real, Vl
from visitlog.model.journal import Change
from visitlog.model.records import Visit
from visitlog.store.held import Stretch
from visitlog.store.journal_file import JournalFile
from visitlog.store.records import StoredRecords

HEAVY = {
    *(
        "rich",
        "pydantic",
        "dateutil.parser",
        "dateutil.rrule",
        "pypinyin",
        "borax",
        "babel",
        "chinese_calendar",
    ),
    *(
        "email",
        "http",
        "urllib.request",
        "ssl",
        "socket",
        "asyncio",
        "unittest",
        "csv",
        "tomllib",
        "pygments",
    ),
    *(
        "importlib.metadata",
        "icalendar",
        "vobject",
        "openpyxl",
        "xlsxwriter",
        "xml",
        "sqlite3",
        "multiprocessing",
        *(("platformdirs",) if sys.platform == "linux" else ()),
    ),
}
FAST = (
    "log ada hello -p lamp@friday",
    "due --json",
    "due --plain",
    "add Fay Birch",
    "done P1",
    "promise ada x --by friday",
    "brief ada",
    "show ada --json",
    "people --json",
    "promises --json",
    "summary --json",
)


@pytest.mark.parametrize("line", FAST)
def test_the_commands_of_every_day_load_nothing_heavy(lane: Vl, real: Real, line: str) -> None:
    loaded = real.modules(*line.split())
    assert "visitlog.store.journal_file" in loaded
    assert loaded & HEAVY == set()


@pytest.mark.parametrize(
    "line", ["log ada hello", "log ada -r out", "due --json", "brief ada", "done P1", "show ada"]
)
def test_words_for_days_are_loaded_only_where_a_day_is_said(lane: Vl, real: Real, line: str) -> None:
    assert {name for name in real.modules(*line.split()) if name.startswith("visitlog.model.when")} == set()


def test_other_calendars_are_loaded_only_where_they_are_needed(lane: Vl, real: Real) -> None:
    calendars = {"borax", "chinese_calendar", "pypinyin"}
    assert real.modules(*["log", "3", "hello"]) & calendars == set()
    lane.ok("add", "Gus Hazel", "--lunar-birthday", "1950-10-20")
    assert real.modules(*["due", "--json"]) & calendars == {"borax"}
    real.vl.env["VISITLOG_LANG"] = "zh"
    assert real.modules(*["log", "wxy", "hello"]) & calendars == set()
    assert real.modules(*["due", "--json"]) & calendars == {"borax", "chinese_calendar"}
    assert real.modules(*["add", "李雷"]) & calendars == {"pypinyin"}


def test_the_watcher_sees_what_is_loaded(lane: Vl, real: Real) -> None:
    real.vl.env["FORCE_COLOR"] = "1"
    assert "rich" in real.modules(*["due"])


def test_help_of_one_command_loads_no_other(vl: Vl, real: Real) -> None:
    loaded = real.modules(*["undo", "--help"])
    assert not {"visitlog.cli.visits", "visitlog.cli.reports", "rich"} & loaded


VISITS = 20_000
PEOPLE = 20


@pytest.fixture
def city(vl: Vl) -> Vl:
    """The command on a journal of many visits."""
    vl.start(begin_city)
    return vl


def begin_city(vl: Vl) -> None:
    """Makes a journal of many visits, as the store itself lays it out."""
    for number in range(PEOPLE):
        vl.ok("add", f"Person {number}", today="2020-01-01")
    with JournalFile(vl.journal).writing() as opened:
        visits = tuple(
            Visit(id, (1 + id % PEOPLE,), date(2020, 1, 1) + timedelta(days=id // 10), note=f"note {id} " * 5)
            for id in range(1, VISITS + 1)
        )
        opened.save(Change("import", put=visits), datetime(2025, 12, 1, 12).astimezone())


class Counted:
    """Counts the bytes that orjson is given to decode."""

    def __init__(self) -> None:
        self.decoded = 0
        self.largest = 0
        self._loads = orjson.loads

    def __call__(self, content: Any) -> Any:
        self.decoded += len(content)
        self.largest = max(self.largest, len(content))
        return self._loads(content)


@pytest.mark.parametrize(
    "line",
    ["log 1 hello", "log 1 -r out", "due", "due --json", "add Fay", "promise 1 lamp --by friday", "people"],
)
def test_visits_are_not_decoded_where_they_are_not_asked_for(
    city: Vl, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    size = city.journal.stat().st_size
    assert size > 1_000_000
    counted = Counted()
    monkeypatch.setattr(orjson, "loads", counted)
    monkeypatch.setattr("json.loads", None)
    monkeypatch.setattr(Stretch, "content", None)  # nor are they kept
    city.ok(*line.split())
    assert 0 < counted.decoded < size / 50
    assert f"note {VISITS} ".encode() in city.journal.read_bytes()


def test_a_day_of_visits_decodes_about_a_day(city: Vl, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted()
    monkeypatch.setattr(orjson, "loads", counted)
    shown = city.ok("visits", "--from", "2020-06-01", "--to", "2020-06-01").lines
    assert len(shown) == 10
    assert counted.decoded < city.journal.stat().st_size / 50


def test_a_month_and_the_one_before_are_looked_for_once(city: Vl, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_through: list[str] = []
    between = StoredRecords.parts_between

    def counted(records: StoredRecords[Any], *span: Any) -> Any:
        looked_through.append(records._name)
        return between(records, *span)

    monkeypatch.setattr(StoredRecords, "parts_between", counted)
    summed = city.ok("summary", "--month", "2020-06", "--json").data
    assert (summed["visits"]["total"], summed["previous"]["visits"]) == (300, 310)
    assert looked_through.count("visits") == looked_through.count("promises") == 1


@pytest.mark.parametrize(
    ("line", "is_everybody"),
    [
        ("log 7 hello", False),
        ("log 'person 7' hello -p 'lamp @friday'", False),
        ("brief 7", False),
        ("show 7", False),
        ("promise 7 lamp --by friday", False),
        ("due --json", False),
        ("people", True),
    ],
)
def test_people_are_not_all_decoded_to_find_one(
    city: Vl, monkeypatch: pytest.MonkeyPatch, line: str, is_everybody: bool
) -> None:
    decoded: list[str] = []
    whole = vars(StoredRecords)["_all"].func

    def counted(records: StoredRecords[Any]) -> Any:
        decoded.append(records._name)
        return whole(records)

    monkeypatch.setattr(vars(StoredRecords)["_all"], "func", counted)
    city.ok(*shlex.split(line))
    assert ("people" in decoded) == is_everybody


def test_all_visits_are_summed_up_without_keeping_them(city: Vl, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = vars(StoredRecords)["_all"].func

    def counted(records: StoredRecords[Any]) -> Any:
        assert records._name != "visits"
        return whole(records)

    monkeypatch.setattr(vars(StoredRecords)["_all"], "func", counted)
    assert city.ok("summary", "--period", "all", "--json").data["visits"]["total"] == VISITS


def test_only_lines_in_which_a_word_may_stand_are_decoded_to_find_it(
    city: Vl, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = Counted()
    monkeypatch.setattr(orjson, "loads", counted)
    assert "note 12345 " in city.ok("find", "12345").out
    assert 0 < counted.decoded < city.journal.stat().st_size / 50


def test_the_counter_sees_visits_that_are_decoded(city: Vl, monkeypatch: pytest.MonkeyPatch) -> None:
    counted = Counted()
    monkeypatch.setattr(orjson, "loads", counted)
    city.ok("visits", "-n", "1")
    assert counted.decoded > city.journal.stat().st_size / 2
