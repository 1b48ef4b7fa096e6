"""Record numbers as people see and type them: V214, P31, and 12 for a person."""

import re
import unicodedata

from visitlog.model.errors import N_, Misuse
from visitlog.model.journal import TABLE_OF
from visitlog.model.records import Appointment, LifeEvent, Matter, Promise, Record, Visit

LETTERS: dict[type, str] = {
    Visit: "V",
    Promise: "P",
    Appointment: "A",
    LifeEvent: "E",
    Matter: "M",
}
TABLES = {letter: TABLE_OF[kind] for kind, letter in LETTERS.items()}
TYPED = re.compile(r"([A-Z])([1-9][0-9]{0,17})")


def shown_id(record: Record) -> str:
    """The number of a record with its letter; a person's alone."""
    return f"{LETTERS.get(type(record), '')}{record.id}"


def read_id(typed: str) -> tuple[str, int] | None:
    """The table and number that a typed id names, in either case and width; None of anything else."""
    found = TYPED.fullmatch(unicodedata.normalize("NFKC", typed).strip().upper())
    if found is None or found[1] not in TABLES:
        return None
    return TABLES[found[1]], int(found[2])


def needed_id(typed: str, letter: str = "") -> tuple[str, int]:
    """The table and number that a typed id names; raises Misuse when it names none.

    A number typed without its letter gets `letter`, where only one kind of record can be meant.
    """
    found = read_id(letter + typed.strip() if typed.strip().isdecimal() else typed)
    if found is None:
        raise Misuse(
            N_('"{typed}" is not the number of a record; it has a letter, as in V214 or P31.'), typed=typed
        )
    return found
