"""Which column of a file fills which field: by --map, else from the header where it is plain."""

from collections.abc import Collection, Mapping, Sequence

from visitlog.exchange.headings import (
    CHOICE_KINDS,
    HEADINGS,
    KINDS,
    SAME_FIELDS,
    TALK,
    TIMES,
    Kind,
    plain_heading,
)
from visitlog.model.choices import read_choice
from visitlog.model.errors import N_, Misuse
from visitlog.model.frozen import frozen
from visitlog.model.names import folded
from visitlog.model.texts import close_words

Header = Sequence[str]


@frozen
class Source:
    """Where the text of a field comes from: columns by position, joined with a space, or else a constant."""

    columns: tuple[int, ...] = ()
    constant: str = ""


FieldMap = Mapping[str, Source]
"""The source of each field that is filled."""

NEEDED: Mapping[Kind, tuple[str, ...]] = {"people": ("name",), "visits": ("who", "on")}


def mapping_of(specs: Sequence[str], header: Header, kind: Kind) -> FieldMap:
    """What --map says, field by field, and for the rest what the header plainly says.

    A column that --map uses is not guessed for anything else; `field:=` with nothing after it leaves a
    field out. Raises Misuse if a field without which nothing can be imported has no source.
    """
    said = parse_mapping(specs, header, kind)
    used = {column for source in said.values() for column in source.columns}
    mapping = {**guessed(header, kind, used), **said}
    for field in _needed(mapping, kind):
        if field not in mapping:
            raise Misuse(
                N_('no column is plainly the "{field}"; say which: --map {field}=COLUMN, of {columns}.'),
                field=field,
                columns=tuple(filter(None, header)),
            )
    return mapping


def _needed(mapping: Mapping[str, object], kind: Kind) -> tuple[str, ...]:
    is_of_talks = kind == "visits" and all(field in mapping for field in TALK)
    return ("on",) if is_of_talks else NEEDED[kind]


def kind_of(header: Header, specs: Sequence[str] = ()) -> Kind:
    """What a file holds when that isn't said: visits if who and day can be found, else people if a name can.

    A field of --map that only one kind has decides first. Raises Misuse if neither is found.
    """
    said = {field_named(spec.partition("=")[0].removesuffix(":")): spec for spec in specs}
    for kind in KINDS:
        others = {field for other in KINDS if other != kind for field in HEADINGS[other]}
        if any(field in HEADINGS[kind] and field not in others for field in said):
            return kind
    for kind in KINDS:
        found = {**guessed(header, kind), **said}
        if all(field in found for field in _needed(found, kind)):
            return kind
    raise Misuse(
        N_(
            "The columns don't say whether these are people or visits; say --as people or --as visits, and --map."
        )
    )


def field_named(typed: str) -> str:
    """The field that an option's name means, however it is written."""
    field = folded(typed).replace("_", "-").replace(" ", "-")
    return SAME_FIELDS.get(field, field)


def parse_mapping(specs: Sequence[str], header: Header, kind: Kind) -> FieldMap:
    """What `field=COLUMN`, `field=COLUMN+COLUMN` and `field:=constant` say.

    Raises Misuse for a field or a column that is not there, naming the nearest, and for a field said twice.
    """
    mapping: dict[str, Source] = {}
    for spec in specs:
        left, sign, right = spec.partition("=")
        is_constant = left.endswith(":")
        field = _known_field(left.removesuffix(":"), kind)
        if not sign or not (right.strip() or is_constant):
            raise Misuse(
                N_('"{spec}" names no column; write field=COLUMN, field=COLUMN+COLUMN or field:=text.'),
                spec=spec,
            )
        if field in mapping:
            raise Misuse(
                N_('"{field}" is mapped twice; join columns with +, as in {field}=COLUMN+COLUMN.'),
                field=field,
            )
        mapping[field] = _constant(field, right.strip()) if is_constant else Source(_columns(right, header))
    return mapping


def _known_field(typed: str, kind: Kind) -> str:
    field = field_named(typed)
    if field in HEADINGS[kind]:
        return field
    near = close_words(field, HEADINGS[kind])
    if near:
        raise Misuse(N_('there is no field "{field}"; nearest: {near}.'), field=typed, near=near)
    raise Misuse(
        N_('there is no field "{field}"; there are {fields}.'), field=typed, fields=tuple(HEADINGS[kind])
    )


def _constant(field: str, text: str) -> Source:
    """A constant; a choice that does not exist is refused now and not row by row."""
    if text and field in CHOICE_KINDS:
        read_choice(text, CHOICE_KINDS[field])
    return Source(constant=text)


def _columns(typed: str, header: Header) -> tuple[int, ...]:
    whole = _column(typed, header)
    if whole is not None:
        return (whole,)
    return tuple(_known_column(part, header) for part in typed.split("+"))


def _column(typed: str, header: Header) -> int | None:
    """The column so called, exactly or, if only one is, but for case and width."""
    name = " ".join(typed.split())
    if name and name in header:
        return header.index(name)
    alike = [number for number, column in enumerate(header) if column and folded(column) == folded(name)]
    return alike[0] if len(alike) == 1 else None


def _known_column(typed: str, header: Header) -> int:
    column = _column(typed, header)
    if column is not None:
        return column
    by_folded = {folded(name): name for name in header if name}
    near = tuple(by_folded[name] for name in close_words(folded(typed), by_folded))
    if near:
        raise Misuse(N_('there is no column "{column}"; nearest: {near}.'), column=typed, near=near)
    raise Misuse(
        N_('there is no column "{column}"; there are {columns}.'),
        column=typed,
        columns=tuple(filter(None, header)),
    )


def guessed(header: Header, kind: Kind, without: Collection[int] = ()) -> FieldMap:
    """The fields whose columns are plain from their names, English or Chinese; columns in `without` are not."""
    by_name: dict[str, int] = {}
    for number, name in enumerate(header):
        if number not in without:
            by_name.setdefault(plain_heading(name), number)
    mapping: dict[str, Source] = {}
    for field, words in HEADINGS[kind].items():
        found = _first(words, by_name)
        if found is not None:
            mapping[field] = Source((found,))
    if kind == "visits":
        _settle_visits(mapping, by_name)
    return mapping


def _settle_visits(mapping: dict[str, Source], by_name: Mapping[str, int]) -> None:
    """Joins a column of times to that of the days, and drops half a talk."""
    if not all(field in mapping for field in TALK):
        for field in TALK:
            mapping.pop(field, None)
    day, time = mapping.get("on"), _first(TIMES, by_name)
    if day and time is not None and time not in day.columns:
        mapping["on"] = Source((*day.columns, time))


def _first(words: Sequence[str], by_name: Mapping[str, int]) -> int | None:
    return next((by_name[name] for word in words if (name := plain_heading(word)) in by_name), None)
