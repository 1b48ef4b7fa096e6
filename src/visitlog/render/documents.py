"""Records as JSON documents, with the keys that users' scripts rest on."""

from datetime import date, datetime, time

from visitlog.model.ids import shown_id
from visitlog.model.journal import Journal
from visitlog.model.records import Group, Person, Promise, Visit
from visitlog.model.standing import Standing
from visitlog.render.output import Document
from visitlog.render.reasons import also_words, reason_text


def iso(value: date | time | datetime | None) -> str | None:
    """An ISO day, time or moment."""
    if isinstance(value, time):
        return value.isoformat("minutes") if not value.second else value.isoformat("seconds")
    return None if value is None else value.isoformat()


def person_ref(person: Person | None, id: int | None = None) -> Document:
    """A person as others' records name them."""
    return {"id": id, "name": None} if person is None else {"id": person.id, "name": person.name}


def person_document(person: Person) -> Document:
    """All of a person's fields."""
    birthday = person.birthday
    return {
        "id": person.id,
        "name": person.name,
        "aliases": list(person.aliases),
        "phone": person.phone,
        "address": person.address,
        "area": person.area,
        "household": person.household,
        "residence": person.residence,
        "groups": list(person.groups),
        "every": person.every,
        "best_times": list(person.best_times),
        "birthday": birthday
        and {
            "calendar": birthday.calendar,
            "month": birthday.month,
            "day": birthday.day,
            "year": birthday.year,
        },
        "sensitive": person.sensitive,
        "notes": person.notes,
        "status": person.status,
        "left_on": iso(person.left_on),
        "paused_until": iso(person.paused_until),
        "pause_reason": person.pause_reason,
        "added_on": iso(person.added_on),
        "uid": person.uid,
    }


def standing_document(standing: Standing, person: Person, today: date) -> Document:
    """Where a person stands."""
    reason = standing.reason
    ceiling = standing.ceiling
    return {
        "person": person_ref(person),
        "due_on": iso(standing.due_on),
        "days_overdue": standing.days_overdue,
        "state": standing.state,
        "reason": reason and {"kind": reason.kind, "text": reason_text(standing, today), "id": reason.id},
        "every": standing.every,
        "last_met": None if standing.withheld else iso(standing.last_met),
        "last_attempt": iso(standing.last_attempt),
        "never_visited": standing.never_visited,
        "visits": standing.visits,
        "hold_off_until": iso(standing.hold_off_until),
        "ceiling": ceiling and {"visits": ceiling.visits, "days": ceiling.days, "used": ceiling.used},
        "also": [{"kind": other.kind, "text": also_words(other), "id": other.id} for other in standing.also],
        "breaks_ceiling": standing.breaks_ceiling,
        "retry_on": iso(standing.retry_on),
        "paused_until": iso(standing.paused_until),
        "withheld": standing.withheld,
    }


def visit_document(visit: Visit, journal: Journal, withheld: bool = False) -> Document:
    """A visit."""
    return {
        "id": shown_id(visit),
        "people": [person_ref(journal.people.get(id), id) for id in visit.people],
        "on": iso(visit.on),
        "at": iso(visit.at),
        "minutes": visit.minutes,
        "form": visit.form,
        "place": visit.place,
        "result": visit.result,
        "note": visit.note,
        "topics": None if withheld else list(visit.topics),
        "sensitive": visit.sensitive,
        "alone": visit.alone,
        "companions": None if withheld else list(visit.companions),
        "attire": visit.attire,
        "hospitality": visit.hospitality,
        "hospitality_declined": visit.hospitality_declined,
        "warmth": visit.warmth,
        "heads": visit.heads,
        "area": visit.area,
        "asked": visit.asked,
        "matter": None if visit.matter is None else f"M{visit.matter}",
        "appointment": None if visit.appointment is None else f"A{visit.appointment}",
        "approach": visit.approach,
        "went": visit.went,
        "lesson": visit.lesson,
        "lesson_kept_on": iso(visit.lesson_kept_on),
        "logged_at": iso(visit.logged_at),
        "uid": visit.uid,
        "withheld": withheld,
    }


def promise_document(
    promise: Promise, person: Person | None, days_late: int = 0, withheld: bool = False
) -> Document:
    """A promise."""
    return {
        "id": shown_id(promise),
        "person": person_ref(person, promise.person),
        "text": None if withheld else promise.text,
        "by": iso(promise.by),
        "days_late": days_late,
        "owed_by": promise.owed_by,
        "status": promise.status,
        "first_by": iso(promise.first_by),
        "made_on": iso(promise.made_on),
        "closed_on": iso(promise.closed_on),
        "why": None if withheld else promise.why,
        "visit": None if promise.visit is None else f"V{promise.visit}",
        "moves": [
            {"from": iso(m.since), "to": iso(m.to), "why": None if withheld else m.why, "at": iso(m.at)}
            for m in promise.moves
        ],
        "told_on": iso(promise.told_on),
        "uid": promise.uid,
        "withheld": withheld,
    }


def group_document(group: Group, people: int) -> Document:
    """A group with how many people it holds."""
    return {
        "key": group.key,
        "label": dict(group.label),
        "every": group.every,
        "grace": group.grace,
        "retry": group.retry,
        "first_within": group.first_within,
        "ceiling": group.ceiling and {"visits": group.ceiling.visits, "days": group.ceiling.days},
        "counts": list(group.counting_forms),
        "ceiling_counts": list(group.ceiling_forms),
        "sensitive": group.sensitive,
        "default_for": list(group.default_for),
        "festivals": list(group.festivals),
        "attire": group.attire,
        "place": group.place,
        "courtesies": {language: list(lines) for language, lines in group.courtesies.items()},
        "approaches": {language: list(lines) for language, lines in group.approaches.items()},
        "source": group.source,
        "people": people,
    }
