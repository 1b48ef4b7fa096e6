"""The years in which days are counted."""

FIRST_YEAR, LAST_YEAR = 1900, 2100
