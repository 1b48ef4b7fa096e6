"""Records and journals made for the tests of the store."""

import builtins
import collections.abc
import json
import types
import typing
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any, get_args, get_origin

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from visitlog.model.journal import TABLE_OF, Change, Journal
from visitlog.model.records import Birthday, Ceiling, Past, Record
from visitlog.store.apply import Applied
from visitlog.store.codec import decoded
from visitlog.store.journal_file import JournalFile

NOON = datetime(2026, 3, 5, 12, 0, tzinfo=timezone(timedelta(hours=8)))

PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""For tests that must not fail because the machine is busy."""

TRAPS = (
    "\n}\n",
    '"visits": {\n',
    '"},\n"2": {"',
    '{"people":[1],"on":"2026-03-05"}',
    "\\",
    '\\"',
    "\0",
    "😀",
    "李奶奶",
)
"""Texts that would confuse whoever took them for the file's own marks."""

TEXT = st.text(max_size=12) | st.sampled_from(TRAPS)
WHOLES = st.integers(-(2**63), 2**63 - 1)
IDS = st.integers(1, 10**17)
SPANS = st.integers(1, 36_500)
RHYTHM_FIELDS = frozenset(("every", "grace", "retry", "first_within", "window_days"))
"""Numbers of days, which the codec bounds: 0 would divide by zero, 10**12 leave the calendar."""

MOMENTS = st.datetimes(
    timezones=st.none() | st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))
).filter(lambda moment: 1000 <= moment.year < 9000)
JSON = st.recursive(
    st.none() | st.booleans() | WHOLES | st.floats(allow_nan=False, allow_infinity=False) | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=6,
)
DOCUMENTS = st.dictionaries(TEXT, JSON, max_size=4)

PLAIN: dict[object, st.SearchStrategy[Any]] = {
    str: TEXT,
    int: WHOLES,
    bool: st.booleans(),
    Birthday: st.dates().flatmap(
        lambda day: st.sampled_from((None, day.year)).map(lambda y: Birthday("solar", day.month, day.day, y))
    )
    | st.builds(
        Birthday,
        st.just("lunar"),
        st.integers(1, 12),
        st.integers(1, 30),
        st.none() | st.integers(1, 9999),
    ),
    date: st.dates(date(1000, 1, 1), date(8999, 12, 31)),
    time: st.times(),
    datetime: MOMENTS,
    type(None): st.none(),
    object: JSON,
}


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Every value that a type of model/records.py may hold."""
    if hint in PLAIN:
        return PLAIN[hint]
    if isinstance(hint, type) and is_dataclass(hint):
        return every(hint)
    inner = get_args(hint)
    match get_origin(hint):
        case typing.Literal:
            return st.sampled_from(inner)
        case types.UnionType | typing.Union:
            return st.one_of(*map(values, inner))
        case builtins.tuple if inner[-1] is ...:
            return st.lists(values(inner[0]), max_size=3).map(tuple)
        case builtins.tuple:
            return st.tuples(*map(values, inner))
        case collections.abc.Mapping:
            return st.dictionaries(values(inner[0]), values(inner[1]), max_size=3)
    raise TypeError(hint)


def every(kind: type[Any]) -> st.SearchStrategy[Any]:
    """Every record of a kind, so that a new kind or field is tested from its first day."""
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{name: _field(kind, name, hint) for name, hint in hints.items()})


def _field(kind: type[Any], name: str, hint: Any) -> st.SearchStrategy[Any]:
    if name == "id":
        return IDS
    if kind is Ceiling or name in RHYTHM_FIELDS:
        return st.none() | SPANS if type(None) in get_args(hint) else SPANS
    return values(hint)


RECORDS: dict[type, st.SearchStrategy[Any]] = {kind: every(kind) for kind in TABLE_OF}

SIMPLE: dict[object, Any] = {
    str: "x",
    int: 1,
    date: "2026-03-05",
    datetime: NOON.isoformat(),
    tuple[int, ...]: [1],
}


def least(kind: type[Any]) -> dict[str, Any]:
    """The smallest document that is a record of this kind."""
    hints = typing.get_type_hints(kind)
    needed = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]
    return {name: SIMPLE[hints[name]] for name in needed if name != "id"}


def one_of_each() -> list[Record]:
    """The smallest record of every kind."""
    return [decoded(kind, 1, least(kind)) for kind in TABLE_OF if kind is not Past]


def putting(*records: Record, command: str = "log") -> Change:
    return Change(command, "a summary", put=records)


def saved(path: Path, change: Change, now: datetime = NOON) -> tuple[Journal, Applied]:
    with JournalFile(path).writing() as open_journal:
        return open_journal.save(change, now)


def put(path: Path, *records: Record, now: datetime = NOON) -> Journal:
    return saved(path, putting(*records), now)[0]


def read(path: Path) -> dict[str, dict[str, dict[str, Any]]]:
    """What stock json reads."""
    tables: dict[str, dict[str, dict[str, Any]]] = json.loads(path.read_text("utf-8"))
    return tables
