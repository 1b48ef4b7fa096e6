"""Records to JSON documents and back, checked field by field, or believed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from visitlog.model.frozen import MAKER, Late
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
    Group,
    Leave,
    LifeEvent,
    Matter,
    Past,
    Person,
    Promise,
    Record,
    Review,
    Topic,
    Visit,
)
from visitlog.store.values import (
    BIRTHDAY,
    CEILING,
    DAY,
    DAYS,
    DAYS_OR_NONE,
    FLAG,
    LABEL,
    LINES,
    MAYBE_DAY,
    MAYBE_DAYS,
    MAYBE_DAYS_OR_NONE,
    MAYBE_MOMENT,
    MAYBE_TEXT,
    MAYBE_TIME,
    MAYBE_WHOLE,
    MOMENT,
    MOVES,
    PUT,
    SHIFTS,
    TALLY,
    TEXT,
    TEXTS,
    WAS,
    WHOLE,
    WHOLES,
    Codec,
    Document,
    Read,
    Write,
    filled,
    maybe_one_of,
    one_of,
    some_of,
)

R = TypeVar("R", bound=Record | Past)


class Unfit(ValueError):
    """A document that is not the record it should be: which field, and what is wrong with it."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


CODECS: Mapping[type, Mapping[str, Codec]] = {
    Person: {
        "name": TEXT,
        "aliases": TEXTS,
        "keys": TEXTS,
        "phone": MAYBE_TEXT,
        "address": MAYBE_TEXT,
        "area": MAYBE_TEXT,
        "household": MAYBE_TEXT,
        "residence": maybe_one_of(RESIDENCES),
        "groups": TEXTS,
        "every": MAYBE_DAYS,
        "best_times": TEXTS,
        "birthday": BIRTHDAY,
        "sensitive": FLAG,
        "notes": MAYBE_TEXT,
        "status": one_of(STATUSES),
        "left_on": MAYBE_DAY,
        "paused_from": MAYBE_DAY,
        "paused_until": MAYBE_DAY,
        "pause_reason": MAYBE_TEXT,
        "added_on": MAYBE_DAY,
        "tally": TALLY,
        "uid": TEXT,
    },
    Visit: {
        "people": WHOLES,
        "on": DAY,
        "at": MAYBE_TIME,
        "form": one_of(FORMS),
        "place": one_of(PLACES),
        "result": one_of(RESULTS),
        "minutes": MAYBE_WHOLE,
        "note": MAYBE_TEXT,
        "topics": TEXTS,
        "sensitive": FLAG,
        "alone": FLAG,
        "companions": TEXTS,
        "attire": maybe_one_of(ATTIRES),
        "hospitality": MAYBE_TEXT,
        "hospitality_declined": MAYBE_TEXT,
        "warmth": maybe_one_of(WARMTHS),
        "heads": MAYBE_WHOLE,
        "area": MAYBE_TEXT,
        "asked": FLAG,
        "approach": MAYBE_TEXT,
        "went": maybe_one_of(WENT),
        "lesson": MAYBE_TEXT,
        "lesson_kept_on": MAYBE_DAY,
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
        "status": one_of(PROMISE_STATUSES),
        "made_on": MAYBE_DAY,
        "closed_on": MAYBE_DAY,
        "why": MAYBE_TEXT,
        "moves": MOVES,
        "owed_by": one_of(PARTIES),
        "told_on": MAYBE_DAY,
        "uid": TEXT,
    },
    Appointment: {
        "people": WHOLES,
        "at": MOMENT,
        "whole_day": FLAG,
        "place": maybe_one_of(PLACES),
        "purpose": MAYBE_TEXT,
        "topics": TEXTS,
        "note": MAYBE_TEXT,
        "status": one_of(APPOINTMENT_STATUSES),
        "closed_on": MAYBE_DAY,
        "why": MAYBE_TEXT,
        "visit": MAYBE_WHOLE,
        "moves": SHIFTS,
        "made_on": MAYBE_DAY,
        "uid": TEXT,
    },
    LifeEvent: {
        "person": MAYBE_WHOLE,
        "area": MAYBE_TEXT,
        "kind": TEXT,
        "on": DAY,
        "window_days": DAYS_OR_NONE,
        "note": MAYBE_TEXT,
        "after_visit": WHOLE,
        "uid": TEXT,
    },
    Matter: {
        "title": TEXT,
        "people": WHOLES,
        "kind": one_of(MATTER_KINDS),
        "status": one_of(MATTER_STATUSES),
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
        "label": LABEL,
        "place": maybe_one_of(PLACES),
        "sensitive": FLAG,
        "uid": TEXT,
    },
    Leave: {"first": DAY, "last": DAY, "why": MAYBE_TEXT, "uid": TEXT},
    Review: {"on": DAY, "uid": TEXT},
    Group: {
        "key": TEXT,
        "label": LABEL,
        "every": MAYBE_DAYS,
        "grace": MAYBE_DAYS_OR_NONE,
        "retry": DAYS,
        "first_within": DAYS,
        "ceiling": CEILING,
        "counting_forms": some_of(FORMS),
        "ceiling_forms": some_of(FORMS),
        "festivals": TEXTS,
        "sensitive": FLAG,
        "attire": maybe_one_of(ATTIRES),
        "place": maybe_one_of(PLACES),
        "approaches": LINES,
        "courtesies": LINES,
        "default_for": some_of(RESIDENCES),
        "source": MAYBE_TEXT,
        "uid": TEXT,
    },
    Past: {
        "at": MOMENT,
        "command": TEXT,
        "summary": TEXT,
        "people": WHOLES,
        "put": PUT,
        "was": WAS,
    },
}
"""How each field of each record is read from and written to JSON; in the order in which they are written."""

ALWAYS_WRITTEN = frozenset(
    ("people", "on", "form", "place", "result", "status", "person", "text", "name", "key")
)
"""Fields that a person reading the file wants to see even when they hold the default, and that are searched for."""


NO_DEFAULT = object()


class Shape(NamedTuple):
    """How records of a kind are read: `makers` make, of the values that need it, what the record holds.

    `late` is the field that is made when it is asked for, and `maker` makes it; `fresh` are the defaults that each
    record must have for itself. `writers` are, of each of the `values`, its field, how it is written, the default,
    and whether it is written even so.
    """

    readers: Mapping[str, Read]
    makers: Mapping[str, Read]
    defaults: Mapping[str, Any]
    required: frozenset[str]
    fresh: Mapping[str, Callable[[], Any]]
    late: str
    maker: Read
    writers: tuple[tuple[str, Write, Any, bool], ...]
    values: Callable[[object], tuple[Any, ...]]


_SHAPES: dict[type, Shape] = {}


def _shape(kind: type) -> Shape:
    """The shape of a kind, made when its first record is read: few kinds are, in one command."""
    if kind not in _SHAPES:
        _SHAPES[kind] = _made_shape(kind)
    return _SHAPES[kind]


def _made_shape(kind: type) -> Shape:
    codecs = CODECS[kind]
    plain = {each.name: each.default for each in fields(kind) if each.default is not MISSING}
    fresh = {each.name: each.default_factory for each in fields(kind) if each.default_factory is not MISSING}
    defaults = {**plain, **{name: make() for name, make in fresh.items()}}
    makers = {field: make for field, (_, _, make) in codecs.items() if make is not None}
    late = next((field for field in makers if isinstance(vars(kind).get(field), Late)), "")
    return Shape(
        readers={field: read for field, (read, _, _) in codecs.items()},
        makers={field: make for field, make in makers.items() if field != late},
        defaults=defaults,
        required=frozenset(codecs) - frozenset(defaults),
        fresh=fresh,
        late=late,
        maker=makers.get(late, str),
        writers=tuple(
            (field, write, defaults.get(field, NO_DEFAULT), field in ALWAYS_WRITTEN)
            for field, (_, write, _) in codecs.items()
        ),
        values=attrgetter(*codecs),
    )


def decoded(kind: type[R], id: int, document: Mapping[str, Any]) -> R:
    """The record that a document holds; raises Unfit. Fields of other programs are passed over."""
    readers, _, defaults, required, *_ = _shape(kind)
    values = {**defaults, "id": id}
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
    if not required <= document.keys():
        raise Unfit(min(required.difference(document)), "missing")
    return filled(kind, values)


def believed(kind: type[R], documents: Iterable[tuple[int | str, Document]]) -> dict[int, R]:
    """The records, by number, of documents that visitlog wrote or has checked before: in a quarter of the time.

    The documents become the records, and must be nobody else's. What is left out of one is the default that stands
    on the class.
    """
    shape = _shape(kind)
    known, makers, fresh, late = (
        shape.readers.keys(),
        [*shape.makers.items()],
        [*shape.fresh.items()],
        shape.late,
    )
    made, hold = object.__new__, object.__setattr__
    found: dict[int, R] = {}
    for number, document in documents:
        id = int(number)
        if not document.keys() <= known:
            found[id] = decoded(kind, id, document)  # another program's fields are in it
            continue
        for field, make in makers:
            if field in document:
                document[field] = make(document[field])
        document["id"] = id
        for field, anew in fresh:
            if field not in document:
                document[field] = anew()
        if late in document:
            document[MAKER] = partial(shape.maker, document.pop(late))
        record = made(kind)
        hold(record, "__dict__", document)  # as in `filled`, without calling it a hundred thousand times
        found[id] = record
    return found


def spelled_out(kind: type, document: Mapping[str, Any]) -> Document:
    """The document with the fields that are always written, which another program may have left out."""
    defaults = _shape(kind).defaults
    missing = [field for field in ALWAYS_WRITTEN if defaults.get(field) is not None and field not in document]
    return {**document, **{field: defaults[field] for field in missing}}


def encoded(record: Record | Past) -> Document:
    """The document of a record; fields that hold their default are left out, but for a few. Raises Unfit."""
    document: Document = {}
    shape = _shape(type(record))
    for value, (field, write, default, is_always) in zip(shape.values(record), shape.writers, strict=True):
        if (value is default or value == default) and not (is_always and value is not None):
            continue
        try:
            document[field] = None if value is None else write(value)
        except ValueError as error:
            raise Unfit(field, str(error)) from error
    return document
