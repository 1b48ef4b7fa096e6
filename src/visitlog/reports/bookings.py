"""What became of the bookings of a period."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from visitlog.model.frozen import frozen
from visitlog.model.records import Appointment
from visitlog.reports.period import Period


@frozen
class Bookings:
    """How the bookings of a period ended; `unanswered` are past and nobody said how they went."""

    kept: int
    missed_by_us: int
    missed_by_them: int
    cancelled: int
    unanswered: int

    @property
    def total(self) -> int:
        """How many there were."""
        return self.kept + self.missed_by_us + self.missed_by_them + self.cancelled + self.unanswered


def bookings(appointments: Iterable[Appointment], period: Period, today: date) -> Bookings:
    """What became of the bookings whose day lies in the period."""
    within = [one for one in appointments if period.has(one.at.date())]
    counts = Counter(one.status for one in within)
    return Bookings(
        counts["kept"],
        counts["missed_by_us"],
        counts["missed_by_them"],
        counts["cancelled"],
        sum(one.status == "booked" and one.at.date() < today for one in within),
    )
