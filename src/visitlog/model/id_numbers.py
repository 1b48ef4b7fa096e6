"""Identity numbers in free text: better not kept in a notebook."""

import re
import unicodedata

CHINESE = (
    r"(?<![0-9A-Za-z])([1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])"
    r"(?:0[1-9]|[12]\d|3[01])\d{3}[0-9Xx])(?![0-9A-Za-z])"
)
AMERICAN = r"(?<![\d-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])"
FEWEST_DIGITS = 9
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"


def holds_id_number(text: str) -> bool:
    """Whether a text holds a Chinese resident identity number (GB 11643-1999) or a US social security number."""
    text = unicodedata.normalize("NFKC", text)
    if sum(map(str.isdigit, text)) < FEWEST_DIGITS:
        return False
    return any(map(_is_resident_number, re.findall(CHINESE, text))) or re.search(AMERICAN, text) is not None


def _is_resident_number(digits: str) -> bool:
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=False))
    return CHECK_DIGITS[total % 11] == digits[-1].upper()
