"""Saying that what was learned is still true."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from visitlog.actions.removing import record_numbered
from visitlog.model.errors import N_, Misuse, Refused
from visitlog.model.ids import shown_id
from visitlog.model.journal import Change, Journal
from visitlog.model.records import Visit


def keep_lessons(journal: Journal, typed: Sequence[str], today: date) -> Change:
    """Notes that the lessons of these visits are still true; they are asked again in a year.

    Raises Misuse, NotFound, and Refused for a visit on which nothing was learned.
    """
    visits = {visit.id: visit for word in typed for visit in (_learned(journal, word),)}
    kept = tuple(replace(visit, lesson_kept_on=today) for visit in visits.values())
    return Change(
        "lessons --keep",
        " ".join(map(shown_id, kept)),
        put=tuple(visit for visit in kept if visit != visits[visit.id]),
        people=tuple(dict.fromkeys(id for visit in kept for id in visit.people)),
    )


def _learned(journal: Journal, typed: str) -> Visit:
    visit = record_numbered(journal, "V" + typed.strip() if typed.strip().isdecimal() else typed)
    if not isinstance(visit, Visit):
        raise Misuse(N_("{id} is not a visit; those begin with V."), id=typed)
    if not visit.lesson:
        raise Refused(N_('Nothing was learned on {id}; "visitlog lessons" shows where.'), id=shown_id(visit))
    return visit
