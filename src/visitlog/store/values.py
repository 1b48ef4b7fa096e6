"""The values of fields, to JSON and back: how each kind is read, checked or believed, and how it is written."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import cache
from typing import Any, TypeVar

from visitlog.model.records import (
    FORMS,
    NO_TALLY,
    Birthday,
    Ceiling,
    Move,
    RecentVisit,
    Shift,
    Tally,
)
from visitlog.model.years import is_birthday

F = TypeVar("F")
Document = dict[str, Any]
Read = Callable[[Any], Any]
Write = Callable[[Any], Any]
Codec = tuple[Read, Write, Read | None]
"""How a value is read and checked, how written, and how read where it need not be checked: None as it stands."""


LONGEST_DAYS = 36_500


def filled(kind: type[F], values: dict[str, Any]) -> F:
    """A record with all its fields, which were checked: filled directly, four times as fast as by __init__."""
    record = object.__new__(kind)
    object.__setattr__(record, "__dict__", values)
    return record


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


@cache  # and so answered without a call for nearly all of the days of a table
def _known_day(value: str | None) -> date | None:
    return None if value is None else _day_of(value)


def _time(value: Any) -> time:
    return time.fromisoformat(_text(value))


def _moment(value: Any) -> datetime:
    return _counted_from(datetime.fromisoformat(_text(value)))


def _known_moment(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value)


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
    year, month, day = _maybe(_whole)(parts.get("year")), _whole(parts["month"]), _whole(parts["day"])
    if not is_birthday(calendar, month, day, year):
        raise ValueError("no day of any year")
    return Birthday(calendar, month, day, year)


def _birthday_out(value: Birthday) -> Document:
    parts = {"calendar": value.calendar, "month": value.month, "day": value.day, "year": value.year}
    _birthday(parts)
    return parts


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
    return filled(
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
    return filled(RecentVisit, {"on": _day(on), "form": _form(form), "asked": _flag(asked)})


_NO_TALLY = vars(NO_TALLY)


def _known_tally(value: Document) -> Tally:
    values = {**_NO_TALLY, **value}
    for field in ("first_on", "latest_on", "last_attempt"):
        values[field] = _known_day(values[field])
    values["last_met"] = {form: _day_of(on) for form, on in values["last_met"].items()}
    if values["recent"]:
        values["recent"] = tuple(
            filled(RecentVisit, {"on": _day_of(on), "form": form, "asked": asked})
            for on, form, asked in values["recent"]
        )
    return filled(Tally, values)


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


TEXT: Codec = (_text, _same, None)
MAYBE_TEXT: Codec = (_maybe_text, _same, None)
TEXTS: Codec = (_texts, list, tuple)
WHOLE: Codec = (_whole, _whole, None)
MAYBE_WHOLE: Codec = (_maybe(_whole), _whole, None)
DAYS: Codec = (_days, _whole, None)
MAYBE_DAYS: Codec = (_maybe(_days), _maybe(_whole), None)
DAYS_OR_NONE: Codec = (_days_or_none, _whole, None)
MAYBE_DAYS_OR_NONE: Codec = (_maybe(_days_or_none), _maybe(_whole), None)
WHOLES: Codec = (_wholes, _wholes_out, tuple)
FLAG: Codec = (_flag, _same, None)
DAY: Codec = (_day, _day_out, _day_of)
MAYBE_DAY: Codec = (_day_or_none, _day_out, _known_day)
MAYBE_TIME: Codec = (_maybe(_time), _clock, _maybe(_time))
MOMENT: Codec = (_moment, _day_out, _moment)
MAYBE_MOMENT: Codec = (_maybe(_moment), _day_out, _known_moment)
BIRTHDAY: Codec = (_maybe(_birthday), _birthday_out, _maybe(_birthday))
CEILING: Codec = (_maybe(_ceiling), _ceiling_out, _maybe(_ceiling))
MOVES: Codec = (_moves, _moves_out, _moves)
SHIFTS: Codec = (_shifts, _moves_out, _shifts)
LABEL: Codec = (_label, dict, None)
LINES: Codec = (_lines, dict, _lines)
TALLY: Codec = (_tally, _tally_out, _known_tally)
PUT: Codec = (_put, dict, _put)
WAS: Codec = (_was, dict, None)


def one_of(choices: tuple[str, ...]) -> Codec:
    """One of these words."""
    return _choice(choices), _same, None


def maybe_one_of(choices: tuple[str, ...]) -> Codec:
    """One of these words, or none."""
    return _maybe(_choice(choices)), _same, None


def some_of(choices: tuple[str, ...]) -> Codec:
    """Several of these words."""
    return _choices(choices), list, tuple
