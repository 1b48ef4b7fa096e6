"""What was just recorded, in a line or two."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date

from visitlog.model.ids import shown_id
from visitlog.model.journal import Change, Journal
from visitlog.model.records import Appointment, Leave, LifeEvent, Matter, Person, Promise, Record, Visit
from visitlog.model.standing import Standing
from visitlog.render import dates
from visitlog.render.language import _, ngettext
from visitlog.render.reasons import cause_words, state_words
from visitlog.render.text import bracketed, dot, joined, labelled, names, shortened
from visitlog.render.words import manner, named, numbered, withheld, word
from visitlog.reports.privacy import as_listed

NOTE_CELLS = 50


def undo_hint() -> str:
    """How to take it back."""
    return _("undo: visitlog undo")


def visit_lines(
    visit: Visit,
    people: Sequence[tuple[Person, Standing]],
    promises: Sequence[Promise],
    settled: Sequence[Appointment],
    told: Sequence[Promise],
    today: date,
) -> Iterator[str]:
    """A visit as it was recorded, its promises, what it settled, and when each person is next due."""
    who = names(named(person) for person, _standing in people)
    if not people:
        who = _("{heads} people in {area}").format(heads=visit.heads or 0, area=visit.area or "")
    when = dates.full(visit.on) + (f" {dates.clock(visit.at)}" if visit.at else "")
    yield f"{shown_id(visit)}  {who}{dot()}{manner(visit)}{dot()}{when}"
    if visit.note:
        yield f"    {shortened(visit.note, NOTE_CELLS)}"
    for promise in promises:
        yield f"    {promise_line(promise, people_of(people))}"
    for appointment in settled:
        settled_now = _("    {id}  the booking is settled: {state}")
        words = settled_now if appointment.status != "booked" else _("    {id}  the booking is open again")
        yield words.format(id=shown_id(appointment), state=word("appointment", appointment.status))
    for promise in told:
        yield _("    {id}  counted as told: {text}").format(
            id=shown_id(promise), text=shortened(promise.text, NOTE_CELLS)
        )
    lines = [next_line(person, standing, today, len(people) > 1) for person, standing in people]
    if len(lines) == 1:
        yield f"    {lines[0]}{dot()}{undo_hint()}"
    else:
        yield from (f"    {line}" for line in (*lines, undo_hint()))


def people_of(people: Sequence[tuple[Person, Standing]]) -> dict[int, Person]:
    """The people by number, without where they stand."""
    return {person.id: person for person, _standing in people}


def next_line(person: Person, standing: Standing, today: date, is_one_of_many: bool) -> str:
    """When somebody is next due, and for what."""
    words = state_words(standing, today)
    cause = cause_words(standing)
    if cause and standing.state in ("ok", "due", "overdue"):
        words += bracketed(cause)
    return labelled(named(person), words) if is_one_of_many else words


def promise_line(promise: Promise, people: dict[int, Person]) -> str:
    """A promise as it was recorded."""
    person = people.get(promise.person)
    by = _("no day") if promise.by is None else _("by {day}").format(day=dates.full(promise.by))
    text = shortened(promise.text, NOTE_CELLS)
    if promise.owed_by == "them":
        return _("{id}  {person} owes us: {text}, {by}").format(
            id=shown_id(promise), person=named(person, promise.person), text=text, by=by
        )
    return _("{id}  promised to {person}: {text}, {by}").format(
        id=shown_id(promise), person=named(person, promise.person), text=text, by=by
    )


def promise_lines(promise: Promise, journal: Journal) -> Iterator[str]:
    """A promise that was made."""
    person = journal.people.get(promise.person)
    yield promise_line(promise, {person.id: person} if person else {})
    yield f"    {undo_hint()}"


def closed_lines(promises: Sequence[Promise], journal: Journal) -> Iterator[str]:
    """Promises that were kept or given up."""
    for promise in promises:
        who = named(journal.people.get(promise.person), promise.person)
        when = dates.full(promise.closed_on) if promise.closed_on else ""
        late = ""
        if promise.status == "kept" and promise.by and promise.closed_on and promise.closed_on > promise.by:
            count = (promise.closed_on - promise.by).days
            late = dot() + ngettext("{count} day late", "{count} days late", count).format(count=count)
        text = shortened(promise.text, NOTE_CELLS)
        state = word("promise", promise.status)
        yield dot().join((f"{shown_id(promise)}  {state}", who, text, when)) + late
    yield f"    {undo_hint()}"


def moved_lines(promise: Promise, journal: Journal) -> Iterator[str]:
    """A promise that was moved, with its first day."""
    yield promise_line(promise, _one(journal, promise))
    if promise.first_by and promise.by != promise.first_by:
        yield "    " + _("first {day}").format(day=dates.full(promise.first_by))
    yield f"    {undo_hint()}"


def _one(journal: Journal, promise: Promise) -> dict[int, Person]:
    person = journal.people.get(promise.person)
    return {person.id: person} if person else {}


def person_lines(person: Person, standing: Standing, today: date, hides: bool) -> Iterator[str]:
    """Somebody who was added."""
    words = withheld() if hides else next_line(person, standing, today, False)
    yield f"{numbered(person)}{dot()}{words}"
    yield f"    {undo_hint()}"


def changed_people_lines(
    people: Sequence[tuple[Person, Standing]], journal: Journal, today: date
) -> Iterator[str]:
    """People who were paused, retired, brought back or merged, and where they stand now."""
    for person, stand in people:
        words = state_words(as_listed(stand, person, journal), today)
        if person.status != "active":
            left = dates.full(person.left_on) if person.left_on else ""
            words = f"{word('status', person.status)} {left}".rstrip()
        yield f"{numbered(person)}{dot()}{words}"
        kept = [p for p in journal.promises.of_person(person.id) if p.status == "open"]
        if person.status != "active" and kept:
            open_words = ngettext(
                "{count} promise to them is still open", "{count} promises to them are still open", len(kept)
            )
            yield "    " + open_words.format(count=len(kept))
    yield f"    {undo_hint()}"


def merged_lines(change: Change) -> Iterator[str]:
    """Who was merged into whom, and what moved along."""
    gone, _arrow, stays = change.summary.partition(" > ")
    ((_table, number),) = change.removed
    kinds = Counter(type(record) for record in change.put)
    counts: tuple[tuple[type[Record], Callable[[int], str]], ...] = (
        (Visit, lambda n: ngettext("{count} visit", "{count} visits", n)),
        (Promise, lambda n: ngettext("{count} promise", "{count} promises", n)),
        (Appointment, lambda n: ngettext("{count} booking", "{count} bookings", n)),
        (Matter, lambda n: ngettext("{count} matter", "{count} matters", n)),
        (LifeEvent, lambda n: ngettext("{count} event", "{count} events", n)),
    )
    moved = [words(kinds[kind]).format(count=kinds[kind]) for kind, words in counts if kinds[kind]]
    sentence = _("{number} {gone} is {stays} from now on")
    if moved:
        sentence = _("{number} {gone} is {stays} from now on; moved along: {moved}")
    yield sentence.format(number=number, gone=gone, stays=stays, moved=joined(moved))


def leave_lines(leaves: Sequence[Leave]) -> Iterator[str]:
    """Our own leave, as it now stands; none when it was taken out before it began."""
    for leave in leaves:
        yield _("Away from {first} to {last}: these days make nobody late.").format(
            first=dates.full(leave.first), last=dates.full(leave.last)
        )
    if not leaves:
        yield _("The leave is taken out again.")
    yield f"    {undo_hint()}"
