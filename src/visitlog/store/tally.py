"""The tally: what a person's visits add up to, kept beside the person so that `due` need not read them."""

from collections.abc import Iterable
from datetime import date, timedelta

from visitlog.model.records import NO_TALLY, Group, RecentVisit, Tally, Visit
from visitlog.store.values import filled

SHORTEST_WINDOW = 30
"""Days of meetings that a tally remembers at least, whatever the ceilings."""


def window_days(groups: Iterable[Group]) -> int:
    """How many days of meetings the tallies must remember: those of the longest ceiling."""
    return max((SHORTEST_WINDOW, *(group.ceiling.days for group in groups if group.ceiling)))


def in_order(visit: Visit) -> tuple[date, str, int]:
    """The key by which visits follow each other: day, then time, then number."""
    return visit.on, visit.at.isoformat() if visit.at else "", visit.id


def tally_of(visits: Iterable[Visit], window: int) -> Tally:
    """What these visits of one person add up to; `window` in days."""
    tally = NO_TALLY
    for visit in sorted(visits, key=in_order):
        tally = _followed_by(tally, visit, window)
    return tally


def with_visit(tally: Tally, visit: Visit, window: int) -> Tally | None:
    """The tally after one more visit; None when it is not the latest, so that all must be counted anew."""
    if tally.latest_on is not None and visit.on <= tally.latest_on:
        return None
    return _followed_by(tally, visit, window)


def _followed_by(tally: Tally, visit: Visit, window: int) -> Tally:
    # An import makes a hundred thousand of them, and `replace` takes five times as long.
    values = {**vars(tally), "visits": tally.visits + 1, "latest_on": visit.on}
    values["first_on"] = tally.first_on or visit.on
    if visit.result == "met":
        values["last_met"] = {**tally.last_met, visit.form: visit.on}
        values["attempts"] = values["refusals"] = 0
        values["recent"] = _recent(tally, visit, window)
        values["met_id"] = max(tally.met_id, visit.id)
    else:
        values["last_attempt"] = visit.on
        values["attempts"] += 1
        values["refusals"] += visit.result == "refused"
    return filled(Tally, values)


def _recent(tally: Tally, visit: Visit, window: int) -> tuple[RecentVisit, ...]:
    """The meetings of the last window days, this one included."""
    since = visit.on - timedelta(days=window)
    new = filled(RecentVisit, {"on": visit.on, "form": visit.form, "asked": visit.asked})
    return (*(r for r in tally.recent if r.on > since), new)
