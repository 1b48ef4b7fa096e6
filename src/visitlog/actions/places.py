"""Where things belong: topics and their places, areas and who lives there, and warnings of unfit places."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from visitlog.model.errors import N_, Misuse, Refused
from visitlog.model.event_kinds import SENSITIVE_KINDS
from visitlog.model.journal import Change, Journal, Warned
from visitlog.model.names import folded
from visitlog.model.records import Area, Person, Place, Topic
from visitlog.model.rhythm import counting_forms, groups_of, last_counting
from visitlog.model.sources import is_answered


def topic_named(journal: Journal, typed: str) -> Topic | None:
    """The topic with this key, or with this name in any language."""
    wanted = folded(typed)
    for topic in journal.topics.values():
        if wanted in (folded(topic.key), *map(folded, topic.label.values())):
            return topic
    return None


def topic_keys(journal: Journal, typed: Iterable[str]) -> tuple[str, ...]:
    """The topics by their keys where they are known, else as they were typed; each once."""
    keys = (topic.key if (topic := topic_named(journal, one)) else one.strip() for one in typed)
    return tuple(dict.fromkeys(key for key in keys if key))


def place_warnings(
    journal: Journal, place: Place | None, topics: Sequence[str], people: Iterable[Person], sensitive: bool
) -> list[Warned]:
    """What is wrong with talking of these things, to these people, at this place."""
    if place is None:
        return []
    found = [
        Warned("place_unfit", {"topic": topic, "place": place})
        for key in topics
        if (topic := journal.topics.get(key)) and not is_fit(topic.place, place)
    ]
    if place == "public" and (sensitive or _is_delicate(journal, topics, people)):
        found.append(Warned("sensitive_in_public"))
    return found


def is_fit(wanted: Place | None, place: Place) -> bool:
    """Whether a place will do: what belongs in private may be said at home, what belongs at home in private."""
    quiet = ("home", "private")
    return wanted is None or wanted == place or (wanted in quiet and place in quiet)


def _is_delicate(journal: Journal, topics: Sequence[str], people: Iterable[Person]) -> bool:
    if any(map(journal.is_sensitive_topic, topics)):
        return True
    return any(
        p.sensitive
        or any(group.sensitive for group in groups_of(p, journal))
        or _has_delicate_news(journal, p)
        for p in people
    )


def _has_delicate_news(journal: Journal, person: Person) -> bool:
    """Whether something delicate happened to them of which nobody has spoken with them yet."""
    met = last_counting(person, counting_forms(person, journal))
    return any(
        event.kind in SENSITIVE_KINDS and not is_answered(person, met, event.on, event.after_visit)
        for event in journal.events_of.get(person.id, ())
    )


def set_topic(
    journal: Journal,
    typed: str,
    place: Place | None,
    sensitive: bool | None,
    labels: dict[str, str],
    anywhere: bool = False,
) -> Change:
    """Says where a topic belongs and whether it is sensitive; a topic that is not there is made."""
    existing = topic_named(journal, typed)
    topic = existing or Topic(journal.next_id("topics"), " ".join(typed.split()))
    if not topic.key:
        raise Misuse(N_("A topic needs a name."))
    changed = replace(
        topic,
        place=None if anywhere else place or topic.place,
        sensitive=topic.sensitive if sensitive is None else sensitive,
        label={**topic.label, **labels},
    )
    if changed == existing:
        raise Refused(N_("The topic {topic} is set so already; nothing was changed."), topic=topic)
    return Change("topic set", changed.key, put=(changed,))


def set_area(journal: Journal, typed: str, residents: int | None) -> Change:
    """Says how many people really live in an area; an area that is not there is made."""
    key = " ".join(typed.split())
    if not key:
        raise Misuse(N_("An area needs a name."))
    same = (area for area in journal.areas.values() if folded(area.key) == folded(key))
    existing = next(same, None)
    area = replace(existing or Area(journal.next_id("areas"), key), residents=residents)
    if area == existing:
        raise Refused(N_("The area {area} is set so already; nothing was changed."), area=area.key)
    return Change("area set", area.key, put=(area,))
