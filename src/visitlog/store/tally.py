"""The tally: what a person's visits add up to, kept beside the person so that `due` need not read them."""

from collections.abc import Iterable
from datetime import date, timedelta

from visitlog.model.records import NO_TALLY, Group, RecentVisit, Tally, Visit

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
    # Made whole each time, since an import makes a hundred thousand of them, and `replace` takes three times as long.
    is_met = visit.result == "met"
    return Tally(
        visits=tally.visits + 1,
        first_on=tally.first_on or visit.on,
        latest_on=visit.on,
        last_met={**tally.last_met, visit.form: visit.on} if is_met else tally.last_met,
        last_attempt=tally.last_attempt if is_met else visit.on,
        attempts=0 if is_met else tally.attempts + 1,
        refusals=0 if is_met else tally.refusals + (visit.result == "refused"),
        recent=_recent(tally, visit, window) if is_met else tally.recent,
        met_id=max(tally.met_id, visit.id) if is_met else tally.met_id,
    )


def _recent(tally: Tally, visit: Visit, window: int) -> tuple[RecentVisit, ...]:
    """The meetings of the last window days, this one included."""
    since = visit.on - timedelta(days=window)
    return (*(r for r in tally.recent if r.on > since), RecentVisit(visit.on, visit.form, visit.asked))
