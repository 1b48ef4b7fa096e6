"""What the user should know of a visit that was just recorded or changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from visitlog.actions.places import place_warnings
from visitlog.actions.promises import promise_warnings
from visitlog.model.ceilings import Hold, hold_off
from visitlog.model.id_numbers import holds_id_number
from visitlog.model.ids import shown_id
from visitlog.model.journal import Journal, Warned
from visitlog.model.names import folded
from visitlog.model.records import Person, Promise, RecentVisit, Visit
from visitlog.model.rhythm import ANY_FORM, groups_of, last_counting
from visitlog.model.sources import REFUSALS_TO_RESPECT
from visitlog.model.texts import close_words

LONG_AGO_DAYS = 60
"""A visit logged so many days later is perhaps a slip in the date."""

NOBODY_IN = frozenset(
    (
        *(
            "nobody in",
            "nobody home",
            "nobody at home",
            "nobody there",
            "no one in",
            "no one home",
            "no one there",
        ),
        *(
            "noone home",
            "not in",
            "not home",
            "not at home",
            "wasn't in",
            "wasnt in",
            "wasn't home",
            "wasnt home",
        ),
        *("was out", "out", "away", "no answer", "no reply", "didn't answer", "didnt answer", "door shut"),
        *(
            "没人",
            "没人在",
            "没人在家",
            "家里没人",
            "不在",
            "不在家",
            "没在家",
            "没人开门",
            "没人应",
            "未遇",
            "上门未遇",
        ),
    )
)
"""What somebody writes of a door that stayed shut."""

ALONE = frozenset(
    (
        "not in",
        "not home",
        "out",
        "away",
        "不在",
        "没人",
        "没人在",
        "未遇",
        "was out",
        "wasn't in",
        "wasnt in",
    )
)
"""Those of them that say something else when more words follow: not in pain, out of coal."""

FEW_WORDS = 2
"""So many words more say only how often: no answer again."""


def visit_warnings(
    journal: Journal, visit: Visit, people: Sequence[Person], promises: Sequence[Promise], today: date
) -> tuple[Warned, ...]:
    """What is unusual about a new visit: for each of its people, and in what was said and where."""
    found = []
    for person in people:
        theirs = [promise for promise in promises if promise.person == person.id]
        found += [
            *warnings_of_person(journal, visit, person),
            *promise_warnings(journal, person, theirs, today),
        ]
    found += warnings_of_words(journal, visit, people, today)
    return tuple({(w.code, str(w.values)): w for w in found}.values())


def warnings_of_words(journal: Journal, visit: Visit, people: Sequence[Person], today: date) -> list[Warned]:
    """What is unusual about the day, the place and the words of a visit, whoever was visited."""
    found = []
    if today - visit.on > timedelta(days=LONG_AGO_DAYS):
        found.append(Warned("long_ago", {"on": visit.on, "days": (today - visit.on).days}))
    found += place_warnings(journal, visit.place, visit.topics, people, visit.sensitive)
    found += _new_approach(journal, visit)
    if visit.result == "met" and visit.people and _says_nobody_in(folded(visit.note or "")):
        found.append(Warned("seems_out", {"id": shown_id(visit)}))
    texts = (visit.note, visit.lesson, visit.hospitality, visit.hospitality_declined, visit.approach)
    if any(holds_id_number(text) for text in texts if text):
        found.append(Warned("id_number"))
    return found


def _says_nobody_in(note: str) -> bool:
    note = note.strip(" .!。！")
    begun = next((phrase for phrase in NOBODY_IN if note.startswith(phrase) and phrase not in ALONE), None)
    return note in NOBODY_IN or (begun is not None and len(note.removeprefix(begun).split()) <= FEW_WORDS)


def approaches_used(journal: Journal) -> tuple[str, ...]:
    """Every approach noted so far, in the order of their first use."""
    return tuple(dict.fromkeys(v.approach for v in journal.visits.having("approach") if v.approach))


def _new_approach(journal: Journal, visit: Visit) -> list[Warned]:
    """Offers the spelling used before when an approach is new and looks like it."""
    if visit.approach is None:
        return []
    used = approaches_used(journal)
    near = close_words(visit.approach, used) if visit.approach not in used else ()
    return [Warned("new_approach", {"approach": visit.approach, "near": near})] if near else []


def warnings_of_person(journal: Journal, visit: Visit, person: Person) -> list[Warned]:
    """What is unusual about a visit that this person's tally does not hold yet."""
    found = []
    twin = _twin(journal, visit, person)
    if twin is not None:
        found.append(Warned("duplicate", {"person": person, "id": shown_id(twin), "on": visit.on}))
    hold = _hold_above_ceiling(journal, visit, person)
    if hold is not None and hold.ceiling is not None:
        values = {"person": person, **vars(hold.ceiling), "until": hold.until}
        found.append(Warned("ceiling", values))
    refusals = person.tally.refusals + 1
    met_on = last_counting(person, ANY_FORM)
    is_in_a_row = met_on is None or visit.on >= met_on
    if visit.result == "refused" and is_in_a_row and refusals >= REFUSALS_TO_RESPECT:
        found.append(Warned("refused_twice", {"person": person, "times": refusals}))
    return found


def _twin(journal: Journal, visit: Visit, person: Person) -> Visit | None:
    """A visit that is there already and looks the same: same person, day, form and result."""
    if person.tally.latest_on is None or visit.on > person.tally.latest_on:
        return None
    same = (visit.on, visit.form, visit.result)
    return next((v for v in journal.visits.of_person(person.id) if (v.on, v.form, v.result) == same), None)


def _hold_above_ceiling(journal: Journal, visit: Visit, person: Person) -> Hold | None:
    """The ceiling that is exceeded by this visit or, when it is logged late, because of it by a later one."""
    if visit.result != "met" or visit.asked:
        return None
    after = replace(person, tally=replace(person.tally, recent=_meetings(journal, visit, person)))
    days = {visit.on, *(r.on for r in after.tally.recent if r.on > visit.on)}
    holds = [
        hold_off(after, (group,), day)
        for group in groups_of(person, journal)
        if group.ceiling and visit.form in group.ceiling_forms
        for day in days
        if (day - visit.on).days < group.ceiling.days
    ]
    above = [hold for hold in holds if hold.ceiling and hold.ceiling.used > hold.ceiling.visits]
    return max(above, key=lambda hold: hold.until or date.min, default=None)


def _meetings(journal: Journal, visit: Visit, person: Person) -> tuple[RecentVisit, ...]:
    """The meetings that a ceiling may look at, this one included; a tally forgets those of long ago."""
    recent, latest_on = person.tally.recent, person.tally.latest_on
    if latest_on is not None and visit.on < latest_on:
        theirs = journal.visits.of_person(person.id)
        recent = tuple(RecentVisit(v.on, v.form, v.asked) for v in theirs if v.result == "met")
    return (*recent, RecentVisit(visit.on, visit.form, visit.asked))
