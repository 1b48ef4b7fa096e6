"""The JSON of `brief`."""

from datetime import datetime

from visitlog.model.journal import Journal
from visitlog.render.agenda import appointment_document, matter_document
from visitlog.render.documents import (
    iso,
    person_document,
    promise_document,
    standing_document,
    visit_document,
)
from visitlog.render.language import _, chosen_lines
from visitlog.render.learning import lesson_document
from visitlog.render.output import Document
from visitlog.render.reasons import ceiling_text
from visitlog.render.words import word
from visitlog.reports.brief import BriefReport, Coming
from visitlog.reports.learning import Tried
from visitlog.reports.lists import ListedPromise


def document(report: BriefReport, journal: Journal) -> Document:
    """The JSON of `brief`."""
    today = report.on
    return {
        "on": iso(report.on),
        "person": _person(report),
        "standing": standing_document(report.standing, report.person, today),
        "last_visits": [visit_document(t.visit, journal, t.withheld) for t in report.last_visits],
        "promises_by_us": [_promise(one, report) for one in report.promises_by_us],
        "promises_by_them": [_promise(one, report) for one in report.promises_by_them],
        "matters": [matter_document(one) for one in report.matters],
        "coming_up": [_coming(one) for one in report.coming_up],
        "advice": _advice(report),
        "to_tell": [_promise(one, report) for one in report.to_tell],
        "what_worked": [_tried(one) for one in report.what_worked],
        "what_failed": [_tried(one) for one in report.what_failed],
        "lessons": [lesson_document(one) for one in report.lessons],
        "hospitality": [
            {"on": iso(one.on), "what": one.what, "taken": one.taken} for one in report.hospitality
        ],
        "folded": report.folded,
    }


def _person(report: BriefReport) -> Document:
    """The person; of a sensitive one nothing that was noted, nor the groups that are."""
    person = person_document(report.person)
    if not report.is_sensitive:
        return person
    shown = [group.key for group in report.groups if not group.sensitive]
    return person | {"groups": shown, "notes": None, "pause_reason": None, "withheld": True}


def _promise(one: ListedPromise, report: BriefReport) -> Document:
    return promise_document(one.promise, report.person, one.days_late, one.withheld)


def _coming(one: Coming) -> Document:
    return {
        "kind": one.kind,
        "on": iso(one.on),
        "text": one.text,
        "appointment": None if one.appointment is None else appointment_document(one.appointment),
    }


def _tried(one: Tried) -> Document:
    return {"approach": one.approach, "well": one.well, "visits": one.visits}


def _advice(report: BriefReport) -> Document:
    advice = report.advice
    return {
        "times": [datetime.combine(day, at).isoformat(timespec="minutes") for day, at in advice.times],
        "now_until": None if advice.now_until is None else advice.now_until.isoformat("minutes"),
        "best_times": list(advice.best_times),
        "attire": advice.attire,
        "place": advice.place,
        "alone": advice.alone,
        "cautions": [
            {"code": caution, "text": text}
            for caution, text in zip(advice.cautions, caution_lines(report), strict=True)
        ],
        "courtesies": list(chosen_lines(advice.courtesies)),
        "approaches": list(chosen_lines(advice.approaches)),
    }


def caution_lines(report: BriefReport) -> list[str]:
    """What to mind, a line each."""
    stand = report.standing
    texts = {
        "promise_late": _("promise little today: a promise to them is late already"),
        "promises_many": _("promise little today: several promises to them are open"),
        "refused_twice": _("they said no {count} times in a row; should someone else go?").format(
            count=stand.refusals
        ),
        "sensitive": _("nothing delicate where others can hear; best alone"),
        "ceiling": _("not too often: {use}").format(use=ceiling_text(stand) or word("state", "hold_off")),
        "declined": _("they asked for no more visits; respect it"),
        "left": _("no longer to be visited: {status}").format(status=word("status", report.person.status)),
    }
    return [texts[caution] for caution in report.advice.cautions]
