"""The way in and out: a TAB is answered without loading the commands, and Ctrl-C ends what is still being loaded."""

import os

INTERRUPTED = 130
try:
    import gc
    import signal
    import sys
    from contextlib import suppress
    from typing import NoReturn
except KeyboardInterrupt:  # so soon that main() can't hear of it
    os._exit(INTERRUPTED)

ASKED_BY = "_VISITLOG_COMPLETE"


def main() -> NoReturn:
    """The entry point of `visitlog` and `vl`; Ctrl-C ends it with 130 and without a traceback."""
    # A command lives for a tenth of a second: collecting garbage costs more than it frees.
    gc.disable()
    is_heeded = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if is_heeded:  # half-loaded modules must not see an exception, and nothing is begun yet
        signal.signal(signal.SIGINT, lambda *_: os._exit(INTERRUPTED))
    shell = os.environ.get(ASKED_BY)
    if shell is not None:
        _complete(shell)
        _leave(0)
    from visitlog.cli.app import main as run

    try:
        if is_heeded:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        code = run()
    except KeyboardInterrupt:
        code = INTERRUPTED
    finally:
        if is_heeded:  # all is done and said, and leaving takes no time
            signal.signal(signal.SIGINT, signal.SIG_IGN)
    _leave(code)


def _leave(code: int) -> NoReturn:
    """Ends at once: taking every module and record apart first would take as long as a third of the command."""
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError, ValueError, AttributeError):  # who can't be told any more
            stream.flush()
    os._exit(code)


def _complete(shell: str) -> None:
    """Answers a shell that asks for completions."""
    from visitlog.cli.completion import answer

    # The lines are read as UTF-8 by every shell of today, whatever the locale says.
    sys.stdout.buffer.write("".join(f"{line}\n" for line in answer(shell, sys.argv[1:])).encode())
