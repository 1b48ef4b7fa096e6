"""`area list` and `topic list` for the eye and for programs."""

from collections.abc import Mapping, Sequence
from datetime import date

from visitlog.model.records import Topic
from visitlog.render.language import _
from visitlog.render.output import Document
from visitlog.render.screen import Cell, Column, Lines, Screen, Section, cells
from visitlog.render.words import topic_label, word
from visitlog.reports.places import ListedArea


def areas_document(areas: Sequence[ListedArea]) -> Document:
    """The JSON of `area list`."""
    return {"areas": [{"key": a.key, "residents": a.residents, "people": a.people} for a in areas]}


def areas_screen(areas: Sequence[ListedArea], today: date) -> Screen:
    """The screen of `area list`."""
    if not areas:
        return Screen(today, _("Areas"), "", (Lines((_("No area is named yet: add ... --area AREA"),)),))
    columns = (
        Column(_("area")),
        Column(_("in the notebook"), right=True, named=True),
        Column(_("live there"), right=True, named=True),
    )
    rows = tuple(
        cells(
            a.key,
            str(a.people),
            Cell("?" if a.residents is None else str(a.residents), plain=str(a.residents or "")),
        )
        for a in areas
    )
    return Screen(today, _("Areas"), "", (Section("", "", columns, rows, has_headings=True),))


def topics_document(topics: Mapping[str, Topic]) -> Document:
    """The JSON of `topic list`."""
    return {
        "topics": [
            {"key": t.key, "label": dict(t.label), "place": t.place, "sensitive": t.sensitive}
            for t in topics.values()
        ]
    }


def topics_screen(topics: Mapping[str, Topic], today: date) -> Screen:
    """The screen of `topic list`."""
    if not topics:
        return Screen(
            today, _("Topics"), "", (Lines((_("No topic is set yet: topic set TOPIC --place office"),)),)
        )
    columns = (Column(_("key")), Column(_("topic")), Column(_("belongs")), Column())
    rows = tuple(
        cells(
            t.key,
            topic_label(t.key, topics),
            Cell(word("place", t.place) if t.place else _("anywhere"), plain=t.place or ""),
            Cell(_("sensitive") if t.sensitive else "", style="faint"),
        )
        for t in topics.values()
    )
    return Screen(today, _("Topics"), "", (Section("", "", columns, rows, has_headings=True),))
