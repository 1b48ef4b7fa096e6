"""How birthdays are typed, in figures and in Chinese words, by either calendar."""

import pytest

from visitlog.model.birthdays import Calendar, birthday_said, read_birthday
from visitlog.model.errors import Misuse
from visitlog.model.records import Birthday


@pytest.mark.parametrize(
    ("typed", "calendar", "born"),
    [
        ("1950-03-02", "solar", Birthday("solar", 3, 2, 1950)),
        ("3-2", "solar", Birthday("solar", 3, 2)),
        ("１９５０－０３－０２", "solar", Birthday("solar", 3, 2, 1950)),
        ("02-29", "solar", Birthday("solar", 2, 29)),
        ("1950年3月2日", "solar", Birthday("solar", 3, 2, 1950)),
        ("一九五〇年三月二日", "solar", Birthday("solar", 3, 2, 1950)),
        ("3月2号", "solar", Birthday("solar", 3, 2)),
        ("1950-01-15", "lunar", Birthday("lunar", 1, 15, 1950)),
        ("01-30", "lunar", Birthday("lunar", 1, 30)),
        ("正月十五", "lunar", Birthday("lunar", 1, 15)),
        ("1950年八月十五", "lunar", Birthday("lunar", 8, 15, 1950)),
        ("八月十五", "lunar", Birthday("lunar", 8, 15)),
        ("8月15日", "lunar", Birthday("lunar", 8, 15)),
        ("農曆臘月廿三", "lunar", Birthday("lunar", 12, 23)),
        ("农历1950年十月二十", "solar", Birthday("lunar", 10, 20, 1950)),
        ("1950年农历十月二十", "solar", Birthday("lunar", 10, 20, 1950)),
        ("腊月初八", "solar", Birthday("lunar", 12, 8)),
    ],
)
def test_birthday_is_read(typed: str, calendar: Calendar, born: Birthday) -> None:
    assert read_birthday(typed, calendar) == born


@pytest.mark.parametrize(
    ("typed", "calendar", "about"),
    [
        ("yesterday", "solar", "not a birthday"),
        ("八月十五", "solar", "not a birthday"),
        ("去年八月十五", "lunar", "not a birthday"),
        ("50年八月十五", "lunar", "not a birthday"),
        ("八月初二十", "lunar", "not a birthday"),
        ("中秋节", "lunar", "not a birthday"),
        ("", "solar", "not a birthday"),
        ("02-30", "solar", "no such day"),
        ("1951-02-29", "solar", "no such day"),
        ("01-31", "lunar", "no such day"),
        ("农历十三月初一", "lunar", "no such day"),
        ("2月30日", "solar", "no such day"),
        ("闰六月初一", "lunar", "leave out 闰"),
    ],
)
def test_birthday_that_is_none_is_refused(typed: str, calendar: Calendar, about: str) -> None:
    with pytest.raises(Misuse, match=about):
        read_birthday(typed, calendar)


def test_other_dates_are_not_taken_for_birthdays() -> None:
    assert birthday_said("3 march 1950", "solar") is None
