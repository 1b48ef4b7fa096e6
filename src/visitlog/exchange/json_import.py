"""The text of a journal's own JSON export as documents, checked for their shape; store/whole.py knows their fields."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeGuard

import orjson

from visitlog.model.errors import N_, Misuse, Refused, VisitlogError
from visitlog.model.frozen import frozen
from visitlog.model.journal import TABLE_OF, Change, Journal
from visitlog.model.records import Area, Group, Past, Record, Review, Topic

Document = dict[str, Any]

SCHEMA = 1
MARK = b"\xef\xbb\xbf"
KINDS: Mapping[str, type[Any]] = {name: kind for kind, name in TABLE_OF.items() if kind is not Past}
BESIDE = frozenset(("filter", "next_ids"))
"""What an export says beside its records."""

REPLACED: Sequence[type[Record]] = (Group, Topic, Area, Review)
"""What may be in a journal that counts as empty: settings, as `init` puts them there."""

MOST = 10**18
"""Numbers have up to eighteen digits."""


@frozen
class WholeExport:
    """What an export holds: documents by table, and from which number on records are numbered."""

    tables: Mapping[str, Sequence[Document]]
    next_ids: Mapping[str, int]
    name: str


def is_export(path: Path) -> bool:
    """Whether a file begins as JSON does, which no useful CSV file does."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            head = file.read(64)
    except OSError:
        return False
    return head.removeprefix(MARK).lstrip().startswith(b"{")


def read_export(path: Path) -> WholeExport:
    """What an export holds; raises Refused for a file that is none, or not of a whole journal."""
    envelope = _parsed(path)
    found = envelope.get("data")
    if envelope.get("kind") != "export" or not isinstance(found, dict):
        raise _no_export(path, envelope)
    if envelope.get("schema") != SCHEMA:
        raise Refused(N_("{path} was exported by a newer visitlog; update this one to import it."), path=path)
    if "person" in found:
        raise Refused(
            N_(
                "{path} is the record of one person, made to be read; only the export of a journal is imported."
            ),
            path=path,
        )
    strange = sorted(found.keys() - KINDS.keys() - BESIDE)
    if strange or "people" not in found:
        raise Refused(
            N_('{path} is not as visitlog exported it: look at "{name}" in its "data".'),
            path=path,
            name=strange[0] if strange else "people",
        )
    tables = {name: tuple(_documents(path, name, found[name])) for name in KINDS if name in found}
    return WholeExport(tables, _next_ids(path, found.get("next_ids") or {}), path.name)


def _parsed(path: Path) -> Document:
    try:
        content = path.read_bytes().removeprefix(MARK)
        found = orjson.loads(content)
    except OSError as error:
        raise Refused(
            N_("{path} can't be read ({problem}); check who may read it."), path=path, problem=error.strerror
        ) from error
    except orjson.JSONDecodeError as error:
        raise Refused(
            N_("{path} is damaged at line {line}: {problem}."),
            path=path,
            line=error.lineno,
            problem=error.msg,
        ) from error
    return found if isinstance(found, dict) else {}


def _no_export(path: Path, envelope: Document) -> VisitlogError:
    if "meta" in envelope:
        return Refused(
            N_("{path} is a journal itself; open it with --journal, or export from it first."), path=path
        )
    return Refused(
        N_("{path} is not what visitlog exports as JSON; tables from elsewhere are imported as CSV."),
        path=path,
    )


def _documents(path: Path, name: str, documents: object) -> Iterator[Document]:
    """The documents of a table, each with a number of its own."""
    seen: set[int] = set()
    for turn, document in enumerate(documents if isinstance(documents, list) else [None], 1):
        id = document.get("id") if isinstance(document, dict) else None
        if not _is_number(id) or id in seen:
            raise Refused(
                N_(
                    '{path} is not as visitlog exported it: number {turn} of "{name}" has no "id" of its own.'
                ),
                path=path,
                turn=turn,
                name=name,
            )
        seen.add(id)
        yield document


def _next_ids(path: Path, next_ids: object) -> dict[str, int]:
    if not isinstance(next_ids, dict) or not all(map(_is_number, next_ids.values())):
        raise Refused(
            N_('{path} is not as visitlog exported it: look at "{name}" in its "data".'),
            path=path,
            name="next_ids",
        )
    return {name: id for name, id in next_ids.items() if name in KINDS}


def _is_number(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < MOST


def restored(journal: Journal, records: Sequence[Record], name: str) -> Change:
    """Puts all records of an export into a journal that is still empty; raises Refused when it is not.

    Groups, topics and areas that are there already, as from `init`, give way to those of the export.
    """
    held = {table: journal.table(kind) for table, kind in KINDS.items()}
    if any(len(held[table]) for table, kind in KINDS.items() if kind not in REPLACED):
        raise Refused(
            N_(
                "The journal is not empty, and an export is restored into an empty one only; "
                "name another place with --journal."
            )
        )
    put = {(TABLE_OF[type(record)], record.id) for record in records}
    gone = tuple((table, id) for table, ids in held.items() for id in sorted(ids) if (table, id) not in put)
    return Change("import", f"{name} +{len(records)}", put=tuple(records), removed=gone)


def must_be_bare(kind: str | None, maps: Sequence[str] | None, create: bool) -> None:
    """Raises Misuse for options that say how the columns of a CSV file are to be read."""
    if kind is not None or maps or create:
        raise Misuse(N_("--as, --map and --new are for CSV files; leave them out for a JSON export."))
