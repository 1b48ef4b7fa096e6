"""The fields of each record that a user can change, as text and back."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from typing import Any

from visitlog.model.birthdays import read_birthday
from visitlog.model.choices import begun_choice
from visitlog.model.errors import N_, Misuse
from visitlog.model.event_kinds import read_event_kind
from visitlog.model.frozen import frozen
from visitlog.model.ids import needed_id
from visitlog.model.records import Appointment, LifeEvent, Matter, Person, Promise, Visit
from visitlog.model.when import Direction, Moment, read_duration

When = Callable[[str, Direction], Moment]
"""How words are read as a day and a time, in a direction."""

Shown = str | list[str] | int | bool
"""A field as a form shows it; a field without a value is shown as an empty text, or an empty list."""


@frozen
class Field:
    """One field: what it is called, how it is read from what was typed, and how it is shown."""

    attribute: str
    read: Callable[[Any, When], Any]
    show: Callable[[Any], Shown]
    is_list: bool = False
    is_flag: bool = False
    is_needed: bool = False
    kind: str = ""
    """What its values are, where a language has words of its own for them: one of CHOICES, days, event ..."""


def _text(typed: str, when: When) -> str | None:
    return typed.strip() or None


def _event_kind(typed: str, when: When) -> str | None:
    return read_event_kind(typed) if typed.strip() else None


def _whole(typed: str, when: When) -> int | None:
    if not typed.strip():
        return None
    if not typed.strip().isdecimal():
        raise Misuse(N_('"{typed}" is not a whole number.'), typed=typed)
    return int(typed)


def _texts(typed: list[str], when: When) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in typed if text.strip()))


def _flag(typed: bool, when: When) -> bool:
    return typed


def _day(direction: Direction) -> Callable[[str, When], date | None]:
    return lambda typed, when: when(typed, direction).on if typed.strip() else None


def _clock(typed: str, when: When) -> time | None:
    if not typed.strip():
        return None
    try:
        return time.fromisoformat(typed.strip())
    except ValueError as error:
        raise Misuse(N_('"{typed}" is not a time; write 14:30.'), typed=typed) from error


def _moment(typed: str, when: When) -> Moment | None:
    """A day, and an hour if one was said; without one the record keeps its own."""
    return when(typed, "any") if typed.strip() else None


def _duration(typed: str, when: When) -> int | None:
    return read_duration(typed) if typed.strip() else None


def _choice(kind: str) -> Callable[[str, When], Any]:
    return lambda typed, when: begun_choice(typed, kind) if typed.strip() else None


def _birthday(typed: str, when: When) -> Any:
    """A birthday; one by the lunar calendar is written with the word before it."""
    if not typed.strip():
        return None
    word, found, rest = typed.strip().partition(" ")
    if found and word.casefold() in ("lunar", "农历"):
        return read_birthday(rest, "lunar")
    return read_birthday(typed, "solar")


def _matter(typed: str, when: When) -> int | None:
    """The number of a matter, with its letter or without."""
    if not typed.strip():
        return None
    table, id = needed_id(typed, "M")
    if table != "matters":
        raise Misuse(N_("{id} is not a matter; those begin with M."), id=typed)
    return id


def _shown(value: Any) -> Shown:
    return "" if value is None else str(value)


def _shown_days(value: int | None) -> Shown:
    return "" if value is None else f"{value}d"


def _shown_birthday(value: Any) -> Shown:
    if value is None:
        return ""
    year = "" if value.year is None else f"{value.year:04d}-"
    word = "lunar " if value.calendar == "lunar" else ""
    return f"{word}{year}{value.month:02d}-{value.day:02d}"


def _shown_clock(value: time | None) -> Shown:
    return "" if value is None else value.isoformat("minutes")


def _shown_moment(value: datetime) -> Shown:
    return str(value.date()) if value.time() == time() else value.isoformat(" ", "minutes")


def _shown_matter(value: int | None) -> Shown:
    return "" if value is None else f"M{value}"


def text(attribute: str, needed: bool = False) -> Field:
    """A text; an empty one takes the field away, unless it is needed."""
    return Field(attribute, _text, _shown, is_needed=needed)


def texts(attribute: str, kind: str = "") -> Field:
    """Several texts."""
    return Field(attribute, _texts, list, is_list=True, kind=kind)


def flag(attribute: str) -> Field:
    """Yes or no."""
    return Field(attribute, _flag, bool, is_flag=True)


def day(attribute: str, direction: Direction, needed: bool = False) -> Field:
    """A day, read looking back ("past"), ahead ("future") or either way ("any")."""
    return Field(attribute, _day(direction), _shown, is_needed=needed)


def choice(attribute: str, kind: str, needed: bool = False) -> Field:
    """One of the choices of a kind."""
    return Field(attribute, _choice(kind), _shown, is_needed=needed, kind=kind)


FIELDS: Mapping[type, Mapping[str, Field]] = {
    Person: {
        "name": text("name", needed=True),
        "group": texts("groups", "groups"),
        "every": Field("every", _duration, _shown_days, kind="days"),
        "phone": text("phone"),
        "address": text("address"),
        "area": text("area"),
        "household": text("household"),
        "residence": choice("residence", "residence"),
        "alias": texts("aliases"),
        "birthday": Field("birthday", _birthday, _shown_birthday, kind="birthday"),
        "best-time": texts("best_times"),
        "sensitive": flag("sensitive"),
        "note": text("notes"),
        "added": day("added_on", "past"),
    },
    Visit: {
        "on": day("on", "past", needed=True),
        "at": Field("at", _clock, _shown_clock),
        "form": choice("form", "form", needed=True),
        "place": choice("place", "place", needed=True),
        "result": choice("result", "result", needed=True),
        "note": text("note"),
        "minutes": Field("minutes", _whole, _shown),
        "topic": texts("topics", "topics"),
        "sensitive": flag("sensitive"),
        "alone": flag("alone"),
        "with": texts("companions"),
        "approach": text("approach"),
        "went": choice("went", "went"),
        "lesson": text("lesson"),
        "warmth": choice("warmth", "warmth"),
        "hospitality": text("hospitality"),
        "hospitality-declined": text("hospitality_declined"),
        "attire": choice("attire", "attire"),
        "asked": flag("asked"),
        "matter": Field("matter", _matter, _shown_matter),
        "area": text("area"),
        "heads": Field("heads", _whole, _shown),
    },
    Promise: {
        "text": text("text", needed=True),
        "by": day("by", "any"),
        "owed-by": choice("owed_by", "party", needed=True),
        "made": day("made_on", "past"),
    },
    Appointment: {
        "at": Field("at", _moment, _shown_moment, is_needed=True),
        "place": choice("place", "place"),
        "for": text("purpose"),
        "topic": texts("topics", "topics"),
        "note": text("note"),
    },
    LifeEvent: {
        "kind": Field("kind", _event_kind, _shown, is_needed=True, kind="event"),
        "on": day("on", "any", needed=True),
        "window": Field("window_days", _whole, _shown, is_needed=True),
        "note": text("note"),
    },
    Matter: {
        "title": text("title", needed=True),
        "kind": choice("kind", "matter", needed=True),
        "every": Field("every", _duration, _shown_days, kind="days"),
        "opened": day("opened_on", "past"),
        "outcome": text("outcome"),
    },
}
"""The fields that can be changed, in the order in which a form shows them."""
