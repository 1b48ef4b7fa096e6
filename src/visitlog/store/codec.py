"""Records to JSON documents and back, checked field by field, or believed."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from functools import partial
from operator import attrgetter
from typing import Any, NamedTuple, TypeVar

from visitlog.model.frozen import MAKER, Late
from visitlog.model.records import Past, Record
from visitlog.store.fields import ALWAYS_WRITTEN, CODECS
from visitlog.store.values import Document, Read, Write, filled

R = TypeVar("R", bound=Record | Past)


class Unfit(ValueError):
    """A document that is not the record it should be: which field, and what is wrong with it."""

    def __init__(self, field: str, problem: str) -> None:
        super().__init__(f"{field}: {problem}")
        self.field = field
        self.problem = problem


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
    shape, pairs = _shape(kind), [*documents]
    named = set[str]().union(*(document for _, document in pairs))
    known, late = shape.readers.keys(), shape.late
    is_all_ours = named <= known
    makers = [(field, make) for field, make in shape.makers.items() if field in named]
    fresh = [*shape.fresh.items()]
    made, hold = object.__new__, object.__setattr__
    found: dict[int, R] = {}
    for number, document in pairs:
        id = int(number)
        if not is_all_ours and not document.keys() <= known:
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
