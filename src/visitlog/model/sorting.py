"""By what a Chinese list is sorted: pinyin, from keys that are stored, so that a TAB can do it too."""

from collections.abc import Sequence

from visitlog.model.folding import folded, has_han


def sorting_key(name: str, keys: Sequence[str]) -> str:
    """What somebody is sorted by in Chinese: of their keys the pinyin of the name, else the name itself."""
    plain = folded(name)
    return next((key for key in keys if is_keyed(name, (key,))), plain) if has_han(name) else plain


def is_keyed(name: str, keys: Sequence[str]) -> bool:
    """Whether one of the keys is the whole pinyin of this name."""
    syllables = len(units(folded(name)))
    return any(key.isascii() and key.count(" ") == syllables - 1 for key in keys)


def units(name: str) -> list[str]:
    """What a name is typed by: each Chinese character, and each run of other letters and digits."""
    found: list[str] = []
    was_run = False
    for character in name:
        is_run = character.isalnum() and not has_han(character)
        if has_han(character) or (is_run and not was_run):
            found.append(character)
        elif is_run:
            found[-1] += character
        was_run = is_run
    return found
