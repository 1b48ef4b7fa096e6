"""The JSON of `summary`, and what its period is called."""

from dataclasses import asdict
from typing import Any

from visitlog.render import dates
from visitlog.render.documents import iso, person_ref
from visitlog.render.language import _
from visitlog.render.learning import (
    approach_document,
    lesson_document,
)
from visitlog.render.output import Document
from visitlog.reports.attention import Attended, OverVisited
from visitlog.reports.coverage import Share
from visitlog.reports.period import Period
from visitlog.reports.summary import NONE, Headline, SummaryReport


def document(report: SummaryReport) -> Document:
    """The JSON of `summary`."""
    cover = report.coverage
    return {
        "period": _period(report.period),
        "coverage": {
            "visited": cover.visited,
            "total": cover.total,
            "rate": cover.rate,
            "never": [person_ref(person) for person in cover.never],
            "residents": cover.residents,
            "inhabited": cover.inhabited and _plain(cover.inhabited),
        },
        "split": {value or None: _share(share) for value, share in report.split.items()}
        if NONE not in report.split
        else {(value or "none"): _share(share) for value, share in report.split.items()},
        "visits": _plain(report.visits),
        "promises": _plain(report.promises) | {"last_review": iso(report.promises.last_review)},
        "appointments": _plain(report.appointments),
        "attention": {
            "over_visited": [_over(one) for one in report.attention.over_visited],
            "groups": [_plain(share) for share in report.attention.groups],
            "more": [_attended(one) for one in report.attention.more],
            "less": [_attended(one) for one in report.attention.less],
        },
        "approaches": [approach_document(one) for one in report.approaches.shown],
        "approaches_left_out": report.approaches.left_out,
        "warmth": dict(report.warmth),
        "topics": [_plain(heard) for heard in report.topics],
        "lessons": [lesson_document(lesson) for lesson in report.lessons],
        "pace": _plain(report.pace),
        "previous": report.previous and _previous(report.previous),
    }


def _plain(record: Any) -> Document:
    return dict(asdict(record))


def _period(period: Period) -> Document:
    return {"from": iso(period.first), "to": iso(period.last), "label": period_label(period)}


def _share(share: Share) -> Document:
    return {"visited": share.visited, "total": share.total, "rate": share.rate, "visits": share.visits}


def _over(one: OverVisited) -> Document:
    return {
        "person": person_ref(one.person),
        "visits": one.visits,
        "ceiling": None if one.withheld else {"visits": one.ceiling.visits, "days": one.ceiling.days},
        "asked": one.asked,
        "matter": one.matter,
        "withheld": one.withheld,
    }


def _attended(one: Attended) -> Document:
    return {
        "person": person_ref(one.person),
        "visits": one.visits,
        "expected": None if one.withheld else one.expected,
        "every": None if one.withheld else one.every,
        "withheld": one.withheld,
    }


def _previous(before: Headline) -> Document:
    figures = _plain(before)
    figures["period"] = _period(before.period)
    return figures


def period_label(period: Period) -> str:
    """What a period is called: October 2026."""
    if period.kind == "month":
        return dates.month(period.first)
    if period.kind == "year":
        return dates.year(period.first)
    if period.kind == "quarter":
        quarter = (period.first.month + 2) // 3
        return _("quarter {quarter} of {year}").format(quarter=quarter, year=period.first.year)
    if period.kind == "today":
        return dates.full(period.first)
    return f"{dates.full(period.first)} - {dates.full(period.last)}"
