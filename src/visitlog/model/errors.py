"""What can go wrong, as kinds with values and an exit code; cli/app.py words and prints them."""

from collections.abc import Mapping


def N_(sentence: str) -> str:
    """The sentence unchanged: marks it for the catalogue, to be translated where it is printed."""
    return sentence


def C_(context: str, sentence: str) -> str:
    """Marks a sentence that other languages say in several ways, with where it is said; gettext joins them so."""
    return f"{context}\x04{sentence}"


class VisitlogError(Exception):
    """Any failure that a user can meet: a sentence to be translated, the values it names, an exit code.

    `code` is the stable English word of the JSON error object.
    """

    exit_code = 1
    code = "refused"

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.values: Mapping[str, object] = values

    def __str__(self) -> str:
        return self.sentence.format(**self.values)


class Refused(VisitlogError):
    """What was asked is understood and not done (exit 1)."""


class Misuse(VisitlogError):
    """The words of the command are off (exit 2)."""

    exit_code = 2
    code = "misuse"


class UnreadableWhen(Misuse):
    """The words are no day, time or span that is known; `text` is what was typed, cut if it is long.

    `is_told` when the sentence says what was nearly meant.
    """

    is_told = False

    def __init__(self, sentence: str, text: str, **values: object) -> None:
        super().__init__(sentence, text=text, **values)
        self.text = text


class NotFound(VisitlogError):
    """What was named is not in the journal (exit 3)."""

    exit_code = 3
    code = "not_found"


class Ambiguous(VisitlogError):
    """What was named fits several (exit 4); `candidates` are lines to choose from."""

    exit_code = 4
    code = "ambiguous"

    def __init__(self, sentence: str, candidates: tuple[object, ...] = (), **values: object) -> None:
        super().__init__(sentence, **values)
        self.candidates = candidates


class Damaged(VisitlogError):
    """The journal cannot be understood, or is newer than this program; it is never written to (exit 5)."""

    exit_code = 5
    code = "damaged"


class Locked(VisitlogError):
    """Another command holds the journal (exit 5)."""

    exit_code = 5
    code = "locked"
