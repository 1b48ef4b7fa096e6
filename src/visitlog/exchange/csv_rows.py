"""A CSV file of any common make as a header and rows of cells."""

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import chain
from pathlib import Path
from unicodedata import normalize

from visitlog.exchange.encodings import decoded, not_text
from visitlog.model.errors import N_, NotFound, Refused
from visitlog.model.frozen import frozen

Row = tuple[int, tuple[str, ...]]
"""The line of the file on which a row starts, counted from 1, and its cells as they stand there."""

DELIMITERS = (",", ";", "\t", "|")
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


@frozen
class Rows:
    """What a CSV file holds; `encoding` is UTF-8, UTF-16, GB18030 or Latin-1, `name` that of the file."""

    header: tuple[str, ...]
    encoding: str
    delimiter: str
    rows: tuple[Row, ...]
    name: str = ""


def read_rows(path: Path) -> Rows:
    """The rows of a CSV file, blank ones left out; raises NotFound and Refused for a file that can't be used."""
    text, encoding = decoded(_content(path), path)
    lines = list(StringIO(text, newline=""))
    delimiter = _delimiter(lines)
    records = _records(lines, delimiter, path)
    first = next(records, None)
    if first is None:
        raise Refused(N_("{path} is empty; a first line with the names of the columns is wanted."), path=path)
    header = tuple(" ".join(normalize("NFC", name).split()) for name in first[1])
    _must_be_header(header, path)
    return Rows(header, encoding, delimiter, tuple(records), _harmless(path.name))


def _harmless(name: str) -> str:
    """A file's name as valid text, even where the file system holds other bytes."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _content(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise Refused(N_("{path} is a folder; name a CSV file in it."), path=path)
        if not path.exists():
            raise NotFound(N_("there is no file {path}; check the name."), path=path)
        if not path.is_file():
            raise Refused(N_("{path} is not a plain file; save it as one first."), path=path)
        content = path.read_bytes()
    except OSError as error:
        raise Refused(
            N_("{path} can't be read ({problem}); check who may read it."), path=path, problem=error.strerror
        ) from error
    if content.startswith(SPREADSHEETS):
        raise Refused(N_('{path} is a spreadsheet; save it there as "CSV UTF-8" and import that.'), path=path)
    return content


def _delimiter(lines: Sequence[str]) -> str:
    """The sign that stands most often in the header, outside quotes; a comma if none does."""
    counts = dict.fromkeys(DELIMITERS, 0)
    is_quoted = has_begun = False
    for character in chain.from_iterable(lines):
        if character == '"':
            is_quoted = not is_quoted
        elif character in "\r\n" and not is_quoted:
            if has_begun:
                break
        elif character in counts and not is_quoted:
            counts[character] += 1
        has_begun = has_begun or not character.isspace()
    return max(DELIMITERS, key=lambda delimiter: counts[delimiter])


def _records(lines: list[str], delimiter: str, path: Path) -> Iterator[Row]:
    """The records that hold anything, each with the line on which it starts."""
    reader = csv.reader(lines, delimiter=delimiter)
    start = 1
    try:
        for cells in reader:
            if reader.line_num == len(lines):
                _must_be_closed(lines[start - 1 :], delimiter)
            if any(map(str.strip, cells)):
                yield start, tuple(cells)
            start = reader.line_num + 1
    except csv.Error as error:
        raise Refused(
            N_("The row on line {line} of {path} has no end: close or double a quotation mark there."),
            line=start,
            path=path,
        ) from error


def _must_be_closed(last: list[str], delimiter: str) -> None:
    """Raises csv.Error if the last record is still within quotes: it has swallowed rows, or the file was cut."""
    try:
        list(csv.reader(last, delimiter=delimiter, strict=True))
    except csv.Error as error:
        if "unexpected end" in str(error):
            raise


def _must_be_header(header: tuple[str, ...], path: Path) -> None:
    for number, name in enumerate(header):
        if "\0" in name:
            raise not_text(path)
        if name and name in header[:number]:
            raise Refused(
                N_('{path} has two columns called "{column}"; rename one of them.'), path=path, column=name
            )
