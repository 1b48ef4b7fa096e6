"""Where answers go: JSON, plain lines or a screen, and messages on standard error."""

import re
import sys
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import orjson

from visitlog.model.frozen import frozen
from visitlog.render.screen import Screen
from visitlog.render.text import ascii_json, can_print, harmless, harmless_json, wrapped

Document = dict[str, Any]

WORD = re.compile("[!-~]+")
"""What is cut at spaces only; Chinese may be cut between its characters."""


@frozen
class Output:
    """How this run answers; `width` in terminal cells."""

    today: date
    as_json: bool = False
    plain: bool = True
    quiet: bool = False
    width: int = 80
    colour: bool = False
    error_width: int | None = None
    """In cells, where standard error is a terminal: there a line ends between words."""

    def show(self, kind: str, document: Callable[[], Document], screen: Callable[[], Screen]) -> None:
        """Answers a question."""
        if self.as_json:
            self._print_json(kind, document())
        elif self.plain:
            from visitlog.render.plain import plain_lines

            for line in plain_lines(screen()):
                print(line)
        else:
            from visitlog.render.terminal import draw

            draw(screen(), self.width, self.colour)

    def confirm(
        self, kind: str, document: Callable[[], Document], lines: Callable[[], Iterable[str]]
    ) -> None:
        """Says what was recorded."""
        if self.as_json:
            self._print_json(kind, document())
        elif not self.quiet:
            for line in map(harmless, lines()):
                for piece in [line] if self.plain else wrapped(line, self.width):
                    print(piece)

    def say(self, lines: Iterable[str]) -> None:
        """Adds a word for people to an answer."""
        if not self.as_json and not self.quiet:
            self.warn(lines)

    def warn(self, lines: Iterable[str]) -> None:
        """Says on standard error what the user should know."""
        for line in lines:
            warn(line, self.error_width)

    def _print_json(self, kind: str, document: Document) -> None:
        whole = {"schema": 1, "kind": kind, "today": self.today.isoformat(), "data": document}
        print(json_text(whole))


def warn(line: str, width: int | None) -> None:
    """Says a line on standard error; what has a longer word than a line, a path for one, is left to the terminal."""
    line = harmless(line)
    is_cut = width is not None and all(len(word) < width for word in WORD.findall(line))
    for piece in wrapped(line, width) if width is not None and is_cut else [line]:
        print(piece, file=sys.stderr)


def json_text(document: Document) -> str:
    """A JSON document as text for standard output, with nothing that its encoding can't hold."""
    text = harmless_document(document)
    return text if can_print(text) else ascii_json(text)


def harmless_document(document: Document) -> str:
    """A JSON document as text, indented, with nothing active in it."""
    return harmless_json(orjson.dumps(document, option=orjson.OPT_INDENT_2).decode())
