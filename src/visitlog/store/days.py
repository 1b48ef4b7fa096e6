"""What to search for in lines to find the days from one to another, as ISO texts."""

from datetime import date, timedelta

ZERO, NINE = "0-", "9-"
BELOW, ABOVE = chr(ord("0") - 1), chr(ord("9") + 1)


def days_between(first: date, last: date) -> str:
    """The pattern with which the ISO days from one to another begin, and no other day; `first` is not after `last`.

    What all of them have in common stands before anything that varies: so it is searched for ten times as fast.
    """
    return _between(_lowest(first), _highest(last))


def _lowest(day: date) -> str:
    """The day, or where it begins a month or a year the least text that any of its days could be."""
    text = day.isoformat()
    if (day.month, day.day) == (1, 1):
        return text[:4] + "-00-00"
    return text[:8] + "00" if day.day == 1 else text


def _highest(day: date) -> str:
    text = day.isoformat()
    if (day.month, day.day) == (12, 31):
        return text[:4] + "-99-99"
    return text[:8] + "99" if (day + timedelta(days=1)).day == 1 else text


def _between(low: str, high: str) -> str:
    """The texts of one length from one to another, as far as it must be looked at them."""
    if not low:
        return ""
    if low[0] == high[0]:
        return low[0] + _between(low[1:], high[1:])
    return _one_of(low[0] + _at_least(low[1:]), _inside(low[0], high[0]), high[0] + _at_most(high[1:]))


def _at_least(low: str) -> str:
    if not low.strip(ZERO):
        return ""
    if low[0] == "-":
        return "-" + _at_least(low[1:])
    return _one_of(low[0] + _at_least(low[1:]), _inside(low[0], ABOVE))


def _at_most(high: str) -> str:
    if not high.strip(NINE):
        return ""
    if high[0] == "-":
        return "-" + _at_most(high[1:])
    return _one_of(_inside(BELOW, high[0]), high[0] + _at_most(high[1:]))


def _inside(low: str, high: str) -> str:
    """Any digit between two signs."""
    first, last = chr(ord(low) + 1), chr(ord(high) - 1)
    return f"[{first}-{last}]" if first <= last else ""


def _one_of(*patterns: str) -> str:
    some = [pattern for pattern in patterns if pattern]
    return some[0] if len(some) == 1 else f"(?:{'|'.join(some)})"
