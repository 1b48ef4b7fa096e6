"""Errors and warnings as one sentence each, in the user's language."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from visitlog.model.choices import Choice
from visitlog.model.errors import VisitlogError
from visitlog.model.ids import shown_id
from visitlog.model.journal import Warned
from visitlog.model.records import Group, Person, Promise, Topic
from visitlog.render import dates
from visitlog.render.language import _, chosen, current_language, ngettext
from visitlog.render.text import harmless, joined, names, shortened
from visitlog.render.words import country, named, numbered, told, word

LONGEST_VALUE = 60
"""Cells of what a user typed that a sentence repeats."""


def error_sentence(error: VisitlogError) -> str:
    """What went wrong and what to do about it, on one line."""
    values = {name: shown(value) for name, value in error.values.items()}
    sentence = _(error.sentence).format(**values)
    backup = error.values.get("backup")
    if isinstance(backup, Path):
        sentence += " " + _("Nothing was changed; the newest good backup is {name}: {command}").format(
            name=backup.name, command=restoring_command(backup, error.values.get("journal"))
        )
    return harmless(sentence)


def restoring_command(backup: Path, journal: object = None) -> str:
    """The command that restores a backup, to be typed as it stands; of a journal that was named, with its name."""
    from shlex import quote  # only an error or a list of backups comes here

    root = f"visitlog --journal {quote(str(journal))}" if journal else "visitlog"
    return f"{root} restore {quote(backup.name)}"


def shown(value: object) -> str:
    """A value as a sentence shows it."""
    if isinstance(value, datetime):
        return dates.moment(value)
    if isinstance(value, date):
        return dates.full(value)
    if isinstance(value, Person):
        return told(value)
    if isinstance(value, Group) and current_language() == "en":
        return harmless(value.key)
    if isinstance(value, Group | Topic):
        return chosen(value.label, value.key)
    if isinstance(value, Choice):
        return value.chinese if current_language() == "zh" else value.key.replace("_", "-")
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, VisitlogError):
        return error_sentence(value)
    if isinstance(value, tuple | list):
        listed = names if any(isinstance(item, Person) for item in value) else joined
        return listed([shown(item) for item in value])
    return shortened(str(value), LONGEST_VALUE)


def candidate_lines(candidates: Sequence[object]) -> Iterator[str]:
    """What a user can choose from, a line each."""
    for candidate in candidates:
        if isinstance(candidate, Person):
            yield f"  {numbered(candidate)}"
        elif isinstance(candidate, Promise):
            by = _("by {day}").format(day=dates.full(candidate.by)) if candidate.by else _("no day")
            yield f"  {shown_id(candidate)} {shortened(candidate.text, LONGEST_VALUE)}, {by}"
        else:
            yield f"  {shown(candidate)}"


def warning_sentence(warned: Warned, today: date) -> str:
    """A warning in words."""
    values = dict(warned.values)
    person = values.get("person")
    who = named(person) if isinstance(person, Person) else ""
    words = _WARNINGS[warned.code]
    return harmless(words(values, who, today))


def _duplicate(values: dict[str, object], who: str, today: date) -> str:
    return _("{who} has a visit like this on that day already, {id}; if it is the same one: undo").format(
        who=who, id=values["id"]
    )


def _long_ago(values: dict[str, object], who: str, today: date) -> str:
    return _("{day} is {count} days ago; if that was a slip: undo").format(
        day=shown(values["on"]), count=values["days"]
    )


def _past_day(values: dict[str, object], who: str, today: date) -> str:
    return _("{day} is past already; if that was a slip: undo").format(day=shown(values["by"]))


def _ceiling(values: dict[str, object], who: str, today: date) -> str:
    return _(
        "{who} has now been visited {used} times; the ceiling is {visits} in {days} days, free again {day}"
    ).format(
        who=who,
        used=values["used"],
        visits=values["visits"],
        days=values["days"],
        day=shown(values["until"]),
    )


def _many_promises(values: dict[str, object], who: str, today: date) -> str:
    if values["late"]:
        return _("promise little now: a promise to {who} is late already").format(who=who)
    return _("promise little now: {count} promises to {who} are open").format(who=who, count=values["open"])


def _id_number(values: dict[str, object], who: str, today: date) -> str:
    return _("that looks like an identity number; it is safer not kept here: undo")


def _refused_twice(values: dict[str, object], who: str, today: date) -> str:
    return _("{who} has said no {count} times in a row; should someone else go?").format(
        who=who, count=values["times"]
    )


def _same_name(values: dict[str, object], who: str, today: date) -> str:
    return _("somebody is called so already: {people}; if it is the same person: undo").format(
        people=shown(values["people"])
    )


def _seems_out(values: dict[str, object], who: str, today: date) -> str:
    return _("it is noted as met; if nobody was in: visitlog edit {id} -r out").format(id=values["id"])


def _day_in_words(values: dict[str, object], who: str, today: date) -> str:
    return _('{id} has no day; if "{day}" is meant: visitlog edit {id} --by "{day}"').format(
        id=values["id"], day=values["day"]
    )


def _door_in_name(values: dict[str, object], who: str, today: date) -> str:
    return _('"{word}" is part of the name now; if it is a door: undo, and write --door {word}').format(
        word=values["word"]
    )


def _unlike(values: dict[str, object], who: str, today: date) -> str:
    return _("they had neither a name nor a door in common; if that was a slip: undo")


def _left_group(values: dict[str, object], who: str, today: date) -> str:
    count = values["count"]
    assert isinstance(count, int)
    return ngettext("{count} person is no longer in it", "{count} people are no longer in it", count).format(
        count=count
    )


def _promises_stay(values: dict[str, object], who: str, today: date) -> str:
    return _("what was promised there stays: {ids}; if it was not meant: visitlog remove {first}").format(
        ids=shown(values["ids"]), first=values["first"]
    )


def _clash(values: dict[str, object], who: str, today: date) -> str:
    return _("{id} with {people} is within the hour, {at}").format(
        id=values["id"], people=shown(values["people"]), at=shown(values["at"])
    )


def _place_unfit(values: dict[str, object], who: str, today: date) -> str:
    topic = values["topic"]
    assert isinstance(topic, Topic)
    return _("{topic} belongs elsewhere: {place}").format(
        topic=chosen(topic.label, topic.key), place=word("place", topic.place or "home")
    )


def _sensitive_in_public(values: dict[str, object], who: str, today: date) -> str:
    return _("something delicate in public; better where nobody hears")


def _new_approach(values: dict[str, object], who: str, today: date) -> str:
    return _("a new approach, {approach}; used before: {near}").format(
        approach=values["approach"], near=shown(values["near"])
    )


def _best_time_unread(values: dict[str, object], who: str, today: date) -> str:
    return _('"{text}" is kept as it is, but not understood as a time; try "weekday evenings"').format(
        text=values["text"]
    )


def _lunar_unknown(values: dict[str, object], who: str, today: date) -> str:
    return _("lunar birthdays and festivals don't come due here; they need pip install 'visitlog[zh]'")


def _holidays_unknown(values: dict[str, object], who: str, today: date) -> str:
    return _(
        "the holidays of {country} are not known here, so only weekends count: pip install 'visitlog[zh]'"
    ).format(country=country(str(values["country"])))


def _holidays_unannounced(values: dict[str, object], who: str, today: date) -> str:
    return _(
        "the holidays of {country} in {years} are not announced, or not known here yet, so only weekends count: "
        "pip install -U 'visitlog[zh]'"
    ).format(country=country(str(values["country"])), years=shown(values["years"]))


_WARNINGS = {
    "lunar_unknown": _lunar_unknown,
    "holidays_unknown": _holidays_unknown,
    "holidays_unannounced": _holidays_unannounced,
    "clash": _clash,
    "promises_stay": _promises_stay,
    "place_unfit": _place_unfit,
    "sensitive_in_public": _sensitive_in_public,
    "new_approach": _new_approach,
    "best_time_unread": _best_time_unread,
    "duplicate": _duplicate,
    "long_ago": _long_ago,
    "past_day": _past_day,
    "ceiling": _ceiling,
    "many_promises": _many_promises,
    "id_number": _id_number,
    "refused_twice": _refused_twice,
    "same_name": _same_name,
    "left_group": _left_group,
    "day_in_words": _day_in_words,
    "seems_out": _seems_out,
    "door_in_name": _door_in_name,
    "unlike": _unlike,
}
