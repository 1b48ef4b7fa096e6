"""The words for every choice that a record holds, and for people, doors and spans of days."""

from collections.abc import Mapping, Sequence

from visitlog.model.errors import C_, N_
from visitlog.model.records import Group, Person, Topic, Visit
from visitlog.render.language import _, chosen, current_language, ngettext
from visitlog.render.screen import Cell
from visitlog.render.text import harmless, joined, labelled

CHOICES: Mapping[str, Mapping[str, str]] = {
    "form": {
        "planned": N_("planned"),
        "dropin": N_("drop-in"),
        "meeting": N_("meeting"),
        "chance": N_("chance"),
        "phone": N_("phone"),
    },
    "place": {
        "home": N_("home"),
        "office": N_("office"),
        "public": N_("in public"),
        "private": N_("in private"),
    },
    "result": {"met": N_("met"), "out": N_("nobody in"), "refused": N_("not now")},
    "residence": {
        "resident": N_("resident"),
        "newcomer": N_("newcomer"),
        "temporary": N_("temporary"),
    },
    "status": {
        "active": N_("active"),
        "moved": N_("moved away"),
        "handed_over": N_("handed over"),
        "died": N_("died"),
        "declined": N_("wants no visits"),
    },
    "state": {
        "due": N_("due"),
        "overdue": N_("is overdue"),
        "ok": N_("not due"),
        "hold_off": N_("hold off"),
        "paused": N_("paused"),
        "inactive": N_("left"),
    },
    "warmth": {
        "cold": N_("cold"),
        "plain": N_("plain"),
        "civil": N_("civil"),
        "warm": N_("warm"),
        "close": N_("close"),
    },
    "went": {"well": N_("went well"), "ok": N_("went so-so"), "poor": N_("went badly")},
    "attire": {"uniform": N_("uniform"), "plain": N_("plain clothes")},
    "day": {
        "workday": N_("workday"),
        "weekend": N_("weekend"),
        "holiday": N_("holiday"),
        "makeup_workday": N_("make-up workday"),
    },
    "appointment": {
        "booked": N_("booked"),
        "unanswered": N_("unanswered"),
        "kept": C_("appointment", "kept"),
        "missed_by_us": N_("missed by us"),
        "missed_by_them": N_("missed by them"),
        "cancelled": N_("cancelled"),
    },
    "matter": {
        "dispute": N_("dispute"),
        "request": N_("request"),
        "inquiry": N_("inquiry"),
        "other": N_("matter"),
    },
    "promise": {"open": N_("open"), "kept": N_("kept"), "dropped": N_("given up")},
}


def word(kind: str, value: str) -> str:
    """The user's word for a choice."""
    return _(CHOICES[kind][value])


def withheld() -> str:
    """What stands in the place of sensitive text."""
    return _("[withheld]")


def door(person: Person) -> str:
    """Where somebody lives, as short as it is known: the household, else the address, else nothing."""
    return harmless(person.household or person.address or "")


def named(person: Person | None, id: int | None = None) -> str:
    """A person with the door: Wang Xiuying, 3-201."""
    if person is None:
        return f"#{id}"
    parts = [harmless(person.name), door(person)]
    return (" " if current_language() == "zh" else ", ").join(part for part in parts if part)


def owing(person: Person | None, id: int) -> Cell:
    """Somebody who owes us something; on a screen without the door, so that these words have room."""
    owes, name = _("{person}, owes us"), f"#{id}" if person is None else harmless(person.name)
    return Cell(owes.format(person=name), plain=owes.format(person=named(person, id)))


def numbered(person: Person) -> str:
    """A person to choose from: 12 Wang Xiuying, 3-201."""
    return f"{person.id} {named(person)}"


def told(person: Person) -> str:
    """A person amid a sentence: 12 Wang Xiuying, 3-201; 王秀英 3-201（编号12）."""
    return _("{id} {person}").format(id=person.id, person=named(person))


def group_label(group: Group) -> str:
    """The group's name in the user's language, or its key."""
    return harmless(chosen(group.label, group.key))


def topic_label(key: str, known: Mapping[str, Topic]) -> str:
    """A topic's name in the user's language, or as it was typed."""
    topic = known.get(key)
    return harmless(key if topic is None else chosen(topic.label, key))


def about(keys: Sequence[str], known: Mapping[str, Topic]) -> str:
    """What was talked about: about policy; 谈政策."""
    return _("about {topics}").format(topics=joined([topic_label(key, known) for key in keys]))


def days(count: int) -> str:
    """1 day; 30 days."""
    return ngettext("{count} day", "{count} days", count).format(count=count)


def every(count: int) -> str:
    """every day; every 30 days."""
    return ngettext("every day", "every {count} days", count).format(count=count)


def times(word: str, count: int) -> str:
    """How often: drop-in 12; 上门12次."""
    return _("{word} {count}").format(word=word, count=count)


def percent(rate: float | None) -> str:
    """71%, or a dash where there is nothing to divide by."""
    return "-" if rate is None else f"{round(rate * 100)}%"


EVENTS: Mapping[str, str] = {
    "birth": N_("new baby"),
    "wedding": N_("wedding"),
    "death": N_("a death"),
    "illness": N_("illness"),
    "hospital": N_("in hospital"),
    "accident": N_("accident"),
    "move": N_("house move"),
    "release": N_("release"),
    "job-loss": N_("job lost"),
    "exam": N_("exam"),
    "retirement": N_("retirement"),
}

FESTIVALS: Mapping[str, str] = {
    "new-year": N_("New Year"),
    "womens-day": N_("Women's Day"),
    "easter": N_("Easter"),
    "labour-day": N_("Labour Day"),
    "childrens-day": N_("Children's Day"),
    "older-persons-day": N_("Day of Older Persons"),
    "national-day": N_("National Day"),
    "disability-day": N_("Day of Persons with Disabilities"),
    "christmas": N_("Christmas"),
    "lunar-new-years-eve": N_("Lunar New Year's Eve"),
    "spring-festival": N_("Spring Festival"),
    "lantern-festival": N_("Lantern Festival"),
    "qingming": N_("Qingming"),
    "dragon-boat": N_("Dragon Boat Festival"),
    "double-seventh": N_("Double Seventh"),
    "mid-autumn": N_("Mid-Autumn Festival"),
    "double-ninth": N_("Double Ninth"),
    "winter-solstice": N_("Winter Solstice"),
}


COUNTRIES: Mapping[str, str] = {"CN": N_("mainland China")}
"""Those whose holidays can be known."""


def event_kind(kind: str) -> str:
    """The user's word for what happened; a word of the user's own stays as it is."""
    return _(EVENTS[kind]) if kind in EVENTS else harmless(kind)


def country(code: str) -> str:
    """The user's word for a country."""
    return _(COUNTRIES[code]) if code in COUNTRIES else harmless(code)


def festival(key: str) -> str:
    """The user's word for a festival."""
    return _(FESTIVALS[key]) if key in FESTIVALS else harmless(key)


def festival_typed(key: str) -> str:
    """What a user types for a festival: its key, which is English, or its name in another language."""
    return key if current_language() == "en" else festival(key)


def manner(visit: Visit) -> str:
    """How a visit was made: drop-in; planned, office; how it failed. At home goes without saying."""
    how = word("form", visit.form)
    if visit.place != "home":
        how = joined([how, word("place", visit.place)])
    return how if visit.result == "met" else labelled(how, word("result", visit.result))
