"""Text that people wrote, inside a Markdown document: it reads as it was written, and is never markup."""

import re

from visitlog.render.text import harmless

MARKUP = re.compile(r"[\\`*_\[\]<>|~#$]|&(?=#?\w+;)|:(?=[\w+-]+:)")
BEGINS_A_BLOCK = re.compile(r"^([-+=]|\d+(?=[.)]))")


def escaped(text: str) -> str:
    """The text on one line, with everything that Markdown would read as markup escaped."""
    return MARKUP.sub(lambda found: "\\" + found[0], harmless(" ".join(text.split())))


def item(label: str, text: str) -> list[str]:
    """A text under a label, as an item of a list within a list; its line breaks stay."""
    first, *others = [escaped(line) for line in text.splitlines() if line.strip()] or [""]
    lines = [f"  - {label}{first}", *(f"    {_not_a_block(line)}" for line in others)]
    return [*(line + "\\" for line in lines[:-1]), lines[-1]]


def _not_a_block(line: str) -> str:
    """A line that begins no list and no heading of its own."""
    return BEGINS_A_BLOCK.sub(lambda found: found[0] + "\\" if found[0].isdigit() else "\\" + found[0], line)
