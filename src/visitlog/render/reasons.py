"""Why somebody is listed, in words."""

from datetime import date

from visitlog.model.standing import Standing
from visitlog.render import dates
from visitlog.render.language import _, ngettext
from visitlog.render.screen import Cell
from visitlog.render.words import every, withheld, word


def urgency_cell(standing: Standing) -> Cell:
    """The first words of a row of `due`: how it stands, in colour."""
    reason = standing.reason
    kind = reason.kind if reason else "rhythm"
    if standing.state == "overdue":
        text = _("overdue") if kind != "first_visit" else _("first visit")
        return Cell(text, plain="overdue", style="late")
    if standing.state == "ok":
        return Cell(_("soon"), plain="soon")
    words = {"retry": _("try again"), "first_visit": _("first visit")}
    return Cell(words.get(kind, _("due")), plain="due", style="today")


def reason_text(standing: Standing, today: date) -> str:
    """The reason in words: every 7 days, due Wed 18."""
    if standing.withheld:
        return withheld()
    reason = standing.reason
    if reason is None or standing.due_on is None:
        return ""
    due_on = dates.short(standing.due_on, today)
    if reason.kind == "first_visit":
        return _("never visited, due {day}").format(day=due_on)
    if reason.kind == "retry" and standing.last_attempt is not None:
        words = _("not now on {day}") if standing.refusals else _("nobody in on {day}")
        return words.format(day=dates.short(standing.last_attempt, today))
    return _("{every}, due {day}").format(every=every(standing.every or 0), day=due_on)


def last_met_cell(standing: Standing, today: date) -> Cell:
    """When somebody was last met."""
    if standing.withheld:
        return Cell(withheld(), style="faint")
    if standing.last_met is None:
        return Cell(_("never"), plain="")
    return Cell(dates.calendar_day(standing.last_met, today), plain=standing.last_met.isoformat())


def state_words(standing: Standing, today: date) -> str:
    """Where somebody stands, in one short phrase."""
    if standing.state == "paused" and standing.paused_until:
        return _("paused until {day}").format(day=dates.long(standing.paused_until, today))
    if standing.state == "hold_off" and standing.hold_off_until and not standing.withheld:
        return _("hold off until {day}").format(day=dates.long(standing.hold_off_until, today))
    if standing.state == "overdue":
        return _("overdue since {day}").format(day=dates.long(standing.due_on or today, today))
    if standing.state == "due":
        return _("due since {day}").format(day=dates.long(standing.due_on or today, today))
    if standing.state == "ok" and standing.retry_on and standing.due_on and standing.due_on <= today:
        return _("try again {day}").format(day=dates.long(standing.retry_on, today))
    if standing.state == "ok" and standing.due_on and not standing.withheld:
        return _("next due {day}").format(day=dates.long(standing.due_on, today))
    return word("state", standing.state)


def ceiling_text(standing: Standing) -> str:
    """1 visit of 1 in 30 days."""
    ceiling = standing.ceiling
    if ceiling is None:
        return ""
    words = ngettext(
        "{used} visit of {visits} in {days} days", "{used} visits of {visits} in {days} days", ceiling.used
    )
    return words.format(used=ceiling.used, visits=ceiling.visits, days=ceiling.days)
