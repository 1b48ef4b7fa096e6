"""Lessons, and what works for whom, for the eye and for programs."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict

from visitlog.model.records import Group, Topic, Visit
from visitlog.render import dates
from visitlog.render.documents import iso, person_ref
from visitlog.render.language import _, ngettext
from visitlog.render.output import Document
from visitlog.render.screen import Cell, Column, Lines, Screen, Section, cells, cut
from visitlog.render.text import clauses, harmless, joined, names
from visitlog.render.words import group_label, named, percent, times, topic_label, withheld, word
from visitlog.reports.learning import Approach, Approaches, HeardTopic, Lesson, LessonsReport
from visitlog.reports.privacy import WITHHELD

FEW = 4


def lesson_document(lesson: Lesson) -> Document:
    """Something that was learned on a visit."""
    pairs = zip(lesson.people, lesson.visit.people, strict=True)
    return {
        "visit": f"V{lesson.visit.id}",
        "on": iso(lesson.visit.on),
        "people": [person_ref(person, id) for person, id in pairs],
        "lesson": lesson.text,
        "kept_on": iso(lesson.visit.lesson_kept_on),
        "still_true": lesson.is_old,
        "withheld": lesson.withheld,
    }


def lessons_document(report: LessonsReport, limit: int | None) -> Document:
    """The JSON of `lessons`; `still_true` marks those that are to be asked again."""
    return {"lessons": [lesson_document(lesson) for lesson in report.lessons[:limit]]}


def lessons_screen(report: LessonsReport, rows: int | None) -> Screen:
    """The screen of `lessons`."""
    if not report.lessons:
        nothing = _("No lesson is written down yet: visitlog log WHO ... --lesson TEXT")
        return Screen(report.today, _("Lessons"), "", (Lines((nothing,)),))
    lines = tuple(
        cells(
            f"V{one.visit.id}",
            Cell(dates.calendar_day(one.visit.on, report.today), plain=one.visit.on.isoformat()),
            names(named(person) for person in one.people if person),
            Cell(withheld(), style="faint") if one.withheld else one.text or "",
            Cell(_("still true?") if one.is_old else "", style="today"),
        )
        for one in report.lessons
    )
    columns = (Column(right=True), Column(), Column(most=26), Column(wraps=True), Column())
    parts: tuple[Section | Lines, ...] = cut([Section("", "", columns, lines)], rows)
    old = next((one for one in report.lessons if one.is_old), None)
    if old is not None:
        how = _('still true: visitlog lessons --keep {id} · no more: visitlog edit {id} --lesson ""')
        parts = (*parts, Lines((how.format(id=f"V{old.visit.id}"),)))
    return Screen(report.today, _("Lessons"), "", parts)


def kept_lines(visits: Iterable[Visit]) -> Iterator[str]:
    """The lessons that are true still."""
    for visit in visits:
        assert visit.lesson_kept_on is not None
        yield _("{id}  still true on {day}: {lesson}").format(
            id=f"V{visit.id}", day=dates.full(visit.lesson_kept_on), lesson=visit.lesson
        )


def approach_document(one: Approach) -> Document:
    """An approach with a group, and the bounds of the share that went well."""
    return dict(asdict(one))


def approach_lines(found: Approaches, groups: Mapping[str, Group]) -> Iterator[str]:
    """What works for whom, the surest first, and how many pairs are too few to say."""
    for one in found.shown[:FEW]:
        group = withheld() if one.group == WITHHELD else group_label(groups[one.group])
        yield _("{approach}, {group}: {well} of {visits} went well, likely {low} to {high}").format(
            approach=harmless(one.approach),
            group=group,
            well=one.well,
            visits=one.visits,
            low=percent(one.low),
            high=percent(one.high),
        )
    if found.left_out:
        few = ngettext(
            "{count} pair with fewer than 5 visits says nothing yet",
            "{count} pairs with fewer than 5 visits say nothing yet",
            found.left_out,
        )
        yield few.format(count=found.left_out)


def warmth_line(counts: Mapping[str, int]) -> str:
    """How people received us, as counts."""
    return joined([times(word("warmth", key), count) for key, count in counts.items() if count])


def topics_line(topics: tuple[HeardTopic, ...], known: Mapping[str, Topic]) -> str:
    """What people talk about, in how many homes."""
    parts = [
        ngettext("{topic}, {count} home", "{topic}, {count} homes", heard.households).format(
            topic=topic_label(heard.topic, known), count=heard.households
        )
        for heard in topics[:FEW]
    ]
    return clauses(parts)
