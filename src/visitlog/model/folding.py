"""Text made alike for comparison."""

import re
import unicodedata

ACCENTS = "[\u0300-\u036f]"
"""The accents of alphabets, which nobody types on a staircase; the vowel signs of other scripts are letters."""


def folded(text: str) -> str:
    """The text as it is compared: compatibility forms, case, accents and runs of spaces made alike."""
    if not text.isascii():
        apart = unicodedata.normalize("NFKD", text)
        text = unicodedata.normalize("NFKC", re.sub(ACCENTS, "", apart))
    return " ".join(text.casefold().split())


def has_han(text: str) -> bool:
    """Whether there are Chinese characters in a text."""
    return not text.isascii() and any(
        "\u3400" <= one <= "\u4dbf" or "\u4e00" <= one <= "\u9fff" for one in text
    )
