"""Whether promises were kept: of those that fell due, late open ones included, or neglect would flatter."""

from collections.abc import Iterable
from datetime import date

from visitlog.model.frozen import frozen
from visitlog.model.records import Promise
from visitlog.reports.period import Period


@frozen
class OurWord:
    """What became of our promises of a period; all but `made` and `last_review` are of those that fell due in it."""

    made: int
    fell_due: int
    kept_on_time: int
    kept_late: int
    dropped: int
    open: int
    overdue: int
    on_time_rate: float | None
    last_review: date | None


def our_word(
    promises: Iterable[Promise], period: Period, today: date, last_review: date | None = None
) -> OurWord:
    """What became of the promises that we made."""
    first, last = period.first, period.last
    ours = [promise for promise in promises if promise.owed_by == "us"]
    # It fell due if its day lies in the period and has come, or if it is settled already.
    fell_due = [
        promise
        for promise in ours
        if promise.by is not None
        and first <= promise.by <= last
        and (promise.by <= today or promise.status != "open")
    ]
    kept = [promise for promise in fell_due if promise.status == "kept"]
    on_time = sum(map(was_on_time, kept))
    open = [promise for promise in fell_due if promise.status == "open"]
    return OurWord(
        made=sum(first <= promise.made_on <= last for promise in ours if promise.made_on is not None),
        fell_due=len(fell_due),
        kept_on_time=on_time,
        kept_late=len(kept) - on_time,
        dropped=sum(promise.status == "dropped" for promise in fell_due),
        open=len(open),
        overdue=sum(promise.by is not None and promise.by < today for promise in open),
        on_time_rate=round(on_time / len(fell_due), 4) if fell_due else None,
        last_review=last_review,
    )


def was_on_time(promise: Promise) -> bool:
    """Whether a kept promise was never late: moving one that was late already does not mend it."""
    if promise.by is None or promise.closed_on is None or promise.closed_on > promise.by:
        return False
    return all(move.at is None or move.at.date() <= move.since for move in promise.moves)
