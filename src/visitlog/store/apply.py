"""A Change laid upon the tables: records, tallies, history and next ids, ready for one write."""

from datetime import datetime

from visitlog.model.errors import N_, Refused
from visitlog.model.frozen import frozen
from visitlog.model.journal import TABLES, Change, Journal
from visitlog.model.records import Past, Record
from visitlog.model.table import people_of
from visitlog.store.codec import Unfit, encoded
from visitlog.store.edits import BLANK, Edits, Tables, edits_of, edits_undoing, past_of
from visitlog.store.lazy_table import LazyTable
from visitlog.store.tallies import retallied, with_all_tallies

KEPT_CHANGES = 100
LARGEST_ID = 10**18
"""Numbers from here on are no ids; a reference to one is dangling, and raises nothing."""


@frozen
class Applied:
    """What a change comes to: the tables to write, and the entry of history that it made or took back."""

    tables: Tables
    past: Past


def applied(tables: Tables, journal: Journal, change: Change, now: datetime) -> Applied:
    """The tables after a change, nothing is written here; raises Refused for what the file cannot hold."""
    try:
        return _applied(tables, journal, change, now)
    except Unfit as error:
        raise Refused(
            N_('Nothing was recorded: "{field}" can\'t be kept in the journal ({problem}).'),
            field=error.field,
            problem=error.problem,
        ) from error


def _applied(tables: Tables, journal: Journal, change: Change, now: datetime) -> Applied:
    if change.undoes is not None:
        past = journal.changes.get(change.undoes)
        if past is None:
            raise Refused(N_("There is nothing to undo."))
        edits, history = edits_undoing(past, tables), _history(tables, None, past.id)
    else:
        edits = edits_of(change, tables)
        past = past_of(edits, change, tables, journal.next_id("changes"), now)
        history = _history(tables, past, None)
    after = {**_laid(tables, edits), "changes": history}
    return Applied(_with_meta(retallied(tables, after, edits), edits, past, now), past)


def _laid(tables: Tables, edits: Edits) -> Tables:
    after = dict(tables)
    for name in edits.tables:
        removed = edits.removed.get(name, frozenset())
        after[name] = tables.get(name, BLANK).with_changes(edits.put.get(name, {}), removed)
    return after


def _history(tables: Tables, added: Past | None, undone: int | None) -> LazyTable:
    table = tables.get("changes", BLANK)
    if added is None:
        return table.with_changes({}, frozenset((str(undone),)))
    oldest = sorted(map(int, table))[: max(0, len(table) + 1 - KEPT_CHANGES)]
    return table.with_changes({str(added.id): encoded(added)}, frozenset(map(str, oldest)))


def _with_meta(tables: Tables, edits: Edits, past: Past, now: datetime) -> Tables:
    """Raises the next ids above every id ever put, so that none is used twice, even after an undo."""
    meta = dict(tables["meta"]["1"])
    meta.setdefault("created_at", now.isoformat(timespec="seconds"))
    next_ids: dict[str, int] = dict(meta.get("next_ids", {}))
    for name in edits.put:
        highest = max(map(int, edits.put[name]), default=0)
        next_ids[name] = max(next_ids.get(name, 1), highest + 1)
    next_ids["changes"] = max(next_ids.get("changes", 1), past.id + 1)
    meta["next_ids"] = next_ids
    return {**tables, "meta": tables["meta"].with_changes({"1": meta})}


def made_anew(tables: Tables, journal: Journal) -> Tables:
    """The tables with every tally and every next id made anew, as after another program wrote the file."""
    tables = with_all_tallies(tables, journal.visits.values())
    meta = dict(tables["meta"]["1"])
    next_ids: dict[str, int] = dict(meta.get("next_ids", {}))
    for name in TABLES:
        highest = max(map(int, tables.get(name, BLANK)), default=0)
        next_ids[name] = max(next_ids.get(name, 1), highest + 1)
    # Whoever is added next must not inherit the visits of somebody whom another program removed.
    naming: tuple[Record, ...] = (
        *journal.visits.values(),
        *journal.promises.values(),
        *journal.appointments.values(),
        *journal.matters.values(),
        *journal.events.values(),
    )
    named = (person for record in naming for person in people_of(record) if person < LARGEST_ID)
    next_ids["people"] = max(next_ids["people"], max(named, default=0) + 1)
    meta["next_ids"] = next_ids
    return {**tables, "meta": tables["meta"].with_changes({"1": meta})}
