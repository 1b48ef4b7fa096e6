"""Not too often: whether a ceiling holds somebody off, and until when."""

from collections.abc import Sequence
from datetime import date, timedelta

from visitlog.model.frozen import frozen
from visitlog.model.records import Ceiling, Group, Person


@frozen
class CeilingUse:
    """A ceiling and how many visits of the last `days` days count to it."""

    visits: int
    days: int
    used: int


@frozen
class Hold:
    """Whether a ceiling holds a person off, until when, and which ceiling it is."""

    until: date | None
    ceiling: CeilingUse | None


FREE = Hold(None, None)


def hold_off(person: Person, groups: Sequence[Group], today: date) -> Hold:
    """The ceiling that holds longest; with none reached, the one that is nearest to it."""
    found = [_held_by(person, group, group.ceiling, today) for group in groups if group.ceiling]
    if len(found) < 2:
        return found[0] if found else FREE
    return max(found, key=_held_longest)


def _held_by(person: Person, group: Group, ceiling: Ceiling, today: date) -> Hold:
    """One group's ceiling: the oldest of the last `visits` meetings must be `days` days past."""
    since = today - timedelta(days=ceiling.days)
    counted = sorted(
        r.on
        for r in person.tally.recent
        if r.form in group.ceiling_forms and not r.asked and since < r.on <= today
    )
    use = CeilingUse(ceiling.visits, ceiling.days, len(counted))
    if len(counted) < ceiling.visits:
        return Hold(None, use)
    return Hold(counted[-ceiling.visits] + timedelta(days=ceiling.days), use)


def _held_longest(hold: Hold) -> tuple[date, float]:
    use = hold.ceiling
    share = use.used / max(1, use.visits) if use else 0.0
    return hold.until or date.min, share
