"""Turning a round into appointments."""

from collections.abc import Sequence
from datetime import date, datetime, time

from visitlog.model.ids import shown_id
from visitlog.model.journal import NO_CHANGE, Change, Journal
from visitlog.model.records import Appointment, Person


def book_stops(journal: Journal, stops: Sequence[tuple[date, time | None, Person]], now: datetime) -> Change:
    """Books each stop for its day, without an hour: nobody has agreed on one yet."""
    first = journal.next_id("appointments")
    booked = tuple(
        Appointment(
            id=first + number,
            people=(person.id,),
            at=datetime.combine(on, time()),
            whole_day=True,
            made_on=now.date(),
        )
        for number, (on, _at, person) in enumerate(stops)
    )
    if not booked:
        return NO_CHANGE
    ids = f"{shown_id(booked[0])}-{shown_id(booked[-1])}" if len(booked) > 1 else shown_id(booked[0])
    return Change("plan", ids, put=booked)
