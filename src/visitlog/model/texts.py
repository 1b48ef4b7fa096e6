"""Words that look alike, for "did you mean"."""

from collections.abc import Iterable
from difflib import get_close_matches


def close_words(typed: str, words: Iterable[str]) -> tuple[str, ...]:
    """The words that look most like what was typed, likest first, at most three."""
    return tuple(get_close_matches(typed, list(words), n=3, cutoff=0.6))
