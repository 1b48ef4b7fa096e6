"""A year of visits at a glance: a column a week, a row a weekday."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from visitlog.model.records import Visit
from visitlog.render.dates import MONTHS, WEEKDAYS
from visitlog.render.language import _, current_language
from visitlog.render.text import can_print

WEEKS = 52
LEAST_WIDTH = 60


def heatmap(visits: Iterable[Visit], today: date) -> Iterator[str]:
    """The lines of the map; a meeting weighs more than a door that stayed shut."""
    met = Counter(visit.on for visit in visits if visit.result == "met")
    tried = Counter(visit.on for visit in visits if visit.result != "met")
    monday = today - timedelta(days=today.weekday() + 7 * (WEEKS - 1))
    none, shut, once, more = _marks()
    yield "     " + _months(monday)
    for weekday in range(7):
        days = (monday + timedelta(days=weekday + 7 * week) for week in range(WEEKS))
        marks = (
            " "
            if day > today
            else more
            if met[day] > 1
            else once
            if met[day]
            else shut
            if tried[day]
            else none
            for day in days
        )
        label = WEEKDAYS[current_language()][weekday] if weekday % 2 == 0 else ""
        yield f"{label:<{5 if label.isascii() else 3}}" + "".join(marks).rstrip()
    yield "     " + _("{once} met  {more} more than once  {shut} nobody in, or not now").format(
        once=once, more=more, shut=shut
    )


def _marks() -> tuple[str, str, str, str]:
    """The marks of no visit, an attempt, one meeting, several; plain ones where wide or missing glyphs would show."""
    if current_language() != "zh" and can_print("·▫▪■"):
        return "·", "▫", "▪", "■"
    return ".", "-", "o", "O"


def _months(monday: date) -> str:
    """The months above their first weeks."""
    line = [" "] * (WEEKS + 3)
    for week in range(WEEKS):
        first = monday + timedelta(days=7 * week)
        if first.day <= 7:
            name = MONTHS[first.month - 1] if current_language() != "zh" else f"{first.month}"
            line[week : week + len(name)] = name
    return "".join(line).rstrip()
