"""What in a journal does not go together: references that lead nowhere, days that cannot be, doubles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date

from visitlog.model.frozen import frozen
from visitlog.model.ids import shown_id
from visitlog.model.journal import Journal
from visitlog.model.name_keys import lacks_pinyin
from visitlog.model.names import folded
from visitlog.model.records import Appointment, Leave, LifeEvent, Matter, Person, Promise, Visit
from visitlog.model.table import people_of
from visitlog.reports.privacy import is_sensitive_person

FIRST_DAY = date(1900, 1, 1)
TWO_YEARS = 731
"""Days, a leap day among them."""

CODES = (
    "no_journal",
    "unreadable_backup",
    "unsaved_note",
    "unsaved_form",
    "open_folder",
    "before_1900",
    "in_the_future",
    "closed_before_made",
    "left_before_added",
    "pause_ends_first",
    "entered_twice",
    "left_long_ago",
    "changed_outside",
    "open_mode",
    "leave_ends_first",
    "leaves_overlap",
    "unknown_person",
    "unknown_visit",
    "unknown_matter",
    "unknown_appointment",
    "unknown_group",
    "next_id",
    "tally",
    "no_pinyin",
)
"""The kinds of findings in the order in which they are shown: what only a person can decide comes first."""


@frozen
class Finding:
    """One thing that is not right; `record` is its number as people type it, "" when it is of no record.

    A value that is None is withheld, as a list withholds it.
    """

    code: str
    record: str = ""
    values: Mapping[str, object] = field(default_factory=dict)
    is_mendable: bool = False
    is_mended: bool = False


@frozen
class CheckReport:
    """All that was found, in the order of CODES."""

    today: date
    findings: tuple[Finding, ...] = ()

    @property
    def mendable(self) -> int:
        """How many can be mended without anybody deciding."""
        return sum(finding.is_mendable for finding in self.findings)

    @property
    def repaired(self) -> int:
        """How many have just been mended."""
        return sum(finding.is_mended for finding in self.findings)


def check(journal: Journal, today: date, others: Iterable[Finding] = ()) -> CheckReport:
    """What does not go together in a journal; `others` were found in its file."""
    found = [
        *others,
        *_of_people(journal, today),
        *_of_visits(journal, today),
        *_of_promises(journal),
        *_of_appointments(journal),
        *_of_matters(journal),
        *_of_events(journal),
        *_of_leaves(journal),
        *_entered_twice(journal),
        *_without_pinyin(journal),
    ]
    return CheckReport(today, tuple(sorted(found, key=lambda one: CODES.index(one.code))))


def _of_people(journal: Journal, today: date) -> Iterator[Finding]:
    for person in journal.people.values():
        yield from _unknown_groups(person, journal)
        left, added = person.left_on, person.added_on
        if left is not None and added is not None and left < added:
            yield _by_hand("left_before_added", person, left=left, added=added)
        since, until = person.paused_from, person.paused_until
        if since is not None and until is not None and until < since:
            yield _by_hand("pause_ends_first", person, since=since, until=until)
        if person.status != "active" and left is not None and (today - left).days > TWO_YEARS:
            yield _by_hand("left_long_ago", person, left=left)


def _by_hand(code: str, person: Person, **days: date) -> Finding:
    return Finding(code, shown_id(person), {"person": person, **days})


def _unknown_groups(person: Person, journal: Journal) -> Iterator[Finding]:
    for key in person.groups:
        if key not in journal.groups:
            shown = None if is_sensitive_person(person, journal) else key
            yield Finding("unknown_group", shown_id(person), {"person": person, "group": shown}, True)


def _of_visits(journal: Journal, today: date) -> Iterator[Finding]:
    for visit in journal.visits.values():
        yield from _unknown_people(visit, journal)
        if visit.matter is not None and journal.matters.get(visit.matter) is None:
            yield _leads_nowhere("unknown_matter", visit, f"M{visit.matter}")
        if visit.appointment is not None and journal.appointments.get(visit.appointment) is None:
            yield _leads_nowhere("unknown_appointment", visit, f"A{visit.appointment}")
        if visit.on < FIRST_DAY:
            yield Finding("before_1900", shown_id(visit), {"on": visit.on})
        if visit.on > today:
            yield Finding("in_the_future", shown_id(visit), {"on": visit.on})


def _of_promises(journal: Journal) -> Iterator[Finding]:
    for promise in journal.promises.values():
        yield from _unknown_people(promise, journal)
        yield from _unknown_visit(promise, journal)
        yield from _closed_before_made(promise, promise.made_on, promise.closed_on)


def _of_appointments(journal: Journal) -> Iterator[Finding]:
    for appointment in journal.appointments.values():
        yield from _unknown_people(appointment, journal)
        yield from _unknown_visit(appointment, journal)
        yield from _closed_before_made(appointment, appointment.made_on, appointment.closed_on)


def _of_matters(journal: Journal) -> Iterator[Finding]:
    for matter in journal.matters.values():
        yield from _unknown_people(matter, journal)
        yield from _closed_before_made(matter, matter.opened_on, matter.closed_on)


def _of_events(journal: Journal) -> Iterator[Finding]:
    for event in journal.events.values():
        yield from _unknown_people(event, journal)


Naming = Visit | Promise | Appointment | LifeEvent | Matter


def _unknown_people(record: Naming, journal: Journal) -> Iterator[Finding]:
    for id in dict.fromkeys(people_of(record)):
        if journal.people.get(id) is None:
            yield _leads_nowhere("unknown_person", record, str(id))


def _unknown_visit(record: Promise | Appointment, journal: Journal) -> Iterator[Finding]:
    if record.visit is not None and journal.visits.get(record.visit) is None:
        yield _leads_nowhere("unknown_visit", record, f"V{record.visit}")


def _leads_nowhere(code: str, record: Naming, other: str) -> Finding:
    return Finding(code, shown_id(record), {"other": other}, True)


def _closed_before_made(record: Naming, made: date | None, closed: date | None) -> Iterator[Finding]:
    if made is not None and closed is not None and closed < made:
        yield Finding("closed_before_made", shown_id(record), {"made": made, "closed": closed})


def _of_leaves(journal: Journal) -> Iterator[Finding]:
    earlier: Leave | None = None
    for leave in sorted(journal.leaves.values(), key=lambda leave: (leave.first, leave.last, leave.id)):
        if leave.last < leave.first:
            yield Finding(
                "leave_ends_first", values={"first": leave.first, "last": leave.last}, is_mendable=True
            )
            continue
        if earlier is not None and leave.first <= earlier.last:
            values = {"first": leave.first, "last": leave.last}
            values |= {"other_first": earlier.first, "other_last": earlier.last}
            yield Finding("leaves_overlap", values=values, is_mendable=True)
        if earlier is None or leave.last > earlier.last:
            earlier = leave


def _entered_twice(journal: Journal) -> Iterator[Finding]:
    """Those of one name behind one door; who has no door is never taken for somebody else."""
    alike: dict[tuple[str, str], list[Person]] = {}
    for person in journal.people.values():
        door = folded(person.household or person.address or "")
        if door:
            alike.setdefault((folded(person.name), door), []).append(person)
    for people in alike.values():
        first, *again = sorted(people, key=lambda person: person.id)
        for person in again:
            values = {"person": person, "other": first, "into": first.id}
            yield Finding("entered_twice", shown_id(person), values)


def _without_pinyin(journal: Journal) -> Iterator[Finding]:
    """Those whose Chinese names can't be typed in an alphabet yet, where the library that reads them is there."""
    count = sum(lacks_pinyin(person, person.keys) for person in journal.people.values())
    if not count:
        return
    from visitlog.model.pinyin import can_read_pinyin

    if can_read_pinyin():
        yield Finding("no_pinyin", values={"count": count}, is_mendable=True)
