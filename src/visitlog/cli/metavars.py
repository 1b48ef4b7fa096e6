"""What stands for a value in help and usage lines, in the user's language."""

import re

from visitlog.model.errors import N_
from visitlog.render.language import _

WORDS = frozenset(
    {
        N_("ADDRESS"),
        N_("AREA"),
        N_("ATTIRE"),
        N_("BY"),
        N_("COLUMN"),
        N_("DAY"),
        N_("DOOR"),
        N_("FESTIVAL"),
        N_("FIELD"),
        N_("FILE"),
        N_("FORM"),
        N_("FORMAT"),
        N_("GROUP"),
        N_("ID"),
        N_("INTO"),
        N_("KIND"),
        N_("NAME"),
        N_("NOTE"),
        N_("NUMBER"),
        N_("PATH"),
        N_("PERIOD"),
        N_("PLACE"),
        N_("PRESET"),
        N_("RESIDENCE"),
        N_("RESULT"),
        N_("SHELL"),
        N_("STATUS"),
        N_("TEXT"),
        N_("TITLE"),
        N_("TO"),
        N_("TOPIC"),
        N_("WARMTH"),
        N_("WENT"),
        N_("WHEN"),
        N_("WHICH"),
        N_("WHO"),
        N_("1/30d"),
        N_("14d"),
        N_("30d"),
        N_("3d"),
        N_("7d"),
        N_("any"),
        N_("none"),
        N_("us|them"),
        N_("moved|handed-over|died|declined"),
        N_("people|visits"),
    }
)
"""The words that a metavar is made of. What is typed as it stands, such as 2026-10, stays as it is."""
WORD = r"[A-Z]{2,}|(?:1/)?[0-9]+d|(?<=\|)(?:any|none)|^[a-z-]+(?:\|[a-z-]+)+$"


def metavar(pattern: str) -> str:
    """A metavar such as WHO[,WHO...] in the user's language."""
    return re.sub(WORD, lambda word: _(word[0]) if word[0] in WORDS else word[0], pattern)
