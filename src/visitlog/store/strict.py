"""A file that someone else wrote, or that time has damaged: read whole, believed only where it is sound."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from visitlog.model.errors import N_, Damaged
from visitlog.store.layout import line_number
from visitlog.store.lazy_table import Document

LARGEST = 2**63
ID = re.compile(r"[1-9][0-9]{0,17}")
SPARE_LEVELS = 100
"""Of the 254 levels that orjson writes, those that a journal's own objects may need around a record."""


def parsed(content: bytes, path: Path) -> dict[str, dict[str, Document]]:
    """The tables of any file that TinyDB could have written; raises Damaged with the line."""
    if not content:
        raise Damaged(N_("{path} is empty, which no journal ever is."), path=path)
    _check_text(content, path)
    try:
        tables = _sound(content)
    except ValueError as error:
        line = _line_of_fault(content)
        if line is None:
            raise Damaged(N_("{path} is damaged: {problem}."), path=path, problem=str(error)) from error
        raise _damaged_at(path, line, str(error)) from error
    _check_shape(tables, content, path)
    return dict(tables)


def _check_text(content: bytes, path: Path) -> None:
    try:
        content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _damaged_at(path, line, "it is not text in UTF-8") from error
    try:
        orjson.loads(content)
    except orjson.JSONDecodeError as error:
        raise _damaged_at(path, error.lineno, error.msg) from error


def _damaged_at(path: Path, line: int, problem: str) -> Damaged:
    return Damaged(N_("{path} is damaged at line {line}: {problem}."), path=path, line=line, problem=problem)


def _sound(content: bytes) -> Any:
    """What JSON says, where parsers agree on it and we can write it again; raises ValueError."""
    try:
        value = json.loads(content, object_pairs_hook=_unique, parse_int=_sized)
        deep = value
        for _ in range(SPARE_LEVELS):
            deep = [deep]
        orjson.dumps(deep)
    except (RecursionError, orjson.JSONEncodeError) as error:
        raise ValueError("it is nested too deep") from error
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in found if names.count(name) > 1)
        raise ValueError(f'"{twice}" stands twice in one object')
    return found


def _sized(digits: str) -> int:
    number = int(digits) if len(digits) < 40 else LARGEST
    if not -LARGEST <= number < LARGEST:
        raise ValueError(f"the number {digits[:30]} is too large")
    return number


def _line_of_fault(content: bytes) -> int | None:
    """The first line that is unsound by itself, or begins as an earlier line of its table does."""
    tables: set[bytes] = set()
    seen: set[bytes] = set()
    for number, text in enumerate(content.split(b"\n"), 1):
        name, colon, value = text.removesuffix(b",").partition(b'": {')
        if not colon or not name.startswith(b'"'):
            continue
        opens_a_table = not value
        if name in (tables if opens_a_table else seen):
            return number
        if opens_a_table:
            tables.add(name)
            seen = set()
            continue
        seen.add(name)
        try:
            _sound(b"{" + text.removesuffix(b",") + b"}")
        except json.JSONDecodeError:
            continue
        except ValueError:
            return number
    return None


def _check_shape(tables: object, content: bytes, path: Path) -> None:
    if not isinstance(tables, Mapping) or not tables:
        raise Damaged(N_("{path} is not a journal: it holds no tables."), path=path)
    for name, table in tables.items():
        if not isinstance(table, Mapping):
            raise Damaged(N_('{path} is not a journal: "{name}" is not a table.'), path=path, name=name)
        for id, document in table.items():
            if not isinstance(document, Mapping) or not ID.fullmatch(id):
                raise _not_a_record(path, name, id, line_number(content, name, id))


def _not_a_record(path: Path, name: str, id: str, line: int | None) -> Damaged:
    if line is None:
        return Damaged(
            N_('{path} is not a journal: record "{id}" of "{name}" is not a record.'),
            path=path,
            name=name,
            id=id,
        )
    return Damaged(
        N_('{path} is not a journal: record "{id}" of "{name}", line {line}, is not a record.'),
        path=path,
        name=name,
        id=id,
        line=line,
    )
