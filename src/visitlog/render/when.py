"""`when` for the eye and for programs."""

from datetime import date

from visitlog.model.when import Direction, Moment
from visitlog.render import dates
from visitlog.render.documents import iso
from visitlog.render.language import _, ngettext
from visitlog.render.output import Document
from visitlog.render.screen import Cell, Column, Screen, Section, cells


def document(found: Moment, direction: Direction) -> Document:
    """The JSON of `when`."""
    return {
        "text": found.text,
        "date": iso(found.on),
        "time": iso(found.at),
        "end": iso(found.end),
        "direction": direction,
        "reading": found.reading,
    }


def screen(found: Moment, today: date) -> Screen:
    """The day that was understood, with its weekday and how far it is."""
    when = dates.full(found.on) + (f" {dates.clock(found.at)}" if found.at else "")
    row = cells(
        Cell(when, plain=f"{found.on.isoformat()}{f' {iso(found.at)}' if found.at else ''}"),
        _distance((found.on - today).days),
    )
    return Screen(today, "", "", (Section("", "", (Column(), Column()), (row,)),))


def _distance(days: int) -> str:
    if days == 0:
        return _("today")
    if days > 0:
        return ngettext("in {count} day", "in {count} days", days).format(count=days)
    return ngettext("{count} day ago", "{count} days ago", -days).format(count=-days)
