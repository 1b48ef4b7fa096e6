"""Opening and closing matters: what ties people together until it is settled."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from visitlog.actions.people import people_or_new
from visitlog.model.errors import N_, Misuse, NotFound, Refused
from visitlog.model.frozen import frozen
from visitlog.model.ids import needed_id, shown_id
from visitlog.model.journal import Change, Journal
from visitlog.model.records import Matter, MatterKind


@frozen
class NewMatter:
    """What it is about, whom it concerns (as typed), and how often it wants a visit."""

    who: str
    title: str
    kind: MatterKind = "other"
    every: int | None = None
    follow_ups: tuple[int, ...] = (1, 3, 7)


def open_matter(
    journal: Journal, new: NewMatter, now: datetime, latest: Sequence[int] = (), create: bool = False
) -> Change:
    """Opens a matter; it tightens the rhythm of everyone in it until it is closed."""
    title = new.title.strip()
    if not title:
        raise Misuse(N_("The matter has no title; say in a few words what it is."))
    people, created = people_or_new(journal, new.who, latest, create, now.date())
    matter = Matter(
        id=journal.next_id("matters"),
        title=title,
        people=tuple(person.id for person in people),
        kind=new.kind,
        opened_on=now.date(),
        every=new.every,
        follow_ups=new.follow_ups,
        after_visit=journal.next_id("visits") - 1,
    )
    names = ", ".join(person.name for person in people)
    return Change("matter open", f"{shown_id(matter)} {names}", put=(*created, matter), people=matter.people)


def close_matter(journal: Journal, typed: str, outcome: str | None, on: date) -> Change:
    """Closes a matter; its follow-ups fall due on the days after."""
    matter = matter_numbered(journal, typed)
    if matter.status == "closed":
        raise Refused(N_("{id} was closed on {on} already."), id=shown_id(matter), on=matter.closed_on)
    if matter.opened_on is not None and on < matter.opened_on:
        raise Misuse(
            N_("{id} was opened on {opened_on}; it can't have been closed before."),
            id=shown_id(matter),
            opened_on=matter.opened_on,
        )
    closed = replace(matter, status="closed", closed_on=on, outcome=outcome)
    names = ", ".join(person.name for id in matter.people if (person := journal.people.get(id)))
    return Change("matter close", f"{shown_id(matter)} {names}", put=(closed,), people=matter.people)


def matter_numbered(journal: Journal, typed: str) -> Matter:
    """The matter with this number; raises Misuse, NotFound."""
    table, id = needed_id(typed, "M")
    if table != "matters":
        raise Misuse(N_("{id} is not a matter; those begin with M."), id=typed)
    matter = journal.matters.get(id)
    if matter is None:
        raise NotFound(N_('there is no matter {id}; "visitlog matter list" lists them.'), id=f"M{id}")
    return matter
