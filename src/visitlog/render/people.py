"""`people` and `group list` for the eye and for programs."""

from collections.abc import Iterator

from visitlog.model.records import Group
from visitlog.render import dates
from visitlog.render.documents import group_document, person_document, standing_document
from visitlog.render.language import _, chosen_lines, ngettext
from visitlog.render.output import Document
from visitlog.render.reasons import last_met_cell, state_words
from visitlog.render.screen import Cell, Column, Lines, Screen, Section, Style, cells, cut
from visitlog.render.text import dot, harmless, joined
from visitlog.render.words import days, door, every, festival, group_label, withheld, word
from visitlog.reports.groups import GroupsReport
from visitlog.reports.people import ListedPerson, PeopleReport

STYLE_OF: dict[str, Style] = {"overdue": "late", "due": "today", "hold_off": "calm"}


def document(report: PeopleReport, limit: int | None) -> Document:
    """The JSON of `people`."""
    return {"people": [listed_document(one, report) for one in report.people[:limit]]}


def listed_document(one: ListedPerson, report: PeopleReport) -> Document:
    """A person of a list, without what is sensitive."""
    person = person_document(one.person)
    if one.withheld:
        person |= {"groups": list(one.groups), "notes": None, "every": None}
        person |= {"pause_reason": None, "withheld": True}
    return {**person, "standing": standing_document(one.standing, one.person, report.today)}


def screen(report: PeopleReport, groups: dict[str, Group], rows: int | None) -> Screen:
    """The screen of `people`."""
    columns = (
        Column(_("no."), right=True),
        Column(_("name"), most=24),
        Column(_("door"), most=18),
        Column(_("groups"), wraps=True, most=22),
        Column(_("last met"), named=True),
        Column(_("standing"), wraps=True),
    )
    lines = tuple(_row(one, report, groups) for one in report.people)
    section = Section("", "", columns, lines, has_headings=True)
    count = ngettext("{count} person", "{count} people", len(report.people)).format(count=len(report.people))
    parts: tuple[Section | Lines, ...] = cut([section], rows) if lines else (Lines((_nobody(report),)),)
    return Screen(report.today, _("People"), count, parts)


def _nobody(report: PeopleReport) -> str:
    if not report.total:
        return _('Nobody is in the notebook yet. Add the first: visitlog add "Ada Oak" --door 3-201')
    return _("Nobody fits; with fewer filters there may be somebody.")


def _row(one: ListedPerson, report: PeopleReport, groups: dict[str, Group]) -> tuple[Cell, ...]:
    stand = one.standing
    labels = [group_label(groups[key]) if key in groups else harmless(key) for key in one.groups]
    if one.withheld:
        labels.append(withheld())
    state = state_words(stand, report.today, dates.short)
    if one.person.status != "active":
        state = word("status", one.person.status)
    return cells(
        str(one.person.id),
        one.person.name,
        door(one.person),
        Cell(joined(labels), style="faint" if one.withheld else ""),
        last_met_cell(stand, report.today),
        Cell(state, plain=stand.state, style=STYLE_OF.get(stand.state, "")),
    )


def groups_document(report: GroupsReport) -> Document:
    """The JSON of `group list`."""
    return {"groups": [group_document(one.group, one.people) for one in report.groups]}


def groups_parts(report: GroupsReport, is_new: bool = False) -> tuple[Section | Lines, ...]:
    """The rows of `group list`; `is_new` while nobody has begun the journal."""
    if is_new:
        begins = _("The first person brings the groups of a community; for other work: visitlog init --help")
        return (Lines((begins,)),)
    if not report.groups:
        return (Lines((_("There are no groups; make one: visitlog group set NAME --every 30d"),)),)
    columns = (
        Column(_("key")),
        Column(_("group"), wraps=True),
        Column(_("rhythm")),
        Column(_("ceiling"), named=True),
        Column(_("people"), right=True, named=True),
        Column(),
    )
    rows = tuple(
        cells(
            one.group.key,
            group_label(one.group),
            Cell(
                every(one.group.every) if one.group.every else "-",
                plain=str(one.group.every or ""),
            ),
            ceiling_words(one.group),
            str(one.people),
            Cell(_("sensitive") if one.group.sensitive else "", style="faint"),
        )
        for one in report.groups
    )
    return (Section("", "", columns, rows, has_headings=True),)


def ceiling_words(group: Group) -> str:
    """1 in 30 days."""
    if group.ceiling is None:
        return "-"
    return _("{visits} in {days} days").format(visits=group.ceiling.visits, days=group.ceiling.days)


def group_lines(group: Group, people: int) -> Iterator[str]:
    """Everything on one group, a line each."""
    yield f"{group.key}{dot()}{group_label(group)}{dot()}" + ngettext(
        "{count} person", "{count} people", people
    ).format(count=people)
    grace = "-" if group.grace is None else days(group.grace)
    yield _("rhythm: {every}, grace {grace}, retry {retry}, first visit within {first} days").format(
        every=every(group.every) if group.every else "-",
        grace=grace,
        retry=days(group.retry),
        first=group.first_within,
    )
    yield _("counts: {forms}").format(forms=joined([word("form", form) for form in group.counting_forms]))
    yield _("ceiling: {ceiling}, counting {forms}").format(
        ceiling=ceiling_words(group), forms=joined([word("form", form) for form in group.ceiling_forms])
    )
    if group.festivals:
        yield _("on festivals: {festivals}").format(
            festivals=joined([festival(key) for key in group.festivals])
        )
    manners = [
        word("attire", group.attire) if group.attire else "",
        word("place", group.place) if group.place else "",
    ]
    if any(manners):
        yield _("manners: {manners}").format(manners=joined([manner for manner in manners if manner]))
    if lines := chosen_lines(group.approaches):
        yield _("to try: {approaches}").format(approaches=joined([harmless(line) for line in lines]))
    if lines := chosen_lines(group.courtesies):
        yield _("to open with: {courtesies}").format(courtesies=" / ".join(harmless(line) for line in lines))
    if group.default_for:
        residences = joined([word("residence", residence) for residence in group.default_for])
        yield _("for everybody without a group who is: {residences}").format(residences=residences)
    if group.sensitive:
        yield _("sensitive: its name and notes stay out of lists")
    if group.source:
        yield _("source: {source}").format(source=_(group.source))
