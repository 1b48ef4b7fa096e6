"""Done, dropped, moved: promises, appointments and matters settled by their numbers."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time

from visitlog.actions import appointments, matters, promises
from visitlog.model.errors import N_, Misuse
from visitlog.model.ids import read_id
from visitlog.model.journal import Change, Journal


def settle(journal: Journal, typed: Sequence[str], on: date, latest: Sequence[int]) -> Change:
    """Marks promises and appointments kept and matters closed, by number; or a person's only open promise kept."""
    ids = [(word, found) for word in typed if (found := read_id(word))]
    if not ids:
        return promises.change_of(journal, "done", promises.kept_promises(journal, typed, on, latest))
    if len(ids) < len(typed):
        raise Misuse(N_("Numbers and a name don't go together; give numbers, or one person."))
    by_table: dict[str, list[str]] = {}
    for word, (table, _id) in ids:
        by_table.setdefault(table, []).append(word)
    if len(by_table) > 1 or (len(ids) > 1 and "matters" in by_table):
        raise Misuse(N_("One kind at a time: promises (P), appointments (A), or one matter (M)."))
    if "appointments" in by_table:
        kept = tuple(appointments.keep_appointment(journal, word, on) for word in typed)
        return appointments.change_of(journal, "done", kept)
    if "matters" in by_table:
        return replace(matters.close_matter(journal, typed[0], None, on), command="done")
    return promises.change_of(journal, "done", promises.kept_promises(journal, typed, on, latest))


def drop(journal: Journal, typed: str, why: str, today: date) -> Change:
    """Gives up a promise, or cancels an appointment, for a reason."""
    found = read_id(typed)
    if found is not None and found[0] == "appointments":
        return appointments.cancel_appointment(journal, typed, _reason(why), today)
    return promises.drop_promise(journal, typed, _reason(why), today)


def move(
    journal: Journal,
    typed: str,
    on: date,
    at: time | None,
    why: str,
    now: datetime,
    latest: Sequence[int] = (),
) -> Change:
    """Moves a promise or an appointment to another day, for a reason; the first day is kept."""
    found = read_id(typed)
    if found is not None and found[0] == "appointments":
        return appointments.move_appointment(journal, typed, on, at, _reason(why), now)
    return promises.move_promise(journal, typed, on, _reason(why), now, latest)


def _reason(why: str) -> str:
    if not why.strip():
        raise Misuse(N_("The reason is empty; say why with --why."))
    return why.strip()
