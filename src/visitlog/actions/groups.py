"""Making groups, changing their rhythms, removing them, and taking over a preset."""

from collections.abc import Iterable, Mapping
from dataclasses import field, replace
from typing import Literal

from visitlog.actions.people import group_key, group_named
from visitlog.model.errors import N_, Misuse, Refused
from visitlog.model.frozen import frozen
from visitlog.model.journal import Change, Journal, Warned
from visitlog.model.names import folded
from visitlog.model.records import Attire, Ceiling, Form, Group, Place, Residence, Topic

Unset = Literal["unset"]
UNSET: Unset = "unset"


@frozen
class GroupSettings:
    """What `group set` changes; UNSET and None-less fields left alone, None takes a setting away."""

    every: int | Unset | None = UNSET
    grace: int | Unset | None = UNSET
    ceiling: Ceiling | Unset | None = UNSET
    retry: int | None = None
    first_within: int | None = None
    counting_forms: tuple[Form, ...] | None = None
    ceiling_forms: tuple[Form, ...] | None = None
    sensitive: bool | None = None
    default_for: tuple[Residence, ...] | None = None
    source: str | None = None
    festivals: tuple[str, ...] | None = None
    attire: Attire | None = None
    place: Place | None = None
    courtesies: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    approaches: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was asked."""
        return self == GroupSettings()


def set_group(journal: Journal, typed: str, settings: GroupSettings) -> Change:
    """Changes a group, or makes it when there is none of that key."""
    if () in (settings.counting_forms, settings.ceiling_forms):
        raise Misuse(N_("A group counts at least one form; name it, for example --counts planned,dropin."))
    existing = group_named(journal, typed)
    if existing is None:
        group = Group(journal.next_id("groups"), _new_key(typed))
    elif settings.is_empty:
        raise Misuse(N_('Nothing to set; say what, for example --every 30d, or look with "group show".'))
    else:
        group = existing
    changed = _changed(group, settings)
    if changed == existing:
        raise Refused(N_("{group} is set so already; nothing was changed."), group=changed)
    others = _without_defaults(journal, changed) if settings.default_for else ()
    return Change("group set", changed.key, put=(changed, *others))


def _new_key(typed: str) -> str:
    key = folded(typed).replace(" ", "-")
    if not key or "," in key:
        raise Misuse(N_("A group needs a name without commas."))
    return key


def _changed(group: Group, settings: GroupSettings) -> Group:
    plain = {
        name: value
        for name in (
            "retry",
            "first_within",
            "counting_forms",
            "ceiling_forms",
            "sensitive",
            "source",
            "default_for",
            "festivals",
            "attire",
            "place",
        )
        if (value := getattr(settings, name)) is not None
    }
    changed = replace(
        group,
        **plain,
        label={**group.label, **settings.labels},
        courtesies={**group.courtesies, **settings.courtesies},
        approaches={**group.approaches, **settings.approaches},
    )
    for name in ("every", "grace", "ceiling"):
        value = getattr(settings, name)
        if value != UNSET:
            changed = replace(changed, **{name: value})
    return changed


def _without_defaults(journal: Journal, changed: Group) -> tuple[Group, ...]:
    """The other groups, no longer the default for those residences that the changed one now is."""
    taken = set(changed.default_for)
    return tuple(
        replace(group, default_for=tuple(r for r in group.default_for if r not in taken))
        for group in journal.groups.values()
        if group.key != changed.key and taken & set(group.default_for)
    )


def remove_group(journal: Journal, typed: str) -> Change:
    """Removes a group; the people in it stay, without it."""
    group = journal.groups[group_key(journal, typed)]
    members = tuple(
        replace(person, groups=tuple(key for key in person.groups if key != group.key))
        for person in journal.people.values()
        if group.key in person.groups
    )
    warnings = (Warned("left_group", {"count": len(members)}),) if members else ()
    return Change("group remove", group.key, put=members, removed=(("groups", group.id),), warnings=warnings)


def adopt_preset(
    journal: Journal, name: str, groups: Iterable[Group], topics: Iterable[Topic] = ()
) -> Change:
    """Puts the groups and topics of a preset into a journal that has none."""
    if len(journal.people) or journal.groups:
        raise Refused(
            N_(
                'There is a journal already; change its groups with "visitlog group set", '
                "or choose another with --journal."
            )
        )
    first, first_topic = journal.next_id("groups"), journal.next_id("topics")
    return Change(
        "init",
        name,
        put=(
            *(replace(group, id=first + number) for number, group in enumerate(groups)),
            *(replace(topic, id=first_topic + number) for number, topic in enumerate(topics)),
        ),
    )
