"""Why somebody is listed, in words."""

from collections.abc import Callable
from datetime import date, timedelta

from visitlog.model.sources import REFUSALS_TO_RESPECT
from visitlog.model.standing import Reason, Standing
from visitlog.render import dates
from visitlog.render.language import _, ngettext
from visitlog.render.screen import Cell
from visitlog.render.text import clauses, harmless, joined
from visitlog.render.words import event_kind, every, festival, withheld, word


def urgency_cell(standing: Standing) -> Cell:
    """The first words of a row of `due`: how it stands, in colour."""
    if standing.state == "ok":
        return Cell(_("soon"), plain="soon")
    is_late = standing.state == "overdue"
    words = _urgency(standing.reason, standing.days_overdue if is_late else 0)
    return Cell(words, plain=standing.state, style="late" if is_late else "today")


def _urgency(reason: Reason | None, late_days: int = 0) -> str:
    if reason is None or reason.kind in ("rhythm", "retry"):
        if late_days:  # English leaves the days to the reason; Chinese says them here
            return ngettext("overdue", "overdue", late_days).format(count=late_days)
        return _("due") if reason is None or reason.kind == "rhythm" else _("try again")
    if reason.kind == "event":
        return _news(reason)
    if reason.kind == "matter":
        return _("matter {id}").format(id=reason.id)
    words = {
        "first_visit": _("first visit"),
        "follow_up": _("follow-up"),
        "birthday": _("birthday"),
        "festival": festival(reason.text or ""),
        "apology": _("apology"),
        "condolence": _("condolence"),
    }
    return words[reason.kind]


def _news(reason: Reason) -> str:
    """What happened, or nothing of it where a brief folds it."""
    return withheld() if reason.text is None else event_kind(reason.text)


def _title(reason: Reason) -> str:
    """What a matter is about, or nothing of it where a brief folds it."""
    return withheld() if reason.text is None else harmless(reason.text)


def whole_reason(standing: Standing, today: date) -> str:
    """The reason where nothing stands before it: new baby, since Sat 21."""
    words, reason = reason_text(standing, today), standing.reason
    if (
        standing.withheld
        or reason is None
        or reason.kind not in ("event", "birthday", "festival", "follow_up")
    ):
        return words
    return joined([_urgency(reason), words])


def reason_text(standing: Standing, today: date) -> str:
    """The reason in words: every 7 days, due Wed 18; and what else there is."""
    if standing.withheld:
        return withheld()
    if standing.reason is None or standing.due_on is None:
        return ""
    parts = [_words(standing, standing.reason, today)]
    parts += (also_words(reason) for reason in standing.also)
    if standing.refusals >= REFUSALS_TO_RESPECT:
        parts.append(_("said no {count} times: should someone else go?").format(count=standing.refusals))
    if standing.breaks_ceiling:
        parts.append(_("above the ceiling"))
    return clauses(parts)


def _words(standing: Standing, reason: Reason, today: date) -> str:
    day = dates.short(reason.on or standing.due_on or today, today)
    if reason.kind == "first_visit":
        return _("never visited, due {day}").format(day=day)
    if reason.kind == "retry" and standing.last_attempt is not None:
        words = _("not now on {day}") if standing.refusals else _("nobody in on {day}")
        tried = words.format(day=dates.short(standing.last_attempt, today))
        return clauses(filter(None, (_tried_for(reason), tried)))
    if reason.kind == "event":
        return _("since {day}").format(day=day)
    if reason.kind in ("matter", "follow_up"):
        return _("{title}, due {day}").format(title=_title(reason), day=day)
    if reason.kind == "apology":
        return _("we missed {id}, due {day}").format(id=reason.id, day=day)
    if reason.kind == "condolence":
        return _("{name} died {day}").format(name=harmless(reason.text or ""), day=day)
    if reason.kind in ("birthday", "festival"):
        return day
    return _("{every}, due {day}").format(every=_every_since(standing, reason, today), day=day)


def _every_since(standing: Standing, reason: Reason, today: date) -> str:
    """The rhythm; with the day it counts from where they were met since, in a form that it does not count."""
    rhythm = every(standing.every or 0)
    if reason.on is None or standing.last_met is None or not standing.every:
        return rhythm
    counted = reason.on - timedelta(days=standing.every)
    if counted >= standing.last_met:
        return rhythm
    return _("{every} since {day}").format(every=rhythm, day=dates.short(counted, today))


def _tried_for(reason: Reason) -> str:
    """The news, or the matter, for which a door is tried again; nothing for a rhythm."""
    if reason.id is None:
        return ""
    return _news(reason) if reason.id.startswith("E") else _title(reason)


def also_words(reason: Reason) -> str:
    """A further reason in a word or two; of which matter, where there may be several to follow up."""
    matter = reason.id if reason.kind == "follow_up" else None
    return _("also {what}").format(what=" ".join(filter(None, (_urgency(reason), matter))))


def last_met_cell(standing: Standing, today: date) -> Cell:
    """When somebody was last met."""
    if standing.withheld:
        return Cell(withheld(), style="faint")
    if standing.last_met is None:
        return Cell(_("never"), plain="")
    return Cell(dates.calendar_day(standing.last_met, today), plain=standing.last_met.isoformat())


def state_words(standing: Standing, today: date, day_words: Callable[[date, date], str] = dates.long) -> str:
    """Where somebody stands, in one short phrase, with days as `day_words` says them."""
    if standing.state == "paused" and standing.paused_until:
        return _("paused until {day}").format(day=day_words(standing.paused_until, today))
    if standing.state == "hold_off" and standing.hold_off_until and not standing.withheld:
        return _("hold off until {day}").format(day=day_words(standing.hold_off_until, today))
    if standing.state == "overdue":
        return _("overdue since {day}").format(day=day_words(standing.due_on or today, today))
    if standing.state == "due":
        return _("due since {day}").format(day=day_words(standing.due_on or today, today))
    if standing.state == "ok" and standing.retry_on and standing.due_on and standing.due_on <= today:
        return _("try again {day}").format(day=day_words(standing.retry_on, today))
    if standing.state == "ok" and standing.due_on and not standing.withheld:
        return _("next due {day}").format(day=day_words(standing.due_on, today))
    return word("state", standing.state)


def cause_words(standing: Standing) -> str:
    """What the next visit is for, in a word or two: every 7 days, birthday, matter M3; nothing where it is withheld."""
    reason = standing.reason
    if standing.withheld or reason is None:
        return ""
    if reason.presses or reason.kind in ("birthday", "festival"):
        return _tried_for(reason) if reason.kind == "retry" else _urgency(reason)
    return every(standing.every) if standing.every else ""


def ceiling_text(standing: Standing) -> str:
    """1 visit of 1 in 30 days."""
    ceiling = standing.ceiling
    if ceiling is None:
        return ""
    words = ngettext(
        "{used} visit of {visits} in {days} days", "{used} visits of {visits} in {days} days", ceiling.used
    )
    return words.format(used=ceiling.used, visits=ceiling.visits, days=ceiling.days)
