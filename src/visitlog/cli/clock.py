"""The clock and the zone of this computer, and what VISITLOG_TODAY puts in their place."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from visitlog.model.errors import N_, Misuse
from visitlog.model.years import FIRST_YEAR, LAST_YEAR


class Here(tzinfo):
    """The zone of this computer, with its changes of the clocks; `astimezone` knows the present offset only."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        return None if moment is None else moment.replace(tzinfo=None).astimezone().utcoffset()

    def dst(self, moment: datetime | None) -> timedelta | None:
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        return None

    def fromutc(self, moment: datetime) -> datetime:
        return moment.replace(tzinfo=UTC).astimezone().replace(tzinfo=self)


def now_by(given: str | None) -> tuple[datetime, bool]:
    """This moment, and whether visits get its time: not when VISITLOG_TODAY names a day only.

    Raises Misuse for a clock that has gone mad: days are only counted in the years that WHEN knows.
    """
    now, has_clock = _told_now(given) if given else (datetime.now().astimezone(), True)
    if not FIRST_YEAR <= now.year <= LAST_YEAR:
        raise Misuse(
            N_("The clock says {day}, which is not within the years 1900 to 2100; set it right."),
            day=now.date().isoformat(),
        )
    return now, has_clock


def _told_now(given: str) -> tuple[datetime, bool]:
    with suppress(ValueError):
        day = date.fromisoformat(given)
        return datetime.combine(day, time(12)).astimezone(), False
    try:
        return datetime.fromisoformat(given).astimezone(), True
    except (ValueError, OverflowError) as error:
        raise Misuse(
            N_('VISITLOG_TODAY is "{given}", which is neither an ISO day nor a moment, such as 2026-11-23.'),
            given=given,
        ) from error
