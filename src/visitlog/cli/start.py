"""The entry point of `visitlog` and `vl`: a TAB is answered without loading the commands."""

import os
import sys

ASKED_BY = "_VISITLOG_COMPLETE"


def main() -> None:
    """Answers the shell when it asks for completions; else runs the command."""
    shell = os.environ.get(ASKED_BY)
    if shell is None:
        from visitlog.cli.app import main as run

        run()
        return
    from visitlog.cli.completion import answer

    # The lines are read as UTF-8 by every shell of today, whatever the locale says.
    sys.stdout.buffer.write("".join(f"{line}\n" for line in answer(shell, sys.argv[1:])).encode())
