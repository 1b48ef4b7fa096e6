"""Going through the open promises, and noting that it was done."""

from datetime import date

from visitlog.model.journal import NO_CHANGE, Change, Journal
from visitlog.model.records import Review


def record_review(journal: Journal, today: date) -> Change:
    """Notes that the open promises were gone through; once a day is enough."""
    if any(review.on == today for review in journal.reviews.values()):
        return NO_CHANGE
    return Change("review", today.isoformat(), put=(Review(journal.next_id("reviews"), today),))
