"""`brief` for the eye: one page, read on a staircase."""

from collections.abc import Iterator, Sequence
from datetime import date, time

from visitlog.model.frozen import frozen
from visitlog.model.ids import shown_id
from visitlog.render import dates
from visitlog.render.agenda import at_words
from visitlog.render.brief_document import caution_lines
from visitlog.render.language import _, chosen_lines, ngettext
from visitlog.render.reasons import cause_words, state_words, whole_reason
from visitlog.render.screen import Cell, Column, Lines, Screen, Section, cells
from visitlog.render.text import bracketed, clauses, dot, joined, shortened, width_of, wrapped
from visitlog.render.words import festival, group_label, manner, withheld, word
from visitlog.reports.brief import BriefReport, Coming, Kindness, ToldVisit
from visitlog.reports.lists import ListedPromise

COLUMNS = (Column(least=9), Column(wraps=True))
FEW = 3
TRIED = 2
"""So many approaches that worked, that didn't, and lessons, are told of."""

WIDTH, HEIGHT = 80, 23
"""One screen, on which the prompt has its line too."""

TEXT_CELLS = WIDTH - 11
"""What is left of a line beside the first column."""


def screen(report: BriefReport, plain: bool) -> Screen:
    """The screen of `brief`, in the order of the door: how to go, our word, what is ahead, what was."""
    head, day = _head(report), dates.full(report.on)
    noted = _noted(report)
    whole = dot().join(filter(None, (head, noted)))
    in_head = not plain and width_of(whole) + 2 + width_of(day) <= WIDTH
    sections = _sections(report, noted) if plain else _fitting(report, "" if in_head else noted)
    parts: list[Section | Lines] = []
    for section in sections:
        parts += [Lines(())] if parts and not plain else []
        parts.append(section)
    return Screen(report.on, whole if in_head else head, day, tuple(parts))


@frozen
class _Room:
    """How much of a brief there is room for: so many of each; visits but the first `whole` ones on a line each."""

    visits: int = FEW
    courtesies: int = FEW
    tried: int = TRIED
    whole: int = FEW


ROOMS = (
    _Room(),
    _Room(whole=1),
    _Room(courtesies=2, whole=1),
    _Room(courtesies=1, whole=1),
    _Room(visits=2, courtesies=1, whole=1),
    _Room(visits=2, courtesies=1, tried=1, whole=1),
    _Room(visits=2, courtesies=1, tried=1, whole=0),
)
"""From all there is to tell to the least: what is left out first is what matters least at the door."""


def _fitting(report: BriefReport, noted: str) -> list[Section]:
    """The sections with as much in them as the screen has room for."""
    for room in ROOMS:
        sections = _sections(report, noted, room)
        if _height(sections) <= HEIGHT:
            break
    return sections


def _sections(report: BriefReport, noted: str, room: _Room = ROOMS[0]) -> list[Section]:
    blocks = (_going(report, noted), _our_word(report), _before(report, room), _learned(report, room))
    sections = (_section(list(block)) for block in blocks)
    return [section for section in sections if section.rows]


def _height(sections: Sequence[Section]) -> int:
    """The lines that these take on a screen, with the headline and its rule."""
    texts = [row[-1].text for section in sections for row in section.rows]
    return 2 + len(sections) - 1 + sum(len(list(wrapped(text, TEXT_CELLS))) for text in texts)


def _head(report: BriefReport) -> str:
    person = report.person
    name = person.name if report.standing.withheld else person.name.upper()
    who = [str(person.id), person.household, person.address, person.area, _age(report)]
    return f"{name}  {dot().join(filter(None, who))}"


def _noted(report: BriefReport) -> str:
    """What is noted of the person, if everybody may read it."""
    return "" if report.is_sensitive or not report.person.notes else shortened(report.person.notes, 130)


def _age(report: BriefReport) -> str:
    birthday = report.person.birthday
    if birthday is None or birthday.year is None:
        return ""
    had_it = (report.on.month, report.on.day) >= (birthday.month, birthday.day)
    age = report.on.year - birthday.year - (0 if had_it else 1)
    return (
        _("about {age} years").format(age=age)
        if birthday.calendar == "lunar"
        else _("{age} years").format(age=age)
    )


Row = tuple[str, str]


def _section(rows: list[Row]) -> Section:
    shown = []
    before = ""
    for title, text in rows:
        shown.append(cells(Cell("" if title == before else title, plain=title), text))
        before = title
    return Section("", "", COLUMNS, tuple(shown))


def _going(report: BriefReport, noted: str) -> Iterator[Row]:
    advice, stand = report.advice, report.standing
    go = [state_words(stand, report.on)]
    if stand.is_listed:
        go = [whole_reason(stand, report.on)]
    elif stand.state == "ok" and (cause := cause_words(stand)):
        go.append(cause)
    when, whens = _suits(report, 1), _suits(report, FEW)
    together = dot().join(filter(None, (*go, when)))
    if width_of(together) <= TEXT_CELLS:
        yield _("GO"), together
    else:
        yield _("GO"), dot().join(go)
        yield "", whens
    where = [word("place", advice.place), *([_("alone")] if advice.alone else [])]
    yield _("MEET"), joined(where)
    yield _("WEAR"), _wear(report)
    if noted:
        yield _("notes").upper(), noted


def _suits(report: BriefReport, times: int) -> str:
    """When it suits them, in their words, and the next times."""
    advice = report.advice
    found = [f"{dates.short(day, report.on)} {dates.clock(at)}" for day, at in advice.times[:times]]
    now = None
    if advice.now_until is not None:
        now, found = _now(advice.now_until), found[1:]
    ahead = _("next {times}").format(times=joined(found)) if found else None
    return dot().join(filter(None, (joined(list(advice.best_times)), now, ahead)))


def _now(until: time) -> str:
    """That hours have begun; where no end was said, none is told."""
    from visitlog.model.best_time_hours import OPEN_END  # it was loaded to read them

    return _("now") if until == OPEN_END else _("now, until {time}").format(time=dates.clock(until))


def _wear(report: BriefReport) -> str:
    advice = report.advice
    why = {
        "sensitive": _("so that the neighbours learn nothing"),
        "free_day": word("day", report.day),
        "workday": word("day", report.day),
        "group": joined([group_label(group) for group in report.groups[:1]]),
    }[advice.attire_reason]
    return word("attire", advice.attire) + bracketed(why)


def _our_word(report: BriefReport) -> Iterator[Row]:
    for one in report.to_tell[:FEW]:
        closed_on = one.promise.closed_on
        kept = "" if closed_on is None else dates.calendar_day(closed_on, report.on)
        told = _("kept {day}, not yet told").format(day=kept)
        yield _("TELL THEM"), dot().join((shown_id(one.promise), _text(one), told))
    yield from _more(report.to_tell)
    yield from _owed(_("WE OWE"), report.promises_by_us, report)
    yield from _owed(_("THEY OWE"), report.promises_by_them, report)
    if not (report.promises_by_us or report.promises_by_them):
        yield _("WE OWE"), _("nothing, nor do they")
    for matter in report.matters:
        title = withheld() if matter.withheld else shortened(matter.matter.title, 60)
        yield _("MATTER"), dot().join((shown_id(matter.matter), title))
    ahead = [_ahead(coming, report) for coming in report.coming_up[:FEW]]
    if ahead and width_of(clauses(ahead)) <= TEXT_CELLS:
        ahead = [clauses(ahead)]
    for text in ahead:
        yield _("AHEAD"), text


def _owed(title: str, promises: Sequence[ListedPromise], report: BriefReport) -> Iterator[Row]:
    for one in promises[:FEW]:
        yield title, dot().join((shown_id(one.promise), _text(one), _by(one, report.on)))
    yield from _more(promises)


def _more(promises: Sequence[ListedPromise]) -> Iterator[Row]:
    if len(promises) > FEW:
        yield "", _("and {count} more: promises").format(count=len(promises) - FEW)


def _text(one: ListedPromise) -> str:
    return withheld() if one.withheld else shortened(one.promise.text, 60)


def _by(one: ListedPromise, on: date) -> str:
    if one.promise.by is None:
        return _("no day")
    by = _("by {day}").format(day=dates.short(one.promise.by, on))
    late = one.days_late
    if not late:
        return by
    words = ngettext("{count} day late", "{count} days late", late).format(count=late)
    return joined([by, words])


def _ahead(coming: Coming, report: BriefReport) -> str:
    on, birthday = report.on, report.person.birthday
    if coming.appointment is not None:
        appointment = coming.appointment.appointment
        what = withheld() if coming.appointment.withheld else coming.text or ""
        parts = [f"{shown_id(appointment)} {at_words(appointment, on)}", what]
        return dot().join(part for part in parts if part)
    what = _("birthday") if coming.kind == "birthday" else festival(coming.text or "")
    if coming.kind == "birthday" and birthday is not None and birthday.calendar == "lunar":
        return f"{what} {dates.long(coming.on, on)}" + bracketed(dates.lunar(birthday.day, birthday.month))
    return f"{what} {dates.long(coming.on, on)}"


def _before(report: BriefReport, room: _Room) -> Iterator[Row]:
    title = _("LAST")
    for number, told in enumerate(report.last_visits[: room.visits]):
        yield title, _last(told, report.on, number < room.whole)
        title = ""
    if not report.last_visits:
        yield title, _("never visited")
    if report.folded:
        folded = ngettext(
            "{count} note withheld: show {id}", "{count} notes withheld: show {id}", report.folded
        )
        yield "", folded.format(count=report.folded, id=report.person.id)
    if report.hospitality:
        yield _("KINDNESS"), clauses(_kindness(one, report.on) for one in report.hospitality)


NOTE_CELLS, SHORT_NOTE_CELLS = 95, 12
"""A note is cut to so many cells, and on a line with the rest of its visit not below so many."""


def _last(told: ToldVisit, on: date, is_whole: bool) -> str:
    visit = told.visit
    parts = [dates.long(visit.on, on), manner(visit)]
    if visit.warmth:
        parts.append(word("warmth", visit.warmth))
    line = f"{parts[0]}  {joined(parts[1:])}"
    left = NOTE_CELLS if is_whole else max(SHORT_NOTE_CELLS, TEXT_CELLS - width_of(line) - 2)
    text = withheld() if told.withheld else shortened(visit.note or "", left)
    return f"{line}  {text}".rstrip()


def _kindness(one: Kindness, on: date) -> str:
    day = dates.calendar_day(one.on, on)
    if one.taken:
        return _("{what}, taken {day}").format(what=one.what, day=day)
    return _("{what} declined {day}: accept today (tea yes, gifts and meals no)").format(
        what=one.what, day=day
    )


def _learned(report: BriefReport, room: _Room) -> Iterator[Row]:
    for one in report.what_worked[: room.tried]:
        hint = dot() + _("few, so only a hint") if one.visits < 5 else ""
        words = _("{approach}: well {well} of {visits}").format(
            approach=one.approach, well=one.well, visits=one.visits
        )
        yield _("WORKED"), words + hint
    for one in report.what_failed[: room.tried]:
        words = _("{approach}: well {well} of {visits}").format(
            approach=one.approach, well=one.well, visits=one.visits
        )
        yield _("DIDN'T"), words
    for lesson in [one for one in report.lessons if not one.withheld][: room.tried]:
        asked = _(" - still true?") if lesson.is_old else ""
        day = bracketed(dates.calendar_day(lesson.visit.on, report.on))
        yield _("LESSON"), shortened(lesson.text or "", 70) + day + asked
    if not (report.what_worked or report.what_failed):
        hints = chosen_lines(report.advice.approaches)
        if hints:
            yield _("TRY"), joined(list(hints[:2]))
    title = _("OPEN WITH")
    for line in chosen_lines(report.advice.courtesies)[: room.courtesies]:
        yield title, line
        title = ""
    title = _("MIND")
    for text in caution_lines(report):
        yield title, text
        title = ""
