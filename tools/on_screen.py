"""What a command answers on a terminal, run in this very process: two hundred of them start Python only once."""

import io
import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from unittest import mock

from visitlog.cli.app import run
from visitlog.cli.settings import interface_language
from visitlog.render.language import set_language


def answered(words: Sequence[str], world: Mapping[str, str]) -> tuple[int, str]:
    """The exit code of a command line, and all that it prints; `world` is the whole environment."""
    seen = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n")
    with (
        mock.patch.dict(os.environ, world, clear=True),
        mock.patch.object(tempfile, "tempdir", None),
        redirect_stdout(seen),
        redirect_stderr(seen),
    ):
        set_language(interface_language())
        try:
            code = run(list(words))
        finally:
            set_language("en")
    seen.flush()
    assert isinstance(seen.buffer, io.BytesIO)
    return code, seen.buffer.getvalue().decode("utf-8")
