"""Presets: the groups and rhythms that ship with visitlog as TOML data, read into records.

The data is ours, so a slip in it is a fault in the program: it raises ValueError, never a VisitlogError.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from visitlog.model.errors import N_, NotFound
from visitlog.model.frozen import frozen
from visitlog.model.records import (
    ATTIRES,
    FORMS,
    PLACES,
    RESIDENCES,
    Ceiling,
    Form,
    Group,
    Label,
    Residence,
    Texts,
    Topic,
)

PRESETS: tuple[str, ...] = ("community", "eldercare", "befriending", "health", "blank")
LANGUAGES: tuple[str, ...] = ("en", "zh")

_TEXTS = frozenset(("label", "approaches", "courtesies", "source"))
_REQUIRED = _TEXTS | {"every", "grace", "retry", "first_within", "counting_forms", "festivals"}
_OPTIONAL = frozenset(("ceiling", "ceiling_forms", "sensitive", "attire", "place", "lunar_festivals"))
_CEILING_FORMS: tuple[Form, ...] = ("planned", "dropin")

T = TypeVar("T")


@frozen
class Preset:
    """A set of groups, and of topics, to start a journal with; `default_groups` says which one each residence gets."""

    key: str
    label: Label
    groups: tuple[Group, ...]
    default_groups: Mapping[Residence, str]
    topics: tuple[Topic, ...] = ()


def read_preset(name: str, is_lunar: bool = False) -> Preset:
    """The preset of that name, `is_lunar` with its lunar festivals too; NotFound names those that there are."""
    if name not in PRESETS:
        raise NotFound(
            N_('there is no preset "{name}"; there are: {names}'), name=name, names=", ".join(PRESETS)
        )
    preset = preset_of(name, read_data(name), is_lunar)
    return replace(preset, topics=topics_of(read_data("topics"))) if preset.groups else preset


def read_data(name: str) -> dict[str, Any]:
    """The plain tables of one TOML file of visitlog/presets."""
    import tomllib  # only `init` and `demo` come here, so no other command pays for it
    from importlib.resources import files

    return tomllib.loads(files("visitlog").joinpath("presets", f"{name}.toml").read_text("utf-8"))


def preset_of(name: str, raw: Mapping[str, Any], is_lunar: bool = False) -> Preset:
    """The preset that these plain tables describe; ValueError says what is wrong with them."""
    check_fields(raw, {"label", "default_groups", "groups"}, frozenset(), name)
    keys = tuple(raw["groups"])
    defaults: dict[Residence, str] = {
        one_of(residence, RESIDENCES): one_of(key, keys) for residence, key in raw["default_groups"].items()
    }
    groups = tuple(
        replace(
            _group(id_, key, raw["groups"][key], is_lunar),
            default_for=tuple(residence for residence in RESIDENCES if defaults.get(residence) == key),
        )
        for id_, key in enumerate(keys, 1)
    )
    return Preset(name, text_of(raw["label"], name), groups, defaults)


def topics_of(raw: Mapping[str, Any]) -> tuple[Topic, ...]:
    """The topics that these plain tables describe; ValueError says what is wrong with them."""
    return tuple(_topic(id_, key, fields) for id_, (key, fields) in enumerate(raw.items(), 1))


def _topic(id_: int, key: str, raw: Mapping[str, Any]) -> Topic:
    check_fields(raw, {"label", "place"}, frozenset(("sensitive",)), key)
    return Topic(
        id=id_,
        key=key,
        label=text_of(raw["label"], key),
        place=one_of(raw["place"], PLACES),
        sensitive=one_of(raw.get("sensitive", False), (False, True)),
    )


def check_fields(
    raw: Mapping[str, Any], required: frozenset[str] | set[str], optional: frozenset[str], where: str
) -> None:
    """Raises ValueError if a required field is missing, or one is there that nobody knows."""
    missing, unknown = required - raw.keys(), raw.keys() - required - optional
    if missing or unknown:
        raise ValueError(f"{where}: missing {sorted(missing)}, unknown {sorted(unknown)}")


def one_of(value: object, choices: Sequence[T]) -> T:
    """The choice that equals the value; ValueError if none does."""
    for choice in choices:
        if choice == value:
            return choice
    raise ValueError(f"{value!r} is none of {list(choices)}")


def text_of(raw: Mapping[str, str], where: str) -> Label:
    """A text in every language; ValueError if a language is missing, unknown or empty."""
    check_fields(raw, frozenset(LANGUAGES), frozenset(), where)
    if not all(isinstance(text, str) and text.strip() for text in raw.values()):
        raise ValueError(f"{where}: an empty text, or none at all")
    return dict(raw)


def _group(id_: int, key: str, raw: Mapping[str, Any], is_lunar: bool) -> Group:
    check_fields(raw, _REQUIRED, _OPTIONAL, key)
    return Group(
        id=id_,
        key=key,
        label=text_of(raw["label"], key),
        every=_number(raw["every"], 1, key),
        grace=_number(raw["grace"], 0, key),
        retry=_number(raw["retry"], 1, key),
        first_within=_number(raw["first_within"], 1, key),
        ceiling=_ceiling(raw["ceiling"], key) if "ceiling" in raw else None,
        counting_forms=_forms(raw["counting_forms"], key),
        ceiling_forms=_forms(raw.get("ceiling_forms", _CEILING_FORMS), key),
        festivals=(*raw["festivals"], *(raw.get("lunar_festivals", ()) if is_lunar else ())),
        sensitive=one_of(raw.get("sensitive", False), (False, True)),
        attire=one_of(raw["attire"], ATTIRES) if "attire" in raw else None,
        place=one_of(raw["place"], PLACES) if "place" in raw else None,
        approaches=_texts(raw["approaches"], key),
        courtesies=_texts(raw["courtesies"], key),
        source=_line(raw["source"], key),
    )


def _ceiling(raw: Mapping[str, Any], where: str) -> Ceiling:
    check_fields(raw, {"visits", "days"}, frozenset(), where)
    return Ceiling(_number(raw["visits"], 1, where), _number(raw["days"], 1, where))


def _forms(raw: Sequence[str], where: str) -> tuple[Form, ...]:
    if not raw or len(set(raw)) != len(raw):
        raise ValueError(f"{where}: no form, or one named twice")
    return tuple(one_of(form, FORMS) for form in raw)


def _texts(raw: Mapping[str, Sequence[str]], where: str) -> Texts:
    check_fields(raw, frozenset(LANGUAGES), frozenset(), where)
    if not all(raw.values()) or len({len(lines) for lines in raw.values()}) != 1:
        raise ValueError(f"{where}: as many lines in each language are wanted")
    return {language: tuple(_line(line, where) for line in lines) for language, lines in raw.items()}


def _line(raw: object, where: str) -> str:
    if not isinstance(raw, str) or not raw.strip():
        raise ValueError(f"{where}: an empty text, or none at all")
    return raw


def _number(raw: object, least: int, where: str) -> int:
    if not isinstance(raw, int) or isinstance(raw, bool) or raw < least:
        raise ValueError(f"{where}: {raw!r} is not a number from {least} on")
    return raw
