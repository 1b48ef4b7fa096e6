"""What is true of promises: which are late, and of which they have not been told."""

from datetime import date

from visitlog.model.journal import Journal
from visitlog.model.records import Person, Promise


def is_late(promise: Promise, today: date) -> bool:
    """Whether a promise is open past its day."""
    return promise.status == "open" and promise.by is not None and promise.by < today


def untold(journal: Journal, person: Person) -> tuple[Promise, ...]:
    """Our promises to this person that were kept and not yet reported back, oldest first."""
    theirs = journal.promises.of_person(person.id)
    return tuple(p for p in theirs if p.status == "kept" and p.owed_by == "us" and p.told_on is None)
