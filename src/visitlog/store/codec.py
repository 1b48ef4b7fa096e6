"""Records to JSON documents and back, checked field by field."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from datetime import date, datetime, time
from functools import cache
from typing import Any, TypeVar

from visitlog.model.records import (
    APPOINTMENT_STATUSES,
    ATTIRES,
    FORMS,
    MATTER_KINDS,
    MATTER_STATUSES,
    PARTIES,
    PLACES,
    PROMISE_STATUSES,
    RESIDENCES,
    RESULTS,
    STATUSES,
    WARMTHS,
    WENT,
    Appointment,
    Area,
    Birthday,
    Ceiling,
    Group,
    Leave,
    LifeEvent,
    Matter,
    Move,
    Past,
    Person,
    Promise,
    RecentVisit,
    Record,
    Review,
    Shift,
    Tally,
    Topic,
    Visit,
)

R = TypeVar("R", bound=Record | Past)
F = TypeVar("F")
Document = dict[str, Any]
Read = Callable[[Any], Any]
Write = Callable[[Any], Any]
Codec = tuple[Read, Write]


LONGEST_DAYS = 36_500


def _filled(kind: type[F], values: dict[str, Any]) -> F:
    """A record with all its fields, which were checked: filled directly, four times as fast as by __init__."""
    record = object.__new__(kind)
    object.__setattr__(record, "__dict__", values)
    return record


class Unfit(ValueError):
    """A document that is not the record it should be: which field, and what is wrong with it."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


def _same(value: Any) -> Any:
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _maybe_text(value: Any) -> str | None:
    return value if value is None or isinstance(value, str) else _text(value)


def _whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        raise ValueError("not a whole number")
    if not -(2**63) <= value < 2**63:
        raise ValueError("a number too large")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("not a list")
    return value


def _mapping(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(map(_text, _list(value)))


def _days(value: Any) -> int:
    """A number of days, or of visits, that makes sense: more than none, and less than a hundred years of them."""
    if not 1 <= _whole(value) <= LONGEST_DAYS:
        raise ValueError("not between 1 and 36500")
    return int(value)


def _days_or_none(value: Any) -> int:
    return 0 if value == 0 and not isinstance(value, bool) else _days(value)


def _wholes(value: Any) -> tuple[int, ...]:
    return tuple(map(_whole, _list(value)))


def _wholes_out(value: tuple[int, ...]) -> list[int]:
    return list(map(_whole, value))


@cache  # a table of a hundred thousand dates has a few thousand days
def _day_of(text: str) -> date:
    # Python reads 20260305 and 2026-W10-4 too; days are looked for in the file as text, so one form only.
    if len(text) != 10 or text[7] != "-":
        raise ValueError("not a day like 2026-03-05")
    return _counted_from(date.fromisoformat(text))


def _day(value: Any) -> date:
    return _day_of(value if isinstance(value, str) else _text(value))


def _time(value: Any) -> time:
    return time.fromisoformat(_text(value))


def _moment(value: Any) -> datetime:
    return _counted_from(datetime.fromisoformat(_text(value)))


D = TypeVar("D", bound=date)


def _counted_from(day: D) -> D:
    """The day, if any rhythm can be counted from it without leaving the calendar."""
    if not 1000 <= day.year < 9000:
        raise ValueError("not within the years 1000 to 8999")
    return day


def _iso(value: Any) -> str:
    return str(value.isoformat())


def _day_out(value: date) -> str:
    return _iso(_counted_from(value))


def _clock(value: time) -> str:
    return value.isoformat() if value.second or value.microsecond else value.isoformat("minutes")


def _choice(choices: tuple[str, ...]) -> Read:
    def read(value: Any) -> str:
        if value not in choices:
            raise ValueError(f"not one of {', '.join(choices)}")
        return str(value)

    return read


def _choices(choices: tuple[str, ...]) -> Read:
    one = _choice(choices)
    return lambda value: tuple(map(one, _list(value)))


def _maybe(read: Read) -> Read:
    return lambda value: None if value is None else read(value)


def _label(value: Any) -> dict[str, str]:
    return {language: _text(text) for language, text in _mapping(value).items()}


def _lines(value: Any) -> dict[str, tuple[str, ...]]:
    return {language: _texts(texts) for language, texts in _mapping(value).items()}


def _birthday(value: Any) -> Birthday:
    parts = _mapping(value)
    calendar = _choice(("solar", "lunar"))(parts.get("calendar", "solar"))
    year = _maybe(_whole)(parts.get("year"))
    return Birthday(calendar, _whole(parts["month"]), _whole(parts["day"]), year)


def _birthday_out(value: Birthday) -> Document:
    year = value.year and _whole(value.year)
    return {"calendar": value.calendar, "month": _whole(value.month), "day": _whole(value.day), "year": year}


def _ceiling(value: Any) -> Ceiling:
    parts = _mapping(value)
    return Ceiling(_days(parts["visits"]), _days(parts["days"]))


def _ceiling_out(value: Ceiling) -> Document:
    return {"visits": _whole(value.visits), "days": _whole(value.days)}


def _moves(value: Any) -> tuple[Move, ...]:
    return tuple(
        Move(_day(m["from"]), _day(m["to"]), _text(m["why"]), _maybe(_moment)(m.get("at")))
        for m in map(_mapping, _list(value))
    )


def _moves_out(value: tuple[Move | Shift, ...]) -> list[Document]:
    return [
        {"from": _iso(m.since), "to": _iso(m.to), "why": m.why, "at": None if m.at is None else _iso(m.at)}
        for m in value
    ]


def _shifts(value: Any) -> tuple[Shift, ...]:
    return tuple(
        Shift(_moment(m["from"]), _moment(m["to"]), _text(m["why"]), _maybe(_moment)(m.get("at")))
        for m in map(_mapping, _list(value))
    )


_form = _choice(FORMS)
_day_or_none = _maybe(_day)


def _tally(value: Any) -> Tally:
    """Every person has one: read by name, and not through a table of fields, it takes a third of the time."""
    get = _mapping(value).get
    return _filled(
        Tally,
        {
            "visits": _whole(get("visits", 0)),
            "first_on": _day_or_none(get("first_on")),
            "latest_on": _day_or_none(get("latest_on")),
            "last_met": {_form(form): _day(on) for form, on in _mapping(get("last_met", {})).items()},
            "last_attempt": _day_or_none(get("last_attempt")),
            "attempts": _whole(get("attempts", 0)),
            "refusals": _whole(get("refusals", 0)),
            "recent": tuple(map(_recent, _list(get("recent", [])))),
            "met_id": _whole(get("met_id", 0)),
        },
    )


def _recent(value: Any) -> RecentVisit:
    on, form, asked = _list(value)
    return _filled(RecentVisit, {"on": _day(on), "form": _form(form), "asked": _flag(asked)})


def _tally_out(tally: Tally) -> Document:
    document = {
        "visits": tally.visits,
        "first_on": tally.first_on and _iso(tally.first_on),
        "latest_on": tally.latest_on and _iso(tally.latest_on),
        "last_met": {form: _iso(on) for form, on in tally.last_met.items()},
        "last_attempt": tally.last_attempt and _iso(tally.last_attempt),
        "attempts": tally.attempts,
        "refusals": tally.refusals,
        "recent": [[_iso(r.on), r.form, r.asked] for r in tally.recent],
        "met_id": tally.met_id,
    }
    return {key: value for key, value in document.items() if value}


def _put(value: Any) -> dict[str, tuple[tuple[int, int], ...]]:
    return {
        table: tuple((_whole(first), _whole(last)) for first, last in map(_list, _list(runs)))
        for table, runs in _mapping(value).items()
    }


def _was(value: Any) -> dict[str, dict[str, Document]]:
    return {
        table: {id: _mapping(document) for id, document in _mapping(documents).items()}
        for table, documents in _mapping(value).items()
    }


TEXT: Codec = (_text, _same)
MAYBE_TEXT: Codec = (_maybe_text, _same)
TEXTS: Codec = (_texts, list)
WHOLE: Codec = (_whole, _whole)
MAYBE_WHOLE: Codec = (_maybe(_whole), _whole)
DAYS: Codec = (_days, _whole)
MAYBE_DAYS: Codec = (_maybe(_days), _maybe(_whole))
WHOLES: Codec = (_wholes, _wholes_out)
FLAG: Codec = (_flag, _same)
DAY: Codec = (_day, _day_out)
MAYBE_DAY: Codec = (_maybe(_day), _day_out)
MAYBE_TIME: Codec = (_maybe(_time), _clock)
MOMENT: Codec = (_moment, _day_out)
MAYBE_MOMENT: Codec = (_maybe(_moment), _day_out)


def _one_of(choices: tuple[str, ...]) -> Codec:
    return _choice(choices), _same


def _maybe_one_of(choices: tuple[str, ...]) -> Codec:
    return _maybe(_choice(choices)), _same


def _some_of(choices: tuple[str, ...]) -> Codec:
    return _choices(choices), list


CODECS: Mapping[type, Mapping[str, Codec]] = {
    Person: {
        "name": TEXT,
        "aliases": TEXTS,
        "keys": TEXTS,
        "phone": MAYBE_TEXT,
        "address": MAYBE_TEXT,
        "area": MAYBE_TEXT,
        "household": MAYBE_TEXT,
        "residence": _maybe_one_of(RESIDENCES),
        "groups": TEXTS,
        "every": MAYBE_DAYS,
        "best_times": TEXTS,
        "birthday": (_maybe(_birthday), _birthday_out),
        "sensitive": FLAG,
        "notes": MAYBE_TEXT,
        "status": _one_of(STATUSES),
        "left_on": MAYBE_DAY,
        "paused_from": MAYBE_DAY,
        "paused_until": MAYBE_DAY,
        "pause_reason": MAYBE_TEXT,
        "added_on": MAYBE_DAY,
        "tally": (_tally, _tally_out),
        "uid": TEXT,
    },
    Visit: {
        "people": WHOLES,
        "on": DAY,
        "at": MAYBE_TIME,
        "form": _one_of(FORMS),
        "place": _one_of(PLACES),
        "result": _one_of(RESULTS),
        "minutes": MAYBE_WHOLE,
        "note": MAYBE_TEXT,
        "topics": TEXTS,
        "sensitive": FLAG,
        "alone": FLAG,
        "companions": TEXTS,
        "attire": _maybe_one_of(ATTIRES),
        "hospitality": MAYBE_TEXT,
        "hospitality_declined": MAYBE_TEXT,
        "warmth": _maybe_one_of(WARMTHS),
        "heads": MAYBE_WHOLE,
        "area": MAYBE_TEXT,
        "asked": FLAG,
        "approach": MAYBE_TEXT,
        "went": _maybe_one_of(WENT),
        "lesson": MAYBE_TEXT,
        "matter": MAYBE_WHOLE,
        "appointment": MAYBE_WHOLE,
        "logged_at": MAYBE_MOMENT,
        "uid": TEXT,
    },
    Promise: {
        "person": WHOLE,
        "text": TEXT,
        "by": MAYBE_DAY,
        "first_by": MAYBE_DAY,
        "visit": MAYBE_WHOLE,
        "status": _one_of(PROMISE_STATUSES),
        "made_on": MAYBE_DAY,
        "closed_on": MAYBE_DAY,
        "why": MAYBE_TEXT,
        "moves": (_moves, _moves_out),
        "owed_by": _one_of(PARTIES),
        "told_on": MAYBE_DAY,
        "uid": TEXT,
    },
    Appointment: {
        "people": WHOLES,
        "at": MOMENT,
        "whole_day": FLAG,
        "place": _maybe_one_of(PLACES),
        "purpose": MAYBE_TEXT,
        "topics": TEXTS,
        "note": MAYBE_TEXT,
        "status": _one_of(APPOINTMENT_STATUSES),
        "closed_on": MAYBE_DAY,
        "why": MAYBE_TEXT,
        "visit": MAYBE_WHOLE,
        "moves": (_shifts, _moves_out),
        "made_on": MAYBE_DAY,
        "uid": TEXT,
    },
    LifeEvent: {
        "person": MAYBE_WHOLE,
        "area": MAYBE_TEXT,
        "kind": TEXT,
        "on": DAY,
        "window_days": (_days_or_none, _whole),
        "note": MAYBE_TEXT,
        "after_visit": WHOLE,
        "uid": TEXT,
    },
    Matter: {
        "title": TEXT,
        "people": WHOLES,
        "kind": _one_of(MATTER_KINDS),
        "status": _one_of(MATTER_STATUSES),
        "opened_on": MAYBE_DAY,
        "every": MAYBE_DAYS,
        "closed_on": MAYBE_DAY,
        "outcome": MAYBE_TEXT,
        "follow_ups": WHOLES,
        "after_visit": WHOLE,
        "uid": TEXT,
    },
    Area: {"key": TEXT, "residents": MAYBE_WHOLE, "uid": TEXT},
    Topic: {
        "key": TEXT,
        "label": (_label, dict),
        "place": _maybe_one_of(PLACES),
        "sensitive": FLAG,
        "uid": TEXT,
    },
    Leave: {"first": DAY, "last": DAY, "why": MAYBE_TEXT, "uid": TEXT},
    Review: {"on": DAY, "uid": TEXT},
    Group: {
        "key": TEXT,
        "label": (_label, dict),
        "every": MAYBE_DAYS,
        "grace": (_maybe(_days_or_none), _maybe(_whole)),
        "retry": DAYS,
        "first_within": DAYS,
        "ceiling": (_maybe(_ceiling), _ceiling_out),
        "counting_forms": _some_of(FORMS),
        "ceiling_forms": _some_of(FORMS),
        "festivals": TEXTS,
        "sensitive": FLAG,
        "attire": _maybe_one_of(ATTIRES),
        "place": _maybe_one_of(PLACES),
        "approaches": (_lines, dict),
        "courtesies": (_lines, dict),
        "default_for": _some_of(RESIDENCES),
        "source": MAYBE_TEXT,
        "uid": TEXT,
    },
    Past: {
        "at": MOMENT,
        "command": TEXT,
        "summary": TEXT,
        "people": WHOLES,
        "put": (_put, dict),
        "was": (_was, dict),
    },
}
"""How each field of each record is read from and written to JSON; in the order in which they are written."""

ALWAYS_WRITTEN = frozenset(
    ("people", "on", "form", "place", "result", "status", "person", "text", "name", "key")
)
"""Fields that a person reading the file wants to see even when they hold the default."""


def _defaults(kind: type) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for each in fields(kind):
        if each.default is not MISSING:
            values[each.name] = each.default
        elif each.default_factory is not MISSING:
            values[each.name] = each.default_factory()
    return values


READERS: Mapping[type, Mapping[str, Read]] = {
    kind: {field: codec[0] for field, codec in codecs.items()} for kind, codecs in CODECS.items()
}
DEFAULTS: Mapping[type, Mapping[str, Any]] = {kind: _defaults(kind) for kind in CODECS}
REQUIRED: Mapping[type, frozenset[str]] = {
    kind: frozenset(codec) - frozenset(DEFAULTS[kind]) for kind, codec in CODECS.items()
}


def decoded(kind: type[R], id: int, document: Mapping[str, Any]) -> R:
    """The record that a document holds; raises Unfit. Fields of other programs are passed over."""
    readers = READERS[kind]
    values = {**DEFAULTS[kind], "id": id}
    for field, value in document.items():
        read = readers.get(field)
        if read is None:
            continue
        try:
            values[field] = read(value)
        except KeyError as error:
            raise Unfit(field, f'"{error.args[0]}" is missing') from error
        except (ValueError, TypeError) as error:
            raise Unfit(field, str(error)) from error
    if not REQUIRED[kind] <= document.keys():
        raise Unfit(min(REQUIRED[kind].difference(document)), "missing")
    return _filled(kind, values)


def encoded(record: Record | Past) -> Document:
    """The document of a record; fields that hold their default are left out, but for a few. Raises Unfit."""
    kind = type(record)
    defaults = DEFAULTS[kind]
    document: Document = {}
    for field, (_, write) in CODECS[kind].items():
        value = getattr(record, field)
        is_shown = field in ALWAYS_WRITTEN and value is not None
        if is_shown or field not in defaults or value != defaults[field]:
            try:
                document[field] = None if value is None else write(value)
            except ValueError as error:
                raise Unfit(field, str(error)) from error
    return document
