"""The fields of a record in the user's language, as the form in an editor says them; all of it can be read back."""

from collections.abc import Mapping

from visitlog.model.choices import CHOICES
from visitlog.model.errors import C_
from visitlog.model.fields import Shown
from visitlog.model.journal import Journal
from visitlog.render.language import _, current_language
from visitlog.render.text import joined, labelled
from visitlog.render.words import days, event_kind, group_label, topic_label

FIELDS: Mapping[str, str] = {
    "name": C_("field", "name"),
    "group": C_("field", "group"),
    "every": C_("field", "every"),
    "phone": C_("field", "phone"),
    "address": C_("field", "address"),
    "area": C_("field", "area"),
    "household": C_("field", "household"),
    "residence": C_("field", "residence"),
    "alias": C_("field", "alias"),
    "birthday": C_("field", "birthday"),
    "best-time": C_("field", "best-time"),
    "sensitive": C_("field", "sensitive"),
    "note": C_("field", "note"),
    "added": C_("field", "added"),
    "who": C_("field", "who"),
    "on": C_("field", "on"),
    "at": C_("field", "at"),
    "form": C_("field", "form"),
    "place": C_("field", "place"),
    "result": C_("field", "result"),
    "minutes": C_("field", "minutes"),
    "topic": C_("field", "topic"),
    "alone": C_("field", "alone"),
    "with": C_("field", "with"),
    "approach": C_("field", "approach"),
    "went": C_("field", "went"),
    "lesson": C_("field", "lesson"),
    "warmth": C_("field", "warmth"),
    "hospitality": C_("field", "hospitality"),
    "hospitality-declined": C_("field", "hospitality-declined"),
    "attire": C_("field", "attire"),
    "asked": C_("field", "asked"),
    "matter": C_("field", "matter"),
    "heads": C_("field", "heads"),
    "text": C_("field", "text"),
    "by": C_("field", "by"),
    "owed-by": C_("field", "owed-by"),
    "made": C_("field", "made"),
    "for": C_("field", "for"),
    "kind": C_("field", "kind"),
    "window": C_("field", "window"),
    "title": C_("field", "title"),
    "opened": C_("field", "opened"),
    "outcome": C_("field", "outcome"),
}
"""What a field is; a form in English needs only its name, which is the option's."""


def spoken(fields: Mapping[str, Shown], kinds: Mapping[str, str], journal: Journal) -> dict[str, Shown]:
    """The fields with their choices, groups and topics in the user's words."""
    if current_language() == "en":
        return dict(fields)
    return {name: _spoken(value, kinds.get(name, ""), journal) for name, value in fields.items()}


def _spoken(value: Shown, kind: str, journal: Journal) -> Shown:
    if isinstance(value, list):
        return [_labelled(key, kind, journal) for key in value]
    if not isinstance(value, str) or not value:
        return value
    if kind in CHOICES:
        return CHOICES[kind][value][0]
    if kind == "days":
        return days(int(value.removesuffix("d")))
    if kind == "event":
        return event_kind(value)
    return value.replace("lunar", "农历") if kind == "birthday" else value


def _labelled(key: str, kind: str, journal: Journal) -> str:
    if kind == "groups" and key in journal.groups:
        return group_label(journal.groups[key])
    return topic_label(key, journal.topics) if kind == "topics" else key


def hints(fields: Mapping[str, Shown], kinds: Mapping[str, str]) -> dict[str, str]:
    """What stands behind each field for whoever fills the form in: what it is, and what there is to choose from."""
    return {name: hint for name, value in fields.items() if (hint := _hint(name, value, kinds.get(name, "")))}


def _hint(name: str, value: Shown, kind: str) -> str:
    choices = CHOICES.get(kind, {})
    if current_language() == "en":
        return joined(list(choices))
    label = _(FIELDS[name])
    if isinstance(value, bool):
        return labelled(label, _("true is yes, false is no"))
    return labelled(label, joined([words[0] for words in choices.values()])) if choices else label
