"""Asking a person to agree, on a terminal."""

import sys

from visitlog.cli.session import Session

YES = ("y", "yes", "是", "好", "对")
"""What agrees, in either language."""


def can_ask(session: Session) -> bool:
    """Whether somebody is there who may be asked."""
    return not session.flags.no_input and sys.stdin.isatty()


def agrees(question: str) -> bool:
    """Asks, and says whether the answer is yes; no answer is no."""
    print(question, end=" ", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().casefold() in YES
