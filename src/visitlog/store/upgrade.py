"""Older journals to newer, one step a schema number, on plain documents."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from visitlog.model.errors import N_, Damaged

SCHEMA = 1

Tables = dict[str, Mapping[str, Any]]


def _adopt(tables: Tables) -> Tables:
    """A file without a schema number (another program's, or older than the numbers) keeps all that it has."""
    meta = tables.get("meta", {})
    return {**tables, "meta": {**meta, "1": {**meta.get("1", {}), "schema": 1}}}


STEPS: Mapping[int, Callable[[Tables], Tables]] = {0: _adopt}
"""From each older schema number to the next one."""


def schema_of(tables: Mapping[str, Mapping[str, Any]], path: Path) -> int:
    """The schema number of a file, 0 when it has none; raises Damaged for one newer than this program."""
    meta = tables.get("meta", {})
    number = meta["1"].get("schema", 0) if "1" in meta else 0
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise Damaged(N_("{path} is damaged: its schema number is not a number."), path=path)
    if number > SCHEMA:
        raise Damaged(
            N_("{path} was written by a newer visitlog (schema {number}); update this one to open it."),
            path=path,
            number=number,
        )
    return number


def upgraded(tables: Tables, path: Path) -> Tables:
    """The tables in the newest schema, with `meta` of the right shape; raises Damaged."""
    number = schema_of(tables, path)
    while number < SCHEMA:
        tables = STEPS[number](tables)
        number += 1
    _check_next_ids(tables["meta"]["1"].get("next_ids", {}), path)
    return tables


def _check_next_ids(next_ids: object, path: Path) -> None:
    if not isinstance(next_ids, Mapping) or not all(
        isinstance(id, int) and not isinstance(id, bool) and 0 < id <= 10**18 for id in next_ids.values()
    ):
        raise Damaged(N_('{path} is damaged: "next_ids" of "meta" are not numbers.'), path=path)
