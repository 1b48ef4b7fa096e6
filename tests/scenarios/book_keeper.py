"""What a journal must hold, kept in plain Python beside the real one: the independent count of a scenario."""

import copy
from collections import Counter
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Books:
    """Everything that was acknowledged, by its number; `done` are the states before each change, for undo."""

    people: dict[int, dict[str, Any]] = field(default_factory=dict)
    visits: dict[int, dict[str, Any]] = field(default_factory=dict)
    promises: dict[int, dict[str, Any]] = field(default_factory=dict)
    appointments: dict[int, dict[str, Any]] = field(default_factory=dict)
    events: dict[int, dict[str, Any]] = field(default_factory=dict)
    matters: dict[int, dict[str, Any]] = field(default_factory=dict)


class BookKeeper:
    """Keeps the books of a scenario, and takes back what is undone."""

    MOST_UNDONE = 100

    def __init__(self) -> None:
        self.now = Books()
        self._before: list[Books] = []

    def changes(self) -> Books:
        """The books, to be changed by what one command did."""
        self._before.append(copy.deepcopy(self.now))
        del self._before[: -self.MOST_UNDONE]
        return self.now

    def undo(self) -> None:
        """The books as they were before the last change."""
        self.now = self._before.pop()

    @property
    def can_undo(self) -> bool:
        """Whether a change is left that the books remember."""
        return bool(self._before)

    def kept(self) -> "BookKeeper":
        """A copy of these books, as a backup is one of the journal."""
        return copy.deepcopy(self)

    def totals(self) -> dict[str, Any]:
        """What the books add up to."""
        books = self.now
        met = Counter(person for v in books.visits.values() if v["result"] == "met" for person in v["people"])
        return {
            "people by status": Counter(person["status"] for person in books.people.values()),
            "visits by result": Counter(visit["result"] for visit in books.visits.values()),
            "visits by form": Counter(visit["form"] for visit in books.visits.values()),
            "visits by day": Counter(visit["on"] for visit in books.visits.values()),
            "visits by note": Counter(visit["note"] for visit in books.visits.values()),
            "meetings by person": met,
            "promises by status": Counter(promise["status"] for promise in books.promises.values()),
            "promises by person": Counter(promise["person"] for promise in books.promises.values()),
            "promises by day": Counter(str(promise["by"]) for promise in books.promises.values()),
            "promises by text": Counter(promise["text"] for promise in books.promises.values()),
            "people by area": Counter(str(person.get("area")) for person in books.people.values()),
            "appointments by status": Counter(one["status"] for one in books.appointments.values()),
            "events by kind": Counter(event["kind"] for event in books.events.values()),
            "matters by status": Counter(matter["status"] for matter in books.matters.values()),
            "matters by title": Counter(matter["title"] for matter in books.matters.values()),
        }

    def our_word(self, today: str) -> dict[str, int]:
        """What became of our own promises whose day has come."""
        ours = [promise for promise in self.now.promises.values() if promise["owed_by"] == "us"]
        due = [promise for promise in ours if promise["by"] <= today]
        kept = [promise for promise in due if promise["status"] == "kept"]
        on_time = [one for one in kept if one["closed"] <= one["by"] and not one["was_late"]]
        return {
            "made": len(ours),
            "kept_on_time": len(on_time),
            "kept_late": len(kept) - len(on_time),
            "dropped": sum(promise["status"] == "dropped" for promise in due),
            "open": sum(promise["status"] == "open" for promise in due),
            "overdue": sum(promise["status"] == "open" and promise["by"] < today for promise in due),
        }


def totals_of_export(document: dict[str, Any]) -> dict[str, Any]:
    """What the records of a JSON export add up to, counted in the same way."""
    data = document["data"]
    keeper = BookKeeper()
    for name in ("people", "visits", "promises", "appointments", "events", "matters"):
        records = {record["id"]: record for record in data[name]}
        setattr(keeper.now, name, records)
    for promise in keeper.now.promises.values():
        promise.setdefault("by", None)
    return keeper.totals()
