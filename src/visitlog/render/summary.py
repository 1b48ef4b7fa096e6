"""`summary` for the eye."""

from collections.abc import Iterator, Mapping

from visitlog.model.records import Group, Topic
from visitlog.render import dates
from visitlog.render.language import _, ngettext
from visitlog.render.learning import (
    approach_lines,
    topics_line,
    warmth_line,
)
from visitlog.render.near_and_far import FEW_NAMES, near_and_far_lines
from visitlog.render.screen import Cell, Column, Lines, Screen, Section, cells
from visitlog.render.summary_document import period_label
from visitlog.render.text import bracketed, clauses, dot, harmless, joined, labelled
from visitlog.render.words import group_label, percent, times, topic_label, withheld, word
from visitlog.reports.coverage import Inhabited
from visitlog.reports.summary import NONE, WITHHELD, SummaryReport

FACT = (Column(least=10), Column(wraps=True))


def screen(
    report: SummaryReport, groups: Mapping[str, Group], topics: Mapping[str, Topic], sensitive_too: bool
) -> Screen:
    """The screen of `summary`."""
    facts = [
        (_("REACHED"), list(_reached(report))),
        (_("OUR WORD"), [*_our_word(report), *_bookings(report)]),
        (_("VISITS"), list(_visits(report))),
        (_("NEAR & FAR"), list(near_and_far_lines(report, groups, sensitive_too))),
        (_("WORKED"), list(approach_lines(report.approaches, groups))),
        (_("HEARD"), list(_heard(report, topics))),
        (_("PACE"), list(_pace(report))),
    ]
    parts: list[Section | Lines] = []
    for number, (title, lines) in enumerate(fact for fact in facts if fact[1]):
        rows = tuple(
            cells(Cell(title if i == 0 else "", plain=title, style="strong"), line)
            for i, line in enumerate(lines)
        )
        parts.append(Section("", "", FACT, rows))
        if number == 0 and report.split:
            parts.append(_split(report, groups, topics))
    done = report.period.last < report.today or report.period.kind == "all"
    state = _("complete") if done else _("so far")
    before = report.previous
    right = _("({period} in brackets)").format(period=period_label(before.period)) if before else ""
    left = _("{period}, {state}").format(period=period_label(report.period), state=state)
    return Screen(report.today, left, right, _spaced(parts))


def _spaced(parts: list[Section | Lines]) -> tuple[Section | Lines, ...]:
    spaced: list[Section | Lines] = []
    for part in parts:
        if spaced:
            spaced.append(Lines(()))
        spaced.append(part)
    return tuple(spaced)


def _reached(report: SummaryReport) -> Iterator[str]:
    cover, before = report.coverage, report.previous
    line = _("{visited} of {total} in the notebook, {rate}").format(
        visited=cover.visited, total=cover.total, rate=percent(cover.rate)
    )
    yield line + (bracketed(str(before.visited)) if before else "")
    if cover.inhabited is not None:
        yield _inhabited(cover.inhabited, is_whole=cover.residents is not None)
    if len(report.residences) > 1:
        yield "   ".join(
            f"{word('residence', residence)} {share.visited}/{share.total}"
            for residence, share in report.residences.items()
        )
    if cover.never:
        names = joined([harmless(person.name) for person in cover.never[:FEW_NAMES]])
        rest = len(cover.never) - FEW_NAMES
        if rest > 0:
            names = _("{names} and {count} more: people --never").format(names=names, count=rest)
        yield _("never visited yet: {names}").format(names=names)


def _inhabited(known: Inhabited, is_whole: bool) -> str:
    if is_whole:
        return _("about {residents} people live here, {total} of them in the notebook").format(
            residents=known.residents, total=known.people
        )
    return _("about {residents} people live in {areas}, {total} of them in the notebook").format(
        residents=known.residents, areas=joined(list(map(harmless, known.areas))), total=known.people
    )


def _our_word(report: SummaryReport) -> Iterator[str]:
    figures, before = report.promises, report.previous
    if not figures.fell_due:
        yield _("no promise fell due; {made} made").format(made=figures.made)
        return
    fell = ngettext("{count} promise fell due", "{count} promises fell due", figures.fell_due)
    rate = percent(figures.on_time_rate)
    if before and before.on_time_rate is not None:
        rate += bracketed(percent(before.on_time_rate))
    kept = _("{count} on time, {rate}").format(count=figures.kept_on_time, rate=rate)
    others = [
        words.format(count=count)
        for words, count in (
            (_("{count} kept late"), figures.kept_late),
            (_("{count} given up"), figures.dropped),
            (_("{count} open"), figures.open),
        )
        if count
    ]
    yield labelled(fell.format(count=figures.fell_due), clauses([kept, *others]))
    if figures.overdue:
        late = ngettext("{count} is late today", "{count} are late today", figures.overdue)
        yield late.format(count=figures.overdue)


def _bookings(report: SummaryReport) -> Iterator[str]:
    figures = report.appointments
    if figures.total:
        words = ngettext("{count} booking", "{count} bookings", figures.total).format(count=figures.total)
        parts = [
            text.format(count=count)
            for text, count in (
                (_("{count} kept"), figures.kept),
                (_("{count} missed by us"), figures.missed_by_us),
                (_("{count} missed by them"), figures.missed_by_them),
                (_("{count} cancelled"), figures.cancelled),
                (_("{count} unanswered"), figures.unanswered),
            )
            if count
        ]
        yield labelled(words, clauses(parts)) if parts else words
    last = report.promises.last_review
    if last is not None:
        yield _("promises last gone through {day}").format(day=dates.calendar_day(last, report.today))


def _heard(report: SummaryReport, topics: Mapping[str, Topic]) -> Iterator[str]:
    if report.topics:
        yield topics_line(report.topics, topics)
    if any(report.warmth.values()):
        yield _("received: {counts}").format(counts=warmth_line(report.warmth))
    for lesson in [one for one in report.lessons if not one.withheld][:FEW_LESSONS]:
        yield _("learned: {lesson}").format(lesson=lesson.text)


FEW_LESSONS = 2


def _visits(report: SummaryReport) -> Iterator[str]:
    figures, before = report.visits, report.previous
    results = figures.by_result
    line = ngettext("{count} tried", "{count} tried", figures.total).format(count=figures.total)
    line += bracketed(str(before.visits)) if before else ""
    told = _("met {met}, nobody in {out}, not now {refused}").format(**results)
    yield labelled(line, told) if figures.total else line
    if not figures.total:
        return
    yield dot().join(times(word("form", form), count) for form, count in figures.by_form.items() if count)
    met = results["met"]
    if met:
        share = _("weekend or evening: {count} of the {met} met, {rate}").format(
            count=figures.weekend_or_evening, met=met, rate=percent(figures.weekend_or_evening / met)
        )
        earlier = before.weekend_or_evening / before.met if before and before.met else None
        yield share + (bracketed(percent(earlier)) if earlier is not None else "")


def _pace(report: SummaryReport) -> Iterator[str]:
    pace = report.pace
    line = _("rhythms ask {asked} visits a week; you made {made}").format(
        asked=_number(pace.asked_per_week), made=_number(pace.made_per_week)
    )
    too_much = pace.asked_per_week > pace.made_per_week * 1.25 and pace.asked_per_week >= 1
    yield line + (_("; lengthen some: group list") if too_much else "")


def _number(value: float) -> str:
    return str(round(value)) if value >= 10 or value == int(value) else f"{value:.1f}"


def _split(report: SummaryReport, groups: Mapping[str, Group], topics: Mapping[str, Topic]) -> Section:
    columns = (
        Column(least=10),
        Column(),
        Column(_("reached"), right=True),
        Column(_("rate"), right=True),
        Column(_("visits"), right=True, named=True),
    )
    rows = tuple(
        cells(
            Cell(""),
            Cell(_value_words(report.split_by or "", value, groups, topics), plain=value or "none"),
            f"{share.visited}/{share.total}",
            Cell(percent(share.rate), plain="" if share.rate is None else str(share.rate)),
            str(share.visits),
        )
        for value, share in report.split.items()
    )
    return Section("split", "", columns, rows, has_headings=True)


def _value_words(split_by: str, value: str, groups: Mapping[str, Group], topics: Mapping[str, Topic]) -> str:
    if value == NONE:
        return _("(none)")
    if value == WITHHELD:
        return withheld()
    if split_by == "group":
        return group_label(groups[value])
    if split_by == "topic":
        return topic_label(value, topics)
    if split_by in ("form", "place", "residence"):
        return word(split_by, value)
    return value
