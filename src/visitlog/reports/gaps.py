"""What other calendars are asked for and can't answer here, so that nobody takes silence for "nothing due"."""

from collections.abc import Iterable, Iterator

from visitlog.model.calendars import has_holidays, knows_lunar_days, unannounced
from visitlog.model.festivals import LUNAR_FESTIVALS
from visitlog.model.journal import Journal, Warned
from visitlog.model.records import Group, Person


def calendar_gaps(journal: Journal, people: Iterable[Person], years: Iterable[int]) -> tuple[Warned, ...]:
    """What can't be known of these people's lunar days, and of the holidays of these years."""
    active = (person for person in people if person.status == "active")
    return (*lunar_gaps(active, journal.groups.values()), *holiday_gaps(journal, years))


def lunar_gaps(people: Iterable[Person], groups: Iterable[Group] = ()) -> Iterator[Warned]:
    """That lunar birthdays or festivals are not known, where there are some and no library for them."""
    is_asked = any(one.birthday is not None and one.birthday.calendar == "lunar" for one in people) or any(
        festival in LUNAR_FESTIVALS for group in groups for festival in group.festivals
    )
    if is_asked and not knows_lunar_days():
        yield Warned("lunar_unknown")


def holiday_gaps(journal: Journal, years: Iterable[int]) -> Iterator[Warned]:
    """That a country's holidays are not known in some of these years, or at all."""
    if journal.holidays == "none":
        return
    if not has_holidays(journal.holidays):
        yield Warned("holidays_unknown", {"country": journal.holidays})
    years = unannounced(journal.holidays, years)
    if years:
        yield Warned("holidays_unannounced", {"years": years, "country": journal.holidays})
