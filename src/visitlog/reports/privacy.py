"""What is sensitive, and so stays out of lists unless it is asked for."""

from collections.abc import Iterable
from dataclasses import replace

from visitlog.model.errors import N_, Refused
from visitlog.model.event_kinds import SENSITIVE_KINDS
from visitlog.model.journal import Journal
from visitlog.model.records import Appointment, LifeEvent, Matter, Person, Visit
from visitlog.model.rhythm import groups_of
from visitlog.model.standing import Reason, Standing

WITHHELD = "withheld"
"""The value under which all sensitive groups, or topics, stand together in a summary."""


def is_sensitive_person(person: Person, journal: Journal) -> bool:
    """Whether a person, or a group of theirs, is sensitive."""
    return person.sensitive or any(group.sensitive for group in groups_of(person, journal))


def is_sensitive_visit(visit: Visit, journal: Journal) -> bool:
    """Whether a visit is sensitive: in itself, by a person in it, by their group, or by its topics."""
    return visit.sensitive or _is_delicate(visit.people, visit.topics, journal)


def without_words(visit: Visit) -> Visit:
    """A sensitive visit as lists and exports show it: that it was, and nothing of what was said."""
    return replace(
        visit,
        note=None,
        topics=(),
        lesson=None,
        lesson_kept_on=None,
        approach=None,
        hospitality=None,
        hospitality_declined=None,
        companions=(),
    )


def is_sensitive_appointment(appointment: Appointment, journal: Journal) -> bool:
    """Whether an appointment is sensitive: by a person in it, by their group, or by its topics."""
    return _is_delicate(appointment.people, appointment.topics, journal)


def is_sensitive_event(event: LifeEvent, journal: Journal) -> bool:
    """Whether an event is sensitive: by its kind, or by the person it happened to."""
    return event.kind in SENSITIVE_KINDS or _is_delicate((event.person,) if event.person else (), (), journal)


def is_sensitive_matter(matter: Matter, journal: Journal) -> bool:
    """Whether a matter is sensitive: by a person in it, or by their group."""
    return _is_delicate(matter.people, (), journal)


def _is_delicate(people: Iterable[int], topics: Iterable[str], journal: Journal) -> bool:
    if any(map(journal.is_sensitive_topic, topics)):
        return True
    known = (journal.people.get(id) for id in people)
    return any(is_sensitive_person(person, journal) for person in known if person)


def hides_standing(person: Person, journal: Journal) -> bool:
    """Whether a standing would give away a sensitive group: its rhythm, its days, its reason."""
    return any(group.sensitive for group in groups_of(person, journal))


def shown_groups(person: Person, journal: Journal) -> tuple[str, ...]:
    """The person's groups without the sensitive ones."""
    return tuple(group.key for group in groups_of(person, journal) if not group.sensitive)


def summed_under(person: Person, journal: Journal, sensitive_too: bool) -> tuple[str, ...]:
    """The groups under which a summary counts a person, all sensitive ones as one."""
    groups = groups_of(person, journal)
    shown = (WITHHELD if group.sensitive and not sensitive_too else group.key for group in groups)
    return tuple(dict.fromkeys(shown))


def as_listed(standing: Standing, person: Person, journal: Journal) -> Standing:
    """A standing as a list shows it: without its reason where that would say something delicate."""
    reasons = (standing.reason, *standing.also)
    is_delicate = any(_tells_delicate(reason, journal) for reason in reasons if reason)
    return without_reason(standing) if is_delicate or hides_standing(person, journal) else standing


def _tells_delicate(reason: Reason, journal: Journal) -> bool:
    """Whether the record that a reason comes from is sensitive."""
    if reason.id is None or reason.kind == "condolence":
        return False
    letter, number = reason.id[0], int(reason.id[1:])
    event = journal.events.get(number) if letter == "E" else None
    matter = journal.matters.get(number) if letter == "M" else None
    appointment = journal.appointments.get(number) if letter == "A" else None
    return (
        (event is not None and is_sensitive_event(event, journal))
        or (matter is not None and is_sensitive_matter(matter, journal))
        or (appointment is not None and is_sensitive_appointment(appointment, journal))
    )


def without_reason(standing: Standing) -> Standing:
    """A standing that says that a visit is due and nothing of why or how often; two days would give a rhythm away."""
    return replace(
        standing, reason=None, also=(), every=None, last_met=None, ceiling=None, retry_on=None, withheld=True
    )


def must_not_reveal(journal: Journal, groups: Iterable[str], sensitive_too: bool) -> None:
    """Raises Refused when filtering by these groups would give away who is in a sensitive one."""
    for key in groups:
        if not sensitive_too and key in journal.groups and journal.groups[key].sensitive:
            raise Refused(
                N_('The group "{group}" is sensitive; add --sensitive-too to list its people.'),
                group=journal.groups[key],
            )


def must_not_reveal_topic(journal: Journal, topic: str | None, sensitive_too: bool) -> None:
    """Raises Refused when filtering by this topic would give away whom something sensitive was talked about with."""
    if topic is not None and not sensitive_too and journal.is_sensitive_topic(topic):
        raise Refused(
            N_('The topic "{topic}" is sensitive; add --sensitive-too to list its visits.'),
            topic=journal.topics.get(topic, topic),
        )
