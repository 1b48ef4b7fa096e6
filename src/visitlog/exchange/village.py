"""The demo village: made-up people, visits and promises, told from a given day in a given language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from visitlog.exchange.presets import Preset, check_fields, one_of, read_data, read_preset, text_of
from visitlog.model.frozen import frozen
from visitlog.model.records import (
    ATTIRES,
    FORMS,
    PARTIES,
    PLACES,
    RESIDENCES,
    RESULTS,
    STATUSES,
    WARMTHS,
    WENT,
    Birthday,
    Group,
    Label,
    Move,
    Person,
    Promise,
    Visit,
)

Raw = Mapping[str, Any]  # one table of village.toml

ADDED_AGO = 240  # most people came into the notebook so many days ago
SWAY = (0, 1, -1, 2, 0, -2, 1)  # days by which regular visits stray, so that weekdays vary
SUNDAY = 6

# How each field is read: as it is, as a text in two languages, by its key in [words], or as one of these.
_PERSON: Mapping[str, str | Sequence[str]] = {
    "name": "text", "notes": "text", "area": "word", "best_times": "words", "phone": "as it is",
    "every": "as it is", "sensitive": "as it is", "residence": RESIDENCES, "status": STATUSES,
}  # fmt: skip
_VISIT: Mapping[str, str | Sequence[str]] = {
    "note": "text", "lesson": "text", "area": "word", "approach": "word", "hospitality": "word",
    "hospitality_declined": "word", "topics": "words", "companions": "words", "at": "as it is",
    "minutes": "as it is", "heads": "as it is", "sensitive": "as it is", "alone": "as it is",
    "asked": "as it is", "form": FORMS, "place": PLACES, "result": RESULTS, "attire": ATTIRES,
    "warmth": WARMTHS, "went": WENT,
}  # fmt: skip
_PROMISE: Mapping[str, str | Sequence[str]] = {"text": "text", "why": "text", "owed_by": PARTIES}
_PERSON_TOO = {"alias", "door", "groups", "birthday", "added_ago", "left_ago", "pause"} | {
    "visits", "regular", "moments", "promises",
}  # fmt: skip
_PROMISE_TOO = {"by_ago", "by_in", "kept_ago", "dropped_ago", "moved"}


@frozen
class _Telling:
    """The day and the language in which the village is told, and what it is told with."""

    today: date
    language: str
    preset: Preset
    raw: Raw
    ids: Mapping[str, int]  # of the people, by their keys in the TOML

    def ago(self, days: int) -> date:
        return self.today - timedelta(days=days)

    def text(self, label: Label) -> str:
        texts = text_of(label, "village")
        return texts.get(self.language, texts["en"])

    def word(self, key: str) -> str:
        return self.text(self.raw["words"][key])

    def read(self, raw: Raw, how: Mapping[str, str | Sequence[str]]) -> dict[str, Any]:
        """Those fields of the table that `how` knows, each read as it says."""
        return {field: self._value(raw[field], way) for field, way in how.items() if field in raw}

    def _value(self, value: Any, way: str | Sequence[str]) -> object:
        if way == "text":
            return self.text(value)
        if way == "word":
            return self.word(value)
        if way == "words":
            return tuple(self.word(key) for key in value)
        return value if isinstance(way, str) else one_of(value, way)


def village(
    today: date, language: str, is_lunar: bool = True
) -> tuple[Group | Person | Visit | Promise, ...]:
    """The groups, people, visits and promises of the village, numbered from 1 a kind, as of that day.

    In a language that the village does not speak it is told in English; without `is_lunar`, no birthday is lunar.
    """
    raw = read_data("village")
    check_fields(raw, {"hours", "minutes", "talks", "words", "people"}, frozenset(), "village")
    preset = read_preset("community")
    telling = _Telling(today, language, preset, raw, {key: id_ for id_, key in enumerate(raw["people"], 1)})
    people = tuple(_person(telling, key, fields) for key, fields in raw["people"].items())
    if not is_lunar:
        people = tuple(map(_without_lunar_birthday, people))
    visits = _visits(telling)
    return (*preset.groups, *people, *visits, *_promises(telling, visits))


def _person(telling: _Telling, key: str, raw: Raw) -> Person:
    check_fields(raw, {"name", "area", "residence"}, frozenset({*_PERSON, *_PERSON_TOO}), key)
    door, pause = raw.get("door"), raw.get("pause")
    known = [group.key for group in telling.preset.groups]
    groups = raw.get("groups", [telling.preset.default_groups[raw["residence"]]])
    return Person(
        id=telling.ids[key],
        aliases=(telling.text(raw["alias"]),) if "alias" in raw else (),
        household=telling.text(door) if isinstance(door, dict) else door,
        groups=tuple(one_of(group, known) for group in groups),
        birthday=_birthday(telling, raw["birthday"]) if "birthday" in raw else None,
        left_on=telling.ago(raw["left_ago"]) if "left_ago" in raw else None,
        paused_from=telling.ago(pause["ago"]) if pause else None,
        paused_until=telling.ago(-pause["in"]) if pause else None,
        pause_reason=telling.text(pause["why"]) if pause else None,
        added_on=telling.ago(raw.get("added_ago", ADDED_AGO)),
        **telling.read(raw, _PERSON),
    )


def _birthday(telling: _Telling, raw: Raw) -> Birthday:
    if "lunar" in raw:
        month, day = raw["lunar"]
        return Birthday("lunar", month, day, raw["year"])
    on = telling.ago(-raw["in"])
    return Birthday("solar", on.month, min(on.day, 28), on.year - raw["age"])  # not every year has a 29 Feb


def _without_lunar_birthday(person: Person) -> Person:
    is_lunar = person.birthday is not None and person.birthday.calendar == "lunar"
    return replace(person, birthday=None) if is_lunar else person


def _visits(telling: _Telling) -> tuple[Visit, ...]:
    drafts = [
        _visit(telling, (telling.ids[key],), raw)
        for key, fields in telling.raw["people"].items()
        for raw in (*fields.get("visits", ()), *_regular(telling, telling.ids[key], fields))
    ]
    drafts += [
        _visit(telling, (), {"form": "meeting", "place": "public", **raw}) for raw in telling.raw["talks"]
    ]
    drafts.sort(key=lambda visit: (visit.on, str(visit.at), visit.people))
    return tuple(replace(visit, id=id_) for id_, visit in enumerate(drafts, 1))


def _regular(telling: _Telling, person: int, fields: Raw) -> Iterator[Raw]:
    """The regular visits of a person, the latest first; only that one keeps its day, be it a Sunday."""
    if "regular" not in fields:
        return
    shared = dict(fields["regular"])
    every, until, times = shared.pop("every"), shared.pop("until"), shared.pop("times")
    moments = fields.get("moments", ())
    noted = {number * times // len(moments): moment for number, moment in enumerate(moments)}
    for back in range(times):
        ago = until + back * every + (SWAY[(back + person) % len(SWAY)] if back else 0)
        if back and telling.ago(ago).weekday() == SUNDAY:
            ago += 1
        yield {**shared, **noted.get(times - 1 - back, {}), "ago": ago}


def _visit(telling: _Telling, people: tuple[int, ...], raw: Raw) -> Visit:
    check_fields(raw, {"ago"}, frozenset({*_VISIT, "also"}), f"a visit to {people}")
    turn, hours, minutes = raw["ago"] + sum(people), telling.raw["hours"], telling.raw["minutes"]
    fields = {"at": hours[turn % len(hours)], **telling.read(raw, _VISIT)}
    others = tuple(telling.ids[key] for key in raw.get("also", ()))
    visit = Visit(id=0, people=people + others, on=telling.ago(raw["ago"]), **fields)
    if visit.result == "met" and visit.form in ("planned", "dropin") and visit.minutes is None:
        return replace(visit, minutes=minutes[turn % len(minutes)])
    return visit


def _promises(telling: _Telling, visits: tuple[Visit, ...]) -> tuple[Promise, ...]:
    drafts = [
        _promise(telling, telling.ids[key], visits, raw)
        for key, fields in telling.raw["people"].items()
        for raw in fields.get("promises", ())
    ]
    drafts.sort(key=lambda promise: (str(promise.made_on), promise.visit, promise.text))
    return tuple(replace(promise, id=id_) for id_, promise in enumerate(drafts, 1))


def _promise(telling: _Telling, person: int, visits: tuple[Visit, ...], raw: Raw) -> Promise:
    check_fields(raw, {"made_ago", "text"}, frozenset({*_PROMISE, *_PROMISE_TOO}), f"a promise to {person}")
    theirs = [visit for visit in visits if person in visit.people]
    on = {field: telling.ago(raw[field]) for field in raw if field.endswith("_ago")}
    by = telling.ago(-raw["by_in"]) if "by_in" in raw else on.get("by_ago")
    kept, dropped = on.get("kept_ago"), on.get("dropped_ago")
    promise = Promise(
        id=0,
        person=person,
        by=by,
        first_by=by,
        visit=next(visit.id for visit in theirs if visit.on == on["made_ago"]),
        status="kept" if kept else "dropped" if dropped else "open",
        made_on=on["made_ago"],
        closed_on=kept or dropped,
        **telling.read(raw, _PROMISE),
    )
    if kept and promise.owed_by == "us":
        told = (visit.on for visit in theirs if visit.result == "met" and visit.on >= kept)
        promise = replace(promise, told_on=min(told, default=None))
    return _moved(telling, promise, raw["moved"]) if "moved" in raw else promise


def _moved(telling: _Telling, promise: Promise, raw: Raw) -> Promise:
    first_by = telling.ago(raw["from_ago"])
    to = promise.by or first_by
    return replace(promise, first_by=first_by, moves=(Move(first_by, to, telling.text(raw["why"])),))
