"""What works for whom, how people receive us, and what they talk about."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from math import sqrt

from visitlog.model.frozen import frozen
from visitlog.model.journal import Journal
from visitlog.model.names import folded
from visitlog.model.records import WARMTHS, Person, Visit
from visitlog.reports.privacy import is_sensitive_visit, summed_under

Z = 1.959963984540054
"""The standard normal quantile of a 95 % interval."""

ENOUGH_VISITS = 5
"""A pair of approach and group with fewer visits than this says nothing yet."""

LESSON_AGES_DAYS = 365
"""A year after it was written, or was last said to be true still, a lesson is asked: still true?"""


@frozen
class Approach:
    """How an approach went with a group; `low` and `high` bound the share that went well (95 % Wilson interval)."""

    approach: str
    group: str
    visits: int
    well: int
    ok: int
    poor: int
    low: float
    high: float


@frozen
class Approaches:
    """The pairs with enough visits, those that work most surely first; and how many pairs were left out."""

    shown: tuple[Approach, ...]
    left_out: int


def wilson(well: int, visits: int) -> tuple[float, float]:
    """The 95 % interval of a share (E. B. Wilson, JASA 22, 1927): a 1 of 1 does not beat 14 of 16."""
    if not visits:
        return 0.0, 1.0
    share, square = well / visits, Z * Z
    middle = share + square / (2 * visits)
    spread = Z * sqrt(share * (1 - share) / visits + square / (4 * visits * visits))
    whole = 1 + square / visits
    return round(max(0.0, (middle - spread) / whole), 4), round(min(1.0, (middle + spread) / whole), 4)


def approaches(journal: Journal, visits: Iterable[Visit], sensitive_too: bool) -> Approaches:
    """How each approach went with each group, in visits where both were noted; without what a sensitive one says."""
    pairs: dict[tuple[str, str], Counter[str]] = {}
    for visit in visits:
        if visit.approach is None or visit.went is None or (visit.sensitive and not sensitive_too):
            continue
        people = (journal.people.get(id) for id in visit.people)
        groups = {key for p in people if p for key in summed_under(p, journal, sensitive_too)}
        for group in groups:
            pairs.setdefault((visit.approach, group), Counter())[visit.went] += 1
    found = [_approach(approach, group, counts) for (approach, group), counts in pairs.items()]
    shown = [one for one in found if one.visits >= ENOUGH_VISITS]
    shown.sort(key=lambda one: (-one.low, -one.visits, one.approach, one.group))
    return Approaches(tuple(shown), len(found) - len(shown))


def _approach(approach: str, group: str, counts: Counter[str]) -> Approach:
    visits = counts.total()
    return Approach(
        approach, group, visits, counts["well"], counts["ok"], counts["poor"], *wilson(counts["well"], visits)
    )


def warmth(visits: Iterable[Visit]) -> Mapping[str, int]:
    """How people received us, as counts; never by person."""
    counts = Counter(visit.warmth for visit in visits if visit.warmth)
    return {word: counts[word] for word in WARMTHS}


@frozen
class HeardTopic:
    """In how many homes something was talked about; `households` counts a person without a door as one."""

    topic: str
    households: int


def topics(journal: Journal, visits: Iterable[Visit], sensitive_too: bool) -> tuple[HeardTopic, ...]:
    """What people talk about, by how many homes, without the sensitive."""
    homes: dict[str, set[str]] = {}
    for visit in visits:
        if not visit.topics or (not sensitive_too and is_sensitive_visit(visit, journal)):
            continue
        doors = {_home(person) for id in visit.people if (person := journal.people.get(id))}
        for topic in visit.topics:
            homes.setdefault(topic, set()).update(doors)
    found = (HeardTopic(topic, len(doors)) for topic, doors in homes.items() if doors)
    return tuple(sorted(found, key=lambda heard: (-heard.households, heard.topic)))


def _home(person: Person) -> str:
    return folded(person.household) if person.household else f"#{person.id}"


@frozen
class Lesson:
    """Something that was learned on a visit; `is_old` asks whether it is still true."""

    visit: Visit
    people: tuple[Person | None, ...]
    text: str | None
    is_old: bool
    withheld: bool = False


@frozen
class LessonsReport:
    """What was learned, newest first."""

    today: date
    lessons: tuple[Lesson, ...]


def lessons(
    journal: Journal, visits: Iterable[Visit], today: date, sensitive_too: bool
) -> tuple[Lesson, ...]:
    """What was learned on these visits, newest first."""
    learned = sorted((v for v in visits if v.lesson), key=lambda v: (-v.on.toordinal(), -v.id))
    return tuple(_lesson(journal, visit, today, sensitive_too) for visit in learned)


def _lesson(journal: Journal, visit: Visit, today: date, sensitive_too: bool) -> Lesson:
    hidden = not sensitive_too and is_sensitive_visit(visit, journal)
    return Lesson(
        visit,
        tuple(journal.people.get(id) for id in visit.people),
        None if hidden else visit.lesson,
        today - max(visit.on, visit.lesson_kept_on or visit.on) >= timedelta(days=LESSON_AGES_DAYS),
        hidden,
    )


@frozen
class Tried:
    """How often an approach went well with one person."""

    approach: str
    well: int
    visits: int


def tried_with(visits: Sequence[Visit]) -> tuple[Tried, ...]:
    """Every approach tried with a person, the surest first."""
    found: dict[str, list[Visit]] = {}
    for visit in visits:
        if visit.approach and visit.went:
            found.setdefault(visit.approach, []).append(visit)
    tried = [Tried(a, sum(v.went == "well" for v in theirs), len(theirs)) for a, theirs in found.items()]
    return tuple(sorted(tried, key=lambda t: (-wilson(t.well, t.visits)[0], -t.visits, t.approach)))
