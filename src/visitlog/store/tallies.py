"""Every person's tally made to agree with the visits, after edits or after another program wrote the file."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from visitlog.model.records import NO_TALLY, Group, Person, Tally, Visit
from visitlog.store.codec import believed, decoded, encoded
from visitlog.store.edits import BLANK, Edits, Tables, without_derived
from visitlog.store.lazy_table import Document
from visitlog.store.records import StoredRecords
from visitlog.store.tally import in_order, tally_of, window_days, with_visit

FEW_PEOPLE = 12
"""Up to so many people, searching each one's visits is cheaper than decoding all visits."""


def retallied(before: Tables, after: Tables, edits: Edits) -> Tables:
    """The tables after edits, with the tallies of everybody whom the edits touch."""
    window = _window(after)
    if window != _window(before):
        return with_all_tallies(after, _visits(after).values())
    people = after.get("people", BLANK)
    touched = {id for id in _touched(before, edits) if id in people}
    followed = _followed(before, edits, touched, window)
    return _with_tallies(after, followed | _counted(after, touched - set(followed), window))


def with_all_tallies(tables: Tables, visits: Iterable[Visit]) -> Tables:
    """The tables with every tally counted anew from all the visits."""
    return _with_tallies(tables, _counted_from(visits, set(tables.get("people", BLANK)), _window(tables)))


def _visits(tables: Tables) -> StoredRecords[Visit]:
    return StoredRecords(Visit, tables.get("visits", BLANK), "visits", Path())


def _window(tables: Tables) -> int:
    groups = tables.get("groups", BLANK)
    return window_days(decoded(Group, int(id), document) for id, document in groups.items())


def _touched(before: Tables, edits: Edits) -> set[str]:
    """Everybody who is edited, or whom an edited visit names or named."""
    touched = set(edits.ids("people"))
    visits = before.get("visits", BLANK)
    for id in edits.ids("visits"):
        for document in (edits.put.get("visits", {}).get(id), visits.get(id)):
            touched.update(map(str, document["people"] if document else ()))
    return touched


def _followed(before: Tables, edits: Edits, people: set[str], window: int) -> dict[str, Tally]:
    """The tallies that follow from the earlier ones, because all that is new is later than all that was."""
    added = _only_added(before, edits)
    if added is None:
        return {}
    found: dict[str, Tally] = {}
    for id in people:
        tally = _earlier(before, id)
        for visit in added.get(id, ()):
            tally = tally and with_visit(tally, visit, window)
        if tally is not None:
            found[id] = tally
    return found


def _only_added(before: Tables, edits: Edits) -> dict[str, list[Visit]] | None:
    """By person, the visits that the edits add, if adding is all they do to visits; else None."""
    stored = before.get("visits", BLANK)
    put = edits.put.get("visits", {})
    if edits.removed.get("visits") or any(id in stored for id in put):
        return None
    added: dict[str, list[Visit]] = {}
    visits = believed(Visit, ((int(id), dict(document)) for id, document in put.items()))
    for visit in sorted(visits.values(), key=in_order):
        for person in dict.fromkeys(visit.people):
            added.setdefault(str(person), []).append(visit)
    return added


def _earlier(before: Tables, id: str) -> Tally | None:
    """The tally that a person had; None for somebody who comes back, whose visits may have stayed."""
    document = before.get("people", BLANK).get(id)
    if document is not None:
        return decoded(Person, int(id), {"name": "", "tally": document.get("tally", {})}).tally
    is_new = int(id) >= before["meta"]["1"].get("next_ids", {}).get("people", 1)
    return NO_TALLY if is_new else None


def _counted(tables: Tables, people: set[str], window: int) -> dict[str, Tally]:
    visits = _visits(tables)
    if len(people) > FEW_PEOPLE:
        return _counted_from(visits.values(), people, window)
    return {id: tally_of(visits.of_person(int(id)), window) for id in people}


def _counted_from(visits: Iterable[Visit], people: set[str], window: int) -> dict[str, Tally]:
    found: dict[str, list[Visit]] = {id: [] for id in people}
    for visit in visits:
        for person in dict.fromkeys(visit.people):
            if str(person) in found:
                found[str(person)].append(visit)
    return {id: tally_of(theirs, window) for id, theirs in found.items()}


def _with_tallies(tables: Tables, tallies: Mapping[str, Tally]) -> Tables:
    people = tables.get("people", BLANK)
    changed: dict[str, Document] = {}
    for id, tally in tallies.items():
        document = people[id]
        written = encoded(Person(int(id), "", tally=tally))["tally"] if tally != NO_TALLY else None
        if document.get("tally") != written:
            changed[id] = without_derived(document) | ({"tally": written} if written else {})
    return {**tables, "people": people.with_changes(changed)} if changed else tables
