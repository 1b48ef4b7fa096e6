"""Answers a TAB: what the shell may put at the cursor, one a line.

The scripts in shells/ ask `visitlog` so, with the shell in `_VISITLOG_COMPLETE` and two arguments: the line up
to the cursor as it was typed, and for bash the characters at which it begins anew within a word. The first line
of the answer is `files` or `words`. A TAB writes nothing and complains of nothing.
"""

from collections.abc import Sequence

from visitlog.cli.candidates import Candidate, candidates
from visitlog.cli.position import position_of
from visitlog.cli.settings import Settings, interface_language, journal_path, read_settings
from visitlog.cli.shell_words import HalfTyped, for_bash, half_typed
from visitlog.model.errors import VisitlogError
from visitlog.model.folding import folded
from visitlog.render.language import set_language
from visitlog.store.outline import Outline


def answer(shell: str, arguments: Sequence[str]) -> list[str]:
    """The lines for the shell's script; what cannot be read has no candidates."""
    line, breaks = (*arguments, "", "")[:2]
    typed = half_typed(line, breaks if shell == "bash" else "", is_fish=shell == "fish")
    try:
        set_language(interface_language())
        position = position_of(typed.words, typed.word)
        if position.kind == "file":
            return ["files"]
        journal = Outline(journal_path(position.journal, _settings().journal))
        found = candidates(position, journal)
    except (VisitlogError, OSError, ValueError):
        return ["words"]
    return ["words", *SHELLS[shell](typed, found)] if shell in SHELLS else []


def _settings() -> Settings:
    try:
        return read_settings()
    except VisitlogError:  # the command itself will say what is wrong with it
        return Settings()


def _bash(typed: HalfTyped, found: list[Candidate]) -> list[str]:
    """What replaces the end of the word, quoted; bash shows no explanations."""
    texts = [one.text for one in found if one.text.startswith(typed.kept)]
    return [for_bash(text[len(typed.kept) :], typed.quote) for text in _staying(typed.word, texts)]


def _zsh(typed: HalfTyped, found: list[Candidate]) -> list[str]:
    about = {one.text: one.about for one in found}
    return [f"{text}\t{about.get(text, '')}" for text in _staying(typed.word, [one.text for one in found])]


def _fish(typed: HalfTyped, found: list[Candidate]) -> list[str]:
    """Fish itself leaves out what does not look like the word: it gets the short way, explained by the name."""
    return [f"{one.key or one.text}\t{one.text if one.key else one.about}" for one in found]


def _staying(word: str, texts: list[str]) -> list[str]:
    """The texts, with the word itself when they would replace it by something shorter that they share.

    Of 王秀英 and 王晓燕, found by `wx`, a shell would put 王, and forget what was typed.
    """
    if len(texts) < 2:
        return texts
    first, last = min(texts), max(texts)
    shared = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))
    return texts if folded(first[:shared]).startswith(folded(word)) else [*texts, word]


SHELLS = {"bash": _bash, "zsh": _zsh, "fish": _fish}
