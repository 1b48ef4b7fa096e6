"""What a user writes in the editor stays on the disk until it is saved: an edit is never lost."""

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from visitlog.cli.session import Session
from visitlog.model.errors import N_, Refused, VisitlogError
from visitlog.render.language import _
from visitlog.render.text import harmless
from visitlog.store import drafts


@contextmanager
def drafted(session: Session, name: str, blank: str) -> Iterator[Path]:
    """A draft that is gone when all within has gone well; kept and named if not, once it holds the user's own text."""
    draft = drafts.begun(session.file.path, name, blank)
    try:
        yield draft
    except VisitlogError as error:
        if drafts.differs(draft, blank):
            raise _kept(error, draft) from error
        drafts.discarded(draft)
        raise
    except KeyboardInterrupt:
        if drafts.differs(draft, blank):
            print(harmless(_("Your text is kept in {path}.").format(path=draft)), file=sys.stderr)
        else:
            drafts.discarded(draft)
        raise
    drafts.discarded(draft)


def _kept(error: VisitlogError, draft: Path) -> Refused:
    """The error, with its own exit code, and where the user's text is."""
    kept = Refused(N_("{why} Your text is kept in {path}."), why=error, path=draft)
    kept.code, kept.exit_code = error.code, error.exit_code
    return kept


def run_editor(draft: Path) -> None:
    """Opens a file in the user's editor and waits for it; raises Refused if it can't, or ends with an error."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        code = subprocess.run([*shlex.split(command), str(draft)], check=False).returncode
    except (OSError, ValueError) as error:
        raise Refused(
            N_('The editor "{command}" can\'t be started; set EDITOR to one that is there.'), command=command
        ) from error
    if code != 0:
        raise Refused(N_("The editor ended with an error; nothing was recorded."))
